//! Comparisons among people who are alike: within strata.

use super::{Sentence, Wording};
use crate::words::Words;
use evenhand_core::{Estimate, Real};

/// The difference of selection rates within strata.
pub(crate) const WITHIN: &str = "mantel_haenszel_difference";
/// The odds ratio within strata.
pub(crate) const WITHIN_ODDS: &str = "mantel_haenszel_odds_ratio";

impl Wording<'_> {
    /// The columns in which people are alike: `job and region`.
    pub(crate) fn alike_in(&self) -> String {
        self.words
            .list(self.card.settings.strata.iter().map(String::as_str))
            .to_text()
    }

    /// Who is compared with each other: `people with the same job`.
    pub(crate) fn alike(&self) -> String {
        self.words.alike(self.alike_in(), self.noun()).to_text()
    }

    /// A difference within strata beside that over all rows.
    pub(crate) fn within(&self, e: &Estimate) -> Option<Sentence> {
        let words = self.words;
        let value = e.value?.get();
        let crude = e.strata?.crude.map(Real::get);
        let per = Per::of(words, &[Some(value), crude]);
        let crude = crude.map_or_else(Sentence::new, |crude| words.within_crude(per.moved(crude)));
        let range = self.sure_within(e, per);
        let group = self.members(&e.group);
        let reference = self.members(e.reference.as_deref().unwrap_or(""));
        let (alike, polarity) = (self.alike(), self.polarity());
        Some(if per.is_even(value) {
            words.within_even(alike, crude, group, polarity, range, reference)
        } else {
            words.within_moved(
                alike,
                per.base(),
                crude,
                direction(value),
                group,
                polarity,
                range,
                reference,
                per.shown(value),
            )
        })
    }

    fn sure_within(&self, e: &Estimate, per: Per) -> Sentence {
        let (Some(lower), Some(upper)) = (e.lower, e.upper) else {
            return Sentence::new();
        };
        self.words
            .moved_sure(self.level(), per.range(lower.get(), upper.get()))
    }

    /// Where the strata tell another story than all rows: both numbers of a group.
    pub(crate) fn turned(&self, e: &Estimate) -> Option<Sentence> {
        let support = e.strata.filter(|support| support.reversal)?;
        let (value, crude) = (e.value?.get(), support.crude?.get());
        let words = self.words;
        let per = Per::of(words, &[Some(value), Some(crude)]);
        let inside = match (e.lower, e.upper) {
            (Some(lower), Some(upper)) => format!(
                "{} ({})",
                per.moved(value),
                per.range(lower.get(), upper.get())
            ),
            _ => per.moved(value),
        };
        let apart = e.lower.is_some_and(|lower| lower.get() > 0.0)
            || e.upper.is_some_and(|upper| upper.get() < 0.0);
        let how = if value * crude < 0.0 && apart {
            "turns"
        } else if value * crude < 0.0 {
            "unseen"
        } else if value.abs() < crude.abs() {
            "smaller"
        } else {
            "wider"
        };
        let group = self.members(&e.group);
        let reference = self.members(e.reference.as_deref().unwrap_or(""));
        let (columns, polarity) = (self.alike_in(), self.polarity());
        Some(if per.is_even(crude) {
            words.turned_even(columns, group, how, inside, polarity, reference)
        } else {
            words.turned_moved(
                per.base(),
                columns,
                direction(crude),
                group,
                how,
                inside,
                polarity,
                reference,
                per.shown(crude),
            )
        })
    }

    /// What a difference between all rows and strata means, and what it does not.
    pub(crate) fn why_turned(&self) -> String {
        self.words.why_turned(self.alike_in()).to_text()
    }

    /// Whether the strata differ in the odds ratio, in words.
    pub(crate) fn agreement(&self, e: &Estimate) -> String {
        let Some(support) = e.strata else {
            return String::new();
        };
        let words = self.words;
        let p_short = |p: Real| words.numbers().p_short(p.get());
        if support.compared < 2 {
            words.strata_one()
        } else {
            match support.homogeneity {
                None => words.strata_untested(),
                Some(p) if self.disagree(e) => words.strata_differ(p_short(p)),
                Some(p) => words.strata_not_shown(p_short(p)),
            }
        }
        .to_text()
    }

    /// Whether the strata differ by more than chance would let them.
    pub(crate) fn disagree(&self, e: &Estimate) -> bool {
        e.strata
            .and_then(|support| support.homogeneity)
            .is_some_and(|p| p.get() < 1.0 - self.card.settings.level.get())
    }
}

/// How far the nearer end of the range lies from zero; nothing where the range holds zero.
pub(crate) fn certain(e: &Estimate) -> f64 {
    match (e.lower, e.upper) {
        (Some(lower), Some(upper)) => lower.get().max(-upper.get()).max(0.0),
        _ => 0.0,
    }
}

/// Of how many people a difference is counted: so many that it does not vanish.
#[derive(Clone, Copy)]
struct Per {
    people: f64,
    words: Words,
}

impl Per {
    fn of(words: Words, values: &[Option<f64>]) -> Self {
        let largest = values
            .iter()
            .flatten()
            .map(|value| value.abs())
            .fold(0.0, f64::max);
        let people = if largest == 0.0 || largest >= 0.005 {
            100.0
        } else if largest >= 0.000_5 {
            1_000.0
        } else {
            10_000.0
        };
        Self { people, words }
    }

    fn base(self) -> String {
        self.words.numbers().count(self.people as u64)
    }

    /// The size of a difference, without its direction.
    fn shown(self, value: f64) -> String {
        self.words.numbers().fixed(value.abs() * self.people, 1)
    }

    /// Whether nothing of the difference would be left in print.
    fn is_even(self, value: f64) -> bool {
        value.abs() * self.people < 0.05
    }

    /// Size and direction: `9.8 fewer`.
    fn moved(self, value: f64) -> String {
        if self.is_even(value) {
            self.words.moved_not()
        } else {
            self.words.moved(direction(value), self.shown(value))
        }
        .to_text()
    }

    /// A range of differences: `8.9 to 10.7 fewer`, `1.1 fewer to 4.7 more`.
    fn range(self, lower: f64, upper: f64) -> String {
        let (low, high) = (self.shown(lower), self.shown(upper));
        if lower >= 0.0 {
            self.words.moved_range("more", low, high)
        } else if upper <= 0.0 {
            self.words.moved_range("fewer", high, low)
        } else {
            self.words.moved_range_across(low, high)
        }
        .to_text()
    }
}

fn direction(value: f64) -> &'static str {
    if value < 0.0 { "fewer" } else { "more" }
}
