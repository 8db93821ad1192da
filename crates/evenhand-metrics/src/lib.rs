//! The catalogue: every metric and disparity, declared once.
//!
//! A metric is one declaration: its name, its formula over the cells of the confusion table, its direction, its source
//! and an example. From that follow its id in specs and outputs, its place in the reference pages, when it is
//! undefined, its interval, its test, and the difference, ratio and summaries that compare groups by it.
//!
//! ```
//! use evenhand_metrics::{catalogue, value};
//! use evenhand_core::ConfusionMatrix;
//!
//! // ProPublica 2016, COMPAS: 805 of 1,795 African-American people who did not reoffend were labelled higher risk.
//! let table = ConfusionMatrix::from_rows(1369, 805, 532, 990);
//! let rate = value("false_positive_rate", &table).unwrap();
//! assert!((rate - 0.4485).abs() < 5e-5);
//!
//! assert_eq!(catalogue().find("tpr").unwrap().id(), "true_positive_rate");
//! ```

#[macro_use]
mod metric;

pub mod audience;
pub mod calibration;
pub mod classes;
pub mod confusion;
pub mod delivery;
pub mod dependence;
pub mod discrimination;
pub mod disparities;
pub mod distances;
pub mod exposure;
pub mod funnel;
pub mod indices;
pub mod inequality;
pub mod missing;
pub mod outcomes;
pub mod prices;
pub mod probes;
pub mod proxies;
pub mod qualified;
pub mod ranking;
pub mod reach;
pub mod relevance;
pub mod scores;
pub mod selection;
pub mod strata;
pub mod targeting;
pub mod uncertain;
pub mod uplift;

mod cell;
mod cells;
mod derived;
mod evaluate;
mod families;
mod formula;
mod inputs;
mod intervals;
mod lists;
mod pages;
mod parts;
mod registry;
mod rows;
mod shape;
mod sources;
mod views;

pub use cell::Cell;
pub use cells::{Cells, count_of};
pub use evaluate::{
    Chance, Context, Member, Pool, Reference, Setting, Workings, evaluate, resolve_reference, value,
};
pub use families::{FAMILIES, Family};
pub use formula::{
    Between, Formula, Function, GroupOfListsChance, ListsChance, Number, PairSpread, Spread,
    Undefined, Who,
};
pub use lists::{List, Place};
pub use metric::{Alias, Example, Metric};
pub use pages::markdown;
pub use parts::{Amount, Paired, Part};
pub use registry::{Entry, Registry, catalogue};
pub use rows::{Division, ExampleRow, Probed, RowProbe, Rows, Sides};
pub use sources::Source;
pub use views::{ArmCell, ArmNumbers, Arms, Both, ScoreCell, Scores};
