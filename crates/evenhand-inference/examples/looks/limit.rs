//! Evidence beyond a limit: made-up histories at the limit and beyond it, for the exact bets and for an asymptotic rival.

use super::history::{ALPHA, Draws, Drift};
use evenhand_inference::sequential::{Breach, Contrast, Table};

/// Four fifths.
pub const RATIO: Contrast = Contrast::Ratio {
    least: 0.8,
    most: f64::INFINITY,
};
/// Five points.
pub const DIFFERENCE: Contrast = Contrast::Difference {
    least: -0.05,
    most: 0.05,
};

/// How evidence is gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// [`Breach`].
    Bets,
    /// The normal mixture of the contrast, stratified by look: asymptotic.
    Mixture,
}

/// The normal mixture over looks: sums of the contrast and of its variance, each look weighted by its information.
#[derive(Default)]
struct Mixture {
    information: f64,
    score: f64,
}

/// Effect that the mixture is tuned to, in units of the rate.
const TUNED: f64 = 0.02;

impl Mixture {
    /// `contrast` is positive beyond the limit.
    fn add(&mut self, contrast: f64, variance: f64) {
        self.information += 1.0 / variance;
        self.score += contrast / variance;
    }

    /// One-sided: half normal over positive effects; Robbins (1970), Waudby-Smith et al. (2021).
    fn log_e_value(&self) -> f64 {
        let spread = 1.0 + self.information * TUNED * TUNED;
        let z = self.score * TUNED / spread.sqrt();
        if z < -30.0 {
            // Where both terms leave the range of numbers, what is left of their sum.
            return -0.5 * libm::log(spread)
                - libm::log(-z)
                - 0.5 * libm::log(core::f64::consts::FRAC_PI_2);
        }
        let phi = 0.5 * libm::erfc(-z / core::f64::consts::SQRT_2);
        0.5 * z * z - 0.5 * libm::log(spread) + libm::log(2.0 * phi.max(1e-300))
    }
}

/// Looks until the evidence that the limit is broken reaches 1/α, where the group's rate is what `truth` makes of the
/// reference's.
pub fn broken(
    draws: &mut Draws,
    method: Method,
    limit: Contrast,
    (base, rows, drift): (f64, f64, Drift),
    looks: usize,
    truth: impl Fn(f64) -> f64,
) -> Option<usize> {
    let (mut bets, mut mixtures) = (Breach::new(), [Mixture::default(), Mixture::default()]);
    for (look, [group, reference]) in draws.walk(base, rows, drift, looks).into_iter().enumerate() {
        let (rate, n1) = group;
        let (reference, n2) = (
            (draws.binomial(reference.1, reference.0), reference.1),
            reference.1,
        );
        let group = (draws.binomial(n1, truth(rate).clamp(0.0, 1.0)), n1);
        let evidence = match method {
            Method::Bets => {
                let table = Table::new(group, reference).ok()?;
                bets.add(limit, &[table]).ok()?;
                bets.log_e_value()
            }
            Method::Mixture => {
                let rate = |(x, n): (u64, u64)| (x as f64 + 0.5) / (n as f64 + 1.0);
                let (p1, p2) = (rate(group), rate(reference));
                let (v1, v2) = (p1 * (1.0 - p1) / n1 as f64, p2 * (1.0 - p2) / n2 as f64);
                match limit {
                    Contrast::Ratio { least, .. } => {
                        mixtures[0].add(least * p2 - p1, least * least * v2 + v1);
                        mixtures[0].log_e_value()
                    }
                    Contrast::Difference { least, most } => {
                        mixtures[0].add(p2 - p1 + least, v1 + v2);
                        mixtures[1].add(p1 - p2 - most, v1 + v2);
                        let [a, b] = [0, 1].map(|i| mixtures[i].log_e_value());
                        let top = a.max(b);
                        top + libm::log(0.5 * (libm::exp(a - top) + libm::exp(b - top)))
                    }
                }
            }
        };
        if evidence >= -libm::log(ALPHA) {
            return Some(look + 1);
        }
    }
    None
}
