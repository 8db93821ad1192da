//! What is said where a profile hides something: never a zero, never nothing.

use crate::number;
use evenhand_core::{Finding, Profile, Scorecard, Status, Verdict};

/// What stands in place of a count that is hidden.
const MARK: &str = "hidden";

/// A count, unless it is hidden.
pub(crate) fn count(n: u64, hidden: bool) -> String {
    if hidden {
        MARK.to_owned()
    } else {
        number::count(n)
    }
}

/// How many people a finding is about.
pub(crate) fn people(finding: &Finding) -> String {
    count(finding.n, finding.status == Status::Suppressed)
}

/// Whether the number of a finding is kept back.
pub(crate) fn is_hidden(finding: &Finding) -> bool {
    finding.verdict == Verdict::Hidden
}

/// What a reader must know of a card that does not show everything.
pub(crate) fn sentence(card: &Scorecard) -> Option<String> {
    let record = card.privacy.as_ref()?;
    let below = record.suppress_below;
    let mut text = format!(
        "This is the {} version: numbers about groups with fewer than {below} people on one side of a count are hidden, {}; {} numbers in all. A group being hidden is not a good result.",
        record.profile.as_str(),
        if record.complementary {
            "and so is what would give them away"
        } else {
            "and what would give them away is not"
        },
        number::count(record.numbers_hidden),
    );
    if let (Profile::Public, Some(to)) = (record.profile, record.round_to) {
        text.push_str(&format!(
            " Counts are rounded to {to}, and rates are worked out from rounded counts."
        ));
    }
    let mut names: Vec<String> = Vec::new();
    for attribute in card.attributes.iter().filter(|a| a.attributes.len() == 1) {
        for group in attribute.groups.iter().filter(|group| group.hidden) {
            names.push(format!(
                "{}: {}",
                crate::name::shown(&attribute.name),
                crate::name::shown(&group.name)
            ));
        }
    }
    if !names.is_empty() {
        text.push_str(&format!(" Hidden altogether: {}.", names.join("; ")));
    }
    Some(text)
}
