use super::super::Context;
use super::{Of, Parts};
use crate::views::View;
use evenhand_core::{Count, Tables};
use evenhand_inference::effective_size::MIN_BLOCKS;
use std::sync::Arc;

/// Scores that are told apart when blocks of persons are left out; above that neighbours are thrown together.
const MOST_TOLD_APART: usize = 256;

/// A table as plain weights, all of it and by blocks of persons.
#[derive(Debug)]
pub(crate) struct LeftOut {
    /// Weights of each block with rows, and how many rows.
    blocks: Vec<(Vec<f64>, f64)>,
    keys: Vec<f64>,
    total: Vec<f64>,
}

impl LeftOut {
    fn of<V: View>(part: &Parts<'_>, values: bool) -> Self {
        let (ends, keys) = runs::<V>(part.total, values);
        let weights = |tables: &Tables| {
            let mut sums = vec![0.0; keys.len() * V::COUNTS];
            let mut rows = 0;
            let counts = V::counts(tables, values);
            for (key, counts) in V::keys(tables, values).iter().zip(counts.chunks(V::COUNTS)) {
                let run = ends.partition_point(|end| end < key).min(keys.len() - 1);
                for (sum, count) in sums[run * V::COUNTS..].iter_mut().zip(counts) {
                    *sum += count.weight();
                    rows += count.n;
                }
            }
            (sums, rows as f64)
        };
        let blocks = if keys.is_empty() {
            Vec::new()
        } else {
            part.blocks
                .iter()
                .map(weights)
                .filter(|(_, rows)| *rows > 0.0)
                .collect()
        };
        let total = if keys.is_empty() {
            Vec::new()
        } else {
            weights(part.total).0
        };
        Self {
            blocks,
            keys,
            total,
        }
    }
}

/// Where runs of neighbours of about equal weight end, and the score that stands for each.
fn runs<V: View>(tables: &Tables, values: bool) -> (Vec<f64>, Vec<f64>) {
    let keys = V::keys(tables, values);
    if keys.len() <= MOST_TOLD_APART {
        return (keys.clone(), keys);
    }
    let counts = V::counts(tables, values);
    let weights: Vec<f64> = counts
        .chunks(V::COUNTS)
        .map(|counts| counts.iter().map(Count::weight).sum())
        .collect();
    let each = weights.iter().sum::<f64>() / MOST_TOLD_APART as f64;
    let (mut ends, mut middles) = (Vec::new(), Vec::new());
    let (mut weight, mut sum) = (0.0, 0.0);
    for (i, (key, own)) in keys.iter().zip(&weights).enumerate() {
        if !key.is_finite() {
            ends.push(*key);
            middles.push(*key);
            continue;
        }
        weight += own;
        sum += own * key;
        if weight >= each || i + 1 == keys.len() {
            ends.push(*key);
            middles.push(if weight > 0.0 { sum / weight } else { *key });
            (weight, sum) = (0.0, 0.0);
        }
    }
    (ends, middles)
}

impl Context<'_> {
    /// The delete-a-block jackknife of a function of several samples: standard error and degrees of freedom.
    pub(super) fn view_blocks<V: View>(
        &self,
        parts: &[Parts<'_>],
        values: bool,
        of: Of<'_, V>,
        logit: bool,
    ) -> Option<(f64, f64)> {
        let known: Vec<Arc<LeftOut>> = parts
            .iter()
            .map(|part| {
                self.left_out(part.group, V::kind(values), || {
                    LeftOut::of::<V>(part, values)
                })
            })
            .collect();
        let whole: Vec<V> = known
            .iter()
            .map(|known| V::of_weights(&known.keys, &known.total))
            .collect();
        let scale = |x: f64| if logit { libm::log(x / (1.0 - x)) } else { x };
        let value = scale(of(&whole).ok()?);
        let (mut variance, mut df) = (0.0, f64::INFINITY);
        let mut without = whole.clone();
        for (i, known) in known.iter().enumerate() {
            let (mut used, mut squares, mut rows, mut rows_squared) = (0.0, 0.0, 0.0, 0.0);
            for (block, n) in &known.blocks {
                let rest = known.total.iter().zip(block).map(|(all, own)| {
                    let rest = all - own;
                    // What is left of equal sums is rounding.
                    if rest <= 1e-9 * all { 0.0 } else { rest }
                });
                without[i] = V::of_weights(&known.keys, &rest.collect::<Vec<_>>());
                let change = scale(of(&without).ok()?) - value;
                if !change.is_finite() {
                    return None;
                }
                squares += change * change;
                used += 1.0;
                rows += n;
                rows_squared += n * n;
            }
            without[i] = whole[i].clone();
            if used < MIN_BLOCKS as f64 {
                return None;
            }
            variance += (used - 1.0) / used * squares;
            df = df.min(rows * rows / rows_squared - 1.0);
        }
        Some((variance.sqrt(), df.max(1.0)))
    }
}
