//! What the area between two curves shows by chance in large groups.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use super::{BINS, Pooled, mean_size};
use crate::Noise;
use crate::bootstrap::uniform;
use crate::distribution::normal;
use crate::error::{Result, require};

/// Standard normal steps that stand for the draws of any two large groups.
///
/// In large groups ROC₁ − ROC₂ tends under equality to √(1/m₁ + 1/m₂) B₁(ROC(x)) − ROC′(x) √(1/n₁ + 1/n₂) B₂(x), with
/// independent Brownian bridges B₁ and B₂, m positives and n negatives. The steps of the bridges are drawn once and then
/// serve every pair of groups, each with its own pooled curve and sizes.
///
/// # Source
/// Hsieh and Turnbull (1996), Nonparametric and semiparametric estimation of the receiver operating characteristic
/// curve, theorem 2.2.
///
/// ```
/// use evenhand_inference::abroca::{AreaNull, Pooled, abroca, abroca_noise};
/// let (first, second) = ([(500.0, 3000.0), (1000.0, 2000.0)], [(1100.0, 4100.0), (2000.0, 3000.0)]);
/// let drawn = abroca_noise(&first, &second, 4000, 1)?;
/// let steps = [[first[0], second[0]], [first[1], second[1]]];
/// let pooled = Pooled::of(steps.into_iter(), [(1500.0, 5000.0), (3100.0, 7100.0)])?;
/// let limit = AreaNull::new(4000, 1)?.noise(abroca(&first, &second)?, &pooled);
/// assert!((limit.mean / drawn.mean - 1.0).abs() < 0.03 && (limit.q95 / drawn.q95 - 1.0).abs() < 0.05);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AreaNull {
    /// By draw, for positives and negatives of every bin.
    steps: Vec<[(f64, f64); BINS]>,
}

impl AreaNull {
    /// Draws the steps (2000 are customary).
    ///
    /// # Errors
    /// When `draws` is 0.
    pub fn new(draws: usize, seed: u64) -> Result<Self> {
        require(draws > 0, "draws", draws as f64, "at least 1")?;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut normal = || normal::quantile(uniform(&mut random));
        let mut draw = || [(); BINS].map(|()| (normal(), normal()));
        Ok(Self {
            steps: (0..draws).map(|_| draw()).collect(),
        })
    }

    /// What the `area` between the curves of two groups shows by chance; for groups of a hundred and more positives and
    /// negatives each.
    pub fn noise(&self, area: f64, pooled: &Pooled) -> Noise {
        let [(m1, n1), (m2, n2)] = pooled.sizes;
        let (ups, alongs) = ((1.0 / m1 + 1.0 / m2).sqrt(), (1.0 / n1 + 1.0 / n2).sqrt());
        // The curve runs from the highest score down.
        let parts: Vec<Part> = (pooled.bins.iter())
            .rev()
            .map(|&(positive, negative)| Part::of(positive / (m1 + m2), negative / (n1 + n2)))
            .collect();
        let areas = self.steps.iter().map(|steps| {
            let end = parts
                .iter()
                .zip(steps)
                .fold((0.0, 0.0), |sum, (part, step)| {
                    (sum.0 + part.roots.0 * step.0, sum.1 + part.roots.1 * step.1)
                });
            let (mut at, mut area) = ((0.0, 0.0), 0.0);
            for (part, step) in parts.iter().zip(steps) {
                let next = (
                    at.0 + part.roots.0 * step.0 - part.up * end.0,
                    at.1 + part.roots.1 * step.1 - part.along * end.1,
                );
                if part.along > 0.0 {
                    let slope = part.up / part.along * alongs;
                    let height = |(up, along): (f64, f64)| ups * up - slope * along;
                    area += part.along * mean_size(height(at), height(next));
                }
                at = next;
            }
            area
        });
        Noise::of(areas.collect(), area)
    }
}

/// A stretch of the pooled curve.
struct Part {
    along: f64,
    roots: (f64, f64),
    up: f64,
}

impl Part {
    fn of(up: f64, along: f64) -> Self {
        Self {
            along,
            roots: (up.sqrt(), along.sqrt()),
            up,
        }
    }
}
