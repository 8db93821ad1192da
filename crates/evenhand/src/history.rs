//! The page about all audits of a system, from its history.

use crate::output::{named, write_file};
use crate::{Profile, Scorecard};
use evenhand_core::{AlertOn, Estimate, Finding, Real, Verdict, split_levels};
use evenhand_inference::standardised::{Stratum, standardised_ratio};
use evenhand_inference::{Level, Proportion};
use evenhand_ledger::{
    Event, Log, Result, RunEvent, SeriesKey, SeriesTrend, Stage, Store, Trend, live_findings,
};
use evenhand_report::history::{Audit, Drift, History, Live, Look, Series};
use evenhand_report::{Language, SignOff, html_of, resolved};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a page about all audits needs, as a profile may see it.
///
/// Numbers come from the scorecards as the profile shows them; a number that is hidden in one of them is no part of the
/// page, and evidence from counts that are hidden anywhere is not told.
///
/// # Errors
/// When a file of the history is missing or altered, or `alpha` is not between 0 and 1.
pub fn history_page(
    store: &Store,
    profile: Profile,
    alert_on: AlertOn,
    alpha: f64,
) -> Result<History> {
    let log = store.log()?;
    let trend = store.trend(&log, alpha)?;
    let runs: Vec<&RunEvent> = log.runs();
    let mut cards = Vec::new();
    for run in &runs {
        cards.push(shown(store.scorecard(run)?, profile));
    }
    let last = cards.last();
    let series = (trend.series.iter())
        .map(|one| series(one, &trend, &cards, alert_on))
        .collect::<Result<Vec<_>>>()?;
    let hidden = |key: &SeriesKey| {
        let found = cards.iter().filter_map(|card| finding(card, key));
        found.clone().any(is_hidden)
    };
    Ok(History {
        alpha,
        audits: audits(&runs, &cards),
        drifts: drifts(&cards, &runs),
        findings: live_findings(&store.history(&log)?)
            .into_iter()
            .filter(|live| !hidden(&live.key))
            .map(|live| Live {
                changed: live.changed,
                name: live.key.name(),
                number: live.number as u64,
                stage: stage(live.stage),
                since: live.since,
            })
            .collect(),
        head: log
            .entries
            .last()
            .map_or_else(String::new, |entry| entry.hash.clone()),
        level: last.map_or(0.95, |card| card.settings.level.get()),
        missed: missed(&log),
        series,
        signed: trend.signed.as_ref().and_then(|signed| {
            let run = runs.iter().find(|run| run.run == *signed)?;
            Some(run.period.clone())
        }),
        title: last.map_or_else(
            || store.system().to_owned(),
            |card| {
                if card.system.title.is_empty() {
                    store.system().to_owned()
                } else {
                    card.system.title.clone()
                }
            },
        ),
        tool: last.map_or_else(String::new, |card| card.tool.clone()),
    })
}

/// What the board signed about a scorecard; nothing while it is a draft.
///
/// # Errors
/// When the log does not fit.
pub fn sign_off(store: &Store, card: &Scorecard) -> Result<Option<SignOff>> {
    let Ok(text) = evenhand_ledger::canonical(card) else {
        return Ok(None);
    };
    let sha256 = evenhand_core::sha256_hex(text.as_bytes());
    let log = store.log()?;
    let run = log.all_runs().find(|run| run.scorecard_sha256 == sha256);
    let decision = run.and_then(|run| log.signed_decision(&run.run));
    Ok(decision.map(|decision| SignOff {
        decision: decision.event.decision.clone(),
        names: (decision.signatures.iter())
            .map(|(_, signature)| signature.name.clone())
            .collect(),
        on: (decision.signatures.last())
            .map_or(decision.on, |(on, _)| *on)
            .to_owned(),
    }))
}

/// Writes the page as `trend.html`, and as `trend.pdf` where this build can; further languages as `trend.de.html`.
///
/// # Errors
/// When a chart cannot be drawn, the page breaks a rule of paper, or a file cannot be written.
pub fn write_history_page(
    folder: &Path,
    page: &History,
    languages: &[Language],
    [html, pdf]: [bool; 2],
) -> crate::Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for (place, &language) in languages.iter().enumerate() {
        let document = evenhand_report::history::history(page, language)?;
        let mut write = |extension: &str, bytes: &[u8]| -> crate::Result<()> {
            let path = folder.join(&*named("trend", extension, place, language));
            write_file(&path, bytes)?;
            written.push(path);
            Ok(())
        };
        if html {
            write("html", html_of(&document)?.as_bytes())?;
        }
        #[cfg(feature = "pdf")]
        if pdf {
            let options = evenhand_pdf::PdfOptions {
                draft: false,
                ..evenhand_pdf::PdfOptions::default()
            };
            write("pdf", &evenhand_pdf::pdf(&document, &options)?)?;
        }
        #[cfg(not(feature = "pdf"))]
        let _ = pdf;
    }
    Ok(written)
}

#[cfg(feature = "privacy")]
fn shown(card: Scorecard, profile: Profile) -> Scorecard {
    evenhand_privacy::suppress(&card, profile).into_owned()
}

#[cfg(not(feature = "privacy"))]
fn shown(card: Scorecard, _profile: Profile) -> Scorecard {
    card
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::New => "new",
        Stage::Open => "open",
        Stage::Reopened => "reopened",
        Stage::Waived => "waived",
        Stage::Fixed => "fixed",
        Stage::Closed => "closed",
    }
}

fn missed(log: &Log) -> Vec<String> {
    let events = log.entries.iter().map(|entry| &entry.event);
    events
        .filter_map(|event| match event {
            Event::Missed { period, .. } => Some(period.clone()),
            _ => None,
        })
        .collect()
}

fn finding<'a>(card: &'a Scorecard, key: &SeriesKey) -> Option<&'a Finding> {
    card.findings
        .iter()
        .find(|finding| SeriesKey::of(finding) == *key)
}

fn is_hidden(finding: &Finding) -> bool {
    finding.verdict == Verdict::Hidden
}

/// What every audit says, and what changed with it.
fn audits(runs: &[&RunEvent], cards: &[Scorecard]) -> Vec<Audit> {
    let mut audits: Vec<Audit> = Vec::new();
    for (i, (run, card)) in runs.iter().zip(cards).enumerate() {
        let before = i.checked_sub(1).map(|i| (runs[i], &cards[i]));
        let limits = |card: &Scorecard| -> BTreeMap<SeriesKey, evenhand_core::Limit> {
            let findings = card.findings.iter();
            findings.map(|of| (SeriesKey::of(of), of.limit)).collect()
        };
        let own = limits(card);
        audits.push(Audit {
            change: before
                .filter(|(before, _)| before.models != run.models)
                .map(|_| run.models.join(", ")),
            counts: Verdict::ALL
                .into_iter()
                .map(|verdict| (verdict, card.count(verdict) as u64))
                .filter(|(_, count)| *count > 0)
                .collect(),
            limits_changed: before.is_some_and(|(_, before)| {
                let before = limits(before);
                (own.iter()).any(|(key, limit)| before.get(key).is_some_and(|old| old != limit))
            }),
            models: run.models.clone(),
            period: run.period.clone(),
            run: run.run.clone(),
        });
    }
    audits
}

/// A series as the page shows it.
fn series(
    one: &SeriesTrend,
    trend: &Trend,
    cards: &[Scorecard],
    alert_on: AlertOn,
) -> Result<Series> {
    let found: Vec<Option<&Finding>> = cards.iter().map(|card| finding(card, &one.key)).collect();
    let hidden = found.iter().flatten().any(|finding| is_hidden(finding));
    let mut looks = Vec::new();
    for (i, finding) in found.iter().enumerate() {
        let Some(finding) = finding.filter(|finding| !is_hidden(finding)) else {
            looks.push(Look::default());
            continue;
        };
        let odds = if hidden {
            None
        } else {
            one.odds_ratios_at(i, trend.alpha)?
        };
        looks.push(Look {
            lower: finding.lower,
            odds,
            upper: finding.upper,
            value: finding.value,
            verdict: Some(finding.verdict),
        });
    }
    let last = found.iter().rev().flatten().next();
    let info = last.and_then(|finding| {
        let metrics = cards.iter().rev().flat_map(|card| &card.metrics);
        metrics.into_iter().find(|info| *info.id == *finding.metric)
    });
    let followed = !one.tables().is_empty();
    let why = (one.points.iter().rev().flatten()).find_map(|point| point.not_followed);
    Ok(Series {
        alert: !hidden && one.speaks(alert_on, trend.signed.is_some()),
        attribute: one.key.attribute.to_string(),
        change: one.change.map(|change| change.nearer),
        check: one.key.check.to_string(),
        evidence: (followed && !hidden).then_some(one.log_e_value),
        group: one.key.group.to_string(),
        limit: last
            .map(|finding| finding.limit)
            .filter(|limit| *limit != evenhand_core::Limit::default())
            .map(evenhand_core::Limit::range),
        looks,
        metric: info.map_or_else(String::new, |info| info.label.clone()),
        model: one.key.model.to_string(),
        not_followed: (!followed)
            .then(|| why.map_or_else(String::new, |why| why.words().to_owned())),
        reference: (one.points.iter().rev().flatten())
            .find_map(|point| point.reference.clone())
            .map_or_else(String::new, |reference| reference.to_string()),
        span: info.map(|info| info.span),
    })
}

/// Ratios of selection rates between the last two audits, with the mix of one attribute held as it was.
fn drifts(cards: &[Scorecard], runs: &[&RunEvent]) -> Vec<Drift> {
    let [.., before, now] = cards else {
        return Vec::new();
    };
    let periods = (
        runs[runs.len() - 2].period.clone(),
        runs[runs.len() - 1].period.clone(),
    );
    let Ok(level) = Level::new(now.settings.level.get()) else {
        return Vec::new();
    };
    let mut drifts = Vec::new();
    for summary in now.attributes.iter().filter(|of| of.attributes.len() == 2) {
        for (own, by) in [(0, 1), (1, 0)] {
            let part = Part {
                before,
                now,
                combined: &summary.name,
                own,
            };
            let (attribute, by) = (&summary.attributes[own], &summary.attributes[by]);
            let ratios = |card: &Scorecard| -> Vec<Estimate> {
                (card.estimates.iter())
                    .filter(|e| {
                        &*e.metric == "disparate_impact_ratio"
                            && *e.attribute == **attribute
                            && e.slice.is_empty()
                            && e.value.is_some()
                    })
                    .cloned()
                    .collect()
            };
            let earlier = ratios(before);
            for e in ratios(now) {
                let same = |old: &&Estimate| old.group == e.group && old.model == e.model;
                let (Some(old), Some(reference)) = (
                    earlier.iter().find(same).and_then(|old| old.value),
                    e.reference.as_deref(),
                ) else {
                    continue;
                };
                let group = part.strata(&e.model, &e.group);
                let other = part.strata(&e.model, resolved(reference));
                let Some((value, interval)) = standardised_ratio(&group, &other, level) else {
                    continue;
                };
                let held = [value, interval.lower, interval.upper].map(Real::new);
                if let ([Some(value), Some(lower), Some(upper)], Some(now)) = (held, e.value) {
                    drifts.push(Drift {
                        attribute: attribute.clone(),
                        before: old,
                        by: by.clone(),
                        group: e.group.to_string(),
                        held: [value, lower, upper],
                        model: e.model.to_string(),
                        now,
                        periods: periods.clone(),
                        reference: reference.to_owned(),
                    });
                }
            }
        }
    }
    drifts
}

/// Two audits, and the combination of two attributes that both have.
struct Part<'a> {
    before: &'a Scorecard,
    now: &'a Scorecard,
    combined: &'a str,
    /// Place of the attribute whose groups are compared.
    own: usize,
}

impl Part<'_> {
    /// The kinds of people within a group: their rate now, their share before.
    fn strata(&self, model: &str, group: &str) -> Vec<Stratum> {
        let of = |card: &Scorecard| -> BTreeMap<String, (f64, f64)> {
            let cells = card.estimates.iter().filter(|e| {
                &*e.metric == "selection_rate"
                    && *e.attribute == *self.combined
                    && *e.model == *model
                    && e.slice.is_empty()
            });
            cells
                .filter_map(|e| {
                    let levels = split_levels(&e.group);
                    let [own, by] = [levels.get(self.own)?, levels.get(1 - self.own)?];
                    let counts = (e.events?.get(), e.total?.get());
                    (own == group).then(|| (by.clone(), counts))
                })
                .collect()
        };
        let (before, now) = (of(self.before), of(self.now));
        let all: f64 = before.values().map(|(_, n)| n).sum();
        before
            .iter()
            .map(|(kind, (_, n))| Stratum {
                rate: (now.get(kind)).and_then(|(events, n)| Proportion::new(*events, *n).ok()),
                share: n / all.max(1.0),
            })
            .collect()
    }
}
