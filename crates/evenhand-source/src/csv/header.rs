use super::{Dialect, Fields, Problem, Records, quoted};
use crate::blocks::last_record_end;
use crate::column::field;
use crate::error::{Error, Place, Result};
use evenhand_core::CsvSpec;
use memchr::memchr;

/// Names of the columns, and where the rows begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub names: Vec<String>,
    /// Byte of the unpacked file at which the rows begin.
    pub start: u64,
}

/// Reads the names of the columns from the first bytes of a file.
pub(crate) fn read_header(
    file: &str,
    head: &[u8],
    complete: bool,
    spec: &CsvSpec,
    dialect: &Dialect,
) -> Result<Header> {
    let bom = if head.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let mut start = bom;
    while head[start..].starts_with(b"\n") || head[start..].starts_with(b"\r\n") {
        start += 1;
    }
    let first = first_record(&head[start..], complete, dialect).ok_or_else(|| Error::LongLine {
        place: Place::file(file).line(1),
        limit: head.len(),
    })?;
    let has_header = spec.header.unwrap_or(spec.names.is_none());
    let width = fields(file, first, dialect)?;
    if width.is_empty() {
        return Err(Error::NoRows {
            file: file.to_owned(),
        });
    }
    let names = match &spec.names {
        Some(names) if names.len() == width.len() => names.clone(),
        Some(names) => {
            return Err(Error::Ragged {
                place: Place::file(file).line(1),
                expected: names.len(),
                found: width.len(),
            });
        }
        None if has_header => width,
        None => (1..=width.len()).map(|i| format!("column_{i}")).collect(),
    };
    let end = if has_header {
        start + first.len()
    } else {
        start
    };
    Ok(Header {
        names: names
            .into_iter()
            .enumerate()
            .map(|(i, name)| {
                let name = name.trim();
                if name.is_empty() {
                    format!("column_{}", i + 1)
                } else {
                    name.to_owned()
                }
            })
            .collect(),
        start: end as u64,
    })
}

/// The first record, line end included.
fn first_record<'a>(text: &'a [u8], complete: bool, dialect: &Dialect) -> Option<&'a [u8]> {
    let mut from = 0;
    while let Some(length) = memchr(b'\n', &text[from..]) {
        from += length + 1;
        if let Some(end) = last_record_end(&text[..from], Some(dialect)) {
            return Some(&text[..end]);
        }
    }
    complete.then_some(text)
}

fn fields(file: &str, record: &[u8], dialect: &Dialect) -> Result<Vec<String>> {
    let mut text = record.to_vec();
    if std::str::from_utf8(&text).is_err() {
        return Err(Error::NotUtf8 {
            place: Place::file(file).line(1),
        });
    }
    // Wide enough for any header: the spans of a field that is not there stay empty.
    let width = record.len() + 1;
    let fields = Fields::new(
        width,
        &(0..width.min(usize::from(u16::MAX))).collect::<Vec<_>>(),
    );
    let no_missing = Dialect {
        missing: Vec::new(),
        ..dialect.clone()
    };
    let mut records = Records {
        dialect: &no_missing,
        fields: &fields,
        spans: vec![Vec::new(); width],
        starts: Vec::new(),
        field: 0,
    };
    match quoted::parse(&mut text, &mut records) {
        Err(Problem::Quote { problem, .. }) => Err(Error::Quote {
            place: Place::file(file).line(1),
            problem,
        }),
        Ok(()) | Err(Problem::Ragged { .. }) => Ok(records
            .spans
            .iter()
            .filter_map(|spans| spans.first())
            .map(|span| field(*span, &text).unwrap_or_default().to_owned())
            .collect()),
    }
}
