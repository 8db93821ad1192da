//! Numbers that need words.

use super::Words;
use crate::number::Numbers;
use crate::sentence::Sentence;
use evenhand_core::{Limit, Real, Verdict};

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

    /// A limit as the spec writes it.
    pub(crate) fn limit(self, limit: &Limit) -> String {
        let written = |bound: &dyn ToString| self.numbers().with_decimal(bound.to_string());
        let mut parts = Vec::new();
        if let Some(min) = limit.min {
            parts.push(self.limit_at_least(written(&min)));
        }
        if let Some(max) = limit.max {
            parts.push(self.limit_at_most(written(&max)));
        }
        if let Some(max_abs) = limit.max_abs {
            parts.push(self.limit_within(written(&max_abs)));
        }
        if parts.is_empty() {
            parts.push(self.limit_none());
        }
        let parts: Vec<String> = parts.iter().map(Sentence::to_text).collect();
        self.joined(&parts)
    }

    /// The words of a rung of the ladder, beside the number of findings on it.
    pub(crate) fn rung(self, verdict: Verdict, count: usize) -> String {
        let counted = self.verdicts(verdict, count);
        let number = self.numbers().count(count as u64);
        counted
            .strip_prefix(&number)
            .unwrap_or(&counted)
            .trim_start()
            .to_owned()
    }
}
