//! Values of an attribute, a slice or a stratum as codes.

mod rule;

pub(crate) use rule::LevelRule;

use crate::column::{Column, Value, dictionary_value, field};
use crate::hash::FastMap;
use crate::problem::{Kind, Problem};
use arrow_array::{Array, StringArray};
use std::sync::Arc;

/// More distinct values than this cannot name groups that are compared.
pub(crate) const MOST_GROUPS: usize = 1 << 16;
/// More distinct values than this cannot name strata.
pub(crate) const MOST_STRATA: usize = 1 << 20;
/// Values of a dictionary up to which all are named, whether a row holds them or not.
const SMALL_DICTIONARY: usize = 1 << 10;
/// Dictionaries of fewer values are looked up in a table that has a place for every key.
const TABLE: usize = 256;
/// Values whose code is remembered, so that a rule is applied once.
const REMEMBERED: usize = 1 << 16;
/// Code of a value that no rule accepts.
const REFUSED: u32 = u32::MAX;
/// Place of a byte value whose code is not known yet.
const UNKNOWN: u32 = u32::MAX - 1;

/// The levels of one dimension, as one thread meets them.
pub(crate) struct Levels {
    bytes: Box<[u32; 256]>,
    codes: FastMap<Arc<str>, u32>,
    decimals: FastMap<u64, u32>,
    dictionary: Option<(StringArray, Vec<u32>)>,
    /// Names by code.
    pub names: Vec<Arc<str>>,
    missing: u32,
    /// What the values are, as far as they are numbers.
    pub numbers: Numbers,
    pub rule: Arc<LevelRule>,
    texts: FastMap<Box<str>, u32>,
    wholes: FastMap<i64, u32>,
}

/// A column of few values.
pub(crate) struct Few<'a> {
    /// What each key stands for.
    pub codes: &'a [u32],
    /// The key of every row.
    pub keys: &'a [i32],
    /// Codes that there are by now.
    pub levels: usize,
}

/// What was seen of values that are numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers {
    /// Whether there were so many that they are no longer told apart.
    pub flooded: bool,
    pub max: f64,
    pub min: f64,
    /// Whether a value was no number.
    pub others: bool,
}

impl Numbers {
    fn none() -> Self {
        Self {
            flooded: false,
            max: f64::NEG_INFINITY,
            min: f64::INFINITY,
            others: false,
        }
    }

    fn see(&mut self, number: f64) {
        if number.is_finite() {
            self.min = self.min.min(number);
            self.max = self.max.max(number);
        }
    }

    /// What both saw.
    pub fn and(self, other: Self) -> Self {
        Self {
            flooded: self.flooded || other.flooded,
            max: self.max.max(other.max),
            min: self.min.min(other.min),
            others: self.others || other.others,
        }
    }
}

impl Levels {
    pub fn new(rule: Arc<LevelRule>) -> Self {
        let mut levels = Self {
            bytes: Box::new([UNKNOWN; 256]),
            codes: FastMap::default(),
            decimals: FastMap::default(),
            dictionary: None,
            names: Vec::new(),
            missing: 0,
            numbers: Numbers::none(),
            rule,
            texts: FastMap::default(),
            wholes: FastMap::default(),
        };
        levels.missing = levels.code_of_name(evenhand_core::MISSING);
        levels
    }

    fn code_of_name(&mut self, name: &str) -> u32 {
        if let Some(code) = self.codes.get(name) {
            return *code;
        }
        let name: Arc<str> = name.into();
        let code = self.names.len() as u32;
        self.names.push(name.clone());
        self.codes.insert(name, code);
        code
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(code) = self.texts.get(text) {
            return *code;
        }
        let rule = self.rule.clone();
        let code = match rule.of_text(text, &mut self.numbers) {
            Some(name) => self.limited(&name),
            None => REFUSED,
        };
        if self.texts.len() < REMEMBERED {
            self.texts.insert(text.into(), code);
        }
        code
    }

    fn number(&mut self, number: f64, text: impl FnOnce() -> String) -> u32 {
        self.numbers.see(number);
        let rule = self.rule.clone();
        self.limited(&rule.of_number(number, text))
    }

    /// The code of a name, unless there are too many.
    fn limited(&mut self, name: &str) -> u32 {
        let numeric = self.rule.is_bare_number(!self.numbers.others);
        if (numeric && self.names.len() > 4096 || self.numbers.flooded)
            && !self.codes.contains_key(name)
        {
            self.numbers.flooded = true;
            return self.missing;
        }
        self.code_of_name(name)
    }

    fn whole(&mut self, number: i64) -> u32 {
        if let Some(code) = self.wholes.get(&number) {
            return *code;
        }
        let code = self.number(number as f64, || number.to_string());
        if self.wholes.len() < REMEMBERED {
            self.wholes.insert(number, code);
        }
        code
    }

    fn decimal(&mut self, number: f64) -> u32 {
        if let Some(code) = self.decimals.get(&number.to_bits()) {
            return *code;
        }
        let code = self.number(number, || crate::column::decimal_text(number));
        if self.decimals.len() < REMEMBERED {
            self.decimals.insert(number.to_bits(), code);
        }
        code
    }

    /// Codes of a dictionary, remembered as long as it stays the same.
    fn dictionary(&mut self, values: &StringArray) -> Vec<u32> {
        if let Some((known, codes)) = self.dictionary.take()
            && known.len() == values.len()
            && known.values().as_ptr() == values.values().as_ptr()
            && known.offsets().ptr_eq(values.offsets())
        {
            self.dictionary = Some((known, Vec::new()));
            return codes;
        }
        self.dictionary = Some((values.clone(), Vec::new()));
        (0..values.len())
            .map(|key| match dictionary_value(values, key as i32) {
                Some(text) => self.text(text),
                None => self.missing,
            })
            .collect()
    }

    /// A column whose rows all have one of a few keys that are accepted.
    pub fn few<'a>(&'a mut self, column: &'a Column) -> Option<Few<'a>> {
        let Column::Coded {
            keys,
            nulls: None,
            values,
        } = column
        else {
            return None;
        };
        if values.is_empty() || values.len() >= TABLE {
            return None;
        }
        let codes = self.dictionary(values);
        let accepted = !codes.contains(&REFUSED) && !self.are_too_many();
        let (_, kept) = self.dictionary.as_mut()?;
        *kept = codes;
        accepted.then_some(Few {
            codes: kept,
            keys,
            levels: self.names.len(),
        })
    }

    /// One name stands for what is missing.
    fn are_too_many(&self) -> bool {
        self.names.len() > self.rule.most + 1
    }

    /// Writes the code of every row.
    pub fn encode(&mut self, column: &Column, out: &mut Vec<u32>) -> Result<(), Problem> {
        out.clear();
        let mut refused = false;
        match column {
            Column::Coded {
                keys,
                nulls,
                values,
            } if values.len() > SMALL_DICTIONARY => {
                // A filter may have left few rows: only what they hold names groups.
                let mut codes = vec![UNKNOWN; values.len()];
                for (row, key) in keys.iter().enumerate() {
                    let valid = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
                    let code = match codes.get(*key as usize).copied() {
                        Some(UNKNOWN) => dictionary_value(values, *key)
                            .map_or(self.missing, |text| self.text(text)),
                        Some(code) => code,
                        None => self.missing,
                    };
                    if valid && let Some(known) = codes.get_mut(*key as usize) {
                        *known = code;
                    }
                    let code = if valid { code } else { self.missing };
                    refused |= code == REFUSED;
                    out.push(code);
                }
            }
            Column::Coded {
                keys,
                nulls,
                values,
            } => {
                let codes = self.dictionary(values);
                refused = codes.contains(&REFUSED);
                let missing = self.missing;
                match nulls {
                    None if codes.len() < TABLE => {
                        // Keys are of the dictionary, and every byte has a place: nothing need be asked of each.
                        let mut table = [missing; TABLE];
                        table[..codes.len()].copy_from_slice(&codes);
                        out.extend(keys.iter().map(|key| table[usize::from(*key as u8)]));
                    }
                    None => out.extend(
                        keys.iter()
                            .map(|key| codes.get(*key as usize).copied().unwrap_or(missing)),
                    ),
                    Some(nulls) => {
                        out.extend(keys.iter().zip(nulls.iter()).map(|(key, valid)| {
                            if valid {
                                codes.get(*key as usize).copied().unwrap_or(missing)
                            } else {
                                missing
                            }
                        }));
                    }
                }
                if let Some((_, kept)) = &mut self.dictionary {
                    *kept = codes;
                }
            }
            Column::Text { spans, data } => {
                for span in spans {
                    let code = match field(*span, data) {
                        Some(text) => self.text(text),
                        None => self.missing,
                    };
                    refused |= code == REFUSED;
                    out.push(code);
                }
            }
            Column::Tiny { values, nulls } => {
                for (row, value) in values.iter().enumerate() {
                    let valid = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
                    out.push(if valid {
                        self.byte(*value)
                    } else {
                        self.missing
                    });
                }
            }
            _ => {
                for row in 0..column.len() {
                    out.push(match column.value(row) {
                        Value::Whole(number) => self.whole(number),
                        Value::Decimal(number) => self.decimal(number),
                        Value::Truth(truth) => self.text(if truth { "true" } else { "false" }),
                        _ => self.missing,
                    });
                }
            }
        }
        if self.are_too_many() {
            let example = self.names.get(1).map(|name| name.to_string());
            let kind = Kind::TooManyLevels(self.rule.most);
            return Err(self.problem(0, example.unwrap_or_default(), kind));
        }
        if refused && let Some(row) = out.iter().position(|code| *code == REFUSED) {
            let value = column.value(row).text().unwrap_or_default().into_owned();
            return Err(self.problem(row, value, self.rule.refusal()));
        }
        Ok(())
    }

    /// Bytes have a table of their own.
    fn byte(&mut self, value: i8) -> u32 {
        let place = usize::from(value as u8);
        if self.bytes[place] == UNKNOWN {
            self.bytes[place] = self.whole(i64::from(value));
        }
        self.bytes[place]
    }

    fn problem(&self, row: usize, value: String, kind: Kind) -> Problem {
        Problem {
            column: self.rule.column.clone(),
            kind,
            row,
            value,
        }
    }
}
