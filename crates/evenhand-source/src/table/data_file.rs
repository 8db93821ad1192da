use super::discovery::FoundFile;
use crate::bytes::Bytes;
use crate::column::Column;
use crate::csv::{Dialect, read_header};
use crate::error::{Error, Place, Result};
use crate::format::{Format, Packing, detect, ending};
use crate::ipc::Batches;
use crate::row_groups::Footer;
use crate::{arrow_column, json};
use evenhand_core::{ColumnKind, CsvSpec};
use std::path::PathBuf;

/// Bytes of a text file that are looked at to tell its columns.
const HEAD: usize = 1 << 20;

/// Where a column of the table comes from in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// A column of the file, by position.
    At(usize),
    /// The same value in every row, from the name of a folder.
    Always(Option<String>),
}

impl Location {
    /// Position in the file, if it is there.
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::At(position) => Some(*position),
            Self::Always(_) => None,
        }
    }

    /// The column of a batch of `rows` rows.
    pub fn column(
        &self,
        rows: usize,
        read: impl FnOnce(usize) -> Option<Column>,
    ) -> Option<Column> {
        match self {
            Self::At(position) => read(*position),
            Self::Always(text) => Some(Column::constant(text.as_deref(), rows)),
        }
    }
}

/// A file of a table.
#[derive(Clone, Debug)]
pub(crate) struct DataFile {
    /// Size on disk.
    pub bytes: u64,
    /// For each column of the table where it comes from.
    pub columns: Vec<Location>,
    /// How raw text is read.
    pub dialect: Dialect,
    /// Footer of a Parquet file.
    pub footer: Option<Footer>,
    pub format: Format,
    /// Names of the columns in the order of the file.
    pub names: Vec<String>,
    /// As the spec or the command line names it.
    pub name: String,
    pub packing: Packing,
    pub path: PathBuf,
    /// Byte at which the rows of a text file begin, unpacked.
    pub start: u64,
}

/// A file and its columns.
pub(super) struct Opened {
    pub columns: Vec<(String, ColumnKind)>,
    pub file: DataFile,
}

/// Looks into a file.
pub(super) fn open(found: FoundFile, csv: &CsvSpec) -> Result<Opened> {
    let FoundFile {
        partitions,
        name,
        path,
    } = found;
    let io = |source| Error::Io {
        path: path.clone(),
        source,
    };
    let bytes = std::fs::metadata(&path).map_err(io)?.len();
    let mut magic = Vec::new();
    Bytes::open(&path, Packing::Plain)?
        .fill(&mut magic, 8)
        .map_err(io)?;
    let packing = Packing::of(&magic);
    let mut head = Vec::new();
    let wanted = if magic.starts_with(b"PAR1") || magic.starts_with(b"ARROW1") {
        8
    } else {
        HEAD
    };
    Bytes::open(&path, packing)?
        .fill(&mut head, wanted)
        .map_err(|source| Error::Damaged {
            place: Place::file(&name),
            source: Box::new(source),
        })?;
    if head.is_empty() {
        return Err(Error::NoRows { file: name });
    }
    let complete = head.len() < wanted;
    let format = detect(&name, &path, &head)?;
    if packing != Packing::Plain && !matches!(format, Format::Csv | Format::NdJson) {
        return Err(Error::WrongFormat {
            file: name,
            found: "a packed Parquet or Arrow file".to_owned(),
            help: "unpack it first; those formats pack themselves".to_owned(),
        });
    }
    let mut file = DataFile {
        bytes,
        columns: Vec::new(),
        dialect: Dialect::default(),
        footer: None,
        format,
        names: Vec::new(),
        name,
        packing,
        path,
        start: 0,
    };
    let mut columns = match format {
        Format::Csv => {
            file.dialect = Dialect::of(csv, &ending(&file.path), &head)?;
            let header = read_header(&file.name, &head, complete, csv, &file.dialect)?;
            file.start = header.start;
            let untyped = |name| (name, ColumnKind::Untyped);
            header.names.into_iter().map(untyped).collect()
        }
        Format::NdJson => {
            file.dialect.missing = csv.missing.clone().unwrap_or_default();
            if head.starts_with(b"\xef\xbb\xbf") {
                file.start = 3;
            }
            json::keys(&file.name, &head[file.start as usize..], complete)?
        }
        Format::Parquet => {
            let footer = Footer::read(&file.path, &file.name)?;
            let columns = footer.columns();
            file.footer = Some(footer);
            columns
        }
        Format::ArrowFile | Format::ArrowStream => {
            let stream = format == Format::ArrowStream;
            let schema = Batches::open(&file.path, &file.name, stream, None)?.schema();
            let fields = schema.fields().iter();
            fields
                .map(|field| (field.name().clone(), arrow_column::kind(field.data_type())))
                .collect::<Vec<_>>()
        }
    };
    if columns.is_empty() {
        return Err(Error::NoRows { file: file.name });
    }
    file.names = columns.iter().map(|(name, _)| name.clone()).collect();
    file.columns = (0..columns.len()).map(Location::At).collect();
    for (key, value) in partitions {
        if columns.iter().all(|(name, _)| *name != key) {
            columns.push((key, ColumnKind::Untyped));
            file.columns.push(Location::Always(value));
        }
    }
    Ok(Opened { columns, file })
}

impl DataFile {
    /// Whether its rows are raw text.
    pub fn is_text(&self) -> bool {
        matches!(self.format, Format::Csv | Format::NdJson)
    }

    /// One-based line of a byte of the unpacked text.
    pub fn line_of(&self, offset: u64) -> Result<u64> {
        let mut bytes = Bytes::open(&self.path, self.packing)?;
        let mut left = offset;
        let mut line = 1;
        let mut buffer = Vec::new();
        while left > 0 {
            buffer.clear();
            let read = bytes
                .fill(&mut buffer, left.min(1 << 20) as usize)
                .map_err(|source| Error::Io {
                    path: self.path.clone(),
                    source,
                })?;
            if read == 0 {
                break;
            }
            line += memchr::memchr_iter(b'\n', &buffer).count() as u64;
            left -= read as u64;
        }
        Ok(line)
    }

    #[cfg(test)]
    pub fn test(name: &str, format: Format, packing: Packing) -> Self {
        Self {
            bytes: 0,
            columns: Vec::new(),
            dialect: Dialect::default(),
            footer: None,
            format,
            names: Vec::new(),
            name: name.to_owned(),
            packing,
            path: name.into(),
            start: 0,
        }
    }
}
