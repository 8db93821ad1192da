//! A feature, as one thread meets it and as all rows show it.

use crate::column::{Column, Value};
use crate::hash::FastMap;
use crate::number;
use crate::program::FeatureColumn;
use evenhand_core::{Dictionary, FeatureValues};
use std::sync::Arc;

/// The values of a feature in the rows that one thread has seen.
pub(super) struct Values {
    codes: FastMap<Box<str>, u32>,
    names: Dictionary,
    numbers: Vec<f64>,
    /// Whether every text so far is a number, where only the values can tell.
    numeric: bool,
    wanted: FeatureColumn,
}

impl Values {
    pub fn new(wanted: FeatureColumn) -> Self {
        Self {
            codes: FastMap::default(),
            names: Dictionary::default(),
            numbers: Vec::new(),
            numeric: wanted.categorical != Some(true),
            wanted,
        }
    }

    /// Whether nothing that was seen speaks against numbers.
    pub fn numeric(&self) -> bool {
        self.numeric
    }

    /// Adds the values of a batch.
    pub fn take(&mut self, columns: &[Column]) {
        let column = &columns[self.wanted.column];
        if self.wanted.categorical == Some(false) {
            self.numbers
                .extend((0..column.len()).map(|row| number(column.value(row))));
            return;
        }
        for row in 0..column.len() {
            let code = match column.value(row) {
                Value::Missing => Dictionary::MISSING,
                Value::Text(text) => self.code(text),
                // A number that is not one is a missing value, also where numbers are names.
                Value::Decimal(number) if number.is_nan() => Dictionary::MISSING,
                value => {
                    let text = value.text().unwrap_or_default();
                    self.code(&text)
                }
            };
            self.names.codes.push(code);
        }
    }

    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        self.numeric = self.numeric && number::parse(text, self.wanted.decimal_comma).is_some();
        let code = self.names.names.len() as u32;
        self.names.names.push(text.into());
        self.codes.insert(text.into(), code);
        code
    }

    /// The values as the kind that all rows together show.
    pub fn finish(self, numeric: bool) -> FeatureValues {
        if self.wanted.categorical == Some(false) {
            return FeatureValues::Numbers(self.numbers);
        }
        if !numeric {
            return FeatureValues::Names(self.names);
        }
        let known = |name: &Arc<str>| {
            number::parse(name, self.wanted.decimal_comma).map_or(f64::NAN, finite)
        };
        let known: Vec<f64> = self.names.names.iter().map(known).collect();
        let of = |code: &u32| known.get(*code as usize).copied().unwrap_or(f64::NAN);
        FeatureValues::Numbers(self.names.codes.iter().map(of).collect())
    }
}

fn number(value: Value) -> f64 {
    match value {
        Value::Whole(number) => number as f64,
        Value::Decimal(number) => finite(number),
        Value::Truth(truth) => f64::from(u8::from(truth)),
        Value::Text(_) | Value::Missing => f64::NAN,
    }
}

/// A feature without an end is as good as missing: nothing is near it.
fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { f64::NAN }
}
