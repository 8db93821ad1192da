//! The COMPAS deciles of two groups against SciPy 1.17.1, scikit-learn and statsmodels: ProPublica's two-year file,
//! scores decile/10, per decile (recidivists, others).
#![allow(clippy::unwrap_used)]

use evenhand_inference::abroca::{abroca, abroca_noise};
use evenhand_inference::auc::{average_precision, cross_auc, from_bins};
use evenhand_inference::calibration::{
    Bin, calibration_noise, expected_error, logistic_intercept, logistic_slope, squared_error,
};
use evenhand_inference::distance::{
    BridgeNull, demographic_parity_area, kolmogorov_p, kolmogorov_smirnov, wasserstein_1,
};
use evenhand_inference::heterogeneity::cochran_q;
use evenhand_inference::mean::{
    Sample, WeightedValues, cohens_d, standardized_mean_difference, weighted_sample, welch_test,
};
use evenhand_inference::quantile::{Ordered, quantile};

type Deciles = [(f64, f64); 10];

const ASIAN: Deciles = [
    (1.0, 14.0),
    (0.0, 4.0),
    (2.0, 3.0),
    (0.0, 0.0),
    (1.0, 0.0),
    (2.0, 1.0),
    (1.0, 0.0),
    (1.0, 1.0),
    (0.0, 0.0),
    (1.0, 0.0),
];

const CAUCASIAN: Deciles = [
    (142.0, 539.0),
    (113.0, 248.0),
    (93.0, 180.0),
    (113.0, 172.0),
    (111.0, 130.0),
    (111.0, 83.0),
    (88.0, 55.0),
    (82.0, 32.0),
    (68.0, 30.0),
    (45.0, 19.0),
];

fn close(got: f64, wanted: f64, tolerance: f64) {
    assert!(
        (got - wanted).abs() <= tolerance,
        "got {got}, expected {wanted}"
    );
}

fn score(place: usize) -> f64 {
    (place + 1) as f64 / 10.0
}

fn scores(deciles: &Deciles) -> Vec<(f64, f64)> {
    let rows = deciles.iter().enumerate();
    rows.map(|(place, (yes, no))| (score(place), yes + no))
        .collect()
}

fn sample(deciles: &Deciles) -> Sample {
    let mut sums = WeightedValues {
        n: 0,
        pivot: 0.4,
        sum_w: 0.0,
        sum_wx: 0.0,
        sum_wx2: 0.0,
        sum_w2: 0.0,
        sum_w2x: 0.0,
        sum_w2x2: 0.0,
    };
    for (value, rows) in scores(deciles) {
        let x = value - sums.pivot;
        sums.n += rows as u64;
        sums.sum_w += rows;
        sums.sum_wx += rows * x;
        sums.sum_wx2 += rows * x * x;
    }
    (sums.sum_w2, sums.sum_w2x, sums.sum_w2x2) = (sums.sum_w, sums.sum_wx, sums.sum_wx2);
    weighted_sample(sums).unwrap()
}

fn bins(deciles: &Deciles) -> Vec<Bin> {
    let rows = deciles.iter().enumerate();
    rows.map(|(place, &(events, others))| Bin {
        n: events + others,
        events,
        mean_score: score(place),
    })
    .collect()
}

#[test]
fn means_and_their_differences() {
    let (a, c) = (sample(&ASIAN), sample(&CAUCASIAN));
    close(a.n(), 32.0, 1e-9);
    close(a.mean(), 0.29375, 1e-14);
    close(a.variance().sqrt(), 0.260_195_336_052_024_2, 1e-14);
    close(c.variance().sqrt(), 0.259_792_573_902_154_2, 1e-13);
    let test = welch_test(a, c);
    close(test.statistic.unwrap(), -1.722_940_675_637_424_4, 1e-9);
    close(test.p_value, 0.094_608_796_873_812_49, 1e-9);
    close(
        cohens_d(a, c).unwrap().value,
        -0.307_018_352_581_893_5,
        1e-9,
    );
    let smd = standardized_mean_difference(a, c, 0.285_639_567_661_256_4).unwrap();
    close(smd.value, -0.279_242_239_056_422_87, 1e-9);
    let median = |deciles: &Deciles| {
        let scores = scores(deciles);
        let rows = scores.iter().map(|(_, rows)| rows).sum();
        quantile(Ordered::new(&scores, rows).unwrap(), 0.5).unwrap()
    };
    close(median(&ASIAN), 0.2, 1e-12);
    close(median(&CAUCASIAN), 0.3, 1e-12);
}

#[test]
fn distances_of_scores() {
    let (a, c) = (scores(&ASIAN), scores(&CAUCASIAN));
    let d = kolmogorov_smirnov(&a, &c).unwrap();
    close(d, 0.214_140_179_299_103_45, 1e-15);
    close(
        kolmogorov_p(d, 32.0, 2454.0).unwrap(),
        0.091_103_128_611_327_52,
        1e-11,
    );
    let w = wasserstein_1(&a, &c).unwrap();
    close(w, 0.080_796_658_516_707_42, 1e-15);
    let pooled: Vec<(f64, f64)> = a.iter().zip(&c).map(|(a, c)| (a.0, a.1 + c.1)).collect();
    let null = BridgeNull::new(&pooled, 4000, 1).unwrap();
    // With ten distinct scores the continuous law asks for too much; the bridge over them does not.
    let exact = null.kolmogorov_smirnov(d, 32.0, 2454.0).unwrap();
    assert!(
        exact.p_value < 0.091 && exact.p_value > 0.02,
        "{}",
        exact.p_value
    );
    assert!(null.wasserstein_1(w, 32.0, 2454.0).unwrap().p_value > 0.02);
    let area = demographic_parity_area(&a, &c).unwrap();
    assert!(area > 0.0 && area < d);
}

#[test]
fn areas_and_precision() {
    close(from_bins(&ASIAN).unwrap().auc, 0.857_487_922_705_314, 1e-14);
    let side = |deciles: &Deciles, positive: bool| {
        deciles.map(|(yes, no)| if positive { yes } else { no })
    };
    let cross = cross_auc(&side(&ASIAN, true), &side(&CAUCASIAN, false)).unwrap();
    close(cross.auc, 0.756_384_408_602_150_5, 1e-14);
    let cross = cross_auc(&side(&CAUCASIAN, true), &side(&ASIAN, false)).unwrap();
    close(cross.auc, 0.814_024_664_686_290_4, 1e-14);
    for (deciles, ap) in [
        (ASIAN, 0.678_584_147_334_147_4),
        (CAUCASIAN, 0.569_339_118_699_990_1),
    ] {
        close(average_precision(&deciles).unwrap(), ap, 1e-13);
    }
    let area = abroca(&ASIAN, &CAUCASIAN).unwrap();
    let gap = from_bins(&ASIAN).unwrap().auc - from_bins(&CAUCASIAN).unwrap().auc;
    assert!(area >= gap.abs() - 1e-12);
    let noise = abroca_noise(&ASIAN, &CAUCASIAN, 1000, 4).unwrap();
    assert!(
        noise.mean > 0.03 && noise.p_value > 0.02 && noise.p_value < 0.3,
        "{noise:?}"
    );
    // Four hundred bins collapsed to sixty-four hardly move the reference.
    let split = |parts: usize| -> Vec<(f64, f64)> {
        let part = |(yes, no): &(f64, f64)| (yes / parts as f64, no / parts as f64);
        CAUCASIAN
            .iter()
            .flat_map(|bin| std::iter::repeat_n(part(bin), parts))
            .collect()
    };
    let [fine, coarse] = [40, 6].map(|parts| {
        let bins = split(parts);
        abroca_noise(&bins, &bins, 2000, 4).unwrap().mean
    });
    close(fine / coarse, 1.0, 0.03);
}

#[test]
fn calibration_errors() {
    let (a, c) = (bins(&ASIAN), bins(&CAUCASIAN));
    close(expected_error(&a).unwrap(), 0.106_25, 1e-14);
    close(expected_error(&c).unwrap(), 0.082_396_088_019_559_92, 1e-13);
    let squared = squared_error(&c).unwrap();
    assert!(squared > 0.005 && squared < 0.0105, "{squared}");
    // The small group's error is what chance makes, the large one's is not.
    assert!(calibration_noise(&a, 1000, 1).unwrap().p_value > 0.1);
    assert!(calibration_noise(&c, 1000, 1).unwrap().p_value < 0.002);
}

/// `statsmodels.api.GLM(…, family=Binomial())` on deciles 1 to 9.
#[test]
fn calibration_slopes() {
    for (deciles, slope, intercept, variances, shift) in [
        (
            ASIAN,
            1.170_484_975_613_86,
            0.043_665_652_918_796_6,
            (0.193_079_422_228_947_6, 0.362_667_019_726_085_6),
            (-0.089_396_872_468_507_5, 0.226_822_129_129_494_4),
        ),
        (
            CAUCASIAN,
            0.562_199_795_637_056_5,
            -0.093_241_398_739_036_3,
            (0.001_381_410_835_220_5, 0.002_491_396_562_049),
            (0.164_805_328_917_641_6, 0.002_374_936_701_265_1),
        ),
    ] {
        let rows: Vec<(f64, f64, f64)> = deciles[..9]
            .iter()
            .enumerate()
            .map(|(place, &(yes, no))| {
                (
                    libm::log(score(place) / (1.0 - score(place))),
                    yes + no,
                    yes,
                )
            })
            .collect();
        let fit = logistic_slope(&rows).unwrap();
        close(fit.slope.value, slope, 1e-9);
        close(fit.intercept.value, intercept, 1e-9);
        close(fit.slope.variance, variances.0, 1e-8);
        close(fit.intercept.variance, variances.1, 1e-8);
        let fit = logistic_intercept(&rows).unwrap();
        close(fit.value, shift.0, 1e-9);
        close(fit.variance, shift.1, 1e-8);
    }
}

/// Effects of the men's e-mail on visits by kind of zip code, Hillstrom's file.
#[test]
fn heterogeneity_of_treatment_effects() {
    let effects = [
        0.073_398_267_958_129_15,
        0.074_337_186_652_942_88,
        0.079_641_115_214_945_38,
    ];
    let errors: [f64; 3] = [
        0.009_774_214_530_642_655,
        0.004_934_944_052_645_97,
        0.005_216_379_366_921_565,
    ];
    let test = cochran_q(&effects, &errors.map(|e| e * e)).unwrap();
    close(test.q, 0.654_995_011_544_541_4, 1e-10);
    close(test.df, 2.0, 0.0);
    close(test.p_value, 0.720_725_088_925_800_9, 1e-10);
}
