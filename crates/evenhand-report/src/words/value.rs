//! What a message can be given.

use crate::sentence::{Piece, Sentence};
use evenhand_core::Polarity;

/// Something to print.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Words, a number already written out, a name, or another sentence.
    Sentence(Sentence),
    /// A count, printed as the language groups its digits.
    Count(u64),
}

/// A name that comes from the data; markup sets it apart.
pub(crate) struct Name<T>(pub(crate) T);

impl<T: Into<String>> From<Name<T>> for Value {
    fn from(name: Name<T>) -> Self {
        Self::Sentence(Sentence(vec![Piece::Name(name.0.into())]))
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<&Sentence> for Value {
    fn from(sentence: &Sentence) -> Self {
        Self::Sentence(sentence.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Sentence(Sentence::plain(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Self {
        Self::Count(n)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::Count(n as u64)
    }
}

/// A number to choose a form by, printed as the language groups its digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count(pub(super) u64);

impl From<u64> for Count {
    fn from(n: u64) -> Self {
        Self(n)
    }
}

impl From<usize> for Count {
    fn from(n: usize) -> Self {
        Self(n as u64)
    }
}

/// A word of ours to choose a form by; it is never printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key(pub(super) &'static str);

impl From<&'static str> for Key {
    fn from(key: &'static str) -> Self {
        Self(key)
    }
}

impl From<bool> for Key {
    fn from(yes: bool) -> Self {
        Self(if yes { "yes" } else { "no" })
    }
}

impl From<Polarity> for Key {
    fn from(polarity: Polarity) -> Self {
        Self(match polarity {
            Polarity::Benefit => "benefit",
            Polarity::Burden => "burden",
        })
    }
}

/// An argument of a message.
pub(super) enum Argument {
    Count(Count),
    Key(Key),
    Value(Value),
}
