//! The report before it takes a form: what HTML, PDF and every later form write.
//!
//! A document is text, tables and drawings in reading order, and nothing about how they look. It can be serialised, so
//! that a form may be a template in another language.

pub(crate) mod body;

use crate::figure::Figure;
use crate::sentence::{Piece, Sentence};
use crate::table::Table;
use evenhand_core::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;

/// A report.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// Language of the text, as a BCP 47 tag.
    pub language: String,
    /// What was audited.
    pub title: String,
    /// Name and version of the program that computed the numbers.
    pub tool: String,
    /// First digits of the digest of the statistics.
    pub digest: String,
    /// The words of every verdict, by its name.
    pub verdicts: BTreeMap<&'static str, String>,
    /// The first page.
    pub glance: Glance,
    /// What follows, in order.
    pub sections: Vec<Section>,
}

/// A section after the first page.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Name in links.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading under that of the section.
    Heading {
        /// 3 or 4; the section's own is 2.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// How it stands out.
        style: Style,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<Vec<Inline>>,
    },
    /// Terms and what they mean.
    Terms {
        /// Each with its meaning.
        pairs: Vec<Term>,
    },
    /// Text as it was written, its lines kept.
    Code {
        /// The lines.
        text: String,
    },
    /// A table.
    Table {
        /// The table.
        table: Table,
    },
    /// A part that opens on demand.
    Details {
        /// What stands on it while it is closed.
        summary: String,
        /// What it holds.
        blocks: Vec<Self>,
        /// Whether it is too long for paper.
        bulk: bool,
    },
    /// A chart with its caption and the table of its numbers.
    Figure {
        /// The chart.
        figure: Box<Figure>,
    },
    /// Lines to be filled in by hand.
    Form {
        /// What each line asks for.
        fields: Vec<String>,
    },
}

/// How a paragraph stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Not at all.
    Plain,
    /// It opens a section.
    Lead,
    /// It must not be overlooked.
    Warning,
    /// It is for paper only.
    Printed,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "inline", content = "text", rename_all = "snake_case")]
pub enum Inline {
    /// Words of the report.
    Text(String),
    /// A name that comes from the data.
    Name(String),
    /// Something to be typed.
    Code(String),
    /// English words in a report that is written in another language.
    English(String),
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// The language of the meaning, where it is not that of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'static str>,
}

/// The first page: the verdict at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct Glance {
    /// What kind of document this is, and when it was made.
    pub eyebrow: String,
    /// What was audited.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Model, version, how the decision is read, who answers for it.
    pub facts: Vec<String>,
    /// The whole result in one line.
    pub result: String,
    /// How many findings have which verdict.
    pub ladder: Vec<Rung>,
    /// What is new since the audit before, what stayed, and what is overdue.
    pub since: Vec<Vec<Inline>>,
    /// The gravest findings.
    pub findings: Vec<Told>,
    /// What stands under the findings.
    pub after: Vec<Vec<Inline>>,
    /// Short blocks side by side at the foot of the page.
    pub asides: Vec<Aside>,
    /// Where the numbers come from, in one line.
    pub provenance: String,
}

/// A rung of the verdict ladder.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// The verdict.
    pub verdict: Verdict,
    /// How many findings have it.
    pub count: usize,
    /// The same, written.
    pub shown: String,
    /// The words of the verdict, for that many.
    pub words: String,
}

/// A finding on the first page.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The verdict.
    pub verdict: Verdict,
    /// Its words.
    pub words: String,
    /// Which check says it, and what that can do to a run.
    pub check: String,
    /// What is compared, and for whom.
    pub headline: Vec<Inline>,
    /// The number as natural frequencies.
    pub number: Vec<Inline>,
    /// The limit, what the gap means in people, what would decide it.
    pub meaning: Vec<Inline>,
    /// The other groups of which the same holds.
    pub others: String,
    /// The number, its range and the limit, drawn.
    pub strip: Option<Strip>,
    /// The number.
    pub value: String,
    /// Its range.
    pub range: String,
    /// The rates that are compared.
    pub rates: Option<Table>,
}

/// A small drawing without a table of its own: the numbers stand beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// The drawing.
    pub svg: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
}

/// A short block at the foot of the first page.
#[derive(Clone, Debug, Serialize)]
pub struct Aside {
    /// Heading.
    pub title: String,
    /// Lines.
    pub lines: Vec<Vec<Inline>>,
    /// Whether the lines are items of a list.
    pub bulleted: bool,
}

impl Inline {
    /// Words with what stands between backticks set as code; an odd backtick stays as it is.
    pub(crate) fn of(text: &str) -> Vec<Self> {
        let parts: Vec<&str> = text.split('`').collect();
        if parts.len().is_multiple_of(2) {
            return vec![Self::Text(text.to_owned())];
        }
        parts
            .iter()
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
            .map(|(i, part)| {
                if i % 2 == 1 {
                    Self::Code((*part).to_owned())
                } else {
                    Self::Text((*part).to_owned())
                }
            })
            .collect()
    }

    /// Sentences in a row, the names in them kept apart.
    pub(crate) fn of_sentences(sentences: &[Sentence]) -> Vec<Self> {
        let mut line = Vec::new();
        for (i, sentence) in sentences.iter().enumerate() {
            if i > 0 {
                line.push(Self::Text(" ".to_owned()));
            }
            line.extend(sentence.0.iter().map(|piece| match piece {
                Piece::Text(text) => Self::Text(text.clone()),
                Piece::Name(name) => Self::Name(name.clone()),
                Piece::English(text) => Self::English(text.clone()),
            }));
        }
        line
    }

    /// Its words, without what sets it apart.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Name(text) | Self::Code(text) | Self::English(text) => text,
        }
    }
}
