//! What attention ranked lists bring to groups, and whether it follows what is relevant.
//!
//! A place j of a list is worth 1/log2(1 + j), or γ^(j−1) where a reader goes on with probability γ.

use crate::cells::share;
use crate::lists::shuffled;
use crate::metric::{peer, same};
use crate::ranking::mean_chance;
use crate::{Chance, Example, Formula, List, Place, Setting, Undefined};
use evenhand_inference::ranking::attention_weighted_rank_fairness as attention_distance;

metrics! { "exposure";
    /// Attention that an item of the group gets from its place in a list, averaged over lists.
    ///
    /// # Reading
    /// 1 is the attention of the first place, 0.63 that of the second, 0.5 that of the third.
    ///
    /// # Undefined
    /// When no list has an item of the group.
    ///
    /// # Beware
    /// Attention falls with rank by a model, not by what people looked at.
    group_exposure = "Exposure per item" {
        formula: Formula::PerList { of: logarithmic, text: "Σ_{i of the group} 1/log2(1 + place_i) / items of the group", parameter: 0.0 },
        favours: Higher,
        source: SINGH_JOACHIMS_2018,
        example: Example::List(&[0, 1, 0], 0.75),
        range: (0.0, 1.0),
    }

    /// Exposure per item of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.1 means that an item of the group gets a tenth of the first place's attention less than one of the reference.
    ///
    /// # Undefined
    /// When no list has an item of the group, or none one of the reference.
    exposure_parity_difference = "Difference of exposures" {
        formula: Formula::Difference(&group_exposure),
        favours: Ideal,
        source: SINGH_JOACHIMS_2018,
        example: Example::List(&[0, 1, 0], 0.119_070_246_428_542_47),
    }

    /// Exposure per item of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that an item of the group gets four fifths of the attention that one of the reference gets.
    ///
    /// # Undefined
    /// When no list has an item of the group, or none one of the reference.
    exposure_parity_ratio = "Ratio of exposures" {
        formula: Formula::Ratio(&group_exposure),
        favours: Ideal,
        source: SINGH_JOACHIMS_2018,
        example: Example::List(&[0, 1, 0], 1.188_721_875_540_867),
        aliases: [peer("FairRankTune", "EXP", "max−min")],
    }

    /// Attention that an item of the group gets from readers who go on to the next place with a fixed probability,
    /// averaged over lists.
    ///
    /// # Reading
    /// 1 is the attention of the first place; where readers go on with probability 0.8, that of the second is 0.8.
    ///
    /// # Undefined
    /// When no list has an item of the group.
    ///
    /// # Beware
    /// The probability is an assumption; 0.8 is a patient reader. The number changes much with it.
    ///
    /// # Compare
    /// `group_exposure` lets attention fall more slowly.
    rank_biased_exposure = "Rank-biased exposure per item" {
        formula: Formula::PerList { of: rank_biased, text: "Σ_{i of the group} γ^(place_i − 1) / items of the group", parameter: 0.8 },
        favours: Higher,
        source: MOFFAT_ZOBEL_2008,
        example: Example::List(&[0, 1, 0], 0.82),
        range: (0.0, 1.0),
        parameter: "gamma",
        aliases: [peer("FairRankTune", "ERBE", "≠")],
    }

    /// Attention that the group's items get for each relevant one among them.
    ///
    /// # Reading
    /// 2 means that for each relevant item the group has the attention of two first places.
    ///
    /// # Undefined
    /// When no list has an item of the group. With items but none relevant it is infinite.
    exposure_per_relevance = "Exposure per relevance" {
        formula: Formula::OfLists { part: exposure_part, of: ratio_of, chance: None, text: "Σ_{i of the group} 1/log2(1 + place_i) / relevant items of the group", parameter: 0.0 },
        favours: Neither,
        source: SINGH_JOACHIMS_2018,
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 1.5),
        range: (0.0, f64::INFINITY),
        needs: [Label],
    }

    /// Exposure per relevance of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that for as much that is relevant the group gets four fifths of the attention of the reference.
    ///
    /// # Undefined
    /// When the reference has no item, or neither side anything relevant.
    ///
    /// # Beware
    /// Relevance is what was clicked or bought, which itself follows from places: a group low on the list looks as if it
    /// deserved no better.
    ///
    /// # Compare
    /// `exposure_parity_ratio` asks for equal attention whatever is relevant.
    disparate_treatment_ratio = "Disparate treatment ratio" {
        formula: Formula::Ratio(&exposure_per_relevance),
        favours: Ideal,
        source: SINGH_JOACHIMS_2018,
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 2.377_443_751_081_734),
        aliases: [peer("FairRankTune", "EXPU", "max−min")],
    }

    /// Mean attention of the places where the group's relevant items stand.
    ///
    /// # Reading
    /// 0.63 means that a relevant item of the group gets the attention of a second place.
    ///
    /// # Undefined
    /// When no list has a relevant item of the group.
    relevant_exposure = "Exposure of the relevant" {
        formula: Formula::OfLists { part: relevant_part, of: ratio_of, chance: None, text: "Σ_{relevant i of the group} 1/log2(1 + place_i) / relevant items of the group", parameter: 0.0 },
        favours: Higher,
        source: SINGH_JOACHIMS_2018,
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 1.0),
        range: (0.0, 1.0),
        needs: [Label],
    }

    /// Expected response for each relevant item of the group, divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that relevant items of the group earn four fifths of the response that those of the reference earn.
    ///
    /// # Undefined
    /// When either side has nothing relevant.
    ///
    /// # Beware
    /// The response of an item is its relevance times the attention of its place, so that with items that are relevant or
    /// not the group's size cancels.
    ranking_disparate_impact_ratio = "Disparate impact ratio of lists" {
        formula: Formula::Ratio(&relevant_exposure),
        favours: Ideal,
        source: SINGH_JOACHIMS_2018,
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 1.584_962_500_721_156),
        aliases: [same("disparate_impact_ratio_ranking"), peer("FairRankTune", "EXPRU", "max−min")],
    }

    /// How far the groups' shares of all attention are from their shares of all that is relevant, over all lists together.
    ///
    /// # Reading
    /// 0.2 means that a tenth of all attention would have to change groups for each to have as much as it has of what is relevant.
    ///
    /// # Undefined
    /// When no list holds anything relevant.
    ///
    /// # Beware
    /// Lists make up for each other, as the paper has it: a group that is low in one may be high in the next. What stands beside it is not
    /// zero: it is what the same lists would show if items alike in relevance changed places at random, whatever their group. Relevance is
    /// what was clicked or bought, which itself follows from places. Experimental: the paper has it for single items; this is over groups.
    ///
    /// # Compare
    /// `attention_weighted_rank_fairness` asks for shares of attention like the shares of places; `disparate_treatment_ratio` compares two
    /// groups.
    amortized_attention_inequity = "Amortized inequity of attention" {
        formula: Formula::OfAllLists { of: inequity, chance: inequity_chance, text: "Σ_g |attention of g / all attention − relevant of g / all relevant|", parameter: 0.0 },
        favours: Lower,
        source: BIEGA_2018,
        // Attention 1, 0.63, 0.5 of one relevant item each at the first and second place: 2 · (1.5/2.1309 − 1/2).
        example: Example::RelevantList(&[(0, true), (1, true), (0, false)], 0.407_836_178_068_269_4),
        range: (0.0, 2.0),
        needs: [Label],
    }

    /// How far the groups' shares of attention are from their shares of all places, averaged over lists.
    ///
    /// # Reading
    /// 0.1 means that a tenth of the attention would have to change groups.
    ///
    /// # Undefined
    /// When there is no list.
    ///
    /// # Beware
    /// Experimental: the paper leaves the distance open; this is half the sum of absolute differences. Positive even in
    /// random order.
    attention_weighted_rank_fairness = "Attention-weighted rank fairness" {
        formula: Formula::OverLists { of: attention, chance: Some(attention_chance), text: "½ Σ_g |attention of g / attention − share of all places|", parameter: 0.0 },
        favours: Lower,
        source: SAPIEZYNSKI_2019,
        example: Example::List(&[0, 1, 1], 0.135_945_392_689_423_13),
        range: (0.0, 1.0),
        aliases: [same("awrf")],
    }
}

/// The attention of a place.
fn worth(place: &Place) -> f64 {
    1.0 / libm::log2(f64::from(place.position) + 1.0)
}

fn own(list: &List, group: usize) -> impl Iterator<Item = &Place> {
    list.places.iter().filter(move |place| place.group == group)
}

fn per_item(list: &List, group: usize, worth: impl Fn(&Place) -> f64) -> Option<f64> {
    let (mut attention, mut items) = (0.0, 0.0);
    for place in own(list, group) {
        attention += place.items * worth(place);
        items += place.items;
    }
    (items > 0.0).then(|| attention / items)
}

fn logarithmic(list: &List, group: usize, _: f64) -> Option<f64> {
    per_item(list, group, worth)
}

fn rank_biased(list: &List, group: usize, gamma: f64) -> Option<f64> {
    if !(gamma > 0.0 && gamma <= 1.0) {
        return None;
    }
    per_item(list, group, |place| {
        libm::pow(gamma, f64::from(place.position) - 1.0)
    })
}

fn exposure_part(list: &List, group: usize, _: f64) -> Option<[f64; 3]> {
    let mut part = [0.0; 3];
    for place in own(list, group) {
        part[0] += place.items * worth(place);
        part[1] += place.relevant;
    }
    (part[0] > 0.0).then_some(part)
}

fn relevant_part(list: &List, group: usize, _: f64) -> Option<[f64; 3]> {
    let mut part = [0.0; 3];
    for place in own(list, group) {
        part[0] += place.relevant * worth(place);
        part[1] += place.relevant;
    }
    (part[1] > 0.0).then_some(part)
}

fn ratio_of([above, below, _]: [f64; 3]) -> Result<f64, Undefined> {
    share(above, below)
}

fn attention(list: &List, _: f64) -> Option<f64> {
    let (mut codes, mut weights) = (Vec::new(), Vec::new());
    for place in &list.places {
        // Every item once; the weight of an item that stands for several counts as well.
        let each = place.items / place.rows as f64;
        for _ in 0..place.rows {
            codes.push(place.group);
            weights.push(each * worth(place));
        }
    }
    let distance = attention_distance(&codes, &weights, &list.targets).ok()?;
    Some(distance.absolute)
}

fn attention_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    mean_chance(lists, setting, |list| attention(list, 0.0))
}

fn inequity(lists: &[List], _: f64) -> Result<f64, Undefined> {
    let groups = lists.iter().map(|list| list.targets.len()).max();
    let mut sums = vec![[0.0; 2]; groups.unwrap_or(0)];
    for place in lists.iter().flat_map(|list| &list.places) {
        if let Some([attention, relevant]) = sums.get_mut(place.group) {
            *attention += place.items * worth(place);
            *relevant += place.relevant;
        }
    }
    let all = |of: usize| sums.iter().map(|sums| sums[of]).sum::<f64>();
    let (attention, relevant) = (all(0), all(1));
    let gaps: Result<Vec<f64>, Undefined> = sums
        .iter()
        .map(|own| Ok((share(own[0], attention)? - share(own[1], relevant)?).abs()))
        .collect();
    let gaps = gaps?;
    if gaps.is_empty() {
        return Err(Undefined::ZeroDenominator);
    }
    Ok(gaps.iter().sum())
}

/// Items alike in relevance change places within their list, whatever their group.
fn inequity_chance(lists: &[List], setting: &Setting) -> Option<Chance> {
    let alike = |list: &List, relevant: bool| List {
        places: list
            .places
            .iter()
            .filter(|place| (place.relevant > 0.0) == relevant)
            .copied()
            .collect(),
        targets: list.targets.clone(),
    };
    let halves: Vec<List> = lists
        .iter()
        .flat_map(|list| [alike(list, true), alike(list, false)])
        .filter(|list| !list.places.is_empty())
        .collect();
    shuffled(&halves, setting, false, |lists| inequity(lists, 0.0).ok())
}
