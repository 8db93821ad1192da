//! What a team's other systems keep of an audit: pure functions from a scorecard to the bytes that they read.
//!
//! What leaves the house (`prometheus`, `model_card`) is made of the scorecard that the public may see
//! (`evenhand-privacy`), and lists no finding that is hidden there. The words are those of the ladder; only in-toto has an enum of its own.

mod card_text;
mod in_toto;
mod mlflow;
mod model_card;
mod openlineage;
mod prometheus;

pub use in_toto::{in_toto, in_toto_with};
pub use mlflow::{MlflowRun, experiment_id, mlflow};
pub use model_card::{ModelCardOptions, model_card};
pub use openlineage::{VERDICTS_FACET, openlineage};
pub use prometheus::prometheus;

use crate::name;
use evenhand_core::{Finding, Scorecard, Verdict, sha256_hex};
use std::result;

/// When an audit ran, and what it read: all that a scorecard does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    /// When it began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// The files that were read.
    pub files: Vec<InputFile>,
}

/// A point in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// As RFC 3339 writes it, in Coordinated Universal Time.
    pub text: String,
    /// Milliseconds since 1970.
    pub milliseconds: i64,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputFile {
    /// Size on disk.
    pub bytes: u64,
    /// As the spec or the command line names it.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What is wrong with a file that is to be changed in place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Misplaced {
    /// One-based line.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub message: String,
}

/// Result of a change in place.
pub type Changed<T> = result::Result<T, Misplaced>;

/// A verdict as a number: the graver, the higher. It never changes.
pub fn verdict_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::WithinLimit => 0,
        Verdict::Waived => 1,
        Verdict::Hidden => 2,
        Verdict::NotTested => 3,
        Verdict::InsufficientData => 4,
        Verdict::PossibleGap => 5,
        Verdict::ConfirmedGap => 6,
    }
}

/// What identifies a run: the same data, spec, day and program give the same one.
fn run_digest(card: &Scorecard, what: &str) -> String {
    sha256_hex(
        [
            what,
            &*card.system.id,
            &*card.digests.spec,
            &*card.digests.statistics,
            &*card.as_of,
            &*card.tool,
        ]
        .join("\n")
        .as_bytes(),
    )
}

/// The system's title, or its id.
fn title(card: &Scorecard) -> &str {
    [&*card.system.title, &*card.system.id]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or("audit")
}

/// Whom a finding is about, for reading: `sex: F`.
fn about(finding: &Finding) -> String {
    let mut text = name::shown(&finding.attribute);
    if !finding.group.is_empty() {
        text = format!("{text}: {}", name::shown(&finding.group));
    }
    for part in [&finding.slice, &finding.model] {
        if !part.is_empty() {
            text = format!("{text}, {part}");
        }
    }
    text
}

/// The name of a finding in one line, for tools that list tests: `offer-ratio/sex/F`.
fn test_name(finding: &Finding) -> String {
    [
        &*finding.check,
        &*finding.model,
        &*finding.slice,
        &*finding.attribute,
        &*finding.group,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .map(|part| {
        part.chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect::<String>()
    })
    .collect::<Vec<_>>()
    .join("/")
}

/// A text between double quotes that every reader of YAML 1.1 and 1.2 takes for the same text.
fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(letter),
            '\u{a1}'..='\u{2027}' | '\u{202f}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' => {
                out.push(letter);
            }
            other => out.push_str(&format!("\\U{:08X}", u32::from(other))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_survives_its_quotes() {
        assert_eq!(yaml("a \"b\" \\ c\nd"), r#""a \"b\" \\ c\nd""#);
        assert_eq!(yaml("\u{1f600}\u{85}"), "\"\\U0001F600\\U00000085\"");
        assert_eq!(yaml("Straße – ≥ 5"), "\"Straße – ≥ 5\"");
    }

    #[test]
    fn graver_verdicts_have_higher_numbers() {
        let mut codes: Vec<u8> = Verdict::ALL.map(verdict_code).to_vec();
        assert!(codes.is_sorted_by(|a, b| a > b));
        codes.dedup();
        assert_eq!(codes.len(), Verdict::ALL.len());
    }
}
