use crate::series::{RunSeries, SeriesKey};
use evenhand_core::Verdict;
use std::collections::BTreeMap;

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A gap that this audit confirmed for the first time.
    New,
    /// A gap that was confirmed, and was not shown to be gone since.
    Open,
    /// A gap that was gone, and is confirmed again.
    Reopened,
    /// A confirmed gap that somebody decided to live with for a while.
    Waived,
    /// This audit showed that the whole range lies within the limit: more than not being flagged.
    Fixed,
    /// A later audit did not find it again.
    Closed,
}

impl Stage {
    /// Whether the gap is still there, as far as anybody showed, and nobody decided to live with it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Open | Self::Reopened)
    }

    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Reopened => "reopened",
            Self::Waived => "waived",
            Self::Fixed => "fixed (confirmed)",
            Self::Closed => "closed",
        }
    }
}

/// A finding over all audits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveFinding {
    /// Its number in this history: of the first confirmed gap 1, and it keeps it.
    pub number: usize,
    /// Which series.
    pub key: SeriesKey,
    /// The period that confirmed it first.
    pub since: String,
    /// The period of its last change of stage.
    pub changed: String,
    /// Where it stands.
    pub stage: Stage,
    /// How often it was reopened.
    pub reopened: usize,
}

/// The findings of a history, by their numbers.
///
/// A gap opens when an audit confirms it. It is fixed only by an audit whose whole range lies within the limit; a possible gap,
/// too few people or a hidden number leave it as it was. The audit after that closes it, unless it confirms it again.
///
/// # Example: not being flagged is no proof
///
/// ```
/// use evenhand_core::Verdict::{ConfirmedGap, PossibleGap, WithinLimit};
/// use evenhand_ledger::{Stage, next_stage};
/// let stage = next_stage(None, ConfirmedGap);
/// assert_eq!(stage, Some(Stage::New));
/// let stage = next_stage(stage, PossibleGap);
/// assert_eq!(stage, Some(Stage::Open));
/// assert_eq!(next_stage(stage, WithinLimit), Some(Stage::Fixed));
/// ```
pub fn live_findings(runs: &[RunSeries]) -> Vec<LiveFinding> {
    let mut lives = Lives::default();
    for run in runs {
        lives.look_at(run);
    }
    lives.finish()
}

/// Findings as they go on from audit to audit.
#[derive(Default)]
pub(crate) struct Lives {
    findings: Vec<LiveFinding>,
    places: BTreeMap<SeriesKey, usize>,
}

impl Lives {
    /// Takes all that a run says.
    pub fn look_at(&mut self, run: &RunSeries) {
        for point in &run.series {
            // An audit that does not have the check leaves the finding as it was, but no longer new.
            let verdict = point.verdict.unwrap_or(Verdict::NotTested);
            self.look(&run.period, &point.key, verdict);
        }
    }

    /// Takes what the audit of a period says of one series.
    pub fn look(&mut self, period: &str, key: &SeriesKey, verdict: Verdict) {
        let place = self.places.get(key).copied();
        let stage = place.map(|place| self.findings[place].stage);
        let Some(next) = next_stage(stage, verdict) else {
            return;
        };
        let Some(place) = place else {
            self.places.insert(key.clone(), self.findings.len());
            self.findings.push(LiveFinding {
                number: self.findings.len() + 1,
                key: key.clone(),
                since: period.to_owned(),
                changed: period.to_owned(),
                stage: next,
                reopened: 0,
            });
            return;
        };
        let finding = &mut self.findings[place];
        if finding.stage != next {
            finding.changed = period.to_owned();
            finding.reopened += usize::from(next == Stage::Reopened);
            finding.stage = next;
        }
    }

    /// The series that have a finding.
    pub fn keys(&self) -> impl Iterator<Item = &SeriesKey> {
        self.places.keys()
    }

    pub fn finish(self) -> Vec<LiveFinding> {
        self.findings
    }
}

/// Where a finding stands after a verdict.
pub fn next_stage(stage: Option<Stage>, verdict: Verdict) -> Option<Stage> {
    use Stage::{Closed, Fixed, New, Open, Reopened, Waived};
    match (stage, verdict) {
        (None, Verdict::ConfirmedGap) => Some(New),
        (None, Verdict::Waived) => Some(Waived),
        (None, _) => None,
        (Some(_), Verdict::Waived) => Some(Waived),
        (Some(Fixed | Closed), Verdict::ConfirmedGap) => Some(Reopened),
        (Some(_), Verdict::ConfirmedGap) => Some(Open),
        (Some(Fixed | Closed), Verdict::WithinLimit) => Some(Closed),
        (Some(_), Verdict::WithinLimit) => Some(Fixed),
        (Some(New | Reopened | Open | Waived), _) => Some(Open),
        (Some(stage), _) => Some(stage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeriesPoint;
    use Verdict::{ConfirmedGap, InsufficientData, PossibleGap, Waived, WithinLimit};

    fn runs(verdicts: &[Verdict]) -> Vec<RunSeries> {
        let run = |(i, verdict): (usize, &Verdict)| RunSeries {
            format: 1,
            period: format!("2026-{:02}", i + 1),
            run: i.to_string(),
            series: vec![SeriesPoint {
                key: SeriesKey::default(),
                breach: Vec::new(),
                counts: None,
                limit: None,
                lower: None,
                not_followed: None,
                reference: None,
                state: vec![0.0; 31],
                thinned: false,
                upper: None,
                value: None,
                verdict: Some(*verdict),
            }],
        };
        verdicts.iter().enumerate().map(run).collect()
    }

    #[test]
    fn a_reopened_finding_keeps_its_number() {
        let found = live_findings(&runs(&[
            PossibleGap,
            ConfirmedGap,
            WithinLimit,
            WithinLimit,
            ConfirmedGap,
        ]));
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].number, found[0].stage, found[0].reopened),
            (1, Stage::Reopened, 1)
        );
        assert_eq!(
            (found[0].since.as_str(), found[0].changed.as_str()),
            ("2026-02", "2026-05")
        );
    }

    #[test]
    fn only_a_whole_range_within_the_limit_fixes() {
        for verdict in [
            PossibleGap,
            InsufficientData,
            Verdict::Hidden,
            Verdict::NotTested,
        ] {
            assert_eq!(
                live_findings(&runs(&[ConfirmedGap, verdict]))[0].stage,
                Stage::Open
            );
        }
        assert_eq!(
            live_findings(&runs(&[ConfirmedGap, WithinLimit]))[0].stage,
            Stage::Fixed
        );
        assert_eq!(
            live_findings(&runs(&[ConfirmedGap, WithinLimit, WithinLimit]))[0].stage,
            Stage::Closed
        );
        assert_eq!(
            live_findings(&runs(&[ConfirmedGap, Waived]))[0].stage,
            Stage::Waived
        );
        assert_eq!(
            live_findings(&runs(&[Waived, ConfirmedGap]))[0].stage,
            Stage::Open
        );
        assert!(live_findings(&runs(&[PossibleGap, WithinLimit])).is_empty());
    }
}
