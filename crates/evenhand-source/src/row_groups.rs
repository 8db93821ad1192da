//! Parquet: one row group is one piece of work.

mod chunk;
mod codes;
mod packed;

use crate::arrow_column;
use crate::batch::{Batch, Origin, Rows};
use crate::error::{Cause, Error, Place, Result};
use crate::guard::guarded;
use crate::table::DataFile;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use codes::Codes;
use evenhand_core::ColumnKind;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Compression;
use parquet::file::metadata::ColumnChunkMetaData;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows decoded at a time: small enough for the codes of a batch to stay in the cache.
const BATCH: usize = 16_384;

/// A Parquet file whose footer was read.
#[derive(Clone, Debug)]
pub(crate) struct Footer {
    metadata: ArrowReaderMetadata,
}

fn damaged(place: Place, source: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Damaged {
        place,
        source: Box::new(source),
    }
}

impl Footer {
    /// Reads the footer of a file.
    pub fn read(path: &Path, name: &str) -> Result<Self> {
        let file = open(path)?;
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = guarded(|| ArrowReaderMetadata::load(&file, options))
            .map_err(|source| damaged(Place::file(name), source))?
            .map_err(|source| damaged(Place::file(name), source))?;
        unpackable(&metadata, name)?;
        Ok(Self { metadata })
    }

    /// Names and kinds of the columns.
    pub fn columns(&self) -> Vec<(String, ColumnKind)> {
        let fields = self.metadata.schema().fields();
        fields
            .iter()
            .map(|field| (field.name().clone(), arrow_column::kind(field.data_type())))
            .collect()
    }

    /// Rows of each row group.
    pub fn rows(&self) -> Vec<u64> {
        self.metadata
            .metadata()
            .row_groups()
            .iter()
            .map(|group| u64::try_from(group.num_rows()).unwrap_or(0))
            .collect()
    }

    /// The file with its texts read as dictionaries, except for columns in `wide`.
    pub fn with_dictionaries(&self, wide: &[usize], name: &str) -> Result<ArrowReaderMetadata> {
        let hint = hint(self.metadata.schema(), wide);
        let options = ArrowReaderOptions::new()
            .with_skip_arrow_metadata(true)
            .with_schema(hint);
        ArrowReaderMetadata::try_new(self.metadata.metadata().clone(), options)
            .map_err(|source| damaged(Place::file(name), source))
    }
}

/// Refuses packings that this build cannot unpack.
fn unpackable(metadata: &ArrowReaderMetadata, name: &str) -> Result<()> {
    let groups = metadata.metadata().row_groups().iter();
    let foreign = groups
        .flat_map(|group| group.columns())
        .map(ColumnChunkMetaData::compression)
        .find(|codec| {
            !matches!(
                codec,
                Compression::UNCOMPRESSED
                    | Compression::SNAPPY
                    | Compression::GZIP(_)
                    | Compression::ZSTD(_)
            )
        });
    match foreign {
        None => Ok(()),
        Some(codec) => Err(Error::WrongFormat {
            file: name.to_owned(),
            found: format!("Parquet packed with {codec}"),
            help: "write it with zstd, snappy or gzip".to_owned(),
        }),
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|source| Error::Io {
        path: path.to_owned(),
        source,
    })
}

fn hint(schema: &SchemaRef, wide: &[usize]) -> SchemaRef {
    let fields: Vec<Field> = schema
        .fields()
        .iter()
        .enumerate()
        .map(|(i, field)| {
            let text = matches!(
                field.data_type(),
                DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary
            );
            let hinted = if !text {
                field.data_type().clone()
            } else if wide.contains(&i) {
                DataType::Utf8
            } else {
                DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
            };
            field.as_ref().clone().with_data_type(hinted)
        })
        .collect();
    Arc::new(Schema::new(fields))
}

/// Columns that are read as codes, by their position in the file.
type Coded = Vec<(usize, Codes)>;

/// A row group to read.
pub(crate) struct RowGroup<'a> {
    pub file: &'a DataFile,
    pub file_position: usize,
    pub first_row: u64,
    /// Row of the file at which the row group begins.
    pub first_in_file: u64,
    pub metadata: ArrowReaderMetadata,
    pub row_group: usize,
    /// Rows it has, as the footer says.
    pub rows: u64,
    /// For each wanted column its position in the file, or the text of every row.
    pub wanted: Vec<crate::table::Location>,
}

impl RowGroup<'_> {
    /// Reads the row group batch by batch.
    pub fn read(&self, take: &mut dyn FnMut(Batch) -> Result<()>) -> Result<()> {
        let mut positions: Vec<usize> = self.wanted.iter().filter_map(|w| w.position()).collect();
        positions.sort_unstable();
        positions.dedup();
        let failed = |source: Cause| Error::Damaged {
            place: self.culprit(&positions),
            source,
        };
        let (mut coded, through_arrow) = self.coded(&positions).map_err(failed)?;
        // Without any column the file still has rows.
        let mut batches = if coded.is_empty() || !through_arrow.is_empty() {
            Some(self.open(&through_arrow).map_err(failed)?)
        } else {
            None
        };
        let mut done = 0;
        while done < self.rows {
            let batch = match &mut batches {
                Some(batches) => match next_batch(batches).map_err(failed)? {
                    Some(batch) => Some(batch),
                    None => break,
                },
                None => None,
            };
            let most = BATCH.min((self.rows - done) as usize);
            let rows = batch.as_ref().map_or(most, RecordBatch::num_rows);
            let read = guarded(|| {
                let columns = coded.iter_mut().map(|(_, codes)| codes.read(rows));
                columns.collect::<Result<Vec<_>, Cause>>()
            });
            let read = read
                .map_err(|source| failed(source.into()))?
                .map_err(failed)?;
            if let Some(short) = read.iter().find(|column| column.len() < rows) {
                let message = format!(
                    "{} rows where the footer says {}",
                    done + short.len() as u64,
                    self.rows
                );
                return Err(failed(message.into()));
            }
            let columns = guarded(|| {
                let columns = self.wanted.iter().map(|location| {
                    location.column(rows, |position| {
                        if let Ok(at) = coded.binary_search_by_key(&position, |(p, _)| *p) {
                            return read.get(at).cloned();
                        }
                        let at = through_arrow.binary_search(&position).ok()?;
                        arrow_column::column(batch.as_ref()?.columns().get(at)?)
                    })
                });
                columns.collect::<Option<Vec<_>>>()
            })
            .map_err(|source| failed(source.into()))?
            .ok_or_else(|| Error::Nested {
                place: self.place(),
            })?;
            take(Batch {
                columns,
                first_row: self.first_row + done,
                origin: Origin {
                    file: self.file_position,
                    rows: Rows::Typed {
                        row_group: Some(self.row_group),
                        first: self.first_in_file + done,
                    },
                },
                kept: None,
                rows,
                lines: Vec::new(),
            })?;
            done += rows as u64;
        }
        if done != self.rows {
            let message = format!("{done} rows where the footer says {}", self.rows);
            return Err(failed(message.into()));
        }
        Ok(())
    }

    /// The columns that are read as codes, and the positions of the others.
    fn coded(&self, positions: &[usize]) -> Result<(Coded, Vec<usize>), Cause> {
        let file = Arc::new(File::open(&self.file.path)?);
        let (mut coded, mut others) = (Vec::new(), Vec::new());
        for position in positions {
            let open = || Codes::open(&file, &self.metadata, self.row_group, *position);
            match guarded(open)?? {
                Some(codes) => coded.push((*position, codes)),
                None => others.push(*position),
            }
        }
        Ok((coded, others))
    }

    fn open(&self, positions: &[usize]) -> Result<ParquetRecordBatchReader, Cause> {
        let schema = self.metadata.parquet_schema();
        let mask = ProjectionMask::roots(schema, positions.iter().copied());
        let file = File::open(&self.file.path)?;
        let metadata = self.metadata.clone();
        let reader = guarded(|| {
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata)
                .with_projection(mask)
                .with_row_groups(vec![self.row_group])
                .with_batch_size(BATCH)
                .build()
        })?;
        Ok(reader?)
    }

    fn place(&self) -> Place {
        Place {
            row_group: Some(self.row_group),
            ..Place::file(&self.file.name)
        }
    }

    /// The place of the first of these columns that cannot be read by itself.
    fn culprit(&self, positions: &[usize]) -> Place {
        let fails = |position: &&usize| {
            let Ok(mut batches) = self.open(&[**position]) else {
                return true;
            };
            loop {
                match next_batch(&mut batches) {
                    Ok(Some(_)) => {}
                    Ok(None) => return false,
                    Err(_) => return true,
                }
            }
        };
        match positions
            .iter()
            .find(fails)
            .and_then(|p| self.file.names.get(*p))
        {
            Some(name) => self.place().column(name),
            None => self.place(),
        }
    }
}

fn next_batch(batches: &mut ParquetRecordBatchReader) -> Result<Option<RecordBatch>, Cause> {
    Ok(guarded(|| batches.next())?.transpose()?)
}
