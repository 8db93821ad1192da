use super::{Context, Section, evidence};
use crate::document::body::Body;
use crate::error::Result;
use crate::name;
use crate::number;
use crate::table::{Cell, Table};
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
        body.paragraph("No check was asked for: the numbers stand without a verdict.");
    } else {
        matrix(context, &mut body);
        evidence::against_chance(context, &mut body);
        list(context, &mut body);
        evidence::behind(context, &mut body);
    }
    Ok(Some(Section {
        id: "checks",
        title: "Checks".to_owned(),
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
    let mut table = Table::new(
        "Every check on every attribute: the gravest verdict",
        &[("check", false), ("limit", false)],
    );
    for attribute in &attributes {
        table.head.push((name::shown(attribute), false));
    }
    for column in ["severity", "where the limit comes from"] {
        table.head.push((column.to_owned(), false));
    }
    for check in &card.checks {
        let label = context.wording.label(&check.metric);
        let mut limit = check.limit.to_string();
        if check.limit_mirrored {
            limit.push_str(" (mirrored: being selected is a burden)");
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
        row.push(Cell::Text(check.severity.as_str().to_owned()));
        row.push(Cell::Text(match check.spec_line {
            Some(line) => format!("{} (line {line})", check.origin),
            None => check.origin.clone(),
        }));
        table.rows.push(row);
    }
    body.table(table);
}

fn list(context: &Context<'_>, body: &mut Body) {
    let card = context.card;
    let mut findings: Vec<&Finding> = card.findings.iter().collect();
    findings.sort_by(|a, b| crate::wording::order(a, b));
    let level = context.wording.level();
    let range = format!("value [{level} range]");
    let mut head = vec![
        ("group", false),
        ("attribute", false),
        ("check", false),
        (range.as_str(), true),
        ("limit", false),
        ("verdict", false),
        ("n", true),
        ("n reference", true),
        ("adjusted p beyond the limit", true),
    ];
    let models = card
        .findings
        .iter()
        .any(|finding| !finding.model.is_empty());
    let slices = card
        .findings
        .iter()
        .any(|finding| !finding.slice.is_empty());
    head.extend(models.then_some(("model", false)));
    head.extend(slices.then_some(("slice", false)));
    head.push(("note", false));
    let mut table = Table::new("Every finding, the gravest first", &head);
    for finding in findings.iter().take(MOST_FINDINGS) {
        let span = number::span(card.metric(&finding.metric));
        let mut row = vec![
            Cell::Name(whom(finding)),
            Cell::Text(name::shown(&finding.attribute)),
            Cell::Text(finding.check.to_string()),
            Cell::Number(number::with_interval(
                span,
                finding.value,
                finding.lower,
                finding.upper,
            )),
            Cell::Text(finding.limit.to_string()),
            Cell::Verdict(finding.verdict),
            Cell::Number(crate::hidden::people(finding)),
            Cell::Number(finding.n_reference.map_or_else(String::new, number::count)),
            Cell::Number(
                finding
                    .p_limit_adjusted
                    .or(finding.p_limit)
                    .map_or_else(String::new, |p| {
                        number::p_value(p.get()).trim_start_matches("= ").to_owned()
                    }),
            ),
        ];
        if models {
            row.push(Cell::Text(finding.model.to_string()));
        }
        if slices {
            row.push(Cell::Text(finding.slice.to_string()));
        }
        row.push(Cell::Text(note(context, finding)));
        table.rows.push(row);
    }
    let mut inner = Body::new();
    inner.table(table);
    if findings.len() > MOST_FINDINGS {
        inner.paragraph(&format!(
            "{} more findings are in scorecard.json.",
            number::count((findings.len() - MOST_FINDINGS) as u64)
        ));
    }
    body.details(
        &format!("Every finding ({})", number::count(findings.len() as u64)),
        inner,
    );
}

/// The group of a finding for reading.
pub(super) fn whom(finding: &Finding) -> String {
    if finding.group.is_empty() {
        "all groups together".to_owned()
    } else {
        name::shown(&finding.group)
    }
}

/// Whether more people could change the verdict.
pub(super) fn undecided(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Verdict::InsufficientData | Verdict::PossibleGap
    )
}

fn note(context: &Context<'_>, finding: &Finding) -> String {
    let mut notes = Vec::new();
    notes.extend(finding.reason.clone());
    if let Some(shortfall) = finding.shortfall.filter(|n| *n > 0) {
        notes.push(format!(
            "{} {} short of the limit",
            number::count(shortfall),
            context.wording.noun()
        ));
    }
    notes.extend(context.wording.needed(finding));
    if undecided(finding)
        && let Some(gap) = context.wording.findable(finding)
    {
        notes.push(format!("smallest gap this sample could find {gap}"));
    }
    if finding.watch {
        notes.push("past the watch line".to_owned());
    }
    notes.join("; ")
}
