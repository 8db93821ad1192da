//! How much decisions and outcomes say about the group.

use crate::evaluate::{Chance, Member};
use crate::metric::{peer, same};
use crate::{Cells, Example, Formula, Setting, Undefined};
use evenhand_inference::association::{
    Association, association_null, conditional_information_null, conditional_mutual_information,
};

metrics! { "dependence";
    /// How much the decision says about the group, as a share of all there is to know about it.
    ///
    /// # Reading
    /// 0 means that the decision says nothing about the group, 1 that it gives the group away. Slightly below 0 is what
    /// independence shows as often as slightly above.
    ///
    /// # Undefined
    /// When all rows with a decision are of one group.
    ///
    /// # Beware
    /// Without a direction: it does not say who is worse off. Miller and Madow's correction for the number of cells is
    /// applied, which the plug-in value of other tools lacks.
    mutual_information_independence = "Mutual information of decision and group" {
        formula: Formula::AcrossGroups { of: independence, chance: independence_by_chance, text: "I(decision; group) / H(group)", parameter: 0.0 },
        favours: Ideal,
        source: STEINBERG_2020,
        example: Example::Groups(&[[10, 0, 0, 0], [0, 0, 0, 10]], 1.0),
        range: (f64::NEG_INFINITY, 1.0),
        needs: [Decision],
        aliases: [same("mi_independence"), peer("Veritas", "mi_independence", "≠")],
    }

    /// How much the decision says about the group among people with the same outcome.
    ///
    /// # Reading
    /// 0 means that given the outcome the decision says nothing about the group, 1 that it gives the group away.
    ///
    /// # Undefined
    /// When all people with the same outcome are of one group.
    ///
    /// # Beware
    /// Without a direction. 0 in the data of all groups is equalized odds.
    mutual_information_separation = "Mutual information of decision and group given the outcome" {
        formula: Formula::AcrossGroups { of: separation, chance: separation_by_chance, text: "I(decision; group | outcome) / H(group | outcome)", parameter: 0.0 },
        favours: Ideal,
        source: STEINBERG_2020,
        example: Example::Groups(&[[5, 5, 0, 0], [0, 0, 5, 5]], 1.0),
        range: (f64::NEG_INFINITY, 1.0),
        needs: [Decision, Label],
        aliases: [same("mi_separation"), peer("Veritas", "mi_separation", "≠")],
    }

    /// How much the outcome says about the group among people who were decided alike.
    ///
    /// # Reading
    /// 0 means that given the decision the outcome says nothing about the group: a decision means the same for all of them.
    ///
    /// # Undefined
    /// When all people who were decided alike are of one group.
    ///
    /// # Beware
    /// Without a direction. Needs the outcome of people who were not selected.
    mutual_information_sufficiency = "Mutual information of outcome and group given the decision" {
        formula: Formula::AcrossGroups { of: sufficiency, chance: sufficiency_by_chance, text: "I(outcome; group | decision) / H(group | decision)", parameter: 0.0 },
        favours: Ideal,
        source: STEINBERG_2020,
        example: Example::Groups(&[[5, 0, 5, 0], [0, 5, 0, 5]], 1.0),
        range: (f64::NEG_INFINITY, 1.0),
        needs: [Decision, Label],
        aliases: [same("mi_sufficiency"), peer("Veritas", "mi_sufficiency", "≠")],
    }
}

type Strata = Vec<Vec<Vec<f64>>>;

/// One table of groups and two columns for each stratum, at effective sizes.
fn tables<const N: usize>(members: &[Member<'_>], of: fn(&Cells) -> [[f64; 2]; N]) -> Strata {
    let one = |i: usize| {
        let line = |member: &Member<'_>| of(&member.cells)[i].map(|w| w * member.size).to_vec();
        members.iter().map(line).collect()
    };
    (0..N).map(one).collect()
}

fn decisions(members: &[Member<'_>]) -> Strata {
    tables(members, |cells| [[cells.selected(), cells.rejected()]])
}

fn decisions_by_outcome(members: &[Member<'_>]) -> Strata {
    tables(members, |c| {
        [
            [c.true_positive, c.false_negative],
            [c.false_positive, c.true_negative],
        ]
    })
}

fn outcomes_by_decision(members: &[Member<'_>]) -> Strata {
    tables(members, |c| {
        [
            [c.true_positive, c.false_positive],
            [c.false_negative, c.true_negative],
        ]
    })
}

/// The entropy of the group given the stratum, with Miller and Madow's correction.
fn entropy(strata: &Strata) -> f64 {
    let all: f64 = strata.iter().flatten().flatten().sum();
    let mut sum = 0.0;
    for table in strata {
        let rows: Vec<f64> = table.iter().map(|line| line.iter().sum()).collect();
        let within: f64 = rows.iter().sum();
        let filled = || rows.iter().filter(|row| **row > 0.0);
        sum -= filled()
            .map(|row| row * libm::log(row / within))
            .sum::<f64>();
        sum += filled().count().saturating_sub(1) as f64 / 2.0;
    }
    sum / all
}

fn share(strata: &Strata) -> Result<f64, Undefined> {
    let information =
        conditional_mutual_information(strata).map_err(|_| Undefined::ZeroDenominator)?;
    let entropy = entropy(strata);
    if entropy > 0.0 {
        Ok((information.corrected / entropy).min(1.0))
    } else {
        Err(Undefined::ZeroDenominator)
    }
}

/// Groups permuted, inside strata where there are some; corrected and scaled as the number itself is.
fn by_chance(strata: &Strata, setting: &Setting) -> Option<Chance> {
    let null = match strata.as_slice() {
        [table] => association_null(
            table,
            Association::MutualInformation,
            setting.draws,
            setting.seed,
        ),
        strata => conditional_information_null(strata, setting.draws, setting.seed),
    };
    let null = null.ok()?;
    let information = conditional_mutual_information(strata).ok()?;
    let (less, entropy) = (information.plug_in - information.corrected, entropy(strata));
    Some(Chance {
        mean: (null.mean - less) / entropy,
        p_value: null.p_value,
        quantile: (null.q95 - less) / entropy,
        test: null.method,
    })
}

fn independence(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    share(&decisions(members))
}

fn independence_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    by_chance(&decisions(members), setting)
}

fn separation(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    share(&decisions_by_outcome(members))
}

fn separation_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    by_chance(&decisions_by_outcome(members), setting)
}

fn sufficiency(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    share(&outcomes_by_decision(members))
}

fn sufficiency_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    by_chance(&outcomes_by_decision(members), setting)
}
