//! The range of independent standard normal values.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use super::normal;

static CACHE: Mutex<BTreeMap<(usize, u64), f64>> = Mutex::new(BTreeMap::new());

/// A place of the trapezoid rule.
struct Place {
    density: f64,
    /// The probability beyond it, on the side on which there is less of it.
    mass: f64,
    z: f64,
}

/// The maximum lies in [−9, 9] but for 1e-18 of the mass; the trapezoid rule converges geometrically here.
static GRID: LazyLock<Vec<Place>> = LazyLock::new(|| {
    (-144..=144)
        .map(|i| {
            let z = f64::from(i) * (1.0 / 16.0);
            Place {
                density: normal::density(z),
                mass: if z > 0.0 {
                    normal::upper_tail(z)
                } else {
                    normal::cdf(z)
                },
                z,
            }
        })
        .collect()
});

/// The probability that the range of `k` standard normal values is below `q` (infinite degrees of freedom).
///
/// # Source
/// Tukey (1953), The problem of multiple comparisons: k∫φ(z)[Φ(z) − Φ(z−q)]^(k−1) dz, trapezoid rule.
///
/// ```
/// use evenhand_inference::distribution::studentized_range;
/// assert!((studentized_range::cdf(3.314493, 3) - 0.95).abs() < 1e-6); // published table, df = infinity
/// ```
#[must_use]
pub fn cdf(q: f64, k: usize) -> f64 {
    if k < 2 || q.is_nan() || q <= 0.0 {
        return if k < 2 && q >= 0.0 { 1.0 } else { 0.0 };
    }
    let (power, step) = (k - 1, 1.0 / 16.0);
    let sum: f64 = GRID
        .iter()
        .map(|place| {
            let z = place.z;
            // Both differences are the same mass; the one in the tail keeps its digits.
            let inside = if z > 0.0 {
                normal::upper_tail(z - q) - place.mass
            } else {
                place.mass - normal::cdf(z - q)
            };
            place.density * raise(inside, power)
        })
        .sum();
    (k as f64 * step * sum).min(1.0)
}

/// A whole power, by squaring.
fn raise(base: f64, mut power: usize) -> f64 {
    if base <= 0.0 {
        return 0.0;
    }
    let (mut square, mut product) = (base, 1.0);
    while power > 0 {
        if power % 2 == 1 {
            product *= square;
        }
        square *= square;
        power /= 2;
    }
    product
}

/// The upper `alpha` quantile of the range of `k` ≥ 2 standard normal values; cached per (k, alpha).
///
/// ```
/// use evenhand_inference::distribution::studentized_range;
/// let c = studentized_range::critical(5, 0.05) / 2f64.sqrt();
/// assert!((c - 2.728).abs() < 5e-4);
/// ```
#[must_use]
pub fn critical(k: usize, alpha: f64) -> f64 {
    if !(alpha > 0.0 && alpha < 1.0) {
        return if alpha >= 1.0 { 0.0 } else { f64::INFINITY };
    }
    if k <= 2 {
        return -normal::quantile(0.5 * alpha) * std::f64::consts::SQRT_2;
    }
    let key = (k, alpha.to_bits());
    let cached = CACHE.lock().map_or(None, |cache| cache.get(&key).copied());
    if let Some(value) = cached {
        return value;
    }
    let value = solve(k, alpha);
    if let Ok(mut cache) = CACHE.lock() {
        cache.insert(key, value);
    }
    value
}

/// Illinois steps between the pairwise and the Bonferroni value, which enclose the quantile.
fn solve(k: usize, alpha: f64) -> f64 {
    let excess = |q: f64| (1.0 - cdf(q, k)) - alpha;
    let pairs = 0.5 * k as f64 * (k - 1) as f64;
    let root_two = std::f64::consts::SQRT_2;
    let mut low = -normal::quantile(0.5 * alpha) * root_two;
    let mut high = -normal::quantile(0.5 * alpha / pairs) * root_two * (1.0 + 1e-9);
    let (mut f_low, mut f_high) = (excess(low), excess(high));
    for _ in 0..100 {
        let mut next = high - f_high * (high - low) / (f_high - f_low);
        if !(next > low && next < high) {
            next = 0.5 * (low + high);
        }
        let f = excess(next);
        if f > 0.0 {
            (low, f_low) = (next, f);
            f_high *= 0.5;
        } else {
            (high, f_high) = (next, f);
            f_low *= 0.5;
        }
        if (high - low) < 1e-13 * high || f.abs() < 1e-16 {
            return next;
        }
    }
    0.5 * (low + high)
}
