use super::pair::{Look, Pair};
use super::smooth::{Sample, Spread};
use super::{Context, bound, put, real};
use crate::cells::count_of;
use crate::{Cell, Cells, Metric, Undefined};
use evenhand_core::{ConfusionMatrix, Estimate, GroupCells, StrataSupport, StratumCells, Tables};
use evenhand_inference::distribution::{normal, student};
use evenhand_inference::strata::{
    Common, Stratum, breslow_day, cmh, mantel_haenszel_odds_ratio, mantel_haenszel_risk_difference,
};
use evenhand_inference::two_sample::difference_interval;
use evenhand_inference::{Interval, Level};

/// On which scale strata are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Difference,
    OddsRatio,
}

/// A group and whom it is compared with, stratum by stratum.
struct Strata {
    /// Strata in which both sides occur.
    positions: Vec<u32>,
    /// Their counts: sums of weights, or rows.
    tables: Vec<Stratum>,
    /// Share of the rows of both sides that lie in them.
    used: f64,
}

/// Events and total of a rate in one stratum.
fn events(cells: &Tables, count: &[Cell], of: &[Cell]) -> (f64, f64) {
    let total = count_of(cells, of).weight();
    (count_of(cells, count).weight().min(total), total)
}

impl Strata {
    fn new(group: &GroupCells, other: &GroupCells, count: &[Cell], of: &[Cell]) -> Self {
        let mut found = Self {
            positions: Vec::new(),
            tables: Vec::new(),
            used: 0.0,
        };
        let rows = |cells: &StratumCells| count_of(&cells.total, of).n;
        let all: u64 = group
            .strata
            .values()
            .chain(other.strata.values())
            .map(rows)
            .sum();
        let mut used = 0;
        for (position, own) in &group.strata {
            let Some(theirs) = other.strata.get(position) else {
                continue;
            };
            let sides = [own, theirs].map(|cells| events(&cells.total, count, of));
            if sides[0].1 <= 0.0 || sides[1].1 <= 0.0 {
                continue;
            }
            let Ok(stratum) = Stratum::new(sides[0], sides[1]) else {
                continue;
            };
            used += rows(own) + rows(theirs);
            found.positions.push(*position);
            found.tables.push(stratum);
        }
        if all > 0 {
            found.used = used as f64 / all as f64;
        }
        found
    }
}

impl Pair<'_> {
    /// The rates of both sides within strata, put together by Mantel and Haenszel's weights.
    ///
    /// Independent rows of weight one have the published variances; weights and repeated persons go through the delta
    /// method and the block jackknife, on the log scale for odds.
    pub(super) fn mantel_haenszel(
        &self,
        metric: &'static Metric,
        scale: Scale,
        estimate: &mut Estimate,
    ) {
        let Some((count, of)) = super::evidence::cells_of(metric) else {
            return;
        };
        if self.context.table.strata.is_empty() {
            put(estimate, Err(Undefined::NotCollected));
            return;
        }
        if self.to_overall {
            // Within strata a group is compared with those who are not in it; the row says so.
            estimate.reference = Some("rest".into());
            estimate.n_reference = Some(self.other.n());
            estimate.units_reference = self.other.units;
        }
        let strata = Strata::new(self.group, self.other, count, of);
        let level = self.context.level;
        let common = pooled(&strata.tables, scale, level);
        put(
            estimate,
            common
                .map(|common| common.estimate)
                .ok_or(Undefined::ZeroDenominator),
        );
        let Some(common) = common else { return };
        let independent = !self.context.table.weighted && self.group.blocks.is_empty();
        if independent {
            self.published(&strata, scale, estimate);
        } else if common.estimate.is_finite()
            && (scale == Scale::Difference || common.estimate > 0.0)
        {
            self.linearised(&strata, (count, of), common.estimate, scale, estimate);
        }
        self.support(metric, &strata, independent, estimate);
    }

    fn published(&self, strata: &Strata, scale: Scale, estimate: &mut Estimate) {
        let interval = |critical: f64| {
            let level = Level::of_critical(critical).ok()?;
            pooled(&strata.tables, scale, level)?.interval
        };
        bound(estimate, interval(self.critical(None)));
        if self.context.checked {
            estimate.simultaneous =
                interval(self.simultaneous(None)).map(|wide| (wide.lower, wide.upper));
        }
        if let Some(test) = cmh(&strata.tables, false) {
            estimate.p_value = real(test.p_value);
            estimate.test = Some(test.method.into());
        }
    }

    fn linearised(
        &self,
        strata: &Strata,
        (count, of): (&'static [Cell], &'static [Cell]),
        value: f64,
        scale: Scale,
        estimate: &mut Estimate,
    ) {
        let empty = ConfusionMatrix::default();
        let samples =
            [self.group, self.other].map(|group| Sample::within(group, &strata.positions, &empty));
        let function = |cells: &[Cells]| {
            let (own, theirs) = cells.split_at(strata.positions.len());
            let sum = |cells: &Cells, of: &[Cell]| of.iter().map(|c| cells.get(*c)).sum::<f64>();
            let side = |cells: &Cells| {
                let total = sum(cells, of).max(0.0);
                (sum(cells, count).clamp(0.0, total), total)
            };
            let tables: Vec<Stratum> = own
                .iter()
                .zip(theirs)
                .filter_map(|(a, b)| Stratum::new(side(a), side(b)).ok())
                .collect();
            let common =
                pooled(&tables, scale, self.context.level).ok_or(Undefined::ZeroDenominator)?;
            Ok(match scale {
                Scale::Difference => common.estimate,
                Scale::OddsRatio => libm::log(common.estimate),
            })
        };
        let Some(Spread {
            df,
            method,
            variance,
        }) = self.context.spread(&samples, &function)
        else {
            return;
        };
        let error = variance.sqrt();
        if !error.is_finite() {
            return;
        }
        let centre = match scale {
            Scale::Difference => value,
            Scale::OddsRatio => libm::log(value),
        };
        let limits = |critical: f64| {
            let (low, high) = (centre - critical * error, centre + critical * error);
            match scale {
                Scale::Difference => Interval {
                    lower: low.max(-1.0),
                    upper: high.min(1.0),
                    method,
                },
                Scale::OddsRatio => Interval {
                    lower: libm::exp(low),
                    upper: libm::exp(high),
                    method,
                },
            }
        };
        estimate.df = df.and_then(real);
        bound(estimate, Some(limits(self.critical(df))));
        if self.context.checked {
            let wide = limits(self.simultaneous(df));
            estimate.simultaneous = Some((wide.lower, wide.upper));
        }
        if error > 0.0 {
            let z = (centre / error).abs();
            estimate.p_value =
                real(df.map_or_else(|| normal::two_sided(z), |df| student::two_sided(z, df)));
            estimate.test = Some(method.into());
        }
    }

    /// How far the strata agree, with each other and with all rows together.
    fn support(
        &self,
        metric: &'static Metric,
        strata: &Strata,
        independent: bool,
        estimate: &mut Estimate,
    ) {
        let (group, other) = (
            self.context.evidence(metric, self.group),
            self.context.evidence(metric, self.other),
        );
        let crude = group.rate().zip(other.rate());
        let within = mantel_haenszel_risk_difference(&strata.tables, self.context.level);
        let df = super::pair::smaller(group.df, other.df);
        let together = group
            .proportion
            .zip(other.proportion)
            .map(|(a, b)| difference_interval(a, b, self.context.level.critical(df)));
        let shown = |lower: Option<f64>, upper: Option<f64>, parity: f64| {
            lower
                .zip(upper)
                .is_some_and(|(low, high)| low > parity || high < parity)
        };
        let parity = if estimate.metric.ends_with("ratio") {
            1.0
        } else {
            0.0
        };
        let own = shown(
            estimate.lower.map(evenhand_core::Real::get),
            estimate.upper.map(evenhand_core::Real::get),
            parity,
        );
        let reversal = match (crude, within, together) {
            (Some((a, b)), Some(within), Some(together)) => {
                let turned = (a - b) * within.estimate < 0.0;
                let seen = own || shown(Some(together.lower), Some(together.upper), 0.0);
                turned && seen || !together.contains(within.estimate)
            }
            _ => false,
        };
        let value = crude.and_then(|(a, b)| {
            if parity > 0.0 {
                crate::cells::share(a * (1.0 - b), b * (1.0 - a)).ok()
            } else {
                Some(a - b)
            }
        });
        estimate.strata = Some(StrataSupport {
            compared: strata.positions.len() as u64,
            crude: value.and_then(real),
            homogeneity: independent
                .then(|| breslow_day(&strata.tables, true))
                .flatten()
                .and_then(|test| real(test.p_value)),
            reversal,
            used: real(strata.used).unwrap_or_default(),
        });
    }
}

fn pooled(strata: &[Stratum], scale: Scale, level: Level) -> Option<Common> {
    match scale {
        Scale::Difference => mantel_haenszel_risk_difference(strata, level),
        Scale::OddsRatio => mantel_haenszel_odds_ratio(strata, level),
    }
}

impl Context<'_> {
    /// The group's share of the rejected minus its share of the selected, stratum by stratum, averaged by their size.
    pub(super) fn conditional_disparity(&self, group: &GroupCells, estimate: &mut Estimate) {
        if self.table.strata.is_empty() {
            put(estimate, Err(Undefined::NotCollected));
            return;
        }
        let others = self.everyone_else(group, Look::Counts);
        // Where all were selected or all rejected there is nothing to share out: such a stratum takes no part.
        let (mut all, mut used) = (0.0, 0.0);
        let mut positions = Vec::new();
        for (position, stratum) in &self.table.overall.strata {
            let cells = Cells::of(&stratum.total.confusion);
            all += cells.total();
            if cells.selected() > 0.0 && cells.rejected() > 0.0 {
                used += cells.total();
                positions.push(*position);
            }
        }
        let empty = ConfusionMatrix::default();
        let decided = [group, &*others].map(by_decision);
        let samples = decided
            .each_ref()
            .map(|group| Sample::within(group, &positions, &empty));
        let cells = super::smooth::cells_of(&samples);
        put(estimate, averaged_disparity(&cells));
        let interval = self.smooth_interval(&samples, &averaged_disparity, (-1.0, 1.0));
        bound(estimate, interval);
        let crude = disparity(
            &Cells::of(&group.total.confusion),
            &Cells::of(&others.total.confusion),
        );
        let independent = !self.table.weighted && group.blocks.is_empty();
        let tables = Strata::new(
            group,
            &others,
            &[Cell::Selected],
            &[Cell::Selected, Cell::Rejected],
        );
        if let Some(test) = cmh(&tables.tables, false).filter(|_| independent) {
            estimate.p_value = real(test.p_value);
            estimate.test = Some(test.method.into());
        }
        estimate.strata = Some(StrataSupport {
            compared: positions.len() as u64,
            crude: crude.ok().and_then(real),
            homogeneity: None,
            reversal: false,
            used: real(if all > 0.0 { used / all } else { 0.0 }).unwrap_or_default(),
        });
    }
}

/// A group by decision alone, where outcomes take no part: they would make small cells of large ones.
fn by_decision(group: &GroupCells) -> GroupCells {
    let decided = |tables: &Tables| {
        let selected = tables.confusion.selected();
        Tables::from(ConfusionMatrix {
            rejected_unlabelled: tables.confusion.decided().without(&selected),
            selected_unlabelled: selected,
            ..ConfusionMatrix::default()
        })
    };
    let strata = group.strata.iter().map(|(position, stratum)| {
        let blocks = stratum.blocks.iter();
        let stratum = StratumCells {
            blocks: blocks
                .map(|(block, part)| (*block, decided(part)))
                .collect(),
            total: decided(&stratum.total),
        };
        (*position, stratum)
    });
    GroupCells {
        blocks: group.blocks.iter().map(decided).collect(),
        group: group.group.clone(),
        missing: group.missing,
        name: group.name.clone(),
        strata: strata.collect(),
        total: decided(&group.total),
        units: group.units,
    }
}

fn sum(a: &Cells, b: &Cells) -> Cells {
    let (mut all, b) = (a.to_array(), b.to_array());
    for (sum, part) in all.iter_mut().zip(b) {
        *sum += part;
    }
    Cells::from_array(all)
}

/// Share among the rejected minus share among the selected.
fn disparity(own: &Cells, theirs: &Cells) -> Result<f64, Undefined> {
    let all = sum(own, theirs);
    let rejected = crate::cells::share(own.rejected(), all.rejected())?;
    Ok(rejected - crate::cells::share(own.selected(), all.selected())?)
}

/// The disparity of each stratum, averaged by size; a stratum with an empty side is left out. First the group's cells in
/// each stratum, then everyone else's.
fn averaged_disparity(cells: &[Cells]) -> Result<f64, Undefined> {
    let (own, theirs) = cells.split_at(cells.len() / 2);
    let (mut weighted, mut weights) = (0.0, 0.0);
    for (a, b) in own.iter().zip(theirs) {
        if let Ok(disparity) = disparity(a, b) {
            let n = a.total() + b.total();
            weighted += n * disparity;
            weights += n;
        }
    }
    crate::cells::share(weighted, weights)
}
