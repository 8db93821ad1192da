//! The parallel evaluation runner: plan and statistics in, scorecard out.
//!
//! Every number of an audit is a pure function of the same table of counts, so models, slices, attributes,
//! intersections and metrics are evaluated side by side on all cores, and put together in the order of the plan.

mod assemble;
mod caveats;
mod checks;
mod compare;
mod curves;
mod error;
mod evaluate;
mod forecast;
mod search;
mod sweep;
mod views;

pub use compare::{compare_models, compare_scorecards, paired_plan};
pub use error::{Error, Result};
pub use forecast::{Assumptions, forecast};
pub use search::search;
pub use sweep::sweep;

use evenhand_core::{AuditPlan, RowTables, Scorecard, Statistics};

/// Name and version of the program.
pub(crate) const TOOL: &str = concat!("evenhand ", env!("CARGO_PKG_VERSION"));

/// Evaluates a plan on its statistics.
///
/// The result depends on the plan and the counts alone, not on the number of threads.
///
/// # Errors
/// When a group that the spec names as a reference does not occur, or no estimate could be computed at all.
pub fn run(plan: &AuditPlan, statistics: &Statistics) -> Result<Scorecard> {
    run_with_rows(
        plan,
        statistics,
        RowTables::default(),
        Conditions::default(),
    )
}

/// What an evaluation is carried out under; nothing of it changes a number.
#[derive(Clone, Copy)]
pub struct Conditions<'a> {
    /// Called before the first number, with the metrics and the groups they are worked out for.
    pub begin: &'a (dyn Fn(usize, usize) + Sync),
    /// Bytes that the numbers may take.
    pub most_memory: Option<u64>,
}

impl Default for Conditions<'_> {
    fn default() -> Self {
        Self {
            begin: &|_, _| {},
            most_memory: None,
        }
    }
}

/// The same with rows beside the counts, for the metrics that need them; without rows those say `needs_rows`.
///
/// # Errors
/// As [`run`].
pub fn run_with_rows(
    plan: &AuditPlan,
    statistics: &Statistics,
    rows: RowTables,
    conditions: Conditions,
) -> Result<Scorecard> {
    let rows = evaluate::Tables::new(rows);
    let evaluated = evaluate::evaluate(plan, statistics, &rows, conditions)?;
    let checked = checks::check(plan, evaluated, &rows)?;
    let curves = curves::curves(plan, statistics, &checked.tables)?;
    Ok(assemble::assemble(plan, statistics, checked, curves))
}
