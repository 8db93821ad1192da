use crate::error::Result;
use crate::input::{Input, Manner};
use crate::program::{Purpose, top_scores};
use crate::progress::NoProgress;
use crate::scores::kth_largest;
use crate::tally::{decode_score, filtered};
use evenhand_core::{AuditPlan, ColumnIndex, Decide, Fraction};

/// The threshold of each model that takes the highest scores, from a pass over the scores alone.
pub(super) fn find(
    input: &Input,
    index: &ColumnIndex,
    plan: &AuditPlan,
) -> Result<Vec<Option<f64>>> {
    let mut thresholds = vec![None; plan.models.len()];
    let mut columns: Vec<&str> = Vec::new();
    for (_, score, _) in top_scores(plan) {
        if !columns.contains(&score) {
            columns.push(score);
        }
    }
    if columns.is_empty() {
        return Ok(thresholds);
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
            Decide::TopK { k, .. } => *k,
            Decide::TopFraction { share, .. } => share_of(*share, n),
            _ => continue,
        };
        thresholds[model] = kth_largest(&mut all[i], k);
    }
    Ok(thresholds)
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
    fn a_share_is_rounded_up() {
        let twentieth = Fraction::new(1, 20).unwrap();
        assert_eq!(share_of(twentieth, 100), 5);
        assert_eq!(share_of(twentieth, 101), 6);
    }
}
