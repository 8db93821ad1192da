//! Seeded coverage of intervals and false alarms of tests: regression, association, subgroups, scans, indices, rankings.
#![allow(clippy::unwrap_used)]

use evenhand_inference::Level;
use evenhand_inference::association::{
    Association, association_null, conditional_information_null,
};
use evenhand_inference::bounds::{
    ProxyCell, ProxyRates, kallus_mao_zhou, regression_rates, weighted_rates,
};
use evenhand_inference::inequality::{
    Index, atkinson, generalized_entropy, gini, jain, mean_log_deviation, theil,
};
use evenhand_inference::ranking::{
    infeasible, ndkl, rank_normalized_difference, rank_normalized_divergence,
    rank_normalized_ratio, ranking_null,
};
use evenhand_inference::regression::{MeanStratum, ols, stratified_mean_gap};
use evenhand_inference::subgroup::{Cell, max_t};
use evenhand_inference::subset_scan::{Bin, Direction, scan_test};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

const Z: f64 = 1.959_963_984_540_054;

struct Draws(Pcg64Mcg);

impl Draws {
    fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.uniform() * n as f64) as usize).min(n - 1)
    }

    fn binomial(&mut self, n: usize, p: f64) -> f64 {
        (0..n).filter(|_| self.uniform() < p).count() as f64
    }
}

/// How often something holds, out of so many tries.
fn share(tries: usize, mut holds: impl FnMut(usize) -> bool) -> f64 {
    (0..tries).filter(|&k| holds(k)).count() as f64 / tries as f64
}

fn assert_between(share: f64, low: f64, high: f64) {
    assert!(
        share >= low && share <= high,
        "{share} not in [{low}, {high}]"
    );
}

#[test]
fn robust_slopes_are_covered_when_variances_differ() {
    let mut draws = Draws::new(1);
    let covered = share(2000, |_| {
        let design: Vec<Vec<f64>> = (0..60).map(|_| vec![1.0, draws.normal()]).collect();
        let outcome: Vec<f64> = design
            .iter()
            .map(|x| 1.0 + 0.5 * x[1] + (0.3 + x[1].abs()) * draws.normal())
            .collect();
        let fit = ols(&design, &outcome, &[1.0; 60]).unwrap();
        (fit.coefficients[1] - 0.5).abs() <= Z * fit.covariance[1][1].sqrt()
    });
    assert_between(covered, 0.93, 0.975);
}

#[test]
fn gaps_inside_strata_are_covered() {
    let mut draws = Draws::new(2);
    let covered = share(2000, |_| {
        let mut summary = |n: usize, mean: f64, deviation: f64| {
            let values: Vec<f64> = (0..n).map(|_| mean + deviation * draws.normal()).collect();
            let mean = values.iter().sum::<f64>() / n as f64;
            let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
            (n as f64, mean, squares / (n - 1) as f64)
        };
        let strata = [(0.0, 20, 60, 1.0), (5.0, 50, 30, 4.0), (2.0, 40, 40, 2.0)].map(
            |(level, n, m, deviation)| MeanStratum {
                group: summary(n, level - 1.0, deviation),
                reference: summary(m, level, 1.0),
            },
        );
        let gap = stratified_mean_gap(&strata).unwrap();
        gap.interval(Level::P95).contains(-1.0)
    });
    assert_between(covered, 0.93, 0.965);
}

#[test]
fn associations_of_independent_attributes_raise_few_alarms() {
    let mut draws = Draws::new(3);
    let mut table = |rows: usize| {
        let mut table = vec![vec![0.0; 4]; 3];
        for _ in 0..rows {
            // Uneven shares on both sides.
            let column = (4.0 * draws.uniform() * draws.uniform()) as usize;
            table[draws.below(3).min(draws.below(3))][column] += 1.0;
        }
        table
    };
    for measure in [
        Association::CramersV,
        Association::CramersVCorrected,
        Association::MutualInformation,
    ] {
        let alarms = share(500, |k| {
            let null = association_null(&table(120), measure, 99, k as u64).unwrap();
            null.p_value <= 0.05
        });
        assert_between(alarms, 0.02, 0.08);
    }
    let alarms = share(500, |k| {
        let strata = [table(40), table(90)];
        let null = conditional_information_null(&strata, 99, k as u64).unwrap();
        null.p_value <= 0.05
    });
    assert_between(alarms, 0.02, 0.08);
}

/// Rows of four proxy values with a group and an outcome each; (q, event rate of the group, of the rest).
fn proxied(draws: &mut Draws, law: &[(f64, f64, f64)], rows: usize) -> Vec<ProxyCell> {
    let mut counts = vec![(0.0, 0.0); law.len()];
    for _ in 0..rows {
        let z = draws.below(law.len());
        let (q, group, rest) = law[z];
        let rate = if draws.uniform() < q { group } else { rest };
        counts[z].0 += 1.0;
        counts[z].1 += f64::from(u8::from(draws.uniform() < rate));
    }
    let cell =
        |(&(mass, events), &(probability, _, _)): (&(f64, f64), &(f64, f64, f64))| ProxyCell {
            mass,
            probability,
            rate: events / mass,
        };
    counts.iter().zip(law).map(cell).collect()
}

#[test]
fn rates_by_proxy_are_covered_where_their_assumptions_hold() {
    let mut draws = Draws::new(4);
    // Group and outcome independent given z: the weighted difference is the true one.
    let law = [
        (0.9, 0.5, 0.5),
        (0.6, 0.4, 0.4),
        (0.3, 0.3, 0.3),
        (0.1, 0.2, 0.2),
    ];
    // (0.45 + 0.24 + 0.09 + 0.02)/1.9 − (0.05 + 0.16 + 0.21 + 0.18)/2.1
    let truth = 0.8 / 1.9 - 0.6 / 2.1;
    let near = |r: ProxyRates, truth: f64| (r.difference - truth).abs() <= Z * r.variance.sqrt();
    let covered = share(1000, |_| {
        near(
            weighted_rates(&proxied(&mut draws, &law, 300)).unwrap(),
            truth,
        )
    });
    assert_between(covered, 0.93, 0.97);
    // The outcome depends on the group alone: the regression is right.
    let law = [
        (0.9, 0.5, 0.2),
        (0.6, 0.5, 0.2),
        (0.3, 0.5, 0.2),
        (0.1, 0.5, 0.2),
    ];
    let covered = share(1000, |_| {
        near(
            regression_rates(&proxied(&mut draws, &law, 300)).unwrap(),
            0.3,
        )
    });
    assert_between(covered, 0.93, 0.97);
    // Neither holds: the bounds still contain the truth.
    let law = [
        (0.9, 0.1, 0.9),
        (0.6, 0.5, 0.7),
        (0.3, 0.8, 0.3),
        (0.1, 0.0, 1.0),
    ];
    let truth = (0.09 + 0.3 + 0.24) / 1.9 - (0.09 + 0.28 + 0.21 + 0.9) / 2.1;
    let contained = share(200, |_| {
        let b = kallus_mao_zhou(&proxied(&mut draws, &law, 2000))
            .unwrap()
            .difference;
        b.lower <= truth && truth <= b.upper
    });
    assert_between(contained, 1.0, 1.0);
}

#[test]
fn a_search_over_fair_subgroups_raises_few_alarms() {
    let mut draws = Draws::new(5);
    let sizes = [5, 20, 40, 15, 60, 30, 8, 25];
    let subgroups: Vec<Vec<usize>> = (0..8)
        .map(|c| vec![c])
        .chain([
            vec![0, 1, 2, 3],
            vec![0, 2, 4, 6],
            vec![1, 4, 7],
            vec![5, 6],
        ])
        .collect();
    let alarms = share(500, |k| {
        let cells: Vec<Cell> = sizes
            .iter()
            .enumerate()
            .map(|(c, &rows)| Cell {
                stratum: c % 2,
                events: draws.binomial(rows, if c % 2 == 0 { 0.2 } else { 0.6 }),
                rows: rows as f64,
            })
            .collect();
        let tests = max_t(&cells, &subgroups, 99, k as u64).unwrap();
        tests.iter().any(|test| test.adjusted <= 0.05)
    });
    assert_between(alarms, 0.02, 0.08);
}

#[test]
fn a_scan_of_true_probabilities_raises_few_alarms() {
    let mut draws = Draws::new(6);
    let law = [(0.05, 60), (0.2, 40), (0.5, 20), (0.8, 30), (0.35, 50)];
    let subsets: Vec<Vec<usize>> = (1..32_usize)
        .map(|mask| (0..5).filter(|b| mask >> b & 1 == 1).collect())
        .collect();
    for direction in [Direction::Over, Direction::Under] {
        let alarms = share(300, |k| {
            let bins = law.map(|(probability, rows)| Bin {
                probability,
                rows: rows as f64,
                events: draws.binomial(rows, probability),
            });
            let test = scan_test(&bins, &subsets, direction, 99, k as u64).unwrap();
            test.null.p_value <= 0.05
        });
        assert_between(alarms, 0.02, 0.085);
    }
}

#[test]
fn inequality_of_lognormal_amounts_is_covered() {
    type Measure = fn(&[(f64, f64)]) -> Index;
    // σ = 1/2: Gini 2Φ(σ/√2) − 1, entropy indices σ²/2 at 0 and 1, (e^σ² − 1)/2 at 2, Jain e^−σ², Atkinson 1 − e^(−εσ²/2).
    let truths: [(Measure, f64); 6] = [
        (|v| gini(v).unwrap().unwrap(), libm::erf(0.25)),
        (|v| jain(v).unwrap().unwrap(), libm::exp(-0.25)),
        (|v| theil(v).unwrap().unwrap(), 0.125),
        (|v| mean_log_deviation(v).unwrap().unwrap(), 0.125),
        (
            |v| generalized_entropy(v, 2.0).unwrap().unwrap(),
            libm::expm1(0.25) / 2.0,
        ),
        (
            |v| atkinson(v, 0.5).unwrap().unwrap(),
            -libm::expm1(-0.0625),
        ),
    ];
    let mut draws = Draws::new(7);
    let mut covered = [0.0; 6];
    for _ in 0..1000 {
        let values: Vec<(f64, f64)> = (0..800)
            .map(|_| (libm::exp(0.5 * draws.normal()), 1.0))
            .collect();
        for (count, (measure, truth)) in covered.iter_mut().zip(&truths) {
            let interval = measure(&values).interval(Level::P95).unwrap();
            *count += f64::from(u8::from(interval.contains(*truth))) / 1000.0;
        }
    }
    for share in covered {
        assert_between(share, 0.915, 0.97);
    }
}

#[test]
fn random_orders_raise_few_alarms() {
    let mut draws = Draws::new(8);
    let mut codes = |n: usize| -> Vec<usize> {
        let mut list: Vec<usize> = (0..n).map(|k| usize::from(k % 3 == 0)).collect();
        for last in (1..n).rev() {
            list.swap(last, draws.below(last + 1));
        }
        list
    };
    let targets = [2.0 / 3.0, 1.0 / 3.0];
    let alarms = share(300, |k| {
        let null = ranking_null(&codes(30), |l| ndkl(l, &targets), 99, k as u64).unwrap();
        null.p_value <= 0.05
    });
    assert_between(alarms, 0.02, 0.085);
    let alarms = share(300, |k| {
        let index = |l: &[usize]| infeasible(l, &targets).map(|i| i.index as f64);
        ranking_null(&codes(30), index, 99, k as u64)
            .unwrap()
            .p_value
            <= 0.05
    });
    assert_between(alarms, 0.01, 0.085);
    for measure in [
        rank_normalized_difference,
        rank_normalized_divergence,
        rank_normalized_ratio,
    ] {
        let alarms = share(300, |k| {
            let list: Vec<bool> = codes(60).iter().map(|&code| code == 1).collect();
            let null = ranking_null(&list, |l| measure(l, 10), 99, k as u64).unwrap();
            null.p_value <= 0.05
        });
        assert_between(alarms, 0.02, 0.085);
    }
}

#[test]
fn draws_depend_on_nothing_but_the_seed() {
    let table = [vec![12.0, 5.0, 9.0], vec![4.0, 11.0, 7.0]];
    let null = |seed| association_null(&table, Association::MutualInformation, 50, seed).unwrap();
    assert_eq!(null(3), null(3));
    assert!(null(3) != null(4));
    let list = [0, 0, 1, 0, 1, 1, 0, 1];
    let null = |seed| ranking_null(&list, |l| ndkl(l, &[0.5, 0.5]), 50, seed).unwrap();
    assert_eq!(null(3), null(3));
    assert!(null(3) != null(4));
}
