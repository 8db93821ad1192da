use crate::{AtCut, Polarity, Real};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What every choice is worth against the group that it leaves furthest behind: each model as it decides, and each threshold
/// of its score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frontier {
    /// The choices: of each model as it decides, then from the lowest threshold to the highest.
    pub choices: Vec<Choice>,
    /// Id of the metric that compares the groups.
    pub gap: Arc<str>,
    /// Groups of which too few people would be chosen to compare them at every threshold; no choice is about them.
    pub groups_left_out: u64,
    /// Confidence level of the intervals.
    pub level: Real,
    /// Fewer rows (persons, where a unit is named) than this are too few to say anything.
    pub min_n: u64,
    /// Whether being selected is good or bad for the person.
    pub polarity: Polarity,
    /// Id of the system.
    pub system: String,
    /// Name and version of the program that made it.
    pub tool: String,
    /// Id of the metric that says what a choice is worth.
    pub worth: Arc<str>,
}

/// A model as it decides, or a threshold of its score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Attribute of the group that fares worst.
    pub attribute: Arc<str>,
    /// Whether another choice has numbers that are both at least as good, and one of them better. Chance is not looked at: where
    /// intervals overlap, two choices may well be the same.
    pub beaten: bool,
    /// The comparison of the group that fares worst with its reference.
    pub gap: AtCut,
    /// The group that fares worst.
    pub group: Arc<str>,
    /// Name of the model; empty without `[[model]]`.
    pub model: Arc<str>,
    /// Share of the rows that it selects, 0 to 1.
    pub selected: Option<Real>,
    /// The lowest score that is selected; absent where the model decides as it does.
    pub threshold: Option<Real>,
    /// What it is worth.
    pub worth: AtCut,
}

impl Choice {
    /// How even it is: a ratio that is larger where the group fares better.
    fn even(&self, polarity: Polarity) -> Option<f64> {
        let ratio = self.gap.value?.get();
        Some(match polarity {
            Polarity::Benefit => ratio,
            Polarity::Burden => 1.0 / ratio,
        })
    }
}

impl Frontier {
    /// Marks the choices that another one beats.
    ///
    /// ```
    /// use evenhand_core::{AtCut, Choice, Frontier, Real};
    /// let choice = |worth: f64, gap: f64| {
    ///     let at = |value| AtCut { value: Real::new(value), ..AtCut::default() };
    ///     Choice { worth: at(worth), gap: at(gap), ..Choice::default() }
    /// };
    /// let mut frontier = Frontier {
    ///     choices: vec![choice(0.5, 0.7), choice(0.4, 0.9), choice(0.4, 0.7)],
    ///     ..Frontier::default()
    /// };
    /// frontier.mark();
    /// let beaten: Vec<bool> = frontier.choices.iter().map(|choice| choice.beaten).collect();
    /// assert_eq!(beaten, [false, false, true]);
    /// ```
    pub fn mark(&mut self) {
        let polarity = self.polarity;
        let numbers: Vec<Option<(f64, f64)>> = (self.choices.iter())
            .map(|choice| Some((choice.worth.value?.get(), choice.even(polarity)?)))
            .collect();
        for (choice, own) in self.choices.iter_mut().zip(&numbers) {
            let Some((worth, even)) = *own else {
                continue;
            };
            choice.beaten = numbers.iter().flatten().any(|(other_worth, other_even)| {
                *other_worth >= worth
                    && *other_even >= even
                    && (*other_worth > worth || *other_even > even)
            });
        }
    }
}
