//! The largest difference of rates between any two groups.

use super::{
    METHOD, Simultaneous, ascending, at_least_two, candidates, concession, descending, distinct,
    largest_factor, smallest_total, widest,
};
use crate::error::Result;
use crate::one_sample::wilson;
use crate::two_sample::{
    difference_hull_lower, difference_upper, score_difference_z, score_difference_z_at_most,
};
use crate::{Interval, Level, Proportion};

/// The interval for max − min of the rates of two or more groups; `df` widens both sides as Student's t does.
///
/// Beyond 200 groups the lower limit leaves out pairs that cannot plausibly attain it, which can only lower it; the
/// upper limit always is the maximum over all pairs.
///
/// # Errors
/// When there are fewer than two groups, or one is not a proportion.
///
/// # Source
/// Tukey (1953) and Kramer (1956) for the lower side, intersection-union (Berger 1982) for the upper,
/// limits of Miettinen and Nurminen (1985).
///
/// ```
/// use evenhand_inference::{Level, Proportion, k_groups::max_gap_interval};
/// let groups: Vec<_> = [18.0, 20.0, 22.0, 20.0, 20.0].iter().map(|&x| Proportion::new(x, 200.0).unwrap()).collect();
/// let i = max_gap_interval(&groups, Level::P95, None)?;
/// assert!(i.lower == 0.0 && (i.upper - 0.0809).abs() < 5e-5);
/// assert_eq!(i.method, "tukey-iut");
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn max_gap_interval(groups: &[Proportion], level: Level, df: Option<f64>) -> Result<Interval> {
    at_least_two(groups, "groups")?;
    let simultaneous = Simultaneous::new(groups.len(), level, df);
    let groups = &distinct(groups);
    let lower = largest_lower(groups, simultaneous);
    Ok(Interval::new(
        lower,
        largest_upper(groups, level.critical(df)),
        METHOD,
    ))
}

/// The largest lower limit over all pairs, at least 0.
pub(super) fn largest_lower(groups: &[Proportion], simultaneous: Simultaneous) -> f64 {
    let Simultaneous {
        critical,
        hull_below,
    } = simultaneous;
    let share = concession(groups.len());
    let mut high = candidates(groups, |g| {
        let limits = wilson(g, critical);
        (g.rate() - share * (g.rate() - limits.lower), limits.lower)
    });
    let mut low = candidates(groups, |g| {
        let limits = wilson(g, critical);
        (g.rate() + share * (limits.upper - g.rate()), limits.upper)
    });
    descending(&mut high);
    ascending(&mut low);
    let mut best = 0.0_f64;
    let surest_high = high.iter().max_by(|a, b| a.spread.total_cmp(&b.spread));
    let surest_low = low.iter().min_by(|a, b| a.spread.total_cmp(&b.spread));
    if let (Some(i), Some(j)) = (surest_high, surest_low)
        && i.rate > j.rate
    {
        best = best.max(difference_hull_lower(
            i.group, j.group, critical, hull_below,
        ));
    }
    for i in &high {
        for j in &low {
            if i.reach - j.reach <= best {
                break;
            }
            if i.rate - j.rate > best
                && score_difference_z_at_most(i.group, j.group, best) > critical * (1.0 - 1e-9)
                && score_difference_z(i.group, j.group, best) > critical
            {
                best = best.max(difference_hull_lower(
                    i.group, j.group, critical, hull_below,
                ));
            }
        }
    }
    best
}

/// The largest upper limit over all pairs, exact for any number of groups.
///
/// A pair can only exceed `best` when the observed gap plus the largest possible critical deviation does, and that
/// deviation has a bound that separates into one part per group.
pub(super) fn largest_upper(groups: &[Proportion], critical: f64) -> f64 {
    if !critical.is_finite() {
        return 1.0;
    }
    let mut best = surest_upper(groups, critical);
    let (square, smallest, first) = (critical * critical, smallest_total(groups), best);
    let deviation = |g: Proportion, to: f64| {
        square * largest_factor(g.total, smallest) * widest(g.rate(), to) / g.total
    };
    let mut high = candidates(groups, |g| {
        let spread = deviation(g, g.rate() + first);
        (g.rate() + spread.sqrt(), spread)
    });
    let mut low = candidates(groups, |g| {
        let spread = deviation(g, g.rate() - first);
        (g.rate() - spread.sqrt(), spread)
    });
    descending(&mut high);
    ascending(&mut low);
    for i in &high {
        if best >= 1.0 {
            break;
        }
        for j in &low {
            if i.reach - j.reach <= best {
                break;
            }
            let gap = i.rate - j.rate;
            if i.index == j.index || gap < 0.0 || gap + (i.spread + j.spread).sqrt() <= best {
                continue;
            }
            if gap >= best || score_difference_z(i.group, j.group, best) > -critical {
                best = best.max(difference_upper(i.group, j.group, critical));
            }
        }
    }
    best
}

/// The upper limit of the pair that is most likely to have the largest one.
fn surest_upper(groups: &[Proportion], critical: f64) -> f64 {
    let mut high = candidates(groups, |g| (wilson(g, critical).upper, 0.0));
    let mut low = candidates(groups, |g| (wilson(g, critical).lower, 0.0));
    descending(&mut high);
    ascending(&mut low);
    let pair = |i: usize, j: usize| {
        let (i, j) = (high.get(i)?, low.get(j)?);
        (i.index != j.index && i.rate >= j.rate)
            .then(|| difference_upper(i.group, j.group, critical))
    };
    [(0, 0), (0, 1), (1, 0)]
        .iter()
        .filter_map(|&(i, j)| pair(i, j))
        .fold(0.0, f64::max)
}
