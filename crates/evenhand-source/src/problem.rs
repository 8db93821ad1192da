use crate::batch::{Batch, Rows};
use crate::error::{Error, Place, Result};
use crate::table::Table;

/// What is wrong with a row, before anyone has asked where the row stands.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Name of the column.
    pub column: String,
    /// What is wrong.
    pub kind: Kind,
    /// Row of the batch.
    pub row: usize,
    /// The value.
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    NotANumber(&'static str),
    NotADate,
    Weight,
    Count(&'static str),
    TooManyLevels(usize),
    /// Most bytes that counting may take; the column says what takes them, the value lists columns.
    Memory(u64),
    Overflow,
    Probability,
}

impl Problem {
    /// The error, with its place.
    pub fn locate(self, batch: &Batch, table: Option<&Table>) -> Error {
        let place = match place(batch, self.row, table) {
            Ok(place) => place.column(&self.column),
            Err(error) => return error,
        };
        let value = self.value;
        match self.kind {
            Kind::NotANumber(wanted) => Error::NotANumber {
                place,
                value,
                wanted,
            },
            Kind::NotADate => Error::NotADate { place, value },
            Kind::Weight => Error::BadWeight { place, value },
            Kind::Count(problem) => Error::BadCount {
                place,
                value,
                problem,
            },
            Kind::Probability => Error::BadProbability { place, value },
            Kind::Memory(most) => Error::TooMuchMemory {
                columns: value,
                most,
                what: self.column,
            },
            Kind::TooManyLevels(limit) => Error::TooManyLevels {
                column: self.column,
                example: value,
                limit,
            },
            Kind::Overflow => evenhand_core::Error::WeightOverflow {
                column: self.column,
            }
            .into(),
        }
    }
}

/// Where a row of a batch stands.
pub(crate) fn place(batch: &Batch, row: usize, table: Option<&Table>) -> Result<Place> {
    let row = batch.original(row);
    let Some(file) = table.and_then(|table| table.files.get(batch.origin.file)) else {
        return Ok(Place {
            row: Some(batch.first_row + row as u64),
            ..Place::file("the frame")
        });
    };
    let place = Place::file(&file.name);
    Ok(match &batch.origin.rows {
        Rows::Text { offset, starts } => {
            let start = starts.get(row).copied().unwrap_or(0);
            place.line(file.line_of(offset + u64::from(start))?)
        }
        Rows::Typed { row_group, first } => Place {
            row_group: *row_group,
            row: Some(first + row as u64),
            ..place
        },
    })
}
