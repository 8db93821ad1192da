use evenhand_core::{Estimate, Finding, Scorecard, Verdict};
use std::collections::BTreeMap;

type Key<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// Finds the numbers of a scorecard by whom they are about.
pub(crate) struct Index<'a> {
    estimates: BTreeMap<Key<'a>, &'a Estimate>,
    findings: BTreeMap<Key<'a>, Vec<&'a Finding>>,
}

/// A place in the audit: one model, one slice, one attribute.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) model: &'a str,
    pub(crate) slice: &'a str,
    pub(crate) attribute: &'a str,
}

impl<'a> Index<'a> {
    pub(crate) fn new(card: &'a Scorecard) -> Self {
        let mut estimates: BTreeMap<Key<'a>, &'a Estimate> = BTreeMap::new();
        for e in &card.estimates {
            estimates
                .entry((&*e.model, &*e.slice, &*e.attribute, &*e.group, &*e.metric))
                .or_insert(e);
        }
        let mut findings: BTreeMap<Key<'a>, Vec<&'a Finding>> = BTreeMap::new();
        for f in &card.findings {
            // A policy pack may compare with another group than the numbers that are shown; it has a section of its own.
            let shown: Option<&&Estimate> =
                estimates.get(&(&*f.model, &*f.slice, &*f.attribute, &*f.group, &*f.metric));
            if f.reference.is_some() && shown.is_none_or(|shown| shown.reference != f.reference) {
                continue;
            }
            findings
                .entry((&*f.model, &*f.slice, &*f.attribute, &*f.group, ""))
                .or_default()
                .push(f);
        }
        Self {
            estimates,
            findings,
        }
    }

    /// The number of a metric for a group; the empty group is a summary.
    pub(crate) fn estimate(
        &self,
        place: Place<'_>,
        group: &str,
        metric: &str,
    ) -> Option<&'a Estimate> {
        self.estimates
            .get(&(place.model, place.slice, place.attribute, group, metric))
            .copied()
    }

    /// What the checks say of a group, in spec order.
    pub(crate) fn findings<'s>(&'s self, place: Place<'s>, group: &'s str) -> &'s [&'a Finding] {
        self.findings
            .get(&(place.model, place.slice, place.attribute, group, ""))
            .map_or(&[], Vec::as_slice)
    }

    /// The gravest verdict on a group.
    pub(crate) fn verdict(&self, place: Place<'_>, group: &str) -> Option<Verdict> {
        self.findings(place, group)
            .iter()
            .map(|finding| finding.verdict)
            .min()
    }

    /// What is said of one metric of a group: a finding where a check looks at it, else the mark on the number.
    pub(crate) fn verdict_on(
        &self,
        place: Place<'_>,
        group: &str,
        metric: &str,
    ) -> Option<Verdict> {
        self.findings(place, group)
            .iter()
            .filter(|finding| &*finding.metric == metric)
            .map(|finding| finding.verdict)
            .min()
            .or_else(|| self.estimate(place, group, metric)?.verdict)
    }
}
