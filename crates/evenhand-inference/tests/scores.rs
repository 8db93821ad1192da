//! Coverage of the intervals around scores and means, seeded; and what has no estimate.
#![allow(clippy::unwrap_used)]

use evenhand_inference::abroca::{abroca, abroca_noise, roc};
use evenhand_inference::auc::{
    Steps, auc_difference_interval, auc_interval, cross_auc, delong, from_bins,
};
use evenhand_inference::calibration::{
    Bin, calibration_noise, logistic_intercept, logistic_slope, observed_over_expected_interval,
    squared_error,
};
use evenhand_inference::correlation::correlation_interval;
use evenhand_inference::distribution::normal;
use evenhand_inference::mean::{
    Sample, WeightedValues, bootstrap_t_interval, cohens_d, t_interval, weighted_sample,
};
use evenhand_inference::quantile::{
    Ordered, quantile, quantile_difference_interval, quantile_interval,
};
use evenhand_inference::{Level, Proportion};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

struct Draws(Pcg64Mcg);

impl Draws {
    fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    fn ordered(&mut self, rows: usize, one: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        let mut values: Vec<(f64, f64)> = (0..rows).map(|_| (one(self.normal()), 1.0)).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        values
    }
}

fn covered(times: usize, mut one: impl FnMut() -> bool) -> f64 {
    (0..times).filter(|_| one()).count() as f64 / times as f64
}

#[test]
fn observed_over_expected_is_covered() {
    let mut draws = Draws::new(1);
    for (n, spread) in [(40, 0.2), (300, 0.9)] {
        let share = covered(2000, || {
            let scores: Vec<f64> = (0..n).map(|_| 0.05 + spread * draws.uniform()).collect();
            let mean = scores.iter().sum::<f64>() / f64::from(n);
            // The truth is 0.8 of what is predicted.
            let events = scores.iter().filter(|&s| draws.uniform() < 0.8 * s).count();
            let observed = Proportion::new(events as f64, f64::from(n)).unwrap();
            observed_over_expected_interval(observed, mean, Level::P95)
                .unwrap()
                .contains(0.8)
        });
        assert!(share >= 0.94, "{share}");
    }
}

#[test]
fn calibration_slopes_are_covered_and_their_absence_is_told() {
    let mut draws = Draws::new(2);
    let (mut of_slope, mut of_shift) = (0, 0);
    for _ in 0..1000 {
        let rows: Vec<(f64, f64, f64)> = (0..300)
            .map(|_| {
                let logit = 1.2 * draws.normal() - 0.5;
                let truth = 1.0 / (1.0 + libm::exp(-(0.7 * logit + 0.2)));
                (logit, 1.0, f64::from(draws.uniform() < truth))
            })
            .collect();
        let fit = logistic_slope(&rows).unwrap();
        of_slope += usize::from(fit.slope.interval(Level::P95).contains(0.7));
        let right: Vec<(f64, f64, f64)> = rows
            .iter()
            .map(|&(x, n, _)| {
                let truth = 1.0 / (1.0 + libm::exp(-(x + 0.3)));
                (x, n, f64::from(draws.uniform() < truth))
            })
            .collect();
        let fit = logistic_intercept(&right).unwrap();
        of_shift += usize::from(fit.interval(Level::P95).contains(0.3));
    }
    assert!(of_slope >= 930 && of_shift >= 930, "{of_slope} {of_shift}");
    let separated = [(-1.0, 10.0, 0.0), (0.0, 10.0, 4.0), (1.0, 10.0, 10.0)];
    assert!(logistic_slope(&separated).is_err());
    assert!(logistic_slope(&[(0.5, 10.0, 4.0)]).is_err());
    assert!(logistic_slope(&[(0.5, 10.0, 0.0), (1.0, 5.0, 0.0)]).is_err());
    assert!(logistic_slope(&[(f64::INFINITY, 10.0, 4.0), (1.0, 5.0, 1.0)]).is_err());
    assert!(logistic_intercept(&[(0.5, 10.0, 10.0)]).is_err());
    // Far scores and a steep slope still end.
    let steep = [(-30.0, 1e6, 1.0), (0.0, 10.0, 5.0), (30.0, 1e6, 999_999.0)];
    let fit = logistic_slope(&steep).unwrap();
    assert!(fit.slope.value > 0.3 && fit.slope.value < 0.6);
    assert!(logistic_intercept(&steep).unwrap().value.abs() < 1.0);
}

#[test]
fn perfect_models_are_rarely_called_miscalibrated() {
    let mut draws = Draws::new(3);
    let (mut rejected, mut sum) = (0, 0.0);
    for seed in 0..400 {
        let bins: Vec<Bin> = (1..=10)
            .map(|decile| {
                let mean_score = f64::from(decile) / 11.0;
                let events = (0..20).filter(|_| draws.uniform() < mean_score).count() as f64;
                Bin {
                    n: 20.0,
                    events,
                    mean_score,
                }
            })
            .collect();
        let noise = calibration_noise(&bins, 199, seed).unwrap();
        rejected += usize::from(noise.p_value <= 0.05);
        sum += squared_error(&bins).unwrap() / 400.0;
    }
    assert!((8..=32).contains(&rejected), "{rejected} of 400 at 5 %");
    assert!(sum.abs() < 0.001, "{sum}");
}

#[test]
fn quantiles_are_covered() {
    let mut draws = Draws::new(4);
    for (rows, q) in [(12, 0.5), (50, 0.5), (120, 0.9)] {
        let truth = libm::exp(normal::quantile(q));
        let share = covered(1500, || {
            let values = draws.ordered(rows, libm::exp);
            let values = Ordered::new(&values, rows as f64).unwrap();
            let i = quantile_interval(values, q, Level::P95).unwrap();
            assert!(i.contains(quantile(values, q).unwrap()));
            i.contains(truth)
        });
        assert!(share >= 0.94, "{share} at {rows} rows");
    }
    let share = covered(1500, || {
        let (a, b) = (draws.ordered(25, libm::exp), draws.ordered(40, libm::exp));
        let (a, b) = (
            Ordered::new(&a, 25.0).unwrap(),
            Ordered::new(&b, 40.0).unwrap(),
        );
        quantile_difference_interval(a, b, 0.5, Level::P95)
            .unwrap()
            .contains(0.0)
    });
    assert!(share >= 0.93, "{share}");
}

#[test]
fn weighted_medians_are_covered() {
    let mut draws = Draws::new(5);
    let share = covered(1500, || {
        let mut values: Vec<(f64, f64)> = (0..80)
            .map(|_| (draws.normal(), libm::exp(0.7 * draws.normal())))
            .collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (w, w2) = values
            .iter()
            .fold((0.0, 0.0), |s, (_, w)| (s.0 + w, s.1 + w * w));
        let values = Ordered::new(&values, w * w / w2).unwrap();
        quantile_interval(values, 0.5, Level::P95)
            .unwrap()
            .contains(0.0)
    });
    assert!(share >= 0.93, "{share}");
}

/// Twenty lognormal values: Student's interval covers about .85 here.
#[test]
fn bootstrap_t_covers_skewed_means_better_than_student() {
    let mut draws = Draws::new(6);
    let truth = libm::exp(0.5);
    let (mut student, mut seed) = (0, 0);
    let share = covered(800, || {
        let values: Vec<f64> = (0..20).map(|_| libm::exp(draws.normal())).collect();
        let mean = values.iter().sum::<f64>() / 20.0;
        let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 19.0;
        let sample = Sample::new(20.0, mean, variance).unwrap();
        student += usize::from(t_interval(sample, Level::P95).contains(truth));
        seed += 1;
        let counted: Vec<(f64, u64)> = values.iter().map(|&v| (v, 1)).collect();
        bootstrap_t_interval(&counted, 499, seed, Level::P95)
            .unwrap()
            .contains(truth)
    });
    assert!(share >= 0.90, "{share}");
    assert!(share > student as f64 / 800.0 + 0.02, "{share} {student}");
    assert!(bootstrap_t_interval(&[(3.0, 5)], 99, 1, Level::P95).is_err());
    let counted = bootstrap_t_interval(&[(1.0, 2), (4.0, 1)], 999, 1, Level::P95).unwrap();
    assert!(counted.contains(2.0));
}

#[test]
fn weighted_means_are_covered() {
    let mut draws = Draws::new(7);
    let share = covered(2000, || {
        let mut sums = WeightedValues {
            n: 60,
            pivot: 5.0,
            sum_w: 0.0,
            sum_wx: 0.0,
            sum_wx2: 0.0,
            sum_w2: 0.0,
            sum_w2x: 0.0,
            sum_w2x2: 0.0,
        };
        for _ in 0..60 {
            let (x, w) = (draws.normal(), libm::exp(0.8 * draws.normal()));
            sums.sum_w += w;
            sums.sum_wx += w * x;
            sums.sum_wx2 += w * x * x;
            sums.sum_w2 += w * w;
            sums.sum_w2x += w * w * x;
            sums.sum_w2x2 += w * w * x * x;
        }
        t_interval(weighted_sample(sums).unwrap(), Level::P95).contains(5.0)
    });
    assert!(share >= 0.94, "{share}");
}

#[test]
fn cross_areas_are_covered() {
    let mut draws = Draws::new(8);
    let truth = normal::cdf(1.2 / 2.0_f64.sqrt());
    let (mut single, mut gap) = (0, 0);
    for _ in 0..600 {
        let mut area = |m: usize, n: usize| {
            let up: Vec<f64> = (0..m).map(|_| draws.normal() + 1.2).collect();
            let down: Vec<f64> = (0..n).map(|_| draws.normal()).collect();
            let mut all: Vec<(f64, bool)> = up.iter().map(|&s| (s, true)).collect();
            all.extend(down.iter().map(|&s| (s, false)));
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let side = |wanted: bool| -> Vec<f64> {
                all.iter()
                    .map(|(_, side)| f64::from(*side == wanted))
                    .collect()
            };
            let area = cross_auc(&side(true), &side(false)).unwrap();
            assert!((area.auc - delong(&up, &down).unwrap().auc).abs() < 1e-12);
            area
        };
        let (a, b) = (area(15, 80), area(30, 60));
        single += usize::from(auc_interval(a, Level::P95).contains(truth));
        gap += usize::from(auc_difference_interval(a, b, Level::P95).contains(0.0));
    }
    assert!(single >= 558 && gap >= 558, "{single} {gap} of 600");
}

#[test]
fn equal_curves_are_rarely_called_different() {
    let mut draws = Draws::new(9);
    let shape = [(0.1, 0.4), (0.2, 0.3), (0.3, 0.2), (0.4, 0.1)];
    let mut group = |m: usize, n: usize| {
        let mut bins = [(0.0, 0.0); 4];
        let mut place = |side: fn(&(f64, f64)) -> f64| {
            let u = draws.uniform();
            let mut below = 0.0;
            let found = shape.iter().position(|bin| {
                below += side(bin);
                u < below
            });
            found.unwrap_or(3)
        };
        (0..m).for_each(|_| bins[place(|b| b.0)].0 += 1.0);
        (0..n).for_each(|_| bins[place(|b| b.1)].1 += 1.0);
        bins
    };
    let mut rejected = 0;
    for seed in 0..300 {
        let (a, b) = (group(30, 60), group(50, 50));
        let noise = abroca_noise(&a, &b, 199, seed).unwrap();
        rejected += usize::from(noise.p_value <= 0.05);
    }
    assert!((5..=28).contains(&rejected), "{rejected} of 300 at 5 %");
    let area = abroca(
        &[(1.0, 1.0), (1.0, 1.0)],
        &[(1.0, 3.0), (2.0, 1.0), (1.0, 0.0)],
    )
    .unwrap();
    // The second curve stays above the diagonal, so the area between is the difference of the areas.
    let curve = roc(&[(1.0, 3.0), (2.0, 1.0), (1.0, 0.0)]).unwrap();
    assert_eq!(curve, [(0.0, 0.0), (0.0, 0.25), (0.25, 0.75), (1.0, 1.0)]);
    assert!((area - (0.25 * 0.5 + 0.75 * 0.875 - 0.5)).abs() < 1e-14);
    // A bow tie: flat at ½ against the rise from 0 to 1, two triangles of ½·½·½.
    let flat = [(1.0, 0.0), (0.0, 2.0), (1.0, 0.0)];
    let area = abroca(&flat, &[(1.0, 1.0)]).unwrap();
    assert!((area - 0.25).abs() < 1e-15);
    assert!(roc(&[(1.0, 0.0)]).is_err());
}

#[test]
fn correlations_and_standardized_differences_are_covered() {
    let mut draws = Draws::new(10);
    let (mut of_r, mut of_d) = (0, 0);
    for _ in 0..1500 {
        let pairs: Vec<(f64, f64)> = (0..30)
            .map(|_| {
                let x = draws.normal();
                (x, 0.6 * x + 0.8 * draws.normal())
            })
            .collect();
        let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / 30.0;
        let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
        let (xx, yy, xy) = pairs.iter().fold((0.0, 0.0, 0.0), |s, (x, y)| {
            let (x, y) = (x - mx, y - my);
            (s.0 + x * x, s.1 + y * y, s.2 + x * y)
        });
        let r = xy / (xx * yy).sqrt();
        of_r += usize::from(
            correlation_interval(r, 30.0, Level::P95)
                .unwrap()
                .contains(0.6),
        );
        let (a, b) = (
            Sample::new(30.0, mx + 0.5, xx / 29.0).unwrap(),
            Sample::new(40.0, draws.normal() / 40.0_f64.sqrt(), 1.0).unwrap(),
        );
        of_d += usize::from(cohens_d(a, b).unwrap().interval(Level::P95).contains(0.5));
    }
    assert!(of_r >= 1410 && of_d >= 1395, "{of_r} {of_d} of 1500");
}

#[test]
fn as_few_steps_as_an_area_needs_give_the_area_of_all_bins() {
    let mut draws = Draws::new(20_261_130);
    for size in [3, 10, 200] {
        let mut side = || {
            let count = |_| [0.0, 0.0, 1.0, 3.0][(draws.uniform() * 4.0) as usize % 4];
            (0..size).map(count).collect::<Vec<f64>>()
        };
        for _ in 0..50 {
            let bins: Vec<(f64, f64)> = side().into_iter().zip(side()).collect();
            // Without room, with some and with enough.
            for room in [0, size / 2, size] {
                let mut steps = Steps::up_to(room);
                for (positive, negative) in &bins {
                    steps.push(*positive, *negative);
                }
                let area = steps.area();
                match from_bins(&bins) {
                    Ok(all) => {
                        let few = steps.auc(1.0, 1.0).unwrap();
                        assert_eq!(area, Some(all.auc));
                        assert_eq!(
                            (few.positives, few.negatives),
                            (all.positives, all.negatives)
                        );
                        assert!((few.variance - all.variance).abs() <= 1e-15);
                    }
                    Err(_) => assert!(steps.auc(1.0, 1.0).is_err()),
                }
            }
        }
    }
}
