//! Curves over scores without small cells: neighbouring bands are put together until no count between two cuts is small.
//!
//! The cuts stay the same for all groups of an attribute. Were they not, the band of one group would follow from those
//! of the others and of everyone. They are some of those that everyone's curve keeps: else what lies between a cut of one
//! curve and a cut of another would follow from the two, however few it is.

use crate::first::few;
use crate::place::{Hidden, Place};
use evenhand_core::{
    AtCut, Band, Curves, GroupCurve, Real, ReliabilityBin, Scorecard, reliability_bins,
};
use evenhand_inference::{Level, Proportion, one_sample::proportion_interval};
use std::ops::Range;

/// Takes small cells out of the curves of a card; its numbers must still be there.
///
/// Rows of repeated persons and sums of weights are no counts of people, so that such curves go as a whole; so do those
/// of an attribute of which any group is hidden.
pub(crate) fn hide(card: &mut Scorecard, hidden: &Hidden, below: u64) {
    if card.settings.weighted || card.settings.blocks > 0 {
        card.curves.clear();
        return;
    }
    let whole = std::mem::take(&mut card.curves);
    let shown = |curves: &&Curves| {
        let touches =
            |place: &Place| place.attribute == curves.attribute || place.attribute.is_empty();
        !hidden.0.keys().any(touches) && !gives_away(card, curves, below)
    };
    let (level, min_n) = (card.settings.level.get(), card.settings.min_n);
    let everyone = whole.iter().filter(|curves| curves.attribute.is_empty());
    let mut kept = Vec::new();
    for all in everyone.filter(shown) {
        let Some(common) = ranges(all, below).filter(|common| common.len() > 1) else {
            continue;
        };
        let of_model = whole.iter().filter(|curves| {
            curves.model == all.model && curves.score == all.score && curves.cuts == all.cuts
        });
        kept.extend(of_model.filter(shown).filter_map(|curves| {
            let curves = joined(curves, &common, min_n, level)?;
            coarse(&curves, below, min_n, level)
        }));
    }
    card.curves = kept;
}

/// Whether the rows that have no score are few: what is between the cuts, taken from what is known of all, would tell.
fn gives_away(card: &Scorecard, curves: &Curves, below: u64) -> bool {
    curves.groups.iter().any(|curve| {
        let place = |metric: &str| {
            card.estimates.iter().find(|e| {
                *e.metric == *metric
                    && e.model == curves.model
                    && e.slice.is_empty()
                    && e.attribute == curves.attribute
                    && e.group == curve.group
            })
        };
        let all = Band::joined(&curve.bands);
        let off = |known: Option<Real>, counted: u64| {
            known.is_some_and(|known| few((known.get() - counted as f64).abs(), below))
        };
        let labelled = place("base_rate");
        off(place("selection_rate").and_then(|e| e.total), all.n())
            || off(labelled.and_then(|e| e.total), all.labelled())
            || off(labelled.and_then(|e| e.events), all.positive)
    })
}

/// The same curves with fewer cuts; none where no two bands are left.
fn coarse(curves: &Curves, below: u64, min_n: u64, level: f64) -> Option<Curves> {
    joined(curves, &ranges(curves, below)?, min_n, level)
}

/// The same curves with the bands of each range as one.
fn joined(curves: &Curves, ranges: &[Range<usize>], min_n: u64, level: f64) -> Option<Curves> {
    let bands = curves.cuts.len() + 1;
    if ranges.len() < 2 || curves.groups.iter().any(|curve| curve.bands.len() != bands) {
        return None;
    }
    // A cut stands before every range but the first.
    let kept: Vec<usize> = ranges[1..].iter().map(|range| range.start - 1).collect();
    let at = |numbers: &[AtCut]| -> Vec<AtCut> {
        (kept.iter())
            .filter_map(|cut| numbers.get(*cut).copied())
            .collect()
    };
    let groups = curves.groups.iter().map(|curve| {
        let bands: Vec<Band> = (ranges.iter())
            .map(|range| Band::joined(&curve.bands[range.clone()]))
            .collect();
        GroupCurve {
            group: curve.group.clone(),
            precision: at(&curve.precision),
            ratios: at(&curve.ratios),
            reliability: reliability(&bands, min_n, level),
            bands,
        }
    });
    Some(Curves {
        attribute: curves.attribute.clone(),
        cuts: kept.iter().map(|cut| curves.cuts[*cut]).collect(),
        groups: groups.collect(),
        model: curves.model.clone(),
        score: curves.score.clone(),
        threshold: curves.threshold,
    })
}

/// Neighbouring bands that together have no small count in any group. The cut at which the decision is made stays: what
/// lies on either side of it is known from the decisions.
fn ranges(curves: &Curves, below: u64) -> Option<Vec<Range<usize>>> {
    let bands = curves.cuts.len() + 1;
    if curves.groups.iter().any(|curve| curve.bands.len() != bands) {
        return None;
    }
    let small = |range: Range<usize>| {
        curves.groups.iter().any(|curve| {
            let sum = Band::joined(&curve.bands[range.clone()]);
            [sum.negative, sum.positive, sum.unlabelled]
                .iter()
                .any(|n| few(*n as f64, below))
        })
    };
    let decided = curves
        .threshold
        .and_then(|at| curves.cuts.iter().position(|cut| *cut == at))
        .map(|cut| cut + 1);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for to in decided.into_iter().chain([bands]) {
        let first = found.len();
        let mut start = from;
        for end in from + 1..=to {
            if !small(start..end) {
                found.push(start..end);
                start = end;
            }
        }
        // What is left over joins those before it, as many as it takes.
        while start < to {
            if found.len() == first {
                return None;
            }
            start = found.pop()?.start;
            if !small(start..to) {
                found.push(start..to);
                break;
            }
        }
        from = to;
    }
    Some(found)
}

fn reliability(bands: &[Band], min_n: u64, level: f64) -> Vec<ReliabilityBin> {
    let Ok(level) = Level::new(level) else {
        return Vec::new();
    };
    reliability_bins(bands, min_n)
        .into_iter()
        .filter_map(|range| {
            let bin = Band::joined(&bands[range]);
            let rate = Proportion::new(bin.positive as f64, bin.labelled() as f64).ok()?;
            let interval = proportion_interval(rate, level, None);
            Some(ReliabilityBin {
                lower: Real::new(interval.lower),
                mean_score: bin.score?,
                n: bin.labelled(),
                positive: bin.positive,
                rate: Real::new(rate.rate())?,
                upper: Real::new(interval.upper),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curves(threshold: Option<f64>) -> Curves {
        let band = |negative, positive| Band {
            negative,
            positive,
            score: Real::new(0.5),
            ..Band::default()
        };
        let group = |name: &str, counts: &[(u64, u64)]| GroupCurve {
            bands: counts.iter().map(|(n, p)| band(*n, *p)).collect(),
            group: name.into(),
            precision: Vec::new(),
            ratios: vec![AtCut::default(); counts.len() - 1],
            reliability: Vec::new(),
        };
        Curves {
            attribute: "sex".into(),
            cuts: [0.2, 0.4, 0.6, 0.8]
                .map(|cut| Real::new(cut).unwrap())
                .into(),
            groups: vec![
                group("f", &[(40, 0), (30, 9), (20, 12), (14, 30), (3, 40)]),
                group("m", &[(90, 11), (80, 20), (7, 30), (60, 40), (50, 60)]),
            ],
            score: "score".to_owned(),
            threshold: threshold.and_then(Real::new),
            ..Curves::default()
        }
    }

    #[test]
    fn no_count_between_two_cuts_is_small_and_nobody_is_lost() {
        for threshold in [None, Some(0.6)] {
            let whole = curves(threshold);
            let shown = coarse(&whole, 10, 30, 0.95).unwrap();
            assert!(shown.cuts.len() < whole.cuts.len());
            if let Some(at) = threshold {
                assert!(shown.cuts.contains(&Real::new(at).unwrap()));
            }
            for (new, old) in shown.groups.iter().zip(&whole.groups) {
                assert_eq!(new.bands.len(), shown.cuts.len() + 1);
                assert_eq!(new.ratios.len(), shown.cuts.len());
                assert_eq!(Band::joined(&new.bands).n(), Band::joined(&old.bands).n());
                for band in &new.bands {
                    for n in [band.negative, band.positive] {
                        assert!(n == 0 || n >= 10, "{band:?}");
                    }
                }
                assert!(new.reliability.iter().all(|bin| bin.n >= 30));
            }
        }
    }

    #[test]
    fn curves_that_cannot_be_shown_are_not() {
        // Above 0.8 three people have not the outcome, below 0.4 nine have it, and the decision is made there.
        assert!(coarse(&curves(Some(0.8)), 10, 30, 0.95).is_none());
        assert!(coarse(&curves(Some(0.4)), 10, 30, 0.95).is_none());
        assert!(coarse(&curves(None), 1_000, 30, 0.95).is_none());
    }
}
