//! How far a comparison of rates could move, were it known where the rows of unknown group belong.

use super::super::{Reference, bound, put, real};
use super::{Pair, divide};
use crate::cells::count_of;
use crate::{Cell, Metric, Undefined};
use evenhand_core::{Estimate, GroupCells, GroupTable};
use evenhand_inference::Interval;
use evenhand_inference::bounds::missing_attribute_bounds;

/// Whether there are rows of unknown group.
pub(super) fn any(table: &GroupTable) -> bool {
    table
        .groups
        .iter()
        .any(|group| group.missing && group.n() > 0)
}

fn side(group: &GroupCells, count: &[Cell], of: &[Cell]) -> (f64, f64) {
    let total = count_of(&group.total, of).weight();
    (count_of(&group.total, count).weight().min(total), total)
}

impl Pair<'_> {
    /// The observed comparison, and what it could be at worst on either side.
    pub(super) fn missing(&self, metric: &'static Metric, ratio: bool, estimate: &mut Estimate) {
        let Some((count, of)) = super::super::evidence::cells_of(metric) else {
            return;
        };
        let own = side(self.group, count, of);
        let mut unknown = (0.0, 0.0);
        for group in self
            .context
            .table
            .groups
            .iter()
            .filter(|group| group.missing)
        {
            let (events, rows) = side(group, count, of);
            unknown = (unknown.0 + events, unknown.1 + rows);
        }
        let mut other = side(self.other, count, of);
        if !matches!(self.context.reference, Reference::Group { .. }) {
            // Everyone else, of those whose group is known.
            self.against_rest(estimate);
            other = (other.0 - unknown.0, other.1 - unknown.1);
        }
        estimate.events = real(own.0);
        estimate.total = real(own.1);
        estimate.events_reference = real(other.0);
        estimate.total_reference = real(other.1);
        let rate = |(events, rows): (f64, f64)| (rows > 0.0).then(|| events / rows);
        let value = if ratio {
            divide(rate(own), rate(other))
        } else {
            let both = rate(own).zip(rate(other));
            both.map(|(a, b)| a - b).ok_or(Undefined::ZeroDenominator)
        };
        put(estimate, value);
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        let Ok(bounds) = missing_attribute_bounds(own, other, unknown) else {
            return;
        };
        let bounds = if ratio {
            bounds.ratio
        } else {
            Some(bounds.difference)
        };
        bound(
            estimate,
            bounds.map(|bounds| Interval {
                lower: bounds.lower.min(value),
                upper: bounds.upper.max(value),
                method: "missing-attribute-bounds",
            }),
        );
    }
}
