use super::Context;
use super::checks::{MOST_FINDINGS, undecided, whom};
use crate::document::body::Body;
use crate::number;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::words::Words;
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
    let (words, numbers) = (context.words(), context.numbers());
    let mut table = Table::of(
        words,
        &words.questions_caption(),
        &[
            (words.column_group(), false),
            (words.column_check(), false),
            (words.column_verdict(), false),
            (words.column_value_range(wording.level()), true),
            (words.column_limit(), false),
            (words.column_smallest_gap(), true),
            (words.column_needed(), false),
        ],
    );
    for finding in open.iter().take(MOST_QUESTIONS) {
        let span = number::span(card.metric(&finding.metric));
        table.rows.push(vec![
            Cell::Name(whom(words, finding)),
            Cell::Text(finding.check.to_string()),
            Cell::Verdict(finding.verdict),
            Cell::Number(numbers.with_interval(span, finding.value, finding.lower, finding.upper)),
            Cell::Text(words.limit(&finding.limit)),
            Cell::Number(wording.findable(finding).unwrap_or_default()),
            what_is_needed(context, finding),
        ]);
    }
    body.heading(3, &words.questions_title().to_text());
    body.paragraph(&words.questions_meaning().to_text());
    body.table(table);
    if open.len() > MOST_QUESTIONS {
        let more = words.questions_more(open.len() - MOST_QUESTIONS);
        body.paragraph(&more.to_text());
    }
}

/// More rows or persons of the group; or why no number of them can be named.
fn what_is_needed(context: &Context<'_>, finding: &Finding) -> Cell {
    let words = context.words();
    match (&finding.rows_needed, &finding.reason) {
        (Some(needed), _) if needed.group == finding.group => {
            let noun = context.wording.needed_noun(finding);
            Cell::Text(words.needed_more(needed.more, noun).to_text())
        }
        (Some(_), _) => Cell::Text(context.wording.needed(finding).unwrap_or_default()),
        (None, Some(reason)) => words.cell_of_scorecard(reason),
        (None, None) => Cell::Text(words.needed_unknown().to_text()),
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
    let (words, numbers) = (context.words(), context.numbers());
    let models = gaps.iter().any(|(e, _)| !e.model.is_empty());
    let mut table = Table::of(
        words,
        &words.against_chance_caption(),
        &[
            (words.column_attribute(), false),
            (words.column_measure(), false),
            (words.column_observed(context.wording.level()), true),
            (words.column_expected(), true),
            (words.column_passed(), true),
            (words.column_reading(), false),
        ],
    );
    if models {
        table.head.push((words.column_model().to_text(), false));
    }
    for (e, span) in gaps.iter().take(MOST_GAPS) {
        let (Some(noise), Some(value)) = (e.noise_floor, e.value) else {
            continue;
        };
        let (value, edge) = (value.get(), noise.quantile.get());
        let past = value > edge;
        let mut row = vec![
            Cell::Name(words.shown(&e.attribute)),
            context.label(&e.metric),
            Cell::Number(numbers.with_interval(*span, e.value, e.lower, e.upper)),
            Cell::Number(numbers.of(*span, noise.mean.get())),
            Cell::Number(numbers.of(*span, edge)),
            Cell::Text(
                if !e.below_min_n.is_empty() {
                    let few: Vec<String> = e.below_min_n.iter().map(|g| words.shown(g)).collect();
                    words.reading_few(few.join(", "))
                } else if past {
                    words.reading_more()
                } else {
                    words.reading_chance()
                }
                .to_text(),
            ),
        ];
        if models {
            row.push(Cell::Text(e.model.to_string()));
        }
        table.rows.push(row);
    }
    body.heading(3, &words.against_chance_title().to_text());
    body.paragraph(&words.against_chance_meaning().to_text());
    body.table(table);
    if gaps.len() > MOST_GAPS {
        body.paragraph(&words.rest_in_csv().to_text());
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
    let (words, numbers) = (context.words(), context.numbers());
    let mut head = vec![
        (words.column_group(), false),
        (words.column_compared_with(), false),
        (words.column_check(), false),
        (Sentence::plain("n"), true),
        (words.column_n_reference(), true),
    ];
    if units {
        head.push((words.column_persons(), true));
        head.push((words.column_persons_reference(), true));
    }
    if weighed {
        head.push((words.column_independent_rows(), true));
        head.push((words.column_design_effect(), true));
    }
    head.extend([
        (words.column_range_method(context.wording.level()), false),
        (words.column_test(), false),
        (words.column_p(), true),
        (words.column_chance(), false),
    ]);
    let mut table = Table::of(words, &words.behind_caption(), &head);
    for finding in findings {
        let e = of(finding);
        let mut row = vec![
            Cell::Name(format!(
                "{}: {}",
                words.shown(&finding.attribute),
                whom(words, finding)
            )),
            Cell::Text(against(words, finding)),
            Cell::Text(finding.check.to_string()),
            Cell::Number(crate::hidden::people(words, finding)),
            Cell::Number(
                finding
                    .n_reference
                    .map_or_else(String::new, |n| numbers.count(n)),
            ),
        ];
        let persons = |units: Option<u64>| {
            Cell::Number(units.map_or_else(String::new, |n| numbers.persons(n)))
        };
        if units {
            row.push(persons(e.and_then(|e| e.units)));
            row.push(persons(e.and_then(|e| e.units_reference)));
        }
        if weighed {
            row.push(Cell::Number(numbers.independent_rows(e)));
            row.push(Cell::Number(numbers.design_effect(e)));
        }
        row.push(Cell::Text(e.map_or_else(String::new, |e| method(words, e))));
        row.push(Cell::Text(
            e.and_then(|e| e.test.as_deref()).unwrap_or("").to_owned(),
        ));
        row.push(Cell::Number(e.map_or_else(String::new, |e| {
            words.p_values(e.p_value, e.p_adjusted)
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
    body.details(&words.behind_fold().to_text(), inner);
}

/// The method of a range, with its degrees of freedom where it has some.
fn method(words: Words, e: &Estimate) -> String {
    let method = e.method.as_deref().unwrap_or("");
    match e.df.map(Real::get) {
        Some(df) => words
            .method_with_df(words.numbers().fixed(df, 0), method)
            .to_text(),
        None => method.to_owned(),
    }
}

fn against(words: Words, finding: &Finding) -> String {
    (finding.reference.as_deref()).map_or_else(String::new, |reference| words.reference(reference))
}
