use super::{Due, Rung, Standing, ladder};
use crate::error::Refused;
use crate::server::work;
use crate::shell::{Crumb, Shell, audit_url, page, system_url};
use crate::state::{App, Opened, State as Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use evenhand::report::history::Live;

#[derive(Template)]
#[template(path = "system.html")]
struct System {
    alerts: Vec<String>,
    audits: Vec<Row>,
    closed: usize,
    due: Option<Due>,
    findings: Vec<Live>,
    missed: Vec<String>,
    shell: Shell,
    title: String,
    url: String,
    waivers: Vec<Waiver>,
}

struct Row {
    board: String,
    change: String,
    ladder: Vec<Rung>,
    period: String,
    url: String,
}

struct Waiver {
    about: String,
    id: String,
    number: String,
    overdue: bool,
    stage: String,
}

pub(crate) async fn get(State(app): State<App>, Path(system): Path<String>) -> Response {
    work(app, move |state| page(&read(state, &system)?)).await
}

fn read(state: &Shared, system: &str) -> Result<System, Refused> {
    let opened = state.open(system)?;
    let history = state.history(&opened)?;
    let mut audits: Vec<Row> = (history.audits.iter())
        .map(|audit| {
            let mut change: Vec<String> = audit.change.iter().cloned().collect();
            if audit.limits_changed {
                change.push("another limit".to_owned());
            }
            Row {
                board: Standing::of(&opened.log, &audit.run).words(),
                change: change.join("; "),
                ladder: ladder(state, &audit.counts),
                period: audit.period.clone(),
                url: audit_url(system, &audit.run),
            }
        })
        .collect();
    audits.reverse();
    let (closed, findings): (Vec<Live>, Vec<Live>) =
        (history.findings.iter().cloned()).partition(|finding| finding.stage == "closed");
    let alerts = history.series.iter().filter(|series| series.alert);
    Ok(System {
        alerts: alerts
            .map(|series| {
                let parts = [
                    &series.check,
                    &series.attribute,
                    &series.group,
                    &series.model,
                ];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                parts.cloned().collect::<Vec<String>>().join(" / ")
            })
            .collect(),
        audits,
        closed: closed.len(),
        due: Due::of(state, system, &opened.log),
        findings,
        missed: history.missed.clone(),
        shell: Shell::new(
            state,
            history.title.clone(),
            vec![Crumb::new(history.title.clone(), system_url(system))],
        ),
        title: history.title.clone(),
        url: system_url(system),
        waivers: waivers(state, &opened)?,
    })
}

fn waivers(state: &Shared, opened: &Opened) -> Result<Vec<Waiver>, Refused> {
    let all = opened.store.waivers(&opened.log, state.today())?;
    Ok(all
        .into_iter()
        .map(|standing| Waiver {
            about: standing.waiver.about(),
            id: standing.waiver.id.clone(),
            number: standing
                .finding
                .map_or_else(String::new, |number| format!("F-{number}")),
            overdue: standing.overdue,
            stage: format!("{} {}", standing.stage.words(), standing.day()),
        })
        .collect())
}
