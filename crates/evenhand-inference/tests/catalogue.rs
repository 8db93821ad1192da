//! Worked examples of the catalogue, and the summaries over groups against comparing every pair.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use evenhand_inference::k_groups::{
    equalized_odds_gap_interval, equalized_odds_ratio_interval, max_gap_interval,
    min_ratio_interval, noise_floor, ratio_noise_floor, tukey_critical,
};
use evenhand_inference::two_by_two::{Table2x2, difference_test};
use evenhand_inference::two_sample::{
    difference_interval, miettinen_nurminen_difference, miettinen_nurminen_ratio, ratio_interval,
};
use evenhand_inference::{Level, Proportion};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

fn p(events: f64, total: f64) -> Proportion {
    Proportion::new(events, total).unwrap()
}

fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!(
        (got - wanted).abs() <= tolerance,
        "got {got}, expected {wanted}"
    );
}

#[test]
fn five_similar_groups_have_no_confirmed_gap() {
    let groups = [18.0, 20.0, 22.0, 20.0, 20.0].map(|x| p(x, 200.0));
    let gap = max_gap_interval(&groups, Level::P95, None).unwrap();
    close(gap.lower, 0.0, 0.0);
    close(gap.upper, 0.0809, 5e-5);
    let ratio = min_ratio_interval(&groups, Level::P95, None).unwrap();
    close(ratio.lower, 0.456, 5e-4);
    close(ratio.upper, 1.0, 0.0);
}

#[test]
fn published_score_limits_are_reproduced() {
    let z = Level::P95.z();
    let i = miettinen_nurminen_difference(p(7.0, 34.0), p(1.0, 34.0), z);
    close(i.lower, 0.027_041_6, 5e-8);
    close(i.upper, 0.345_291_2, 5e-8);
    let i = miettinen_nurminen_difference(p(20.0, 20.0), p(18.0, 30.0), z);
    close(i.lower, 0.213_795_9, 5e-8);
    close(i.upper, 0.578_494_8, 5e-8);
}

#[test]
fn the_noise_floor_is_the_bias_of_equal_groups() {
    for (rows, mean) in [
        (50.0, 0.165),
        (200.0, 0.082),
        (1000.0, 0.036),
        (10_000.0, 0.012),
    ] {
        let groups = vec![p(rows / 2.0, rows); 5];
        let floor = noise_floor(&groups, 20_000, 11).unwrap();
        close(floor.mean, mean, 0.003);
        assert!(floor.q95 > floor.mean);
    }
    let floor = ratio_noise_floor(&[p(0.0, 50.0), p(0.0, 50.0)], 100, 1).unwrap();
    close(floor.mean, 1.0, 0.0);
}

fn random_groups(count: usize, rate: f64, seed: u64) -> Vec<Proportion> {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut uniform = move || (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
    let group = |_| {
        let total = 5.0 + (400.0 * uniform() * uniform()).floor();
        let events = (0..total as usize).filter(|_| uniform() < rate).count() as f64;
        p(events, total)
    };
    (0..count).map(group).collect()
}

/// The four sides by comparing every pair.
fn all_pairs(groups: &[Proportion], simultaneous: f64, pairwise: f64) -> [f64; 4] {
    let (mut lower, mut upper, mut ratio_lower, mut ratio_upper) =
        (0.0_f64, 0.0_f64, 1.0_f64, 1.0_f64);
    for (i, &high) in groups.iter().enumerate() {
        for (j, &low) in groups.iter().enumerate() {
            if i == j || high.rate() < low.rate() {
                continue;
            }
            lower = lower.max(difference_interval(high, low, simultaneous).lower);
            upper = upper.max(miettinen_nurminen_difference(high, low, pairwise).upper);
            ratio_upper = ratio_upper.min(ratio_interval(low, high, simultaneous).upper);
            ratio_lower = ratio_lower.min(miettinen_nurminen_ratio(low, high, pairwise).lower);
        }
    }
    [lower, upper, ratio_lower, ratio_upper]
}

#[test]
fn summaries_equal_the_comparison_of_all_pairs() {
    let z = Level::P95.z();
    for (count, rate, seed) in [
        (2, 0.3, 1),
        (5, 0.1, 2),
        (12, 0.5, 3),
        (40, 0.02, 4),
        (40, 0.3, 5),
        (60, 0.9, 6),
    ] {
        let mut groups = random_groups(count, rate, seed);
        groups[0] = p(0.3 * 300.0, 300.0);
        groups[1] = p(0.7 * 310.0, 310.0);
        let wanted = all_pairs(&groups, tukey_critical(count, Level::P95), z);
        let gap = max_gap_interval(&groups, Level::P95, None).unwrap();
        let ratio = min_ratio_interval(&groups, Level::P95, None).unwrap();
        for (got, wanted) in [gap.lower, gap.upper, ratio.lower, ratio.upper]
            .into_iter()
            .zip(wanted)
        {
            close(got, wanted, 1e-10);
        }
    }
}

#[test]
fn beyond_two_hundred_groups_skipping_pairs_stays_conservative_and_close() {
    let z = Level::P95.z();
    for (rate, seed) in [(0.05, 1), (0.3, 2), (0.7, 3)] {
        let mut groups = random_groups(260, rate, seed);
        groups[7] = p(90.0, 300.0);
        groups[9] = p(217.0, 310.0);
        let wanted = all_pairs(&groups, tukey_critical(260, Level::P95), z);
        let gap = max_gap_interval(&groups, Level::P95, None).unwrap();
        let ratio = min_ratio_interval(&groups, Level::P95, None).unwrap();
        assert!(gap.lower <= wanted[0] + 1e-12 && ratio.upper >= wanted[3] - 1e-12);
        close(gap.lower, wanted[0], 0.01);
        close(ratio.upper, wanted[3], 0.02);
        close(gap.upper, wanted[1], 1e-10);
        close(ratio.lower, wanted[2], 1e-10);
    }
}

#[test]
fn degrees_of_freedom_widen_every_summary() {
    let groups = [30.0, 60.0, 45.0].map(|x| p(x, 150.0));
    let plain = max_gap_interval(&groups, Level::P95, None).unwrap();
    let wide = max_gap_interval(&groups, Level::P95, Some(12.0)).unwrap();
    assert!(wide.lower < plain.lower && wide.upper > plain.upper);
    let plain = equalized_odds_gap_interval(&groups, &groups, Level::P95, None).unwrap();
    let wide = equalized_odds_gap_interval(&groups, &groups, Level::P95, Some(12.0)).unwrap();
    assert!(wide.lower < plain.lower && wide.upper > plain.upper);
    let plain = equalized_odds_ratio_interval(&groups, &groups, Level::P95, None).unwrap();
    assert!(plain.contains(0.5) && plain.upper < 1.0);
}

#[test]
fn small_tables_are_tested_exactly() {
    let method = |x1, n1, x2, n2| difference_test(Table2x2::new(x1, n1, x2, n2).unwrap()).method;
    assert_eq!(method(30, 100, 20, 100), "score");
    assert_eq!(method(3, 30, 0, 20), "boschloo");
    assert_eq!(method(3, 30_000, 0, 20_000), "fisher-mid-p");
}

#[test]
fn effective_sizes_keep_the_exact_limits_longer_than_rows() {
    // Cells of 20 and more: rows take the score limit alone, effective sizes the wider hull.
    let groups = [20.0, 45.0, 30.0].map(|x| p(x, 200.0));
    let many = Some(1e9);
    let (rows, sizes) = (
        max_gap_interval(&groups, Level::P95, None).unwrap(),
        max_gap_interval(&groups, Level::P95, many).unwrap(),
    );
    assert!(rows.lower > 0.0 && sizes.lower < rows.lower - 1e-4);
    close(sizes.upper, rows.upper, 1e-6);
    let (rows, sizes) = (
        min_ratio_interval(&groups, Level::P95, None).unwrap(),
        min_ratio_interval(&groups, Level::P95, many).unwrap(),
    );
    assert!(rows.upper < 1.0 && sizes.upper > rows.upper + 1e-4);
    // Above fifty both agree.
    let groups = [100.0, 225.0, 150.0].map(|x| p(x, 1000.0));
    let (rows, sizes) = (
        max_gap_interval(&groups, Level::P95, None).unwrap(),
        max_gap_interval(&groups, Level::P95, many).unwrap(),
    );
    close(sizes.lower, rows.lower, 1e-6);
}
