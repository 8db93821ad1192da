//! The report: one file, no network, no script.

mod alike;
mod appendix;
mod caveats;
mod checks;
mod combined;
mod errors;
mod evidence;
mod glance;
mod markup;
mod methods;
mod packs;
mod people;
mod rows;
mod selected;
mod slices;
mod style;

pub use methods::{method, methods};

use crate::error::Result;
use crate::index::Index;
use crate::profile::Profile;
use crate::wording::Wording;
use crate::words::{Language, Words};
use askama::Template;
use evenhand_core::Scorecard;

/// What the report says about the run besides the scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunInfo {
    /// The command that repeats the audit.
    pub command: String,
    /// When it ran, as text.
    pub date: String,
}

/// Settings of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// About the run; without it the report depends on the scorecard alone.
    pub run: Option<RunInfo>,
    /// The language it is written in.
    pub language: Language,
}

/// A section of the report.
struct Section {
    id: &'static str,
    title: String,
    body: String,
}

/// All that a section may look at.
struct Context<'a> {
    card: &'a Scorecard,
    index: &'a Index<'a>,
    wording: Wording<'a>,
    options: &'a HtmlOptions,
    single: Vec<Profile<'a>>,
    combined: Vec<Profile<'a>>,
}

/// Writes a section, or nothing where the scorecard has nothing for it.
type SectionOf = fn(&Context<'_>) -> Result<Option<Section>>;

/// The sections after the first page, in order. A new one is a function added here.
const SECTIONS: [SectionOf; 11] = [
    people::section,
    selected::section,
    errors::section,
    combined::section,
    alike::section,
    rows::section,
    slices::section,
    checks::section,
    packs::section,
    caveats::section,
    appendix::section,
];

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: &'a str,
    tool: &'a str,
    digest: &'a str,
    css: &'a str,
    symbols: &'a str,
    glance: &'a str,
    sections: &'a [Section],
}

/// Renders the report.
///
/// # Errors
/// When a chart cannot be drawn or a template cannot be filled in.
pub fn html(card: &Scorecard, options: &HtmlOptions) -> Result<String> {
    let index = Index::new(card);
    let words = Words::new(options.language);
    let context = Context {
        card,
        index: &index,
        wording: Wording::speaking(words, card, &index),
        options,
        single: Profile::speaking(words, card, &index, false),
        combined: Profile::speaking(words, card, &index, true),
    };
    let glance = glance::page(&context)?;
    let mut sections = Vec::new();
    for section in SECTIONS {
        sections.extend(section(&context)?);
    }
    let page = Page {
        title: title(card),
        tool: &card.tool,
        digest: card.digests.statistics.get(..12).unwrap_or(""),
        css: &style::sheet(),
        symbols: &style::symbols(),
        glance: &glance,
        sections: &sections,
    };
    Ok(page.render()?)
}

/// What the system is called.
fn title(card: &Scorecard) -> &str {
    let system = &card.system;
    if !system.title.is_empty() {
        &system.title
    } else if !system.id.is_empty() {
        &system.id
    } else {
        "Untitled system"
    }
}

#[cfg(test)]
mod tests;
