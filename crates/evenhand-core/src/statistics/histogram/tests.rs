use super::*;
use crate::Real;

fn rows(at: f64, negative: u64, positive: u64) -> (f64, Bin) {
    let bin = Bin {
        negative: Count::rows(negative),
        positive: Count::rows(positive),
        unlabelled: Count::default(),
    };
    (at, bin)
}

#[test]
fn sums_of_parts_do_not_depend_on_their_order() {
    let parts = [
        Histogram::new([rows(0.1, 1, 0), rows(0.5, 2, 2)]),
        Histogram::new([rows(0.1, 0, 3), rows(0.9, 1, 1)]),
        Histogram::new([rows(0.5, 5, 0)]),
    ];
    let sum = |order: [usize; 3]| {
        let mut sum = Histogram::default();
        for part in order {
            sum.add(&parts[part]).unwrap();
        }
        sum
    };
    assert_eq!(sum([0, 1, 2]), sum([2, 1, 0]));
    assert_eq!(sum([0, 1, 2]).len(), 3);
}

#[test]
fn weighted_and_whole_rows_add_up() {
    let half = Count {
        n: 1,
        w: 1 << 39,
        w2: 1 << 38,
    };
    let weighted = Bin {
        positive: half,
        ..Bin::default()
    };
    let mut sum = Histogram::new([rows(0.1, 1, 0)]);
    sum.add(&Histogram::new([(0.1, weighted), (0.2, weighted)]))
        .unwrap();
    let bins: Vec<(f64, Bin)> = sum.bins().collect();
    assert!((bins[0].1.all().weight() - 1.5).abs() < 1e-12);
    assert_eq!(bins[1].1.all().n, 1);
}

#[test]
fn coarsening_parts_and_the_whole_agree() {
    let grid = Grid::Equal {
        low: Real::default(),
        high: Real::new(1.0).unwrap(),
        bins: 2,
    };
    let (a, b) = (
        Histogram::new([rows(0.1, 1, 0), rows(0.4, 2, 2), rows(0.6, 1, 1)]),
        Histogram::new([rows(-3.0, 1, 1), rows(0.2, 0, 3), rows(1.0, 1, 1)]),
    );
    let mut whole = a.clone();
    whole.add(&b).unwrap();
    let mut parts = a.coarsen(&grid).unwrap();
    parts.add(&b.coarsen(&grid).unwrap()).unwrap();
    assert_eq!(whole.coarsen(&grid).unwrap(), parts);
    assert_eq!(parts.numbers().collect::<Vec<_>>(), [-0.25, 0.25, 0.75]);
}

#[test]
fn what_is_left_of_whole_rows_is_what_is_left_of_weighted_ones() {
    let all = [rows(0.1, 1, 0), rows(0.4, 2, 2), rows(0.6, 1, 1)];
    let part = [rows(0.1, 1, 0), rows(0.4, 1, 0), rows(0.5, 0, 0)];
    let left = Histogram::new(all).without(&Histogram::new(part));
    assert_eq!(left, Histogram::new([rows(0.4, 1, 2), rows(0.6, 1, 1)]));
    let mut weighted = Histogram::new(all);
    weighted.weigh();
    let slowly = weighted.without(&Histogram::new(part));
    assert!(slowly.bins().eq(left.bins()));
    assert!(weighted.totals().eq(Histogram::new(all).totals()));
    let totals = weighted.totals().zip(weighted.bins());
    assert!(
        totals
            .into_iter()
            .all(|((_, total), (_, bin))| total == bin.all())
    );
}

#[test]
fn a_number_at_a_cut_stands_above_it() {
    let rows_alone = Histogram::new([rows(0.1, 1, 0), rows(0.4, 2, 2), rows(0.6, 1, 3)]);
    let mut weighted = rows_alone.clone();
    weighted.weigh();
    for histogram in [rows_alone, weighted] {
        let parts = histogram.between(&[0.05, 0.4, 0.5, 0.7]);
        let counts = parts
            .iter()
            .map(|part| (part.negative.n, part.positive.n, part.all().w2));
        let one = 1_i128 << crate::FIXED_POINT_BITS;
        let expected = [(0, 0), (1, 0), (2, 2), (1, 3), (0, 0)];
        assert!(counts.eq(expected.map(|(n, p)| (n, p, i128::from(n + p) * one))));
    }
}

#[test]
fn the_sum_of_many_is_that_of_one_after_the_other() {
    let part = |i: u64| {
        let at = |k: u64| (i * 7 + k * 5) % 11;
        let mut places: Vec<u64> = (0..4).map(at).collect();
        places.sort_unstable();
        Histogram::new(places.iter().map(|k| rows(*k as f64, i + k, k % 3)))
    };
    let mut parts: Vec<Histogram> = (0..7).map(part).collect();
    for weighted in [false, true] {
        if weighted {
            parts[3].weigh();
        }
        for n in 0..=parts.len() {
            let mut one_by_one = Histogram::default();
            for part in &parts[..n] {
                one_by_one.add(part).unwrap();
            }
            let sum = Histogram::sum(&parts[..n].iter().collect::<Vec<_>>()).unwrap();
            assert!(sum.bins().eq(one_by_one.bins()), "{n} {weighted}");
        }
    }
}
