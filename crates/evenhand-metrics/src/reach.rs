//! Which advertisements, offers or items reach a group: how many of them, how evenly, and how popular they are.

use crate::metric::peer;
use crate::{Example, Formula};

metrics! { "reach";
    /// How unevenly those of the group who were reached are spread over the advertisements.
    ///
    /// # Reading
    /// 0 means that every advertisement reached as many of the group, near 1 that a single one reached nearly all of them.
    ///
    /// # Undefined
    /// When nobody of the group was reached.
    ///
    /// # Beware
    /// Few people cannot be spread evenly over many advertisements, so a small group has a high number by its size alone: what stands beside it
    /// is what as many people of everyone who was reached would show. Advertisements that reached nobody are not in the data. People whose group is
    /// unknown take no part.
    ///
    /// # Compare
    /// `catalogue_coverage` asks only whether an advertisement reached the group at all.
    exposure_gini = "Gini index of reach over advertisements" {
        formula: Formula::OfReach { of: gini_of_reach, fewer: false, smooth: true, text: "Σ_k (2k − m − 1) n_(k) / (m Σ_k n_k), n_k = people of g whom ad k reached, ascending, over m ads" },
        favours: Neither,
        source: FLEDER_HOSANAGAR_2009,
        // One person by one advertisement and three by the other: (−1·1 + 1·3)/(2·4).
        example: Example::Ads(&[(1, 3), (3, 1)], 0.25),
        range: (0.0, 1.0),
        needs: [Delivered, List],
        aliases: [peer("Holistic AI", "gini_index", "≠"), peer("Evidently", "Popularity Bias gini", "≠")],
    }

    /// Share of the advertisements that reached anybody which reached somebody of the group.
    ///
    /// # Reading
    /// 0.6 means that of every ten advertisements in circulation the group saw six.
    ///
    /// # Undefined
    /// When nobody was reached.
    ///
    /// # Beware
    /// A small group cannot see many advertisements: the p-value beside it is that of as few advertisements for as many people of everyone who
    /// was reached. Advertisements that reached nobody are not in the data. People whose group is unknown take no part.
    catalogue_coverage = "Coverage of advertisements" {
        formula: Formula::OfReach { of: coverage, fewer: true, smooth: false, text: "ads that reached somebody of g / ads that reached anybody" },
        favours: Neither,
        source: GE_2010,
        // The second of three advertisements did not reach the group.
        example: Example::Ads(&[(3, 1), (0, 2), (1, 0)], 2.0 / 3.0),
        range: (0.0, 1.0),
        needs: [Delivered, List],
        aliases: [peer("Holistic AI", "aggregate_diversity", "≠"), peer("Evidently", "Popularity Bias coverage", "≠")],
    }

    /// How popular the advertisements are that reached the group, over how popular they are for everyone who was reached.
    ///
    /// # Reading
    /// 1.2 means that people of the group were shown advertisements a fifth more popular than those that everyone was shown: less of what only few
    /// see reaches them.
    ///
    /// # Undefined
    /// When nobody of the group was reached.
    ///
    /// # Beware
    /// Popularity is counted over all groups, so that a large group makes its own advertisements popular and stays near 1. What popular
    /// advertisements say is not looked at.
    ///
    /// # Compare
    /// The paper holds the popularity of what was recommended against that of what the same people chose before, which is not in these data.
    popularity_bias = "Popularity of advertisements against everyone's" {
        formula: Formula::OfReach { of: popularity, fewer: false, smooth: true, text: "[Σ_k n_k N_k / Σ_k n_k] / [Σ_k N_k² / Σ_k N_k], n_k of g and N_k of everyone whom ad k reached" },
        favours: Neither,
        source: ABDOLLAHPOURI_2019,
        // Popularity 0.8 for the group; 0.8 · 0.8 + 0.2 · 0.2 = 0.68 for everyone.
        example: Example::Ads(&[(4, 4), (0, 2)], 20.0 / 17.0),
        range: (0.0, f64::INFINITY),
        needs: [Delivered, List],
        aliases: [peer("Evidently", "Popularity Bias ARP", "≠")],
    }
}

/// Of those of the group and of everyone whom each advertisement reached.
fn gini_of_reach(reached: &[[f64; 2]]) -> Option<f64> {
    let own: Vec<(f64, f64)> = reached.iter().map(|[own, _]| (*own, 1.0)).collect();
    let index = evenhand_inference::inequality::gini(&own).ok()??;
    Some(index.value)
}

fn coverage(reached: &[[f64; 2]]) -> Option<f64> {
    let covered = reached.iter().filter(|[own, _]| *own > 0.0).count();
    (!reached.is_empty()).then(|| covered as f64 / reached.len() as f64)
}

fn popularity(reached: &[[f64; 2]]) -> Option<f64> {
    let mean = |side: usize| {
        let people: f64 = reached.iter().map(|ad| ad[side]).sum();
        let sum: f64 = reached.iter().map(|ad| ad[side] * ad[1]).sum();
        (people > 0.0).then(|| sum / people)
    };
    Some(mean(0)? / mean(1)?)
}
