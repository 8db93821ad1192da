use crate::error::Cause;
use bytes::{Buf, Bytes, buf::Reader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Bytes of a column of a row group up to which they are read at once.
const MOST: u64 = 1 << 24;

/// The bytes of one column of one row group, read at once: page by page, the head of every page is read twice, in more calls
/// than there are pages.
pub(super) struct Chunk {
    bytes: Bytes,
    /// Where in the file they begin.
    start: u64,
}

impl Chunk {
    /// Reads a column of a row group; `None` where it is better read page by page.
    pub fn read(mut file: &File, column: &ColumnChunkMetaData) -> Result<Option<Self>, Cause> {
        let (start, length) = column.byte_range();
        if length > MOST {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(length as usize);
        file.seek(SeekFrom::Start(start))?;
        file.take(length).read_to_end(&mut bytes)?;
        Ok(Some(Self {
            bytes: bytes.into(),
            start,
        }))
    }

    /// Where a place in the file is among the bytes.
    fn place(&self, start: u64) -> Result<usize> {
        let place = start.checked_sub(self.start);
        place
            .map(|place| place as usize)
            .filter(|place| *place <= self.bytes.len())
            .ok_or_else(|| ParquetError::EOF(format!("{start} is beyond the column")))
    }
}

impl Length for Chunk {
    fn len(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl ChunkReader for Chunk {
    type T = Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(self.bytes.slice(self.place(start)?..).reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let first = self.place(start)?;
        let end = first
            .checked_add(length)
            .filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| {
            ParquetError::EOF(format!("{length} bytes at {start} are beyond the column"))
        })?;
        Ok(self.bytes.slice(first..end))
    }
}
