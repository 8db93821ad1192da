//! What is said where a profile hides something: never a zero, never nothing.

use crate::words::Words;
use evenhand_core::{Finding, Profile, Scorecard, Status, Verdict};

/// A count, unless it is hidden: then the word that stands in its place.
pub(crate) fn count(words: Words, n: u64, hidden: bool) -> String {
    if hidden {
        words.verdict(Verdict::Hidden)
    } else {
        words.numbers().count(n)
    }
}

/// How many people a finding is about.
pub(crate) fn people(words: Words, finding: &Finding) -> String {
    count(words, finding.n, finding.status == Status::Suppressed)
}

/// Whether the number of a finding is kept back.
pub(crate) fn is_hidden(finding: &Finding) -> bool {
    finding.verdict == Verdict::Hidden
}

/// What a reader must know of a card that does not show everything.
pub(crate) fn sentence(words: Words, card: &Scorecard) -> Option<String> {
    let record = card.privacy.as_ref()?;
    let mut said = words.hidden_version(
        record.suppress_below,
        record.complementary,
        record.numbers_hidden,
        record.profile.as_str(),
    );
    if let (Profile::Public, Some(to)) = (record.profile, record.round_to) {
        said = words.hidden_rounded(said, to);
    }
    let mut names: Vec<String> = Vec::new();
    for attribute in card.attributes.iter().filter(|a| a.attributes.len() == 1) {
        for group in attribute.groups.iter().filter(|group| group.hidden) {
            names.push(format!(
                "{}: {}",
                words.shown(&attribute.name),
                words.shown(&group.name)
            ));
        }
    }
    if !names.is_empty() {
        said = words.hidden_altogether(names.join("; "), said);
    }
    Some(said.to_text())
}
