//! Translations of what a scorecard says itself: names of metrics, notes, reasons. A scorecard speaks English.
//!
//! `locales/scorecard/*.tsv` hold the English text and its translations, one line each; `{}` stands for a name or a
//! number, `{t}` for a text, or several with commas, that must have a translation itself. What is not in them is shown in
//! English and marked as such, so that a sentence that changes is never mistranslated.

use super::{Language, Words};
use crate::document::Inline;
use crate::sentence::Sentence;
use crate::table::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const SOURCES: [&str; 2] = [
    include_str!("../../locales/scorecard/labels.tsv"),
    include_str!("../../locales/scorecard/sentences.tsv"),
];

/// English, German, French, Spanish.
type Row = [&'static str; 4];

struct Memory {
    whole: BTreeMap<&'static str, Row>,
    /// With blanks, the longest first: it says most.
    patterns: Vec<Row>,
}

static MEMORY: OnceLock<Memory> = OnceLock::new();

fn rows() -> impl Iterator<Item = Row> {
    SOURCES
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some([cells.next()?, cells.next()?, cells.next()?, cells.next()?])
        })
}

fn memory() -> &'static Memory {
    MEMORY.get_or_init(|| {
        let (mut patterns, whole): (Vec<Row>, Vec<Row>) =
            rows().partition(|row| row[0].contains('{'));
        patterns.sort_by_key(|row| std::cmp::Reverse(row[0].len()));
        Memory {
            whole: whole.into_iter().map(|row| (row[0], row)).collect(),
            patterns,
        }
    })
}

impl Words {
    /// What the scorecard says, in the language of the report; nothing where no translation is known.
    pub(crate) fn translated(self, english: &str) -> Option<String> {
        let at = self.language as usize;
        if self.language == Language::English {
            return Some(english.to_owned());
        }
        let memory = memory();
        if let Some(row) = memory.whole.get(english) {
            return Some(row[at].to_owned());
        }
        memory
            .patterns
            .iter()
            .find_map(|row| self.filled(row[at], &blanks(row[0], english)?))
    }

    /// A translation with its blanks filled in; nothing where one needs a translation and has none.
    fn filled(self, translation: &str, blanks: &[&str]) -> Option<String> {
        let (first, parts) = parts(translation);
        let mut text = first.to_owned();
        for (&(must, part), blank) in parts.iter().zip(blanks) {
            if must {
                let known: Option<Vec<String>> = blank
                    .split(", ")
                    .map(|item| self.known(item, text.is_empty()))
                    .collect();
                text.push_str(&known?.join(", "));
            } else {
                text.push_str(blank);
            }
            text.push_str(part);
        }
        Some(text)
    }

    /// A text of the scorecard inside another.
    fn known(self, english: &str, at_start: bool) -> Option<String> {
        let rows = &memory().whole;
        let row = rows
            .get(english)
            .or_else(|| rows.get(upper_first(english).as_str()))?;
        let text = row[self.language as usize];
        Some(if self.language == Language::German || at_start {
            text.to_owned()
        } else {
            lower_first(text)
        })
    }

    /// The name of a metric; English where it has no translation.
    pub(crate) fn label(self, english: &str) -> String {
        self.translated(english)
            .unwrap_or_else(|| english.to_owned())
    }

    /// What the scorecard says, as part of a sentence.
    pub(crate) fn of_scorecard(self, english: &str) -> Sentence {
        match self.translated(english) {
            Some(text) => Sentence::plain(text),
            None => Sentence::new().english(english),
        }
    }

    /// What the scorecard says, as a line; what stands between backticks is code.
    pub(crate) fn line_of_scorecard(self, english: &str) -> Vec<Inline> {
        match self.translated(english) {
            Some(text) => Inline::of(&text),
            None => english_line(english),
        }
    }

    /// What the scorecard says, as a cell.
    pub(crate) fn cell_of_scorecard(self, english: &str) -> Cell {
        match self.translated(english) {
            Some(text) => Cell::Text(text),
            None => Cell::English(english.to_owned()),
        }
    }

    /// Whether the report is written in English, as the scorecard is.
    pub(crate) fn is_english(self) -> bool {
        self.language == Language::English
    }
}

/// A line that stays English.
fn english_line(english: &str) -> Vec<Inline> {
    Inline::of(english)
        .into_iter()
        .map(|part| match part {
            Inline::Text(text) => Inline::English(text),
            other => other,
        })
        .collect()
}

/// The text before the first blank, then each blank, whether what stands in it must be translated, with the text after it.
fn parts(pattern: &str) -> (&str, Vec<(bool, &str)>) {
    let mut pieces = pattern.split('{');
    let first = pieces.next().unwrap_or_default();
    let blanks = pieces.map(|piece| {
        let (kind, text) = piece.split_once('}').unwrap_or(("", piece));
        (kind == "t", text)
    });
    (first, blanks.collect())
}

/// What stands in the blanks of a pattern, where the whole text fits it.
fn blanks<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let (first, parts) = parts(pattern);
    let mut rest = text.strip_prefix(first)?;
    let mut found = Vec::new();
    for (i, (_, part)) in parts.iter().enumerate() {
        let end = if i + 1 == parts.len() {
            rest.len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))
        } else {
            rest.find(part)
        }?;
        let (blank, after) = rest.split_at(end);
        if blank.is_empty() {
            return None;
        }
        found.push(blank);
        rest = &after[part.len()..];
    }
    Some(found)
}

/// The scorecard's sentences in a language.
#[cfg(test)]
pub(super) fn sentences_in(language: Language) -> Vec<String> {
    let sentences = SOURCES[1]
        .lines()
        .filter_map(|line| line.split('\t').nth(language as usize));
    sentences.map(str::to_owned).collect()
}

/// The text with a capital letter at its start.
pub(crate) fn upper_first(text: &str) -> String {
    with_first(text, |letter| letter.to_uppercase().collect())
}

fn lower_first(text: &str) -> String {
    let abbreviated = text.chars().nth(1).is_some_and(char::is_uppercase);
    if abbreviated {
        text.to_owned()
    } else {
        with_first(text, |letter| letter.to_lowercase().collect())
    }
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|letter| change(letter) + letters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_has_four_texts_with_the_same_blanks() {
        let mut seen = BTreeSet::new();
        for line in SOURCES.iter().flat_map(|source| source.lines()) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(seen.insert(cells[0]), "{line}: twice");
            for cell in &cells {
                assert!(!cell.trim().is_empty() && cell.trim() == *cell, "{line}");
                let kinds = |text| {
                    parts(text)
                        .1
                        .iter()
                        .map(|(must, _)| *must)
                        .collect::<Vec<_>>()
                };
                assert_eq!(kinds(cell), kinds(cells[0]), "{line}");
            }
        }
    }

    #[test]
    fn what_has_no_translation_stays_english_and_is_marked() {
        let german = Words::new(Language::German);
        assert_eq!(
            german.translated("Selection rate").as_deref(),
            Some("Auswahlrate")
        );
        assert_eq!(
            german.translated("Ratio of selection rate").as_deref(),
            Some("Verhältnis: Auswahlrate")
        );
        assert_eq!(
            german
                .translated("fewer than 30 rows on one side")
                .as_deref(),
            Some("weniger als 30 Zeilen auf einer Seite")
        );
        assert_eq!(german.translated("Ratio of nobody knows what"), None);
        assert_eq!(german.translated("Nobody has translated this"), None);
        assert_eq!(
            german.of_scorecard("Nobody has translated this"),
            Sentence::new().english("Nobody has translated this")
        );
    }

    #[test]
    fn a_pattern_must_fit_the_whole_text() {
        assert_eq!(blanks("a {} b {} c", "a 1 b 2 c"), Some(vec!["1", "2"]));
        assert_eq!(blanks("a {} b", "a 1 b 2"), None);
        assert_eq!(blanks("a {}", "a "), None);
        assert_eq!(blanks("{} of {}", "x of y"), Some(vec!["x", "y"]));
    }
}
