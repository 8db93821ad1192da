//! Binomial and hypergeometric probabilities without cancellation.

const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
const TWO_PI: f64 = 2.0 * std::f64::consts::PI;

/// The error of Stirling's formula for `ln n!`, for `n = 0, 1, …, 15`.
const STIRLING_ERROR: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        let whole = n as usize;
        if (n - whole as f64).abs() < f64::EPSILON {
            return STIRLING_ERROR.get(whole).copied().unwrap_or(0.0);
        }
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - HALF_LN_TWO_PI;
    }
    let nn = n * n;
    let series = 1.0 / 12.0
        - (1.0 / 360.0
            - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0 - 691.0 / 360_360.0 / nn) / nn) / nn)
                / nn)
            / nn;
    series / n
}

/// The deviance `x ln(x/m) + m − x` without cancellation near `x = m`.
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut term = 2.0 * x * v;
    let vv = v * v;
    for j in 1..1000 {
        term *= vv;
        let next = sum + term / f64::from(2 * j + 1);
        if (next - sum).abs() <= f64::EPSILON * 0.25 * sum.abs() {
            return next;
        }
        sum = next;
    }
    sum
}

/// The probability of `x` events in `n` trials at rate `p`; `q` is `1 − p` to full precision.
///
/// `x` and `n` may be fractional (the gamma function then replaces the factorials), 0 ≤ x ≤ n.
///
/// # Source
/// Loader (2000), Fast and accurate computation of binomial probabilities, saddle-point form.
///
/// ```
/// use evenhand_inference::distribution::binomial;
/// assert!((binomial::probability(3.0, 10.0, 0.5, 0.5) - 120.0 / 1024.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn probability(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if !(x >= 0.0 && x <= n) {
        return 0.0;
    }
    if p <= 0.0 {
        return if x > 0.0 { 0.0 } else { 1.0 };
    }
    if q <= 0.0 {
        return if x < n { 0.0 } else { 1.0 };
    }
    if x <= 0.0 {
        return power(p, q, n);
    }
    if x >= n {
        return power(q, p, n);
    }
    let exponent = stirling_error(n)
        - stirling_error(x)
        - stirling_error(n - x)
        - deviance(x, n * p)
        - deviance(n - x, n * q);
    libm::exp(exponent) * (n / (TWO_PI * x * (n - x))).sqrt()
}

/// `large^n`, where `small = 1 − large` is known to full precision.
fn power(small: f64, large: f64, n: f64) -> f64 {
    libm::exp(log_power(small, large, n))
}

fn log_power(small: f64, large: f64, n: f64) -> f64 {
    let log = if small < 0.5 {
        libm::log1p(-small)
    } else {
        libm::log(large)
    };
    n * log
}

/// The logarithm of [`probability`], for `0 < p < 1`: it stays finite where the probability itself is too small for a number.
fn log_probability(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x <= 0.0 {
        return log_power(p, q, n);
    }
    if x >= n {
        return log_power(q, p, n);
    }
    stirling_error(n)
        - stirling_error(x)
        - stirling_error(n - x)
        - deviance(x, n * p)
        - deviance(n - x, n * q)
        + 0.5 * libm::log(n / (TWO_PI * x * (n - x)))
}

/// The probability of `x` events among `draws` taken without replacement from `events` and `others`.
///
/// # Source
/// Loader (2000), hypergeometric as a product of three binomial probabilities.
///
/// ```
/// use evenhand_inference::distribution::binomial;
/// let p = binomial::hypergeometric(2, 5, 10, 4);
/// assert!((p - 10.0 * 45.0 / 1365.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn hypergeometric(x: u64, events: u64, others: u64, draws: u64) -> f64 {
    let Some(rest) = draws.checked_sub(x) else {
        return 0.0;
    };
    let all = events.saturating_add(others);
    if x > events || rest > others || draws > all {
        return 0.0;
    }
    if draws == 0 {
        return 1.0;
    }
    let p = draws as f64 / all as f64;
    let q = (all - draws) as f64 / all as f64;
    let (x, events, others, draws) = (x as f64, events as f64, others as f64, draws as f64);
    let below = probability(draws, all as f64, p, q);
    probability(x, events, p, q) * (probability(rest as f64, others, p, q) / below)
}

/// The logarithm of [`hypergeometric`], for an `x` that can occur.
pub(crate) fn log_hypergeometric(x: u64, events: u64, others: u64, draws: u64) -> f64 {
    let all = events + others;
    if draws == 0 || draws == all {
        return 0.0;
    }
    let p = draws as f64 / all as f64;
    let q = (all - draws) as f64 / all as f64;
    let rest = (draws - x) as f64;
    log_probability(x as f64, events as f64, p, q) + log_probability(rest, others as f64, p, q)
        - log_probability(draws as f64, all as f64, p, q)
}
