//! Scores, weights and counts: columns of numbers.

use crate::column::{Column, Value};
use crate::number;
use crate::problem::{Kind, Problem};
use evenhand_core::{Count, FIXED_POINT_BITS};

/// A NaN of our own that stands for a missing value.
const MISSING_BITS: u64 = 0x7ff8_0000_dead_0001;

/// The number that stands for a missing value.
pub(crate) fn missing() -> f64 {
    f64::from_bits(MISSING_BITS)
}

/// Whether a number stands for a missing value.
pub(crate) fn is_missing(number: f64) -> bool {
    number.to_bits() == MISSING_BITS
}

/// Writes the number of every row; [`missing`] where there is none.
pub(crate) fn decode(
    column: &Column,
    name: &str,
    wanted: &'static str,
    decimal_comma: bool,
    out: &mut Vec<f64>,
) -> Result<(), Problem> {
    out.clear();
    if let Column::Decimal {
        values,
        nulls: None,
    } = column
    {
        out.extend_from_slice(values);
        return Ok(());
    }
    for row in 0..column.len() {
        out.push(match column.value(row) {
            Value::Missing => missing(),
            Value::Whole(number) => number as f64,
            Value::Decimal(number) => number,
            Value::Truth(truth) => f64::from(u8::from(truth)),
            Value::Text(text) => number::parse(text, decimal_comma).ok_or_else(|| Problem {
                column: name.to_owned(),
                kind: Kind::NotANumber(wanted),
                row,
                value: text.to_owned(),
            })?,
        });
    }
    Ok(())
}

/// A weight in fixed point: `None` unless it is finite and at least 0, and an error where it does not fit.
pub(crate) fn weight(number: f64) -> Option<Result<Count, Kind>> {
    if !(number.is_finite() && number >= 0.0) {
        return None;
    }
    let fixed = |value: f64| {
        let scaled = (value * (1_u64 << FIXED_POINT_BITS) as f64).round();
        (scaled < 1e38).then_some(scaled as i128)
    };
    Some(match (fixed(number), fixed(number * number)) {
        (Some(w), Some(w2)) => Ok(Count { n: 1, w, w2 }),
        _ => Err(Kind::Overflow),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_exact_in_fixed_point() {
        let one = weight(1.0).unwrap().unwrap();
        assert_eq!(one, Count::rows(1));
        let half = weight(0.5).unwrap().unwrap();
        assert_eq!((half.w, half.w2), (1 << 39, 1 << 38));
        assert!(weight(-1.0).is_none());
        assert!(weight(f64::NAN).is_none());
        assert!(weight(1e300).unwrap().is_err());
        assert!(weight(0.0).unwrap().unwrap().w == 0);
    }
}
