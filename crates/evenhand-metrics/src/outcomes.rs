//! Outcomes that are numbers, and how far predictions of them miss.

use crate::metric::{peer, same};
use crate::{Example, Formula, Function, Number, Setting, Spread, Undefined};
use evenhand_core::{FIXED_POINT_BITS, Moments, Quantity, Sums};
use evenhand_inference::Interval;
use evenhand_inference::correlation::correlation_interval;
use evenhand_inference::effective_size::kish;

metrics! { "outcomes";
    /// Mean of the outcome.
    ///
    /// # Reading
    /// 320 means that members of the group spend 320 on average.
    ///
    /// # Undefined
    /// When nobody in the group has an outcome.
    mean_outcome = "Mean outcome" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Outcome), text: "Σ outcome / n" },
        favours: Neither,
        source: STUDENT_1908,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
    }

    /// How far outcomes lie above their predictions on average.
    ///
    /// # Reading
    /// 5 means that members of the group turn out five higher than predicted.
    ///
    /// # Undefined
    /// When nobody in the group has both an outcome and a prediction.
    ///
    /// # Beware
    /// Misses in both directions cancel; `mean_absolute_error` does not let them.
    ///
    /// # Compare
    /// Opposite in sign to a bias or mean error that is prediction minus outcome.
    mean_residual = "Mean residual" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Residual), text: "Σ (outcome − score) / n" },
        favours: Ideal,
        source: HYNDMAN_KOEHLER_2006,
        example: Example::Numbers(&[-1.0, 2.0, 5.0], 2.0),
    }

    /// How far predictions miss on average, in either direction.
    ///
    /// # Reading
    /// 12 means that a prediction is off by twelve on average.
    ///
    /// # Undefined
    /// When nobody in the group has both an outcome and a prediction.
    ///
    /// # Beware
    /// A group with larger outcomes has larger errors at the same relative precision.
    mean_absolute_error = "Mean absolute error" {
        formula: Formula::Mean { of: Number::Sum(Quantity::AbsoluteError), text: "Σ |outcome − score| / n" },
        favours: Lower,
        source: HYNDMAN_KOEHLER_2006,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
        range: (0.0, f64::INFINITY),
        aliases: [same("mae"), peer("Fairlearn", "mean_absolute_error", "=")],
    }

    /// Mean of the squared misses of predictions.
    ///
    /// # Reading
    /// In squared units; its root, `root_mean_squared_error`, is easier to read.
    ///
    /// # Undefined
    /// When nobody in the group has both an outcome and a prediction.
    ///
    /// # Beware
    /// A few large misses decide it, and its interval is wide where they are rare.
    mean_squared_error = "Mean squared error" {
        formula: Formula::Mean { of: Number::Sum(Quantity::SquaredError), text: "Σ (outcome − score)² / n" },
        favours: Lower,
        source: HYNDMAN_KOEHLER_2006,
        example: Example::Numbers(&[1.0, 7.0], 4.0),
        range: (0.0, f64::INFINITY),
        aliases: [same("mse"), peer("Fairlearn", "mean_squared_error", "=")],
    }

    /// Root of the mean squared miss of predictions.
    ///
    /// # Reading
    /// 15 means that predictions are typically off by about fifteen, large misses counting more.
    ///
    /// # Undefined
    /// When nobody in the group has both an outcome and a prediction.
    root_mean_squared_error = "Root mean squared error" {
        formula: Formula::Root(&mean_squared_error),
        favours: Lower,
        source: HYNDMAN_KOEHLER_2006,
        example: Example::Numbers(&[1.0, 7.0], 2.0),
        range: (0.0, f64::INFINITY),
        aliases: [same("rmse"), peer("Fairlearn", "root_mean_squared_error", "=")],
    }

    /// How far predictions miss on average, each as a share of its outcome.
    ///
    /// # Reading
    /// 0.2 means that a prediction is off by a fifth of the outcome on average.
    ///
    /// # Undefined
    /// When nobody in the group has a prediction and an outcome other than zero.
    ///
    /// # Beware
    /// Rows whose outcome is zero have no percentage and are left out; the rows that count are stated. Small outcomes decide it.
    ///
    /// # Compare
    /// `weighted_absolute_percentage_error` divides the sums and keeps outcomes of zero.
    mean_absolute_percentage_error = "Mean absolute percentage error" {
        formula: Formula::Mean { of: Number::Sum(Quantity::AbsolutePercentageError), text: "Σ (|outcome − score| / |outcome|) / n" },
        favours: Lower,
        source: HYNDMAN_KOEHLER_2006,
        example: Example::Numbers(&[0.25, 0.75], 0.5),
        range: (0.0, f64::INFINITY),
        aliases: [same("mape")],
    }

    /// All misses of predictions together as a share of all outcomes together.
    ///
    /// # Reading
    /// 0.1 means that misses add up to a tenth of what the outcomes add up to.
    ///
    /// # Undefined
    /// When nobody in the group has both, or all outcomes and misses are zero. Infinite when only the outcomes are.
    weighted_absolute_percentage_error = "Weighted absolute percentage error" {
        formula: Formula::RatioOfSums {
            of: [Quantity::AbsoluteError, Quantity::AbsoluteOutcome, Quantity::AbsoluteErrorTimesOutcome],
            text: "Σ |outcome − score| / Σ |outcome|",
        },
        favours: Lower,
        source: KOLASSA_SCHUETZ_2007,
        example: Example::Sums(
            &[
                (Quantity::AbsoluteError, &[1.0, 3.0]),
                (Quantity::AbsoluteOutcome, &[4.0, 4.0]),
                (Quantity::AbsoluteErrorTimesOutcome, &[4.0, 12.0]),
            ],
            0.5,
        ),
        range: (0.0, f64::INFINITY),
        aliases: [same("wape")],
    }

    /// Correlation of outcomes with their predictions.
    ///
    /// # Reading
    /// 1 means that predictions follow outcomes on a line, 0 that they say nothing of them in this sense.
    ///
    /// # Undefined
    /// When fewer than two people have both, or all outcomes or all predictions are the same.
    ///
    /// # Beware
    /// A group with a narrow range of outcomes has a smaller correlation at the same precision. Its interval supposes about normal numbers where no unit is named.
    outcome_score_correlation = "Correlation of outcome and score" {
        formula: Formula::Table { of: Function::Sums(correlation), spread: Spread::OfSums(correlation_limits), text: "cov(outcome, score) / (sd(outcome) · sd(score))", parameter: 0.0 },
        favours: Higher,
        source: FISHER_1921,
        example: Example::Sums(
            &[
                (Quantity::OutcomeWithScore, &[1.0, 2.0, 3.0]),
                (Quantity::ScoreWithOutcome, &[1.0, 3.0, 2.0]),
                (Quantity::OutcomeTimesScore, &[1.0, 6.0, 6.0]),
            ],
            0.5,
        ),
        range: (-1.0, 1.0),
        needs: [Outcome, Score],
    }

    /// Correlation of outcomes with predictions in the group minus that in its reference.
    ///
    /// # Reading
    /// −0.2 means that predictions follow outcomes less closely than in the reference.
    ///
    /// # Undefined
    /// When one side has no correlation.
    correlation_difference = "Difference of correlations" {
        formula: Formula::Difference(&outcome_score_correlation),
        favours: Ideal,
        source: FISHER_1921,
        example: Example::SumsTwo(
            &[
                (Quantity::OutcomeWithScore, &[1.0, 2.0, 3.0]),
                (Quantity::ScoreWithOutcome, &[1.0, 3.0, 2.0]),
                (Quantity::OutcomeTimesScore, &[1.0, 6.0, 6.0]),
            ],
            &[
                (Quantity::OutcomeWithScore, &[1.0, 2.0, 3.0]),
                (Quantity::ScoreWithOutcome, &[1.0, 2.0, 3.0]),
                (Quantity::OutcomeTimesScore, &[1.0, 4.0, 9.0]),
            ],
            -0.5,
        ),
        range: (-2.0, 2.0),
        aliases: [peer("Holistic AI", "correlation_diff", "=")],
    }
}

fn sums(moments: &Moments) -> [Sums; 3] {
    [
        Quantity::OutcomeWithScore,
        Quantity::ScoreWithOutcome,
        Quantity::OutcomeTimesScore,
    ]
    .map(|quantity| moments.get(quantity))
}

fn correlation(moments: &Moments, _: f64) -> Result<f64, Undefined> {
    let [outcome, score, product] = sums(moments);
    // What rounding to the unit of the sums leaves of numbers that are all the same.
    let nothing = product.n as f64 / (1_u64 << FIXED_POINT_BITS) as f64;
    let (a, b) = (outcome.squares(), score.squares());
    if product.n < 2 || a <= nothing || b <= nothing {
        return Err(Undefined::ZeroDenominator);
    }
    let together = Sums::products(&outcome, &score, &product);
    Ok((together / (a.sqrt() * b.sqrt())).clamp(-1.0, 1.0))
}

fn correlation_limits(moments: &Moments, setting: &Setting) -> Option<Interval> {
    let [_, _, product] = sums(moments);
    let size = kish(product.weight(), product.weight_squared());
    correlation_interval(correlation(moments, 0.0).ok()?, size, setting.level).ok()
}
