//! Least squares on few columns, with standard errors that do not assume equal variances.

mod decomposition;
mod strata;

pub use decomposition::{Decomposition, kitagawa_oaxaca_blinder};
pub use strata::{MeanGap, MeanStratum, stratified_mean_gap};

use crate::error::{Error, Result, require};

/// Fitted coefficients and their HC3 covariance, in the order of the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The coefficients.
    pub coefficients: Vec<f64>,
    /// Their covariance.
    pub covariance: Vec<Vec<f64>>,
}

impl Fit {
    /// The variance of a linear combination of the coefficients.
    #[must_use]
    pub fn variance_of(&self, combination: &[f64]) -> f64 {
        let row = |line: &Vec<f64>| dot(line, combination);
        let inner: Vec<f64> = self.covariance.iter().map(row).collect();
        dot(&inner, combination)
    }
}

/// Rows that share one row of the design: how many (effective), and the sums of the outcome and of its square.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The values of the columns, with a 1 for an intercept.
    pub columns: Vec<f64>,
    /// Rows, > 0.
    pub n: f64,
    /// The sum of the outcome.
    pub sum: f64,
    /// The sum of the squared outcome; the sum again when the outcome is 0 or 1.
    pub sum_of_squares: f64,
}

/// Weighted least squares of an outcome on a design (one inner vector per row, with a 1 for an intercept).
///
/// `weights` are sampling weights > 0, one per row; their scale does not matter. Rows that repeat belong into
/// [`ols_of_cells`].
///
/// # Errors
/// When lengths differ, a number is not finite, a weight is not positive, there are not more rows than columns, a column
/// is a combination of the columns before it, or a row alone determines a coefficient (leverage 1).
///
/// # Source
/// MacKinnon and White (1985), Some heteroskedasticity-consistent covariance matrix estimators, HC3 in the form of Long
/// and Ervin (2000): residuals divided by 1 − h.
///
/// ```
/// use evenhand_inference::regression::ols;
/// // y = 0, 2, 1 at x = −1, 0, 1: intercept 1, slope 1/2; h = 5/6, 1/3, 5/6 and e = −1/2, 1, −1/2,
/// // so that e/(1 − h) = −3, 3/2, −3 and the slope's variance is (9 + 9)/2² = 4.5.
/// let design = [vec![1.0, -1.0], vec![1.0, 0.0], vec![1.0, 1.0]];
/// let fit = ols(&design, &[0.0, 2.0, 1.0], &[1.0; 3])?;
/// assert!((fit.coefficients[0] - 1.0).abs() < 1e-14 && (fit.coefficients[1] - 0.5).abs() < 1e-14);
/// assert!((fit.covariance[1][1] - 4.5).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn ols(design: &[Vec<f64>], outcome: &[f64], weights: &[f64]) -> Result<Fit> {
    for (right, right_len) in [("outcome", outcome.len()), ("weights", weights.len())] {
        if right_len != design.len() {
            return Err(Error::LengthMismatch {
                left: "design",
                left_len: design.len(),
                right,
                right_len,
            });
        }
    }
    let rows: Vec<Row> = design
        .iter()
        .zip(outcome)
        .zip(weights)
        .map(|((columns, &y), &weight)| Row {
            columns,
            gram: weight,
            moment: weight * y,
            leverage: weight,
            meat: [
                weight * weight,
                weight * weight * y,
                weight * weight * y * y,
            ],
        })
        .collect();
    fit(&rows, design.len() as f64)
}

/// Least squares of an outcome from cells of rows that share their columns; the same as one row each, at any size.
///
/// # Errors
/// As [`ols`], with the number of rows in place of the weights.
///
/// # Source
/// MacKinnon and White (1985), HC3; the squared residuals of a cell from its sums.
///
/// ```
/// use evenhand_inference::regression::{Cell, ols_of_cells};
/// // 3 of 10 against 6 of 10: the slope is the difference of the rates, and its HC3 variance Σ p(1−p)·n/(n−1)².
/// let cell = |x, events| Cell { columns: vec![1.0, x], n: 10.0, sum: events, sum_of_squares: events };
/// let fit = ols_of_cells(&[cell(0.0, 3.0), cell(1.0, 6.0)])?;
/// assert!((fit.coefficients[1] - 0.3).abs() < 1e-14);
/// assert!((fit.covariance[1][1] - (0.21 + 0.24) * 10.0 / 81.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn ols_of_cells(cells: &[Cell]) -> Result<Fit> {
    let rows: Vec<Row> = cells
        .iter()
        .map(|cell| Row {
            columns: &cell.columns,
            gram: cell.n,
            moment: cell.sum,
            leverage: 1.0,
            meat: [cell.n, cell.sum, cell.sum_of_squares],
        })
        .collect();
    fit(&rows, cells.iter().map(|cell| cell.n).sum())
}

/// What a row, or all rows of a cell, add to the normal equations and to the middle of the sandwich.
struct Row<'a> {
    columns: &'a [f64],
    gram: f64,
    moment: f64,
    /// The factor of x′(X′WX)⁻¹x in the leverage of one row.
    leverage: f64,
    /// Σw², Σw²y and Σw²y².
    meat: [f64; 3],
}

fn fit(rows: &[Row<'_>], size: f64) -> Result<Fit> {
    let width = rows.first().map_or(0, |row| row.columns.len());
    if width == 0 || size <= width as f64 {
        return Err(Error::TooFew {
            argument: "rows",
            got: size as usize,
            min: width + 1,
        });
    }
    let mut gram = vec![vec![0.0; width]; width];
    let mut moment = vec![0.0; width];
    for row in rows {
        if row.columns.len() != width {
            return Err(Error::LengthMismatch {
                left: "the first row of the design",
                left_len: width,
                right: "another",
                right_len: row.columns.len(),
            });
        }
        let positive = row.gram > 0.0 && row.gram.is_finite();
        require(positive, "weights", row.gram, "finite and positive")?;
        for &value in row.columns {
            require(value.is_finite(), "design", value, "finite")?;
        }
        for &value in [row.moment].iter().chain(&row.meat) {
            require(value.is_finite(), "outcome", value, "finite")?;
        }
        for ((line, sum), &left) in gram.iter_mut().zip(&mut moment).zip(row.columns) {
            *sum += left * row.moment;
            for (entry, &right) in line.iter_mut().zip(row.columns) {
                *entry += row.gram * left * right;
            }
        }
    }
    let inverse = inverse(&gram)?;
    let coefficients: Vec<f64> = inverse.iter().map(|line| dot(line, &moment)).collect();
    let mut meat = vec![vec![0.0; width]; width];
    for row in rows {
        let turned: Vec<f64> = inverse.iter().map(|line| dot(line, row.columns)).collect();
        let rest = 1.0 - row.leverage * dot(&turned, row.columns);
        require(rest > 1e-9, "leverage", 1.0 - rest, "below 1")?;
        let predicted = dot(&coefficients, row.columns);
        let [n, sum, squares] = row.meat;
        let residual = (squares - 2.0 * predicted * sum + predicted * predicted * n).max(0.0);
        let factor = residual / (rest * rest);
        // The bread is already around it: (X′WX)⁻¹x.
        for (line, &left) in meat.iter_mut().zip(&turned) {
            for (entry, &right) in line.iter_mut().zip(&turned) {
                *entry += factor * left * right;
            }
        }
    }
    Ok(Fit {
        coefficients,
        covariance: meat,
    })
}

/// The inverse of a Gram matrix by Cholesky, its columns first brought to length 1 so that a pivot is 1 − R².
fn inverse(gram: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let width = gram.len();
    let at = |matrix: &[Vec<f64>], i: usize, j: usize| {
        matrix
            .get(i)
            .and_then(|line| line.get(j))
            .copied()
            .unwrap_or(0.0)
    };
    let length: Vec<f64> = (0..width).map(|i| at(gram, i, i).sqrt()).collect();
    if let Some(column) = length.iter().position(|&l| l <= 0.0) {
        return Err(Error::Collinear { column });
    }
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(width);
    for (i, (line, scale)) in gram.iter().zip(&length).enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(width);
        for ((j, entry), other) in line.iter().enumerate().zip(&length).take(i) {
            let above = factor.get(j).map_or(&[][..], Vec::as_slice);
            let pivot = above.get(j).copied().unwrap_or(1.0);
            row.push((entry / scale / other - dot(&row, above)) / pivot);
        }
        let pivot = 1.0 - dot(&row, &row);
        if pivot < 1e-10 {
            return Err(Error::Collinear { column: i });
        }
        row.push(pivot.sqrt());
        factor.push(row);
    }
    // L⁻¹ column by column, then (LL′)⁻¹ = L⁻ᵀL⁻¹.
    let mut roots: Vec<Vec<f64>> = Vec::with_capacity(width);
    for column in 0..width {
        let mut solved: Vec<f64> = Vec::with_capacity(width);
        for (i, row) in factor.iter().enumerate() {
            let unit = if i == column { 1.0 } else { 0.0 };
            let pivot = row.last().copied().unwrap_or(1.0);
            solved.push((unit - dot(&solved, row)) / pivot);
        }
        roots.push(solved);
    }
    let scaled = |(left, a): (&Vec<f64>, &f64)| {
        let entry = |(right, b): (&Vec<f64>, &f64)| dot(left, right) / (a * b);
        roots.iter().zip(&length).map(entry).collect()
    };
    Ok(roots.iter().zip(&length).map(scaled).collect())
}

/// Σ ab over the shorter of the two.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
