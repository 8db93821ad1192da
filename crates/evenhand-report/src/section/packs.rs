use super::{Context, Section};
use crate::document::Inline;
use crate::document::body::Body;
use crate::error::Result;
use crate::packs::{checks, disclosures};
use crate::table::{Cell, Table};
use crate::words::Words;
use evenhand_core::{PackRecord, Verdict};

/// Every policy pack: how its rule stands, what it asked for, what was found.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let card = context.card;
    if card.packs.is_empty() {
        return Ok(None);
    }
    let mut body = Body::new();
    body.lead(&context.words().packs_lead().to_text());
    for pack in &card.packs {
        of_pack(context, pack, &mut body);
    }
    Ok(Some(Section {
        id: "packs",
        title: context.words().packs_title().to_text(),
        blocks: body.finish(),
    }))
}

fn of_pack(context: &Context<'_>, pack: &PackRecord, body: &mut Body) {
    let (words, wording) = (context.words(), &context.wording);
    body.heading(3, &pack.title);
    let mut line = Inline::of(&format!("{}. ", wording.pack_line(pack)));
    line.extend(words.line_of_scorecard(&pack.legal_note));
    body.line(merged(line));
    if !pack.status.stands() {
        let status = words.pack_not_in_force(wording.status(pack));
        body.warning(&status.to_text());
    }
    if pack.stale {
        body.warning(&words.pack_stale().to_text());
    }
    if let Some(reason) = &pack.applies_not {
        let not = words.pack_not_applied(words.of_scorecard(reason));
        body.remark(Inline::of_sentences(&[not]));
    }
    let standing = wording.standing(&pack.name());
    let mut table = Table::of(
        words,
        &words.pack_asks(pack.name(), standing),
        &[
            (words.column_check(), false),
            (words.column_code(), false),
            (words.column_limit(), false),
            (words.column_result(), false),
            (words.column_note(), false),
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
                words.pack_none_shown().to_text()
            } else {
                words.limit(&check.limit)
            }),
            match check.verdict {
                Some(verdict) => Cell::Verdict(verdict),
                None => Cell::Text(words.pack_shown().to_text()),
            },
            words.cell_of_scorecard(&note),
        ]);
    }
    if !table.rows.is_empty() {
        body.table(table);
    }
    for check in checks(context.card, pack) {
        let tables = disclosures(words, context.card, context.index, check);
        if tables.is_empty() {
            continue;
        }
        let mut inner = Body::new();
        for table in tables {
            inner.table(table);
        }
        body.details(&words.pack_numbers(&*check.id).to_text(), inner);
    }
    rule_results(context, pack, body);
    items(words, pack, body);
    if !pack.unconfirmed.is_empty() {
        body.paragraph(&words.pack_unconfirmed().to_text());
        let lines = pack.unconfirmed.iter();
        body.lines(lines.map(|line| words.line_of_scorecard(line)).collect());
    }
    let sources = words.pack_sources(&pack.sha256, pack.sources.join("; "));
    body.paragraph(&sources.to_text());
}

/// Neighbouring parts of one kind as one.
fn merged(line: Vec<Inline>) -> Vec<Inline> {
    let mut parts: Vec<Inline> = Vec::new();
    for part in line {
        match (parts.last_mut(), part) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, part) => parts.push(part),
        }
    }
    parts
}

/// What a rule itself says of each group, beside the verdicts.
fn rule_results(context: &Context<'_>, pack: &PackRecord, body: &mut Body) {
    let ids: Vec<&str> = checks(context.card, pack).map(|check| &*check.id).collect();
    let words = context.words();
    let mut table = Table::of(
        words,
        &words.pack_rule_caption(),
        &[
            (words.column_group(), false),
            (words.column_attribute(), false),
            (words.column_verdict(), false),
            (words.column_rule(), false),
        ],
    );
    for finding in &context.card.findings {
        if !ids.contains(&&*finding.check) {
            continue;
        }
        if let Some(said) = context.wording.rule_itself(finding) {
            table.rows.push(vec![
                Cell::Name(words.shown(&finding.group)),
                Cell::Text(words.shown(&finding.attribute)),
                Cell::Verdict(finding.verdict),
                Cell::Text(said),
            ]);
        } else if finding.verdict == Verdict::NotTested {
            table.rows.push(vec![
                Cell::Name(words.shown(&finding.group)),
                Cell::Text(words.shown(&finding.attribute)),
                Cell::Verdict(finding.verdict),
                words.cell_of_scorecard(finding.reason.as_deref().unwrap_or_default()),
            ]);
        }
    }
    if !table.rows.is_empty() {
        body.table(table);
    }
}

/// What must be shown or documented.
fn items(words: Words, pack: &PackRecord, body: &mut Body) {
    if pack.items.is_empty() {
        return;
    }
    let mut table = Table::of(
        words,
        &words.pack_items_caption(),
        &[
            (words.column_item(), false),
            (words.column_there(), false),
            (words.column_where(), false),
        ],
    );
    for item in &pack.items {
        let place = if item.present {
            item.whereabouts.clone()
        } else {
            words.item_would_go(&item.whereabouts).to_text()
        };
        table.rows.push(vec![
            Cell::Name(item.what.clone()),
            Cell::Text(words.item_there(item.present).to_text()),
            Cell::Text(place),
        ]);
    }
    body.table(table);
}
