//! Binomial draws that are the same on every platform.

use rand_pcg::rand_core::RngCore;

/// A uniform number in (0, 1).
pub(crate) fn uniform(random: &mut impl RngCore) -> f64 {
    ((random.next_u64() >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
}

/// A prepared binomial distribution.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BinomialSampler {
    n: u64,
    /// Whether the plan is for the non-events, because the rate is above one half.
    mirrored: bool,
    plan: Plan,
}

#[derive(Debug, Clone, Copy)]
enum Plan {
    /// Nothing to draw: always 0 of n.
    Never,
    /// Walk the distribution function from 0.
    Invert { none: f64, odds: f64 },
    /// Transformed rejection with squeeze.
    Reject {
        b: f64,
        a: f64,
        c: f64,
        v_r: f64,
        alpha: f64,
        p: f64,
    },
}

impl BinomialSampler {
    pub(crate) fn new(n: u64, p: f64) -> Self {
        let mirrored = p > 0.5;
        let p = if mirrored { 1.0 - p } else { p };
        let plan = if n == 0 || p.is_nan() || p <= 0.0 {
            Plan::Never
        } else if (n as f64) * p < 10.0 {
            Plan::Invert {
                none: libm::exp(n as f64 * libm::log1p(-p)),
                odds: p / (1.0 - p),
            }
        } else {
            Self::rejection(n as f64, p)
        };
        Self { n, mirrored, plan }
    }

    fn rejection(n: f64, p: f64) -> Plan {
        let q = 1.0 - p;
        let deviation = (n * p * q).sqrt();
        let b = 1.15 + 2.53 * deviation;
        Plan::Reject {
            b,
            a: -0.0873 + 0.0248 * b + 0.01 * p,
            c: n * p + 0.5,
            v_r: 0.92 - 4.2 / b,
            alpha: (2.83 + 5.1 / b) * deviation,
            p,
        }
    }

    /// One draw.
    ///
    /// Inversion below a mean of 10, else algorithm BTRS of Hörmann (1993).
    pub(crate) fn draw(&self, random: &mut impl RngCore) -> u64 {
        let events = match self.plan {
            Plan::Never => 0,
            Plan::Invert { none, odds } => self.invert(none, odds, random),
            Plan::Reject { .. } => self.reject(random),
        };
        if self.mirrored {
            self.n - events
        } else {
            events
        }
    }

    fn invert(&self, none: f64, odds: f64, random: &mut impl RngCore) -> u64 {
        let mut rest = uniform(random);
        let mut mass = none;
        let mut events = 0_u64;
        while rest > mass && events < self.n {
            rest -= mass;
            mass *= (self.n - events) as f64 / (events + 1) as f64 * odds;
            events += 1;
            if mass < 1e-300 {
                break;
            }
        }
        events
    }

    fn reject(&self, random: &mut impl RngCore) -> u64 {
        let Plan::Reject {
            b,
            a,
            c,
            v_r,
            alpha,
            p,
        } = self.plan
        else {
            return 0;
        };
        let n = self.n as f64;
        // Six of seven draws never need the heights of the distribution.
        let mut heights: Option<(f64, f64, f64)> = None;
        loop {
            let u = uniform(random) - 0.5;
            let v = uniform(random);
            let us = 0.5 - u.abs();
            let place = (2.0 * a / us + b) * u + c;
            if place < 0.0 || place >= n + 1.0 {
                continue;
            }
            let k = place as u64 as f64;
            if us >= 0.07 && v <= v_r {
                return k as u64;
            }
            let (mode, height, log_odds) = *heights.get_or_insert_with(|| {
                let mode = libm::floor((n + 1.0) * p);
                let height = log_factorial(mode) + log_factorial(n - mode);
                (mode, height, libm::log(p / (1.0 - p)))
            });
            let bound = libm::log(v * alpha / (a / (us * us) + b));
            let density = height - log_factorial(k) - log_factorial(n - k) + (k - mode) * log_odds;
            if bound <= density {
                return k as u64;
            }
        }
    }
}

/// `ln k!` for a whole `k` ≥ 0.
pub(crate) fn log_factorial(k: f64) -> f64 {
    const TABLE: [f64; 10] = [
        0.0,
        0.0,
        std::f64::consts::LN_2,
        1.791_759_469_228_055,
        3.178_053_830_347_946,
        4.787_491_742_782_046,
        6.579_251_212_010_101,
        8.525_161_361_065_415,
        10.604_602_902_745_25,
        12.801_827_480_081_469,
    ];
    if k < 10.0 {
        return TABLE.get(k as usize).copied().unwrap_or(0.0);
    }
    let (x, square) = (k + 1.0, (k + 1.0) * (k + 1.0));
    let correction =
        (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / 1680.0 / square) / square) / square) / x;
    (x - 0.5) * libm::log(x) - x + 0.918_938_533_204_672_8 + correction
}
