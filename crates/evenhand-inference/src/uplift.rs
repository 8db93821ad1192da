//! How well an uplift score ranks: Qini and uplift curves from treated and control rows per score.

use crate::error::{Error, Result, require};

/// Treated and control rows of one score (or score bin); numbers of rows may be effective sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Treated rows, ≥ 0.
    pub treated_n: f64,
    /// The sum of their outcomes.
    pub treated_sum: f64,
    /// Control rows, ≥ 0.
    pub control_n: f64,
    /// The sum of their outcomes.
    pub control_sum: f64,
}

/// A point of a curve over the share of rows treated, best scores first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The share of rows with at least this score, in (0, 1].
    pub share: f64,
    /// The curve there.
    pub value: f64,
}

/// The Qini curve Q(φ) = Y_t(φ) − Y_c(φ)·n_t(φ)/n_c(φ), in outcomes gained among the treated, at the end of each bin.
///
/// Bins come in descending score, one per distinct score or wider. As long as no control row has been met there is
/// nothing to subtract, and Q is Y_t.
///
/// # Errors
/// When a number of rows is negative or not finite, a bin without rows has outcomes, or an arm has no row at all.
///
/// # Source
/// Radcliffe (2007), Using control groups to target on predicted lift (the incremental gains of a campaign of the treated).
///
/// ```
/// use evenhand_inference::uplift::{Bin, qini_curve};
/// let bin = |treated_sum, control_sum| Bin { treated_n: 1.0, treated_sum, control_n: 1.0, control_sum };
/// let curve = qini_curve(&[bin(1.0, 0.0), bin(0.0, 1.0)])?;
/// assert_eq!((curve[0].share, curve[0].value), (0.5, 1.0));
/// assert_eq!((curve[1].share, curve[1].value), (1.0, 0.0));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn qini_curve(bins: &[Bin]) -> Result<Vec<Point>> {
    let value = |sum: Bin, _| {
        if sum.control_n > 0.0 {
            sum.treated_sum - sum.control_sum * sum.treated_n / sum.control_n
        } else {
            sum.treated_sum
        }
    };
    curve(bins, value)
}

/// The uplift curve u(φ) = φ·(Ȳ_t(φ) − Ȳ_c(φ)), in outcomes gained per row of all, at the end of each bin.
///
/// Bins as for [`qini_curve`]; 0 as long as an arm has no row.
///
/// # Errors
/// As [`qini_curve`].
///
/// # Source
/// Gutierrez and Gérardy (2017), Causal inference and uplift modelling: the uplift curve, here divided by the number of rows.
///
/// ```
/// use evenhand_inference::uplift::{Bin, uplift_curve};
/// let bin = |treated_sum, control_sum| Bin { treated_n: 1.0, treated_sum, control_n: 1.0, control_sum };
/// let curve = uplift_curve(&[bin(1.0, 0.0), bin(0.0, 1.0)])?;
/// assert_eq!((curve[0].value, curve[1].value), (0.5, 0.0));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn uplift_curve(bins: &[Bin]) -> Result<Vec<Point>> {
    let value = |sum: Bin, share| {
        if sum.treated_n > 0.0 && sum.control_n > 0.0 {
            share * (sum.treated_sum / sum.treated_n - sum.control_sum / sum.control_n)
        } else {
            0.0
        }
    };
    curve(bins, value)
}

/// The area between the Qini curve and the straight line to its end, over the share of rows and divided by the rows.
///
/// 0 for a score that ranks at random; the trapezoid rule between bins, from (0, 0). Not divided by the area of a perfect
/// ranking, so that groups of different effects stay comparable.
///
/// # Errors
/// As [`qini_curve`].
///
/// # Source
/// Radcliffe (2007): the area above random targeting; the division by rows is ours.
///
/// ```
/// use evenhand_inference::uplift::{Bin, qini_area};
/// let bin = |treated_sum, control_sum| Bin { treated_n: 1.0, treated_sum, control_n: 1.0, control_sum };
/// // A triangle of base 1 and height 1, on four rows.
/// assert_eq!(qini_area(&[bin(1.0, 0.0), bin(0.0, 1.0)])?, 0.125);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn qini_area(bins: &[Bin]) -> Result<f64> {
    let rows: f64 = bins.iter().map(|b| b.treated_n + b.control_n).sum();
    Ok(above_line(&qini_curve(bins)?) / rows)
}

/// The area between the uplift curve and the straight line to its end (AUUC above random).
///
/// # Errors
/// As [`qini_curve`].
///
/// # Source
/// Gutierrez and Gérardy (2017); the random line as Radcliffe (2007).
///
/// ```
/// use evenhand_inference::uplift::{Bin, uplift_area};
/// let bin = |treated_sum, control_sum| Bin { treated_n: 1.0, treated_sum, control_n: 1.0, control_sum };
/// assert_eq!(uplift_area(&[bin(1.0, 0.0), bin(0.0, 1.0)])?, 0.25);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn uplift_area(bins: &[Bin]) -> Result<f64> {
    Ok(above_line(&uplift_curve(bins)?))
}

fn above_line(curve: &[Point]) -> f64 {
    let mut before = Point {
        share: 0.0,
        value: 0.0,
    };
    let mut area = 0.0;
    for &point in curve {
        area += 0.5 * (point.value + before.value) * (point.share - before.share);
        before = point;
    }
    area - 0.5 * before.value
}

fn curve(bins: &[Bin], value: impl Fn(Bin, f64) -> f64) -> Result<Vec<Point>> {
    for bin in bins {
        for (n, sum) in [
            (bin.treated_n, bin.treated_sum),
            (bin.control_n, bin.control_sum),
        ] {
            let rows = n.is_finite() && n >= 0.0;
            require(rows, "rows of a bin", n, "finite and at least 0")?;
            let fits = sum.is_finite() && (n > 0.0 || sum.abs() <= 0.0);
            require(fits, "outcomes of a bin", sum, "finite, and 0 without rows")?;
        }
    }
    let treated: f64 = bins.iter().map(|b| b.treated_n).sum();
    let control: f64 = bins.iter().map(|b| b.control_n).sum();
    for (argument, rows) in [("treated rows", treated), ("control rows", control)] {
        if rows <= 0.0 {
            return Err(Error::TooFew {
                argument,
                got: 0,
                min: 1,
            });
        }
    }
    let mut sum = Bin {
        treated_n: 0.0,
        treated_sum: 0.0,
        control_n: 0.0,
        control_sum: 0.0,
    };
    let mut points = Vec::with_capacity(bins.len());
    for bin in bins {
        sum.treated_n += bin.treated_n;
        sum.treated_sum += bin.treated_sum;
        sum.control_n += bin.control_n;
        sum.control_sum += bin.control_sum;
        let share = (sum.treated_n + sum.control_n) / (treated + control);
        points.push(Point {
            share,
            value: value(sum, share),
        });
    }
    Ok(points)
}
