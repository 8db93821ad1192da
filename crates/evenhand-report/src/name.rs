//! Names of groups, attributes and references as a reader meets them.

use crate::words::Words;
pub(crate) use evenhand_core::split_levels as levels;
use evenhand_core::{EMPTY, MISSING, OUT_OF_RANGE};

const RULES: [&str; 5] = ["largest", "best", "rest", "overall", "named"];

/// A group or an attribute for reading: `female × 18-24`.
pub(crate) fn shown(name: &str) -> String {
    levels(name).join(" × ")
}

/// The rule of a reference, where one is written: `largest` of `largest:male`.
pub(crate) fn rule(reference: &str) -> Option<&str> {
    match reference.split_once(':') {
        Some((rule, _)) if RULES.contains(&rule) => Some(rule),
        None if matches!(reference, "rest" | "overall") => Some(reference),
        _ => None,
    }
}

/// The group that a reference resolved to: `male` of `largest:male`.
pub fn resolved(reference: &str) -> &str {
    match reference.split_once(':') {
        Some((rule, group)) if RULES.contains(&rule) => group,
        _ => reference,
    }
}

/// A reference for reading, in English.
pub(crate) fn reference(reference: &str) -> String {
    Words::english().reference(reference)
}

impl Words {
    /// A group or an attribute for reading; what is no value is named in the language of the readers.
    pub(crate) fn shown(self, name: &str) -> String {
        let levels: Vec<String> = levels(name).iter().map(|level| self.level(level)).collect();
        levels.join(" × ")
    }

    /// A value of one attribute for reading.
    pub(crate) fn level(self, level: &str) -> String {
        match level {
            MISSING => self.level_missing().to_text(),
            EMPTY => self.level_empty().to_text(),
            OUT_OF_RANGE => self.level_out_of_range().to_text(),
            level => level.to_owned(),
        }
    }

    /// A reference for reading.
    pub(crate) fn reference(self, reference: &str) -> String {
        match resolved(reference) {
            "rest" => self.reference_rest().to_text(),
            "overall" => self.reference_overall().to_text(),
            group => self.shown(group),
        }
    }

    /// A reference with the rule that chose it: `male, the largest group`.
    pub(crate) fn reference_in_full(self, written: &str) -> String {
        let group = self.reference(written);
        match rule(written) {
            Some("largest") => self.reference_largest(group).to_text(),
            Some("best") => self.reference_best(group).to_text(),
            _ => group,
        }
    }
}

/// A file stem made of a name: small letters, digits and hyphens.
pub(crate) fn stem(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            text.push(letter.to_ascii_lowercase());
        } else if letter == '*' {
            text.push_str("-x-");
        } else if !text.ends_with('-') && !text.is_empty() {
            text.push('-');
        }
    }
    text.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_star_does_not_split() {
        assert_eq!(shown(r"a\*b*c\\"), r"a*b × c\");
    }

    #[test]
    fn a_reference_keeps_its_rule_apart() {
        assert_eq!(resolved("largest:male"), "male");
        assert_eq!(rule("largest:male"), Some("largest"));
        assert_eq!(resolved("region: north"), "region: north");
        assert_eq!(reference("rest"), "everyone else");
    }
}
