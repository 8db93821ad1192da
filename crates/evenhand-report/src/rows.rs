//! What single rows show, put together for reading.

use crate::profile::Profile;
use crate::sentence::Sentence;
use crate::words::Words;
use evenhand_core::{Estimate, Real, Scorecard, Span, Verdict};

/// A number of single rows that is shown for each group.
pub(crate) struct Probe {
    pub(crate) metric: &'static str,
    /// Over its column.
    pub(crate) head: fn(Words) -> Sentence,
    /// In plain words.
    pub(crate) meaning: fn(Words) -> Sentence,
}

/// The numbers shown for each group, in the order of their columns.
pub(crate) const PROBES: [Probe; 5] = [
    Probe {
        metric: "consistency_knn",
        head: Words::consistency_knn,
        meaning: Words::consistency_knn_meaning,
    },
    Probe {
        metric: "situation_testing",
        head: Words::situation_testing,
        meaning: Words::situation_testing_meaning,
    },
    Probe {
        metric: "flip_test",
        head: Words::flip_test,
        meaning: Words::flip_test_meaning,
    },
    Probe {
        metric: "counterfactual_flip_rate",
        head: Words::counterfactual_flips,
        meaning: Words::counterfactual_flips_meaning,
    },
    Probe {
        metric: "counterfactual_net_flip_rate",
        head: Words::counterfactual_net_flips,
        meaning: Words::counterfactual_net_flips_meaning,
    },
];

/// Whether a metric of single rows has a number for anyone.
pub(crate) fn has(card: &Scorecard, metric: &str) -> bool {
    let mut estimates = card.estimates.iter();
    estimates.any(|e| &*e.metric == metric && e.value.is_some())
}

/// A feature and how much it tells about an attribute.
pub(crate) struct Feature<'a> {
    pub(crate) name: String,
    pub(crate) association: &'a Estimate,
    pub(crate) area: Option<&'a Estimate>,
    pub(crate) verdict: Option<Verdict>,
}

pub(crate) const ASSOCIATION: &str = "proxy_cramers_v";
const AREA: &str = "proxy_auc";
const AREA_OF_ALL: &str = "proxy_auc_all";

/// The features of an attribute, those that tell most first.
pub(crate) fn features<'a>(profile: &Profile<'a>) -> Vec<Feature<'a>> {
    let place = profile.place;
    let here = |e: &&Estimate| {
        &*e.metric == ASSOCIATION
            && *e.attribute == *place.attribute
            && *e.model == *place.model
            && e.slice.is_empty()
            && e.value.is_some()
    };
    let mut found: Vec<&Estimate> = profile.card.estimates.iter().filter(here).collect();
    let value = |e: &Estimate| e.value.map_or(0.0, Real::get);
    found.sort_by(|a, b| value(b).total_cmp(&value(a)));
    found
        .into_iter()
        .map(|e| {
            let verdicts = profile.index.findings(place, &e.group).iter();
            Feature {
                name: feature(profile.words, &e.group),
                association: e,
                area: profile.estimate(&e.group, AREA),
                verdict: verdicts
                    .filter(|finding| finding.metric.starts_with("proxy_"))
                    .map(|finding| finding.verdict)
                    .min(),
            }
        })
        .collect()
}

/// The name of a feature for reading: the score is looked at as one.
fn feature(words: Words, name: &str) -> String {
    if name == "(score)" {
        words.the_score_itself().to_text()
    } else {
        name.to_owned()
    }
}

/// Below what the number would be in 95 of 100 cases by chance alone.
pub(crate) fn chance(words: Words, e: &Estimate) -> String {
    e.noise_floor.map_or_else(String::new, |floor| {
        words.numbers().of(Span::Index, floor.quantile.get())
    })
}

/// What all features together tell, as a sentence.
pub(crate) fn together(profile: &Profile<'_>) -> Option<String> {
    let areas = profile.groups.iter().filter(|group| !group.missing);
    let areas = areas.filter_map(|group| profile.estimate(group.name, AREA_OF_ALL));
    let best = areas
        .filter_map(|e| Some((e, e.value?.get())))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let words = profile.words;
    let number =
        words
            .numbers()
            .with_interval(Span::Index, best.0.value, best.0.lower, best.0.upper);
    let group = words.shown(&best.0.group);
    Some(words.features_together(group, number).to_text())
}

/// A level of an attribute known by probabilities: weighted and regression estimates.
pub(crate) struct Likely<'a> {
    pub(crate) attribute: String,
    pub(crate) group: String,
    pub(crate) rate: [Option<&'a Estimate>; 2],
    pub(crate) difference: [Option<&'a Estimate>; 2],
    pub(crate) verdict: Option<Verdict>,
}

/// Every level that is known by probabilities, over all slices.
pub(crate) fn likely(words: Words, card: &Scorecard) -> Vec<Likely<'_>> {
    let all = card.estimates.iter().filter(|e| e.slice.is_empty());
    let weighted = all
        .clone()
        .filter(|e| &*e.metric == "probabilistic_group_rate" && !e.attribute.is_empty());
    weighted
        .map(|of| {
            let same = |e: &&Estimate| {
                e.attribute == of.attribute && e.group == of.group && e.model == of.model
            };
            let find = |metric: &str| all.clone().filter(same).find(|e| &*e.metric == metric);
            let attribute = words.shown(&of.attribute);
            Likely {
                attribute: if of.model.is_empty() {
                    attribute
                } else {
                    words.with_model(attribute, &*of.model).to_text()
                },
                group: words.shown(&of.group),
                rate: [Some(of), find("probabilistic_group_rate_regression")],
                difference: [
                    find("probabilistic_rate_difference"),
                    find("probabilistic_rate_difference_regression"),
                ],
                verdict: all
                    .clone()
                    .filter(same)
                    .filter(|e| e.metric.starts_with("probabilistic_"))
                    .filter_map(|e| e.verdict)
                    .min(),
            }
        })
        .collect()
}

/// The weighted estimate, that by regression, and the bounds.
pub(crate) fn triple(
    words: Words,
    span: Span,
    [weighted, regression]: [Option<&Estimate>; 2],
) -> [String; 3] {
    let numbers = words.numbers();
    let value =
        |e: Option<&Estimate>| numbers.with_interval(span, e.and_then(|e| e.value), None, None);
    let bounds = weighted.map_or_else(String::new, |e| numbers.interval(span, e.lower, e.upper));
    [value(weighted), value(regression), bounds]
}
