use crate::{DataNote, Real};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What came in, what was left out and why: every row is in exactly one of these numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Intake {
    /// Side tables, in spec order.
    pub joins: Vec<JoinIntake>,
    /// What else was noticed, in canonical order.
    pub notes: Vec<DataNote>,
    /// Rows that the filter left out.
    pub rows_filtered_out: u64,
    /// Rows read from the sources (for a counts table: the sum of its counts).
    pub rows_read: u64,
    /// Rows counted in the statistics.
    pub rows_used: u64,
    /// Rows left out because they carry no decision, per model in spec order.
    pub rows_without_decision: Vec<u64>,
    /// Rows that count in selection metrics only, because their label is missing.
    pub rows_without_label: u64,
    /// The scores of each model that has a score column, in spec order.
    pub scores: Vec<ScoreIntake>,
}

impl Eq for Intake {}

/// How a side table met the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JoinIntake {
    /// Rows that found their partner.
    pub matched: u64,
    /// Column of the key, as the spec names it.
    pub on: String,
    /// Rows without a partner; their side columns are missing.
    pub unmatched: u64,
}

/// The scores as they came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreIntake {
    /// Finite scores above the range of the spec.
    pub above_range: u64,
    /// Finite scores below the range of the spec.
    pub below_range: u64,
    /// Column of the score.
    pub column: String,
    /// Infinite scores.
    pub infinite: u64,
    /// Highest finite score.
    pub max: Option<Real>,
    /// Highest finite score of a row that was not selected.
    pub max_rejected: Option<Real>,
    /// Lowest finite score.
    pub min: Option<Real>,
    /// Lowest finite score of a row that was selected.
    pub min_selected: Option<Real>,
    /// Missing scores.
    pub missing: u64,
    /// Scores that are not a number.
    pub nan: u64,
    /// Threshold that was applied, where the decision is made from the score.
    pub threshold: Option<Real>,
    /// Rows tied exactly at that threshold (all of them are selected).
    pub tied_at_threshold: u64,
}

impl Intake {
    /// Adds what another part of the same table reported.
    pub fn merge(&mut self, other: &Self) {
        self.rows_read += other.rows_read;
        self.rows_used += other.rows_used;
        self.rows_filtered_out += other.rows_filtered_out;
        self.rows_without_label += other.rows_without_label;
        add_each(
            &mut self.rows_without_decision,
            &other.rows_without_decision,
        );
        for (i, join) in other.joins.iter().enumerate() {
            match self.joins.get_mut(i) {
                Some(mine) => {
                    mine.matched += join.matched;
                    mine.unmatched += join.unmatched;
                }
                None => self.joins.push(join.clone()),
            }
        }
        for (i, score) in other.scores.iter().enumerate() {
            match self.scores.get_mut(i) {
                Some(mine) => mine.merge(score),
                None => self.scores.push(score.clone()),
            }
        }
        for note in &other.notes {
            self.add_note(note.clone());
        }
    }

    /// Takes away what a part of the same table reported; notes and extreme scores stay.
    pub(super) fn subtract(&mut self, part: &Self) {
        self.rows_read -= part.rows_read.min(self.rows_read);
        self.rows_used -= part.rows_used.min(self.rows_used);
        self.rows_filtered_out -= part.rows_filtered_out.min(self.rows_filtered_out);
        self.rows_without_label -= part.rows_without_label.min(self.rows_without_label);
        let undecided = self.rows_without_decision.iter_mut();
        for (mine, gone) in undecided.zip(&part.rows_without_decision) {
            *mine -= *gone.min(mine);
        }
        for (mine, gone) in self.joins.iter_mut().zip(&part.joins) {
            mine.matched -= gone.matched.min(mine.matched);
            mine.unmatched -= gone.unmatched.min(mine.unmatched);
        }
        for (mine, gone) in self.scores.iter_mut().zip(&part.scores) {
            mine.subtract(gone);
        }
    }

    /// Adds a note, summing its count with that of an equal one, and keeps the notes in order.
    pub fn add_note(&mut self, note: DataNote) {
        let same = |mine: &DataNote| mine.code == note.code && mine.message == note.message;
        match self.notes.iter_mut().find(|mine| same(mine)) {
            Some(mine) => {
                if let (Some(mine), Some(theirs)) = (mine.count.as_mut(), note.count) {
                    *mine += theirs;
                }
            }
            None => self.notes.push(note),
        }
        self.notes.sort();
    }
}

impl ScoreIntake {
    fn subtract(&mut self, part: &Self) {
        for (mine, gone) in [
            (&mut self.above_range, part.above_range),
            (&mut self.below_range, part.below_range),
            (&mut self.infinite, part.infinite),
            (&mut self.missing, part.missing),
            (&mut self.nan, part.nan),
            (&mut self.tied_at_threshold, part.tied_at_threshold),
        ] {
            *mine -= gone.min(*mine);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.above_range += other.above_range;
        self.below_range += other.below_range;
        self.infinite += other.infinite;
        self.missing += other.missing;
        self.nan += other.nan;
        self.tied_at_threshold += other.tied_at_threshold;
        self.min = extreme(self.min, other.min, f64::min);
        self.max = extreme(self.max, other.max, f64::max);
        self.min_selected = extreme(self.min_selected, other.min_selected, f64::min);
        self.max_rejected = extreme(self.max_rejected, other.max_rejected, f64::max);
    }
}

fn extreme(a: Option<Real>, b: Option<Real>, pick: fn(f64, f64) -> f64) -> Option<Real> {
    match (a, b) {
        (Some(a), Some(b)) => Real::new(pick(a.get(), b.get())),
        (one, other) => one.or(other),
    }
}

fn add_each(mine: &mut Vec<u64>, theirs: &[u64]) {
    mine.resize(mine.len().max(theirs.len()), 0);
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}
