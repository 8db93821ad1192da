use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::packs::{checks, disclosures};
use crate::table::{Cell, Table};
use evenhand_core::{PackRecord, Verdict};

/// Every policy pack: how its rule stands, what it asked for, what was found.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let card = context.card;
    if card.packs.is_empty() {
        return Ok(None);
    }
    let mut body = Body::new();
    body.lead("A policy pack is a rule as a dated file. It says what was asked for; it is not legal advice.");
    for pack in &card.packs {
        of_pack(context, pack, &mut body);
    }
    Ok(Some(Section {
        id: "packs",
        title: "Policy packs".to_owned(),
        blocks: body.finish(),
    }))
}

fn of_pack(context: &Context<'_>, pack: &PackRecord, body: &mut Body) {
    body.heading(3, &pack.title);
    body.paragraph(&format!(
        "{}. {}",
        context.wording.pack_line(pack),
        pack.legal_note
    ));
    if !pack.status.stands() {
        body.warning(&format!(
            "This rule is not in force: {}. It was applied because the spec names it.",
            pack.status.words()
        ));
    }
    if pack.stale {
        body.warning("The rule may have changed since somebody last looked at it.");
    }
    if let Some(reason) = &pack.applies_not {
        body.warning(&format!("Not applied: {reason}."));
    }
    let standing = context.wording.standing(&pack.name());
    let mut table = Table::new(
        format!("What {} asks for{standing}", pack.name()),
        &[
            ("check", false),
            ("code", false),
            ("limit", false),
            ("result", false),
            ("note", false),
        ],
    );
    for check in checks(context.card, pack) {
        let discloses = check.limit.bounds() == (None, None);
        let note = match &check.reason {
            Some(reason) => reason.clone(),
            None => check.note.clone(),
        };
        table.rows.push(vec![
            Cell::Name(format!(
                "{} – {}",
                check.id,
                context.wording.label(&check.metric)
            )),
            Cell::Text(check.rule.clone()),
            Cell::Text(if discloses {
                "none: shown".to_owned()
            } else {
                check.limit.to_string()
            }),
            match check.verdict {
                Some(verdict) => Cell::Verdict(verdict),
                None => Cell::Text("shown".to_owned()),
            },
            Cell::Text(note),
        ]);
    }
    if !table.rows.is_empty() {
        body.table(table);
    }
    for check in checks(context.card, pack) {
        let tables = disclosures(context.wording.words, context.card, context.index, check);
        if tables.is_empty() {
            continue;
        }
        let mut inner = Body::new();
        for table in tables {
            inner.table(table);
        }
        body.details(&format!("{}: the numbers", check.id), inner);
    }
    rule_results(context, pack, body);
    items(pack, body);
    if !pack.unconfirmed.is_empty() {
        body.paragraph("Nobody has confirmed:");
        body.list(&pack.unconfirmed);
    }
    let mut sources = pack.sources.join("; ");
    sources.push_str(&format!(". SHA-256 of the pack: {}.", pack.sha256));
    body.paragraph(&sources);
}

/// What a rule itself says of each group, beside the verdicts.
fn rule_results(context: &Context<'_>, pack: &PackRecord, body: &mut Body) {
    let ids: Vec<&str> = checks(context.card, pack).map(|check| &*check.id).collect();
    let mut table = Table::new(
        "What the rule itself says, beside the verdict",
        &[
            ("group", false),
            ("attribute", false),
            ("verdict", false),
            ("the rule", false),
        ],
    );
    for finding in &context.card.findings {
        if !ids.contains(&&*finding.check) {
            continue;
        }
        if let Some(words) = context.wording.of_rule(finding) {
            table.rows.push(vec![
                Cell::Name(crate::name::shown(&finding.group)),
                Cell::Text(crate::name::shown(&finding.attribute)),
                Cell::Verdict(finding.verdict),
                Cell::Text(
                    words
                        .trim_start_matches("The rule itself says: ")
                        .to_owned(),
                ),
            ]);
        } else if finding.verdict == Verdict::NotTested {
            table.rows.push(vec![
                Cell::Name(crate::name::shown(&finding.group)),
                Cell::Text(crate::name::shown(&finding.attribute)),
                Cell::Verdict(finding.verdict),
                Cell::Text(finding.reason.clone().unwrap_or_default()),
            ]);
        }
    }
    if !table.rows.is_empty() {
        body.table(table);
    }
}

/// What must be shown or documented.
fn items(pack: &PackRecord, body: &mut Body) {
    if pack.items.is_empty() {
        return;
    }
    let mut table = Table::new(
        "What must be shown or documented",
        &[("item", false), ("there", false), ("where", false)],
    );
    for item in &pack.items {
        let place = if item.present {
            item.whereabouts.clone()
        } else {
            format!("would go under {}", item.whereabouts)
        };
        table.rows.push(vec![
            Cell::Name(item.what.clone()),
            Cell::Text(if item.present { "yes" } else { "missing" }.to_owned()),
            Cell::Text(place),
        ]);
    }
    body.table(table);
}
