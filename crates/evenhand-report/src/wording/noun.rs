//! Who is counted: people, persons where rows repeat them, households, impressions.

use super::{Sentence, Wording};
use crate::name;
use crate::words::Name;
use evenhand_core::{Polarity, Scorecard};

/// What is counted where rows repeat people and the spec does not say what a row is.
const ROWS: &str = "rows";

/// What is counted for the smallest size of a group where rows repeat people.
const PERSONS: &str = "persons";

/// What a row is: people, households, impressions.
fn noun(card: &Scorecard) -> &str {
    match card.system.rows_are.as_str() {
        "" | "people" if card.settings.blocks > 0 => ROWS,
        "" => "people",
        noun => noun,
    }
}

/// By which the words of a noun are chosen; the spec may name a noun that the catalogue does not know.
fn kind(noun: &str) -> &'static str {
    match noun {
        "people" => "people",
        PERSONS => PERSONS,
        "households" => "households",
        "impressions" => "impressions",
        "customers" => "customers",
        ROWS => ROWS,
        _ => "unit",
    }
}

impl<'a> Wording<'a> {
    /// What a row is.
    pub(crate) fn noun(&self) -> String {
        self.nouns(noun(self.card), 2)
    }

    /// By which sentences about rows choose the forms that agree with them.
    pub(super) fn kind(&self) -> &'static str {
        kind(noun(self.card))
    }

    /// What the smallest size of a group counts.
    pub(crate) fn heads(&self) -> String {
        self.nouns(self.heads_noun(), 2)
    }

    pub(super) fn heads_noun(&self) -> &'a str {
        if self.card.settings.blocks > 0 {
            PERSONS
        } else {
            noun(self.card)
        }
    }

    pub(super) fn rows_noun(&self) -> &'a str {
        noun(self.card)
    }

    /// A noun as it stands beside a number.
    pub(super) fn nouns(&self, noun: &str, n: u64) -> String {
        let word = if n == 1 {
            noun.strip_suffix('s').unwrap_or(noun)
        } else {
            noun
        };
        self.words.noun(kind(noun), n, word).to_text()
    }

    /// What was decided: `selected`, or `flagged` where that is a burden.
    pub(crate) fn done(&self) -> String {
        self.words.done(self.polarity()).to_text()
    }

    pub(crate) fn polarity(&self) -> Polarity {
        self.card.system.polarity
    }

    /// People of a group: `Caucasian people`, or `people in 18-24` where the name is no word.
    pub(super) fn members(&self, group: &str) -> Sentence {
        self.members_of(group, noun(self.card), 2)
    }

    pub(super) fn members_of(&self, group: &str, noun: &str, n: u64) -> Sentence {
        let shown = self.words.shown(name::resolved(group));
        let said = self.nouns(noun, n);
        match name::resolved(group) {
            "rest" => return self.words.members_rest(said),
            "overall" => return self.words.members_overall(said),
            _ => {}
        }
        let is_word = shown.starts_with(char::is_alphabetic)
            && !shown.contains(|letter: char| letter == '×' || letter.is_ascii_digit());
        let shape = if noun == ROWS {
            "rows"
        } else if noun == "people"
            && n != 1
            && matches!(shown.to_lowercase().as_str(), "men" | "women" | "people")
        {
            // `women people` says it twice.
            "self"
        } else if is_word {
            "word"
        } else {
            "code"
        };
        self.words.members(Name(shown), said, shape)
    }
}
