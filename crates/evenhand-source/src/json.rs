//! One JSON object per line.

use crate::batch::Rows;
use crate::column::{Column, Span};
use crate::csv::{Dialect, Parsed, line_hashes};
use crate::error::{Error, Place, Result};
use crate::table::DataFile;
use arrow_buffer::Buffer;
use evenhand_core::ColumnKind;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

/// A value of an object.
enum Scalar {
    Missing,
    Text(String),
    Nested,
}

/// Keys of the first lines, in order of appearance.
pub(crate) fn keys(file: &str, head: &[u8], complete: bool) -> Result<Vec<(String, ColumnKind)>> {
    let mut found: Vec<(String, ColumnKind)> = Vec::new();
    let mut line_number = 0;
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        line_number += 1;
        if !complete && !line.ends_with(b"\n") {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        object(line, &mut |key, value| {
            let kind = if matches!(value, Scalar::Nested) {
                ColumnKind::Nested
            } else {
                ColumnKind::Untyped
            };
            match found.iter_mut().find(|(name, _)| name == key) {
                Some((_, known)) if kind == ColumnKind::Nested => *known = kind,
                Some(_) => {}
                None => found.push((key.to_owned(), kind)),
            }
        })
        .map_err(|problem| Error::NotJson {
            place: Place::file(file).line(line_number),
            problem,
        })?;
    }
    Ok(found)
}

/// Cuts a block of whole lines into columns.
pub(crate) fn parse(
    mut text: Vec<u8>,
    offset: u64,
    file: &DataFile,
    dialect: &Dialect,
    wanted: &[&str],
    hash_lines: bool,
) -> Result<Parsed> {
    let slots: HashMap<&str, usize> = wanted.iter().enumerate().map(|(i, k)| (*k, i)).collect();
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); wanted.len()];
    let mut starts = Vec::new();
    let end = text.len();
    let mut arena: Vec<u8> = Vec::new();
    let mut at = 0;
    while at < end {
        let next = memchr::memchr(b'\n', &text[at..end]).map_or(end, |length| at + length + 1);
        let line = &text[at..next];
        if line.trim_ascii().is_empty() {
            at = next;
            continue;
        }
        let row = starts.len();
        starts.push(at as u32);
        let mut nested = None;
        let result = object(line, &mut |key, value| {
            let Some(&slot) = slots.get(key) else { return };
            let span = match value {
                Scalar::Missing => Span::MISSING,
                Scalar::Nested => {
                    nested.get_or_insert(slot);
                    Span::MISSING
                }
                Scalar::Text(value) if dialect.is_missing(value.as_bytes()) => Span::MISSING,
                Scalar::Text(value) => {
                    let start = end + arena.len();
                    arena.extend_from_slice(value.as_bytes());
                    Span {
                        start: start as u32,
                        len: value.len() as u32,
                    }
                }
            };
            let column = &mut spans[slot];
            column.truncate(row);
            column.push(span);
        });
        let place = || -> Result<Place> {
            Ok(Place::file(&file.name).line(file.line_of(offset + at as u64)?))
        };
        if let Err(problem) = result {
            if std::str::from_utf8(line).is_err() {
                return Err(Error::NotUtf8 { place: place()? });
            }
            return Err(Error::NotJson {
                place: place()?,
                problem,
            });
        }
        if let Some(slot) = nested {
            return Err(Error::Nested {
                place: place()?.column(wanted[slot]),
            });
        }
        for column in &mut spans {
            column.resize(row + 1, Span::MISSING);
        }
        at = next;
    }
    let lines = if hash_lines {
        line_hashes(&text, &starts)
    } else {
        Vec::new()
    };
    text.append(&mut arena);
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

/// Goes through the keys of one object.
fn object(line: &[u8], see: &mut dyn FnMut(&str, Scalar)) -> Result<(), String> {
    let mut deserializer = serde_json::Deserializer::from_slice(line);
    deserializer
        .deserialize_map(Object { see })
        .and_then(|()| deserializer.end())
        .map_err(|error| {
            let text = error.to_string();
            match text.split_once(" at line ") {
                Some((problem, _)) => format!("{problem}, column {}", error.column()),
                None => text,
            }
        })
}

struct Object<'a> {
    see: &'a mut dyn FnMut(&str, Scalar),
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object in braces")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let value = map.next_value_seed(ScalarSeed)?;
            (self.see)(&key, value);
        }
        Ok(())
    }
}

struct ScalarSeed;

impl<'de> DeserializeSeed<'de> for ScalarSeed {
    type Value = Scalar;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ScalarSeed {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Text(crate::column::decimal_text(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Missing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Value;
    use crate::format::{Format, Packing};

    #[test]
    fn keys_may_come_in_any_order_and_be_left_out() {
        let file = DataFile::test("t.ndjson", Format::NdJson, Packing::Plain);
        let text =
            "{\"a\":1,\"b\":\"x\"}\n\n{\"b\":null,\"c\":[1]}\n{\"b\":\"\\u00e9\",\"a\":true}\n";
        let parsed = parse(
            text.as_bytes().to_vec(),
            0,
            &file,
            &Dialect::default(),
            &["b", "a"],
            true,
        )
        .unwrap();
        assert_eq!(parsed.count, 3);
        let b: Vec<Value> = (0..3).map(|row| parsed.columns[0].value(row)).collect();
        assert_eq!(b, [Value::Text("x"), Value::Missing, Value::Text("é")]);
        let a: Vec<Value> = (0..3).map(|row| parsed.columns[1].value(row)).collect();
        assert_eq!(a, [Value::Text("1"), Value::Missing, Value::Text("true")]);
    }
}
