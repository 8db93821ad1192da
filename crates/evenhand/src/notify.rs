//! Telling people what is due and what was found: webhooks and mail.

pub use evenhand_notify::{
    Error, Message, Notice, NoticeFinding, NoticePeriod, NoticeRun, Result, Sender, body,
};

use crate::{AlertOn, Profile, Verdict, history_page, under_profile};
use evenhand_ledger::{RunEvent, Store};

/// What may be told about the audits of a system: what a page under the profile `board` shows of them.
///
/// Counts of verdicts are those of `run`. What is due is not filled in, as that is a matter of the calendar.
///
/// # Errors
/// When a file of the history is missing or altered, or `alpha` is not between 0 and 1.
pub fn notice(
    store: &Store,
    run: Option<&RunEvent>,
    alert_on: AlertOn,
    alpha: f64,
) -> evenhand_ledger::Result<Notice> {
    let page = history_page(store, Profile::Board, alert_on, alpha)?;
    let run = match run {
        Some(run) => {
            let card = store.scorecard(run)?;
            let card = under_profile(&card, Profile::Board);
            let count =
                |verdict: Verdict| (verdict.as_str().to_owned(), card.count(verdict) as u64);
            Some(NoticeRun {
                name: run.run.clone(),
                new: false,
                period: run.period.clone(),
                verdicts: Verdict::ALL.into_iter().map(count).collect(),
            })
        }
        None => None,
    };
    Ok(Notice {
        alerts: page.series.iter().filter(|one| one.alert).count() as u64,
        findings: page
            .findings
            .iter()
            .filter(|finding| matches!(finding.stage, "new" | "open" | "reopened"))
            .map(|finding| NoticeFinding {
                number: finding.number,
                since: finding.since.clone(),
                stage: finding.stage.to_owned(),
            })
            .collect(),
        run,
        system: store.system().to_owned(),
        title: page.title,
        ..Notice::default()
    })
}
