use crate::sentence::Sentence;
use crate::words::Words;
use evenhand_core::Verdict;
use serde::Serialize;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "cell", content = "text", rename_all = "snake_case")]
pub enum Cell {
    /// Names the row.
    Name(String),
    /// Words.
    Text(String),
    /// A number, set to the right.
    Number(String),
    /// English words in a report that is written in another language.
    English(String),
    /// A verdict: its mark and its words.
    Verdict(Verdict),
    /// Nothing.
    Nothing,
}

/// A table for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Headings; `true` over numbers.
    pub head: Vec<(String, bool)>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The language of its verdicts.
    #[serde(skip)]
    pub(crate) words: Words,
}

impl Table {
    /// A table without rows.
    pub(crate) fn speaking(
        words: Words,
        caption: impl Into<String>,
        head: &[(impl AsRef<str>, bool)],
    ) -> Self {
        Self {
            words,
            caption: caption.into(),
            head: head
                .iter()
                .map(|(text, number)| (text.as_ref().to_owned(), *number))
                .collect(),
            rows: Vec::new(),
        }
    }

    /// A table without rows, its words from the catalogue.
    pub(crate) fn of(words: Words, caption: &Sentence, head: &[(Sentence, bool)]) -> Self {
        let head: Vec<(String, bool)> = head
            .iter()
            .map(|(text, number)| (text.to_text(), *number))
            .collect();
        Self::speaking(words, caption.to_text(), &head)
    }

    /// The same without columns of which every cell is bare.
    pub(crate) fn without_columns(mut self, bare: impl Fn(&Cell) -> bool) -> Self {
        for column in (0..self.head.len()).rev() {
            let cells = || self.rows.iter().filter_map(|row| row.get(column));
            if cells().count() == self.rows.len() && cells().all(&bare) {
                self.head.remove(column);
                for row in &mut self.rows {
                    row.remove(column);
                }
            }
        }
        self
    }
}
