use super::super::audit;
use super::super::check::{GOVERNANCE, NOTHING_TESTED, reasons};
use super::super::history::Place;
use crate::failure::Failure;
use evenhand::NoticeKind;
use evenhand::ledger::{DueState, Event, Planned, RunEvent, Store, live_findings};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Chance that a history without gaps ever raises an alert.
pub const ALPHA: f64 = 0.05;

/// What came of one system, for its line, for a message, and for the exit code.
pub struct System {
    /// Series that raise an alert.
    pub alerts: usize,
    /// The audit that becomes due next.
    pub coming: Option<Planned>,
    /// Findings that the history has open, by their numbers.
    pub findings: Vec<(usize, &'static str)>,
    /// Whether the audit was made just now.
    pub made: bool,
    /// Periods that were recorded as missed just now, and their last days.
    pub missed: Vec<(String, String)>,
    /// The audit that was to be made when this began.
    pub planned: Option<Planned>,
    /// What speaks against exit 0, with its code.
    pub reasons: Vec<(u8, String)>,
    /// Folder of the report.
    pub report: Option<PathBuf>,
    /// The audit that was made.
    pub run: Option<RunEvent>,
    failed: Option<(u8, String)>,
    id: Option<String>,
    spec: PathBuf,
}

impl System {
    pub fn new(spec: &Path) -> Self {
        Self {
            alerts: 0,
            coming: None,
            findings: Vec::new(),
            made: false,
            missed: Vec::new(),
            planned: None,
            reasons: Vec::new(),
            report: None,
            run: None,
            failed: None,
            id: None,
            spec: spec.to_owned(),
        }
    }

    pub fn spec(&self) -> &Path {
        &self.spec
    }

    /// Its id, or its spec where even that could not be read.
    pub fn name(&self) -> String {
        let spec = || self.spec.display().to_string();
        self.id.clone().unwrap_or_else(spec)
    }

    /// Whether the audit could not be made, or not be added.
    #[cfg(feature = "notify")]
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Whether nothing was to be done.
    pub fn is_idle(&self) -> bool {
        self.run.is_none() && self.failed.is_none() && self.missed.is_empty()
    }

    /// Asks its calendar.
    pub fn open(&mut self, place: &Place) -> Result<(), Failure> {
        let store = place.store()?;
        self.id = Some(store.system().to_owned());
        let (calendar, log) = (place.calendar()?, store.whole_log()?);
        self.planned = calendar.open(&log, place.today);
        self.coming = calendar.coming(&log, place.today);
        Ok(())
    }

    /// How things stand, with nothing made.
    pub fn look(&mut self, place: &Place) -> Result<(), Failure> {
        self.open(place)?;
        let store = place.store()?;
        let log = store.log()?;
        let Some(run) = log.runs().last().copied().cloned() else {
            return Ok(());
        };
        let on = (log.entries.iter())
            .find(|entry| entry.event.run() == Some(&run))
            .map_or("", |entry| entry.on.as_str());
        for entry in log.entries.iter().filter(|entry| entry.on.as_str() >= on) {
            self.missed(&entry.event);
        }
        self.report = Some(audit::folder(None, place.audit()?));
        self.found(place, &store, run)
    }

    /// Takes a missed audit to its account.
    pub fn missed(&mut self, event: &Event) {
        if let Event::Missed { period, until } = event {
            let reason = format!("the audit of {period} was not there by {until}");
            self.reasons.push((GOVERNANCE, reason));
            self.missed.push((period.clone(), until.clone()));
        }
    }

    /// What an audit found, and the history with it.
    pub fn found(&mut self, place: &Place, store: &Store, run: RunEvent) -> Result<(), Failure> {
        let log = store.log()?;
        let card = store.scorecard(&run)?;
        self.reasons.extend(
            reasons(&card, false, false)
                .into_iter()
                // An audit without gates is no failure; `check` is what needs one.
                .filter(|(code, _)| *code != NOTHING_TESTED),
        );
        self.run = Some(run);
        let trend = store.trend(&log, ALPHA)?;
        let (on, signed) = (place.alert_on(), trend.signed.is_some());
        let alerts = trend.series.iter().filter(|one| one.speaks(on, signed));
        self.alerts = alerts.count();
        self.findings = live_findings(&store.history(&log)?)
            .into_iter()
            .filter(|finding| finding.stage.is_open())
            .map(|finding| (finding.number, finding.stage.words()))
            .collect();
        Ok(())
    }

    /// The system cannot be audited, or its audit not be added.
    pub fn fail(&mut self, failure: &Failure) {
        let code = failure.exit_code();
        self.failed = Some((code, failure.to_string()));
        if self.state() == Some(DueState::Overdue) && self.missed.is_empty() {
            let reason = "the audit is overdue".to_owned();
            self.reasons.push((GOVERNANCE, reason));
        }
    }

    /// Its exit codes.
    pub fn codes(&self) -> impl Iterator<Item = u8> {
        let failed = self.failed.iter().map(|(code, _)| *code);
        failed.chain(self.reasons.iter().map(|(code, _)| *code))
    }

    /// How the audit stood that was to be made.
    pub fn state(&self) -> Option<DueState> {
        self.planned.as_ref().map(|planned| planned.state)
    }

    /// What somebody may be told.
    pub fn kinds(&self) -> BTreeSet<NoticeKind> {
        let gap = self.codes().any(|code| code == 1);
        let state = self.state();
        [
            (NoticeKind::Due, state == Some(DueState::Due)),
            (NoticeKind::Late, state == Some(DueState::Late)),
            (
                NoticeKind::Overdue,
                state == Some(DueState::Overdue) || !self.missed.is_empty(),
            ),
            (NoticeKind::Alert, self.alerts > 0),
            (NoticeKind::Gap, gap),
            (NoticeKind::Failed, self.failed.is_some()),
        ]
        .into_iter()
        .filter_map(|(kind, holds)| holds.then_some(kind))
        .collect()
    }

    /// Its line.
    pub fn line(&self) -> String {
        let mut text = format!("{:<16}  ", self.name());
        let parts = [
            self.missed_words(),
            self.run.as_ref().map(|run| self.run_words(run)),
            self.failed_words(),
            self.coming_words(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let _ = writeln!(text, "{}", parts.join("; "));
        text
    }

    fn missed_words(&self) -> Option<String> {
        let (first, until) = self.missed.first()?;
        Some(match self.missed.last() {
            Some((last, _)) if self.missed.len() > 1 => format!(
                "{} audits recorded as missed, {first} to {last}",
                self.missed.len()
            ),
            _ => format!("{first} was not there by {until}, recorded as missed"),
        })
    }

    fn run_words(&self, run: &RunEvent) -> String {
        let mut text = run.words();
        if !self.findings.is_empty() {
            let names: Vec<String> = (self.findings.iter())
                .map(|(number, stage)| format!("F-{number} {stage}"))
                .collect();
            let _ = write!(text, "; {}", names.join(", "));
        }
        match self.alerts {
            0 => {}
            1 => text.push_str("; 1 alert"),
            n => {
                let _ = write!(text, "; {n} alerts");
            }
        }
        if let Some(folder) = &self.report {
            let _ = write!(text, "; {}", folder.display());
        }
        text
    }

    fn failed_words(&self) -> Option<String> {
        self.failed.as_ref()?;
        Some(match &self.planned {
            Some(planned) => format!(
                "{} is {}, and could not be made, as standard error says; overdue after {}",
                planned.period,
                planned.state.as_str(),
                planned.until
            ),
            None => "failed, as standard error says".to_owned(),
        })
    }

    /// When the next audit is, where nothing else is to be said.
    fn coming_words(&self) -> Option<String> {
        if self.run.is_some() || self.failed.is_some() {
            return None;
        }
        let coming = self.coming.as_ref()?;
        Some(format!(
            "nothing due; next {}, from the day after {}, due {}",
            coming.period,
            coming.period.last(),
            coming.due
        ))
    }

    /// The same for programs.
    pub fn json(&self) -> serde_json::Value {
        let planned = |planned: &Planned| {
            serde_json::json!({
                "period": planned.period.to_string(), "state": planned.state.as_str(),
                "due": planned.due.to_string(), "until": planned.until.to_string(),
            })
        };
        let findings = self.findings.iter();
        let findings: Vec<serde_json::Value> = findings
            .map(|(number, stage)| serde_json::json!({ "number": number, "stage": stage }))
            .collect();
        let reasons = self.reasons.iter().map(|(_, reason)| reason.as_str());
        serde_json::json!({
            "alerts": self.alerts,
            "error": self.failed.as_ref().map(|(_, error)| error),
            "exit_code": super::gravest(self.codes()),
            "findings": findings,
            "missed": self.missed.iter().map(|(period, _)| period).collect::<Vec<_>>(),
            "next": self.coming.as_ref().map(planned),
            "planned": self.planned.as_ref().map(planned),
            "reasons": reasons.collect::<Vec<_>>(),
            "report": self.report,
            "run": self.run,
            "spec": self.spec,
            "system": self.id,
        })
    }
}
