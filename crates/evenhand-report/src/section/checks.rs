use super::{Context, Section, evidence};
use crate::document::body::Body;
use crate::error::Result;
use crate::number;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::words::Words;
use evenhand_core::{Finding, Verdict};
use std::collections::BTreeSet;

/// Findings printed in full; the rest is in the scorecard.
pub(super) const MOST_FINDINGS: usize = 300;

/// Every check, on every attribute, then every finding.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let card = context.card;
    let mut body = Body::new();
    if card.checks.is_empty() {
        body.paragraph(&context.words().checks_none().to_text());
    } else {
        matrix(context, &mut body);
        evidence::against_chance(context, &mut body);
        list(context, &mut body);
        evidence::behind(context, &mut body);
    }
    Ok(Some(Section {
        id: "checks",
        title: context.words().checks_title().to_text(),
        blocks: body.finish(),
    }))
}

fn matrix(context: &Context<'_>, body: &mut Body) {
    let card = context.card;
    let attributes: Vec<&str> = card
        .checks
        .iter()
        .flat_map(|check| check.attributes.iter().map(|attribute| &**attribute))
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .collect();
    let words = context.words();
    let mut table = Table::speaking(
        words,
        words.checks_matrix().to_text(),
        &[
            (words.column_check().to_text(), false),
            (words.column_limit().to_text(), false),
        ],
    );
    for attribute in &attributes {
        table.head.push((words.shown(attribute), false));
    }
    for column in [words.column_severity(), words.column_limit_origin()] {
        table.head.push((column.to_text(), false));
    }
    for check in &card.checks {
        let label = context.wording.label(&check.metric);
        let mut limit = words.limit(&check.limit);
        if check.limit_mirrored {
            limit = words.limit_mirrored(limit).to_text();
        }
        let mut row = vec![
            Cell::Name(format!("{} – {label}", check.id)),
            Cell::Text(limit),
        ];
        for attribute in &attributes {
            let verdict = card
                .findings
                .iter()
                .filter(|finding| finding.check == check.id && *finding.attribute == **attribute)
                .map(|finding| finding.verdict)
                .min();
            row.push(verdict.map_or(Cell::Nothing, Cell::Verdict));
        }
        row.push(Cell::Text(
            words.severity(check.severity.as_str()).to_text(),
        ));
        row.push(match (check.spec_line, words.translated(&check.origin)) {
            (Some(line), Some(origin)) => {
                Cell::Text(words.origin_line(line.to_string(), origin).to_text())
            }
            (Some(line), None) => Cell::English(format!("{} (line {line})", check.origin)),
            (None, _) => words.cell_of_scorecard(&check.origin),
        });
        table.rows.push(row);
    }
    body.table(table);
}

fn list(context: &Context<'_>, body: &mut Body) {
    let mut findings: Vec<&Finding> = context.card.findings.iter().collect();
    findings.sort_by(|a, b| crate::wording::order(a, b));
    let words = context.words();
    let shown = &findings[..findings.len().min(MOST_FINDINGS)];
    let mut inner = Body::new();
    inner.table(table(context, shown));
    if findings.len() > MOST_FINDINGS {
        let more = words.checks_findings_more(findings.len() - MOST_FINDINGS);
        inner.paragraph(&more.to_text());
    }
    let fold = words.checks_findings_fold(findings.len());
    body.details(&fold.to_text(), inner);
}

/// One row for each of these findings.
pub(super) fn table(context: &Context<'_>, findings: &[&Finding]) -> Table {
    let card = context.card;
    let (words, numbers) = (context.words(), context.numbers());
    let mut head = vec![
        (words.column_group(), false),
        (words.column_attribute(), false),
        (words.column_check(), false),
        (words.column_value_range(context.wording.level()), true),
        (words.column_limit(), false),
        (words.column_verdict(), false),
        (Sentence::plain("n"), true),
        (words.column_n_reference(), true),
        (words.column_p_limit(), true),
    ];
    let models = card
        .findings
        .iter()
        .any(|finding| !finding.model.is_empty());
    let slices = card
        .findings
        .iter()
        .any(|finding| !finding.slice.is_empty());
    head.extend(models.then(|| (words.column_model(), false)));
    head.extend(slices.then(|| (words.column_slice(), false)));
    head.push((words.column_note(), false));
    let mut table = Table::of(words, &words.checks_findings(), &head);
    for finding in findings {
        let span = number::span(card.metric(&finding.metric));
        let mut row = vec![
            Cell::Name(whom(words, finding)),
            Cell::Text(words.shown(&finding.attribute)),
            Cell::Text(finding.check.to_string()),
            Cell::Number(numbers.with_interval(span, finding.value, finding.lower, finding.upper)),
            Cell::Text(words.limit(&finding.limit)),
            Cell::Verdict(finding.verdict),
            Cell::Number(crate::hidden::people(words, finding)),
            Cell::Number(
                finding
                    .n_reference
                    .map_or_else(String::new, |n| numbers.count(n)),
            ),
            Cell::Number(
                finding
                    .p_limit_adjusted
                    .or(finding.p_limit)
                    .map_or_else(String::new, |p| numbers.p_alone(p)),
            ),
        ];
        if models {
            row.push(Cell::Text(finding.model.to_string()));
        }
        if slices {
            row.push(Cell::Text(finding.slice.to_string()));
        }
        row.push(note(context, finding));
        table.rows.push(row);
    }
    table
}

/// The group of a finding for reading.
pub(super) fn whom(words: Words, finding: &Finding) -> String {
    if finding.group.is_empty() {
        words.all_groups_together().to_text()
    } else {
        words.shown(&finding.group)
    }
}

/// Whether more people could change the verdict.
pub(super) fn undecided(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Verdict::InsufficientData | Verdict::PossibleGap
    )
}

fn note(context: &Context<'_>, finding: &Finding) -> Cell {
    let (wording, words) = (&context.wording, context.words());
    let mut notes = Vec::new();
    let reason = finding.reason.as_ref().map(|text| words.translated(text));
    let mut english = false;
    if let Some(reason) = reason {
        english = reason.is_none();
        notes.extend(reason.or_else(|| finding.reason.clone()));
    }
    if let Some(shortfall) = finding.shortfall.filter(|n| *n > 0) {
        notes.push(words.note_shortfall(shortfall, wording.noun()).to_text());
    }
    notes.extend(wording.needed(finding));
    if undecided(finding)
        && let Some(gap) = wording.findable(finding)
    {
        notes.push(words.note_findable(gap).to_text());
    }
    if finding.watch {
        notes.push(words.note_watch().to_text());
    }
    let text = notes.join("; ");
    if english && notes.len() == 1 {
        Cell::English(text)
    } else {
        Cell::Text(text)
    }
}
