use crate::entry::Event;
use crate::log::Log;
use crate::{Error, Every, Period, Result};
use evenhand_core::Day;
use std::collections::BTreeSet;

/// When audits are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// One for each of these.
    pub every: Every,
    /// So many days after the period ends it should be there.
    pub due_days: u32,
    /// So many days more are shown, and forgiven.
    pub grace_days: u32,
}

/// How the audit of a period stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// It is in the history.
    Done,
    /// The period is not over.
    Coming,
    /// The period is over, and there is time.
    Due,
    /// It should be there; the days of grace run.
    Late,
    /// It should have been there, grace included: exit 6.
    Overdue,
}

impl DueState {
    /// The word on a page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Coming => "coming",
            Self::Due => "due",
            Self::Late => "late",
            Self::Overdue => "overdue",
        }
    }
}

/// A planned audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Of which period.
    pub period: Period,
    /// The day by which it should be there.
    pub due: Day,
    /// The last day of grace.
    pub until: Day,
    /// How it stands.
    pub state: DueState,
    /// Whether the history already says that it was missed.
    pub missed: bool,
}

impl Calendar {
    /// A calendar as a spec writes it.
    ///
    /// # Errors
    /// When `every` is no word of [`Every::ALL`], or an audit would be due more than a year after its period.
    ///
    /// ```
    /// use evenhand_ledger::Calendar;
    /// assert!(Calendar::new("quarter", 20, 10).is_ok());
    /// let error = Calendar::new("fortnight", 20, 10).unwrap_err().to_string();
    /// assert!(error.contains("fortnight") && error.contains("month"));
    /// ```
    pub fn new(every: &str, due_days: u32, grace_days: u32) -> Result<Self> {
        let bad = |message: String| Err(Error::BadCalendar { message });
        let Some((_, every)) = Every::ALL.into_iter().find(|(word, _)| *word == every) else {
            return bad(format!(
                "`every = \"{every}\"` is none of week, month, quarter, year"
            ));
        };
        for (key, days) in [("due_days", due_days), ("grace_days", grace_days)] {
            if days > 366 {
                return bad(format!(
                    "`{key} = {days}` is more than a year; no audit would ever be overdue"
                ));
            }
        }
        Ok(Self {
            every,
            due_days,
            grace_days,
        })
    }

    /// How the audit of a period stands.
    pub fn planned(&self, period: Period, log: &Log, today: Day) -> Option<Planned> {
        let due = later(period.last(), self.due_days)?;
        let until = later(due, self.grace_days)?;
        let name = period.to_string();
        let done = log.all_runs().any(|run| run.period == name);
        let state = if done {
            DueState::Done
        } else if today <= period.last() {
            DueState::Coming
        } else if today <= due {
            DueState::Due
        } else if today <= until {
            DueState::Late
        } else {
            DueState::Overdue
        };
        Some(Planned {
            period,
            due,
            until,
            state,
            missed: missed(log).contains(name.as_str()),
        })
    }

    /// Every planned audit from the first one in the history to the one that is coming; of an empty history, from the last
    /// period that is over.
    pub fn plan(&self, log: &Log, today: Day) -> Vec<Planned> {
        let now = Period::containing(today, self.every);
        let first = log
            .all_runs()
            .filter_map(|run| run.period.parse::<Period>().ok())
            .min()
            .and_then(|period| Period::containing(period.first(), self.every))
            .or_else(|| now.and_then(Period::previous));
        let mut all = Vec::new();
        let mut next = first;
        while let Some(period) = next.filter(|period| now.is_some_and(|now| *period <= now)) {
            all.extend(self.planned(period, log, today));
            next = period.next();
        }
        all
    }

    /// The audit that is to be made now: that of the last period that is over, where the history has none.
    pub fn open(&self, log: &Log, today: Day) -> Option<Planned> {
        let period = Period::containing(today, self.every)?.previous()?;
        self.planned(period, log, today)
            .filter(|planned| planned.state != DueState::Done)
    }

    /// The next audit whose period is not over and that the history does not have.
    pub fn coming(&self, log: &Log, today: Day) -> Option<Planned> {
        let mut period = Period::containing(today, self.every)?;
        loop {
            let planned = self.planned(period, log, today)?;
            if planned.state == DueState::Coming {
                return Some(planned);
            }
            period = period.next()?;
        }
    }

    /// The events that are not in the history yet: audits that were missed.
    pub fn events(&self, log: &Log, today: Day) -> Vec<Event> {
        self.plan(log, today)
            .into_iter()
            .filter(|planned| planned.state == DueState::Overdue && !planned.missed)
            .map(|planned| Event::Missed {
                period: planned.period.to_string(),
                until: planned.until.to_string(),
            })
            .collect()
    }
}

fn missed(log: &Log) -> BTreeSet<&str> {
    log.entries
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Missed { period, .. } => Some(period.as_str()),
            _ => None,
        })
        .collect()
}

fn later(day: Day, days: u32) -> Option<Day> {
    let date: jiff::civil::Date = day.to_string().parse().ok()?;
    let span = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(span).ok().map(Day::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(today: &str) -> DueState {
        let calendar = Calendar::new("quarter", 20, 10).unwrap();
        let period = "2026-Q3".parse().unwrap();
        let today = today.parse().unwrap();
        calendar
            .planned(period, &Log::default(), today)
            .unwrap()
            .state
    }

    #[test]
    fn an_audit_is_due_then_late_then_overdue() {
        assert_eq!(state("2026-09-30"), DueState::Coming);
        assert_eq!(state("2026-10-01"), DueState::Due);
        assert_eq!(state("2026-10-20"), DueState::Due);
        assert_eq!(state("2026-10-21"), DueState::Late);
        assert_eq!(state("2026-10-30"), DueState::Late);
        assert_eq!(state("2026-10-31"), DueState::Overdue);
    }

    #[test]
    fn the_last_period_that_is_over_is_open_and_the_one_after_it_is_coming() {
        let calendar = Calendar::new("quarter", 20, 10).unwrap();
        for (today, open, coming) in [
            ("2026-12-31", "2026-Q3", "2026-Q4"),
            ("2027-01-01", "2026-Q4", "2027-Q1"),
        ] {
            let (log, today) = (Log::default(), today.parse().unwrap());
            let name = |planned: Option<Planned>| planned.unwrap().period.to_string();
            assert_eq!(name(calendar.open(&log, today)), open);
            assert_eq!(name(calendar.coming(&log, today)), coming);
        }
    }

    #[test]
    fn a_calendar_that_never_fires_is_refused() {
        assert!(Calendar::new("never", 1, 1).is_err());
        assert!(Calendar::new("month", 100_000, 1).is_err());
        assert!(Calendar::new("", 1, 1).is_err());
    }

    #[test]
    fn an_empty_history_begins_with_the_last_period_that_is_over() {
        let calendar = Calendar::new("month", 10, 5).unwrap();
        let plan = calendar.plan(&Log::default(), "2027-01-20".parse().unwrap());
        let names: Vec<String> = plan.iter().map(|p| p.period.to_string()).collect();
        assert_eq!(names, ["2026-12", "2027-01"]);
        assert_eq!(
            calendar
                .events(&Log::default(), "2027-01-20".parse().unwrap())
                .len(),
            1
        );
    }
}
