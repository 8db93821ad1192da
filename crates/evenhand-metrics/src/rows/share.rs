use super::{BLOCKS, Probed, Rows};
use crate::Undefined;
use evenhand_inference::effective_size::{WeightedEvents, effective_proportion, jackknife_blocks};
use evenhand_inference::{Level, Proportion, proportion_interval};
use std::collections::BTreeSet;

/// A share of rows, with what its interval needs.
pub(super) struct Share {
    pub events: f64,
    pub total: f64,
    pub n: u64,
    pub df: Option<f64>,
    pub proportion: Option<Proportion>,
    pub too_few_blocks: bool,
}

impl Share {
    /// Of rows and whether each has the event.
    pub fn of(rows: &Rows, items: &[(usize, bool)]) -> Self {
        let weights = &rows.table().weights;
        let mut sums = WeightedEvents {
            n: items.len() as u64,
            sum_w_events: 0.0,
            sum_w_total: 0.0,
            sum_w2_events: 0.0,
            sum_w2_total: 0.0,
        };
        for &(row, event) in items {
            let w = weights[row];
            sums.sum_w_total += w;
            sums.sum_w2_total += w * w;
            if event {
                sums.sum_w_events += w;
                sums.sum_w2_events += w * w;
            }
        }
        let mut share = Self {
            events: sums.sum_w_events,
            total: sums.sum_w_total,
            n: sums.n,
            df: None,
            proportion: None,
            too_few_blocks: false,
        };
        let even = weights.iter().all(|w| (w - 1.0).abs() < 1e-12);
        if rows.with_units() {
            share.by_blocks(rows, items);
        } else if even {
            share.proportion = Proportion::new(share.events, share.total).ok();
        } else if let Ok((proportion, df)) = effective_proportion(sums) {
            share.proportion = Some(proportion);
            share.df = Some(df);
        }
        share
    }

    fn by_blocks(&mut self, rows: &Rows, items: &[(usize, bool)]) {
        let mut blocks = vec![(0.0, 0.0); BLOCKS];
        let mut counts = vec![0_u64; BLOCKS];
        let mut people = BTreeSet::new();
        for &(row, event) in items {
            let block = rows.block(row);
            let w = rows.table().weights[row];
            blocks[block].1 += w;
            if event {
                blocks[block].0 += w;
            }
            counts[block] += 1;
            people.insert(rows.table().unit(row).unwrap_or(row as u64));
        }
        if let Some(found) = jackknife_blocks(&blocks, &counts) {
            self.proportion = found.proportion().ok();
            self.df = Some(found.df);
        } else {
            self.too_few_blocks = true;
            self.proportion = Proportion::new(self.events, self.total).ok();
            self.limit(people.len() as f64);
        }
    }

    /// Makes the rows worth no more than this many.
    pub fn limit(&mut self, most: f64) {
        if let Some(known) = self.proportion
            && most < known.total
            && self.total > 0.0
        {
            let rate = self.events / self.total;
            self.proportion = Proportion::new((rate * most).min(most), most).ok();
        }
    }

    pub fn rate(&self) -> Result<f64, Undefined> {
        crate::cells::share(self.events, self.total)
    }

    /// The share with its interval.
    pub fn probed(&self, level: Level) -> Probed {
        Probed {
            df: self.df,
            effective: self.proportion.map(|p| p.total),
            events: Some((self.events, self.total)),
            interval: self
                .proportion
                .map(|p| proportion_interval(p, level, self.df)),
            n: self.n,
            too_few_blocks: self.too_few_blocks,
            value: self.rate(),
            ..Probed::undefined(Undefined::ZeroDenominator)
        }
    }
}

/// One share minus another of the same rows, with both intervals at half the error.
pub(super) fn net(more: &Share, less: &Share, level: Level) -> Probed {
    use evenhand_inference::Interval;
    let value = more.rate().and_then(|a| less.rate().map(|b| a - b));
    let half = Level::new(1.0 - 0.5 * level.alpha()).unwrap_or(level);
    let interval =
        |share: &Share| (share.proportion).map(|p| proportion_interval(p, half, share.df));
    Probed {
        interval: interval(more).zip(interval(less)).map(|(a, b)| Interval {
            lower: a.lower - b.upper,
            upper: a.upper - b.lower,
            method: "bonferroni",
        }),
        value,
        ..more.probed(level)
    }
}
