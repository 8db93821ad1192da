//! An audit as it will be carried out: every name resolved, every setting checked, before a row is read.

mod attributes;
mod bins;
mod build;
mod check;
mod columns;
mod counting;
mod covered;
mod intersections;
mod measures;
mod models;
mod packs;
mod requirements;
mod rows;
mod units;
mod view;
mod waivers;

pub use bins::Bins;
pub use columns::{ColumnIndex, ColumnInfo, ColumnKind};
pub use counting::Counting;
pub use measures::Measures;
pub use packs::{LoadedPack, Policies};
pub use rows::{FeaturePlan, RowColumns, UncertainAttribute};
pub use view::View;
pub use waivers::WaiverPlan;

use crate::{
    AttributeKind, AuditSpec, DataSpec, Day, EvidenceWanted, Filter, Input, Limit, MetricInfo,
    PackRecord, Polarity, ReferenceRule, RuleOfPack, Severity,
};
use std::collections::BTreeMap;

/// A checked and resolved audit.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditPlan {
    /// The day against which waivers and packs are judged; `None` where there are none.
    pub as_of: Option<Day>,
    /// Protected attributes, in spec order.
    pub attributes: Vec<ProtectedAttribute>,
    /// The checks.
    pub checks: Vec<CheckPlan>,
    /// Columns of a counts table; `None` where rows are rows.
    pub counts: Option<CountColumns>,
    /// Where the rows are.
    pub data: DataSpec,
    /// Which rows are looked at.
    pub filter: Option<Filter>,
    /// Side tables.
    pub joins: Vec<JoinPlan>,
    /// The outcome.
    pub label: Option<BinaryRule>,
    /// Confidence level.
    pub level: f64,
    /// What is measured besides decisions, scores and labels.
    pub measures: Measures,
    /// Fewer rows than this are too few for a verdict.
    pub min_n: u64,
    /// Models, in spec order; a single one without a name where the spec has none.
    pub models: Vec<ModelPlan>,
    /// What was noticed while planning, for the notes of the scorecard.
    pub notes: Vec<crate::DataNote>,
    /// The policy packs, each as it stands; what they publish is filled in when the numbers are there.
    pub packs: Vec<PackRecord>,
    /// What each pack wants shown: position of the pack, and its words.
    pub publications: Vec<(usize, crate::Publication)>,
    /// Attributes and intersections, single ones first.
    pub partitions: Vec<Partition>,
    /// Whether being selected is good or bad for the person.
    pub polarity: Polarity,
    /// Bootstrap replicates.
    pub resamples: u64,
    /// What is kept of single rows; nothing unless the spec names features, rescored decisions or probabilities.
    pub rows: RowColumns,
    /// Lowest and highest possible score.
    pub score_range: (f64, f64),
    /// Seed of everything random.
    pub seed: u64,
    /// Slices.
    pub slice: Option<SlicePlan>,
    /// The spec it came from.
    pub spec: AuditSpec,
    /// Columns of the strata.
    pub strata: Vec<String>,
    /// Column of the unit.
    pub unit: Option<String>,
    /// With whom groups are compared: first as the spec says, then as packs ask for.
    pub views: Vec<View>,
    /// The waivers.
    pub waivers: Vec<WaiverPlan>,
    /// Column of the weight.
    pub weight: Option<String>,
}

/// Number of blocks that units are hashed into.
const BLOCKS: u16 = 64;

impl AuditPlan {
    /// Every column of the joined rows that is read, each once: nothing else is touched.
    pub fn columns_read(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        let mut wanted: Vec<&str> = Vec::new();
        wanted.extend(self.attributes.iter().map(|a| a.column.as_str()));
        wanted.extend(self.label.iter().map(|label| label.column.as_str()));
        for model in &self.models {
            match &model.decide {
                Decide::Column(rule) => wanted.push(&rule.column),
                Decide::Threshold { score, .. }
                | Decide::AboveMedian { score }
                | Decide::TopK { score, .. }
                | Decide::TopFraction { score, .. } => {
                    wanted.push(score);
                }
                Decide::Counts | Decide::Everyone | Decide::Pair { .. } => {}
            }
            wanted.extend(model.score.as_deref());
        }
        wanted.extend(self.weight.as_deref());
        wanted.extend(self.unit.as_deref());
        wanted.extend(self.strata.iter().map(String::as_str));
        wanted.extend(
            self.slice
                .iter()
                .flat_map(|slice| slice.columns.iter().map(String::as_str)),
        );
        wanted.extend(self.filter.iter().flat_map(|filter| filter.columns()));
        wanted.extend(self.measures.columns());
        wanted.extend(self.rows.columns());
        wanted.extend(self.counts.iter().flat_map(CountColumns::names));
        for column in wanted {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The same groups without decisions, scores and outcomes: what may be looked at before an audit is agreed on.
    #[must_use]
    pub fn sizes_only(&self) -> Self {
        let mut plan = self.clone();
        plan.label = None;
        plan.measures = Measures::default();
        plan.rows = RowColumns::default();
        if plan.counts.is_none() {
            plan.models = vec![ModelPlan {
                decide: Decide::Everyone,
                name: String::new(),
                derived: false,
                score: None,
                sha256: String::new(),
                version: String::new(),
            }];
        }
        plan
    }

    /// Number of blocks of the statistics: 0 without a unit.
    pub fn blocks(&self) -> u16 {
        if self.unit.is_some() { BLOCKS } else { 0 }
    }

    /// Fixed order of each attribute's levels, where bins give one.
    pub fn level_orders(&self) -> Vec<Option<Vec<String>>> {
        self.attributes
            .iter()
            .map(|a| a.bins.as_ref().map(Bins::labels))
            .collect()
    }

    /// Whether everything is there that a metric needs.
    pub fn has_inputs(&self, metric: &MetricInfo) -> bool {
        metric.inputs.iter().all(|input| self.has_input(*input))
    }

    /// Whether the spec names this.
    pub fn has_input(&self, input: Input) -> bool {
        match input {
            Input::Benchmark => self.attributes.iter().any(|a| !a.benchmark.is_empty()),
            Input::Decision => true,
            Input::Label => self.has_label(),
            Input::Score => self.models.iter().any(|model| model.score.is_some()),
            Input::Stratum => !self.strata.is_empty(),
            other => (self.measures.has(other))
                .or(self.rows.has(other))
                .unwrap_or(false),
        }
    }

    /// Whether a label is there.
    pub fn has_label(&self) -> bool {
        self.label.is_some()
            || self
                .counts
                .as_ref()
                .is_some_and(|c| c.true_positive.is_some())
    }
}

/// A protected attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct ProtectedAttribute {
    /// Share of each group in the population; empty where the spec gives none.
    pub benchmark: BTreeMap<String, f64>,
    /// Edges that cut a number into bins.
    pub bins: Option<Bins>,
    /// Takes numbers as they are, however many there are.
    pub categorical: bool,
    /// Name of the column.
    pub column: String,
    /// How the values were obtained.
    pub kind: AttributeKind,
    /// Name in the outputs.
    pub name: String,
    /// With whom its groups are compared.
    pub reference: ReferenceRule,
    /// What policy packs call it.
    pub role: String,
    /// Values that mean "not known".
    pub unknown: Vec<String>,
}

/// A single attribute or an intersection of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Positions of its attributes.
    pub attributes: Vec<usize>,
    /// Whether the spec names it, rather than a depth that covers it.
    pub named: bool,
    /// Name in files.
    pub name: String,
}

/// How a column of two values is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinaryRule {
    /// Name of the column.
    pub column: String,
    /// Values that mean no; any one other value where `None`.
    pub negative: Option<Vec<String>>,
    /// Values that mean yes; 0/1 and true/false where `None`.
    pub positive: Option<Vec<String>>,
    /// Path in the spec, for messages.
    pub spec_path: String,
}

/// A model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelPlan {
    /// How the decision is made.
    pub decide: Decide,
    /// Whether a policy pack asks for it: then only what the pack looks at is worked out.
    pub derived: bool,
    /// Name; empty where the spec has no `[[model]]`.
    pub name: String,
    /// Column of the score, where one is named.
    pub score: Option<String>,
    /// SHA-256 of its file, as stated.
    pub sha256: String,
    /// Version, as stated.
    pub version: String,
}

/// How a decision is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Decide {
    /// From a column.
    Column(BinaryRule),
    /// Score of at least `at`.
    Threshold {
        /// Column of the score.
        score: String,
        /// The threshold.
        at: f64,
    },
    /// The `k` highest scores, ties at the last place included.
    TopK {
        /// Column of the score.
        score: String,
        /// How many.
        k: u64,
    },
    /// The highest scores up to a share of the rows, ties at the last place included.
    TopFraction {
        /// Column of the score.
        score: String,
        /// Which share.
        share: crate::Fraction,
    },
    /// Scores above the median of all rows that have one; those at it are not selected.
    AboveMedian {
        /// Column of the score.
        score: String,
    },
    /// What two other models say together, from the same pass: how their decisions about the same rows differ. A row
    /// that one of them does not decide about is not decided.
    Pair {
        /// Position of the first model, which comes before this one.
        first: usize,
        /// Position of the second model, which comes before this one.
        second: usize,
        /// The rows that count as selected.
        selected: PairedDecision,
    },
    /// The counts table already says.
    Counts,
    /// No decision is read: every row counts, so that sizes are known before anything is decided.
    Everyone,
}

/// What two models decided about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairedDecision {
    /// Both select it.
    Both,
    /// Only the first selects it.
    OnlyFirst,
    /// Only the second selects it.
    OnlySecond,
}

impl PairedDecision {
    /// All of them; what is left is selected by neither.
    pub const ALL: [Self; 3] = [Self::Both, Self::OnlyFirst, Self::OnlySecond];

    /// Whether decisions of the two models are these.
    pub fn is(self, first: bool, second: bool) -> bool {
        match self {
            Self::Both => first && second,
            Self::OnlyFirst => first && !second,
            Self::OnlySecond => !first && second,
        }
    }
}

/// Columns of a counts table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountColumns {
    /// Outcome present, not selected.
    pub false_negative: Option<String>,
    /// Outcome absent, selected.
    pub false_positive: Option<String>,
    /// Rows.
    pub n: Option<String>,
    /// Selected rows.
    pub selected: Option<String>,
    /// Outcome absent, not selected.
    pub true_negative: Option<String>,
    /// Outcome present, selected.
    pub true_positive: Option<String>,
}

impl CountColumns {
    /// The columns that are there.
    pub fn names(&self) -> Vec<&str> {
        [
            &self.n,
            &self.selected,
            &self.true_positive,
            &self.false_positive,
            &self.false_negative,
            &self.true_negative,
        ]
        .into_iter()
        .filter_map(|column| column.as_deref())
        .collect()
    }
}

/// A side table.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinPlan {
    /// Column of the source; `(row)` is its 0-based row.
    pub left: String,
    /// Column of the side table; `(row)` is its 0-based row.
    pub right: String,
}

/// What divides the rows into slices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlicePlan {
    /// `day`, `month`, `quarter` or `year`, for one date column.
    pub by: Option<String>,
    /// Columns whose values together name the slice, joined by `*`.
    pub columns: Vec<String>,
}

/// Where a check comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckOrigin {
    /// The spec, at this line where it came from a file.
    Spec {
        /// Position among the checks of the spec.
        index: usize,
        /// Line of the spec file.
        line: Option<usize>,
    },
    /// A policy pack, which this line of the spec names.
    Pack {
        /// Position among the packs of the plan.
        pack: usize,
        /// Line of the spec file.
        line: Option<usize>,
    },
    /// The default limits, adopted by nobody.
    Default,
}

/// A limit held against a metric over some partitions.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckPlan {
    /// Code of the rule that it belongs to; that of the metric where `None`.
    pub code: Option<String>,
    /// What makes it speak up.
    pub evidence: EvidenceWanted,
    /// Only these groups, by any of the names that they may go by; all where empty.
    pub groups: Vec<String>,
    /// Id in the outputs.
    pub id: String,
    /// The limit as applied; without any bound the numbers are disclosed, and have no verdict.
    pub limit: Limit,
    /// Whether the limit was mirrored because being selected is a burden.
    pub limit_mirrored: bool,
    /// The metric.
    pub metric: MetricInfo,
    /// Canonical id of the metric, parameters included.
    pub metric_id: String,
    /// Positions of the models it looks at.
    pub models: Vec<usize>,
    /// What a reader should know about it.
    pub note: String,
    /// Where it comes from.
    pub origin: CheckOrigin,
    /// Positions of the partitions it covers.
    pub partitions: Vec<usize>,
    /// The rule whose own result stands beside the verdict.
    pub rule: Option<RuleOfPack>,
    /// What it can do to the run.
    pub severity: Severity,
    /// Whether it also looks at each slice.
    pub slices: bool,
    /// Attributes known by probabilities that it covers; such a check has no partitions.
    pub uncertain: Vec<String>,
    /// Why it cannot be held against anything; it then has no partitions.
    pub untested: Option<String>,
    /// Position of the view under which its groups are compared.
    pub view: usize,
}

impl CheckPlan {
    /// Whether it only shows numbers, with no limit to hold them against.
    pub fn discloses(&self) -> bool {
        let (low, high) = self.limit.bounds();
        low.is_none() && high.is_none()
    }

    /// The policy pack that it comes from.
    pub fn pack(&self) -> Option<usize> {
        match self.origin {
            CheckOrigin::Pack { pack, .. } => Some(pack),
            _ => None,
        }
    }
}

/// The bounds of a limit as written, for a metric.
pub(crate) fn bounds_of(
    limit: &crate::LimitSpec,
    metric: &MetricInfo,
    path: &str,
) -> crate::Result<Limit> {
    check::limit(limit, metric, path)
}

/// A share of people as a spec writes it.
pub(crate) fn share_of_people(share: &crate::Scalar, path: &str) -> crate::Result<crate::Fraction> {
    build::share(share, path)
}
