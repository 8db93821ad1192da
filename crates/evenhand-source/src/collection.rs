//! From rows to statistics.

mod diagnosis;
mod notes;
mod thresholds;

use crate::assembly::{assemble, level_notes};
use crate::binary::Binary;
use crate::ceiling::Ceiling;
use crate::counts;
use crate::error::{Error, Result};
use crate::input::{Input, Manner};
use crate::measures::Measures;
use crate::program::{How, Program, Purpose};
use crate::progress::Progress;
use crate::rows::{Rows, tables};
use crate::scores::Scores;
use crate::tally::Tally;
use evenhand_core::{
    AuditPlan, BinaryRule, ColumnIndex, DataNote, Intake, JoinIntake, JoinPlan, RowTable,
    RowTables, Statistics,
};
use std::collections::BTreeSet;

/// Reads all rows and counts them.
pub(crate) fn collect(
    input: &Input,
    index: &ColumnIndex,
    plan: &AuditPlan,
    opening_notes: &[DataNote],
    most_memory: Option<u64>,
    progress: &dyn Progress,
) -> Result<(Statistics, RowTables)> {
    let ceiling = Ceiling::new(most_memory);
    let (mut statistics, rows) = if plan.counts.is_some() {
        let statistics = counts::collect(input, index, plan, &ceiling, progress)?;
        (statistics, RowTables::default())
    } else {
        rows(input, index, plan, &ceiling, progress)?
    };
    if statistics.intake.rows_read == 0 {
        return Err(Error::NoRows {
            file: input
                .table()
                .map_or_else(|| "the frame".to_owned(), |t| t.name().replace('`', "")),
        });
    }
    for note in opening_notes
        .iter()
        .cloned()
        .chain(level_notes(&statistics))
    {
        statistics.intake.add_note(note);
    }
    Ok((statistics, rows))
}

fn rows(
    input: &Input,
    index: &ColumnIndex,
    plan: &AuditPlan,
    ceiling: &Ceiling,
    progress: &dyn Progress,
) -> Result<(Statistics, RowTables)> {
    let (thresholds, of_thresholds) = thresholds::find(input, index, plan)?;
    let program = input.program(plan, index, Purpose::Audit)?;
    let sides = input.sides(&program)?;
    let text = |file: &crate::table::DataFile| file.is_text();
    let manner = Manner {
        hash_lines: input.table().is_some_and(|t| t.files.iter().all(text)),
        ordered: false,
    };
    let mut tallies = input.read(
        &program,
        manner,
        progress,
        || Tally::new(&program, sides.len(), &thresholds, ceiling),
        |tally, batch| tally.take(batch, &sides),
    )?;
    if let Some((column, rule)) = broken_rule(&program, &tallies) {
        return Err(diagnosis::two_values(input, &program, &sides, column, rule));
    }
    let joins: Vec<&JoinPlan> = match input {
        Input::Files { sides, .. } => sides.iter().map(|(_, join)| join).collect(),
        Input::Frame(_) => Vec::new(),
    };
    let mut intake = Intake {
        notes: of_thresholds,
        rows_without_decision: vec![0; program.models.len()],
        ..Intake::default()
    };
    let mut scores: Vec<Option<Scores>> = vec![None; program.models.len()];
    for tally in &tallies {
        intake.rows_read += tally.read;
        intake.rows_filtered_out += tally.filtered_out;
        intake.rows_used += tally.used;
        intake.rows_without_label += tally.unlabelled;
        for (i, model) in tally.models.iter().enumerate() {
            intake.rows_without_decision[i] += model.undecided;
            match (&mut scores[i], &model.scores) {
                (Some(known), Some(more)) => known.merge(more),
                (known, more) => *known = more.clone(),
            }
        }
    }
    for (i, join) in joins.iter().enumerate() {
        intake.joins.push(JoinIntake {
            matched: tallies.iter().map(|tally| tally.joins[i].0).sum(),
            on: join.left.clone(),
            unmatched: tallies.iter().map(|tally| tally.joins[i].1).sum(),
        });
    }
    for (model, scores) in plan.models.iter().zip(&scores) {
        if let (Some(column), Some(scores)) = (&model.score, scores) {
            intake.scores.push(scores.intake(column));
        }
    }
    let zero_weights: u64 = tallies.iter().map(|tally| tally.zero_weights).sum();
    if let Some(column) = &plan.weight
        && zero_weights > 0
        && zero_weights == intake.rows_read - intake.rows_filtered_out
    {
        return Err(Error::NoWeight {
            column: column.clone(),
        });
    }
    let notes = notes::of_rows(plan, &program, &intake, &scores, &tallies);
    let kept: Vec<Option<Rows>> = tallies.iter_mut().map(|tally| tally.rows.take()).collect();
    let mut statistics = assemble(&program, &mut tallies, plan.weight.is_some(), ceiling)?;
    let kept = kept.into_iter().zip(&tallies);
    let kept = kept.filter_map(|(rows, tally)| Some((rows?, &tally.levels[..])));
    let rows = tables(&program, kept.collect(), &statistics)?;
    let seen = rows.of(0, None).map_or(0, |table| table.seen);
    if seen > RowTable::MOST_ROWS as u64 {
        intake.add_note(DataNote::info(
            "rows_sampled",
            Some(seen),
            format!(
                "Rows of which {} were drawn, by what they hold, for neighbours, flips, proxies and probabilities; counts are those of all rows.",
                RowTable::MOST_ROWS
            ),
        ));
    }
    let noticed = std::mem::replace(&mut statistics.intake, intake).notes;
    for note in noticed.into_iter().chain(notes) {
        statistics.intake.add_note(note);
    }
    Ok((statistics, rows))
}

/// The first rule that the values do not keep, with its column.
fn broken_rule<'p>(program: &'p Program, tallies: &[Tally]) -> Option<(usize, &'p BinaryRule)> {
    let others = |of: &dyn Fn(&Tally) -> BTreeSet<String>| -> BTreeSet<String> {
        tallies.iter().flat_map(of).collect()
    };
    let values = |binary: Option<&Binary>| binary.map(|b| b.others.clone()).unwrap_or_default();
    for (i, model) in program.models.iter().enumerate() {
        if let How::Column(column, rule) = &model.decide
            && Binary::breaks(
                rule,
                &others(&|tally| values(tally.models[i].binary.as_ref())),
            )
        {
            return Some((*column, rule));
        }
    }
    let rescored = program.rows.as_ref().map_or(&None, |kept| &kept.rescored);
    for (column, rule, found) in [
        (
            rescored,
            others(&|tally| values(tally.rows.as_ref().and_then(|rows| rows.rescored.as_ref()))),
        ),
        (
            &program.label,
            others(&|tally| values(tally.label.as_ref())),
        ),
        (
            &program.measured.treatment,
            others(&|tally| values(tally.treatment.as_ref())),
        ),
        (
            &program.measured.excluded,
            others(&|tally| values(tally.measures.as_ref().and_then(Measures::excluded))),
        ),
        (
            &program.measured.seed,
            others(&|tally| values(tally.measures.as_ref().and_then(Measures::seed))),
        ),
    ]
    .into_iter()
    .filter_map(|(named, found)| named.as_ref().map(|(column, rule)| (column, rule, found)))
    {
        if Binary::breaks(rule, &found) {
            return Some((*column, rule));
        }
    }
    None
}
