//! Power, sample sizes, and how many rows a decision needs.

mod looks;
mod rows;

pub use looks::looks_needed;
pub use rows::{rows_needed_difference, rows_needed_ratio};

use crate::distribution::normal;
use crate::error::{Result, require};
use crate::{Level, Proportion};

fn check_rate(argument: &'static str, p: f64) -> Result<()> {
    require((0.0..=1.0).contains(&p), argument, p, "between 0 and 1")
}

fn check_power(power: f64) -> Result<()> {
    require(
        power > 0.0 && power < 1.0,
        "power",
        power,
        "strictly between 0 and 1",
    )
}

/// The power of the two-sided z test of p1 against p2 with `n` rows in each group.
///
/// # Errors
/// When `n` is not positive or a rate is outside `[0, 1]`.
///
/// # Source
/// Fleiss, Levin and Paik (2003), Statistical methods for rates and proportions, equation 4.14; R's `power.prop.test`.
///
/// ```
/// use evenhand_inference::{Level, power::power_two_proportions};
/// let power = power_two_proportions(50.0, 0.5, 0.4, Level::P95)?;
/// assert!((power - 0.16858149614114015).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn power_two_proportions(n: f64, p1: f64, p2: f64, level: Level) -> Result<f64> {
    require(n > 0.0 && n.is_finite(), "n", n, "positive and finite")?;
    check_rate("p1", p1)?;
    check_rate("p2", p2)?;
    Ok(unequal_power(n, n, p1, p2, level))
}

fn unequal_power(n1: f64, n2: f64, p1: f64, p2: f64, level: Level) -> f64 {
    let pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
    let null = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).sqrt();
    let alternative = (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt();
    let excess = (p1 - p2).abs() - level.z() * null;
    if alternative > 0.0 {
        normal::cdf(excess / alternative)
    } else if excess > 0.0 {
        1.0
    } else {
        0.0
    }
}

/// The rows per group for a power, two-sided, as a real number; infinite when the rates are equal.
///
/// # Errors
/// When a rate is outside `[0, 1]` or the power outside (0, 1).
///
/// # Source
/// Fleiss, Levin and Paik (2003), equation 4.14; R's `power.prop.test`.
///
/// ```
/// use evenhand_inference::{Level, power::sample_size_two_proportions};
/// let n = sample_size_two_proportions(0.5, 0.4, 0.8, Level::P95)?;
/// assert!((n - 387.3385166990359).abs() < 1e-7);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn sample_size_two_proportions(p1: f64, p2: f64, power: f64, level: Level) -> Result<f64> {
    check_rate("p1", p1)?;
    check_rate("p2", p2)?;
    check_power(power)?;
    let pooled = 0.5 * (p1 + p2);
    let null = (2.0 * pooled * (1.0 - pooled)).sqrt();
    let alternative = (p1 * (1.0 - p1) + p2 * (1.0 - p2)).sqrt();
    let root = (level.z() * null + normal::quantile(power) * alternative) / (p1 - p2);
    Ok(root * root)
}

/// The rows of the first group for a power by Cohen's h, with `ratio` times as many in the second.
///
/// # Errors
/// When a rate is outside `[0, 1]`, the power outside (0, 1), the ratio not positive, or the rates are equal.
///
/// # Source
/// Cohen (1988), Statistical power analysis, section 6.2; both tails counted.
///
/// ```
/// use evenhand_inference::{Level, power::sample_size_cohen_h};
/// let n = sample_size_cohen_h(0.5, 0.4, 0.8, 1.0, Level::P95)?;
/// assert!((n - 387.1677468578098).abs() < 1e-4);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn sample_size_cohen_h(p1: f64, p2: f64, power: f64, ratio: f64, level: Level) -> Result<f64> {
    check_rate("p1", p1)?;
    check_rate("p2", p2)?;
    check_power(power)?;
    require(ratio > 0.0 && ratio.is_finite(), "ratio", ratio, "positive")?;
    let angle = |p: f64| 2.0 * libm::asin(p.sqrt());
    let h = (angle(p1) - angle(p2)).abs();
    require(h > 0.0, "p2", p2, "different from p1")?;
    let z = level.z();
    require(
        power > level.alpha(),
        "power",
        power,
        "above the error of the test",
    )?;
    let reached = |shift: f64| normal::upper_tail(z - shift) + normal::cdf(-z - shift);
    let (mut low, mut high) = (0.0, z + normal::quantile(power).max(0.0) + 1.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if reached(middle) < power {
            low = middle;
        } else {
            high = middle;
        }
        if high - low <= 1e-15 * high {
            break;
        }
    }
    let root = 0.5 * (low + high) / h;
    Ok(root * root * (1.0 + 1.0 / ratio))
}

/// The smallest difference from rate `p` that the two-sided z test finds with the given power, on the side where it is
/// smaller; `None` when no rate can be told apart with these sizes.
///
/// # Errors
/// When a size is not positive, `p` outside `[0, 1]` or the power outside (0, 1).
///
/// # Source
/// Fleiss, Levin and Paik (2003), equation 4.14, solved for the second rate.
///
/// ```
/// use evenhand_inference::{Level, power::minimum_detectable_difference};
/// let d = minimum_detectable_difference(387.3385166990359, 387.3385166990359, 0.5, 0.8, Level::P95)?;
/// assert!((d.unwrap() - 0.1).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn minimum_detectable_difference(
    n1: f64,
    n2: f64,
    p: f64,
    power: f64,
    level: Level,
) -> Result<Option<f64>> {
    Ok(match minimum_detectable_sides(n1, n2, p, power, level)? {
        (Some(down), Some(up)) => Some(down.min(up)),
        (down, up) => down.or(up),
    })
}

/// The smallest difference from rate `p` that the two-sided z test finds with the given power, downwards and upwards;
/// `None` on a side where even the end of the scale cannot be told apart with these sizes.
///
/// # Errors
/// As [`minimum_detectable_difference`].
///
/// # Source
/// Fleiss, Levin and Paik (2003), equation 4.14, solved for the second rate.
///
/// ```
/// use evenhand_inference::{Level, power::minimum_detectable_sides};
/// // Of 100 people at 1 %, nobody selected is no surprise; nine more per hundred are.
/// let (down, up) = minimum_detectable_sides(100.0, 1000.0, 0.01, 0.8, Level::P95)?;
/// assert!(down.is_none() && (0.02..0.09).contains(&up.unwrap()));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn minimum_detectable_sides(
    n1: f64,
    n2: f64,
    p: f64,
    power: f64,
    level: Level,
) -> Result<(Option<f64>, Option<f64>)> {
    Proportion::new(0.0, n1)?;
    Proportion::new(0.0, n2)?;
    check_rate("p", p)?;
    check_power(power)?;
    let search = |end: f64| {
        if unequal_power(n1, n2, p, end, level) < power {
            return None;
        }
        let (mut missed, mut found) = (p, end);
        for _ in 0..200 {
            let middle = 0.5 * (missed + found);
            if unequal_power(n1, n2, p, middle, level) < power {
                missed = middle;
            } else {
                found = middle;
            }
            if (found - missed).abs() <= 1e-14 {
                break;
            }
        }
        Some((found - p).abs())
    };
    Ok((search(0.0), search(1.0)))
}
