//! The message catalogue: what the report says, in the language of its readers.
//!
//! The messages stand in `locales/<language>/<area>.ftl`. The build makes a function of [`Words`] of every one, whose
//! parameters are the variables of the message in alphabetical order; a translation that is missing or prints other
//! variables fails the build, and a message that nobody says is dead code.

mod memory;
mod number;
mod value;

pub use evenhand_core::{Language, UnknownLanguage};
pub(crate) use memory::upper_first;
pub(crate) use value::{Count, Key, Name, Value};

use crate::number::Numbers;
use crate::sentence::{Piece, Sentence};
use evenhand_core::Verdict;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;
use value::Argument;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// What the report says in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    language: Language,
}

type Bundle = FluentBundle<FluentResource>;

/// The catalogues in the order of [`Language`], each read when the first sentence in it is said.
static BUNDLES: [OnceLock<Bundle>; 4] = [const { OnceLock::new() }; 4];

/// The first of the letters that stand for values while a message is put together. The build sees to it that no
/// message holds one, and what comes from the data is put in afterwards: nothing in it can be taken for one.
const PRIVATE: u32 = 0xf0000;

impl Words {
    /// The words of a language.
    pub(crate) const fn new(language: Language) -> Self {
        Self { language }
    }

    /// English: files for machines, the terminal and the gate speak it always.
    pub(crate) const fn english() -> Self {
        Self::new(Language::English)
    }

    /// How numbers are written.
    pub(crate) fn numbers(self) -> Numbers {
        Numbers::of_language(self.language)
    }

    /// The fixed term of a verdict.
    pub(crate) fn verdict(self, verdict: Verdict) -> String {
        match verdict {
            Verdict::ConfirmedGap => self.verdict_confirmed_gap(),
            Verdict::PossibleGap => self.verdict_possible_gap(),
            Verdict::WithinLimit => self.verdict_within_limit(),
            Verdict::InsufficientData => self.verdict_insufficient_data(),
            Verdict::NotTested => self.verdict_not_tested(),
            Verdict::Hidden => self.verdict_hidden(),
            Verdict::Waived => self.verdict_waived(),
        }
        .to_text()
    }

    /// The fixed term of a verdict for a number of findings: `3 confirmed gaps`.
    pub(crate) fn verdicts(self, verdict: Verdict, count: usize) -> String {
        match verdict {
            Verdict::ConfirmedGap => self.verdict_confirmed_gap_counted(count),
            Verdict::PossibleGap => self.verdict_possible_gap_counted(count),
            Verdict::WithinLimit => self.verdict_within_limit_counted(count),
            Verdict::InsufficientData => self.verdict_insufficient_data_counted(count),
            Verdict::NotTested => self.verdict_not_tested_counted(count),
            Verdict::Hidden => self.verdict_hidden_counted(count),
            Verdict::Waived => self.verdict_waived_counted(count),
        }
        .to_text()
    }

    /// Things in a row: `a, b and c`.
    pub(crate) fn list(self, items: impl IntoIterator<Item = impl Into<Sentence>>) -> Sentence {
        let mut items: Vec<Sentence> = items.into_iter().map(Into::into).collect();
        let Some(last) = items.pop() else {
            return Sentence::new();
        };
        let start = items
            .into_iter()
            .reduce(|start, next| self.list_middle(next, start));
        match start {
            Some(start) => self.list_end(last, start),
            None => last,
        }
    }

    /// Names with their numbers, parted so that a decimal comma is not taken for one of them.
    pub(crate) fn joined(self, items: &[String]) -> String {
        items
            .iter()
            .cloned()
            .reduce(|start, next| self.others_middle(next, start).to_text())
            .unwrap_or_default()
    }

    /// Puts a message together. The build has seen every message and its variables, so that nothing can be missing;
    /// were it otherwise the reader would see the name of the message.
    fn say(self, id: &str, arguments: Vec<(&'static str, Argument)>) -> Sentence {
        let bundle = self.bundle();
        let mut values = Vec::new();
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            match argument {
                Argument::Count(Count(n)) | Argument::Value(Value::Count(n)) => {
                    given.set(name, n as f64);
                }
                Argument::Key(Key(key)) => given.set(name, FluentValue::from(key)),
                Argument::Value(Value::Sentence(value)) => {
                    let letter = char::from_u32(PRIVATE + values.len() as u32);
                    given.set(name, letter.unwrap_or_default().to_string());
                    values.push(value);
                }
            }
        }
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return Sentence::plain(id);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&given), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        spliced(&text, &values)
    }

    fn bundle(self) -> &'static Bundle {
        let at = self.language as usize;
        BUNDLES[at].get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![
                self.language.code().parse().unwrap_or_default(),
            ]);
            // Names stand in bold or in a language of their own; invisible marks around them help nobody.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match self.language {
                Language::English => |value, _| grouped(value, Language::English),
                Language::German => |value, _| grouped(value, Language::German),
                Language::French => |value, _| grouped(value, Language::French),
                Language::Spanish => |value, _| grouped(value, Language::Spanish),
            }));
            for source in SOURCES[at] {
                let resource = match FluentResource::try_new((*source).to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }
}

/// A count as the language groups its digits.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            Some(Numbers::of_language(language).count(number.value as u64))
        }
        _ => None,
    }
}

/// Puts the values where their letters stand.
fn spliced(text: &str, values: &[Sentence]) -> Sentence {
    let mut sentence = Sentence::new();
    let mut rest = text;
    while let Some((at, letter)) = rest
        .char_indices()
        .find(|(_, letter)| u32::from(*letter) >= PRIVATE)
    {
        let (before, after) = rest.split_at(at);
        sentence = sentence.words(before);
        for piece in values
            .get((u32::from(letter) - PRIVATE) as usize)
            .map_or(&[][..], |value| &value.0)
        {
            sentence = match piece {
                Piece::Text(text) => sentence.words(text),
                Piece::Name(name) => sentence.name(name),
                Piece::English(text) => sentence.english(text),
            };
        }
        rest = &after[letter.len_utf8()..];
    }
    sentence.words(rest)
}

/// Everything that the catalogue says in a language, and what it makes of the scorecard's own sentences.
#[cfg(test)]
pub(crate) fn catalogue_texts(language: Language) -> Vec<String> {
    let messages = SOURCES[language as usize]
        .iter()
        .flat_map(|source| source.lines())
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            line.split_once(" = ")
                .map_or(line, |(_, text)| text)
                .to_owned()
        });
    messages.chain(memory::sentences_in(language)).collect()
}

#[cfg(test)]
mod tests;
