//! The standard normal distribution.

use std::f64::consts::FRAC_1_SQRT_2;

const INV_SQRT_TWO_PI: f64 = 0.398_942_280_401_432_7;

/// The density at `x`.
///
/// ```
/// use evenhand_inference::distribution::normal;
/// assert!((normal::density(0.0) - 0.3989422804014327).abs() < 1e-16);
/// ```
#[must_use]
pub fn density(x: f64) -> f64 {
    INV_SQRT_TWO_PI * libm::exp(-0.5 * x * x)
}

/// The probability below `x`.
///
/// # Source
/// Cody (1969), Rational Chebyshev approximations for the error function, through `libm::erfc`.
///
/// ```
/// use evenhand_inference::distribution::normal;
/// assert!((normal::cdf(1.959963984540054) - 0.975).abs() < 1e-15);
/// ```
#[must_use]
pub fn cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The probability above `x`, accurate far into the tail.
///
/// ```
/// use evenhand_inference::distribution::normal;
/// assert!((normal::upper_tail(10.0) / 7.61985302416047e-24 - 1.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn upper_tail(x: f64) -> f64 {
    cdf(-x)
}

/// The two-sided p-value of a standard normal statistic.
#[must_use]
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// The value below which a share `p` of the distribution lies; infinite at 0 and 1, NaN outside `[0, 1]`.
///
/// # Source
/// Wichura (1988), Algorithm AS 241, PPND16, followed by one Newton step.
///
/// ```
/// use evenhand_inference::distribution::normal;
/// assert!((normal::quantile(0.975) - 1.959963984540054).abs() < 1e-14);
/// assert!((normal::quantile(1e-20) + 9.262340089798408).abs() < 1e-13);
/// ```
#[must_use]
pub fn quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if p > 0.5 {
        return -polish(approximate(1.0 - p), 1.0 - p);
    }
    polish(approximate(p), p)
}

/// The upper critical value `c` with `P(Z > c) = p`.
#[must_use]
pub fn upper_quantile(p: f64) -> f64 {
    -quantile(p)
}

fn polish(x: f64, p: f64) -> f64 {
    let slope = density(x);
    if slope > 0.0 {
        x - (cdf(x) - p) / slope
    } else {
        x
    }
}

fn horner(x: f64, coefficients: [f64; 8]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

fn approximate(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * horner(r, CENTRE_ABOVE) / horner(r, CENTRE_BELOW);
    }
    let r = (-libm::log(p)).sqrt();
    if r <= 5.0 {
        -horner(r - 1.6, TAIL_ABOVE) / horner(r - 1.6, TAIL_BELOW)
    } else {
        -horner(r - 5.0, FAR_ABOVE) / horner(r - 5.0, FAR_BELOW)
    }
}

const CENTRE_ABOVE: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const CENTRE_BELOW: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const TAIL_ABOVE: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const TAIL_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_ABOVE: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    0.599_832_206_555_887_9,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];
