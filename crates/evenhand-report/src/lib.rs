//! Scorecard to HTML, SVG, Markdown, CSV and terminal.
//!
//! A scorecard explains itself, so that this crate needs nothing else: neither rows nor the catalogue. The same
//! scorecard always gives the same bytes.
//!
//! ```text
//! History   ─► history   the page about all audits of a system
//! Scorecard ─► parts     what a page that is made elsewhere is put together from
//! Scorecard ─► wording   sentences: natural frequencies, a range, a limit and who adopted it
//!           ─► figure    a chart, its caption, its table ─► chart   the drawing itself
//!           ─► html · terminal · markdown · csv · gate (code scanning, test reports, annotations, comments)
//!           ─► record   what other systems keep of it
//! ```
//!
//! Three rules hold in every output. The words of a verdict are those of [`evenhand_core::Verdict::words`]; colour never
//! speaks alone; and every name that comes from the data is escaped.

mod chart;
mod choices;
mod csv;
pub mod document;
mod error;
mod figure;
pub mod gate;
mod hidden;
pub mod history;
mod html;
mod index;
mod markdown;
mod name;
mod number;
mod packs;
pub mod parts;
pub mod press;
mod profile;
mod public;
mod rate_words;
pub mod record;
mod rows;
mod section;
mod sentence;
mod symbol;
mod table;
mod terminal;
mod wording;
mod words;

#[cfg(test)]
mod fixture;

pub use chart::Head;
pub use choices::frontier_of;
pub use csv::{
    compare_models_csv, compare_scorecards_csv, estimates_csv, frontier_csv, search_csv, sweep_csv,
};
pub use error::{Error, Result};
pub use figure::{Chart, Figure, Point, charts, charts_of};
pub use html::{html, html_of, public_html};
pub use markdown::{markdown, markdown_of};
pub use name::resolved;
pub use number::count;
pub use public::{PublicSummary, public_summary};
pub use section::{
    Gap, GapStage, HtmlOptions, Overdue, RunInfo, SignOff, Since, document, method, methods,
};
pub use table::{Cell, Table};
pub use terminal::{
    TerminalOptions, compare_models, compare_scorecards, findings, forecast, frontier, search,
    sweep, terminal,
};
pub use words::{Language, UnknownLanguage};
