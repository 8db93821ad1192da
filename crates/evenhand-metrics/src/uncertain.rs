//! Groups that nobody knows for certain: for each person there is a probability of each, from a name or a neighbourhood.
//!
//! Estimates stand beside those for everyone, with the name of the attribute and, as their group, that of the level.

use crate::rows::{
    likely_bounds_width, likely_difference, likely_difference_regression, likely_rate,
    likely_rate_regression,
};
use crate::{Example, ExampleRow, Formula, RowProbe};
use evenhand_core::Span;

static UNSURE: [ExampleRow; 60] = ExampleRow::unsure();

metrics! { "uncertain";
    /// Share of a group that is selected, every person weighted by the probability of belonging to it.
    ///
    /// # Reading
    /// 0.54 means that 54 of a hundred would be selected if decisions had nothing more to do with the group than its probability says.
    ///
    /// # Undefined
    /// When nobody, or everybody, surely belongs to the group.
    ///
    /// # Beware
    /// It is wrong by as much as decisions differ between groups among people of the same probability, and may have the wrong sign.
    /// Its interval therefore holds everything that the probabilities leave open: no verdict of being within a limit can come
    /// from the weighted number alone.
    ///
    /// # Compare
    /// `probabilistic_group_rate_regression` errs in another direction; the truth need not lie between the two.
    probabilistic_group_rate = "Selection rate by probability, weighted" {
        formula: Formula::Probe {
            of: RowProbe::Likely(likely_rate),
            ideal: None,
            span: Span::Rate,
            text: "Σ p_ig D_i / Σ p_ig",
            parameter: 0.0,
        },
        favours: Neither,
        source: CHEN_2019,
        example: Example::Rows(&UNSURE, 0.54),
        range: (0.0, 1.0),
        needs: [Decision, Probabilities],
    }

    /// Share of a group that is selected, as a line through the shares at each probability says for someone who surely belongs to it.
    ///
    /// # Reading
    /// 0.7 means that 70 of a hundred would be selected at a probability of one.
    ///
    /// # Undefined
    /// When all probabilities are the same.
    ///
    /// # Beware
    /// It is right only where decisions depend on the group alone and not on what gave the probability. It may leave 0 to 1.
    probabilistic_group_rate_regression = "Selection rate by probability, regression" {
        formula: Formula::Probe {
            of: RowProbe::Likely(likely_rate_regression),
            ideal: None,
            span: Span::Index,
            text: "α + β of D = α + β p_g",
            parameter: 0.0,
        },
        favours: Neither,
        source: CHEN_2019,
        example: Example::Rows(&UNSURE, 0.7),
        needs: [Decision, Probabilities],
    }

    /// Weighted selection rate of a group minus that of all others.
    ///
    /// # Reading
    /// −0.05 means that five fewer of a hundred are selected than among all others, if probabilities say all there is to say.
    ///
    /// # Undefined
    /// When nobody, or everybody, surely belongs to the group.
    ///
    /// # Beware
    /// The interval is what the probabilities leave open for both sides at once, and it is wide. No verdict of being within a limit
    /// can come from the weighted number alone.
    probabilistic_rate_difference = "Difference of selection rates by probability, weighted" {
        formula: Formula::Probe {
            of: RowProbe::Likely(likely_difference),
            ideal: Some(0.0),
            span: Span::Difference,
            text: "Σ p_ig D_i / Σ p_ig − Σ (1 − p_ig) D_i / Σ (1 − p_ig)",
            parameter: 0.0,
        },
        favours: Ideal,
        source: KALLUS_2022,
        example: Example::Rows(&UNSURE, 0.18),
        range: (-1.0, 1.0),
        needs: [Decision, Probabilities],
    }

    /// Selection rate of a group minus that of all others, as the slope of a line through the shares at each probability.
    ///
    /// # Reading
    /// 0.5 means that someone surely of the group is selected fifty times more in a hundred than someone surely outside.
    ///
    /// # Undefined
    /// When all probabilities are the same.
    ///
    /// # Beware
    /// It is right only where decisions depend on the group alone and not on what gave the probability.
    probabilistic_rate_difference_regression = "Difference of selection rates by probability, regression" {
        formula: Formula::Probe {
            of: RowProbe::Likely(likely_difference_regression),
            ideal: Some(0.0),
            span: Span::Index,
            text: "β of D = α + β p_g",
            parameter: 0.0,
        },
        favours: Ideal,
        source: CHEN_2019,
        example: Example::Rows(&UNSURE, 0.5),
        needs: [Decision, Probabilities],
    }

    /// How far apart the smallest and the largest selection rate lie that the probabilities allow.
    ///
    /// # Reading
    /// 0.4 means that the rate of the group could be anything within forty per hundred.
    ///
    /// # Undefined
    /// When nobody, or everybody, surely belongs to the group.
    ///
    /// # Beware
    /// More rows do not make it smaller; better probabilities do. The bounds themselves are the interval of
    /// `probabilistic_group_rate`.
    probabilistic_rate_bounds = "Width of the bounds of a selection rate" {
        formula: Formula::Probe {
            of: RowProbe::Likely(likely_bounds_width),
            ideal: Some(0.0),
            span: Span::Index,
            text: "(E[min(η, q)] − E[max(0, η + q − 1)]) / E[q]",
            parameter: 0.0,
        },
        favours: Lower,
        source: KALLUS_2022,
        example: Example::Rows(&UNSURE, 0.4),
        range: (0.0, 1.0),
        needs: [Decision, Probabilities],
    }
}
