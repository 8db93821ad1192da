use super::frequency::{Base, base_number, per_hundred};
use super::{Sentence, Wording};
use crate::name;
use crate::number;
use crate::rate_words::{RateWords, participle};
use evenhand_core::{Estimate, Finding, Fraction, Real, Scope, Span, Verdict};

impl<'a> Wording<'a> {
    /// The heading of a finding: what is compared, and for whom.
    pub(crate) fn headline(&self, finding: &Finding) -> Sentence {
        let label = self
            .card
            .metric(&finding.metric)
            .map_or_else(|| finding.metric.to_string(), |info| info.label.clone());
        let mut sentence = Sentence::plain(label)
            .text(", ")
            .name(name::shown(&finding.attribute));
        if !finding.group.is_empty() {
            sentence = sentence.text(": ").name(name::shown(&finding.group));
            if let Some(reference) = &finding.reference {
                sentence = sentence
                    .text(" compared with ")
                    .name(name::reference(reference));
            }
        }
        for (what, which) in [("model", &finding.model), ("slice", &finding.slice)] {
            if !which.is_empty() {
                sentence = sentence.text(format!(" ({what} ")).name(&**which).text(")");
            }
        }
        sentence
    }

    /// The finding in sentences: the number, the limit, what it means in people, what would decide it.
    pub(crate) fn sentences(&self, finding: &'a Finding) -> Vec<Sentence> {
        [self.number(finding), self.meaning(finding)].concat()
    }

    /// The limit, what the gap means in people, what would decide it.
    pub(crate) fn meaning(&self, finding: &Finding) -> Vec<Sentence> {
        let mut sentences = self.limit(finding);
        sentences.extend(self.consequence(finding));
        sentences
    }

    /// The number as natural frequencies, with its range.
    pub(crate) fn number(&self, finding: &'a Finding) -> Vec<Sentence> {
        let Some(value) = finding.value else {
            return vec![Self::without_number(finding)];
        };
        let words = RateWords::of_comparison(&finding.metric);
        let info = self.card.metric(&finding.metric);
        let span = info.map_or(Span::Index, |info| info.span);
        let scope = info.map_or(Scope::Group, |info| info.scope);
        match (words, scope, span) {
            (Some(words), Scope::Pair, Span::Ratio) => self.ratio(finding, words, value),
            (Some(words), Scope::Pair, Span::Difference) => self.difference(finding, words, value),
            (Some(words), Scope::Summary, Span::Difference) => self.spread(finding, words, value),
            (Some(_), Scope::Summary, Span::Ratio) => self.lowest(finding, value),
            (None, Scope::Summary, Span::Difference) => self.widest(finding, value),
            (_, Scope::Group, Span::Rate) => self.share(finding, value),
            _ => self.bare(finding, number::span(info), value),
        }
    }

    fn without_number(finding: &Finding) -> Sentence {
        match (finding.verdict, &finding.reason) {
            (_, Some(reason)) => Sentence::plain(full_stop(reason)),
            (Verdict::Hidden, None) => {
                Sentence::plain("Hidden to protect few people, which is not a good result.")
            }
            (Verdict::NotTested, None) => Sentence::plain("Not tested: an input is missing."),
            _ => Sentence::plain("No number can be given for so few people."),
        }
    }

    fn ratio(&self, finding: &Finding, words: RateWords, value: Real) -> Vec<Sentence> {
        let (Some(reference), polarity) = (&finding.reference, self.polarity()) else {
            return self.bare(finding, Span::Ratio, value);
        };
        if !value.is_finite() {
            return vec![
                Sentence::new()
                    .text("None of the ")
                    .members(reference, self.noun())
                    .text(format!(" {}, some ", words.happened(polarity)))
                    .members(&finding.group, self.noun())
                    .text(" were."),
            ];
        }
        let limit = self.nearest_bound(finding).map(Fraction::to_f64);
        let hundred = |number: f64| per_hundred(number, limit);
        let mut sentences = Vec::new();
        let event = words.happened(polarity);
        let sentence = if words.base == "selection_rate" {
            Sentence::new()
                .text("For every 100 ")
                .members(reference, self.noun())
                .text(format!(
                    " {}, about {} ",
                    participle(polarity),
                    hundred(value.get())
                ))
                .members(&finding.group, self.noun())
                .text(" were")
        } else {
            sentences.push(Sentence::plain(format!(
                "This counts {}.",
                words.counted(self.noun(), polarity)
            )));
            Sentence::new()
                .text("For every 100 ")
                .members(reference, self.noun())
                .text(format!(" who {event}, about {} ", hundred(value.get())))
                .members(&finding.group, self.noun())
        };
        sentences.push(sentence.text(format!("{}.", self.sure(finding, hundred))));
        sentences
    }

    fn difference(&self, finding: &'a Finding, words: RateWords, value: Real) -> Vec<Sentence> {
        let place = Self::place(finding);
        let own = self.index.estimate(place, &finding.group, words.base);
        let reference = finding.reference.as_deref().unwrap_or("");
        let other = self
            .index
            .estimate(place, name::resolved(reference), words.base);
        let rate = |estimate: Option<&Estimate>| Some(estimate?.value?.get());
        let (Some(p), Some(q)) = (
            rate(own),
            rate(other).or_else(|| self.reference_rate(finding)),
        ) else {
            return self.bare(finding, Span::Difference, value);
        };
        let base = base_number(&[p, q, value.get().abs()]);
        let suffix = words.counted_suffix(self.polarity());
        let first = Sentence::new()
            .text(format!("Of every {} ", base.shown()))
            .members(&finding.group, self.noun())
            .text(format!(
                "{suffix}, about {} {}{}.",
                base.of(p),
                words.happened(self.polarity()),
                range(own, base)
            ));
        let second = Sentence::new()
            .text(format!("Of every {} ", base.shown()))
            .members(reference, self.noun())
            .text(format!(
                "{suffix}, about {} {}{}.",
                base.of(q),
                auxiliary(words),
                range(other, base)
            ));
        let gap = Sentence::plain(format!(
            "The gap is {} in {}{}.",
            base.beside(value.get().abs(), self.nearest_bound(finding)),
            base.shown(),
            self.sure_of_size(finding, base)
        ));
        vec![first, second, gap]
    }

    /// The rate of a reference that is no group of its own, such as everyone else.
    pub(crate) fn reference_rate(&self, finding: &Finding) -> Option<f64> {
        let estimate = self.card.estimates.get(finding.estimate)?;
        let (events, total) = (
            estimate.events_reference?.get(),
            estimate.total_reference?.get(),
        );
        (total > 0.0).then(|| events / total)
    }

    fn spread(&self, finding: &Finding, words: RateWords, value: Real) -> Vec<Sentence> {
        let base = base_number(&[value.get()]);
        vec![
            Sentence::new()
                .text("Between the groups of ")
                .name(name::shown(&finding.attribute))
                .text(format!(
                    ", up to {} in {} more {}{}.",
                    base.of(value.get()),
                    base.shown(),
                    words.happened(self.polarity()),
                    self.sure(finding, |number| base.of(number))
                )),
        ]
    }

    /// A gap over all groups of an attribute that is made of more than one rate.
    fn widest(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let bound = self.nearest_bound(finding);
        let base = base_number(&[value.get()]);
        let what = if &*finding.metric == "equalized_odds_difference" {
            "True or false positive rates differ between the groups of "
        } else {
            "The rates behind it differ between the groups of "
        };
        vec![
            Sentence::plain(what)
                .name(name::shown(&finding.attribute))
                .text("."),
            Sentence::plain(format!(
                "The widest gap is {} in {}{}.",
                base.beside(value.get(), bound),
                base.shown(),
                self.sure(finding, |number| base.of(number))
            )),
        ]
    }

    /// The lowest rate of an attribute against the highest.
    fn lowest(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let limit = self.nearest_bound(finding).map(Fraction::to_f64);
        let hundred = |number: f64| per_hundred(number, limit);
        vec![
            Sentence::new()
                .text("The lowest rate in ")
                .name(name::shown(&finding.attribute))
                .text(format!(
                    " is {} for every 100 of the highest{}.",
                    hundred(value.get()),
                    self.sure(finding, hundred)
                )),
        ]
    }

    /// A rate of one group, held against a limit by itself.
    fn share(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let Some(words) = RateWords::of_rate(&finding.metric) else {
            return self.bare(finding, Span::Rate, value);
        };
        let base = base_number(&[value.get()]);
        let start = Sentence::new().text(format!("Of every {} ", base.shown()));
        let start = if finding.group.is_empty() {
            start.text(self.noun())
        } else {
            start.members(&finding.group, self.noun())
        };
        vec![start.text(format!(
            "{}, about {} {}{}.",
            words.counted_suffix(self.polarity()),
            base.of(value.get()),
            words.happened(self.polarity()),
            self.sure(finding, |number| base.of(number))
        ))]
    }

    fn bare(&self, finding: &Finding, span: Span, value: Real) -> Vec<Sentence> {
        let range = match (finding.lower, finding.upper) {
            (Some(lower), Some(upper)) => format!(
                " ({} sure: {} to {})",
                self.level(),
                number::of(span, lower.get()),
                number::of(span, upper.get())
            ),
            _ => String::new(),
        };
        vec![Sentence::plain(format!(
            "{}: {}{range}.",
            self.card
                .metric(&finding.metric)
                .map_or("The number", |info| info.label.as_str()),
            number::of(span, value.get())
        ))]
    }

    /// The limit, who adopted it, and whether the number stands exactly at it.
    pub(crate) fn limit(&self, finding: &Finding) -> Vec<Sentence> {
        let Some(bound) = self.nearest_bound(finding) else {
            return Vec::new();
        };
        let span = self
            .card
            .metric(&finding.metric)
            .map_or(Span::Index, |info| info.span);
        let shown = match span {
            // In the units of the number beside it.
            _ if !self.is_told_in_people(finding) => bound.to_string(),
            Span::Ratio | Span::OddsRatio => plain_number(bound.to_f64() * 100.0),
            Span::Rate | Span::Difference => {
                format!("{} in 100", plain_number((bound.to_f64() * 100.0).abs()))
            }
            Span::Index => bound.to_string(),
        };
        vec![Sentence::plain(self.limit_words(&finding.check, &shown))]
    }

    /// Whether the number is told as so many people of a hundred.
    fn is_told_in_people(&self, finding: &Finding) -> bool {
        let info = self.card.metric(&finding.metric);
        let span = info.map_or(Span::Index, |info| info.span);
        let known = RateWords::of_comparison(&finding.metric).is_some();
        match info.map_or(Scope::Group, |info| info.scope) {
            Scope::Group => RateWords::of_rate(&finding.metric).is_some(),
            Scope::Pair => known,
            Scope::Summary => known || span == Span::Difference,
        }
    }

    fn limit_words(&self, check: &str, shown: &str) -> String {
        let summary = self.card.checks.iter().find(|known| &*known.id == check);
        let origin = summary.map_or("", |summary| summary.origin.as_str());
        if let Some(pack) = origin.strip_prefix("of ") {
            return format!("The limit of {pack} is {shown}{}.", self.standing(pack));
        }
        if !self.card.system.adopted_by.is_empty() {
            return format!("Our agreed limit is {shown}.");
        }
        if origin.contains("default") {
            format!("The limit is {shown}: default limit, adopted by nobody.")
        } else if let Some(pack) = summary.and_then(|summary| summary.pack.as_ref()) {
            format!("The limit is {shown}, proposed by {pack} and adopted by nobody.")
        } else {
            format!("The limit is {shown}, set in the spec and adopted by nobody.")
        }
    }

    /// What it means in people, and what would decide it.
    fn consequence(&self, finding: &Finding) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let noun = self.noun();
        let done = participle(self.polarity());
        if finding.unplanned {
            sentences.push(Sentence::plain(
                "This comparison is not in the plan that was written before.".to_owned(),
            ));
        }
        sentences.extend(self.of_rule(finding).map(Sentence::plain));
        sentences.extend(self.of_waiver(finding).map(Sentence::plain));
        let in_people = self.is_told_in_people(finding);
        if let Some(shortfall) = finding.shortfall.filter(|n| *n > 0 && in_people) {
            let above = finding
                .value
                .is_some_and(|value| value.get() > finding.limit.range().1);
            let which = if above { "fewer" } else { "more" };
            let sentence = Sentence::new()
                .text(format!(
                    "To reach the limit, about {} {which} ",
                    number::count(shortfall)
                ))
                .members(&finding.group, noun)
                .text(format!(" would have been {done}."));
            sentences.push(sentence);
        }
        if let Some(reason) = finding.reason.as_ref().filter(|_| finding.value.is_some()) {
            sentences.push(Sentence::plain(full_stop(reason)));
        }
        if finding.verdict == Verdict::PossibleGap && finding.reason.is_none() {
            let inside = finding.estimate_side != Some(evenhand_core::Side::Beyond);
            sentences.push(Sentence::plain(if inside {
                "The estimate is inside the limit, but the range reaches past it."
            } else {
                "The estimate is past the limit, but the range reaches back inside."
            }));
        }
        if let Some(needed) = &finding.rows_needed {
            let then = if finding.verdict == Verdict::InsufficientData {
                ", the group would be large enough for a verdict."
            } else {
                ", this question could be decided."
            };
            sentences.push(
                Sentence::new()
                    .text(format!("With about {} more ", number::count(needed.more)))
                    .members(&needed.group, self.needed_noun(finding))
                    .text(then),
            );
        }
        if matches!(
            finding.verdict,
            Verdict::InsufficientData | Verdict::PossibleGap
        ) && let Some(smallest) = finding.smallest_detectable
        {
            let base = base_number(&[smallest.get()]);
            sentences.push(Sentence::plain(format!(
                "The smallest gap this sample could have found is {} in {}.",
                base.of(smallest.get()),
                base.shown()
            )));
        }
        sentences
    }

    /// The bound that the number is nearest to crossing.
    pub(crate) fn nearest_bound(&self, finding: &Finding) -> Option<Fraction> {
        let (low, high) = finding.limit.bounds();
        let ratio = self
            .card
            .metric(&finding.metric)
            .is_some_and(|info| matches!(info.span, Span::Ratio | Span::OddsRatio));
        let equal = if ratio { 1.0 } else { 0.0 };
        let below = finding.value.is_none_or(|value| value.get() < equal);
        if below { low.or(high) } else { high.or(low) }
    }

    /// The confidence level: `95 %`.
    pub(crate) fn level(&self) -> String {
        number::level(self.card.settings.level.get())
    }

    fn sure(&self, finding: &Finding, shown: impl Fn(f64) -> String) -> String {
        match (finding.lower, finding.upper) {
            (Some(lower), Some(upper)) => format!(
                " ({} sure: {} to {})",
                self.level(),
                shown(lower.get()),
                shown(upper.get())
            ),
            _ => String::new(),
        }
    }

    /// The range of the size of a signed difference.
    fn sure_of_size(&self, finding: &Finding, base: Base) -> String {
        let (Some(lower), Some(upper)) = (finding.lower, finding.upper) else {
            return String::new();
        };
        let (lower, upper) = (lower.get(), upper.get());
        let (from, to) = if lower >= 0.0 {
            (base.of(lower), base.of(upper))
        } else if upper <= 0.0 {
            (base.of(-upper), base.of(-lower))
        } else if finding.value.is_some_and(|value| value.get() >= 0.0) {
            (format!("−{}", base.of(-lower)), base.of(upper))
        } else {
            (format!("−{}", base.of(upper)), base.of(-lower))
        };
        format!(" ({} sure: {from} to {to})", self.level())
    }
}

fn range(estimate: Option<&Estimate>, base: Base) -> String {
    match estimate.and_then(|estimate| Some((estimate.lower?, estimate.upper?))) {
        Some((lower, upper)) => {
            format!(" ({} to {})", base.of(lower.get()), base.of(upper.get()))
        }
        None => String::new(),
    }
}

/// The short form of what happened, for the second of two sentences.
fn auxiliary(words: RateWords) -> &'static str {
    match words.base {
        "true_negative_rate" | "false_negative_rate" => "were not",
        "base_rate" | "positive_predictive_value" | "false_omission_rate" => "did",
        "negative_predictive_value" | "false_discovery_rate" => "did not",
        _ => "were",
    }
}

fn plain_number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    rounded.to_string()
}

fn full_stop(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first: String = letters
        .next()
        .map(|letter| letter.to_uppercase().collect())
        .unwrap_or_default();
    let text = format!("{first}{}", letters.as_str());
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}
