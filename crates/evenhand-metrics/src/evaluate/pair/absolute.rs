use super::super::{bound, put};
use super::{Pair, share_of, smaller};
use crate::{Metric, Undefined};
use evenhand_core::Estimate;
use evenhand_inference::two_sample::difference_interval;
use evenhand_inference::{Interval, Level};

/// Comparisons without a sign.
impl Pair<'_> {
    /// Half the sum of two absolute differences: both intervals at half the error level hold together.
    pub(super) fn mean_absolute(
        &self,
        one: &'static Metric,
        two: &'static Metric,
        estimate: &mut Estimate,
    ) {
        let mut value = Ok(0.0);
        let (mut lower, mut upper) = (0.0, 0.0);
        let mut bounded = true;
        let half = Level::new(1.0 - self.context.level.alpha() / 2.0).unwrap_or(self.context.level);
        for metric in [one, two] {
            let (group, other) = self.evidence(metric);
            let reference = self.reference_evidence(metric, other);
            let gap = group
                .rate()
                .zip(reference.rate())
                .map(|(a, b)| (a - b).abs())
                .ok_or(Undefined::ZeroDenominator);
            value = value.and_then(|sum| gap.map(|gap| sum + gap / 2.0));
            let (Some(a), Some(b)) = (group.proportion, other.proportion) else {
                bounded = false;
                continue;
            };
            let part = if self.to_overall {
                share_of(&group, &reference)
            } else {
                0.0
            };
            let interval = difference_interval(a, b, half.critical(smaller(group.df, other.df)));
            let (low, high) = ((1.0 - part) * interval.lower, (1.0 - part) * interval.upper);
            lower += if low <= 0.0 && high >= 0.0 {
                0.0
            } else {
                low.abs().min(high.abs())
            } / 2.0;
            upper += low.abs().max(high.abs()) / 2.0;
        }
        put(estimate, value);
        if bounded && estimate.value.is_some() {
            bound(
                estimate,
                Some(Interval {
                    lower,
                    upper,
                    method: "bonferroni-score",
                }),
            );
        }
    }
}
