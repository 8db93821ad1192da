//! What gives a protected attribute away: each feature, and all of them together.
//!
//! In an estimate about one feature, `group` holds the feature's name; the score is looked at as the feature `(score)`.

use crate::metric::same;
use crate::rows::{area_of_all, area_of_one, correlation, cramers_v, information, redundancy};
use crate::{Example, ExampleRow, Formula, RowProbe};
use evenhand_core::Span;

static LEANING: [ExampleRow; 4] = ExampleRow::leaning();
static TELLING: [ExampleRow; 60] = ExampleRow::telling();

metrics! { "proxies";
    /// How closely a feature goes with the protected attribute, for each feature.
    ///
    /// # Reading
    /// 0 means that the feature says nothing about the attribute, 1 that it gives it away; 0.3 is much for people.
    ///
    /// # Undefined
    /// When fewer than two groups have people.
    ///
    /// # Beware
    /// Numbers are cut into at most ten bins of equal mass, rare names share a bin, and what is missing has a bin of its own.
    /// People count once and without weights. Chance alone keeps it above zero: look at the p-value beside it.
    ///
    /// # Compare
    /// `proxy_auc` says how well a group could be told by the feature.
    proxy_cramers_v = "Association with a feature" {
        formula: Formula::Probe {
            of: RowProbe::Feature(cramers_v),
            ideal: Some(0.0),
            span: Span::Index,
            text: "√(φ̃² / min(r̃ − 1, c̃ − 1)) of groups × bins of the feature",
            parameter: 0.0,
        },
        favours: Lower,
        source: BERGSMA_2013,
        example: Example::Rows(&TELLING, 1.0),
        range: (0.0, 1.0),
        needs: [Features],
    }

    /// The share of what there is to know about the protected attribute that a feature tells, for each feature.
    ///
    /// # Reading
    /// 0.2 means that knowing the feature takes away a fifth of the uncertainty about the attribute.
    ///
    /// # Undefined
    /// When fewer than two groups have people.
    ///
    /// # Beware
    /// Corrected for the bias of small tables and not below zero; chance alone keeps it above zero in half of all tables.
    proxy_mutual_information = "Information about the attribute in a feature" {
        formula: Formula::Probe {
            of: RowProbe::Feature(information),
            ideal: Some(0.0),
            span: Span::Index,
            text: "I(A; bins of the feature) / H(A), Miller-Madow",
            parameter: 0.0,
        },
        favours: Lower,
        source: THEIL_1970,
        example: Example::Rows(&TELLING, 1.0),
        range: (0.0, 1.0),
        needs: [Features],
        aliases: [same("proxy_mi")],
    }

    /// How well a feature tells people of a group from all others, on people who were not used to learn it, for each feature.
    ///
    /// # Reading
    /// 0.5 means no better than guessing; 0.8 means that of a person of the group and another one the feature picks the right one in
    /// eight of ten cases. Of several groups it is the one that is told best.
    ///
    /// # Undefined
    /// When fewer than two groups have people, or none has two people in a fifth of the rows.
    ///
    /// # Beware
    /// A feature may tell nothing by itself and much together with others: see `proxy_auc_all`.
    proxy_auc = "Area under the curve of telling a group by a feature" {
        formula: Formula::Probe {
            of: RowProbe::Feature(area_of_one),
            ideal: Some(0.5),
            span: Span::Index,
            text: "max_g P(evidence for g is higher for someone of g than for another), out of fold",
            parameter: 0.0,
        },
        favours: Lower,
        source: FELDMAN_2015_PROXY,
        example: Example::Rows(&TELLING, 1.0),
        range: (0.0, 1.0),
        needs: [Features],
    }

    /// How well all features together tell people of a group from all others, on people who were not used to learn it.
    ///
    /// # Reading
    /// 0.5 means no better than guessing; 0.9 means that leaving the attribute out of the model hides little from it.
    ///
    /// # Undefined
    /// When the group or all others have fewer than two people in each fifth of the rows.
    ///
    /// # Beware
    /// Features add up as if they were independent within groups (naive Bayes): a better learner may tell more, never less
    /// than nothing. At most 5,000 people, drawn by a hash.
    proxy_auc_all = "Area under the curve of telling a group by all features" {
        formula: Formula::Probe {
            of: RowProbe::Level(area_of_all),
            ideal: Some(0.5),
            span: Span::Index,
            text: "P(Σ evidence for g is higher for someone of g than for another), out of fold",
            parameter: 0.0,
        },
        favours: Lower,
        source: FELDMAN_2015_PROXY,
        example: Example::Rows(&TELLING, 1.0),
        range: (0.0, 1.0),
        needs: [Features],
    }

    /// The share of a numeric feature's variance that lies between groups, for each numeric feature.
    ///
    /// # Reading
    /// 0.1 means that a tenth of all differences in the feature are differences between the groups' means.
    ///
    /// # Undefined
    /// When the feature does not vary, or fewer than two groups have numbers.
    ///
    /// # Beware
    /// It sees means alone, and a few very large numbers can hide them; `proxy_cramers_v` sees more.
    proxy_correlation_ratio = "Variance of a feature between groups" {
        formula: Formula::Probe {
            of: RowProbe::Feature(correlation),
            ideal: Some(0.0),
            span: Span::Index,
            text: "Σ_g n_g (mean_g − mean)² / Σ_i (x_i − mean)²",
            parameter: 0.0,
        },
        favours: Lower,
        source: PEARSON_1905,
        example: Example::Rows(&TELLING, 1.0),
        range: (0.0, 1.0),
        needs: [Features],
    }

    /// The share of the score's variance that a feature alone accounts for, for each feature.
    ///
    /// # Reading
    /// 0.4 means that two fifths of all differences in the score are differences between values of the feature: where the feature gives the
    /// attribute away, so does the score.
    ///
    /// # Undefined
    /// When the score does not vary, or fewer than two groups have people.
    ///
    /// # Beware
    /// Numbers are cut into at most ten bins of equal mass, rare names share a bin, and what is missing has a bin of its own. It says that
    /// the score moves with the feature, not that the model uses it: features that move together share what they account for. Many bins
    /// and few people keep it above zero: look at the p-value beside it.
    ///
    /// # Compare
    /// `proxy_cramers_v` and `proxy_auc` say how much the feature tells about the attribute; what is high in both passes it on.
    redundancy_of_score = "Variance of the score that a feature accounts for" {
        formula: Formula::Probe {
            of: RowProbe::Feature(redundancy),
            ideal: Some(0.0),
            span: Span::Index,
            text: "Σ_b n_b (mean score_b − mean score)² / Σ_i (score_i − mean score)², b the bins of the feature",
            parameter: 0.0,
        },
        favours: Lower,
        source: PEARSON_1905,
        // Means 0.2 and 0.8 about 0.5: 4 · 0.09 of 0.25 + 0.01 + 0.01 + 0.25.
        example: Example::Rows(&LEANING, 9.0 / 13.0),
        range: (0.0, 1.0),
        needs: [Features, Score],
    }
}
