use crate::document::Block;
use crate::document::body::Body;
use crate::number;
use crate::table::{Cell, Table};
use crate::terminal::compare::scorecards::{difference, origin, value, whom, words};
use crate::words::Words;
use evenhand_core::{EstimateChange, ScorecardComparison, Shift};

/// Two scorecards of one system side by side, in English: verdicts that changed and why, limits that changed, and the numbers
/// that a check looks at, each with its change and whether it is shown.
pub fn comparison(of: &ScorecardComparison) -> Vec<Block> {
    let mut body = Body::new();
    body.paragraph(&origin(of));
    body.heading(2, "Verdicts that changed");
    if of.verdicts.is_empty() {
        body.paragraph("None.");
    } else {
        body.table(verdicts(of));
    }
    if !of.limits.is_empty() {
        body.heading(2, "Limits that changed");
        let lines: Vec<String> = (of.limits.iter())
            .map(|limit| {
                let (old, new) = (words(&limit.old), words(&limit.new));
                format!("{}: {old} before, {new} now", limit.check)
            })
            .collect();
        body.list(&lines);
    }
    for (title, parts) in [
        ("Only in the later audit", &of.added),
        ("Only in the earlier audit", &of.removed),
    ] {
        if !parts.is_empty() {
            body.heading(2, title);
            body.list(parts);
        }
    }
    body.heading(2, "Numbers that a check looks at");
    let checked: Vec<&EstimateChange> = of.changes.iter().filter(|one| one.checked).collect();
    if checked.is_empty() {
        body.paragraph("There is none that both audits have.");
    }
    for metric in &of.metrics {
        let own: Vec<&EstimateChange> = (checked.iter().copied())
            .filter(|change| *change.metric == *metric.id)
            .collect();
        if own.is_empty() {
            continue;
        }
        let head = [
            ("Whom", false),
            ("Earlier", true),
            ("Later", true),
            ("Change and its range", true),
            ("Shown", false),
        ];
        let mut table = Table::speaking(Words::default(), metric.label.clone(), &head);
        let span = number::span(Some(metric));
        for change in own {
            let (old, new) = (
                value(span, change.old, change.old_status),
                value(span, change.new, change.new_status),
            );
            table.rows.push(vec![
                Cell::Name(named(change)),
                Cell::Number(old),
                Cell::Number(new),
                Cell::Number(difference(span, change)),
                Cell::Text(shown(change).to_owned()),
            ]);
        }
        body.table(table);
    }
    if !of.same_statistics {
        body.paragraph(
            "The change is later less earlier, of ratios later over earlier. Both audits count as independent samples: where the same people are in both, ranges are wider than they need be. “Higher” and “lower” hold after Holm's correction; “not shown” is no proof that nothing changed.",
        );
    }
    body.finish()
}

fn verdicts(of: &ScorecardComparison) -> Table {
    let head = [
        ("Whom", false),
        ("Check", false),
        ("Earlier", false),
        ("Later", false),
        ("Because", false),
    ];
    let mut table = Table::speaking(Words::default(), "Each with what changed it", &head);
    for one in &of.verdicts {
        let because: Vec<&str> = one.because.iter().map(|cause| cause.words()).collect();
        table.rows.push(vec![
            Cell::Name(whom(&one.attribute, &one.group, &one.model, &one.slice)),
            Cell::Text(one.check.to_string()),
            Cell::Verdict(one.old),
            Cell::Verdict(one.new),
            Cell::Text(because.join(", ")),
        ]);
    }
    table
}

fn named(change: &EstimateChange) -> String {
    whom(
        &change.attribute,
        &change.group,
        &change.model,
        &change.slice,
    )
}

fn shown(change: &EstimateChange) -> &'static str {
    if change.p_value.is_none() && change.shift == Shift::TooFew {
        "not tested"
    } else {
        change.shift.rate_words()
    }
}
