//! Inequality, rankings and uplift against brute force, against each other and worked by hand.
#![allow(clippy::unwrap_used)]

use evenhand_inference::inequality::{
    Index, atkinson, generalized_entropy, gini, jain, mean_log_deviation, theil,
};
use evenhand_inference::ranking::{
    attention_weighted_rank_fairness, infeasible, logarithmic_weights, ndkl,
    rank_normalized_difference, rank_normalized_divergence, rank_normalized_ratio, skew,
};
use evenhand_inference::uplift::{self, qini_area, qini_curve, uplift_area};

fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!(
        (got - wanted).abs() <= tolerance * wanted.abs().max(1.0),
        "got {got}, expected {wanted}"
    );
}

type Measure = fn(&[(f64, f64)]) -> Index;

const MEASURES: [Measure; 9] = [
    |v| gini(v).unwrap().unwrap(),
    |v| jain(v).unwrap().unwrap(),
    |v| theil(v).unwrap().unwrap(),
    |v| mean_log_deviation(v).unwrap().unwrap(),
    |v| generalized_entropy(v, 2.0).unwrap().unwrap(),
    |v| generalized_entropy(v, -0.5).unwrap().unwrap(),
    |v| atkinson(v, 0.5).unwrap().unwrap(),
    |v| atkinson(v, 1.0).unwrap().unwrap(),
    |v| atkinson(v, 2.0).unwrap().unwrap(),
];

#[test]
fn the_variance_of_an_index_is_that_of_its_numerical_influence() {
    let values = [
        (1.0, 2.0),
        (7.0, 1.5),
        (2.5, 4.0),
        (2.5, 1.0),
        (11.0, 0.5),
        (4.0, 3.0),
    ];
    let total = 12.0;
    for measure in MEASURES {
        let mut squares = 0.0;
        for place in 0..values.len() {
            let moved = |by: f64| {
                let mut values = values;
                values[place].1 += by;
                measure(&values).value
            };
            let influence = total * (moved(1e-5) - moved(-1e-5)) / 2e-5;
            squares += values[place].1 * influence * influence;
        }
        close(measure(&values).variance, squares / (total * total), 1e-8);
    }
}

#[test]
fn inequality_indices_agree_with_each_other() {
    let values = [(3.0, 2.0), (1.0, 3.0), (8.0, 1.0), (2.0, 2.0)];
    let rows: Vec<(f64, f64)> = values
        .iter()
        .flat_map(|&(x, w)| vec![(x, 1.0); w as usize])
        .collect();
    for measure in MEASURES {
        let (weighted, plain) = (measure(&values), measure(&rows));
        close(weighted.value, plain.value, 1e-14);
        close(weighted.variance, plain.variance, 1e-13);
        // Nothing depends on the unit, and equal amounts are equal.
        let cents: Vec<(f64, f64)> = values.iter().map(|&(x, w)| (100.0 * x, w)).collect();
        close(measure(&cents).value, weighted.value, 1e-13);
        close(measure(&[(5.0, 4.0), (5.0, 2.0)]).variance, 0.0, 1e-15);
    }
    let distance = |a: &(f64, f64)| rows.iter().map(|b| (a.0 - b.0).abs()).sum::<f64>();
    let mean = rows.iter().map(|r| r.0).sum::<f64>() / 8.0;
    let pairs: f64 = rows.iter().map(distance).sum();
    close(
        MEASURES[0](&values).value,
        pairs / (2.0 * 64.0 * mean),
        1e-14,
    );
    close(
        MEASURES[1](&values).value,
        1.0 / (1.0 + 2.0 * MEASURES[4](&values).value),
        1e-14,
    );
    close(
        MEASURES[7](&values).value,
        1.0 - libm::exp(-MEASURES[3](&values).value),
        1e-14,
    );
    for (alpha, near) in [(1e-6, 3), (1.0 + 1e-6, 2)] {
        let value = generalized_entropy(&values, alpha).unwrap().unwrap().value;
        close(value, MEASURES[near](&values).value, 1e-5);
    }
    for values in [&[(0.0, 3.0)][..], &[(0.0, 1.0), (0.0, 2.0)]] {
        assert_eq!(gini(values).unwrap(), None);
        assert_eq!(theil(values).unwrap(), None);
    }
    assert!(gini(&[(-1.0, 1.0)]).is_err() && jain(&[]).is_err() && theil(&[(1.0, 0.0)]).is_err());
    close(
        atkinson(&[(0.0, 1.0), (1.0, 1.0)], 2.0)
            .unwrap()
            .unwrap()
            .value,
        1.0,
        0.0,
    );
}

#[test]
fn uplift_areas_do_not_reward_a_score_that_does_not_rank() {
    let bin = |treated_n, treated_sum, control_n, control_sum| uplift::Bin {
        treated_n,
        treated_sum,
        control_n,
        control_sum,
    };
    let flat = [bin(100.0, 20.0, 100.0, 10.0); 4];
    close(qini_area(&flat).unwrap(), 0.0, 1e-15);
    close(uplift_area(&flat).unwrap(), 0.0, 1e-15);
    // Until the first control row there is nothing to subtract.
    let late = [bin(10.0, 5.0, 0.0, 0.0), bin(10.0, 1.0, 20.0, 2.0)];
    let curve = qini_curve(&late).unwrap();
    close(curve[0].value, 5.0, 0.0);
    close(curve[1].value, 4.0, 1e-15);
    assert!(qini_curve(&late[..1]).is_err() && qini_curve(&[]).is_err());
    assert!(uplift_area(&[bin(1.0, 1.0, 0.0, 1.0), bin(1.0, 1.0, 1.0, 1.0)]).is_err());
    // The better half first, and the better half last.
    let halves = [bin(50.0, 30.0, 50.0, 10.0), bin(50.0, 10.0, 50.0, 10.0)];
    let reversed = [halves[1], halves[0]];
    close(qini_area(&halves).unwrap(), 0.025, 1e-15);
    close(qini_area(&reversed).unwrap(), -0.025, 1e-15);
}

#[test]
fn rankings_are_judged_as_their_papers_say() {
    let thirds = [1.0 / 3.0; 3];
    let found = infeasible(&[0, 0, 0, 1, 1, 1, 2, 2, 2], &thirds).unwrap();
    assert_eq!((found.index, found.count), (5, 6));
    let turns = [0, 1, 2, 0, 1, 2, 0, 1, 2];
    assert_eq!(infeasible(&turns, &thirds).unwrap().count, 0);
    // 0.29 of 100 are 29, not 28.
    let list: Vec<usize> = (0..100).map(|k| usize::from(k >= 72)).collect();
    assert!(infeasible(&list, &[0.71, 0.29]).unwrap().index > 0);
    assert!(ndkl(&[0, 1], &[1.0, 0.0]).unwrap().is_infinite());
    close(ndkl(&[0, 0], &[1.0, 0.0]).unwrap(), 0.0, 0.0);
    assert!(ndkl(&[2], &[0.5, 0.5]).is_err() && ndkl(&[], &[1.0]).is_err());
    assert!(ndkl(&[0], &[0.5, 0.6]).is_err() && skew(0.5, 0.0).is_err());
    let d = attention_weighted_rank_fairness(&[0, 1], &logarithmic_weights(2), &[0.0, 1.0]);
    assert!(d.unwrap().divergence.is_infinite());
    let sorted: Vec<bool> = (0..40).map(|k| k >= 30).collect();
    for measure in [
        rank_normalized_difference,
        rank_normalized_divergence,
        rank_normalized_ratio,
    ] {
        let mirrored: Vec<bool> = sorted.iter().rev().copied().collect();
        assert!((0.0..=1.0).contains(&measure(&sorted, 10).unwrap()));
        assert!(measure(&mirrored, 10).unwrap() > 0.0);
        assert!(measure(&[true; 20], 10).is_err() && measure(&sorted, 41).is_err());
    }
    close(
        rank_normalized_difference(&sorted.iter().rev().copied().collect::<Vec<_>>(), 10).unwrap(),
        1.0,
        1e-15,
    );
}
