//! What may be seen outside the house.

use evenhand_core::{Estimate, Finding, Scorecard};
use std::collections::BTreeSet;

/// Groups of fewer people than this are shown to nobody outside.
pub const PUBLIC_LIMIT: u64 = 10;

/// Decides which findings of a scorecard may be shown outside.
///
/// A group is small where fewer than [`PUBLIC_LIMIT`] people of it were looked at, or where fewer of them, though not
/// none, were on one side of a rate.
pub(super) struct Public<'a> {
    card: &'a Scorecard,
    /// Model, slice, attribute and name of every small group.
    small: BTreeSet<[&'a str; 4]>,
}

impl<'a> Public<'a> {
    pub(super) fn new(card: &'a Scorecard) -> Self {
        let mut small = BTreeSet::new();
        for e in card.estimates.iter().filter(|e| !e.group.is_empty()) {
            if is_small(e) {
                small.insert([&*e.model, &*e.slice, &*e.attribute, &*e.group]);
            }
        }
        Self { card, small }
    }

    /// The findings that may be shown, in their order.
    pub(super) fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        self.card
            .findings
            .iter()
            .filter(|finding| self.shows(finding))
    }

    /// How many may not be shown.
    pub(super) fn left_out(&self) -> usize {
        self.card.findings.len() - self.findings().count()
    }

    fn shows(&self, finding: &Finding) -> bool {
        let place = [&*finding.model, &*finding.slice, &*finding.attribute];
        let small = |group: &str| self.small.contains(&[place[0], place[1], place[2], group]);
        let any_small = self.small.iter().any(|key| key[..3] == place);
        let estimate = self.card.estimates.get(finding.estimate);
        if finding.group.is_empty() {
            // A summary is what its two extremes make of it; without them it may be made of every group.
            return match estimate.and_then(|e| e.extremes.as_ref()) {
                Some((low, high)) => !small(low) && !small(high),
                None => !any_small,
            };
        }
        let reference = finding.reference.as_deref().unwrap_or_default();
        let everyone = matches!(reference, "rest" | "overall");
        finding.n >= PUBLIC_LIMIT
            && finding.n_reference.is_none_or(|n| n >= PUBLIC_LIMIT)
            && !small(&finding.group)
            && !small(crate::name::resolved(reference))
            // Who is left when all other groups are known can be worked out.
            && !(everyone && any_small)
            && estimate.is_none_or(|e| !is_small(e))
    }
}

fn is_small(e: &Estimate) -> bool {
    let few = |n: f64| n > 0.0 && n < PUBLIC_LIMIT as f64;
    let sides = |events: Option<evenhand_core::Real>, total: Option<evenhand_core::Real>| match (
        events, total,
    ) {
        (Some(events), Some(total)) => {
            few(events.get()) || few(total.get() - events.get()) || few(total.get())
        }
        _ => false,
    };
    e.n < PUBLIC_LIMIT
        || e.n_reference.is_some_and(|n| n < PUBLIC_LIMIT)
        || sides(e.events, e.total)
        || sides(e.events_reference, e.total_reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_small_group_and_a_small_part_of_a_group_are_not_shown() {
        let card = fixture::recidivism();
        let public = Public::new(&card);
        let shown: BTreeSet<&str> = public.findings().map(|f| &*f.group).collect();
        // Eight of 32 were flagged among Asians; eighteen in all among Native Americans.
        assert!(!shown.contains("Asian") && !shown.contains("Native American"));
        assert!(shown.contains("Hispanic") && shown.contains("Female"));
        assert_eq!(public.left_out(), 4);
    }

    #[test]
    fn nobody_is_worked_out_from_everyone_else() {
        let mut card = fixture::recidivism();
        for finding in &mut card.findings {
            finding.reference = Some("rest".into());
        }
        let shown: Vec<Finding> = Public::new(&card).findings().cloned().collect();
        assert!(shown.iter().all(|f| &*f.attribute == "sex"));
    }
}
