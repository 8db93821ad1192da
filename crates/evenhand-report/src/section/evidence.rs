use super::Context;
use super::checks::{MOST_FINDINGS, undecided, whom};
use crate::document::body::Body;
use crate::name;
use crate::number;
use crate::table::{Cell, Table};
use evenhand_core::{Estimate, Finding, Real, Scope, Span};

/// Open questions in a table; the rest is among all findings.
const MOST_QUESTIONS: usize = 30;
/// Gaps held against chance in a table; the rest is in `estimates.csv`.
const MOST_GAPS: usize = 60;

/// What would decide the questions that are open.
pub(super) fn open_questions(context: &Context<'_>, body: &mut Body) {
    let (card, wording) = (context.card, &context.wording);
    let mut open: Vec<&Finding> = card.findings.iter().filter(|f| undecided(f)).collect();
    if open.is_empty() {
        return;
    }
    open.sort_by(|a, b| crate::wording::order(a, b));
    let level = wording.level();
    let mut table = Table::new(
        "Open questions, and what would decide them",
        &[
            ("group", false),
            ("check", false),
            ("verdict", false),
            (&format!("value [{level} range]"), true),
            ("limit", false),
            ("smallest gap to be found", true),
            ("what is needed", false),
        ],
    );
    for finding in open.iter().take(MOST_QUESTIONS) {
        let span = number::span(card.metric(&finding.metric));
        table.rows.push(vec![
            Cell::Name(whom(finding)),
            Cell::Text(finding.check.to_string()),
            Cell::Verdict(finding.verdict),
            Cell::Number(number::with_interval(
                span,
                finding.value,
                finding.lower,
                finding.upper,
            )),
            Cell::Text(finding.limit.to_string()),
            Cell::Number(wording.findable(finding).unwrap_or_default()),
            Cell::Text(what_is_needed(context, finding)),
        ]);
    }
    body.heading(3, "What would decide the open questions");
    body.paragraph(
        "The smallest gap to be found is the one that these numbers of people would show four times in five.",
    );
    body.table(table);
    if open.len() > MOST_QUESTIONS {
        body.paragraph(&format!(
            "{} more are among all findings below.",
            number::count((open.len() - MOST_QUESTIONS) as u64)
        ));
    }
}

/// More rows or persons of the group; or why no number of them can be named.
fn what_is_needed(context: &Context<'_>, finding: &Finding) -> String {
    match (&finding.rows_needed, &finding.reason) {
        (Some(needed), _) if needed.group == finding.group => format!(
            "{} more {}",
            number::count(needed.more),
            context.wording.needed_noun(finding)
        ),
        (Some(_), _) => context.wording.needed(finding).unwrap_or_default(),
        (None, Some(reason)) => reason.clone(),
        (None, None) => "cannot be said".to_owned(),
    }
}

/// Gaps over all groups beside those that group sizes alone would show.
pub(super) fn against_chance(context: &Context<'_>, body: &mut Body) {
    let card = context.card;
    let gaps: Vec<(&Estimate, Span)> = card
        .estimates
        .iter()
        .filter(|e| e.slice.is_empty() && !e.attribute.contains('*'))
        .filter(|e| e.noise_floor.is_some() && e.value.is_some())
        .filter_map(|e| {
            let info = card.metric(&e.metric)?;
            let gap = info.scope == Scope::Summary && info.span == Span::Difference;
            gap.then(|| (e, number::span(Some(info))))
        })
        .collect();
    if gaps.is_empty() {
        return;
    }
    let level = context.wording.level();
    let models = gaps.iter().any(|(e, _)| !e.model.is_empty());
    let mut table = Table::new(
        "Gaps over all groups, and what the sizes alone would show",
        &[
            ("attribute", false),
            ("measure", false),
            (&format!("observed [{level} range]"), true),
            ("expected from the sizes alone", true),
            ("passed in one case of 20", true),
            ("reading", false),
        ],
    );
    if models {
        table.head.push(("model".to_owned(), false));
    }
    for (e, span) in gaps.iter().take(MOST_GAPS) {
        let (Some(noise), Some(value)) = (e.noise_floor, e.value) else {
            continue;
        };
        let (value, edge) = (value.get(), noise.quantile.get());
        let past = value > edge;
        let mut row = vec![
            Cell::Name(name::shown(&e.attribute)),
            Cell::Text(context.wording.label(&e.metric).to_owned()),
            Cell::Number(number::with_interval(*span, e.value, e.lower, e.upper)),
            Cell::Number(number::of(*span, noise.mean.get())),
            Cell::Number(number::of(*span, edge)),
            Cell::Text(if !e.below_min_n.is_empty() {
                let few: Vec<String> = e.below_min_n.iter().map(|g| name::shown(g)).collect();
                format!("too few people: {}", few.join(", "))
            } else if past {
                "more than chance".to_owned()
            } else {
                "could be chance".to_owned()
            }),
        ];
        if models {
            row.push(Cell::Text(e.model.to_string()));
        }
        table.rows.push(row);
    }
    body.heading(3, "Gaps against chance");
    body.paragraph(
        "The widest gap over several groups is never zero, even if all share one rate: small groups differ by chance.",
    );
    body.table(table);
    if gaps.len() > MOST_GAPS {
        body.paragraph("The rest is in estimates.csv.");
    }
}

/// The rows, persons and methods behind every finding.
pub(super) fn behind(context: &Context<'_>, body: &mut Body) {
    let card = context.card;
    let mut findings: Vec<&Finding> = card.findings.iter().collect();
    findings.sort_by(|a, b| crate::wording::order(a, b));
    findings.truncate(MOST_FINDINGS);
    let of = |finding: &Finding| card.estimates.get(finding.estimate);
    let units = findings
        .iter()
        .any(|finding| of(finding).is_some_and(|e| e.units.is_some()));
    let weighed = findings
        .iter()
        .any(|finding| of(finding).is_some_and(|e| e.effective_n.is_some()));
    let level = context.wording.level();
    let mut head = vec![
        ("group", false),
        ("compared with", false),
        ("check", false),
        ("n", true),
        ("n reference", true),
    ];
    if units {
        head.extend([("persons", true), ("persons reference", true)]);
    }
    if weighed {
        head.extend([("independent rows", true), ("design effect", true)]);
    }
    let range = format!("how the {level} range was computed");
    head.extend([
        (range.as_str(), false),
        ("test of no difference", false),
        ("p of no difference", true),
        ("chance alone", false),
    ]);
    let mut table = Table::new("What stands behind every finding", &head);
    for finding in findings {
        let e = of(finding);
        let mut row = vec![
            Cell::Name(format!(
                "{}: {}",
                name::shown(&finding.attribute),
                whom(finding)
            )),
            Cell::Text(against(finding)),
            Cell::Text(finding.check.to_string()),
            Cell::Number(crate::hidden::people(finding)),
            Cell::Number(finding.n_reference.map_or_else(String::new, number::count)),
        ];
        let persons =
            |units: Option<u64>| Cell::Number(units.map_or_else(String::new, number::persons));
        if units {
            row.push(persons(e.and_then(|e| e.units)));
            row.push(persons(e.and_then(|e| e.units_reference)));
        }
        if weighed {
            row.push(Cell::Number(number::independent_rows(e)));
            row.push(Cell::Number(number::design_effect(e)));
        }
        row.push(Cell::Text(e.map_or_else(String::new, method)));
        row.push(Cell::Text(
            e.and_then(|e| e.test.as_deref()).unwrap_or("").to_owned(),
        ));
        row.push(Cell::Number(e.map_or_else(String::new, |e| {
            number::p_values(e.p_value, e.p_adjusted)
        })));
        row.push(Cell::Text(
            e.and_then(|e| context.wording.chance(e))
                .unwrap_or_default(),
        ));
        table.rows.push(row);
    }
    let last = table.head.len() - 1;
    if table
        .rows
        .iter()
        .all(|row| row[last] == Cell::Text(String::new()))
    {
        table.head.truncate(last);
        table.rows.iter_mut().for_each(|row| row.truncate(last));
    }
    let mut inner = Body::new();
    inner.table(table);
    body.details(
        "What stands behind every finding: people, methods, p",
        inner,
    );
}

/// The method of a range, with its degrees of freedom where it has some.
fn method(e: &Estimate) -> String {
    let method = e.method.as_deref().unwrap_or("");
    match e.df.map(Real::get) {
        Some(df) => format!(
            "{method}, t with {} degrees of freedom",
            number::fixed(df, 0)
        ),
        None => method.to_owned(),
    }
}

fn against(finding: &Finding) -> String {
    finding
        .reference
        .as_deref()
        .map_or_else(String::new, name::reference)
}
