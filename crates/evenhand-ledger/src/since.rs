use crate::board::Action;
use crate::calendar::{Calendar, DueState};
use crate::disk::Disk;
use crate::entry::RunEvent;
use crate::lifecycle::{Life, LiveFinding, Stage, live_findings};
use crate::log::Log;
use crate::series::{RunSeries, SeriesKey};
use crate::store::Store;
use crate::{Period, Result};
use evenhand_core::{Day, Scorecard, Verdict};
use std::collections::BTreeMap;

/// What an audit brings into the history that it belongs to: which findings are new, which stayed, which are shown to be gone;
/// and what somebody owed by the day of the audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Since {
    /// The period of the audit before; none for the first one.
    pub before: Option<String>,
    /// Findings as they stand with this audit; closed ones are left out.
    pub findings: Vec<LiveFinding>,
    /// What is overdue.
    pub overdue: Vec<Overdue>,
}

/// Something that somebody owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// An action of the minutes.
    Action(Action),
    /// An audit that was planned.
    Audit {
        /// Of which period.
        period: String,
        /// Its last day, grace included.
        until: String,
    },
    /// A waiver whose last day is over, while the gap is open.
    Waiver {
        /// Its last day.
        ended: String,
        /// The finding that it is about.
        finding: Option<usize>,
        /// Its number.
        id: String,
    },
}

impl<D: Disk> Store<D> {
    /// How an audit stands in this history, on a day. An audit that was added stands as on the day on which it was added,
    /// whatever happened since: its page stays as it is.
    ///
    /// # Errors
    /// When a file of the history is missing or altered.
    pub fn since(
        &self,
        card: &Scorecard,
        calendar: Option<&Calendar>,
        today: Day,
    ) -> Result<Since> {
        let log = self.log()?;
        let added = log.entries.iter().rev().find(|entry| {
            entry.event.run().is_some_and(|run| {
                run.statistics_sha256 == card.digests.statistics
                    && run.spec_sha256 == card.digests.spec
            })
        });
        let (then, today) = match added {
            Some(entry) => (log.until(entry.seq), entry.on.parse().unwrap_or(today)),
            None => (log.clone(), today),
        };
        let own = added.and_then(|entry| entry.event.run());
        let (before, findings) = match own {
            Some(own) => self.since_added(&log, &then, own, card)?,
            None => {
                let history = self.history(&log)?;
                let before = history.last().map(|run| run.period.clone());
                (before, self.since_last(&log, &history, "", card)?)
            }
        };
        Ok(Since {
            before,
            overdue: self.overdue(&log, &then, &findings, calendar, today)?,
            findings: findings
                .into_iter()
                .filter(|finding| finding.stage != Stage::Closed)
                .collect(),
        })
    }

    /// The period before an audit that was added, and the findings as they stood with it.
    fn since_added(
        &self,
        log: &Log,
        then: &Log,
        own: &RunEvent,
        card: &Scorecard,
    ) -> Result<(Option<String>, Vec<LiveFinding>)> {
        // By its period: a run that was corrected is not among those that count, and nothing later is earlier than it.
        let period_of = |text: &str| text.parse::<Period>().ok();
        let own_period = period_of(&own.period);
        let runs = then.runs();
        let earlier = |run: &&&RunEvent| period_of(&run.period) < own_period;
        let before = runs.iter().rev().find(earlier);
        let before = before.map(|run| run.period.clone());
        if !log.deleted().contains(own.series_path().as_str()) {
            let kept = self.kept_series(own)?;
            if kept.has_lives() {
                return Ok((before, live_findings(&[kept])));
            }
        }
        let mut history = self.history(log)?;
        history.retain(|run| period_of(&run.period) < own_period);
        let findings = self.since_last(log, &history, &own.period, card)?;
        Ok((before, findings))
    }

    /// The findings as an audit after the last one leaves them.
    fn since_last(
        &self,
        log: &Log,
        history: &[RunSeries],
        period: &str,
        card: &Scorecard,
    ) -> Result<Vec<LiveFinding>> {
        let mut numbers = self.numbers(log)?;
        for run in history {
            numbers.take(run);
        }
        let points = history.last().into_iter().flat_map(|run| &run.series);
        let before: BTreeMap<&SeriesKey, &Life> = points
            .filter_map(|point| Some((&point.key, point.life.as_ref()?)))
            .collect();
        // In the order in which the history will have them: findings get their numbers by it.
        let mut verdicts: BTreeMap<SeriesKey, Verdict> = BTreeMap::new();
        for finding in &card.findings {
            verdicts
                .entry(SeriesKey::of(finding))
                .or_insert(finding.verdict);
        }
        for key in before.keys() {
            verdicts.entry((*key).clone()).or_insert(Verdict::NotTested);
        }
        let lives = verdicts.into_iter().filter_map(|(key, verdict)| {
            let before = before.get(&key).copied();
            let life = Life::after(before, verdict, period, || numbers.of(&key))?;
            Some(LiveFinding::new(key, life))
        });
        let mut findings: Vec<LiveFinding> = lives.collect();
        findings.sort_by_key(|finding| finding.number);
        Ok(findings)
    }

    fn overdue(
        &self,
        log: &Log,
        then: &Log,
        findings: &[LiveFinding],
        calendar: Option<&Calendar>,
        today: Day,
    ) -> Result<Vec<Overdue>> {
        let mut all = Vec::new();
        let waivers = then.waivers_on(findings, today);
        for standing in waivers.iter().filter(|standing| standing.overdue) {
            all.push(Overdue::Waiver {
                ended: standing.waiver.expires.clone(),
                finding: standing.finding,
                id: standing.waiver.id.clone(),
            });
        }
        // Minutes that were deleted since are not asked for any more.
        let deleted = log.deleted();
        let decisions = then.decisions();
        let last = decisions.iter().rev().find_map(|decision| {
            let run = then.run(&decision.event.run).ok()?;
            let path = run.minutes_path(decision.event.minutes?);
            (!deleted.contains(path.as_str())).then_some(decision.event)
        });
        if let Some(last) = last {
            let minutes = self.minutes(log, last)?;
            let late = |action: &&Action| action.due.parse().is_ok_and(|due: Day| due < today);
            all.extend(
                minutes
                    .open_actions()
                    .filter(late)
                    .cloned()
                    .map(Overdue::Action),
            );
        }
        let planned = calendar.map_or_else(Vec::new, |calendar| calendar.plan(then, today));
        for one in planned {
            if one.state == DueState::Overdue {
                all.push(Overdue::Audit {
                    period: one.period.to_string(),
                    until: one.until.to_string(),
                });
            }
        }
        Ok(all)
    }
}

impl Log {
    /// The log as it was when this line was the last one.
    pub(crate) fn until(&self, seq: u64) -> Self {
        let mut then = self.clone();
        then.entries.retain(|entry| entry.seq <= seq);
        then.torn = None;
        then
    }
}
