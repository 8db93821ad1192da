use super::{Due, Rung, Standing, ladder};
use crate::error::Refused;
use crate::server::work;
use crate::shell::{Shell, audit_url, page, system_url};
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    folder: String,
    shell: Shell,
    systems: Vec<Row>,
}

struct Row {
    board: String,
    due: Option<Due>,
    ladder: Vec<Rung>,
    last: Option<(String, String)>,
    title: String,
    trouble: String,
    url: String,
}

pub(crate) async fn get(State(app): State<App>) -> Response {
    work(app, |state| {
        let systems = state.systems()?;
        page(&Overview {
            folder: state.settings.history.display().to_string(),
            shell: Shell::new(state, "Audits", Vec::new()),
            systems: systems.iter().map(|system| row(state, system)).collect(),
        })
    })
    .await
}

/// One system; one that does not fit must not hide the others.
fn row(state: &Shared, system: &str) -> Row {
    read(state, system).unwrap_or_else(|refused| Row {
        board: String::new(),
        due: None,
        ladder: Vec::new(),
        last: None,
        title: system.to_owned(),
        trouble: format!("{}: {}", refused.title, refused.message),
        url: system_url(system),
    })
}

fn read(state: &Shared, system: &str) -> Result<Row, Refused> {
    let opened = state.open(system)?;
    let runs = opened.log.runs();
    let last = runs.last();
    let summary = last.map(|run| state.summary(&opened, run)).transpose()?;
    Ok(Row {
        board: last.map_or_else(String::new, |run| {
            Standing::of(&opened.log, &run.run).words()
        }),
        due: Due::of(state, system, &opened.log),
        ladder: summary
            .as_ref()
            .map_or_else(Vec::new, |summary| ladder(state, &summary.counts)),
        last: last.map(|run| (run.period.clone(), audit_url(system, &run.run))),
        title: summary.map_or_else(|| system.to_owned(), |summary| summary.title.clone()),
        trouble: String::new(),
        url: system_url(system),
    })
}
