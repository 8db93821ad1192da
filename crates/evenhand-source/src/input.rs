//! Rows to read, whether in files or in memory.

use crate::batch::{Batch, Origin, Rows};
use crate::error::{Error, Result};
use crate::feed::{Request, read_all};
use crate::frame;
use crate::problem::Problem;
use crate::program::Program;
use crate::progress::Progress;
use crate::side::{ROW, Side};
use crate::table::Table;
use evenhand_core::{AuditPlan, JoinPlan};
use polars::frame::DataFrame;
use rayon::prelude::*;

/// Rows of a frame that are read at a time.
const SLICE: usize = 1 << 16;
/// Rows of text files up to which duplicate lines are looked for.
pub(crate) const MOST_LINES: u64 = 4_000_000;

/// Rows to read.
pub(crate) enum Input<'a> {
    /// Files, with side tables.
    Files {
        table: &'a Table,
        sides: &'a [(Table, JoinPlan)],
    },
    /// A frame.
    Frame(&'a DataFrame),
}

/// In which order rows are read, and what else is done with them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner {
    pub hash_lines: bool,
    pub ordered: bool,
}

impl<'a> Input<'a> {
    /// Columns of the source that joins need.
    pub fn keys(&self) -> Vec<&'a str> {
        match self {
            Self::Frame(_) => Vec::new(),
            Self::Files { sides, .. } => sides
                .iter()
                .map(|(_, join)| join.left.as_str())
                .filter(|left| *left != ROW)
                .collect(),
        }
    }

    /// Whether the numbers of a table are written with a comma.
    pub fn decimal_comma(&self, table: usize) -> bool {
        let table = match (self, table) {
            (Self::Frame(_), _) => return false,
            (Self::Files { table, .. }, 0) => table,
            (Self::Files { sides, .. }, n) => match sides.get(n - 1) {
                Some((table, _)) => table,
                None => return false,
            },
        };
        table.files.iter().any(|file| file.dialect.decimal_comma)
    }

    /// The side tables, read.
    pub fn sides(&self, program: &Program) -> Result<Vec<Side>> {
        match self {
            Self::Frame(_) => Ok(Vec::new()),
            Self::Files { sides, .. } => sides
                .iter()
                .enumerate()
                .map(|(i, (table, join))| Side::load(table, i + 1, join, program))
                .collect(),
        }
    }

    /// The table, for places in messages.
    pub fn table(&self) -> Option<&'a Table> {
        match self {
            Self::Frame(_) => None,
            Self::Files { table, .. } => Some(table),
        }
    }

    /// Reads all rows with everyone who is free; returns what each of them has gathered.
    pub fn read<S: Send>(
        &self,
        program: &Program,
        manner: Manner,
        progress: &dyn Progress,
        begin: impl Fn() -> S + Sync,
        take: impl Fn(&mut S, &mut Batch) -> Result<(), Problem> + Sync,
    ) -> Result<Vec<S>> {
        match self {
            Self::Files { table, sides } => {
                let columns = program
                    .of_table(0)
                    .map(|wanted| {
                        table.position(&wanted.name).ok_or_else(|| Error::NoColumn {
                            column: wanted.name.clone(),
                        })
                    })
                    .collect::<Result<Vec<_>>>()?;
                let request = Request {
                    columns,
                    wide: program.of_table(0).map(|wanted| wanted.wide).collect(),
                    hash_lines: manner.hash_lines.then_some(MOST_LINES),
                    numbered: manner.ordered
                        || sides.iter().any(|(_, join)| join.left == ROW)
                            && table.files.iter().any(crate::table::DataFile::is_text),
                };
                read_all(table, &request, progress, begin, |state, mut batch| {
                    take(state, &mut batch).map_err(|problem| problem.locate(&batch, Some(table)))
                })
            }
            Self::Frame(frame) => {
                let names: Vec<&str> = program
                    .columns
                    .iter()
                    .map(|wanted| wanted.name.as_str())
                    .collect();
                let slices: Vec<usize> = (0..frame.height()).step_by(SLICE).collect();
                let per_worker = if manner.ordered {
                    slices.len()
                } else {
                    slices.len().div_ceil(rayon::current_num_threads())
                };
                slices
                    .par_chunks(per_worker.max(1))
                    .map(|slices| {
                        let mut state = begin();
                        for &first in slices {
                            let mut batch = batch(frame, &names, first)?;
                            progress.advance(0, batch.rows as u64);
                            take(&mut state, &mut batch)
                                .map_err(|problem| problem.locate(&batch, None))?;
                        }
                        Ok(state)
                    })
                    .collect::<Vec<Result<S>>>()
                    .into_iter()
                    .collect()
            }
        }
    }

    /// A program for these rows.
    pub fn program<'p>(
        &self,
        plan: &'p AuditPlan,
        index: &evenhand_core::ColumnIndex,
        purpose: crate::program::Purpose,
    ) -> Result<Program<'p>> {
        Program::new(
            plan,
            index,
            &self.keys(),
            &|table| self.decimal_comma(table),
            purpose,
        )
    }
}

/// Some rows of a frame.
fn batch(frame: &DataFrame, names: &[&str], first: usize) -> Result<Batch> {
    let rows = SLICE.min(frame.height() - first);
    let columns = names
        .iter()
        .map(|name| {
            let column = frame.column(name).map_err(|source| Error::Table {
                source: Box::new(source),
            })?;
            let part = column.as_materialized_series().slice(first as i64, rows);
            frame::series(&part).map_err(|unreadable| unreadable.at("the frame"))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Batch {
        columns,
        first_row: first as u64,
        origin: Origin {
            file: 0,
            rows: Rows::Typed {
                row_group: None,
                first: first as u64,
            },
        },
        kept: None,
        rows,
        lines: Vec::new(),
    })
}
