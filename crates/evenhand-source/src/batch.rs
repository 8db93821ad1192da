use crate::column::Column;

/// Some consecutive rows of one table.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// The columns that were asked for, in the order they were asked for.
    pub columns: Vec<Column>,
    /// Number of rows of the table before this batch, where it is known.
    pub first_row: u64,
    /// Where the rows stand in their file.
    pub origin: Origin,
    /// Rows of the batch as it was read, where a filter has left some out.
    pub kept: Option<Vec<u32>>,
    /// Number of rows.
    pub rows: usize,
    /// Hashes of the raw lines, where they are looked at.
    pub lines: Vec<u64>,
}

/// Where the rows of a batch stand in their file.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// Position of the file in its table.
    pub file: usize,
    /// What kind of place it is.
    pub rows: Rows,
}

/// How the rows of a batch are found again.
#[derive(Clone, Debug)]
pub(crate) enum Rows {
    /// Text: byte of the (unpacked) file at which each row begins.
    Text { offset: u64, starts: Vec<u32> },
    /// Typed: number of the first row in the file.
    Typed {
        row_group: Option<usize>,
        first: u64,
    },
}

impl Batch {
    /// Keeps the rows of these numbers.
    pub fn keep(&mut self, rows: Vec<u32>) {
        for column in &mut self.columns {
            *column = column.take(&rows);
        }
        self.rows = rows.len();
        self.kept = Some(rows);
    }

    /// Number of a row in the batch as it was read.
    pub fn original(&self, row: usize) -> usize {
        self.kept.as_ref().map_or(row, |kept| kept[row] as usize)
    }
}
