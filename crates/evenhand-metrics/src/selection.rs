//! Who was selected: rates, shares and selection parity. No label needed.

use crate::cells::share;
use crate::metric::{peer, same};
use crate::{Cell, Cells, Example, Formula, Undefined};
use Cell::{Rejected, Selected};

metrics! { "selection";
    /// Number of rows of the group that carry a decision.
    ///
    /// # Reading
    /// 480 means that the system decided about 480 people of this group.
    ///
    /// # Compare
    /// The share of the group is `group_share`.
    group_count = "Group size" {
        formula: Formula::Rows,
        favours: Neither,
        source: COUNT,
        example: Example::One([30, 5, 10, 55], 100.0),
        aliases: [peer("Fairlearn", "count", "="), peer("Aequitas", "group_size", "=")],
    }

    /// Share of the group among all rows that carry a decision.
    ///
    /// # Reading
    /// 0.12 means that twelve of every hundred people looked at belong to this group.
    ///
    /// # Undefined
    /// When nobody carries a decision.
    group_share = "Share of all people" {
        formula: Formula::ShareOfAll(&[Selected, Rejected]),
        favours: Neither,
        source: COUNT,
        example: Example::Groups(&[[1, 0, 0, 24], [1, 0, 0, 74]], 0.25),
        aliases: [peer("Clarify", "proportion", "=")],
    }

    /// Share of the group whom the campaign selected.
    ///
    /// # Reading
    /// 0.08 means that eight of every hundred people of this group were selected.
    ///
    /// # Undefined
    /// When nobody of the group carries a decision.
    ///
    /// # Beware
    /// Says nothing about whether the people selected were those who wanted it.
    selection_rate = "Selection rate" {
        formula: Formula::Rate { count: &[Selected], of: &[Selected, Rejected] },
        favours: Higher,
        source: CALDERS_VERWER_2010,
        example: Example::One([30, 5, 10, 55], 0.35),
        aliases: [
            peer("Fairlearn", "selection_rate", "="), peer("Aequitas", "pprev", "="), peer("Clarify", "PPL", "="),
            peer("Holistic AI", "success_rate", "="), peer("fairmodels", "STP", "="), peer("OxonFair", "pos_pred_rate", "="),
            peer("fairness-indicators", "positive_rate", "="),
        ],
    }

    /// Share of the group among all the selected.
    ///
    /// # Reading
    /// 0.3 means that of every ten people selected, three belong to this group.
    ///
    /// # Undefined
    /// When nobody was selected.
    ///
    /// # Beware
    /// A large group has a large share; to compare how groups were treated use the selection rate.
    ///
    /// # Compare
    /// `disparate_impact_ratio` compares rates; a ratio of these shares compares group sizes as well.
    selection_share = "Share of the selected" {
        formula: Formula::ShareOfAll(&[Selected]),
        favours: Neither,
        source: COUNT,
        example: Example::Groups(&[[10, 0, 0, 10], [30, 0, 0, 10]], 0.25),
        aliases: [peer("Aequitas", "ppr", "="), peer("OxonFair", "pos_pred_proportion", "=")],
    }

    /// Selection rate of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.05 means that of every hundred people of this group five fewer were selected than of a hundred in the reference.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a decision.
    ///
    /// # Beware
    /// Equal selection can hide unequal treatment of equally interested people; look at error rates too.
    ///
    /// # Compare
    /// Fairlearn's `demographic_parity_difference` is the largest minus the smallest rate, unsigned.
    statistical_parity_difference = "Difference of selection rates" {
        formula: Formula::Difference(&selection_rate),
        favours: Ideal,
        source: DWORK_2012,
        example: Example::Two([20, 0, 0, 80], [25, 0, 0, 75], -0.05),
        aliases: [
            peer("AIF360", "statistical_parity_difference", "="), peer("Clarify", "DPPL", "−x"),
            peer("Holistic AI", "statistical_parity", "="), peer("jurity", "StatisticalParity", "="),
            peer("Veritas", "demographic_parity", "−x"), peer("LiFT", "DEMOGRAPHIC_PARITY", "abs"),
        ],
    }

    /// Largest minus smallest selection rate over the groups.
    ///
    /// # Reading
    /// 0.1 means that the best treated group was selected ten times more per hundred people than the worst treated one.
    ///
    /// # Undefined
    /// When fewer than two groups have a selection rate.
    ///
    /// # Beware
    /// Positive even among equal groups: chance alone makes one group the largest. Compare it with its noise floor.
    demographic_parity_max_gap = "Largest gap of selection rates" {
        formula: Formula::MaxGap(&selection_rate),
        favours: Ideal,
        source: BIRD_2020,
        example: Example::Groups(&[[18, 0, 0, 182], [22, 0, 0, 178], [20, 0, 0, 180]], 0.02),
        aliases: [
            same("intersectional_max_gap"), same("demographic_parity_difference"),
            peer("Fairlearn", "demographic_parity_difference", "="), peer("Holistic AI", "multiclass max", "="),
        ],
    }

    /// Selection rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.71 means that for every hundred people selected in the reference, about 71 were selected of as many in this group.
    ///
    /// # Undefined
    /// When neither was selected. With an unselected reference alone the ratio is infinite, not missing.
    ///
    /// # Beware
    /// A ratio below four fifths is no proof and above is no clearance; at low rates equal groups often fall below by chance.
    ///
    /// # Compare
    /// `demographic_parity_min_ratio` takes the worst against the best group.
    disparate_impact_ratio = "Ratio of selection rates" {
        formula: Formula::Ratio(&selection_rate),
        favours: Ideal,
        source: FELDMAN_2015,
        example: Example::Two([16, 0, 0, 84], [20, 0, 0, 80], 0.8),
        aliases: [
            same("disparate_impact"), same("impact_ratio"), same("adverse_impact_ratio"), same("pprev_disparity"),
            peer("AIF360", "disparate_impact", "="), peer("Clarify", "DI", "="), peer("Holistic AI", "disparate_impact", "="),
            peer("jurity", "DisparateImpact", "="), peer("Aequitas", "pprev_disparity", "="), peer("fairness (R)", "prop_parity", "="),
            peer("Aequitas", "ppr_disparity", "≠"),
        ],
    }

    /// Smallest divided by largest selection rate over the groups.
    ///
    /// # Reading
    /// 0.8 means that the worst treated group was selected four times where the best treated one was selected five times.
    ///
    /// # Undefined
    /// When nobody was selected in any group, or fewer than two groups have a rate.
    ///
    /// # Beware
    /// Below one even among equal groups. Compare it with its noise floor.
    demographic_parity_min_ratio = "Smallest ratio of selection rates" {
        formula: Formula::MinRatio(&selection_rate),
        favours: Ideal,
        source: BIRD_2020,
        example: Example::Groups(&[[18, 0, 0, 182], [22, 0, 0, 178]], 18.0 / 22.0),
        aliases: [
            same("intersectional_min_ratio"), same("demographic_parity_ratio"),
            peer("Fairlearn", "demographic_parity_ratio", "="), peer("Holistic AI", "four_fifths", "="),
        ],
    }

    /// The four-fifths rule: 0 not below, 1 below four fifths, 2 below and shown by a test and not undone by one person.
    ///
    /// # Reading
    /// 1 means that the bare ratio lies below 4/5, which at this size may well be chance.
    ///
    /// # Undefined
    /// When the ratio of selection rates is undefined.
    ///
    /// # Beware
    /// A legacy output kept because regulators know it. It is no verdict: the verdict comes from the whole interval.
    four_fifths_flag = "Four-fifths rule (legacy)" {
        formula: Formula::FourFifths,
        favours: Lower,
        source: UGESP_1978,
        example: Example::Two([45, 0, 0, 55], [60, 0, 0, 40], 2.0),
    }

    /// How many more people of the group would have been selected at the reference's rate.
    ///
    /// # Reading
    /// 40 means that forty more people of this group would have been selected at parity; a negative number is a surplus.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a decision.
    adverse_impact_shortfall = "People short of parity" {
        formula: Formula::Shortfall(&selection_rate),
        favours: Ideal,
        source: UGESP_1978,
        example: Example::Two([20, 0, 0, 80], [25, 0, 0, 75], 5.0),
    }

    /// Odds of being selected in the group divided by those in the reference.
    ///
    /// # Reading
    /// 0.5 means that the odds of being selected are half those of the reference.
    ///
    /// # Undefined
    /// When both products of the cross-table are zero. With one of them zero the ratio is 0 or infinite.
    ///
    /// # Compare
    /// Near the ratio of rates when selection is rare, further from one when it is common.
    selection_odds_ratio = "Odds ratio of selection" {
        formula: Formula::OddsRatio(&selection_rate),
        favours: Ideal,
        source: CORNFIELD_1951,
        example: Example::Two([10, 0, 0, 10], [20, 0, 0, 10], 0.5),
    }

    /// Difference of the selection rates on the arcsine scale.
    ///
    /// # Reading
    /// 0.2 is called small, 0.5 medium, 0.8 large; the words are a convention, not a limit.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a decision.
    selection_cohens_h = "Cohen's h of selection" {
        formula: Formula::PairSmooth { of: cohens_h, text: "2·asin√sel_g − 2·asin√sel_r" },
        favours: Ideal,
        source: COHEN_1988,
        example: Example::Two([50, 0, 0, 50], [40, 0, 0, 60], 0.201_357_920_790_330_9),
        aliases: [same("cohens_h")],
    }

    /// Difference of the selection rates in units of their pooled standard deviation.
    ///
    /// # Reading
    /// 0.2 means that the rates lie a fifth of a standard deviation apart.
    ///
    /// # Undefined
    /// When everybody or nobody was selected in both.
    selection_cohens_d = "Cohen's d of selection" {
        formula: Formula::PairSmooth { of: cohens_d, text: "(sel_g − sel_r) / pooled standard deviation" },
        favours: Ideal,
        source: COHEN_1988,
        example: Example::Two([50, 0, 0, 50], [50, 0, 0, 50], 0.0),
        aliases: [peer("Holistic AI", "cohen_d", "≠")],
    }

    /// Pooled two-proportion z statistic of the difference of selection rates.
    ///
    /// # Reading
    /// Beyond ±1.96 is the "two standard deviations" of employment cases; it says nothing of the size of the gap.
    ///
    /// # Undefined
    /// When everybody or nobody was selected in both.
    ///
    /// # Beware
    /// Grows with the number of people at the same gap. A labelled legacy output, never a verdict.
    selection_z = "z of the difference of selection rates" {
        formula: Formula::TestStatistic { of: selection_z_value, text: "(sel_g − sel_r) / √(p(1−p)(1/n_g + 1/n_r))" },
        favours: Ideal,
        source: MORRIS_LOBSENZ_2000,
        example: Example::Two([50, 0, 0, 50], [50, 0, 0, 50], 0.0),
        aliases: [peer("Holistic AI", "z_test_diff", "="), same("two_sd")],
    }

    /// z statistic of the logarithm of the ratio of selection rates.
    ///
    /// # Reading
    /// Beyond ±1.96 the ratio differs from one by more than chance explains.
    ///
    /// # Undefined
    /// When either was never selected, or everybody was.
    selection_z_log_ratio = "z of the log ratio of selection rates" {
        formula: Formula::TestStatistic { of: selection_z_log_value, text: "ln(sel_g/sel_r) / √((1−p) / (p·N·π_g(1−π_g)))" },
        favours: Ideal,
        source: MORRIS_LOBSENZ_2000,
        example: Example::Two([50, 0, 0, 50], [50, 0, 0, 50], 0.0),
        aliases: [same("selection_z_logratio"), peer("Holistic AI", "z_test_ratio", "=")],
    }

    /// Selection rate of the group minus that of everyone, the group included.
    ///
    /// # Reading
    /// −0.02 means two people fewer per hundred than among everyone.
    ///
    /// # Undefined
    /// When the group has nobody with a decision.
    ///
    /// # Beware
    /// A large group pulls everyone towards itself; its distance to the rest is larger.
    selection_to_overall_difference = "Difference to the overall selection rate" {
        formula: Formula::ToOverallDifference(&selection_rate),
        favours: Ideal,
        source: BIRD_2020,
        example: Example::Two([20, 0, 0, 80], [40, 0, 0, 60], -0.1),
        aliases: [same("selection_to_overall_gap"), peer("Fairlearn", "difference(method=\"to_overall\")", "max abs")],
    }

    /// Selection rate of the group divided by that of everyone, the group included.
    ///
    /// # Reading
    /// 0.9 means nine selected where ten of as many people in general were.
    ///
    /// # Undefined
    /// When nobody was selected at all.
    ///
    /// # Beware
    /// A large group pulls everyone towards itself; its ratio to the rest lies further from one.
    selection_to_overall_ratio = "Ratio to the overall selection rate" {
        formula: Formula::ToOverallRatio(&selection_rate),
        favours: Ideal,
        source: BIRD_2020,
        example: Example::Two([20, 0, 0, 80], [40, 0, 0, 60], 2.0 / 3.0),
    }

    /// Share of the group among those not selected minus its share among the selected.
    ///
    /// # Reading
    /// 0.1 means that the group makes up ten more of every hundred rejected than of every hundred selected.
    ///
    /// # Undefined
    /// When nobody was rejected or nobody was selected.
    ///
    /// # Compare
    /// Its form within strata is `conditional_demographic_disparity`.
    demographic_disparity = "Demographic disparity" {
        formula: Formula::DemographicDisparity,
        favours: Ideal,
        source: WACHTER_2021,
        example: Example::Groups(&[[10, 0, 0, 90], [50, 0, 0, 50]], 90.0 / 140.0 - 10.0 / 60.0),
        aliases: [peer("Clarify", "DD", "="), peer("OxonFair", "diff_pred_proportion", "−x")],
    }

    /// How much smaller the group is than its reference, relative to both.
    ///
    /// # Reading
    /// 0.5 means that the reference is three times as large as the group.
    ///
    /// # Compare
    /// OxonFair's metric of this name is a gap of label rates.
    class_imbalance = "Imbalance of group sizes" {
        formula: Formula::Imbalance,
        favours: Neither,
        source: HARDT_CLARIFY_2021,
        example: Example::Two([10, 0, 0, 15], [30, 0, 0, 45], 0.5),
        aliases: [peer("Clarify", "CI", "="), peer("OxonFair", "class_imbalance", "≠")],
    }

    /// Largest absolute log ratio between two groups of the smoothed chance of either decision.
    ///
    /// # Reading
    /// 0.7 means that some decision is about twice as likely in one group as in another, for e⁰·⁷ ≈ 2.
    ///
    /// # Undefined
    /// When fewer than two groups have a decision.
    ///
    /// # Beware
    /// Adds half a person to each decision of each group, so that a group without any selection stays finite.
    ///
    /// # Compare
    /// AIF360's newer form counts the decisions inside each group and can return infinity.
    smoothed_differential_fairness = "Smoothed differential fairness" {
        formula: Formula::DifferentialFairness,
        favours: Lower,
        source: FOULDS_2020,
        example: Example::Groups(&[[0, 0, 0, 10], [10, 0, 0, 0]], 3.044_522_437_723_423),
        aliases: [peer("AIF360", "smoothed_empirical_differential_fairness", "="), same("differential_fairness")],
    }
}

fn selection(cells: &Cells) -> Result<f64, Undefined> {
    share(cells.selected(), cells.total())
}

fn cohens_h(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let arcsine = |rate: f64| 2.0 * libm::asin(rate.clamp(0.0, 1.0).sqrt());
    Ok(arcsine(selection(group)?) - arcsine(selection(reference)?))
}

fn cohens_d(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let (a, b) = (selection(group)?, selection(reference)?);
    let (n, m) = (group.total(), reference.total());
    // Sample variances of the 0/1 decisions, pooled over both groups.
    let pooled = (n * a * (1.0 - a) + m * b * (1.0 - b)) / (n + m - 2.0);
    if pooled > 0.0 {
        Ok((a - b) / pooled.sqrt())
    } else {
        Err(Undefined::ZeroDenominator)
    }
}

fn selection_z_value(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let (a, b) = (selection(group)?, selection(reference)?);
    let (n, m) = (group.total(), reference.total());
    let pooled = (group.selected() + reference.selected()) / (n + m);
    let variance = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m);
    if variance > 0.0 {
        Ok((a - b) / variance.sqrt())
    } else {
        Err(Undefined::ZeroDenominator)
    }
}

fn selection_z_log_value(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let (a, b) = (selection(group)?, selection(reference)?);
    let all = group.total() + reference.total();
    let pooled = (group.selected() + reference.selected()) / all;
    let part = group.total() / all;
    let variance = (1.0 - pooled) / (pooled * all * part * (1.0 - part));
    if a > 0.0 && b > 0.0 && variance > 0.0 {
        Ok(libm::log(a / b) / variance.sqrt())
    } else {
        Err(Undefined::ZeroDenominator)
    }
}
