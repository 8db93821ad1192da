use super::{Context, title};
use crate::document::{Aside, Glance, Inline, Rung, Strip, Told};
use crate::error::Result;
use crate::figure::{joined, strip};
use crate::index::Place;
use crate::name;
use crate::number;
use crate::rate_words::RateWords;
use crate::table::{Cell, Table};
use crate::wording::{self, Headline, Sentence};
use evenhand_core::{Estimate, Finding, Span, Verdict, WaiverState};

/// Findings told on the first page.
const MOST_FINDINGS: usize = 5;
/// Groups named in "the same holds for".
const MOST_OTHERS: usize = 6;

/// The first page: the verdict at a glance.
pub(super) fn page(context: &Context<'_>) -> Result<Glance> {
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
    let date = context
        .options
        .run
        .as_ref()
        .map_or("", |run| run.date.as_str());
    Ok(Glance {
        eyebrow: if date.is_empty() {
            "Bias audit".to_owned()
        } else {
            format!("Bias audit · {date}")
        },
        title: title(card).to_owned(),
        purpose: card.system.purpose.clone(),
        facts: facts(context),
        result: wording.result(),
        ladder,
        after: (wording.waivers().iter())
            .chain(&after(context, &headlines))
            .map(|text| Inline::of(text))
            .collect(),
        findings,
        asides: vec![
            aside("Whom we looked at", true, known),
            aside("Whose limits", false, whose_limits(context)),
            Aside {
                title: "What this does not tell you".to_owned(),
                lines: wording.silence().into_iter().map(told_line).collect(),
                bulleted: true,
            },
            aside("What the board is asked", true, asked(context)),
        ],
        provenance: provenance(context),
    })
}

/// What is to be decided.
fn asked(context: &Context<'_>) -> Vec<String> {
    let card = context.card;
    let mut lines =
        vec!["To accept, accept with conditions, pause, or have it done again.".to_owned()];
    if card.count(Verdict::ConfirmedGap) > 0 {
        lines.push("For each confirmed gap: what is done, by whom, until when.".to_owned());
    }
    if card.system.adopted_by.is_empty() && !card.checks.is_empty() {
        lines.push("To adopt limits, or change them: nobody has yet.".to_owned());
    }
    let waivers = (card.waivers.iter())
        .filter(|waiver| waiver.state == WaiverState::InForce)
        .count();
    if waivers > 0 {
        let word = if waivers == 1 { "waiver" } else { "waivers" };
        lines.push(format!("To look at {waivers} {word} in force."));
    }
    lines
}

/// Where the numbers come from, in one line.
fn provenance(context: &Context<'_>) -> String {
    let card = context.card;
    let mut parts = vec![card.tool.clone()];
    if let Some(digest) = card.digests.statistics.get(..12) {
        parts.push(format!("statistics {digest}"));
    }
    if !card.as_of.is_empty() {
        parts.push(format!("judged as of {}", card.as_of));
    }
    parts.push("draft until the board has signed".to_owned());
    parts.join(" · ")
}

fn aside(title: &str, bulleted: bool, lines: Vec<String>) -> Aside {
    Aside {
        title: title.to_owned(),
        lines: lines.iter().map(|text| Inline::of(text)).collect(),
        bulleted,
    }
}

fn told_line(sentence: Sentence) -> Vec<Inline> {
    Inline::of_sentences(&[sentence])
}

/// Who adopted the limits, how many comparisons were made, which rules were applied.
fn whose_limits(context: &Context<'_>) -> Vec<String> {
    let (card, wording) = (context.card, &context.wording);
    let mut lines = wording.adoption();
    lines.extend(wording.comparisons());
    lines.extend((card.packs.iter()).map(|pack| format!("{}.", wording.pack_line(pack))));
    lines
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
        words: wording.words.verdict(finding.verdict),
        check: format!("check {} · {}", finding.check, finding.severity.as_str()),
        headline: told_line(wording.headline(finding)),
        number: Inline::of_sentences(&wording.number(finding)),
        meaning: Inline::of_sentences(&wording.meaning(finding)),
        others: wording.others(line, MOST_OTHERS).unwrap_or_default(),
        strip: strip(wording, finding, &format!("finding-{}", order + 1))?.map(|(head, svg)| {
            Strip {
                description: head.description,
                svg,
            }
        }),
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
        rates: rates(context, finding),
    })
}

/// The rates that a comparison is made of: the group's and the reference's.
fn rates(context: &Context<'_>, finding: &Finding) -> Option<Table> {
    let words = RateWords::of_comparison(&finding.metric)?;
    let reference = finding.reference.as_deref()?;
    let place = Place {
        model: &finding.model,
        slice: &finding.slice,
        attribute: &finding.attribute,
    };
    let range = format!("{} range", context.wording.level());
    // A sum of weights counts nobody.
    let of = if context.card.settings.weighted {
        "effective n"
    } else {
        "of"
    };
    let mut table = Table::new(
        context.wording.label(words.base),
        &[("group", false), ("rate", true), (&range, true), (of, true)],
    );
    for group in [&*finding.group, name::resolved(reference)] {
        let Some(e) = context.wording.index.estimate(place, group, words.base) else {
            continue;
        };
        if let Some(value) = e.value {
            table.rows.push(vec![
                Cell::Name(name::reference(group)),
                Cell::Number(number::rate(value.get())),
                Cell::Number(number::interval(Span::Rate, e.lower, e.upper)),
                Cell::Number(denominator(context, e)),
            ]);
        }
    }
    if table.rows.len() == 1
        && let Some(rate) = context.wording.reference_rate(finding)
    {
        table.rows.push(vec![
            Cell::Name(name::reference(reference)),
            Cell::Number(number::rate(rate)),
            Cell::Number(String::new()),
            Cell::Number(number::count(finding.n_reference.unwrap_or(0))),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
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
    if card.count(Verdict::Hidden) > 0 {
        notes.push("“Hidden” is not a good result: it protects people who are few.".to_owned());
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
