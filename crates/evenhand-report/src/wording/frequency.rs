//! Natural frequencies: so many of every hundred.

use crate::words::Words;
use evenhand_core::Fraction;

/// The number of people a natural frequency is counted in.
#[derive(Clone, Copy)]
pub(super) struct Base {
    people: f64,
    words: Words,
}

impl Base {
    /// So many people that the smallest of the rates does not vanish.
    pub(super) fn of_rates(words: Words, rates: &[f64]) -> Self {
        let smallest = rates
            .iter()
            .copied()
            .filter(|rate| *rate > 0.0)
            .fold(1.0, f64::min);
        let people = if smallest >= 0.015 {
            100.0
        } else if smallest >= 0.001_5 {
            1_000.0
        } else {
            10_000.0
        };
        Self { people, words }
    }

    pub(super) fn shown(self) -> String {
        self.words.numbers().count(self.people as u64)
    }

    /// The rate with a decimal where it would otherwise look as if it stood at the limit.
    pub(super) fn beside(self, rate: f64, limit: Option<Fraction>) -> String {
        let limit = limit.map_or(f64::NAN, |limit| limit.to_f64().abs());
        let (shown, bound) = (rate * self.people, limit * self.people);
        let near = (shown - bound).abs() > 1e-9 && (shown.round() - bound.round()).abs() < 0.5;
        self.words.numbers().fixed(shown, usize::from(near))
    }

    pub(super) fn of(self, rate: f64) -> String {
        if rate.is_infinite() {
            return self.words.no_end().to_text();
        }
        self.words.numbers().fixed(rate * self.people, 0)
    }
}

/// A ratio per hundred, with a decimal where it would otherwise look as if it stood at the limit.
pub(super) fn per_hundred(words: Words, ratio: f64, limit: Option<f64>) -> String {
    if ratio.is_infinite() {
        return words.no_end().to_text();
    }
    let hundred = ratio * 100.0;
    let near = limit.is_some_and(|limit| {
        let limit = limit * 100.0;
        (hundred - limit).abs() > 1e-9 && (hundred.round() - limit.round()).abs() < 0.5
    });
    words.numbers().fixed(
        hundred,
        usize::from(near || (hundred > 0.0 && hundred < 1.0)),
    )
}
