//! Units hashed into blocks.

use crate::column::{Column, Value, decimal_text, dictionary_value, field_bytes};
use arrow_array::Array;
use xxhash_rust::xxh3::xxh3_64;

/// Blocks that units are hashed into.
const BLOCKS: u64 = 64;

/// Hash of the text form of every row's unit; rows without one hash as `(missing)`.
///
/// Returns how many units are missing.
pub(crate) fn hashes(column: &Column, out: &mut Vec<u64>) -> u64 {
    out.clear();
    let absent = absent();
    let mut missing = 0;
    let mut digits = Digits::default();
    match column {
        Column::Coded {
            keys,
            nulls,
            values,
        } if values.len() < keys.len() => {
            let known: Vec<u64> = (0..values.len())
                .map(|key| {
                    dictionary_value(values, key as i32)
                        .map_or(absent, |text| xxh3_64(text.as_bytes()))
                })
                .collect();
            for (row, key) in keys.iter().enumerate() {
                let valid = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
                let hash = known.get(*key as usize).filter(|_| valid);
                missing += u64::from(hash.is_none());
                out.push(hash.copied().unwrap_or(absent));
            }
        }
        Column::Text { spans, data } => {
            for span in spans {
                out.push(match field_bytes(*span, data) {
                    Some(bytes) => xxh3_64(bytes),
                    None => {
                        missing += 1;
                        absent
                    }
                });
            }
        }
        _ => {
            for row in 0..column.len() {
                out.push(match column.value(row) {
                    Value::Whole(number) => xxh3_64(digits.write(number)),
                    Value::Text(text) => xxh3_64(text.as_bytes()),
                    Value::Decimal(number) => xxh3_64(decimal_text(number).as_bytes()),
                    Value::Truth(truth) => {
                        xxh3_64(if truth { b"true".as_slice() } else { b"false" })
                    }
                    Value::Missing => {
                        missing += 1;
                        absent
                    }
                });
            }
        }
    }
    missing
}

/// Hash of a row without a unit.
pub(crate) fn absent() -> u64 {
    xxh3_64(evenhand_core::MISSING.as_bytes())
}

/// Block of a hash.
pub(crate) fn block(hash: u64) -> u32 {
    (hash % BLOCKS) as u32
}

/// A whole number in decimal, without an allocation.
#[derive(Default)]
struct Digits([u8; 20]);

impl Digits {
    fn write(&mut self, number: i64) -> &[u8] {
        let mut rest = number.unsigned_abs();
        let mut at = self.0.len();
        loop {
            at -= 1;
            self.0[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            at -= 1;
            self.0[at] = b'-';
        }
        &self.0[at..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrow_column::texts;

    #[test]
    fn a_whole_number_hashes_as_its_text() {
        let numbers = [0, 7, -7, 1_234_567_890_123, i64::MAX, i64::MIN];
        let whole = Column::Whole {
            values: numbers.to_vec().into(),
            nulls: None,
        };
        let text = texts(numbers.iter().map(|number| Some(number.to_string())));
        let (mut a, mut b) = (Vec::new(), Vec::new());
        assert_eq!(hashes(&whole, &mut a), 0);
        assert_eq!(hashes(&text, &mut b), 0);
        assert_eq!(a, b);
    }
}
