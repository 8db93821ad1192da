use evenhand_core::{Estimate, Finding, Scorecard, Verdict};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

type Key<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);
type Map<'a, T> = HashMap<Key<'a>, T, BuildHasherDefault<Mixer>>;

/// Mixes eight bytes at a time: names of a scorecard are nobody's attack, and every number is looked up by five of them.
#[derive(Default)]
struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// Finds the numbers of a scorecard by whom they are about.
pub(crate) struct Index<'a> {
    estimates: Map<'a, &'a Estimate>,
    findings: Map<'a, Vec<&'a Finding>>,
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
        let mut estimates: Map<'a, &'a Estimate> = Map::default();
        estimates.reserve(card.estimates.len());
        for e in &card.estimates {
            estimates
                .entry((&*e.model, &*e.slice, &*e.attribute, &*e.group, &*e.metric))
                .or_insert(e);
        }
        let mut findings: Map<'a, Vec<&'a Finding>> = Map::default();
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
