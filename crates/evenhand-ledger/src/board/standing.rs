use super::event::{DecisionEvent, SignatureEvent};
use crate::entry::{Entry, Event, RunEvent};
use crate::log::Log;
use std::collections::BTreeSet;

/// A decision of the log, with the signatures under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    /// What was decided.
    pub event: &'a DecisionEvent,
    /// The day on which it was recorded.
    pub on: &'a str,
    /// Number of its line.
    pub seq: u64,
    /// Who signed, in their order, and on which day.
    pub signatures: Vec<(&'a str, &'a SignatureEvent)>,
}

impl Decision<'_> {
    /// So many signatures make it more than a draft; none for a decision without minutes.
    pub fn quorum(&self) -> Option<u64> {
        self.event.minutes?;
        Some(self.event.quorum.unwrap_or(1).max(1))
    }

    /// Whether it is more than a draft: as many keys signed as the quorum asks for. One without minutes always is.
    pub fn signed(&self) -> bool {
        let keys: BTreeSet<&str> = self
            .signatures
            .iter()
            .map(|(_, signature)| signature.key_id.as_str())
            .collect();
        self.quorum()
            .is_none_or(|quorum| keys.len() as u64 >= quorum)
    }

    /// Whether the board accepted the run, with conditions or without.
    pub fn accepts(&self) -> bool {
        self.event.decision.starts_with("accept")
    }
}

impl Log {
    /// All decisions, in their order, each with its signatures.
    pub fn decisions(&self) -> Vec<Decision<'_>> {
        let mut all: Vec<Decision<'_>> = Vec::new();
        for entry in &self.entries {
            match &entry.event {
                Event::Decision(event) => all.push(Decision {
                    event,
                    on: &entry.on,
                    seq: entry.seq,
                    signatures: Vec::new(),
                }),
                Event::Signature(signature) => {
                    let signed = all.iter_mut().rev().find(|decision| {
                        decision.event.run == signature.run
                            && decision.event.minutes == Some(signature.minutes)
                    });
                    if let Some(decision) = signed {
                        decision.signatures.push((&entry.on, signature));
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// The last decision about a run, which may be a draft.
    pub fn last_decision(&self, run: &str) -> Option<Decision<'_>> {
        let mut all = self.decisions();
        all.retain(|decision| decision.event.run == run);
        all.pop()
    }

    /// The decision about a run that counts: the last that was signed. A draft changes nothing.
    pub fn signed_decision(&self, run: &str) -> Option<Decision<'_>> {
        let mut all = self.decisions();
        all.retain(|decision| decision.event.run == run && decision.signed());
        all.pop()
    }

    /// Whether the board signed what it decided about a scorecard, told by the scorecard's SHA-256.
    pub fn signed(&self, scorecard_sha256: &str) -> bool {
        self.all_runs()
            .filter(|run| run.scorecard_sha256 == scorecard_sha256)
            .any(|run| self.signed_decision(&run.run).is_some())
    }

    /// Names of the runs whose decision that counts accepts them, in the order of the decisions.
    pub fn accepted(&self) -> Vec<&str> {
        let mut accepted: Vec<&str> = Vec::new();
        for decision in self.decisions().into_iter().filter(Decision::signed) {
            accepted.retain(|run| *run != decision.event.run);
            if decision.accepts() {
                accepted.push(&decision.event.run);
            }
        }
        accepted
    }

    /// Minutes and envelopes that lines name: path, SHA-256, and the line.
    pub(crate) fn board_files(&self) -> Vec<(String, &str, &Entry)> {
        let run = |name: &str| self.all_runs().find(|run| run.run == name);
        let file = |entry| match board_file(entry) {
            Some((name, path, sha256)) => run(name).map(|run| (path(run), sha256, entry)),
            None => None,
        };
        self.entries.iter().filter_map(file).collect()
    }
}

type PathOf<'a> = Box<dyn Fn(&RunEvent) -> String + 'a>;

/// The run, the path and the hash of the file that a line names.
fn board_file(entry: &Entry) -> Option<(&str, PathOf<'_>, &str)> {
    match &entry.event {
        Event::Decision(decision) => {
            let minutes = decision.minutes?;
            let path = Box::new(move |run: &RunEvent| run.minutes_path(minutes));
            Some((&decision.run, path, decision.minutes_sha256.as_deref()?))
        }
        Event::Signature(signature) => {
            let path = |run: &RunEvent| run.envelope_path(signature.minutes, signature.number);
            Some((&signature.run, Box::new(path), &signature.envelope_sha256))
        }
        _ => None,
    }
}
