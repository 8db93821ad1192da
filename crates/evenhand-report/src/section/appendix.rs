use super::{Context, Section, glossary, methods};
use crate::document::body::Body;
use crate::error::Result;
use crate::name;
use crate::number;
use crate::table::{Cell, Table};
use evenhand_core::{Estimate, Scope, Status};
use std::collections::BTreeMap;

/// Rows of the full tables; the rest is in `estimates.csv`.
const MOST_ROWS: usize = 800;
/// Characters of the spec; the whole is in `scorecard.json`.
const MOST_SPEC: usize = 60_000;

/// Full tables, methods, settings, how to repeat it.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    body.heading(3, "Every number");
    body.printed("These tables are on screen only; estimates.csv holds every number.");
    tables(context, &mut body);
    body.heading(3, "What the measures mean");
    let known = |id: &String| context.card.metrics.iter().any(|metric| metric.id == *id);
    for metric in &context.card.metrics {
        // What only compares another measure is told with that one.
        if metric.of.as_ref().is_some_and(known) {
            continue;
        }
        let mut inner = Body::new();
        let mut terms = Vec::new();
        for (term, text) in [
            ("What it is", &metric.summary),
            ("Formula", &metric.formula),
            ("Reading", &metric.reading),
            ("Undefined", &metric.undefined),
            ("Beware", &metric.beware),
            ("Compare", &metric.compare),
            ("Source", &metric.source),
        ] {
            if !text.is_empty() {
                terms.push((term.to_owned(), text.clone()));
            }
        }
        let compared: Vec<&str> = context
            .card
            .metrics
            .iter()
            .filter(|other| other.of.as_deref() == Some(metric.id.as_str()))
            .map(|other| other.id.as_str())
            .collect();
        if !compared.is_empty() {
            terms.push(("Groups compared by it".to_owned(), compared.join(", ")));
        }
        inner.terms(&terms);
        body.details(&format!("{} ({})", metric.label, metric.id), inner);
    }
    glossary::glossary(&mut body);
    body.heading(3, "How ranges and p-values were computed");
    body.terms(&methods::occurring(context.card));
    body.heading(3, "Settings and how to repeat this");
    body.terms(&settings(context));
    body.code(&repeat(context));
    let spec = serde_json::to_string_pretty(&context.card.settings.spec)?;
    let mut inner = Body::new();
    let cut = spec
        .char_indices()
        .nth(MOST_SPEC)
        .map_or(spec.len(), |(at, _)| at);
    inner.code(&spec[..cut]);
    if cut < spec.len() {
        inner.paragraph("The rest is in scorecard.json.");
    }
    body.details("The spec as it was understood", inner);
    Ok(Some(Section {
        id: "appendix",
        title: "Appendix".to_owned(),
        blocks: body.finish(),
    }))
}

/// One table per model, slice and attribute, until the rows run out.
fn tables(context: &Context<'_>, body: &mut Body) {
    let card = context.card;
    let mut parts: BTreeMap<(&str, &str, usize), Vec<&Estimate>> = BTreeMap::new();
    let order: BTreeMap<&str, usize> = card
        .attributes
        .iter()
        .enumerate()
        .map(|(i, attribute)| (&*attribute.name, i + 1))
        .collect();
    for estimate in &card.estimates {
        let at = order.get(&*estimate.attribute).copied().unwrap_or(0);
        parts
            .entry((&estimate.slice, &estimate.model, at))
            .or_default()
            .push(estimate);
    }
    let mut left = MOST_ROWS;
    let mut skipped = 0;
    for ((slice, model, at), estimates) in &parts {
        if left == 0 {
            skipped += estimates.len();
            continue;
        }
        let attribute = at
            .checked_sub(1)
            .and_then(|at| card.attributes.get(at))
            .map_or_else(
                || "everyone".to_owned(),
                |attribute| name::shown(&attribute.name),
            );
        let mut title = attribute;
        for (what, which) in [("model", model), ("slice", slice)] {
            if !which.is_empty() {
                title = format!("{title}, {what} {which}");
            }
        }
        let shown = estimates.len().min(left);
        left -= shown;
        skipped += estimates.len() - shown;
        let mut inner = Body::new();
        inner.table(table(context, &title, &estimates[..shown]));
        body.bulk(
            &format!(
                "{title} ({} numbers)",
                number::count(estimates.len() as u64)
            ),
            inner,
        );
    }
    if skipped > 0 {
        body.paragraph(&format!(
            "The rest, {} numbers, is in estimates.csv.",
            number::count(skipped as u64)
        ));
    }
}

fn table(context: &Context<'_>, title: &str, estimates: &[&Estimate]) -> Table {
    let mut table = Table::new(
        format!("Every number, {title}"),
        &[
            ("group", false),
            ("measure", false),
            ("value and range", true),
            ("n", true),
            ("compared with", false),
            ("adjusted p", true),
            ("method", false),
            ("status", false),
        ],
    );
    let units = estimates.iter().any(|e| e.units.is_some());
    let weighed = estimates.iter().any(|e| e.effective_n.is_some());
    for (wanted, column) in [(units, "persons"), (weighed, "independent rows")] {
        if wanted {
            table.head.push((column.to_owned(), true));
        }
    }
    for e in estimates {
        let info = context.card.metric(&e.metric);
        let span = number::span(info);
        let group = match (e.group.is_empty(), info.map(|info| info.scope)) {
            (true, Some(Scope::Group) | None) => "everyone".to_owned(),
            (true, _) => "all groups together".to_owned(),
            (false, _) => name::shown(&e.group),
        };
        let mut row = vec![
            Cell::Name(group),
            Cell::Text(info.map_or_else(|| e.metric.to_string(), |info| info.label.clone())),
            Cell::Number(number::with_interval(span, e.value, e.lower, e.upper)),
            Cell::Number(crate::hidden::count(e.n, e.status == Status::Suppressed)),
            Cell::Text(
                e.reference
                    .as_deref()
                    .map_or_else(String::new, name::reference),
            ),
            Cell::Number(e.p_adjusted.map_or_else(String::new, |p| {
                number::p_value(p.get()).trim_start_matches("= ").to_owned()
            })),
            Cell::Text(e.method.as_deref().unwrap_or("").to_owned()),
            Cell::Text(e.status.as_str().replace('_', " ")),
        ];
        if units {
            row.push(Cell::Number(
                e.units.map_or_else(String::new, number::persons),
            ));
        }
        if weighed {
            row.push(Cell::Number(number::independent_rows(Some(e))));
        }
        table.rows.push(row);
    }
    table
}

fn settings(context: &Context<'_>) -> Vec<(String, String)> {
    let card = context.card;
    let settings = &card.settings;
    let mut terms = vec![
        (
            "Level of ranges".to_owned(),
            number::level(settings.level.get()),
        ),
        (
            format!("Fewest {} for a verdict", context.wording.heads()),
            number::count(settings.min_n),
        ),
        ("Seed".to_owned(), settings.seed.to_string()),
        ("Resamples".to_owned(), number::count(settings.resamples)),
        (
            "Adjustment for many comparisons".to_owned(),
            card.comparisons.correction.clone(),
        ),
        (
            "Comparisons planned, made".to_owned(),
            format!("{}, {}", card.comparisons.planned, card.comparisons.made),
        ),
        (
            "Weights".to_owned(),
            if settings.weighted { "yes" } else { "no" }.to_owned(),
        ),
        ("Blocks of people".to_owned(), settings.blocks.to_string()),
        ("Program".to_owned(), card.tool.clone()),
        (
            "SHA-256 of the statistics".to_owned(),
            card.digests.statistics.clone(),
        ),
        ("SHA-256 of the spec".to_owned(), card.digests.spec.clone()),
    ];
    for model in &card.models {
        if !model.sha256.is_empty() {
            terms.push((
                format!("SHA-256 of the model {}", model.name),
                model.sha256.clone(),
            ));
        }
    }
    terms
}

fn repeat(context: &Context<'_>) -> String {
    match context
        .options
        .run
        .as_ref()
        .filter(|run| !run.command.is_empty())
    {
        Some(run) => run.command.clone(),
        None => format!(
            "evenhand audit evenhand.toml --seed {}",
            context.card.settings.seed
        ),
    }
}
