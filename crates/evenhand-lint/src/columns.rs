//! Which column is which, by the words of its heading and by what stands in it.

use crate::error::{Error, Result};
use crate::number::{Cell, parse_number};
use crate::table::Row;
use evenhand_core::nearest;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The category of people; several columns together name a combination.
    Group,
    /// What the groups are groups of (sex, race): sets blocks apart.
    Attribute,
    /// People in the group.
    N,
    /// People selected, or scored above the median.
    Selected,
    /// Selected as a share of people.
    Rate,
    /// The rate over that of the most selected group.
    Ratio,
    /// p-value of a test against the comparator.
    PValue,
    /// Statistic of that test, in standard deviations.
    Z,
    /// The rate minus that of the comparator.
    Difference,
    /// Whether the ratio is below four fifths.
    Flag,
    /// The group as a share of all people.
    Share,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Group,
        Self::Attribute,
        Self::N,
        Self::Selected,
        Self::Rate,
        Self::Ratio,
        Self::PValue,
        Self::Z,
        Self::Difference,
        Self::Flag,
        Self::Share,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Attribute => "attribute",
            Self::N => "n",
            Self::Selected => "selected",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::PValue => "p_value",
            Self::Z => "z",
            Self::Difference => "difference",
            Self::Flag => "flag",
            Self::Share => "share",
        }
    }

    /// The role of that name.
    ///
    /// # Errors
    /// When there is none; the message proposes the nearest.
    pub fn parse(text: &str) -> Result<Self> {
        let wanted = text.trim().to_lowercase().replace('-', "_");
        let known = Self::ALL.into_iter().find(|role| {
            role.as_str() == wanted || (*role == Self::Ratio && wanted == "impact_ratio")
        });
        known.ok_or_else(|| Error::UnknownRole {
            text: text.to_owned(),
            near: nearest(text, Self::ALL.map(Self::as_str)).map(str::to_owned),
        })
    }

    fn is_number(self) -> bool {
        !matches!(self, Self::Group | Self::Attribute | Self::Flag)
    }
}

/// Headings that mean a role. A text of several words is looked for as such, and counts the more the longer it is.
const SYNONYMS: [(Role, &[&str]); 11] = [
    (
        Role::Ratio,
        &[
            "impact ratio",
            "adverse impact ratio",
            "disparate impact ratio",
            "selection ratio",
            "impact",
            "air",
            "ir",
            "ratio",
            "disparate impact",
            "scoring ratio",
            "rate ratio",
            "relative rate",
        ],
    ),
    (
        Role::PValue,
        &[
            "p value",
            "pvalue",
            "p",
            "p val",
            "significance",
            "fisher",
            "fisher exact",
            "probability",
            "two tailed p",
            "sig",
        ],
    ),
    (
        Role::Z,
        &[
            "z",
            "z score",
            "z statistic",
            "z stat",
            "z value",
            "standard deviations",
            "standard deviation",
            "number of sds",
            "sds",
            "sd",
            "statistic",
            "units of standard deviation",
        ],
    ),
    (
        Role::Difference,
        &[
            "difference",
            "rate difference",
            "difference in rates",
            "diff",
            "gap",
            "percentage point difference",
        ],
    ),
    (
        Role::Flag,
        &[
            "four fifths",
            "four fifths rule",
            "4 5",
            "4 5 rule",
            "4 5ths",
            "4 5ths rule",
            "80 percent rule",
            "80 rule",
            "adverse impact",
            "flag",
            "flagged",
            "below four fifths",
            "below 80 percent",
            "below 80",
            "violation",
            "adverse impact indicated",
            "meets four fifths",
            "passes 4 5 rule",
            "below 4 5",
        ],
    ),
    (
        Role::Share,
        &[
            "share",
            "share of applicants",
            "percent of applicants",
            "percent of total",
            "percent of pool",
            "percent of applicant pool",
            "percent of candidates",
            "proportion of applicants",
            "percent of all",
            "share of all",
            "percent of sample",
            "share of total",
            "percent of data",
            "applicant share",
            "percent of population",
            "share of people",
        ],
    ),
    (
        Role::Rate,
        &[
            "rate",
            "selection rate",
            "scoring rate",
            "pass rate",
            "percent selected",
            "success rate",
            "hire rate",
            "hiring rate",
            "offer rate",
            "result",
            "percent above median",
            "rate of selection",
            "passing rate",
            "advancement rate",
            "selected percent",
            "share selected",
            "proportion selected",
            "selected rate",
        ],
    ),
    (
        Role::Selected,
        &[
            "selected",
            "number selected",
            "n selected",
            "count selected",
            "selected applicants",
            "above median",
            "number above median",
            "n above median",
            "n selected or n above median",
            "hired",
            "hires",
            "number hired",
            "passed",
            "number passed",
            "advanced",
            "number advanced",
            "selections",
            "offers",
            "offered",
            "applicants selected",
            "scored above median",
            "applicants above median",
            "number of selected",
            "number of selections",
            "number of hires",
            "positive",
            "positives",
            "successes",
            "selected candidates",
            "candidates selected",
            "chosen",
            "number scoring above median",
            "scoring above median",
            "scored above the median",
        ],
    ),
    (
        Role::N,
        &[
            "n",
            "applicants",
            "number of applicants",
            "applications",
            "number of applications",
            "number applicants",
            "total applicants",
            "candidates",
            "number of candidates",
            "number candidates",
            "count",
            "total",
            "number",
            "people",
            "persons",
            "sample size",
            "population",
            "pool",
            "applicant pool",
            "individuals",
            "number of individuals",
            "number of people",
            "total candidates",
            "applicant count",
            "number scored",
            "size",
            "headcount",
            "total number of applicants",
            "number of assessments",
            "total n",
            "n applicants",
            "respondents",
        ],
    ),
    (
        Role::Attribute,
        &[
            "attribute",
            "protected char group",
            "protected characteristic",
            "protected attribute",
            "characteristic",
            "demographic",
            "demographics",
            "category type",
            "dimension",
            "protected class",
            "demographic type",
            "group type",
            "variable",
            "demographic category",
            "analysis",
            "demographic attribute",
        ],
    ),
    (
        Role::Group,
        &[
            "group",
            "groups",
            "category",
            "categories",
            "race",
            "ethnicity",
            "race ethnicity",
            "race ethnicity categories",
            "sex",
            "gender",
            "sex categories",
            "gender categories",
            "race categories",
            "age",
            "age group",
            "age band",
            "age range",
            "subgroup",
            "demographic group",
            "protected group",
            "intersectional categories",
            "intersectional",
            "name",
            "race and ethnicity",
            "race ethnicity category",
            "sex category",
            "class",
            "applicant group",
            "intersectional group",
            "gender identity",
        ],
    ),
];

/// Words in a heading that make it the heading of something else.
const OTHERWISE: [&str; 24] = [
    "lower",
    "upper",
    "bound",
    "ci",
    "interval",
    "limit",
    "calc",
    "absdiff",
    "comparator",
    "reference",
    "expected",
    "shortfall",
    "any",
    "all",
    "miss",
    "missing",
    "year",
    "link",
    "id",
    "date",
    "average",
    "mean",
    "median",
    "odds",
];

/// What a heading says, in plain words: lower case, `#` as number, `%` as percent, brackets and signs as blanks.
fn words(heading: &str) -> String {
    let mut text = String::new();
    for letter in heading.to_lowercase().chars() {
        match letter {
            '#' => text.push_str(" number "),
            '%' => text.push_str(" percent "),
            letter if letter.is_alphanumeric() => text.push(letter),
            _ => text.push(' '),
        }
    }
    text.split_whitespace()
        .filter(|word| !matches!(*word, "the" | "of" | "in" | "no" | "num" | "nbr" | "by"))
        .map(|word| match word {
            "pct" | "percentage" | "percents" => "percent",
            "gender" => "gender",
            "four5ths" => "4 5",
            other => other,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// How well a heading fits a role; 0 is not at all.
fn fit(heading: &str, role: Role) -> usize {
    let heading = words(heading);
    let padded = format!(" {heading} ");
    let mut best = 0;
    for (candidate, synonyms) in &SYNONYMS {
        if *candidate != role {
            continue;
        }
        for synonym in *synonyms {
            let synonym = words(synonym);
            if heading == synonym {
                return 1000;
            }
            // A single letter says something only where it stands alone.
            if synonym.len() > 1 && padded.contains(&format!(" {synonym} ")) {
                best = best.max(10 * synonym.split(' ').count() + synonym.len());
            }
        }
    }
    let exempt = |word: &str| {
        // "Above the median" is no median.
        word == "median" && padded.contains(" above ")
    };
    if OTHERWISE
        .iter()
        .any(|word| padded.contains(&format!(" {word} ")) && !exempt(word))
    {
        return 0;
    }
    best
}

/// The columns of a table by what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// Their headings, in order.
    pub headings: Vec<String>,
    /// Where each role stands.
    pub roles: BTreeMap<Role, Vec<usize>>,
    /// Columns that look like a role that another column has already.
    pub unused: Vec<(Role, usize)>,
}

impl Columns {
    /// The column of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Option<usize> {
        self.roles
            .get(&role)
            .and_then(|places| places.first())
            .copied()
    }

    /// All columns of a role.
    #[must_use]
    pub fn all(&self, role: Role) -> &[usize] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The heading of a column.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// How many different things are known of each group.
    pub(crate) fn numbers(&self) -> usize {
        [Role::N, Role::Selected, Role::Rate, Role::Ratio]
            .iter()
            .filter(|role| self.of(**role).is_some())
            .count()
    }

    /// Whether there is enough to call it a table of groups.
    #[must_use]
    pub fn recognised(&self) -> bool {
        let selection = [Role::Rate, Role::Ratio, Role::Selected]
            .iter()
            .any(|role| self.of(*role).is_some());
        selection && (self.numbers() >= 2 || self.of(Role::Group).is_some())
    }

    /// The place of a heading, in any case and with any blanks and signs.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let exact = self
            .headings
            .iter()
            .position(|heading| heading == name.trim());
        exact.or_else(|| {
            let wanted = words(name);
            (!wanted.is_empty())
                .then(|| {
                    self.headings
                        .iter()
                        .position(|heading| words(heading) == wanted)
                })
                .flatten()
        })
    }

    /// Finds the columns by their headings and by what stands in them.
    ///
    /// `taken` are columns that set blocks apart, `fixed` those named on the command line.
    pub(crate) fn find(
        headings: Vec<String>,
        rows: &[Row],
        taken: &[String],
        fixed: &[(Role, String)],
    ) -> Self {
        let mut columns = Self {
            headings,
            ..Self::default()
        };
        let mut free: Vec<bool> = vec![true; columns.headings.len()];
        for name in taken {
            if let Some(slot) = columns.named(name).and_then(|column| free.get_mut(column)) {
                *slot = false;
            }
        }
        for (role, name) in fixed {
            if let Some(column) = columns.named(name) {
                columns.roles.entry(*role).or_default().push(column);
                if let Some(slot) = free.get_mut(column) {
                    *slot = false;
                }
            }
        }
        let kinds: Vec<Kind> = (0..columns.headings.len())
            .map(|column| Kind::of(rows, column))
            .collect();
        let mut offers: Vec<(usize, usize, Role)> = Vec::new();
        for (column, kind) in kinds.iter().enumerate() {
            if !free.get(column).copied().unwrap_or(false) {
                continue;
            }
            let heading = columns.heading(column);
            let best = Role::ALL
                .into_iter()
                .filter(|role| kind.may_be(*role))
                .map(|role| (fit(heading, role), role))
                .max_by_key(|(fit, _)| *fit);
            if let Some((fit, role)) = best
                && fit > 0
            {
                offers.push((fit, column, role));
            }
        }
        offers.sort_by_key(|(fit, column, _)| (std::cmp::Reverse(*fit), *column));
        for (_, column, role) in offers {
            let fixed = fixed.iter().any(|(fixed, _)| *fixed == role);
            let places = columns.roles.entry(role).or_default();
            if places.is_empty() || (role == Role::Group && !fixed) {
                places.push(column);
            } else if !fixed && role != Role::Attribute {
                columns.unused.push((role, column));
            }
        }
        if let Some(places) = columns.roles.get_mut(&Role::Group) {
            places.sort_unstable();
        } else {
            columns.first_texts_are_groups(&kinds, &free);
        }
        columns
    }

    /// Without a heading that says so, the leading columns of text name the groups.
    fn first_texts_are_groups(&mut self, kinds: &[Kind], free: &[bool]) {
        let used: Vec<usize> = self.roles.values().flatten().copied().collect();
        let leading: Vec<usize> = kinds
            .iter()
            .enumerate()
            .take_while(|(column, kind)| **kind == Kind::Text || used.contains(column))
            .map(|(column, _)| column)
            .filter(|column| !used.contains(column) && free.get(*column).copied().unwrap_or(false))
            .collect();
        if !leading.is_empty() {
            self.roles.insert(Role::Group, leading);
        } else if let Some(attribute) = self.of(Role::Attribute) {
            // "Demographic" may head the groups themselves.
            self.roles.remove(&Role::Attribute);
            self.roles.insert(Role::Group, vec![attribute]);
        }
    }
}

/// What most cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Numbers,
    Text,
    Empty,
}

impl Kind {
    fn of(rows: &[Row], column: usize) -> Self {
        let (mut numbers, mut texts) = (0_usize, 0_usize);
        for row in rows {
            match parse_number(row.cell(column)) {
                Cell::Number(_) => numbers += 1,
                Cell::Text => texts += 1,
                Cell::Missing => {}
            }
        }
        match (numbers, texts) {
            (0, 0) => Self::Empty,
            _ if numbers >= texts => Self::Numbers,
            _ => Self::Text,
        }
    }

    fn may_be(self, role: Role) -> bool {
        match self {
            Self::Numbers => role.is_number() || role == Role::Flag,
            Self::Text => !role.is_number(),
            Self::Empty => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(heading: &str) -> Option<Role> {
        Role::ALL
            .into_iter()
            .map(|role| (fit(heading, role), role))
            .max_by_key(|(fit, _)| *fit)
            .filter(|(fit, _)| *fit > 0)
            .map(|(_, role)| role)
    }

    #[test]
    fn headings_say_what_a_column_holds() {
        for (heading, role) in [
            ("# of Applicants", Some(Role::N)),
            ("# Selected", Some(Role::Selected)),
            ("Number scored above the median", Some(Role::Selected)),
            ("n_selected_or_n_above_median", Some(Role::Selected)),
            ("Selection Rate (%)", Some(Role::Rate)),
            ("Impact Ratio", Some(Role::Ratio)),
            ("P-Value", Some(Role::PValue)),
            ("Fisher exact p-value", Some(Role::PValue)),
            ("Z-score", Some(Role::Z)),
            ("Race/Ethnicity Categories", Some(Role::Group)),
            ("protected_char_group", Some(Role::Attribute)),
            ("% of Applicants", Some(Role::Share)),
            ("Below 4/5?", Some(Role::Flag)),
            ("80% Rule", Some(Role::Flag)),
            ("Adverse impact ratio", Some(Role::Ratio)),
            ("Difference in rates", Some(Role::Difference)),
            ("impact_ratio_upper_bound", None),
            ("audit_any_ir_below_four_fifths", None),
            ("number_of_applications", Some(Role::N)),
            ("auditor", None),
        ] {
            assert_eq!(best(heading), role, "{heading}");
        }
    }
}
