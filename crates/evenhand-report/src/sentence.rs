//! Sentences, with the names in them kept apart from the words.

use std::fmt;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of ours.
    Text(String),
    /// A name that comes from the data.
    Name(String),
    /// English words of the scorecard that have no translation.
    English(String),
}

/// A sentence, with the names in it kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence(pub(crate) Vec<Piece>);

impl Sentence {
    /// A sentence without a name in it.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// Starts a sentence.
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a name.
    #[must_use]
    pub(crate) fn name(mut self, name: impl Into<String>) -> Self {
        self.0.push(Piece::Name(name.into()));
        self
    }

    /// Adds words of ours to the words before them, if any.
    #[must_use]
    pub(crate) fn words(mut self, text: &str) -> Self {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
        self
    }

    /// Adds English words in a sentence of another language.
    #[must_use]
    pub(crate) fn english(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::English(text.into()));
        self
    }

    /// The sentence as text.
    pub(crate) fn to_text(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Name(text) | Piece::English(text) => text.as_str(),
            })
            .collect()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}
