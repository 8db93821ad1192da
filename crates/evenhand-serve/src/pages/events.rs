use crate::error::Refused;
use crate::server::work;
use crate::shell::{Crumb, Shell, page, system_url};
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use evenhand::Profile;

#[derive(Template)]
#[template(path = "events.html")]
struct Events {
    entries: Vec<Row>,
    fits: String,
    head: String,
    shell: Shell,
    trouble: String,
}

struct Row {
    hash: String,
    kind: &'static str,
    on: String,
    seq: u64,
    what: String,
}

pub(crate) async fn get(State(app): State<App>, Path(system): Path<String>) -> Response {
    work(app, move |state| page(&read(state, &system)?)).await
}

fn read(state: &Shared, system: &str) -> Result<Events, Refused> {
    let opened = state.open(system)?;
    let verified = opened.store.verify(None);
    let (fits, trouble) = match &verified {
        Ok(verified) => (
            format!(
                "Everything fits: {} lines and {} files, and all evidence follows from the counts.",
                verified.entries, verified.files
            ),
            String::new(),
        ),
        Err(error) => (String::new(), error.to_string()),
    };
    let entries = opened.log.entries.iter().rev();
    Ok(Events {
        entries: entries
            .map(|entry| Row {
                hash: entry.hash.get(..12).unwrap_or(&entry.hash).to_owned(),
                kind: entry.event.kind(),
                on: entry.on.clone(),
                seq: entry.seq,
                what: match entry.event.run() {
                    // Verdicts of the whole scorecard would tell what the others hide.
                    Some(run) if state.settings.profile != Profile::Internal => {
                        format!("{}  {}", run.period, run.run)
                    }
                    _ => entry.event.words(),
                },
            })
            .collect(),
        fits,
        head: verified.map_or_else(|_| String::new(), |verified| verified.head),
        shell: Shell::new(
            state,
            "What happened",
            vec![
                Crumb::new(system, system_url(system)),
                Crumb::new("What happened", format!("{}/history", system_url(system))),
            ],
        ),
        trouble,
    })
}
