use crate::board::{DecisionEvent, SignatureEvent};
use crate::canonical::canonical;
use crate::waiver::WaiverEvent;
use evenhand_core::sha256_hex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Latest form of a line of the log.
///
/// A line is written in the earliest form that can hold it ([`Event::format`]). An evenhand that knows only earlier forms
/// then reads everything it can, and says of the rest that it is newer, not that somebody altered it.
///
/// | form | what came with it |
/// |---|---|
/// | 1 | run, missed, waiver, decision, correction, deletion |
/// | 2 | signature; decisions with minutes; waivers with who approved and owns them, and how they ended |
pub const FORMAT: u64 = 2;

/// What stands before the first line.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line of the log: what happened, on which day, and the hash of everything before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The day of the entry before it, where that is later: the clock went backwards.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier_than: Option<String>,
    /// Form of the line.
    pub format: u64,
    /// SHA-256 of the canonical JSON of the line without this field.
    pub hash: String,
    /// The day on which it was written (year-month-day).
    pub on: String,
    /// Hash of the line before.
    pub prev_hash: String,
    /// Number of the line, from 1.
    pub seq: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An audit was run.
    Run(RunEvent),
    /// A planned audit did not come in time.
    Missed {
        /// Of which period.
        period: String,
        /// Its last day, grace included.
        until: String,
    },
    /// Somebody decided to live with a gap for a while, or that this is over.
    Waiver(WaiverEvent),
    /// The board decided about a run.
    Decision(DecisionEvent),
    /// A member of the board signed a decision.
    Signature(SignatureEvent),
    /// Something earlier is no longer what counts; it stays where it is.
    Correction {
        /// The run that no longer counts.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        corrects: Option<String>,
        /// Why.
        reason: String,
        /// What counts instead.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        run: Option<RunEvent>,
        /// An unfinished line that was taken away.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        torn: Option<TornLine>,
    },
    /// Files of runs were deleted.
    Deletion {
        /// How many files.
        count: u64,
        /// Which.
        files: Vec<String>,
        /// Why.
        reason: String,
    },
}

/// A line that a crash or a full disk left unfinished; nobody was told that it had been written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TornLine {
    /// How long it was.
    pub bytes: u64,
    /// SHA-256 of what there was of it.
    pub sha256: String,
}

/// A run as the log holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunEvent {
    /// Models and versions.
    pub models: Vec<String>,
    /// The period that was audited.
    pub period: String,
    /// Name of the run.
    pub run: String,
    /// SHA-256 of the scorecard.
    pub scorecard_sha256: String,
    /// SHA-256 of the series.
    pub series_sha256: String,
    /// SHA-256 of the spec.
    pub spec_sha256: String,
    /// SHA-256 of the counts.
    pub statistics_sha256: String,
    /// How many findings have which verdict.
    pub verdicts: BTreeMap<String, u64>,
}

impl RunEvent {
    /// What the audit says, in one line for people.
    pub fn words(&self) -> String {
        let count = |verdict: &str| self.verdicts.get(verdict).copied().unwrap_or(0);
        format!(
            "{:<8}  {}  ✖ {} confirmed, ? {} possible, – {} too few, W {} waived, ✔ {} within",
            self.period,
            self.run,
            count("confirmed_gap"),
            count("possible_gap"),
            count("insufficient_data"),
            count("waived"),
            count("within_limit"),
        )
    }

    /// Path of its scorecard below the folder of the system.
    pub fn scorecard_path(&self) -> String {
        format!("{}/{}.json", self.period, self.run)
    }

    /// Path of its series below the folder of the system.
    pub fn series_path(&self) -> String {
        format!("{}/{}.series.json", self.period, self.run)
    }

    /// Path of the minutes of its nth decision below the folder of the system.
    pub fn minutes_path(&self, minutes: u64) -> String {
        format!("{}/{}.minutes-{minutes}.json", self.period, self.run)
    }

    /// Path of the envelope with so many signatures under its nth decision, below the folder of the system.
    pub fn envelope_path(&self, minutes: u64, signatures: u64) -> String {
        format!(
            "{}/{}.board-{minutes}-{signatures}.dsse.json",
            self.period, self.run
        )
    }
}

impl Event {
    /// The word in files.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Run(_) => "run",
            Self::Missed { .. } => "missed",
            Self::Waiver(_) => "waiver",
            Self::Decision(_) => "decision",
            Self::Signature(_) => "signature",
            Self::Correction { .. } => "correction",
            Self::Deletion { .. } => "deletion",
        }
    }

    /// What happened, in one line for people.
    pub fn words(&self) -> String {
        match self {
            Self::Run(event) => event.words(),
            Self::Missed { period, until } => format!("{period:<8}  was not there by {until}"),
            Self::Waiver(waiver) => match &waiver.ended {
                Some(_) => format!("{} ended: {}", waiver.id, waiver.reason),
                None => format!("{}: {} until {}", waiver.id, waiver.about(), waiver.expires),
            },
            Self::Decision(decision) => {
                let by = decision.by.join(", ");
                let older = decision
                    .supersedes
                    .map_or_else(String::new, |seq| format!(", in place of line {seq}"));
                format!(
                    "{}: run {}, by {by}{older}",
                    decision.decision, decision.run
                )
            }
            Self::Signature(signature) => format!(
                "{}: run {}, minutes {}, key {}…",
                signature.name,
                signature.run,
                signature.minutes,
                signature.key_id.get(..12).unwrap_or(&signature.key_id)
            ),
            Self::Correction {
                corrects: Some(old),
                reason,
                run: Some(event),
                ..
            } => format!("{} in place of {old}: {reason}", event.words()),
            Self::Correction { reason, .. } => format!("recovered: {reason}"),
            Self::Deletion { count, reason, .. } => format!("{count} files: {reason}"),
        }
    }

    /// The earliest form of a line that holds it.
    pub fn format(&self) -> u64 {
        match self {
            Self::Signature(_) => 2,
            Self::Decision(decision) if !decision.is_bare() => 2,
            Self::Waiver(waiver) if !waiver.is_bare() => 2,
            _ => 1,
        }
    }

    /// The run that it adds.
    pub fn run(&self) -> Option<&RunEvent> {
        match self {
            Self::Run(run) => Some(run),
            Self::Correction { run, .. } => run.as_ref(),
            _ => None,
        }
    }
}

impl Entry {
    /// The entry after another.
    ///
    /// # Errors
    /// Only when a custom serialiser fails, which none of these does.
    pub fn after(last: Option<&Self>, on: &str, event: Event) -> serde_json::Result<Self> {
        let mut entry = Self {
            earlier_than: last
                .filter(|last| last.on.as_str() > on)
                .map(|last| last.on.clone()),
            format: event.format(),
            hash: String::new(),
            on: on.to_owned(),
            prev_hash: last.map_or_else(|| NO_HASH.to_owned(), |last| last.hash.clone()),
            seq: last.map_or(1, |last| last.seq + 1),
            event,
        };
        entry.hash = entry.digest()?;
        Ok(entry)
    }

    /// SHA-256 of the canonical JSON without the hash.
    ///
    /// # Errors
    /// Only when a custom serialiser fails, which none of these does.
    pub fn digest(&self) -> serde_json::Result<String> {
        let mut value = serde_json::to_value(self)?;
        if let Some(map) = value.as_object_mut() {
            map.remove("hash");
        }
        Ok(sha256_hex(canonical(&value)?.as_bytes()))
    }

    /// The line, with its end.
    ///
    /// # Errors
    /// Only when a custom serialiser fails, which none of these does.
    pub fn line(&self) -> serde_json::Result<String> {
        Ok(canonical(self)? + "\n")
    }
}
