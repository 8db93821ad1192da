//! Pages to read.

pub(crate) mod audit;
pub(crate) mod compare;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod overview;
pub(crate) mod system;

use crate::state::State;
use evenhand::Verdict;
use evenhand::ledger::{DueState, Log};
use evenhand::report::parts::verdict_words;

/// How many findings have a verdict.
pub(crate) struct Rung {
    pub class: &'static str,
    pub count: u64,
    pub words: String,
}

/// A rung for each verdict that a board looks for, and for others where there are any.
pub(crate) fn ladder(state: &State, counts: &[(Verdict, u64)]) -> Vec<Rung> {
    let count = |verdict| {
        let found = counts.iter().find(|(known, _)| *known == verdict);
        found.map_or(0, |(_, count)| *count)
    };
    let always = [
        Verdict::ConfirmedGap,
        Verdict::PossibleGap,
        Verdict::WithinLimit,
    ];
    (Verdict::ALL.into_iter())
        .filter(|verdict| always.contains(verdict) || count(*verdict) > 0)
        .map(|verdict| Rung {
            class: verdict.as_str(),
            count: count(verdict),
            words: verdict_words(verdict, count(verdict) as usize, state.settings.language),
        })
        .collect()
}

/// What the board decided about a run.
pub(crate) struct Standing {
    /// A decision that counts.
    pub signed: Option<String>,
    /// A later one that does not yet, or the only one.
    pub draft: Option<String>,
}

impl Standing {
    pub fn of(log: &Log, run: &str) -> Self {
        let signed = log.signed_decision(run).map(|decision| {
            let names: Vec<&str> = (decision.signatures.iter())
                .map(|(_, signature)| signature.name.as_str())
                .collect();
            let on = decision.signatures.last().map_or(decision.on, |(on, _)| on);
            let by = if names.is_empty() {
                "without minutes".to_owned()
            } else {
                format!("signed by {}", names.join(", "))
            };
            format!("{}, {by}, {on}", decision.event.decision)
        });
        let last = log.last_decision(run).filter(|last| !last.signed());
        let draft = last.map(|decision| {
            format!(
                "{}, {} of {} signatures",
                decision.event.decision,
                decision.signatures.len(),
                decision.quorum().unwrap_or(1)
            )
        });
        Self { signed, draft }
    }

    /// In one line.
    pub fn words(&self) -> String {
        match (&self.signed, &self.draft) {
            (Some(signed), None) => signed.clone(),
            (Some(signed), Some(draft)) => format!("{signed}; and a later draft: {draft}"),
            (None, Some(draft)) => format!("draft: {draft}"),
            (None, None) => "not decided yet".to_owned(),
        }
    }
}

/// What the calendar asks for next, and whether that is late.
pub(crate) struct Due {
    pub late: bool,
    pub words: String,
}

impl Due {
    pub fn of(state: &State, system: &str, log: &Log) -> Option<Self> {
        let calendar = state.settings.calendars.get(system)?;
        let plan = calendar.plan(log, state.today());
        let open = |wanted: DueState| plan.iter().find(|planned| planned.state == wanted);
        let first = [
            DueState::Overdue,
            DueState::Late,
            DueState::Due,
            DueState::Coming,
        ]
        .into_iter()
        .find_map(open)?;
        let (period, due, until) = (first.period, first.due, first.until);
        Some(Self {
            late: matches!(first.state, DueState::Overdue | DueState::Late),
            words: match first.state {
                DueState::Overdue => format!("{period} is overdue since {until}"),
                DueState::Late => {
                    format!("{period} is late: it was due on {due}, overdue after {until}")
                }
                DueState::Due => format!("{period} is due by {due}"),
                DueState::Coming | DueState::Done => format!("{period} next, due by {due}"),
            },
        })
    }
}
