//! What curves over the scores are drawn from: every group's rows between a few common cuts.

use crate::Result;
use crate::checks::Tabled;
use evenhand_core::{
    AtCut, AuditPlan, Band, Bin, ConfusionMatrix, Count, Curves, Decide, Estimate, GroupCells,
    GroupCurve, GroupTable, Histogram, Real, ReliabilityBin, Statistics, Tables, reliability_bins,
    shortest_cut,
};
use evenhand_inference::Level;
use evenhand_metrics::{Context, Reference, Workings, catalogue, evaluate};
use rayon::prelude::*;
use std::ops::Range;

/// Bands that everyone is divided into, at most.
const MOST_BANDS: u64 = 32;
/// An attribute with more groups than this has no curves: nobody could tell the lines apart.
const MOST_GROUPS: usize = 24;

/// Curves of every model with a score, for everyone and for every single attribute.
pub(crate) fn curves(
    plan: &AuditPlan,
    statistics: &Statistics,
    tables: &[Tabled],
) -> Result<Vec<Curves>> {
    let level = Level::new(plan.level)?;
    let mut wanted = Vec::new();
    for (model, planned) in plan.models.iter().enumerate() {
        let Some(score) = planned.score.as_deref().filter(|_| !planned.derived) else {
            continue;
        };
        let of_model: Vec<&Tabled> = tables
            .iter()
            .filter(|part| part.model == model && part.slice.is_none())
            .filter(|part| match part.partition {
                Some(p) => plan.partitions[p].attributes.len() == 1,
                None => true,
            })
            .filter(|part| part.table.groups.len() <= MOST_GROUPS)
            .collect();
        let Some(everyone) = of_model.iter().find(|part| part.partition.is_none()) else {
            continue;
        };
        let scores = &everyone.table.overall.total.scores;
        if scores.len() < 2 {
            continue;
        }
        let threshold = threshold(plan, statistics, model, score);
        let grid = everyone.table.score_grid;
        let cuts = cuts(scores, |at| grid.half_width(at), threshold);
        wanted.extend(of_model.into_iter().map(|part| Part {
            cuts: cuts.clone(),
            level,
            part,
            plan,
            score,
            threshold,
        }));
    }
    Ok(wanted.par_iter().map(Part::curves).collect())
}

/// The score at which a model selects, where its decisions follow its score alone.
fn threshold(plan: &AuditPlan, statistics: &Statistics, model: usize, score: &str) -> Option<f64> {
    if let Decide::Threshold { score: column, at } = &plan.models[model].decide
        && column == score
    {
        return Some(*at);
    }
    // What the intake knows of a score is one model's where no other uses it.
    let others = plan
        .models
        .iter()
        .filter(|m| m.score.as_deref() == Some(score));
    let seen = (statistics.intake.scores.iter()).find(|seen| seen.column == score)?;
    let (rejected, selected) = (seen.max_rejected?.get(), seen.min_selected?.get());
    (others.count() == 1 && rejected < selected).then(|| shortest_cut(rejected, selected))
}

/// Cuts that divide everyone into parts of about the same size; the one at which the decision is made is among them.
fn cuts(scores: &Histogram, half_width: impl Fn(f64) -> f64, threshold: Option<f64>) -> Vec<f64> {
    let rows: Vec<(f64, u64)> = scores.bins().map(|(at, bin)| (at, bin.all().n)).collect();
    let all: u64 = rows.iter().map(|(_, n)| n).sum();
    let mut cuts = Vec::new();
    let (mut below, mut last) = (0, 0);
    for pair in rows.windows(2) {
        below += pair[0].1;
        // So many parts are full below the second score.
        let full = (u128::from(below) * u128::from(MOST_BANDS) / u128::from(all.max(1))) as u64;
        let few = rows.len() as u64 <= MOST_BANDS;
        if full > last || few {
            last = full;
            let half = half_width(pair[1].0);
            cuts.push(if half > 0.0 {
                pair[1].0 - half
            } else {
                shortest_cut(pair[0].0, pair[1].0)
            });
        }
    }
    if let Some(threshold) = threshold {
        // A cut that parts the same rows as the threshold gives way to it.
        let place = |cut: f64| rows.partition_point(|row| row.0 < cut);
        let inside = (1..rows.len()).contains(&place(threshold));
        cuts.retain(|cut| place(*cut) != place(threshold));
        cuts.extend(inside.then_some(threshold));
    }
    cuts.sort_by(f64::total_cmp);
    cuts
}

/// Curves of the groups of one attribute, before they are drawn up.
struct Part<'a> {
    cuts: Vec<f64>,
    level: Level,
    part: &'a Tabled,
    plan: &'a AuditPlan,
    score: &'a str,
    threshold: Option<f64>,
}

impl Part<'_> {
    fn curves(&self) -> Curves {
        let table = &self.part.table;
        let banded = each(table, |tables| Tables {
            scores: self.banded(&tables.scores),
            ..Tables::default()
        });
        let everyone = self.part.partition.is_none();
        let groups: Vec<(&GroupCells, &GroupCells)> = if everyone {
            vec![(&table.overall, &banded.overall)]
        } else {
            table.groups.iter().zip(&banded.groups).collect()
        };
        let bands: Vec<Vec<Band>> = groups
            .iter()
            .map(|(group, _)| self.bands(&group.total.scores))
            .collect();
        let bins: Vec<Vec<Range<usize>>> = bands
            .iter()
            .map(|bands| reliability_bins(bands, self.plan.min_n))
            .collect();
        let compared = !everyone && self.part.reference != Reference::None;
        let ratios = self.at_cuts("disparate_impact_ratio", &banded, compared);
        let precision = self.at_cuts("positive_predictive_value", &banded, everyone);
        let mut made: Vec<GroupCurve> = groups
            .iter()
            .zip(&bands)
            .map(|((group, _), bands)| GroupCurve {
                bands: bands.clone(),
                group: group.name.clone(),
                precision: of_group(&precision, &group.name),
                ratios: of_group(&ratios, &group.name),
                reliability: Vec::new(),
            })
            .collect();
        let most = bins.iter().map(Vec::len).max().unwrap_or(0);
        for bin in 0..most {
            let within: Vec<Option<&Range<usize>>> =
                bins.iter().map(|bins| bins.get(bin)).collect();
            self.reliability(&banded, &within, &bands, &mut made);
        }
        Curves {
            attribute: table.attribute.clone(),
            cuts: self.cuts.iter().filter_map(|cut| Real::new(*cut)).collect(),
            groups: made,
            model: self.plan.models[self.part.model].name.as_str().into(),
            score: self.score.to_owned(),
            threshold: self.threshold.and_then(Real::new),
        }
    }

    /// The rows at the number of their band instead of at their score.
    fn banded(&self, scores: &Histogram) -> Histogram {
        let bands = scores.between(&self.cuts);
        Histogram::new((bands.into_iter().enumerate()).map(|(i, bin)| (i as f64, bin)))
    }

    fn bands(&self, scores: &Histogram) -> Vec<Band> {
        let mut above = self.cuts.iter().peekable();
        let mut sums = vec![(0.0, 0.0)];
        for (at, [negative, positive, _]) in scores.numbers_and_weights() {
            while above.next_if(|cut| **cut <= at).is_some() {
                sums.push((0.0, 0.0));
            }
            let labelled = negative[1] + positive[1];
            if let Some((score, weight)) = sums.last_mut() {
                *score += at * labelled;
                *weight += labelled;
            }
        }
        sums.resize(self.cuts.len() + 1, (0.0, 0.0));
        let band = |(bin, (score, weight)): (Bin, (f64, f64))| {
            let counts = [&bin.negative, &bin.positive, &bin.unlabelled];
            let weights = counts.map(|count| Real::new(count.weight()).unwrap_or_default());
            Band {
                negative: bin.negative.n,
                positive: bin.positive.n,
                // Where nobody's outcome is known, 0 / 0 is no number.
                score: Real::new(score / weight),
                unlabelled: bin.unlabelled.n,
                weights: self.part.table.weighted.then_some(weights),
            }
        };
        let parts = scores.between(&self.cuts).into_iter().zip(sums);
        parts.map(band).collect()
    }

    /// For every cut a metric of each group, were everybody above it selected.
    fn at_cuts(&self, metric: &str, banded: &GroupTable, wanted: bool) -> Vec<Vec<Estimate>> {
        let cuts = if wanted { self.cuts.len() } else { 0 };
        (1..=cuts)
            .map(|first| {
                let decided = each(banded, |tables| {
                    selected(&tables.scores, |band| band >= first).into()
                });
                self.numbers(metric, &decided)
            })
            .collect()
    }

    /// Adds one bin of every group's reliability curve.
    fn reliability(
        &self,
        banded: &GroupTable,
        within: &[Option<&Range<usize>>],
        bands: &[Vec<Band>],
        made: &mut [GroupCurve],
    ) {
        // Every group has bins of its own, so that each counts its own part of the bands here.
        let range_of = |group: &str| {
            let at = made.iter().position(|curve| &*curve.group == group)?;
            within[at].cloned()
        };
        let of_bin = each_named(banded, |group, tables| {
            let range = range_of(group).unwrap_or_default();
            let bands = tables.scores.bins();
            let inside = bands.filter(|(at, _)| range.contains(&(*at as usize)));
            selected(&Histogram::new(inside), |_| true).into()
        });
        let rates = self.numbers("base_rate", &of_bin);
        for ((range, bands), curve) in within.iter().zip(bands).zip(made) {
            let Some(range) = range else { continue };
            let joined = Band::joined(&bands[(*range).clone()]);
            let rate = rates.iter().find(|e| e.group == curve.group);
            if let (Some(rate), Some(mean_score)) = (rate, joined.score)
                && let Some(value) = rate.value
            {
                curve.reliability.push(ReliabilityBin {
                    lower: rate.lower,
                    mean_score,
                    n: joined.labelled(),
                    positive: joined.positive,
                    rate: value,
                    upper: rate.upper,
                });
            }
        }
    }

    /// One metric of every group of a table.
    fn numbers(&self, metric: &str, table: &GroupTable) -> Vec<Estimate> {
        let Some(entry) = catalogue().entry(metric) else {
            return Vec::new();
        };
        let context = Context {
            checked: false,
            level: self.level,
            min_n: self.plan.min_n,
            noise_draws: 0,
            reference: self.part.reference.clone(),
            resamples: 0,
            rows: None,
            seed: self.plan.seed,
            table,
            workings: &Workings::default(),
        };
        evaluate(&entry, &context)
    }
}

/// The numbers of one group out of those of all, cut by cut.
fn of_group(numbers: &[Vec<Estimate>], group: &str) -> Vec<AtCut> {
    let found = numbers.iter().map(|cut| {
        let found = cut.iter().find(|e| *e.group == *group)?;
        Some(AtCut {
            lower: found.lower,
            upper: found.upper,
            value: found.value,
        })
    });
    let found: Vec<AtCut> = found.collect::<Option<_>>().unwrap_or_default();
    if found.iter().all(|at| at.value.is_none()) {
        return Vec::new();
    }
    found
}

/// A table with something made of the counts of every group, and of every block of its persons.
fn each(table: &GroupTable, made: impl Fn(&Tables) -> Tables) -> GroupTable {
    each_named(table, |_, tables| made(tables))
}

/// The same, with the name of the group at hand.
fn each_named(table: &GroupTable, made: impl Fn(&str, &Tables) -> Tables) -> GroupTable {
    let cells = |group: &GroupCells| GroupCells {
        blocks: (group.blocks.iter())
            .map(|block| made(&group.name, block))
            .collect(),
        group: group.group.clone(),
        missing: group.missing,
        name: group.name.clone(),
        strata: std::collections::BTreeMap::new(),
        total: made(&group.name, &group.total),
        units: group.units,
    };
    GroupTable {
        attribute: table.attribute.clone(),
        benchmark: std::collections::BTreeMap::new(),
        groups: table.groups.iter().map(cells).collect(),
        overall: cells(&table.overall),
        score_grid: table.score_grid,
        strata: Vec::new(),
        unblocked: table.unblocked,
        value_grid: table.value_grid,
        weighted: table.weighted,
    }
}

/// Decisions by the number of the band.
fn selected(banded: &Histogram, chosen: impl Fn(usize) -> bool) -> ConfusionMatrix {
    let mut table = ConfusionMatrix::default();
    for (at, bin) in banded.bins() {
        let cells = if chosen(at as usize) {
            [
                &mut table.false_positive,
                &mut table.true_positive,
                &mut table.selected_unlabelled,
            ]
        } else {
            [
                &mut table.true_negative,
                &mut table.false_negative,
                &mut table.rejected_unlabelled,
            ]
        };
        let counts = [bin.negative, bin.positive, bin.unlabelled];
        for (cell, count) in cells.into_iter().zip(counts) {
            *cell = Count::sum([&*cell, &count]);
        }
    }
    table
}
