//! Numbers that need words.

use super::Words;
use crate::number::Numbers;
use evenhand_core::Real;

impl Words {
    /// A share as a percentage; its blank does not break.
    pub(crate) fn percent(self, value: f64) -> String {
        let hundred = value * 100.0;
        if hundred > 0.0 && hundred < 0.05 {
            return self.under(self.numbers().with_percent(0.1, 1)).to_text();
        }
        let decimals = usize::from(
            hundred != 0.0 && (hundred - 100.0).abs() > 1e-9 && !(0.95..99.5).contains(&hundred),
        );
        self.numbers().with_percent(hundred, decimals)
    }

    /// Distinct persons in a sentence: `about 1,610 persons`.
    pub(crate) fn persons(self, n: u64) -> String {
        if Numbers::is_exact(n) {
            self.persons_exactly(n)
        } else {
            self.persons_about(Numbers::rounded(n))
        }
        .to_text()
    }

    /// A p-value and the same adjusted for the number of comparisons.
    pub(crate) fn p_values(self, p: Option<Real>, adjusted: Option<Real>) -> String {
        let alone = |p: Real| self.numbers().p_alone(p);
        match (p.map(alone), adjusted.map(alone)) {
            (None, None) => String::new(),
            (Some(p), Some(adjusted)) if p != adjusted => self.p_adjusted(adjusted, p).to_text(),
            (_, Some(p)) | (Some(p), None) => p,
        }
    }
}
