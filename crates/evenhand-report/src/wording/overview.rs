use super::{Sentence, Wording, counted};
use crate::name;
use crate::number;
use crate::rate_words::participle;
use crate::words::Name;
use evenhand_core::{AttributeKind, MISSING, Severity, Verdict};

impl Wording<'_> {
    /// The whole result in one line.
    pub(crate) fn result(&self) -> String {
        let confirmed = self.card.count(Verdict::ConfirmedGap);
        let possible = self.card.count(Verdict::PossibleGap);
        let within = self.card.count(Verdict::WithinLimit);
        if self.card.findings.is_empty() {
            "Nothing was tested".to_owned()
        } else if confirmed > 0 {
            upper_first(&counted(Verdict::ConfirmedGap, confirmed))
        } else if possible > 0 {
            format!(
                "No confirmed gap, {}",
                counted(Verdict::PossibleGap, possible)
            )
        } else if within > 0 {
            "No gap found with this much data".to_owned()
        } else {
            "No verdict could be given".to_owned()
        }
    }

    /// People looked at, selected, and how many are known.
    pub(crate) fn people(&self) -> Vec<String> {
        let noun = self.noun();
        let mut lines = Vec::new();
        match self.card.models.first() {
            Some(model) if model.hidden => {}
            Some(model) => {
                let of = self
                    .persons()
                    .map_or_else(String::new, |persons| format!(" of {persons}"));
                lines.push(format!("{} {noun}{of} looked at", number::count(model.n)));
                for model in &self.card.models {
                    let by = if model.name.is_empty() {
                        String::new()
                    } else {
                        format!(" by {}", model.name)
                    };
                    let share = if model.n > 0 {
                        format!(
                            " ({})",
                            number::percent(model.selected as f64 / model.n as f64)
                        )
                    } else {
                        String::new()
                    };
                    lines.push(format!(
                        "{} {}{by}{share}",
                        number::count(model.selected),
                        participle(self.polarity())
                    ));
                }
            }
            None => lines.push(format!(
                "{} {noun} looked at",
                number::count(self.card.intake.rows_used)
            )),
        }
        lines
    }

    /// For every attribute, the share of people whose value is known.
    pub(crate) fn known(&self) -> Vec<(String, f64)> {
        self.card
            .attributes
            .iter()
            .filter(|attribute| attribute.attributes.len() == 1)
            .filter(|attribute| !attribute.groups.iter().any(|group| group.hidden))
            .map(|attribute| {
                let all: u64 = attribute.groups.iter().map(|group| group.n).sum();
                let missing: u64 = attribute
                    .groups
                    .iter()
                    .filter(|group| &*group.name == MISSING)
                    .map(|group| group.n)
                    .sum();
                let share = if all == 0 {
                    0.0
                } else {
                    (all - missing) as f64 / all as f64
                };
                (name::shown(&attribute.name), share)
            })
            .collect()
    }

    /// How being selected was read.
    pub(crate) fn polarity_sentence(&self) -> String {
        self.words
            .polarity_read(self.polarity(), self.card.system.polarity_stated)
            .to_text()
    }

    /// Who adopted the limits.
    pub(crate) fn adoption(&self) -> Vec<String> {
        let system = &self.card.system;
        if self.card.checks.is_empty() {
            return vec!["No limit was applied.".to_owned()];
        }
        if system.adopted_by.is_empty() {
            let defaults = self
                .card
                .checks
                .iter()
                .any(|check| check.origin.contains("default"));
            return vec![if defaults {
                "Default limits, adopted by nobody.".to_owned()
            } else {
                "The limits stand in the spec; nobody is named as having adopted them.".to_owned()
            }];
        }
        let mut lines = vec![if system.adopted_on.is_empty() {
            format!("Limits adopted by {}.", system.adopted_by)
        } else {
            format!(
                "Limits adopted by {} on {}.",
                system.adopted_by, system.adopted_on
            )
        }];
        if !system.adopted_reason.is_empty() {
            lines.push(format!("Reason: {}", system.adopted_reason));
        }
        lines
    }

    /// How many comparisons were made, and what that does to chance.
    pub(crate) fn comparisons(&self) -> Vec<String> {
        let comparisons = &self.card.comparisons;
        if comparisons.planned == 0 && comparisons.made == 0 {
            return Vec::new();
        }
        let many = |n: u64| {
            let word = if n == 1 { "comparison" } else { "comparisons" };
            format!("{} {word}", number::count(n))
        };
        let mut lines = vec![if comparisons.planned == comparisons.made {
            format!(
                "We looked at {}, all of them planned.",
                many(comparisons.made)
            )
        } else {
            format!(
                "We planned {} and could make {}.",
                many(comparisons.planned),
                number::count(comparisons.made)
            )
        }];
        let hundred = number::fixed((1.0 - self.card.settings.level.get()) * 100.0, 0);
        let correction = comparisons.correction.to_lowercase();
        if correction.is_empty() || correction == "none" {
            lines.push("The verdicts are not adjusted for their number.".to_owned());
        } else if correction.contains("bh")
            || correction.contains("discovery")
            || correction.contains("benjamini")
        {
            lines.push(format!(
                "We adjusted for that: about {hundred} in 100 confirmed gaps would be expected to be false."
            ));
        } else {
            lines.push(format!(
                "The chance that even one confirmed gap is false is at most {hundred} in 100."
            ));
        }
        lines
    }

    /// What the page does not tell.
    pub(crate) fn silence(&self) -> Vec<Sentence> {
        let words = self.words;
        let mut lines = vec![words.silent_on_causes(), words.silent_on_absent()];
        lines.push(if self.card.settings.has_label {
            words.silent_on_outcomes()
        } else {
            words.silent_on_errors()
        });
        for attribute in &self.card.attributes {
            if attribute.attributes.len() != 1 {
                continue;
            }
            let shown = Name(name::shown(&attribute.name));
            match attribute.kind {
                AttributeKind::Inferred => lines.push(words.silent_on_inferred(shown)),
                AttributeKind::Unstated => lines.push(words.silent_on_origin(shown)),
                AttributeKind::SelfReported | AttributeKind::Registry => {}
            }
        }
        lines
    }

    /// The smallest gap the data could have shown, where nothing was found.
    pub(crate) fn smallest(&self) -> Option<String> {
        let widest = self
            .card
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Info)
            .filter_map(|finding| finding.smallest_detectable)
            .map(evenhand_core::Real::get)
            .fold(None, |widest: Option<f64>, gap| {
                Some(widest.map_or(gap, |widest| widest.max(gap)))
            })?;
        Some(format!(
            "In the smallest group compared, a gap under {} could have gone unseen.",
            number::percent(widest).replace("\u{a0}%", " in 100")
        ))
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
