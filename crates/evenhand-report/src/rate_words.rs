//! How the rate behind a metric is said: whom it counts, and what happened to them.

use crate::words::Words;
use evenhand_core::Polarity;

/// The words of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateWords {
    /// Id of the rate.
    pub(crate) base: &'static str,
    /// By which its short name is chosen.
    short: &'static str,
    /// By which it is chosen who is counted.
    pub(crate) among: &'static str,
    /// By which it is chosen what happened to them.
    pub(crate) event: &'static str,
}

const WORDS: [RateWords; 12] = [
    words("selection_rate", "selection", "everyone", "chosen"),
    words("base_rate", "base-rate", "everyone", "outcome"),
    words("true_positive_rate", "tpr", "outcome", "chosen"),
    words("false_positive_rate", "fpr", "no-outcome", "chosen"),
    words("true_negative_rate", "tnr", "no-outcome", "not-chosen"),
    words("false_negative_rate", "fnr", "outcome", "not-chosen"),
    words("positive_predictive_value", "ppv", "chosen", "outcome"),
    words(
        "negative_predictive_value",
        "npv",
        "not-chosen",
        "no-outcome",
    ),
    words("false_discovery_rate", "fdr", "chosen", "no-outcome"),
    words("false_omission_rate", "for", "not-chosen", "outcome"),
    words("accuracy", "accuracy", "everyone", "right"),
    words("error_rate", "errors", "everyone", "wrong"),
];

const fn words(
    base: &'static str,
    short: &'static str,
    among: &'static str,
    event: &'static str,
) -> RateWords {
    RateWords {
        base,
        short,
        among,
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
    pub(crate) fn short(self, words: Words, polarity: Polarity) -> String {
        words.rate_short(polarity, self.short).to_text()
    }
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
}
