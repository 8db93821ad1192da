use super::{Sentence, Wording};
use crate::words::{Name, upper_first};
use evenhand_core::{AttributeKind, MISSING, Severity, Verdict};

impl Wording<'_> {
    /// The whole result in one line.
    pub(crate) fn result(&self) -> String {
        let confirmed = self.card.count(Verdict::ConfirmedGap);
        let possible = self.card.count(Verdict::PossibleGap);
        let within = self.card.count(Verdict::WithinLimit);
        let waived = self.card.count(Verdict::Waived);
        let words = self.words;
        // A waived gap is a confirmed one that somebody decided to live with: never less than that.
        let of = |verdict, count| words.verdicts(verdict, count);
        if self.card.findings.is_empty() {
            words.result_nothing().to_text()
        } else if confirmed > 0 {
            upper_first(&words.verdicts(Verdict::ConfirmedGap, confirmed))
        } else if waived > 0 {
            let waived = of(Verdict::Waived, waived);
            let text = if possible > 0 {
                format!("{waived}, {}", of(Verdict::PossibleGap, possible))
            } else if within > 0 {
                words.result_waived(waived).to_text()
            } else {
                waived
            };
            upper_first(&text)
        } else if possible > 0 {
            words
                .result_possible(words.verdicts(Verdict::PossibleGap, possible))
                .to_text()
        } else if within > 0 {
            words.result_within().to_text()
        } else {
            words.result_undecided().to_text()
        }
    }

    /// People looked at, selected, and how many are known.
    pub(crate) fn people(&self) -> Vec<String> {
        let words = self.words;
        let noun = |n| self.nouns(self.rows_noun(), n);
        let Some(first) = self.card.models.first() else {
            let n = self.card.intake.rows_used;
            let looked_at = words.looked_at(n, noun(n));
            return vec![looked_at.to_text()];
        };
        let looked_at = match self.persons() {
            Some(persons) => words.looked_at_of(first.n, noun(first.n), persons),
            None => words.looked_at(first.n, noun(first.n)),
        };
        if first.hidden {
            return Vec::new();
        }
        let mut lines = vec![looked_at.to_text()];
        for model in &self.card.models {
            let by = if model.name.is_empty() {
                Sentence::new()
            } else {
                words.by_model(&*model.name)
            };
            let share = if model.n > 0 {
                format!(
                    " ({})",
                    words.percent(model.selected as f64 / model.n as f64)
                )
            } else {
                String::new()
            };
            let chosen = words.chosen(by, model.selected, self.polarity(), share);
            lines.push(chosen.to_text());
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
                (self.words.shown(&attribute.name), share)
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
        let (words, system) = (self.words, &self.card.system);
        if self.card.checks.is_empty() {
            return vec![words.limits_none().to_text()];
        }
        if system.adopted_by.is_empty() {
            let defaults = self
                .card
                .checks
                .iter()
                .any(|check| check.origin.contains("default"));
            let line = if defaults {
                words.limits_default()
            } else {
                words.limits_in_spec()
            };
            return vec![line.to_text()];
        }
        let adopted = if system.adopted_on.is_empty() {
            words.limits_adopted(&system.adopted_by)
        } else {
            words.limits_adopted_on(&system.adopted_by, &system.adopted_on)
        };
        let mut lines = vec![adopted.to_text()];
        if !system.adopted_reason.is_empty() {
            lines.push(words.limits_reason(&system.adopted_reason).to_text());
        }
        lines
    }

    /// How many comparisons were made, and what that does to chance.
    pub(crate) fn comparisons(&self) -> Vec<String> {
        let (words, comparisons) = (self.words, &self.card.comparisons);
        if comparisons.planned == 0 && comparisons.made == 0 {
            return Vec::new();
        }
        let made = if comparisons.planned == comparisons.made {
            words.compared_as_planned(comparisons.made)
        } else {
            words.compared_otherwise(comparisons.made, comparisons.planned)
        };
        let hundred = words
            .numbers()
            .fixed((1.0 - self.card.settings.level.get()) * 100.0, 0);
        let correction = comparisons.correction.to_lowercase();
        let chance = if correction.is_empty() || correction == "none" {
            words.chance_unadjusted()
        } else if correction.contains("bh")
            || correction.contains("discovery")
            || correction.contains("benjamini")
        {
            words.chance_discovery(hundred)
        } else {
            words.chance_any(hundred)
        };
        vec![made.to_text(), chance.to_text()]
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
            let shown = Name(self.words.shown(&attribute.name));
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
        let percent = self.words.percent(widest);
        let gap = self.words.in_hundred(percent.trim_end_matches("\u{a0}%"));
        Some(self.words.unseen_gap(gap).to_text())
    }
}
