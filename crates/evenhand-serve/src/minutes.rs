//! Minutes as a form: drafted, checked, kept as a file, recorded.

mod draft;

use crate::error::Refused;
use crate::fields::{Fields, TOKEN};
use crate::pages::audit::crumbs;
use crate::pages::files;
use crate::server::work;
use crate::shell::{Crumb, Shell, audit_url, page};
use crate::state::{App, Opened, State as Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Redirect, Response};
use draft::{Bound, Draft, Trouble};
use evenhand::ledger::{BoundReport, DECISIONS, Error as LedgerError, Opening, RunEvent};
use evenhand::report::history::Live;
use evenhand::{SourceText, sha256_hex};

#[derive(Template)]
#[template(path = "minutes.html")]
struct MinutesPage {
    action: String,
    decisions: [&'static str; 5],
    draft: Draft,
    earlier: String,
    findings: Vec<Live>,
    last_time: String,
    period: String,
    report: BoundReport,
    said: &'static str,
    shell: Shell,
    title: String,
    today: String,
    token: String,
    token_name: &'static str,
    trouble: Option<Trouble>,
    url: String,
    writes: bool,
}

impl MinutesPage {
    /// Whether this field is the one that something is wrong with.
    fn wrong(&self, id: &str) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(|trouble| trouble.id == id)
    }
}

/// The audit that a form is about.
struct About {
    bound: Bound,
    opened: Opened,
    opening: Opening,
    run: RunEvent,
}

impl About {
    fn of(state: &Shared, system: &str, run: &str) -> Result<Self, Refused> {
        let opened = state.open(system)?;
        let run = opened.log.counted(run)?.clone();
        let html = files::draft(state, &opened, &run)?;
        let report = BoundReport {
            file: files::name(system, &run),
            sha256: sha256_hex(html.as_bytes()),
        };
        let reports = vec![report.clone()];
        let opening = opened
            .store
            .opening(&opened.log, &run.run, reports, state.today())?;
        Ok(Self {
            bound: Bound::new(system, &run, report),
            opened,
            opening,
            run,
        })
    }
}

pub(crate) async fn get(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
) -> Response {
    work(app, move |state| {
        let about = About::of(state, &system, &run)?;
        let draft = Draft::of_opening(&about.opening);
        page(&form(state, &about, draft, None, "")?)
    })
    .await
}

pub(crate) async fn post(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    work(app, move |state| {
        if !state.settings.writes() {
            return Err(Refused::forbidden("This page is for reading only."));
        }
        let about = About::of(state, &system, &run)?;
        taken(state, &about, &fields)
    })
    .await
}

/// Does what the button says that sent the form.
fn taken(state: &Shared, about: &About, fields: &Fields) -> Result<Response, Refused> {
    let draft = match fields.files("file").next() {
        Some(file) => match Draft::of_toml(&String::from_utf8_lossy(&file.bytes)) {
            Ok(draft) => draft,
            Err(message) => {
                let trouble = Trouble::new("file", message);
                let draft = Draft::of_opening(&about.opening);
                return refused(form(state, about, draft, Some(trouble), "")?);
            }
        },
        None => Draft::of_fields(fields),
    };
    let doing = fields.text("do");
    if matches!(doing, "check" | "record")
        && let Some(trouble) = draft.without_quorum()
    {
        return refused(form(state, about, draft, Some(trouble), "")?);
    }
    let store = &about.opened.store;
    let text = SourceText::new("minutes", draft.to_toml(&about.bound));
    match doing {
        "file" => {
            let name = format!("minutes-{}-{}.toml", store.system(), about.run.period);
            let shown = format!("attachment; filename=\"{name}\"");
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("application/toml; charset=utf-8"),
                ),
                (
                    CONTENT_DISPOSITION,
                    HeaderValue::from_str(&shown).unwrap_or(HeaderValue::from_static("attachment")),
                ),
            ];
            Ok((headers, draft.to_toml(&about.bound)).into_response())
        }
        "check" => match store.check_minutes(&text, state.today()) {
            Ok(_) => {
                let said = "Nothing is missing. These minutes can be recorded.";
                page(&form(state, about, draft, None, said)?)
            }
            Err(error) => again(state, about, draft, error),
        },
        "record" => match store.decide(&text, state.today()) {
            Ok(_) => {
                let url = audit_url(store.system(), &about.run.run);
                Ok(Redirect::to(&format!("{url}?said=minutes")).into_response())
            }
            Err(error) => again(state, about, draft, error),
        },
        // More lines to fill in, or a draft that is gone on with.
        _ => page(&form(state, about, draft, None, "")?),
    }
}

/// The form again, with what is wrong in it.
fn again(
    state: &Shared,
    about: &About,
    draft: Draft,
    error: LedgerError,
) -> Result<Response, Refused> {
    let LedgerError::Spec(error) = error else {
        return Err(error.into());
    };
    let trouble = Trouble::of(&error);
    refused(form(state, about, draft, Some(trouble), "")?)
}

fn refused(form: MinutesPage) -> Result<Response, Refused> {
    let mut response = page(&form)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn form(
    state: &Shared,
    about: &About,
    mut draft: Draft,
    trouble: Option<Trouble>,
    said: &'static str,
) -> Result<MinutesPage, Refused> {
    let (opened, run, opening) = (&about.opened, &about.run, &about.opening);
    let system = opened.store.system();
    let summary = state.summary(opened, run)?;
    let history = state.history(opened)?;
    let action = format!("{}/minutes", audit_url(system, &run.run));
    let mut crumbs = crumbs(system, &summary.title, &run.period, &run.run);
    crumbs.push(Crumb::new("Minutes", action.clone()));
    let open = |finding: &&Live| finding.stage != "closed";
    let people: Vec<String> = (opening.present.iter())
        .map(|one| format!("{} ({})", one.name, one.role))
        .collect();
    draft.grow();
    Ok(MinutesPage {
        action,
        decisions: DECISIONS,
        draft,
        earlier: match &opening.earlier {
            Some((decision, true)) => format!(
                "The board signed “{decision}” about this audit. Minutes that you record stand in its place once they are signed; the earlier ones stay."
            ),
            Some((decision, false)) => format!(
                "There is a draft about this audit: {decision}. Minutes that you record stand in its place; the earlier ones stay."
            ),
            None => String::new(),
        },
        findings: history.findings.iter().filter(open).cloned().collect(),
        last_time: people.join(", "),
        period: run.period.clone(),
        report: about.bound.report.clone(),
        said,
        shell: Shell::new(state, format!("Minutes · {}", run.period), crumbs),
        title: summary.title.clone(),
        today: state.today().to_string(),
        token: state.token.clone(),
        token_name: TOKEN,
        trouble,
        url: audit_url(system, &run.run),
        writes: state.settings.writes(),
    })
}
