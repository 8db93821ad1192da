use clap::{Args, ValueEnum};
use evenhand::report::Language;

/// A language of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageFlag {
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
}

impl From<LanguageFlag> for Language {
    fn from(flag: LanguageFlag) -> Self {
        match flag {
            LanguageFlag::En => Self::English,
            LanguageFlag::De => Self::German,
            LanguageFlag::Fr => Self::French,
            LanguageFlag::Es => Self::Spanish,
        }
    }
}

#[derive(Debug, Default, Args)]
pub struct LanguageArgs {
    /// Language of the report; several with commas: the first is report.html, a further one such as report.de.html. What
    /// the spec says under [report], or English, by default.
    #[arg(
        long,
        visible_alias = "lang",
        value_enum,
        value_delimiter = ',',
        value_name = "LANGUAGE"
    )]
    language: Vec<LanguageFlag>,
}

impl LanguageArgs {
    /// The languages that are named, each once; nothing where none is.
    pub fn named(&self) -> Option<Vec<Language>> {
        let mut languages = Vec::new();
        for language in self.language.iter().copied().map(Language::from) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        (!languages.is_empty()).then_some(languages)
    }
}
