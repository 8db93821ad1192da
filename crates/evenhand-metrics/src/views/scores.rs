use crate::Undefined;
use crate::evaluate::{Kept, edges};
use evenhand_core::Histogram;
use evenhand_inference::abroca::roc;
use evenhand_inference::auc::Steps;
use evenhand_inference::calibration::Bin;
use std::sync::{Arc, OnceLock};

/// The rows at one score: sums of weights, or rows where nothing is weighted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScoreCell {
    /// The score, or the value.
    pub at: f64,
    /// Outcome absent.
    pub negative: f64,
    /// Outcome present.
    pub positive: f64,
    /// Outcome unknown.
    pub unlabelled: f64,
}

impl ScoreCell {
    /// All rows.
    pub fn all(&self) -> f64 {
        self.negative + self.positive + self.unlabelled
    }

    /// So many times its rows.
    pub(crate) fn times(&self, factor: f64) -> Self {
        Self {
            at: self.at,
            negative: self.negative * factor,
            positive: self.positive * factor,
            unlabelled: self.unlabelled * factor,
        }
    }

    /// Rows with a known outcome.
    pub fn labelled(&self) -> f64 {
        self.negative + self.positive
    }
}

/// The scores of a group, ascending.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The rows at each score; shared, because many numbers look at the same scores.
    pub(crate) cells: Arc<[ScoreCell]>,
    known: Arc<Known>,
}

/// What many numbers ask of the same scores, in the table that they belong to.
#[derive(Debug, Default)]
struct Known {
    binned: Kept<(Cut, [u64; 2]), Binned>,
    bins: OnceLock<(Vec<f64>, Vec<f64>)>,
    curve: OnceLock<Option<Vec<(f64, f64)>>>,
    distribution: OnceLock<Vec<(f64, f64)>>,
    logits: Kept<u64, Arc<[LogOdds]>>,
    moments: OnceLock<Option<Central>>,
    sums: OnceLock<[f64; 3]>,
}

/// How scores are cut into the bins in which they are held against outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cut {
    /// All in one.
    None,
    /// About the same share of everyone in each.
    EqualMass,
    /// The same width of each.
    EqualWidth,
}

/// The log odds that a score stands for, its rows and those with the outcome.
pub(crate) type LogOdds = (f64, f64, f64);

/// Scores and outcomes in bins.
pub(crate) type Binned = Result<Arc<[Bin]>, Undefined>;

/// The mean of all scores, and the means of the powers of how far they lie from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Central {
    pub mean: f64,
    pub second: f64,
    pub third: f64,
    pub fourth: f64,
}

/// Bins of about equal mass in which distributions are compared.
pub(crate) const BINS: usize = 10;

impl PartialEq for Scores {
    fn eq(&self, other: &Self) -> bool {
        self.cells == other.cells
    }
}

impl FromIterator<ScoreCell> for Scores {
    fn from_iter<I: IntoIterator<Item = ScoreCell>>(cells: I) -> Self {
        Self {
            cells: cells.into_iter().collect(),
            known: Arc::default(),
        }
    }
}

impl Scores {
    /// The weights of a histogram.
    pub fn of(histogram: &Histogram) -> Self {
        let cell = |(at, [negative, positive, unlabelled]): (f64, [[f64; 3]; 3])| ScoreCell {
            at,
            negative: negative[1],
            positive: positive[1],
            unlabelled: unlabelled[1],
        };
        histogram.numbers_and_weights().map(cell).collect()
    }

    /// The rows at each score, ascending.
    pub fn cells(&self) -> &[ScoreCell] {
        &self.cells
    }

    /// All rows, rows with the outcome, rows without it.
    fn sums(&self) -> [f64; 3] {
        *self.known.sums.get_or_init(|| {
            let sums = [0.0, 0.0, 0.0];
            self.cells.iter().fold(sums, |[all, up, down], cell| {
                [all + cell.all(), up + cell.positive, down + cell.negative]
            })
        })
    }

    /// All rows.
    pub fn total(&self) -> f64 {
        self.sums()[0]
    }

    /// Rows with the outcome.
    pub fn positives(&self) -> f64 {
        self.sums()[1]
    }

    /// Rows without the outcome.
    pub fn negatives(&self) -> f64 {
        self.sums()[2]
    }

    /// The mean and its like; `None` without rows.
    pub(crate) fn moments(&self) -> Option<Central> {
        *self.known.moments.get_or_init(|| {
            let total = self.total();
            let mean = self.cells.iter().map(|c| c.at * c.all()).sum::<f64>() / total;
            let mut sums = [0.0; 3];
            for cell in self.cells.iter() {
                let (away, rows) = (cell.at - mean, cell.all());
                let square = away * away;
                sums[0] += square * rows;
                sums[1] += square * away * rows;
                sums[2] += square * square * rows;
            }
            let [second, third, fourth] = sums.map(|sum| sum / total);
            (total > 0.0).then_some(Central {
                mean,
                second,
                third,
                fourth,
            })
        })
    }

    /// Scores and outcomes in so many bins of a kind, at a size.
    pub(crate) fn binned(
        &self,
        cut: Cut,
        parameters: [f64; 2],
        work: impl FnOnce() -> Binned,
    ) -> Binned {
        let key = (cut, parameters.map(f64::to_bits));
        self.known.binned.get(key, work)
    }

    /// Log odds of the scores with rows and events, at a size.
    pub(crate) fn logits(&self, size: f64, work: impl FnOnce() -> Vec<LogOdds>) -> Arc<[LogOdds]> {
        self.known.logits.get(size.to_bits(), || work().into())
    }

    /// The largest score of each of at most [`BINS`] bins of about equal mass, and the rows in them.
    pub(crate) fn bins(&self) -> (&[f64], &[f64]) {
        let (edges, rows) = self.known.bins.get_or_init(|| {
            let edges = edges(self, BINS, ScoreCell::all);
            let rows = self.rows_up_to(&edges);
            (edges, rows)
        });
        (edges, rows)
    }

    /// The rows up to each of these ascending scores from the one before it; the last holds all that are above as well.
    pub(crate) fn rows_up_to(&self, edges: &[f64]) -> Vec<f64> {
        let mut left = &self.cells[..];
        let last = edges.len().saturating_sub(1);
        let rows = |(i, edge): (usize, &f64)| {
            let end = if i == last {
                left.len()
            } else {
                left.partition_point(|cell| cell.at <= *edge)
            };
            let (own, above) = left.split_at(end);
            left = above;
            own.iter().map(ScoreCell::all).sum()
        };
        edges.iter().enumerate().map(rows).collect()
    }

    /// Positives and negatives at ascending scores, in as few steps as their area needs.
    pub(crate) fn steps(&self) -> Steps {
        let mut steps = Steps::up_to(self.cells.len());
        for cell in self.cells.iter() {
            steps.push(cell.positive, cell.negative);
        }
        steps
    }

    /// Positives and negatives at each score, ascending; scores without either are left out.
    pub fn labelled(&self) -> Vec<(f64, f64)> {
        let mut labelled = Vec::with_capacity(self.cells.len());
        let cells = self.cells.iter().filter(|cell| cell.labelled() > 0.0);
        labelled.extend(cells.map(|cell| (cell.positive, cell.negative)));
        labelled
    }

    /// The corners of the ROC curve; `None` without positives or without negatives.
    pub(crate) fn curve(&self) -> Option<&[(f64, f64)]> {
        let curve = (self.known.curve).get_or_init(|| roc(&self.labelled()).ok());
        curve.as_deref()
    }

    /// All rows at each score, ascending.
    pub fn distribution(&self) -> &[(f64, f64)] {
        self.known.distribution.get_or_init(|| {
            let rows = self.cells.iter().map(|cell| (cell.at, cell.all()));
            rows.collect()
        })
    }
}
