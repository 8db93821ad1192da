//! Holding a report in hand, minutes, signatures and keys against each other.

use crate::error::Refused;
use crate::fields::{Fields, TOKEN};
use crate::pages::audit::crumbs;
use crate::server::work;
use crate::shell::{Crumb, Shell, audit_url, page};
use crate::state::{App, Opened, State as Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use evenhand::ledger::{BoardVerified, GivenKey, GivenReport, PublicKey, Vouching};
use std::path::PathBuf;

#[derive(Template)]
#[template(path = "verify.html")]
struct Verify {
    action: String,
    outcome: Option<Outcome>,
    period: String,
    shell: Shell,
    title: String,
    token: String,
    token_name: &'static str,
}

enum Outcome {
    Fits(Box<Fits>),
    Not(String),
}

/// Everything that was held against each other fits.
struct Fits {
    decision: String,
    draft: bool,
    have: usize,
    head: String,
    history: String,
    meeting: String,
    need: u64,
    reports: Vec<(String, &'static str)>,
    signed: Vec<Signature>,
    unknown: bool,
}

struct Signature {
    key: String,
    name: String,
    on: String,
    whose: String,
}

pub(crate) async fn get(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
) -> Response {
    work(app, move |state| {
        let opened = state.open(&system)?;
        page(&verify(state, &opened, &run, None)?)
    })
    .await
}

pub(crate) async fn post(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    work(app, move |state| {
        let opened = state.open(&system)?;
        let outcome = match checked(&opened, &run, &fields) {
            Ok(fits) => Outcome::Fits(Box::new(fits)),
            Err(error) => Outcome::Not(error.to_string()),
        };
        page(&verify(state, &opened, &run, Some(outcome))?)
    })
    .await
}

fn checked(opened: &Opened, run: &str, fields: &Fields) -> Result<Fits, evenhand::ledger::Error> {
    let mut keys = Vec::new();
    for upload in fields.files("key") {
        let path = PathBuf::from(&upload.name);
        let text = String::from_utf8_lossy(&upload.bytes);
        let key = PublicKey::of_pem(&text, &path)?;
        keys.push(GivenKey { path, key });
    }
    let reports: Vec<GivenReport> = fields
        .files("report")
        .map(|upload| GivenReport {
            path: PathBuf::from(&upload.name),
            bytes: upload.bytes.clone(),
        })
        .collect();
    let verified = opened.store.verify_board(run, &keys, &reports, None)?;
    Ok(fits(&verified, !reports.is_empty()))
}

fn fits(verified: &BoardVerified, held: bool) -> Fits {
    let signed: Vec<Signature> = (verified.signatures.iter())
        .map(|signature| Signature {
            key: signature.key_id.get(..12).unwrap_or_default().to_owned(),
            name: signature.name.clone(),
            on: signature.on.clone(),
            whose: match &signature.vouching {
                Vouching::Given(path) => format!("the key that you gave: {}", path.display()),
                Vouching::LogOnly => "a key that you did not vouch for".to_owned(),
            },
        })
        .collect();
    let unknown = (verified.signatures.iter()).any(|one| one.vouching == Vouching::LogOnly);
    Fits {
        decision: verified.minutes.decision.decision.clone(),
        draft: !verified.signed,
        have: signed.len(),
        head: verified.history.head.clone(),
        history: format!(
            "{} lines and {} files",
            verified.history.entries, verified.history.files
        ),
        meeting: verified.minutes.meeting.date.clone(),
        need: verified.quorum,
        reports: (verified.minutes.reports.iter())
            .map(|report| {
                let what = if held {
                    "what you gave is what the board read"
                } else {
                    "not looked at: give yours to hold it against this"
                };
                (report.file.clone(), what)
            })
            .collect(),
        signed,
        unknown,
    }
}

fn verify(
    state: &Shared,
    opened: &Opened,
    run: &str,
    outcome: Option<Outcome>,
) -> Result<Verify, Refused> {
    let run = opened.run(run)?;
    let system = opened.store.system();
    let summary = state.summary(opened, run)?;
    let action = format!("{}/verify", audit_url(system, &run.run));
    let mut crumbs = crumbs(system, &summary.title, &run.period, &run.run);
    crumbs.push(Crumb::new("Verify", action.clone()));
    Ok(Verify {
        action,
        outcome,
        period: run.period.clone(),
        shell: Shell::new(state, format!("Verify · {}", run.period), crumbs),
        title: summary.title.clone(),
        token: state.token.clone(),
        token_name: TOKEN,
    })
}
