//! The report as HTML: one file, no network, and no script needed to read it.

pub(crate) mod blocks;
mod script;
pub(crate) mod style;

use crate::document::{Block, Document, Glance, Inline, Told};
use crate::error::Result;
use crate::public::PublicSummary;
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
    script: &'a str,
    policy: &'a str,
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
        script: script::script(),
        policy: &policy(),
        words: Words::new(document.language.parse().unwrap_or_default()),
    };
    Ok(page.render()?)
}

/// What a report may do in a browser: show what is in the file, and run the one script that is in it.
pub(crate) fn policy() -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src 'unsafe-inline'; img-src data:; font-src data:",
        script::hash()
    )
}

#[derive(Template)]
#[template(path = "public.html")]
struct PublicPage<'a> {
    summary: &'a PublicSummary,
    css: &'a str,
    symbols: &'a str,
    words: Words,
}

impl PublicPage<'_> {
    fn blocks(blocks: &[Block]) -> String {
        blocks::blocks(blocks)
    }
}

/// Renders the page for the people concerned.
///
/// # Errors
/// When the template cannot be filled in.
pub fn public_html(summary: &PublicSummary) -> Result<String> {
    let page = PublicPage {
        summary,
        css: &style::sheet(),
        symbols: &style::symbols(),
        words: Words::new(summary.language.parse().unwrap_or_default()),
    };
    Ok(page.render()?)
}

#[cfg(test)]
mod tests;
