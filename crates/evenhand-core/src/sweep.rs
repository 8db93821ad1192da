use crate::{Error, Estimate, MetricInfo, Real, Result};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The same audit at many thresholds of one score, counted in one pass over the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// Metrics of its numbers, each with what explains it.
    pub metrics: Vec<MetricInfo>,
    /// Fewer people than this are too few for a group to decide a line.
    #[serde(default)]
    pub min_n: u64,
    /// Name of the model; empty without `[[model]]`.
    pub model: Arc<str>,
    /// The cuts, from the fewest selected to the most.
    pub points: Vec<SweepPoint>,
    /// Column of the score.
    pub score: String,
    /// Id of the system.
    pub system: String,
    /// Name and version of the program that made it.
    pub tool: String,
}

/// What the audit would say if everybody with a score of at least this were selected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepPoint {
    /// The numbers at this threshold.
    pub estimates: Vec<Estimate>,
    /// Summaries over the groups of at least `min_n` alone, for attributes that have a smaller one as well.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub large_groups: Vec<Estimate>,
    /// Share of the rows that are selected, by weight.
    pub share: Real,
    /// Everybody with at least this score is selected.
    pub threshold: Real,
}

/// Which cuts a sweep makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Cuts {
    /// As many cuts, each adding the same share of the rows.
    Even(usize),
    /// The highest scores up to these shares of the rows, ties at the last place included.
    Shares(Vec<f64>),
    /// These thresholds.
    Thresholds(Vec<f64>),
    /// Every score that occurs.
    Every,
}

/// Cuts of one sweep above which the tables would be too long to mean anything.
pub const MOST_CUTS: usize = 10_000;

impl Cuts {
    /// The thresholds for these scores, descending; scores come with their weights, ascending.
    ///
    /// # Errors
    /// When a share or a threshold is no number, or there are too many cuts.
    ///
    /// ```
    /// use evenhand_core::Cuts;
    /// let scores = [(0.1, 5.0), (0.4, 3.0), (0.9, 2.0)];
    /// assert_eq!(Cuts::Shares(vec![0.2, 0.3]).thresholds(&scores).unwrap(), [0.9, 0.4]);
    /// ```
    pub fn thresholds(&self, scores: &[(f64, f64)]) -> Result<Vec<f64>> {
        let wrong = |what: String| Err(Error::spec("sweep", what));
        let mut cuts: Vec<f64> = match self {
            Self::Thresholds(cuts) => {
                if let Some(cut) = cuts.iter().find(|cut| !cut.is_finite()) {
                    return wrong(format!("`{cut}` is no threshold"));
                }
                cuts.clone()
            }
            Self::Every => scores.iter().map(|(score, _)| *score).collect(),
            Self::Shares(shares) => {
                if let Some(share) = shares
                    .iter()
                    .find(|share| !(**share > 0.0 && **share <= 1.0))
                {
                    return wrong(format!("`{share}` is no share of the rows"));
                }
                at_shares(scores, shares)
            }
            Self::Even(steps) => {
                let shares: Vec<f64> = (1..=*steps)
                    .map(|step| step as f64 / (*steps as f64 + 1.0))
                    .collect();
                at_shares(scores, &shares)
            }
        };
        cuts.sort_by(|a, b| b.total_cmp(a));
        cuts.dedup();
        if cuts.len() > MOST_CUTS {
            return wrong(format!(
                "{} cuts are more than {MOST_CUTS}; ask for fewer",
                cuts.len()
            ));
        }
        Ok(cuts)
    }
}

/// The lowest score that must be selected to reach each share.
fn at_shares(scores: &[(f64, f64)], shares: &[f64]) -> Vec<f64> {
    let all: f64 = scores.iter().map(|(_, weight)| weight).sum();
    let mut cuts = Vec::with_capacity(shares.len());
    for share in shares {
        let mut reached = 0.0;
        for (score, weight) in scores.iter().rev() {
            reached += weight;
            // Rounding must not push a share that is met exactly to the next score.
            if reached >= share * all * (1.0 - 1e-12) {
                cuts.push(*score);
                break;
            }
        }
    }
    cuts
}
