use super::nearest::Nearest;
use super::{BLOCKS, Division, Probed, Rows};
use crate::{Setting, Undefined};
use evenhand_inference::{Interval, Proportion, clopper_pearson};

/// How far each compared row's decision is from the mean of its nearest rows.
#[derive(Debug, Default)]
pub(super) struct Around {
    rows: Vec<Apart>,
}

/// How far one row is from its neighbours.
#[derive(Debug)]
struct Apart {
    row: usize,
    own: f64,
    /// The same without each block that holds some of them.
    without: Vec<(u8, f64)>,
}

impl Around {
    pub fn new(rows: &Rows, k: usize) -> Self {
        let decided: Vec<usize> = (0..rows.table().len())
            .filter(|row| rows.table().decision(*row).is_some())
            .take(Rows::MOST_COMPARED)
            .collect();
        let selected: Vec<f64> = decided
            .iter()
            .map(|row| f64::from(u8::from(rows.table().decision(*row) == Some(true))))
            .collect();
        let blocks: Vec<usize> = decided.iter().map(|row| rows.block(*row)).collect();
        let rate = selected.iter().sum::<f64>() / selected.len().max(1) as f64;
        let mut nearest = Nearest::new(rows.space(), &decided);
        let mut around = Self::default();
        let mut parts = [(0.0, 0.0); BLOCKS];
        for (place, &row) in decided.iter().enumerate() {
            parts.fill((0.0, 0.0));
            let (mut weight, mut sum) = (0.0, 0.0);
            let others = |other: usize| !rows.same_person(row, other);
            nearest.each(row, k, 1.0, others, |i, share| {
                weight += share;
                sum += share * selected[i];
                parts[blocks[i]].0 += share;
                parts[blocks[i]].1 += share * selected[i];
            });
            if weight <= 0.0 {
                continue;
            }
            let own = (selected[place] - sum / weight).abs();
            let without = (0_u8..).zip(&parts).filter(|(_, part)| part.0 > 0.0);
            let changed = without.map(|(block, part)| {
                let left = weight - part.0;
                // Without any neighbour left, others would come in, of whom the share of all is known.
                let mean = if left > 1e-9 {
                    (sum - part.1) / left
                } else {
                    rate
                };
                (block, (selected[place] - mean).abs())
            });
            around.rows.push(Apart {
                row,
                own,
                without: changed.collect(),
            });
        }
        around
    }
}

/// One minus the mean distance of decisions from those of the nearest rows.
pub(crate) fn consistency(
    rows: &Rows,
    division: &Division,
    group: Option<usize>,
    setting: &Setting,
) -> Probed {
    let k = setting.parameter.max(1.0) as usize;
    let around = rows.around(k);
    let around = around.get_or_init(|| Around::new(rows, k));
    let (mut sum, mut total, mut squares, mut n) = (0.0, 0.0, 0.0, 0_u64);
    // What each block takes away, and what its absence changes in the others.
    let mut blocks = [(0.0, 0.0); BLOCKS];
    for Apart { row, own, without } in &around.rows {
        if !division.has(*row, group) {
            continue;
        }
        let (w, block) = (rows.table().weights[*row], rows.block(*row));
        sum += w * own;
        total += w;
        squares += w * w;
        n += 1;
        blocks[block].0 -= w * own;
        blocks[block].1 += w;
        for (other, apart) in without {
            if usize::from(*other) != block {
                blocks[usize::from(*other)].0 += w * (apart - own);
            }
        }
    }
    let Ok(apart) = crate::cells::share(sum, total) else {
        return Probed::undefined(Undefined::ZeroDenominator);
    };
    let used: Vec<f64> = blocks
        .iter()
        .filter(|block| block.1 > 0.0 && total > block.1)
        .map(|block| (sum + block.0) / (total - block.1))
        .collect();
    let count = used.len() as f64;
    let mut probed = Probed {
        n,
        too_few_blocks: used.len() < evenhand_inference::effective_size::MIN_BLOCKS,
        value: Ok(1.0 - apart),
        ..Probed::undefined(Undefined::ZeroDenominator)
    };
    if probed.too_few_blocks {
        return probed;
    }
    let mean = used.iter().sum::<f64>() / count;
    let spread: f64 = used.iter().map(|x| (x - mean) * (x - mean)).sum();
    let reach = setting.level.critical(Some(count - 1.0)) * (spread * (count - 1.0) / count).sqrt();
    let mut interval = Interval {
        lower: 1.0 - apart - reach,
        upper: 1.0 - apart + reach,
        method: "jackknife-blocks",
    };
    // A few rows that stand apart say little about how many there are.
    let size = evenhand_inference::effective_size::kish(total, squares);
    let size = if rows.with_units() {
        size.min(count)
    } else {
        size
    };
    if let Ok(share) = Proportion::new((apart * size).min(size), size)
        && share.events.min(share.failures()) < 5.0
    {
        let exact = clopper_pearson(share.complement(), setting.level.alpha());
        interval = interval.hull(exact, "jackknife-blocks+clopper-pearson");
    }
    probed.df = Some(count - 1.0);
    probed.interval = Some(interval);
    probed
}
