//! Comparisons among people who are alike: within strata.

use super::{Sentence, Wording};
use crate::number;
use crate::rate_words::participle;
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
        format!("{} with the same {}", self.noun(), self.alike_in())
    }

    /// A difference within strata beside that over all rows.
    pub(crate) fn within(&self, e: &Estimate) -> Option<Sentence> {
        let value = e.value?.get();
        let crude = e.strata?.crude.map(Real::get);
        let per = Per::of(&[Some(value), crude]);
        let start = Sentence::plain(format!("Among {}, ", self.alike()));
        let tail = match crude.map(|crude| per.moved(crude)) {
            Some(crude) => format!("; over all rows it is {crude}."),
            None => ".".to_owned(),
        };
        let sentence = self.compared(start, e, value, per);
        Some(sentence.text(self.sure_within(e, per)).text(tail))
    }

    /// How many more or fewer of the group than of the reference: `9.8 in 100 fewer women than men were selected`.
    fn compared(&self, start: Sentence, e: &Estimate, value: f64, per: Per) -> Sentence {
        let (much, than) = if per.is_even(value) {
            ("about as many ".to_owned(), " as ")
        } else {
            let (size, word) = (per.shown(value), direction(value));
            (format!("{size} in {} {word} ", per.base()), " than ")
        };
        start
            .text(much)
            .members(&e.group, self.noun())
            .text(than)
            .members(e.reference.as_deref().unwrap_or(""), self.noun())
            .text(format!(" were {}", participle(self.polarity())))
    }

    fn sure_within(&self, e: &Estimate, per: Per) -> String {
        let (Some(lower), Some(upper)) = (e.lower, e.upper) else {
            return String::new();
        };
        format!(
            " ({} sure: {})",
            self.level(),
            per.range(lower.get(), upper.get())
        )
    }

    /// Where the strata tell another story than all rows: both numbers of a group.
    pub(crate) fn turned(&self, e: &Estimate) -> Option<Sentence> {
        let support = e.strata.filter(|support| support.reversal)?;
        let (value, crude) = (e.value?.get(), support.crude?.get());
        let per = Per::of(&[Some(value), Some(crude)]);
        let inside = match (e.lower, e.upper) {
            (Some(lower), Some(upper)) => format!(
                "{} ({})",
                per.moved(value),
                per.range(lower.get(), upper.get())
            ),
            _ => per.moved(value),
        };
        let columns = self.alike_in();
        let apart = e.lower.is_some_and(|lower| lower.get() > 0.0)
            || e.upper.is_some_and(|upper| upper.get() < 0.0);
        let told = if value * crude < 0.0 && apart {
            format!("Within {columns} the gap turns round (Simpson’s paradox)")
        } else if value * crude < 0.0 {
            format!("Within {columns} the gap is not to be seen (Simpson’s paradox)")
        } else if value.abs() < crude.abs() {
            format!("Within {columns} the gap is smaller")
        } else {
            format!("Within {columns} the gap is wider")
        };
        let start = Sentence::plain(format!("{told}: over all rows "));
        let sentence = self.compared(start, e, crude, per);
        Some(sentence.text(format!(", within {columns} {inside}.")))
    }

    /// What a difference between all rows and strata means, and what it does not.
    pub(crate) fn why_turned(&self) -> String {
        let columns = self.alike_in();
        format!(
            "The two differ because the groups are spread unevenly over {columns}. Whether {columns} is a good reason for that, numbers cannot say."
        )
    }

    /// Whether the strata differ in the odds ratio, in words.
    pub(crate) fn agreement(&self, e: &Estimate) -> String {
        let Some(support) = e.strata else {
            return String::new();
        };
        if support.compared < 2 {
            return "one stratum only".to_owned();
        }
        match support.homogeneity {
            None => "not tested".to_owned(),
            Some(p) if self.disagree(e) => format!("yes (p {})", number::p_short(p.get())),
            Some(p) => format!("not shown (p {})", number::p_short(p.get())),
        }
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
struct Per(f64);

impl Per {
    fn of(values: &[Option<f64>]) -> Self {
        let largest = values
            .iter()
            .flatten()
            .map(|value| value.abs())
            .fold(0.0, f64::max);
        Self(if largest == 0.0 || largest >= 0.005 {
            100.0
        } else if largest >= 0.000_5 {
            1_000.0
        } else {
            10_000.0
        })
    }

    fn base(self) -> String {
        number::count(self.0 as u64)
    }

    /// The size of a difference, without its direction.
    fn shown(self, value: f64) -> String {
        number::fixed(value.abs() * self.0, 1)
    }

    /// Whether nothing of the difference would be left in print.
    fn is_even(self, value: f64) -> bool {
        self.shown(value) == "0.0"
    }

    /// Size and direction: `9.8 fewer`.
    fn moved(self, value: f64) -> String {
        if self.is_even(value) {
            "about as many".to_owned()
        } else {
            format!("{} {}", self.shown(value), direction(value))
        }
    }

    /// A range of differences: `8.9 to 10.7 fewer`, `1.1 fewer to 4.7 more`.
    fn range(self, lower: f64, upper: f64) -> String {
        if lower >= 0.0 {
            format!("{} to {} more", self.shown(lower), self.shown(upper))
        } else if upper <= 0.0 {
            format!("{} to {} fewer", self.shown(upper), self.shown(lower))
        } else {
            format!("{} fewer to {} more", self.shown(lower), self.shown(upper))
        }
    }
}

fn direction(value: f64) -> &'static str {
    if value < 0.0 { "fewer" } else { "more" }
}
