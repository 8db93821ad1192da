use super::Table;
use crate::error::{Error, Result, require};

/// Depths below the limit that are bet on: log ratios to the rate at which the limit is reached.
const DEPTHS: [f64; Breach::DEPTHS] = [0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.1, 1.8];
/// What a look before the last one still says about today's base rate.
const MEMORY: f64 = 0.5;
/// A base rate so low that events are as good as Poisson, for a ratio of which nothing is known yet.
const RARE: f64 = 1e-6;

/// What a check compares two rates by, and where it ends: rates within `least ≤ number ≤ most`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Contrast {
    /// The ratio of the group's rate to that of its reference; limits of at least 0, infinite where there is none.
    Ratio {
        /// The lowest within the limit; 0 where there is none.
        least: f64,
        /// The highest within the limit.
        most: f64,
    },
    /// The group's rate minus that of its reference; limits between −1 and 1, infinite where there is none.
    Difference {
        /// The lowest within the limit.
        least: f64,
        /// The highest within the limit.
        most: f64,
    },
}

/// Within the limit: the lower rate is at least `ratio` times the higher one, minus `gap`.
#[derive(Debug, Clone, Copy)]
struct Side {
    gap: f64,
    ratio: f64,
}

impl Contrast {
    /// The side on which the group is low, and the one on which it is high; none where nothing bounds it.
    fn sides(self) -> [Option<Side>; 2] {
        match self {
            Self::Ratio { least, most } => [
                (least > 0.0).then_some(Side {
                    gap: 0.0,
                    ratio: least,
                }),
                most.is_finite().then_some(Side {
                    gap: 0.0,
                    ratio: most.recip(),
                }),
            ],
            Self::Difference { least, most } => [least, -most].map(|bound| {
                bound.is_finite().then_some(Side {
                    gap: -bound,
                    ratio: 1.0,
                })
            }),
        }
    }

    /// # Errors
    /// When a limit can be met by nobody.
    fn check(self) -> Result<()> {
        let (least, most) = match self {
            Self::Ratio { least, most } => {
                require(least >= 0.0, "least", least, "at least 0")?;
                (least, most)
            }
            Self::Difference { least, most } => (least, most),
        };
        require(least < f64::INFINITY, "least", least, "finite, or none")?;
        require(most >= least, "most", most, "at least the least")?;
        if let Self::Ratio { .. } = self {
            require(most > 0.0, "most", most, "above 0")?;
        }
        Ok(())
    }
}

/// The evidence of a series so far that a ratio or a difference lies beyond its limit.
///
/// It holds whatever the base rates are and however they and the mix of groups move from look to look, exactly, also for
/// small counts: at each look a person's decision is held against the pair of rates within the limit that is nearest, in
/// relative entropy, to the pair that is bet on. Ten depths beyond the limit are bet on at once. The base rate that the bet
/// is made at comes from earlier looks; a wrong one costs evidence, never validity.
///
/// # Source
/// Turner, Ly and Grünwald (2024), Generic E-variables for exact sequential k-sample tests that allow for optional
/// stopping, section 3 (the nearest pair of a convex null); Grünwald, de Heide and Koolen (2024), Safe testing, theorem 1;
/// Ville (1939) for the bound over all looks. Two sides share one stake.
///
/// # Example: a ratio of 0.7 where 0.8 is the limit
///
/// ```
/// use evenhand_inference::sequential::{Breach, Contrast, Table};
/// let limit = Contrast::Ratio { least: 0.8, most: f64::INFINITY };
/// let (mut beyond, mut at) = (Breach::new(), Breach::new());
/// for _month in 0..12 {
///     beyond.add(limit, &[Table::new((70, 1000), (100, 1000))?])?;
///     at.add(limit, &[Table::new((80, 1000), (100, 1000))?])?;
/// }
/// assert!(beyond.e_value() > 10.0 && at.e_value() < 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Breach {
    /// Logarithm of the stake of each depth, for the group low and the group high; empty before the side had a limit.
    logs: [Vec<f64>; 2],
    /// Events and rows of the group and of its reference at earlier looks, the older the less.
    past: [f64; 4],
}

impl Breach {
    /// How many depths are bet on.
    pub const DEPTHS: usize = 10;

    /// Before the first look: the evidence is 1.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from a state that was kept; an empty one is that before the first look.
    ///
    /// # Errors
    /// When it is none of [`Breach::state`].
    pub fn from_state(state: &[f64]) -> Result<Self> {
        let Some((sides, rest)) = state.split_first() else {
            return Ok(Self::new());
        };
        for value in state {
            require(value.is_finite(), "state", *value, "finite")?;
        }
        // Bit 1: the low side has stakes; bit 2: the high one.
        let funded: [bool; 2] = match *sides as u8 {
            0 => [false, false],
            1 => [true, false],
            2 => [false, true],
            _ => [true, true],
        };
        let wanted = 4 + Self::DEPTHS * funded.into_iter().filter(|f| *f).count();
        if rest.len() != wanted {
            return Err(Error::LengthMismatch {
                left: "state",
                left_len: rest.len(),
                right: "stakes and past",
                right_len: wanted,
            });
        }
        let (past, mut logs) = rest.split_at(4);
        let mut all = Self::new();
        all.past.copy_from_slice(past);
        for value in all.past {
            require(value >= 0.0, "state", value, "at least 0")?;
        }
        for (side, funded) in all.logs.iter_mut().zip(funded) {
            if funded {
                let (own, others) = logs.split_at(Self::DEPTHS);
                *side = own.to_vec();
                logs = others;
            }
        }
        Ok(all)
    }

    /// What is to be kept.
    pub fn state(&self) -> Vec<f64> {
        let bits = [1.0, 2.0];
        let funded = self.logs.iter().zip(bits);
        let sides: f64 = funded
            .map(|(side, bit)| if side.is_empty() { 0.0 } else { bit })
            .sum();
        let past = self.past.iter().copied();
        std::iter::once(sides)
            .chain(past)
            .chain(self.logs.iter().flatten().copied())
            .collect()
    }

    /// Adds a look under the limit that was in force: one table for each stratum.
    ///
    /// # Errors
    /// When the limit can be met by nobody.
    pub fn add(&mut self, limit: Contrast, look: &[Table]) -> Result<()> {
        limit.check()?;
        let sides = limit.sides();
        self.fund(sides.map(|side| side.is_some()));
        for (place, side) in sides.into_iter().enumerate() {
            let Some(side) = side else { continue };
            let higher = self.base(place, side);
            for (log, depth) in self.logs[place].iter_mut().zip(DEPTHS) {
                let Some(bet) = Bet::new(side, higher, depth) else {
                    continue;
                };
                for table in look {
                    let pairs = [table.group(), table.reference()];
                    let [low, high] = if place == 0 {
                        pairs
                    } else {
                        [pairs[1], pairs[0]]
                    };
                    *log += bet.log_e_value(low, high);
                }
            }
        }
        for value in &mut self.past {
            *value *= MEMORY;
        }
        for table in look {
            let ((x1, n1), (x2, n2)) = (table.group(), table.reference());
            for (value, seen) in self.past.iter_mut().zip([x1, n1, x2, n2]) {
                *value += seen;
            }
        }
        Ok(())
    }

    /// Logarithm of the evidence.
    pub fn log_e_value(&self) -> f64 {
        let most = self
            .logs
            .iter()
            .flatten()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        if most == f64::NEG_INFINITY {
            return 0.0;
        }
        let sum: f64 = self
            .logs
            .iter()
            .flatten()
            .map(|log| libm::exp(log - most))
            .sum();
        most + libm::log(sum)
    }

    /// The evidence: at most 1 on average while the number lies within the limit. Infinite beyond about 10³⁰⁸.
    pub fn e_value(&self) -> f64 {
        libm::exp(self.log_e_value())
    }

    /// Gives a side its stakes before its first look: at the start an equal share, later half of what there is by then.
    fn fund(&mut self, wanted: [bool; 2]) {
        let depths = libm::log(Self::DEPTHS as f64);
        if self.logs.iter().all(Vec::is_empty) {
            let sides = wanted.into_iter().filter(|wanted| *wanted).count();
            let stake = -libm::log(sides.max(1) as f64) - depths;
            for (side, wanted) in self.logs.iter_mut().zip(wanted) {
                if wanted {
                    *side = vec![stake; Self::DEPTHS];
                }
            }
            return;
        }
        for (place, wanted) in wanted.into_iter().enumerate() {
            if wanted && self.logs[place].is_empty() {
                let half = self.log_e_value() - libm::log(2.0);
                for log in &mut self.logs[1 - place] {
                    *log -= libm::log(2.0);
                }
                self.logs[place] = vec![half - depths; Self::DEPTHS];
            }
        }
    }

    /// The rate of the higher one that is bet on, from earlier looks.
    fn base(&self, place: usize, side: Side) -> f64 {
        let [x1, n1, x2, n2] = self.past;
        let (events, rows) = if place == 0 { (x2, n2) } else { (x1, n1) };
        if rows > 0.0 {
            return (events + 0.5) / (rows + 1.0);
        }
        // Nothing is known: for a ratio as if events were rare, for a difference as if they were as uncertain as can be.
        if side.gap > 0.0 { 0.5 } else { RARE }
    }
}

/// A pair of rates beyond the limit.
struct Bet {
    high: f64,
    low: f64,
    side: Side,
}

impl Bet {
    /// The pair at a depth below the limit; none where not even a rate of 0 lies beyond it.
    fn new(side: Side, high: f64, depth: f64) -> Option<Self> {
        let high = high.clamp(RARE, 0.999);
        let limit = side.ratio * high - side.gap;
        let low = (limit * libm::exp(-depth)).min(0.999);
        (low > 0.0).then_some(Self { high, low, side })
    }

    /// Logarithm of how much better the pair explains a table than the nearest one within the limit does.
    fn log_e_value(&self, low: (f64, f64), high: (f64, f64)) -> f64 {
        let nearest = self.nearest(low.1, high.1);
        let part = |(events, rows): (f64, f64), bet: f64, null: f64| {
            events * (libm::log(bet) - libm::log(null))
                + (rows - events) * (libm::log1p(-bet) - libm::log1p(-null))
        };
        part(low, self.low, nearest.0) + part(high, self.high, nearest.1)
    }

    /// The pair on the limit that is nearest in relative entropy, for so many rows of each.
    fn nearest(&self, rows_low: f64, rows_high: f64) -> (f64, f64) {
        let Side { gap, ratio } = self.side;
        let pull = |at: f64, bet: f64| (at - bet) / (at * (1.0 - at));
        let mut inside = (self.low + gap) / ratio;
        let mut outside = self.high.min((1.0 - 1e-9 + gap) / ratio);
        for _ in 0..60 {
            let middle = 0.5 * (inside + outside);
            let low = ratio * middle - gap;
            let force =
                ratio * rows_low * pull(low, self.low) + rows_high * pull(middle, self.high);
            if force < 0.0 {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        let high = 0.5 * (inside + outside);
        (ratio * high - gap, high)
    }
}
