//! The distribution of the Kolmogorov-Smirnov statistic.

use crate::distribution::binomial;
use crate::error::{Result, require};

/// Up to this many rows the distribution function is exact, above it an expansion in 1/√n.
const EXACT_UP_TO: f64 = 140.0;

/// Up to this many rows the tail is summed, above it taken from its leading term.
const SUMMED_UP_TO: f64 = 20_000.0;

/// The p-value of a two-sample distance `d` = sup |F − G| with sizes `n` and `m`, from the one-sample distribution at
/// nm/(n + m) rows, rounded; effective sizes are allowed.
///
/// Ties make it conservative: with few distinct scores use [`BridgeNull`](super::BridgeNull).
///
/// # Errors
/// When `d` is outside [0, 1] or a size is not positive and finite.
///
/// # Source
/// Marsaglia, Tsang and Wang (2003), Evaluating Kolmogorov's distribution; Pelz and Good (1976) for many rows; Miller
/// (1956) with the sum of Smirnov (1944) for small probabilities; arranged as Simard and L'Ecuyer (2011).
///
/// ```
/// use evenhand_inference::distance::kolmogorov_p;
/// let p = kolmogorov_p(0.21414017929910345, 2454.0, 32.0)?; // scipy.stats.ks_2samp(…, method="asymp")
/// assert!((p / 0.09110312861132752 - 1.0).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn kolmogorov_p(d: f64, n: f64, m: f64) -> Result<f64> {
    require((0.0..=1.0 + 1e-12).contains(&d), "d", d, "between 0 and 1")?;
    require(n > 0.0 && n.is_finite(), "n", n, "positive and finite")?;
    require(m > 0.0 && m.is_finite(), "m", m, "positive and finite")?;
    let size = libm::round(n / (n + m) * m).max(1.0);
    Ok(above(d, size).clamp(0.0, 1.0))
}

/// P(D > d) of one sample of `n` rows, a whole number.
fn above(d: f64, n: f64) -> f64 {
    let reach = n * d;
    if d >= 1.0 {
        return 0.0;
    }
    if reach <= 0.5 {
        return 1.0;
    }
    let square = reach * d;
    // Both sides at once are possible only below one half, and of no weight far out.
    if d >= 0.5 || square > 4.0 {
        return 2.0 * one_sided(d, n);
    }
    if n <= EXACT_UP_TO {
        1.0 - matrix(d, n)
    } else if square >= 2.2 {
        2.0 * one_sided(d, n)
    } else {
        1.0 - expansion(d, n)
    }
}

/// P(sup (F − F₀) > d): Σ_j C(n, j) d (d + j/n)^{j−1} (1 − d − j/n)^{n−j}, as binomial probabilities.
fn one_sided(d: f64, n: f64) -> f64 {
    if n > SUMMED_UP_TO {
        let reach = 6.0 * n * d + 1.0;
        return libm::exp(-reach * reach / (18.0 * n));
    }
    let last = libm::floor(n * (1.0 - d)) as u64;
    let one = |j: u64| {
        let j = j as f64;
        let rate = d + j / n;
        let rest = ((n - j) / n - d).max(0.0);
        d / rate * binomial::probability(j, n, rate, rest)
    };
    (0..=last).map(one).sum()
}

/// P(D < d) exactly, by the n-th power of a matrix.
fn matrix(d: f64, n: f64) -> f64 {
    let k = libm::floor(n * d) as usize + 1;
    let size = 2 * k - 1;
    let h = k as f64 - n * d;
    let mut step = vec![0.0; size * size];
    let powers: Vec<f64> = (1..=size).map(|i| libm::pow(h, i as f64)).collect();
    for (row, cells) in step.chunks_exact_mut(size).enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let mut value = if row + 1 >= column { 1.0 } else { 0.0 };
            if column == 0 {
                value -= powers[row];
            }
            if row == size - 1 {
                value -= powers[size - 1 - column];
            }
            if column == 0 && row == size - 1 && 2.0 * h > 1.0 {
                value += libm::pow(2.0 * h - 1.0, size as f64);
            }
            if row + 1 > column {
                for divisor in 1..=(row + 1 - column) {
                    value /= divisor as f64;
                }
            }
            *cell = value;
        }
    }
    let (mut result, mut exponent) = (identity(size), 0_i32);
    let (mut square, mut scale) = (step, 0_i32);
    let mut left = n as u64;
    while left > 0 {
        if left & 1 == 1 {
            result = product(&result, &square, size);
            exponent += scale;
            exponent += rescale(&mut result, k, size);
        }
        square = product(&square, &square, size);
        scale *= 2;
        scale += rescale(&mut square, k, size);
        left >>= 1;
    }
    let mut value = result[(k - 1) * size + (k - 1)];
    for i in 1..=(n as u64) {
        value *= i as f64 / n;
        if value < 1e-140 {
            value *= 1e140;
            exponent -= 140;
        }
    }
    value * libm::exp10(f64::from(exponent))
}

fn identity(size: usize) -> Vec<f64> {
    let mut cells = vec![0.0; size * size];
    for cell in cells.iter_mut().step_by(size + 1) {
        *cell = 1.0;
    }
    cells
}

fn product(left: &[f64], right: &[f64], size: usize) -> Vec<f64> {
    let mut cells = vec![0.0; size * size];
    for (row, out) in left.chunks_exact(size).zip(cells.chunks_exact_mut(size)) {
        for (factor, line) in row.iter().zip(right.chunks_exact(size)) {
            for (cell, value) in out.iter_mut().zip(line) {
                *cell += factor * value;
            }
        }
    }
    cells
}

/// Takes out powers of ten before the middle overflows; returns how many.
fn rescale(cells: &mut [f64], k: usize, size: usize) -> i32 {
    if cells[(k - 1) * size + (k - 1)] <= 1e140 {
        return 0;
    }
    for cell in cells.iter_mut() {
        *cell *= 1e-140;
    }
    140
}

/// P(D ≤ d) up to terms in n^{-3/2}, with the theta series turned so that they converge for small d.
fn expansion(d: f64, n: f64) -> f64 {
    use std::f64::consts::PI;
    let z = n.sqrt() * d;
    let (z2, pi2) = (z * z, PI * PI);
    let (z4, z6, z8) = (z2 * z2, z2 * z2 * z2, z2 * z2 * z2 * z2);
    let (pi4, pi6) = (pi2 * pi2, pi2 * pi2 * pi2);
    let root = (2.0 * PI).sqrt();
    let (mut k0, mut k1, mut k2, mut k3) = (0.0, 0.0, 0.0, 0.0);
    let (mut extra2, mut extra3) = (0.0, 0.0);
    let terms = libm::ceil(16.0 * z / PI) as u32 + 1;
    for k in 1..=terms {
        let odd = f64::from(2 * k - 1);
        let (m2, m4, m6) = (odd * odd, libm::pow(odd, 4.0), libm::pow(odd, 6.0));
        let q = libm::exp(-pi2 * m2 / (8.0 * z2));
        k0 += q;
        k1 += q * (-z2 + pi2 / 4.0 * m2);
        k2 += q
            * (6.0 * z6
                + 2.0 * z4
                + pi2 / 4.0 * (2.0 * z4 - 5.0 * z2) * m2
                + pi4 / 16.0 * (1.0 - 2.0 * z2) * m4);
        k3 += q
            * (-30.0 * z6 - 90.0 * z8
                + pi2 / 4.0 * (135.0 * z4 - 96.0 * z6) * m2
                + pi4 / 16.0 * (212.0 * z4 - 60.0 * z2) * m4
                + pi6 / 64.0 * (5.0 - 30.0 * z2) * m6);
        let even = f64::from(k) * f64::from(k);
        let q = libm::exp(-pi2 * even / (2.0 * z2));
        extra2 += even * q;
        extra3 += (3.0 * z2 - pi2 * even) * even * q;
    }
    let first = root * k0 / z;
    let second = root * k1 / (6.0 * z4);
    let third = root * (k2 / (72.0 * z6 * z) - pi2 * extra2 / (36.0 * z2 * z));
    let fourth = root * (k3 / (6480.0 * z8 * z2) + pi2 * extra3 / (216.0 * z6));
    first + second / n.sqrt() + third / n + fourth / (n * n.sqrt())
}
