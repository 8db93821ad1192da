use super::draws::Draws;
use crate::List;
use evenhand_core::{GroupCells, GroupTable};
use evenhand_inference::Proportion;
use evenhand_inference::k_groups::{NoiseFloor, RatioNoiseFloor, noise_floors};
use evenhand_inference::two_by_two::{Table2x2, TestResult, difference_test};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is worked out once for all metrics of a table of groups: bootstrap draws, and tests of the same two rates.
///
/// Nothing in it depends on who asked first.
#[derive(Debug, Default)]
pub struct Workings {
    pub(super) draws: Draws,
    lists: OnceLock<Vec<List>>,
    rests: Mutex<HashMap<usize, Arc<GroupCells>>>,
    floors: Mutex<HashMap<&'static str, (NoiseFloor, RatioNoiseFloor)>>,
    tests: Mutex<HashMap<[u64; 4], TestResult>>,
}

/// Groups up to which everyone else is kept for each of them.
const MOST_RESTS: usize = 200;

impl Workings {
    /// Everyone but a group of the table.
    pub(super) fn rest(&self, table: &GroupTable, group: usize) -> Arc<GroupCells> {
        let known = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rest) = known.get(&group) {
            return rest.clone();
        }
        drop(known);
        let rest = Arc::new(super::pair::rest(&table.overall, &table.groups[group]));
        if table.groups.len() <= MOST_RESTS {
            let mut known = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(group, rest.clone());
        }
        rest
    }

    /// The ranked lists of the table.
    pub(super) fn lists(&self, table: &GroupTable) -> &[List] {
        self.lists.get_or_init(|| super::lists::lists_of(table))
    }

    /// What chance alone would make of the largest gap and the smallest ratio of a rate.
    pub(super) fn floors(
        &self,
        rate: &'static str,
        groups: &[Proportion],
        draws: usize,
        seed: u64,
    ) -> Option<(NoiseFloor, RatioNoiseFloor)> {
        let known = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(floors) = known.get(rate) {
            return Some(*floors);
        }
        drop(known);
        let floors = noise_floors(groups, draws, seed).ok()?;
        let mut known = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(rate, floors);
        Some(floors)
    }

    /// The test of no difference between two rates: a difference, a ratio and a shortfall ask for the same one, and so do
    /// a rate and its complement.
    pub(super) fn test(&self, table: [u64; 4]) -> Option<TestResult> {
        let key = canonical(table);
        let known = self.tests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(result) = known.get(&key) {
            return Some(*result);
        }
        drop(known);
        let [x1, n1, x2, n2] = key;
        let result = difference_test(Table2x2::new(x1, n1, x2, n2).ok()?);
        let mut known = self.tests.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, result);
        Some(result)
    }
}

/// Exchanging groups, or events and non-events, does not change a two-sided test; the smallest of the four stands for
/// all, so that all have the same digits.
fn canonical([x1, n1, x2, n2]: [u64; 4]) -> [u64; 4] {
    let (y1, y2) = (n1.saturating_sub(x1), n2.saturating_sub(x2));
    let turned = [
        [x1, n1, x2, n2],
        [y1, n1, y2, n2],
        [x2, n2, x1, n1],
        [y2, n2, y1, n1],
    ];
    turned.into_iter().min().unwrap_or([x1, n1, x2, n2])
}
