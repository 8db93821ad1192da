//! The report as HTML: one file, no network, no script.

mod blocks;
mod style;

use crate::document::{Block, Document, Glance, Inline, Told};
use crate::error::Result;
use crate::section::{HtmlOptions, document};
use crate::table::Table;
use crate::words::Words;
use askama::Template;
use evenhand_core::Scorecard;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    document: &'a Document,
    css: &'a str,
    symbols: &'a str,
    glance: &'a str,
    words: Words,
}

impl Page<'_> {
    fn blocks(blocks: &[Block]) -> String {
        blocks::blocks(blocks)
    }
}

#[derive(Template)]
#[template(path = "glance.html")]
struct GlancePage<'a> {
    glance: &'a Glance,
}

impl GlancePage<'_> {
    fn line(line: &[Inline]) -> String {
        blocks::inlines(line)
    }

    fn badge(told: &Told) -> String {
        blocks::badge(told.verdict, &told.words)
    }

    fn rates(table: &Table) -> String {
        blocks::small_table(table, "rates")
    }
}

/// Renders the report.
///
/// # Errors
/// When a chart cannot be drawn or a template cannot be filled in.
pub fn html(card: &Scorecard, options: &HtmlOptions) -> Result<String> {
    html_of(&document(card, options)?)
}

/// Renders a document as HTML.
///
/// # Errors
/// When a template cannot be filled in.
pub fn html_of(document: &Document) -> Result<String> {
    let glance = GlancePage {
        glance: &document.glance,
    };
    let page = Page {
        document,
        css: &style::sheet(),
        symbols: &style::symbols(),
        glance: &glance.render()?,
        words: Words::new(document.language.parse().unwrap_or_default()),
    };
    Ok(page.render()?)
}

#[cfg(test)]
mod tests;
