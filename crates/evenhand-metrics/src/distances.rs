//! How far the scores, or the decisions, of a group lie from those of its reference.

mod measures;

use crate::metric::{peer, same};
use crate::{Between, Example, Formula, PairSpread};
use measures::{
    chebyshev, chebyshev_by_chance, hellinger, hellinger_by_chance, js, js_by_chance, kl,
    kl_by_chance, largest_step, largest_step_by_chance, lp, lp_by_chance, parity_area,
    parity_area_by_chance, stability, stability_by_chance, transport, transport_by_chance, tv,
    tv_by_chance,
};

metrics! { "distances";
    /// Gap in selection rate between the group and its reference, averaged over all thresholds.
    ///
    /// # Reading
    /// 0.1 means that at a threshold picked at random from everybody's scores, the selection rates lie ten per hundred
    /// apart.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups; chance is judged by samples of everyone's scores.
    ///
    /// # Compare
    /// Unlike Wasserstein's distance it does not depend on the scale of the scores.
    demographic_parity_auc = "Gap in selection rate over all thresholds" {
        formula: Formula::TablePair { of: Between::Scores(parity_area), spread: PairSpread::Chance(parity_area_by_chance), text: "∫₀¹ |P(score_g ≥ t_q) − P(score_r ≥ t_q)| dq, t_q the quantiles of both together", parameter: 0.0 },
        favours: Ideal,
        source: HAN_2023,
        example: Example::ScoresTwo(&[(0.0, 1, 0), (0.5, 1, 0)], &[(0.5, 1, 0), (1.0, 1, 0)], 0.375),
        range: (0.0, 1.0),
        aliases: [same("statistical_parity_auc")],
    }

    /// The largest gap in selection rate that any threshold makes.
    ///
    /// # Reading
    /// 0.2 means that some threshold selects twenty per hundred more of one side.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups.
    ///
    /// # Compare
    /// The distance of Kolmogorov and Smirnov, read as selection rates.
    demographic_parity_max_over_thresholds = "Largest gap in selection rate over thresholds" {
        formula: Formula::TablePair { of: Between::Scores(largest_step), spread: PairSpread::Chance(largest_step_by_chance), text: "max_t |P(score_g ≥ t) − P(score_r ≥ t)|", parameter: 0.0 },
        favours: Ideal,
        source: JIANG_2020,
        example: Example::ScoresTwo(&[(0.0, 1, 0), (0.5, 1, 0)], &[(0.0, 1, 0), (1.0, 3, 0)], 0.75),
        range: (0.0, 1.0),
        aliases: [peer("Holistic AI", "max_statistical_parity", "=")],
    }

    /// The largest distance between the cumulative distributions of the scores.
    ///
    /// # Reading
    /// 0.2 means that below some score lie twenty per hundred more of one side.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups. Ties make its p-value err on the safe side.
    ///
    /// # Compare
    /// Clarify calls the largest difference of single shares by this name.
    kolmogorov_smirnov_distance = "Kolmogorov-Smirnov distance of scores" {
        formula: Formula::TablePair { of: Between::Scores(largest_step), spread: PairSpread::Chance(largest_step_by_chance), text: "max_t |F_g(t) − F_r(t)|", parameter: 0.0 },
        favours: Ideal,
        source: SMIRNOV_1939,
        example: Example::ScoresTwo(&[(0.0, 1, 0), (0.5, 1, 0)], &[(0.0, 1, 0), (1.0, 3, 0)], 0.75),
        range: (0.0, 1.0),
        aliases: [same("ks_distance"), peer("Clarify", "KS", "≠")],
    }

    /// How far scores would have to move, on average, to turn one side's distribution into the other's.
    ///
    /// # Reading
    /// 0.05 means that the scores lie 0.05 apart on average, in the units of the score.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups; chance is judged by samples of everyone's scores. It has the scale of the scores.
    wasserstein_1 = "Wasserstein distance of scores" {
        formula: Formula::TablePair { of: Between::Scores(transport), spread: PairSpread::Chance(transport_by_chance), text: "∫ |F_g(t) − F_r(t)| dt", parameter: 0.0 },
        favours: Ideal,
        source: VALLENDER_1974,
        example: Example::ScoresTwo(&[(0.0, 1, 1)], &[(1.0, 1, 1)], 1.0),
        range: (0.0, f64::INFINITY),
        aliases: [peer("AIF360", "ot_distance", "≠")],
    }

    /// How much the mix of scores differs from that of the reference, as credit scoring measures it.
    ///
    /// # Reading
    /// Below 0.1 is customarily called stable, above 0.25 a shift; these marks know nothing of the size of the groups.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Bins are the tenths of the reference, or the scores themselves where there are ten or fewer. Half a row is added to
    /// each; with `alpha=0` a bin that only one side fills makes it infinite.
    population_stability_index = "Population stability index of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(stability), spread: PairSpread::Chance(stability_by_chance), text: "Σ_b (p_b − q_b) · ln(p_b / q_b), p and q smoothed by alpha", parameter: 0.5 },
        favours: Ideal,
        source: SIDDIQI_2006,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.8, 3, 0)], &[(0.2, 1, 0), (0.8, 1, 0)], 0.169_459_572_077_440_73),
        range: (0.0, f64::INFINITY),
        parameter: "alpha",
        aliases: [same("score_psi"), peer("Lens", "population_stability_index", "=")],
    }

    /// Surprise at the group's scores of one who expects those of the reference, in nats.
    ///
    /// # Reading
    /// 0 means the same mix of scores; there is no largest value.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Bins are the tenths of the reference, or the scores themselves where there are ten or fewer. Half a row is added to
    /// each; with `alpha=0` a bin that the reference lacks makes it infinite.
    score_kullback_leibler_divergence = "Kullback-Leibler divergence of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(kl), spread: PairSpread::Chance(kl_by_chance), text: "Σ_b p_b · ln(p_b / q_b) over scores, p and q smoothed by alpha", parameter: 0.5 },
        favours: Ideal,
        source: KULLBACK_LEIBLER_1951,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.8, 3, 0)], &[(0.2, 1, 0), (0.8, 1, 0)], 0.082_282_878_505_051_81),
        range: (0.0, f64::INFINITY),
        parameter: "alpha",
    }

    /// Mean surprise at either side's scores of one who expects an even mix of both, in nats.
    ///
    /// # Reading
    /// 0 means the same mix of scores, 0.69 that no score occurs on both sides.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// In nats; in bits it is 1.44 times as large. Bins are the tenths of the reference, or the scores themselves where
    /// there are ten or fewer.
    score_jensen_shannon_divergence = "Jensen-Shannon divergence of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(js), spread: PairSpread::Chance(js_by_chance), text: "½ KL(p, m) + ½ KL(q, m) over scores, m = (p + q) / 2", parameter: 0.0 },
        favours: Ideal,
        source: LIN_1991,
        example: Example::ScoresTwo(&[(0.2, 4, 0)], &[(0.8, 9, 0)], std::f64::consts::LN_2),
        range: (0.0, std::f64::consts::LN_2),
    }

    /// The largest difference in the share of any set of scores.
    ///
    /// # Reading
    /// 0.2 means that twenty per hundred of one side would have to change their score to match the other.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups. Bins are the tenths of the reference, or the scores themselves where there are ten
    /// or fewer.
    score_total_variation_distance = "Total variation distance of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(tv), spread: PairSpread::Chance(tv_by_chance), text: "½ Σ_b |p_b − q_b| over scores", parameter: 0.0 },
        favours: Ideal,
        source: LEVIN_PERES_2017,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.5, 3, 0)], &[(0.2, 1, 0), (0.5, 1, 0), (0.8, 2, 0)], 0.5),
        range: (0.0, 1.0),
    }

    /// Distance of the square roots of the shares of scores.
    ///
    /// # Reading
    /// 0 means the same mix of scores, 1 that no score occurs on both sides.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups. Bins are the tenths of the reference, or the scores themselves where there are ten
    /// or fewer.
    score_hellinger_distance = "Hellinger distance of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(hellinger), spread: PairSpread::Chance(hellinger_by_chance), text: "√(½ Σ_b (√p_b − √q_b)²) over scores", parameter: 0.0 },
        favours: Ideal,
        source: HELLINGER_1909,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.8, 1, 0)], &[(0.2, 1, 0)], 0.541_196_100_146_197),
        range: (0.0, 1.0),
    }

    /// Distance of the shares of scores, by a power of their differences.
    ///
    /// # Reading
    /// 0 means the same mix of scores; p = 2 is the length of the vector of differences.
    ///
    /// # Undefined
    /// When the group or the reference has no scores, or p is below 1.
    ///
    /// # Beware
    /// Positive even among equal groups. Bins are the tenths of the reference, or the scores themselves where there are ten
    /// or fewer.
    score_lp_distance = "Distance of order p of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(lp), spread: PairSpread::Chance(lp_by_chance), text: "(Σ_b |p_b − q_b|^p)^(1/p) over scores", parameter: 2.0 },
        favours: Ideal,
        source: MINKOWSKI_1910,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.8, 3, 0)], &[(0.2, 3, 0), (0.8, 1, 0)], std::f64::consts::FRAC_1_SQRT_2),
        range: (0.0, 2.0),
        parameter: "p",
    }

    /// The largest difference in the share of one bin of scores.
    ///
    /// # Reading
    /// 0.1 means that in one range of scores lie ten per hundred more of one side.
    ///
    /// # Undefined
    /// When the group or the reference has no scores.
    ///
    /// # Beware
    /// Positive even among equal groups. Bins are the tenths of the reference, or the scores themselves where there are ten
    /// or fewer.
    score_chebyshev_distance = "Chebyshev distance of scores" {
        formula: Formula::TablePair { of: Between::ScoresAmong(chebyshev), spread: PairSpread::Chance(chebyshev_by_chance), text: "max_b |p_b − q_b| over scores", parameter: 0.0 },
        favours: Ideal,
        source: DEZA_2009,
        example: Example::ScoresTwo(&[(0.2, 1, 0), (0.5, 3, 0)], &[(0.2, 1, 0), (0.5, 1, 0), (0.8, 2, 0)], 0.5),
        range: (0.0, 1.0),
    }

    /// Surprise at the group's decisions of one who expects those of the reference, in nats.
    ///
    /// # Reading
    /// 0 means the same share of selected; there is no largest value.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions.
    ///
    /// # Beware
    /// Half a row is added to the selected and to the rejected; with `alpha=0` a decision that the reference never took
    /// makes it infinite.
    kullback_leibler_divergence = "Kullback-Leibler divergence of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(kl), spread: PairSpread::Chance(kl_by_chance), text: "Σ p · ln(p / q) over decisions, p and q smoothed by alpha", parameter: 0.5 },
        favours: Ideal,
        source: KULLBACK_LEIBLER_1951,
        example: Example::Two([1, 0, 0, 3], [1, 0, 0, 1], 0.082_282_878_505_051_81),
        range: (0.0, f64::INFINITY),
        parameter: "alpha",
        aliases: [same("kl"), peer("AIF360", "kl_divergence", "≠"), peer("Clarify", "KL", "≠"), peer("LiFT", "KL_DIVERGENCE", "≠")],
    }

    /// Mean surprise at either side's decisions of one who expects an even mix of both, in nats.
    ///
    /// # Reading
    /// 0 means the same share of selected, 0.69 that one side is all selected and the other all rejected.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions.
    ///
    /// # Beware
    /// In nats; in bits, as LiFT prints it, it is 1.44 times as large.
    jensen_shannon_divergence = "Jensen-Shannon divergence of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(js), spread: PairSpread::Chance(js_by_chance), text: "½ KL(p, m) + ½ KL(q, m) over decisions, m = (p + q) / 2", parameter: 0.0 },
        favours: Ideal,
        source: LIN_1991,
        example: Example::Two([4, 0, 0, 0], [0, 0, 0, 9], std::f64::consts::LN_2),
        range: (0.0, std::f64::consts::LN_2),
        aliases: [same("js"), peer("Clarify", "JS", "≠"), peer("LiFT", "JS_DIVERGENCE", "≠")],
    }

    /// The difference in the share of selected, without its sign.
    ///
    /// # Reading
    /// 0.2 means that the selection rates lie twenty per hundred apart.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions.
    ///
    /// # Beware
    /// Positive even among equal groups, and it does not say who is worse off; the statistical parity difference does.
    total_variation_distance = "Total variation distance of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(tv), spread: PairSpread::Chance(tv_by_chance), text: "½ Σ |p − q| over decisions", parameter: 0.0 },
        favours: Ideal,
        source: LEVIN_PERES_2017,
        example: Example::Two([3, 0, 0, 1], [1, 0, 0, 3], 0.5),
        range: (0.0, 1.0),
        aliases: [same("tvd"), peer("Clarify", "TVD", "≠"), peer("LiFT", "TOTAL_VAR_DIST", "≠")],
    }

    /// Distance of the square roots of the shares of selected and rejected.
    ///
    /// # Reading
    /// 0 means the same share of selected, 1 that one side is all selected and the other all rejected.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions.
    ///
    /// # Beware
    /// Positive even among equal groups.
    hellinger_distance = "Hellinger distance of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(hellinger), spread: PairSpread::Chance(hellinger_by_chance), text: "√(½ Σ (√p − √q)²) over decisions", parameter: 0.0 },
        favours: Ideal,
        source: HELLINGER_1909,
        example: Example::Two([1, 0, 0, 1], [1, 0, 0, 0], 0.541_196_100_146_197),
        range: (0.0, 1.0),
    }

    /// Distance of the shares of selected and rejected, by a power of their differences.
    ///
    /// # Reading
    /// 0 means the same share of selected; p = 2 makes it 1.41 times the gap of the selection rates.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions, or p is below 1.
    ///
    /// # Beware
    /// Positive even among equal groups.
    lp_distance = "Distance of order p of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(lp), spread: PairSpread::Chance(lp_by_chance), text: "(Σ |p − q|^p)^(1/p) over decisions", parameter: 2.0 },
        favours: Ideal,
        source: MINKOWSKI_1910,
        example: Example::Two([3, 0, 0, 1], [1, 0, 0, 3], std::f64::consts::FRAC_1_SQRT_2),
        range: (0.0, 2.0),
        parameter: "p",
        aliases: [same("lp"), peer("Clarify", "LP", "≠")],
    }

    /// The larger of the differences in the shares of selected and of rejected.
    ///
    /// # Reading
    /// 0.2 means that the selection rates lie twenty per hundred apart.
    ///
    /// # Undefined
    /// When the group or the reference has no decisions.
    ///
    /// # Beware
    /// Positive even among equal groups.
    ///
    /// # Compare
    /// With two decisions it equals the total variation distance.
    chebyshev_distance = "Chebyshev distance of decisions" {
        formula: Formula::TablePair { of: Between::Decisions(chebyshev), spread: PairSpread::Chance(chebyshev_by_chance), text: "max |p − q| over decisions", parameter: 0.0 },
        favours: Ideal,
        source: DEZA_2009,
        example: Example::Two([3, 0, 0, 1], [1, 0, 0, 3], 0.5),
        range: (0.0, 1.0),
        aliases: [same("linf"), peer("LiFT", "INF_NORM_DIST", "≠")],
    }
}
