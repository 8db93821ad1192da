//! What is asked of single rows, where they are at hand.

mod bins;
mod boxes;
mod division;
mod example;
mod folds;
mod likely;
mod matching;
mod nearest;
mod neighbours;
mod pairs;
mod screen;
mod share;
mod space;

pub use division::{Division, Sides};
pub use example::ExampleRow;
pub(crate) use likely::{
    likely_bounds_width, likely_difference, likely_difference_regression, likely_rate,
    likely_rate_regression,
};
pub(crate) use matching::{flip_test, situation_testing};
pub(crate) use neighbours::consistency;
pub(crate) use pairs::{flips, lipschitz, net_flips};
pub(crate) use screen::{
    area_of_all, area_of_one, correlation, cramers_v, information, redundancy,
};

use crate::evaluate::Kept;
use crate::{Chance, Setting, Undefined};
use bins::Binned;
use evenhand_core::{RowTable, Scope};
use evenhand_inference::Interval;
use neighbours::Around;
use pairs::Paired;
use space::Space;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The rows of a local table, with what probes share.
///
/// Nothing in it depends on who asked first.
#[derive(Debug, Default)]
pub struct Rows {
    around: Mutex<BTreeMap<usize, Arc<OnceLock<Around>>>>,
    binned: OnceLock<Vec<Binned>>,
    paired: Mutex<Vec<(PairedKey, Arc<OnceLock<Paired>>)>>,
    people: OnceLock<Vec<usize>>,
    redundant: Kept<(usize, usize), Probed>,
    space: OnceLock<Space>,
    table: RowTable,
}

/// Random pairs of all rows that are kept; a group of another table asks for others.
const MOST_PAIRED: usize = 4;

/// What scores may differ by, and the seed.
type PairedKey = (u64, u64);

impl Rows {
    /// Rows of one compared with another, row by row: what is beyond takes no part in neighbours.
    pub const MOST_COMPARED: usize = 5_000;

    /// Rows that were brought into their order by [`RowTable::canonicalise`].
    pub fn new(table: RowTable) -> Self {
        Self {
            table,
            ..Self::default()
        }
    }

    /// The rows.
    pub fn table(&self) -> &RowTable {
        &self.table
    }

    /// Where rows lie by their features.
    fn space(&self) -> &Space {
        self.space.get_or_init(|| Space::new(&self.table))
    }

    /// The features and the score, cut into bins.
    fn binned(&self) -> &[Binned] {
        self.binned.get_or_init(|| bins::binned(self))
    }

    /// One row of every person, or every row where no unit is named.
    fn people(&self) -> &[usize] {
        self.people.get_or_init(|| bins::people(&self.table))
    }

    /// Where it is kept how far each row's decision is from those of its nearest rows; who asks second waits.
    fn around(&self, k: usize) -> Arc<OnceLock<Around>> {
        let mut known = self.around.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(k).or_default().clone()
    }

    /// Where random pairs of rows are kept, as long as few others were asked for; who asks second waits.
    fn paired(&self, parameter: f64, seed: u64) -> Arc<OnceLock<Paired>> {
        let key = (parameter.to_bits(), seed);
        let mut known = self.paired.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, paired)) = known.iter().find(|(of, _)| *of == key) {
            return paired.clone();
        }
        if known.len() == MOST_PAIRED {
            known.remove(0);
        }
        known.push((key, Arc::default()));
        known[known.len() - 1].1.clone()
    }

    /// What a feature tells of the score, of everybody, with so many draws.
    fn redundant(&self, feature: usize, draws: usize, work: impl FnOnce() -> Probed) -> Probed {
        self.redundant.get((feature, draws), work)
    }

    /// The block of a row: of its unit, or of the row itself where it has none.
    fn block(&self, row: usize) -> usize {
        let own = || self.table.hashes.get(row).copied().unwrap_or(0) >> 8;
        (self.table.unit(row).unwrap_or_else(own) % BLOCKS as u64) as usize
    }

    fn with_units(&self) -> bool {
        !self.table.units.is_empty()
    }

    /// Whether two rows are of the same person.
    fn same_person(&self, a: usize, b: usize) -> bool {
        a == b || (self.table.unit(a).is_some() && self.table.unit(a) == self.table.unit(b))
    }

    /// Names of what a screen for proxies looks at: the features, and the score where there is one.
    pub(crate) fn screened(&self) -> Vec<&str> {
        self.binned().iter().map(|binned| &*binned.name).collect()
    }
}

/// Blocks that are left out in turn.
const BLOCKS: usize = 64;

/// A number from rows, with all that goes into an estimate.
#[derive(Clone, Debug)]
pub struct Probed {
    /// What chance alone would show.
    pub chance: Option<Chance>,
    /// Degrees of freedom of the interval.
    pub df: Option<f64>,
    /// Rows of equal weight that the rows are worth.
    pub effective: Option<f64>,
    /// What was counted, and out of what.
    pub events: Option<(f64, f64)>,
    /// Positions of the groups with the lowest and the highest number, where it is the highest of several.
    pub extremes: Option<(usize, usize)>,
    /// How sure it is.
    pub interval: Option<Interval>,
    /// Rows (people, where a screen looks at one row of each) that the number is about.
    pub n: u64,
    /// Too few blocks of persons for an interval that can be trusted.
    pub too_few_blocks: bool,
    /// The number.
    pub value: Result<f64, Undefined>,
}

impl Probed {
    /// No number, and why.
    pub fn undefined(why: Undefined) -> Self {
        Self {
            chance: None,
            df: None,
            effective: None,
            events: None,
            extremes: None,
            interval: None,
            n: 0,
            too_few_blocks: false,
            value: Err(why),
        }
    }
}

/// What is asked of rows, and of whom.
#[derive(Clone, Copy, Debug)]
pub enum RowProbe {
    /// Of one group, or of everyone (`None`).
    Group(fn(&Rows, &Division, Option<usize>, &Setting) -> Probed),
    /// Of one group among the others, never of everyone.
    Level(fn(&Rows, &Division, usize, &Setting) -> Probed),
    /// Of a group and whom it is compared with.
    Pair(fn(&Rows, &Division, Sides, &Setting) -> Probed),
    /// Of one feature (by its position) and all groups; `None` where it is of another kind.
    Feature(fn(&Rows, &Division, usize, &Setting) -> Option<Probed>),
    /// Of an attribute known by probabilities and one of its levels, by their positions.
    Likely(fn(&Rows, (usize, usize), &Setting) -> Probed),
}

impl RowProbe {
    /// Whom the number is about.
    pub(crate) fn scope(self) -> Scope {
        match self {
            Self::Group(_) | Self::Level(_) | Self::Likely(_) => Scope::Group,
            Self::Pair(_) => Scope::Pair,
            Self::Feature(_) => Scope::Summary,
        }
    }

    /// How its interval is found.
    pub(crate) fn interval(self) -> &'static str {
        match self {
            Self::Group(_) => {
                "of a share: Clopper-Pearson below 50 events or non-events, else Wilson, at the effective size; of a mean: jackknife over blocks of persons, or of rows"
            }
            Self::Level(_) => {
                "Newcombe with logit-DeLong up to 500 positives, else logit-DeLong; mean, 95 % quantile and p-value of permuted groups beside it"
            }
            Self::Pair(_) => {
                "Clopper-Pearson below 50 events or non-events, else Wilson, at a size that counts how often a row serves as counterpart"
            }
            Self::Feature(_) => {
                "of an area: as all areas, simultaneous over the groups; else none; mean, 95 % quantile and p-value of permuted groups"
            }
            Self::Likely(_) => {
                "the bounds of Kallus, Mao and Zhou, widened by the jackknife over blocks; never narrower than what the probabilities leave open"
            }
        }
    }
}
