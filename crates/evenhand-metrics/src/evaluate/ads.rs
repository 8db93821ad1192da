//! Whom advertisements reached: shares of a group among the people reached by each, two by two.

use super::share_of::{ShareOf, share_of};
use super::{Context, mark_small, put, real};
use crate::Undefined;
use evenhand_core::{Count, Estimate, Exposure, GroupCells, GroupTable};
use evenhand_inference::Proportion;
use evenhand_inference::effective_size::jackknife_blocks;
use evenhand_inference::two_by_two::score_test_effective;
use std::collections::BTreeMap;

/// Advertisements that are compared two by two: those that reached the most people.
const MOST_COMPARED: usize = 1_000;

/// Everyone of a known group whom an advertisement reached.
#[derive(Debug, Default)]
pub(super) struct Ad {
    blocks: Vec<Count>,
    list: u64,
    reached: Count,
}

/// The advertisements of a table, in the order of their numbers.
pub(super) fn ads_of(table: &GroupTable) -> Vec<Ad> {
    let mut found: BTreeMap<u64, Ad> = BTreeMap::new();
    let blocks = table.overall.blocks.len();
    for group in table.groups.iter().filter(|group| !group.missing) {
        for (list, count) in group.total.exposure.reached() {
            let ad = found.entry(list).or_insert_with(|| Ad {
                blocks: vec![Count::default(); blocks],
                list,
                ..Ad::default()
            });
            ad.reached = Count::sum([&ad.reached, count]);
        }
        for (block, tables) in group.blocks.iter().enumerate() {
            for (list, count) in tables.exposure.reached() {
                if let Some(sum) = found.get_mut(&list).map(|ad| &mut ad.blocks[block]) {
                    *sum = Count::sum([sum, count]);
                }
            }
        }
    }
    let mut ads: Vec<Ad> = found.into_values().filter(|ad| ad.reached.w > 0).collect();
    ads.sort_by_key(|ad| std::cmp::Reverse(ad.reached.n));
    ads.truncate(MOST_COMPARED);
    ads.sort_by_key(|ad| ad.list);
    ads
}

fn reached(exposure: &Exposure) -> BTreeMap<u64, Count> {
    exposure.reached().map(|(list, n)| (list, *n)).collect()
}

impl Context<'_> {
    /// The pair of advertisements that differ most in a group's share of those whom they reached.
    ///
    /// Of all adjusted p-values of a family, Holm's smallest is the smallest p-value times their number.
    pub(super) fn furthest_lists(
        &self,
        of: fn(Proportion, Proportion) -> Option<f64>,
        group: &GroupCells,
        estimate: &mut Estimate,
    ) {
        let ads = self.workings.ads(self.table);
        if ads.len() < 2 || group.missing {
            put(estimate, Err(Undefined::OneGroup));
            return;
        }
        let shares = self.shares(group, ads);
        let mut furthest: Option<(f64, &ShareOf, &ShareOf)> = None;
        let mut pairs = 0.0;
        for (i, one) in shares.iter().enumerate() {
            for other in &shares[..i] {
                pairs += 1.0;
                let Some(z) = of(one.share, other.share).map(f64::abs) else {
                    continue;
                };
                if furthest.is_none_or(|(most, _, _)| z > most) {
                    furthest = Some((z, one, other));
                }
            }
        }
        let Some((z, one, other)) = furthest else {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        };
        put(estimate, Ok(z));
        let result = match (one.rows, other.rows) {
            (Some([a, n]), Some([b, m])) => self.workings.test([a, n, b, m]),
            _ => {
                let df = super::pair::smaller(one.df, other.df);
                Some(score_test_effective(one.share, other.share, df))
            }
        };
        if let Some(result) = result {
            estimate.p_value = real((result.p_value * pairs).min(1.0));
            estimate.test = Some(result.method.into());
        }
        mark_small(estimate, one.too_few_blocks || other.too_few_blocks);
    }

    fn shares(&self, group: &GroupCells, ads: &[Ad]) -> Vec<ShareOf> {
        let own = reached(&group.total.exposure);
        let blocks: Vec<BTreeMap<u64, Count>> = group
            .blocks
            .iter()
            .map(|block| reached(&block.exposure))
            .collect();
        let none = Count::default();
        // At a share of 0 or 1 the blocks say nothing of how alike their people are; all advertisements together do.
        let mut all = vec![(0.0, 0.0); blocks.len()];
        let mut rows = vec![0; blocks.len()];
        for ad in ads {
            for (b, (sum, known)) in all.iter_mut().zip(&blocks).enumerate() {
                sum.0 += known.get(&ad.list).unwrap_or(&none).weight();
                sum.1 += ad.blocks[b].weight();
                rows[b] += ad.blocks[b].n;
            }
        }
        let usual = jackknife_blocks(&all, &rows).map(|all| all.design_effect);
        let usual = usual
            .filter(|effect| effect.is_finite())
            .map_or(1.0, |effect| effect.max(1.0));
        let share = |ad: &Ad| {
            let events = own.get(&ad.list).unwrap_or(&none);
            let by_block: Vec<(Count, Count)> = ad
                .blocks
                .iter()
                .zip(&blocks)
                .map(|(all, known)| (*known.get(&ad.list).unwrap_or(&none), *all))
                .collect();
            share_of(self.table.weighted, events, &ad.reached, &by_block, usual)
        };
        ads.iter().map(share).collect()
    }
}
