//! Rates of groups that are known only with a probability, or not at all for some rows.

mod missing;

pub use missing::{MissingAttribute, Side, missing_attribute_bounds};

use crate::error::{Error, Result, require};
use crate::regression::{self, ols_of_cells};

/// Rows with the same proxy value z.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProxyCell {
    /// Rows (effective), > 0.
    pub mass: f64,
    /// q = P(group ¦ z), in [0, 1].
    pub probability: f64,
    /// η = E[Y ¦ z] of a binary outcome, in [0, 1].
    pub rate: f64,
}

/// A lower and an upper bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The smallest value that the data allow.
    pub lower: f64,
    /// The largest one.
    pub upper: f64,
}

/// What proxies allow for the rates of a group and of everybody else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProxyBounds {
    /// The group's rate.
    pub group: Bounds,
    /// The rate of the rest.
    pub rest: Bounds,
    /// Group − rest, both at once.
    pub difference: Bounds,
}

/// Estimated rates under an assumption about the proxy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProxyRates {
    /// The group's rate; a regression may leave [0, 1].
    pub group: f64,
    /// The rate of the rest.
    pub rest: f64,
    /// Group − rest.
    pub difference: f64,
    /// The variance of the difference; it says nothing about the assumption.
    pub variance: f64,
}

/// Sharp bounds of the rates of a group and of the rest, and of their difference, from a proxy of the group.
///
/// They assume nothing about how group and outcome go together inside a cell, and that q and η are known: sampling error
/// comes on top.
///
/// # Errors
/// When a mass is not positive, q or η lies outside [0, 1], or all rows are surely in the group, or surely not.
///
/// # Source
/// Kallus, Mao and Zhou (2022), Assessing algorithmic fairness with unobserved protected class using data combination,
/// the Fréchet-Hoeffding bounds inside each cell; the difference moves both at once.
///
/// ```
/// use evenhand_inference::bounds::{ProxyCell, kallus_mao_zhou};
/// let cell = |probability, rate| ProxyCell { mass: 1.0, probability, rate };
/// let b = kallus_mao_zhou(&[cell(0.8, 0.5), cell(0.2, 0.5)])?;
/// // (0.3 + 0)/1 and (0.5 + 0.2)/1; for the difference (0.3 − (1 − 0.3)) and (0.7 − (1 − 0.7)).
/// assert!((b.group.lower - 0.3).abs() < 1e-15 && (b.group.upper - 0.7).abs() < 1e-15);
/// assert!((b.difference.lower + 0.4).abs() < 1e-15 && (b.difference.upper - 0.4).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn kallus_mao_zhou(cells: &[ProxyCell]) -> Result<ProxyBounds> {
    let (in_group, outside) = shares(cells)?;
    let (mut low, mut high, mut events) = (0.0, 0.0, 0.0);
    for cell in cells {
        let (q, rate) = (cell.probability, cell.rate);
        low += cell.mass * (rate + q - 1.0).max(0.0);
        high += cell.mass * rate.min(q);
        events += cell.mass * rate;
    }
    let bounds = |lower: f64, upper: f64| Bounds { lower, upper };
    let group = bounds(low / in_group, high / in_group);
    let rest = bounds((events - high) / outside, (events - low) / outside);
    Ok(ProxyBounds {
        group,
        rest,
        difference: bounds(group.lower - rest.upper, group.upper - rest.lower),
    })
}

/// The probability-weighted rates Σqy/Σq and Σ(1−q)y/Σ(1−q), with the delta-method variance of their difference.
///
/// Biased by the covariance of group and outcome inside the cells: true − weighted = E[Cov(group, Y ¦ z)]·(1/P + 1/(1−P)).
///
/// # Errors
/// As [`kallus_mao_zhou`].
///
/// # Source
/// Chen, Kallus, Mao, Svacha and Udell (2019), Fairness under unawareness.
///
/// ```
/// use evenhand_inference::bounds::{ProxyCell, weighted_rates};
/// let cell = |probability, rate| ProxyCell { mass: 50.0, probability, rate };
/// let r = weighted_rates(&[cell(0.8, 0.6), cell(0.2, 0.1)])?;
/// assert!((r.group - 0.5).abs() < 1e-15 && (r.rest - 0.2).abs() < 1e-15);
/// // A known group gives the usual variance p(1−p)/n on both sides.
/// let r = weighted_rates(&[cell(1.0, 0.6), cell(0.0, 0.1)])?;
/// assert!((r.variance - (0.24 + 0.09) / 50.0).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn weighted_rates(cells: &[ProxyCell]) -> Result<ProxyRates> {
    let (in_group, outside) = shares(cells)?;
    let (mut group, mut rest) = (0.0, 0.0);
    for cell in cells {
        group += cell.mass * cell.probability * cell.rate / in_group;
        rest += cell.mass * (1.0 - cell.probability) * cell.rate / outside;
    }
    let influence = |q: f64, y: f64| q * (y - group) / in_group - (1.0 - q) * (y - rest) / outside;
    let part = |cell: &ProxyCell| {
        let event = influence(cell.probability, 1.0);
        let none = influence(cell.probability, 0.0);
        cell.mass * (cell.rate * event * event + (1.0 - cell.rate) * none * none)
    };
    Ok(ProxyRates {
        group,
        rest,
        difference: group - rest,
        variance: cells.iter().map(part).sum(),
    })
}

/// The rates of a linear regression of the outcome on q, read off at q = 1 and q = 0, with the HC3 variance of the slope.
///
/// Unbiased only when the outcome depends on z through the group alone.
///
/// # Errors
/// As [`kallus_mao_zhou`]; also when q does not vary, or a row alone determines the line.
///
/// # Source
/// Goodman (1953), Ecological regressions and behavior of individuals; MacKinnon and White (1985) for the variance.
///
/// ```
/// use evenhand_inference::bounds::{ProxyCell, regression_rates};
/// let cell = |probability, rate| ProxyCell { mass: 50.0, probability, rate };
/// let r = regression_rates(&[cell(0.8, 0.6), cell(0.2, 0.3)])?; // 0.2 + 0.5q
/// assert!((r.rest - 0.2).abs() < 1e-14 && (r.group - 0.7).abs() < 1e-14 && (r.difference - 0.5).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn regression_rates(cells: &[ProxyCell]) -> Result<ProxyRates> {
    shares(cells)?;
    let cell = |cell: &ProxyCell| regression::Cell {
        columns: vec![1.0, cell.probability],
        n: cell.mass,
        sum: cell.mass * cell.rate,
        sum_of_squares: cell.mass * cell.rate,
    };
    let fit = ols_of_cells(&cells.iter().map(cell).collect::<Vec<_>>())?;
    let (rest, difference) = match fit.coefficients.as_slice() {
        [rest, slope] => (*rest, *slope),
        _ => return Err(Error::Collinear { column: 1 }),
    };
    Ok(ProxyRates {
        group: rest + difference,
        rest,
        difference,
        variance: fit.variance_of(&[0.0, 1.0]),
    })
}

/// The expected rows in the group and outside.
fn shares(cells: &[ProxyCell]) -> Result<(f64, f64)> {
    let (mut inside, mut outside) = (0.0, 0.0);
    for cell in cells {
        let mass = cell.mass > 0.0 && cell.mass.is_finite();
        require(mass, "mass", cell.mass, "finite and positive")?;
        for (argument, value) in [("probability", cell.probability), ("rate", cell.rate)] {
            require((0.0..=1.0).contains(&value), argument, value, "in [0, 1]")?;
        }
        inside += cell.mass * cell.probability;
        outside += cell.mass * (1.0 - cell.probability);
    }
    require(inside > 0.0, "rows in the group", inside, "positive")?;
    require(outside > 0.0, "rows outside", outside, "positive")?;
    Ok((inside, outside))
}
