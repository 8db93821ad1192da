//! The area between two ROC curves.

mod limit;

pub use limit::AreaNull;

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::Noise;
use crate::bootstrap::Multinomial;
use crate::error::{Error, Result, require};

/// How many score bins the chance reference is drawn over.
const BINS: usize = 64;

/// The corners of the ROC curve, (false positive rate, true positive rate), from (0, 0) to (1, 1).
///
/// Bins of ascending score, each (positives, negatives); effective sizes are allowed. A bin that holds both is a
/// diagonal stretch, so that tied scores count half, as in the area.
///
/// # Errors
/// When a count is negative or not finite, or there is no positive or no negative.
///
/// # Source
/// Fawcett (2006), An introduction to ROC analysis, algorithm 1.
///
/// ```
/// use evenhand_inference::abroca::roc;
/// let curve = roc(&[(1.0, 3.0), (1.0, 1.0)])?;
/// assert_eq!(curve, [(0.0, 0.0), (0.25, 0.5), (1.0, 1.0)]);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn roc(bins: &[(f64, f64)]) -> Result<Vec<(f64, f64)>> {
    let (positives, negatives) = totals(bins)?;
    let mut curve = vec![(0.0, 0.0)];
    let (mut up, mut along) = (0.0, 0.0);
    for &(positive, negative) in bins.iter().rev() {
        if positive + negative > 0.0 {
            up += positive;
            along += negative;
            curve.push(((along / negatives).min(1.0), (up / positives).min(1.0)));
        }
    }
    if let Some(last) = curve.last_mut() {
        *last = (1.0, 1.0);
    }
    Ok(curve)
}

/// The area between the ROC curves of two groups ∫₀¹ |ROC₁(x) − ROC₂(x)| dx, between 0 and 1.
///
/// Unlike the difference of the areas it is 0 only when the curves agree everywhere. Bins of ascending score, each
/// (positives, negatives); exact when a bin is a distinct score. The two groups' bins need not be the same.
///
/// # Errors
/// When a count is negative or not finite, or a group has no positive or no negative.
///
/// # Source
/// Gardner, Brooks and Baker (2019), Evaluating the fairness of predictive student models through slicing analysis.
///
/// ```
/// use evenhand_inference::abroca::abroca;
/// // Positives at .9 and .1, negatives at .5; and the other way round: the same area under the curve, ½.
/// let area = abroca(&[(1.0, 0.0), (0.0, 2.0), (1.0, 0.0)], &[(0.0, 1.0), (2.0, 0.0), (0.0, 1.0)])?;
/// assert_eq!(area, 0.5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn abroca(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<f64> {
    Ok(area_between(&roc(first)?, &roc(second)?))
}

/// The distribution of the area between two ROC curves when positives and negatives of both groups have the pooled
/// scores (2000 draws are customary).
///
/// Both groups' bins must be the same bins of ascending score, each (positives, negatives). Positives and negatives are
/// drawn apart, each group as many as it has, effective sizes rounded; so base rates may differ. More than 64 bins are
/// collapsed into 64 for the draws, which lowers the reference by about one in a hundred.
///
/// # Errors
/// When the lengths differ, a count is negative or not finite, a group has no positive or no negative, or `draws` is 0.
///
/// # Source
/// Gardner, Brooks and Baker (2019); parametric bootstrap under equality, Davison and Hinkley (1997), section 4.2.
///
/// ```
/// use evenhand_inference::abroca::abroca_noise;
/// let (first, second) = ([(5.0, 30.0), (10.0, 20.0), (25.0, 10.0)], [(20.0, 40.0), (20.0, 30.0), (20.0, 30.0)]);
/// let noise = abroca_noise(&first, &second, 2000, 1)?;
/// assert!(noise.mean < 0.1 && noise.q95 > noise.mean && noise.p_value < 0.01);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn abroca_noise(
    first: &[(f64, f64)],
    second: &[(f64, f64)],
    draws: usize,
    seed: u64,
) -> Result<Noise> {
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let Pooled {
        bins: pooled,
        sizes,
    } = together(first, second)?;
    let observed = abroca(first, second)?;
    let of = |side: fn(&(f64, f64)) -> f64| {
        Multinomial::new(&pooled.iter().map(side).collect::<Vec<f64>>())
    };
    let (positives, negatives) = (of(|bin| bin.0), of(|bin| bin.1));
    let whole = |rows: f64| libm::round(rows).max(1.0) as u64;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let (mut up, mut down) = (Vec::new(), Vec::new());
    let mut curve = |(m, n): (f64, f64)| {
        positives.draw(whole(m), &mut random, &mut up);
        negatives.draw(whole(n), &mut random, &mut down);
        let bins: Vec<(f64, f64)> = up.iter().copied().zip(down.iter().copied()).collect();
        roc(&bins)
    };
    let mut areas = Vec::with_capacity(draws);
    for _ in 0..draws {
        let (one, other) = (curve(sizes[0])?, curve(sizes[1])?);
        areas.push(area_between(&one, &other));
    }
    Ok(Noise::of(areas, observed))
}

/// Two groups in at most 64 common bins of about equal shares of positives and negatives together.
///
/// ```
/// use evenhand_inference::abroca::Pooled;
/// let steps = [[(5.0, 30.0), (20.0, 40.0)], [(10.0, 20.0), (20.0, 30.0)]];
/// assert!(Pooled::of(steps.into_iter(), [(15.0, 50.0), (40.0, 70.0)]).is_ok());
/// assert!(Pooled::of(steps.into_iter(), [(15.0, 50.0), (40.0, 0.0)]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// Positives and negatives of both, by ascending score.
    bins: Vec<(f64, f64)>,
    /// Positives and negatives of each.
    sizes: [(f64, f64); 2],
}

impl Pooled {
    /// Both groups' (positives, negatives) at every score that either has, ascending, and how many each has of both.
    ///
    /// # Errors
    /// When a group has no positive or no negative, or a number is not finite.
    pub fn of(
        steps: impl Iterator<Item = [(f64, f64); 2]> + Clone,
        sizes: [(f64, f64); 2],
    ) -> Result<Self> {
        for (positives, negatives) in sizes {
            require(
                positives > 0.0 && positives.is_finite(),
                "positives",
                positives,
                "positive",
            )?;
            require(
                negatives > 0.0 && negatives.is_finite(),
                "negatives",
                negatives,
                "positive",
            )?;
        }
        let pooled = steps.map(|[a, b]| (a.0 + b.0, a.1 + b.1));
        let few: Vec<(f64, f64)> = pooled.clone().take(BINS + 1).collect();
        if few.len() <= BINS {
            return Ok(Self { bins: few, sizes });
        }
        let [a, b] = sizes;
        let (positives, negatives) = (a.0 + b.0, a.1 + b.1);
        let mut bins = vec![(0.0, 0.0); BINS];
        let mut below = 0.0;
        for (positive, negative) in pooled {
            let mass = 0.5 * (positive / positives + negative / negatives);
            let place = (BINS as f64 * (below + 0.5 * mass)) as usize;
            below += mass;
            if let Some(bin) = bins.get_mut(place.min(BINS - 1)) {
                bin.0 += positive;
                bin.1 += negative;
            }
        }
        Ok(Self { bins, sizes })
    }
}

fn together(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<Pooled> {
    if first.len() != second.len() {
        return Err(Error::LengthMismatch {
            left: "the first group's bins",
            left_len: first.len(),
            right: "the second group's bins",
            right_len: second.len(),
        });
    }
    let sizes = [totals(first)?, totals(second)?];
    let steps = first.iter().zip(second);
    Pooled::of(steps.map(|(a, b)| [*a, *b]), sizes)
}

/// The area between two curves from (0, 0) to (1, 1), each as [`roc`] gives it; exact on their common corners.
///
/// ```
/// use evenhand_inference::abroca::{abroca, area_between, roc};
/// let (first, second) = ([(1.0, 3.0), (1.0, 1.0)], [(1.0, 1.0), (2.0, 1.0)]);
/// assert_eq!(area_between(&roc(&first)?, &roc(&second)?), abroca(&first, &second)?);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn area_between(first: &[(f64, f64)], second: &[(f64, f64)]) -> f64 {
    let stretches = |curve| {
        // A rise without a run has no area.
        let pairs = <[(f64, f64)]>::windows(curve, 2).map(|pair| [pair[0], pair[1]]);
        pairs.filter(|[from, to]| to.0 > from.0)
    };
    let (mut ours, mut theirs) = (stretches(first), stretches(second));
    let (mut own, mut other) = (ours.next(), theirs.next());
    let (mut area, mut from) = (0.0, 0.0);
    while let (Some(a), Some(b)) = (own, other) {
        let to = a[1].0.min(b[1].0);
        let (start, end) = (
            height(&a, from) - height(&b, from),
            height(&a, to) - height(&b, to),
        );
        area += (to - from) * mean_size(start, end);
        from = to;
        if a[1].0 <= to {
            own = ours.next();
        }
        if b[1].0 <= to {
            other = theirs.next();
        }
    }
    area
}

fn height(stretch: &[(f64, f64); 2], at: f64) -> f64 {
    let [from, to] = *stretch;
    from.1 + (to.1 - from.1) * ((at - from.0) / (to.0 - from.0))
}

/// The mean absolute value of what runs linearly between two values.
fn mean_size(start: f64, end: f64) -> f64 {
    let size = start.abs() + end.abs();
    if size <= 0.0 {
        0.0
    } else if (start < 0.0) == (end < 0.0) {
        0.5 * size
    } else {
        0.5 * (start * start + end * end) / size
    }
}

fn totals(bins: &[(f64, f64)]) -> Result<(f64, f64)> {
    let mut sums = (0.0, 0.0);
    for &(positive, negative) in bins {
        for count in [positive, negative] {
            require(
                count >= 0.0 && count.is_finite(),
                "bins",
                count,
                "finite and at least 0",
            )?;
        }
        sums.0 += positive;
        sums.1 += negative;
    }
    require(sums.0 > 0.0, "positives", sums.0, "positive in sum")?;
    require(sums.1 > 0.0, "negatives", sums.1, "positive in sum")?;
    Ok(sums)
}
