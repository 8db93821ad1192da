//! Distances against published software, hand computation and simulated permutations.
#![allow(clippy::unwrap_used)]

use evenhand_inference::distance::{
    BridgeNull, SMOOTHING, chebyshev, demographic_parity_area, divergence_noise, hellinger,
    jensen_shannon, kolmogorov_p, kolmogorov_smirnov, kullback_leibler, lp_distance,
    population_stability_index, total_variation, wasserstein_1,
};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!(
        (got - wanted).abs() <= tolerance * wanted.abs().max(1e-300),
        "got {got:e}, expected {wanted:e}"
    );
}

/// `scipy.stats.kstwo.sf(d, n)` of SciPy 1.17.1, as (d√n, n, p).
#[test]
fn kolmogorov_p_values_are_those_of_scipy() {
    for (z, n, p) in [
        (0.3, 5.0, 9.998_212_772_701_431e-1),
        (1.6, 5.0, 4.089_054_214_687_797e-3),
        (0.6, 32.0, 8.274_494_962_551_234e-1),
        (1.2, 32.0, 9.643_829_906_071_166e-2),
        (3.0, 32.0, 6.325_225_306_748_107e-9),
        (1.6, 140.0, 1.077_801_009_055_065e-2),
        (5.0, 140.0, 3.465_557_988_523_397_5e-23),
        (1.2, 141.0, 1.047_136_644_873_488_7e-1),
        (0.9, 5000.0, 3.894_956_780_206_366_7e-1),
        (2.1, 99_999.0, 2.941_717_062_747_817_4e-4),
        (1.6, 3_000_000.0, 1.194_468_728_349_959e-2),
    ] {
        let n: f64 = n;
        // Above 20,000 rows the tail is a closed form, which SciPy takes above a million.
        let within = if n > 20_000.0 && n < 1e6 { 1e-4 } else { 1e-9 };
        close(
            kolmogorov_p(z / n.sqrt(), 2.0 * n, 2.0 * n).unwrap(),
            p,
            within,
        );
    }
    close(
        kolmogorov_p(0.245_107_214_665_213_96, 3175.0, 2103.0).unwrap(),
        2.083_810_052_548_508_8e-67,
        1e-9,
    );
    close(kolmogorov_p(0.0, 10.0, 10.0).unwrap(), 1.0, 0.0);
    assert!(kolmogorov_p(1.0, 10.0, 10.0).unwrap() <= 0.0);
    assert!(kolmogorov_p(0.1, 0.0, 10.0).is_err());
}

#[test]
fn distances_ignore_the_scale_of_weights_and_split_ties() {
    let a = [(0.1, 2.0), (0.4, 1.0), (0.9, 3.0)];
    let b = [(0.1, 1.0), (0.1, 1.0), (0.3, 2.0), (0.9, 1.0)];
    let scaled = b.map(|(v, w)| (v, 7.0 * w));
    for distance in [kolmogorov_smirnov, wasserstein_1] {
        assert!(distance(&b, &scaled).unwrap() < 1e-15);
        close(
            distance(&a, &scaled).unwrap(),
            distance(&b, &a).unwrap(),
            1e-14,
        );
    }
    // F: 1/3, 1/3, 1/2, 1; G: 2/5, 4/5, 4/5, 1.
    close(kolmogorov_smirnov(&a, &b).unwrap(), 0.8 - 1.0 / 3.0, 1e-14);
    let area = 0.2 * (0.4 - 1.0 / 3.0) + 0.1 * (0.8 - 1.0 / 3.0) + 0.5 * 0.3;
    close(wasserstein_1(&a, &b).unwrap(), area, 1e-14);
    // Thresholds .1, .3, .4 and .9 hold 4, 2, 1 and 4 of the 11 rows.
    let area = (2.0 * (0.4 - 1.0 / 3.0) + (0.8 - 1.0 / 3.0) + 4.0 * 0.3) / 11.0;
    close(demographic_parity_area(&a, &b).unwrap(), area, 1e-14);
    assert!(wasserstein_1(&[(1.0, 1.0), (0.0, 1.0)], &a).is_err());
    assert!(kolmogorov_smirnov(&[], &a).is_err());
}

fn uniform(random: &mut Pcg64Mcg) -> f64 {
    (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
}

/// The mean and the 95 % point of the three distances over random divisions of the scores.
fn permuted(scores: &[f64], n: usize, times: usize) -> [(f64, f64); 3] {
    let mut random = Pcg64Mcg::seed_from_u64(17);
    let mut scores = scores.to_vec();
    let mut values: [Vec<f64>; 3] = Default::default();
    for _ in 0..times {
        for place in (1..scores.len()).rev() {
            let other = (uniform(&mut random) * (place + 1) as f64) as usize;
            scores.swap(place, other);
        }
        let side = |part: &[f64]| {
            let mut side: Vec<(f64, f64)> = part.iter().map(|&s| (s, 1.0)).collect();
            side.sort_by(|a, b| a.0.total_cmp(&b.0));
            side
        };
        let (a, b) = (side(&scores[..n]), side(&scores[n..]));
        values[0].push(kolmogorov_smirnov(&a, &b).unwrap());
        values[1].push(wasserstein_1(&a, &b).unwrap());
        values[2].push(demographic_parity_area(&a, &b).unwrap());
    }
    values.map(|mut draws| {
        draws.sort_by(f64::total_cmp);
        let mean = draws.iter().sum::<f64>() / times as f64;
        (mean, draws[(times * 95).div_ceil(100) - 1])
    })
}

#[test]
fn bridges_agree_with_permutations_with_and_without_ties() {
    let mut random = Pcg64Mcg::seed_from_u64(5);
    let smooth: Vec<f64> = (0..1500)
        .map(|_| uniform(&mut random) * uniform(&mut random))
        .collect();
    let tied: Vec<f64> = smooth.iter().map(|s| (s * 10.0).floor() / 10.0).collect();
    for (scores, below, above) in [(smooth, 0.96, 1.06), (tied, 0.96, 1.05)] {
        let mut pooled: Vec<(f64, f64)> = scores.iter().map(|&s| (s, 1.0)).collect();
        pooled.sort_by(|a, b| a.0.total_cmp(&b.0));
        let null = BridgeNull::new(&pooled, 4000, 9).unwrap();
        let found = [
            null.kolmogorov_smirnov(0.0, 500.0, 1000.0).unwrap(),
            null.wasserstein_1(0.0, 500.0, 1000.0).unwrap(),
            null.demographic_parity_area(0.0, 500.0, 1000.0).unwrap(),
        ];
        for (noise, (mean, q95)) in found.iter().zip(permuted(&scores, 500, 1000)) {
            let ratio = noise.mean / mean;
            assert!(ratio > below && ratio < above, "{noise:?} against {mean}");
            let ratio = noise.q95 / q95;
            assert!(ratio > 0.93 && ratio < 1.08, "{noise:?} against {q95}");
            close(noise.p_value, 1.0, 0.0);
        }
    }
}

#[test]
fn bridges_are_repeatable_and_follow_the_sizes() {
    let pooled = [(0.0, 3.0), (1.0, 1.0), (2.0, 6.0)];
    let null = BridgeNull::new(&pooled, 500, 2).unwrap();
    assert_eq!(null, BridgeNull::new(&pooled, 500, 2).unwrap());
    let few = null.kolmogorov_smirnov(0.2, 10.0, 10.0).unwrap();
    let many = null.kolmogorov_smirnov(0.2, 1000.0, 1000.0).unwrap();
    close(few.mean, 10.0 * many.mean, 1e-12);
    assert!(few.p_value > many.p_value && many.p_value <= 1.0 / 501.0);
    // One distinct score can show no difference.
    let null = BridgeNull::new(&[(3.0, 2.0), (3.0, 5.0)], 50, 1).unwrap();
    let nothing = null.wasserstein_1(0.0, 5.0, 5.0).unwrap();
    assert!(nothing.q95 <= 0.0 && nothing.p_value >= 1.0);
}

#[test]
fn divergences_agree_with_each_other() {
    let (a, b) = ([10.0, 0.0, 30.0], [5.0, 5.0, 10.0]);
    let share = |c: &[f64], i: usize| (c[i] + 0.5) / (c.iter().sum::<f64>() + 1.5);
    let by_hand: f64 = (0..3)
        .map(|i| share(&a, i) * libm::log(share(&a, i) / share(&b, i)))
        .sum();
    close(kullback_leibler(&a, &b, SMOOTHING).unwrap(), by_hand, 1e-13);
    let both =
        kullback_leibler(&a, &b, SMOOTHING).unwrap() + kullback_leibler(&b, &a, SMOOTHING).unwrap();
    close(
        population_stability_index(&a, &b, SMOOTHING).unwrap(),
        both,
        1e-13,
    );
    assert!(kullback_leibler(&b, &a, 0.0).unwrap().is_infinite());
    assert!(
        population_stability_index(&a, &b, 0.0)
            .unwrap()
            .is_infinite()
    );
    assert!(jensen_shannon(&a, &b, 0.0).unwrap().is_finite());
    close(
        lp_distance(&a, &b, 1.0, 0.0).unwrap(),
        2.0 * total_variation(&a, &b, 0.0).unwrap(),
        1e-14,
    );
    close(
        lp_distance(&a, &b, 4000.0, 0.0).unwrap(),
        chebyshev(&a, &b, 0.0).unwrap(),
        1e-3,
    );
    let (h, tv) = (
        hellinger(&a, &b, 0.0).unwrap(),
        total_variation(&a, &b, 0.0).unwrap(),
    );
    assert!(h * h <= tv && tv <= h * 2.0_f64.sqrt());
    assert!(kullback_leibler(&a, &b[..2], 0.0).is_err());
    assert!(lp_distance(&a, &b, 0.5, 0.0).is_err());
}

#[test]
fn divergences_of_equal_mixes_are_rarely_called_different() {
    let mut random = Pcg64Mcg::seed_from_u64(3);
    let mix = [0.1, 0.2, 0.3, 0.4];
    let mut draw = |rows: usize| {
        let mut counts = [0.0; 4];
        for _ in 0..rows {
            let u = uniform(&mut random);
            let mut below = 0.0;
            let place = mix.iter().position(|share| {
                below += share;
                u < below
            });
            counts[place.unwrap_or(3)] += 1.0;
        }
        counts
    };
    let mut rejected = 0;
    for seed in 0..400 {
        let (a, b) = (draw(40), draw(90));
        let measure = |a: &[f64], b: &[f64]| jensen_shannon(a, b, SMOOTHING);
        let noise = divergence_noise(&a, &b, measure, 199, seed).unwrap();
        rejected += usize::from(noise.p_value <= 0.05);
    }
    assert!((8..=34).contains(&rejected), "{rejected} of 400 at 5 %");
    // A category of one side only is infinitely far, and so in many draws.
    let measure = |a: &[f64], b: &[f64]| kullback_leibler(a, b, 0.0);
    let noise = divergence_noise(&[5.0, 1.0], &[6.0, 0.0], measure, 400, 1).unwrap();
    assert!(noise.mean.is_infinite() && noise.p_value > 0.1 && noise.p_value < 1.0);
}
