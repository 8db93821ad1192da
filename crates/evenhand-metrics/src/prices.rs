//! What people are asked to pay and what offers are worth to them.

use crate::metric::{peer, same};
use crate::{
    Between, Both, Example, Formula, Function, Number, PairSpread, Paired, Scores, Setting, Spread,
    Undefined,
};
use evenhand_core::Quantity;
use evenhand_inference::inequality::{Index, gini, jain, mean_log_deviation, theil};
use evenhand_inference::quantile::{Ordered, quantile, quantile_interval};
use evenhand_inference::strata::{
    Stratum, mantel_haenszel_odds_ratio, mantel_haenszel_risk_difference,
};
use evenhand_inference::{Interval, Level};
use std::f64::consts::LN_2;

metrics! { "prices";
    /// Mean price, or mean of what an offer is worth.
    ///
    /// # Reading
    /// 49.9 means that members of the group are asked 49.90 on average.
    ///
    /// # Undefined
    /// When nobody in the group has a value.
    mean_value = "Mean value" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Value), text: "Σ value / n" },
        favours: Neither,
        source: STUDENT_1908,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
    }

    /// Mean price of the group minus that of its reference.
    ///
    /// # Reading
    /// 3.5 means that the group is asked 3.50 more on average.
    ///
    /// # Undefined
    /// When one side has nobody with a value.
    ///
    /// # Beware
    /// Groups that buy other things, or elsewhere, pay other prices without anybody treating them differently; `conditional_price_gap` compares like with like.
    ///
    /// # Compare
    /// A few very high prices move it; `median_price_gap` and `log_price_gap` less so.
    price_gap = "Price gap" {
        formula: Formula::Difference(&mean_value),
        favours: Ideal,
        source: AYRES_SIEGELMAN_1995,
        example: Example::NumbersTwo(&[1.0, 2.0, 6.0], &[2.0, 2.0, 2.0], 1.0),
    }

    /// Mean logarithm of the price.
    ///
    /// # Reading
    /// Its differences are relative: 0.1 more is about ten per cent more.
    ///
    /// # Undefined
    /// When nobody in the group has a value above zero.
    ///
    /// # Beware
    /// Values of zero or less have no logarithm and are left out; the rows that count are stated.
    mean_log_value = "Mean log value" {
        formula: Formula::Mean { of: Number::Sum(Quantity::LogValue), text: "Σ ln(value) / n" },
        favours: Neither,
        source: AITCHISON_BROWN_1957,
        example: Example::Numbers(&[0.5, 1.0, 1.5], 1.0),
    }

    /// Mean log price of the group minus that of its reference.
    ///
    /// # Reading
    /// 0.05 means that the typical price is about five per cent higher than in the reference.
    ///
    /// # Undefined
    /// When one side has nobody with a value above zero.
    ///
    /// # Compare
    /// Its exponential is `geometric_mean_price_ratio`.
    log_price_gap = "Log price gap" {
        formula: Formula::Difference(&mean_log_value),
        favours: Ideal,
        source: AITCHISON_BROWN_1957,
        example: Example::SumsTwo(&[(Quantity::LogValue, &[0.5, 1.0])], &[(Quantity::LogValue, &[0.25, 0.75])], 0.25),
    }

    /// Geometric mean of the prices.
    ///
    /// # Reading
    /// 40 means that prices scatter around 40 as far upwards, in per cent, as downwards.
    ///
    /// # Undefined
    /// When nobody in the group has a value above zero.
    ///
    /// # Beware
    /// Values of zero or less are left out.
    geometric_mean_value = "Geometric mean value" {
        formula: Formula::Exponential(&mean_log_value),
        favours: Neither,
        source: AITCHISON_BROWN_1957,
        example: Example::Sums(&[(Quantity::LogValue, &[LN_2, 3.0 * LN_2])], 4.0),
        range: (0.0, f64::INFINITY),
    }

    /// Geometric mean price of the group divided by that of its reference.
    ///
    /// # Reading
    /// 1.05 means that the typical price is five per cent higher.
    ///
    /// # Undefined
    /// When one side has nobody with a value above zero.
    geometric_mean_price_ratio = "Ratio of geometric mean prices" {
        formula: Formula::Ratio(&geometric_mean_value),
        favours: Ideal,
        source: AITCHISON_BROWN_1957,
        example: Example::SumsTwo(&[(Quantity::LogValue, &[LN_2, 3.0 * LN_2])], &[(Quantity::LogValue, &[LN_2, LN_2])], 2.0),
    }

    /// Median price.
    ///
    /// # Reading
    /// 45 means that half of the group is asked 45 or less.
    ///
    /// # Undefined
    /// When nobody in the group has a value.
    ///
    /// # Beware
    /// Where there are too many different values to keep each, it is read from bins and exact to the width of one.
    median_value = "Median value" {
        formula: Formula::Table { of: Function::ValuesAmong(median), spread: Spread::Limits(median_limits), text: "median of value", parameter: 0.5 },
        favours: Neither,
        source: HYNDMAN_FAN_1996,
        example: Example::Values(&[(1.0, 1, 0), (2.0, 1, 1), (10.0, 0, 1)], 2.0),
    }

    /// Median price of the group minus that of its reference.
    ///
    /// # Reading
    /// −2 means that the middle of the group is asked two less than the middle of the reference.
    ///
    /// # Undefined
    /// When one side has nobody with a value.
    median_price_gap = "Median price gap" {
        formula: Formula::Difference(&median_value),
        favours: Ideal,
        source: HYNDMAN_FAN_1996,
        example: Example::ValuesTwo(&[(1.0, 1, 0), (2.0, 1, 1), (10.0, 0, 1)], &[(3.0, 1, 0), (5.0, 1, 0)], -2.0),
    }

    /// Difference of mean prices within strata, averaged over the strata.
    ///
    /// # Reading
    /// 1.2 means that among people of the same stratum the group is asked 1.20 more.
    ///
    /// # Undefined
    /// When no stratum holds people of both sides.
    ///
    /// # Beware
    /// Strata without both sides take no part; the share of rows that do is stated. A stratum that is itself a product of unequal treatment hides the gap instead of explaining it.
    ///
    /// # Compare
    /// `price_gap_unexplained` averages the same differences by where the group's people are, instead of by precision.
    conditional_price_gap = "Price gap within strata" {
        formula: Formula::Paired(Paired::WithinStrata(Quantity::Value)),
        favours: Ideal,
        source: COCHRAN_STRATA_1954,
        // Weights 1 and 4/3, gaps −2 and 2.
        example: Example::StrataNumbers(&[(&[1.0, 3.0], &[4.0, 4.0]), (&[10.0, 10.0], &[8.0, 8.0, 8.0, 8.0])], 2.0 / 7.0),
    }

    /// The part of the price gap that goes with the strata people are in.
    ///
    /// # Reading
    /// 2 means that the group would be asked two more if everybody of a stratum were asked the same, because its people are more often in dear strata.
    ///
    /// # Undefined
    /// When no stratum holds people of both sides.
    ///
    /// # Beware
    /// Explained is not justified: why the group is in dear strata is another question. Over strata that hold both sides, it and `price_gap_unexplained` add up to the gap; the others take no part, and the share of rows that do is stated.
    ///
    /// # Compare
    /// The reference's means are the measure, as is usual; measuring by the group's own, or by pooled ones, gives other parts.
    price_gap_explained = "Price gap explained by strata" {
        formula: Formula::Paired(Paired::Explained(Quantity::Value)),
        favours: Neither,
        source: OAXACA_1973,
        // (½ − ⅓)·4 + (½ − ⅔)·8.
        example: Example::StrataNumbers(&[(&[1.0, 3.0], &[4.0, 4.0]), (&[11.0, 11.0], &[8.0, 8.0, 8.0, 8.0])], -2.0 / 3.0),
        aliases: [same("price_decomposition_explained")],
    }

    /// The part of the price gap that is left among people of the same stratum.
    ///
    /// # Reading
    /// 0.5 means that the group's people are asked 0.50 more than people of the reference in the same strata.
    ///
    /// # Undefined
    /// When no stratum holds people of both sides.
    ///
    /// # Beware
    /// Unexplained by these strata is not yet discrimination: another difference between people may explain it, and one that is in the strata may be a product of unequal treatment.
    price_gap_unexplained = "Price gap not explained by strata" {
        formula: Formula::Paired(Paired::Unexplained(Quantity::Value)),
        favours: Ideal,
        source: OAXACA_1973,
        // ½·(2 − 4) + ½·(11 − 8).
        example: Example::StrataNumbers(&[(&[1.0, 3.0], &[4.0, 4.0]), (&[11.0, 11.0], &[8.0, 8.0, 8.0, 8.0])], 0.5),
        aliases: [same("price_decomposition_unexplained"), same("price_decomposition")],
    }

    /// Mean of what is offered, over everybody: those who are offered nothing count as zero.
    ///
    /// # Reading
    /// 1.5 means that per head of the group offers worth 1.50 go out.
    ///
    /// # Undefined
    /// When nobody in the group has a decision.
    ///
    /// # Beware
    /// Selected people whose value is not known are left out.
    mean_offered_value = "Value offered per head" {
        formula: Formula::Mean { of: Number::Sum(Quantity::OfferedValue), text: "Σ value · decision / n" },
        favours: Higher,
        source: STUDENT_1908,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
    }

    /// Value offered per head of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that four units go to a head of the group where five go to a head of the reference.
    ///
    /// # Undefined
    /// When a side has nobody with a decision, or nothing is offered to either.
    ///
    /// # Compare
    /// `disparate_impact_ratio` counts offers; this also counts what they are worth.
    offer_value_parity = "Parity of offered value" {
        formula: Formula::Ratio(&mean_offered_value),
        favours: Ideal,
        source: AYRES_SIEGELMAN_1995,
        example: Example::NumbersTwo(&[1.0, 2.0, 6.0], &[2.0, 2.0, 2.0], 1.5),
    }

    /// Mean discount of those who were selected, as a share of the list price.
    ///
    /// # Reading
    /// 0.15 means that those who get an offer pay fifteen per cent less than the list price.
    ///
    /// # Undefined
    /// When nobody in the group was selected, or no list price is above zero.
    mean_discount = "Mean discount" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Discount), text: "Σ (1 − value / list price) / selected" },
        favours: Higher,
        source: STUDENT_1908,
        example: Example::Numbers(&[0.25, 0.5], 0.375),
    }

    /// Mean discount of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.03 means that the group's offers are three points of the list price smaller.
    ///
    /// # Undefined
    /// When nobody of one side was selected.
    ///
    /// # Beware
    /// It compares those who got an offer; who got one at all is another question.
    discount_depth_parity = "Parity of discounts" {
        formula: Formula::Difference(&mean_discount),
        favours: Ideal,
        source: AYRES_SIEGELMAN_1995,
        example: Example::NumbersTwo(&[0.25, 0.5], &[0.5, 0.5], -0.125),
    }

    /// Difference in how often people accept who are quoted about the same price.
    ///
    /// # Reading
    /// −0.1 means that at the same price ten fewer of every hundred of the group accept.
    ///
    /// # Undefined
    /// When no range of prices was quoted to both sides.
    ///
    /// # Beware
    /// Prices are put into at most twenty ranges of about equally many people of both sides together; within a range prices may still differ. Experimental.
    quote_to_accept_parity = "Acceptance at equal price" {
        formula: Formula::TablePair { of: Between::Values(accepted), spread: PairSpread::Limits(accepted_limits), text: "Mantel-Haenszel difference of P(outcome) over price ranges", parameter: 20.0 },
        favours: Ideal,
        source: GREENLAND_ROBINS_1985,
        example: Example::ValuesTwo(&[(10.0, 8, 2), (20.0, 9, 1)], &[(10.0, 6, 4), (20.0, 8, 2)], -0.15),
        range: (-1.0, 1.0),
        needs: [Label],
    }

    /// Odds of accepting against those of the reference among people who are quoted about the same price.
    ///
    /// # Reading
    /// 0.5 means that at the same price the odds of accepting are half those of the reference.
    ///
    /// # Undefined
    /// When no range of prices was quoted to both sides, or everybody or nobody accepted in each.
    ///
    /// # Beware
    /// One number is a fair summary only where the odds ratio is about the same at all prices. Experimental.
    quote_to_accept_odds_ratio = "Odds ratio of acceptance at equal price" {
        formula: Formula::TablePair { of: Between::Values(accepted_odds), spread: PairSpread::Limits(accepted_odds_limits), text: "Mantel-Haenszel odds ratio of the outcome over price ranges", parameter: 20.0 },
        favours: Neither,
        source: MANTEL_HAENSZEL_1959,
        example: Example::ValuesTwo(&[(10.0, 8, 2), (20.0, 9, 1)], &[(10.0, 6, 4), (20.0, 8, 2)], 0.4),
        range: (0.0, f64::INFINITY),
        needs: [Label],
    }

    /// How unequal values are within the group: half the mean difference of two people over the mean.
    ///
    /// # Reading
    /// 0 means that all have the same; close to one means that a few have nearly all.
    ///
    /// # Undefined
    /// When nobody has a value, the values sum to zero, or one is negative.
    ///
    /// # Beware
    /// Unequal is not unfair: people who want different things get different things.
    gini_index_value = "Gini index of values" {
        formula: Formula::Table { of: Function::Values(gini_value), spread: Spread::Limits(gini_limits), text: "Σ_i (2i − n − 1)·value_(i) / (n Σ value)", parameter: 0.0 },
        favours: Lower,
        source: GINI_1914,
        example: Example::Values(&[(1.0, 1, 0), (2.0, 1, 0), (3.0, 1, 0), (4.0, 1, 0)], 0.25),
        range: (0.0, 1.0),
        aliases: [same("gini_index"), same("gini"), same("gini_value")],
    }

    /// How equal values are within the group: the squared mean over the mean of the squares.
    ///
    /// # Reading
    /// 1 means that all have the same; 0.25 is what four people have of whom one has everything.
    ///
    /// # Undefined
    /// When nobody has a value, the values sum to zero, or one is negative.
    jain_index_value = "Jain's index of values" {
        formula: Formula::Table { of: Function::Values(jain_value), spread: Spread::Limits(jain_limits), text: "(Σ value)² / (n Σ value²)", parameter: 0.0 },
        favours: Higher,
        source: JAIN_1984,
        example: Example::Values(&[(1.0, 1, 0), (2.0, 1, 0), (3.0, 1, 1)], 81.0 / 92.0),
        range: (0.0, 1.0),
        aliases: [same("jain_index"), peer("Holistic AI", "jain_index", "≠")],
    }

    /// Theil's index of the values within the group.
    ///
    /// # Reading
    /// 0 means that all have the same; ln 2 that half of the people have everything.
    ///
    /// # Undefined
    /// When nobody has a value, the values sum to zero, or one is negative.
    ///
    /// # Compare
    /// `theil_index` is about who benefits from errors of the decision, not about values.
    theil_index_value = "Theil index of values" {
        formula: Formula::Table { of: Function::Values(theil_value), spread: Spread::Limits(theil_limits), text: "mean[(value/μ)·ln(value/μ)]", parameter: 0.0 },
        favours: Lower,
        source: THEIL_1967,
        example: Example::Values(&[(0.0, 5, 0), (3.0, 5, 0)], LN_2),
        range: (0.0, f64::INFINITY),
    }

    /// Mean logarithmic deviation of the values within the group.
    ///
    /// # Reading
    /// 0 means that all have the same; infinite as soon as somebody has nothing.
    ///
    /// # Undefined
    /// When nobody has a value, the values sum to zero, or one is negative.
    ///
    /// # Compare
    /// `mean_log_deviation` is about who benefits from errors of the decision, not about values.
    mean_log_deviation_value = "Mean log deviation of values" {
        formula: Formula::Table { of: Function::Values(deviation_value), spread: Spread::Limits(deviation_limits), text: "mean[ln(μ/value)]", parameter: 0.0 },
        favours: Lower,
        source: SHORROCKS_1980,
        example: Example::Values(&[(1.0, 1, 0), (4.0, 0, 1)], 0.223_143_551_314_209_76),
        range: (0.0, f64::INFINITY),
    }
}

/// The values of a group with their weights as rows.
fn rows(values: &Scores, size: f64) -> Vec<(f64, f64)> {
    let mut rows = values.distribution().to_vec();
    for (_, weight) in &mut rows {
        *weight *= size;
    }
    rows
}

fn median(values: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let size = (values.total() * setting.size).max(1.0);
    let found = Ordered::new(values.distribution(), size)
        .and_then(|rows| quantile(rows, setting.parameter));
    found.map_err(|_| Undefined::ZeroDenominator)
}

fn median_limits(values: &Scores, setting: &Setting) -> Option<Interval> {
    let ordered = Ordered::new(
        values.distribution(),
        (values.total() * setting.size).max(1.0),
    )
    .ok()?;
    let value = median(values, setting).ok()?;
    let interval = quantile_interval(ordered, setting.parameter, setting.level).ok()?;
    Some(Interval {
        lower: interval.lower.min(value),
        upper: interval.upper.max(value),
        ..interval
    })
}

/// Acceptance of both sides in ranges of prices that hold about equally many people.
fn ranges(both: &Both, most: f64, size: f64) -> Vec<Stratum> {
    let each = (both.own.total() + both.other.total()) / most.max(1.0);
    let (mut strata, mut run) = (Vec::new(), 0.0);
    let mut sides = [(0.0, 0.0); 2];
    for (_, own, theirs) in both.aligned() {
        for (side, cell) in sides.iter_mut().zip([own, theirs]) {
            run += cell.all();
            side.0 += cell.positive * size;
            side.1 += cell.labelled() * size;
        }
        if run >= each {
            strata.extend(Stratum::new(sides[0], sides[1]));
            (sides, run) = ([(0.0, 0.0); 2], 0.0);
        }
    }
    strata.extend(Stratum::new(sides[0], sides[1]));
    strata
}

fn accepted(both: &Both, most: f64) -> Result<f64, Undefined> {
    let common = mantel_haenszel_risk_difference(&ranges(both, most, 1.0), Level::P95);
    common
        .map(|common| common.estimate)
        .ok_or(Undefined::ZeroDenominator)
}

fn accepted_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    let strata = ranges(both, setting.parameter, setting.size);
    mantel_haenszel_risk_difference(&strata, setting.level)?.interval
}

fn accepted_odds(both: &Both, most: f64) -> Result<f64, Undefined> {
    let common = mantel_haenszel_odds_ratio(&ranges(both, most, 1.0), Level::P95);
    common
        .map(|common| common.estimate)
        .ok_or(Undefined::ZeroDenominator)
}

fn accepted_odds_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    let strata = ranges(both, setting.parameter, setting.size);
    mantel_haenszel_odds_ratio(&strata, setting.level)?.interval
}

/// An index of the values and its limits.
macro_rules! index {
    ($($value:ident, $limits:ident: $index:ident;)+) => {
        $(
            fn $value(values: &Scores, _: f64) -> Result<f64, Undefined> {
                let index: Option<Index> = $index(&rows(values, 1.0)).ok().flatten();
                index.map(|index| index.value).ok_or(Undefined::ZeroDenominator)
            }

            fn $limits(values: &Scores, setting: &Setting) -> Option<Interval> {
                $index(&rows(values, setting.size)).ok()??.interval(setting.level)
            }
        )+
    };
}

index! {
    gini_value, gini_limits: gini;
    jain_value, jain_limits: jain;
    theil_value, theil_limits: theil;
    deviation_value, deviation_limits: mean_log_deviation;
}
