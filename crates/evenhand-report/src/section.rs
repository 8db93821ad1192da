//! What a report says, section by section, before it takes a form.

mod alike;
mod appendix;
mod caveats;
mod changes;
mod checks;
mod combined;
mod decision;
mod errors;
mod evidence;
mod family;
mod glance;
mod glossary;
mod methods;
mod open;
mod packs;
mod people;
mod reached;
mod rows;
mod scored;
mod selected;
mod since;
mod slices;
mod system;
mod value;

pub use methods::{method, methods};
pub use since::{Gap, GapStage, Overdue, Since};

use crate::document::{Document, Section};
use crate::error::Result;
use crate::index::Index;
use crate::number::Numbers;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::{Language, Words};
use evenhand_core::{Finding, Scorecard, Verdict};

/// What the report says about the run besides the scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunInfo {
    /// The command that repeats the audit.
    pub command: String,
    /// When it ran, as text.
    pub date: String,
}

/// What the board decided, once enough of its members signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignOff {
    /// `accept`, `accept with conditions`, `pause`, `re-run` or `out of scope`.
    pub decision: String,
    /// Who signed.
    pub names: Vec<String>,
    /// The day of the last signature.
    pub on: String,
}

/// Settings of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// About the run; without it the report depends on the scorecard alone.
    pub run: Option<RunInfo>,
    /// The language it is written in.
    pub language: Language,
    /// What the board signed; without it the report is a draft.
    pub signed: Option<SignOff>,
    /// How the audit stands in a history of audits; none where there is no history.
    pub since: Option<Since>,
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

impl<'a> Context<'a> {
    fn new(card: &'a Scorecard, index: &'a Index<'a>, options: &'a HtmlOptions) -> Self {
        let words = Words::new(options.language);
        Self {
            card,
            index,
            wording: Wording::speaking(words, card, index),
            options,
            single: Profile::speaking(words, card, index, false),
            combined: Profile::speaking(words, card, index, true),
        }
    }
}

impl Context<'_> {
    /// The words of the language that the report is written in.
    fn words(&self) -> Words {
        self.wording.words
    }

    /// The name of a metric, as a cell.
    fn label(&self, metric: &str) -> Cell {
        self.words()
            .cell_of_scorecard(self.wording.label_in_english(metric))
    }

    /// How that language writes numbers.
    fn numbers(&self) -> Numbers {
        self.words().numbers()
    }
}

/// Writes a section, or nothing where the scorecard has nothing for it.
type SectionOf = fn(&Context<'_>) -> Result<Option<Section>>;

/// The sections after the first page, in order. A new one is a function added here.
const SECTIONS: [SectionOf; 16] = [
    system::section,
    changes::section,
    people::section,
    selected::section,
    errors::section,
    combined::section,
    alike::section,
    rows::section,
    value::section,
    slices::section,
    checks::section,
    packs::section,
    caveats::section,
    open::section,
    decision::section,
    appendix::section,
];

/// Puts the report together, before it takes a form.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn document(card: &Scorecard, options: &HtmlOptions) -> Result<Document> {
    let index = Index::new(card);
    let words = Words::new(options.language);
    let context = Context::new(card, &index, options);
    let glance = glance::page(&context)?;
    let mut sections = Vec::new();
    for section in SECTIONS {
        sections.extend(section(&context)?);
    }
    Ok(Document {
        language: options.language.code().to_owned(),
        title: title(words, card),
        tool: card.tool.clone(),
        digest: card.digests.statistics.get(..12).unwrap_or("").to_owned(),
        verdicts: Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict.as_str(), words.verdict(verdict)))
            .collect(),
        glance,
        sections,
    })
}

/// Findings of a scorecard as a table, the gravest first: those that `keep` keeps.
pub(crate) fn findings_table(
    card: &Scorecard,
    language: Language,
    keep: &dyn Fn(&Finding) -> bool,
) -> Table {
    let index = Index::new(card);
    let options = HtmlOptions {
        language,
        ..HtmlOptions::default()
    };
    let mut findings: Vec<&Finding> = card.findings.iter().filter(|one| keep(one)).collect();
    findings.sort_by(|a, b| crate::wording::order(a, b));
    checks::table(&Context::new(card, &index, &options), &findings)
}

/// What the system is called.
pub(crate) fn title(words: Words, card: &Scorecard) -> String {
    let system = &card.system;
    if !system.title.is_empty() {
        system.title.clone()
    } else if !system.id.is_empty() {
        system.id.clone()
    } else {
        words.untitled().to_text()
    }
}
