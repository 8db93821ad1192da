//! What the scores themselves say, before anybody is selected: how high they are and how near to the outcomes.

use crate::metric::{peer, same};
use crate::views::Central;
use crate::{
    Between, Both, Example, Formula, Function, Number, PairSpread, ScoreCell, Scores, Setting,
    Spread, Undefined,
};

use evenhand_inference::quantile::{Ordered, quantile, quantile_interval};
use evenhand_inference::two_sample::ratio_interval;
use evenhand_inference::{Interval, Proportion};

metrics! { "scores";
    /// Mean score.
    ///
    /// # Reading
    /// 0.3 means that the model gives a member of the group 0.3 on average.
    ///
    /// # Undefined
    /// When nobody in the group has a score.
    mean_score = "Mean score" {
        formula: Formula::Mean { of: Number::Score(|score, _| Some(score)), text: "Σ score / n" },
        favours: Neither,
        source: STUDENT_1908,
        example: Example::Scores(&[(0.2, 1, 1), (0.6, 1, 1)], 0.4),
        aliases: [peer("Fairlearn", "mean_prediction", "=")],
    }

    /// The score that half of the group does not exceed.
    ///
    /// # Reading
    /// 0.2 means that half of the group scores 0.2 or less.
    ///
    /// # Undefined
    /// When nobody in the group has a score.
    ///
    /// # Compare
    /// Unlike the mean it is not moved by a few very high scores.
    median_score = "Median score" {
        formula: Formula::Table { of: Function::ScoresAmong(score_at), spread: Spread::Limits(score_limits), text: "score at rank 1 + (n − 1) / 2", parameter: 0.5 },
        favours: Neither,
        source: HYNDMAN_FAN_1996,
        example: Example::Scores(&[(0.2, 1, 0), (0.4, 1, 0)], 0.3),
    }

    /// The score below which a given share of the group lies.
    ///
    /// # Reading
    /// 0.7 at q = 0.9 means that one in ten of the group scores above 0.7.
    ///
    /// # Undefined
    /// When nobody in the group has a score, or q is not between 0 and 1.
    ///
    /// # Beware
    /// High quantiles of small groups rest on a few people; their limits then end at the highest score that occurred.
    score_quantile = "Quantile of scores" {
        formula: Formula::Table { of: Function::ScoresAmong(score_at), spread: Spread::Limits(score_limits), text: "score at rank 1 + q (n − 1)", parameter: 0.9 },
        favours: Neither,
        source: HYNDMAN_FAN_1996,
        example: Example::Scores(&[(0.0, 1, 0), (1.0, 0, 1)], 0.9),
        parameter: "q",
        aliases: [same("score_quantiles")],
    }

    /// Mean squared distance of the score from the outcome.
    ///
    /// # Reading
    /// 0.25 is what a score of ½ for everybody earns; 0 is a perfect forecast.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome.
    ///
    /// # Beware
    /// It mixes ranking, calibration and the base rate: groups of different base rates differ in it under equal treatment.
    brier_score = "Brier score" {
        formula: Formula::Mean { of: Number::Score(|score, label| label.map(|y| squared(score, y))), text: "Σ (score − outcome)² / n" },
        favours: Lower,
        source: BRIER_1950,
        example: Example::Scores(&[(0.2, 1, 0), (0.6, 0, 1)], 0.1),
        range: (0.0, f64::INFINITY),
        aliases: [same("brier")],
    }

    /// Mean surprise at the outcomes, in nats.
    ///
    /// # Reading
    /// 0.69 is what a score of ½ for everybody earns; a confident score that turns out wrong costs most.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome.
    ///
    /// # Beware
    /// Scores are kept 1e-15 away from 0 and 1, so that one certain and wrong score counts 34.5 instead of infinitely
    /// much. Base rates move it as they move the Brier score.
    log_loss = "Log loss" {
        formula: Formula::Mean { of: Number::Score(|score, label| label.map(|y| surprise(score, y))), text: "−Σ [outcome · ln score + (1 − outcome) · ln(1 − score)] / n" },
        favours: Lower,
        source: GOOD_1952,
        example: Example::Scores(&[(0.5, 1, 1)], std::f64::consts::LN_2),
        range: (0.0, f64::INFINITY),
        aliases: [peer("Veritas", "log_loss", "=")],
    }

    /// Mean score of those with the outcome.
    ///
    /// # Reading
    /// 0.6 means that those who turned out to have the outcome had been given 0.6 on average.
    ///
    /// # Undefined
    /// When nobody in the group has the outcome.
    ///
    /// # Compare
    /// The true positive rate with scores in the place of decisions.
    generalized_true_positive_rate = "Generalized true positive rate" {
        formula: Formula::Mean { of: Number::Score(|score, label| (label == Some(true)).then_some(score)), text: "Σ score · outcome / Σ outcome" },
        favours: Higher,
        source: PLEISS_2017,
        example: Example::Scores(&[(0.2, 0, 1), (0.6, 5, 1)], 0.4),
        aliases: [same("gtpr"), peer("AIF360", "generalized_true_positive_rate", "=")],
    }

    /// Mean score of those without the outcome.
    ///
    /// # Reading
    /// 0.3 means that those who turned out not to have the outcome had been given 0.3 on average.
    ///
    /// # Undefined
    /// When everybody in the group has the outcome.
    ///
    /// # Compare
    /// The false positive rate with scores in the place of decisions.
    generalized_false_positive_rate = "Generalized false positive rate" {
        formula: Formula::Mean { of: Number::Score(|score, label| (label == Some(false)).then_some(score)), text: "Σ score · (1 − outcome) / Σ (1 − outcome)" },
        favours: Lower,
        source: PLEISS_2017,
        example: Example::Scores(&[(0.2, 3, 0), (0.6, 1, 7)], 0.3),
        aliases: [same("gfpr"), peer("AIF360", "generalized_false_positive_rate", "=")],
    }

    /// Mean score of those with the outcome in the group minus that in its reference.
    ///
    /// # Reading
    /// −0.1 means that people of this group who turned out to have the outcome had been given 0.1 less than such people
    /// of the reference.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with the outcome.
    balance_positive_class = "Balance for the positive class" {
        formula: Formula::Difference(&generalized_true_positive_rate),
        favours: Ideal,
        source: KLEINBERG_2017,
        example: Example::ScoresTwo(&[(0.2, 0, 1), (0.6, 5, 1)], &[(0.7, 1, 1)], -0.3),
    }

    /// Mean score of those without the outcome in the group minus that in its reference.
    ///
    /// # Reading
    /// 0.1 means that people of this group who turned out not to have the outcome had been given 0.1 more than such people
    /// of the reference.
    ///
    /// # Undefined
    /// When everybody in the group or in the reference has the outcome.
    balance_negative_class = "Balance for the negative class" {
        formula: Formula::Difference(&generalized_false_positive_rate),
        favours: Ideal,
        source: KLEINBERG_2017,
        example: Example::ScoresTwo(&[(0.2, 3, 0), (0.6, 1, 7)], &[(0.4, 1, 1)], -0.1),
    }

    /// The larger of the largest gaps of the mean scores of those with and of those without the outcome.
    ///
    /// # Reading
    /// 0.2 means that somewhere two groups of people with the same outcome were scored 0.2 apart.
    ///
    /// # Undefined
    /// When fewer than two groups have people with the outcome, or fewer than two people without.
    ///
    /// # Beware
    /// Positive even among equal groups.
    generalized_equalized_odds_difference = "Generalized equalized odds difference" {
        formula: Formula::WorstGap(&generalized_true_positive_rate, &generalized_false_positive_rate),
        favours: Ideal,
        source: PLEISS_2017,
        example: Example::ScoresTwo(&[(0.2, 0, 1), (0.6, 5, 1)], &[(0.7, 1, 1)], 0.3),
        aliases: [peer("AIF360", "generalized_equalized_odds_difference", "=")],
    }

    /// Mean scores of the group and of its reference apart, in standard deviations.
    ///
    /// # Reading
    /// −0.5 means that the group scores half a standard deviation lower.
    ///
    /// # Undefined
    /// When one side has no scores, or neither side's scores vary.
    ///
    /// # Compare
    /// Holistic AI's `zscore_diff` divides by another deviation.
    standardized_mean_difference = "Standardized difference of mean scores" {
        formula: Formula::TablePair { of: Between::Scores(standardized), spread: PairSpread::Limits(standardized_limits), text: "(mean score_g − mean score_r) / √((variance_g + variance_r) / 2)", parameter: 0.0 },
        favours: Ideal,
        source: COHEN_1988,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.6, 1, 0)], &[(0.4, 1, 0), (0.8, 1, 0)], -1.0),
        aliases: [same("smd"), peer("Holistic AI", "zscore_diff", "≠")],
    }

    /// Share of the group among the highest scores of everyone, against that of its reference.
    ///
    /// # Reading
    /// 0.8 at q = 0.2 means that if the best fifth of everybody were selected, the group would have four selected for every
    /// five of as many of the reference.
    ///
    /// # Undefined
    /// When nobody of either side is among them, one side has no scores, or q is not between 0 and 1.
    ///
    /// # Beware
    /// Of people tied at the threshold an equal part of each group is taken: the mean over all ways to break the tie. The
    /// threshold is taken as known.
    top_k_selection_parity = "Parity among the highest scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(top_ratio), spread: PairSpread::Limits(top_limits), text: "P(score_g among the highest q of everyone) / P(score_r among the highest q of everyone)", parameter: 0.2 },
        favours: Ideal,
        source: UGESP_1978,
        example: Example::ScoresTwo(&[(0.1, 4, 0), (0.9, 1, 0)], &[(0.1, 2, 0), (0.9, 3, 0)], 1.0 / 3.0),
        range: (0.0, f64::INFINITY),
        ideal: 1.0,
        parameter: "q",
        aliases: [same("topk_selection_parity")],
    }
}

fn squared(score: f64, outcome: bool) -> f64 {
    let gap = score - f64::from(u8::from(outcome));
    gap * gap
}

/// Scores nearer to 0 or 1 than this count as this far away.
const NEAREST: f64 = 1e-15;

fn surprise(score: f64, outcome: bool) -> f64 {
    let chance = if outcome { score } else { 1.0 - score };
    -libm::log(chance.clamp(NEAREST, 1.0))
}

/// The scores in order, with how many rows they are worth.
fn ordered<T>(
    scores: &Scores,
    setting: &Setting,
    of: impl FnOnce(Ordered<'_>) -> Option<T>,
) -> Option<T> {
    let rows = scores.distribution();
    let n = (scores.total() * setting.sizes[0]).max(1.0);
    of(Ordered::new(rows, n).ok()?)
}

fn score_at(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let q = setting.parameter;
    ordered(scores, setting, |rows| quantile(rows, q).ok()).ok_or(Undefined::ZeroDenominator)
}

fn score_limits(scores: &Scores, setting: &Setting) -> Option<Interval> {
    let value = score_at(scores, setting).ok()?;
    let q = setting.parameter;
    let interval = ordered(scores, setting, |rows| {
        quantile_interval(rows, q, setting.level).ok()
    })?;
    // With weights the quantile is a mean over neighbours, which the order statistics of a few rows may miss.
    Some(Interval {
        lower: interval.lower.min(value),
        upper: interval.upper.max(value),
        ..interval
    })
}

/// The means of both sides, and their deviation together.
fn deviation(both: &Both) -> Option<(Central, Central, f64)> {
    let (a, b) = both.own.moments().zip(both.other.moments())?;
    Some((a, b, f64::midpoint(a.second, b.second).sqrt()))
}

fn standardized(both: &Both, _: f64) -> Result<f64, Undefined> {
    let (a, b, deviation) = deviation(both).ok_or(Undefined::ZeroDenominator)?;
    if deviation > 0.0 {
        Ok((a.mean - b.mean) / deviation)
    } else {
        Err(Undefined::ZeroDenominator)
    }
}

/// The delta method: what a row of either side moves, by its mean and by its part of the deviation.
fn standardized_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    let value = standardized(both, 0.0).ok()?;
    let (a, b, deviation) = deviation(both)?;
    // A row that lies x from its mean moves the number by ±x / deviation − by (x² − variance).
    let by = value / (4.0 * deviation * deviation);
    let sides = [(&both.own, a, 1.0), (&both.other, b, -1.0)];
    let mut variance = 0.0;
    for ((scores, moments, sign), size) in sides.into_iter().zip(setting.sizes) {
        let squares = moments.second / (deviation * deviation)
            - 2.0 * sign * by * moments.third / deviation
            + by * by * (moments.fourth - moments.second * moments.second);
        variance += squares.max(0.0) / (scores.total() * size);
    }
    let reach = setting.level.z() * variance.sqrt();
    reach.is_finite().then_some(Interval {
        lower: value - reach,
        upper: value + reach,
        method: "delta",
    })
}

/// The share of the group among the highest of everyone; of those at the threshold itself the part that belongs to them.
fn top_share(scores: &Scores, setting: &Setting) -> Option<f64> {
    let (at, part) = setting.pool.threshold(setting.parameter)?;
    let total = scores.total();
    let above = scores.cells.partition_point(|cell| cell.at <= at);
    let (below, above) = scores.cells.split_at(above);
    let mut top: f64 = above.iter().map(ScoreCell::all).sum();
    if let Some(cell) = below.last().filter(|cell| cell.at >= at) {
        top += part * cell.all();
    }
    (total > 0.0).then(|| (top / total).min(1.0))
}

fn top_ratio(both: &Both, setting: &Setting) -> Result<f64, Undefined> {
    let shares = top_share(&both.own, setting).zip(top_share(&both.other, setting));
    let (a, b) = shares.ok_or(Undefined::ZeroDenominator)?;
    crate::cells::share(a, b)
}

fn top_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    let side = |scores: &Scores, size: f64| {
        let n = scores.total() * size;
        Proportion::new((top_share(scores, setting)? * n).min(n), n).ok()
    };
    let [of_own, of_other] = setting.sizes;
    let (a, b) = (side(&both.own, of_own)?, side(&both.other, of_other)?);
    Some(ratio_interval(a, b, setting.level.z()))
}
