//! How well bins of features tell one group from the rest, on rows that were not used to learn it.

use evenhand_inference::auc::{Auc, from_bins};

/// Parts of which each is predicted from the others.
pub(super) const FOLDS: usize = 5;

/// People with a known group: the fold of each, and for each feature its bin.
pub(super) struct Folded<'a> {
    /// Bins by feature, then by person.
    pub bins: Vec<(Vec<usize>, usize)>,
    pub folds: &'a [usize],
}

impl Folded<'_> {
    /// The area under the curve of telling a level from the rest within each fold, its folds averaged by their pairs.
    ///
    /// A bin's evidence is the share of the level in it, in the other folds, as log odds; several features add up, as if
    /// they were independent within groups (naive Bayes).
    pub fn area(&self, labels: &[u32], level: u32) -> Option<Auc> {
        let counts: Vec<Vec<[f64; 2]>> = (self.bins.iter())
            .map(|(codes, size)| {
                let mut counts = vec![[0.0; 2]; FOLDS * size];
                for ((code, fold), label) in codes.iter().zip(self.folds).zip(labels) {
                    counts[fold * size + code][usize::from(*label == level)] += 1.0;
                }
                counts
            })
            .collect();
        let mut parts: Vec<Auc> = Vec::with_capacity(FOLDS);
        for fold in 0..FOLDS {
            let evidence: Vec<Vec<f64>> = (self.bins.iter().zip(&counts))
                .map(|((_, size), counts)| evidence(counts, *size, fold))
                .collect();
            let steps = if let ([scores], [counts], [(_, size)]) =
                (evidence.as_slice(), counts.as_slice(), self.bins.as_slice())
            {
                let own = &counts[fold * size..(fold + 1) * size];
                steps(
                    scores
                        .iter()
                        .zip(own)
                        .map(|(s, c)| (*s, c[1], c[0]))
                        .collect(),
                )
            } else {
                let people = (0..labels.len()).filter(|i| self.folds[*i] == fold);
                let scored = people.map(|i| {
                    let score: f64 = (evidence.iter().zip(&self.bins))
                        .map(|(evidence, (codes, _))| evidence[codes[i]])
                        .sum();
                    let is = f64::from(u8::from(labels[i] == level));
                    (score, is, 1.0 - is)
                });
                steps(scored.collect())
            };
            parts.extend(from_bins(&steps).ok());
        }
        joined(&parts)
    }
}

/// The log odds of the level in each bin, against all bins, from all folds but one.
fn evidence(counts: &[[f64; 2]], size: usize, fold: usize) -> Vec<f64> {
    let mut sums = vec![[0.0; 2]; size];
    let mut all = [0.0; 2];
    for (i, count) in counts.iter().enumerate() {
        if i / size != fold {
            for side in 0..2 {
                sums[i % size][side] += count[side];
                all[side] += count[side];
            }
        }
    }
    let part = 1.0 / size as f64;
    sums.iter()
        .map(|sum| {
            let share = |side: usize| (sum[side] + part) / (all[side] + 1.0);
            libm::log(share(1)) - libm::log(share(0))
        })
        .collect()
}

/// Positives and negatives at each score, ascending.
fn steps(mut scored: Vec<(f64, f64, f64)>) -> Vec<(f64, f64)> {
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    scored
        .chunk_by(|a, b| b.0 - a.0 <= 1e-12)
        .map(|tied| {
            tied.iter()
                .fold((0.0, 0.0), |sum, x| (sum.0 + x.1, sum.1 + x.2))
        })
        .collect()
}

/// One area from those of the folds, which share no pair.
fn joined(parts: &[Auc]) -> Option<Auc> {
    let pairs: f64 = parts.iter().map(|a| a.positives * a.negatives).sum();
    if pairs <= 0.0 {
        return None;
    }
    let weight = |a: &Auc| a.positives * a.negatives / pairs;
    Some(Auc {
        auc: parts.iter().map(|a| weight(a) * a.auc).sum(),
        variance: parts
            .iter()
            .map(|a| weight(a) * weight(a) * a.variance)
            .sum(),
        positives: parts.iter().map(|a| a.positives).sum(),
        negatives: parts.iter().map(|a| a.negatives).sum(),
    })
}
