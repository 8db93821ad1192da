use serde::{Deserialize, Serialize};

/// What kind of values a column holds, as far as the file's own form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Truth values.
    Boolean,
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Float,
    /// Texts of a typed file.
    Text,
    /// Dates or times.
    Date,
    /// Text of a CSV or NDJSON file: could be anything.
    Untyped,
    /// Lists, structures and other shapes that no rule of an audit can read.
    Nested,
}

impl ColumnKind {
    /// Name in messages.
    pub fn words(self) -> &'static str {
        match self {
            Self::Boolean => "truth values",
            Self::Integer => "whole numbers",
            Self::Float => "decimal numbers",
            Self::Text => "texts",
            Self::Date => "dates",
            Self::Untyped => "untyped text",
            Self::Nested => "lists or structures",
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Kind of its values.
    pub kind: ColumnKind,
    /// Name; the n-th column of an equal name is called `name#n`.
    pub name: String,
    /// Table it comes from: 0 the source, n the n-th side table.
    pub table: usize,
}

/// The columns of the joined rows, known before any row is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnIndex {
    /// The columns, those of the source first.
    pub columns: Vec<ColumnInfo>,
}

impl ColumnIndex {
    /// The column of this name.
    pub fn get(&self, name: &str) -> Option<&ColumnInfo> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}
