//! The vocabulary of an audit: spec, plan, groups, statistics, estimates, findings, scorecard.
//!
//! An audit is a flow of data, and each word of this crate is one station of it:
//!
//! ```text
//! AuditSpec ─► AuditPlan ─► Statistics ─► Estimate ─► Finding ─► Scorecard
//! as written   checked      counts only   a number     a verdict   one file
//! ```
//!
//! Nothing here reads a file or knows a metric. Rows end where [`Statistics`] begin, and formatting begins after
//! [`Scorecard`]; everything in between is a pure function of these types.

mod compare;
mod curves;
mod day;
mod digest;
mod error;
mod estimate;
mod exact;
mod filter;
mod finding;
mod forecast;
mod fraction;
mod frontier;
mod group;
mod language;
mod metric_info;
mod nearest;
mod note;
mod pack;
mod plan;
mod polarity;
mod privacy;
mod real;
mod reference;
mod rows;
mod scorecard;
mod search;
mod spec;
mod statistics;
mod sweep;
mod waiver;

pub use compare::{
    Cause, EstimateChange, GapChange, LimitChange, ModelComparison, RateChange,
    ScorecardComparison, Shift, VerdictChange,
};
pub use curves::{
    AtCut, Band, Curves, GroupCurve, RELIABILITY_BINS, ReliabilityBin, reliability_bins,
    shortest_cut,
};
pub use day::Day;
pub use digest::{Digests, sha256_hex};
pub use error::{Error, Location, Result};
pub use estimate::{Estimate, Method, NoiseFloor, Status, StrataSupport};
pub use exact::{Exact, Side};
pub use filter::{Comparison, Filter, FilterError, Literal};
pub use finding::{Finding, RowsNeeded, Severity, Verdict};
pub use forecast::{
    AuditsNeeded, FORECAST_VERSION, Forecast, PlannedComparison, PlannedGroups, RepeatedAudits,
};
pub use fraction::{Fraction, Limit};
pub use frontier::{Choice, Frontier};
pub use group::{EMPTY, Group, MISSING, OUT_OF_RANGE, escape_level, level_order, split_levels};
pub use language::{Language, UnknownLanguage};
pub use metric_info::{Catalogue, Favours, Input, MetricInfo, Resolved, Scope, Span, Transform};
pub use nearest::{nearest, nearest_combination};
pub use note::{DataNote, NoteLevel};
pub use pack::{
    Applies, Comparator, DecideBy, Effective, Exclusion, Pack, PackCheck, PackItem, PackKind,
    PackLimit, PackRecord, PackStatus, Publication, Requirement, RuleOfPack, RuleRecord,
    RuleResult,
};
pub use plan::{
    AuditPlan, BinaryRule, Bins, CheckOrigin, CheckPlan, ColumnIndex, ColumnInfo, ColumnKind,
    CountColumns, Counting, Decide, FeaturePlan, JoinPlan, LoadedPack, Measures, ModelPlan,
    PairedDecision, Partition, Policies, ProtectedAttribute, RowColumns, SlicePlan,
    UncertainAttribute, View, WaiverPlan,
};
pub use polarity::Polarity;
pub use privacy::{PrivacyRecord, PrivacyRules, Profile};
pub use real::Real;
pub use reference::ReferenceRule;
pub use rows::{
    Dictionary, Feature, FeatureValues, RowLevels, RowProbabilities, RowTable, RowTables,
};
pub use scorecard::{
    AttributeSummary, CheckSummary, Comparisons, GroupSize, ModelSummary, PlanRecord,
    SCORECARD_VERSION, Scorecard, Settings, SliceSummary, SystemSummary,
};
pub use search::{
    Item, SEARCH_DRAWS, SEARCH_ORDER, ScanDirection, Search, SearchOptions, Subgroup, SubgroupScan,
    Support,
};
pub use spec::{
    AlertOn, AttestFormat, AttestSpec, AttributeKind, AttributeSpec, AuditSpec, BinarySpec,
    CalendarSpec, CheckSpec, ColumnsSpec, CsvSpec, DataSpec, EvidenceSpec, EvidenceWanted,
    ExportSpec, FeatureSpec, GroupsSpec, HistorySpec, Intersections, JoinKeys, JoinSpec, LimitSpec,
    MailSecurity, MailSpec, MlflowSpec, ModelCardSpec, ModelSpec, NoticeBody, NoticeKind,
    NotifySpec, OneOrMany, OpenLineageSpec, PolicySpec, PrivacySpec, PrometheusSpec, PublicSpec,
    ReportSpec, RetainSpec, Scalar, SliceSpec, SourceText, SystemSpec, WaiverSpec, WaiverWhere,
};
pub use statistics::{
    Arm, ArmBin, ArmTable, Bin, CellKey, Classes, ConfusionMatrix, Count, Dimension, EqualBins,
    Exposure, FIXED_POINT_BITS, Funnel, Grid, GroupCells, GroupTable, Histogram, Intake,
    JoinIntake, MOST_DISTINCT, Moments, Outcome, Placed, Quantity, ScoreIntake, Stage, Statistics,
    StratumCells, Sums, Tables, Unblocked, UnitSketch,
};
pub use sweep::{Cuts, MOST_CUTS, Sweep, SweepPoint};
pub use waiver::{WaiverRecord, WaiverState};
