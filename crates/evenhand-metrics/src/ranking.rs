//! Who stands where in ranked lists, against the groups' shares of all places.

use crate::cells::share;
use crate::lists::shuffled;
use crate::metric::{peer, same};
use crate::{Chance, Example, Formula, List, Setting, Undefined};
use evenhand_inference::ranking::{
    infeasible, ndkl, rank_normalized_difference as rnd, rank_normalized_divergence as rkl,
    rank_normalized_ratio as rrd, skew,
};

/// Ten of the reference, all of them in the first ten places: what stands in the examples of prefix measures.
const BEHIND: [usize; 20] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

metrics! { "ranking";
    /// Share of the group among the first places of a list, averaged over lists.
    ///
    /// # Reading
    /// 0.3 means that three of the first ten places belong to the group.
    ///
    /// # Undefined
    /// When there is no list.
    top_share = "Share of the first places" {
        formula: Formula::PerList { of: top_share_of, text: "items of the group among the first k / items among the first k", parameter: 10.0 },
        favours: Neither,
        source: GEYIK_2019,
        example: Example::List(&[0, 1, 1, 0], 0.5),
        range: (0.0, 1.0),
        parameter: "k",
    }

    /// Logarithm of the group's share of the first places over its share of all places.
    ///
    /// # Reading
    /// −0.69 means that the group has half as many of the first places as of all places; 0 is its due.
    ///
    /// # Undefined
    /// When there is no list, or the group stands in none. With none of the first places it is minus infinity.
    ///
    /// # Beware
    /// Shares are averaged over lists before the logarithm is taken, so that one list without the group does not make it
    /// infinite. The group's share of all places is taken as known: its uncertainty is not in the interval.
    ///
    /// # Compare
    /// LiFT adds one to every count, which moves small groups; Credo AI Lens gives the ratio without the logarithm.
    skew_at_k = "Skew of the first places" {
        formula: Formula::OfLists { part: skew_part, of: skew_of, chance: None, text: "ln(top_share / share of all places)", parameter: 10.0 },
        favours: Ideal,
        source: GEYIK_2019,
        example: Example::List(&[0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], std::f64::consts::LN_2),
        parameter: "k",
        aliases: [peer("LiFT", "SKEWS", "≠"), peer("Credo AI Lens", "skew", "≠")],
    }

    /// Smallest skew of the first places over the groups.
    ///
    /// # Reading
    /// −0.69 means that some group has half as many of the first places as of all places.
    ///
    /// # Undefined
    /// When there is no list.
    ///
    /// # Beware
    /// Never above zero, and below it even in random order; what random order would show stands beside it.
    min_skew_at_k = "Smallest skew of the first places" {
        formula: Formula::OfAllLists { of: min_skew, chance: min_skew_chance, text: "min_g ln(top_share / share of all places)", parameter: 10.0 },
        favours: Higher,
        source: GEYIK_2019,
        example: Example::List(&[0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], -0.405_465_108_108_164_4),
        range: (f64::NEG_INFINITY, 0.0),
        parameter: "k",
    }

    /// Largest skew of the first places over the groups.
    ///
    /// # Reading
    /// 0.69 means that some group has twice as many of the first places as of all places.
    ///
    /// # Undefined
    /// When there is no list.
    ///
    /// # Beware
    /// Never below zero, and above it even in random order; what random order would show stands beside it.
    max_skew_at_k = "Largest skew of the first places" {
        formula: Formula::OfAllLists { of: max_skew, chance: max_skew_chance, text: "max_g ln(top_share / share of all places)", parameter: 10.0 },
        favours: Lower,
        source: GEYIK_2019,
        example: Example::List(&[0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], std::f64::consts::LN_2),
        range: (0.0, f64::INFINITY),
        parameter: "k",
    }

    /// How far the mix of each beginning of a list is from the mix of all places, the beginnings weighted by rank.
    ///
    /// # Reading
    /// 0 means that every beginning of the list has the mix of the whole; it has no natural unit, so read it against
    /// what random order would show.
    ///
    /// # Undefined
    /// When there is no list.
    ///
    /// # Beware
    /// The first places weigh most and can hardly have the right mix: short lists have high values in any order.
    normalized_discounted_kl = "Normalized discounted divergence" {
        formula: Formula::OverLists { of: ndkl_of, chance: Some(ndkl_chance), text: "Σ_i KL(mix of the first i ‖ mix of all) / log2(i+1) / Σ_i 1/log2(i+1)", parameter: 0.0 },
        favours: Lower,
        source: GEYIK_2019,
        example: Example::List(&[0, 1], 0.425_001_247_933_622_76),
        range: (0.0, f64::INFINITY),
        aliases: [same("ndkl"), peer("Credo AI Lens", "ndkl", "="), peer("FairRankTune", "NDKL", "=")],
    }

    /// Beginnings of a list in which some group has fewer places than its share calls for.
    ///
    /// # Reading
    /// 5 means that in five of the lengths at which the list could be cut some group is short of a whole place.
    ///
    /// # Undefined
    /// When there is no list.
    ///
    /// # Compare
    /// AIF360 counts pairs of length and group under this name, which is `infeasible_count`, and leaves out the full
    /// length.
    infeasible_index = "Infeasible index" {
        formula: Formula::OverLists { of: index_of, chance: Some(index_chance), text: "#{k : some g has fewer than ⌊share_g · k⌋ of the first k}", parameter: 0.0 },
        favours: Lower,
        source: GEYIK_2019,
        example: Example::List(&[0, 0, 0, 1, 1, 1, 2, 2, 2], 5.0),
        range: (0.0, f64::INFINITY),
        aliases: [peer("AIF360", "infeasible_index", "≠")],
    }

    /// Pairs of a beginning of a list and a group that has fewer places in it than its share calls for.
    ///
    /// # Reading
    /// 6 means that six times, over all lengths and groups, a group is short of a whole place.
    ///
    /// # Undefined
    /// When there is no list.
    infeasible_count = "Infeasible count" {
        formula: Formula::OverLists { of: count_of, chance: Some(count_chance), text: "#{(k, g) : g has fewer than ⌊share_g · k⌋ of the first k}", parameter: 0.0 },
        favours: Lower,
        source: GEYIK_2019,
        example: Example::List(&[0, 0, 0, 1, 1, 1, 2, 2, 2], 6.0),
        range: (0.0, f64::INFINITY),
    }

    /// How far the group's share of each beginning of a list is from its share of the list, over the most possible.
    ///
    /// # Reading
    /// 0 means that the group's share is the same at every step; 1 is the most uneven order of the same items.
    ///
    /// # Undefined
    /// When no list is as long as a step, or none holds both the group and others.
    ///
    /// # Beware
    /// Experimental: the discount has not been checked against the paper, and the authors' published code differs from it.
    rank_normalized_difference = "Rank-normalized difference" {
        formula: Formula::OfLists { part: rnd_part, of: mean_of, chance: Some(rnd_chance), text: "(1/Z) Σ_{i=s,2s,…} |share of the first i − share of the list| / log2(i)", parameter: 10.0 },
        favours: Lower,
        source: YANG_STOYANOVICH_2017,
        example: Example::List(&BEHIND, 1.0),
        range: (0.0, 1.0),
        parameter: "step",
        aliases: [same("rnd")],
    }

    /// How far the mix of each beginning of a list diverges from that of the list, over the most possible.
    ///
    /// # Reading
    /// 0 means the same mix of the group and others at every step; 1 is the most uneven order of the same items.
    ///
    /// # Undefined
    /// When no list is as long as a step, or none holds both the group and others.
    ///
    /// # Beware
    /// Experimental: the discount has not been checked against the paper, and the authors' published code differs from it.
    rank_normalized_kl = "Rank-normalized divergence" {
        formula: Formula::OfLists { part: rkl_part, of: mean_of, chance: Some(rkl_chance), text: "(1/Z) Σ_{i=s,2s,…} KL(mix of the first i ‖ mix of the list) / log2(i)", parameter: 10.0 },
        favours: Lower,
        source: YANG_STOYANOVICH_2017,
        example: Example::List(&BEHIND, 1.0),
        range: (0.0, 1.0),
        parameter: "step",
        aliases: [same("rkl")],
    }

    /// How far the ratio of the group to others in each beginning of a list is from that in the list, over the most
    /// possible.
    ///
    /// # Reading
    /// 0 means the same ratio at every step; 1 is the most uneven order of the same items.
    ///
    /// # Undefined
    /// When no list is as long as a step, or none holds both the group and others.
    ///
    /// # Beware
    /// Experimental, as `rank_normalized_difference`; of use only for a group that is the smaller part. A beginning that
    /// holds one side alone counts as a ratio of zero.
    rank_normalized_ratio = "Rank-normalized ratio" {
        formula: Formula::OfLists { part: rrd_part, of: mean_of, chance: Some(rrd_chance), text: "(1/Z) Σ_{i=s,2s,…} |group/others in the first i − in the list| / log2(i)", parameter: 10.0 },
        favours: Lower,
        source: YANG_STOYANOVICH_2017,
        example: Example::List(&BEHIND, 0.125),
        range: (0.0, 1.0),
        parameter: "step",
        aliases: [same("rrd")],
    }
}

pub(crate) fn top(list: &List, k: f64) -> impl Iterator<Item = &crate::Place> {
    list.places
        .iter()
        .filter(move |place| f64::from(place.position) <= k)
}

fn top_share_of(list: &List, group: usize, k: f64) -> Option<f64> {
    let (mut own, mut all) = (0.0, 0.0);
    for place in top(list, k) {
        all += place.items;
        if place.group == group {
            own += place.items;
        }
    }
    (all > 0.0).then(|| own / all)
}

/// The mean of what lists add, from its sum and how many (or how much) they are.
pub(crate) fn mean_of([sum, of, _]: [f64; 3]) -> Result<f64, Undefined> {
    share(sum, of)
}

fn skew_part(list: &List, group: usize, k: f64) -> Option<[f64; 3]> {
    Some([
        top_share_of(list, group, k)?,
        1.0,
        *list.targets.get(group)?,
    ])
}

fn skew_of([shares, lists, targets]: [f64; 3]) -> Result<f64, Undefined> {
    // A sum of shares that was taken apart and left out again may lie below 0 by a rounding.
    let top = share(shares.max(0.0), lists)?.min(1.0);
    skew(top, targets / lists).map_err(|_| Undefined::ZeroDenominator)
}

fn skews(lists: &[List], k: f64) -> Result<Vec<f64>, Undefined> {
    let groups = lists.first().map_or(0, |list| list.targets.len());
    let mut found = Vec::with_capacity(groups);
    for group in 0..groups {
        let mut sums = [0.0; 3];
        for part in lists.iter().filter_map(|list| skew_part(list, group, k)) {
            for (sum, x) in sums.iter_mut().zip(part) {
                *sum += x;
            }
        }
        // Groups of missing values stand in no list and have no target.
        if sums[2] > 0.0 {
            found.push(skew_of(sums)?);
        }
    }
    if found.is_empty() {
        return Err(Undefined::ZeroDenominator);
    }
    Ok(found)
}

fn min_skew(lists: &[List], k: f64) -> Result<f64, Undefined> {
    Ok(skews(lists, k)?.into_iter().fold(f64::INFINITY, f64::min))
}

fn max_skew(lists: &[List], k: f64) -> Result<f64, Undefined> {
    let skews = skews(lists, k)?.into_iter();
    Ok(skews.fold(f64::NEG_INFINITY, f64::max))
}

fn min_skew_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    shuffled(lists, setting, true, |lists| {
        min_skew(lists, setting.parameter).ok()
    })
}

fn max_skew_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    shuffled(lists, setting, false, |lists| {
        max_skew(lists, setting.parameter).ok()
    })
}

/// The mean over lists of a number of all groups, beside that of shuffled lists.
pub(crate) fn mean_chance(
    lists: &[List],
    setting: &Setting,
    of: impl Fn(&List) -> Option<f64>,
) -> Option<Chance> {
    let taking_part: Vec<List> = lists.iter().filter(|l| of(l).is_some()).cloned().collect();
    shuffled(&taking_part, setting, false, |lists| {
        let numbers: Option<Vec<f64>> = lists.iter().map(&of).collect();
        Some(numbers?.iter().sum::<f64>() / lists.len() as f64)
    })
}

fn ndkl_of(list: &List, _: f64) -> Option<f64> {
    list.by_order(|order| ndkl(order, &list.targets).ok())
}

fn ndkl_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    mean_chance(lists, setting, |list| ndkl_of(list, 0.0))
}

fn index_of(list: &List, _: f64) -> Option<f64> {
    list.by_order(|order| Some(infeasible(order, &list.targets).ok()?.index as f64))
}

fn index_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    mean_chance(lists, setting, |list| index_of(list, 0.0))
}

fn count_of(list: &List, _: f64) -> Option<f64> {
    list.by_order(|order| Some(infeasible(order, &list.targets).ok()?.count as f64))
}

fn count_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    mean_chance(lists, setting, |list| count_of(list, 0.0))
}

type Prefix = fn(&[bool], usize) -> evenhand_inference::Result<f64>;

/// A prefix measure of one list, the group as the protected.
fn prefix(of: Prefix, list: &List, group: usize, step: f64) -> Option<f64> {
    list.by_order(|order| {
        let own: Vec<bool> = order.iter().map(|code| *code == group).collect();
        of(&own, step as usize).ok()
    })
}

fn prefix_chance(of: Prefix, lists: &[List], group: usize, setting: &Setting) -> Option<Chance> {
    mean_chance(lists, setting, |list| {
        prefix(of, list, group, setting.parameter)
    })
}

fn rnd_part(list: &List, group: usize, step: f64) -> Option<[f64; 3]> {
    Some([prefix(rnd, list, group, step)?, 1.0, 0.0])
}

fn rnd_chance(lists: &[List], group: usize, setting: &Setting) -> Option<Chance> {
    prefix_chance(rnd, lists, group, setting)
}

fn rkl_part(list: &List, group: usize, step: f64) -> Option<[f64; 3]> {
    Some([prefix(rkl, list, group, step)?, 1.0, 0.0])
}

fn rkl_chance(lists: &[List], group: usize, setting: &Setting) -> Option<Chance> {
    prefix_chance(rkl, lists, group, setting)
}

fn rrd_part(list: &List, group: usize, step: f64) -> Option<[f64; 3]> {
    Some([prefix(rrd, list, group, step)?, 1.0, 0.0])
}

fn rrd_chance(lists: &[List], group: usize, setting: &Setting) -> Option<Chance> {
    prefix_chance(rrd, lists, group, setting)
}
