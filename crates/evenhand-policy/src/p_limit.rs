use evenhand_core::{CheckPlan, Estimate, Real, Span};
use evenhand_inference::distribution::studentized_range;
use evenhand_inference::two_sample::{score_difference_z, score_odds_ratio_z, score_ratio_z};
use evenhand_inference::{Level, Proportion};

/// p-value of "the gap lies beyond the limit" for one group, corrected for the `groups` compared at once.
///
/// The score statistic at the limit for pairs of rates; otherwise the distance to the limit in units of the interval.
/// `None` when there is no interval to measure by.
pub fn p_limit(check: &CheckPlan, estimate: &Estimate, groups: usize, level: Level) -> Option<f64> {
    let (low, high) = check.limit.range();
    let tails = |z: f64| {
        // The probability that the largest of all pairwise statistics exceeds this one.
        1.0 - studentized_range::cdf(z * std::f64::consts::SQRT_2, groups.max(2))
    };
    let df = estimate.df.map(Real::get);
    let shrink = level.widen(1.0, df);
    let side = |bound: f64, sign: f64| -> Option<f64> {
        if !bound.is_finite() {
            return None;
        }
        let z = sign * statistic(check.metric.span, estimate, bound, level)? / shrink;
        Some(if z > 0.0 {
            tails(z).clamp(0.0, 1.0)
        } else {
            1.0
        })
    };
    [side(low, -1.0), side(high, 1.0)]
        .into_iter()
        .flatten()
        .reduce(f64::min)
}

/// How far the number lies above a bound, in standard errors.
fn statistic(span: Span, estimate: &Estimate, bound: f64, level: Level) -> Option<f64> {
    if let Some([x, n, y, m]) = estimate.effective_pair {
        let (a, b) = (Proportion::new(x, n).ok()?, Proportion::new(y, m).ok()?);
        match span {
            Span::Difference if bound.abs() < 1.0 => return Some(score_difference_z(a, b, bound)),
            Span::Ratio if bound > 0.0 => return Some(score_ratio_z(a, b, bound)),
            Span::OddsRatio if bound > 0.0 => return Some(score_odds_ratio_z(a, b, bound)),
            _ => {}
        }
    }
    let (value, lower, upper) = (
        estimate.value?.get(),
        estimate.lower?.get(),
        estimate.upper?.get(),
    );
    let reach = if value < bound {
        upper - value
    } else {
        value - lower
    };
    (value.is_finite() && reach > 0.0).then(|| (value - bound) / reach * level.z())
}
