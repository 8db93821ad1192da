use crate::{Comparator, Fraction, ReferenceRule};

/// With whom groups are compared, and which of them are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Among which groups the reference is chosen.
    pub comparator: Comparator,
    /// Groups of a smaller share of those whose group is known are counted and shown, and compared with nobody.
    pub below_share: Option<Fraction>,
    /// Fewer rows (persons, where a unit is named) than this are too few.
    pub min_n: u64,
    /// The rule that names the reference; that of each attribute where `None`.
    pub reference: Option<ReferenceRule>,
}

impl View {
    /// Whether so many of `everyone` are too small a share to be compared; decided in integers.
    ///
    /// ```
    /// # use evenhand_core::{Comparator, Fraction, View};
    /// let view = View { comparator: Comparator::Remaining, below_share: Fraction::new(2, 100), min_n: 1, reference: None };
    /// assert!(view.leaves_out(19, 1000) && !view.leaves_out(20, 1000));
    /// ```
    pub fn leaves_out(&self, n: u64, everyone: u64) -> bool {
        self.below_share.is_some_and(|share| {
            let (top, bottom) = (
                i128::from(share.numerator()),
                i128::from(share.denominator()),
            );
            i128::from(n) * bottom < i128::from(everyone) * top
        })
    }
}
