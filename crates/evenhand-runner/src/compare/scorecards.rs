//! Two scorecards of one system.

use super::models::{adjusted, shown};
use crate::{Error, Result};
use evenhand_core::{
    Cause, Estimate, EstimateChange, Finding, LimitChange, Real, Scorecard, ScorecardComparison,
    Span, Status, Verdict, VerdictChange,
};
use evenhand_inference::Level;
use evenhand_inference::distribution::normal;
use std::collections::{BTreeMap, BTreeSet};

/// Compares two scorecards of one system, number by number, as independent samples.
///
/// # Errors
/// When they are about different systems, or a metric is not computed in the same way.
pub fn compare_scorecards(old: &Scorecard, new: &Scorecard) -> Result<ScorecardComparison> {
    same_question(old, new)?;
    let level = (old.settings.level == new.settings.level).then_some(new.settings.level);
    // A card that hides something has no digest of its counts, and none is not the same one.
    let same_statistics =
        !old.digests.statistics.is_empty() && old.digests.statistics == new.digests.statistics;
    let before: BTreeMap<_, &Estimate> = old.estimates.iter().map(|e| (key(e), e)).collect();
    // Numbers from the same counts cannot differ by chance.
    let tested = level.filter(|_| !same_statistics);
    let mut changes: Vec<EstimateChange> = (new.estimates.iter())
        .filter_map(|estimate| Some((*before.get(&key(estimate))?, estimate)))
        .map(|(old, estimate)| {
            let span = new.metric(&estimate.metric).map(|metric| metric.span);
            changed(old, estimate, span, tested)
        })
        .collect();
    for checked in [true, false] {
        let own = |change: &EstimateChange| change.p_value.filter(|_| change.checked == checked);
        let corrected = adjusted(changes.iter().map(own))?;
        let error = level.map_or(0.0, |level| 1.0 - level.get());
        for (change, p) in changes.iter_mut().zip(corrected) {
            if change.checked == checked {
                change.p_adjusted = p;
                let number = |value: Option<Real>| value.map_or(0.0, Real::get);
                change.shift = shown(p, error, number(change.new) - number(change.old));
            }
        }
    }
    let used: BTreeSet<&str> = changes.iter().map(|change| &*change.metric).collect();
    let metrics = new.metrics.iter();
    let [was, is] = [parts(old), parts(new)];
    Ok(ScorecardComparison {
        added: is.difference(&was).cloned().collect(),
        level,
        limits: limits(old, new),
        metrics: metrics
            .filter(|metric| used.contains(&*metric.id))
            .cloned()
            .collect(),
        removed: was.difference(&is).cloned().collect(),
        same_spec: old.digests.spec == new.digests.spec,
        same_statistics,
        system: new.system.id.clone(),
        tool: crate::TOOL.to_owned(),
        verdicts: verdicts(old, new),
        changes,
    })
}

/// Both must ask the same of the same system.
fn same_question(old: &Scorecard, new: &Scorecard) -> Result<()> {
    if old.system.id != new.system.id {
        return Err(Error::OtherSystem {
            new: new.system.id.clone(),
            old: old.system.id.clone(),
        });
    }
    if old.system.polarity != new.system.polarity {
        return Err(Error::OtherPolarity);
    }
    for metric in &new.metrics {
        let Some(known) = old.metric(&metric.id) else {
            continue;
        };
        let same = known.formula == metric.formula
            && known.span == metric.span
            && known.scope == metric.scope;
        if !same {
            return Err(Error::OtherMetric {
                id: metric.id.clone(),
                new: metric.formula.clone(),
                old: known.formula.clone(),
            });
        }
    }
    Ok(())
}

type Key<'a> = [&'a str; 6];

fn key(e: &Estimate) -> Key<'_> {
    let reference = e.reference.as_deref().unwrap_or("");
    [
        &e.metric,
        &e.attribute,
        &e.group,
        reference,
        &e.model,
        &e.slice,
    ]
}

fn changed(
    old: &Estimate,
    new: &Estimate,
    span: Option<Span>,
    level: Option<Real>,
) -> EstimateChange {
    let factor = matches!(span, Some(Span::Ratio | Span::OddsRatio));
    let mut change = EstimateChange {
        attribute: new.attribute.clone(),
        checked: old.verdict.is_some() || new.verdict.is_some(),
        group: new.group.clone(),
        metric: new.metric.clone(),
        model: new.model.clone(),
        new: new.value,
        new_status: new.status,
        old: old.value,
        old_status: old.status,
        reference: new.reference.clone(),
        slice: new.slice.clone(),
        ..EstimateChange::default()
    };
    let number = |value: f64| if factor { libm::log(value) } else { value };
    let back = |value: f64| Real::new(if factor { libm::exp(value) } else { value });
    let finite = |value: Option<Real>| value.map(|v| number(v.get())).filter(|v| v.is_finite());
    let Some((before, after)) = finite(old.value).zip(finite(new.value)) else {
        return change;
    };
    let gap = after - before;
    change.change = back(gap);
    let sides = |estimate: &Estimate, at: f64| {
        let limits = estimate.lower.zip(estimate.upper)?;
        let (lower, upper) = (number(limits.0.get()), number(limits.1.get()));
        (lower <= at && at <= upper).then_some((at - lower, upper - at))
    };
    let Some(((old_down, old_up), (new_down, new_up))) = sides(old, before).zip(sides(new, after))
    else {
        return change;
    };
    let (down, up) = (libm::hypot(new_down, old_up), libm::hypot(new_up, old_down));
    change.lower = back(gap - down);
    change.upper = back(gap + up);
    let enough = [old.status, new.status] == [Status::Ok; 2];
    let Some(z) = level
        .filter(|_| enough)
        .and_then(|level| Level::new(level.get()).ok())
        .map(Level::z)
    else {
        return change;
    };
    let side = if gap > 0.0 { down } else { up };
    // The interval shrinks towards the change as its level falls: it reaches zero at this critical value.
    let statistic = if gap == 0.0 {
        0.0
    } else {
        z * gap.abs() / side
    };
    change.p_value = Real::new(normal::two_sided(statistic));
    change
}

/// Everything that one scorecard may have and another not, in words.
fn parts(card: &Scorecard) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for attribute in &card.attributes {
        parts.insert(format!("attribute {}", attribute.name));
        for group in &attribute.groups {
            parts.insert(format!("group {}: {}", attribute.name, group.name));
        }
    }
    parts.extend(
        card.checks
            .iter()
            .map(|check| format!("check {}", check.id)),
    );
    parts.extend(
        card.metrics
            .iter()
            .map(|metric| format!("metric {}", metric.id)),
    );
    let models = card.models.iter().filter(|model| !model.name.is_empty());
    parts.extend(models.map(|model| format!("model {}", model.name)));
    parts.extend(
        card.slices
            .iter()
            .map(|slice| format!("slice {}", slice.name)),
    );
    parts
}

fn limits(old: &Scorecard, new: &Scorecard) -> Vec<LimitChange> {
    let mut limits = Vec::new();
    for check in &new.checks {
        let known = old.checks.iter().find(|known| known.id == check.id);
        if let Some(known) = known.filter(|known| known.limit != check.limit) {
            limits.push(LimitChange {
                check: check.id.clone(),
                new: check.limit,
                old: known.limit,
            });
        }
    }
    limits
}

fn verdicts(old: &Scorecard, new: &Scorecard) -> Vec<VerdictChange> {
    let of = |f: &Finding| {
        [
            &f.check,
            &f.metric,
            &f.attribute,
            &f.group,
            &f.model,
            &f.slice,
        ]
        .map(Clone::clone)
    };
    let before: BTreeMap<_, &Finding> = old.findings.iter().map(|f| (of(f), f)).collect();
    let mut changes = Vec::new();
    for finding in &new.findings {
        let Some(known) = before.get(&of(finding)) else {
            continue;
        };
        if known.verdict == finding.verdict {
            continue;
        }
        let mut because = Vec::new();
        let waived = |finding: &Finding| finding.verdict == Verdict::Waived;
        if waived(known) != waived(finding) {
            because.push(Cause::Waiver);
        }
        if known.limit != finding.limit {
            because.push(Cause::Limit);
        } else if known.estimate_side != finding.estimate_side {
            because.push(Cause::Data);
        }
        let settings = |card: &Scorecard| (card.settings.level, card.settings.min_n);
        if because.is_empty() || settings(old) != settings(new) {
            because.push(Cause::Evidence);
        }
        changes.push(VerdictChange {
            attribute: finding.attribute.clone(),
            because,
            check: finding.check.clone(),
            group: finding.group.clone(),
            metric: finding.metric.clone(),
            model: finding.model.clone(),
            new: finding.verdict,
            old: known.verdict,
            slice: finding.slice.clone(),
        });
    }
    changes
}
