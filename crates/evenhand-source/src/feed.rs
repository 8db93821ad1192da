//! Pieces of work, handed out one after the other to whoever is free.

use crate::arrow_column;
use crate::batch::{Batch, Origin, Rows};
use crate::blocks::{Block, Blocks};
use crate::csv::{self, Fields};
use crate::error::{Error, Place, Result};
use crate::format::Format;
use crate::guard::guarded;
use crate::ipc::Batches;
use crate::json;
use crate::progress::Progress;
use crate::row_groups::RowGroup;
use crate::table::{DataFile, Location, Table};
use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is read of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// Positions of the columns, in the order they are wanted.
    pub columns: Vec<usize>,
    /// Which of them are texts of many values, not worth a dictionary.
    pub wide: Vec<bool>,
    /// Whether raw lines are hashed, and up to how many rows.
    pub hash_lines: Option<u64>,
    /// Whether rows must be numbered over all files.
    pub numbered: bool,
}

/// A file that is being read.
enum Reading<'a> {
    Text(Blocks<'a>, Arc<Shape<'a>>),
    RowGroups(ArrowReaderMetadata, Vec<Location>, Vec<u64>, usize, u64),
    Arrow(Box<Batches>, Arc<Shape<'a>>, u64),
}

/// What is wanted of a file.
pub(crate) struct Shape<'a> {
    /// Positions in the file, in ascending order.
    fields: Fields,
    /// Names of those.
    keys: Vec<&'a str>,
    locations: Vec<Location>,
    positions: Vec<usize>,
}

/// A piece of work.
pub(crate) enum Job<'a> {
    Text(Block, usize, &'a DataFile, Arc<Shape<'a>>, bool),
    RowGroup(RowGroup<'a>, u64),
    Arrow(RecordBatch, usize, &'a DataFile, Arc<Shape<'a>>, u64, u64),
}

/// The work of a table.
pub(crate) struct Feed<'a> {
    file: usize,
    reading: Option<Reading<'a>>,
    request: &'a Request,
    rows: u64,
    seen: &'a AtomicU64,
    table: &'a Table,
}

impl<'a> Feed<'a> {
    pub fn new(table: &'a Table, request: &'a Request, seen: &'a AtomicU64) -> Self {
        Self {
            file: 0,
            reading: None,
            request,
            rows: 0,
            seen,
            table,
        }
    }

    /// The next piece of work.
    pub fn next_job(&mut self) -> Result<Option<Job<'a>>> {
        loop {
            let Some(file) = self.table.files.get(self.file) else {
                return Ok(None);
            };
            if self.reading.is_none() {
                self.reading = Some(self.open(file)?);
            }
            match self.reading.as_mut() {
                Some(Reading::Text(blocks, shape)) => {
                    if let Some(block) = blocks.next_block()? {
                        let hash = self
                            .request
                            .hash_lines
                            .is_some_and(|limit| self.seen.load(Ordering::Relaxed) <= limit);
                        return Ok(Some(Job::Text(block, self.file, file, shape.clone(), hash)));
                    }
                }
                Some(Reading::RowGroups(metadata, wanted, rows, next, first)) => {
                    if let Some(count) = rows.get(*next) {
                        let group = RowGroup {
                            file,
                            file_position: self.file,
                            first_row: self.rows,
                            first_in_file: *first,
                            metadata: metadata.clone(),
                            row_group: *next,
                            rows: *count,
                            wanted: wanted.clone(),
                        };
                        *next += 1;
                        *first += count;
                        self.rows += count;
                        let all: u64 = rows.iter().sum();
                        let share = u128::from(file.bytes) * u128::from(*count);
                        let bytes = share / u128::from(all.max(1));
                        return Ok(Some(Job::RowGroup(group, bytes as u64)));
                    }
                }
                Some(Reading::Arrow(batches, shape, first)) => {
                    if let Some(batch) = batches.next_batch(&file.name)? {
                        let rows = batch.num_rows() as u64;
                        let job =
                            Job::Arrow(batch, self.file, file, shape.clone(), self.rows, *first);
                        *first += rows;
                        self.rows += rows;
                        return Ok(Some(job));
                    }
                }
                None => {}
            }
            self.reading = None;
            self.file += 1;
        }
    }

    fn open(&self, file: &'a DataFile) -> Result<Reading<'a>> {
        let locations: Vec<Location> = self
            .request
            .columns
            .iter()
            .map(|column| file.columns[*column].clone())
            .collect();
        let mut positions: Vec<usize> = locations.iter().filter_map(Location::position).collect();
        positions.sort_unstable();
        positions.dedup();
        if let Some(footer) = &file.footer {
            let wide: Vec<usize> = locations
                .iter()
                .zip(&self.request.wide)
                .filter(|(_, wide)| **wide)
                .filter_map(|(location, _)| location.position())
                .collect();
            let metadata = footer.with_dictionaries(&wide, &file.name)?;
            return Ok(Reading::RowGroups(metadata, locations, footer.rows(), 0, 0));
        }
        let shape = Arc::new(Shape {
            fields: Fields::new(file.names.len(), &positions),
            keys: positions.iter().map(|p| file.names[*p].as_str()).collect(),
            locations,
            positions: positions.clone(),
        });
        Ok(match file.format {
            Format::ArrowFile | Format::ArrowStream => {
                let stream = file.format == Format::ArrowStream;
                let batches = Batches::open(&file.path, &file.name, stream, Some(positions))?;
                Reading::Arrow(Box::new(batches), shape, 0)
            }
            format => {
                let quotes = (format == Format::Csv).then_some(&file.dialect);
                Reading::Text(Blocks::open(file, file.start, quotes)?, shape)
            }
        })
    }
}

impl Job<'_> {
    fn bytes(&self) -> u64 {
        match self {
            Self::Text(block, ..) => block.packed,
            Self::RowGroup(_, bytes) => *bytes,
            Self::Arrow(batch, ..) => batch.get_array_memory_size() as u64,
        }
    }

    /// Reads it, batch by batch.
    pub fn read(self, take: &mut dyn FnMut(Batch) -> Result<()>) -> Result<()> {
        match self {
            Self::RowGroup(group, _) => group.read(take),
            Self::Text(block, position, file, shape, hash) => {
                let Block { text, offset, .. } = block;
                let dialect = &file.dialect;
                let parsed = match file.format {
                    Format::NdJson => json::parse(text, offset, file, dialect, &shape.keys, hash)?,
                    _ => csv::parse(text, offset, file, dialect, &shape.fields, hash)?,
                };
                let columns = shape.arrange(parsed.count, |at| parsed.columns.get(at).cloned());
                take(Batch {
                    columns: columns.unwrap_or_default(),
                    first_row: 0,
                    origin: Origin {
                        file: position,
                        rows: parsed.rows,
                    },
                    kept: None,
                    rows: parsed.count,
                    lines: parsed.lines,
                })
            }
            Self::Arrow(batch, position, file, shape, first_row, first) => {
                let rows = batch.num_rows();
                let columns = guarded(|| {
                    shape.arrange(rows, |at| arrow_column::column(batch.columns().get(at)?))
                })
                .map_err(|source| Error::Damaged {
                    place: Place::file(&file.name),
                    source: source.into(),
                })?
                .ok_or_else(|| Error::Nested {
                    place: Place::file(&file.name),
                })?;
                take(Batch {
                    columns,
                    first_row,
                    origin: Origin {
                        file: position,
                        rows: Rows::Typed {
                            row_group: None,
                            first,
                        },
                    },
                    kept: None,
                    rows,
                    lines: Vec::new(),
                })
            }
        }
    }
}

impl Shape<'_> {
    /// Columns in the order they are wanted, from those of the file in ascending order.
    fn arrange(
        &self,
        rows: usize,
        get: impl Fn(usize) -> Option<crate::column::Column>,
    ) -> Option<Vec<crate::column::Column>> {
        self.locations
            .iter()
            .map(|location| {
                location.column(rows, |position| {
                    get(self.positions.binary_search(&position).ok()?)
                })
            })
            .collect()
    }
}

/// Reads a table with everyone who is free; returns what each of them has gathered.
///
/// Work is handed out in order, so that the first error by position is found whoever meets it.
pub(crate) fn read_all<S: Send>(
    table: &Table,
    request: &Request,
    progress: &dyn Progress,
    begin: impl Fn() -> S + Sync,
    take: impl Fn(&mut S, Batch) -> Result<()> + Sync,
) -> Result<Vec<S>> {
    struct Shared<'a, S> {
        done: Vec<S>,
        error: Option<(u64, Error)>,
        feed: Feed<'a>,
        next: u64,
    }
    let seen = AtomicU64::new(0);
    let shared = Mutex::new(Shared {
        done: Vec::new(),
        error: None,
        feed: Feed::new(table, request, &seen),
        next: 0,
    });
    let workers = if request.numbered {
        1
    } else {
        rayon::current_num_threads()
    };
    let work = || {
        let mut state = begin();
        let mut first_row = 0;
        loop {
            let (number, job) = {
                let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if shared.error.is_some() {
                    break;
                }
                let number = shared.next;
                shared.next += 1;
                match shared.feed.next_job() {
                    Ok(Some(job)) => (number, job),
                    Ok(None) => break,
                    Err(error) => {
                        shared.error = Some((number, error));
                        break;
                    }
                }
            };
            let (bytes, mut rows) = (job.bytes(), 0);
            let result = job.read(&mut |mut batch| {
                rows += batch.rows as u64;
                if request.numbered {
                    batch.first_row = first_row;
                    first_row += batch.rows as u64;
                }
                take(&mut state, batch)
            });
            seen.fetch_add(rows, Ordering::Relaxed);
            progress.advance(bytes, rows);
            if let Err(error) = result {
                let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if shared
                    .error
                    .as_ref()
                    .is_none_or(|(first, _)| number < *first)
                {
                    shared.error = Some((number, error));
                }
                break;
            }
        }
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.done.push(state);
    };
    rayon::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|_| work());
        }
    });
    let shared = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    match shared.error {
        Some((_, error)) => Err(error),
        None => Ok(shared.done),
    }
}
