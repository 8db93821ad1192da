//! Differences of means within strata, and how much of a difference goes with the strata.

use super::super::{bound, mark_small, put, real, within};
use super::Pair;
use crate::{Entry, Paired, Undefined};
use evenhand_core::{Estimate, GroupCells, Quantity, StrataSupport, Sums};
use evenhand_inference::Interval;
use evenhand_inference::distribution::{normal, student};
use evenhand_inference::effective_size::MIN_BLOCKS;
use evenhand_inference::regression::{MeanStratum, kitagawa_oaxaca_blinder, stratified_mean_gap};

/// The sums of both sides in one stratum.
type Both = [Sums; 2];

/// Standard error, degrees of freedom and the name of the method.
type Spread = (f64, Option<f64>, &'static str);

impl Pair<'_> {
    pub(super) fn within(
        &self,
        entry: &Entry,
        paired: Paired,
        quantity: Quantity,
        estimate: &mut Estimate,
    ) {
        if self.context.table.strata.is_empty() {
            put(estimate, Err(Undefined::NotCollected));
            return;
        }
        if self.to_overall {
            self.against_rest(estimate);
        }
        let strata = self.strata(quantity);
        let value = self.number(paired, &strata);
        put(estimate, value.ok_or(Undefined::ZeroDenominator));
        let sides = [self.group, self.other].map(|side| side.total.moments.get(quantity));
        estimate.total = real(sides[0].weight());
        estimate.total_reference = real(sides[1].weight());
        let Some(value) = value else { return };
        let spread = if self.group.blocks.is_empty() {
            self.linear(paired, &strata)
                .map(|variance| (variance.sqrt(), None, "stratified-z"))
        } else {
            let spread = self.jackknifed(paired, quantity, &strata, value);
            mark_small(estimate, spread.is_none());
            spread
        };
        if let Some(spread) = spread {
            self.limits(entry, value, spread, estimate);
        }
        self.overlap(paired, &strata, sides, estimate);
    }

    /// The strata in which both sides have the number.
    fn strata(&self, quantity: Quantity) -> Vec<(u32, Both)> {
        let own = self.group.strata.iter();
        own.filter_map(|(position, own)| {
            let theirs = self.other.strata.get(position)?;
            let both = [own, theirs].map(|part| part.total.moments.get(quantity));
            both.iter()
                .all(|sums| sums.w > 0)
                .then_some((*position, both))
        })
        .collect()
    }

    fn number(&self, paired: Paired, strata: &[(u32, Both)]) -> Option<f64> {
        if let Paired::WithinStrata(_) = paired {
            let strata: Vec<MeanStratum> = strata
                .iter()
                .filter_map(|(_, both)| stratum(both, |_| Some(0.0)))
                .collect();
            return stratified_mean_gap(&strata).ok().map(|gap| gap.gap);
        }
        // Dummies of the strata are the features: their means are shares, their coefficients the strata's means.
        let [own, theirs] = [0, 1].map(|side| mix(strata, side));
        let parts = kitagawa_oaxaca_blinder((&own.0, &own.1), (&theirs.0, &theirs.1), &theirs.1)
            .ok()
            .filter(|_| !own.0.is_empty())?;
        Some(match paired {
            Paired::Explained(_) => parts.explained,
            _ => parts.unexplained(),
        })
    }

    /// The variance of independent rows.
    fn linear(&self, paired: Paired, strata: &[(u32, Both)]) -> Option<f64> {
        if let Paired::WithinStrata(_) = paired {
            // A single row has no spread of its own; that of all strata together stands in.
            let (mut squares, mut df) = (0.0, 0.0);
            for sums in strata.iter().flat_map(|(_, both)| both) {
                squares += sums.squares() / sums.weight() * sums.n as f64;
                df += sums.n.saturating_sub(1) as f64;
            }
            let alone = (df > 0.0).then(|| squares / df);
            let variance = |sums: &Sums| self.context.variance_of_mean(sums).or(alone);
            let strata: Option<Vec<MeanStratum>> = strata
                .iter()
                .map(|(_, both)| stratum(both, variance))
                .collect();
            return stratified_mean_gap(&strata?).ok().map(|gap| gap.variance);
        }
        let [own, theirs] = [0, 1].map(|side| mix(strata, side));
        let mean = |shares: &[f64], means: &[f64]| -> f64 {
            shares.iter().zip(means).map(|(s, m)| s * m).sum()
        };
        let explained = matches!(paired, Paired::Explained(_));
        // What the group's people would pay at the reference's means, the reference's mean, and the part left over.
        let standard = mean(&own.0, &theirs.1);
        let of_reference = mean(&theirs.0, &theirs.1);
        let left = mean(&own.0, &own.1) - standard;
        let (mut of_own, mut of_theirs) = (0.0, 0.0);
        for (i, (_, [a, b])) in strata.iter().enumerate() {
            let (mean_own, mean_theirs) = (own.1[i], theirs.1[i]);
            let odds = own.0[i] / theirs.0[i];
            if explained {
                let from = mean_theirs - standard;
                of_own += a.weight_squared() * from * from;
                let from = mean_theirs - of_reference;
                of_theirs += (odds - 1.0) * (odds - 1.0) * b.weighted_squares()
                    + b.weight_squared() * from * from;
            } else {
                let from = mean_own - mean_theirs - left;
                of_own += a.weighted_squares() + a.weight_squared() * from * from;
                of_theirs += odds * odds * b.weighted_squares();
            }
        }
        let sizes = [0, 1].map(|side| {
            strata.iter().fold((0.0, 0), |(w, n), (_, both)| {
                (w + both[side].weight(), n + both[side].n)
            })
        });
        let part = |squares: f64, (w, n): (f64, u64)| {
            (n > 1).then(|| n as f64 / (n as f64 - 1.0) * squares / (w * w))
        };
        Some(part(of_own, sizes[0])? + part(of_theirs, sizes[1])?)
    }

    /// Each side without one block of persons at a time.
    fn jackknifed(
        &self,
        paired: Paired,
        quantity: Quantity,
        strata: &[(u32, Both)],
        value: f64,
    ) -> Option<Spread> {
        let (mut variance, mut df) = (0.0, f64::INFINITY);
        for (side, cells) in [self.group, self.other].into_iter().enumerate() {
            let (mut used, mut squares, mut rows, mut rows_squared) = (0.0, 0.0, 0.0, 0.0);
            for (block, tables) in cells.blocks.iter().enumerate() {
                let n = tables.moments.get(quantity).n as f64;
                if n == 0.0 {
                    continue;
                }
                let without = without(strata, cells, side, block, quantity);
                let change = self.number(paired, &without)? - value;
                used += 1.0;
                squares += change * change;
                rows += n;
                rows_squared += n * n;
            }
            if used < MIN_BLOCKS as f64 {
                return None;
            }
            variance += (used - 1.0) / used * squares;
            df = df.min(rows * rows / rows_squared - 1.0).max(1.0);
        }
        Some((variance.sqrt(), Some(df), "jackknife-blocks"))
    }

    fn limits(
        &self,
        entry: &Entry,
        value: f64,
        (error, df, method): Spread,
        estimate: &mut Estimate,
    ) {
        let at = |critical: f64| Interval {
            lower: value - critical * error,
            upper: value + critical * error,
            method,
        };
        estimate.df = df.and_then(real);
        bound(estimate, Some(at(self.critical(df))));
        within(entry, estimate);
        if self.context.checked {
            let wide = at(self.simultaneous(df));
            estimate.simultaneous = Some((wide.lower, wide.upper));
        }
        if error > 0.0 {
            let z = (value / error).abs();
            let p = df.map_or_else(|| normal::two_sided(z), |df| student::two_sided(z, df));
            estimate.p_value = real(p);
            estimate.test = Some(method.into());
        }
    }

    /// How far the strata hold both sides, and what all rows say together.
    fn overlap(
        &self,
        paired: Paired,
        strata: &[(u32, Both)],
        sides: [Sums; 2],
        estimate: &mut Estimate,
    ) {
        let rows: u64 = strata.iter().flat_map(|(_, both)| both).map(|s| s.n).sum();
        let all = sides[0].n + sides[1].n;
        let crude = sides[0].mean().zip(sides[1].mean()).map(|(a, b)| a - b);
        let shown = [estimate.lower, estimate.upper].map(|side| side.map(evenhand_core::Real::get));
        let sure = matches!(shown, [Some(low), Some(high)] if low > 0.0 || high < 0.0);
        let value = estimate.value.map_or(0.0, evenhand_core::Real::get);
        estimate.strata = Some(StrataSupport {
            compared: strata.len() as u64,
            crude: crude.and_then(real),
            homogeneity: None,
            reversal: matches!(paired, Paired::WithinStrata(_))
                && sure
                && crude.is_some_and(|crude| crude * value < 0.0),
            used: real(if all > 0 {
                rows as f64 / all as f64
            } else {
                0.0
            })
            .unwrap_or_default(),
        });
    }
}

/// Sums of weights, means and the variance of one row of weight one.
fn stratum(both: &Both, variance_of_mean: impl Fn(&Sums) -> Option<f64>) -> Option<MeanStratum> {
    let side = |sums: &Sums| {
        let weight = sums.weight();
        Some((weight, sums.mean()?, variance_of_mean(sums)? * weight))
    };
    Some(MeanStratum {
        group: side(&both[0])?,
        reference: side(&both[1])?,
    })
}

/// The shares of the strata in one side, and their means.
fn mix(strata: &[(u32, Both)], side: usize) -> (Vec<f64>, Vec<f64>) {
    let all: f64 = strata.iter().map(|(_, both)| both[side].weight()).sum();
    let of = |(_, both): &(u32, Both)| {
        let sums = &both[side];
        (sums.weight() / all, sums.mean().unwrap_or_default())
    };
    strata.iter().map(of).unzip()
}

/// The strata without one block of one side; those that it leaves empty take no part.
fn without(
    strata: &[(u32, Both)],
    cells: &GroupCells,
    side: usize,
    block: usize,
    quantity: Quantity,
) -> Vec<(u32, Both)> {
    let key = u16::try_from(block).unwrap_or(u16::MAX);
    let left = strata.iter().map(|(position, both)| {
        let part = cells
            .strata
            .get(position)
            .and_then(|part| part.blocks.get(&key));
        let mut both = *both;
        if let Some(part) = part {
            both[side] = both[side].without(&part.moments.get(quantity));
        }
        (*position, both)
    });
    left.filter(|(_, both)| both[side].w > 0).collect()
}
