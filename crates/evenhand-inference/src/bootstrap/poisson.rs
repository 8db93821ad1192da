//! Poisson draws that are the same on every platform.

use rand_pcg::rand_core::RngCore;

use super::binomial::{log_factorial, uniform};

/// One Poisson draw: inversion below a mean of 10, else algorithm PTRS of Hörmann (1993).
pub(super) fn poisson(mean: f64, random: &mut impl RngCore) -> u64 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    if mean < 10.0 {
        let (mut rest, mut mass, mut k) = (uniform(random), libm::exp(-mean), 0_u64);
        while rest > mass && mass > 1e-300 {
            rest -= mass;
            k += 1;
            mass *= mean / k as f64;
        }
        return k;
    }
    let root = mean.sqrt();
    let log_mean = libm::log(mean);
    let b = 0.931 + 2.53 * root;
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let v_r = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = uniform(random) - 0.5;
        let v = uniform(random);
        let us = 0.5 - u.abs();
        let k = libm::floor((2.0 * a / us + b) * u + mean + 0.43);
        if us >= 0.07 && v <= v_r {
            return k as u64;
        }
        if k < 0.0 || (us < 0.013 && v > us) {
            continue;
        }
        let bound = libm::log(v * inverse_alpha / (a / (us * us) + b));
        if bound <= k * log_mean - mean - log_factorial(k) {
            return k as u64;
        }
    }
}
