use super::super::{bound, put, real};
use super::Pair;
use crate::{Entry, Metric, Undefined};
use evenhand_core::Estimate;
use evenhand_inference::{Interval, Proportion};

/// Comparisons in people, and the legacy rule of four fifths.
impl Pair<'_> {
    pub(super) fn shortfall(
        &self,
        entry: &Entry,
        metric: &'static Metric,
        estimate: &mut Estimate,
    ) {
        let mut difference = estimate.clone();
        self.difference(entry, metric, &mut difference);
        let people = self.context.evidence(metric, self.group).total.weight();
        let turned = |side: Option<evenhand_core::Real>| side.and_then(|r| real(-people * r.get()));
        estimate.value = turned(difference.value);
        estimate.lower = turned(difference.upper);
        estimate.upper = turned(difference.lower);
        estimate.method = difference.method;
        estimate.status = difference.status;
        estimate.p_value = difference.p_value;
        estimate.test = difference.test;
    }

    pub(super) fn imbalance(&self, estimate: &mut Estimate) {
        let (own, other) = (
            self.group.total.confusion.decided(),
            self.reference_cells().decided(),
        );
        put(
            estimate,
            crate::cells::share(own.weight(), own.weight() + other.weight())
                .map(|share| 1.0 - 2.0 * share),
        );
        let size = if self.context.table.weighted {
            let both = evenhand_core::Count::sum([&own, &other]);
            evenhand_inference::effective_size::kish(both.weight(), both.weight_squared())
        } else {
            (own.n + other.n) as f64
        };
        let share = own.weight() / (own.weight() + other.weight());
        if let Ok(share) = Proportion::new((share * size).min(size), size) {
            let interval = evenhand_inference::proportion_interval(share, self.context.level, None);
            bound(
                estimate,
                Some(Interval {
                    lower: 1.0 - 2.0 * interval.upper,
                    upper: 1.0 - 2.0 * interval.lower,
                    ..interval
                }),
            );
        }
    }

    /// Below four fifths in integers; shown when a test rejects equality and one person would not turn it round.
    pub(super) fn four_fifths(&self, estimate: &mut Estimate) {
        let metric = &crate::selection::selection_rate;
        let (group, other) = self.evidence(metric);
        let reference = self.reference_evidence(metric, other);
        self.test(metric, estimate);
        let ((a, n), (b, m)) = self.integers(&group, &reference);
        if n <= 0 || m <= 0 || a == 0 && b == 0 {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        }
        let (a, n, b, m) = (a as f64, n as f64, b as f64, m as f64);
        let one = if self.context.table.weighted {
            (1_u64 << evenhand_core::FIXED_POINT_BITS) as f64
        } else {
            1.0
        };
        let below = 5.0 * a * m < 4.0 * b * n;
        let flips = 5.0 * (a + one) * m >= 4.0 * (b - one) * n;
        let rejected = estimate.p_value.is_some_and(|p| p.get() < 0.05);
        put(
            estimate,
            Ok(if below && rejected && !flips {
                2.0
            } else {
                f64::from(u8::from(below))
            }),
        );
    }
}
