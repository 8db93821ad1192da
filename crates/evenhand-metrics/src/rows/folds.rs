//! How well bins of features tell one group from the rest, on rows that were not used to learn it.

use evenhand_inference::auc::{Auc, from_bins};

/// Parts of which each is predicted from the others.
pub(super) const FOLDS: usize = 5;

/// People with a known group: the fold of each, and for each feature its bin.
pub(super) struct Folded {
    features: Vec<Bins>,
    /// Positions of the people of each fold.
    folds: Vec<Vec<usize>>,
}

/// The bins of a feature.
struct Bins {
    /// How many there are.
    size: usize,
    /// The bin of each person, numbered through all folds.
    places: Vec<u32>,
}

/// How many of each label are in each bin of each fold, for each feature.
pub(super) struct Counts {
    features: Vec<Vec<u32>>,
    labels: usize,
}

impl Counts {
    /// Of the level and of the rest.
    fn of(&self, feature: usize, level: u32) -> Vec<[f64; 2]> {
        let bins = self.features[feature].chunks_exact(self.labels);
        bins.map(|labels| {
            let is = labels[level as usize];
            [f64::from(labels.iter().sum::<u32>() - is), f64::from(is)]
        })
        .collect()
    }
}

impl Folded {
    /// The fold of each person, and for each feature the bin of each person and how many bins there are.
    pub fn new(folds: &[usize], features: impl Iterator<Item = (Vec<usize>, usize)>) -> Self {
        let place = |size: usize| move |(bin, fold): (usize, &usize)| (fold * size + bin) as u32;
        let features = features.map(|(bins, size)| Bins {
            size,
            places: bins.into_iter().zip(folds).map(place(size)).collect(),
        });
        let people = |fold| (0..folds.len()).filter(move |i| folds[*i] == fold);
        Self {
            features: features.collect(),
            folds: (0..FOLDS).map(|fold| people(fold).collect()).collect(),
        }
    }

    /// Counts labels, which are below a number; once for the areas of all levels.
    pub fn count(&self, labels: &[u32], below: usize) -> Counts {
        let features = self.features.iter().map(|bins| {
            let mut counts = vec![0; FOLDS * bins.size * below];
            for (place, label) in bins.places.iter().zip(labels) {
                counts[*place as usize * below + *label as usize] += 1;
            }
            counts
        });
        Counts {
            features: features.collect(),
            labels: below,
        }
    }

    /// The area under the curve of telling a level from the rest within each fold, its folds averaged by their pairs.
    ///
    /// A bin's evidence is the share of the level in it, in the other folds, as log odds; several features add up, as if
    /// they were independent within groups (naive Bayes).
    pub fn area(&self, counts: &Counts, labels: &[u32], level: u32) -> Option<Auc> {
        let counts: Vec<Vec<[f64; 2]>> = (0..self.features.len())
            .map(|feature| counts.of(feature, level))
            .collect();
        let mut parts: Vec<Auc> = Vec::with_capacity(FOLDS);
        for (fold, people) in self.folds.iter().enumerate() {
            let evidence: Vec<Vec<f64>> = (self.features.iter().zip(&counts))
                .map(|(bins, counts)| evidence(counts, bins.size, fold))
                .collect();
            let scored = people.iter().map(|i| {
                let score: f64 = (evidence.iter().zip(&self.features))
                    .map(|(evidence, bins)| evidence[bins.places[*i] as usize - fold * bins.size])
                    .sum();
                (score, labels[*i] == level)
            });
            let steps = steps_of_people(scored);
            parts.extend(from_bins(&steps).ok());
        }
        joined(&parts)
    }
}

/// As [`Folded::area`], of one feature alone: labels by the bins of each fold in turn, of which each fold has as many.
pub(super) fn area_of_table(table: &[Vec<f64>], level: usize) -> Option<Auc> {
    let size = table.len() / FOLDS;
    let counts: Vec<[f64; 2]> = table
        .iter()
        .map(|labels| [labels.iter().sum::<f64>() - labels[level], labels[level]])
        .collect();
    let part = |fold: usize| {
        let own = &counts[fold * size..(fold + 1) * size];
        from_bins(&steps_of_bins(&evidence(&counts, size, fold), own)).ok()
    };
    joined(&(0..FOLDS).filter_map(part).collect::<Vec<_>>())
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

/// Scores closer than this are the same, but for rounding.
const SAME: f64 = 1e-12;

/// Positives and negatives at each score of a bin, ascending.
fn steps_of_bins(scores: &[f64], counts: &[[f64; 2]]) -> Vec<(f64, f64)> {
    let mut scored: Vec<(f64, &[f64; 2])> = scores.iter().copied().zip(counts).collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    scored
        .chunk_by(|a, b| b.0 - a.0 <= SAME)
        .map(|tied| {
            tied.iter()
                .fold((0.0, 0.0), |sum, (_, [no, yes])| (sum.0 + yes, sum.1 + no))
        })
        .collect()
}

/// Positives and negatives at each score of people, ascending.
fn steps_of_people(scored: impl Iterator<Item = (f64, bool)>) -> Vec<(f64, f64)> {
    // Whole numbers in the order of the scores sort faster; whether somebody is of the level takes the place of the last
    // binary digit, far below what makes scores differ.
    let mut keys: Vec<u64> = scored
        .map(|(score, is)| {
            let bits = score.to_bits();
            let key = bits ^ (((bits as i64) >> 63) as u64 | 1 << 63);
            key & !1 | u64::from(is)
        })
        .collect();
    keys.sort_unstable();
    let score = |key: u64| {
        let sign = if key >> 63 == 1 { 1 << 63 } else { u64::MAX };
        f64::from_bits((key & !1) ^ sign)
    };
    let mut steps: Vec<(f64, f64)> = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for key in keys {
        let (score, is) = (score(key), (key & 1) as f64);
        match steps.last_mut() {
            Some(step) if score - last <= SAME => *step = (step.0 + is, step.1 + 1.0 - is),
            _ => steps.push((is, 1.0 - is)),
        }
        last = score;
    }
    steps
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_step_up_by_their_scores_and_ties_stay_together() {
        let scored = [
            (0.5, true),
            (-2.0, false),
            (0.1 + 0.2, true),
            (-0.0, true),
            (0.3, false),
            (-1e-9, false),
            (0.0, false),
        ];
        let steps = steps_of_people(scored.into_iter());
        let wanted = [(0.0, 1.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.0), (1.0, 0.0)];
        assert_eq!(steps, wanted);
    }
}
