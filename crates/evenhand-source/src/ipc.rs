//! Arrow IPC files (Feather) and streams.

mod claims;

use crate::error::{Error, Place, Result};
use crate::guard::guarded;
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::SchemaRef;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The record batches of a file or stream.
pub(crate) enum Batches {
    File(Box<FileReader<BufReader<File>>>),
    Stream(Box<StreamReader<BufReader<File>>>),
}

fn damaged(name: &str, source: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Damaged {
        place: Place::file(name),
        source: Box::new(source),
    }
}

impl Batches {
    /// Opens a file; `projection` takes columns by position.
    pub fn open(
        path: &Path,
        name: &str,
        stream: bool,
        projection: Option<Vec<usize>>,
    ) -> Result<Self> {
        let file = File::open(path).map_err(|source| Error::Io {
            path: path.to_owned(),
            source,
        })?;
        guarded(|| claims::check(&file, stream))
            .map_err(|source| damaged(name, source))?
            .map_err(|source| damaged(name, source))?;
        let opened = guarded(|| {
            if stream {
                StreamReader::try_new_buffered(file, projection).map(|r| Self::Stream(Box::new(r)))
            } else {
                FileReader::try_new_buffered(file, projection).map(|r| Self::File(Box::new(r)))
            }
        });
        opened
            .map_err(|source| damaged(name, source))?
            .map_err(|source| damaged(name, source))
    }

    /// The columns.
    pub fn schema(&self) -> SchemaRef {
        match self {
            Self::File(reader) => reader.schema(),
            Self::Stream(reader) => reader.schema(),
        }
    }

    /// The next batch.
    pub fn next_batch(&mut self, name: &str) -> Result<Option<RecordBatch>> {
        let next = guarded(|| match self {
            Self::File(reader) => reader.next(),
            Self::Stream(reader) => reader.next(),
        });
        next.map_err(|source| damaged(name, source))?
            .transpose()
            .map_err(|source| damaged(name, source))
    }
}
