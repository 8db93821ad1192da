use super::{Context, markup, title};
use crate::error::Result;
use crate::figure::{joined, strip};
use crate::index::Place;
use crate::name;
use crate::number;
use crate::rate_words::RateWords;
use crate::table::badge;
use crate::wording::{self, Headline};
use askama::Template;
use evenhand_core::{Estimate, Finding, Span, Verdict};

/// Findings told on the first page.
const MOST_FINDINGS: usize = 5;
/// Groups named in "the same holds for".
const MOST_OTHERS: usize = 6;

struct Rung {
    verdict: Verdict,
    count: usize,
    shown: String,
    words: String,
}

struct Rate {
    group: String,
    value: String,
    range: String,
    total: String,
}

struct Told {
    verdict: Verdict,
    badge: String,
    check: String,
    severity: &'static str,
    headline: String,
    number: String,
    meaning: String,
    others: String,
    strip: String,
    value: String,
    range: String,
    rate_label: String,
    rates: Vec<Rate>,
}

#[derive(Template)]
#[template(path = "glance.html")]
struct Glance<'a> {
    title: &'a str,
    date: &'a str,
    purpose: &'a str,
    facts: Vec<String>,
    result: String,
    ladder: Vec<Rung>,
    findings: Vec<Told>,
    after: Vec<String>,
    known: Vec<String>,
    adoption: Vec<String>,
    packs: Vec<String>,
    waivers: Vec<String>,
    comparisons: Vec<String>,
    silence: Vec<String>,
    level: String,
    /// Heading over the denominators.
    of: &'static str,
}

/// The first page: the verdict at a glance.
pub(super) fn page(context: &Context<'_>) -> Result<String> {
    let (card, wording) = (context.card, &context.wording);
    let ladder = wording::ladder(card)
        .into_iter()
        .map(|(verdict, count)| Rung {
            verdict,
            count,
            shown: number::count(count as u64),
            words: match verdict {
                Verdict::ConfirmedGap | Verdict::PossibleGap if count != 1 => {
                    format!("{}s", verdict.words())
                }
                _ => verdict.words().to_owned(),
            },
        })
        .collect();
    let headlines: Vec<Headline<'_>> = wording
        .gravest()
        .into_iter()
        .filter(|line| {
            matches!(
                line.finding.verdict,
                Verdict::ConfirmedGap | Verdict::PossibleGap | Verdict::Waived
            )
        })
        .collect();
    let mut findings = Vec::new();
    for (i, line) in headlines.iter().take(MOST_FINDINGS).enumerate() {
        findings.push(told(context, line, i)?);
    }
    let mut known: Vec<String> = wording.people();
    known.extend(
        wording
            .known()
            .into_iter()
            .map(|(attribute, share)| format!("{attribute} known for {}", number::percent(share))),
    );
    let glance = Glance {
        title: title(card),
        date: context
            .options
            .run
            .as_ref()
            .map_or("", |run| run.date.as_str()),
        purpose: &card.system.purpose,
        facts: facts(context),
        result: wording.result(),
        ladder,
        after: after(context, &headlines),
        findings,
        known,
        adoption: wording.adoption(),
        waivers: wording.waivers(),
        packs: (card.packs.iter())
            .map(|pack| wording.pack_line(pack))
            .collect(),
        comparisons: wording.comparisons(),
        silence: wording
            .silence()
            .iter()
            .map(crate::wording::Sentence::to_text)
            .collect(),
        level: wording.level(),
        of: if card.settings.weighted {
            "effective n"
        } else {
            "of"
        },
    };
    Ok(glance.render()?)
}

fn facts(context: &Context<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    for model in &context.card.models {
        let mut parts = Vec::new();
        if !model.name.is_empty() {
            parts.push(format!("model {}", model.name));
        }
        if !model.version.is_empty() {
            parts.push(format!("version {}", model.version));
        }
        if !model.decision.is_empty() {
            parts.push(format!("decision: {}", model.decision));
        }
        if !parts.is_empty() {
            facts.push(parts.join(", "));
        }
    }
    facts.push(
        context
            .wording
            .polarity_sentence()
            .trim_end_matches('.')
            .to_owned(),
    );
    if !context.card.system.owner.is_empty() {
        facts.push(format!("answered for by {}", context.card.system.owner));
    }
    facts
}

fn told(context: &Context<'_>, line: &Headline<'_>, order: usize) -> Result<Told> {
    let (card, wording, finding) = (context.card, &context.wording, line.finding);
    let span = number::span(card.metric(&finding.metric));
    Ok(Told {
        verdict: finding.verdict,
        badge: badge(finding.verdict),
        check: finding.check.to_string(),
        severity: finding.severity.as_str(),
        headline: markup::sentence(&wording.headline(finding)),
        number: markup::sentences(&wording.number(finding)),
        meaning: markup::sentences(&wording.meaning(finding)),
        others: wording.others(line, MOST_OTHERS).unwrap_or_default(),
        strip: strip(wording, finding, &format!("finding-{}", order + 1))?.unwrap_or_default(),
        value: finding
            .value
            .map_or_else(String::new, |value| number::of(span, value.get())),
        range: match (finding.lower, finding.upper) {
            (Some(_), Some(_)) => format!(
                "{} range {}",
                wording.level(),
                number::interval(span, finding.lower, finding.upper)
            ),
            _ => String::new(),
        },
        rate_label: RateWords::of_comparison(&finding.metric)
            .and_then(|words| card.metric(words.base))
            .map_or_else(String::new, |info| info.label.clone()),
        rates: rates(context, finding),
    })
}

/// The rates that a comparison is made of: the group's and the reference's.
fn rates(context: &Context<'_>, finding: &Finding) -> Vec<Rate> {
    let (Some(words), Some(reference)) = (
        RateWords::of_comparison(&finding.metric),
        finding.reference.as_deref(),
    ) else {
        return Vec::new();
    };
    let place = Place {
        model: &finding.model,
        slice: &finding.slice,
        attribute: &finding.attribute,
    };
    let mut rates: Vec<Rate> = [&*finding.group, name::resolved(reference)]
        .into_iter()
        .filter_map(|group| {
            let e = context.wording.index.estimate(place, group, words.base)?;
            let value = e.value?;
            Some(Rate {
                group: name::reference(group),
                value: number::rate(value.get()),
                range: number::interval(Span::Rate, e.lower, e.upper),
                total: denominator(context, e),
            })
        })
        .collect();
    if rates.len() == 1
        && let Some(rate) = context.wording.reference_rate(finding)
    {
        rates.push(Rate {
            group: name::reference(reference),
            value: number::rate(rate),
            range: String::new(),
            total: number::count(finding.n_reference.unwrap_or(0)),
        });
    }
    rates
}

/// Rows behind a rate; with weights the effective number, since a sum of weights counts nobody.
fn denominator(context: &Context<'_>, e: &Estimate) -> String {
    let behind = if context.card.settings.weighted {
        e.effective_n
    } else {
        e.total
    };
    number::count(behind.map_or(e.n, |behind| behind.get().round() as u64))
}

/// What stands under the findings.
fn after(context: &Context<'_>, headlines: &[Headline<'_>]) -> Vec<String> {
    let (card, wording) = (context.card, &context.wording);
    let mut notes = Vec::new();
    if headlines.len() > MOST_FINDINGS {
        notes.push(format!(
            "{} more checks with a gap are in section “Checks”.",
            headlines.len() - MOST_FINDINGS
        ));
    }
    let ratio = |line: &Headline<'_>| {
        card.metric(&line.finding.metric)
            .is_some_and(|info| info.span == Span::Ratio)
    };
    if headlines.iter().take(MOST_FINDINGS).any(ratio) {
        notes.push("Figures per 100 compare groups as if they were equally large.".to_owned());
    }
    if headlines.is_empty() && card.count(Verdict::WithinLimit) > 0 {
        notes.push(format!(
            "We did not find a gap with this much data: {}.",
            wording::counted(Verdict::WithinLimit, card.count(Verdict::WithinLimit))
        ));
        notes.extend(wording.smallest());
    }
    if card.count(Verdict::InsufficientData) > 0 {
        notes.push("“Too few people” is not a good result: nothing could be said.".to_owned());
    }
    let watched: Vec<String> = card
        .findings
        .iter()
        .filter(|finding| finding.watch)
        .take(MOST_OTHERS)
        .map(|finding| format!("{} ({})", name::shown(&finding.group), finding.check))
        .collect();
    if !watched.is_empty() {
        let listed = joined(&watched.iter().map(String::as_str).collect::<Vec<_>>());
        notes.push(format!(
            "To watch, within the limit but past the watch line: {listed}."
        ));
    }
    notes
}
