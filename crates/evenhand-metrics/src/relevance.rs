//! Where the relevant items of a group stand in ranked lists: what was clicked or bought, or has the outcome.

use crate::metric::peer;
use crate::ranking::{mean_of, top};
use crate::{Example, Formula, List};

metrics! { "relevance";
    /// Share of the relevant among the group's items in the first places of a list, averaged over lists.
    ///
    /// # Reading
    /// 0.4 means that of ten of the group's items in the first places four are relevant.
    ///
    /// # Undefined
    /// When no list has an item of the group among its first places.
    ///
    /// # Beware
    /// Lists without the group among their first places take no part.
    precision_at_k = "Precision at k" {
        formula: Formula::PerList { of: precision, text: "relevant items of the group among the first k / items of the group among the first k", parameter: 10.0 },
        favours: Higher,
        source: MANNING_2008,
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
        parameter: "k",
        aliases: [peer("LiFT", "PRECISION/t@k", "=")],
    }

    /// Share of the group's relevant items that stand in the first places of their list, averaged over lists.
    ///
    /// # Reading
    /// 0.4 means that four of ten relevant items of the group are among the first places.
    ///
    /// # Undefined
    /// When no list has a relevant item of the group.
    ///
    /// # Beware
    /// Counts only what was listed: relevant items that no list shows are unknown to it.
    recall_at_k = "Recall at k" {
        formula: Formula::PerList { of: recall, text: "relevant items of the group among the first k / relevant items of the group", parameter: 10.0 },
        favours: Higher,
        source: MANNING_2008,
        example: Example::RelevantList(&[
            (0, true), (1, true), (0, false), (1, true), (1, true), (1, true), (1, true), (1, true), (1, true), (1, true), (0, true),
        ], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
        parameter: "k",
    }

    /// Discounted gain of the group's relevant items, over what it would be were they at the top, averaged over lists.
    ///
    /// # Reading
    /// 0.63 means that the group's relevant items earn 63 per hundred of the attention they could have had.
    ///
    /// # Undefined
    /// When no list has a relevant item of the group.
    ///
    /// # Beware
    /// Every group is held against the top of the list, which only one can have: in lists that groups share, their values
    /// cannot all be one.
    ndcg_at_k = "Normalized discounted gain at k" {
        formula: Formula::PerList { of: ndcg, text: "Σ_{j≤k} relevant_j / log2(1+j), over the same with the relevant first", parameter: 10.0 },
        favours: Higher,
        source: JARVELIN_KEKALAINEN_2002,
        example: Example::RelevantList(&[(1, false), (0, true)], 0.630_929_753_571_457_4),
        range: (0.0, 1.0),
        needs: [Label],
        parameter: "k",
    }

    /// How often a relevant item of the group stands above an irrelevant one of another group.
    ///
    /// # Reading
    /// 0.8 means that in four of five such pairs the relevant item of the group stands above; 0.5 is a coin.
    ///
    /// # Undefined
    /// When no list has a relevant item of the group and an irrelevant one of another.
    ///
    /// # Beware
    /// Experimental: not checked against the paper. Pairs are counted over all lists, so that long lists weigh most; a
    /// shared place counts half.
    inter_group_pairwise_accuracy = "Pairwise accuracy between groups" {
        formula: Formula::OfLists { part: inter_part, of: mean_of, chance: None, text: "P(i above j | i of the group relevant, j of another group not)", parameter: 0.0 },
        favours: Higher,
        source: BEUTEL_2019,
        example: Example::RelevantList(&[(0, true), (1, false), (0, true), (1, false), (1, true), (0, false)], 0.75),
        range: (0.0, 1.0),
        needs: [Label],
    }

    /// How often a relevant item of the group stands above an irrelevant one of the same group.
    ///
    /// # Reading
    /// 0.8 means that in four of five such pairs the relevant item stands above; 0.5 is a coin.
    ///
    /// # Undefined
    /// When no list has both a relevant and an irrelevant item of the group.
    ///
    /// # Beware
    /// Experimental: not checked against the paper. Pairs are counted over all lists, so that long lists weigh most.
    intra_group_pairwise_accuracy = "Pairwise accuracy within the group" {
        formula: Formula::OfLists { part: intra_part, of: mean_of, chance: None, text: "P(i above j | i of the group relevant, j of the group not)", parameter: 0.0 },
        favours: Higher,
        source: BEUTEL_2019,
        example: Example::RelevantList(&[(0, true), (1, false), (0, false), (0, true)], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
    }

    /// Pairwise accuracy between groups of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.1 means that in ten more of a hundred pairs a relevant item of the group loses its place to an irrelevant one
    /// of another group.
    ///
    /// # Undefined
    /// When the pairwise accuracy of either side is undefined.
    ///
    /// # Beware
    /// With two groups it is the same pairs with the roles exchanged; with more, each side is held against everyone else.
    pairwise_accuracy_gap = "Difference of pairwise accuracies" {
        formula: Formula::Difference(&inter_group_pairwise_accuracy),
        favours: Ideal,
        source: BEUTEL_2019,
        example: Example::RelevantList(&[(0, true), (1, false), (0, true), (1, false), (1, true), (0, false)], -0.25),
        aliases: [peer("FairRankTune", "ARP", "≠")],
    }
}

fn sums(list: &List, group: usize, k: f64) -> (f64, f64) {
    top(list, k)
        .filter(|place| place.group == group)
        .fold((0.0, 0.0), |(relevant, items), place| {
            (relevant + place.relevant, items + place.items)
        })
}

fn precision(list: &List, group: usize, k: f64) -> Option<f64> {
    let (relevant, items) = sums(list, group, k);
    (items > 0.0).then(|| relevant / items)
}

fn recall(list: &List, group: usize, k: f64) -> Option<f64> {
    let all = sums(list, group, f64::INFINITY).0;
    (all > 0.0).then(|| sums(list, group, k).0 / all)
}

fn ndcg(list: &List, group: usize, k: f64) -> Option<f64> {
    let own = || list.places.iter().filter(|place| place.group == group);
    let gain: f64 = own()
        .filter(|place| f64::from(place.position) <= k)
        .map(|place| place.relevant / libm::log2(f64::from(place.position) + 1.0))
        .sum();
    // The largest gains first; items that share a place share its discount.
    let mut gains: Vec<f64> = own()
        .map(|p| p.relevant)
        .filter(|gain| *gain > 0.0)
        .collect();
    gains.sort_by(|a, b| b.total_cmp(a));
    let best: f64 = gains
        .iter()
        .enumerate()
        .filter(|(place, _)| *place as f64 + 1.0 <= k)
        .map(|(place, gain)| gain / libm::log2(place as f64 + 2.0))
        .sum();
    (best > 0.0).then(|| gain / best)
}

/// Pairs won and all pairs of a relevant item of the group above an irrelevant one of others, or of its own.
fn pairs(list: &List, group: usize, within: bool) -> Option<[f64; 3]> {
    let (mut below, mut won, mut all_relevant) = (0.0, 0.0, 0.0);
    for places in list.places.chunk_by(|a, b| a.position == b.position).rev() {
        let (mut relevant, mut irrelevant) = (0.0, 0.0);
        for place in places {
            if place.group == group {
                relevant += place.relevant;
            }
            if (place.group == group) == within {
                irrelevant += place.items - place.relevant;
            }
        }
        won += relevant * (below + 0.5 * irrelevant);
        below += irrelevant;
        all_relevant += relevant;
    }
    let all = all_relevant * below;
    (all > 0.0).then_some([won, all, 0.0])
}

fn inter_part(list: &List, group: usize, _: f64) -> Option<[f64; 3]> {
    pairs(list, group, false)
}

fn intra_part(list: &List, group: usize, _: f64) -> Option<[f64; 3]> {
    pairs(list, group, true)
}
