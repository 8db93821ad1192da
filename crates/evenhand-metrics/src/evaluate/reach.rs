//! Which advertisements reached a group, among all that reached anybody.

use super::ads::{Ad, reached};
use super::measure::Chance;
use super::stages::by_changes;
use super::{Context, bound, put};
use crate::Undefined;
use evenhand_core::{Estimate, Exposure, GroupCells};
use evenhand_inference::Interval;
use evenhand_inference::association::tables_null;

/// Advertisements looked at, over all draws.
const MOST_DEALT: usize = 5_000_000;

impl Context<'_> {
    /// A number of the people of a group and of everyone whom each advertisement reached.
    pub(super) fn of_reach(
        &self,
        of: fn(&[[f64; 2]]) -> Option<f64>,
        [fewer, smooth]: [bool; 2],
        group: &GroupCells,
        estimate: &mut Estimate,
    ) {
        let ads = self.workings.ads(self.table);
        if ads.is_empty() {
            put(estimate, Err(Undefined::NotCollected));
            return;
        }
        if group.missing {
            put(estimate, Err(Undefined::OneGroup));
            return;
        }
        let all = each(&group.total.exposure, ads, |ad| ad.reached.weight());
        put(estimate, of(&all).ok_or(Undefined::ZeroDenominator));
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        if smooth {
            bound(estimate, self.without_blocks(of, group, &all, value));
        }
        if let Some(chance) = self.dealt(of, fewer, group, &all) {
            chance.record(estimate);
        }
    }

    /// Each block of persons left out in turn.
    fn without_blocks(
        &self,
        of: fn(&[[f64; 2]]) -> Option<f64>,
        group: &GroupCells,
        all: &[[f64; 2]],
        value: f64,
    ) -> Option<Interval> {
        let ads = self.workings.ads(self.table);
        let mut changes = Vec::new();
        for (b, block) in group.blocks.iter().enumerate() {
            let gone = each(&block.exposure, ads, |ad| ad.blocks[b].weight());
            let rows: u64 = ads.iter().map(|ad| ad.blocks[b].n).sum();
            if rows == 0 {
                continue;
            }
            let left: Vec<[f64; 2]> = (all.iter().zip(&gone))
                .map(|(all, gone)| [0, 1].map(|i| (all[i] - gone[i]).max(0.0)))
                .collect();
            changes.push((of(&left)? - value, rows as f64));
        }
        let (error, df) = by_changes(&changes)?;
        let reach = self.level.critical(Some(df)) * error;
        Some(Interval {
            lower: value - reach,
            upper: value + reach,
            method: "jackknife-blocks",
        })
    }

    /// What the same people would show if groups were dealt out anew among them, at effective sizes.
    fn dealt(
        &self,
        of: fn(&[[f64; 2]]) -> Option<f64>,
        fewer: bool,
        group: &GroupCells,
        all: &[[f64; 2]],
    ) -> Option<Chance> {
        let sizes = [group, &self.table.overall].map(|group| self.size_of(group));
        let own = all.iter().map(|[own, _]| own * sizes[0]).collect();
        let others = all
            .iter()
            .map(|[own, all]| (all - own).max(0.0) * sizes[1])
            .collect();
        let setting = self.list_setting(&group.name, 0.0);
        let affordable = (MOST_DEALT / all.len().max(1)).max(99);
        let sign = if fewer { -1.0 } else { 1.0 };
        let measure = |tables: &[Vec<Vec<f64>>]| {
            let pairs: Vec<[f64; 2]> = (tables[0][0].iter().zip(&tables[0][1]))
                .map(|(own, others)| [*own, own + others])
                .filter(|[_, all]| *all > 0.0)
                .collect();
            of(&pairs).map_or(f64::NEG_INFINITY, |number| sign * number)
        };
        let draws = setting.draws.min(affordable);
        let null = tables_null(&[vec![own, others]], measure, draws, setting.seed).ok()?;
        Some(Chance {
            mean: sign * null.mean,
            p_value: null.p_value,
            quantile: sign * null.q95,
            test: "dealt-groups",
        })
    }
}

/// People of a group and of everyone whom each advertisement reached.
fn each(exposure: &Exposure, ads: &[Ad], everyone: impl Fn(&Ad) -> f64) -> Vec<[f64; 2]> {
    let own = reached(exposure);
    ads.iter()
        .map(|ad| {
            let mine = own.get(&ad.list).map_or(0.0, evenhand_core::Count::weight);
            [mine, everyone(ad)]
        })
        .collect()
}
