use crate::Scorecard;
use evenhand_core::Day;
use evenhand_ledger::{Calendar, LiveFinding, Overdue as Owed, Result, Stage, Store};
use evenhand_report::{Gap, GapStage, Overdue, Since};

/// How an audit stands in its history, for the first page of its report: what is new since the audit before, what stayed, what
/// is over and what is overdue. An audit that was added stands as on the day on which it was added.
///
/// # Errors
/// When a file of the history is missing or altered.
pub fn since(
    store: &Store,
    card: &Scorecard,
    calendar: Option<&Calendar>,
    today: Day,
) -> Result<Since> {
    let since = store.since(card, calendar, today)?;
    Ok(Since {
        before: since.before,
        gaps: since.findings.iter().map(gap).collect(),
        overdue: since.overdue.into_iter().map(overdue).collect(),
    })
}

fn gap(finding: &LiveFinding) -> Gap {
    let key = &finding.key;
    Gap {
        attribute: key.attribute.to_string(),
        check: key.check.to_string(),
        group: key.group.to_string(),
        model: key.model.to_string(),
        number: finding.number as u64,
        since: finding.since.clone(),
        slice: key.slice.to_string(),
        stage: match finding.stage {
            Stage::New => GapStage::New,
            Stage::Open | Stage::Waived => GapStage::Stayed,
            Stage::Reopened => GapStage::Reopened,
            Stage::Fixed | Stage::Closed => GapStage::Fixed,
        },
    }
}

fn overdue(owed: Owed) -> Overdue {
    match owed {
        Owed::Action(action) => Overdue::Action {
            day: action.due,
            owner: action.owner,
            text: action.text,
        },
        Owed::Audit { period, until } => Overdue::Audit { day: until, period },
        Owed::Waiver { ended, finding, id } => Overdue::Waiver {
            day: ended,
            id,
            number: finding.map(|number| number as u64),
        },
    }
}
