//! A line of a table: the category of people that it tells of, and the numbers printed for it.

use crate::columns::Role;
use crate::number::{Cell, Printed, Range, parse_number};
use std::collections::BTreeMap;

/// What a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A category of people.
    Category,
    /// People whose category is not known.
    Unknown,
    /// The sum of the others.
    Total,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub label: String,
    pub kind: Kind,
    pub line: usize,
    /// One-based, headings included.
    pub row: usize,
    /// As printed.
    pub text: BTreeMap<Role, String>,
    /// As read; shares and rates as fractions of one.
    pub numbers: BTreeMap<Role, Printed>,
}

impl Group {
    pub fn number(&self, role: Role) -> Option<Printed> {
        self.numbers.get(&role).copied()
    }

    pub fn text(&self, role: Role) -> &str {
        self.text.get(&role).map_or("", String::as_str)
    }

    /// Whether the cell holds neither a number nor a word for none.
    pub fn unreadable(&self, role: Role) -> bool {
        parse_number(self.text(role)) == Cell::Text
    }

    pub fn n(&self) -> Option<f64> {
        self.number(Role::N)
            .map(|printed| printed.value)
            .filter(|n| *n >= 0.0)
    }

    /// Counts that are whole and possible: selected, people.
    pub fn counts(&self) -> Option<(u64, u64)> {
        let (selected, n) = (self.number(Role::Selected)?, self.number(Role::N)?);
        let exact =
            |printed: Printed| printed.is_whole() && printed.decimals >= 0 && printed.value >= 0.0;
        (exact(selected) && exact(n) && selected.value <= n.value)
            .then_some((selected.value as u64, n.value as u64))
    }

    /// The share selected that printed counts allow; counts in thousands leave room.
    pub fn counted(&self) -> Option<Range> {
        let (selected, n) = (self.number(Role::Selected)?, self.number(Role::N)?);
        let of = |printed: Printed| {
            if printed.is_whole() && printed.decimals >= 0 {
                Range::point(printed.value)
            } else {
                printed.rounded()
            }
        };
        let (selected, n) = (of(selected), of(n));
        (n.low > 0.0 && selected.low >= 0.0 && selected.middle() <= n.middle()).then(|| Range {
            low: selected.low / n.high,
            high: selected.high / n.low,
        })
    }
}

fn contains_word(text: &str, words: &[&str]) -> bool {
    let padded = format!(
        " {} ",
        text.to_lowercase()
            .chars()
            .map(|letter| if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            })
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    );
    words
        .iter()
        .any(|word| padded.contains(&format!(" {word} ")))
}

pub(crate) fn is_total(label: &str) -> bool {
    let plain = label
        .trim()
        .trim_end_matches([':', '*'])
        .trim()
        .to_lowercase();
    matches!(
        plain.as_str(),
        "total"
            | "all"
            | "overall"
            | "totals"
            | "grand total"
            | "sum"
            | "everyone"
            | "all applicants"
            | "total applicants"
            | "all candidates"
            | "all groups"
            | "total known"
            | "subtotal"
            | "all people"
            | "total population"
    )
}

pub(crate) fn is_unknown(label: &str) -> bool {
    contains_word(
        label,
        &[
            "unknown",
            "missing",
            "not specified",
            "unspecified",
            "undisclosed",
            "not disclosed",
            "declined",
            "decline",
            "did not disclose",
            "not reported",
            "prefer not",
            "not provided",
            "not stated",
            "no answer",
            "no response",
            "not known",
            "did not answer",
            "choose not",
            "chose not",
            "not available",
            "blank",
        ],
    )
}

/// What kind of people a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum People {
    Sex,
    Race,
    Both,
    Age,
    Other,
}

impl People {
    pub fn of(label: &str) -> Self {
        let sex = contains_word(
            label,
            &[
                "male",
                "female",
                "men",
                "women",
                "man",
                "woman",
                "nonbinary",
                "non binary",
                "males",
                "females",
            ],
        );
        let race = contains_word(
            label,
            &[
                "white",
                "black",
                "asian",
                "hispanic",
                "latino",
                "latina",
                "latinx",
                "african american",
                "native",
                "alaska",
                "hawaiian",
                "pacific",
                "two or more",
                "caucasian",
                "indian",
                "multiracial",
                "biracial",
                "islander",
            ],
        );
        let digits = label.chars().filter(char::is_ascii_digit).count();
        match (sex, race) {
            (true, true) => Self::Both,
            (true, false) => Self::Sex,
            (false, true) => Self::Race,
            _ if digits >= 2 && label.contains(['-', '–', '+', '<', '>']) => Self::Age,
            _ => Self::Other,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Race => "race and ethnicity",
            Self::Both => "sex and race together",
            Self::Age => "age",
            Self::Other => "groups",
        }
    }
}
