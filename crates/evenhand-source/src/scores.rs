//! What is said of the scores of a model, and the decisions made from them.

use crate::binary::{ABSENT, NO, YES};
use crate::numbers::is_missing;
use evenhand_core::{Real, ScoreIntake};

/// Scores that are looked at side by side.
const BESIDE: usize = 4;

/// The scores of one model, as one thread meets them.
#[derive(Clone, Debug)]
pub(crate) struct Scores {
    above: u64,
    below: u64,
    infinite: u64,
    lowest: f64,
    highest: f64,
    highest_rejected: f64,
    highest_selected: f64,
    lowest_rejected: f64,
    lowest_selected: f64,
    missing: u64,
    nan: u64,
    range: (f64, f64),
    tied: u64,
    threshold: Option<f64>,
}

impl Scores {
    pub fn new(range: (f64, f64), threshold: Option<f64>) -> Self {
        Self {
            above: 0,
            below: 0,
            infinite: 0,
            lowest: f64::INFINITY,
            highest: f64::NEG_INFINITY,
            highest_rejected: f64::NEG_INFINITY,
            highest_selected: f64::NEG_INFINITY,
            lowest_rejected: f64::INFINITY,
            lowest_selected: f64::INFINITY,
            missing: 0,
            nan: 0,
            range,
            tied: 0,
            threshold,
        }
    }

    /// The threshold that decides.
    pub fn threshold(&self) -> Option<f64> {
        self.threshold
    }

    /// Whether some rejected row scores higher than some selected one.
    pub fn overlaps(&self) -> bool {
        self.highest_rejected > self.lowest_selected
    }

    /// Whether every selected row scores lower than every rejected one.
    pub fn contradicts(&self) -> bool {
        self.overlaps() && self.highest_selected < self.lowest_rejected
    }

    /// Looks at the scores of a batch beside the decisions.
    pub fn see(&mut self, scores: &[f64], decisions: &[u8]) {
        let threshold = self.threshold.unwrap_or(f64::NAN);
        if (scores.iter()).fold(true, |all, score| all & score.is_finite()) {
            self.see_finite(scores, decisions, threshold);
            return;
        }
        for (score, decision) in scores.iter().zip(decisions) {
            if score.is_finite() {
                self.see_finite(&[*score], &[*decision], threshold);
            } else if is_missing(*score) {
                self.missing += 1;
            } else if score.is_nan() {
                self.nan += 1;
            } else {
                self.infinite += 1;
            }
        }
    }

    /// The same for scores that all are numbers, without a branch per row.
    fn see_finite(&mut self, scores: &[f64], decisions: &[u8], threshold: f64) {
        let (low, high) = self.range;
        let mut selected = (self.lowest_selected, self.highest_selected);
        let mut rejected = (self.lowest_rejected, self.highest_rejected);
        let least = |a: f64, b: f64| if a < b { a } else { b };
        let most = |a: f64, b: f64| if a > b { a } else { b };
        for (score, decision) in scores.iter().zip(decisions) {
            let (yes, no) = (*decision == YES, *decision == NO);
            let side = |is: bool, neutral: f64| if is { *score } else { neutral };
            selected.0 = least(side(yes, f64::INFINITY), selected.0);
            selected.1 = most(side(yes, f64::NEG_INFINITY), selected.1);
            rejected.0 = least(side(no, f64::INFINITY), rejected.0);
            rejected.1 = most(side(no, f64::NEG_INFINITY), rejected.1);
        }
        // What does not depend on the decision is looked at side by side.
        let (mut below, mut above, mut tied) = ([0_u64; BESIDE], [0_u64; BESIDE], [0_u64; BESIDE]);
        let (mut lowest, mut highest) = ([self.lowest; BESIDE], [self.highest; BESIDE]);
        let mut see = |lane: usize, score: f64| {
            below[lane] += u64::from(score < low);
            above[lane] += u64::from(score > high);
            tied[lane] += u64::from(score - threshold == 0.0);
            lowest[lane] = least(score, lowest[lane]);
            highest[lane] = most(score, highest[lane]);
        };
        let (groups, rest) = scores.as_chunks::<BESIDE>();
        for group in groups {
            for (lane, score) in group.iter().enumerate() {
                see(lane, *score);
            }
        }
        for (lane, score) in rest.iter().enumerate() {
            see(lane, *score);
        }
        let [below, above, tied] = [below, above, tied].map(|lanes| lanes.iter().sum::<u64>());
        let lowest = lowest.into_iter().fold(self.lowest, least);
        let highest = highest.into_iter().fold(self.highest, most);
        self.below += below;
        self.above += above;
        self.tied += tied;
        self.lowest = lowest;
        self.highest = highest;
        (self.lowest_selected, self.highest_selected) = selected;
        (self.lowest_rejected, self.highest_rejected) = rejected;
    }

    /// Adds what another thread saw.
    pub fn merge(&mut self, other: &Self) {
        self.above += other.above;
        self.below += other.below;
        self.infinite += other.infinite;
        self.missing += other.missing;
        self.nan += other.nan;
        self.tied += other.tied;
        self.lowest = self.lowest.min(other.lowest);
        self.highest = self.highest.max(other.highest);
        self.lowest_selected = self.lowest_selected.min(other.lowest_selected);
        self.lowest_rejected = self.lowest_rejected.min(other.lowest_rejected);
        self.highest_selected = self.highest_selected.max(other.highest_selected);
        self.highest_rejected = self.highest_rejected.max(other.highest_rejected);
    }

    /// As it is kept in the statistics.
    pub fn intake(&self, column: &str) -> ScoreIntake {
        let finite = |number: f64| Real::new(number).filter(|real| real.is_finite());
        ScoreIntake {
            above_range: self.above,
            below_range: self.below,
            column: column.to_owned(),
            infinite: self.infinite,
            max: finite(self.highest),
            max_rejected: finite(self.highest_rejected),
            min: finite(self.lowest),
            min_selected: finite(self.lowest_selected),
            missing: self.missing,
            nan: self.nan,
            threshold: self.threshold.and_then(Real::new),
            tied_at_threshold: self.tied,
        }
    }
}

/// Decides every row by its score; a row without one has no decision.
pub(crate) fn decide(scores: &[f64], threshold: f64, out: &mut Vec<u8>) {
    out.clear();
    out.extend(scores.iter().map(|score| {
        if score.is_nan() {
            ABSENT
        } else {
            u8::from(*score >= threshold)
        }
    }));
}

/// The `k`-th largest of these scores, or the smallest where there are fewer.
pub(crate) fn kth_largest(scores: &mut [f64], k: u64) -> Option<f64> {
    if scores.is_empty() || k == 0 {
        return None;
    }
    let k = usize::try_from(k).unwrap_or(usize::MAX).min(scores.len());
    let (_, kth, _) = scores.select_nth_unstable_by(k - 1, |a, b| b.total_cmp(a));
    // The two zeros are one threshold.
    Some(*kth + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kth_largest_is_exact() {
        let mut scores = vec![0.1, 0.9, 0.5, 0.9, 0.3];
        assert_eq!(kth_largest(&mut scores, 1), Some(0.9));
        assert_eq!(kth_largest(&mut scores, 3), Some(0.5));
        assert_eq!(kth_largest(&mut scores, 99), Some(0.1));
        assert_eq!(kth_largest(&mut [], 1), None);
    }

    #[test]
    fn a_score_that_is_no_number_decides_nothing() {
        let mut out = Vec::new();
        decide(&[0.4, f64::NAN, 0.3, f64::INFINITY], 0.4, &mut out);
        assert_eq!(out, [YES, ABSENT, NO, YES]);
    }
}
