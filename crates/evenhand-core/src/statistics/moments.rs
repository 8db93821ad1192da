use super::FIXED_POINT_BITS;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A number of a row whose sums are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// |outcome − score|, of rows that have both.
    AbsoluteError,
    /// |outcome − score| · |outcome|, of rows that have both.
    AbsoluteErrorTimesOutcome,
    /// |outcome|, of rows that have a score as well.
    AbsoluteOutcome,
    /// |outcome − score| / |outcome|, of rows that have both and whose outcome is not zero.
    AbsolutePercentageError,
    /// Clicks, of everyone who could have been reached; 0 where no number is given.
    Clicks,
    /// Clicks times cost, of everyone who could have been reached and whose cost is known.
    ClicksTimesCost,
    /// Clicks times impressions, of everyone who could have been reached; 0 where either is not given.
    ClicksTimesImpressions,
    /// Clicks, of everyone who could have been reached and whose cost is known; 0 where no number is given.
    ClicksWithCost,
    /// What reaching the person cost, of everyone who could have been reached and whose cost is known.
    Cost,
    /// That cost where there was at least one impression, 0 of the others whose cost is known.
    CostIfReached,
    /// 1 − value / list price, of selected rows whose list price is positive.
    Discount,
    /// Impressions, of everyone who could have been reached; 0 where no number is given.
    Impressions,
    /// Impressions, of those of them who had at least one.
    ImpressionsIfReached,
    /// The logarithm of the value, where it is positive.
    LogValue,
    /// The value of selected rows that have one, 0 of all rows that were not selected, with or without a value.
    OfferedValue,
    /// The outcome, where it is a number.
    Outcome,
    /// The outcome of those who were not treated.
    OutcomeControl,
    /// Outcome times score, of rows that have both.
    OutcomeTimesScore,
    /// The outcome of those who were treated.
    OutcomeTreated,
    /// The outcome of rows that have a score as well.
    OutcomeWithScore,
    /// Outcome − cost of those who were not treated; nothing was paid where no cost is given.
    ProfitControl,
    /// Outcome − cost of those who were treated and whose cost is known.
    ProfitTreated,
    /// 1 where there was at least one impression, 0 where there was none, of everyone who could have been reached and whose cost is known.
    ReachedWithCost,
    /// Outcome − score, of rows that have both.
    Residual,
    /// The score of rows whose outcome is a number.
    ScoreWithOutcome,
    /// (outcome − score)², of rows that have both.
    SquaredError,
    /// The value: a price, or what an offer is worth.
    Value,
    /// The value of selected rows.
    ValueIfOffered,
}

impl Quantity {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 28] = [
        Self::AbsoluteError,
        Self::AbsoluteErrorTimesOutcome,
        Self::AbsoluteOutcome,
        Self::AbsolutePercentageError,
        Self::Clicks,
        Self::ClicksTimesCost,
        Self::ClicksTimesImpressions,
        Self::ClicksWithCost,
        Self::Cost,
        Self::CostIfReached,
        Self::Discount,
        Self::Impressions,
        Self::ImpressionsIfReached,
        Self::LogValue,
        Self::OfferedValue,
        Self::Outcome,
        Self::OutcomeControl,
        Self::OutcomeTimesScore,
        Self::OutcomeTreated,
        Self::OutcomeWithScore,
        Self::ProfitControl,
        Self::ProfitTreated,
        Self::ReachedWithCost,
        Self::Residual,
        Self::ScoreWithOutcome,
        Self::SquaredError,
        Self::Value,
        Self::ValueIfOffered,
    ];
}

/// Sums over rows of a number x with weight w, in units of 2⁻⁴⁰.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Rows.
    pub n: u64,
    /// Σw.
    pub w: i128,
    /// Σw².
    pub w2: i128,
    /// Σwx.
    pub wx: i128,
    /// Σwx².
    pub wx2: i128,
    /// Σw²x.
    pub w2x: i128,
    /// Σw²x².
    pub w2x2: i128,
}

/// Largest number whose square still leaves room for a billion rows.
const LARGEST: f64 = 1e13;

impl Sums {
    /// One row of weight one.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when the number is too large for sums of squares.
    pub fn of(x: f64) -> Result<Self> {
        if x.is_nan() || x.abs() > LARGEST {
            return Err(Error::WeightOverflow {
                column: String::new(),
            });
        }
        let one = 1_i128 << FIXED_POINT_BITS;
        let (wx, wx2) = (
            Wide(x, 0.0).to_fixed(),
            (Wide(x, 0.0) * Wide(x, 0.0)).to_fixed(),
        );
        Ok(Self {
            n: 1,
            w: one,
            w2: one,
            wx,
            wx2,
            w2x: wx,
            w2x2: wx2,
        })
    }

    /// One row.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when the number is too large for sums of squares.
    pub fn row(x: f64, weight: f64) -> Result<Self> {
        if !(x.abs() <= LARGEST && weight.abs() <= LARGEST) {
            return Err(Error::WeightOverflow {
                column: String::new(),
            });
        }
        // Products to their last digit: a square that was rounded to 53 bits would show in the variance of large numbers.
        let (w, x) = (Wide(weight, 0.0), Wide(x, 0.0));
        let (w2, wx) = (w * w, w * x);
        Ok(Self {
            n: 1,
            w: w.to_fixed(),
            w2: w2.to_fixed(),
            wx: wx.to_fixed(),
            wx2: (wx * x).to_fixed(),
            w2x: (w2 * x).to_fixed(),
            w2x2: (w2 * x * x).to_fixed(),
        })
    }

    /// Adds the sums of other rows.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        let overflow = || Error::WeightOverflow {
            column: String::new(),
        };
        self.n = self.n.checked_add(other.n).ok_or_else(overflow)?;
        for (mine, theirs) in [
            (&mut self.w, other.w),
            (&mut self.w2, other.w2),
            (&mut self.wx, other.wx),
            (&mut self.wx2, other.wx2),
            (&mut self.w2x, other.w2x),
            (&mut self.w2x2, other.w2x2),
        ] {
            *mine = mine.checked_add(theirs).ok_or_else(overflow)?;
        }
        Ok(())
    }

    /// Takes away the sums of rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            n: self.n.saturating_sub(part.n),
            w: self.w - part.w,
            w2: self.w2 - part.w2,
            wx: self.wx - part.wx,
            wx2: self.wx2 - part.wx2,
            w2x: self.w2x - part.w2x,
            w2x2: self.w2x2 - part.w2x2,
        }
    }

    /// Σwx / Σw; `None` without weight.
    pub fn mean(&self) -> Option<f64> {
        (self.w > 0).then(|| (Wide::from(self.wx) / Wide::from(self.w)).to_f64())
    }

    /// Σw(x − mean)², free of cancellation.
    pub fn squares(&self) -> f64 {
        if self.w <= 0 {
            return 0.0;
        }
        let square = Wide::from(self.wx) * Wide::from(self.wx) / Wide::from(self.w);
        unfixed((Wide::from(self.wx2) - square).to_f64()).max(0.0)
    }

    /// Σw²(x − mean)², free of cancellation.
    pub fn weighted_squares(&self) -> f64 {
        if self.w <= 0 {
            return 0.0;
        }
        let mean = Wide::from(self.wx) / Wide::from(self.w);
        let linear = mean * Wide::from(self.w2x);
        let square = mean * mean * Wide::from(self.w2);
        unfixed((Wide::from(self.w2x2) - linear - linear + square).to_f64()).max(0.0)
    }

    /// Σw(x − mean)(y − mean) of two numbers of the same rows, from their sums and those of their product.
    pub fn products(x: &Self, y: &Self, product: &Self) -> f64 {
        if product.w <= 0 {
            return 0.0;
        }
        let means = Wide::from(x.wx) * Wide::from(y.wx) / Wide::from(product.w);
        unfixed((Wide::from(product.wx) - means).to_f64())
    }

    /// Σw²(x − R·y)² with R = Σwx / Σwy, of two numbers of the same rows, from their sums and those of their product.
    pub fn ratio_squares(x: &Self, y: &Self, product: &Self) -> f64 {
        if y.wx == 0 {
            return 0.0;
        }
        let ratio = Wide::from(x.wx) / Wide::from(y.wx);
        let mixed = ratio * Wide::from(product.w2x);
        let square = ratio * ratio * Wide::from(y.w2x2);
        unfixed((Wide::from(x.w2x2) - mixed - mixed + square).to_f64()).max(0.0)
    }

    /// Σw.
    pub fn weight(&self) -> f64 {
        unfixed(self.w as f64)
    }

    /// Σw².
    pub fn weight_squared(&self) -> f64 {
        unfixed(self.w2 as f64)
    }

    /// Σw²x².
    pub fn weighted_sum_of_squares(&self) -> f64 {
        unfixed(self.w2x2 as f64)
    }

    /// Σwx.
    pub fn sum(&self) -> f64 {
        unfixed(self.wx as f64)
    }
}

/// The sums of each number that the plan asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moments {
    sums: BTreeMap<Quantity, Sums>,
}

impl Moments {
    /// Whether nothing was summed.
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// The sums of a number; those of no row where it was not collected.
    pub fn get(&self, quantity: Quantity) -> Sums {
        self.sums.get(&quantity).copied().unwrap_or_default()
    }

    /// The sums of a number, to add to.
    pub fn entry(&mut self, quantity: Quantity) -> &mut Sums {
        self.sums.entry(quantity).or_default()
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let left =
            |(quantity, sums): (&Quantity, &Sums)| (*quantity, sums.without(&part.get(*quantity)));
        Self {
            sums: self.sums.iter().map(left).collect(),
        }
    }

    /// Adds the sums of other rows.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for (quantity, sums) in &other.sums {
            self.entry(*quantity).add(sums)?;
        }
        Ok(())
    }
}

fn unfixed(number: f64) -> f64 {
    number / (1_u64 << FIXED_POINT_BITS) as f64
}

/// A number of about 32 digits: the unevaluated sum of two.
///
/// # Source
/// Dekker (1971), A floating-point technique for extending the available precision, Numerische Mathematik 18.
#[derive(Clone, Copy)]
struct Wide(f64, f64);

impl From<i128> for Wide {
    fn from(number: i128) -> Self {
        let high = number as f64;
        Self(high, (number - high as i128) as f64)
    }
}

impl Wide {
    fn to_f64(self) -> f64 {
        self.0 + self.1
    }

    fn to_fixed(self) -> i128 {
        let one = (1_u64 << FIXED_POINT_BITS) as f64;
        let (high, low) = (self.0 * one, self.1 * one);
        // Whole parts are exact; only their fractions are rounded, together.
        let whole = high.floor() as i128 + low.floor() as i128;
        whole + ((high - high.floor()) + (low - low.floor())).round() as i128
    }

    fn sum(a: f64, b: f64) -> Self {
        let s = a + b;
        let part = s - a;
        Self(s, (a - (s - part)) + (b - part))
    }

    fn normal(a: f64, b: f64) -> Self {
        let s = a + b;
        Self(s, b - (s - a))
    }
}

impl std::ops::Mul for Wide {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let high = self.0 * other.0;
        let low = libm::fma(self.0, other.0, -high);
        Self::normal(high, low + (self.0 * other.1 + self.1 * other.0))
    }
}

impl std::ops::Sub for Wide {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let Self(high, low) = Self::sum(self.0, -other.0);
        Self::normal(high, low + (self.1 - other.1))
    }
}

impl std::ops::Add for Wide {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self - Self(-other.0, -other.1)
    }
}

impl std::ops::Div for Wide {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let first = self.0 / other.0;
        let rest = self - other * Self(first, 0.0);
        let second = rest.to_f64() / other.0;
        Self::normal(first, second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variance_of_large_numbers_loses_no_digits() {
        let mut sums = Sums::default();
        for i in 0..1000_u32 {
            sums.add(&Sums::row(1e9 + f64::from(i % 10), 1.0).unwrap())
                .unwrap();
        }
        assert_eq!(sums.mean(), Some(1e9 + 4.5));
        assert!((sums.squares() / 1000.0 - 8.25).abs() < 1e-9);
        assert!((sums.weighted_squares() / 1000.0 - 8.25).abs() < 1e-9);
    }

    #[test]
    fn weights_count_as_often_as_they_say() {
        let (mut weighted, mut repeated) = (Sums::default(), Sums::default());
        for (x, w) in [(1.5, 2_u8), (4.0, 3), (-2.0, 1)] {
            weighted.add(&Sums::row(x, f64::from(w)).unwrap()).unwrap();
            for _ in 0..w {
                repeated.add(&Sums::row(x, 1.0).unwrap()).unwrap();
            }
        }
        assert_eq!(weighted.mean(), repeated.mean());
        assert!((weighted.squares() - repeated.squares()).abs() < 1e-9);
    }

    #[test]
    fn products_of_large_numbers_lose_no_digits() {
        let (mut x, mut y, mut xy) = (Sums::default(), Sums::default(), Sums::default());
        for i in 0..1000_u32 {
            let (a, b) = (1e6 + f64::from(i % 10), 1e5 + 2.0 * f64::from(i % 10));
            x.add(&Sums::row(a, 1.0).unwrap()).unwrap();
            y.add(&Sums::row(b, 1.0).unwrap()).unwrap();
            xy.add(&Sums::row(a * b, 1.0).unwrap()).unwrap();
        }
        assert!((Sums::products(&x, &y, &xy) / 1000.0 - 16.5).abs() < 1e-9);
    }

    #[test]
    fn residuals_of_a_ratio_are_those_of_the_rows() {
        let (mut x, mut y, mut xy) = (Sums::default(), Sums::default(), Sums::default());
        // R = 6/4: residuals 1 − 1.5, 5 − 4.5.
        for (a, b) in [(1.0, 1.0), (5.0, 3.0)] {
            x.add(&Sums::row(a, 2.0).unwrap()).unwrap();
            y.add(&Sums::row(b, 2.0).unwrap()).unwrap();
            xy.add(&Sums::row(a * b, 2.0).unwrap()).unwrap();
        }
        assert!((Sums::ratio_squares(&x, &y, &xy) - 4.0 * 0.5).abs() < 1e-12);
    }

    #[test]
    fn numbers_without_room_for_their_squares_are_an_error() {
        assert!(Sums::row(1e14, 1.0).is_err() && Sums::row(f64::NAN, 1.0).is_err());
    }
}
