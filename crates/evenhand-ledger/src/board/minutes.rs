use serde::{Deserialize, Serialize};

/// Latest form of minutes.
pub(crate) const MINUTES_FORMAT: u64 = 1;

/// What a board can decide.
pub const DECISIONS: [&str; 5] = [
    "accept",
    "accept with conditions",
    "pause",
    "re-run",
    "out of scope",
];

/// Minutes of a meeting about one run, checked: the file `<run>.minutes-<n>.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// What is to be done, by whom and until when.
    pub actions: Vec<Action>,
    /// What was decided.
    pub decision: Decided,
    /// Who did not agree, in their own words.
    pub dissent: Vec<Dissent>,
    /// Form of the file.
    pub format: u64,
    /// The meeting.
    pub meeting: Meeting,
    /// The period that was audited.
    pub period: String,
    /// Who was there.
    pub present: Vec<Present>,
    /// What was asked and answered.
    pub questions: Vec<Question>,
    /// The files that the board read.
    pub reports: Vec<BoundReport>,
    /// The run.
    pub run: String,
    /// SHA-256 of its scorecard.
    pub scorecard_sha256: String,
    /// Id of the system.
    pub system: String,
}

/// A meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its day (year-month-day).
    pub date: String,
    /// The day of the next one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<String>,
    /// So many must be present, and sign.
    pub quorum: u64,
}

/// Somebody who was there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Present {
    /// What they gain or lose by the campaign; `none` where nothing.
    pub interests: String,
    /// Their name.
    pub name: String,
    /// Whom they speak for.
    pub role: String,
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What was answered.
    pub answer: String,
    /// Who asked.
    pub asked_by: String,
    /// What was asked.
    pub question: String,
}

/// Who did not agree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissent {
    /// Who.
    pub by: String,
    /// In their words.
    pub text: String,
}

/// A decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// What has to be met, where it is accepted with conditions.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// One of [`DECISIONS`].
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// Something to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The day it was done; none while it is open.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub done: Option<String>,
    /// Its last day.
    pub due: String,
    /// Its number, which it keeps from meeting to meeting.
    pub id: String,
    /// Who does it.
    pub owner: String,
    /// What.
    pub text: String,
}

/// A rendered report that the board read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundReport {
    /// Its name, without folders.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Minutes {
    /// Actions that are not done.
    pub fn open_actions(&self) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(|action| action.done.is_none())
    }
}
