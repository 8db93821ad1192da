//! Raw text cut into fields.

mod dialect;
mod header;
mod quoted;

pub(crate) use dialect::Dialect;
pub(crate) use header::read_header;

use crate::batch::Rows;
use crate::column::{Column, Span};
use crate::error::{Error, Place, Result};
use crate::table::DataFile;
use arrow_buffer::Buffer;
use memchr::memchr;
use xxhash_rust::xxh3::xxh3_64;

/// Which fields of a record are wanted, and where they go.
pub(crate) struct Fields {
    /// For each field of a record the position among the wanted columns.
    slots: Vec<Option<u16>>,
    columns: usize,
}

impl Fields {
    /// Takes these fields, in this order.
    pub fn new(width: usize, wanted: &[usize]) -> Self {
        let mut slots = vec![None; width];
        for (slot, &field) in wanted.iter().enumerate() {
            slots[field] = Some(slot as u16);
        }
        Self {
            slots,
            columns: wanted.len(),
        }
    }
}

/// Fields of a block as they are found.
pub(super) struct Records<'a> {
    dialect: &'a Dialect,
    fields: &'a Fields,
    spans: Vec<Vec<Span>>,
    starts: Vec<u32>,
    field: usize,
}

/// What is wrong with a record, and at which byte of the block.
pub(super) enum Problem {
    Ragged { at: usize, found: usize },
    Quote { at: usize, problem: &'static str },
}

impl Records<'_> {
    fn push(&mut self, text: &[u8], mut start: usize, mut end: usize) {
        if let Some(Some(slot)) = self.fields.slots.get(self.field) {
            if self.dialect.trim {
                (start, end) = self.dialect.trimmed(text, start, end);
            }
            let missing = start == end || self.dialect.is_missing(&text[start..end]);
            self.spans[usize::from(*slot)].push(if missing {
                Span::MISSING
            } else {
                Span {
                    start: start as u32,
                    len: (end - start) as u32,
                }
            });
        }
        self.field += 1;
    }

    /// A record begins.
    fn begin(&mut self, at: usize) {
        self.starts.push(at as u32);
        self.field = 0;
    }

    /// A record ends.
    fn end(&mut self) -> Result<(), Problem> {
        if self.field == self.fields.slots.len() {
            return Ok(());
        }
        Err(Problem::Ragged {
            at: self.starts.last().map_or(0, |start| *start as usize),
            found: self.field,
        })
    }
}

/// A block as columns.
pub(crate) struct Parsed {
    pub columns: Vec<Column>,
    pub lines: Vec<u64>,
    pub rows: Rows,
    pub count: usize,
}

/// Cuts a block of whole records into columns.
pub(crate) fn parse(
    mut text: Vec<u8>,
    offset: u64,
    file: &DataFile,
    dialect: &Dialect,
    fields: &Fields,
    hash_lines: bool,
) -> Result<Parsed> {
    if let Err(error) = std::str::from_utf8(&text) {
        let at = offset + error.valid_up_to() as u64;
        return Err(Error::NotUtf8 {
            place: Place::file(&file.name).line(file.line_of(at)?),
        });
    }
    let mut records = Records {
        dialect,
        fields,
        spans: vec![Vec::with_capacity(text.len() / 32); fields.columns],
        starts: Vec::with_capacity(text.len() / 32),
        field: 0,
    };
    let end = text.len();
    let problem = if memchr(b'"', &text).is_some() {
        quoted::parse(&mut text, &mut records)
    } else {
        plain(&text, &mut records)
    };
    problem.map_err(|problem| match problem {
        Problem::Ragged { at, found } => match file.line_of(offset + at as u64) {
            Ok(line) => Error::Ragged {
                place: Place::file(&file.name).line(line),
                expected: fields.slots.len(),
                found,
            },
            Err(error) => error,
        },
        Problem::Quote { at, problem } => match file.line_of(offset + at as u64) {
            Ok(line) => Error::Quote {
                place: Place::file(&file.name).line(line),
                problem,
            },
            Err(error) => error,
        },
    })?;
    let Records { spans, starts, .. } = records;
    let lines = if hash_lines {
        line_hashes(&text[..end], &starts)
    } else {
        Vec::new()
    };
    let data = Buffer::from_vec(text);
    Ok(Parsed {
        columns: spans
            .into_iter()
            .map(|spans| Column::Text {
                spans,
                data: data.clone(),
            })
            .collect(),
        lines,
        count: starts.len(),
        rows: Rows::Text { offset, starts },
    })
}

/// Hashes of whole records, without their line ends.
pub(crate) fn line_hashes(text: &[u8], starts: &[u32]) -> Vec<u64> {
    let ends = starts.iter().skip(1).map(|start| *start as usize);
    starts
        .iter()
        .zip(ends.chain(std::iter::once(text.len())))
        .map(|(&start, end)| {
            let mut line = &text[start as usize..end];
            while let [rest @ .., b'\n' | b'\r'] = line {
                line = rest;
            }
            xxh3_64(line)
        })
        .collect()
}

/// Records without a single quote: eight bytes at a time.
fn plain(text: &[u8], records: &mut Records) -> Result<(), Problem> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let delimiters = ONES * u64::from(records.dialect.delimiter);
    let line_ends = ONES * u64::from(b'\n');
    let mut start = 0;
    let mut line = true;
    let mut at = 0;
    while at < text.len() {
        let mut word = [0; 8];
        let taken = (text.len() - at).min(8);
        word[..taken].copy_from_slice(&text[at..at + taken]);
        let word = u64::from_le_bytes(word);
        let mut found = zero_bytes(word ^ delimiters) | zero_bytes(word ^ line_ends);
        while found != 0 {
            let position = at + (found.trailing_zeros() / 8) as usize;
            found &= found - 1;
            if position >= text.len() {
                break;
            }
            if text[position] == b'\n' {
                record(text, records, start, position, &mut line)?;
                line = true;
            } else {
                if line {
                    records.begin(start);
                    line = false;
                }
                records.push(text, start, position);
            }
            start = position + 1;
        }
        at += 8;
    }
    if start < text.len() || !line {
        record(text, records, start, text.len(), &mut line)?;
    }
    Ok(())
}

/// The last field of a record; an empty line is no record.
fn record(
    text: &[u8],
    records: &mut Records,
    start: usize,
    end: usize,
    line: &mut bool,
) -> Result<(), Problem> {
    let end = if end > start && text[end - 1] == b'\r' {
        end - 1
    } else {
        end
    };
    if *line {
        if start == end {
            return Ok(());
        }
        records.begin(start);
        *line = false;
    }
    records.push(text, start, end);
    records.end()
}

/// The top bit of each byte that is zero.
fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !(((word & LOW) + LOW) | word | LOW)
}

#[cfg(test)]
mod tests;
