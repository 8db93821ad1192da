//! What stands behind a finding: chance alone, repeated people, what would decide it. None of it is for the first page.

use super::{Sentence, Wording};
use crate::index::Place;
use evenhand_core::{Estimate, Finding, Real, RowsNeeded, Span, Verdict};

impl Wording<'_> {
    /// Distinct persons behind all rows, where rows repeat them: `about 3,280 persons`.
    pub(crate) fn persons(&self) -> Option<String> {
        self.everyone()?.units.map(|n| self.words.persons(n))
    }

    fn everyone(&self) -> Option<&Estimate> {
        let model = self.card.models.first().map_or("", |model| &*model.name);
        let place = Place {
            model,
            slice: "",
            attribute: "",
        };
        self.index.estimate(place, "", "selection_rate")
    }

    /// What all rows weigh as, where they repeat people.
    pub(crate) fn weight_of_all(&self) -> Option<String> {
        self.weight(self.everyone()?)
    }

    /// What the rows of a group weigh as, where they repeat people or carry weights.
    pub(crate) fn weight(&self, e: &Estimate) -> Option<String> {
        let rows = e.total.map_or(e.n as f64, Real::get);
        let effective = e.effective_n?.get();
        let words = self.words;
        let independent = effective.round() as u64;
        let effect = e.design_effect.map_or_else(Sentence::new, |effect| {
            words.design_effect(words.numbers().fixed(effect.get(), 1))
        });
        let counted = rows.round() as u64;
        let said = match e.units {
            Some(_) if effective > rows => words.weight_alike(effect, independent, counted),
            Some(units) => {
                words.weight_repeated(effect, independent, words.persons(units), counted)
            }
            None => words.weight_carried(effect, independent, e.n),
        };
        Some(said.to_text())
    }

    /// What sizes alone would show if all groups shared one rate, beside what was observed.
    pub(crate) fn chance(&self, e: &Estimate) -> Option<String> {
        let (noise, value) = (e.noise_floor?, e.value?.get());
        let span = self
            .card
            .metric(&e.metric)
            .map_or(Span::Index, |info| info.span);
        let (mean, quantile) = (noise.mean.get(), noise.quantile.get());
        let words = self.words;
        let numbers = words.numbers();
        let in_people = matches!(span, Span::Rate | Span::Difference);
        let shown = |number: f64| {
            if in_people {
                numbers.fixed(number * 100.0, 1)
            } else {
                numbers.of(span, number)
            }
        };
        let beyond = if matches!(span, Span::Ratio | Span::OddsRatio) {
            "below"
        } else {
            "above"
        };
        let few = match e.below_min_n.len() {
            0 => Sentence::new(),
            few => words.too_few_in_groups(few),
        };
        let observed = if in_people {
            words.in_hundred(shown(value)).to_text()
        } else {
            shown(value)
        };
        let said = words.chance_alone(beyond, shown(mean), few, observed, shown(quantile));
        Some(said.to_text())
    }

    /// What would decide a question: more rows, or more persons.
    pub(crate) fn needed(&self, finding: &Finding) -> Option<String> {
        let RowsNeeded { group, more } = finding.rows_needed.as_ref()?;
        let (what, whom) = (self.needed_noun(finding), self.words.shown(group));
        let said = if finding.verdict == Verdict::InsufficientData {
            self.words.needed_more_for_size(whom, *more, what)
        } else {
            self.words.needed_more_for_decision(whom, *more, what)
        };
        Some(said.to_text())
    }

    /// Persons where the group is too small by them, rows otherwise.
    pub(crate) fn needed_noun(&self, finding: &Finding) -> String {
        let more = finding.rows_needed.as_ref().map_or(2, |needed| needed.more);
        self.nouns(self.needed_heads(finding), more)
    }

    pub(super) fn needed_heads(&self, finding: &Finding) -> &str {
        if finding.verdict == Verdict::InsufficientData {
            self.heads_noun()
        } else {
            self.rows_noun()
        }
    }

    /// The smallest gap that these rows could have shown.
    pub(crate) fn findable(&self, finding: &Finding) -> Option<String> {
        let gap = finding.smallest_detectable?.get();
        let number = self.words.numbers().fixed(gap * 100.0, 1);
        Some(self.words.in_hundred(number).to_text())
    }
}
