//! What single rows show: neighbours who are treated differently, and decisions that change with the attribute.

use crate::metric::peer;
use crate::rows::{
    consistency, flip_test as flipped, flips, lipschitz, net_flips, situation_testing as tested,
};
use crate::{Example, ExampleRow, Formula, RowProbe};
use evenhand_core::Span;

const fn row(group: usize, feature: f64, decision: bool) -> ExampleRow {
    ExampleRow::new(group, feature, decision)
}

metrics! { "probes";
    /// How alike the decisions of people are who are alike in their features.
    ///
    /// # Reading
    /// 0.9 means that a decision differs by 0.1 on average from the share selected among the five nearest people.
    ///
    /// # Undefined
    /// When nobody of the group has a decision and a neighbour.
    ///
    /// # Beware
    /// A high number is no sign of equal treatment: people of one group may all be alike and all be turned down. Nearness is
    /// Gower's distance over the features, each of equal weight; at most 5,000 rows, drawn by a hash, are compared, and people
    /// at equal distance share a place. Neighbours come from all groups; a person is never a neighbour of itself.
    ///
    /// # Compare
    /// AIF360, holisticai and Veritas count the person itself among its neighbours, which makes everything look more alike.
    consistency_knn = "Consistency among neighbours" {
        formula: Formula::Probe {
            of: RowProbe::Group(consistency),
            ideal: Some(1.0),
            span: Span::Index,
            text: "1 − mean_i |ŷ_i − mean of ŷ_j over the k nearest j ≠ i|",
            parameter: 5.0,
        },
        favours: Higher,
        source: ZEMEL_2013,
        // One neighbour of three is turned down; all three are selected: 1 − (1/3 + 1)/2.
        example: Example::Rows(&[row(0, 0.0, true), row(0, 0.0, false), row(1, 1.0, true), row(1, 1.0, true)], 1.0 / 3.0),
        range: (0.0, 1.0),
        needs: [Decision, Features],
        parameter: "k",
        aliases: [
            peer("AIF360", "consistency_score", "≠"),
            peer("holisticai", "consistency_score", "≠"),
            peer("Veritas", "individual_consistency", "≠"),
        ],
    }

    /// How often two people drawn at random have scores further apart than their features allow.
    ///
    /// # Reading
    /// 0.02 means that of a hundred pairs two differ more in their scores than in all that the model should look at.
    ///
    /// # Undefined
    /// When no pair with two scores has a member in the group.
    ///
    /// # Beware
    /// The parameter l says how far scores may differ for people who differ in everything; it is a judgement, not a fact. Scores
    /// count as they are: on a scale of 0 to 1000 an l of 1 forbids nearly everything. Pairs are drawn by a hash with the seed of
    /// the spec; the interval is that of as many pairs as have no person in common.
    lipschitz_violation_rate = "Pairs scored further apart than they are" {
        formula: Formula::Probe {
            of: RowProbe::Group(lipschitz),
            ideal: Some(0.0),
            span: Span::Rate,
            text: "pairs with |S_i − S_j| > l · d(i, j) / pairs",
            parameter: 1.0,
        },
        favours: Lower,
        source: DWORK_2012_LIPSCHITZ,
        example: Example::Rows(&[row(0, 0.0, true).scored(0.9), row(1, 0.0, true).scored(0.1)], 1.0),
        range: (0.0, 1.0),
        needs: [Score, Features],
        parameter: "l",
    }

    /// How often the decision changes when nothing but the protected attribute is changed.
    ///
    /// # Reading
    /// 0.03 means that three of a hundred people would get another answer if they belonged to another group.
    ///
    /// # Undefined
    /// When nobody of the group has both decisions.
    ///
    /// # Beware
    /// The model has to be run again by whoever owns it; what was changed with the attribute (a name, a pronoun, a postal code)
    /// decides what the number means. None at all does not show that the model is fair: it may know the attribute by proxies.
    ///
    /// # Compare
    /// `counterfactual_net_flip_rate` says in which direction the changes go.
    counterfactual_flip_rate = "Decisions that change with the attribute" {
        formula: Formula::Probe {
            of: RowProbe::Group(flips),
            ideal: Some(0.0),
            span: Span::Rate,
            text: "rows whose decision after the change differs / rows",
            parameter: 0.0,
        },
        favours: Lower,
        source: KUSNER_2017,
        example: Example::Rows(&[row(0, 0.0, true).rescored(false), row(0, 1.0, true), row(0, 2.0, false), row(0, 3.0, false), row(1, 0.0, true)], 0.25),
        range: (0.0, 1.0),
        needs: [Decision, Rescored],
        aliases: [peer("fairness-indicators", "flip_rate", "=")],
    }

    /// How many more people would be selected with the attribute changed than would no longer be.
    ///
    /// # Reading
    /// 0.02 means that two more of a hundred would be selected if they belonged to another group: belonging to this one costs them
    /// the selection.
    ///
    /// # Undefined
    /// When nobody of the group has both decisions.
    ///
    /// # Beware
    /// As many gains as losses give zero; `counterfactual_flip_rate` counts both.
    counterfactual_net_flip_rate = "Net gain by changing the attribute" {
        formula: Formula::Probe {
            of: RowProbe::Group(net_flips),
            ideal: Some(0.0),
            span: Span::Difference,
            text: "(rows that gain the decision − rows that lose it) / rows",
            parameter: 0.0,
        },
        favours: Ideal,
        source: KUSNER_2017,
        example: Example::Rows(&[row(0, 0.0, true).rescored(false), row(0, 1.0, true), row(0, 2.0, false), row(0, 3.0, false), row(1, 0.0, true)], -0.25),
        range: (-1.0, 1.0),
        needs: [Decision, Rescored],
    }

    /// How many more of the group would be selected by the fate of their nearest counterparts in the reference than would no
    /// longer be.
    ///
    /// # Reading
    /// 0.1 means that of a hundred people with counterparts ten more would be selected if they fared as most of those do.
    ///
    /// # Undefined
    /// When nobody of the group has a counterpart within the caliper.
    ///
    /// # Beware
    /// A counterpart is someone of the reference whose features differ by less than 0.2 in Gower's distance; people without one are
    /// left out. The events are those with a counterpart, the total is all of the group. Positive means that the group
    /// is worse off where selection is a benefit. Features that stand for the attribute hide differences.
    ///
    /// # Compare
    /// `selection_rate_difference` compares all, alike or not.
    flip_test = "Flip test" {
        formula: Formula::Probe {
            of: RowProbe::Pair(flipped),
            ideal: Some(0.0),
            span: Span::Difference,
            text: "(rejected with mostly selected counterparts − selected with mostly rejected counterparts) / n_g with counterparts",
            parameter: 5.0,
        },
        favours: Ideal,
        source: BLACK_2020,
        example: Example::Rows(&[row(0, 0.0, false), row(0, 1.0, true), row(1, 0.0, true), row(1, 0.0, true), row(1, 1.0, true)], 0.5),
        range: (-1.0, 1.0),
        needs: [Decision, Features],
        parameter: "k",
        aliases: [peer("Clarify", "FT", "=")],
    }

    /// Share of the group whose nearest people in the reference are selected clearly more often than those in the group.
    ///
    /// # Reading
    /// 0.15 means that for fifteen of a hundred the eight nearest people of the reference fare better than the eight nearest of their
    /// own group, by more than the threshold t.
    ///
    /// # Undefined
    /// When a side has nobody to look at.
    ///
    /// # Beware
    /// With eight neighbours on each side chance alone exceeds 0.2 often: compare the number with that of a group nobody suspects,
    /// or raise t. Where being selected is a burden, it is the reference for which it has to be asked.
    ///
    /// # Compare
    /// `flip_test` nets those who would gain against those who would lose.
    situation_testing = "Situation testing" {
        formula: Formula::Probe {
            of: RowProbe::Pair(tested),
            ideal: Some(0.0),
            span: Span::Rate,
            text: "rows of g with selection rate of 8 nearest in r − that of 8 nearest in g > t / n_g",
            parameter: 0.2,
        },
        favours: Lower,
        source: LUONG_2011,
        example: Example::Rows(&[row(0, 0.0, false), row(0, 0.0, false), row(1, 0.0, true), row(1, 0.0, true)], 1.0),
        range: (0.0, 1.0),
        needs: [Decision, Features],
        parameter: "t",
    }
}
