use super::{Context, since, title};
use crate::document::{Aside, Glance, Inline, Rung, Strip, Told};
use crate::error::Result;
use crate::figure::strip;
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
    let (card, wording, words) = (context.card, &context.wording, context.words());
    let ladder = wording::ladder(card)
        .into_iter()
        .map(|(verdict, count)| Rung {
            verdict,
            count,
            shown: context.numbers().count(count as u64),
            words: words.rung(verdict, count),
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
            .map(|(attribute, share)| words.known_for(attribute, words.percent(share)).to_text()),
    );
    let date = context
        .options
        .run
        .as_ref()
        .map_or("", |run| run.date.as_str());
    Ok(Glance {
        eyebrow: if date.is_empty() {
            words.eyebrow()
        } else {
            words.eyebrow_dated(date)
        }
        .to_text(),
        title: title(context.words(), card),
        purpose: card.system.purpose.clone(),
        facts: facts(context),
        result: wording.result(),
        ladder,
        since: since::lines(context),
        after: (wording.waivers().iter())
            .chain(&after(context, &headlines))
            .map(|text| Inline::of(text))
            .collect(),
        findings,
        asides: vec![
            aside(words.whom_looked_at(), true, known),
            aside(words.whose_limits(), false, whose_limits(context)),
            Aside {
                title: words.not_told().to_text(),
                lines: wording.silence().into_iter().map(told_line).collect(),
                bulleted: true,
            },
            aside(words.board_asked(), true, asked(context)),
        ],
        provenance: provenance(context),
    })
}

/// What is to be decided.
fn asked(context: &Context<'_>) -> Vec<String> {
    let (card, words) = (context.card, context.words());
    let mut lines = vec![words.asked_decision()];
    if card.count(Verdict::ConfirmedGap) > 0 {
        lines.push(words.asked_gaps());
    }
    if card.system.adopted_by.is_empty() && !card.checks.is_empty() {
        lines.push(words.asked_limits());
    }
    let waivers = (card.waivers.iter())
        .filter(|waiver| waiver.state == WaiverState::InForce)
        .count();
    if waivers > 0 {
        lines.push(words.asked_waivers(waivers));
    }
    lines.iter().map(Sentence::to_text).collect()
}

/// Where the numbers come from, in one line.
fn provenance(context: &Context<'_>) -> String {
    let (card, words) = (context.card, context.words());
    let mut parts = vec![card.tool.clone()];
    if let Some(digest) = card.digests.statistics.get(..12) {
        parts.push(words.statistics_digest(digest).to_text());
    }
    if !card.as_of.is_empty() {
        parts.push(words.judged_as_of(&card.as_of).to_text());
    }
    let standing = match &context.options.signed {
        Some(signed) => words.signed_on(&signed.on),
        None => words.draft_until_signed(),
    };
    parts.push(standing.to_text());
    parts.join(" · ")
}

fn aside(title: Sentence, bulleted: bool, lines: Vec<String>) -> Aside {
    Aside {
        title: title.to_text(),
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
    let words = context.words();
    let mut facts = Vec::new();
    for model in &context.card.models {
        let parts: Vec<String> = [
            (&*model.name, words.fact_model(&*model.name)),
            (&*model.version, words.fact_version(&*model.version)),
            (&*model.decision, words.fact_decision(&*model.decision)),
        ]
        .into_iter()
        .filter(|(given, _)| !given.is_empty())
        .map(|(_, fact)| fact.to_text())
        .collect();
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
        facts.push(words.fact_owner(&context.card.system.owner).to_text());
    }
    facts
}

fn told(context: &Context<'_>, line: &Headline<'_>, order: usize) -> Result<Told> {
    let (card, wording, finding) = (context.card, &context.wording, line.finding);
    let (words, numbers) = (context.words(), context.numbers());
    let span = number::span(card.metric(&finding.metric));
    Ok(Told {
        verdict: finding.verdict,
        words: words.verdict(finding.verdict),
        check: check(context, finding),
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
            .map_or_else(String::new, |value| numbers.of(span, value.get())),
        range: match (finding.lower, finding.upper) {
            (Some(_), Some(_)) => {
                let range = numbers.interval(span, finding.lower, finding.upper);
                words.level_range_of(wording.level(), range).to_text()
            }
            _ => String::new(),
        },
        rates: rates(context, finding),
    })
}

/// Which check says it, what that can do to a run, and the number that the finding has in a history.
fn check(context: &Context<'_>, finding: &Finding) -> String {
    let words = context.words();
    let severity = words.severity(finding.severity.as_str());
    let mut text = words.check_of(&*finding.check, severity).to_text();
    if let Some(mark) = since::mark(context, finding) {
        text.push_str(" · ");
        text.push_str(&mark);
    }
    text
}

/// The rates that a comparison is made of: the group's and the reference's.
fn rates(context: &Context<'_>, finding: &Finding) -> Option<Table> {
    let rate = RateWords::of_comparison(&finding.metric)?;
    let (words, numbers) = (context.words(), context.numbers());
    let reference = finding.reference.as_deref()?;
    let place = Place {
        model: &finding.model,
        slice: &finding.slice,
        attribute: &finding.attribute,
    };
    // A sum of weights counts nobody.
    let of = if context.card.settings.weighted {
        words.column_effective_n()
    } else {
        words.column_out_of()
    };
    let mut table = Table::speaking(
        words,
        context.wording.label(rate.base),
        &[
            (words.column_group().to_text(), false),
            (words.column_rate().to_text(), true),
            (words.level_range(context.wording.level()).to_text(), true),
            (of.to_text(), true),
        ],
    );
    for group in [&*finding.group, name::resolved(reference)] {
        let Some(e) = context.wording.index.estimate(place, group, rate.base) else {
            continue;
        };
        if let Some(value) = e.value {
            table.rows.push(vec![
                Cell::Name(words.reference(group)),
                Cell::Number(numbers.rate(value.get())),
                Cell::Number(numbers.interval(Span::Rate, e.lower, e.upper)),
                Cell::Number(denominator(context, e)),
            ]);
        }
    }
    if table.rows.len() == 1
        && let Some(rate) = context.wording.reference_rate(finding)
    {
        table.rows.push(vec![
            Cell::Name(words.reference(reference)),
            Cell::Number(numbers.rate(rate)),
            Cell::Number(String::new()),
            Cell::Number(numbers.count(finding.n_reference.unwrap_or(0))),
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
    let behind = behind.map_or(e.n, |behind| behind.get().round() as u64);
    context.numbers().count(behind)
}

/// What stands under the findings.
fn after(context: &Context<'_>, headlines: &[Headline<'_>]) -> Vec<String> {
    let (card, wording, words) = (context.card, &context.wording, context.words());
    let mut notes = Vec::new();
    if headlines.len() > MOST_FINDINGS {
        notes.push(words.more_gaps(headlines.len() - MOST_FINDINGS));
    }
    let ratio = |line: &Headline<'_>| {
        card.metric(&line.finding.metric)
            .is_some_and(|info| info.span == Span::Ratio)
    };
    if headlines.iter().take(MOST_FINDINGS).any(ratio) {
        notes.push(words.figures_per_hundred());
    }
    let within = card.count(Verdict::WithinLimit);
    if headlines.is_empty() && within > 0 {
        notes.push(words.none_found(words.verdicts(Verdict::WithinLimit, within)));
        notes.extend(wording.smallest().map(Sentence::plain));
    }
    if card.count(Verdict::Hidden) > 0 {
        notes.push(words.hidden_not_good());
    }
    if card.count(Verdict::InsufficientData) > 0 {
        notes.push(words.few_not_good());
    }
    let watched: Vec<String> = card
        .findings
        .iter()
        .filter(|finding| finding.watch)
        .take(MOST_OTHERS)
        .map(|finding| format!("{} ({})", words.shown(&finding.group), finding.check))
        .collect();
    if !watched.is_empty() {
        notes.push(words.to_watch(words.list(watched)));
    }
    notes.iter().map(Sentence::to_text).collect()
}
