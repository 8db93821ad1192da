//! Tables as they stand in a file: cells of text, where each row stands, and the text around.

mod csv;
mod html;

use serde::Serialize;

/// The most columns that are looked at.
pub(crate) const MOST_COLUMNS: usize = 512;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Separated values.
    Csv,
    /// A page.
    Html,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// One-based line of the file on which it begins.
    pub line: usize,
    /// Text of each cell; a cell that spans columns or rows is repeated.
    pub cells: Vec<String>,
    /// Whether every cell says that it is a heading.
    pub heading: bool,
}

impl Row {
    /// The text of a cell; empty where the row is too short.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Different texts in it, empty ones left out.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        for cell in &self.cells {
            if !cell.is_empty() && !texts.contains(&cell.as_str()) {
                texts.push(cell);
            }
        }
        texts
    }
}

/// A table before its columns are understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its caption, or the last heading or line of text before it.
    pub title: String,
    /// All of its rows, headings included.
    pub rows: Vec<Row>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// How it is written.
    pub format: Format,
    /// Its tables, in order.
    pub tables: Vec<Table>,
    /// The text outside of tables, a line for each paragraph.
    pub text: Vec<String>,
}

impl Document {
    /// Reads a file: a page if it looks like one, else separated values. Any bytes give a document.
    ///
    /// ```
    /// use evenhand_lint::Document;
    /// let page = Document::read(b"<table><tr><th>Group<th>n<tr><td>Male<td>92</table>");
    /// assert_eq!(page.tables[0].rows[1].cell(1), "92");
    /// let file = Document::read(b"group;n\nMale;92\n");
    /// assert_eq!(file.tables[0].rows[1].cell(1), "92");
    /// ```
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        if looks_like_html(text) {
            html::read(text)
        } else {
            csv::read(text)
        }
    }
}

fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(2000).collect();
    let start = start.to_lowercase();
    start.starts_with('<')
        || ["<!doctype html", "<html", "<table", "<body"]
            .iter()
            .any(|tag| start.contains(tag))
}

/// Text with every run of blanks made one.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
