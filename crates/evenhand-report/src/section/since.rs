use super::Context;
use crate::document::Inline;
use crate::sentence::Sentence;
use evenhand_core::{Finding, Verdict};

/// Gaps named in one line of the first page.
const MOST_GAPS: usize = 4;

/// How an audit stands in the history of audits that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The period of the audit before; none for the first one.
    pub before: Option<String>,
    /// Confirmed gaps of this and earlier audits, by their numbers.
    pub gaps: Vec<Gap>,
    /// What somebody owes.
    pub overdue: Vec<Overdue>,
}

/// A confirmed gap as it lives on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Attribute or intersection.
    pub attribute: String,
    /// Id of the check.
    pub check: String,
    /// Group; empty for a summary.
    pub group: String,
    /// Model; empty without `[[model]]`.
    pub model: String,
    /// Its number, for ever.
    pub number: u64,
    /// The period in which it was first confirmed.
    pub since: String,
    /// Slice; empty for all rows.
    pub slice: String,
    /// Where it stands with this audit.
    pub stage: GapStage,
}

/// Where a gap stands with an audit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GapStage {
    /// Confirmed for the first time.
    #[default]
    New,
    /// Confirmed before, and not shown to be over.
    Stayed,
    /// Shown to be over before, and confirmed again.
    Reopened,
    /// The whole range lies within the limit now.
    Fixed,
}

/// Something that somebody owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// An action of the minutes.
    Action {
        /// Its last day.
        day: String,
        /// Who does it.
        owner: String,
        /// What.
        text: String,
    },
    /// An audit that was planned.
    Audit {
        /// Its last day.
        day: String,
        /// Of which period.
        period: String,
    },
    /// A waiver that ended while its gap is open.
    Waiver {
        /// Its last day.
        day: String,
        /// Its number.
        id: String,
        /// The number of the gap.
        number: Option<u64>,
    },
}

impl Gap {
    fn is_of(&self, finding: &Finding) -> bool {
        *self.check == *finding.check
            && *self.attribute == *finding.attribute
            && *self.group == *finding.group
            && *self.model == *finding.model
            && *self.slice == *finding.slice
    }
}

/// What is new, what stayed, what is over and what is overdue, one line each. A gap of which this scorecard hides the number is
/// not told.
pub(super) fn lines(context: &Context<'_>) -> Vec<Vec<Inline>> {
    let Some(since) = &context.options.since else {
        return Vec::new();
    };
    let words = context.words();
    let hidden = |gap: &&Gap| {
        let mut all = context.card.findings.iter();
        all.any(|finding| finding.verdict == Verdict::Hidden && gap.is_of(finding))
    };
    let shown: Vec<&Gap> = since.gaps.iter().filter(|gap| !hidden(gap)).collect();
    let mut lines = Vec::new();
    if let Some(before) = &since.before {
        let named = |stage: GapStage| {
            let gaps: Vec<&Gap> = (shown.iter().copied())
                .filter(|gap| gap.stage == stage)
                .collect();
            (gaps.len(), list(context, &gaps))
        };
        let (n, gaps) = named(GapStage::New);
        lines.push(if n == 0 {
            words.since_new_none(before)
        } else {
            words.since_new(before, gaps, n)
        });
        let (n, gaps) = named(GapStage::Reopened);
        lines.extend((n > 0).then(|| words.since_reopened(gaps, n)));
        let (n, gaps) = named(GapStage::Stayed);
        lines.extend((n > 0).then(|| words.since_stayed(gaps, n)));
        let (n, gaps) = named(GapStage::Fixed);
        lines.extend((n > 0).then(|| words.since_fixed(gaps, n)));
    }
    for overdue in &since.overdue {
        lines.push(match overdue {
            Overdue::Action { day, owner, text } => words.overdue_action(
                day,
                Sentence::new().name(owner.as_str()),
                Sentence::new().name(text.as_str()),
            ),
            Overdue::Audit { day, period } => words.overdue_audit(day, period),
            Overdue::Waiver { day, id, number } => {
                let number = number.map_or_else(Sentence::new, |number| {
                    words.since_number(number.to_string())
                });
                words.overdue_waiver(day, id, number)
            }
        });
    }
    (lines.into_iter())
        .map(|line| Inline::of_sentences(&[line]))
        .collect()
}

/// The number of a finding, and since when it has it; nothing where the audit is the first of its history.
pub(super) fn mark(context: &Context<'_>, finding: &Finding) -> Option<String> {
    let since = context.options.since.as_ref()?;
    since.before.as_ref()?;
    let gap = since.gaps.iter().find(|gap| gap.is_of(finding))?;
    let words = context.words();
    let number = words.since_number(gap.number.to_string());
    let mark = if gap.stage == GapStage::New {
        words.since_mark_new(number)
    } else {
        words.since_mark_open(number, &gap.since)
    };
    Some(mark.to_text())
}

fn list(context: &Context<'_>, gaps: &[&Gap]) -> Sentence {
    let words = context.words();
    let mut items: Vec<Sentence> = (gaps.iter().take(MOST_GAPS))
        .map(|gap| {
            let whom = if gap.group.is_empty() {
                &gap.attribute
            } else {
                &gap.group
            };
            let mut name = format!("{} · {}", words.shown(whom), gap.check);
            for part in [&gap.model, &gap.slice] {
                if !part.is_empty() {
                    name.push_str(" · ");
                    name.push_str(part);
                }
            }
            let number = words.since_number(gap.number.to_string()).to_text();
            let name = format!("{number} {name}");
            let name = if gap.stage == GapStage::New || gap.since.is_empty() {
                name
            } else {
                words.since_gap(name, &gap.since).to_text()
            };
            Sentence::new().name(name)
        })
        .collect();
    let more = gaps.len().saturating_sub(MOST_GAPS);
    if more > 0 {
        items.push(words.since_more(more.to_string()));
    }
    words.list(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::{HtmlOptions, document};

    fn glance(since: Option<Since>) -> (Vec<String>, Vec<String>) {
        let card = fixture::every_verdict();
        let options = HtmlOptions {
            since,
            ..HtmlOptions::default()
        };
        let glance = document(&card, &options).unwrap().glance;
        let line = |parts: &Vec<Inline>| parts.iter().map(Inline::text).collect::<String>();
        (
            glance.since.iter().map(line).collect(),
            glance
                .findings
                .iter()
                .map(|told| told.check.clone())
                .collect(),
        )
    }

    #[test]
    fn a_gap_whose_number_is_hidden_is_not_told() {
        let card = fixture::every_verdict();
        let hidden = card
            .findings
            .iter()
            .position(|f| f.verdict == Verdict::Hidden);
        let number = format!("F-{} ", hidden.unwrap() + 1);
        let mut since = fixture::since(&card);
        for gap in &mut since.gaps {
            gap.stage = GapStage::Stayed;
        }
        // Four are named, so the hidden one is the only one here, then beside others.
        let only = |gap: &Gap| format!("F-{} ", gap.number) == number;
        let alone = Since {
            gaps: since.gaps.iter().filter(|gap| only(gap)).cloned().collect(),
            overdue: Vec::new(),
            ..since.clone()
        };
        assert_eq!(alone.gaps.len(), 1);
        let (lines, _) = glance(Some(alone));
        assert_eq!(
            lines,
            ["No gap is confirmed for the first time since 2025-11."]
        );
        let (lines, _) = glance(Some(since));
        assert!(
            !lines.iter().any(|line| line.contains(&number)),
            "{lines:?}"
        );
    }

    #[test]
    fn the_first_audit_of_a_history_has_nothing_to_be_held_against() {
        let since = Since {
            before: None,
            ..fixture::since(&fixture::every_verdict())
        };
        let (lines, checks) = glance(Some(since));
        assert_eq!(lines.len(), 3, "only what is overdue: {lines:?}");
        assert!(
            lines[0].starts_with("Overdue: waiver W-2025-03 ended"),
            "{lines:?}"
        );
        assert!(
            checks.iter().all(|check| !check.contains("F-")),
            "{checks:?}"
        );
        assert_eq!(glance(None).0, Vec::<String>::new());
    }

    #[test]
    fn a_finding_of_the_first_page_has_its_number() {
        let (_, checks) = glance(Some(fixture::since(&fixture::every_verdict())));
        assert!(
            checks.iter().all(|check| check.contains(" · F-")),
            "{checks:?}"
        );
        assert!(
            checks
                .iter()
                .any(|check| check.contains("first confirmed in 2025-07"))
        );
    }
}
