//! Functions of histograms and of arms, of one group or of a group and its reference.

mod blocks;
mod pair;

pub(super) use blocks::LeftOut;

use super::Context;
use super::measure::Measured;
use crate::views::View;
use crate::{Arms, Between, Both, Function, PairSpread, Scores, Setting, Spread, Undefined};
use evenhand_core::{GroupCells, Moments, Tables};
use evenhand_inference::auc::{Auc, auc_interval};
use evenhand_inference::bootstrap::{multinomial_replicates, percentile_interval};
use evenhand_inference::effective_size::{MIN_BLOCKS, kish};
use evenhand_inference::{Interval, Level};

/// Cells that the delta method moves one by one.
const MOST_MOVED: usize = 64;
/// Scores that are drawn anew in small samples.
const MOST_DRAWN: usize = 256;
/// Rows below which a sample is drawn anew instead of linearised.
const FEW_ROWS: u64 = 200;

/// The parts of a sample that hold its blocks of persons.
pub(super) struct Parts<'a> {
    pub blocks: &'a [Tables],
    pub group: &'a GroupCells,
    pub total: &'a Tables,
}

type Of<'f, V> = &'f dyn Fn(&[V]) -> Result<f64, Undefined>;

impl Context<'_> {
    /// A function of a table of one group.
    pub(super) fn table_number(
        &self,
        of: Function,
        spread: Spread,
        parameter: f64,
        group: &GroupCells,
        level: Level,
    ) -> Measured {
        match of {
            Function::Scores(of) => {
                let one = |views: &[Scores]| of(&views[0], parameter);
                self.view_number(&[group], false, &one, spread, parameter, level)
            }
            Function::ScoresAmong(of) => {
                let setting = self.setting(&[group], parameter, level);
                let one = |views: &[Scores]| of(&views[0], &setting);
                self.view_number(&[group], false, &one, spread, parameter, level)
            }
            Function::ValuesAmong(of) => {
                let setting = self.setting(&[group], parameter, level);
                let one = |views: &[Scores]| of(&views[0], &setting);
                self.view_number(&[group], true, &one, spread, parameter, level)
            }
            Function::Values(of) => {
                let one = |views: &[Scores]| of(&views[0], parameter);
                self.view_number(&[group], true, &one, spread, parameter, level)
            }
            Function::Arms(of) => {
                let one = |views: &[Arms]| of(&views[0], parameter);
                self.arms_number(group, &one, spread, parameter, level)
            }
            Function::Sums(of) => {
                self.sums_number(&[group], &|sums| of(&sums[0], parameter), level)
            }
        }
    }

    /// A function of the tables of a group and its reference.
    pub(super) fn table_pair(
        &self,
        of: Between,
        spread: PairSpread,
        parameter: f64,
        (group, other): (&GroupCells, &GroupCells),
        level: Level,
    ) -> Measured {
        let pair = [group, other];
        match of {
            Between::Scores(of) => {
                let two = |both: &Both| of(both, parameter);
                self.pair_number(pair, false, &two, spread, parameter, level)
            }
            Between::ScoresAmong(of) => self.pair_among(pair, of, spread, parameter, level),
            Between::Decisions(of) => self.pair_decisions(pair, of, spread, parameter, level),
            Between::Values(of) => {
                let two = |both: &Both| of(both, parameter);
                self.pair_number(pair, true, &two, spread, parameter, level)
            }
            Between::Arms(of) => {
                let two = |views: &[Arms]| of(&views[0], &views[1], parameter);
                self.view_number(&pair, false, &two, Spread::Smooth, parameter, level)
            }
            Between::Sums(of) => {
                self.sums_number(&pair, &|sums| of(&sums[0], &sums[1], parameter), level)
            }
        }
    }

    /// The samples of a function, without blocks of persons where the table is kept without them.
    pub(super) fn parts<'g, V: View>(
        &self,
        groups: &[&'g GroupCells],
        values: bool,
    ) -> Vec<Parts<'g>> {
        let bare = V::unblocked(self.table.unblocked, values);
        let part = |group: &&'g GroupCells| Parts {
            blocks: if bare { &[] } else { &group.blocks },
            group,
            total: &group.total,
        };
        groups.iter().map(part).collect()
    }

    /// A function of one table of one or several groups, with its interval.
    pub(super) fn view_number<V: View>(
        &self,
        groups: &[&GroupCells],
        values: bool,
        of: Of<'_, V>,
        spread: Spread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let parts: Vec<Parts<'_>> = self.parts::<V>(groups, values);
        let (views, rows): (Vec<V>, Vec<u64>) = groups
            .iter()
            .map(|group| V::of_group(self, group, values))
            .unzip();
        let mut measured = Measured {
            n: rows.iter().sum(),
            value: of(&views),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let Some(value) = measured.number() else {
            return measured;
        };
        let with_units = parts.iter().any(|p| !p.blocks.is_empty());
        match spread {
            Spread::None => {}
            Spread::Chance(chance) => {
                let known = self.known_scores(groups[0], values);
                let setting = Setting {
                    value,
                    ..self.setting(groups, parameter, level)
                };
                if setting.draws > 0 {
                    measured.chance = chance(&known.scores, &setting);
                }
            }
            Spread::Limits(limits) if !with_units => {
                let known = self.known_scores(groups[0], values);
                measured.interval = limits(&known.scores, &self.setting(groups, parameter, level));
            }
            Spread::Auc if !with_units => {
                measured.interval = self.auc(groups[0]).map(|auc| auc_interval(auc, level));
                measured.error_bound = self.auc_bound(parts[0].total);
            }
            _ if with_units => {
                let logit = matches!(spread, Spread::Auc) && value > 0.0 && value < 1.0;
                let jackknife = self.view_blocks(&parts, values, of, logit);
                measured.too_few_blocks = jackknife.is_none();
                if let Some((error, df)) = jackknife {
                    let reach = level.critical(Some(df)) * error;
                    measured.df = Some(df);
                    measured.interval = Some(around(value, reach, logit, "jackknife-blocks"));
                    measured.error = (!logit).then_some(error);
                }
                if matches!(spread, Spread::Auc) {
                    measured.error_bound = self.auc_bound(parts[0].total);
                }
            }
            _ => {
                let few = measured.n < FEW_ROWS;
                measured.interval = if few {
                    self.view_bootstrap(&parts, values, of, value, level)
                } else {
                    self.view_delta(&parts, values, of).map(|variance| {
                        around(
                            value,
                            level.critical(None) * variance.sqrt(),
                            false,
                            "delta",
                        )
                    })
                };
            }
        }
        measured
    }

    /// The area under the curve with DeLong's variance, weights at their effective size.
    fn auc(&self, group: &GroupCells) -> Option<Auc> {
        let known = self.known_scores(group, false);
        let mut sizes = [1.0, 1.0];
        if self.table.weighted {
            sizes = [1, 0].map(|side| {
                let w2: f64 = known.rows().map(|rows| rows[side].1).sum();
                let w = if side == 1 {
                    known.scores.positives()
                } else {
                    known.scores.negatives()
                };
                if w > 0.0 { kish(w, w2) / w } else { 0.0 }
            });
        }
        known.scores.steps().auc(sizes[0], sizes[1]).ok()
    }

    /// How far pairs inside a bin may move the area; `None` where every score is kept.
    fn auc_bound(&self, tables: &Tables) -> Option<f64> {
        if self.table.score_grid.is_exact() {
            return None;
        }
        let bins = Scores::of(&tables.scores).labelled();
        let (positives, negatives) = bins.iter().fold((0.0, 0.0), |(p, n), b| (p + b.0, n + b.1));
        let pairs = positives * negatives;
        (pairs > 0.0).then(|| bins.iter().map(|(p, n)| p * n).sum::<f64>() / pairs / 2.0)
    }

    /// The delta method over the cells, of at most [`MOST_MOVED`] scores.
    fn view_delta<V: View>(&self, parts: &[Parts<'_>], values: bool, of: Of<'_, V>) -> Option<f64> {
        let coarse: Vec<Option<Tables>> = parts
            .iter()
            .map(|p| V::collapse(p.total, values, MOST_MOVED))
            .collect();
        let tables: Vec<&Tables> = parts
            .iter()
            .zip(&coarse)
            .map(|(p, coarse)| coarse.as_ref().unwrap_or(p.total))
            .collect();
        let mut views: Vec<V> = tables.iter().map(|t| V::of_tables(t, values)).collect();
        let mut variance = 0.0;
        for (i, table) in tables.iter().enumerate() {
            let counts = V::counts(table, values);
            let mut weights: Vec<f64> = counts.iter().map(evenhand_core::Count::weight).collect();
            let all: f64 = weights.iter().sum();
            if all <= 0.0 {
                continue;
            }
            let whole = views[i].clone();
            let mut slopes = vec![0.0; counts.len()];
            for c in 0..counts.len() {
                let here = weights[c];
                let step = 1e-4 * here;
                if step <= 0.0 {
                    continue;
                }
                let mut at = |moved: f64| {
                    weights[c] = moved;
                    views[i] = whole.with(&weights);
                    of(&views)
                };
                let (up, down) = (at(here + step).ok()?, at(here - step).ok()?);
                slopes[c] = (up - down) / (2.0 * step);
                weights[c] = here;
            }
            views[i] = whole;
            let mean = slopes.iter().zip(&weights).map(|(s, w)| s * w).sum::<f64>() / all;
            variance += slopes
                .iter()
                .zip(&counts)
                .map(|(slope, count)| (slope - mean) * (slope - mean) * count.weight_squared())
                .sum::<f64>();
        }
        variance.is_finite().then_some(variance)
    }

    /// A multinomial bootstrap inside each table, moved so that it is about the value.
    fn view_bootstrap<V: View>(
        &self,
        parts: &[Parts<'_>],
        values: bool,
        of: Of<'_, V>,
        value: f64,
        level: Level,
    ) -> Option<Interval> {
        let coarse: Vec<Option<Tables>> = parts
            .iter()
            .map(|p| V::collapse(p.total, values, MOST_DRAWN))
            .collect();
        let mut views = Vec::new();
        let mut drawn = Vec::new();
        for (i, (part, coarse)) in parts.iter().zip(&coarse).enumerate() {
            let table = coarse.as_ref().unwrap_or(part.total);
            views.push(V::of_tables(table, values));
            let counts = V::counts(table, values);
            let all = evenhand_core::Count::sum(&counts);
            if all.w <= 0 {
                return None;
            }
            let scale = if self.table.weighted {
                kish(all.weight(), all.weight_squared()) / all.weight()
            } else {
                1.0
            };
            let cells: Vec<f64> = counts.iter().map(|count| count.weight() * scale).collect();
            let seed = self.seed ^ (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            drawn.push(multinomial_replicates(&cells, self.resamples, seed).ok()?);
        }
        let centre = of(&views).ok()?;
        let mut replicates: Vec<_> = drawn.iter().map(|d| d.iter()).collect();
        let (mut found, mut undefined) = (Vec::with_capacity(self.resamples), 0);
        let mut moved = views.clone();
        for _ in 0..self.resamples {
            for (i, replicates) in replicates.iter_mut().enumerate() {
                let weights: Vec<f64> = replicates.next()?.iter().map(|n| *n as f64).collect();
                moved[i] = views[i].with(&weights);
            }
            match of(&moved) {
                Ok(replicate) if replicate.is_finite() => found.push(replicate),
                _ => undefined += 1,
            }
        }
        let interval = percentile_interval(&mut found, level, undefined)?;
        let shift = value - centre;
        Some(Interval {
            lower: (interval.lower + shift).min(value),
            upper: (interval.upper + shift).max(value),
            method: "bootstrap-multinomial",
        })
    }

    /// A function of sums; its spread needs blocks of persons, because sums of products are not kept.
    fn sums_number(
        &self,
        groups: &[&GroupCells],
        of: &dyn Fn(&[Moments]) -> Result<f64, Undefined>,
        level: Level,
    ) -> Measured {
        let whole: Vec<Moments> = groups
            .iter()
            .map(|group| group.total.moments.clone())
            .collect();
        let mut measured = Measured {
            n: groups.iter().map(|group| group.n()).sum(),
            value: of(&whole),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let Some(value) = measured.number() else {
            return measured;
        };
        let (mut variance, mut df) = (0.0, f64::INFINITY);
        let mut without = whole.clone();
        for (i, group) in groups.iter().enumerate() {
            let (mut used, mut squares, mut rows, mut rows_squared) = (0.0, 0.0, 0.0, 0.0);
            for block in &group.blocks {
                let n = block.confusion.decided().n as f64;
                if n == 0.0 {
                    continue;
                }
                without[i] = whole[i].without(&block.moments);
                let Ok(changed) = of(&without) else {
                    return measured;
                };
                squares += (changed - value) * (changed - value);
                used += 1.0;
                rows += n;
                rows_squared += n * n;
            }
            without[i] = whole[i].clone();
            if used < MIN_BLOCKS as f64 {
                measured.too_few_blocks = !group.blocks.is_empty();
                return measured;
            }
            variance += (used - 1.0) / used * squares;
            df = df.min(rows * rows / rows_squared - 1.0).max(1.0);
        }
        let error = variance.sqrt();
        measured.df = Some(df);
        measured.error = Some(error);
        let reach = level.critical(Some(df)) * error;
        measured.interval = Some(around(value, reach, false, "jackknife-blocks"));
        measured
    }
}

/// An interval that reaches as far on both sides, on the logit scale where asked.
fn around(value: f64, reach: f64, logit: bool, method: &'static str) -> Interval {
    if logit {
        let centre = libm::log(value / (1.0 - value));
        let back = |x: f64| 1.0 / (1.0 + libm::exp(-x));
        return Interval {
            lower: back(centre - reach),
            upper: back(centre + reach),
            method,
        };
    }
    Interval {
        lower: value - reach,
        upper: value + reach,
        method,
    }
}
