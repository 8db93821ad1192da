use crate::{
    Metric, audience, calibration, confusion, delivery, dependence, discrimination, disparities,
    distances, exposure, funnel, indices, inequality, missing, outcomes, prices, probes, proxies,
    ranking, relevance, scores, selection, strata, targeting, uncertain, uplift,
};

/// A file of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// Its metrics, in the order of declaration.
    pub metrics: &'static [&'static Metric],
    /// Whether a one-sided limit is mirrored when being selected is a burden.
    pub mirrors: bool,
    /// Its name.
    pub name: &'static str,
    /// Heading of its page.
    pub title: &'static str,
}

const fn family(
    name: &'static str,
    title: &'static str,
    metrics: &'static [&'static Metric],
) -> Family {
    Family {
        metrics,
        mirrors: false,
        name,
        title,
    }
}

const fn mirrored(family: Family) -> Family {
    Family {
        mirrors: true,
        ..family
    }
}

/// The files of the catalogue, in the order of its pages.
pub static FAMILIES: &[Family] = &[
    mirrored(family("selection", "Who was selected", selection::ALL)),
    family("confusion", "Decision against outcome", confusion::ALL),
    family("disparities", "Were errors shared evenly", disparities::ALL),
    family("indices", "One number for all groups", indices::ALL),
    family("inequality", "How unevenly benefits fall", inequality::ALL),
    mirrored(family("strata", "Among people who are alike", strata::ALL)),
    family(
        "dependence",
        "What a decision says about the group",
        dependence::ALL,
    ),
    family("scores", "What the scores say", scores::ALL),
    family(
        "discrimination",
        "How well the scores rank",
        discrimination::ALL,
    ),
    family(
        "calibration",
        "Whether the scores are right",
        calibration::ALL,
    ),
    family("distances", "How far groups lie apart", distances::ALL),
    family("outcomes", "Numbers predicted", outcomes::ALL),
    family("prices", "Prices and what offers are worth", prices::ALL),
    family("ranking", "Who stands at the top of lists", ranking::ALL),
    family("relevance", "Where the relevant stand", relevance::ALL),
    family("exposure", "What attention lists bring", exposure::ALL),
    mirrored(family(
        "delivery",
        "Whom the campaign reached",
        delivery::ALL,
    )),
    family("audience", "Who an audience is made of", audience::ALL),
    mirrored(family("funnel", "How far people came", funnel::ALL)),
    family("uplift", "Whom the campaign helped", uplift::ALL),
    family("targeting", "Who gains by the choice", targeting::ALL),
    mirrored(family(
        "missing",
        "What rows without a group could hide",
        missing::ALL,
    )),
    family("probes", "Row by row", probes::ALL),
    family("proxies", "What gives the attribute away", proxies::ALL),
    family(
        "uncertain",
        "Groups known only by probabilities",
        uncertain::ALL,
    ),
];
