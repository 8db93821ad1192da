use crate::error::{Error, Result};
use crate::format::Packing;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a text file, unpacked as they are read.
pub(crate) struct Bytes {
    reader: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Bytes {
    /// Opens a file.
    pub fn open(path: &Path, packing: Packing) -> Result<Self> {
        let file = File::open(path).map_err(|source| Error::Io {
            path: path.to_owned(),
            source,
        })?;
        let taken = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            file,
            taken: taken.clone(),
        };
        let reader: Box<dyn Read + Send> = match packing {
            Packing::Plain => Box::new(counted),
            Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(
                BufReader::with_capacity(1 << 16, counted),
            )),
            Packing::Zstd => Box::new(zstd::Decoder::new(counted).map_err(|source| Error::Io {
                path: path.to_owned(),
                source,
            })?),
        };
        Ok(Self { reader, taken })
    }

    /// Bytes read from the file so far, as it is packed.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Appends up to `wanted` bytes; fewer only at the end.
    pub fn fill(&mut self, buffer: &mut Vec<u8>, wanted: usize) -> std::io::Result<usize> {
        let reader = &mut self.reader;
        reader.take(wanted as u64).read_to_end(buffer)
    }
}

struct Counted {
    file: File,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
