//! How unevenly benefits fall, among people and between groups.
//!
//! The benefit of a person is decision − outcome + 1: 2 for a selection without the outcome, 1 for a right decision,
//! 0 for a miss. It takes three values, so the confusion table is all that is needed.
// The parameters 0 and 1 are limits with formulas of their own; they come from declarations, not from arithmetic.
#![allow(clippy::float_cmp)]

use crate::metric::{peer, same};
use crate::{Cells, Example, Formula, Undefined};

metrics! { "inequality";
    /// Generalized entropy of the benefits, with weight 2 on large ones.
    ///
    /// # Reading
    /// 0 means that everybody had the same benefit; larger is more uneven. It has no natural unit.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    ///
    /// # Compare
    /// `generalized_entropy_index(alpha=1)` is the Theil index, `(alpha=0)` the mean log deviation.
    generalized_entropy_index = "Generalized entropy index" {
        formula: Formula::Smooth { of: entropy, text: "mean[(b/μ)^α − 1] / (α(α−1)), b = decision − outcome + 1", parameter: 2.0 },
        favours: Lower,
        source: SPEICHER_2018,
        example: Example::One([2, 2, 0, 0], 1.0 / 18.0),
        aliases: [
            same("gei"), same("generalized_entropy_index(alpha=2)"), peer("AIF360", "generalized_entropy_index", "="),
            peer("Clarify", "GE", "="), peer("jurity", "GeneralizedEntropyIndex", "="),
        ],
    }

    /// Generalized entropy of the benefits at α = 1.
    ///
    /// # Reading
    /// 0 means that everybody had the same benefit; larger is more uneven.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    theil_index = "Theil index" {
        formula: Formula::Smooth { of: entropy, text: "mean[(b/μ)·ln(b/μ)], b = decision − outcome + 1", parameter: 1.0 },
        favours: Lower,
        source: THEIL_1967,
        example: Example::One([2, 1, 0, 0], 0.058_891_517_828_191_74),
        aliases: [same("generalized_entropy_index(alpha=1)"), peer("AIF360", "theil_index", "=")],
    }

    /// Generalized entropy of the benefits at α = 0.
    ///
    /// # Reading
    /// 0 means that everybody had the same benefit; infinite as soon as one person was missed.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    ///
    /// # Compare
    /// AIF360 0.6.1 divides by the mean a second time at this α and returns another number.
    mean_log_deviation = "Mean log deviation" {
        formula: Formula::Smooth { of: entropy, text: "−mean[ln(b/μ)], b = decision − outcome + 1", parameter: 0.0 },
        favours: Lower,
        source: SHORROCKS_1980,
        example: Example::One([2, 1, 0, 0], 0.056_633_012_265_132_44),
        aliases: [same("generalized_entropy_index(alpha=0)"), peer("AIF360", "generalized_entropy_index(alpha=0)", "≠")],
    }

    /// Standard deviation of the benefits divided by their mean.
    ///
    /// # Reading
    /// 0.5 means that benefits scatter by half their mean.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    ///
    /// # Compare
    /// Twice the root of the entropy index, which Holistic AI returns, is √2 times as large.
    coefficient_of_variation = "Coefficient of variation" {
        formula: Formula::Smooth { of: variation, text: "√(2·GEI(α=2))", parameter: 0.0 },
        favours: Lower,
        source: SPEICHER_2018,
        example: Example::One([2, 2, 0, 0], 1.0 / 3.0),
        aliases: [peer("AIF360", "coefficient_of_variation", "="), peer("Holistic AI", "coefficient_of_variation", "≠")],
    }

    /// Share of the benefits that could be given up without loss, were they spread evenly.
    ///
    /// # Reading
    /// 0.1 means that nine tenths of the benefits, spread evenly, would be as good.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    atkinson_index = "Atkinson index" {
        formula: Formula::Smooth { of: atkinson, text: "1 − mean[(b/μ)^(1−ε)]^(1/(1−ε)), ε = ½", parameter: 0.5 },
        favours: Lower,
        source: ATKINSON_1970,
        example: Example::One([1, 0, 0, 1], 0.0),
        aliases: [peer("LiFT", "ATKINSON", "=")],
    }

    /// The part of the generalized entropy that lies between groups.
    ///
    /// # Reading
    /// Divided by the whole index it is the share of unevenness that group membership explains.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    between_group_entropy = "Entropy between groups" {
        formula: Formula::OverGroups { of: between, text: "GEI(α=2) with b replaced by its group's mean", parameter: 2.0 },
        favours: Lower,
        source: SHORROCKS_1980,
        example: Example::Groups(&[[2, 0, 0, 0], [0, 2, 0, 0]], 1.0 / 18.0),
        aliases: [same("between_group_entropy(alpha=2)"), peer("AIF360", "between_group_generalized_entropy_index", "=")],
    }

    /// The part of the generalized entropy that lies within groups.
    ///
    /// # Reading
    /// What is left of the index when the groups' means are made equal.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    within_group_entropy = "Entropy within groups" {
        formula: Formula::OverGroups { of: within, text: "GEI(α=2) − its part between groups", parameter: 2.0 },
        favours: Lower,
        source: SHORROCKS_1980,
        example: Example::Groups(&[[2, 0, 0, 0], [0, 2, 0, 0]], 0.0),
        aliases: [same("within_group_entropy(alpha=2)")],
    }

    /// The part of the Theil index that lies between groups.
    ///
    /// # Reading
    /// Divided by the Theil index it is the share of unevenness that group membership explains.
    ///
    /// # Undefined
    /// When nobody has a label, or nobody has any benefit.
    between_group_theil_index = "Theil index between groups" {
        formula: Formula::OverGroups { of: between, text: "Theil index with b replaced by its group's mean", parameter: 1.0 },
        favours: Lower,
        source: THEIL_1967,
        example: Example::Groups(&[[2, 0, 0, 0], [0, 1, 0, 0]], 0.058_891_517_828_191_74),
        aliases: [same("between_group_entropy(alpha=1)"), peer("AIF360", "between_group_theil_index", "=")],
    }
}

/// How many people have which benefit.
fn benefits(cells: &Cells) -> [(f64, f64); 3] {
    [
        (0.0, cells.false_negative),
        (1.0, cells.true_positive + cells.true_negative),
        (2.0, cells.false_positive),
    ]
}

/// Generalized entropy of weighted values; infinite at α ≤ 0 when a value is 0.
fn entropy_of(values: &[(f64, f64)], alpha: f64) -> Result<f64, Undefined> {
    let people: f64 = values.iter().map(|(_, n)| n).sum();
    let total: f64 = values.iter().map(|(b, n)| b * n).sum();
    if people <= 0.0 || total <= 0.0 {
        return Err(Undefined::ZeroDenominator);
    }
    let mean = total / people;
    let sum = values.iter().filter(|(_, n)| *n > 0.0).map(|(b, n)| {
        let relative = b / mean;
        let term = if alpha == 1.0 {
            if relative > 0.0 {
                relative * libm::log(relative)
            } else {
                0.0
            }
        } else if alpha == 0.0 {
            -libm::log(relative)
        } else if relative == 0.0 && alpha < 0.0 {
            f64::INFINITY
        } else {
            (libm::pow(relative, alpha) - 1.0) / (alpha * (alpha - 1.0))
        };
        n * term
    });
    Ok(sum.sum::<f64>() / people)
}

fn entropy(cells: &Cells, alpha: f64) -> Result<f64, Undefined> {
    entropy_of(&benefits(cells), alpha)
}

fn variation(cells: &Cells, _: f64) -> Result<f64, Undefined> {
    Ok((2.0 * entropy(cells, 2.0)?).sqrt())
}

fn atkinson(cells: &Cells, epsilon: f64) -> Result<f64, Undefined> {
    let values = benefits(cells);
    let people: f64 = values.iter().map(|(_, n)| n).sum();
    let total: f64 = values.iter().map(|(b, n)| b * n).sum();
    if people <= 0.0 || total <= 0.0 {
        return Err(Undefined::ZeroDenominator);
    }
    let mean = total / people;
    if epsilon == 1.0 {
        let log: f64 = values
            .iter()
            .filter(|(_, n)| *n > 0.0)
            .map(|(b, n)| n * libm::log(b / mean))
            .sum();
        return Ok(1.0 - libm::exp(log / people));
    }
    let power: f64 = values
        .iter()
        .filter(|(_, n)| *n > 0.0)
        .map(|(b, n)| n * libm::pow(b / mean, 1.0 - epsilon))
        .sum();
    Ok(1.0 - libm::pow(power / people, 1.0 / (1.0 - epsilon)))
}

fn between(groups: &[Cells], alpha: f64) -> Result<f64, Undefined> {
    let means: Vec<(f64, f64)> = groups
        .iter()
        .filter(|cells| cells.labelled() > 0.0)
        .map(|cells| {
            let total: f64 = benefits(cells).iter().map(|(b, n)| b * n).sum();
            (total / cells.labelled(), cells.labelled())
        })
        .collect();
    entropy_of(&means, alpha)
}

fn within(groups: &[Cells], alpha: f64) -> Result<f64, Undefined> {
    let mut all = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)];
    for cells in groups {
        for (sum, (_, n)) in all.iter_mut().zip(benefits(cells)) {
            sum.1 += n;
        }
    }
    Ok(entropy_of(&all, alpha)? - between(groups, alpha)?)
}
