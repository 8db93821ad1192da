//! Signing what the board decided, with the key of whoever started the page.

use crate::error::Refused;
use crate::fields::{Fields, TOKEN};
use crate::pages::audit::crumbs;
use crate::pages::files;
use crate::server::work;
use crate::shell::{Crumb, Shell, audit_url, page};
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use evenhand::board_statement;
use evenhand::ledger::{Minutes, Signing};
use evenhand::sha256_hex;

#[derive(Template)]
#[template(path = "sign.html")]
struct Sign {
    command: String,
    have: usize,
    may: bool,
    minutes: Minutes,
    shell: Shell,
    signed: Vec<(String, String)>,
    signer: String,
    subjects: Vec<(String, String)>,
    title: String,
    token: String,
    token_name: &'static str,
    trouble: String,
    url: String,
    why_not: String,
}

pub(crate) async fn get(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
) -> Response {
    work(app, move |state| page(&read(state, &system, &run, "")?)).await
}

pub(crate) async fn post(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    work(app, move |state| {
        let settings = &state.settings;
        let Some(signer) = settings.signer.as_ref().filter(|_| settings.writes()) else {
            return Err(Refused::forbidden("Nobody signs here."));
        };
        if fields.text("read").is_empty() {
            let trouble = "Confirm that you read the report and the minutes.";
            return page(&read(state, &system, &run, trouble)?);
        }
        let opened = state.open(&system)?;
        let pending = opened.store.pending(&opened.log, &run)?;
        if fields.text("minutes_sha256") != pending.minutes_sha256 {
            let trouble =
                "Somebody recorded other minutes in the meantime. Read them before you sign.";
            return page(&read(state, &system, &run, trouble)?);
        }
        opened.store.sign(&Signing {
            key: &signer.key,
            name: &signer.name,
            on: state.today(),
            run: &run,
            statement: &board_statement(&pending),
        })?;
        let url = format!("{}?said=signed", audit_url(&system, &run));
        Ok(Redirect::to(&url).into_response())
    })
    .await
}

fn read(state: &Shared, system: &str, run: &str, trouble: &str) -> Result<Sign, Refused> {
    let opened = state.open(system)?;
    let pending = opened.store.pending(&opened.log, run)?;
    let run = &pending.run;
    let settings = &state.settings;
    let signed: Vec<(String, String)> = (opened.log.last_decision(&run.run).into_iter())
        .flat_map(|decision| decision.signatures)
        .map(|(on, signature)| (signature.name.clone(), on.to_owned()))
        .collect();
    let signer = settings.signer.as_ref().filter(|_| settings.writes());
    let why_not = signer.map_or_else(String::new, |signer| {
        let key_id = signer.key.public().id();
        let present = pending.minutes.present.iter();
        if !present.clone().any(|one| one.name == signer.name) {
            let names: Vec<&str> = present.map(|one| one.name.as_str()).collect();
            format!(
                "{} is not among those who were present: {}.",
                signer.name,
                names.join(", ")
            )
        } else if pending.signatures.iter().any(|one| one.name == signer.name) {
            format!("{} has signed these minutes.", signer.name)
        } else if pending.signatures.iter().any(|one| one.key_id == key_id) {
            "This key has signed these minutes under another name.".to_owned()
        } else {
            String::new()
        }
    });
    let next = (pending.minutes.present.iter())
        .find(|one| !signed.iter().any(|(name, _)| *name == one.name))
        .map_or("…", |one| one.name.as_str());
    let summary = state.summary(&opened, run)?;
    let mut crumbs = crumbs(system, &summary.title, &run.period, &run.run);
    crumbs.push(Crumb::new(
        "Sign",
        format!("{}/sign", audit_url(system, &run.run)),
    ));
    let mut subjects = pending.subjects();
    // Whether the report that is shown here is the one that the minutes name.
    let own = sha256_hex(files::draft(state, &opened, run)?.as_bytes());
    for (name, sha256) in &mut subjects {
        if *sha256 == own {
            name.push_str(" – the report as this page shows it");
        }
    }
    Ok(Sign {
        command: format!(
            "evenhand board sign {} --store {} --system {system} --key NAME.key --name \"{next}\"",
            run.run,
            settings.history.display()
        ),
        have: signed.len(),
        may: signer.is_some() && why_not.is_empty(),
        shell: Shell::new(state, format!("Sign · {}", run.period), crumbs),
        signed,
        signer: signer.map_or_else(String::new, |signer| signer.name.clone()),
        subjects,
        title: summary.title.clone(),
        token: state.token.clone(),
        token_name: TOKEN,
        trouble: trouble.to_owned(),
        url: audit_url(system, &run.run),
        why_not,
        minutes: pending.minutes,
    })
}
