//! What may be shown outside: no cell of a few people, and nothing to work one out from.

use crate::index::{Index, Place};
use crate::name;
use crate::rate_words::RateWords;
use evenhand_core::{Estimate, Finding, Real, Scorecard};

/// Fewer people than this are not shown outside.
pub(super) const PUBLIC_LIMIT: u64 = 10;

/// Whether a cell behind the finding is too small to print a number made of it.
pub(super) fn is_small(card: &Scorecard, index: &Index<'_>, finding: &Finding) -> bool {
    let place = Place {
        model: &finding.model,
        slice: &finding.slice,
        attribute: &finding.attribute,
    };
    let own = card.estimates.get(finding.estimate);
    if finding.n < PUBLIC_LIMIT
        || finding.n_reference.is_some_and(|n| n < PUBLIC_LIMIT)
        || own.is_some_and(has_small_cell)
    {
        return true;
    }
    let Some(words) = RateWords::of_comparison(&finding.metric) else {
        return false;
    };
    let extremes = own.and_then(|e| e.extremes.as_ref());
    let mut groups: Vec<&str> = vec![&finding.group];
    groups.extend(finding.reference.as_deref().map(name::resolved));
    if let Some((lowest, highest)) = extremes {
        groups.extend([&**lowest, &**highest]);
    }
    groups
        .into_iter()
        .filter_map(|group| index.estimate(place, group, words.base))
        .any(has_small_cell)
}

/// Whether a number rests on a cell of a few people: those it counts, or those it does not.
fn has_small_cell(e: &Estimate) -> bool {
    let small = |n: f64| n < PUBLIC_LIMIT as f64;
    let rate = |events: Option<Real>, total: Option<Real>| match (events, total) {
        (Some(events), Some(total)) => small(events.get()) || small(total.get() - events.get()),
        (Some(cell), None) | (None, Some(cell)) => small(cell.get()),
        (None, None) => false,
    };
    e.n < PUBLIC_LIMIT
        || e.n_reference.is_some_and(|n| n < PUBLIC_LIMIT)
        || e.units.is_some_and(|n| n < PUBLIC_LIMIT)
        || e.units_reference.is_some_and(|n| n < PUBLIC_LIMIT)
        || rate(e.events, e.total)
        || rate(e.events_reference, e.total_reference)
}
