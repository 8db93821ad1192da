//! The public summary: one page for the people concerned.
//!
//! What the system does and with which data, why somebody may or may not be chosen, what was checked and found in the
//! words of the report's own ladder, how to say no and where to complain. What nobody wrote down is said to be missing.

use crate::document::body::Body;
use crate::document::{Block, Inline};
use crate::index::Index;
use crate::name;
use crate::profile::Profile;
use crate::section::title;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::wording::{Wording, ladder};
use crate::words::{Language, Words};
use evenhand_core::{PublicSpec, Scorecard, Verdict};
use serde::Serialize;

/// Findings told in sentences; all of them stand in the tables.
const MOST_FINDINGS: usize = 3;

/// Comparisons of selection rates, of which the first that was checked gives the verdict of a row.
const COMPARED: [&str; 2] = ["disparate_impact_ratio", "statistical_parity_difference"];

/// A page for the people concerned, before it takes a form.
#[derive(Clone, Debug, Serialize)]
pub struct PublicSummary {
    /// Language of the text, as a BCP 47 tag.
    pub language: String,
    /// What the page is.
    pub eyebrow: String,
    /// What was audited.
    pub title: String,
    /// Name and version of the program that computed the numbers.
    pub tool: String,
    /// First digits of the digest of the statistics.
    pub digest: String,
    /// What the page says.
    pub blocks: Vec<Block>,
}

/// Puts the page together. The scorecard is one of the profile `public`; a page of any other would show too much.
pub fn public_summary(card: &Scorecard, language: Language) -> PublicSummary {
    let index = Index::new(card);
    let words = Words::new(language);
    let wording = Wording::speaking(words, card, &index);
    let told = written(card);
    let mut body = Body::new();
    what(words, card, &told, &mut body);
    data(words, &told, &mut body);
    reasons(&wording, &told, &mut body);
    found(&wording, &mut body);
    for profile in Profile::speaking(words, card, &index, false) {
        if let Some(table) = rates(&wording, &profile) {
            body.table(table);
        }
    }
    rights(words, card, &told, &mut body);
    PublicSummary {
        language: language.code().to_owned(),
        eyebrow: words.public_eyebrow().to_text(),
        title: title(words, card),
        tool: card.tool.clone(),
        digest: card.digests.statistics.get(..12).unwrap_or("").to_owned(),
        blocks: body.finish(),
    }
}

/// What the spec of the scorecard says for the public.
fn written(card: &Scorecard) -> PublicSpec {
    let written = card.settings.spec.get("public").cloned();
    written
        .and_then(|written| serde_json::from_value(written).ok())
        .unwrap_or_default()
}

fn what(words: Words, card: &Scorecard, told: &PublicSpec, body: &mut Body) {
    let purpose = [&told.what, &card.system.purpose]
        .into_iter()
        .find(|text| !text.is_empty());
    match purpose {
        Some(purpose) => body.lead(purpose),
        None => body.lead(&words.public_what_unsaid().to_text()),
    }
    let operator = [&told.operator, &card.system.owner]
        .into_iter()
        .find(|text| !text.is_empty());
    if let Some(operator) = operator {
        body.paragraph(&words.public_operator(operator).to_text());
    }
}

fn data(words: Words, told: &PublicSpec, body: &mut Body) {
    body.heading(2, &words.public_data().to_text());
    listed(
        words.public_data_used(),
        words.public_data_used_unsaid(),
        told.data_used.as_slice(),
        body,
    );
    listed(
        words.public_data_not_used(),
        words.public_data_not_used_unsaid(),
        told.data_not_used.as_slice(),
        body,
    );
}

fn listed(opening: Sentence, unsaid: Sentence, items: &[String], body: &mut Body) {
    if items.is_empty() {
        body.paragraph(&unsaid.to_text());
    } else {
        body.paragraph(&opening.to_text());
        body.list(items);
    }
}

fn reasons(wording: &Wording<'_>, told: &PublicSpec, body: &mut Body) {
    let words = wording.words;
    body.heading(2, &words.public_reasons().to_text());
    listed(
        words.public_reasons_opening(),
        words.public_reasons_unsaid(),
        told.reasons.as_slice(),
        body,
    );
}

/// What was checked, and what was found: the ladder, the gravest findings, what is not said.
fn found(wording: &Wording<'_>, body: &mut Body) {
    let (card, words) = (wording.card, wording.words);
    body.heading(2, &words.public_found().to_text());
    body.paragraph(&words.public_checked().to_text());
    let lines: Vec<String> = ladder(card)
        .into_iter()
        .map(|(verdict, count)| words.verdicts(verdict, count))
        .collect();
    body.list(&lines);
    let headlines = wording.gravest().into_iter().filter(|line| {
        matches!(
            line.finding.verdict,
            Verdict::ConfirmedGap | Verdict::PossibleGap | Verdict::Waived
        )
    });
    for line in headlines.take(MOST_FINDINGS) {
        let mut text = vec![words.public_verdict(words.verdict(line.finding.verdict))];
        text.extend(wording.number(line.finding));
        if text.len() == 1 {
            text.push(wording.headline(line.finding));
        }
        body.remark(Inline::of_sentences(&text));
    }
    if card.count(Verdict::ConfirmedGap) + card.count(Verdict::PossibleGap) == 0
        && card.count(Verdict::WithinLimit) > 0
    {
        body.paragraph(&words.public_nothing_found().to_text());
    }
    let mut notes = vec![words.public_rounded().to_text()];
    if card.count(Verdict::Hidden) > 0 {
        notes.push(words.public_hidden().to_text());
    }
    notes.push(words.public_silent().to_text());
    body.paragraph(&notes.join(" "));
}

/// Of every hundred people of a group, how many were selected; the group that others are compared with stands first.
fn rates(wording: &Wording<'_>, profile: &Profile<'_>) -> Option<Table> {
    let words = wording.words;
    let numbers = words.numbers();
    let mut table = Table::speaking(
        words,
        words
            .public_table(profile.title(), wording.polarity())
            .to_text(),
        &[
            (words.column_group().to_text(), false),
            (words.public_people().to_text(), true),
            (words.public_of_hundred().to_text(), true),
            (words.public_range(wording.level()).to_text(), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    let mut groups: Vec<_> = profile
        .groups
        .iter()
        .filter(|group| !group.missing)
        .collect();
    groups.sort_by_key(|group| Some(group.name) != profile.reference);
    for group in groups {
        let Some(rate) = profile.estimate(group.name, "selection_rate") else {
            continue;
        };
        let Some(value) = rate.value else { continue };
        let hundred = |value: f64| numbers.fixed(value * 100.0, 0);
        let range = match (rate.lower, rate.upper) {
            (Some(lower), Some(upper)) => words
                .public_from_to(hundred(lower.get()), hundred(upper.get()))
                .to_text(),
            _ => String::new(),
        };
        let verdict = COMPARED
            .iter()
            .find_map(|metric| profile.index.verdict_on(profile.place, group.name, metric));
        table.rows.push(vec![
            Cell::Name(name::shown(group.name)),
            Cell::Number(numbers.count(group.n)),
            Cell::Number(hundred(value.get())),
            Cell::Number(range),
            if Some(group.name) == profile.reference {
                Cell::Text(words.public_reference().to_text())
            } else {
                verdict.map_or(Cell::Nothing, Cell::Verdict)
            },
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How to say no, where to complain, and when it was and will be looked at.
fn rights(words: Words, card: &Scorecard, told: &PublicSpec, body: &mut Body) {
    body.heading(2, &words.public_rights().to_text());
    let said = |text: &String, unsaid: Sentence| {
        if text.is_empty() {
            unsaid.to_text()
        } else {
            text.clone()
        }
    };
    let mut pairs = vec![
        (
            words.public_opt_out().to_text(),
            said(&told.opt_out, words.public_opt_out_unsaid()),
        ),
        (
            words.public_opt_out_effect().to_text(),
            said(&told.opt_out_effect, words.public_opt_out_effect_unsaid()),
        ),
        (
            words.public_complaints().to_text(),
            said(&told.complaints, words.public_complaints_unsaid()),
        ),
    ];
    if !card.as_of.is_empty() {
        pairs.push((words.public_last_audit().to_text(), card.as_of.clone()));
    }
    pairs.push((
        words.public_next_audit().to_text(),
        said(&told.next_audit, words.public_next_audit_unsaid()),
    ));
    body.terms(&pairs);
}

#[cfg(test)]
mod tests;
