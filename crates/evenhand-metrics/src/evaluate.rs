//! From counts to estimates: value, interval, test, status.

mod ads;
mod among;
mod arms;
mod benchmark;
mod draws;
mod evidence;
mod group;
mod kept;
mod lists;
mod mean;
mod measure;
mod pair;
mod part;
mod pool;
mod probe;
mod reach;
mod setting;
mod share_of;
mod smooth;
mod stages;
mod strata;
mod summary;
mod table;
mod workings;

pub(crate) use kept::Kept;
pub use measure::Chance;
pub(crate) use measure::is_measured;
pub use pool::Pool;
pub(crate) use pool::edges;
pub use setting::{Member, Setting};
pub use workings::Workings;

use crate::{Cells, Entry, Formula, Rows, Undefined, catalogue};
use evenhand_core::{
    ConfusionMatrix, Estimate, GroupCells, GroupTable, Polarity, Real, ReferenceRule, Status,
};
use evenhand_inference::Level;
use std::sync::Arc;

/// What an evaluation needs to know besides the counts.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Whether a check looks at the metric, so that simultaneous limits are needed as well.
    pub checked: bool,
    /// Confidence level.
    pub level: Level,
    /// Fewer rows than this are too few for a verdict.
    pub min_n: u64,
    /// Draws behind the noise floor of a summary; 0 for none.
    pub noise_draws: usize,
    /// With whom groups are compared.
    pub reference: Reference,
    /// Bootstrap replicates.
    pub resamples: usize,
    /// The rows of the same model and slice, where they are at hand; without them probes say `needs_rows`.
    pub rows: Option<&'a Rows>,
    /// Seed of everything random.
    pub seed: u64,
    /// The groups.
    pub table: &'a GroupTable,
    /// What the metrics of the table share.
    pub workings: &'a Workings,
}

/// A reference rule, resolved on a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// One group.
    Group {
        /// Whether it was picked from the data as the best one, which widens the intervals.
        best: bool,
        /// Position in the table.
        index: usize,
        /// Name in files, with the rule where one was applied (`largest:male`).
        name: Arc<str>,
    },
    /// Everyone outside the group.
    Rest,
    /// Everyone, the group included.
    Overall,
    /// No group can serve.
    None,
}

/// Applies a reference rule to a table.
///
/// `best` and `largest` choose among the groups of at least `min_n` rows (persons, where a unit is named), or among all where none is that large; never
/// a group with a missing value. Ties go to more rows, then to the name. A group that does not exist gives `None`.
pub fn resolve_reference(
    table: &GroupTable,
    rule: &ReferenceRule,
    polarity: Polarity,
    min_n: u64,
) -> Option<Reference> {
    let candidates: Vec<usize> = (0..table.groups.len())
        .filter(|&i| !table.groups[i].missing)
        .collect();
    let large: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|&i| table.groups[i].support() >= min_n)
        .collect();
    let pool = if large.is_empty() { candidates } else { large };
    let rate = |i: usize| {
        let cells = Cells::of(&table.groups[i].total.confusion);
        if cells.total() > 0.0 {
            cells.selected() / cells.total()
        } else {
            f64::NAN
        }
    };
    let pick = |better: &dyn Fn(usize, usize) -> std::cmp::Ordering| {
        pool.iter().copied().min_by(|&a, &b| {
            let (one, other) = (&table.groups[a], &table.groups[b]);
            better(a, b)
                .then(other.n().cmp(&one.n()))
                .then_with(|| one.name.cmp(&other.name))
        })
    };
    let named = |index: usize, rule: &str, best: bool| Reference::Group {
        best,
        index,
        name: format!("{rule}:{}", table.groups[index].name).into(),
    };
    Some(match rule {
        ReferenceRule::Rest => Reference::Rest,
        ReferenceRule::Overall => Reference::Overall,
        ReferenceRule::Largest => pick(&|_, _| std::cmp::Ordering::Equal)
            .map_or(Reference::None, |i| named(i, "largest", false)),
        ReferenceRule::Best => pick(&|a, b| match polarity {
            Polarity::Benefit => rate(b).total_cmp(&rate(a)),
            Polarity::Burden => rate(a).total_cmp(&rate(b)),
        })
        .map_or(Reference::None, |i| named(i, "best", true)),
        ReferenceRule::Group(name) => {
            let index = table
                .groups
                .iter()
                .position(|group| *group.name == **name)?;
            Reference::Group {
                best: false,
                index,
                name: table.groups[index].name.clone(),
            }
        }
    })
}

/// Every number of a metric on a table: one per group, one per pair, or one for all groups.
pub fn evaluate(entry: &Entry, context: &Context<'_>) -> Vec<Estimate> {
    if crate::parts::about_benchmark(&entry.formula) && context.table.benchmark.is_empty() {
        return Vec::new();
    }
    if matches!(entry.formula, Formula::BeyondMainEffects(_)) && !context.table.is_intersection() {
        return Vec::new();
    }
    match entry.formula {
        Formula::Among { who, of, parameter } => {
            among::estimates(entry, who, of, parameter, context)
        }
        Formula::Probe { of, parameter, .. } => probe::estimates(entry, of, parameter, context),
        Formula::Rows
        | Formula::ShareOfAll(_)
        | Formula::Rate { .. }
        | Formula::Smooth { .. }
        | Formula::Mean { .. }
        | Formula::Root(_)
        | Formula::Exponential(_)
        | Formula::RatioOfSums { .. }
        | Formula::Part(_)
        | Formula::Contrast(_, _)
        | Formula::Table { .. }
        | Formula::PerList { .. }
        | Formula::OfLists { .. }
        | Formula::FurthestLists { .. }
        | Formula::OfReach { .. }
        | Formula::DemographicDisparity
        | Formula::ConditionalDisparity => group::estimates(entry, context),
        Formula::Difference(_)
        | Formula::Ratio(_)
        | Formula::OddsRatio(_)
        | Formula::ToOverallDifference(_)
        | Formula::ToOverallRatio(_)
        | Formula::ToOverallSmooth { .. }
        | Formula::ToRestDifference(_)
        | Formula::PairSmooth { .. }
        | Formula::TablePair { .. }
        | Formula::MeanAbsoluteDifference(_, _)
        | Formula::TestStatistic { .. }
        | Formula::Shortfall(_)
        | Formula::Imbalance
        | Formula::MantelHaenszelDifference(_)
        | Formula::MantelHaenszelOddsRatio(_)
        | Formula::Paired(_)
        | Formula::FourFifths => pair::estimates(entry, context),
        Formula::MaxGap(_)
        | Formula::MinRatio(_)
        | Formula::WorstGap(_, _)
        | Formula::WorstRatio(_, _)
        | Formula::WorstGroup(_)
        | Formula::DifferentialFairness
        | Formula::DifferentialFairnessAmplification
        | Formula::Heterogeneity(_)
        | Formula::SubgroupGamma(_)
        | Formula::BeyondMainEffects(_)
        | Formula::TotalVariation(_)
        | Formula::GoodnessOfFit(_)
        | Formula::AcrossStages { .. }
        | Formula::OverLists { .. }
        | Formula::OfAllLists { .. }
        | Formula::AcrossGroups { .. }
        | Formula::OverGroups { .. } => summary::estimates(entry, context),
    }
}

/// The value of a metric of one group, by its name, on a confusion table.
///
/// # Errors
/// [`Undefined`] when the formula has no value there, or the metric compares groups.
///
/// ```
/// # use evenhand_core::ConfusionMatrix;
/// # use evenhand_metrics::{value, Undefined};
/// // Nobody has the outcome: there is nobody to reach, and 0 would be a lie.
/// let table = ConfusionMatrix::from_rows(0, 0, 0, 10);
/// assert_eq!(value("tpr", &table), Err(Undefined::ZeroDenominator));
/// ```
pub fn value(name: &str, table: &ConfusionMatrix) -> Result<f64, Undefined> {
    let cells = Cells::of(table);
    match catalogue().find(name).map(|entry| entry.formula) {
        Some(formula @ Formula::Rate { .. }) => cells.rate(&formula),
        Some(Formula::Smooth { of, parameter, .. }) => of(&cells, parameter),
        Some(Formula::Rows) => Ok(table.decided().n as f64),
        Some(_) => Err(Undefined::OneGroup),
        None => Err(Undefined::NotCollected),
    }
}

impl Context<'_> {
    /// An estimate with everything but its number.
    fn blank(&self, entry: &Entry, group: Option<&GroupCells>) -> Estimate {
        Estimate {
            attribute: self.table.attribute.clone(),
            group: group.map_or_else(|| "".into(), |group| group.name.clone()),
            level: real(self.level.value()).unwrap_or_default(),
            metric: entry.info.id.as_str().into(),
            n: group.map_or(0, GroupCells::n),
            units: group.and_then(|group| group.units),
            ..Estimate::default()
        }
    }

    /// A seed of its own for each metric and group, which does not depend on any order.
    fn seed_of(&self, metric: &str, group: &str) -> u64 {
        // FNV-1a over the names, mixed with the seed of the spec.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let names = [metric, "\u{1f}", &self.table.attribute, "\u{1f}", group];
        for byte in names.iter().flat_map(|name| name.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash
    }

    /// Number of groups that take part in comparisons.
    fn compared(&self) -> usize {
        self.table
            .groups
            .iter()
            .filter(|group| !group.missing)
            .count()
    }
}

fn real(value: f64) -> Option<Real> {
    Real::new(value)
}

/// Fills in a value, or the reason why there is none.
fn put(estimate: &mut Estimate, value: Result<f64, Undefined>) {
    match value.map(Real::new) {
        Ok(Some(value)) => {
            estimate.value = Some(value);
            estimate.status = if value.is_finite() {
                Status::Ok
            } else {
                Status::Unbounded
            };
        }
        Ok(None) => estimate.status = Status::UndefinedZeroDenominator,
        Err(undefined) => estimate.status = undefined.into(),
    }
}

/// Fills in an interval.
fn bound(estimate: &mut Estimate, interval: Option<evenhand_inference::Interval>) {
    if let Some(interval) = interval {
        estimate.lower = real(interval.lower);
        estimate.upper = real(interval.upper);
        estimate.method = Some(interval.method.into());
    }
}

/// A number that exists but rests on too few rows.
fn mark_small(estimate: &mut Estimate, small: bool) {
    if small && estimate.value.is_some() {
        estimate.status = Status::InsufficientN;
    }
}

/// Limits never leave the range of the metric.
fn within(entry: &Entry, estimate: &mut Estimate) {
    let (low, high) = entry.info.range;
    if let (Some(low), Some(limit)) = (low.and_then(real), estimate.lower) {
        estimate.lower = Some(if limit < low { low } else { limit });
    }
    if let (Some(high), Some(limit)) = (high.and_then(real), estimate.upper) {
        estimate.upper = Some(if limit > high { high } else { limit });
    }
}
