//! Two groups compared inside strata.

use crate::draws::{Binomial, Draws};
use crate::family::{Column, Family, Gate, Line, simulate};
use evenhand_inference::Level;
use evenhand_inference::strata::{
    Common, Stratum, breslow_day, cmh, mantel_haenszel_odds_ratio, mantel_haenszel_risk_difference,
};
use evenhand_inference::two_by_two::TestResult;

/// Strata, and rows of the two groups in each.
const DESIGNS: [(i32, u32, u32); 6] = [
    (5, 20, 20),
    (20, 10, 10),
    (20, 5, 50),
    (5, 200, 50),
    (50, 4, 4),
    (10, 100, 1000),
];

/// The base rate of the first and of the last stratum.
const RATES: [(f64, f64); 2] = [(0.05, 0.6), (0.02, 0.1)];

fn rate_of(stratum: i32, count: i32, from: f64, to: f64) -> f64 {
    from + (to - from) * f64::from(stratum) / f64::from(count - 1)
}

fn drawn(pairs: &[(Binomial, Binomial)], draws: &mut Draws) -> Vec<Stratum> {
    pairs
        .iter()
        .filter_map(|(a, b)| {
            let (a, b) = (a.draw(draws), b.draw(draws));
            Stratum::new((a.events, a.total), (b.events, b.total)).ok()
        })
        .collect()
}

fn stratified() -> Family {
    let mut family = Family::new(
        "Tests inside strata",
        "Cochran-Mantel-Haenszel and Breslow-Day with Tarone's correction, at 5 %; the base rate runs over the strata from \
         the first to the second value, equally for both groups.",
        vec![
            Column::gated("Cochran-Mantel-Haenszel", Gate::AtMost(0.06)),
            Column::beside("Breslow-Day-Tarone"),
        ],
    );
    for (count, n1, n2) in DESIGNS {
        for (from, to) in RATES {
            family.job(count == 5, move |effort, seed| {
                let rate = |i| rate_of(i, count, from, to);
                let pairs: Vec<_> = (0..count)
                    .map(|i| (Binomial::new(n1, rate(i)), Binomial::new(n2, rate(i))))
                    .collect();
                let shares = simulate(effort.draws(20_000), seed, |draws| {
                    let strata: Vec<Stratum> = pairs
                        .iter()
                        .filter_map(|(a, b)| {
                            let (a, b) = (a.draw(draws), b.draw(draws));
                            Stratum::new((a.events, a.total), (b.events, b.total)).ok()
                        })
                        .collect();
                    let rejects =
                        |test: Option<TestResult>| test.is_some_and(|t| t.p_value <= 0.05);
                    [
                        rejects(cmh(&strata, false)),
                        rejects(breslow_day(&strata, true)),
                    ]
                });
                vec![Line::new(
                    format!("{count} strata of {n1} and {n2} rows, rates {from} to {to}"),
                    shares,
                )]
            });
        }
    }
    family
}

fn estimates() -> Family {
    let gate = Gate::AtLeast(0.93);
    let mut family = Family::new(
        "Estimates pooled over strata",
        "Mantel-Haenszel odds ratio (truly 1, and 2) and risk difference (truly 0, and 0.1) in the same strata. An odds \
         ratio without an interval, because no table supports one side, counts as not covered.",
        vec![
            Column::gated("odds ratio 1", gate),
            Column::gated("odds ratio 2", gate),
            Column::gated("risk difference 0", gate),
            Column::gated("risk difference 0.1", gate),
        ],
    );
    for (count, n1, n2) in DESIGNS {
        for (from, to) in RATES {
            family.job(count == 5, move |effort, seed| {
                let design = |raised: fn(f64) -> f64| -> Vec<(Binomial, Binomial)> {
                    (0..count)
                        .map(|i| rate_of(i, count, from, to))
                        .map(|rate| (Binomial::new(n1, raised(rate)), Binomial::new(n2, rate)))
                        .collect()
                };
                let equal = design(|p| p);
                let doubled = design(|p| 2.0 * p / (1.0 + p));
                let shifted = design(|p| p + 0.1);
                let covers = |common: Option<Common>, truth: f64| {
                    common
                        .and_then(|c| c.interval)
                        .is_some_and(|i| i.contains(truth))
                };
                let shares = simulate(effort.draws(10_000), seed, |draws| {
                    let level = Level::P95;
                    let one = drawn(&equal, draws);
                    let two = drawn(&doubled, draws);
                    let tenth = drawn(&shifted, draws);
                    [
                        covers(mantel_haenszel_odds_ratio(&one, level), 1.0),
                        covers(mantel_haenszel_odds_ratio(&two, level), 2.0),
                        covers(mantel_haenszel_risk_difference(&one, level), 0.0),
                        covers(mantel_haenszel_risk_difference(&tenth, level), 0.1),
                    ]
                });
                let setting = format!("{count} strata of {n1} and {n2} rows, rates {from} to {to}");
                vec![Line::new(setting, shares)]
            });
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![stratified(), estimates()]
}
