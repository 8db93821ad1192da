//! How many audits of a calendar an alert needs.

use super::{POWER, part_of_group};
use crate::Result;
use evenhand_core::{
    AuditPlan, AuditsNeeded, CheckPlan, Forecast, PlannedComparison, RepeatedAudits, Scope, Span,
    Statistics,
};
use evenhand_inference::power::looks_needed;
use std::collections::BTreeMap;

/// Chance that a history without gaps ever raises an alert.
const ALPHA: f64 = 0.05;
/// Gaps that are told beside the one at the limit.
const RATIOS: [f64; 3] = [0.9, 0.8, 0.7];

/// Tells of every comparison of two rates how many audits an alert needs, where the spec has a calendar.
///
/// Each audit is taken to have groups of the sizes of this one.
pub(super) fn look(
    plan: &AuditPlan,
    statistics: &Statistics,
    forecast: &mut Forecast,
) -> Result<()> {
    let Some(calendar) = &plan.spec.history.calendar else {
        return Ok(());
    };
    // Weighted rows are followed by no series.
    if plan.weight.is_some() || statistics.roll_up(0, None, &[]).weighted {
        return Ok(());
    }
    let comparisons = forecast.comparisons.iter();
    let series = comparisons.filter(|one| pair(plan, one).is_some()).count() as u64;
    let comparisons = forecast.comparisons.iter();
    let sizes: Vec<Option<Sizes>> = comparisons.map(|one| sizes(plan, forecast, one)).collect();
    let mut known: BTreeMap<[u64; 5], Option<u64>> = BTreeMap::new();
    for (comparison, sizes) in forecast.comparisons.iter_mut().zip(sizes) {
        let Some(sizes) = sizes else { continue };
        for &rate in &forecast.assumed_rates {
            for (ratio, at_limit) in sizes.ratios(rate) {
                let mut needed = |evidence: f64| -> Result<Option<u64>> {
                    let (group, other) = ((sizes.own, ratio * rate), (sizes.other, rate));
                    let key = [group.0, group.1, other.0, other.1, evidence].map(f64::to_bits);
                    let looks = match known.get(&key) {
                        Some(looks) => *looks,
                        None => looks_needed(group, other, POWER, evidence)?,
                    };
                    known.insert(key, looks);
                    // An audit that picks the reference is no evidence.
                    Ok(looks.map(|looks| looks + u64::from(sizes.picked)))
                };
                comparison.audits.push(AuditsNeeded {
                    alone: needed(1.0 / ALPHA)?,
                    among_all: needed(series as f64 / ALPHA)?,
                    at_limit,
                    rate,
                    ratio,
                });
            }
        }
    }
    forecast.repeated = Some(RepeatedAudits {
        alpha: ALPHA,
        every: calendar.every.clone(),
        series,
    });
    Ok(())
}

/// What stands behind the two rates of a comparison at each audit.
struct Sizes {
    least: f64,
    most: f64,
    other: f64,
    own: f64,
    picked: bool,
    span: Span,
}

impl Sizes {
    /// The gaps that are told at a rate, the smallest first: the usual ones, and the one that ends at the limit.
    fn ratios(&self, rate: f64) -> Vec<(f64, bool)> {
        let of = |bound: f64| match self.span {
            Span::Ratio => bound,
            _ => 1.0 + bound / rate,
        };
        // Of two limits the lower one is told, as the usual gaps are those of a group that is worse off.
        let limit = [self.least, self.most]
            .into_iter()
            .filter(|bound| bound.is_finite())
            .map(of)
            .find(|ratio| (1e-9..=1.0 / rate).contains(ratio) && (ratio - 1.0).abs() > 1e-9);
        let mut ratios: Vec<(f64, bool)> = RATIOS.map(|ratio| (ratio, false)).to_vec();
        if let Some(limit) = limit {
            ratios.retain(|(ratio, _)| (ratio - limit).abs() > 1e-9);
            ratios.push((limit, true));
        }
        ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
        ratios
    }
}

/// The check of a comparison of two rates, each of which is a series.
fn pair<'p>(plan: &'p AuditPlan, comparison: &PlannedComparison) -> Option<&'p CheckPlan> {
    let mut checks = plan.checks.iter();
    let check = checks.find(|check| check.id == *comparison.check)?;
    let rates = matches!(check.metric.span, Span::Difference | Span::Ratio);
    (check.metric.scope == Scope::Pair && rates && comparison.reference.is_some()).then_some(check)
}

/// The sizes of a comparison of two rates of which enough is known; none of any other.
fn sizes(plan: &AuditPlan, forecast: &Forecast, comparison: &PlannedComparison) -> Option<Sizes> {
    let check = pair(plan, comparison)?;
    let part = part_of_group(check, forecast.assumed_base_rate)?;
    if comparison.too_few_by > 0 {
        return None;
    }
    let other = match comparison.n_reference {
        Some(other) => other,
        // Who is best is not known before; the smallest group that may be is the hardest case.
        None => (forecast.groups.iter())
            .find(|groups| groups.attribute == comparison.attribute)?
            .groups
            .iter()
            .filter(|(name, size)| *name != comparison.group && *size >= forecast.min_n)
            .map(|(_, size)| *size)
            .min()?,
    };
    let (least, most) = comparison.limit.range();
    let (own, other) = (comparison.n as f64 * part, other as f64 * part);
    (own > 0.0 && other > 0.0).then_some(Sizes {
        least,
        most,
        other,
        own,
        picked: comparison.reference.as_deref() == Some("best"),
        span: check.metric.span,
    })
}
