use crate::cell::stage_word;
use crate::inputs::{named_of, needed_by, reached};
use crate::shape::Shape;
use crate::{Cell, Formula, Metric};
use evenhand_core::{Input, Quantity, Scope, Span, Stage};

/// A group's part of a whole, alone or beside its part of the people who could have had it.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Of the sum of a number over everyone.
    OfSum(Quantity),
    /// Its part of what a rate or mean counts over its part of the people, times 100.
    Index(&'static Metric),
    /// The one part minus the other.
    Skew(&'static Metric),
    /// The logarithm of the one part over the other.
    LogSkew(&'static Metric),
    /// The logarithm of its part of those who reached one stage over its part of those who reached another.
    LogStages(Stage, Stage),
    /// Its part of the people of some cells minus its share in the population.
    MinusBenchmark(&'static [Cell]),
    /// The same divided by its share in the population.
    OverBenchmark(&'static [Cell]),
}

/// A comparison of a group with its reference that takes more than one rate or mean.
#[derive(Clone, Copy, Debug)]
pub enum Paired {
    /// The logarithm of the ratio of two rates.
    LogRatio(&'static Metric),
    /// A rate over that of everyone else, whatever the reference is.
    OverRest(&'static Metric),
    /// The difference of two rates, bounded by where rows of unknown group could belong.
    MissingDifference(&'static Metric),
    /// The ratio of two rates, bounded in the same way.
    MissingRatio(&'static Metric),
    /// The difference of two means within strata.
    WithinStrata(Quantity),
    /// The part of a difference of means that goes with the strata people are in.
    Explained(Quantity),
    /// The part that is left within strata.
    Unexplained(Quantity),
}

/// What is shared out among groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// People who were reached.
    People,
    /// Impressions.
    Impressions,
}

const fn shape(scope: Scope, span: Span, low: Option<f64>, ideal: Option<f64>) -> Shape {
    Shape {
        ideal,
        range: (low, None),
        scope,
        span,
    }
}

impl Part {
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::OfSum(_) => Shape {
                range: (Some(0.0), Some(1.0)),
                ..shape(Scope::Group, Span::Rate, None, None)
            },
            Self::Index(_) => shape(Scope::Group, Span::Index, Some(0.0), Some(100.0)),
            Self::Skew(_) => Shape {
                range: (Some(-1.0), Some(1.0)),
                ..shape(Scope::Group, Span::Difference, None, Some(0.0))
            },
            Self::LogSkew(_) | Self::LogStages(_, _) => {
                shape(Scope::Group, Span::Index, None, Some(0.0))
            }
            Self::MinusBenchmark(_) => Shape {
                range: (Some(-1.0), Some(1.0)),
                ..shape(Scope::Group, Span::Difference, None, Some(0.0))
            },
            Self::OverBenchmark(_) => shape(Scope::Group, Span::Ratio, Some(0.0), Some(1.0)),
        }
    }

    pub(crate) fn written(self) -> String {
        match self {
            Self::OfSum(quantity) => {
                let name = word(quantity);
                format!("Σ_g {name} / Σ_all {name}")
            }
            Self::Index(m) => format!("100 · {0}_g / {0}_all", m.id),
            Self::Skew(m) => format!("share_g · ({0}_g / {0}_all − 1)", m.id),
            Self::LogSkew(m) => format!("ln({0}_g / {0}_all)", m.id),
            Self::LogStages(top, bottom) => {
                let share = |stage: Stage| format!("{0}_g / {0}_known", stage_word(stage));
                format!("ln[({}) / ({})]", share(top), share(bottom))
            }
            Self::MinusBenchmark(cells) => format!("share_g of {} − benchmark_g", people(cells)),
            Self::OverBenchmark(cells) => format!("share_g of {} / benchmark_g", people(cells)),
        }
    }

    pub(crate) fn inputs(self, inputs: &mut Vec<Input>) {
        match self {
            Self::OfSum(quantity) => inputs.extend(needed_by(quantity)),
            Self::Index(m) | Self::Skew(m) | Self::LogSkew(m) => named_of(m, inputs),
            Self::LogStages(top, bottom) => {
                inputs.extend([top, bottom].into_iter().filter_map(reached));
            }
            Self::MinusBenchmark(_) | Self::OverBenchmark(_) => inputs.push(Input::Benchmark),
        }
    }

    pub(crate) fn interval(self) -> &'static str {
        match self {
            Self::OfSum(_) => {
                "Wilson or Clopper-Pearson at the linearised size; jackknife over blocks with units"
            }
            Self::Index(_) | Self::Skew(_) | Self::LogSkew(_) => {
                "that of the ratio to everyone else, transformed"
            }
            Self::LogStages(_, _) => {
                "delta method over people of both stages, of one, and of the other; jackknife over blocks with units"
            }
            Self::MinusBenchmark(_) | Self::OverBenchmark(_) => {
                "that of the share: Clopper-Pearson or Wilson, effective size with weights or units; the benchmark is taken as known"
            }
        }
    }
}

impl Paired {
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::OverRest(_) | Self::MissingRatio(_) => {
                shape(Scope::Pair, Span::Ratio, Some(0.0), Some(1.0))
            }
            Self::MissingDifference(_) => Shape {
                range: (Some(-1.0), Some(1.0)),
                ..shape(Scope::Pair, Span::Difference, None, Some(0.0))
            },
            Self::LogRatio(_)
            | Self::WithinStrata(_)
            | Self::Explained(_)
            | Self::Unexplained(_) => shape(Scope::Pair, Span::Index, None, Some(0.0)),
        }
    }

    pub(crate) fn written(self) -> String {
        match self {
            Self::LogRatio(m) => format!("ln({0}_g / {0}_r)", m.id),
            Self::OverRest(m) => format!("{0}_g / {0}_rest", m.id),
            Self::MissingDifference(m) => format!(
                "{0}_g − {0}_r, with bounds over the group of rows without one",
                m.id
            ),
            Self::MissingRatio(m) => format!(
                "{0}_g / {0}_r, with bounds over the group of rows without one",
                m.id
            ),
            Self::WithinStrata(quantity) => format!(
                "Σ_z w_z · (mean {0}_gz − mean {0}_rz) / Σ_z w_z, w_z = n_gz · n_rz / (n_gz + n_rz)",
                word(quantity)
            ),
            Self::Explained(quantity) => {
                format!("Σ_z (share_gz − share_rz) · mean {}_rz", word(quantity))
            }
            Self::Unexplained(quantity) => {
                format!("Σ_z share_gz · (mean {0}_gz − mean {0}_rz)", word(quantity))
            }
        }
    }

    pub(crate) fn inputs(self, inputs: &mut Vec<Input>) {
        match self {
            Self::LogRatio(m)
            | Self::OverRest(m)
            | Self::MissingDifference(m)
            | Self::MissingRatio(m) => named_of(m, inputs),
            Self::WithinStrata(quantity)
            | Self::Explained(quantity)
            | Self::Unexplained(quantity) => {
                inputs.push(Input::Stratum);
                inputs.extend(needed_by(quantity));
            }
        }
    }

    pub(crate) fn interval(self) -> &'static str {
        match self {
            Self::LogRatio(_) => "the logarithm of the ratio's",
            Self::OverRest(_) => {
                "Miettinen-Nurminen, with MOVER-Clopper-Pearson while a cell is below 10"
            }
            Self::MissingDifference(_) | Self::MissingRatio(_) => {
                "no interval of chance but the worst case: all rows of unknown group on either side"
            }
            Self::WithinStrata(_) | Self::Explained(_) | Self::Unexplained(_) => {
                "delta method; jackknife over blocks with units"
            }
        }
    }

    /// Whether it says how far rows of unknown group could move another number.
    pub(crate) fn is_about_missing(self) -> bool {
        matches!(self, Self::MissingDifference(_) | Self::MissingRatio(_))
    }
}

impl Amount {
    pub(crate) fn shape(self) -> Shape {
        Shape {
            range: (Some(0.0), Some(1.0)),
            ..shape(Scope::Summary, Span::Difference, None, Some(0.0))
        }
    }

    pub(crate) fn written(self) -> String {
        let what = match self {
            Self::People => "reached people",
            Self::Impressions => "impressions",
        };
        format!("½ Σ_g |share_g of {what} − share_g of eligible people|")
    }
}

/// People in the letters of a formula.
pub(crate) fn people(cells: &[Cell]) -> String {
    match cells {
        [Cell::Selected, Cell::Rejected] => "all people of known group".to_owned(),
        cells => {
            let letters: Vec<_> = cells.iter().map(|cell| cell.letters()).collect();
            format!("the {} of known group", letters.join(" or "))
        }
    }
}

/// A number in the letters of a formula.
fn word(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Impressions => "impressions",
        Quantity::LogValue => "ln value",
        Quantity::Outcome => "outcome",
        Quantity::Value => "value",
        _ => "number",
    }
}

/// Whether a formula holds shares against those of the population.
pub(crate) fn about_benchmark(formula: &Formula) -> bool {
    matches!(
        formula,
        Formula::Part(Part::MinusBenchmark(_) | Part::OverBenchmark(_)) | Formula::GoodnessOfFit(_)
    )
}

/// Whether a formula has a number for rows whose group is known only.
pub(crate) fn about_missing(formula: &Formula) -> bool {
    matches!(formula, Formula::Paired(paired) if paired.is_about_missing())
}
