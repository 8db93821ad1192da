use super::{Context, Section, glossary, methods};
use crate::document::Term;
use crate::document::body::Body;
use crate::error::Result;
use crate::number;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use evenhand_core::{Estimate, Scope, Status};
use std::collections::BTreeMap;

/// Rows of the full tables; the rest is in `estimates.csv`.
const MOST_ROWS: usize = 600;
/// Characters of the spec; the whole is in `scorecard.json`.
const MOST_SPEC: usize = 60_000;

/// Full tables, methods, settings, how to repeat it.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    body.heading(3, &words.numbers_title().to_text());
    body.printed(&words.numbers_on_screen().to_text());
    tables(context, &mut body);
    body.heading(3, &words.measures_title().to_text());
    let known = |id: &String| context.card.metrics.iter().any(|metric| metric.id == *id);
    for metric in &context.card.metrics {
        // What only compares another measure is told with that one.
        if metric.of.as_ref().is_some_and(known) {
            continue;
        }
        let mut inner = Body::new();
        let mut terms = Vec::new();
        for (term, text) in [
            (words.measure_what(), &metric.summary),
            (words.measure_formula(), &metric.formula),
            (words.measure_reading(), &metric.reading),
            (words.measure_undefined(), &metric.undefined),
            (words.measure_beware(), &metric.beware),
            (words.measure_compare(), &metric.compare),
            (words.measure_source(), &metric.source),
        ] {
            if !text.is_empty() {
                terms.push(Term {
                    term: term.to_text(),
                    meaning: text.clone(),
                    language: (!words.is_english()).then_some("en"),
                });
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
            terms.push(Term {
                term: words.measure_compared().to_text(),
                meaning: compared.join(", "),
                language: None,
            });
        }
        inner.terms_of(terms);
        let label = context.wording.label(&metric.id);
        body.details(&format!("{label} ({})", metric.id), inner);
    }
    glossary::glossary(words, &mut body);
    body.heading(3, &words.methods_title().to_text());
    body.terms(&methods::occurring(words, context.card));
    body.heading(3, &words.settings_title().to_text());
    body.terms_of(settings(context));
    body.code(&repeat(context));
    let spec = serde_json::to_string_pretty(&context.card.settings.spec)?;
    let mut inner = Body::new();
    let cut = spec
        .char_indices()
        .nth(MOST_SPEC)
        .map_or(spec.len(), |(at, _)| at);
    inner.code(&spec[..cut]);
    if cut < spec.len() {
        inner.paragraph(&words.spec_rest().to_text());
    }
    body.details(&words.spec_title().to_text(), inner);
    Ok(Some(Section {
        id: "appendix",
        title: words.appendix_title().to_text(),
        blocks: body.finish(),
    }))
}

/// One table per model, slice and attribute, until the rows run out.
fn tables(context: &Context<'_>, body: &mut Body) {
    let (card, words) = (context.card, context.words());
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
                || words.reference_overall().to_text(),
                |attribute| words.shown(&attribute.name),
            );
        let mut title = attribute;
        if !model.is_empty() {
            title = words.with_model(title, *model).to_text();
        }
        if !slice.is_empty() {
            title = words.with_slice(title, *slice).to_text();
        }
        let shown = estimates.len().min(left);
        left -= shown;
        skipped += estimates.len() - shown;
        let mut inner = Body::new();
        inner.table(table(context, &title, &estimates[..shown]));
        let fold = words.numbers_fold(estimates.len(), title);
        body.bulk(&fold.to_text(), inner);
    }
    if skipped > 0 {
        body.paragraph(&words.numbers_rest(skipped).to_text());
    }
}

fn table(context: &Context<'_>, title: &str, estimates: &[&Estimate]) -> Table {
    let (words, numbers) = (context.words(), context.numbers());
    let mut head = vec![
        (words.column_group(), false),
        (words.column_measure(), false),
        (words.column_value_and_range(), true),
        (Sentence::plain("n"), true),
        (words.column_compared_with(), false),
        (words.column_adjusted_p(), true),
        (words.column_method(), false),
        (words.column_status(), false),
    ];
    let units = estimates.iter().any(|e| e.units.is_some());
    let weighed = estimates.iter().any(|e| e.effective_n.is_some());
    head.extend(units.then(|| (words.column_persons(), true)));
    head.extend(weighed.then(|| (words.column_independent_rows(), true)));
    let mut table = Table::of(words, &words.numbers_of(title), &head);
    for e in estimates {
        let info = context.card.metric(&e.metric);
        let span = number::span(info);
        let group = match (e.group.is_empty(), info.map(|info| info.scope)) {
            (true, Some(Scope::Group) | None) => words.reference_overall().to_text(),
            (true, _) => words.all_groups_together().to_text(),
            (false, _) => words.shown(&e.group),
        };
        let mut row = vec![
            Cell::Name(group),
            context.label(&e.metric),
            Cell::Number(numbers.with_interval(span, e.value, e.lower, e.upper)),
            Cell::Number(crate::hidden::count(
                words,
                e.n,
                e.status == Status::Suppressed,
            )),
            Cell::Text(
                e.reference
                    .as_deref()
                    .map_or_else(String::new, |reference| words.reference(reference)),
            ),
            Cell::Number(
                e.p_adjusted
                    .map_or_else(String::new, |p| numbers.p_alone(p)),
            ),
            Cell::Text(e.method.as_deref().unwrap_or("").to_owned()),
            Cell::Text(words.estimate_status(e.status.as_str()).to_text()),
        ];
        if units {
            row.push(Cell::Number(
                e.units.map_or_else(String::new, |n| numbers.persons(n)),
            ));
        }
        if weighed {
            row.push(Cell::Number(numbers.independent_rows(Some(e))));
        }
        table.rows.push(row);
    }
    let ok = words.estimate_status(Status::Ok.as_str()).to_text();
    table.without_columns(|cell| match cell {
        Cell::Text(text) | Cell::Number(text) => text.is_empty() || *text == ok,
        _ => false,
    })
}

fn settings(context: &Context<'_>) -> Vec<Term> {
    let (card, words, numbers) = (context.card, context.words(), context.numbers());
    let settings = &card.settings;
    let of = |term: Sentence, meaning: String| Term {
        term: term.to_text(),
        meaning,
        language: None,
    };
    let correction = &card.comparisons.correction;
    let translated = words.translated(correction);
    let mut terms = vec![
        of(words.setting_level(), numbers.level(settings.level.get())),
        of(
            words.setting_min_n(context.wording.heads()),
            numbers.count(settings.min_n),
        ),
        of(words.setting_seed(), settings.seed.to_string()),
        of(words.setting_resamples(), numbers.count(settings.resamples)),
        Term {
            language: translated.is_none().then_some("en"),
            ..of(
                words.setting_correction(),
                translated.unwrap_or_else(|| correction.clone()),
            )
        },
        of(
            words.setting_comparisons(),
            format!("{}, {}", card.comparisons.planned, card.comparisons.made),
        ),
        of(
            words.setting_weights(),
            words.yes_or_no(settings.weighted).to_text(),
        ),
        of(words.setting_blocks(), settings.blocks.to_string()),
        of(words.setting_program(), card.tool.clone()),
        of(words.setting_statistics(), card.digests.statistics.clone()),
        of(words.setting_spec(), card.digests.spec.clone()),
    ];
    for model in &card.models {
        if !model.sha256.is_empty() {
            let term = words.setting_model(&*model.name);
            terms.push(of(term, model.sha256.clone()));
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
