use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure;
use crate::number;
use crate::profile::Profile;
use crate::rows::{self, Likely, Probe};
use crate::table::{Cell, Table};
use evenhand_core::Span;

/// What single rows show; absent where the spec names nothing that only rows can tell.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    alike(context, &mut body);
    proxies(context, &mut body)?;
    uncertain(context, &mut body);
    if body.is_empty() {
        return Ok(None);
    }
    Ok(Some(Section {
        id: "rows",
        title: context.words().rows_title().to_text(),
        blocks: body.finish(),
    }))
}

/// Are people who are alike decided alike, and do decisions follow the attribute.
fn alike(context: &Context<'_>, body: &mut Body) {
    let level = context.wording.level();
    let shown: Vec<_> = rows::PROBES
        .iter()
        .filter(|probe| rows::has(context.card, probe.metric))
        .collect();
    if shown.is_empty() {
        return;
    }
    let words = context.words();
    body.heading(3, &words.rows_alike().to_text());
    body.terms(
        &shown
            .iter()
            .map(|probe| {
                (
                    (probe.head)(words).to_text(),
                    (probe.meaning)(words).to_text(),
                )
            })
            .collect::<Vec<_>>(),
    );
    // Neighbours apart from flips: a table of all would be wider than the page.
    let (flips, near): (Vec<_>, Vec<_>) = shown
        .into_iter()
        .partition(|probe| probe.metric.starts_with("counterfactual"));
    for profile in &context.single {
        let (title, level) = (profile.title(), level.as_str());
        if !near.is_empty() {
            let caption = words.rows_nearest(level, &title).to_text();
            body.table(of_groups(context, profile, caption, &near));
        }
        if !flips.is_empty() {
            let caption = words.rows_changed(level, &title).to_text();
            body.table(of_groups(context, profile, caption, &flips));
        }
    }
}

/// Some numbers of single rows for each group.
fn of_groups(
    context: &Context<'_>,
    profile: &Profile<'_>,
    caption: String,
    probes: &[&Probe],
) -> Table {
    let (words, numbers) = (context.words(), context.numbers());
    let mut head = vec![
        (words.column_group().to_text(), false),
        ("n".to_owned(), true),
    ];
    head.extend(
        probes
            .iter()
            .map(|probe| ((probe.head)(words).to_text(), true)),
    );
    let rows = profile.groups.iter().map(|group| {
        let cells = probes.iter().map(|probe| {
            let span = number::span(context.card.metric(probe.metric));
            let e = profile.estimate(group.name, probe.metric);
            Cell::Number(e.map_or_else(
                // The reference has nobody to be compared with.
                || "–".to_owned(),
                |e| numbers.with_interval(span, e.value, e.lower, e.upper),
            ))
        });
        let mut row = vec![
            Cell::Name(words.shown(group.name)),
            Cell::Number(numbers.count(group.n)),
        ];
        row.extend(cells);
        row
    });
    Table {
        words,
        caption,
        head,
        rows: rows.collect(),
    }
}

/// What gives an attribute away.
fn proxies(context: &Context<'_>, body: &mut Body) -> Result<()> {
    let words = context.words();
    let mut first = true;
    for profile in &context.single {
        let Some(figure) = figure::proxies(&context.wording, profile)? else {
            continue;
        };
        if std::mem::take(&mut first) {
            body.heading(3, &words.proxies_title().to_text());
            body.paragraph(&words.proxies_meaning().to_text());
        }
        body.figure(figure);
        if let Some(together) = rows::together(profile) {
            body.paragraph(&together);
        }
    }
    Ok(())
}

/// Groups that nobody knows for certain.
fn uncertain(context: &Context<'_>, body: &mut Body) {
    let words = context.words();
    let level = &context.wording.level();
    let levels = rows::likely(words, context.card);
    if levels.is_empty() {
        return;
    }
    body.heading(3, &words.likely_title().to_text());
    body.warning(&words.likely_warning().to_text());
    let mut table = Table::speaking(
        words,
        words.likely_caption().to_text(),
        &[
            (words.column_attribute().to_text(), false),
            (words.column_group().to_text(), false),
            (words.column_rate_weighted().to_text(), true),
            (words.column_rate_regression().to_text(), true),
            (words.column_rate_bounds(level).to_text(), true),
            (words.column_difference_weighted().to_text(), true),
            (words.column_difference_regression().to_text(), true),
            (words.column_difference_bounds(level).to_text(), true),
        ],
    );
    let judged = levels.iter().any(|of| of.verdict.is_some());
    if judged {
        table.head.push((words.column_verdict().to_text(), false));
    }
    for Likely {
        attribute,
        group,
        rate,
        difference,
        verdict,
    } in levels
    {
        let mut row = vec![Cell::Name(attribute), Cell::Text(group)];
        for (span, pair) in [(Span::Rate, rate), (Span::Difference, difference)] {
            for text in rows::triple(words, span, pair) {
                row.push(Cell::Number(text));
            }
        }
        if judged {
            row.push(verdict.map_or(Cell::Nothing, Cell::Verdict));
        }
        table.rows.push(row);
    }
    body.table(table);
}
