//! What stands behind a finding: chance alone, repeated people, what would decide it. None of it is for the first page.

use super::Wording;
use crate::index::Place;
use crate::name;
use crate::number;
use evenhand_core::{Estimate, Finding, Real, RowsNeeded, Span, Verdict};

impl Wording<'_> {
    /// Distinct persons behind all rows, where rows repeat them: `about 3,280 persons`.
    pub(crate) fn persons(&self) -> Option<String> {
        self.everyone()?.units.map(number::persons_in_words)
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
        let independent = number::count(effective.round() as u64);
        let effect = e.design_effect.map_or_else(String::new, |effect| {
            format!(" (design effect {})", number::fixed(effect.get(), 1))
        });
        let counted = number::count(rows.round() as u64);
        Some(match e.units {
            Some(_) if effective > rows => format!(
                "rows repeat persons, who differ less than rows drawn at random: {counted} rows weigh as {independent} independent rows{effect}"
            ),
            Some(units) => format!(
                "rows repeat persons: {counted} rows of {} weigh as {independent} independent rows{effect}",
                number::persons_in_words(units)
            ),
            None => format!(
                "rows carry weights: {} rows weigh as {independent} of equal weight{effect}",
                number::count(e.n)
            ),
        })
    }

    /// What sizes alone would show if all groups shared one rate, beside what was observed.
    pub(crate) fn chance(&self, e: &Estimate) -> Option<String> {
        let (noise, value) = (e.noise_floor?, e.value?.get());
        let span = self
            .card
            .metric(&e.metric)
            .map_or(Span::Index, |info| info.span);
        let (mean, quantile) = (noise.mean.get(), noise.quantile.get());
        let (unit, shown): (&str, Box<dyn Fn(f64) -> String>) = match span {
            Span::Rate | Span::Difference => (
                " in 100",
                Box::new(|number| number::fixed(number * 100.0, 1)),
            ),
            _ => ("", Box::new(move |number| number::of(span, number))),
        };
        let beyond = if matches!(span, Span::Ratio | Span::OddsRatio) {
            "below"
        } else {
            "above"
        };
        let few = match e.below_min_n.len() {
            0 => "",
            1 => "; too few people in one group",
            _ => "; too few people in some groups",
        };
        Some(format!(
            "observed {}{unit}; {} expected from the sizes alone ({beyond} {} in one case of 20){few}",
            shown(value),
            shown(mean),
            shown(quantile)
        ))
    }

    /// What would decide a question: more rows, or more persons.
    pub(crate) fn needed(&self, finding: &Finding) -> Option<String> {
        let RowsNeeded { group, more } = finding.rows_needed.as_ref()?;
        let (what, whom) = (self.needed_noun(finding), name::shown(group));
        let more = number::count(*more);
        Some(if finding.verdict == Verdict::InsufficientData {
            format!("{more} more {what} of {whom} would make it large enough")
        } else {
            format!("{more} more {what} of {whom} would decide it")
        })
    }

    /// Persons where the group is too small by them, rows otherwise.
    pub(crate) fn needed_noun(&self, finding: &Finding) -> &str {
        let noun = if finding.verdict == Verdict::InsufficientData {
            self.heads()
        } else {
            self.noun()
        };
        match (noun, finding.rows_needed.as_ref().map(|needed| needed.more)) {
            ("people", Some(1)) => "person",
            (many, Some(1)) => many.strip_suffix('s').unwrap_or(many),
            (many, _) => many,
        }
    }

    /// The smallest gap that these rows could have shown.
    pub(crate) fn findable(&self, finding: &Finding) -> Option<String> {
        let gap = finding.smallest_detectable?.get();
        Some(format!("{} in 100", number::fixed(gap * 100.0, 1)))
    }
}
