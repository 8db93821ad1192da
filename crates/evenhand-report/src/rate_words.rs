//! How the rate behind a metric is said: whom it counts, and what happened to them.

use evenhand_core::Polarity;

/// The words of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateWords {
    /// Id of the rate.
    pub(crate) base: &'static str,
    /// Short name in narrow tables, for a benefit.
    short: &'static str,
    /// Who is counted, after the noun: `without the outcome`; empty for everyone.
    of: &'static str,
    /// What happened to them, with `{were}` for the decision.
    event: &'static str,
}

const WORDS: [RateWords; 12] = [
    words("selection_rate", "selected", "", "{were}"),
    words("base_rate", "outcome", "", "had the outcome"),
    words("true_positive_rate", "TPR", "with the outcome", "{were}"),
    words(
        "false_positive_rate",
        "FPR",
        "without the outcome",
        "{were}",
    ),
    words(
        "true_negative_rate",
        "TNR",
        "without the outcome",
        "{were not}",
    ),
    words(
        "false_negative_rate",
        "FNR",
        "with the outcome",
        "{were not}",
    ),
    words(
        "positive_predictive_value",
        "PPV",
        "who {were}",
        "had the outcome",
    ),
    words(
        "negative_predictive_value",
        "NPV",
        "who {were not}",
        "did not have the outcome",
    ),
    words(
        "false_discovery_rate",
        "FDR",
        "who {were}",
        "did not have the outcome",
    ),
    words(
        "false_omission_rate",
        "FOR",
        "who {were not}",
        "had the outcome",
    ),
    words(
        "accuracy",
        "accuracy",
        "",
        "were decided as the outcome turned out",
    ),
    words(
        "error_rate",
        "errors",
        "",
        "were decided against the outcome",
    ),
];

const fn words(
    base: &'static str,
    short: &'static str,
    of: &'static str,
    event: &'static str,
) -> RateWords {
    RateWords {
        base,
        short,
        of,
        event,
    }
}

impl RateWords {
    /// The words of a rate.
    pub(crate) fn of_rate(base: &str) -> Option<Self> {
        WORDS.into_iter().find(|words| words.base == base)
    }

    /// The words of the rate that a difference or a ratio compares.
    pub(crate) fn of_comparison(metric: &str) -> Option<Self> {
        Self::of_rate(base_of(metric)?)
    }

    /// Short name in narrow tables.
    pub(crate) fn short(self, polarity: Polarity) -> &'static str {
        if self.base == "selection_rate" {
            participle(polarity)
        } else {
            self.short
        }
    }

    /// Who is counted, with the noun: `people without the outcome`.
    pub(crate) fn counted(self, noun: &str, polarity: Polarity) -> String {
        if self.of.is_empty() {
            noun.to_owned()
        } else {
            format!("{noun} {}", decided(self.of, polarity))
        }
    }

    /// Who is counted, without the noun and with a leading blank; empty for everyone.
    pub(crate) fn counted_suffix(self, polarity: Polarity) -> String {
        if self.of.is_empty() {
            String::new()
        } else {
            format!(" {}", decided(self.of, polarity))
        }
    }

    /// What happened to them: `were selected`.
    pub(crate) fn happened(self, polarity: Polarity) -> String {
        decided(self.event, polarity)
    }
}

/// The participle of the decision: `selected`, or `flagged` where that is a burden.
pub(crate) fn participle(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Benefit => "selected",
        Polarity::Burden => "flagged",
    }
}

fn decided(text: &str, polarity: Polarity) -> String {
    let done = participle(polarity);
    text.replace("{were not}", &format!("were not {done}"))
        .replace("{were}", &format!("were {done}"))
}

/// The rate that a comparison is made of.
pub(crate) fn base_of(metric: &str) -> Option<&str> {
    Some(match metric {
        "disparate_impact_ratio"
        | "statistical_parity_difference"
        | "demographic_parity_max_gap"
        | "demographic_parity_min_ratio"
        | "selection_odds_ratio" => "selection_rate",
        "equal_opportunity_difference" | "equal_opportunity_ratio" => "true_positive_rate",
        "predictive_parity_difference" | "predictive_parity_ratio" => "positive_predictive_value",
        "predictive_equality_difference" => "false_positive_rate",
        other => ["_difference", "_ratio", "_max_gap", "_min_ratio"]
            .iter()
            .find_map(|end| other.strip_suffix(end))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_leads_back_to_its_rate() {
        assert_eq!(base_of("disparate_impact_ratio"), Some("selection_rate"));
        assert_eq!(
            base_of("false_positive_rate_difference"),
            Some("false_positive_rate")
        );
        assert_eq!(
            base_of("false_positive_rate_max_gap"),
            Some("false_positive_rate")
        );
        assert_eq!(base_of("theil_index"), None);
    }

    #[test]
    fn a_burden_is_said_as_one() {
        let fpr = RateWords::of_comparison("false_positive_rate_difference").unwrap();
        assert_eq!(fpr.happened(Polarity::Burden), "were flagged");
        assert_eq!(
            fpr.counted("people", Polarity::Burden),
            "people without the outcome"
        );
    }
}
