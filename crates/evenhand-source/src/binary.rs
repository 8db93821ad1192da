//! Labels and decisions: columns of two values.

use crate::column::{Column, Value, dictionary_value, field, field_bytes};
use crate::hash::FastMap;
use crate::number;
use arrow_array::{Array, StringArray};
use evenhand_core::{BinaryRule, PairedDecision};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Code of "no".
pub(crate) const NO: u8 = 0;
/// Code of "yes".
pub(crate) const YES: u8 = 1;
/// Code of a missing value.
pub(crate) const ABSENT: u8 = 2;
/// Unexpected values that are kept for the message.
const KEPT: usize = 64;

/// Which rows two models decide about in this way; a row without a decision of either has none.
pub(crate) fn together(first: &[u8], second: &[u8], wanted: PairedDecision, out: &mut Vec<u8>) {
    out.clear();
    out.extend(first.iter().zip(second).map(|(first, second)| {
        if *first == ABSENT || *second == ABSENT {
            ABSENT
        } else if wanted.is(*first == YES, *second == YES) {
            YES
        } else {
            NO
        }
    }));
}

/// A column of two values, as one thread meets it.
pub(crate) struct Binary {
    dictionary: Option<(StringArray, Vec<u8>)>,
    /// NaN where a truth value should be.
    pub not_a_number: u64,
    /// Values that the rule does not name.
    pub others: BTreeSet<String>,
    rule: Arc<BinaryRule>,
    texts: FastMap<Box<str>, u8>,
    wholes: FastMap<i64, u8>,
}

impl Binary {
    pub fn new(rule: Arc<BinaryRule>) -> Self {
        Self {
            dictionary: None,
            not_a_number: 0,
            others: BTreeSet::new(),
            rule,
            texts: FastMap::default(),
            wholes: FastMap::default(),
        }
    }

    /// Whether these values, found besides the named ones, break the rule.
    pub fn breaks(rule: &BinaryRule, others: &BTreeSet<String>) -> bool {
        match (&rule.positive, &rule.negative) {
            (Some(_), None) => others.len() > 1,
            _ => !others.is_empty(),
        }
    }

    fn judge(&mut self, text: &str) -> u8 {
        match meaning(&self.rule, text) {
            Some(truth) => u8::from(truth),
            None => {
                if self.others.len() < KEPT {
                    self.others.insert(text.to_owned());
                }
                if self.rule.positive.is_some() && self.rule.negative.is_none() {
                    NO
                } else {
                    ABSENT
                }
            }
        }
    }

    fn text(&mut self, text: &str) -> u8 {
        if let Some(code) = self.texts.get(text) {
            return *code;
        }
        let code = self.judge(text);
        if self.texts.len() < 4096 {
            self.texts.insert(text.into(), code);
        }
        code
    }

    fn whole(&mut self, number: i64) -> u8 {
        if let Some(code) = self.wholes.get(&number) {
            return *code;
        }
        let code = self.judge(&number.to_string());
        if self.wholes.len() < 4096 {
            self.wholes.insert(number, code);
        }
        code
    }

    fn dictionary(&mut self, values: &StringArray) -> Vec<u8> {
        if let Some((known, codes)) = self.dictionary.take()
            && known.len() == values.len()
            && known.values().as_ptr() == values.values().as_ptr()
            && known.offsets().ptr_eq(values.offsets())
        {
            self.dictionary = Some((known, Vec::new()));
            return codes;
        }
        self.dictionary = Some((values.clone(), Vec::new()));
        // A text of the dictionary that no row uses must not break the rule: judged when a row needs it.
        vec![u8::MAX; values.len()]
    }

    /// Writes for every row whether it is yes, no or missing.
    pub fn encode(&mut self, column: &Column, out: &mut Vec<u8>) {
        out.clear();
        let bare = self.rule.positive.is_none();
        match column {
            Column::Tiny {
                values,
                nulls: None,
            } if bare && values.iter().fold(0, |bits, value| bits | value) & !1 == 0 => {
                out.extend(values.iter().map(|value| *value as u8));
            }
            Column::Text { spans, data } => {
                for span in spans {
                    out.push(match field_bytes(*span, data) {
                        None => ABSENT,
                        Some(b"0") if bare => NO,
                        Some(b"1") if bare => YES,
                        Some(_) => match field(*span, data) {
                            Some(text) => self.text(text),
                            None => ABSENT,
                        },
                    });
                }
            }
            Column::Coded {
                keys,
                nulls,
                values,
            } => {
                let mut codes = self.dictionary(values);
                for (row, key) in keys.iter().enumerate() {
                    if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                        out.push(ABSENT);
                        continue;
                    }
                    let code = match codes.get_mut(*key as usize) {
                        Some(code) if *code != u8::MAX => *code,
                        Some(code) => {
                            *code = match dictionary_value(values, *key) {
                                Some(text) => self.text(text),
                                None => ABSENT,
                            };
                            *code
                        }
                        None => ABSENT,
                    };
                    out.push(code);
                }
                if let Some((_, kept)) = &mut self.dictionary {
                    *kept = codes;
                }
            }
            _ => {
                for row in 0..column.len() {
                    out.push(match column.value(row) {
                        Value::Whole(number @ 0..=1) if bare => number as u8,
                        Value::Whole(number) => self.whole(number),
                        Value::Decimal(number) if number.is_nan() => {
                            self.not_a_number += 1;
                            ABSENT
                        }
                        Value::Decimal(number) => self.text(&crate::column::decimal_text(number)),
                        Value::Truth(truth) if bare => u8::from(truth),
                        Value::Truth(truth) => self.text(if truth { "true" } else { "false" }),
                        Value::Text(text) => self.text(text),
                        Value::Missing => ABSENT,
                    });
                }
            }
        }
    }
}

/// What a value means; `None` where the rule does not name it.
pub(crate) fn meaning(rule: &BinaryRule, text: &str) -> Option<bool> {
    let Some(positive) = &rule.positive else {
        let plain = text.trim();
        return match plain {
            "0" => Some(false),
            "1" => Some(true),
            _ if plain.eq_ignore_ascii_case("true") => Some(true),
            _ if plain.eq_ignore_ascii_case("false") => Some(false),
            _ => match number::parse(plain, false) {
                Some(0.0) => Some(false),
                Some(1.0) => Some(true),
                _ => None,
            },
        };
    };
    let among = |values: &[String]| values.iter().any(|value| equal(value, text));
    if among(positive) {
        Some(true)
    } else if rule.negative.as_ref().is_some_and(|values| among(values)) {
        Some(false)
    } else {
        None
    }
}

/// Equal as texts, or as numbers.
fn equal(value: &str, text: &str) -> bool {
    if value == text {
        return true;
    }
    match (number::parse(value, false), number::parse(text, false)) {
        (Some(a), Some(b)) => (a - b).abs() <= 0.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(positive: Option<&[&str]>, negative: Option<&[&str]>) -> BinaryRule {
        let list =
            |values: Option<&[&str]>| values.map(|v| v.iter().map(|t| (*t).to_owned()).collect());
        BinaryRule {
            column: "y".into(),
            negative: list(negative),
            positive: list(positive),
            spec_path: "columns.label".into(),
        }
    }

    #[test]
    fn zero_one_true_and_false_need_no_explanation() {
        let bare = rule(None, None);
        for (text, truth) in [
            ("1", true),
            ("0.0", false),
            ("TRUE", true),
            ("False", false),
        ] {
            assert_eq!(meaning(&bare, text), Some(truth));
        }
        assert_eq!(meaning(&bare, "yes"), None);
        assert_eq!(meaning(&bare, "2"), None);
    }

    #[test]
    fn named_values_may_be_written_as_numbers() {
        let named = rule(Some(&["1"]), Some(&["-1"]));
        assert_eq!(meaning(&named, "1.0"), Some(true));
        assert_eq!(meaning(&named, "-1"), Some(false));
        assert_eq!(meaning(&named, "0"), None);
    }
}
