//! The smallest ratio of rates between any two groups.

use super::{
    METHOD, Simultaneous, ascending, at_least_two, candidates, concession, descending, distinct,
    largest_factor, smallest_total, widest,
};
use crate::error::Result;
use crate::one_sample::wilson;
use crate::two_sample::{ratio_hull_upper, ratio_lower, score_ratio_z};
use crate::{Interval, Level, Proportion};

/// The interval for min / max of the rates of two or more groups; `df` widens both sides as Student's t does.
///
/// A group without events makes the lower limit 0. Beyond 200 groups the upper limit leaves out pairs that cannot
/// plausibly attain it, which can only raise it; the lower limit always is the minimum over all pairs.
///
/// # Errors
/// When there are fewer than two groups, or one is not a proportion.
///
/// # Source
/// As [`max_gap_interval`](super::max_gap_interval), with the ratio limits of Miettinen and Nurminen (1985).
///
/// ```
/// use evenhand_inference::{Level, Proportion, k_groups::min_ratio_interval};
/// let groups: Vec<_> = [18.0, 20.0, 22.0, 20.0, 20.0].iter().map(|&x| Proportion::new(x, 200.0).unwrap()).collect();
/// let i = min_ratio_interval(&groups, Level::P95, None)?;
/// assert!((i.lower - 0.456).abs() < 5e-4 && i.upper == 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn min_ratio_interval(
    groups: &[Proportion],
    level: Level,
    df: Option<f64>,
) -> Result<Interval> {
    at_least_two(groups, "groups")?;
    let simultaneous = Simultaneous::new(groups.len(), level, df);
    let groups = &distinct(groups);
    let upper = smallest_upper(groups, simultaneous);
    Ok(Interval::new(
        smallest_lower(groups, level.critical(df)),
        upper,
        METHOD,
    ))
}

/// The smallest upper limit over all pairs, at most 1.
pub(super) fn smallest_upper(groups: &[Proportion], simultaneous: Simultaneous) -> f64 {
    let Simultaneous {
        critical,
        hull_below,
    } = simultaneous;
    let share = concession(groups.len());
    let mut low = candidates(groups, |g| {
        let limits = wilson(g, critical);
        (g.rate() + share * (limits.upper - g.rate()), limits.upper)
    });
    let mut high = candidates(groups, |g| {
        let limits = wilson(g, critical);
        (g.rate() - share * (g.rate() - limits.lower), limits.lower)
    });
    ascending(&mut low);
    descending(&mut high);
    let mut best = 1.0_f64;
    let surest_low = low.iter().min_by(|a, b| a.spread.total_cmp(&b.spread));
    let surest_high = high.iter().max_by(|a, b| a.spread.total_cmp(&b.spread));
    if let (Some(j), Some(i)) = (surest_low, surest_high)
        && j.rate < i.rate
    {
        best = best.min(ratio_hull_upper(j.group, i.group, critical, hull_below));
    }
    for j in &low {
        for i in &high {
            if j.reach >= best * i.reach {
                break;
            }
            if j.rate < best * i.rate && score_ratio_z(j.group, i.group, best) < -critical {
                best = best.min(ratio_hull_upper(j.group, i.group, critical, hull_below));
            }
        }
    }
    best
}

/// The smallest lower limit over all pairs, exact for any number of groups.
pub(super) fn smallest_lower(groups: &[Proportion], critical: f64) -> f64 {
    if !critical.is_finite() || groups.iter().any(|g| g.events <= 0.0) {
        return 0.0;
    }
    let mut best = surest_lower(groups, critical);
    let (square, smallest, first) = (critical * critical, smallest_total(groups), best);
    let deviation = |g: Proportion, to: f64| {
        square * largest_factor(g.total, smallest) * widest(g.rate(), to) / g.total
    };
    let mut low = candidates(groups, |g| {
        let spread = deviation(g, 0.0);
        (g.rate() - spread.sqrt(), spread)
    });
    let mut high = candidates(groups, |g| {
        let spread = deviation(g, g.rate() / first);
        (g.rate() + spread.sqrt(), spread)
    });
    ascending(&mut low);
    descending(&mut high);
    for j in &low {
        for i in &high {
            if j.reach >= first * i.reach || best <= 0.0 {
                break;
            }
            let gap = j.rate - first * i.rate;
            if i.index == j.index
                || j.rate > i.rate
                || gap >= (j.spread + first * first * i.spread).sqrt()
            {
                continue;
            }
            if j.rate <= best * i.rate || score_ratio_z(j.group, i.group, best) < critical {
                best = best.min(ratio_lower(j.group, i.group, critical));
            }
        }
    }
    best
}

/// The lower limit of the pair that is most likely to have the smallest one; 1 when no pair qualifies.
fn surest_lower(groups: &[Proportion], critical: f64) -> f64 {
    let mut low = candidates(groups, |g| (wilson(g, critical).lower, 0.0));
    let mut high = candidates(groups, |g| (wilson(g, critical).upper, 0.0));
    ascending(&mut low);
    descending(&mut high);
    let pair = |j: usize, i: usize| {
        let (j, i) = (low.get(j)?, high.get(i)?);
        (i.index != j.index && j.rate <= i.rate).then(|| ratio_lower(j.group, i.group, critical))
    };
    [(0, 0), (0, 1), (1, 0)]
        .iter()
        .filter_map(|&(j, i)| pair(j, i))
        .fold(1.0, f64::min)
}
