//! Codes of the rules: stable names for what a finding or a note is about.
//!
//! A code is made of a family and a number and never changes its meaning; a rule that goes away leaves its number unused.

mod checks;
mod data;
mod governance;

use evenhand_core::MetricInfo;

/// A rule: what a finding or a note is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Family and number, such as `SEL001`.
    pub code: &'static str,
    /// Name in lower case: for notes, the code that the note carries.
    pub name: &'static str,
    /// What it says, in one or two sentences.
    pub what: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

const fn rule(
    code: &'static str,
    name: &'static str,
    what: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        what,
        remedy,
    }
}

/// Every rule, by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let groups: [&[Rule]; 3] = [&checks::RULES, &data::RULES, &governance::RULES];
    groups.into_iter().flatten()
}

/// The rule of a code, in any case.
///
/// ```
/// use evenhand_policy::rule_of_code;
/// assert_eq!(rule_of_code("sel001").unwrap().name, "offer_ratio");
/// ```
pub fn rule_of_code(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rule that a note belongs to, by the note's own code.
pub fn rule_of_note(name: &str) -> Option<&'static Rule> {
    data::RULES
        .iter()
        .chain(&governance::RULES)
        .find(|rule| rule.name == name)
}

/// The rule that a check of this metric belongs to.
pub fn rule_of_metric(metric: &MetricInfo) -> Option<&'static Rule> {
    checks::of(metric)
}
