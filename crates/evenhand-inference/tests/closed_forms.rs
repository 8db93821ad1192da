//! Regression, association, bounds and subgroup scans against brute force and against each other.
#![allow(clippy::unwrap_used)]

use evenhand_inference::Error;
use evenhand_inference::association::{
    conditional_mutual_information, cramers_v, cramers_v_corrected, mutual_information,
};
use evenhand_inference::bounds::{
    ProxyCell, kallus_mao_zhou, missing_attribute_bounds, regression_rates, weighted_rates,
};
use evenhand_inference::regression::{
    Cell, MeanStratum, kitagawa_oaxaca_blinder, ols, ols_of_cells, stratified_mean_gap,
};
use evenhand_inference::strata::{Stratum, cmh};
use evenhand_inference::subgroup::{self, max_t, score_z};
use evenhand_inference::subset_scan::{Bin, Direction, scan_score, scan_test};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!(
        (got - wanted).abs() <= tolerance * wanted.abs().max(1.0),
        "got {got}, expected {wanted}"
    );
}

fn uniform(random: &mut Pcg64Mcg) -> f64 {
    (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
}

#[test]
fn cells_of_a_regression_are_the_same_as_their_rows() {
    let mut random = Pcg64Mcg::seed_from_u64(1);
    let (mut cells, mut design, mut outcome) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..8 {
        let columns = vec![1.0, uniform(&mut random), 5.0 * uniform(&mut random)];
        let values: Vec<f64> = (0..7).map(|_| uniform(&mut random)).collect();
        cells.push(Cell {
            columns: columns.clone(),
            n: 7.0,
            sum: values.iter().sum(),
            sum_of_squares: values.iter().map(|v| v * v).sum(),
        });
        design.extend(vec![columns; 7]);
        outcome.extend(values);
    }
    let by_cells = ols_of_cells(&cells).unwrap();
    let by_rows = ols(&design, &outcome, &[2.5; 56]).unwrap();
    for i in 0..3 {
        close(by_cells.coefficients[i], by_rows.coefficients[i], 1e-11);
        for j in 0..3 {
            close(by_cells.covariance[i][j], by_rows.covariance[i][j], 1e-11);
        }
    }
}

#[test]
fn weights_are_the_same_as_rows_scaled_by_their_roots() {
    let mut random = Pcg64Mcg::seed_from_u64(9);
    let weights: Vec<f64> = (0..25).map(|_| 0.1 + uniform(&mut random)).collect();
    let design: Vec<Vec<f64>> = weights
        .iter()
        .map(|_| vec![1.0, uniform(&mut random)])
        .collect();
    let outcome: Vec<f64> = weights.iter().map(|_| uniform(&mut random)).collect();
    let scaled: Vec<Vec<f64>> = design
        .iter()
        .zip(&weights)
        .map(|(x, w)| x.iter().map(|value| value * w.sqrt()).collect())
        .collect();
    let roots: Vec<f64> = outcome
        .iter()
        .zip(&weights)
        .map(|(y, w)| y * w.sqrt())
        .collect();
    let (weighted, plain) = (
        ols(&design, &outcome, &weights).unwrap(),
        ols(&scaled, &roots, &[1.0; 25]).unwrap(),
    );
    for i in 0..2 {
        close(weighted.coefficients[i], plain.coefficients[i], 1e-12);
        for j in 0..2 {
            close(weighted.covariance[i][j], plain.covariance[i][j], 1e-12);
        }
    }
}

#[test]
fn a_design_that_cannot_be_solved_is_refused() {
    let row = |x: f64, y: f64| vec![1.0, x, y, x + 2.0 * y];
    let design = [
        row(1.0, 2.0),
        row(2.0, 1.0),
        row(0.5, 4.0),
        row(3.0, 0.0),
        row(7.0, 1.5),
    ];
    let refused = ols(&design, &[1.0; 5], &[1.0; 5]).unwrap_err();
    assert_eq!(refused, Error::Collinear { column: 3 });
    let zeros = [vec![1.0, 0.0], vec![1.0, 0.0], vec![1.0, 0.0]];
    let refused = ols(&zeros, &[1.0; 3], &[1.0; 3]).unwrap_err();
    assert_eq!(refused, Error::Collinear { column: 1 });
    // The only row with a 1 in a column fits itself.
    let alone = [vec![1.0, 0.0], vec![1.0, 0.0], vec![1.0, 1.0]];
    assert!(ols(&alone, &[1.0, 2.0, 5.0], &[1.0; 3]).is_err());
    assert!(ols(&alone[..2], &[1.0, 2.0], &[1.0; 2]).is_err());
    assert!(ols(&[], &[], &[]).is_err());
    // Columns of very different size are no reason.
    let sized = [
        vec![1.0, 1e9],
        vec![1.0, 2e9],
        vec![1.0, 4e9],
        vec![1.0, 3e9],
    ];
    let fit = ols(&sized, &[1.0, 2.0, 4.0, 3.0], &[1.0; 4]).unwrap();
    close(fit.coefficients[1] * 1e9, 1.0, 1e-10);
}

#[test]
fn the_parts_of_a_gap_add_up_to_it() {
    let mut random = Pcg64Mcg::seed_from_u64(2);
    let mut sample = |shift: f64, slope: f64| {
        let design: Vec<Vec<f64>> = (0..30)
            .map(|_| vec![1.0, shift + uniform(&mut random)])
            .collect();
        let outcome: Vec<f64> = design
            .iter()
            .map(|x| slope * x[1] + uniform(&mut random))
            .collect();
        (design, outcome)
    };
    let (a, y) = sample(0.0, 1.0);
    let (b, z) = sample(0.5, 1.4);
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let means = |design: &[Vec<f64>]| -> Vec<f64> {
        (0..2)
            .map(|j| mean(&design.iter().map(|x| x[j]).collect::<Vec<_>>()))
            .collect()
    };
    let fit = |x: &[Vec<f64>], y: &[f64]| ols(x, y, &vec![1.0; y.len()]).unwrap().coefficients;
    let (group, reference) = (fit(&a, &y), fit(&b, &z));
    let pooled = fit(
        &[a.clone(), b.clone()].concat(),
        &[y.clone(), z.clone()].concat(),
    );
    for compared_with in [&reference, &group, &pooled] {
        let d = kitagawa_oaxaca_blinder(
            (&means(&a), &group),
            (&means(&b), &reference),
            compared_with,
        )
        .unwrap();
        close(d.gap, mean(&y) - mean(&z), 1e-12);
        close(d.explained + d.unexplained(), d.gap, 1e-15);
    }
    assert!(kitagawa_oaxaca_blinder((&[1.0], &[1.0]), (&[1.0], &[1.0]), &[]).is_err());
}

#[test]
fn one_stratum_gives_the_plain_gap_of_means() {
    let stratum = MeanStratum {
        group: (12.0, 4.0, 2.0),
        reference: (8.0, 5.5, 3.0),
    };
    let gap = stratified_mean_gap(&[stratum]).unwrap();
    close(gap.gap, -1.5, 1e-15);
    close(gap.variance, 2.0 / 12.0 + 3.0 / 8.0, 1e-15);
    let empty = MeanStratum {
        reference: (0.0, f64::NAN, f64::NAN),
        ..stratum
    };
    assert!(stratified_mean_gap(&[empty]).is_err());
    close(
        stratified_mean_gap(&[stratum, empty]).unwrap().share_used,
        20.0 / 32.0,
        1e-15,
    );
}

#[test]
fn information_obeys_the_chain_rule() {
    let tables = [
        vec![vec![12.0, 3.0, 5.5], vec![7.0, 9.0, 0.0]],
        vec![vec![1.0, 13.0, 2.0], vec![4.0, 4.0, 8.0]],
    ];
    let side_by_side: Vec<Vec<f64>> = (0..2)
        .map(|i| [tables[0][i].clone(), tables[1][i].clone()].concat())
        .collect();
    let by_stratum: Vec<Vec<f64>> = (0..2)
        .map(|i| tables.iter().map(|t| t[i].iter().sum()).collect())
        .collect();
    let joint = mutual_information(&side_by_side).unwrap().plug_in;
    let first = mutual_information(&by_stratum).unwrap().plug_in;
    let given = conditional_mutual_information(&tables).unwrap().plug_in;
    close(joint, first + given, 1e-14);
    let nothing = vec![vec![0.0; 3]; 2];
    let with_empty = [tables[0].clone(), tables[1].clone(), nothing.clone()];
    close(
        conditional_mutual_information(&with_empty).unwrap().plug_in,
        given,
        1e-15,
    );
    assert!(conditional_mutual_information(&[nothing]).is_err());
}

#[test]
fn association_does_not_see_empty_lines_and_refuses_nonsense() {
    let table = [vec![10.0, 2.0], vec![3.0, 9.0]];
    let padded = [vec![10.0, 0.0, 2.0], vec![3.0, 0.0, 9.0], vec![0.0; 3]];
    for measure in [cramers_v, cramers_v_corrected] {
        close(measure(&table).unwrap(), measure(&padded).unwrap(), 1e-15);
        assert!(measure(&[vec![1.0, 2.0], vec![1.0]]).is_err());
        assert!(measure(&[vec![-1.0, 2.0]]).is_err() && measure(&[]).is_err());
        close(measure(&[vec![4.0, 6.0]]).unwrap(), 0.0, 0.0);
    }
    close(
        cramers_v(&[vec![7.0, 0.0], vec![0.0, 5.0]]).unwrap(),
        1.0,
        1e-15,
    );
    assert!(cramers_v_corrected(&table).unwrap() < cramers_v(&table).unwrap());
}

#[test]
fn unknown_rows_cannot_leave_their_bounds() {
    let over = |x: u32, n: u32| f64::from(x) / f64::from(n);
    for (n_g, n_r, m) in [(1, 1, 3), (2, 3, 2), (3, 2, 4), (4, 4, 0)] {
        for x_g in 0..=n_g {
            for x_r in 0..=n_r {
                for x_m in 0..=m {
                    let side = |x: u32, n: u32| (f64::from(x), f64::from(n));
                    let found =
                        missing_attribute_bounds(side(x_g, n_g), side(x_r, n_r), side(x_m, m))
                            .unwrap();
                    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
                    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
                    for events in 0..=x_m {
                        for others in 0..=(m - x_m) {
                            let (rows, left) = (events + others, m - events - others);
                            let p = over(x_g + events, n_g + rows);
                            let q = over(x_r + x_m - events, n_r + left);
                            low = low.min(p - q);
                            high = high.max(p - q);
                            if p + q > 0.0 {
                                least = least.min(p / q);
                                most = most.max(p / q);
                            }
                        }
                    }
                    close(found.difference.lower, low, 1e-14);
                    close(found.difference.upper, high, 1e-14);
                    match found.ratio {
                        None => assert_eq!(x_g + x_r + x_m, 0),
                        Some(ratio) => {
                            let same =
                                |a: f64, b: f64| a.total_cmp(&b).is_eq() || (a - b).abs() < 1e-14;
                            assert!(same(ratio.lower, least), "{ratio:?} {least}");
                            assert!(same(ratio.upper, most), "{ratio:?} {most}");
                        }
                    }
                }
            }
        }
    }
    assert!(missing_attribute_bounds((0.0, 0.0), (1.0, 2.0), (1.0, 2.0)).is_err());
}

#[test]
fn proxy_bounds_are_attained_and_never_left() {
    let cells = [
        ProxyCell {
            mass: 30.0,
            probability: 0.7,
            rate: 0.6,
        },
        ProxyCell {
            mass: 50.0,
            probability: 0.2,
            rate: 0.3,
        },
        ProxyCell {
            mass: 20.0,
            probability: 0.5,
            rate: 0.9,
        },
    ];
    let b = kallus_mao_zhou(&cells).unwrap();
    let inside: f64 = cells.iter().map(|c| c.mass * c.probability).sum();
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    // Every way in which group and outcome may go together, on a grid with the extremes.
    for code in 0..1000 {
        let (mut both, mut events) = (0.0, 0.0);
        for (cell, place) in cells.iter().zip([code % 10, code / 10 % 10, code / 100]) {
            let least = (cell.rate + cell.probability - 1.0).max(0.0);
            let most = cell.rate.min(cell.probability);
            both += cell.mass * (least + (most - least) * f64::from(place) / 9.0);
            events += cell.mass * cell.rate;
        }
        let (group, rest) = (both / inside, (events - both) / (100.0 - inside));
        assert!(b.group.lower <= group + 1e-12 && group <= b.group.upper + 1e-12);
        assert!(b.rest.lower <= rest + 1e-12 && rest <= b.rest.upper + 1e-12);
        low = low.min(group - rest);
        high = high.max(group - rest);
    }
    close(b.difference.lower, low, 1e-13);
    close(b.difference.upper, high, 1e-13);
    let weighted = weighted_rates(&cells).unwrap().difference;
    assert!(b.difference.lower <= weighted && weighted <= b.difference.upper);
    assert!(regression_rates(&[cells[0], cells[0]]).is_err());
    assert!(kallus_mao_zhou(&[]).is_err());
}

#[test]
fn subgroup_statistics_agree_with_those_of_strata() {
    let cell = |stratum, events, rows| subgroup::Cell {
        stratum,
        events,
        rows,
    };
    let cells = [
        cell(3, 4.0, 20.0),
        cell(3, 9.0, 25.0),
        cell(8, 6.0, 15.0),
        cell(8, 11.0, 14.0),
    ];
    let tests = max_t(&cells, &[vec![0, 2], vec![0, 1], vec![]], 200, 1).unwrap();
    let strata = [
        Stratum::new((4.0, 20.0), (9.0, 25.0)).unwrap(),
        Stratum::new((6.0, 15.0), (11.0, 14.0)).unwrap(),
    ];
    let chi_square = cmh(&strata, false).unwrap().statistic.unwrap();
    close(tests[0].z * tests[0].z, chi_square, 1e-12);
    assert!(tests[0].z < 0.0);
    // A whole stratum, and nobody, cannot differ from their complements inside strata.
    for test in &tests[1..] {
        close(test.z, 0.0, 1e-12);
        close(test.adjusted, 1.0, 0.0);
    }
    let flat = cells.map(|c| subgroup::Cell { stratum: 0, ..c });
    let test = max_t(&flat, &[vec![0, 2]], 50, 1).unwrap()[0];
    close(test.z, score_z((10.0, 35.0), (30.0, 74.0)).unwrap(), 1e-13);
    assert!(max_t(&cells, &[vec![4]], 50, 1).is_err());
    assert!(max_t(&cells, &[vec![1, 1]], 50, 1).is_err());
    assert!(max_t(&cells, &[], 50, 1).is_err());
}

#[test]
fn the_scan_score_is_the_largest_on_a_grid() {
    let bin = |probability, rows, events| Bin {
        probability,
        rows,
        events,
    };
    let bins = [
        bin(0.05, 40.0, 6.0),
        bin(0.3, 25.0, 11.5),
        bin(0.9, 10.0, 9.0),
    ];
    let at = |bins: &[Bin], q: f64| {
        bins.iter()
            .map(|b| b.events * libm::log(q) - b.rows * libm::log1p((q - 1.0) * b.probability))
            .sum::<f64>()
    };
    let found = scan_score(&bins, Direction::Over).unwrap();
    close(found.score, at(&bins, found.odds_factor), 1e-12);
    let best = (1..40_000)
        .map(|k| at(&bins, f64::from(k) * 1e-3))
        .fold(0.0, f64::max);
    close(found.score, best, 1e-6);
    assert!(found.score >= best - 1e-12);
    close(scan_score(&bins, Direction::Under).unwrap().score, 0.0, 0.0);
    for direction in [Direction::Over, Direction::Under] {
        close(scan_score(&[], direction).unwrap().score, 0.0, 0.0);
    }
    // No event: every row's own probability of none; all events: that of one.
    let none = [bin(0.2, 10.0, 0.0), bin(0.4, 5.0, 0.0)];
    let score = scan_score(&none, Direction::Under).unwrap();
    close(
        score.score,
        -10.0 * libm::log(0.8) - 5.0 * libm::log(0.6),
        1e-13,
    );
    let all = [bin(0.2, 10.0, 10.0), bin(0.4, 5.0, 5.0)];
    let score = scan_score(&all, Direction::Over).unwrap();
    close(
        score.score,
        -10.0 * libm::log(0.2) - 5.0 * libm::log(0.4),
        1e-13,
    );
    // Tiny probabilities and very many rows.
    let score = scan_score(&[bin(1e-9, 1e12, 2000.0)], Direction::Over).unwrap();
    close(score.odds_factor, 2.0, 1e-6);
    assert!(scan_score(&[bin(0.0, 1.0, 0.0)], Direction::Over).is_err());
    assert!(scan_score(&[bin(0.5, 1.0, 2.0)], Direction::Over).is_err());
    assert!(scan_test(&bins, &[vec![3]], Direction::Over, 10, 1).is_err());
}
