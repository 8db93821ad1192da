use super::ads::Ad;
use super::among::SomeRows;
use super::draws::Draws;
use super::kept::Kept;
use super::mean::{OfScore, Totals};
use super::measure::Measured;
use super::pair::Look;
use super::table::LeftOut;
use super::{Context, Pool};
use crate::views::View;
use crate::{Both, List, Scores, Who};
use evenhand_core::{GroupCells, GroupTable, Tables};
use evenhand_inference::Proportion;
use evenhand_inference::k_groups::{NoiseFloor, RatioNoiseFloor, noise_floors};
use evenhand_inference::two_by_two::{Table2x2, TestResult, difference_test};
use std::sync::{Arc, OnceLock};

/// What is worked out once for all metrics of a table of groups: bootstrap draws, and tests of the same two rates.
///
/// Nothing in it depends on who asked first.
#[derive(Debug)]
pub struct Workings {
    ads: OnceLock<Vec<Ad>>,
    pub(super) draws: Draws,
    floors: Kept<&'static str, Option<(NoiseFloor, RatioNoiseFloor)>>,
    histograms: Kept<(usize, bool), Arc<KnownScores>>,
    left_out: Kept<(usize, u8), Arc<LeftOut>>,
    lists: OnceLock<Vec<List>>,
    measured: Kept<MeasuredKey, Measured>,
    pairs: Kept<(usize, usize, bool), Arc<Both>>,
    pool: Arc<OnceLock<Pool>>,
    rests: Kept<(usize, Look), Arc<GroupCells>>,
    some: Kept<(Who, u64), Arc<SomeRows>>,
    tests: Kept<[u64; 4], Option<TestResult>>,
    totals: Kept<(usize, usize), Totals>,
}

impl Default for Workings {
    fn default() -> Self {
        Self {
            ads: OnceLock::default(),
            draws: Draws::default(),
            floors: Kept::default(),
            histograms: Kept::default(),
            left_out: Kept::default(),
            lists: OnceLock::default(),
            measured: Kept::up_to(MOST_MEASURED),
            pairs: Kept::up_to(MOST_MEASURED),
            pool: Arc::default(),
            rests: Kept::default(),
            some: Kept::default(),
            tests: Kept::default(),
            totals: Kept::up_to(MOST_MEASURED),
        }
    }
}

/// Groups up to which everyone else is kept for each of them.
const MOST_RESTS: usize = 200;
/// Numbers of one group, and pairs of groups, that are kept.
const MOST_MEASURED: usize = 50_000;

/// Id of the metric, place of the group, level, draws.
type MeasuredKey = (String, usize, u64, usize);

/// A histogram as numbers.
#[derive(Debug)]
pub(crate) struct KnownScores {
    /// Rows.
    pub n: u64,
    /// Their weights.
    pub scores: Scores,
    /// Rows and squared weights of the negatives, the positives and the unlabelled at each score; empty where every row
    /// weighs one.
    rows: Vec<[(u64, f64); 3]>,
}

impl KnownScores {
    fn of(tables: &Tables, values: bool) -> Self {
        let histogram = if values {
            &tables.values
        } else {
            &tables.scores
        };
        let rows = if histogram.is_weighted() {
            let rows = histogram.numbers_and_weights();
            rows.map(|(_, sides)| sides.map(|[n, _, w2]| (n as u64, w2)))
                .collect()
        } else {
            Vec::new()
        };
        let mut known = Self {
            n: 0,
            scores: Scores::of_tables(tables, values),
            rows,
        };
        known.n = known.rows().flatten().map(|(n, _)| n).sum();
        known
    }

    /// Rows and squared weights at each score, where rows weigh other than one.
    pub fn weighted_rows(&self) -> Option<&[[(u64, f64); 3]]> {
        (!self.rows.is_empty()).then_some(&self.rows)
    }

    /// Rows and squared weights of the negatives, the positives and the unlabelled at each score.
    pub fn rows(&self) -> impl Iterator<Item = [(u64, f64); 3]> {
        self.scores.cells.iter().enumerate().map(|(i, cell)| {
            let one_each =
                || [cell.negative, cell.positive, cell.unlabelled].map(|rows| (rows as u64, rows));
            self.rows.get(i).copied().unwrap_or_else(one_each)
        })
    }
}

impl Workings {
    /// Workings of another table of the same rows of the same model, which shares what only depends on everyone.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            ..Self::default()
        }
    }

    /// Gives back what takes memory, once all metrics of the table are worked out; whoever asks again gets the same.
    pub fn forget(&self) {
        self.draws.forget();
        self.histograms.forget();
        self.left_out.forget();
        self.measured.forget();
        self.pairs.forget();
        self.rests.forget();
        self.some.forget();
        self.totals.forget();
    }

    /// Everyone but a group of the table.
    pub(super) fn rest(&self, table: &GroupTable, group: usize, look: Look) -> Arc<GroupCells> {
        let rest = || {
            Arc::new(super::pair::rest(
                &table.overall,
                &table.groups[group],
                look,
            ))
        };
        if table.groups.len() > MOST_RESTS {
            return rest();
        }
        self.rests.get((group, look), rest)
    }

    /// The groups with some of their rows alone.
    pub(super) fn some(
        &self,
        who: Who,
        parameter: f64,
        rows: impl FnOnce() -> SomeRows,
    ) -> Arc<SomeRows> {
        let key = (who, parameter.to_bits());
        self.some.get(key, || Arc::new(rows()))
    }

    /// Everyone of the table.
    pub(super) fn pool(&self, table: &GroupTable, seed: u64) -> &Pool {
        self.pool.get_or_init(|| Pool::of(table, seed))
    }

    /// Where a group stands, if it outlives what is kept of it: in the table, everyone, or everyone else.
    fn place(&self, table: &GroupTable, group: &GroupCells) -> Option<usize> {
        let same = |other: &GroupCells| std::ptr::eq(other, group);
        // Groups stand side by side, so that there is one place where it can be.
        let address = |group: *const GroupCells| group.addr();
        let offset = address(group).wrapping_sub(address(table.groups.as_ptr()));
        let place = offset / size_of::<GroupCells>();
        if table.groups.get(place).is_some_and(same) {
            return Some(place);
        }
        let groups = table.groups.len();
        if same(&table.overall) {
            return Some(groups);
        }
        if groups > MOST_RESTS {
            return None;
        }
        let looks = [Look::Counts, Look::Everything];
        let rests = (0..groups).flat_map(|group| looks.map(|look| (group, look)));
        let place = rests.into_iter().position(|key| {
            let rest = self.rests.known(&key);
            rest.is_some_and(|rest| same(&rest))
        })?;
        Some(groups + 1 + place)
    }

    /// The ranked lists of the table.
    pub(super) fn lists(&self, table: &GroupTable) -> &[List] {
        self.lists.get_or_init(|| super::lists::lists_of(table))
    }

    /// The lists that reached somebody of the table.
    pub(super) fn ads(&self, table: &GroupTable) -> &[Ad] {
        self.ads.get_or_init(|| super::ads::ads_of(table))
    }

    /// What chance alone would make of the largest gap and the smallest ratio of a rate.
    pub(super) fn floors(
        &self,
        rate: &'static str,
        groups: &[Proportion],
        draws: usize,
        seed: u64,
    ) -> Option<(NoiseFloor, RatioNoiseFloor)> {
        let floors = || noise_floors(groups, draws, seed).ok();
        self.floors.get(rate, floors)
    }

    /// The test of no difference between two rates: a difference, a ratio and a shortfall ask for the same one, and so do
    /// a rate and its complement.
    pub(super) fn test(&self, table: [u64; 4]) -> Option<TestResult> {
        let key = canonical(table);
        let [x1, n1, x2, n2] = key;
        let test = || Table2x2::new(x1, n1, x2, n2).ok().map(difference_test);
        self.tests.get(key, test)
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

impl Context<'_> {
    /// A histogram of a group as numbers.
    pub(crate) fn known_scores(&self, group: &GroupCells, values: bool) -> Arc<KnownScores> {
        let fresh = || Arc::new(KnownScores::of(&group.total, values));
        let Some(place) = self.workings.place(self.table, group) else {
            return fresh();
        };
        self.workings.histograms.get((place, values), fresh)
    }

    /// What the mean of a number of each score is worked out from, whatever the level of its interval.
    pub(super) fn totals(&self, group: &GroupCells, of: OfScore) -> Totals {
        let fresh = || Totals::of_scores(&self.known_scores(group, false), of);
        let Some(place) = self.workings.place(self.table, group) else {
            return fresh();
        };
        // The same function may have two addresses: then it is worked out twice.
        self.workings.totals.get((place, of as usize), fresh)
    }

    /// The histograms of two groups side by side, and how many rows they hold.
    pub(super) fn both(
        &self,
        pair: [&GroupCells; 2],
        values: bool,
        sizes: [f64; 2],
    ) -> (Arc<Both>, u64) {
        let [own, other] = pair.map(|group| self.known_scores(group, values));
        let n = own.n + other.n;
        let fresh = || Arc::new(Both::new(own.scores.clone(), other.scores.clone(), sizes));
        let [own_place, other_place] = pair.map(|group| self.workings.place(self.table, group));
        let both = match own_place.zip(other_place) {
            Some((own, other)) => self.workings.pairs.get((own, other, values), fresh),
            None => fresh(),
        };
        (both, n)
    }

    /// A table of a group by blocks of persons.
    pub(super) fn left_out(
        &self,
        group: &GroupCells,
        kind: u8,
        fresh: impl FnOnce() -> LeftOut,
    ) -> Arc<LeftOut> {
        let Some(place) = self.workings.place(self.table, group) else {
            return Arc::new(fresh());
        };
        let fresh = || Arc::new(fresh());
        self.workings.left_out.get((place, kind), fresh)
    }

    /// A number of one group, worked out once for all that compare groups by it.
    pub(super) fn once(
        &self,
        id: &str,
        group: &GroupCells,
        level: evenhand_inference::Level,
        measure: impl FnOnce() -> Measured,
    ) -> Measured {
        let Some(place) = self.workings.place(self.table, group) else {
            return measure();
        };
        let draws = if self.checked {
            self.noise_draws
        } else {
            usize::MAX - self.noise_draws
        };
        let key = (id.to_owned(), place, level.value().to_bits(), draws);
        self.workings.measured.get(key, measure)
    }
}
