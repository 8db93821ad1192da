use super::minutes::{Action, BoundReport, DECISIONS, MINUTES_FORMAT, Present};
use crate::disk::Disk;
use crate::entry::RunEvent;
use crate::lifecycle::{LiveFinding, Stage, live_findings};
use crate::log::Log;
use crate::series::{RunSeries, SeriesPoint};
use crate::store::Store;
use crate::text::{comment, quoted};
use crate::{Error, Result};
use evenhand_core::Day;
use std::fmt::Write as _;

/// Where nobody has met yet, so many are asked for.
const QUORUM: u64 = 2;

/// What a board needs to know before it meets about a run, and the minutes that are to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Actions that the last minutes left open.
    pub actions: Vec<Action>,
    /// What was decided about this run before, and whether that was signed.
    pub earlier: Option<(String, bool)>,
    /// Where each finding stands.
    pub findings: Vec<LiveFinding>,
    /// Who was present last time.
    pub present: Vec<Present>,
    /// The quorum of last time.
    pub quorum: u64,
    /// The files that the board will read.
    pub reports: Vec<BoundReport>,
    /// The run.
    pub run: RunEvent,
    /// Id of the system.
    pub system: String,
    /// The day it is.
    pub today: Day,
    points: Vec<SeriesPoint>,
    title: String,
}

impl<D: Disk> Store<D> {
    /// What there is to decide about a run.
    ///
    /// # Errors
    /// When the run does not count, or a file of the history does not fit.
    pub fn opening(
        &self,
        log: &Log,
        run: &str,
        reports: Vec<BoundReport>,
        today: Day,
    ) -> Result<Opening> {
        let run = log.counted(run)?;
        let card = self.scorecard(run)?;
        let history = self.history(log)?;
        let upto = history.iter().position(|one| one.run == run.run);
        let history = &history[..upto.map_or(0, |place| place + 1)];
        let last = self.last_minutes(log)?;
        let last = last.as_ref();
        Ok(Opening {
            actions: last.map_or_else(Vec::new, |last| last.open_actions().cloned().collect()),
            earlier: log
                .last_decision(&run.run)
                .map(|one| (one.event.decision.clone(), one.signed())),
            findings: live_findings(history),
            present: last.map_or_else(Vec::new, |last| last.present.clone()),
            quorum: last.map_or(QUORUM, |last| last.meeting.quorum),
            reports,
            run: run.clone(),
            system: self.system().to_owned(),
            today,
            points: history.last().map_or_else(Vec::new, points),
            title: card.system.title.clone(),
        })
    }
}

fn points(run: &RunSeries) -> Vec<SeriesPoint> {
    run.series.clone()
}

impl Log {
    /// A run that can be decided about: neither corrected nor deleted.
    ///
    /// # Errors
    /// When it is not there, or does not count.
    pub fn counted(&self, name: &str) -> Result<&RunEvent> {
        let run = self.run(name)?;
        let why = if self.corrected().contains(name) {
            "it was corrected, and another run stands in its place"
        } else if self.deleted().contains(run.scorecard_path().as_str()) {
            "its scorecard was deleted when the time for keeping it was over"
        } else {
            return Ok(run);
        };
        Err(Error::NotCounted {
            run: name.to_owned(),
            why,
        })
    }
}

impl Opening {
    /// The minutes to be filled in: TOML with comments.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let title = if self.title.is_empty() {
            &self.system
        } else {
            &self.title
        };
        let _ = writeln!(
            text,
            "# Minutes of the board: {}, audit of {}\n#\n\
             # Fill in what is empty. Lines that begin with # are for you and are not kept.\n\
             # Then: evenhand board minutes FILE",
            comment(title),
            self.run.period
        );
        let _ = writeln!(
            text,
            "\n# What this is about. Leave these lines as they are.\nschema = {MINUTES_FORMAT}\nsystem = {}\nperiod = {}\n\
             run = {}\nscorecard_sha256 = {}",
            quoted(&self.system),
            quoted(&self.run.period),
            quoted(&self.run.run),
            quoted(&self.run.scorecard_sha256)
        );
        if let Some((decision, signed)) = &self.earlier {
            let _ = writeln!(
                text,
                "\n# The board has decided about this audit before: {}{}.\n\
                 # These minutes stand in its place once they are signed. The earlier ones are kept.",
                comment(decision),
                if *signed {
                    ""
                } else {
                    ", which was never signed"
                }
            );
        }
        for report in &self.reports {
            let _ = writeln!(
                text,
                "\n[[report]]                # the board read this very file\nfile = {}\nsha256 = {}",
                quoted(&report.file),
                quoted(&report.sha256)
            );
        }
        self.findings(&mut text);
        let _ = write!(
            text,
            "\n[meeting]\ndate = \"\"                 # the day of the meeting, as {today}\n\
             quorum = {:<2}               # so many must be present, and so many must sign\n\
             next = \"\"                 # the day of the next meeting; may stay empty\n",
            self.quorum,
            today = self.today
        );
        self.people(&mut text);
        let _ = write!(
            text,
            "\n# For each question, as often as needed:\n# [[question]]\n# asked_by = \"\"\n# question = \"\"\n# answer = \"\"\n\
             \n# Who does not agree is written down in their own words:\n# [[dissent]]\n# by = \"\"\n# text = \"\"\"\n# \"\"\"\n\
             \n[decision]\n# {}\ndecision = \"\"\nreason = \"\"\n\
             conditions = []           # only with: accept with conditions\n",
            DECISIONS.join(" | ")
        );
        self.to_do(&mut text);
        text
    }

    fn findings(&self, text: &mut String) {
        let counts: Vec<String> = self
            .run
            .verdicts
            .iter()
            .map(|(verdict, count)| {
                let plural = if *count > 1 && verdict.ends_with("_gap") {
                    "s"
                } else {
                    ""
                };
                format!("{count} {}{plural}", verdict.replace('_', " "))
            })
            .collect();
        let _ = writeln!(text, "\n# What the audit says: {}.", counts.join(", "));
        if self.findings.is_empty() {
            text.push_str("# No gap was confirmed so far. That is no proof that there is none.\n");
            return;
        }
        text.push_str(
            "# Gaps that were confirmed in this or an earlier audit. Each keeps its number:\n",
        );
        let names = self.findings.iter().map(|one| comment(&one.key.name()));
        let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
        for finding in &self.findings {
            let point = self.points.iter().find(|point| point.key == finding.key);
            let numbers = point.and_then(|point| {
                let value = point.value?.get();
                let (lower, upper) = (point.lower?.get(), point.upper?.get());
                Some(format!("  {value:.3} ({lower:.3} to {upper:.3})"))
            });
            let verdict = point.and_then(|point| point.verdict);
            let _ = writeln!(
                text,
                "#   F-{:<3} {:<17} {:<width$}{}{}, since {}",
                finding.number,
                finding.stage.words(),
                comment(&finding.key.name()),
                numbers.unwrap_or_default(),
                match (finding.stage, verdict) {
                    (Stage::Closed, _) | (_, None) => String::new(),
                    (_, Some(verdict)) => format!(", {}", verdict.words()),
                },
                finding.since
            );
        }
    }

    fn people(&self, text: &mut String) {
        text.push_str(
            "\n# One for each member who was there. Interests: what they gain or lose by the campaign, or \"none\".\n",
        );
        if !self.present.is_empty() {
            let names: Vec<String> = self
                .present
                .iter()
                .map(|one| format!("{} ({})", comment(&one.name), comment(&one.role)))
                .collect();
            let _ = writeln!(text, "# Last time: {}.", names.join(", "));
        }
        text.push_str("[[present]]\nname = \"\"\nrole = \"\"\ninterests = \"\"\n");
    }

    fn to_do(&self, text: &mut String) {
        if self.actions.is_empty() {
            text.push_str(
                "\n# What is to be done, by whom and until when:\n# [[action]]\n# id = \"A-1\"\n# text = \"\"\n# owner = \"\"\n",
            );
            let _ = writeln!(text, "# due = {}", self.today);
            return;
        }
        text.push_str(
            "\n# Left open by the last minutes. Done: add `done = …` with its day. Overdue and not done: write a new `due`.\n",
        );
        for action in &self.actions {
            let overdue = match action.due.parse::<Day>() {
                Ok(due) if due < self.today => {
                    format!("   # overdue for {} days", due.days_until(self.today))
                }
                _ => String::new(),
            };
            let _ = writeln!(
                text,
                "[[action]]\nid = {}\ntext = {}\nowner = {}\ndue = {}{overdue}\n",
                quoted(&action.id),
                quoted(&action.text),
                quoted(&action.owner),
                action.due
            );
        }
    }
}
