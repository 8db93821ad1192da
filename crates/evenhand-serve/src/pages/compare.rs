use crate::error::Refused;
use crate::server::work;
use crate::shell::{Crumb, Shell, page, system_url};
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use evenhand::report::parts::{blocks_html, comparison};
use serde::Deserialize;

/// Which two audits.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    after: String,
    before: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    after: String,
    before: String,
    blocks: String,
    runs: Vec<(String, String)>,
    shell: Shell,
    url: String,
}

pub(crate) async fn get(
    State(app): State<App>,
    Path(system): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    work(app, move |state| page(&read(state, &system, asked)?)).await
}

fn read(state: &Shared, system: &str, asked: Asked) -> Result<Compare, Refused> {
    let opened = state.open(system)?;
    let runs = opened.log.runs();
    let [.., first, second] = runs.as_slice() else {
        return Err(Refused::not_found(
            "A comparison takes two audits, and this system has only one.",
        ));
    };
    let named = |asked: String, other: &str| {
        if asked.is_empty() {
            other.to_owned()
        } else {
            asked
        }
    };
    let before = named(asked.before, &first.run);
    let after = named(asked.after, &second.run);
    let (old, new) = (opened.run(&before)?, opened.run(&after)?);
    let comparison_of =
        evenhand::compare_scorecards(&*state.card(&opened, old)?, &*state.card(&opened, new)?)?;
    let title = format!("{} and {}", old.period, new.period);
    let summary = state.summary(&opened, new)?;
    let url = format!("{}/compare", system_url(system));
    Ok(Compare {
        blocks: blocks_html(&comparison(&comparison_of)),
        runs: (runs.iter())
            .map(|run| (run.run.clone(), format!("{} ({})", run.period, run.run)))
            .collect(),
        shell: Shell::new(
            state,
            title.clone(),
            vec![
                Crumb::new(summary.title.clone(), system_url(system)),
                Crumb::new(title, url.clone()),
            ],
        ),
        after,
        before,
        url,
    })
}
