//! The bias auditing toolkit for targeting models.
//!
//! A campaign model decides who is shown a job advert, a credit offer, a price. evenhand reads what it decided and
//! says, with honest uncertainty, whether groups were treated differently, by how much, and whether that breaks a
//! limit somebody answers for.
//!
//! # Example: audit a file
//!
//! ```no_run
//! use evenhand::Audit;
//!
//! let card = Audit::of_files(["campaign.parquet"])
//!     .decision("selected")
//!     .label("converted")
//!     .protected("gender")
//!     .protected("age_band")
//!     .run()?;
//! for finding in &card.findings {
//!     println!("{} {}: {}", finding.attribute, finding.group, finding.verdict.words());
//! }
//! # Ok::<(), evenhand::Error>(())
//! ```
//!
//! # Example: audit a polars frame
//!
//! ```
//! use evenhand::{polars::prelude::*, Audit, Verdict};
//!
//! let frame = df!(
//!     "gender" => [vec!["f"; 500], vec!["m"; 600]].concat(),
//!     "selected" => (0..1100).map(|i| i32::from(if i < 500 { i < 50 } else { i < 800 })).collect::<Vec<_>>(),
//! )?;
//! let card = Audit::of_frame(frame).decision("selected").protected("gender").run()?;
//! // 50 of 500 against 300 of 600, the largest group: far below four fifths.
//! assert_eq!(card.findings[0].verdict, Verdict::ConfirmedGap);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Example: from counts, metric by metric
//!
//! Every metric and every interval is a plain function of counts.
//!
//! ```
//! use evenhand::{metrics, inference::{two_sample::ratio_interval, Level, Proportion}, ConfusionMatrix};
//!
//! let women = ConfusionMatrix::from_rows(20, 5, 30, 145);
//! assert_eq!(metrics::value("selection_rate", &women), Ok(0.125));
//! assert_eq!(metrics::value("tpr", &women), Ok(0.4));
//!
//! let interval = ratio_interval(Proportion::new(25.0, 200.0)?, Proportion::new(50.0, 200.0)?, Level::P95.z());
//! assert!(interval.lower < 0.5 && 0.5 < interval.upper && interval.upper < 0.8);
//! # Ok::<(), evenhand::inference::Error>(())
//! ```
//!
//! # Where things are
//!
//! | you want | look at |
//! |---|---|
//! | learn the command, read a scorecard, know the methods | [`guide`] |
//! | run an audit | [`Audit`] |
//! | write down beforehand what will be tested | [`Audit::forecast`] |
//! | read what it found | [`Scorecard`], [`Finding`], [`Estimate`] |
//! | find the worst-off combination of groups | [`Audit::search`] |
//! | read a policy pack | [`PolicyPack`] |
//! | compare two models on the same people | [`Audit::compare_models`] |
//! | what every model and threshold is worth, and how even it is | [`report::frontier_of`] |
//! | tell what changed between two scorecards | [`compare_scorecards`] |
//! | hide small cells before a scorecard leaves the house | [`under_profile`] |
//! | write the output folder | [`output`] |
//! | keep a record in MLflow, Prometheus, a model card, … | [`Records`] |
//! | every metric as a function | [`metrics`] |
//! | every interval and test as a function | [`inference`] |
//! | counts you gathered yourself | [`Statistics`] and [`Audit::of_statistics`] |
//! | counts in files, merged over days or partners | [`StatisticsFile`], [`Audit::export`] and [`Audit::of_statistics_files`] |
//! | an audit every day that reads only the new day | [`Audit::keeping`] |
//! | keep audits, and be told when a gap opens | [`ledger`] |
//! | a page about all audits of a system | [`history_page`] |
//! | sign what the board decided | [`ledger::Store::decide`], [`board_statement`], [`ledger::Store::sign`] |
//! | recompute a published table | [`lint`] |
//! | charts, HTML, CSV, Markdown | [`report`] |

mod audit;
#[cfg(feature = "history")]
mod board;
mod compare;
mod counted;
mod error;
#[cfg(any(doc, doctest))]
pub mod guide;
#[cfg(feature = "history")]
mod history;
#[cfg(feature = "notify")]
pub mod notify;
pub mod output;
mod packs;
#[cfg(feature = "privacy")]
mod privacy;
mod propose;
mod records;
mod schema;
#[cfg(feature = "history")]
mod since;
mod store;

pub use audit::{Audit, Outcome, Read};
#[cfg(feature = "history")]
pub use board::board_statement;
pub use compare::compare_scorecards;
pub use error::{Error, Result};
#[cfg(feature = "history")]
pub use history::{history_page, sign_off, write_history_page};
pub use packs::{PolicyPack, today};
#[cfg(feature = "privacy")]
pub use privacy::under_profile;
pub use propose::propose;
pub use records::{Made, Records};
pub use schema::{scorecard_schema, spec_schema};
#[cfg(feature = "history")]
pub use since::since;

pub use evenhand_core::{
    AlertOn, AttributeKind, AttributeSpec, AuditPlan, AuditSpec, BinarySpec, CalendarSpec,
    Catalogue, Cause, CellKey, CheckSpec, Choice, ConfusionMatrix, Count, CsvSpec, Cuts, DataNote,
    Day, Dimension, Error as SpecError, Estimate, EstimateChange, EvidenceWanted, FeatureSpec,
    Finding, Forecast, Fraction, Frontier, GapChange, GroupTable, HistorySpec, Input,
    Intersections, JoinKeys, JoinSpec, Limit, LimitChange, LimitSpec, Location, MetricInfo,
    ModelComparison, ModelSpec, NoteLevel, NoticeKind, NotifySpec, OneOrMany, Pack, PackKind,
    PackLimit, PackRecord, PackStatus, PlanRecord, PlannedComparison, PlannedGroups, Polarity,
    PrivacyRecord, PrivacyRules, PrivacySpec, Profile, RateChange, Real, ReferenceRule,
    SEARCH_DRAWS, Scalar, Scope, Scorecard, ScorecardComparison, Search, SearchOptions, Severity,
    Shift, SliceSpec, SourceText, Statistics, Status, Subgroup, Support, Sweep, SweepPoint,
    Transform, Verdict, VerdictChange, WaiverRecord, WaiverSpec, WaiverState, WaiverWhere, nearest,
    sha256_hex,
};
pub use evenhand_inference as inference;
#[cfg(feature = "history")]
pub use evenhand_ledger as ledger;
pub use evenhand_lint as lint;
pub use evenhand_metrics as metrics;
pub use evenhand_policy as policy;
pub use evenhand_report as report;
pub use evenhand_runner::Assumptions;
pub use evenhand_source as source;
pub use evenhand_source::StatisticsFile;
pub use evenhand_source::polars;
