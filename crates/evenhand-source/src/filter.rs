//! The filter of the spec, over columns.

use crate::column::{Column, Value, dictionary_value};
use crate::number;
use arrow_array::Array;
use evenhand_core::{Comparison, Filter, Literal};
use std::cmp::Ordering;

/// Three-valued: a comparison with a missing value is neither true nor false.
type Truth = Option<bool>;

/// A filter whose columns are positions in a batch.
pub(crate) enum Condition {
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
    Compare(usize, Comparison, Literal),
    In(usize, Vec<Literal>),
    Missing(usize),
}

/// What a filter found in a batch.
pub(crate) struct Kept {
    /// Rows for which it holds.
    pub rows: Vec<u32>,
    /// Comparisons of a text with a number, which are not true.
    pub not_numbers: u64,
}

/// How the texts of a column are understood.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    pub decimal_comma: bool,
}

impl Condition {
    /// Resolves the columns of a filter.
    pub fn new(filter: &Filter, position: &dyn Fn(&str) -> Option<usize>) -> Result<Self, String> {
        let find = |column: &String| position(column).ok_or_else(|| column.clone());
        Ok(match filter {
            Filter::And(a, b) => Self::And(
                Box::new(Self::new(a, position)?),
                Box::new(Self::new(b, position)?),
            ),
            Filter::Or(a, b) => Self::Or(
                Box::new(Self::new(a, position)?),
                Box::new(Self::new(b, position)?),
            ),
            Filter::Not(inner) => Self::Not(Box::new(Self::new(inner, position)?)),
            Filter::Compare {
                column,
                comparison,
                literal,
            } => Self::Compare(find(column)?, *comparison, literal.clone()),
            Filter::In { column, literals } => Self::In(find(column)?, literals.clone()),
            Filter::Missing { column } => Self::Missing(find(column)?),
        })
    }

    /// The rows for which it holds.
    pub fn keep(&self, columns: &[Column], rows: usize, reading: Reading) -> Kept {
        let mut not_numbers = 0;
        let truths = self.truths(columns, rows, reading, &mut not_numbers);
        Kept {
            rows: truths
                .iter()
                .enumerate()
                .filter(|(_, truth)| **truth == Some(true))
                .map(|(row, _)| row as u32)
                .collect(),
            not_numbers,
        }
    }

    fn truths(
        &self,
        columns: &[Column],
        rows: usize,
        reading: Reading,
        not_numbers: &mut u64,
    ) -> Vec<Truth> {
        let mut pair = |a: &Self, b: &Self, join: fn(Truth, Truth) -> Truth| {
            let mut left = a.truths(columns, rows, reading, not_numbers);
            let right = b.truths(columns, rows, reading, not_numbers);
            for (left, right) in left.iter_mut().zip(right) {
                *left = join(*left, right);
            }
            left
        };
        match self {
            Self::And(a, b) => pair(a, b, and),
            Self::Or(a, b) => pair(a, b, |a, b| and(a.map(|t| !t), b.map(|t| !t)).map(|t| !t)),
            Self::Not(inner) => {
                let mut truths = inner.truths(columns, rows, reading, not_numbers);
                for truth in &mut truths {
                    *truth = truth.map(|t| !t);
                }
                truths
            }
            Self::Missing(column) => {
                let column = &columns[*column];
                (0..rows)
                    .map(|row| Some(column.value(row) == Value::Missing))
                    .collect()
            }
            Self::Compare(column, comparison, literal) => {
                each(&columns[*column], not_numbers, |value, not_numbers| {
                    compare(value, *comparison, literal, reading, not_numbers)
                })
            }
            Self::In(column, literals) => {
                each(&columns[*column], not_numbers, |value, not_numbers| {
                    let mut found = None;
                    for literal in literals {
                        let equal =
                            compare(value, Comparison::Equal, literal, reading, not_numbers);
                        if equal == Some(true) {
                            return equal;
                        }
                        found = found.or(equal);
                    }
                    found
                })
            }
        }
    }
}

fn and(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Judges every row, and each value of a dictionary only once.
fn each(
    column: &Column,
    not_numbers: &mut u64,
    mut judge: impl FnMut(Value, &mut u64) -> Truth,
) -> Vec<Truth> {
    if let Column::Coded {
        keys,
        nulls,
        values,
    } = column
        && values.len() < keys.len()
    {
        let judged: Vec<(Truth, u64)> = (0..values.len())
            .map(|key| {
                let mut refused = 0;
                let value =
                    dictionary_value(values, key as i32).map_or(Value::Missing, Value::Text);
                (judge(value, &mut refused), refused)
            })
            .collect();
        return keys
            .iter()
            .enumerate()
            .map(|(row, key)| {
                if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                    return None;
                }
                let (truth, refused) = judged.get(*key as usize).copied().unwrap_or((None, 0));
                *not_numbers += refused;
                truth
            })
            .collect();
    }
    (0..column.len())
        .map(|row| judge(column.value(row), not_numbers))
        .collect()
}

fn compare(
    value: Value,
    comparison: Comparison,
    literal: &Literal,
    reading: Reading,
    not_numbers: &mut u64,
) -> Truth {
    let order = match (value, literal) {
        (Value::Missing, _) => return None,
        (Value::Truth(truth), Literal::Boolean(wanted)) => truth.cmp(wanted),
        (Value::Truth(truth), Literal::Number(wanted)) => {
            numbers(f64::from(u8::from(truth)), *wanted)?
        }
        (Value::Whole(number), Literal::Number(wanted)) => numbers(number as f64, *wanted)?,
        (Value::Decimal(number), Literal::Number(wanted)) => numbers(number, *wanted)?,
        (Value::Whole(number), Literal::Boolean(wanted)) => {
            numbers(number as f64, f64::from(u8::from(*wanted)))?
        }
        (Value::Decimal(number), Literal::Boolean(wanted)) => {
            numbers(number, f64::from(u8::from(*wanted)))?
        }
        (Value::Text(text), Literal::Number(wanted)) => {
            let Some(number) = number::parse(text, reading.decimal_comma) else {
                *not_numbers += 1;
                return None;
            };
            numbers(number, *wanted)?
        }
        (Value::Text(text), Literal::Boolean(wanted)) => match text.trim() {
            "1" => true.cmp(wanted),
            "0" => false.cmp(wanted),
            word if word.eq_ignore_ascii_case("true") => true.cmp(wanted),
            word if word.eq_ignore_ascii_case("false") => false.cmp(wanted),
            _ => return None,
        },
        (value, Literal::Text(wanted)) => value.text()?.as_ref().cmp(wanted.as_str()),
    };
    Some(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::NotEqual => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
    })
}

/// NaN compares with nothing.
fn numbers(a: f64, b: f64) -> Option<Ordering> {
    a.partial_cmp(&b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrow_column::texts;

    fn kept(filter: &str, ages: &[Option<&str>]) -> Vec<u32> {
        let columns = [texts(ages.iter().copied())];
        let filter = Filter::parse(filter).unwrap();
        let condition = Condition::new(&filter, &|_| Some(0)).unwrap();
        let reading = Reading {
            decimal_comma: false,
        };
        condition.keep(&columns, ages.len(), reading).rows
    }

    #[test]
    fn a_missing_value_is_neither_equal_nor_unequal() {
        let ages = [Some("17"), None, Some("30"), Some("old")];
        assert_eq!(kept("age >= 18", &ages), [2]);
        assert_eq!(kept("not age >= 18", &ages), [0]);
        assert_eq!(kept("age is missing", &ages), [1]);
        assert_eq!(kept("age != '30'", &ages), [0, 3]);
        assert_eq!(kept("age in [17, 30]", &ages), [0, 2]);
        assert_eq!(kept("age < 18 or age is missing", &ages), [0, 1]);
    }
}
