use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::rows::{self, Feature, Likely, Probe};
use crate::table::{Cell, Table};
use evenhand_core::Span;

/// What single rows show; absent where the spec names nothing that only rows can tell.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    alike(context, &mut body);
    proxies(context, &mut body);
    uncertain(context, &mut body);
    if body.is_empty() {
        return Ok(None);
    }
    Ok(Some(Section {
        id: "rows",
        title: "What single rows show".to_owned(),
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
    body.heading(3, "Are people who are alike decided alike");
    body.terms(
        &shown
            .iter()
            .map(|probe| {
                (
                    (probe.head)(context.wording.words).to_text(),
                    (probe.meaning)(context.wording.words).to_text(),
                )
            })
            .collect::<Vec<_>>(),
    );
    // Neighbours apart from flips: a table of all would be wider than the page.
    let (flips, near): (Vec<_>, Vec<_>) = shown
        .into_iter()
        .partition(|probe| probe.metric.starts_with("counterfactual"));
    for profile in &context.single {
        for (what, probes) in [("Nearest people", &near), ("Changed attribute", &flips)] {
            if !probes.is_empty() {
                let caption = format!("{what} of each group, {} [{level}]", profile.title());
                body.table(of_groups(context, profile, caption, probes));
            }
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
    let mut head = vec![("group".to_owned(), false), ("n".to_owned(), true)];
    head.extend(
        probes
            .iter()
            .map(|probe| ((probe.head)(context.wording.words).to_text(), true)),
    );
    let rows = profile.groups.iter().map(|group| {
        let cells = probes.iter().map(|probe| {
            let span = number::span(context.card.metric(probe.metric));
            let e = profile.estimate(group.name, probe.metric);
            Cell::Number(e.map_or_else(
                // The reference has nobody to be compared with.
                || "–".to_owned(),
                |e| number::with_interval(span, e.value, e.lower, e.upper),
            ))
        });
        let mut row = vec![
            Cell::Name(name::shown(group.name)),
            Cell::Number(number::count(group.n)),
        ];
        row.extend(cells);
        row
    });
    Table {
        words: context.wording.words,
        caption,
        head,
        rows: rows.collect(),
    }
}

/// What gives an attribute away.
fn proxies(context: &Context<'_>, body: &mut Body) {
    let level = context.wording.level();
    let mut first = true;
    for profile in &context.single {
        let features = rows::features(profile);
        if features.is_empty() {
            continue;
        }
        if first {
            body.heading(3, "What gives a group away");
            body.paragraph(
                "A model that does not see an attribute can still go by what goes with it. Association is Cramér’s V: 0 says nothing, 1 gives the group away. A feature tells a group as often as its area under the curve says: 0.5 is guessing. Both exceed what chance alone shows where the p-value is small.",
            );
            first = false;
        }
        let mut table = Table::new(
            format!("How much each feature tells about {}", profile.title()),
            &[
                ("feature", false),
                ("association", true),
                ("by chance up to", true),
                ("p", true),
                (&format!("tells a group [{level}]"), true),
                ("verdict", false),
            ],
        );
        for Feature {
            name,
            association,
            area,
            verdict,
        } in features
        {
            table.rows.push(vec![
                Cell::Name(name),
                Cell::Number(number::with_interval(
                    Span::Index,
                    association.and_then(|e| e.value),
                    None,
                    None,
                )),
                Cell::Number(rows::chance(context.wording.words, association)),
                Cell::Number(
                    association
                        .and_then(|e| e.p_value)
                        .map_or_else(String::new, number::p_alone),
                ),
                Cell::Number(area.map_or_else(
                    || "–".to_owned(),
                    |e| number::with_interval(Span::Index, e.value, e.lower, e.upper),
                )),
                verdict.map_or(Cell::Nothing, Cell::Verdict),
            ]);
        }
        body.table(table);
        if let Some(together) = rows::together(profile) {
            body.paragraph(&together);
        }
    }
}

/// Groups that nobody knows for certain.
fn uncertain(context: &Context<'_>, body: &mut Body) {
    let level = context.wording.level();
    let levels = rows::likely(context.wording.words, context.card);
    if levels.is_empty() {
        return;
    }
    body.heading(3, "Groups known by probabilities");
    body.warning(
        "Nobody knows who belongs to these groups. The weighted and the regression estimate err in different directions, and the truth need not lie between them; it lies within the bounds.",
    );
    let mut table = Table::new(
        "Selection rates and their differences from all others, by probability",
        &[
            ("attribute", false),
            ("group", false),
            ("rate, weighted", true),
            ("rate, regression", true),
            (&format!("bounds of the rate [{level}]"), true),
            ("difference, weighted", true),
            ("difference, regression", true),
            (&format!("bounds of the difference [{level}]"), true),
        ],
    );
    let judged = levels.iter().any(|of| of.verdict.is_some());
    if judged {
        table.head.push(("verdict".to_owned(), false));
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
            for text in rows::triple(context.wording.words, span, pair) {
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
