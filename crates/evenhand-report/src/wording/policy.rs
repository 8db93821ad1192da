//! Sentences about policy packs and waivers.

use super::{Sentence, Wording};
use evenhand_core::{Finding, PackRecord, PackStatus, RuleResult, WaiverRecord, WaiverState};

impl Wording<'_> {
    /// What stands beside every result of a pack whose rule does not bind, or may have changed; nothing otherwise.
    pub(crate) fn standing(&self, pack: &str) -> String {
        let record = self.card.packs.iter().find(|record| record.name() == pack);
        record.map_or_else(String::new, |record| {
            let mut said = Vec::new();
            if !record.status.stands() {
                said.push(self.status(record));
            }
            if record.stale {
                said.push(self.words.rule_may_have_changed());
            }
            said.into_iter()
                .reduce(|start, next| self.words.clause_next(next, start))
                .map_or_else(String::new, |said| format!(" ({said})"))
        })
    }

    pub(crate) fn status(&self, record: &PackRecord) -> Sentence {
        self.words.pack_status(match record.status {
            PackStatus::InForce => "in-force",
            other => other.as_str(),
        })
    }

    /// A pack and how it stands, in one line.
    pub(crate) fn pack_line(&self, record: &PackRecord) -> String {
        let words = self.words;
        let line = words.pack_looked_at(&record.checked_on, record.name(), self.status(record));
        if record.stale {
            words.clause_next(words.rule_may_have_changed(), line)
        } else {
            line
        }
        .to_text()
    }

    /// What the four-fifths rule itself says of a finding, as a sentence: without the p-values behind it.
    pub(crate) fn of_rule(&self, finding: &Finding) -> Option<String> {
        let said = self.rule_said(finding, &[])?;
        Some(self.words.rule_says(said).to_text())
    }

    /// What the four-fifths rule itself says of a finding, and by which tests.
    pub(crate) fn rule_itself(&self, finding: &Finding) -> Option<String> {
        let rule = finding.rule.as_ref()?;
        let numbers = self.words.numbers();
        let mut tests = Vec::new();
        if let Some(z) = rule.z {
            tests.push(format!("z {}", numbers.fixed(z.get(), 2)));
        }
        if let Some(p) = rule.p_fisher {
            tests.push(format!("Fisher p {}", numbers.p_value(p.get())));
        }
        if let Some(p) = rule.p_mid {
            tests.push(format!("mid-p {}", numbers.p_value(p.get())));
        }
        self.rule_said(finding, &tests)
    }

    fn rule_said(&self, finding: &Finding, tests: &[String]) -> Option<String> {
        let rule = finding.rule.as_ref()?;
        let flip = if rule.flips {
            self.words.rule_flips()
        } else {
            Sentence::new()
        };
        let tests = if tests.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.words.joined(tests))
        };
        let result = self.words.rule_result(match rule.result {
            RuleResult::Shown => "shown",
            RuleResult::BelowNotShown => "below-not-shown",
            RuleResult::SignificantSmall => "significant-small",
            RuleResult::None => "none",
        });
        Some(self.words.rule_said(flip, result, tests).to_text())
    }

    /// By whom, why and until when a confirmed gap is lived with.
    pub(crate) fn of_waiver(&self, finding: &Finding) -> Option<String> {
        let id = finding.waiver.as_ref()?;
        let waiver = self.card.waivers.iter().find(|waiver| *waiver.id == **id)?;
        let said = self.words.waived_until(
            self.approved_by(waiver),
            waiver.reason.trim_end_matches('.'),
            &waiver.tracking,
            &waiver.expires,
        );
        Some(said.to_text())
    }

    fn approved_by(&self, waiver: &WaiverRecord) -> Sentence {
        self.words
            .list(waiver.approved_by.iter().map(String::as_str))
    }

    /// The waivers, in one line each; those that no longer hold first.
    pub(crate) fn waivers(&self) -> Vec<String> {
        let mut waivers: Vec<&WaiverRecord> = self.card.waivers.iter().collect();
        let rank = |waiver: &WaiverRecord| match waiver.state {
            WaiverState::Expired => 0,
            WaiverState::InForce => 1,
            WaiverState::NotYet => 2,
            WaiverState::Unused => 3,
        };
        waivers.sort_by_key(|waiver| rank(waiver));
        waivers
            .iter()
            .map(|waiver| self.waiver_line(waiver))
            .collect()
    }

    fn waiver_line(&self, waiver: &WaiverRecord) -> String {
        let whom = if waiver.group.is_empty() {
            self.words.shown(&waiver.attribute)
        } else {
            format!(
                "{}, {}",
                self.words.shown(&waiver.attribute),
                self.words.shown(&waiver.group)
            )
        };
        let (state, date) = match waiver.state {
            WaiverState::Expired => ("expired", &waiver.expires),
            WaiverState::InForce => ("in-force", &waiver.expires),
            WaiverState::NotYet => ("not-yet", &waiver.approved_on),
            WaiverState::Unused => ("unused", &waiver.expires),
        };
        let state = self.words.waiver_state(date, state);
        self.words
            .waiver_line(
                self.approved_by(waiver),
                &waiver.check,
                &waiver.id,
                &waiver.approved_on,
                &waiver.owner,
                waiver.reason.trim_end_matches('.'),
                state,
                &waiver.tracking,
                whom,
            )
            .to_text()
    }
}
