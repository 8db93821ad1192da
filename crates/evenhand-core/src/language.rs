//! Languages of the report.

use std::fmt;
use std::str::FromStr;

/// A language that the report can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, the source of every translation.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All languages, English first.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    /// The code of the language, as `lang` in HTML takes it.
    ///
    /// ```
    /// use evenhand_core::Language;
    ///
    /// assert_eq!("de".parse(), Ok(Language::German));
    /// assert_eq!(Language::German.code(), "de");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language the report cannot be written in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; known are en, de, fr and es")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OneOrMany, ReportSpec};

    #[test]
    fn a_language_that_does_not_exist_lists_those_that_do() {
        let spec = ReportSpec {
            languages: OneOrMany::Many(vec!["en".into(), "dee".into()]),
            ..ReportSpec::default()
        };
        let error = format!("{:?}", spec.languages().unwrap_err());
        assert!(error.contains("known are en, de, fr and es"), "{error}");
        assert!(error.contains("did you mean `de`?"), "{error}");
        assert!(error.contains("report.languages[1]"), "{error}");
    }

    #[test]
    fn every_language_is_found_by_its_code() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
        }
        assert_eq!("EN".parse::<Language>(), Err(UnknownLanguage("EN".into())));
    }
}
