use crate::{four_fifths, side};
use evenhand_core::{
    CheckPlan, Estimate, Finding, Polarity, Real, RowsNeeded, RuleOfPack, Scope, Side, Span,
    Status, Verdict,
};
use evenhand_inference::k_groups::tukey_critical;
use evenhand_inference::power::{
    minimum_detectable_difference, rows_needed_difference, rows_needed_ratio,
};
use evenhand_inference::{Level, Proportion};

/// What a verdict needs to know besides the check and the number.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// Groups that were compared at once.
    pub groups: usize,
    /// Confidence level of the intervals.
    pub level: Level,
    /// Fewer rows (persons, where a unit is named) than this are too few.
    pub min_n: u64,
    /// p-value of lying beyond the limit, where one could be computed.
    pub p_limit: Option<f64>,
    /// Whether being selected is good or bad.
    pub polarity: Polarity,
}

/// Holds a check against a number.
///
/// `position` is that of the number among the estimates of the scorecard.
pub fn judge(
    check: &CheckPlan,
    estimate: &Estimate,
    position: usize,
    judgement: Judgement,
) -> Finding {
    let mut finding = Finding {
        attribute: estimate.attribute.clone(),
        check: check.id.as_str().into(),
        estimate: position,
        estimate_side: point_side(check, estimate),
        group: estimate.group.clone(),
        limit: check.limit,
        limit_mirrored: check.limit_mirrored,
        lower: estimate.lower,
        metric: estimate.metric.clone(),
        model: estimate.model.clone(),
        n: estimate.n,
        n_reference: estimate.n_reference,
        p_limit: judgement.p_limit.and_then(Real::new),
        p_limit_adjusted: None,
        reason: None,
        reference: estimate.reference.clone(),
        rows_needed: None,
        rule: check.rule.and_then(|RuleOfPack::FourFifths| {
            four_fifths(estimate, check.limit, point_side(check, estimate))
        }),
        severity: check.severity,
        shortfall: None,
        slice: estimate.slice.clone(),
        smallest_detectable: None,
        status: estimate.status,
        unplanned: false,
        upper: estimate.upper,
        value: estimate.value,
        verdict: Verdict::NotTested,
        waiver: None,
        watch: false,
    };
    decide(check, estimate, judgement, &mut finding);
    finding.watch = finding.verdict == Verdict::WithinLimit && past_watch(check, estimate);
    if finding.verdict != Verdict::ConfirmedGap {
        what_would_decide(check, estimate, judgement, &mut finding);
    }
    finding.shortfall = shortfall(check, estimate, judgement.polarity, finding.estimate_side);
    finding
}

fn decide(check: &CheckPlan, estimate: &Estimate, judgement: Judgement, finding: &mut Finding) {
    let range = check.limit.range();
    match estimate.status {
        Status::Ok | Status::Unbounded => {
            let Some((lower, upper)) = estimate.lower.zip(estimate.upper) else {
                finding.reason = Some("this number carries no interval to decide by".to_owned());
                return;
            };
            let printed = (lower.get(), upper.get());
            if beyond(printed, range) {
                let together = estimate.simultaneous.is_none_or(|wide| beyond(wide, range));
                finding.verdict = if together {
                    Verdict::ConfirmedGap
                } else {
                    Verdict::PossibleGap
                };
                if !together {
                    finding.reason =
                        Some("multiplicity: several groups were compared at once".to_owned());
                }
            } else if printed.0 >= range.0 && printed.1 <= range.1 {
                finding.verdict = Verdict::WithinLimit;
            } else {
                finding.verdict = Verdict::PossibleGap;
            }
        }
        Status::InsufficientN => {
            finding.verdict = Verdict::InsufficientData;
            let what = if estimate.units.is_some() || estimate.units_reference.is_some() {
                "persons"
            } else {
                "rows"
            };
            let (own, other) = support(estimate);
            if !estimate.below_min_n.is_empty() {
                finding.reason = Some(format!(
                    "fewer than {} {what}: {}",
                    judgement.min_n,
                    list(&estimate.below_min_n)
                ));
                if estimate
                    .large_groups
                    .is_some_and(|limits| beyond(limits, range))
                {
                    finding.verdict = Verdict::ConfirmedGap;
                    finding.reason =
                        Some("shown by the groups that are large enough alone".to_owned());
                }
            } else if own < judgement.min_n || other.is_some_and(|n| n < judgement.min_n) {
                finding.reason = Some(format!("fewer than {} {what} on one side", judgement.min_n));
            } else {
                finding.reason =
                    Some("its persons fall into too few blocks to tell how they vary".to_owned());
            }
        }
        Status::UndefinedZeroDenominator => {
            finding.verdict = Verdict::InsufficientData;
            finding.reason = Some("undefined: nobody stands in the denominator".to_owned());
        }
        Status::Suppressed => finding.verdict = Verdict::Hidden,
        Status::OneGroupOnly => {
            finding.reason = Some("there is only one group to look at".to_owned())
        }
        Status::MissingInput => {
            finding.reason = Some("a column that it needs was not given".to_owned())
        }
        Status::NeedsRows => finding.reason = Some("it cannot be computed from counts".to_owned()),
    }
}

/// What `min_n` is held against: persons where a unit is named, rows otherwise.
fn support(estimate: &Estimate) -> (u64, Option<u64>) {
    (
        estimate.units.unwrap_or(estimate.n),
        estimate.units_reference.or(estimate.n_reference),
    )
}

fn beyond((lower, upper): (f64, f64), (low, high): (f64, f64)) -> bool {
    upper < low || lower > high
}

fn list(names: &[std::sync::Arc<str>]) -> String {
    let mut text = names
        .iter()
        .take(5)
        .map(|name| &**name)
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > 5 {
        text.push_str(&format!(" and {} more", names.len() - 5));
    }
    text
}

fn point_side(check: &CheckPlan, estimate: &Estimate) -> Option<Side> {
    let value = estimate.value?.get();
    if let Some(exact) = &estimate.exact {
        return Some(side(exact, check.limit));
    }
    let (low, high) = check.limit.range();
    Some(if value < low || value > high {
        Side::Beyond
    } else if value > low && value < high {
        Side::Inside
    } else {
        Side::AtLimit
    })
}

/// Past the line that asks for attention, on the side of the limit.
fn past_watch(check: &CheckPlan, estimate: &Estimate) -> bool {
    let (Some(watch), Some(value)) = (check.limit.watch, estimate.value) else {
        return false;
    };
    let (watch, value) = (watch.to_f64(), value.get());
    if check.limit.max_abs.is_some() {
        value.abs() > watch.abs()
    } else if check.limit.min.is_some() {
        value < watch
    } else {
        value > watch
    }
}

/// The group's and the reference's rate, as far as the estimate of a pair of rates carries them.
fn rates(estimate: &Estimate) -> Option<(Proportion, Proportion)> {
    let (x, n) = (estimate.events?.get(), estimate.total?.get());
    let (y, m) = (
        estimate.events_reference?.get(),
        estimate.total_reference?.get(),
    );
    let scale = estimate.effective_n.map_or(1.0, |size| size.get() / n);
    let group = Proportion::new((x * scale).min(n * scale), n * scale).ok()?;
    let reference = Proportion::new((y * scale).min(m * scale), m * scale).ok()?;
    Some((group, reference))
}

/// How many more rows would decide it, and how small a gap these rows could have shown.
fn what_would_decide(
    check: &CheckPlan,
    estimate: &Estimate,
    judgement: Judgement,
    finding: &mut Finding,
) {
    let missing = |n: u64| judgement.min_n.saturating_sub(n);
    if finding.verdict == Verdict::InsufficientData {
        let (own, other) = support(estimate);
        let reference_short = other.is_some_and(|n| n < judgement.min_n);
        if own < judgement.min_n && !estimate.group.is_empty() {
            finding.rows_needed = Some(RowsNeeded {
                group: estimate.group.clone(),
                more: missing(own),
            });
        } else if let (true, Some(name)) = (reference_short, &estimate.reference) {
            let name = name.split_once(':').map_or(&**name, |(_, name)| name);
            finding.rows_needed = Some(RowsNeeded {
                group: name.into(),
                more: missing(other.unwrap_or_default()),
            });
        }
    }
    if check.metric.scope != Scope::Pair
        || !matches!(check.metric.span, Span::Difference | Span::Ratio)
    {
        return;
    }
    let Some((group, reference)) = rates(estimate) else {
        return;
    };
    let together = Level::of_critical(tukey_critical(judgement.groups.max(2), judgement.level));
    finding.smallest_detectable = together
        .and_then(|level| {
            let (n, m, rate) = (group.total, reference.total, reference.rate());
            minimum_detectable_difference(n, m, rate, 0.8, level)
        })
        .ok()
        .flatten()
        .and_then(Real::new);
    if finding.verdict != Verdict::PossibleGap {
        return;
    }
    let Some(value) = estimate.value.map(Real::get) else {
        return;
    };
    let (low, high) = check.limit.range();
    let margin = match (low.is_finite(), high.is_finite()) {
        (true, true) if (value - low).abs() <= (high - value).abs() => low,
        (true, false) => low,
        (_, true) => high,
        (false, false) => return,
    };
    // Both functions look at the smaller rate against the larger, whichever side the limit is on.
    let needed = if check.metric.span == Span::Ratio {
        let margin = if margin > 1.0 { 1.0 / margin } else { margin };
        rows_needed_ratio(group, reference, margin, judgement.level)
    } else {
        rows_needed_difference(group, reference, margin.abs(), judgement.level)
    };
    if let Ok(Some(total)) = needed {
        let scale = estimate.n as f64 / group.total;
        let more = (total as f64 * scale).ceil() - estimate.n as f64;
        if more >= 1.0 {
            finding.rows_needed = Some(RowsNeeded {
                group: estimate.group.clone(),
                more: more as u64,
            });
        }
    }
}

/// How many people of the group would have to be decided otherwise for the selection to reach the limit.
fn shortfall(
    check: &CheckPlan,
    estimate: &Estimate,
    polarity: Polarity,
    side: Option<Side>,
) -> Option<u64> {
    if !check.metric.mirrors || side != Some(Side::Beyond) || check.metric.scope != Scope::Pair {
        return None;
    }
    let (x, n) = (estimate.events?.get(), estimate.total?.get());
    let reference = estimate.events_reference?.get() / estimate.total_reference?.get();
    let (low, high) = check.limit.range();
    let wanted = |limit: f64| match check.metric.span {
        Span::Ratio => Some(limit * reference * n),
        Span::Difference => Some((reference + limit) * n),
        _ => None,
    };
    let weight = match polarity {
        Polarity::Benefit => wanted(low)? - x,
        Polarity::Burden => x - wanted(high)?,
    };
    // Weights stand for rows of the table: the shortfall is told in rows.
    let people = weight * estimate.n as f64 / n;
    (people.is_finite() && people > 0.0).then(|| (people - 1e-9).ceil() as u64)
}
