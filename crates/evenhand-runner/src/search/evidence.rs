//! How surely a combination differs from the others of a whole.

use super::cube::Part;
use evenhand_inference::distribution::{normal, student};
use evenhand_inference::effective_size::{
    MIN_BLOCKS, WeightedEvents, effective_proportion, jackknife_blocks,
};
use evenhand_inference::strata::{Stratum, mantel_haenszel_risk_difference};
use evenhand_inference::two_sample::difference_interval;
use evenhand_inference::{Interval, Level, Proportion};

/// What a test of these rows has to respect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Every row counts once and for itself.
    Rows,
    /// Rows carry weights.
    Weights,
    /// Persons have many rows, which are kept in blocks.
    Blocks,
}

/// A test of a combination against the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Test {
    /// The score statistic; of blocks the sum over the root of the sum of squares.
    pub statistic: f64,
    /// Two-sided, for this combination alone.
    pub p_value: f64,
}

/// Events beyond those expected of a part of each stratum, and their variance.
pub(super) fn excess(kind: Kind, part: &[Part], whole: &[Part]) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for (part, whole) in part.iter().zip(whole) {
        let Some(rate) = whole.rate() else { continue };
        let share = part.rows / whole.rows;
        sums.0 += part.events - part.rows * rate;
        sums.1 += match kind {
            Kind::Rows if whole.rows > 1.0 => {
                let n = whole.rows;
                part.rows * (1.0 - share).max(0.0) * rate * (1.0 - rate) * n / (n - 1.0)
            }
            Kind::Rows => 0.0,
            _ => {
                let inside = spread(*part, rate);
                let outside = (spread(*whole, rate) - inside).max(0.0);
                (1.0 - share) * (1.0 - share) * inside + share * share * outside
            }
        };
    }
    sums
}

/// The variance that the events of weighted rows have around a rate.
pub(super) fn spread(part: Part, rate: f64) -> f64 {
    let others = (part.rows_squared - part.events_squared).max(0.0);
    (1.0 - rate) * (1.0 - rate) * part.events_squared + rate * rate * others
}

/// What each block of persons adds to the excess of a part; strata follow one another, each with all its blocks.
pub(super) fn block_excess(blocks: usize, part: &[Part], whole: &[Part]) -> Vec<f64> {
    let mut sums = vec![0.0; blocks];
    for (part, whole) in part.chunks(blocks).zip(whole.chunks(blocks)) {
        let (inside, all) = (total(part), total(whole));
        let Some(rate) = all.rate() else { continue };
        let share = inside.rows / all.rows;
        for (sum, (p, w)) in sums.iter_mut().zip(part.iter().zip(whole)) {
            *sum += p.events - p.rows * rate - share * (w.events - w.rows * rate);
        }
    }
    sums
}

/// The test of a part against the rest of a whole.
pub(super) fn test(kind: Kind, blocks: usize, part: &[Part], whole: &[Part]) -> Test {
    if kind == Kind::Blocks {
        return test_blocks(blocks, part, whole);
    }
    let (excess, variance) = excess(kind, part, whole);
    let statistic = if variance > 1e-12 {
        excess / variance.sqrt()
    } else {
        0.0
    };
    Test {
        statistic,
        p_value: normal::two_sided(statistic),
    }
}

fn test_blocks(blocks: usize, part: &[Part], whole: &[Part]) -> Test {
    let added = block_excess(blocks, part, whole);
    let squares: f64 = added.iter().map(|u| u * u).sum();
    let none = Test {
        statistic: 0.0,
        p_value: 1.0,
    };
    if squares <= 1e-24 {
        return none;
    }
    let statistic = added.iter().sum::<f64>() / squares.sqrt();
    let rows = by_block(blocks, part);
    let used = rows.iter().filter(|p| p.count > 0).count() as f64;
    let all: f64 = rows.iter().map(|p| p.count as f64).sum();
    let squared: f64 = rows.iter().map(|p| p.count as f64 * p.count as f64).sum();
    let left = used - statistic * statistic;
    if used < 2.0 || squared <= 0.0 || left <= 0.0 {
        return none;
    }
    // The sum over the root of the sum of squares is a monotone function of Student's t.
    let t = statistic * ((used - 1.0) / left).sqrt();
    Test {
        statistic,
        p_value: student::two_sided(t, (all * all / squared - 1.0).max(1.0)),
    }
}

/// Everything together.
pub(super) fn total(parts: &[Part]) -> Part {
    parts.iter().fold(Part::default(), |mut sum, part| {
        sum += *part;
        sum
    })
}

/// The sum over the strata for each block.
fn by_block(blocks: usize, parts: &[Part]) -> Vec<Part> {
    let mut sums = vec![Part::default(); blocks];
    for parts in parts.chunks(blocks) {
        for (sum, part) in sums.iter_mut().zip(parts) {
            *sum += *part;
        }
    }
    sums
}

/// Whether both sides can be compared: each has rows, and of persons enough blocks.
pub(super) fn compares(kind: Kind, blocks: usize, part: &[Part], rest: &[Part]) -> bool {
    [part, rest].iter().all(|side| {
        total(side).rate().is_some()
            && (kind != Kind::Blocks
                || by_block(blocks, side)
                    .iter()
                    .filter(|p| p.count > 0)
                    .count()
                    >= MIN_BLOCKS)
    })
}

/// The interval of the difference of two sides.
pub(super) fn interval(
    kind: Kind,
    blocks: usize,
    part: &[Part],
    rest: &[Part],
    level: Level,
) -> Option<Interval> {
    let side = |parts: &[Part]| -> Option<(Proportion, Option<f64>)> {
        let all = total(parts);
        match kind {
            Kind::Rows => Some((Proportion::new(all.events, all.rows).ok()?, None)),
            Kind::Weights => {
                let sums = WeightedEvents {
                    n: all.count,
                    sum_w_events: all.events,
                    sum_w_total: all.rows,
                    sum_w2_events: all.events_squared,
                    sum_w2_total: all.rows_squared,
                };
                let (proportion, df) = effective_proportion(sums).ok()?;
                Some((proportion, Some(df)))
            }
            Kind::Blocks => {
                let parts = by_block(blocks, parts);
                let sums: Vec<(f64, f64)> = parts.iter().map(|p| (p.events, p.rows)).collect();
                let rows: Vec<u64> = parts.iter().map(|p| p.count).collect();
                let found = jackknife_blocks(&sums, &rows)?;
                Some((found.proportion().ok()?, Some(found.df)))
            }
        }
    };
    let (own, others) = (side(part)?, side(rest)?);
    let df = match (own.1, others.1) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => None,
    };
    Some(difference_interval(own.0, others.0, level.critical(df)))
}

/// The difference inside the strata; `None` where no stratum has both sides.
pub(super) fn within_strata(blocks: usize, part: &[Part], rest: &[Part]) -> Option<f64> {
    let strata: Vec<Stratum> = part
        .chunks(blocks)
        .zip(rest.chunks(blocks))
        .filter_map(|(part, rest)| {
            let (a, b) = (total(part), total(rest));
            Stratum::new((a.events, a.rows), (b.events, b.rows)).ok()
        })
        .collect();
    mantel_haenszel_risk_difference(&strata, Level::P95).map(|common| common.estimate)
}
