//! A number of one group that is not a rate: its value, its interval, and how groups are compared by it.

use super::{Context, bound, put, real};
use crate::{Formula, Metric, Undefined};
use evenhand_core::{Estimate, GroupCells, NoiseFloor};
use evenhand_inference::distribution::{normal, student};
use evenhand_inference::two_sample::{mover_difference, mover_ratio};
use evenhand_inference::{Interval, Level};

/// What chance alone would make of a number that cannot be negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Mean under equality.
    pub mean: f64,
    /// p-value of a number at least as large under equality.
    pub p_value: f64,
    /// 95 % quantile under equality.
    pub quantile: f64,
    /// How it was worked out.
    pub test: &'static str,
}

impl Chance {
    /// Writes it into an estimate.
    pub(super) fn record(self, estimate: &mut Estimate) {
        estimate.noise_floor = real(self.mean)
            .zip(real(self.quantile))
            .map(|(mean, quantile)| NoiseFloor { mean, quantile });
        estimate.p_value = real(self.p_value);
        estimate.test = Some(self.test.into());
    }
}

/// A number of one group.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub chance: Option<Chance>,
    pub df: Option<f64>,
    /// Standard error, where the interval is symmetric about the value.
    pub error: Option<f64>,
    /// Bound on the error of bins.
    pub error_bound: Option<f64>,
    pub interval: Option<Interval>,
    /// Rows that the number is about.
    pub n: u64,
    /// Fewer than five blocks of units hold rows.
    pub too_few_blocks: bool,
    pub value: Result<f64, Undefined>,
}

impl Measured {
    pub fn undefined(why: Undefined) -> Self {
        Self {
            chance: None,
            df: None,
            error: None,
            error_bound: None,
            interval: None,
            n: 0,
            too_few_blocks: false,
            value: Err(why),
        }
    }

    /// A finite value.
    pub fn number(&self) -> Option<f64> {
        self.value.ok().filter(|value| value.is_finite())
    }

    /// Standard error on the scale of the value, from the interval where there is no other.
    pub(super) fn spread(&self, level: Level) -> Option<f64> {
        self.error.or_else(|| {
            let interval = self.interval?;
            let reach = interval.upper - interval.lower;
            (reach.is_finite()).then(|| reach / (2.0 * level.critical(self.df)))
        })
    }

    /// Writes value, interval and what else is known into an estimate.
    pub fn record(&self, estimate: &mut Estimate) {
        put(estimate, self.value);
        if estimate.value.is_some() {
            bound(estimate, self.interval);
            estimate.error_bound = self.error_bound.and_then(real);
            estimate.df = self.df.and_then(real);
            if let Some(chance) = self.chance {
                chance.record(estimate);
            }
        }
        super::mark_small(estimate, self.too_few_blocks);
    }
}

/// Whether a metric is a number of one group that [`Context::measure`] knows.
pub(crate) fn is_measured(formula: &Formula) -> bool {
    matches!(
        formula,
        Formula::Mean { .. }
            | Formula::Root(_)
            | Formula::Exponential(_)
            | Formula::RatioOfSums { .. }
            | Formula::Table { .. }
            | Formula::Contrast(_, _)
            | Formula::PerList { .. }
            | Formula::OfLists { .. }
    )
}

impl Context<'_> {
    /// The value and interval of a metric of one group.
    pub(super) fn measure(&self, metric: &Metric, group: &GroupCells, level: Level) -> Measured {
        self.once(metric.id, group, level, || {
            self.measured(&metric.formula, group, level)
        })
    }

    pub(super) fn measured(&self, formula: &Formula, group: &GroupCells, level: Level) -> Measured {
        match *formula {
            Formula::Mean { of, .. } => self.mean(of, group, level),
            Formula::Root(metric) => {
                let mut measured = self.measure(metric, group, level);
                let root = |x: f64| x.max(0.0).sqrt();
                measured.value = measured.value.map(root);
                measured.interval = measured.interval.map(|i| Interval {
                    lower: root(i.lower),
                    upper: root(i.upper),
                    ..i
                });
                measured.error = None;
                measured
            }
            Formula::Exponential(metric) => {
                let mut measured = self.measure(metric, group, level);
                measured.value = measured.value.map(libm::exp);
                measured.interval = measured.interval.map(|i| Interval {
                    lower: libm::exp(i.lower),
                    upper: libm::exp(i.upper),
                    ..i
                });
                // On the scale of the logarithms again as soon as two of them are divided.
                measured.error = measured.number().zip(measured.error).map(|(x, e)| x * e);
                measured
            }
            Formula::RatioOfSums { of, .. } => self.ratio_of_sums(of, group, level),
            Formula::Table {
                of: of @ crate::Function::Sums(_),
                spread: spread @ crate::Spread::OfSums(limits),
                parameter,
                ..
            } if group.blocks.is_empty() => {
                let mut measured = self.table_number(of, spread, parameter, group, level);
                if measured.number().is_some() {
                    let setting = self.setting(&[group], parameter, level);
                    measured.interval = limits(&group.total.moments, &setting);
                }
                measured
            }
            Formula::Contrast(one, other) => {
                let (a, b) = (
                    self.measure(one, group, level),
                    self.measure(other, group, level),
                );
                self.difference_of(&a, &b, level, 1.0)
            }
            Formula::Table {
                of,
                spread,
                parameter,
                ..
            } => self.table_number(of, spread, parameter, group, level),
            Formula::PerList { .. } | Formula::OfLists { .. } => {
                self.by_lists(formula, group, level)
            }
            Formula::Rate { count, of } => self.rate_number(group, (count, of), level),
            Formula::Smooth { of, parameter, .. } => {
                let cells = crate::Cells::of(&group.total.confusion);
                Measured {
                    interval: self.smooth_interval(
                        &[group.into()],
                        &|cells| of(&cells[0], parameter),
                        (f64::NEG_INFINITY, f64::INFINITY),
                    ),
                    n: group.n(),
                    value: of(&cells, parameter),
                    ..Measured::undefined(Undefined::NotCollected)
                }
            }
            _ => Measured::undefined(Undefined::NotCollected),
        }
    }

    fn rate_number(
        &self,
        group: &GroupCells,
        (count, of): (&'static [crate::Cell], &'static [crate::Cell]),
        level: Level,
    ) -> Measured {
        let evidence = self.evidence_of(group, count, of);
        Measured {
            df: evidence.df,
            interval: evidence.proportion.map(|proportion| {
                evenhand_inference::proportion_interval(proportion, level, evidence.df)
            }),
            n: evidence.total.n,
            too_few_blocks: evidence.too_few_blocks,
            value: evidence.rate().ok_or(Undefined::ZeroDenominator),
            ..Measured::undefined(Undefined::ZeroDenominator)
        }
    }

    /// One number minus another of an independent sample, scaled.
    pub(super) fn difference_of(
        &self,
        a: &Measured,
        b: &Measured,
        level: Level,
        scale: f64,
    ) -> Measured {
        let value = a.value.and_then(|a| b.value.map(|b| scale * (a - b)));
        let mut joined = Measured {
            error_bound: add(a.error_bound, b.error_bound).map(|bound| scale * bound),
            n: a.n + b.n,
            too_few_blocks: a.too_few_blocks || b.too_few_blocks,
            value,
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let (Some(x), Some(y)) = (a.number(), b.number()) else {
            return joined;
        };
        if let (Some(of_a), Some(of_b)) = (a.error, b.error) {
            let error = libm::hypot(of_a, of_b);
            joined.df = welch(of_a, a.df, of_b, b.df);
            joined.error = Some(scale * error);
            let reach = level.critical(joined.df) * error;
            joined.interval = reach.is_finite().then_some(Interval {
                lower: scale * (x - y - reach),
                upper: scale * (x - y + reach),
                method: "welch",
            });
        } else if let (Some(of_a), Some(of_b)) = (a.interval, b.interval) {
            let interval = mover_difference(x, of_a, y, of_b);
            joined.interval = Some(Interval {
                lower: scale * interval.lower,
                upper: scale * interval.upper,
                ..interval
            });
        }
        joined
    }

    /// One number divided by another of an independent sample; both must not be negative.
    pub(super) fn ratio_of(&self, a: &Measured, b: &Measured, level: Level) -> Measured {
        let value = match (a.value, b.value) {
            (Ok(x), Ok(y)) if x >= 0.0 && y >= 0.0 => crate::cells::share(x, y),
            (Ok(_), Ok(_)) => Err(Undefined::ZeroDenominator),
            (Err(why), _) | (_, Err(why)) => Err(why),
        };
        let mut joined = Measured {
            n: a.n + b.n,
            too_few_blocks: a.too_few_blocks || b.too_few_blocks,
            value,
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let (Some(x), Some(y)) = (a.number(), b.number()) else {
            return joined;
        };
        if joined.value.is_err() {
            return joined;
        }
        if let (Some(of_a), Some(of_b), true) = (a.error, b.error, x > 0.0 && y > 0.0) {
            let (of_a, of_b) = (of_a / x, of_b / y);
            joined.df = welch(of_a, a.df, of_b, b.df);
            let reach = level.critical(joined.df) * libm::hypot(of_a, of_b);
            joined.interval = reach.is_finite().then_some(Interval {
                lower: x / y * libm::exp(-reach),
                upper: x / y * libm::exp(reach),
                method: "log-ratio",
            });
        } else if let (Some(of_a), Some(of_b)) = (a.interval, b.interval)
            && of_a.lower >= 0.0
            && of_b.lower >= 0.0
        {
            joined.interval = Some(mover_ratio(x, of_a, y, of_b));
        }
        joined
    }

    /// The p-value of no difference between two numbers.
    pub(super) fn no_difference(&self, a: &Measured, b: &Measured, estimate: &mut Estimate) {
        let spreads = a.spread(self.level).zip(b.spread(self.level));
        let (Some(x), Some(y), Some((of_a, of_b))) = (a.number(), b.number(), spreads) else {
            return;
        };
        let error = libm::hypot(of_a, of_b);
        if error <= 0.0 {
            return;
        }
        let z = ((x - y) / error).abs();
        let symmetric = a.error.is_some() && b.error.is_some();
        let df = if symmetric {
            welch(of_a, a.df, of_b, b.df)
        } else {
            super::pair::smaller(a.df, b.df)
        };
        let p = df.map_or_else(|| normal::two_sided(z), |df| student::two_sided(z, df));
        estimate.p_value = real(p);
        estimate.test = Some(if symmetric { "welch" } else { "z" }.into());
    }
}

/// Degrees of freedom of a difference (Welch 1947, Satterthwaite 1946).
fn welch(of_a: f64, df_a: Option<f64>, of_b: f64, df_b: Option<f64>) -> Option<f64> {
    let (va, vb) = (of_a * of_a, of_b * of_b);
    let part = |v: f64, df: Option<f64>| df.map_or(0.0, |df| v * v / df.max(1.0));
    let below = part(va, df_a) + part(vb, df_b);
    (below > 0.0).then(|| (va + vb) * (va + vb) / below)
}

fn add(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or(0.0) + b.unwrap_or(0.0)),
    }
}
