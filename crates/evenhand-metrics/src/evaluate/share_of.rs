//! A group's share of people who are of one group or another: how many rows stand behind it.

use evenhand_core::Count;
use evenhand_inference::Proportion;
use evenhand_inference::effective_size::{WeightedEvents, effective_proportion, jackknife_blocks};

/// A share with its size in independent rows.
pub(super) struct ShareOf {
    pub df: Option<f64>,
    /// Events and rows, where rows are independent and weigh alike.
    pub rows: Option<[u64; 2]>,
    pub share: Proportion,
    pub too_few_blocks: bool,
}

/// The share of some people in all, of whom there are some; `blocks` holds both by blocks of persons, where they are known.
///
/// `usual` is how many times the variance exceeds that of independent rows where a share of 0 or 1 cannot say so.
pub(super) fn share_of(
    weighted: bool,
    own: &Count,
    all: &Count,
    blocks: &[(Count, Count)],
    usual: f64,
) -> ShareOf {
    let rate = own.weight() / all.weight();
    let of_size = |size: f64| Proportion {
        events: (rate * size).min(size),
        total: size,
    };
    let mut share = ShareOf {
        df: None,
        rows: None,
        share: of_size(all.n as f64),
        too_few_blocks: false,
    };
    if !blocks.is_empty() {
        let sums: Vec<(f64, f64)> = blocks
            .iter()
            .map(|(own, all)| (own.weight(), all.weight()))
            .collect();
        let rows: Vec<u64> = blocks.iter().map(|(_, all)| all.n).collect();
        if let Some(found) = jackknife_blocks(&sums, &rows) {
            share.df = Some(found.df);
            share.share = of_size(if found.design_effect.is_finite() {
                found.n_eff
            } else {
                all.n as f64 / usual.max(1.0)
            });
        } else {
            let used = rows.iter().filter(|n| **n > 0).count();
            share.share = of_size(used.max(1) as f64);
            share.too_few_blocks = true;
        }
    } else if weighted {
        let sums = WeightedEvents {
            n: all.n.max(1),
            sum_w_events: own.weight(),
            sum_w_total: all.weight(),
            sum_w2_events: own.weight_squared(),
            sum_w2_total: all.weight_squared(),
        };
        // A single row has no spread of its own.
        share.share = of_size(1.0);
        if let Ok((proportion, df)) = effective_proportion(sums) {
            share.df = Some(df);
            share.share = proportion;
        }
    } else {
        share.rows = Some([own.n, all.n]);
    }
    share
}
