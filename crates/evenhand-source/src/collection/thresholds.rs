use crate::error::Result;
use crate::input::{Input, Manner};
use crate::program::{Purpose, top_scores};
use crate::progress::NoProgress;
use crate::scores::kth_largest;
use crate::tally::{decode_score, filtered};
use evenhand_core::{AuditPlan, ColumnIndex, DataNote, Decide, Fraction};

/// Above this share of people at the median, the share above it says little.
const MANY_TIED: f64 = 0.1;

/// The threshold of each model that takes the highest scores, from a pass over the scores alone.
pub(super) fn find(
    input: &Input,
    index: &ColumnIndex,
    plan: &AuditPlan,
) -> Result<(Vec<Option<f64>>, Vec<DataNote>)> {
    let mut notes = Vec::new();
    let mut thresholds = vec![None; plan.models.len()];
    let mut columns: Vec<&str> = Vec::new();
    for (_, score, _) in top_scores(plan) {
        if !columns.contains(&score) {
            columns.push(score);
        }
    }
    if columns.is_empty() {
        return Ok((thresholds, notes));
    }
    let program = input.program(plan, index, Purpose::Thresholds)?;
    let sides = input.sides(&program)?;
    let positions: Vec<usize> = columns.iter().filter_map(|c| program.position(c)).collect();
    let parts = input.read(
        &program,
        Manner::default(),
        &NoProgress,
        || vec![Vec::new(); positions.len()],
        |scores: &mut Vec<Vec<f64>>, batch| {
            for side in &sides {
                side.join(batch);
            }
            if let Some(kept) = filtered(&program, batch)
                && kept.rows.len() < batch.rows
            {
                batch.keep(kept.rows);
            }
            let mut decoded = Vec::new();
            for (scores, position) in scores.iter_mut().zip(&positions) {
                decode_score(&program, *position, batch, &mut decoded)?;
                scores.extend(decoded.iter().filter(|score| !score.is_nan()));
            }
            Ok(())
        },
    )?;
    let mut all: Vec<Vec<f64>> = vec![Vec::new(); columns.len()];
    for mut part in parts {
        for (all, part) in all.iter_mut().zip(&mut part) {
            all.append(part);
        }
    }
    for (model, score, decide) in top_scores(plan) {
        let Some(i) = columns.iter().position(|column| *column == score) else {
            continue;
        };
        let n = all[i].len() as u64;
        let k = match decide {
            Decide::AboveMedian { .. } => {
                let Some(median) = median(&mut all[i]) else {
                    continue;
                };
                // A score is above the median if it is at least the next number after it.
                thresholds[model] = Some(median.next_up());
                notes.extend(tied(&all[i], median, score));
                continue;
            }
            Decide::TopK { k, .. } => *k,
            Decide::TopFraction { share, .. } => share_of(*share, n),
            _ => continue,
        };
        thresholds[model] = kth_largest(&mut all[i], k);
    }
    Ok((thresholds, notes))
}

/// The median; of an even number, the middle of the two in the middle.
fn median(scores: &mut [f64]) -> Option<f64> {
    if scores.is_empty() {
        return None;
    }
    let (middle, odd) = (scores.len() / 2, scores.len() % 2 == 1);
    let (below, upper, _) = scores.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    let lower = if odd {
        upper
    } else {
        below
            .iter()
            .copied()
            .max_by(f64::total_cmp)
            .unwrap_or(upper)
    };
    Some(lower + (upper - lower) / 2.0 + 0.0)
}

/// People exactly at the median are not above it.
fn tied(scores: &[f64], median: f64, column: &str) -> Option<DataNote> {
    let at = scores
        .iter()
        .filter(|score| **score - median == 0.0)
        .count() as u64;
    let above = scores.iter().filter(|score| **score > median).count();
    if at < 2 {
        return None;
    }
    let share = |count: f64| 100.0 * count / scores.len() as f64;
    let message = format!(
        "Rows with exactly the median of `{column}` ({:.1} % of all); they are not above it, so {:.1} % of all are.",
        share(at as f64),
        share(above as f64)
    );
    Some(if share(at as f64) > 100.0 * MANY_TIED {
        DataNote::warning("tied_at_median", Some(at), message)
    } else {
        DataNote::info("tied_at_median", Some(at), message)
    })
}

/// A share of `n` rows, rounded up.
fn share_of(share: Fraction, n: u64) -> u64 {
    let (top, bottom) = (
        u128::from(share.numerator().unsigned_abs()),
        u128::from(share.denominator().unsigned_abs()),
    );
    (u128::from(n) * top).div_ceil(bottom.max(1)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&mut []), None);
        let note = tied(&[1.0, 2.0, 2.0, 3.0], 2.0, "score").unwrap();
        assert!(note.message.contains("(50.0 % of all)") && note.message.contains("25.0 % of all"));
        assert_eq!(tied(&[1.0, 2.0, 3.0], 2.0, "score"), None);
    }

    #[test]
    fn a_share_is_rounded_up() {
        let twentieth = Fraction::new(1, 20).unwrap();
        assert_eq!(share_of(twentieth, 100), 5);
        assert_eq!(share_of(twentieth, 101), 6);
    }
}
