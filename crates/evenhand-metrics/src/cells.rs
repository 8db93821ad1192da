use crate::{Cell, Formula, Undefined};
use evenhand_core::{ConfusionMatrix, Count, Tables};

/// The confusion table of a group as numbers: sums of weights, or rows where nothing is weighted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cells {
    /// Outcome absent, selected.
    pub false_positive: f64,
    /// Outcome present, not selected.
    pub false_negative: f64,
    /// Outcome unknown, not selected.
    pub rejected_unlabelled: f64,
    /// Outcome unknown, selected.
    pub selected_unlabelled: f64,
    /// Outcome absent, not selected.
    pub true_negative: f64,
    /// Outcome present, selected.
    pub true_positive: f64,
}

impl Cells {
    /// Number of cells.
    pub(crate) const LENGTH: usize = 6;

    /// The weights of a table.
    pub fn of(table: &ConfusionMatrix) -> Self {
        Self::from_array(counts(table).map(|count| count.weight()))
    }

    pub(crate) fn from_array(cells: [f64; Self::LENGTH]) -> Self {
        let [
            true_positive,
            false_positive,
            false_negative,
            true_negative,
            selected_unlabelled,
            rejected_unlabelled,
        ] = cells;
        Self {
            false_positive,
            false_negative,
            rejected_unlabelled,
            selected_unlabelled,
            true_negative,
            true_positive,
        }
    }

    pub(crate) fn to_array(self) -> [f64; Self::LENGTH] {
        [
            self.true_positive,
            self.false_positive,
            self.false_negative,
            self.true_negative,
            self.selected_unlabelled,
            self.rejected_unlabelled,
        ]
    }

    /// Selected, with or without a label.
    pub fn selected(&self) -> f64 {
        self.true_positive + self.false_positive + self.selected_unlabelled
    }

    /// Not selected, with or without a label.
    pub fn rejected(&self) -> f64 {
        self.false_negative + self.true_negative + self.rejected_unlabelled
    }

    /// Everyone with a decision.
    pub fn total(&self) -> f64 {
        self.selected() + self.rejected()
    }

    /// Everyone with a label and a decision.
    pub fn labelled(&self) -> f64 {
        self.true_positive + self.false_positive + self.false_negative + self.true_negative
    }

    /// One cell.
    pub fn get(&self, cell: Cell) -> f64 {
        match cell {
            Cell::Tp => self.true_positive,
            Cell::Fp => self.false_positive,
            Cell::Fn => self.false_negative,
            Cell::Tn => self.true_negative,
            Cell::Selected => self.selected(),
            Cell::Rejected => self.rejected(),
            // Not of the confusion table: counted by `count_of`.
            Cell::Reached(_)
            | Cell::Treated
            | Cell::TreatedPositive
            | Cell::Control
            | Cell::ControlPositive => 0.0,
        }
    }

    /// A declared rate on these cells.
    pub(crate) fn rate(&self, formula: &Formula) -> Result<f64, Undefined> {
        match formula {
            Formula::Rate { count, of } => {
                let sum = |cells: &[Cell]| cells.iter().map(|cell| self.get(*cell)).sum::<f64>();
                share(sum(count), sum(of))
            }
            _ => Err(Undefined::NotCollected),
        }
    }
}

/// `part / whole`; zero over zero is undefined, more than zero over zero is infinite.
pub(crate) fn share(part: f64, whole: f64) -> Result<f64, Undefined> {
    if whole > 0.0 {
        Ok(part / whole)
    } else if part > 0.0 {
        Ok(f64::INFINITY)
    } else {
        Err(Undefined::ZeroDenominator)
    }
}

/// The six cells of a table that hold a decision, in the order of [`Cells::to_array`].
pub(crate) fn counts(table: &ConfusionMatrix) -> [Count; Cells::LENGTH] {
    [
        table.true_positive,
        table.false_positive,
        table.false_negative,
        table.true_negative,
        table.selected_unlabelled,
        table.rejected_unlabelled,
    ]
}

/// The count of a sum of cells.
pub fn count_of(tables: &Tables, cells: &[Cell]) -> Count {
    let table = &tables.confusion;
    let mut total = Count::default();
    for cell in cells {
        let part = match cell {
            Cell::Tp => table.true_positive,
            Cell::Fp => table.false_positive,
            Cell::Fn => table.false_negative,
            Cell::Tn => table.true_negative,
            Cell::Selected => table.selected(),
            Cell::Rejected => Count::sum([
                &table.false_negative,
                &table.true_negative,
                &table.rejected_unlabelled,
            ]),
            Cell::Reached(stages) => tables.funnel.all_of(stages),
            Cell::Treated | Cell::TreatedPositive | Cell::Control | Cell::ControlPositive => {
                arm_count(tables, *cell)
            }
        };
        total = Count::sum([&total, &part]);
    }
    total
}

/// People of an arm of the experiment.
fn arm_count(tables: &Tables, cell: Cell) -> Count {
    let counts: Vec<Count> = tables
        .arms
        .bins()
        .iter()
        .map(|bin| match cell {
            Cell::Treated => bin.treated.all(),
            Cell::TreatedPositive => bin.treated.positive(),
            Cell::ControlPositive => bin.control.positive(),
            _ => bin.control.all(),
        })
        .collect();
    Count::sum(&counts)
}
