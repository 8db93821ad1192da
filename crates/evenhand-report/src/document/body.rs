use super::{Block, Inline, Style, Term};
use crate::figure::Figure;
use crate::table::Table;

/// Blocks as they are put together.
#[derive(Default)]
pub(crate) struct Body(Vec<Block>);

impl Body {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn finish(self) -> Vec<Block> {
        self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn heading(&mut self, level: u8, text: &str) {
        let text = text.to_owned();
        self.0.push(Block::Heading { level, text });
    }

    fn styled(&mut self, style: Style, text: Vec<Inline>) {
        self.0.push(Block::Paragraph { style, text });
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        self.styled(Style::Plain, Inline::of(text));
    }

    pub(crate) fn lead(&mut self, text: &str) {
        self.styled(Style::Lead, Inline::of(text));
    }

    pub(crate) fn warning(&mut self, text: &str) {
        self.styled(Style::Warning, Inline::of(text));
    }

    /// A paragraph of parts.
    pub(crate) fn line(&mut self, text: Vec<Inline>) {
        self.styled(Style::Plain, text);
    }

    /// Something to notice beside a figure.
    pub(crate) fn remark(&mut self, text: Vec<Inline>) {
        self.styled(Style::Warning, text);
    }

    /// A line for paper only.
    pub(crate) fn printed(&mut self, text: &str) {
        self.styled(Style::Printed, Inline::of(text));
    }

    pub(crate) fn list<T: AsRef<str>>(&mut self, items: &[T]) {
        self.lines(items.iter().map(|item| Inline::of(item.as_ref())).collect());
    }

    /// A list whose items have parts.
    pub(crate) fn lines(&mut self, items: Vec<Vec<Inline>>) {
        if !items.is_empty() {
            self.0.push(Block::List { items });
        }
    }

    /// Terms and what they mean.
    pub(crate) fn terms(&mut self, pairs: &[(String, String)]) {
        let pairs = pairs.iter().map(|(term, meaning)| Term {
            term: term.clone(),
            meaning: meaning.clone(),
            language: None,
        });
        self.terms_of(pairs.collect());
    }

    /// The same, where a meaning may be in another language.
    pub(crate) fn terms_of(&mut self, pairs: Vec<Term>) {
        self.0.push(Block::Terms { pairs });
    }

    /// Text as it was written, its lines kept.
    pub(crate) fn code(&mut self, text: &str) {
        let text = text.to_owned();
        self.0.push(Block::Code { text });
    }

    pub(crate) fn table(&mut self, table: Table) {
        self.0.push(Block::Table { table });
    }

    /// A part that opens on demand, and in print.
    pub(crate) fn details(&mut self, summary: &str, inner: Self) {
        self.fold(summary, inner, false);
    }

    /// The same for tables too long to print.
    pub(crate) fn bulk(&mut self, summary: &str, inner: Self) {
        self.fold(summary, inner, true);
    }

    fn fold(&mut self, summary: &str, inner: Self, bulk: bool) {
        self.0.push(Block::Details {
            summary: summary.to_owned(),
            blocks: inner.0,
            bulk,
        });
    }

    /// A chart in both widths, its caption and the table of its numbers.
    pub(crate) fn figure(&mut self, figure: Figure) {
        let figure = Box::new(figure);
        self.0.push(Block::Figure { figure });
    }

    /// Lines to be filled in by hand.
    pub(crate) fn form(&mut self, fields: Vec<String>) {
        self.0.push(Block::Form { fields });
    }
}
