//! Single rows, kept beside the counts where the plan asks for numbers that no counts can give.

mod feature;

use crate::batch::Batch;
use crate::binary::{ABSENT, Binary, YES};
use crate::error::Result;
use crate::levels::Levels;
use crate::numbers;
use crate::problem::Problem;
use crate::program::{Program, Role};
use crate::unit;
use evenhand_core::{
    Count, Dictionary, FIXED_POINT_BITS, Feature, RowLevels, RowProbabilities, RowTable, RowTables,
    Statistics,
};
use feature::Values;

/// The rows that one thread has seen, column by column.
pub(crate) struct Rows {
    /// Codes of each attribute.
    attributes: Vec<Vec<u32>>,
    features: Vec<Values>,
    labels: Vec<Option<bool>>,
    models: Vec<OfModel>,
    /// By attribute and level.
    probabilities: Vec<Vec<Vec<f64>>>,
    pub rescored: Option<Binary>,
    rescored_rows: Vec<Option<bool>>,
    /// Codes of each column that names the slice.
    slices: Vec<Vec<u32>>,
    units: Vec<Option<u64>>,
    weights: Vec<f64>,
}

/// What one model says of every row.
#[derive(Default)]
struct OfModel {
    decisions: Vec<Option<bool>>,
    scores: Vec<f64>,
}

/// What the tally already knows of a batch.
pub(crate) struct Known<'a> {
    pub codes: &'a [Vec<u32>],
    pub labels: &'a [u8],
    pub units: &'a [u64],
    pub weights: &'a [Count],
}

impl Rows {
    /// Nothing yet; `None` where the plan needs no rows.
    pub fn new(program: &Program) -> Option<Self> {
        let kept = program.rows.as_ref()?;
        let of_role = |role| {
            let dimensions = program.dimensions.iter();
            vec![Vec::new(); dimensions.filter(|d| d.role == role).count()]
        };
        Some(Self {
            attributes: of_role(Role::Attribute),
            features: kept.features.iter().cloned().map(Values::new).collect(),
            labels: Vec::new(),
            models: program.models.iter().map(|_| OfModel::default()).collect(),
            probabilities: kept
                .probabilities
                .iter()
                .map(|levels| vec![Vec::new(); levels.len()])
                .collect(),
            rescored: kept
                .rescored
                .as_ref()
                .map(|(_, rule)| Binary::new(rule.clone())),
            rescored_rows: Vec::new(),
            slices: of_role(Role::Slice),
            units: Vec::new(),
            weights: Vec::new(),
        })
    }

    /// How many rows are kept.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Adds what does not depend on the model.
    pub fn take(&mut self, program: &Program, batch: &Batch, known: &Known) -> Result<(), Problem> {
        let Some(kept) = &program.rows else {
            return Ok(());
        };
        let mut numbers = Vec::new();
        for (columns, lists) in kept.probabilities.iter().zip(&mut self.probabilities) {
            for (&column, list) in columns.iter().zip(lists) {
                probabilities(program, batch, column, &mut numbers)?;
                list.extend_from_slice(&numbers);
            }
        }
        let (mut attributes, mut slices) = (self.attributes.iter_mut(), self.slices.iter_mut());
        for (dimension, codes) in program.dimensions.iter().zip(known.codes) {
            let own = match dimension.role {
                Role::Attribute => attributes.next(),
                Role::Slice => slices.next(),
                Role::Stratum => None,
            };
            if let Some(own) = own {
                own.extend_from_slice(codes);
            }
        }
        for feature in &mut self.features {
            feature.take(&batch.columns);
        }
        if let (Some((column, _)), Some(binary)) = (&kept.rescored, &mut self.rescored) {
            let mut answers = Vec::new();
            binary.encode(&batch.columns[*column], &mut answers);
            self.rescored_rows.extend(answers.into_iter().map(answer));
        }
        if program.label.is_some() {
            self.labels.extend(known.labels.iter().copied().map(answer));
        }
        if program.unit.is_some() {
            let absent = unit::absent();
            let units = known.units.iter();
            self.units
                .extend(units.map(|hash| (*hash != absent).then_some(*hash)));
        }
        if program.weight.is_some() {
            let scale = (1_u64 << FIXED_POINT_BITS) as f64;
            let weights = known.weights.iter();
            self.weights.extend(weights.map(|w| w.w as f64 / scale));
        } else {
            let rows = self.weights.len() + batch.rows;
            self.weights.resize(rows, 1.0);
        }
        Ok(())
    }

    /// Adds what a model says.
    pub fn see(&mut self, model: usize, decisions: &[u8], scores: &[f64]) {
        let own = &mut self.models[model];
        own.decisions.extend(decisions.iter().copied().map(answer));
        own.scores.extend(scores.iter().map(
            |score| {
                if score.is_nan() { f64::NAN } else { *score }
            },
        ));
    }

    /// What all models share, with its slices by name.
    fn finish(self, program: &Program, levels: &[Levels], numeric: &[bool]) -> Part {
        let plan = program.plan;
        let dimensions = || program.dimensions.iter().zip(levels);
        let of_role = |role| {
            dimensions()
                .filter(move |(d, _)| d.role == role)
                .map(|(_, l)| l)
        };
        let attributes = self.attributes.into_iter().zip(of_role(Role::Attribute));
        let slice_names: Vec<&Levels> = of_role(Role::Slice).collect();
        let slice = |row: usize| {
            let names = slice_names.iter().zip(&self.slices);
            let names: Vec<&str> = names
                .map(|(l, codes)| &*l.names[codes[row] as usize])
                .collect();
            crate::assembly::joined(&names)
        };
        let rows = if slice_names.is_empty() {
            0
        } else {
            self.weights.len()
        };
        let slices: Vec<_> = (0..rows).map(slice).collect();
        Part {
            models: self.models,
            slices: Dictionary::of(slices.iter().map(|name| Some(&**name))),
            table: RowTable {
                attributes: attributes
                    .zip(&plan.attributes)
                    .map(|((codes, levels), attribute)| RowLevels {
                        levels: Dictionary {
                            codes,
                            names: levels.names.clone(),
                        },
                        name: attribute.name.as_str().into(),
                    })
                    .collect(),
                features: self
                    .features
                    .into_iter()
                    .zip(&plan.rows.features)
                    .zip(numeric)
                    .map(|((values, feature), numeric)| Feature {
                        name: feature.column.as_str().into(),
                        values: values.finish(*numeric),
                    })
                    .collect(),
                labels: self.labels,
                probabilities: self
                    .probabilities
                    .into_iter()
                    .zip(&plan.rows.uncertain)
                    .map(|(values, attribute)| RowProbabilities {
                        levels: (attribute.levels.iter())
                            .map(|(name, _)| name.as_str().into())
                            .collect(),
                        name: attribute.name.as_str().into(),
                        values,
                    })
                    .collect(),
                rescored: self.rescored_rows,
                units: self.units,
                weights: self.weights,
                ..RowTable::default()
            },
        }
    }
}

/// The rows of one thread, with the names of their slices.
struct Part {
    models: Vec<OfModel>,
    slices: Dictionary,
    table: RowTable,
}

/// The rows of all threads, as one table for each model and slice.
pub(crate) fn tables(
    program: &Program,
    parts: Vec<(Rows, &[Levels])>,
    statistics: &Statistics,
) -> Result<RowTables> {
    let mut numeric = vec![true; program.plan.rows.features.len()];
    for (rows, _) in &parts {
        for (all, values) in numeric.iter_mut().zip(&rows.features) {
            *all &= values.numeric();
        }
    }
    let parts: Vec<Part> = parts
        .into_iter()
        .map(|(rows, levels)| rows.finish(program, levels, &numeric))
        .collect();
    let mut found = RowTables::default();
    for model in 0..program.models.len() {
        let mut slices: Vec<Option<u32>> = vec![None];
        if program.plan.slice.is_some() {
            slices.extend((0..statistics.slices.levels.len() as u32).map(Some));
        }
        for slice in slices {
            let name = slice.map(|s| &*statistics.slices.levels[s as usize]);
            let mut all = RowTable::default();
            for part in &parts {
                let of_model = &part.models[model];
                let mut table = part.table.clone();
                table.decisions.clone_from(&of_model.decisions);
                table.scores.clone_from(&of_model.scores);
                if let Some(name) = name {
                    let inside =
                        (0..table.len()).filter(|row| part.slices.name(*row) == Some(name));
                    table = table.select(&inside.collect::<Vec<_>>());
                }
                all.append(&table)?;
            }
            all.canonicalise(RowTable::MOST_ROWS);
            found.tables.insert((model, slice), all);
        }
    }
    Ok(found)
}

fn answer(code: u8) -> Option<bool> {
    (code != ABSENT).then_some(code == YES)
}

/// The probabilities of a batch; NaN where missing.
fn probabilities(
    program: &Program,
    batch: &Batch,
    column: usize,
    out: &mut Vec<f64>,
) -> Result<(), Problem> {
    let wanted = &program.columns[column];
    let values = &batch.columns[column];
    numbers::decode(
        values,
        &wanted.name,
        "a probability",
        wanted.decimal_comma,
        out,
    )?;
    for (row, number) in out.iter_mut().enumerate() {
        if number.is_nan() {
            *number = f64::NAN;
        } else if !(0.0..=1.0).contains(number) {
            return Err(Problem {
                column: wanted.name.clone(),
                kind: crate::problem::Kind::Probability,
                row,
                value: values.value(row).text().unwrap_or_default().into_owned(),
            });
        }
    }
    Ok(())
}
