use crate::error::{Error, Result};
use crate::source::FileRecord;
use crate::table::DataFile;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs::File;
use std::io::Read;

/// Size and SHA-256 of files.
pub(crate) fn records(files: &[&DataFile]) -> Result<Vec<FileRecord>> {
    files
        .par_iter()
        .map(|file| {
            let io = |source| Error::Io {
                path: file.path.clone(),
                source,
            };
            let mut reader = File::open(&file.path).map_err(io)?;
            let mut hash = Sha256::new();
            let mut buffer = vec![0; 1 << 17];
            loop {
                let read = reader.read(&mut buffer).map_err(io)?;
                if read == 0 {
                    break;
                }
                hash.update(&buffer[..read]);
            }
            let mut sha256 = String::with_capacity(64);
            for byte in hash.finalize() {
                // Writing to a text cannot fail.
                let _ = write!(sha256, "{byte:02x}");
            }
            Ok(FileRecord {
                bytes: file.bytes,
                path: file.name.clone(),
                sha256,
            })
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}
