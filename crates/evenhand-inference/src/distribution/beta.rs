//! The beta distribution with real shapes.

use super::{binomial, normal};

/// `x^a y^b / B(a, b)`: the density on the logit scale; `y` is `1 − x` to full precision.
fn logit_density(x: f64, y: f64, a: f64, b: f64) -> f64 {
    a * b / (a + b) * binomial::probability(a, a + b, x, y)
}

/// The continued fraction `c` with `I_x(a, b) = logit_density / c`, for `x` below the mean.
fn fraction(x: f64, y: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut value = a * (a * y - b * x + 1.0) / (a + 1.0);
    if value.abs() < TINY {
        value = TINY;
    }
    let (mut c, mut d) = (value, 0.0_f64);
    let mut m = 1.0_f64;
    while m < 200_000.0 {
        let before = a + 2.0 * m - 1.0;
        let above = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * (x / before) * (x / before);
        let below = m
            + m * (b - m) * x / before
            + (a + m) * (a * y - b * x + 1.0 + m * (1.0 + y)) / (before + 2.0);
        d = below + above * d;
        if d.abs() < TINY {
            d = TINY;
        }
        c = below + above / c;
        if c.abs() < TINY {
            c = TINY;
        }
        d = 1.0 / d;
        let delta = c * d;
        value *= delta;
        if (delta - 1.0).abs() < 4.0 * f64::EPSILON {
            break;
        }
        m += 1.0;
    }
    value
}

/// Both tails of the beta distribution, (below, above); `y` is `1 − x` to full precision.
///
/// # Source
/// DiDonato and Morris (1992), Algorithm 708, continued fraction (9); prefactor by Loader (2000).
///
/// ```
/// use evenhand_inference::distribution::beta;
/// let (below, above) = beta::tails(0.3, 0.7, 2.0, 3.0);
/// assert!((below - 0.3483).abs() < 1e-14 && (above - 0.6517).abs() < 1e-14);
/// ```
#[must_use]
pub fn tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    if !(a > 0.0 && b > 0.0) || x.is_nan() {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let height = logit_density(x, y, a, b);
    if x * (b + 1.0) <= y * (a + 1.0) {
        let below = (height / fraction(x, y, a, b)).clamp(0.0, 1.0);
        (below, 1.0 - below)
    } else {
        let above = (height / fraction(y, x, b, a)).clamp(0.0, 1.0);
        (1.0 - above, above)
    }
}

/// The value below which a share `p` lies, as `(x, 1 − x)`, each to full relative precision.
///
/// `p` in `[0, 1]`, shapes positive; NaN otherwise.
///
/// # Source
/// Newton on the logarithm of the tail over the logit, which is concave and therefore converges from any start;
/// first guess by Abramowitz and Stegun (1964), 26.5.22.
///
/// ```
/// use evenhand_inference::distribution::beta;
/// let (x, _) = beta::quantile(0.025, 10.0, 11.0);
/// assert!((x - 0.2719578495).abs() < 1e-9); // lower Clopper-Pearson limit of 10 of 20
/// ```
#[must_use]
pub fn quantile(p: f64, a: f64, b: f64) -> (f64, f64) {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&p)) {
        return (f64::NAN, f64::NAN);
    }
    if p > 0.5 {
        return upper_quantile(1.0 - p, a, b);
    }
    lower_half(p, a, b)
}

/// The value above which a share `p` lies, as `(x, 1 − x)`.
///
/// ```
/// use evenhand_inference::distribution::beta;
/// let (x, _) = beta::upper_quantile(0.025, 1.0, 20.0);
/// assert!((x - 0.1684334714).abs() < 1e-9); // upper Clopper-Pearson limit of 0 of 20
/// ```
#[must_use]
pub fn upper_quantile(p: f64, a: f64, b: f64) -> (f64, f64) {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&p)) {
        return (f64::NAN, f64::NAN);
    }
    let (y, x) = if p > 0.5 {
        flip(lower_half(1.0 - p, a, b))
    } else {
        lower_half(p, b, a)
    };
    (x, y)
}

fn flip((x, y): (f64, f64)) -> (f64, f64) {
    (y, x)
}

fn from_logit(t: f64) -> (f64, f64) {
    if t > 0.0 {
        let e = libm::exp(-t);
        (1.0 / (1.0 + e), e / (1.0 + e))
    } else {
        let e = libm::exp(t);
        (e / (1.0 + e), 1.0 / (1.0 + e))
    }
}

fn lower_half(p: f64, a: f64, b: f64) -> (f64, f64) {
    if p <= 0.0 {
        return (0.0, 1.0);
    }
    let mut t = first_logit(p, a, b);
    let (mut x, mut y) = from_logit(t);
    for _ in 0..200 {
        let height = logit_density(x, y, a, b);
        let (tail, slope) = if x * (b + 1.0) <= y * (a + 1.0) {
            let slope = fraction(x, y, a, b);
            (height / slope, slope)
        } else {
            let tail = 1.0 - height / fraction(y, x, b, a);
            (tail, height / tail)
        };
        // Far from the mass nothing is left to divide by; there the tail behaves like x^a.
        let step = if tail > 0.0 && slope > 0.0 && slope.is_finite() {
            libm::log(tail / p) / slope
        } else {
            -2.0
        };
        t -= step.clamp(-30.0, 30.0);
        if t < -745.0 {
            return (0.0, 1.0);
        }
        (x, y) = from_logit(t);
        if step.abs() < 1e-8 {
            break;
        }
    }
    (x, y)
}

/// A first guess of the logit of the lower `p` quantile.
fn first_logit(p: f64, a: f64, b: f64) -> f64 {
    if a > 0.6 && b > 0.6 {
        let z = normal::quantile(p);
        let lambda = (z * z - 3.0) / 6.0;
        let (ra, rb) = (
            1.0 / (2.0 * a - 1.0).max(0.2),
            1.0 / (2.0 * b - 1.0).max(0.2),
        );
        let h = 2.0 / (ra + rb);
        let root = (h + lambda).max(0.0).sqrt();
        let w = -z * root / h - (rb - ra) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
        let guess = libm::log(a / b) - 2.0 * w;
        if a >= 1.0 && guess.is_finite() {
            return guess;
        }
    }
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let log_x = (libm::log(p * a) + log_beta) / a;
    if log_x < -0.01 {
        log_x - libm::log1p(-libm::exp(log_x))
    } else {
        3.0
    }
}
