//! Tables of counts instead of rows.

use crate::assembly::{Gathered, See, assemble};
use crate::batch::Batch;
use crate::ceiling::Ceiling;
use crate::error::Result;
use crate::input::{Input, Manner};
use crate::levels::Levels;
use crate::numbers;
use crate::problem::{Kind, Problem};
use crate::program::{Program, Purpose};
use crate::progress::Progress;
use crate::side::Side;
use crate::tally::filtered;
use evenhand_core::{
    AuditPlan, ColumnIndex, ConfusionMatrix, Count, CountColumns, DataNote, FIXED_POINT_BITS,
    Intake, JoinIntake, Statistics,
};
use std::collections::BTreeMap;

/// Positions of the count columns in a batch.
struct Positions {
    /// True positives, false positives, false negatives, true negatives.
    table: Option<[usize; 4]>,
    /// Rows and selected rows.
    totals: Option<[usize; 2]>,
}

/// What one thread gathers.
struct Tally<'p> {
    cells: BTreeMap<Box<[u32]>, ConfusionMatrix>,
    filtered_out: u64,
    joins: Vec<(u64, u64)>,
    levels: Vec<Levels>,
    lines: u64,
    not_whole: u64,
    positions: &'p Positions,
    program: &'p Program<'p>,
    read: u64,
    skipped: u64,
}

/// Reads a counts table.
pub(crate) fn collect(
    input: &Input,
    index: &ColumnIndex,
    plan: &AuditPlan,
    ceiling: &Ceiling,
    progress: &dyn Progress,
) -> Result<Statistics> {
    let program = input.program(plan, index, Purpose::Audit)?;
    let sides = input.sides(&program)?;
    let positions = Positions::new(plan.counts.as_ref(), &program);
    let mut tallies = input.read(
        &program,
        Manner::default(),
        progress,
        || Tally::new(&program, &positions, sides.len()),
        |tally, batch| tally.take(batch, &sides),
    )?;
    let sum = |of: fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let (not_whole, skipped, lines) = (sum(|t| t.not_whole), sum(|t| t.skipped), sum(|t| t.lines));
    let (read, filtered_out) = (sum(|t| t.read), sum(|t| t.filtered_out));
    let mut intake = Intake {
        rows_filtered_out: filtered_out,
        rows_read: read,
        rows_used: read - filtered_out,
        rows_without_decision: vec![0],
        ..Intake::default()
    };
    if let Input::Files { sides, .. } = input {
        for (i, (_, join)) in sides.iter().enumerate() {
            intake.joins.push(JoinIntake {
                matched: tallies.iter().map(|tally| tally.joins[i].0).sum(),
                on: join.left.clone(),
                unmatched: tallies.iter().map(|tally| tally.joins[i].1).sum(),
            });
        }
    }
    let mut statistics = assemble(&program, &mut tallies, not_whole > 0, ceiling)?;
    statistics.intake = intake;
    if not_whole > 0 {
        statistics.intake.add_note(DataNote::warning(
            "counts_not_whole",
            Some(not_whole),
            format!("Of {lines} lines of the counts table these hold counts that are not whole: rates use them as they are, tests and exact limits their rounded values."),
        ));
    }
    if skipped > 0 {
        statistics.intake.add_note(DataNote::warning(
            "counts_missing",
            Some(skipped),
            "Lines of the counts table without a count are left out.",
        ));
    }
    Ok(statistics)
}

impl Positions {
    fn new(counts: Option<&CountColumns>, program: &Program) -> Self {
        let find = |name: &Option<String>| name.as_deref().and_then(|n| program.position(n));
        let all = |names: [&Option<String>; 4]| -> Option<[usize; 4]> {
            let found: Vec<usize> = names.into_iter().filter_map(find).collect();
            found.try_into().ok()
        };
        let Some(counts) = counts else {
            return Self {
                table: None,
                totals: None,
            };
        };
        Self {
            table: all([
                &counts.true_positive,
                &counts.false_positive,
                &counts.false_negative,
                &counts.true_negative,
            ]),
            totals: find(&counts.n)
                .zip(find(&counts.selected))
                .map(|(n, s)| [n, s]),
        }
    }
}

/// A count as it is written: rounded, and in fixed point.
fn count(number: f64) -> Count {
    let scale = (1_u64 << FIXED_POINT_BITS) as f64;
    let fixed = (number * scale).round() as i128;
    Count {
        n: number.round() as u64,
        w: fixed,
        w2: fixed,
    }
}

fn minus(total: Count, part: Count) -> Count {
    Count {
        n: total.n.saturating_sub(part.n),
        w: total.w - part.w,
        w2: total.w - part.w,
    }
}

impl<'p> Tally<'p> {
    fn new(program: &'p Program<'p>, positions: &'p Positions, joins: usize) -> Self {
        Self {
            cells: BTreeMap::new(),
            filtered_out: 0,
            joins: vec![(0, 0); joins],
            levels: program
                .dimensions
                .iter()
                .map(|d| Levels::new(d.rule.clone()))
                .collect(),
            lines: 0,
            not_whole: 0,
            positions,
            program,
            read: 0,
            skipped: 0,
        }
    }

    fn take(&mut self, batch: &mut Batch, sides: &[Side]) -> Result<(), Problem> {
        for (side, (matched, unmatched)) in sides.iter().zip(&mut self.joins) {
            let missed = side.join(batch);
            *unmatched += missed;
            *matched += batch.rows as u64 - missed;
        }
        if let Some(kept) = filtered(self.program, batch) {
            let mut kept_rows = kept.rows.iter().copied().peekable();
            for row in 0..batch.rows {
                if kept_rows.next_if_eq(&(row as u32)).is_none() {
                    // A line outside the filter may hold anything; what is no count is not counted.
                    let rows = self
                        .line(batch, row)
                        .ok()
                        .flatten()
                        .map_or(0, |line| line.n());
                    self.read += rows;
                    self.filtered_out += rows;
                }
            }
            batch.keep(kept.rows);
        }
        let mut codes = vec![Vec::new(); self.levels.len()];
        for ((dimension, levels), codes) in self
            .program
            .dimensions
            .iter()
            .zip(&mut self.levels)
            .zip(&mut codes)
        {
            levels.encode(&batch.columns[dimension.column], codes)?;
        }
        self.lines += batch.rows as u64;
        for row in 0..batch.rows {
            let Some(line) = self.line(batch, row)? else {
                self.skipped += 1;
                continue;
            };
            self.not_whole += u64::from(!line.whole);
            self.read += line.n();
            let cell: Box<[u32]> = codes.iter().map(|codes| codes[row]).collect();
            let program = self.program;
            let overflow = |_| problem(program, batch, row, 0, Kind::Overflow);
            self.cells
                .entry(cell)
                .or_default()
                .add(&line.table)
                .map_err(overflow)?;
        }
        Ok(())
    }

    fn problem(&self, batch: &Batch, row: usize, position: usize, kind: Kind) -> Problem {
        problem(self.program, batch, row, position, kind)
    }

    /// The counts of a line; `None` where one is missing.
    fn line(&self, batch: &Batch, row: usize) -> Result<Option<Line>, Problem> {
        let mut whole = true;
        let mut number = |position: usize| -> Result<Option<f64>, Problem> {
            let wanted = &self.program.columns[position];
            let column = batch.columns[position].take(&[row as u32]);
            let mut out = Vec::new();
            numbers::decode(
                &column,
                &wanted.name,
                "a count",
                wanted.decimal_comma,
                &mut out,
            )
            .map_err(|problem| Problem { row, ..problem })?;
            let number = out.first().copied().unwrap_or(f64::NAN);
            if numbers::is_missing(number) {
                return Ok(None);
            }
            let refuse = |why| {
                Err(problem(
                    self.program,
                    batch,
                    row,
                    position,
                    Kind::Count(why),
                ))
            };
            if !number.is_finite() {
                return refuse("is no count");
            }
            if number < 0.0 {
                return refuse("is negative, and a count is not");
            }
            if number > 9e15 {
                return refuse("is more than can be counted exactly");
            }
            whole &= number.fract().abs() <= 0.0;
            Ok(Some(number))
        };
        let mut table = ConfusionMatrix::default();
        if let Some(columns) = self.positions.table {
            let mut counts = [Count::default(); 4];
            for (found, position) in counts.iter_mut().zip(columns) {
                match number(position)? {
                    Some(value) => *found = count(value),
                    None => return Ok(None),
                }
            }
            [
                table.true_positive,
                table.false_positive,
                table.false_negative,
                table.true_negative,
            ] = counts;
        } else if let Some([n, selected]) = self.positions.totals {
            let (Some(total), Some(part)) = (number(n)?, number(selected)?) else {
                return Ok(None);
            };
            if part > total {
                let kind = Kind::Count("selected are more than there are");
                return Err(self.problem(batch, row, selected, kind));
            }
            table.selected_unlabelled = count(part);
            table.rejected_unlabelled = minus(count(total), count(part));
        }
        Ok(Some(Line { table, whole }))
    }
}

fn problem(program: &Program, batch: &Batch, row: usize, position: usize, kind: Kind) -> Problem {
    Problem {
        column: program.columns[position].name.clone(),
        kind,
        row,
        value: batch.columns[position]
            .value(row)
            .text()
            .map_or_else(String::new, |text| text.into_owned()),
    }
}

impl Gathered for Tally<'_> {
    fn levels(&self) -> &[Levels] {
        &self.levels
    }

    fn each_cell(&mut self, see: See<'_>) -> Result<()> {
        let mut cells = self.cells.iter();
        cells.try_for_each(|(codes, table)| see(codes, std::slice::from_ref(table)))
    }
}

/// The counts of one line.
struct Line {
    table: ConfusionMatrix,
    whole: bool,
}

impl Line {
    fn n(&self) -> u64 {
        self.table.decided().n
    }
}
