//! Binomial draws that are the same on every platform.

use rand_pcg::rand_core::RngCore;
use std::sync::LazyLock;

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
        /// What the heights of the distribution take, where it was worked out for many draws.
        log_odds: Option<f64>,
        heights: Option<Heights>,
    },
}

/// Where a distribution is highest, and how high.
#[derive(Debug, Clone, Copy)]
struct Heights {
    mode: f64,
    height: f64,
    log_odds: f64,
}

impl Heights {
    fn of(n: f64, p: f64, log_odds: Option<f64>) -> Self {
        let mode = libm::floor((n + 1.0) * p);
        Self {
            mode,
            height: log_factorial(mode) + log_factorial(n - mode),
            log_odds: log_odds.unwrap_or_else(|| libm::log(p / (1.0 - p))),
        }
    }
}

/// A probability, with what binomials of any size at it have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    mirrored: bool,
    p: f64,
    log_none: f64,
    log_odds: f64,
}

impl Share {
    pub(crate) fn new(p: f64) -> Self {
        let (mirrored, p) = folded(p);
        Self {
            mirrored,
            p,
            log_none: libm::log1p(-p),
            log_odds: libm::log(p / (1.0 - p)),
        }
    }

    /// The distribution among `n`, for a single draw; the same as [`BinomialSampler::new`] gives.
    pub(crate) fn among(&self, n: u64) -> BinomialSampler {
        let plan = Plan::of(n, self.p, || self.log_none, Some(self.log_odds));
        BinomialSampler {
            n,
            mirrored: self.mirrored,
            plan,
        }
    }
}

/// Whether non-events are drawn, and the probability of what is.
fn folded(p: f64) -> (bool, f64) {
    if p > 0.5 { (true, 1.0 - p) } else { (false, p) }
}

impl Plan {
    fn of(n: u64, p: f64, log_none: impl FnOnce() -> f64, log_odds: Option<f64>) -> Self {
        if n == 0 || p.is_nan() || p <= 0.0 {
            Self::Never
        } else if (n as f64) * p < 10.0 {
            Self::Invert {
                none: libm::exp(n as f64 * log_none()),
                odds: p / (1.0 - p),
            }
        } else {
            Self::rejection(n as f64, p, log_odds)
        }
    }

    fn rejection(n: f64, p: f64, log_odds: Option<f64>) -> Self {
        let q = 1.0 - p;
        let deviation = (n * p * q).sqrt();
        let b = 1.15 + 2.53 * deviation;
        Self::Reject {
            b,
            a: -0.0873 + 0.0248 * b + 0.01 * p,
            c: n * p + 0.5,
            v_r: 0.92 - 4.2 / b,
            alpha: (2.83 + 5.1 / b) * deviation,
            p,
            log_odds,
            heights: None,
        }
    }
}

impl BinomialSampler {
    pub(crate) fn new(n: u64, p: f64) -> Self {
        let (mirrored, p) = folded(p);
        let plan = Plan::of(n, p, || libm::log1p(-p), None);
        Self { n, mirrored, plan }
    }

    /// Prepared for many draws, which are the same.
    pub(crate) fn prepared(mut self) -> Self {
        let size = self.n as f64;
        if let Plan::Reject {
            p,
            log_odds,
            heights,
            ..
        } = &mut self.plan
        {
            *heights = Some(Heights::of(size, *p, *log_odds));
        }
        self
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
            log_odds,
            mut heights,
        } = self.plan
        else {
            return 0;
        };
        let n = self.n as f64;
        // Six of seven draws never need the heights of the distribution.
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
            let Heights {
                mode,
                height,
                log_odds,
            } = *heights.get_or_insert_with(|| Heights::of(n, p, log_odds));
            let bound = libm::log(v * alpha / (a / (us * us) + b));
            let density = height - log_factorial(k) - log_factorial(n - k) + (k - mode) * log_odds;
            if bound <= density {
                return k as u64;
            }
        }
    }
}

/// Logarithms of factorials that are kept.
const KEPT: usize = 4096;

static LOG_FACTORIALS: LazyLock<Vec<f64>> =
    LazyLock::new(|| (0..KEPT).map(|k| fresh_log_factorial(k as f64)).collect());

/// `ln k!` for a whole `k` ≥ 0.
pub(crate) fn log_factorial(k: f64) -> f64 {
    match LOG_FACTORIALS.get(k as usize) {
        Some(known) => *known,
        None => fresh_log_factorial(k),
    }
}

fn fresh_log_factorial(k: f64) -> f64 {
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
