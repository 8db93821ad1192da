//! Tables other than the confusion table, as the numbers that formulas work on.

mod both;
mod scores;

pub use both::Both;
pub(crate) use both::Crossed;
pub(crate) use scores::{BINS, Binned, Central, Cut, LogOdds};
pub use scores::{ScoreCell, Scores};

use crate::Context;
use evenhand_core::{Arm, ArmTable, Count, GroupCells, Histogram, Tables, Unblocked};

/// What became of one arm at one score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArmNumbers {
    /// Not selected by the model, outcome absent.
    pub rejected_negative: f64,
    /// Not selected by the model, outcome present.
    pub rejected_positive: f64,
    /// Selected by the model, outcome absent.
    pub selected_negative: f64,
    /// Selected by the model, outcome present.
    pub selected_positive: f64,
}

impl ArmNumbers {
    fn of(arm: &Arm) -> Self {
        Self {
            rejected_negative: arm.rejected_negative.weight(),
            rejected_positive: arm.rejected_positive.weight(),
            selected_negative: arm.selected_negative.weight(),
            selected_positive: arm.selected_positive.weight(),
        }
    }

    /// Outcome present.
    pub fn positive(&self) -> f64 {
        self.rejected_positive + self.selected_positive
    }

    /// Those the model selects.
    pub fn selected(&self) -> f64 {
        self.selected_negative + self.selected_positive
    }

    /// Everyone of the arm.
    pub fn all(&self) -> f64 {
        self.positive() + self.rejected_negative + self.selected_negative
    }
}

/// Both arms at one score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArmCell {
    /// The predicted uplift; `None` without a score.
    pub at: Option<f64>,
    /// Those who were not treated.
    pub control: ArmNumbers,
    /// Those who were treated.
    pub treated: ArmNumbers,
}

/// The two arms of an experiment, by ascending score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arms {
    /// Both arms at each score.
    pub cells: Vec<ArmCell>,
}

impl Arms {
    /// The weights of a table of arms.
    pub fn of(table: &ArmTable) -> Self {
        let cells = table.bins().iter().map(|bin| ArmCell {
            at: bin.score.map(evenhand_core::Real::get),
            control: ArmNumbers::of(&bin.control),
            treated: ArmNumbers::of(&bin.treated),
        });
        Self {
            cells: cells.collect(),
        }
    }
}

/// A table whose numbers can be drawn anew, or moved one at a time.
pub(crate) trait View: Clone {
    /// The table of a cell of the statistics.
    fn of_tables(tables: &Tables, values: bool) -> Self;
    /// The same of a group, with its rows; what is known of it already is not worked out again.
    fn of_group(_: &Context<'_>, group: &GroupCells, values: bool) -> (Self, u64) {
        let counts = Self::counts(&group.total, values);
        let rows = counts.iter().map(|count| count.n).sum();
        (Self::of_tables(&group.total, values), rows)
    }
    /// Counts of a score.
    const COUNTS: usize;
    /// A number of its own for each table.
    fn kind(values: bool) -> u8;
    /// The score of every bin, ascending; below all others where there is none.
    fn keys(tables: &Tables, values: bool) -> Vec<f64>;
    /// A table of these scores and weights.
    fn of_weights(keys: &[f64], weights: &[f64]) -> Self;
    /// Whether the table is kept without blocks of persons.
    fn unblocked(unblocked: Unblocked, values: bool) -> bool;
    /// Every count of the table, with its squared weights, in a fixed order.
    fn counts(tables: &Tables, values: bool) -> Vec<Count>;
    /// The same table with other weights, in the order of [`View::counts`].
    fn with(&self, weights: &[f64]) -> Self;
    /// The same rows in fewer cells, where there are more than this many scores.
    fn collapse(tables: &Tables, values: bool, most: usize) -> Option<Tables>;
}

fn histogram(tables: &Tables, values: bool) -> &Histogram {
    if values {
        &tables.values
    } else {
        &tables.scores
    }
}

impl View for Scores {
    const COUNTS: usize = 3;

    fn kind(values: bool) -> u8 {
        u8::from(values)
    }

    fn keys(tables: &Tables, values: bool) -> Vec<f64> {
        histogram(tables, values).numbers().collect()
    }

    fn of_weights(keys: &[f64], weights: &[f64]) -> Self {
        let bare = keys.iter().map(|at| ScoreCell {
            at: *at,
            ..ScoreCell::default()
        });
        bare.collect::<Self>().with(weights)
    }

    fn unblocked(unblocked: Unblocked, values: bool) -> bool {
        if values {
            unblocked.values
        } else {
            unblocked.scores
        }
    }

    fn of_group(context: &Context<'_>, group: &GroupCells, values: bool) -> (Self, u64) {
        let known = context.known_scores(group, values);
        (known.scores.clone(), known.n)
    }

    fn of_tables(tables: &Tables, values: bool) -> Self {
        Self::of(histogram(tables, values))
    }

    fn counts(tables: &Tables, values: bool) -> Vec<Count> {
        histogram(tables, values)
            .bins()
            .flat_map(|(_, bin)| [bin.negative, bin.positive, bin.unlabelled])
            .collect()
    }

    fn with(&self, weights: &[f64]) -> Self {
        let cells = self.cells.iter().zip(weights.chunks(3));
        let with = |(cell, w): (&ScoreCell, &[f64])| ScoreCell {
            at: cell.at,
            negative: w[0],
            positive: w[1],
            unlabelled: w[2],
        };
        cells.map(with).collect()
    }

    fn collapse(tables: &Tables, values: bool, most: usize) -> Option<Tables> {
        let full = histogram(tables, values);
        if full.len() <= most {
            return None;
        }
        // Runs of neighbours of about equal weight, at the mean of their scores.
        let each = full.bins().map(|(_, bin)| bin.all().weight()).sum::<f64>() / most as f64;
        let mut coarse = Histogram::default();
        let mut run: Vec<(f64, evenhand_core::Bin)> = Vec::new();
        let mut weight = 0.0;
        for (at, bin) in full.bins() {
            weight += bin.all().weight();
            run.push((at, bin));
            if weight >= each {
                push_run(&mut coarse, &run);
                run.clear();
                weight = 0.0;
            }
        }
        push_run(&mut coarse, &run);
        Some(if values {
            Tables {
                values: coarse,
                ..Tables::default()
            }
        } else {
            Tables {
                scores: coarse,
                ..Tables::default()
            }
        })
    }
}

fn push_run(coarse: &mut Histogram, run: &[(f64, evenhand_core::Bin)]) {
    let sum =
        |of: fn(&evenhand_core::Bin) -> &Count| Count::sum(run.iter().map(|(_, bin)| of(bin)));
    let weight: f64 = run.iter().map(|(_, bin)| bin.all().weight()).sum();
    if weight > 0.0 {
        let middle = run
            .iter()
            .map(|(at, bin)| at * bin.all().weight())
            .sum::<f64>()
            / weight;
        let bin = evenhand_core::Bin {
            negative: sum(|bin| &bin.negative),
            positive: sum(|bin| &bin.positive),
            unlabelled: sum(|bin| &bin.unlabelled),
        };
        coarse.push(middle, &bin);
    }
}

impl View for Arms {
    const COUNTS: usize = 8;

    fn kind(_: bool) -> u8 {
        2
    }

    fn keys(tables: &Tables, _: bool) -> Vec<f64> {
        let bins = tables.arms.bins().iter();
        bins.map(|bin| {
            bin.score
                .map_or(f64::NEG_INFINITY, evenhand_core::Real::get)
        })
        .collect()
    }

    fn of_weights(keys: &[f64], weights: &[f64]) -> Self {
        let bare = keys.iter().map(|at| ArmCell {
            at: at.is_finite().then_some(*at),
            ..ArmCell::default()
        });
        Self {
            cells: bare.collect(),
        }
        .with(weights)
    }

    fn unblocked(unblocked: Unblocked, _: bool) -> bool {
        unblocked.arms
    }

    fn of_tables(tables: &Tables, _: bool) -> Self {
        Self::of(&tables.arms)
    }

    fn counts(tables: &Tables, _: bool) -> Vec<Count> {
        let arm = |arm: &Arm| {
            [
                arm.rejected_negative,
                arm.rejected_positive,
                arm.selected_negative,
                arm.selected_positive,
            ]
        };
        let bins = tables.arms.bins().iter();
        bins.flat_map(|bin| arm(&bin.control).into_iter().chain(arm(&bin.treated)))
            .collect()
    }

    fn with(&self, weights: &[f64]) -> Self {
        let arm = |w: &[f64]| ArmNumbers {
            rejected_negative: w[0],
            rejected_positive: w[1],
            selected_negative: w[2],
            selected_positive: w[3],
        };
        let cells = self
            .cells
            .iter()
            .zip(weights.chunks(8))
            .map(|(cell, w)| ArmCell {
                at: cell.at,
                control: arm(&w[..4]),
                treated: arm(&w[4..]),
            });
        Self {
            cells: cells.collect(),
        }
    }

    fn collapse(tables: &Tables, _: bool, most: usize) -> Option<Tables> {
        let bins = tables.arms.bins();
        if bins.len() <= most {
            return None;
        }
        let weight =
            |bin: &evenhand_core::ArmBin| (bin.control.all().n + bin.treated.all().n) as f64;
        let each = bins.iter().map(weight).sum::<f64>() / most as f64;
        let (mut run, mut middle) = (0.0, None);
        let merged = bins.iter().map(|bin| {
            // Rows without a score stay by themselves.
            let scored = middle.flatten().is_some() == bin.score.is_some();
            if run >= each || middle.is_none() || !scored {
                run = 0.0;
                middle = Some(bin.score);
            }
            run += weight(bin);
            evenhand_core::ArmBin {
                score: middle.flatten(),
                ..*bin
            }
        });
        let arms = ArmTable::new(merged).ok()?;
        Some(Tables {
            arms,
            ..Tables::default()
        })
    }
}
