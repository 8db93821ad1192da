use super::frequency::{Base, per_hundred};
use super::{Sentence, Wording};
use crate::name;
use crate::number;
use crate::rate_words::RateWords;
use crate::words::Name;
use evenhand_core::{Estimate, Finding, Fraction, Real, Scope, Span, Verdict};

impl<'a> Wording<'a> {
    /// The heading of a finding: what is compared, and for whom.
    pub(crate) fn headline(&self, finding: &Finding) -> Sentence {
        let label = self.labelled(&finding.metric);
        let words = self.words;
        let attribute = Name(self.words.shown(&finding.attribute));
        let group = Name(self.words.shown(&finding.group));
        let headline = match &finding.reference {
            _ if finding.group.is_empty() => words.headline(attribute, label),
            None => words.headline_group(attribute, group, label),
            Some(reference) => {
                words.headline_pair(attribute, group, label, Name(words.reference(reference)))
            }
        };
        let headline = if finding.model.is_empty() {
            headline
        } else {
            words.headline_model(headline, Name(&*finding.model))
        };
        if finding.slice.is_empty() {
            headline
        } else {
            words.headline_slice(headline, Name(&*finding.slice))
        }
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
            return vec![self.without_number(finding)];
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

    fn without_number(&self, finding: &Finding) -> Sentence {
        match (finding.verdict, &finding.reason) {
            (_, Some(reason)) => self.reason(reason),
            (Verdict::Hidden, None) => self.words.number_hidden(),
            (Verdict::NotTested, None) => self.words.number_without_input(),
            _ => self.words.number_undefined(),
        }
    }

    /// Why a finding has its verdict, in a sentence of its own.
    fn reason(&self, reason: &str) -> Sentence {
        match self.words.translated(reason) {
            Some(text) => Sentence::plain(full_stop(&text)),
            None => Sentence::new().english(full_stop(reason)),
        }
    }

    /// What happened to those who are counted.
    fn happened(&self, rate: RateWords) -> Sentence {
        self.words
            .happened(rate.event, self.kind(), self.polarity())
    }

    /// Who is counted, after the noun; empty for everyone.
    fn among(&self, rate: RateWords) -> Sentence {
        self.words.among(rate.among, self.kind(), self.polarity())
    }

    fn ratio(&self, finding: &Finding, rate: RateWords, value: Real) -> Vec<Sentence> {
        let (words, polarity) = (self.words, self.polarity());
        let Some(reference) = &finding.reference else {
            return self.bare(finding, Span::Ratio, value);
        };
        let (group, reference) = (self.members(&finding.group), self.members(reference));
        if !value.is_finite() {
            return vec![words.none_of(self.happened(rate), group, reference)];
        }
        let limit = self.nearest_bound(finding).map(Fraction::to_f64);
        let hundred = |number: f64| per_hundred(words, number, limit);
        let range = self.sure(finding, hundred);
        let value = hundred(value.get());
        if rate.base == "selection_rate" {
            let kind = self.kind();
            return vec![words.ratio_chosen(group, kind, polarity, range, reference, value)];
        }
        vec![
            words.counts_only(self.among(rate), self.noun()),
            words.ratio_event(self.happened(rate), group, range, reference, value),
        ]
    }

    fn difference(
        &self,
        finding: &'a Finding,
        rate_words: RateWords,
        value: Real,
    ) -> Vec<Sentence> {
        let place = Self::place(finding);
        let own = self.index.estimate(place, &finding.group, rate_words.base);
        let reference = finding.reference.as_deref().unwrap_or("");
        let other = self
            .index
            .estimate(place, name::resolved(reference), rate_words.base);
        let rate = |estimate: Option<&Estimate>| Some(estimate?.value?.get());
        let (Some(p), Some(q)) = (
            rate(own),
            rate(other).or_else(|| self.reference_rate(finding)),
        ) else {
            return self.bare(finding, Span::Difference, value);
        };
        let base = Base::of_rates(self.words, &[p, q, value.get().abs()]);
        let among = self.among(rate_words);
        let first = self.words.rate_of(
            &among,
            base.shown(),
            self.happened(rate_words),
            self.members(&finding.group),
            self.range(own, base),
            base.of(p),
        );
        let second = self.words.rate_of_other(
            among,
            base.shown(),
            rate_words.event,
            self.members(reference),
            self.range(other, base),
            base.of(q),
        );
        let gap = self.words.gap_of(
            base.shown(),
            self.sure_of_size(finding, base),
            base.beside(value.get().abs(), self.nearest_bound(finding)),
        );
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
        let base = Base::of_rates(self.words, &[value.get()]);
        vec![self.words.spread_of(
            Name(self.words.shown(&finding.attribute)),
            base.shown(),
            self.happened(words),
            self.sure(finding, |number| base.of(number)),
            base.of(value.get()),
        )]
    }

    /// A gap over all groups of an attribute that is made of more than one rate.
    fn widest(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let bound = self.nearest_bound(finding);
        let base = Base::of_rates(self.words, &[value.get()]);
        let attribute = Name(self.words.shown(&finding.attribute));
        let what = if &*finding.metric == "equalized_odds_difference" {
            self.words.differ_in_odds(attribute)
        } else {
            self.words.differ_in_rates(attribute)
        };
        let range = self.sure(finding, |number| base.of(number));
        let widest = self
            .words
            .widest_gap(base.shown(), range, base.beside(value.get(), bound));
        vec![what, widest]
    }

    /// The lowest rate of an attribute against the highest.
    fn lowest(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let limit = self.nearest_bound(finding).map(Fraction::to_f64);
        let hundred = |number: f64| per_hundred(self.words, number, limit);
        let attribute = Name(self.words.shown(&finding.attribute));
        let range = self.sure(finding, hundred);
        vec![
            self.words
                .lowest_rate(attribute, range, hundred(value.get())),
        ]
    }

    /// A rate of one group, held against a limit by itself.
    fn share(&self, finding: &Finding, value: Real) -> Vec<Sentence> {
        let Some(words) = RateWords::of_rate(&finding.metric) else {
            return self.bare(finding, Span::Rate, value);
        };
        let base = Base::of_rates(self.words, &[value.get()]);
        let members = if finding.group.is_empty() {
            Sentence::plain(self.noun())
        } else {
            self.members(&finding.group)
        };
        vec![self.words.rate_of(
            self.among(words),
            base.shown(),
            self.happened(words),
            members,
            self.sure(finding, |number| base.of(number)),
            base.of(value.get()),
        )]
    }

    fn bare(&self, finding: &Finding, span: Span, value: Real) -> Vec<Sentence> {
        let shown = |number: f64| self.words.numbers().of(span, number);
        let range = self.sure(finding, shown);
        let label = self.card.metric(&finding.metric).map_or_else(
            || self.words.the_number(),
            |info| self.words.of_scorecard(&info.label),
        );
        vec![self.words.bare_number(label, range, shown(value.get()))]
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
        let numbers = self.words.numbers();
        let plain = |value: f64| numbers.with_decimal(plain_number(value));
        let shown = match span {
            // In the units of the number beside it.
            _ if !self.is_told_in_people(finding) => numbers.with_decimal(bound.to_string()),
            Span::Ratio | Span::OddsRatio => plain(bound.to_f64() * 100.0),
            Span::Rate | Span::Difference => {
                let number = plain((bound.to_f64() * 100.0).abs());
                self.words.in_hundred(number).to_text()
            }
            Span::Index => numbers.with_decimal(bound.to_string()),
        };
        vec![self.limit_words(&finding.check, &shown)]
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

    fn limit_words(&self, check: &str, shown: &str) -> Sentence {
        let words = self.words;
        let summary = self.card.checks.iter().find(|known| &*known.id == check);
        let origin = summary.map_or("", |summary| summary.origin.as_str());
        if let Some(pack) = origin.strip_prefix("of ") {
            return words.limit_of_pack(shown, pack, self.standing(pack));
        }
        if !self.card.system.adopted_by.is_empty() {
            return words.limit_agreed(shown);
        }
        if origin.contains("default") {
            words.limit_default(shown)
        } else if let Some(pack) = summary.and_then(|summary| summary.pack.as_ref()) {
            words.limit_proposed(shown, pack.to_string())
        } else {
            words.limit_in_spec(shown)
        }
    }

    /// What it means in people, and what would decide it.
    fn consequence(&self, finding: &Finding) -> Vec<Sentence> {
        let words = self.words;
        let mut sentences = Vec::new();
        if finding.unplanned {
            sentences.push(words.unplanned());
        }
        sentences.extend(self.of_rule(finding).map(Sentence::plain));
        sentences.extend(self.of_waiver(finding).map(Sentence::plain));
        let in_people = self.is_told_in_people(finding);
        if let Some(shortfall) = finding.shortfall.filter(|n| *n > 0 && in_people) {
            let above = finding
                .value
                .is_some_and(|value| value.get() > finding.limit.range().1);
            let direction = if above { "fewer" } else { "more" };
            let members = self.members(&finding.group);
            sentences.push(words.shortfall(direction, members, shortfall, self.polarity()));
        }
        if let Some(reason) = finding.reason.as_ref().filter(|_| finding.value.is_some()) {
            sentences.push(self.reason(reason));
        }
        if finding.verdict == Verdict::PossibleGap && finding.reason.is_none() {
            let inside = finding.estimate_side != Some(evenhand_core::Side::Beyond);
            sentences.push(if inside {
                words.range_reaches_past()
            } else {
                words.range_reaches_inside()
            });
        }
        if let Some(needed) = &finding.rows_needed {
            let noun = self.needed_heads(finding);
            let members = self.members_of(&needed.group, noun, needed.more);
            sentences.push(if finding.verdict == Verdict::InsufficientData {
                words.needed_for_size(members, needed.more)
            } else {
                words.needed_for_decision(members, needed.more)
            });
        }
        if matches!(
            finding.verdict,
            Verdict::InsufficientData | Verdict::PossibleGap
        ) && let Some(smallest) = finding.smallest_detectable
        {
            let base = Base::of_rates(words, &[smallest.get()]);
            let gap = words.of_base(base.shown(), base.of(smallest.get()));
            sentences.push(words.smallest_findable(gap));
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
        self.words.numbers().level(self.card.settings.level.get())
    }

    fn sure(&self, finding: &Finding, shown: impl Fn(f64) -> String) -> Sentence {
        match (finding.lower, finding.upper) {
            (Some(lower), Some(upper)) => {
                self.words
                    .sure(shown(lower.get()), self.level(), shown(upper.get()))
            }
            _ => Sentence::new(),
        }
    }

    /// The range of the size of a signed difference.
    fn sure_of_size(&self, finding: &Finding, base: Base) -> Sentence {
        let (Some(lower), Some(upper)) = (finding.lower, finding.upper) else {
            return Sentence::new();
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
        self.words.sure(from, self.level(), to)
    }

    fn range(&self, estimate: Option<&Estimate>, base: Base) -> Sentence {
        match estimate.and_then(|estimate| Some((estimate.lower?, estimate.upper?))) {
            Some((lower, upper)) => self.words.range(base.of(lower.get()), base.of(upper.get())),
            None => Sentence::new(),
        }
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
