use super::{Rung, Standing, ladder};
use crate::error::Refused;
use crate::server::work;
use crate::shell::{Crumb, Shell, audit_url, encoded, page, system_url};
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use evenhand::report::parts::{findings_table, table_html, verdict_words};
use evenhand::{Finding, Verdict};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Which findings are shown, and what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    attribute: String,
    check: String,
    group: String,
    said: String,
    verdict: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Audit {
    all: usize,
    asked: Asked,
    attributes: Vec<String>,
    before: Option<(String, String)>,
    checks: Vec<String>,
    counts: bool,
    ladder: Vec<Rung>,
    models: String,
    period: String,
    purpose: String,
    run: String,
    said: &'static str,
    shell: Shell,
    shown: usize,
    standing: Standing,
    table: String,
    title: String,
    url: String,
    verdicts: Vec<(&'static str, String)>,
    writes: bool,
}

pub(crate) async fn get(
    State(app): State<App>,
    Path((system, run)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    work(app, move |state| page(&read(state, &system, &run, asked)?)).await
}

/// The way to an audit.
pub(crate) fn crumbs(system: &str, title: &str, period: &str, run: &str) -> Vec<Crumb> {
    vec![
        Crumb::new(title, system_url(system)),
        Crumb::new(period, audit_url(system, run)),
    ]
}

impl Asked {
    fn keeps(&self, finding: &Finding) -> bool {
        let same = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        let part = self.group.trim().to_lowercase();
        same(&self.verdict, finding.verdict.as_str())
            && same(&self.check, &finding.check)
            && same(&self.attribute, &finding.attribute)
            && (part.is_empty() || finding.group.to_lowercase().contains(&part))
    }
}

fn read(state: &Shared, system: &str, run: &str, asked: Asked) -> Result<Audit, Refused> {
    let opened = state.open(system)?;
    let run = opened.run(run)?;
    let card = state.card(&opened, run)?;
    let summary = state.summary(&opened, run)?;
    let language = state.settings.language;
    let names = |of: fn(&Finding) -> &str| -> Vec<String> {
        let all: BTreeSet<&str> = card.findings.iter().map(of).collect();
        all.into_iter().map(str::to_owned).collect()
    };
    let runs = opened.log.runs();
    let place = runs.iter().position(|known| known.run == run.run);
    let before = place.and_then(|place| runs.get(place.checked_sub(1)?));
    let table = findings_table(&card, language, &|finding| asked.keeps(finding));
    Ok(Audit {
        all: card.findings.len(),
        attributes: names(|finding| &finding.attribute),
        before: before.map(|before| {
            let url = format!(
                "{}/compare?before={}&after={}",
                system_url(system),
                encoded(&before.run),
                encoded(&run.run)
            );
            (before.period.clone(), url)
        }),
        checks: names(|finding| &finding.check),
        counts: !opened.log.corrected().contains(run.run.as_str()),
        ladder: ladder(state, &summary.counts),
        models: run.models.join(", "),
        period: run.period.clone(),
        purpose: card.system.purpose.clone(),
        run: run.run.clone(),
        said: match asked.said.as_str() {
            "minutes" => {
                "The minutes are recorded. They are a draft until as many have signed as the quorum asks for."
            }
            "signed" => "Your signature is recorded.",
            _ => "",
        },
        shell: Shell::new(
            state,
            format!("{} · {}", run.period, summary.title),
            crumbs(system, &summary.title, &run.period, &run.run),
        ),
        shown: table.rows.len(),
        standing: Standing::of(&opened.log, &run.run),
        table: table_html(&table),
        title: summary.title.clone(),
        url: audit_url(system, &run.run),
        verdicts: (Verdict::ALL.into_iter())
            .filter(|verdict| card.count(*verdict) > 0)
            .map(|verdict| (verdict.as_str(), verdict_words(verdict, 1, language)))
            .collect(),
        writes: state.settings.writes(),
        asked,
    })
}
