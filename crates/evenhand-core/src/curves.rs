//! How scores go together with outcomes and decisions: what a reliability curve, a ROC curve and a sweep of thresholds
//! are drawn from.

use crate::Real;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// The rows of every group between a few cuts of a model's score.
///
/// The cuts are the same for all groups of an attribute and divide everyone into parts of about the same size. Counts
/// between them add up to what stands above any cut, so that one list serves every curve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Curves {
    /// Name of the attribute; empty for all rows.
    pub attribute: Arc<str>,
    /// Where the bands part, ascending: a row with a score of at least a cut stands above it.
    pub cuts: Vec<Real>,
    /// The groups, in canonical order; a single one without a name for all rows.
    pub groups: Vec<GroupCurve>,
    /// Name of the model; empty without `[[model]]`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub model: Arc<str>,
    /// Column of the score.
    pub score: String,
    /// The cut at which the decision is made; absent where decisions do not follow the score alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub threshold: Option<Real>,
}

/// One group between the cuts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupCurve {
    /// Its rows from the lowest scores to the highest; one band more than there are cuts.
    pub bands: Vec<Band>,
    /// Name of the group.
    pub group: Arc<str>,
    /// Share with the outcome among those whom each cut would select and whose outcome is known; for all rows only.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub precision: Vec<AtCut>,
    /// What selecting at each cut would do: the ratio of the group's selection rate to that of its reference. Empty for
    /// the reference itself and where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ratios: Vec<AtCut>,
    /// Score against outcome, in bins of about as many rows; empty where there are too few.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reliability: Vec<ReliabilityBin>,
}

/// Rows between two cuts, by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// Rows without the outcome.
    pub negative: u64,
    /// Rows with the outcome.
    pub positive: u64,
    /// Mean score of the rows whose outcome is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<Real>,
    /// Rows whose outcome is not known.
    pub unlabelled: u64,
    /// Sums of weights without the outcome, with it, and unknown; absent where every row weighs one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub weights: Option<[Real; 3]>,
}

/// The outcome among rows of like scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReliabilityBin {
    /// Lower limit of the interval of the rate.
    pub lower: Option<Real>,
    /// Mean score.
    pub mean_score: Real,
    /// Rows whose outcome is known.
    pub n: u64,
    /// Rows with the outcome.
    pub positive: u64,
    /// Share with the outcome (by weight, where weighted).
    pub rate: Real,
    /// Upper limit of the interval of the rate.
    pub upper: Option<Real>,
}

/// A number as it would be, were everybody above a cut selected and nobody else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AtCut {
    /// Lower limit of its interval.
    pub lower: Option<Real>,
    /// Upper limit of its interval.
    pub upper: Option<Real>,
    /// The number; absent where it is undefined, such as where nobody would be selected.
    pub value: Option<Real>,
}

impl Band {
    /// Rows whose outcome is known.
    pub fn labelled(&self) -> u64 {
        self.negative + self.positive
    }

    /// All rows.
    pub fn n(&self) -> u64 {
        self.labelled() + self.unlabelled
    }

    /// Weights without the outcome, with it, and unknown: rows, where every row weighs one.
    pub fn weight(&self) -> [f64; 3] {
        match self.weights {
            Some(weights) => weights.map(Real::get),
            None => [self.negative, self.positive, self.unlabelled].map(|n| n as f64),
        }
    }

    /// Neighbouring bands as one.
    ///
    /// ```
    /// # use evenhand_core::{Band, Real};
    /// let band = |negative, positive, score| Band { negative, positive, score: Real::new(score), ..Band::default() };
    /// let both = Band::joined(&[band(30, 10, 0.25), band(10, 10, 0.4)]);
    /// assert_eq!((both.negative, both.positive, both.score), (40, 20, Real::new(0.3)));
    /// ```
    #[must_use]
    pub fn joined(bands: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> u64| bands.iter().map(of).sum();
        let known = |band: &Self| band.weight()[0] + band.weight()[1];
        let all: f64 = bands.iter().map(known).sum();
        let scores: f64 = bands
            .iter()
            .filter_map(|band| Some(band.score?.get() * known(band)))
            .sum();
        let weights = bands.iter().any(|band| band.weights.is_some());
        let weight = |i: usize| {
            let sum: f64 = bands.iter().map(|band| band.weight()[i]).sum();
            Real::new(sum).unwrap_or_default()
        };
        Self {
            negative: sum(|band| band.negative),
            positive: sum(|band| band.positive),
            score: if all > 0.0 {
                Real::new(scores / all)
            } else {
                None
            },
            unlabelled: sum(|band| band.unlabelled),
            weights: weights.then(|| [weight(0), weight(1), weight(2)]),
        }
    }
}

/// Bins of a reliability curve, at most.
pub const RELIABILITY_BINS: u64 = 10;

/// Divides bands into bins of about as many labelled rows, none with fewer than `least`; none at all where there are
/// fewer than that in total.
///
/// # Source
/// Bins of equal mass after Roelofs, Cain, Shlens and Mozer (2022), Mitigating bias in calibration error estimation;
/// the diagram itself is that of `DeGroot` and Fienberg (1983), with counts as Bröcker and Smith (2007) ask for.
///
/// ```
/// # use evenhand_core::{Band, reliability_bins};
/// let bands: Vec<Band> = [5, 40, 60, 2].map(|n| Band { negative: n, ..Band::default() }).into();
/// assert_eq!(reliability_bins(&bands, 30), [0..2, 2..4]);
/// assert!(reliability_bins(&bands, 200).is_empty());
/// ```
pub fn reliability_bins(bands: &[Band], least: u64) -> Vec<Range<usize>> {
    let all: u64 = bands.iter().map(Band::labelled).sum();
    let wanted = all.div_ceil(RELIABILITY_BINS).max(least).max(1);
    let mut bins: Vec<Range<usize>> = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (i, band) in bands.iter().enumerate() {
        held += band.labelled();
        if held >= wanted {
            bins.push(start..i + 1);
            (start, held) = (i + 1, 0);
        }
    }
    if held >= least.max(wanted / 2).max(1) {
        bins.push(start..bands.len());
    } else if let Some(last) = bins.last_mut() {
        // What is left over is too little to stand alone.
        last.end = bands.len();
    }
    bins
}

/// The shortest decimal above one number and not above the next: as a cut it does the same as the next, and is no
/// single row's score.
///
/// ```
/// # use evenhand_core::shortest_cut;
/// assert_eq!(shortest_cut(0.1999, 0.2), 0.2);
/// assert_eq!(shortest_cut(0.3412, 0.3587), 0.35);
/// assert_eq!(shortest_cut(-7.0, 12.4), 12.0);
/// ```
pub fn shortest_cut(above: f64, at_most: f64) -> f64 {
    let mut scale = 1.0;
    for _ in 0..16 {
        let cut = (at_most * scale).floor() / scale;
        if cut > above && cut <= at_most {
            return cut;
        }
        scale *= 10.0;
    }
    at_most
}
