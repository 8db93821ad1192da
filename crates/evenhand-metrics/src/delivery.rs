//! Whom a campaign reached of those it could have reached, how often, and at what cost.

use crate::metric::{peer, same};
use crate::selection::selection_rate;
use crate::{Amount, Cell, Example, Formula, Number, Paired, Part};
use evenhand_core::Quantity;
use evenhand_core::Stage::{Delivered, Eligible, Excluded};
use evenhand_inference::Proportion;

/// 60 eligible only, 40 eligible and delivered.
const FORTY: &[(u8, u64)] = &[(1, 60), (9, 40)];
/// 40 eligible only, 60 eligible and delivered.
const SIXTY: &[(u8, u64)] = &[(1, 40), (9, 60)];

metrics! { "delivery";
    /// Share of the eligible people who were shown the offer at least once.
    ///
    /// # Reading
    /// 0.4 means that four of ten people who could have been reached were.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    ///
    /// # Beware
    /// Impressions are not people: a person shown the offer ten times counts once here.
    reach_rate = "Reach rate" {
        formula: Formula::Rate {
            count: &[Cell::Reached(&[Eligible, Delivered])],
            of: &[Cell::Reached(&[Eligible])],
        },
        favours: Higher,
        source: ALI_2019,
        example: Example::Funnel(FORTY, 0.4),
    }

    /// Reach rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that four people of the group were reached where five of the reference were.
    ///
    /// # Undefined
    /// When a side has nobody eligible, or nobody was reached. Infinite when nobody of the reference was.
    reach_rate_parity = "Parity of reach" {
        formula: Formula::Ratio(&reach_rate),
        favours: Ideal,
        source: ALI_2019,
        example: Example::FunnelTwo(FORTY, SIXTY, 2.0 / 3.0),
    }

    /// Impressions per person who was reached.
    ///
    /// # Reading
    /// 3.2 means that whoever was reached at all was shown the offer 3.2 times on average.
    ///
    /// # Undefined
    /// When nobody in the group was reached.
    ///
    /// # Beware
    /// Rows are taken for people: where a person has many rows, the spread is known only when the unit is named.
    frequency = "Frequency" {
        formula: Formula::Mean { of: Number::Sum(Quantity::ImpressionsIfReached), text: "Σ impressions / reached" },
        favours: Neither,
        source: CANNON_2002,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
        range: (0.0, f64::INFINITY),
    }

    /// Frequency of the group divided by that of its reference.
    ///
    /// # Reading
    /// 1.5 means that reached people of the group are shown the offer three times where those of the reference are shown it twice.
    ///
    /// # Undefined
    /// When nobody of a side was reached.
    ///
    /// # Beware
    /// Says nothing of who was reached at all; `impression_share_index` has both in one.
    frequency_parity = "Parity of frequency" {
        formula: Formula::Ratio(&frequency),
        favours: Ideal,
        source: CANNON_2002,
        example: Example::NumbersTwo(&[1.0, 2.0, 6.0], &[2.0, 2.0, 2.0], 1.5),
    }

    /// Impressions per eligible person, reached or not.
    ///
    /// # Reading
    /// 0.8 means eight impressions for ten people who could have been reached.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    mean_impressions = "Impressions per eligible person" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Impressions), text: "Σ impressions / eligible" },
        favours: Higher,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
        range: (0.0, f64::INFINITY),
    }

    /// The group's share of the impressions over its share of the eligible people, times 100.
    ///
    /// # Reading
    /// 80 means that the group has four impressions where its size would have given it five.
    ///
    /// # Undefined
    /// When nobody in the group is eligible, or there are no impressions.
    impression_share_index = "Impression share index" {
        formula: Formula::Part(Part::Index(&mean_impressions)),
        favours: Ideal,
        source: SISSORS_BARON_2010,
        // A mean of 3 against one of 1.5 over everyone.
        example: Example::NumbersTwo(&[1.0, 2.0, 6.0], &[0.0, 0.0, 0.0], 200.0),
    }

    /// The group's share of all the people who were reached.
    ///
    /// # Reading
    /// 0.4 means that four of ten people who were shown the offer are of this group.
    ///
    /// # Undefined
    /// When nobody was reached.
    ///
    /// # Beware
    /// People whose group is unknown are a group of their own here and are never dropped.
    delivery_share = "Share of the reached" {
        formula: Formula::ShareOfAll(&[Cell::Reached(&[Eligible, Delivered])]),
        favours: Neither,
        source: ALI_2019,
        example: Example::FunnelTwo(FORTY, SIXTY, 0.4),
        needs: [Delivered],
        aliases: [same("delivery_share_ci")],
    }

    /// The group's share of all impressions.
    ///
    /// # Reading
    /// 0.4 means that four of ten impressions go to this group.
    ///
    /// # Undefined
    /// When there are no impressions.
    ///
    /// # Beware
    /// One person can have many impressions, so that shares of impressions are less sure than their number suggests.
    impression_share = "Share of impressions" {
        formula: Formula::Part(Part::OfSum(Quantity::Impressions)),
        favours: Neither,
        source: ALI_2019,
        example: Example::NumbersTwo(&[1.0, 2.0], &[5.0], 0.375),
    }

    /// The group's share of the people who were reached minus its share of those who could have been.
    ///
    /// # Reading
    /// −0.1 means that the group makes up ten fewer of every hundred reached people than of every hundred eligible ones.
    ///
    /// # Undefined
    /// When nobody in the group is eligible, or nobody was reached.
    ///
    /// # Beware
    /// The eligible people are taken as counted; where their number is an estimate its error comes on top. Experimental: the definition has not been checked against the paper.
    delivery_skew_vs_eligible = "Delivery skew" {
        formula: Formula::Part(Part::Skew(&reach_rate)),
        favours: Ideal,
        source: ALI_2019,
        example: Example::FunnelTwo(FORTY, SIXTY, -0.1),
    }

    /// The logarithm of the group's share of the reached over its share of the eligible people.
    ///
    /// # Reading
    /// −0.1 means that the group's share is about ten per cent smaller than its size would have given it.
    ///
    /// # Undefined
    /// When nobody in the group is eligible, or nobody was reached. Negative infinity when nobody of the group was.
    ///
    /// # Beware
    /// Experimental: the definition has not been checked against the paper.
    delivery_log_skew = "Log delivery skew" {
        formula: Formula::Part(Part::LogSkew(&reach_rate)),
        favours: Ideal,
        source: ALI_2019,
        example: Example::FunnelTwo(FORTY, SIXTY, -0.223_143_551_314_209_76),
    }

    /// How far the mix of groups among the reached people lies from that among those who could have been reached.
    ///
    /// # Reading
    /// 0.1 means that a tenth of the reached people would have to be of other groups for the two mixes to agree.
    ///
    /// # Undefined
    /// When fewer than two groups have eligible people, or nobody was reached.
    ///
    /// # Beware
    /// Positive even where chance alone decided: the mean and the 95 % quantile that chance would show stand beside it. People whose group is unknown take no part. Experimental: the definition of variance in the settlement has not been checked against its text.
    ///
    /// # Compare
    /// `impression_total_variation` counts impressions; a campaign can be even in one and not in the other.
    delivery_total_variation = "Delivery variation" {
        formula: Formula::TotalVariation(Amount::People),
        favours: Lower,
        source: META_VRS_2023,
        example: Example::FunnelTwo(FORTY, SIXTY, 0.1),
        aliases: [same("vrs_variance"), same("shuffle_distance")],
    }

    /// How far the mix of groups among the impressions lies from that among the people who could have been reached.
    ///
    /// # Reading
    /// 0.1 means that a tenth of the impressions would have to go to other groups for the two mixes to agree.
    ///
    /// # Undefined
    /// When fewer than two groups have eligible people, or there are no impressions.
    ///
    /// # Beware
    /// Chance is that of as many independent people as the impressions are worth, (Σx)²/Σx². People whose group is unknown take no part. Experimental: the definition of variance in the settlement has not been checked against its text.
    impression_total_variation = "Impression variation" {
        formula: Formula::TotalVariation(Amount::Impressions),
        favours: Lower,
        source: META_VRS_2023,
        example: Example::NumbersTwo(&[1.0, 2.0, 6.0], &[1.0, 1.0, 1.0], 0.25),
    }

    /// How far two advertisements lie apart in the group's share of those whom they reached: the furthest two.
    ///
    /// # Reading
    /// Above 1.96 two advertisements for the same people reached the group so differently that chance would show it once
    /// in twenty times; of several advertisements the p-value allows for the number of pairs.
    ///
    /// # Undefined
    /// When fewer than two advertisements reached anybody, or none or all of the reached are of the group.
    ///
    /// # Beware
    /// It is skew beyond qualification only where the advertisements ran at the same time, with the same budget and audience, for
    /// work that asks for the same. People whose group is unknown take no part. Of more than a thousand advertisements the thousand with the
    /// most people reached are compared. Experimental: the definition has not been checked against the paper.
    ///
    /// # Compare
    /// `delivery_skew_vs_eligible` holds one campaign against the people it could have reached, qualified or not.
    paired_ad_delivery_z = "Z of paired advertisements" {
        formula: Formula::FurthestLists { of: pooled_z, text: "max over ads 1, 2 of |s_1 − s_2| / √(s(1 − s)(1/n_1 + 1/n_2)), s_k = share of g among those reached by ad k, s pooled" },
        favours: Lower,
        source: IMANA_2021,
        // Shares 0.6 and 0.4 of 50 each: 0.2 / √(0.5 · 0.5 · 2/50).
        example: Example::Ads(&[(30, 20), (20, 30)], 2.0),
        aliases: [same("paired_ad_z"), peer("Imana et al.", "Z", "abs")],
    }

    /// How often people of the group are in the audience, over how often everyone else is.
    ///
    /// # Reading
    /// 0.5 means that a member of the group is half as likely to be in the audience as anyone else.
    ///
    /// # Undefined
    /// When one side is empty, or nobody is in the audience. Infinite when only the group is.
    ///
    /// # Beware
    /// The rows must be the relevant population: all who could have been chosen. Experimental: the definition has not been checked against the paper.
    ///
    /// # Compare
    /// `disparate_impact_ratio` is the same against the reference of the audit; here it is always everyone else. The paper's disparity is the larger of the ratio and its inverse.
    audience_representation_ratio = "Audience representation ratio" {
        formula: Formula::Paired(Paired::OverRest(&selection_rate)),
        favours: Ideal,
        source: SPEICHER_ADS_2018,
        example: Example::Two([8, 0, 0, 2], [4, 0, 0, 6], 2.0),
        needs: [Decision],
        aliases: [peer("Speicher et al.", "representation_ratio", "=")],
    }

    /// Share of the eligible people whom a list, a cap or a budget kept out.
    ///
    /// # Reading
    /// 0.25 means that one in four people who could have been chosen was kept out.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    exclusion_rate = "Exclusion rate" {
        formula: Formula::Rate {
            count: &[Cell::Reached(&[Eligible, Excluded])],
            of: &[Cell::Reached(&[Eligible])],
        },
        favours: Lower,
        source: SPEICHER_ADS_2018,
        example: Example::Funnel(&[(1, 75), (65, 25)], 0.25),
    }

    /// Exclusion rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 2 means that two people of the group are kept out where one of the reference is.
    ///
    /// # Undefined
    /// When a side has nobody eligible, or nobody was kept out. Infinite when nobody of the reference was.
    suppression_exclusion_parity = "Parity of exclusion" {
        formula: Formula::Ratio(&exclusion_rate),
        favours: Ideal,
        source: SPEICHER_ADS_2018,
        example: Example::FunnelTwo(&[(1, 75), (65, 25)], &[(1, 50), (65, 50)], 0.5),
    }

    /// Cost per person who was reached.
    ///
    /// # Reading
    /// 0.35 means that it took 0.35 to reach one person of the group.
    ///
    /// # Undefined
    /// When nobody in the group was reached and nothing was paid. Infinite when only money was spent.
    ///
    /// # Beware
    /// Only people whose cost is known count.
    cost_per_reach = "Cost per person reached" {
        formula: Formula::RatioOfSums {
            of: [Quantity::Cost, Quantity::ReachedWithCost, Quantity::CostIfReached],
            text: "Σ cost / reached",
        },
        favours: Neither,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Sums(
            &[
                (Quantity::Cost, &[2.0, 0.0, 4.0]),
                (Quantity::ReachedWithCost, &[1.0, 0.0, 1.0]),
                (Quantity::CostIfReached, &[2.0, 0.0, 4.0]),
            ],
            3.0,
        ),
        range: (0.0, f64::INFINITY),
    }

    /// Cost per person reached in the group divided by that in its reference.
    ///
    /// # Reading
    /// 1.2 means that reaching a person of the group costs a fifth more, so that a bidder who saves money reaches fewer of them.
    ///
    /// # Undefined
    /// When a side has no cost per person, or both are zero.
    cost_per_reach_parity = "Parity of cost per person reached" {
        formula: Formula::Ratio(&cost_per_reach),
        favours: Ideal,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::SumsTwo(
            &[
                (Quantity::Cost, &[2.0, 0.0, 4.0]),
                (Quantity::ReachedWithCost, &[1.0, 0.0, 1.0]),
                (Quantity::CostIfReached, &[2.0, 0.0, 4.0]),
            ],
            &[
                (Quantity::Cost, &[1.0, 2.0]),
                (Quantity::ReachedWithCost, &[1.0, 1.0]),
                (Quantity::CostIfReached, &[1.0, 2.0]),
            ],
            2.0,
        ),
    }

    /// Cost per click.
    ///
    /// # Reading
    /// 1.4 means that a click of somebody in the group cost 1.40.
    ///
    /// # Undefined
    /// When nobody in the group clicked and nothing was paid. Infinite when only money was spent.
    ///
    /// # Beware
    /// Only people whose cost is known count.
    cost_per_click = "Cost per click" {
        formula: Formula::RatioOfSums {
            of: [Quantity::Cost, Quantity::ClicksWithCost, Quantity::ClicksTimesCost],
            text: "Σ cost / Σ clicks",
        },
        favours: Neither,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Sums(
            &[
                (Quantity::Cost, &[2.0, 0.0, 4.0]),
                (Quantity::ClicksWithCost, &[1.0, 0.0, 2.0]),
                (Quantity::ClicksTimesCost, &[2.0, 0.0, 8.0]),
            ],
            2.0,
        ),
        range: (0.0, f64::INFINITY),
        aliases: [same("cpc")],
    }

    /// Clicks per impression.
    ///
    /// # Reading
    /// 0.003 means three clicks on a thousand impressions.
    ///
    /// # Undefined
    /// When the group has neither impressions nor clicks. Infinite when it has only clicks.
    ///
    /// # Compare
    /// `click_rate` is the share of reached people who click at all.
    clicks_per_impression = "Clicks per impression" {
        formula: Formula::RatioOfSums {
            of: [Quantity::Clicks, Quantity::Impressions, Quantity::ClicksTimesImpressions],
            text: "Σ clicks / Σ impressions",
        },
        favours: Higher,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Sums(
            &[
                (Quantity::Clicks, &[1.0, 0.0, 2.0]),
                (Quantity::Impressions, &[4.0, 1.0, 5.0]),
                (Quantity::ClicksTimesImpressions, &[4.0, 0.0, 10.0]),
            ],
            0.3,
        ),
        range: (0.0, f64::INFINITY),
        aliases: [same("ctr")],
    }
}

/// The difference of two shares over its spread if both were one (Imana et al. 2021); none without spread.
fn pooled_z(one: Proportion, other: Proportion) -> Option<f64> {
    let pooled = (one.events + other.events) / (one.total + other.total);
    let variance = pooled * (1.0 - pooled) * (1.0 / one.total + 1.0 / other.total);
    let gap = one.events / one.total - other.events / other.total;
    (variance > 0.0).then(|| gap / variance.sqrt())
}
