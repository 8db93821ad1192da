//! Reports and the trend, as the files that they are elsewhere.

use crate::error::Refused;
use crate::guard::of_report;
use crate::server::work;
use crate::state::{App, Opened, State as Shared};
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use evenhand::ledger::RunEvent;
use evenhand::report::{HtmlOptions, html, html_of};

/// The report, with who signed it where it was signed.
pub(crate) async fn report(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
) -> Response {
    work(app, move |state| {
        let opened = state.open(&system)?;
        let run = opened.run(&run)?;
        let text = rendered(state, &opened, run, true)?;
        file(name(&system, run), text)
    })
    .await
}

/// The report as it was before anybody signed: what the board read.
pub(crate) async fn report_as_read(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
) -> Response {
    work(app, move |state| {
        let opened = state.open(&system)?;
        let run = opened.run(&run)?;
        file(name(&system, run), draft(state, &opened, run)?)
    })
    .await
}

/// The page about all audits.
pub(crate) async fn trend(State(app): State<App>, Path(system): Path<String>) -> Response {
    work(app, move |state| {
        let opened = state.open(&system)?;
        let history = state.history(&opened)?;
        let document = evenhand::report::history::history(&history, state.settings.language)?;
        file(format!("trend-{system}.html"), html_of(&document)?)
    })
    .await
}

/// What a board reads before it decides.
pub(crate) fn draft(state: &Shared, opened: &Opened, run: &RunEvent) -> Result<String, Refused> {
    rendered(state, opened, run, false)
}

/// The name under which a report goes into minutes.
pub(crate) fn name(system: &str, run: &RunEvent) -> String {
    format!("report-{system}-{}.html", run.period)
}

fn rendered(
    state: &Shared,
    opened: &Opened,
    run: &RunEvent,
    signed: bool,
) -> Result<String, Refused> {
    // What the board signed is the whole scorecard, and its hashes are not in what a board sees of it.
    let full = opened.store.scorecard(run)?;
    let signed = if signed {
        evenhand::sign_off(&opened.store, &full)?
    } else {
        None
    };
    let calendar = state.settings.calendars.get(opened.store.system());
    let since = evenhand::since(&opened.store, &full, calendar, state.today())?;
    let options = HtmlOptions {
        language: state.settings.language,
        signed,
        since: Some(since),
        ..HtmlOptions::default()
    };
    Ok(html(&*state.card(opened, run)?, &options)?)
}

fn file(name: String, text: String) -> Result<Response, Refused> {
    let shown = HeaderValue::from_str(&format!("inline; filename=\"{name}\""));
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CONTENT_SECURITY_POLICY, of_report()),
        (
            CONTENT_DISPOSITION,
            shown.unwrap_or(HeaderValue::from_static("inline")),
        ),
    ];
    Ok((headers, text).into_response())
}
