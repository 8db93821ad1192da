//! Charts with what belongs to them: a caption that states the finding and a table of the same numbers.

mod alike;
mod combined;
mod errors;
mod frontier;
mod funnel;
mod pair;
mod proxies;
mod reach;
mod reliability;
mod roc;
mod scored;
mod series;
mod sizes;
mod sweep;
#[cfg(test)]
mod tests;
mod worst;

pub(crate) use alike::alike;
pub(crate) use combined::combined;
pub(crate) use errors::{error_metrics, error_rates};
pub(crate) use frontier::{frontier, name as frontier_name, table as frontier_table};
pub(crate) use funnel::funnel;
pub(crate) use pair::{pair, strip};
pub(crate) use proxies::proxies;
pub(crate) use reach::reach;
pub(crate) use reliability::reliability;
pub(crate) use roc::roc;
pub use series::Point;
pub(crate) use sizes::sizes;
pub(crate) use sweep::sweep;
pub(crate) use worst::worst;

use crate::chart::svg;
use crate::chart::{Head, Width};
use crate::document::{Block, Document};
use crate::error::Result;
use crate::section::{HtmlOptions, document};
use crate::table::Table;
use crate::words::Words;
use evenhand_core::{Scorecard, Verdict};
use serde::Serialize;

/// Groups in a chart; where there are more, the worst are drawn and the chart says so.
pub(crate) const MOST_ROWS: usize = 30;

/// A chart of the report, for use on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// File stem.
    pub name: String,
    /// Title.
    pub title: String,
    /// Text alternative, made from the numbers.
    pub description: String,
    /// The drawing: a whole SVG file that needs nothing else.
    pub svg: String,
    /// What it shows, in a sentence or two.
    pub caption: String,
}

/// A chart on a page.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Its words.
    #[serde(flatten)]
    pub head: Head,
    /// What it shows, in a sentence or two.
    pub caption: String,
    /// The drawing for a screen or a page, as SVG.
    pub wide: String,
    /// The drawing for a telephone; none where it scrolls instead.
    pub narrow: Option<String>,
    /// The numbers that the drawing and the table are made from.
    pub series: Vec<Point>,
    /// The same numbers.
    pub table: Table,
}

impl Figure {
    /// Draws in both widths.
    pub(crate) fn new(
        head: &Head,
        caption: String,
        table: Table,
        draw: impl Fn(Head, Width) -> Result<String>,
    ) -> Result<Self> {
        let mut small = head.clone();
        small.name = format!("{}-narrow", head.name);
        Ok(Self {
            head: head.clone(),
            caption,
            wide: draw(head.clone(), Width::Wide)?,
            narrow: Some(draw(small, Width::Narrow)?),
            series: Vec::new(),
            table,
        })
    }

    /// The same with the numbers that it was made from.
    pub(crate) fn made_from(mut self, series: Vec<Point>) -> Self {
        self.series = series;
        self
    }

    fn chart(&self) -> Chart {
        Chart {
            name: self.head.name.clone(),
            title: self.head.title.clone(),
            description: self.head.description.clone(),
            svg: svg::standalone(&self.wide),
            caption: self.caption.clone(),
        }
    }
}

/// Every chart of the report in English, in its order.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn charts(card: &Scorecard) -> Result<Vec<Chart>> {
    Ok(charts_of(&document(card, &HtmlOptions::default())?))
}

/// Every chart of a document, in its order.
pub fn charts_of(document: &Document) -> Vec<Chart> {
    figures(document).into_iter().map(Figure::chart).collect()
}

/// Every figure of a document.
pub(crate) fn figures(document: &Document) -> Vec<&Figure> {
    fn walk<'a>(blocks: &'a [Block], found: &mut Vec<&'a Figure>) {
        for block in blocks {
            match block {
                Block::Figure { figure } => found.push(figure),
                Block::Details { blocks, .. } => walk(blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for section in &document.sections {
        walk(&section.blocks, &mut found);
    }
    found
}

/// How the verdicts are spread over groups, naming the few with a gap.
pub(crate) fn verdict_summary(words: Words, rows: &[(String, Option<Verdict>)]) -> String {
    let mut parts = Vec::new();
    for verdict in Verdict::ALL {
        let names: Vec<&str> = rows
            .iter()
            .filter(|row| row.1 == Some(verdict))
            .map(|row| row.0.as_str())
            .collect();
        let said = words.verdict(verdict);
        match names.len() {
            0 => {}
            1..=4 => parts.push(words.verdict_for(words.list(names), said)),
            many => parts.push(words.verdict_for_many(many, said)),
        }
    }
    let Some(text) = parts
        .into_iter()
        .reduce(|start, next| words.clause_next(next, start))
    else {
        return words.unchecked().to_text();
    };
    let text = text.to_text();
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The caption of numbers that no check looks at: their lowest and highest.
pub(crate) fn extremes(
    words: Words,
    numbers: &[(String, f64)],
    shown: impl Fn(f64) -> String,
) -> Option<String> {
    let by = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
    let low = numbers.iter().min_by(by)?;
    let high = numbers.iter().max_by(by)?;
    let said = if numbers.len() == 1 {
        words.unchecked_one(&low.0, shown(low.1))
    } else {
        words.unchecked_between(shown(high.1), &high.0, shown(low.1), &low.0)
    };
    Some(said.to_text())
}

/// Says that a chart leaves groups out.
pub(crate) fn left_out(words: Words, count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        words.groups_left_out(count, MOST_ROWS).to_text()
    }
}
