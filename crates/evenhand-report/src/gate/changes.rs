//! What changed since the last accepted run, finding by finding.

use super::Before;
use evenhand_core::{EstimateChange, Finding, Scorecard, Shift, Verdict, VerdictChange};
use std::collections::{BTreeMap, BTreeSet};

/// What changed of one finding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change<'a> {
    /// The accepted run had no such comparison.
    New,
    /// Another verdict.
    Verdict(&'a VerdictChange),
    /// The same verdict on a number that changed beyond chance.
    Number(&'a EstimateChange),
    /// As it was, as far as the data tell.
    Same,
}

/// What changed of each finding, in the order of the scorecard's findings.
pub(crate) struct Changes<'a> {
    of: Vec<Change<'a>>,
    /// Comparisons that are no longer made.
    pub(crate) gone: Vec<&'a Finding>,
    pub(crate) before: Before<'a>,
}

type Key<'a> = [&'a str; 6];

fn key(f: &Finding) -> Key<'_> {
    [
        &f.check,
        &f.metric,
        &f.attribute,
        &f.group,
        &f.model,
        &f.slice,
    ]
}

impl<'a> Changes<'a> {
    pub(crate) fn new(card: &Scorecard, before: Before<'a>) -> Self {
        let known: BTreeSet<Key<'_>> = before.card.findings.iter().map(key).collect();
        let verdicts: BTreeMap<Key<'_>, &VerdictChange> = (before.comparison.verdicts.iter())
            .map(|v| {
                let key: Key<'_> = [
                    &v.check,
                    &v.metric,
                    &v.attribute,
                    &v.group,
                    &v.model,
                    &v.slice,
                ];
                (key, v)
            })
            .collect();
        let numbers: BTreeMap<Key<'_>, &EstimateChange> = (before.comparison.changes.iter())
            .filter(|c| matches!(c.shift, Shift::Larger | Shift::Smaller))
            .map(|c| {
                let reference = c.reference.as_deref().unwrap_or("");
                let key: Key<'_> = [
                    reference,
                    &c.metric,
                    &c.attribute,
                    &c.group,
                    &c.model,
                    &c.slice,
                ];
                (key, c)
            })
            .collect();
        let of = (card.findings.iter())
            .map(|finding| {
                let mut number = key(finding);
                number[0] = finding.reference.as_deref().unwrap_or("");
                if !known.contains(&key(finding)) {
                    Change::New
                } else if let Some(verdict) = verdicts.get(&key(finding)) {
                    Change::Verdict(verdict)
                } else if let Some(number) = numbers.get(&number) {
                    Change::Number(number)
                } else {
                    Change::Same
                }
            })
            .collect();
        let now: BTreeSet<Key<'_>> = card.findings.iter().map(key).collect();
        let gone = before.card.findings.iter();
        Self {
            of,
            gone: gone.filter(|old| !now.contains(&key(old))).collect(),
            before,
        }
    }

    /// What changed of the finding at this position.
    pub(crate) fn of(&self, position: usize) -> Change<'a> {
        self.of.get(position).copied().unwrap_or(Change::Same)
    }
}

impl Change<'_> {
    /// The word of SARIF and of JSON lines.
    pub(crate) fn state(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Verdict(_) | Self::Number(_) => "updated",
            Self::Same => "unchanged",
        }
    }

    /// What changed, in a sentence; nothing where nothing did.
    pub(crate) fn sentence(self) -> Option<String> {
        match self {
            Self::New => Some("New: not compared in the accepted run.".to_owned()),
            Self::Verdict(change) => {
                let because: Vec<&str> = change.because.iter().map(|cause| cause.words()).collect();
                Some(format!(
                    "Before: {}; {}.",
                    change.old.words(),
                    because.join(", ")
                ))
            }
            Self::Number(change) => Some(
                match change.shift {
                    Shift::Larger => "The number became larger beyond chance.",
                    _ => "The number became smaller beyond chance.",
                }
                .to_owned(),
            ),
            Self::Same => None,
        }
    }

    /// Whether this is worth a line where only changes are shown: a new comparison is, once it found something.
    pub(crate) fn tells(self, finding: &Finding) -> bool {
        match self {
            Self::New => matches!(
                finding.verdict,
                Verdict::ConfirmedGap | Verdict::PossibleGap | Verdict::Waived
            ),
            Self::Verdict(_) | Self::Number(_) => true,
            Self::Same => false,
        }
    }
}
