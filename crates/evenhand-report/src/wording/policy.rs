//! Sentences about policy packs and waivers.

use super::Wording;
use crate::name;
use crate::number;
use evenhand_core::{Finding, PackRecord, WaiverRecord, WaiverState};

impl Wording<'_> {
    /// What stands beside every result of a pack whose rule does not bind, or may have changed; nothing otherwise.
    pub(crate) fn standing(&self, pack: &str) -> String {
        let record = self.card.packs.iter().find(|record| record.name() == pack);
        record.map_or_else(String::new, |record| {
            let mut said = Vec::new();
            if !record.status.stands() {
                said.push(record.status.words().to_owned());
            }
            if record.stale {
                said.push("the rule may have changed".to_owned());
            }
            if said.is_empty() {
                String::new()
            } else {
                format!(" ({})", said.join("; "))
            }
        })
    }

    /// A pack and how it stands, in one line.
    pub(crate) fn pack_line(&self, record: &PackRecord) -> String {
        let mut line = format!(
            "{}: {}, looked at {}",
            record.name(),
            record.status.words(),
            record.checked_on
        );
        if record.stale {
            line.push_str("; the rule may have changed");
        }
        line
    }

    /// What the four-fifths rule itself says of a finding.
    pub(crate) fn of_rule(&self, finding: &Finding) -> Option<String> {
        let rule = finding.rule.as_ref()?;
        let mut tests = Vec::new();
        if let Some(z) = rule.z {
            tests.push(format!("z {}", number::fixed(z.get(), 2)));
        }
        if let Some(p) = rule.p_fisher {
            tests.push(format!("Fisher p {}", number::p_value(p.get())));
        }
        if let Some(p) = rule.p_mid {
            tests.push(format!("mid-p {}", number::p_value(p.get())));
        }
        let flip = if rule.flips {
            "; one different person would turn it round"
        } else {
            ""
        };
        let tests = if tests.is_empty() {
            String::new()
        } else {
            format!(" ({})", tests.join(", "))
        };
        Some(format!(
            "The rule itself says: {}{tests}{flip}.",
            rule.result.words()
        ))
    }

    /// By whom, why and until when a confirmed gap is lived with.
    pub(crate) fn of_waiver(&self, finding: &Finding) -> Option<String> {
        let id = finding.waiver.as_ref()?;
        let waiver = self.card.waivers.iter().find(|waiver| *waiver.id == **id)?;
        Some(format!(
            "A confirmed gap, waived until {} by {}: {} ({}).",
            waiver.expires,
            waiver.approved_by.join(" and "),
            waiver.reason.trim_end_matches('.'),
            waiver.tracking
        ))
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
        waivers.iter().map(|waiver| waiver_line(waiver)).collect()
    }
}

fn waiver_line(waiver: &WaiverRecord) -> String {
    let whom = if waiver.group.is_empty() {
        name::shown(&waiver.attribute)
    } else {
        format!(
            "{}, {}",
            name::shown(&waiver.attribute),
            name::shown(&waiver.group)
        )
    };
    let state = match waiver.state {
        WaiverState::Expired => format!("expired on {}", waiver.expires),
        WaiverState::InForce => format!("in force until {}", waiver.expires),
        WaiverState::NotYet => format!("not in force before {}", waiver.approved_on),
        WaiverState::Unused => "covers no confirmed gap".to_owned(),
    };
    format!(
        "Waiver {}, {state}: {} for {whom}; {}. Owner {}, approved by {} on {}, {}.",
        waiver.id,
        waiver.check,
        waiver.reason.trim_end_matches('.'),
        waiver.owner,
        waiver.approved_by.join(" and "),
        waiver.approved_on,
        waiver.tracking
    )
}
