//! Binomial draws that are the same on every platform.

use rand_pcg::rand_core::RngCore;
use std::sync::OnceLock;

/// A uniform number in (0, 1).
pub(crate) fn uniform(random: &mut impl RngCore) -> f64 {
    // 53 bits, which are quicker to convert with a sign than without one.
    ((random.next_u64() >> 11) as i64 as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
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
    Reject(Rejection),
}

/// Algorithm BTRS of Hörmann (1993), by the names of the paper.
#[derive(Debug, Clone, Copy)]
struct Rejection {
    n: f64,
    p: f64,
    deviation: f64,
    b: f64,
    a: f64,
    c: f64,
    v_r: f64,
    log_odds: f64,
    /// Where they were worked out for many draws.
    heights: Option<Heights>,
}

/// Where a distribution is highest, and how high.
#[derive(Debug, Clone, Copy)]
struct Heights {
    mode: f64,
    height: f64,
    log_odds: f64,
}

impl Heights {
    fn of(n: f64, p: f64, log_odds: f64) -> Self {
        let mode = libm::floor((n + 1.0) * p);
        Self {
            mode,
            height: log_factorial(mode) + log_factorial(n - mode),
            log_odds,
        }
    }
}

/// A probability, with what binomials of any size at it have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    mirrored: bool,
    p: f64,
    odds: f64,
    log_none: f64,
    log_odds: f64,
}

impl Share {
    pub(crate) fn new(p: f64) -> Self {
        let (mirrored, p) = folded(p);
        let odds = p / (1.0 - p);
        Self {
            mirrored,
            p,
            odds,
            log_none: libm::log1p(-p),
            log_odds: libm::log(odds),
        }
    }

    /// The distribution among `n`, for a single draw; the same as [`BinomialSampler::new`] gives.
    pub(crate) fn among(&self, n: u64) -> BinomialSampler {
        let size = n as i64 as f64;
        let plan = if n == 0 || self.p.is_nan() || self.p <= 0.0 {
            Plan::Never
        } else if size * self.p < 10.0 {
            Plan::Invert {
                none: libm::exp(size * self.log_none),
                odds: self.odds,
            }
        } else {
            Plan::Reject(Rejection::new(size, self.p, self.log_odds))
        };
        BinomialSampler {
            n,
            mirrored: self.mirrored,
            plan,
        }
    }

    /// One draw of `n`.
    pub(crate) fn draw(&self, n: u64, random: &mut impl RngCore) -> u64 {
        self.among(n).draw(random)
    }
}

/// Whether non-events are drawn, and the probability of what is.
fn folded(p: f64) -> (bool, f64) {
    if p > 0.5 { (true, 1.0 - p) } else { (false, p) }
}

impl Rejection {
    fn new(n: f64, p: f64, log_odds: f64) -> Self {
        let q = 1.0 - p;
        let deviation = (n * p * q).sqrt();
        let b = 1.15 + 2.53 * deviation;
        Self {
            n,
            p,
            deviation,
            b,
            a: -0.0873 + 0.0248 * b + 0.01 * p,
            c: n * p + 0.5,
            v_r: 0.92 - 4.2 / b,
            log_odds,
            heights: None,
        }
    }

    fn draw(&self, random: &mut impl RngCore) -> u64 {
        let mut heights = None;
        loop {
            let u = uniform(random) - 0.5;
            let v = uniform(random);
            let us = 0.5 - u.abs();
            let place = (2.0 * self.a / us + self.b) * u + self.c;
            if place < 0.0 || place >= self.n + 1.0 {
                continue;
            }
            let k = place as i64;
            // Most draws, and of wide distributions six of seven, never need the heights.
            if us >= 0.07 && v <= self.v_r || self.is_below(us, v, k as f64, &mut heights) {
                return k as u64;
            }
        }
    }

    /// Whether the point lies below the distribution at `k`.
    #[inline(never)]
    fn is_below(&self, us: f64, v: f64, k: f64, heights: &mut Option<Heights>) -> bool {
        let fresh = || Heights::of(self.n, self.p, self.log_odds);
        let Heights {
            mode,
            height,
            log_odds,
        } = *heights.get_or_insert_with(|| self.heights.unwrap_or_else(fresh));
        let alpha = (2.83 + 5.1 / self.b) * self.deviation;
        let bound = libm::log(v * alpha / (self.a / (us * us) + self.b));
        let density = height - log_factorial(k) - log_factorial(self.n - k) + (k - mode) * log_odds;
        bound <= density
    }
}

impl BinomialSampler {
    pub(crate) fn new(n: u64, p: f64) -> Self {
        Share::new(p).among(n)
    }

    /// Prepared for many draws, which are the same.
    pub(crate) fn prepared(mut self) -> Self {
        if let Plan::Reject(plan) = &mut self.plan {
            plan.heights = Some(Heights::of(plan.n, plan.p, plan.log_odds));
        }
        self
    }

    /// One draw.
    ///
    /// Inversion below a mean of 10, else algorithm BTRS of Hörmann (1993).
    pub(crate) fn draw(&self, random: &mut impl RngCore) -> u64 {
        let events = match &self.plan {
            Plan::Never => 0,
            Plan::Invert { none, odds } => self.invert(*none, *odds, random),
            Plan::Reject(plan) => plan.draw(random),
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
        let n = self.n as i64;
        let mut events = 0_i64;
        while rest > mass && events < n {
            rest -= mass;
            mass *= (n - events) as f64 / (events + 1) as f64 * odds;
            events += 1;
            if mass < 1e-300 {
                break;
            }
        }
        events as u64
    }
}

/// Logarithms of factorials that are kept together, from the first time that one of them is asked for.
const TOGETHER: usize = 4096;

/// Logarithms of factorials of large groups, too, by parts.
static LOG_FACTORIALS: [OnceLock<Box<[f64]>>; 32] = [const { OnceLock::new() }; 32];

/// `ln k!` for a whole `k` ≥ 0.
pub(crate) fn log_factorial(k: f64) -> f64 {
    let place = k as usize;
    let Some(part) = LOG_FACTORIALS.get(place / TOGETHER) else {
        return fresh_log_factorial(k);
    };
    let first = place - place % TOGETHER;
    let fresh = || {
        let part = first..first + TOGETHER;
        part.map(|k| fresh_log_factorial(k as f64)).collect()
    };
    let known = part.get_or_init(fresh).get(place % TOGETHER).copied();
    known.unwrap_or(f64::NAN)
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
