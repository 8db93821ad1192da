//! Who stands where in ranked lists, and how much attention that brings.

use crate::{Example, Formula, List};

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
}

fn top_share_of(list: &List, group: usize, k: f64) -> Option<f64> {
    let (mut own, mut all) = (0.0, 0.0);
    for place in list.places.iter().filter(|p| f64::from(p.position) <= k) {
        all += place.items;
        if place.group == group {
            own += place.items;
        }
    }
    (all > 0.0).then(|| own / all)
}
