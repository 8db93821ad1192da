//! The words that head columns.

use super::Role;

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
pub(super) fn words(heading: &str) -> String {
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
pub(super) fn fit(heading: &str, role: Role) -> usize {
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
