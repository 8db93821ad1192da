use crate::distribution::binomial::log_hypergeometric;
use crate::error::{Result, require};

/// What is left out of a sum of probabilities, as a share of it.
const NEGLIGIBLE: f64 = 1e-17;

/// Two groups at one look, in one stratum: who was selected, of how many.
///
/// ```
/// use evenhand_inference::sequential::Table;
/// assert!(Table::new((4, 6), (5, 6)).is_ok());
/// assert!(Table::new((7, 6), (5, 6)).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    x1: u64,
    n1: u64,
    n2: u64,
    /// Events of both groups.
    events: u64,
}

impl Table {
    /// A table of (events, rows) of the group and of its reference.
    ///
    /// # Errors
    /// When events exceed rows, or there are more rows than 2⁵³.
    pub fn new(group: (u64, u64), reference: (u64, u64)) -> Result<Self> {
        for (events, rows) in [group, reference] {
            require(events <= rows, "events", events as f64, "at most the rows")?;
            require(rows <= 1 << 52, "rows", rows as f64, "at most 2^52")?;
        }
        Ok(Self {
            x1: group.0,
            n1: group.1,
            n2: reference.1,
            events: group.0 + reference.0,
        })
    }

    fn least(&self) -> u64 {
        self.events.saturating_sub(self.n2)
    }

    fn most(&self) -> u64 {
        self.n1.min(self.events)
    }

    /// Whether the table can say anything about the odds ratio.
    pub fn informs(&self) -> bool {
        self.least() < self.most()
    }

    /// Events and rows of the group.
    pub(super) fn group(&self) -> (f64, f64) {
        (self.x1 as f64, self.n1 as f64)
    }

    /// Events and rows of its reference.
    pub(super) fn reference(&self) -> (f64, f64) {
        ((self.events - self.x1) as f64, self.n2 as f64)
    }

    /// Events of the group.
    pub(super) fn observed(&self) -> f64 {
        self.x1 as f64
    }

    /// The log likelihood of a log odds ratio, minus that of 0, given the events of both groups together:
    /// `x₁φ − ln Σ h(k)e^{φk} + ln Σ h(k)` with `h(k) = C(n₁, k) C(n₂, T − k)`.
    ///
    /// Exact to about 1e-12: the sum runs outwards from its largest term until the rest is below 1e-17 of it, so its cost
    /// grows with the square root of the rows only.
    ///
    /// # Source
    /// Fisher (1935), The logic of inductive inference: the distribution of a 2×2 table given its margins; Cornfield
    /// (1956) for an odds ratio other than 1. Heights: Loader (2000).
    ///
    /// ```
    /// use evenhand_inference::sequential::Table;
    /// // 1 of 1 against 0 of 1: the odds ratio ψ has the likelihood ψ / (1 + ψ), which is 1/2 at 1.
    /// let table = Table::new((1, 1), (0, 1))?;
    /// assert!((table.log_likelihood(3f64.ln()) - 1.5f64.ln()).abs() < 1e-14);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    pub fn log_likelihood(&self, log_odds_ratio: f64) -> f64 {
        if !self.informs() {
            return 0.0;
        }
        let tilted = self.tilted(log_odds_ratio);
        (self.x1 as f64 - tilted.mode as f64) * log_odds_ratio
            - log_hypergeometric(tilted.mode, self.n1, self.n2, self.events)
            - libm::log(tilted.sum)
    }

    /// Events of the group that a log odds ratio lets expect.
    pub(super) fn expected(&self, log_odds_ratio: f64) -> f64 {
        if !self.informs() {
            return self.x1 as f64;
        }
        let tilted = self.tilted(log_odds_ratio);
        tilted.mode as f64 + tilted.offset / tilted.sum
    }

    /// `h(k + 1) / h(k)`.
    fn up(&self, k: u64) -> f64 {
        let (k, n1, n2, events) = (k as f64, self.n1 as f64, self.n2 as f64, self.events as f64);
        (n1 - k) * (events - k) / ((k + 1.0) * (n2 - events + k + 1.0))
    }

    /// The place of the largest term, from the root of `h(k + 1)ψ = h(k)`.
    fn mode(&self, odds_ratio: f64) -> u64 {
        let (n1, n2, events) = (self.n1 as f64, self.n2 as f64, self.events as f64);
        let a = odds_ratio - 1.0;
        let b = (n1 + events + 2.0) * odds_ratio + n2 - events;
        let c = odds_ratio * (n1 + 1.0) * (events + 1.0);
        let root = 2.0 * c / (b + (b * b - 4.0 * a * c).max(0.0).sqrt());
        let (least, most) = (self.least(), self.most());
        let mut mode = (root.max(0.0) as u64).clamp(least, most);
        // Rounding may miss it by one.
        while mode < most && self.up(mode) * odds_ratio > 1.0 {
            mode += 1;
        }
        while mode > least && self.up(mode - 1) * odds_ratio < 1.0 {
            mode -= 1;
        }
        mode
    }

    fn tilted(&self, log_odds_ratio: f64) -> Tilted {
        let odds_ratio = libm::exp(log_odds_ratio);
        let mode = self.mode(odds_ratio);
        let (mut sum, mut offset) = (1.0, 0.0);
        // Terms fall off faster and faster, so what follows one is at most a geometric series.
        let (mut term, mut place) = (1.0, mode);
        while place < self.most() {
            let ratio = self.up(place) * odds_ratio;
            term *= ratio;
            place += 1;
            sum += term;
            offset += term * (place - mode) as f64;
            if ratio < 1.0 && term * ratio <= NEGLIGIBLE * (1.0 - ratio) {
                break;
            }
        }
        (term, place) = (1.0, mode);
        while place > self.least() {
            place -= 1;
            let ratio = 1.0 / (self.up(place) * odds_ratio);
            term *= ratio;
            sum += term;
            offset -= term * (mode - place) as f64;
            if ratio < 1.0 && term * ratio <= NEGLIGIBLE * (1.0 - ratio) {
                break;
            }
        }
        Tilted { mode, sum, offset }
    }
}

/// The terms `h(k)e^{φk}`, in units of the largest.
struct Tilted {
    mode: u64,
    sum: f64,
    /// Sum of the terms times their distance from the mode.
    offset: f64,
}
