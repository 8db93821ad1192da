//! Whom a treatment helped, from the experiment: differences between the arms, group by group.

use crate::cells::share;
use crate::metric::{peer, same};
use crate::{
    ArmCell, ArmNumbers, Arms, Between, Cell, Example, Formula, Function, Number, PairSpread,
    Spread, Undefined,
};
use evenhand_core::Quantity;
use evenhand_inference::uplift::{Bin, qini_area as qini, uplift_area};

metrics! { "uplift";
    /// Share of the treated who have the outcome.
    ///
    /// # Reading
    /// 0.12 means that twelve of a hundred people who were treated have the outcome.
    ///
    /// # Undefined
    /// When nobody in the group was treated.
    treated_outcome_rate = "Outcome rate of the treated" {
        formula: Formula::Rate { count: &[Cell::TreatedPositive], of: &[Cell::Treated] },
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.4),
    }

    /// Share of the untreated who have the outcome.
    ///
    /// # Reading
    /// 0.10 means that ten of a hundred people who were not treated have the outcome all the same.
    ///
    /// # Undefined
    /// When everybody in the group was treated.
    control_outcome_rate = "Outcome rate of the untreated" {
        formula: Formula::Rate { count: &[Cell::ControlPositive], of: &[Cell::Control] },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.2),
    }

    /// How much more often the treated have the outcome than the untreated.
    ///
    /// # Reading
    /// 0.05 means five more outcomes per hundred people treated.
    ///
    /// # Undefined
    /// When an arm is empty in the group.
    ///
    /// # Beware
    /// It is the effect of the treatment only where chance decided who was treated.
    average_treatment_effect = "Average treatment effect" {
        formula: Formula::Contrast(&treated_outcome_rate, &control_outcome_rate),
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.2),
        range: (-1.0, 1.0),
        aliases: [same("group_ate"), peer("Veritas", "emp_lift", "≠")],
    }

    /// Share of those in the experiment who were treated.
    ///
    /// # Reading
    /// 0.5 means that every second person of the group in the experiment was treated.
    ///
    /// # Undefined
    /// When nobody of the group is in the experiment.
    treatment_rate = "Treatment rate" {
        formula: Formula::Rate { count: &[Cell::Treated], of: &[Cell::Treated, Cell::Control] },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.5),
    }

    /// Treatment rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that four of the group were treated where five of as many in the reference were.
    ///
    /// # Undefined
    /// When either is not in the experiment, or nobody of both was treated.
    ///
    /// # Beware
    /// Where chance decided, a ratio far from one says that something else decided as well.
    treatment_rate_parity = "Ratio of treatment rates" {
        formula: Formula::Ratio(&treatment_rate),
        favours: Ideal,
        source: RUBIN_1974,
        example: Example::ArmsTwo(&[(0.1, 6, 2, 1, 1)], &[(0.1, 3, 2, 3, 2)], 0.4),
    }

    /// Whether the effect of the treatment differs between groups by more than chance.
    ///
    /// # Reading
    /// About the number of groups minus one where all effects are the same; the p-value beside it says how seldom chance
    /// alone makes it as large.
    ///
    /// # Undefined
    /// When fewer than two groups have an effect with a spread; those left out are named.
    ///
    /// # Beware
    /// It says that effects differ, not which. An effect that is the same in percent is not the same in people.
    treatment_effect_heterogeneity = "Heterogeneity of the treatment effect" {
        formula: Formula::Heterogeneity(&average_treatment_effect),
        favours: Lower,
        source: COCHRAN_1954,
        example: Example::ArmsTwo(&[(0.1, 5, 5, 5, 5)], &[(0.1, 5, 5, 1, 9)], 12.0 / 7.0),
    }

    /// Mean outcome of the treated, where the outcome is a number such as spend.
    ///
    /// # Reading
    /// 1.42 means that a person who was treated spends 1.42 on average.
    ///
    /// # Undefined
    /// When nobody in the group was treated.
    mean_outcome_treated = "Mean outcome of the treated" {
        formula: Formula::Mean { of: Number::Sum(Quantity::OutcomeTreated), text: "Σ outcome of the treated / treated" },
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Sums(&[(Quantity::OutcomeTreated, &[1.0, 3.0])], 2.0),
    }

    /// Mean outcome of the untreated, where the outcome is a number such as spend.
    ///
    /// # Reading
    /// 0.65 means that a person who was not treated spends 0.65 on average.
    ///
    /// # Undefined
    /// When everybody in the group was treated.
    mean_outcome_control = "Mean outcome of the untreated" {
        formula: Formula::Mean { of: Number::Sum(Quantity::OutcomeControl), text: "Σ outcome of the control / control" },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Sums(&[(Quantity::OutcomeControl, &[1.0, 2.0])], 1.5),
    }

    /// How much larger the mean outcome of the treated is than that of the untreated.
    ///
    /// # Reading
    /// 0.77 means that treating a person brings 0.77 more of the outcome on average.
    ///
    /// # Undefined
    /// When an arm is empty in the group.
    ///
    /// # Beware
    /// It is the effect of the treatment only where chance decided who was treated.
    average_outcome_effect = "Average effect on the outcome" {
        formula: Formula::Contrast(&mean_outcome_treated, &mean_outcome_control),
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Sums(&[(Quantity::OutcomeTreated, &[1.0, 3.0]), (Quantity::OutcomeControl, &[1.0, 2.0])], 0.5),
    }

    /// Mean outcome less cost of the treated.
    ///
    /// # Reading
    /// 1.12 means that a person who was treated brings 1.12 on average after what it cost.
    ///
    /// # Undefined
    /// When nobody in the group was treated at a known cost.
    mean_profit_treated = "Mean profit of the treated" {
        formula: Formula::Mean { of: Number::Sum(Quantity::ProfitTreated), text: "Σ (outcome − cost) of the treated / treated" },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Sums(&[(Quantity::ProfitTreated, &[0.5, 2.5])], 1.5),
    }

    /// Mean outcome less cost of the untreated.
    ///
    /// # Reading
    /// 0.65 means that a person who was not treated brings 0.65 on average all the same.
    ///
    /// # Undefined
    /// When everybody in the group was treated.
    ///
    /// # Beware
    /// Where no cost is given nothing was paid: the untreated seldom cost anything.
    mean_profit_control = "Mean profit of the untreated" {
        formula: Formula::Mean { of: Number::Sum(Quantity::ProfitControl), text: "Σ (outcome − cost) of the control / control" },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Sums(&[(Quantity::ProfitControl, &[1.0, 0.0])], 0.5),
    }

    /// What treating a person of the group earns after its cost, measured in the experiment.
    ///
    /// # Reading
    /// 0.47 means that treating a person earns 0.47 more than leaving them alone; below zero it costs more than it brings.
    ///
    /// # Undefined
    /// When an arm is empty in the group, or no cost of the treated is known.
    ///
    /// # Beware
    /// `outcome` must be in the same money as `cost`. It is the effect of the treatment only where chance decided who was treated.
    /// That a group earns less is no reason to offer it less.
    ///
    /// # Compare
    /// Veritas works with the model's own probabilities instead of the experiment. `average_outcome_effect` leaves the cost out.
    expected_profit = "Expected profit per person" {
        formula: Formula::Contrast(&mean_profit_treated, &mean_profit_control),
        favours: Neither,
        source: RADCLIFFE_2007,
        example: Example::Sums(&[(Quantity::ProfitTreated, &[0.5, 2.5]), (Quantity::ProfitControl, &[1.0, 0.0])], 1.0),
        aliases: [peer("Veritas", "expected_profit", "≠")],
    }

    /// Expected profit per person of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.3 means that treating a person of the group earns 0.30 less than treating one of the reference.
    ///
    /// # Undefined
    /// When either profit is.
    ///
    /// # Beware
    /// An optimiser that sees money alone will follow this difference: it says where delivery will drift.
    expected_profit_difference = "Difference of expected profits" {
        formula: Formula::Difference(&expected_profit),
        favours: Ideal,
        source: RADCLIFFE_2007,
        example: Example::SumsTwo(
            &[(Quantity::ProfitTreated, &[0.5, 2.5]), (Quantity::ProfitControl, &[1.0, 0.0])],
            &[(Quantity::ProfitTreated, &[0.0, 1.0]), (Quantity::ProfitControl, &[1.0, 0.0])],
            1.0,
        ),
        aliases: [same("expected_profit_gap")],
    }

    /// Whether the effect on a numeric outcome differs between groups by more than chance.
    ///
    /// # Reading
    /// About the number of groups minus one where all effects are the same.
    ///
    /// # Undefined
    /// When fewer than two groups have an effect with a spread; those left out are named.
    ///
    /// # Beware
    /// It says that effects differ, not which.
    outcome_effect_heterogeneity = "Heterogeneity of the effect on the outcome" {
        formula: Formula::Heterogeneity(&average_outcome_effect),
        favours: Lower,
        source: COCHRAN_1954,
        // Effects 0 and 1, each of variance 1 + 1: (1 − 0)² / (2 + 2).
        example: Example::SumsTwo(
            &[(Quantity::OutcomeTreated, &[0.0, 2.0]), (Quantity::OutcomeControl, &[0.0, 2.0])],
            &[(Quantity::OutcomeTreated, &[1.0, 3.0]), (Quantity::OutcomeControl, &[0.0, 2.0])],
            0.25,
        ),
    }

    /// Share of the closing of a gap that the better-off side of it paid for, the treated being the rows after a change.
    ///
    /// # Reading
    /// 0.5 means that half of what the gap shrank by is the loss of the side that was better off before; at 1 nobody gained, above 1
    /// both lost. At 0 or below nobody was levelled down.
    ///
    /// # Undefined
    /// When the gap did not shrink, so that there is nothing to share out, or a side has no rows before or after.
    ///
    /// # Beware
    /// `treatment` says which rows are from after the change: another period, or another model. Where it is of a period, all that happened
    /// between the two is in it. The side better off is found in the same data, and a gap that hardly shrank is divided by
    /// nearly nothing: read the interval first. Where the sides changed places the gap after counts as negative. Experimental: the paper describes the
    /// harm and gives no formula.
    ///
    /// # Compare
    /// `average_treatment_effect` has the change of each group by itself.
    levelling_down = "Share of levelling down" {
        formula: Formula::TablePair { of: Between::Arms(levelled), spread: PairSpread::Smooth, text: "(top_before − top_after) / ((top − bottom)_before − (top − bottom)_after), top = whichever of g and r has the higher rate before", parameter: 0.0 },
        favours: Lower,
        source: MITTELSTADT_2023,
        // 0.2 against 0.6 before, 0.3 against 0.5 after: half of the closing is loss.
        example: Example::ArmsTwo(&[(0.1, 8, 2, 7, 3)], &[(0.1, 4, 6, 5, 5)], 0.5),
        needs: [Label, Treatment],
        aliases: [same("levelling_down_check")],
    }

    /// Area between the Qini curve of the group and the straight line of treating at random, per person.
    ///
    /// # Reading
    /// 0.002 means that treating in the order of the score gains on average two outcomes per thousand people over treating
    /// as many at random. Below zero the order is worse than chance.
    ///
    /// # Undefined
    /// When nobody with a score was treated, or nobody left untreated.
    ///
    /// # Beware
    /// Each group is ordered by itself. The larger the effects, the more there is to gain: groups with larger effects have
    /// larger areas at the same skill.
    ///
    /// # Compare
    /// scikit-uplift divides by the area of a perfect order, which depends on the base rate.
    qini_area = "Qini area" {
        formula: Formula::Table { of: Function::Arms(qini_of), spread: Spread::Smooth, text: "∫ (Y_t(φ) − Y_c(φ)·n_t(φ)/n_c(φ)) dφ / n, minus that of the straight line", parameter: 0.0 },
        favours: Higher,
        source: RADCLIFFE_2007,
        example: Example::Arms(&[(0.2, 0, 1, 1, 0), (0.8, 1, 0, 0, 1)], 0.125),
        needs: [Score],
        aliases: [peer("scikit-uplift", "qini_auc_score", "≠")],
    }

    /// Qini area of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.002 means that the order of the score gains two outcomes per thousand people less than in the reference.
    ///
    /// # Undefined
    /// When either area is.
    qini_difference = "Difference of Qini areas" {
        formula: Formula::Difference(&qini_area),
        favours: Ideal,
        source: RADCLIFFE_2007,
        example: Example::ArmsTwo(&[(0.2, 0, 1, 1, 0), (0.8, 1, 0, 0, 1)], &[(0.2, 1, 0, 0, 1), (0.8, 0, 1, 1, 0)], 0.25),
        needs: [Score],
    }

    /// Area between the uplift curve of the group and the straight line of treating at random.
    ///
    /// # Reading
    /// As the Qini area, in outcomes per person of both arms.
    ///
    /// # Undefined
    /// When nobody with a score was treated, or nobody left untreated.
    ///
    /// # Beware
    /// Each group is ordered by itself.
    ///
    /// # Compare
    /// `qini_area` scales the untreated to the number of the treated; of arms of one size at every score it is half of
    /// this.
    uplift_auc_area = "Area under the uplift curve" {
        formula: Formula::Table { of: Function::Arms(uplift_of), spread: Spread::Smooth, text: "∫ φ·(mean_t(φ) − mean_c(φ)) dφ, minus that of the straight line", parameter: 0.0 },
        favours: Higher,
        source: GUTIERREZ_2017,
        example: Example::Arms(&[(0.2, 0, 1, 1, 0), (0.8, 1, 0, 0, 1)], 0.25),
        needs: [Score],
        aliases: [same("auuc"), peer("scikit-uplift", "uplift_auc_score", "≠")],
    }

    /// Area under the uplift curve of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.002 means that the order of the score gains two outcomes per thousand people less than in the reference.
    ///
    /// # Undefined
    /// When either area is.
    uplift_auc_difference = "Difference of areas under the uplift curve" {
        formula: Formula::Difference(&uplift_auc_area),
        favours: Ideal,
        source: GUTIERREZ_2017,
        example: Example::ArmsTwo(&[(0.2, 0, 1, 1, 0), (0.8, 1, 0, 0, 1)], &[(0.2, 1, 0, 0, 1), (0.8, 0, 1, 1, 0)], 0.5),
        needs: [Score],
        aliases: [same("auuc_difference")],
    }
}

/// Treated and untreated by falling score; people without a score stand nowhere.
fn ordered(arms: &Arms) -> Vec<Bin> {
    let scored = arms.cells.iter().filter(|cell| cell.at.is_some());
    let bin = |cell: &ArmCell| Bin {
        treated_n: cell.treated.all(),
        treated_sum: cell.treated.positive(),
        control_n: cell.control.all(),
        control_sum: cell.control.positive(),
    };
    scored.rev().map(bin).collect()
}

fn qini_of(arms: &Arms, _: f64) -> Result<f64, Undefined> {
    qini(&ordered(arms)).map_err(|_| Undefined::ZeroDenominator)
}

fn uplift_of(arms: &Arms, _: f64) -> Result<f64, Undefined> {
    uplift_area(&ordered(arms)).map_err(|_| Undefined::ZeroDenominator)
}

/// Rates with the outcome before (untreated) and after (treated).
fn before_and_after(arms: &Arms) -> Result<(f64, f64), Undefined> {
    let rate = |of: fn(&ArmCell) -> &ArmNumbers| {
        let sum = |what: fn(&ArmNumbers) -> f64| {
            let numbers = arms.cells.iter().map(|cell| what(of(cell)));
            numbers.sum::<f64>()
        };
        share(sum(ArmNumbers::positive), sum(ArmNumbers::all))
    };
    Ok((rate(|cell| &cell.control)?, rate(|cell| &cell.treated)?))
}

fn levelled(own: &Arms, other: &Arms, _: f64) -> Result<f64, Undefined> {
    let (own, other) = (before_and_after(own)?, before_and_after(other)?);
    let (top, bottom) = if own.0 > other.0 {
        (own, other)
    } else {
        (other, own)
    };
    let closed = (top.0 - bottom.0) - (top.1 - bottom.1);
    // A closing within rounding is none.
    if closed > 1e-12 {
        Ok((top.0 - top.1) / closed)
    } else {
        Err(Undefined::ZeroDenominator)
    }
}
