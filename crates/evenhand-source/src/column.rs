use arrow_array::{Array, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use std::borrow::Cow;

/// A field of raw text: where it stands in the data of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: u32,
    pub len: u32,
}

impl Span {
    /// The missing field.
    pub const MISSING: Self = Self {
        start: u32::MAX,
        len: 0,
    };

    pub fn is_missing(self) -> bool {
        self.start == u32::MAX
    }
}

/// Row number that means "no row" when columns are gathered.
pub(crate) const NO_ROW: u32 = u32::MAX;

/// A column of a batch of rows, decoded as far as the file's own form says.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// Texts by their position in a dictionary.
    Coded {
        keys: ScalarBuffer<i32>,
        nulls: Option<NullBuffer>,
        values: StringArray,
    },
    /// Raw fields.
    Text { spans: Vec<Span>, data: Buffer },
    /// Whole numbers that fit a byte.
    Tiny {
        values: ScalarBuffer<i8>,
        nulls: Option<NullBuffer>,
    },
    /// Whole numbers.
    Whole {
        values: ScalarBuffer<i64>,
        nulls: Option<NullBuffer>,
    },
    /// Decimal numbers.
    Decimal {
        values: ScalarBuffer<f64>,
        nulls: Option<NullBuffer>,
    },
    /// Truth values.
    Truth {
        values: BooleanBuffer,
        nulls: Option<NullBuffer>,
    },
}

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Missing,
    Text(&'a str),
    Whole(i64),
    Decimal(f64),
    Truth(bool),
}

impl<'a> Value<'a> {
    /// The text form: what stands in a CSV file of the same data.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Missing => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Decimal(number) => Some(Cow::Owned(decimal_text(number))),
            Self::Truth(value) => Some(Cow::Borrowed(if value { "true" } else { "false" })),
        }
    }
}

/// The shortest text of a number; the two zeros are one.
pub(crate) fn decimal_text(number: f64) -> String {
    (number + 0.0).to_string()
}

fn valid(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

impl Column {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Coded { keys, .. } => keys.len(),
            Self::Text { spans, .. } => spans.len(),
            Self::Tiny { values, .. } => values.len(),
            Self::Whole { values, .. } => values.len(),
            Self::Decimal { values, .. } => values.len(),
            Self::Truth { values, .. } => values.len(),
        }
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> Value<'_> {
        match self {
            Self::Coded {
                keys,
                nulls,
                values,
            } => {
                if !valid(nulls.as_ref(), row) {
                    return Value::Missing;
                }
                dictionary_value(values, keys[row]).map_or(Value::Missing, Value::Text)
            }
            Self::Text { spans, data } => {
                field(spans[row], data).map_or(Value::Missing, Value::Text)
            }
            Self::Tiny { values, nulls } if valid(nulls.as_ref(), row) => {
                Value::Whole(i64::from(values[row]))
            }
            Self::Whole { values, nulls } if valid(nulls.as_ref(), row) => {
                Value::Whole(values[row])
            }
            Self::Decimal { values, nulls } if valid(nulls.as_ref(), row) => {
                Value::Decimal(values[row])
            }
            Self::Truth { values, nulls } if valid(nulls.as_ref(), row) => {
                Value::Truth(values.value(row))
            }
            _ => Value::Missing,
        }
    }

    /// The rows of these numbers; [`NO_ROW`] becomes a missing value.
    pub fn take(&self, rows: &[u32]) -> Self {
        let nulls_of = |nulls: Option<&NullBuffer>| -> Option<NullBuffer> {
            let any = nulls.is_some() || rows.contains(&NO_ROW);
            any.then(|| {
                rows.iter()
                    .map(|&row| row != NO_ROW && valid(nulls, row as usize))
                    .collect::<BooleanBuffer>()
                    .into()
            })
        };
        match self {
            Self::Coded {
                keys,
                nulls,
                values,
            } => Self::Coded {
                keys: gather(keys, rows),
                nulls: nulls_of(nulls.as_ref()),
                values: values.clone(),
            },
            Self::Text { spans, data } => Self::Text {
                spans: rows
                    .iter()
                    .map(|&row| spans.get(row as usize).copied().unwrap_or(Span::MISSING))
                    .collect(),
                data: data.clone(),
            },
            Self::Tiny { values, nulls } => Self::Tiny {
                values: gather(values, rows),
                nulls: nulls_of(nulls.as_ref()),
            },
            Self::Whole { values, nulls } => Self::Whole {
                values: gather(values, rows),
                nulls: nulls_of(nulls.as_ref()),
            },
            Self::Decimal { values, nulls } => Self::Decimal {
                values: gather(values, rows),
                nulls: nulls_of(nulls.as_ref()),
            },
            Self::Truth { values, nulls } => Self::Truth {
                values: rows
                    .iter()
                    .map(|&row| row != NO_ROW && values.value(row as usize))
                    .collect(),
                nulls: nulls_of(nulls.as_ref()),
            },
        }
    }

    /// The same text in every row, or nothing.
    pub fn constant(text: Option<&str>, rows: usize) -> Self {
        Self::Coded {
            keys: vec![0; rows].into(),
            nulls: text.is_none().then(|| NullBuffer::new_null(rows)),
            values: StringArray::from(vec![text.unwrap_or_default()]),
        }
    }
}

fn gather<T: arrow_buffer::ArrowNativeType>(values: &[T], rows: &[u32]) -> ScalarBuffer<T> {
    rows.iter()
        .map(|&row| values.get(row as usize).copied().unwrap_or_default())
        .collect()
}

/// The text of a field.
pub(crate) fn field(span: Span, data: &[u8]) -> Option<&str> {
    let bytes = field_bytes(span, data)?;
    std::str::from_utf8(bytes).ok()
}

/// The bytes of a field.
pub(crate) fn field_bytes(span: Span, data: &[u8]) -> Option<&[u8]> {
    if span.is_missing() {
        return None;
    }
    let start = span.start as usize;
    data.get(start..start + span.len as usize)
}

/// The text of a dictionary key, if it points at one.
pub(crate) fn dictionary_value(values: &StringArray, key: i32) -> Option<&str> {
    let key = usize::try_from(key).ok()?;
    (key < values.len() && values.is_valid(key)).then(|| values.value(key))
}
