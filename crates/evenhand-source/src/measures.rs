//! Prices, deliveries, clicks and places in lists, summed by group.

use crate::batch::Batch;
use crate::binary::{ABSENT, Binary, YES};
use crate::chains::Chains;
use crate::classes::ClassTally;
use crate::numbers;
use crate::problem::{Kind, Problem};
use crate::program::{Measured, Program};
use crate::quantities::{Row, number_of};
use crate::unit;
use evenhand_core::{Count, Exposure, Funnel, Moments, Quantity, Stage, Sums, Tables};
use std::collections::BTreeMap;

/// What one thread has summed.
pub(crate) struct Measures {
    groups: Chains,
    models: usize,
    /// By group, then by model, then by quantity.
    sums: Vec<Sums>,
    /// The quantities of every model.
    quantities: Vec<Quantity>,
    /// Funnels and lists by group, then by model.
    tables: Vec<(Funnel, Exposure)>,
    classes: Option<ClassTally>,
    excluded: Option<Binary>,
    seed: Option<Binary>,
    batch: Numbers,
    /// Rows without a number, by column.
    missing: BTreeMap<String, u64>,
    /// Rows whose rank is no position.
    pub unranked: u64,
    at: Vec<u32>,
}

/// The columns of a batch as numbers; empty where a column is not named.
#[derive(Default)]
struct Numbers {
    clicked: Vec<f64>,
    cost: Vec<f64>,
    delivered: Vec<f64>,
    eligible: Vec<bool>,
    excluded: Vec<u8>,
    list_price: Vec<f64>,
    lists: Vec<u64>,
    outcome: Vec<f64>,
    rank: Vec<f64>,
    seed: Vec<u8>,
    value: Vec<f64>,
}

/// What a model says of the rows of a batch.
pub(crate) struct Said<'a> {
    pub decisions: &'a [u8],
    pub labels: &'a [u8],
    pub model: usize,
    /// Empty without a score.
    pub scores: &'a [f64],
    pub treated: &'a [u8],
    /// Empty where every row weighs one.
    pub weights: &'a [Count],
}

impl Measures {
    /// Nothing summed yet.
    pub fn new(program: &Program, codes: usize) -> Self {
        let score = program.models.iter().any(|model| model.score.is_some());
        Self {
            groups: Chains::new(codes),
            models: program.models.len(),
            sums: Vec::new(),
            quantities: program.plan.measures.quantities(score),
            tables: Vec::new(),
            classes: ClassTally::new(&program.measured),
            excluded: program
                .measured
                .excluded
                .as_ref()
                .map(|(_, rule)| Binary::new(rule.clone())),
            seed: (program.measured.seed.as_ref()).map(|(_, rule)| Binary::new(rule.clone())),
            batch: Numbers::default(),
            missing: BTreeMap::new(),
            unranked: 0,
            at: Vec::new(),
        }
    }

    /// The column that says who was kept out, where there is one.
    pub fn excluded(&self) -> Option<&Binary> {
        self.excluded.as_ref()
    }

    /// The column that says from whom the audience was grown, where there is one.
    pub fn seed(&self) -> Option<&Binary> {
        self.seed.as_ref()
    }

    /// Groups whose numbers are summed.
    pub fn groups(&self) -> usize {
        self.groups.combinations.len()
    }

    /// Rows without a class.
    pub fn unclassed(&self) -> u64 {
        self.classes.as_ref().map_or(0, |classes| classes.missing)
    }

    /// Rows without a number, by column.
    pub fn missing(&self) -> &BTreeMap<String, u64> {
        &self.missing
    }

    /// The value of every row of the batch that was read last; empty without such a column.
    pub fn values(&self) -> &[f64] {
        &self.batch.value
    }

    /// Reads the columns of a batch and finds the group of every row.
    pub fn read(
        &mut self,
        program: &Program,
        batch: &Batch,
        codes: &[Vec<u32>],
    ) -> Result<(), Problem> {
        let measured = &program.measured;
        let numbers = &mut self.batch;
        for (column, wanted, out) in [
            (measured.clicked, "a number of clicks", &mut numbers.clicked),
            (measured.cost, "a cost", &mut numbers.cost),
            (
                measured.delivered,
                "a number of impressions",
                &mut numbers.delivered,
            ),
            (measured.list_price, "a price", &mut numbers.list_price),
            (measured.outcome, "an outcome", &mut numbers.outcome),
            (measured.rank, "a position", &mut numbers.rank),
            (measured.value, "a value", &mut numbers.value),
        ] {
            if let Some(column) = column {
                decode(program, column, batch, wanted, out)?;
                let missing = out.iter().filter(|number| !number.is_finite()).count();
                if missing > 0 {
                    let name = program.columns[column].name.clone();
                    *self.missing.entry(name).or_insert(0) += missing as u64;
                }
            }
        }
        for (column, numbers) in [
            (measured.clicked, &numbers.clicked),
            (measured.delivered, &numbers.delivered),
        ] {
            if let Some(column) = column
                && let Some(row) = numbers.iter().position(|number| *number < 0.0)
            {
                return Err(Problem {
                    column: program.columns[column].name.clone(),
                    kind: Kind::Count("is below 0"),
                    row,
                    value: numbers[row].to_string(),
                });
            }
        }
        if let (Some((column, _)), Some(binary)) = (&measured.excluded, &mut self.excluded) {
            binary.encode(&batch.columns[*column], &mut numbers.excluded);
        }
        if let (Some((column, _)), Some(binary)) = (&measured.seed, &mut self.seed) {
            binary.encode(&batch.columns[*column], &mut numbers.seed);
        }
        if let Some(condition) = &measured.eligible {
            let decimal_comma = program.columns.iter().any(|wanted| wanted.decimal_comma);
            let reading = crate::filter::Reading { decimal_comma };
            let kept = condition.keep(&batch.columns, batch.rows, reading);
            numbers.eligible.clear();
            numbers.eligible.resize(batch.rows, false);
            for row in kept.rows {
                numbers.eligible[row as usize] = true;
            }
        }
        if let Some(column) = measured.query {
            unit::hashes(&batch.columns[column], &mut numbers.lists);
        }
        if let Some(classes) = &mut self.classes {
            classes.read(measured, batch)?;
        }
        self.locate(codes, batch.rows);
        Ok(())
    }

    fn locate(&mut self, codes: &[Vec<u32>], rows: usize) {
        self.at.clear();
        let mut combination = vec![0; codes.len()];
        for row in 0..rows {
            for (code, codes) in combination.iter_mut().zip(codes) {
                *code = codes[row];
            }
            self.at.push(self.groups.number(&combination));
        }
        let cells = self.groups.combinations.len() * self.models;
        self.tables.resize(cells, Default::default());
        self.sums
            .resize(cells * self.quantities.len(), Sums::default());
    }

    /// Sums the batch that was read last, as one model sees it.
    pub fn see(&mut self, program: &Program, said: &Said) -> Result<(), Problem> {
        let get = |numbers: &[f64], row: usize| {
            numbers
                .get(row)
                .copied()
                .filter(|number| number.is_finite())
        };
        if let Some(classes) = &mut self.classes {
            let cells = self
                .at
                .iter()
                .map(|at| *at * self.models as u32 + said.model as u32);
            let seen = classes.see(cells, said.decisions, said.weights);
            seen.map_err(|row| Problem {
                column: program.plan.weight.clone().unwrap_or_default(),
                kind: Kind::Overflow,
                row,
                value: String::new(),
            })?;
        }
        let numbers = &self.batch;
        let follows = program.plan.measures.has_funnel();
        for (row, (at, decision)) in self.at.iter().zip(said.decisions).enumerate() {
            if *decision == ABSENT {
                continue;
            }
            let cell = *at as usize * self.models + said.model;
            let weight = said.weights.get(row).copied().unwrap_or(Count::rows(1));
            let truth = |codes: &[u8]| match codes.get(row) {
                Some(code) if *code != ABSENT => Some(*code == YES),
                _ => None,
            };
            let one = Row {
                clicked: get(&numbers.clicked, row),
                cost: get(&numbers.cost, row),
                delivered: get(&numbers.delivered, row),
                eligible: numbers.eligible.get(row).copied().unwrap_or(true),
                list_price: get(&numbers.list_price, row),
                outcome: get(&numbers.outcome, row),
                score: get(said.scores, row),
                selected: *decision == YES,
                treated: truth(said.treated),
                value: get(&numbers.value, row),
            };
            let wanted = self.quantities.len();
            for (slot, quantity) in self.quantities.iter().enumerate() {
                let Some(x) = number_of(*quantity, &one) else {
                    continue;
                };
                let sum = if said.weights.is_empty() {
                    Sums::of(x)
                } else {
                    Sums::row(x, weight.weight())
                };
                sum.and_then(|sum| self.sums[cell * wanted + slot].add(&sum))
                    .map_err(|_| Problem {
                        column: format!("{quantity:?}"),
                        kind: Kind::Overflow,
                        row,
                        value: x.to_string(),
                    })?;
            }
            let overflow = |_| Problem {
                column: program.plan.weight.clone().unwrap_or_default(),
                kind: Kind::Overflow,
                row,
                value: String::new(),
            };
            if follows {
                let beside = [truth(&numbers.excluded), truth(&numbers.seed)];
                let stages = stages(&one, truth(said.labels), beside);
                let count = self.tables[cell].0.entry(stages);
                count.add(&weight).map_err(overflow)?;
            }
            if let Some(list) = numbers.lists.get(row)
                && one.delivered.is_some_and(|n| n > 0.0)
            {
                let reached = self.tables[cell].1.reached_by(*list);
                reached.add(&weight).map_err(overflow)?;
            }
            if let Some(rank) = numbers.rank.get(row) {
                if *rank >= 1.0 && *rank <= f64::from(u32::MAX) && rank.fract() == 0.0 {
                    let list = numbers.lists.get(row).copied().unwrap_or(0);
                    let placed = self.tables[cell].1.entry(list, *rank as u32);
                    placed.items.add(&weight).map_err(overflow)?;
                    if truth(said.labels) == Some(true) {
                        placed.relevant.add(&weight).map_err(overflow)?;
                    }
                } else {
                    self.unranked += 1;
                }
            }
        }
        Ok(())
    }

    /// Every group with its tables, one per model.
    pub fn each(&self) -> impl Iterator<Item = (&[u32], Vec<Tables>)> {
        let wanted = self.quantities.len();
        let groups = self.groups.combinations.iter().enumerate();
        let classes = self.classes.as_ref();
        let mut classes = classes.map(|classes| classes.by_cell(self.tables.len()));
        groups.map(move |(group, codes)| {
            let tables = (0..self.models).map(|model| {
                let cell = group * self.models + model;
                let (funnel, exposure) = &self.tables[cell];
                let mut moments = Moments::default();
                for (slot, quantity) in self.quantities.iter().enumerate() {
                    let sums = &self.sums[cell * wanted + slot];
                    if sums.n > 0 {
                        *moments.entry(*quantity) = *sums;
                    }
                }
                let classes = classes.as_mut().map(|all| std::mem::take(&mut all[cell]));
                Tables {
                    classes: classes.unwrap_or_default(),
                    exposure: exposure.clone(),
                    funnel: funnel.clone(),
                    moments,
                    ..Tables::default()
                }
            });
            (&codes[..], tables.collect())
        })
    }
}

/// The stages that a row reached, one bit each.
fn stages(row: &Row, label: Option<bool>, [excluded, seed]: [Option<bool>; 2]) -> u8 {
    let reached = [
        (Stage::Eligible, row.eligible),
        (Stage::Scored, row.score.is_some()),
        (Stage::Selected, row.selected),
        (Stage::Delivered, row.delivered.is_some_and(|n| n > 0.0)),
        (Stage::Clicked, row.clicked.is_some_and(|n| n > 0.0)),
        (Stage::Converted, label == Some(true)),
        (Stage::Excluded, excluded == Some(true)),
        (Stage::Seed, seed == Some(true)),
    ];
    reached
        .into_iter()
        .filter(|(_, reached)| *reached)
        .fold(0, |bits, (stage, _)| bits | stage.bit())
}

fn decode(
    program: &Program,
    column: usize,
    batch: &Batch,
    what: &'static str,
    out: &mut Vec<f64>,
) -> Result<(), Problem> {
    let wanted = &program.columns[column];
    numbers::decode(
        &batch.columns[column],
        &wanted.name,
        what,
        wanted.decimal_comma,
        out,
    )
}

impl Measured {
    /// Whether anything is summed beyond scores and decisions.
    pub fn any(&self) -> bool {
        self.clicked.is_some()
            || self.cost.is_some()
            || self.decision_class.is_some()
            || self.delivered.is_some()
            || self.eligible.is_some()
            || self.excluded.is_some()
            || self.seed.is_some()
            || self.outcome.is_some()
            || self.rank.is_some()
            || self.value.is_some()
    }
}
