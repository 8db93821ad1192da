//! What a page that is put together elsewhere has in common with the report: its style, its marks and its tables.
//!
//! Everything that comes from the data is escaped here; what is returned goes into a page as it stands.

mod comparison;
mod frontier;
mod models;
mod search;
mod sweep;

pub use comparison::comparison;
pub(crate) use frontier::NO_CHOICE;
pub use frontier::frontier;
pub use models::models;
pub use search::search;
pub use sweep::sweep;

use crate::document::Block;
use crate::html::{blocks, style};
use crate::table::Table;
use crate::words::{Language, Words};
use evenhand_core::{Finding, Scorecard, Verdict};

/// The style sheet of the report: fonts, colours for light and dark screens, layout, paper.
pub fn style_sheet() -> String {
    style::sheet()
}

/// The marks of the verdicts, as symbols that a page holds once.
pub fn symbols() -> String {
    style::symbols()
}

/// The content security policy of a report: nothing from elsewhere, and no script but its own.
pub fn report_policy() -> String {
    crate::html::policy()
}

/// Blocks in a row, as HTML.
pub fn blocks_html(of: &[Block]) -> String {
    blocks::blocks(of)
}

/// A table, as HTML; it scrolls on its own where the page is narrow.
pub fn table_html(table: &Table) -> String {
    blocks::table(table)
}

/// How many findings have a verdict, in words: “2 confirmed gaps”, without the number.
pub fn verdict_words(verdict: Verdict, count: usize, language: Language) -> String {
    Words::new(language).rung(verdict, count)
}

/// The findings that `keep` keeps, the gravest first: group, check, number, range, limit, verdict and what would decide it.
pub fn findings_table(
    card: &Scorecard,
    language: Language,
    keep: &dyn Fn(&Finding) -> bool,
) -> Table {
    crate::section::findings_table(card, language, keep)
}
