use evenhand_core::NoticeKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// What somebody is told about a system.
///
/// A template names these fields. None of them can hold a row, a count of people, or the name of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// How many series raise an alert, of those that a board may see.
    pub alerts: u64,
    /// The audit that becomes due next.
    pub coming: Option<NoticePeriod>,
    /// Whether the audit could not be made, or not be added to its history.
    pub failed: bool,
    /// Findings that are open, of those that a board may see.
    pub findings: Vec<NoticeFinding>,
    /// What there is to tell: `due`, `late`, `overdue`, `alert`, `gap`, `failed`.
    pub kinds: Vec<NoticeKind>,
    /// Periods that were recorded as missed.
    pub missed: Vec<String>,
    /// The day (year-month-day).
    pub on: String,
    /// The audit that was to be made.
    pub planned: Option<NoticePeriod>,
    /// Where the report lies.
    pub report: Option<String>,
    /// The audit that was made last.
    pub run: Option<NoticeRun>,
    /// Id of the system.
    pub system: String,
    /// Whether this is a test, and nothing is due or wrong.
    pub test: bool,
    /// Title of the system, or its id.
    pub title: String,
}

/// A finding, by the number that it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticeFinding {
    /// Its number.
    pub number: u64,
    /// `new`, `open` or `reopened`.
    pub stage: String,
    /// The period that confirmed it first.
    pub since: String,
}

/// A planned audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticePeriod {
    /// The day by which it should be there.
    pub due: String,
    /// The period.
    pub period: String,
    /// `coming`, `due`, `late` or `overdue`.
    pub state: String,
    /// The last day of grace.
    pub until: String,
}

/// An audit that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticeRun {
    /// Its name in the history.
    pub name: String,
    /// Whether it was made just now.
    pub new: bool,
    /// The period.
    pub period: String,
    /// How many findings have which verdict, as a board may see them.
    pub verdicts: BTreeMap<String, u64>,
}

impl Notice {
    /// A message to try a receiver with.
    pub fn test(system: &str, title: &str, on: &str) -> Self {
        Self {
            on: on.to_owned(),
            system: system.to_owned(),
            test: true,
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// Whether somebody who wants these is told.
    pub fn concerns(&self, on: &[NoticeKind]) -> bool {
        self.test || self.kinds.iter().any(|kind| on.contains(kind))
    }
}
