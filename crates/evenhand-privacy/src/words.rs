//! Texts that may hold a count: their numbers are taken out.

use evenhand_core::Scorecard;
use std::collections::BTreeSet;

/// What stands in place of a number.
const MARK: &str = "▒";

/// Names that may stand in a text with their digits.
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// The names of attributes, groups, models, slices and checks, the longest first when they are looked for.
    pub(crate) fn new(card: &Scorecard) -> Self {
        let mut names = BTreeSet::new();
        for attribute in &card.attributes {
            names.insert(attribute.name.to_string());
            names.extend(attribute.groups.iter().map(|g| g.name.to_string()));
        }
        names.extend(card.models.iter().map(|m| m.name.to_string()));
        names.extend(card.slices.iter().map(|s| s.name.to_string()));
        names.extend(card.checks.iter().map(|c| c.id.to_string()));
        names.retain(|name| name.contains(|c: char| c.is_ascii_digit()));
        Self(names)
    }

    /// The text with every number replaced that is no part of a quoted name.
    ///
    /// A name counts only between backquotes: a bare `7` is a number even where a group is called so.
    pub(crate) fn without_numbers(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (i, part) in text.split('`').enumerate() {
            if i > 0 {
                out.push('`');
            }
            if i % 2 == 1 && self.0.contains(part) {
                out.push_str(part);
            } else {
                mask(part, &mut out);
            }
        }
        out
    }
}

fn mask(text: &str, out: &mut String) {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_numeric() {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        // Thousands and decimals belong to the number.
        while at < letters.len()
            && (letters[at].is_numeric()
                || matches!(letters[at], ',' | '.')
                    && letters.get(at + 1).is_some_and(|c| c.is_numeric()))
        {
            at += 1;
        }
        out.push_str(MARK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_and_quoted_names_stay() {
        let names = Names(BTreeSet::from(["18-24".to_owned(), "7".to_owned()]));
        let text = names.without_numbers("`18-24` has 1,023 of 7 rows (0.5 %), `9` too.");
        assert_eq!(text, "`18-24` has ▒ of ▒ rows (▒ %), `▒` too.");
        assert_eq!(names.without_numbers("nothing here."), "nothing here.");
    }
}
