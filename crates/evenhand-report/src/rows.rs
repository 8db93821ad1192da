//! What single rows show, put together for reading.

use crate::name;
use crate::number;
use crate::profile::Profile;
use evenhand_core::{Estimate, Real, Scorecard, Span, Verdict};

/// A number of single rows that is shown for each group.
pub(crate) struct Probe {
    pub(crate) metric: &'static str,
    /// Over its column.
    pub(crate) head: &'static str,
    /// In plain words.
    pub(crate) meaning: &'static str,
}

/// The numbers shown for each group, in the order of their columns.
pub(crate) const PROBES: [Probe; 5] = [
    Probe {
        metric: "consistency_knn",
        head: "consistency",
        meaning: "How alike the decisions of the five nearest people by their features are: 1 is all alike.",
    },
    Probe {
        metric: "situation_testing",
        head: "situation testing",
        meaning: "Share of the group whose nearest people in the reference are selected clearly more often than those of their own group.",
    },
    Probe {
        metric: "flip_test",
        head: "flip test",
        meaning: "How many more of the group would be selected by the fate of their nearest counterparts in the reference than would no longer be.",
    },
    Probe {
        metric: "counterfactual_flip_rate",
        head: "flips",
        meaning: "Share of decisions that change when nothing but the protected attribute is changed.",
    },
    Probe {
        metric: "counterfactual_net_flip_rate",
        head: "net flips",
        meaning: "Share that gains the selection by that change, minus the share that loses it: above 0, belonging to the group costs selections.",
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
    pub(crate) association: Option<&'a Estimate>,
    pub(crate) area: Option<&'a Estimate>,
    pub(crate) verdict: Option<Verdict>,
}

const ASSOCIATION: &str = "proxy_cramers_v";
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
                name: feature(&e.group),
                association: Some(e),
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
fn feature(name: &str) -> String {
    if name == "(score)" {
        "the score itself".to_owned()
    } else {
        name.to_owned()
    }
}

/// Below what the number would be in 95 of 100 cases by chance alone.
pub(crate) fn chance(e: Option<&Estimate>) -> String {
    let floor = e.and_then(|e| e.noise_floor);
    floor.map_or_else(String::new, |floor| {
        number::of(Span::Index, floor.quantile.get())
    })
}

/// What all features together tell, as a sentence.
pub(crate) fn together(profile: &Profile<'_>) -> Option<String> {
    let areas = profile.groups.iter().filter(|group| !group.missing);
    let areas = areas.filter_map(|group| profile.estimate(group.name, AREA_OF_ALL));
    let best = areas
        .filter_map(|e| Some((e, e.value?.get())))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(format!(
        "All features together tell {} from the others: {}, where 0.5 is guessing and 1 is knowing.",
        name::shown(&best.0.group),
        number::with_interval(Span::Index, best.0.value, best.0.lower, best.0.upper)
    ))
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
pub(crate) fn likely(card: &Scorecard) -> Vec<Likely<'_>> {
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
            let model = if of.model.is_empty() {
                String::new()
            } else {
                format!(", model {}", of.model)
            };
            Likely {
                attribute: format!("{}{model}", name::shown(&of.attribute)),
                group: name::shown(&of.group),
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
pub(crate) fn triple(span: Span, [weighted, regression]: [Option<&Estimate>; 2]) -> [String; 3] {
    let value =
        |e: Option<&Estimate>| number::with_interval(span, e.and_then(|e| e.value), None, None);
    let bounds = weighted.map_or_else(String::new, |e| number::interval(span, e.lower, e.upper));
    [value(weighted), value(regression), bounds]
}
