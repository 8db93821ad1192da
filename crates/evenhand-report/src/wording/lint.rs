//! Holds the rendered words against what a report must say and must not say, in every language.

mod reading;
mod syllables;
mod tests;
mod vocabulary;

use crate::document::{Glance, Inline};
use crate::fixture;
use crate::section::{HtmlOptions, document};
use crate::table::{Cell, Table};
use crate::words::Language;
use evenhand_core::Scorecard;
use std::fmt::Write as _;

/// Words of a sentence on the first page, at most; a name from the data is one.
const MOST_WORDS: usize = 20;

/// What stands for a name from the data: it is neither ours to shorten nor to make easier.
const NAME: char = '\u{fffc}';

/// The first page in a language.
fn page_one(card: &Scorecard, language: Language) -> Glance {
    let options = HtmlOptions {
        language,
        since: Some(fixture::since(card)),
        ..HtmlOptions::default()
    };
    document(card, &options).unwrap().glance
}

/// A line, its names as they are or as one sign each.
fn line(parts: &[Inline], names: bool) -> String {
    parts
        .iter()
        .map(|part| match part {
            Inline::Name(_) if !names => NAME.to_string(),
            part => part.text().to_owned(),
        })
        .collect()
}

/// The lines of the page that are sentences.
fn prose(page: &Glance) -> Vec<String> {
    let mut lines = vec![page.result.clone()];
    lines.extend(page.since.iter().map(|text| line(text, false)));
    for told in &page.findings {
        lines.push(line(&told.number, false));
        lines.push(line(&told.meaning, false));
    }
    lines.extend(page.after.iter().map(|text| line(text, false)));
    for aside in &page.asides {
        lines.extend(aside.lines.iter().map(|text| line(text, false)));
    }
    lines.retain(|text| !text.is_empty());
    lines
}

/// The sentences of a text: they end where a stop is followed by a blank or by nothing.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.char_indices().find_map(|(at, letter)| {
        let after = at + letter.len_utf8();
        let ends = matches!(letter, '.' | '!' | '?' | ';')
            && rest[after..].chars().next().is_none_or(char::is_whitespace);
        ends.then_some(after)
    }) {
        found.push(rest[..end].trim());
        rest = &rest[end..];
    }
    found.push(rest.trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// The words of a sentence: what holds a letter, a digit or a name.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split_whitespace()
        .filter(|word| word.chars().any(|c| c.is_alphanumeric() || c == NAME))
}

/// Sentences that are too long.
fn too_long(page: &Glance) -> Vec<String> {
    let lines = prose(page);
    let mut found = Vec::new();
    for sentence in lines.iter().flat_map(|text| sentences(text)) {
        let n = words(sentence).count();
        if n > MOST_WORDS {
            found.push(format!("{n} words: {sentence}"));
        }
    }
    found
}

/// What the page does not say although it must.
fn missing(page: &Glance, language: Language) -> Vec<String> {
    let vocabulary = vocabulary::of(language);
    let mut found = Vec::new();
    for told in &page.findings {
        let (number, meaning) = (line(&told.number, true), line(&told.meaning, true));
        let headline = line(&told.headline, true);
        let mut lacks = |what: &str| found.push(format!("{headline}: {what}"));
        if told.value.is_empty() {
            continue;
        }
        if !told.range.contains('[') || !vocabulary.ranges.iter().any(|to| number.contains(to)) {
            lacks("no range beside the number");
        }
        if !["100", "1,000", "1.000", "1\u{202f}000", "1000"]
            .iter()
            .any(|base| number.contains(base))
        {
            lacks("no natural frequency");
        }
        if !told.rates.as_ref().is_some_and(has_sizes) {
            lacks("no sizes of the groups");
        }
        if !vocabulary
            .limits
            .iter()
            .any(|limit| meaning.contains(limit))
        {
            lacks("no limit");
        }
    }
    let adopted = page.asides.iter().flat_map(|aside| &aside.lines);
    let adopted = adopted.map(|text| line(text, true)).any(|text| {
        vocabulary
            .adoption
            .iter()
            .any(|adopted| text.contains(adopted))
    });
    if !adopted {
        found.push("nobody is named as having adopted the limits, nor that nobody has".into());
    }
    if page.findings.is_empty() {
        let after: Vec<String> = page.after.iter().map(|text| line(text, true)).collect();
        if !after
            .iter()
            .any(|text| text.contains(vocabulary.so_much_data))
        {
            found.push("a null result without “with this much data”".into());
        }
        if !after.iter().any(|text| text.contains(vocabulary.unseen)) {
            found.push("a null result without the smallest gap that could be seen".into());
        }
    }
    found
}

/// Whether the last column holds a size for every group.
fn has_sizes(table: &Table) -> bool {
    table.rows.len() > 1
        && table.rows.iter().all(|row| {
            matches!(row.last(), Some(Cell::Number(n)) if n.chars().any(|c| c.is_ascii_digit()))
        })
}

/// Everything on the page, a line each.
fn text(page: &Glance) -> String {
    let mut text = String::new();
    let mut push = |line: &str| {
        let line = line.replace(['\r', '\n'], " ");
        if !line.trim().is_empty() {
            let _ = writeln!(text, "{}", line.trim());
        }
    };
    push(&page.eyebrow);
    push(&page.title);
    push(&page.purpose);
    for fact in &page.facts {
        push(fact);
    }
    push(&page.result);
    for rung in &page.ladder {
        push(&format!(
            "{} {} {}",
            rung.verdict.mark(),
            rung.shown,
            rung.words
        ));
    }
    for since in &page.since {
        push(&line(since, true));
    }
    for told in &page.findings {
        push(&format!("{} · {}", told.words, told.check));
        push(&line(&told.headline, true));
        push(&line(&told.number, true));
        push(&line(&told.meaning, true));
        push(&told.others);
        push(&format!("{} {}", told.value, told.range));
        if let Some(table) = &told.rates {
            table_text(table, &mut push);
        }
    }
    for after in &page.after {
        push(&line(after, true));
    }
    for aside in &page.asides {
        push(&aside.title);
        for text in &aside.lines {
            push(&format!("- {}", line(text, true)));
        }
    }
    push(&page.provenance);
    text
}

fn table_text(table: &Table, push: &mut impl FnMut(&str)) {
    push(&table.caption);
    let head: Vec<&str> = table.head.iter().map(|(text, _)| text.as_str()).collect();
    push(&head.join(" | "));
    for row in &table.rows {
        let cells: Vec<&str> = row
            .iter()
            .map(|cell| match cell {
                Cell::Name(text) | Cell::Text(text) | Cell::Number(text) | Cell::English(text) => {
                    text
                }
                Cell::Verdict(_) | Cell::Nothing => "",
            })
            .collect();
        push(&cells.join(" | "));
    }
}
