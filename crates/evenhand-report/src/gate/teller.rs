//! How a finding is told to a platform: its title, its sentences, what speaks up and how loudly.

use super::{Changes, GateRun};
use crate::gate::changes::Change;
use crate::hidden;
use crate::index::Index;
use crate::name;
use crate::number;
use crate::wording::{Sentence, Wording, order};
use evenhand_core::{
    CheckSummary, EvidenceWanted, Finding, PackRecord, RuleResult, Scorecard, Severity, Side,
    Verdict, WaiverRecord, WaiverState, sha256_hex,
};
use std::collections::BTreeMap;

/// Tells findings one by one.
pub(crate) struct Teller<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) run: GateRun<'a>,
    pub(crate) wording: Wording<'a>,
    pub(crate) changes: Option<Changes<'a>>,
    checks: BTreeMap<&'a str, &'a CheckSummary>,
    packs: BTreeMap<String, &'a PackRecord>,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(card: &'a Scorecard, index: &'a Index<'a>, run: &GateRun<'a>) -> Self {
        Self {
            card,
            run: *run,
            wording: Wording::new(card, index),
            changes: run.before.map(|before| Changes::new(card, before)),
            checks: card
                .checks
                .iter()
                .map(|check| (&*check.id, check))
                .collect(),
            packs: card.packs.iter().map(|pack| (pack.name(), pack)).collect(),
        }
    }

    /// Findings with their positions, the gravest first.
    pub(crate) fn gravest(&self) -> Vec<(usize, &'a Finding)> {
        let mut findings: Vec<_> = self.card.findings.iter().enumerate().collect();
        findings.sort_by(|a, b| order(a.1, b.1));
        findings
    }

    /// The same, and of a run that is held against another only what changed.
    pub(crate) fn to_tell(&self) -> Vec<(usize, &'a Finding)> {
        let mut findings = self.gravest();
        if let Some(changes) = &self.changes {
            findings.retain(|(at, finding)| changes.of(*at).tells(finding));
        }
        findings
    }

    pub(crate) fn change(&self, at: usize) -> Option<Change<'a>> {
        Some(self.changes.as_ref()?.of(at))
    }

    pub(crate) fn check(&self, finding: &Finding) -> Option<&'a CheckSummary> {
        self.checks.get(&*finding.check).copied()
    }

    pub(crate) fn pack(&self, finding: &Finding) -> Option<&'a PackRecord> {
        let pack = self.check(finding)?.pack.as_deref()?;
        self.packs.get(pack).copied()
    }

    pub(crate) fn waiver(&self, finding: &Finding) -> Option<&'a WaiverRecord> {
        let id = finding.waiver.as_deref()?;
        self.card.waivers.iter().find(|waiver| waiver.id == id)
    }

    /// The code of the rule; the id of the metric where it has none.
    pub(crate) fn rule(&self, finding: &'a Finding) -> &'a str {
        self.check(finding).map_or(&*finding.metric, rule_of)
    }

    /// Line of the spec.
    pub(crate) fn line(&self, finding: &Finding) -> usize {
        self.check(finding)
            .and_then(|check| check.spec_line)
            .unwrap_or(1)
            .max(1)
    }

    /// What the check can do to this run.
    pub(crate) fn severity(&self, finding: &Finding) -> Severity {
        match finding.severity {
            Severity::Warn if self.run.warn_fails => Severity::Gate,
            severity => severity,
        }
    }

    /// Whether a finding is listed among the problems: what its check asks for. It never changes a verdict, and a
    /// confirmed gap is never kept silent.
    pub(crate) fn speaks(&self, finding: &Finding) -> bool {
        let wanted = self
            .check(finding)
            .map_or_else(Default::default, |c| c.evidence);
        match finding.verdict {
            Verdict::ConfirmedGap => true,
            Verdict::Waived | Verdict::Hidden | Verdict::NotTested => false,
            verdict => match wanted {
                EvidenceWanted::Confirmed => false,
                EvidenceWanted::Any => verdict == Verdict::PossibleGap,
                EvidenceWanted::Rule => finding
                    .rule
                    .as_ref()
                    .is_some_and(|rule| rule.result == RuleResult::Shown),
                EvidenceWanted::Point => finding.estimate_side == Some(Side::Beyond),
            },
        }
    }

    /// Whether its numbers are kept back outside.
    pub(crate) fn is_hidden(finding: &Finding) -> bool {
        hidden::is_hidden(finding)
    }

    /// What is compared, and for whom: `Disparate impact ratio, gender: female compared with male`.
    pub(crate) fn title(&self, finding: &Finding) -> String {
        clean(&self.wording.headline(finding).to_text())
    }

    /// Whom it is about: `gender: female`.
    pub(crate) fn whom(&self, finding: &Finding) -> String {
        clean(&whom(finding))
    }

    /// The number in people and the limit: one line, fit to be shown outside.
    pub(crate) fn line_of(&self, finding: &'a Finding) -> String {
        self.sentences(finding, false)
    }

    /// Everything that is to be said of it, fit to be shown outside.
    pub(crate) fn whole(&self, finding: &'a Finding) -> String {
        self.sentences(finding, true)
    }

    fn sentences(&self, finding: &'a Finding, whole: bool) -> String {
        let mut sentences: Vec<String> = Vec::new();
        if Self::is_hidden(finding) {
            sentences.extend(self.wording.number(finding).iter().map(Sentence::to_text));
        } else {
            let mut told = self.wording.number(finding);
            if whole {
                told.extend(self.wording.meaning(finding));
            } else if finding.value.is_some() {
                told.extend(self.wording.limit(finding));
            }
            sentences.extend(told.iter().map(Sentence::to_text));
            if !whole {
                sentences.extend(self.kept_open(finding).map(|why| format!("{why}.")));
            }
        }
        // What it means tells of the waiver and of the rule already.
        let told = whole && !Self::is_hidden(finding);
        sentences.extend(self.asides(finding, told));
        clean(&sentences.join(" "))
    }

    /// Why a possible gap is not a confirmed one: what the range alone does not show, or how many more people would decide it.
    pub(crate) fn kept_open(&self, finding: &Finding) -> Option<String> {
        if finding.verdict != Verdict::PossibleGap {
            return None;
        }
        let whys = [finding.reason.clone(), self.wording.needed(finding)];
        let whys: Vec<String> = whys.into_iter().flatten().collect();
        (!whys.is_empty()).then(|| whys.join("; "))
    }

    /// What stands beside a result: how its rule stands, and unless that is `told` what the rule says by itself and who waived
    /// it.
    pub(crate) fn asides(&self, finding: &Finding, told: bool) -> Vec<String> {
        let mut asides = Vec::new();
        if let Some(waiver) = self.waiver(finding).filter(|_| !told) {
            asides.push(format!("Waived until {}.", waiver.expires));
        }
        if let Some(pack) = self.pack(finding) {
            let mut stands: Vec<String> = Vec::new();
            if !pack.status.stands() {
                stands.push(pack.status.words().to_owned());
            }
            if pack.stale {
                stands.push(format!(
                    "the rule may have changed since {}",
                    pack.checked_on
                ));
            }
            if !stands.is_empty() {
                asides.push(format!("{}: {}.", pack.name(), stands.join("; ")));
            }
        }
        if let Some(rule) = finding
            .rule
            .as_ref()
            .filter(|r| r.result != RuleResult::None && !told)
        {
            asides.push(format!("By the rule alone: {}.", rule.result.words()));
        }
        let wanted = self.check(finding).map(|check| check.evidence);
        let gap = matches!(finding.verdict, Verdict::ConfirmedGap | Verdict::Waived);
        if wanted == Some(EvidenceWanted::Point) && !gap && self.speaks(finding) {
            asides.push("Listed for its bare estimate, which is no verdict.".to_owned());
        }
        asides
    }

    /// What else a reader should know, a line each: checks without a number, and waivers that cover nothing any more.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let checks = self.card.checks.iter().filter_map(|check| {
            let reason = check.reason.as_ref()?;
            Some(format!("Check {} could not be tested: {reason}", check.id))
        });
        let waivers = self.card.waivers.iter();
        let waivers = waivers
            .filter(|waiver| waiver.state != WaiverState::InForce)
            .map(|waiver| {
                let until = match waiver.state {
                    WaiverState::Expired => format!(" on {}", waiver.expires),
                    _ => String::new(),
                };
                format!("Waiver {} {}{until}", waiver.id, state(waiver.state))
            });
        checks.chain(waivers).map(|text| clean(&text)).collect()
    }

    /// The waivers in force, a line each.
    pub(crate) fn waivers(&self) -> Vec<String> {
        let waivers = self.card.waivers.iter();
        waivers
            .filter(|waiver| waiver.state == WaiverState::InForce)
            .map(|waiver| {
                let findings = if waiver.findings == 1 {
                    "1 confirmed gap".to_owned()
                } else {
                    format!("{} confirmed gaps", number::count(waiver.findings))
                };
                let whom = place(&waiver.attribute, &waiver.group);
                // The number stays visible, unless it rests on too few people to be shown outside.
                let covered = self.card.findings.iter().find(|finding| {
                    finding.waiver.as_deref() == Some(waiver.id.as_str())
                        && !Self::is_hidden(finding)
                });
                let value = covered.map_or_else(String::new, |finding| {
                    let span = number::span(self.card.metric(&finding.metric));
                    let text =
                        number::with_interval(span, finding.value, finding.lower, finding.upper);
                    format!(" ({text})")
                });
                clean(&format!(
                    "{}, {whom}: {findings}{value} waived until {}, approved by {}. Reason: {}",
                    waiver.check,
                    waiver.expires,
                    waiver.approved_by.join(" and "),
                    waiver.reason
                ))
            })
            .collect()
    }

    /// The packs applied, a line each: how each rule stands.
    pub(crate) fn packs(&self) -> Vec<String> {
        let packs = self.card.packs.iter();
        packs
            .map(|pack| {
                let mut text = format!("{} ({}): {}", pack.title, pack.name(), pack.status.words());
                if let Some(why) = &pack.applies_not {
                    text.push_str(&format!("; it does not apply: {why}"));
                }
                if pack.stale {
                    text.push_str(&format!(
                        "; the rule may have changed since {}, when it was last looked at",
                        pack.checked_on
                    ));
                }
                clean(&text)
            })
            .collect()
    }

    /// A stable hash of what is compared, whatever the numbers are.
    pub(crate) fn fingerprint(&self, finding: &Finding) -> String {
        let pack = self.check(finding).and_then(|check| check.pack.as_deref());
        // The version of a pack may change while the question stays the same.
        let pack = pack.map_or("", |pack| pack.split('@').next().unwrap_or(pack));
        fingerprint(pack, finding)
    }
}

/// The code of a check's rule; the id of its metric where it has none.
pub(super) fn rule_of(check: &CheckSummary) -> &str {
    if check.rule.is_empty() {
        &check.metric
    } else {
        &check.rule
    }
}

pub(super) fn fingerprint(pack: &str, finding: &Finding) -> String {
    let parts = [
        pack,
        &finding.check,
        &finding.model,
        &finding.slice,
        &finding.attribute,
        &finding.group,
    ];
    // Lengths keep `a` + `bc` apart from `ab` + `c`.
    let parts = parts.map(|part| format!("{}:{part}", part.len()));
    let text = parts.join(";");
    sha256_hex(text.as_bytes())[..32].to_owned()
}

fn state(state: WaiverState) -> &'static str {
    match state {
        WaiverState::InForce => "is in force",
        WaiverState::Unused => "covers nothing",
        WaiverState::Expired => "expired",
        WaiverState::NotYet => "is not yet in force",
    }
}

fn place(attribute: &str, group: &str) -> String {
    if group.is_empty() {
        name::shown(attribute)
    } else {
        format!("{}: {}", name::shown(attribute), name::shown(group))
    }
}

/// Whom a finding is about, with its model and slice.
pub(super) fn whom(finding: &Finding) -> String {
    let mut text = place(&finding.attribute, &finding.group);
    for (what, which) in [("model", &finding.model), ("slice", &finding.slice)] {
        if !which.is_empty() {
            text.push_str(&format!(" ({what} {which})"));
        }
    }
    text
}

/// One line: blanks that do not break become plain, controls become a blank or a mark.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\r' | '\t' | '\u{a0}' | '\u{2028}' | '\u{2029}' => ' ',
            // Neither may stand in XML; the others could turn the direction of what follows.
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            letter if letter.is_control() => '\u{fffd}',
            letter => letter,
        })
        .collect()
}
