use crate::series::{RunSeries, SeriesKey};
use evenhand_core::Verdict;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// What became of a finding up to an audit; kept with the series of that audit, so that it outlives the files before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// The period of its last change of stage.
    pub changed: String,
    /// Its number in this history.
    pub number: usize,
    /// How often it was reopened.
    #[serde(default)]
    pub reopened: usize,
    /// The period that confirmed it first.
    pub since: String,
    /// Where it stands.
    pub stage: Stage,
}

impl Life {
    /// How it goes on with what an audit says; none where there is no finding.
    pub(crate) fn after(
        before: Option<&Self>,
        verdict: Verdict,
        period: &str,
        number: impl FnOnce() -> usize,
    ) -> Option<Self> {
        let stage = next_stage(before.map(|before| before.stage), verdict)?;
        let Some(before) = before else {
            return Some(Self {
                changed: period.to_owned(),
                number: number(),
                reopened: 0,
                since: period.to_owned(),
                stage,
            });
        };
        if before.stage == stage {
            return Some(before.clone());
        }
        Some(Self {
            changed: period.to_owned(),
            reopened: before.reopened + usize::from(stage == Stage::Reopened),
            stage,
            ..before.clone()
        })
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

impl LiveFinding {
    pub(crate) fn new(key: SeriesKey, life: Life) -> Self {
        Self {
            number: life.number,
            key,
            since: life.since,
            changed: life.changed,
            stage: life.stage,
            reopened: life.reopened,
        }
    }
}

/// The findings as they stand after the last of some runs, by their numbers; of runs as [`crate::Store::history`] gives them.
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
    let points = runs.last().into_iter().flat_map(|run| &run.series);
    let mut findings: Vec<LiveFinding> = points
        .filter_map(|point| Some(LiveFinding::new(point.key.clone(), point.life.clone()?)))
        .collect();
    findings.sort_by_key(|finding| finding.number);
    findings
}

/// The numbers that the findings of a history were given. None is given twice, also when what it stood for was corrected away.
#[derive(Default)]
pub(crate) struct Numbers {
    given: usize,
    known: BTreeMap<SeriesKey, usize>,
}

impl Numbers {
    /// Takes over the numbers that stand with the series of a run.
    pub fn take(&mut self, run: &RunSeries) {
        self.given = self.given.max(run.findings);
        for point in &run.series {
            if let Some(life) = &point.life {
                self.given = self.given.max(life.number);
                self.known.insert(point.key.clone(), life.number);
            }
        }
    }

    /// The number of a finding: its own, or the next one.
    pub fn of(&mut self, key: &SeriesKey) -> usize {
        if let Some(number) = self.known.get(key) {
            return *number;
        }
        self.given += 1;
        self.known.insert(key.clone(), self.given);
        self.given
    }

    /// How many were given.
    pub fn given(&self) -> usize {
        self.given
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
    use crate::series::go_through;
    use Verdict::{ConfirmedGap, InsufficientData, PossibleGap, Waived, WithinLimit};

    fn runs(verdicts: &[Verdict]) -> Vec<RunSeries> {
        let run = |(i, verdict): (usize, &Verdict)| RunSeries {
            findings: 0,
            format: 1,
            period: format!("2026-{:02}", i + 1),
            run: i.to_string(),
            series: vec![SeriesPoint {
                key: SeriesKey::default(),
                breach: Vec::new(),
                counts: None,
                life: None,
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
        let mut runs: Vec<RunSeries> = verdicts.iter().enumerate().map(run).collect();
        go_through(&mut runs, &mut Numbers::default()).unwrap();
        runs
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

    #[test]
    fn no_number_is_given_twice() {
        let key = |check: &str| SeriesKey {
            check: check.into(),
            ..SeriesKey::default()
        };
        let mut numbers = Numbers::default();
        assert_eq!((numbers.of(&key("a")), numbers.of(&key("b"))), (1, 2));
        assert_eq!((numbers.of(&key("a")), numbers.of(&key("c"))), (1, 3));
        // What was corrected away keeps its number to itself.
        let mut run = runs(&[ConfirmedGap]).remove(0);
        run.findings = 7;
        let mut numbers = Numbers::default();
        numbers.take(&run);
        assert_eq!(
            (numbers.of(&SeriesKey::default()), numbers.of(&key("b"))),
            (1, 8)
        );
    }
}
