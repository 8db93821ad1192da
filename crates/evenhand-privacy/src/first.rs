//! What is hidden first: every group of which some count is small.

use crate::place::{Hidden, Level, Place, level_of};
use evenhand_core::{Estimate, MetricInfo, Real, Scorecard};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether a count is of so few people that it is hidden; nobody is a count that may be shown.
pub(crate) fn few(n: f64, below: u64) -> bool {
    n > 1e-9 && n < below as f64
}

/// The groups with a small count.
pub(crate) fn first(card: &Scorecard, below: u64) -> Hidden {
    let mut hidden = Hidden::default();
    let metrics: BTreeMap<&str, &MetricInfo> = (card.metrics.iter())
        .map(|info| (info.id.as_str(), info))
        .collect();
    for e in &card.estimates {
        let info = metrics.get(&*e.metric).copied();
        estimate(e, info, below, &mut hidden);
    }
    let all: Arc<str> = Arc::default();
    for attribute in &card.attributes {
        for group in &attribute.groups {
            let rest = group.n.saturating_sub(group.selected);
            let counts = [group.n, group.selected, rest, group.units.unwrap_or(0)];
            if counts.iter().any(|n| few(*n as f64, below)) {
                hidden.add(
                    &Place::new(&all, &attribute.name, &group.name),
                    Level::Whole,
                );
            }
        }
    }
    for model in &card.models {
        let counts = [
            model.n,
            model.selected,
            model.n.saturating_sub(model.selected),
        ];
        if counts.iter().any(|n| few(*n as f64, below)) {
            hidden.add(&Place::everyone(&all), Level::Whole);
        }
    }
    for slice in card.slices.iter().filter(|s| few(s.n as f64, below)) {
        hidden.add(&Place::everyone(&slice.name), Level::Whole);
    }
    hidden
}

fn estimate(e: &Estimate, info: Option<&MetricInfo>, below: u64, hidden: &mut Hidden) {
    if e.group.is_empty() && !e.attribute.is_empty() {
        // A summary is hidden with any of its groups; the sizes it carries are theirs together.
        return;
    }
    let own = Place::of(e);
    let level = level_of(info);
    let few = |n: f64| few(n, below);
    if few(e.n as f64) || e.units.is_some_and(|n| few(n as f64)) {
        hidden.add(&own, Level::Whole);
    }
    // Those outside a share of everybody are the other groups, which are looked at by themselves.
    let share = info.is_some_and(|info| info.formula.contains("_all"));
    let side = |events: Option<Real>, total: Option<Real>| match (events, total) {
        (Some(events), Some(total)) => {
            few(events.get()) || !share && few(total.get() - events.get())
        }
        (Some(only), None) | (None, Some(only)) => few(only.get()),
        (None, None) => false,
    };
    if side(e.events, e.total) {
        hidden.add(&own, level);
    }
    let other = Place::reference_of(e).unwrap_or(own);
    if e.n_reference.is_some_and(|n| few(n as f64))
        || e.units_reference.is_some_and(|n| few(n as f64))
    {
        hidden.add(&other, Level::Whole);
    }
    if side(e.events_reference, e.total_reference) {
        hidden.add(&other, level);
    }
}
