use crate::{Error, Real, Result};
use serde::{Deserialize, Serialize};

/// Which numbers a histogram tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grid {
    /// All of them.
    #[default]
    Exact,
    /// As many bins of equal width between two numbers, and one bin beyond each end.
    Equal {
        /// Lower end.
        low: Real,
        /// Upper end.
        high: Real,
        /// Number of bins.
        bins: u32,
    },
    /// Bins whose width is a share of the number: numbers that agree in this many binary digits are one.
    Relative {
        /// Binary digits after the first.
        digits: u32,
    },
}

impl Eq for Grid {}

impl Grid {
    /// The number that stands for another one: the middle of its bin.
    ///
    /// ```
    /// # use evenhand_core::{Grid, Real};
    /// let unit = Grid::Equal { low: Real::default(), high: Real::new(1.0).unwrap(), bins: 4 };
    /// assert_eq!((unit.place(0.3), unit.place(1.0), unit.place(7.0)), (0.375, 0.875, 1.125));
    /// assert_eq!(Grid::Relative { digits: 2 }.place(5.9), 5.5);
    /// ```
    pub fn place(&self, number: f64) -> f64 {
        match *self {
            Self::Exact => number,
            Self::Equal { .. } if number.is_finite() => self.middle(self.bin(number)),
            Self::Equal { .. } => number,
            Self::Relative { digits } => {
                let kept = 52 - digits.min(52);
                let mask = u64::MAX << kept;
                let cut = number.to_bits() & mask;
                let middle = f64::from_bits(cut | (1_u64 << kept >> 1));
                if number.abs() < f64::MIN_POSITIVE || !number.is_finite() {
                    number
                } else {
                    middle
                }
            }
        }
    }

    /// Position of the bin of a number, counted from the one below the lower end; 0 for other grids than equal bins.
    pub fn bin(&self, number: f64) -> u32 {
        self.equal().map_or(0, |equal| equal.bin(number))
    }

    /// The bins of equal width, where they are.
    pub fn equal(&self) -> Option<EqualBins> {
        match *self {
            Self::Equal { low, high, bins } => Some(EqualBins {
                bins,
                high: high.get(),
                low: low.get(),
                per_unit: f64::from(bins) / (high.get() - low.get()),
            }),
            Self::Exact | Self::Relative { .. } => None,
        }
    }

    /// The middles of all bins by position; none for other grids than equal bins.
    pub fn middles(&self) -> Vec<f64> {
        match *self {
            Self::Equal { bins, .. } => (0..bins + 2).map(|bin| self.middle(bin)).collect(),
            Self::Exact | Self::Relative { .. } => Vec::new(),
        }
    }

    fn middle(&self, bin: u32) -> f64 {
        match *self {
            Self::Equal { low, high, bins } => {
                let width = (high.get() - low.get()) / f64::from(bins);
                low.get() + (f64::from(bin) - 0.5) * width
            }
            Self::Exact | Self::Relative { .. } => 0.0,
        }
    }

    /// Half the width of a bin at a number: how far it may be from the number that stands for it.
    pub fn half_width(&self, number: f64) -> f64 {
        match *self {
            Self::Exact => 0.0,
            Self::Equal { low, high, bins } => (high.get() - low.get()) / f64::from(bins) / 2.0,
            Self::Relative { digits } => number.abs() / (1_u64 << digits.min(52)) as f64 / 2.0,
        }
    }

    /// Whether every number is kept.
    pub fn is_exact(&self) -> bool {
        *self == Self::Exact
    }
}

/// Bins of equal width, made ready for many numbers.
#[derive(Clone, Copy, Debug)]
pub struct EqualBins {
    bins: u32,
    high: f64,
    low: f64,
    per_unit: f64,
}

impl EqualBins {
    /// Position of the bin of a number; 0 is below the lower end.
    #[inline]
    pub fn bin(&self, number: f64) -> u32 {
        let place = (number - self.low) * self.per_unit;
        // The upper end itself belongs to the last bin.
        let inside = (place as u32).min(self.bins - 1) + 1;
        if number > self.high {
            self.bins + 1
        } else if place < 0.0 {
            0
        } else {
            inside
        }
    }
}

/// The grid that both can be put into; fails where they were cut differently.
pub(super) fn common_grid(mine: Grid, theirs: Grid) -> Result<Grid> {
    match (mine.is_exact(), theirs.is_exact()) {
        (true, _) => Ok(theirs),
        (_, true) => Ok(mine),
        _ if mine == theirs => Ok(mine),
        _ => Err(Error::CannotMerge {
            reason: "their scores or values are in different bins".to_owned(),
        }),
    }
}
