mod limit;

pub use limit::{Compared, SeriesLimit};

use crate::lifecycle::{Life, Numbers};
use evenhand_core::{Estimate, Finding, Real, Scorecard, Verdict};
use evenhand_inference::sequential::{Breach, Process, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Latest form of the series of a run.
///
/// | form | what came with it |
/// |---|---|
/// | 1 | counts, and the evidence that there is a gap |
/// | 2 | the limit, and the evidence that it is broken; for runs of form 1 both are worked out from the scorecards |
/// | 3 | what became of each finding, and its number; for runs before, both follow from the oldest run that is left |
pub(crate) const SERIES_FORMAT: u64 = 3;

/// What is followed from audit to audit: one check, on one group.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeriesKey {
    /// Attribute or intersection.
    pub attribute: Arc<str>,
    /// Id of the check.
    pub check: Arc<str>,
    /// Group; empty for a summary over the groups.
    pub group: Arc<str>,
    /// Model; empty without `[[model]]`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub model: Arc<str>,
    /// Slice; empty for all rows.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub slice: Arc<str>,
}

impl SeriesKey {
    /// The series of a finding.
    pub fn of(finding: &Finding) -> Self {
        Self {
            attribute: finding.attribute.clone(),
            check: finding.check.clone(),
            group: finding.group.clone(),
            model: finding.model.clone(),
            slice: finding.slice.clone(),
        }
    }

    /// Its name on a page: check, attribute, group, and model and slice where there are several.
    pub fn name(&self) -> String {
        let parts = [
            &self.check,
            &self.attribute,
            &self.group,
            &self.model,
            &self.slice,
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(|part| part.as_ref())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" / ")
    }
}

/// Why a series takes nothing from a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotFollowed {
    /// The number is no comparison of two rates.
    NoRates,
    /// Weights are no counts of people.
    Weighted,
    /// The audit does not have this series.
    Absent,
    /// The best group was picked after looking; from the next audit of this series on, it is the one to compare with.
    ReferencePicked,
}

impl NotFollowed {
    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoRates => "no comparison of two rates",
            Self::Weighted => "weighted rows",
            Self::Absent => "not in this audit",
            Self::ReferencePicked => "the reference was picked by this audit",
        }
    }
}

/// One series at one look, and its evidence so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// Which series.
    #[serde(flatten)]
    pub key: SeriesKey,
    /// Stakes on the number lying beyond its limit, over all looks so far; empty where no look had a limit of two rates.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub breach: Vec<f64>,
    /// Events and rows of the group and of its reference at this look.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counts: Option<[u64; 4]>,
    /// What became of the finding up to this look; none where no look confirmed a gap.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub life: Option<Life>,
    /// The limit that the check holds two rates against at this look.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<SeriesLimit>,
    /// Limit of the interval of this audit alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lower: Option<Real>,
    /// Why the look adds nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_followed: Option<NotFollowed>,
    /// The group that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Arc<str>>,
    /// Log likelihoods of 31 log odds ratios, over all looks so far.
    pub state: Vec<f64>,
    /// Whether counts were divided by the design effect, because persons have several rows.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub thinned: bool,
    /// Limit of the interval of this audit alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub upper: Option<Real>,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Real>,
    /// What the check says; none where the audit does not have it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verdict: Option<Verdict>,
}

/// All series of a run, as the file beside its scorecard holds them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunSeries {
    /// How many findings of this history had a number by then.
    #[serde(default)]
    pub findings: usize,
    /// Form of the file.
    pub format: u64,
    /// The period.
    pub period: String,
    /// The run.
    pub run: String,
    /// In the order of their keys.
    pub series: Vec<SeriesPoint>,
}

impl SeriesPoint {
    /// The counts as a table.
    pub fn table(&self) -> Option<Table> {
        let [x1, n1, x2, n2] = self.counts?;
        Table::new((x1, n1), (x2, n2)).ok()
    }

    /// Adds its look to the evidence before it, and keeps the sum.
    pub(crate) fn go_on(&mut self, before: Option<&Self>) -> evenhand_inference::Result<()> {
        let mut process = match before {
            Some(before) => Process::from_state(&before.state)?,
            None => Process::new(),
        };
        if let Some(table) = self.table() {
            process.add(&[table]);
        }
        self.state = process.state().to_vec();
        self.stake(before)
    }

    /// How its finding goes on.
    pub(crate) fn live(&mut self, before: Option<&Self>, period: &str, numbers: &mut Numbers) {
        // An audit that does not have the check leaves the finding as it was, but no longer new.
        let verdict = self.verdict.unwrap_or(Verdict::NotTested);
        let before = before.and_then(|before| before.life.as_ref());
        self.life = Life::after(before, verdict, period, || numbers.of(&self.key));
    }

    /// The same for the evidence that the limit is broken.
    pub(crate) fn stake(&mut self, before: Option<&Self>) -> evenhand_inference::Result<()> {
        let mut breach = Breach::from_state(before.map_or(&[], |before| &before.breach))?;
        let Some((limit, table)) = self.limit.zip(self.table()) else {
            self.breach = before.map_or_else(Vec::new, |before| before.breach.clone());
            return Ok(());
        };
        breach.add(limit.contrast(), &[table])?;
        self.breach = breach.state();
        Ok(())
    }
}

impl RunSeries {
    /// Whether it holds the limits, and the evidence that they are broken.
    pub(crate) fn has_limits(&self) -> bool {
        self.format >= 2
    }

    /// Whether it tells what became of the findings.
    pub(crate) fn has_lives(&self) -> bool {
        self.format >= 3
    }

    /// Takes the limits from the scorecard, where the file is of a form without them.
    pub(crate) fn take_limits(&mut self, card: &Scorecard) {
        for point in self
            .series
            .iter_mut()
            .filter(|point| point.counts.is_some())
        {
            let of = |finding: &&Finding| SeriesKey::of(finding) == point.key;
            point.limit = card
                .findings
                .iter()
                .find(of)
                .and_then(|f| limit::limit(card, f));
        }
    }
}

/// The series by their keys.
pub(crate) type States = BTreeMap<SeriesKey, SeriesPoint>;

/// Every series of a scorecard, and those of `before` that it does not have; states and findings go on from `before`.
///
/// # Errors
/// When a kept state is none.
pub(crate) fn points(
    card: &Scorecard,
    before: &States,
    period: &str,
    numbers: &mut Numbers,
) -> evenhand_inference::Result<Vec<SeriesPoint>> {
    let mut all = States::new();
    for finding in &card.findings {
        let key = SeriesKey::of(finding);
        // A check that meets one group twice is followed by what it says first.
        all.entry(key)
            .or_insert_with_key(|key| point(card, finding, key.clone(), before.get(key)));
    }
    after(&mut all, before, period, numbers)?;
    Ok(all.into_values().collect())
}

/// Lets the points of a look go on from those before, and adds what the look does not have.
fn after(
    all: &mut States,
    before: &States,
    period: &str,
    numbers: &mut Numbers,
) -> evenhand_inference::Result<()> {
    for (key, earlier) in before {
        if !all.contains_key(key) {
            all.insert(key.clone(), absent(earlier));
        }
    }
    for (key, point) in all {
        point.go_on(before.get(key))?;
        point.live(before.get(key), period, numbers);
    }
    Ok(())
}

/// Goes through runs in the order of their periods: each goes on from the one before, and the first from what it kept. Gives
/// the series after the last.
///
/// # Errors
/// When a kept state is none.
pub(crate) fn go_through(
    runs: &mut [RunSeries],
    numbers: &mut Numbers,
) -> evenhand_inference::Result<States> {
    let mut states = States::new();
    for (i, run) in runs.iter_mut().enumerate() {
        let (limits, lives) = (run.has_limits(), run.has_lives());
        let series = std::mem::take(&mut run.series).into_iter();
        let mut all: States = series.map(|point| (point.key.clone(), point)).collect();
        if i > 0 {
            after(&mut all, &states, &run.period, numbers)?;
        } else {
            for point in all.values_mut() {
                if !limits {
                    point.stake(None)?;
                }
                if !lives {
                    point.live(None, &run.period, numbers);
                }
            }
        }
        run.series = all.values().cloned().collect();
        run.findings = numbers.given();
        states = all;
    }
    Ok(states)
}

/// A series that an audit does not have keeps its evidence.
fn absent(earlier: &SeriesPoint) -> SeriesPoint {
    SeriesPoint {
        counts: None,
        limit: None,
        lower: None,
        not_followed: Some(NotFollowed::Absent),
        thinned: false,
        upper: None,
        value: None,
        verdict: None,
        ..earlier.clone()
    }
}

fn point(
    card: &Scorecard,
    finding: &Finding,
    key: SeriesKey,
    earlier: Option<&SeriesPoint>,
) -> SeriesPoint {
    let (followed, reference) = match card.estimates.get(finding.estimate) {
        Some(estimate) => followed(card, estimate, earlier),
        None => (Err(NotFollowed::NoRates), None),
    };
    let (counts, thinned) = match followed {
        Ok((counts, thinned)) => (Some(counts), thinned),
        Err(_) => (None, false),
    };
    SeriesPoint {
        key,
        breach: Vec::new(),
        counts,
        life: None,
        limit: counts.and_then(|_| limit::limit(card, finding)),
        lower: finding.lower,
        not_followed: followed.err(),
        reference,
        state: Vec::new(),
        thinned,
        upper: finding.upper,
        value: finding.value,
        verdict: Some(finding.verdict),
    }
}

type Followed = Result<([u64; 4], bool), NotFollowed>;

fn followed(
    card: &Scorecard,
    estimate: &Estimate,
    earlier: Option<&SeriesPoint>,
) -> (Followed, Option<Arc<str>>) {
    let written = estimate.reference.clone();
    let Some(best) = written.as_deref().and_then(|r| r.strip_prefix("best:")) else {
        let pair = side(estimate.events, estimate.total)
            .zip(side(estimate.events_reference, estimate.total_reference));
        return (counts(card, estimate, pair), written);
    };
    // Whoever is best by chance is chosen for it: only a reference known before the look keeps the evidence valid.
    let Some(known) = earlier.and_then(|point| point.reference.clone()) else {
        return (Err(NotFollowed::ReferencePicked), Some(best.into()));
    };
    let against = if *known == *best {
        side(estimate.events_reference, estimate.total_reference)
    } else {
        card.estimates
            .iter()
            .find(|other| {
                other.metric == estimate.metric
                    && other.attribute == estimate.attribute
                    && other.model == estimate.model
                    && other.slice == estimate.slice
                    && other.group == known
            })
            .and_then(|other| side(other.events, other.total))
    };
    let pair = side(estimate.events, estimate.total).zip(against);
    let result = if estimate.group == known {
        Err(NotFollowed::ReferencePicked)
    } else {
        counts(card, estimate, pair)
    };
    (result, Some(known))
}

fn side(events: Option<Real>, total: Option<Real>) -> Option<(f64, f64)> {
    Some((events?.get(), total?.get()))
}

fn counts(
    card: &Scorecard,
    estimate: &Estimate,
    pair: Option<((f64, f64), (f64, f64))>,
) -> Followed {
    let ((x1, n1), (x2, n2)) = pair.ok_or(NotFollowed::NoRates)?;
    if card.settings.weighted {
        return Err(NotFollowed::Weighted);
    }
    let effect = estimate
        .design_effect
        .map_or(1.0, |effect| effect.get().max(1.0));
    let thinned = card.settings.blocks > 0 && effect > 1.0;
    let divisor = if thinned { effect } else { 1.0 };
    let whole = |value: f64| libm::floor(value / divisor + 1e-9);
    let (x1, n1, x2, n2) = (whole(x1), whole(n1), whole(x2), whole(n2));
    let sound = [x1, n1, x2, n2].iter().all(|n| (0.0..=4e15).contains(n)) && x1 <= n1 && x2 <= n2;
    if !sound {
        return Err(NotFollowed::NoRates);
    }
    Ok(([x1 as u64, n1 as u64, x2 as u64, n2 as u64], thinned))
}
