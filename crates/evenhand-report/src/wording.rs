//! Findings in plain words: natural frequencies, a range, a limit and who adopted it.
//!
//! Sentences have at most twenty words besides the names of groups, and none of the words a report must not use.

mod alike;
mod evidence;
mod finding;
mod frequency;
mod noun;
mod overview;
mod policy;

pub(crate) use alike::{WITHIN, WITHIN_ODDS, certain};

pub(crate) use crate::sentence::Sentence;

use crate::index::{Index, Place};
use crate::number;
use crate::words::Words;
use evenhand_core::{Finding, Real, Scorecard, Verdict};
use std::cmp::Ordering;

/// Says what a scorecard found.
pub(crate) struct Wording<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) index: &'a Index<'a>,
    pub(crate) words: Words,
}

impl<'a> Wording<'a> {
    /// In English, as files for machines, the terminal and the gate speak.
    pub(crate) fn new(card: &'a Scorecard, index: &'a Index<'a>) -> Self {
        Self::speaking(Words::english(), card, index)
    }

    /// In the language of the readers.
    pub(crate) fn speaking(words: Words, card: &'a Scorecard, index: &'a Index<'a>) -> Self {
        Self { card, index, words }
    }

    /// Name of a metric for people.
    pub(crate) fn label(&self, metric: &str) -> String {
        self.words.label(self.label_in_english(metric))
    }

    /// The same as part of a sentence, marked where it stays English.
    pub(crate) fn labelled(&self, metric: &str) -> Sentence {
        self.words.of_scorecard(self.label_in_english(metric))
    }

    /// As the scorecard names it.
    pub(crate) fn label_in_english<'b>(&'b self, metric: &'b str) -> &'b str {
        self.card
            .metric(metric)
            .map_or(metric, |info| info.label.as_str())
    }

    fn place(finding: &'a Finding) -> Place<'a> {
        Place {
            model: &finding.model,
            slice: &finding.slice,
            attribute: &finding.attribute,
        }
    }

    /// The other groups of a headline, each with its number, at most so many.
    pub(crate) fn others(&self, line: &Headline<'_>, most: usize) -> Option<String> {
        if line.others.is_empty() {
            return None;
        }
        let span = number::span(self.card.metric(&line.finding.metric));
        let listed: Vec<String> = line
            .others
            .iter()
            .take(most)
            .map(|other| {
                let group = self.words.shown(&other.group);
                match other.value {
                    Some(value) => {
                        format!("{group} {}", self.words.numbers().of(span, value.get()))
                    }
                    None => group,
                }
            })
            .collect();
        let more = line.others.len() - listed.len();
        let verdict = self.words.verdict(line.finding.verdict);
        let groups = self.words.joined(&listed);
        Some(if more > 0 {
            self.words.others_and_more(groups, more, verdict).to_text()
        } else {
            self.words.others(groups, verdict).to_text()
        })
    }

    /// The findings worth a paragraph: of every check and attribute the gravest, the gravest of all first.
    pub(crate) fn gravest(&self) -> Vec<Headline<'a>> {
        let mut lines: Vec<Headline<'a>> = Vec::new();
        for finding in &self.card.findings {
            let same = lines.iter_mut().find(|line| {
                let first = line.finding;
                first.check == finding.check
                    && first.attribute == finding.attribute
                    && first.model == finding.model
                    && first.slice == finding.slice
            });
            match same {
                Some(line) => {
                    line.others.push(finding);
                }
                None => lines.push(Headline {
                    finding,
                    others: Vec::new(),
                }),
            }
        }
        for line in &mut lines {
            let mut all = vec![line.finding];
            all.append(&mut line.others);
            all.sort_by(|a, b| order(a, b));
            line.finding = all[0];
            line.others = all[1..]
                .iter()
                .copied()
                .filter(|other| other.verdict == all[0].verdict)
                .collect();
        }
        lines.sort_by(|a, b| order(a.finding, b.finding));
        lines
    }
}

/// The gravest finding of a check on an attribute, and the others with the same verdict.
pub(crate) struct Headline<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) others: Vec<&'a Finding>,
}

/// Order of findings: verdict, severity, then how many people the gap reaches.
pub(crate) fn order(a: &Finding, b: &Finding) -> Ordering {
    a.verdict
        .cmp(&b.verdict)
        .then(a.severity.cmp(&b.severity))
        .then(reach(b).total_cmp(&reach(a)))
        .then_with(|| (&a.model, &a.slice, &a.attribute).cmp(&(&b.model, &b.slice, &b.attribute)))
        .then_with(|| (&a.check, &a.group).cmp(&(&b.check, &b.group)))
}

/// People reached by what is certain of a gap: rows of the group times how far the nearer end of the range lies past
/// the limit; where the range reaches inside, how far the estimate does.
fn reach(finding: &Finding) -> f64 {
    let (low, high) = finding.limit.range();
    let ratio = low > 0.0 || (high.is_finite() && high >= 1.0);
    let past = |value: f64| {
        let (value, low, high) = if ratio {
            (ln(value.max(1e-9)), ln(low.max(1e-9)), ln(high))
        } else {
            (value, low, high)
        };
        let past = (low - value).max(value - high);
        if past.is_nan() {
            0.0
        } else {
            past.clamp(-9.0, 9.0)
        }
    };
    let get = |number: Option<Real>| number.map(Real::get).map(past);
    let certain = match (get(finding.lower), get(finding.upper)) {
        (Some(lower), Some(upper)) => lower.min(upper),
        _ => 0.0,
    };
    let past = if certain > 0.0 {
        certain
    } else {
        get(finding.value).unwrap_or(0.0)
    };
    // Inside the limit it is the distance alone that counts.
    if past > 0.0 {
        past * finding.n as f64
    } else {
        past
    }
}

fn ln(value: f64) -> f64 {
    libm::log(value)
}

/// Marks and words of a verdict ladder: only the verdicts that occur, the gravest first, and always the first three.
pub(crate) fn ladder(card: &Scorecard) -> Vec<(Verdict, usize)> {
    let order = [
        Verdict::ConfirmedGap,
        Verdict::PossibleGap,
        Verdict::WithinLimit,
        Verdict::InsufficientData,
        Verdict::NotTested,
        Verdict::Hidden,
        Verdict::Waived,
    ];
    order
        .into_iter()
        .map(|verdict| (verdict, card.count(verdict)))
        .filter(|(verdict, count)| {
            *count > 0 || (*verdict as u8) < 2 || *verdict == Verdict::WithinLimit
        })
        .collect()
}

/// The words of a verdict for a number of findings: `3 confirmed gaps`.
pub(crate) fn counted(verdict: Verdict, count: usize) -> String {
    Words::english().verdicts(verdict, count)
}

#[cfg(test)]
mod lint;
#[cfg(test)]
mod tests;
