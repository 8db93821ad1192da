//! How well the scores rank those with the outcome above those without, inside groups and across them.

use crate::evaluate::Chance;
use crate::metric::{peer, same};
use crate::views::Crossed;
use crate::{
    Between, Both, Example, Formula, Function, PairSpread, ScoreCell, Scores, Setting, Spread,
    Undefined,
};
use evenhand_inference::Interval;
use evenhand_inference::abroca::{Pooled, abroca_noise, area_between};
use evenhand_inference::auc::{
    Steps, auc_difference_interval, auc_interval, average_precision as precision,
};

metrics! { "discrimination";
    /// How often a person with the outcome scores above one without, ties counting half.
    ///
    /// # Reading
    /// 0.8 means that in four of five such pairs the one with the outcome has the higher score; 0.5 is a coin.
    ///
    /// # Undefined
    /// When the group has nobody with the outcome, or nobody without.
    ///
    /// # Beware
    /// It says nothing of the threshold: groups may rank equally well and still be selected very differently.
    auc = "Area under the ROC curve" {
        formula: Formula::Table { of: Function::Scores(area), spread: Spread::Auc, text: "P(score of a positive > score of a negative) + ½ P(equal)", parameter: 0.0 },
        favours: Higher,
        source: HANLEY_MCNEIL_1982,
        example: Example::Scores(&[(0.0, 1, 1), (1.0, 1, 1)], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
        aliases: [peer("Fairlearn", "roc_auc_score", "="), peer("LiFT", "AUC", "≠")],
    }

    /// Area under the ROC curve of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.05 means that the scores tell those with the outcome from those without less well inside this group.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with the outcome, or nobody without.
    ///
    /// # Compare
    /// 0 does not mean equal curves; ABROCA does. It says nothing of pairs across groups; the cross-AUC gap does.
    auc_difference = "Difference of areas under the ROC curve" {
        formula: Formula::Difference(&auc),
        favours: Ideal,
        source: BORKAN_2019,
        example: Example::ScoresTwo(&[(0.0, 1, 1), (1.0, 1, 1)], &[(0.0, 1, 0), (1.0, 0, 1)], -0.5),
        aliases: [peer("Veritas", "auc_parity", "≠"), peer("fairness (R)", "roc_parity", "≠")],
    }

    /// The lowest area under the ROC curve among the groups.
    ///
    /// # Reading
    /// 0.6 means that inside one group the scores hardly tell those with the outcome from those without.
    ///
    /// # Undefined
    /// When no group has people with and without the outcome.
    ///
    /// # Beware
    /// The lowest of many small groups is low by chance alone; the limits hold for whichever group it is.
    worst_group_auc = "Area under the ROC curve of the worst group" {
        formula: Formula::WorstGroup(&auc),
        favours: Higher,
        source: BORKAN_2019,
        example: Example::ScoresTwo(&[(0.0, 1, 1), (1.0, 1, 1)], &[(0.0, 1, 0), (1.0, 0, 1)], 0.5),
        range: (0.0, 1.0),
        aliases: [peer("Fairlearn", "roc_auc_score_group_min", "=")],
    }

    /// Precision averaged over all thresholds, each weighted by the people with the outcome whom it adds.
    ///
    /// # Reading
    /// 0.4 means that down to a person with the outcome, two in five of those above had it, on average. A score without
    /// any information earns the base rate.
    ///
    /// # Undefined
    /// When the group has nobody with the outcome, or nobody without.
    ///
    /// # Beware
    /// It moves with the base rate, so that groups of different base rates differ in it at the same ranking.
    average_precision = "Average precision" {
        formula: Formula::Table { of: Function::Scores(average), spread: Spread::Limits(average_limits), text: "Σ_t [TPR(t) − TPR(next higher t)] · PPV(t)", parameter: 0.0 },
        favours: Higher,
        source: ZHU_2004,
        example: Example::Scores(&[(0.1, 1, 0), (0.35, 0, 1), (0.4, 1, 0), (0.8, 0, 1)], 5.0 / 6.0),
        range: (0.0, 1.0),
        needs: [Label],
        aliases: [same("pr_auc")],
    }

    /// Area between the ROC curves of the group and of its reference.
    ///
    /// # Reading
    /// 0.05 means that at the same false positive rate the true positive rates lie 0.05 apart, on average over all of them.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with the outcome, or nobody without.
    ///
    /// # Beware
    /// Positive even among equal groups; read it beside what chance alone shows.
    ///
    /// # Compare
    /// Curves that cross have a difference of areas near 0 and still lie apart.
    abroca = "Area between the ROC curves (ABROCA)" {
        formula: Formula::TablePair { of: Between::Scores(between), spread: PairSpread::Chance(between_by_chance), text: "∫₀¹ |ROC_g(u) − ROC_r(u)| du", parameter: 0.0 },
        favours: Ideal,
        source: GARDNER_2019,
        example: Example::ScoresTwo(&[(0.1, 0, 1), (0.5, 2, 0), (0.9, 0, 1)], &[(0.1, 1, 0), (0.5, 0, 2), (0.9, 1, 0)], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
        aliases: [peer("Holistic AI", "abroca", "≠")],
    }

    /// How often a member of the group with the outcome scores above someone of the reference without it.
    ///
    /// # Reading
    /// 0.6 means that those of the group who have the outcome are hard to tell from those of the reference who do not: they
    /// score too low.
    ///
    /// # Undefined
    /// When the group has nobody with the outcome, or the reference nobody without.
    ///
    /// # Compare
    /// With the reference `rest` the reference is the background of Borkan and others.
    background_negative_subgroup_positive_auc = "AUC of the group's positives against the background's negatives" {
        formula: Formula::TablePair { of: Between::Scores(positives_above), spread: PairSpread::Limits(positives_limits), text: "P(score of a positive_g > score of a negative_r) + ½ P(equal)", parameter: 0.0 },
        favours: Higher,
        source: BORKAN_2019,
        example: Example::ScoresTwo(&[(0.2, 1, 1), (0.6, 1, 1)], &[(0.1, 1, 0), (0.4, 1, 1)], 0.75),
        range: (0.0, 1.0),
        ideal: 1.0,
        needs: [Label],
        aliases: [same("bnsp_auc"), peer("Jigsaw", "bnsp_auc", "=")],
    }

    /// How often someone of the reference with the outcome scores above a member of the group without it.
    ///
    /// # Reading
    /// 0.6 means that those of the group who do not have the outcome are hard to tell from those of the reference who do:
    /// they score too high.
    ///
    /// # Undefined
    /// When the group has nobody without the outcome, or the reference nobody with it.
    ///
    /// # Compare
    /// With the reference `rest` the reference is the background of Borkan and others.
    background_positive_subgroup_negative_auc = "AUC of the background's positives against the group's negatives" {
        formula: Formula::TablePair { of: Between::Scores(negatives_below), spread: PairSpread::Limits(negatives_limits), text: "P(score of a positive_r > score of a negative_g) + ½ P(equal)", parameter: 0.0 },
        favours: Higher,
        source: BORKAN_2019,
        example: Example::ScoresTwo(&[(0.2, 1, 1), (0.6, 1, 1)], &[(0.1, 1, 0), (0.4, 1, 1)], 0.5),
        range: (0.0, 1.0),
        ideal: 1.0,
        needs: [Label],
        aliases: [same("bpsn_auc"), peer("Jigsaw", "bpsn_auc", "=")],
    }

    /// How much better the group's people with the outcome stand against the reference's people without it than the other
    /// way round.
    ///
    /// # Reading
    /// −0.1 means that the group's positives are ranked above the reference's negatives ten times less per hundred pairs than
    /// the reference's positives above the group's negatives.
    ///
    /// # Undefined
    /// When either side has nobody with the outcome, or nobody without.
    ///
    /// # Compare
    /// The difference of areas looks inside each group alone; this looks at pairs across them.
    cross_auc_difference = "Difference of areas across groups" {
        formula: Formula::TablePair { of: Between::Scores(across), spread: PairSpread::Limits(across_limits), text: "P(positive_g > negative_r) − P(positive_r > negative_g), ties ½", parameter: 0.0 },
        favours: Ideal,
        source: KALLUS_ZHOU_2019,
        example: Example::ScoresTwo(&[(0.2, 1, 1), (0.6, 1, 1)], &[(0.1, 1, 0), (0.4, 1, 1)], 0.25),
        range: (-1.0, 1.0),
        needs: [Label],
        aliases: [same("xauc")],
    }
}

fn area(scores: &Scores, _: f64) -> Result<f64, Undefined> {
    scores.steps().area().ok_or(Undefined::ZeroDenominator)
}

fn average(scores: &Scores, _: f64) -> Result<f64, Undefined> {
    if scores.negatives() <= 0.0 {
        return Err(Undefined::ZeroDenominator);
    }
    precision(&scores.labelled()).map_err(|_| Undefined::ZeroDenominator)
}

/// The delta method on the logit scale: what one row of each score moves.
fn average_limits(scores: &Scores, setting: &Setting) -> Option<Interval> {
    let value = average(scores, 0.0).ok()?;
    let (size, positives) = (setting.sizes[0], scores.positives());
    let steps = scores.labelled();
    // From the highest score down: positives and negatives at or above each.
    let mut passed = Vec::with_capacity(steps.len());
    let (mut up, mut down) = (0.0, 0.0);
    for (positive, negative) in steps.iter().rev() {
        up += positive;
        down += negative;
        passed.push((up, down));
    }
    passed.reverse();
    // A row counts among those above at its own score and at every lower one.
    let (mut gained, mut lost, mut variance) = (0.0, 0.0, 0.0);
    for ((positive, negative), (up, down)) in steps.iter().zip(&passed) {
        let all = (up + down) * (up + down);
        gained += positive * down / all;
        lost += positive * up / all;
        let of_positive = (up / (up + down) - value + gained) / positives;
        let of_negative = -lost / positives;
        variance += positive * of_positive * of_positive + negative * of_negative * of_negative;
    }
    let rows = positives * size;
    let held = value.clamp(0.5 / rows, 1.0 - 0.5 / rows);
    let mut error = (variance / size).sqrt() / (held * (1.0 - held));
    if error <= 0.0 {
        error = 1.0 / (rows * held * (1.0 - held)).sqrt();
    }
    let (centre, reach) = (libm::log(held / (1.0 - held)), setting.level.z() * error);
    let back = |logit: f64| 1.0 / (1.0 + libm::exp(-logit));
    reach.is_finite().then(|| Interval {
        lower: back(centre - reach).min(value),
        upper: back(centre + reach).max(value),
        method: "logit-delta",
    })
}

fn between(both: &Both, _: f64) -> Result<f64, Undefined> {
    *both.area.get_or_init(|| {
        let curves = both.own.curve().zip(both.other.curve());
        let (own, other) = curves.ok_or(Undefined::ZeroDenominator)?;
        Ok(area_between(own, other))
    })
}

/// Scores in which curves are drawn where nobody checks the number.
const FEW_STEPS: usize = 16;
/// Positives and negatives from which a group counts as large.
const MANY_ROWS: f64 = 200.0;
/// Draws up to which they are.
const FEW_DRAWS: usize = 200;

fn between_by_chance(both: &Both, setting: &Setting) -> Option<Chance> {
    let sized = |cell: ScoreCell, size: f64| (size * cell.positive, size * cell.negative);
    let [of_own, of_other] = both.sizes;
    let steps = || {
        let steps = both.aligned();
        steps.map(move |(_, a, b)| [sized(a, of_own), sized(b, of_other)])
    };
    let rows =
        |scores: &Scores, size: f64| [scores.positives(), scores.negatives()].map(|n| n * size);
    let [own, other] = [rows(&both.own, of_own), rows(&both.other, of_other)];
    let large = own.iter().chain(&other).all(|rows| *rows >= MANY_ROWS);
    let (noise, test) = if large {
        let pooled = Pooled::of(steps(), [own, other].map(|[up, down]| (up, down))).ok()?;
        let areas = setting.pool.areas(setting.draws)?;
        (areas.noise(setting.value, &pooled), "brownian-bridge")
    } else {
        let mut steps: Vec<[(f64, f64); 2]> = steps().collect();
        if setting.draws <= FEW_DRAWS {
            steps = collapsed(&steps);
        }
        let (own, other): (Vec<_>, Vec<_>) =
            steps.iter().map(|[own, other]| (*own, *other)).unzip();
        let noise = abroca_noise(&own, &other, setting.draws, setting.seed).ok()?;
        (noise, "parametric-bootstrap")
    };
    Some(Chance {
        mean: noise.mean,
        p_value: noise.p_value,
        quantile: noise.q95,
        test,
    })
}

/// At most [`FEW_STEPS`] runs of neighbouring scores with about as many rows.
fn collapsed(steps: &[[(f64, f64); 2]]) -> Vec<[(f64, f64); 2]> {
    let rows = |step: &[(f64, f64); 2]| step.iter().map(|(a, b)| a + b).sum::<f64>();
    let all: f64 = steps.iter().map(rows).sum();
    let mut runs = vec![[(0.0, 0.0); 2]; FEW_STEPS];
    let mut below = 0.0;
    for step in steps {
        let here = rows(step);
        let place = (FEW_STEPS as f64 * (below + 0.5 * here) / all) as usize;
        below += here;
        for (sum, part) in runs[place.min(FEW_STEPS - 1)].iter_mut().zip(step) {
            sum.0 += part.0;
            sum.1 += part.1;
        }
    }
    runs
}

/// The positives of each side against the negatives of the other.
fn crossed(both: &Both) -> &[Crossed; 2] {
    both.crossed.get_or_init(|| {
        let most = 2 * both.own.cells.len().min(both.other.cells.len()) + 1;
        let (mut own, mut other) = (Steps::up_to(most), Steps::up_to(most));
        for (_, a, b) in both.aligned() {
            own.push(a.positive, b.negative);
            other.push(b.positive, a.negative);
        }
        let [of_own, of_other] = both.sizes;
        let crossed = |steps: Steps, of_positives, of_negatives| Crossed {
            area: steps.area().ok_or(Undefined::ZeroDenominator),
            auc: steps.auc(of_positives, of_negatives).ok(),
        };
        [
            crossed(own, of_own, of_other),
            crossed(other, of_other, of_own),
        ]
    })
}

fn positives_above(both: &Both, _: f64) -> Result<f64, Undefined> {
    crossed(both)[0].area
}

fn negatives_below(both: &Both, _: f64) -> Result<f64, Undefined> {
    crossed(both)[1].area
}

fn across(both: &Both, _: f64) -> Result<f64, Undefined> {
    let [own, other] = crossed(both);
    Ok(own.area? - other.area?)
}

fn positives_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    Some(auc_interval(crossed(both)[0].auc?, setting.level))
}

fn negatives_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    Some(auc_interval(crossed(both)[1].auc?, setting.level))
}

fn across_limits(both: &Both, setting: &Setting) -> Option<Interval> {
    let [own, other] = crossed(both);
    Some(auc_difference_interval(own.auc?, other.auc?, setting.level))
}
