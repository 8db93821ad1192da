//! What one thread gathers from the rows it sees.

mod footprint;
mod numbered;
mod reading;
mod together;

pub(crate) use numbered::{BY_CHOICE, VALUE_GRID, equal_grid, score_grid};
pub(crate) use reading::{decode_score, filtered};

use crate::assembly::{Counted, Gathered, See};
use crate::batch::Batch;
use crate::binary::{self, ABSENT, Binary, YES};
use crate::by_number::ByNumber;
use crate::ceiling::{Ceiling, Footprint};
use crate::cells::{Cells, DENSE, OUTCOMES};
use crate::error::Error;
use crate::levels::Levels;
use crate::measures::{Measures, Said};
use crate::numbers;
use crate::persons::Persons;
use crate::problem::{Kind, Problem};
use crate::program::{How, Program};
use crate::rows::{Known, Rows};
use crate::scores::{Scores, decide};
use crate::side::Side;
use crate::unit;
use evenhand_core::{ConfusionMatrix, Count, Outcome};
use numbered::{BY_ARM, BY_OUTCOME};

/// What is gathered for one model.
pub(crate) struct ModelTally {
    /// Treatment against outcome, by score.
    pub arms: Option<ByNumber>,
    pub binary: Option<Binary>,
    /// Scores by outcome, and by decision where a column decides.
    pub by_score: Option<ByNumber>,
    /// Values by outcome.
    pub by_value: Option<ByNumber>,
    pub scores: Option<Scores>,
    pub undecided: u64,
}

/// What one thread gathers.
pub(crate) struct Tally<'p> {
    pub cells: Cells,
    pub filtered_out: u64,
    /// Matched and unmatched rows of each join.
    pub joins: Vec<(u64, u64)>,
    pub label: Option<Binary>,
    pub levels: Vec<Levels>,
    pub lines: Vec<u64>,
    pub lines_complete: bool,
    /// Prices, deliveries and the like, where the plan names any.
    pub measures: Option<Measures>,
    pub missing_units: u64,
    pub models: Vec<ModelTally>,
    pub not_numbers: u64,
    /// Distinct units, where one is named.
    pub persons: Option<Persons>,
    pub read: u64,
    /// Single rows, where the plan asks for them.
    pub rows: Option<Rows>,
    pub treatment: Option<Binary>,
    pub unit_hashes: Vec<u64>,
    pub units_complete: bool,
    pub unlabelled: u64,
    pub used: u64,
    pub zero_weights: u64,
    ceiling: &'p Ceiling,
    footprint: Footprint,
    program: &'p Program<'p>,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    at: Vec<u32>,
    codes: Vec<Vec<u32>>,
    decided: Vec<bool>,
    decisions: Vec<u8>,
    /// Decisions of the models that are compared, by their position.
    earlier: Vec<Vec<u8>>,
    groups: Vec<u32>,
    labels: Vec<u8>,
    numbers: Vec<f64>,
    outcomes: Vec<u8>,
    scores: Vec<f64>,
    treated: Vec<u8>,
    units: Vec<u64>,
    weights: Vec<Count>,
}

/// Units whose hashes are kept to find duplicates.
const MOST_UNITS: usize = 1 << 24;

impl<'p> Tally<'p> {
    pub fn new(
        program: &'p Program<'p>,
        joins: usize,
        thresholds: &[Option<f64>],
        ceiling: &'p Ceiling,
    ) -> Self {
        let plan = program.plan;
        let dimensions = program.dimensions.len() + usize::from(program.unit.is_some());
        let weighted = program.weight.is_some();
        let measured = &program.measured;
        Self {
            cells: Cells::new(dimensions, program.models.len() * OUTCOMES, weighted, DENSE),
            filtered_out: 0,
            joins: vec![(0, 0); joins],
            label: program
                .label
                .as_ref()
                .map(|(_, rule)| Binary::new(rule.clone())),
            levels: program
                .dimensions
                .iter()
                .map(|d| Levels::new(d.rule.clone()))
                .collect(),
            lines: Vec::new(),
            lines_complete: true,
            measures: measured.any().then(|| Measures::new(program, dimensions)),
            missing_units: 0,
            models: program
                .models
                .iter()
                .enumerate()
                .map(|(i, model)| {
                    let threshold = match &model.decide {
                        How::Column(..) | How::Pair(..) | How::Everyone => None,
                        How::Threshold(_, at) => {
                            Some(thresholds.get(i).copied().flatten().unwrap_or(*at))
                        }
                    };
                    ModelTally {
                        arms: measured.treatment.as_ref().map(|_| {
                            ByNumber::new(dimensions, BY_ARM, weighted, score_grid(program))
                        }),
                        by_score: model.score.map(|_| {
                            let counters = match &model.decide {
                                How::Column(..) => BY_CHOICE,
                                How::Threshold(..) | How::Pair(..) | How::Everyone => BY_OUTCOME,
                            };
                            ByNumber::new(dimensions, counters, weighted, score_grid(program))
                        }),
                        by_value: measured
                            .value
                            .map(|_| ByNumber::new(dimensions, BY_OUTCOME, weighted, VALUE_GRID)),
                        binary: match &model.decide {
                            How::Column(_, rule) => Some(Binary::new(rule.clone())),
                            How::Threshold(..) | How::Pair(..) | How::Everyone => None,
                        },
                        scores: model
                            .score
                            .map(|_| Scores::new(plan.score_range, threshold)),
                        undecided: 0,
                    }
                })
                .collect(),
            not_numbers: 0,
            persons: program
                .unit
                .map(|_| Persons::new(program.dimensions.len(), program.models.len())),
            read: 0,
            rows: Rows::new(program),
            treatment: measured
                .treatment
                .as_ref()
                .map(|(_, rule)| Binary::new(rule.clone())),
            unit_hashes: Vec::new(),
            units_complete: true,
            unlabelled: 0,
            used: 0,
            zero_weights: 0,
            ceiling,
            footprint: Footprint::default(),
            program,
            scratch: Scratch {
                codes: vec![Vec::new(); dimensions],
                earlier: vec![Vec::new(); program.compared()],
                ..Scratch::default()
            },
        }
    }

    /// Counts the rows of a batch of the source.
    pub fn take(&mut self, batch: &mut Batch, sides: &[Side]) -> Result<(), Problem> {
        self.read += batch.rows as u64;
        if batch.lines.len() == batch.rows {
            self.lines.append(&mut batch.lines);
        } else {
            self.lines_complete = false;
        }
        for (side, (matched, unmatched)) in sides.iter().zip(&mut self.joins) {
            let missed = side.join(batch);
            *unmatched += missed;
            *matched += batch.rows as u64 - missed;
        }
        if let Some(kept) = filtered(self.program, batch) {
            self.not_numbers += kept.not_numbers;
            self.filtered_out += (batch.rows - kept.rows.len()) as u64;
            if kept.rows.len() < batch.rows {
                batch.keep(kept.rows);
            }
        }
        if batch.rows == 0 {
            return Ok(());
        }
        self.locate(batch)?;
        self.weigh(batch)?;
        self.count(batch)?;
        self.stay_below_ceiling()
    }

    /// Finds the cell of every row.
    fn locate(&mut self, batch: &Batch) -> Result<(), Problem> {
        if self.locate_together(batch) {
            return Ok(());
        }
        let scratch = &mut self.scratch;
        let mut counts = Vec::with_capacity(scratch.codes.len());
        for ((dimension, levels), codes) in self
            .program
            .dimensions
            .iter()
            .zip(&mut self.levels)
            .zip(&mut scratch.codes)
        {
            levels.encode(&batch.columns[dimension.column], codes)?;
            counts.push(levels.names.len());
        }
        if let Some(column) = self.program.unit {
            self.missing_units += unit::hashes(&batch.columns[column], &mut scratch.units);
            if let Some(blocks) = scratch.codes.last_mut() {
                blocks.clear();
                blocks.extend(scratch.units.iter().map(|hash| unit::block(*hash)));
            }
            counts.push(usize::from(self.program.plan.blocks()));
            if let Some(persons) = &mut self.persons {
                let groups = &scratch.codes[..self.program.dimensions.len()];
                persons.locate(groups, batch.rows, &mut scratch.groups);
            }
            if self.program.plan.data.rows_are.as_deref() == Some("people") {
                if self.unit_hashes.len() < MOST_UNITS {
                    self.unit_hashes.extend_from_slice(&scratch.units);
                } else {
                    self.units_complete = false;
                }
            }
        }
        let codes: Vec<&[u32]> = scratch.codes.iter().map(Vec::as_slice).collect();
        self.cells
            .locate(&codes, &counts, batch.rows, &mut scratch.at);
        Ok(())
    }

    /// Reads the weights.
    fn weigh(&mut self, batch: &Batch) -> Result<(), Problem> {
        let Some(position) = self.program.weight else {
            return Ok(());
        };
        let wanted = &self.program.columns[position];
        let column = &batch.columns[position];
        let scratch = &mut self.scratch;
        numbers::decode(
            column,
            &wanted.name,
            "a weight",
            wanted.decimal_comma,
            &mut scratch.scores,
        )?;
        scratch.weights.clear();
        for (row, number) in scratch.scores.iter().enumerate() {
            let problem = |kind| Problem {
                column: wanted.name.clone(),
                kind,
                row,
                value: column.value(row).text().map_or_else(
                    || evenhand_core::MISSING.to_owned(),
                    |text| text.into_owned(),
                ),
            };
            let weight = numbers::weight(*number)
                .ok_or_else(|| problem(Kind::Weight))?
                .map_err(problem)?;
            self.zero_weights += u64::from(weight.w == 0);
            scratch.weights.push(weight);
        }
        Ok(())
    }

    /// Counts the outcomes of every model.
    fn count(&mut self, batch: &Batch) -> Result<(), Problem> {
        let program = self.program;
        let weighted = program.weight.is_some();
        let scratch = &mut self.scratch;
        match (&program.label, &mut self.label) {
            (Some((column, _)), Some(binary)) => {
                binary.encode(&batch.columns[*column], &mut scratch.labels);
            }
            _ => {
                scratch.labels.clear();
                scratch.labels.resize(batch.rows, ABSENT);
            }
        }
        if let (Some((column, _)), Some(binary)) =
            (&program.measured.treatment, &mut self.treatment)
        {
            binary.encode(&batch.columns[*column], &mut scratch.treated);
        }
        if let Some(measures) = &mut self.measures {
            measures.read(program, batch, &scratch.codes)?;
        }
        if let Some(rows) = &mut self.rows {
            let known = Known {
                codes: &scratch.codes,
                labels: &scratch.labels,
                units: &scratch.units,
                weights: &scratch.weights,
            };
            rows.take(program, batch, &known)?;
        }
        let several = program.models.len() > 1;
        scratch.decided.clear();
        scratch
            .decided
            .resize(if several { batch.rows } else { 0 }, false);
        let (mut used, mut unlabelled) = (0, 0);
        for (i, (model, tally)) in program.models.iter().zip(&mut self.models).enumerate() {
            match (&model.decide, &mut tally.binary) {
                (How::Column(column, _), Some(binary)) => {
                    binary.encode(&batch.columns[*column], &mut scratch.decisions);
                }
                (How::Threshold(column, _), _) => {
                    decode_score(program, *column, batch, &mut scratch.scores)?;
                    let threshold = tally.scores.as_ref().and_then(Scores::threshold);
                    decide(
                        &scratch.scores,
                        threshold.unwrap_or(f64::INFINITY),
                        &mut scratch.decisions,
                    );
                }
                (How::Pair(first, second, selected), _) => {
                    let [first, second] = [first, second].map(|model| &scratch.earlier[*model]);
                    binary::together(first, second, *selected, &mut scratch.decisions);
                }
                (How::Everyone, _) => {
                    scratch.decisions.clear();
                    scratch.decisions.resize(batch.rows, YES);
                }
                (How::Column(..), None) => {}
            }
            if let Some(earlier) = scratch.earlier.get_mut(i) {
                earlier.clone_from(&scratch.decisions);
            }
            if let (Some(column), Some(scores)) = (model.score, &mut tally.scores) {
                let decided_by_it = matches!(model.decide, How::Threshold(by, _) if by == column);
                if !decided_by_it {
                    decode_score(program, column, batch, &mut scratch.scores)?;
                }
                scores.see(&scratch.scores, &scratch.decisions);
            }
            if model.score.is_none() {
                scratch.scores.clear();
            }
            if let Some(rows) = &mut self.rows {
                rows.see(i, &scratch.decisions, &scratch.scores);
            }
            let values = self.measures.as_ref().map_or(&[][..], Measures::values);
            numbered::count(tally, values, scratch, weighted).map_err(|(row, kind)| Problem {
                column: program.plan.weight.clone().unwrap_or_default(),
                kind,
                row,
                value: String::new(),
            })?;
            if let Some(measures) = &mut self.measures {
                let said = Said {
                    decisions: &scratch.decisions,
                    labels: &scratch.labels,
                    model: i,
                    scores: &scratch.scores,
                    treated: &scratch.treated,
                    weights: if weighted { &scratch.weights } else { &[] },
                };
                measures.see(program, &said)?;
            }
            scratch.outcomes.clear();
            scratch.outcomes.extend(
                scratch
                    .labels
                    .iter()
                    .zip(&scratch.decisions)
                    .map(|(label, decision)| label * 3 + decision),
            );
            let undecided = how_many(&scratch.decisions, |decision| decision == ABSENT);
            tally.undecided += undecided;
            if let Some(persons) = &mut self.persons {
                persons.see(&scratch.groups, &scratch.units, &scratch.decisions, i);
            }
            if several {
                for (any, decision) in scratch.decided.iter_mut().zip(&scratch.decisions) {
                    *any |= *decision != ABSENT;
                }
            } else {
                used = batch.rows as u64 - undecided;
                // Code 6 and 7: no label, but a decision.
                unlabelled = how_many(&scratch.outcomes, |outcome| matches!(outcome, 6 | 7));
            }
            let shift = i * OUTCOMES;
            if program.weight.is_some() {
                let weighed =
                    self.cells
                        .weigh(&scratch.at, &scratch.outcomes, shift, &scratch.weights);
                weighed.map_err(|(row, kind)| Problem {
                    column: program.plan.weight.clone().unwrap_or_default(),
                    kind,
                    row,
                    value: String::new(),
                })?;
            } else {
                self.cells.count(&scratch.at, &scratch.outcomes, shift);
            }
        }
        if several {
            used = scratch.decided.iter().filter(|any| **any).count() as u64;
            unlabelled = scratch
                .decided
                .iter()
                .zip(&scratch.labels)
                .filter(|(any, label)| **any && **label == ABSENT)
                .count() as u64;
        }
        self.used += used;
        if program.label.is_some() {
            self.unlabelled += unlabelled;
        }
        Ok(())
    }
}

/// How many codes are so; counted in bytes, many of which are added up side by side.
fn how_many(codes: &[u8], so: impl Fn(u8) -> bool) -> u64 {
    let some = |codes: &[u8]| codes.iter().fold(0_u8, |n, code| n + u8::from(so(*code)));
    let some = codes.chunks(usize::from(u8::MAX)).map(some);
    some.map(u64::from).sum()
}

impl Gathered for Tally<'_> {
    fn levels(&self) -> &[Levels] {
        &self.levels
    }

    fn persons(&self) -> Option<&Persons> {
        self.persons.as_ref()
    }

    fn measures(&self) -> Option<&Measures> {
        self.measures.as_ref()
    }

    fn by_number(&mut self, model: usize, what: Counted) -> Option<&mut ByNumber> {
        let model = self.models.get_mut(model)?;
        match what {
            Counted::Arms => model.arms.as_mut(),
            Counted::Scores => model.by_score.as_mut(),
            Counted::Values => model.by_value.as_mut(),
        }
    }

    fn each_cell(&mut self, see: See<'_>) -> Result<(), Error> {
        let truth = |code: usize| match code {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        };
        let mut tables = vec![ConfusionMatrix::default(); self.models.len()];
        self.cells.each(|codes, counts| {
            for (table, counts) in tables.iter_mut().zip(counts.chunks(OUTCOMES)) {
                for (i, count) in counts.iter().enumerate() {
                    *table.get_mut(Outcome::of(truth(i / 3), truth(i % 3))) = *count;
                }
            }
            see(codes, &tables)
        })
    }
}
