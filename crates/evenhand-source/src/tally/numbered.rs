//! Rows by score, by value and by arm.

use super::{ModelTally, Scratch};
use crate::binary::ABSENT;
use crate::problem::Kind;
use crate::program::Program;
use evenhand_core::{Grid, Real};

/// Counters of an outcome by number: no, yes, unknown, and one for rows that do not count.
pub(super) const BY_OUTCOME: usize = 4;
/// Counters of an outcome and a decision by number: each outcome as not selected and as selected, and one for rows that do not
/// count.
pub(crate) const BY_CHOICE: usize = 7;
/// Counters of an arm by number: treated or not, selected or not, with the outcome or not; and one that does not count.
pub(super) const BY_ARM: usize = 9;
/// Bins that scores go into when they are too many to keep.
const BINS: u32 = 1024;
/// Binary digits by which values are told apart when they are too many to keep.
const DIGITS: u32 = 10;

/// Into what bins scores go when they are too many to keep.
pub(crate) fn score_grid(program: &Program) -> Grid {
    equal_grid(program.plan.score_range)
}

/// Bins of equal width over the range of the scores.
pub(crate) fn equal_grid((low, high): (f64, f64)) -> Grid {
    Grid::Equal {
        low: Real::new(low).unwrap_or_default(),
        high: Real::new(high).unwrap_or_default(),
        bins: BINS,
    }
}

/// Into what bins values go when they are too many to keep.
pub(crate) const VALUE_GRID: Grid = Grid::Relative { digits: DIGITS };

/// Counts the rows of a batch by score, by value and by arm, as one model sees them.
pub(super) fn count(
    tally: &mut ModelTally,
    values: &[f64],
    scratch: &mut Scratch,
    weighted: bool,
) -> Result<(), (usize, Kind)> {
    let Scratch {
        codes,
        decisions,
        labels,
        numbers,
        outcomes,
        scores,
        treated,
        weights,
        ..
    } = scratch;
    let weights = weighted.then_some(&weights[..]);
    let by_choice = tally.binary.is_some();
    for (table, column, by_choice) in [
        (&mut tally.by_score, &scores[..], by_choice),
        (&mut tally.by_value, values, false),
    ] {
        let Some(table) = table else { continue };
        outcomes.clear();
        let known = labels.iter().zip(decisions.iter()).zip(column);
        outcomes.extend(known.map(|((label, decision), number)| {
            match (*decision == ABSENT || !number.is_finite(), by_choice) {
                (true, true) => BY_CHOICE as u8 - 1,
                (true, false) => BY_OUTCOME as u8 - 1,
                (false, true) => 2 * label + decision,
                (false, false) => *label,
            }
        }));
        table.take(codes, column, outcomes, weights)?;
    }
    let Some(table) = &mut tally.arms else {
        return Ok(());
    };
    outcomes.clear();
    let known = labels.iter().zip(decisions.iter()).zip(treated.iter());
    outcomes.extend(known.map(|((label, decision), treated)| {
        if *label == ABSENT || *decision == ABSENT || *treated == ABSENT {
            BY_ARM as u8 - 1
        } else {
            treated * 4 + decision * 2 + label
        }
    }));
    // Rows without a score have an arm all the same.
    numbers.clear();
    numbers.resize(labels.len(), f64::NEG_INFINITY);
    for (number, score) in numbers.iter_mut().zip(scores.iter()) {
        if score.is_finite() {
            *number = *score;
        }
    }
    table.take(codes, numbers, outcomes, weights)
}
