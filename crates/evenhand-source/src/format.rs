use crate::error::{Error, Result};
use std::path::Path;

/// What a file is, judged by its first bytes and, for text, its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    NdJson,
    Parquet,
    ArrowFile,
    ArrowStream,
}

/// How a text file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// The packing that begins like this.
    pub fn of(head: &[u8]) -> Self {
        if head.starts_with(&[0x1f, 0x8b]) {
            Self::Gzip
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Self::Zstd
        } else {
            Self::Plain
        }
    }
}

/// Endings of files that are picked up from a folder.
pub(crate) const ENDINGS: [&str; 13] = [
    "csv", "tsv", "txt", "data", "parquet", "pq", "arrow", "arrows", "ipc", "feather", "ndjson",
    "jsonl", "json",
];

/// The ending of a name in lower case, without the one of its packing.
pub(crate) fn ending(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let name = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(&name);
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_owned())
        .unwrap_or_default()
}

/// What a file is.
///
/// `head` are its first bytes, unpacked.
pub(crate) fn detect(file: &str, path: &Path, head: &[u8]) -> Result<Format> {
    if head.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if head.starts_with(b"ARROW1") {
        return Ok(Format::ArrowFile);
    }
    if head.starts_with(&[0xff, 0xff, 0xff, 0xff]) {
        return Ok(Format::ArrowStream);
    }
    let wrong = |found: &str, help: &str| {
        Err(Error::WrongFormat {
            file: file.to_owned(),
            found: found.to_owned(),
            help: help.to_owned(),
        })
    };
    for (magic, found, help) in FOREIGN {
        if head.starts_with(magic) {
            return wrong(found, help);
        }
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    let lower: Vec<u8> = text
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(16)
        .map(u8::to_ascii_lowercase)
        .collect();
    if lower.starts_with(b"<!doctype") || lower.starts_with(b"<html") || lower.starts_with(b"<?xml")
    {
        return wrong(
            "a web page or XML",
            "a download may have ended at a sign-in page; fetch the data again",
        );
    }
    let ending = ending(path);
    if matches!(ending.as_str(), "parquet" | "pq") {
        return wrong(
            "not Parquet, although its name says so",
            "it may be cut short or another format; export it again or rename it",
        );
    }
    if matches!(ending.as_str(), "arrow" | "arrows" | "ipc" | "feather") {
        return wrong(
            "no Arrow file, although its name says so",
            "it may be cut short, or Feather of version 1; export it again as Arrow IPC",
        );
    }
    if head.iter().take(512).filter(|byte| **byte == 0).count() > 0 {
        return wrong(
            "binary, or text in UTF-16",
            "export it as CSV in UTF-8 or as Parquet",
        );
    }
    let json = matches!(ending.as_str(), "ndjson" | "jsonl" | "json");
    match first {
        Some(b'{') if json || !matches!(ending.as_str(), "csv" | "tsv") => Ok(Format::NdJson),
        Some(b'[') if json => wrong(
            "one JSON array",
            "write one object per line, for example with `jq -c '.[]'`",
        ),
        _ if json && first.is_some() => wrong(
            "not NDJSON, although its name says so",
            "rename it, or write one object per line",
        ),
        _ if json => Ok(Format::NdJson),
        _ => Ok(Format::Csv),
    }
}

/// First bytes of what people hand over by mistake.
const FOREIGN: [(&[u8], &str, &str); 6] = [
    (
        b"PK\x03\x04",
        "a zip archive or a spreadsheet",
        "unpack it, or save the sheet as CSV in UTF-8",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old spreadsheet",
        "save the sheet as CSV in UTF-8",
    ),
    (
        b"\xff\xfe",
        "text in UTF-16",
        "convert it first: `iconv -f utf-16 -t utf-8`",
    ),
    (
        b"\xfe\xff",
        "text in UTF-16",
        "convert it first: `iconv -f utf-16 -t utf-8`",
    ),
    (b"SQLite format 3", "a database", "export the table as CSV"),
    (b"%PDF", "a PDF document", "export the table as CSV"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, head: &[u8]) -> Result<Format> {
        detect(name, Path::new(name), head)
    }

    #[test]
    fn the_first_bytes_outweigh_the_name() {
        assert_eq!(of("a.csv", b"PAR1....").unwrap(), Format::Parquet);
        assert_eq!(of("a.csv", b"a,b\n").unwrap(), Format::Csv);
        assert_eq!(of("a.jsonl", b"{\"a\":1}").unwrap(), Format::NdJson);
        assert!(of("a.parquet", b"<!DOCTYPE html>").is_err());
        assert!(of("a.parquet", b"a,b\n").is_err());
        assert!(of("a.json", b"[{}]").is_err());
        assert!(of("a.csv", b"\xff\xfea\0").is_err());
    }
}
