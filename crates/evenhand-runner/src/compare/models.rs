//! Two models on the same people.

use super::pairs::{Population, Side};
use crate::evaluate::reference;
use crate::{Error, Result};
use evenhand_core::{
    AuditPlan, Decide, GapChange, GroupTable, Measures, ModelComparison, ModelPlan, PairedDecision,
    RateChange, Real, RowColumns, Shift, Statistics, Status,
};
use evenhand_inference::Level;
use evenhand_inference::multiplicity::holm;
use evenhand_inference::paired::{gap_change_interval, gap_change_test, mean_gap_test};
use evenhand_metrics::{Reference, catalogue};
use std::sync::Arc;

/// Positions of the models in statistics of a [`paired_plan`].
const CURRENT: u16 = 0;
const CANDIDATE: u16 = 1;
const PAIRS: [u16; 3] = [2, 3, 4];

/// The plan that counts what two models of another plan decided about the same rows, and nothing besides.
///
/// # Errors
/// When the two are the same, or the decisions are counted already.
pub fn paired_plan(plan: &AuditPlan, current: usize, candidate: usize) -> Result<AuditPlan> {
    let models = plan.models.get(current).zip(plan.models.get(candidate));
    let Some((first, second)) = models.filter(|_| current != candidate) else {
        return Err(Error::OneModel);
    };
    if plan.counts.is_some() {
        return Err(Error::NoPairs);
    }
    let own = |model: &ModelPlan| {
        let mut model = model.clone();
        if let Decide::Column(_) = model.decide {
            model.score = None;
        }
        model
    };
    let pair = |selected: PairedDecision| ModelPlan {
        decide: Decide::Pair {
            first: usize::from(CURRENT),
            second: usize::from(CANDIDATE),
            selected,
        },
        derived: false,
        name: format!("{} / {}: {selected:?}", first.name, second.name),
        score: None,
        sha256: String::new(),
        version: String::new(),
    };
    let mut paired = plan.clone();
    paired.models = vec![own(first), own(second)];
    paired.models.extend(PairedDecision::ALL.map(pair));
    paired.checks.clear();
    paired.measures = Measures::default();
    paired.rows = RowColumns::default();
    paired.slice = None;
    paired.strata.clear();
    Ok(paired)
}

/// Compares two models on the people that both decided about.
///
/// `statistics` are those of the [`paired_plan`] of the same two models.
///
/// # Errors
/// When a group that the spec names as a reference does not occur, or the statistics hold no pairs.
pub fn compare_models(plan: &AuditPlan, statistics: &Statistics) -> Result<ModelComparison> {
    let pairs = plan
        .models
        .iter()
        .filter(|model| matches!(model.decide, Decide::Pair { .. }));
    if pairs.count() != PAIRS.len() || statistics.models.len() != plan.models.len() {
        return Err(Error::NoPairs);
    }
    let level = Level::new(plan.level)?;
    let table = |attributes: &[usize]| -> [GroupTable; 3] {
        PAIRS.map(|model| statistics.roll_up(model, None, attributes))
    };
    let all = statistics.roll_up(CURRENT, None, &[]);
    let other = statistics.roll_up(CANDIDATE, None, &[]);
    let everyone = Side::everyone(&table(&[]));
    let mut found = Found {
        changes: Vec::new(),
        gaps: Vec::new(),
        level,
        min_n: plan.min_n,
        populations: if plan.has_label() { 3 } else { 1 },
        weighted: statistics.weighted,
    };
    found.rates("", "", &everyone);
    for (p, partition) in plan.partitions.iter().enumerate() {
        if partition.attributes.len() > 1 && !partition.named {
            continue;
        }
        let current = statistics.roll_up(CURRENT, None, &partition.attributes);
        let against = reference(plan, p, &current, true, plan.min_n)?;
        let tables = table(&partition.attributes);
        let name = tables[0].attribute.clone();
        let reference_name = match &against {
            Reference::Group { index, .. } => current.groups.get(*index).map(|g| g.name.clone()),
            _ => None,
        };
        let position = |name: &Arc<str>| tables[0].groups.iter().position(|g| g.name == *name);
        let fixed = reference_name.as_ref().and_then(position);
        for (index, group) in tables[0].groups.iter().enumerate() {
            let Some(side) = Side::group(&tables, index) else {
                continue;
            };
            found.rates(&name, &group.name, &side);
            if group.missing || Some(index) == fixed {
                continue;
            }
            match &against {
                Reference::Group { name: label, .. } => {
                    let reference = fixed.and_then(|index| Side::group(&tables, index));
                    if let Some(reference) = reference {
                        found.gaps(&name, &group.name, label, &side, &reference);
                    }
                }
                // Everyone holds the group itself; a gap to the rest is the same question without the overlap.
                Reference::Rest | Reference::Overall => {
                    let rest = Side::everyone(&tables).without(&side);
                    found.gaps(&name, &group.name, &"rest".into(), &side, &rest);
                }
                Reference::None => {}
            }
        }
    }
    found.correct()?;
    let n = everyone
        .counts(Population::Everyone)
        .iter()
        .map(|c| c.n)
        .sum();
    let metrics = Population::ALL[..found.populations]
        .iter()
        .filter_map(|(_, id)| catalogue().entry(id))
        .map(|entry| entry.info)
        .collect();
    Ok(ModelComparison {
        candidate: plan.models[usize::from(CANDIDATE)].name.as_str().into(),
        changes: found.changes,
        current: plan.models[usize::from(CURRENT)].name.as_str().into(),
        gaps: found.gaps,
        level: Real::new(plan.level).unwrap_or_default(),
        metrics,
        min_n: plan.min_n,
        n,
        only_candidate: other.overall.n().saturating_sub(n),
        only_current: all.overall.n().saturating_sub(n),
        polarity: plan.polarity,
        system: plan.spec.system.id.clone(),
        tool: crate::TOOL.to_owned(),
    })
}

struct Found {
    changes: Vec<RateChange>,
    gaps: Vec<GapChange>,
    level: Level,
    min_n: u64,
    /// How many of [`Population::ALL`] are known.
    populations: usize,
    weighted: bool,
}

impl Found {
    fn populations(&self) -> &'static [(Population, &'static str)] {
        &Population::ALL[..self.populations]
    }

    fn rates(&mut self, attribute: &str, group: &str, side: &Side) {
        for (population, metric) in self.populations() {
            let counts = side.counts(*population);
            let mut change = RateChange {
                attribute: attribute.into(),
                gained: counts[2].n,
                group: group.into(),
                lost: counts[1].n,
                metric: (*metric).into(),
                n: counts.iter().map(|count| count.n).sum(),
                status: Status::UndefinedZeroDenominator,
                ..RateChange::default()
            };
            if let Some((before, after)) = side.rates(*population) {
                change.before = Real::new(before);
                change.after = Real::new(after);
                change.change = Real::new(after - before);
                change.status = Status::InsufficientN;
            }
            if let Some(paired) = side.paired(*population, self.weighted) {
                let (interval, test) = (paired.interval(self.level), paired.test());
                change.lower = Real::new(interval.lower);
                change.upper = Real::new(interval.upper);
                change.method = Some(interval.method.into());
                if side.support >= self.min_n {
                    change.p_value = Real::new(test.p_value);
                    change.test = Some(test.method.into());
                    change.status = Status::Ok;
                }
            }
            self.changes.push(change);
        }
    }

    fn gaps(
        &mut self,
        attribute: &str,
        group: &str,
        reference: &Arc<str>,
        side: &Side,
        other: &Side,
    ) {
        for (population, metric) in self.populations() {
            let mut gap = GapChange {
                attribute: attribute.into(),
                group: group.into(),
                metric: (*metric).into(),
                reference: reference.clone(),
                status: Status::UndefinedZeroDenominator,
                ..GapChange::default()
            };
            let rates = side.rates(*population).zip(other.rates(*population));
            if let Some((own, others)) = rates {
                let (before, after) = (own.0 - others.0, own.1 - others.1);
                gap.before = Real::new(before);
                gap.after = Real::new(after);
                gap.change = Real::new(after - before);
                gap.status = Status::InsufficientN;
            }
            let own = side.paired(*population, self.weighted);
            if let Some((own, others)) = own.zip(other.paired(*population, self.weighted)) {
                let interval = gap_change_interval(&own, &others, self.level);
                gap.lower = Real::new(interval.lower);
                gap.upper = Real::new(interval.upper);
                gap.method = Some(interval.method.into());
                if side.support.min(other.support) >= self.min_n {
                    // Smaller or larger is said of the size: of the change and of the side that the gap is on.
                    let changed = gap_change_test(&own, &others).p_value;
                    let sided = mean_gap_test(&own, &others).p_value;
                    gap.p_value = Real::new(changed.max(sided));
                    gap.status = Status::Ok;
                }
            }
            self.gaps.push(gap);
        }
    }

    /// Corrects for all that were compared, and says what is shown.
    fn correct(&mut self) -> Result<()> {
        let error = self.level.alpha();
        let adjusted = adjusted(self.changes.iter().map(|change| change.p_value))?;
        for (change, p) in self.changes.iter_mut().zip(adjusted) {
            change.p_adjusted = p;
            change.shift = shown(p, error, change.change.map_or(0.0, Real::get));
        }
        let adjusted = self::adjusted(self.gaps.iter().map(|gap| gap.p_value))?;
        for (gap, p) in self.gaps.iter_mut().zip(adjusted) {
            gap.p_adjusted = p;
            let size = |gap: Option<Real>| gap.map_or(0.0, |gap| gap.get().abs());
            gap.shift = shown(p, error, size(gap.after) - size(gap.before));
        }
        Ok(())
    }
}

/// Holm's correction of those that are there.
pub(super) fn adjusted(values: impl Iterator<Item = Option<Real>>) -> Result<Vec<Option<Real>>> {
    let values: Vec<Option<Real>> = values.collect();
    let known: Vec<f64> = values.iter().flatten().map(|p| p.get()).collect();
    let mut adjusted = holm(&known)?.into_iter();
    Ok(values
        .into_iter()
        .map(|p| p.and_then(|_| adjusted.next()).and_then(Real::new))
        .collect())
}

pub(super) fn shown(p: Option<Real>, error: f64, change: f64) -> Shift {
    match p {
        None => Shift::TooFew,
        Some(p) if p.get() > error || change == 0.0 => Shift::NotShown,
        Some(_) if change > 0.0 => Shift::Larger,
        Some(_) => Shift::Smaller,
    }
}
