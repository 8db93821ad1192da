//! How often tests reject what is true, and verdicts say what is not.

use crate::draws::{Binomial, groups};
use crate::family::{Column, Family, Gate, Line, Share, simulate};
use evenhand_inference::equivalence::{tost_difference, tost_ratio};
use evenhand_inference::k_groups::{max_gap_interval, min_ratio_interval};
use evenhand_inference::two_by_two::{
    Table2x2, TestResult, chi_square_2x2, difference_test, fisher_exact, fisher_mid_p,
};
use evenhand_inference::{Level, Proportion};

/// The probability that a statement about two groups is true, by enumeration.
fn exactly<const N: usize>(
    first: &Binomial,
    second: &Binomial,
    statements: impl Fn(Proportion, Proportion) -> [bool; N],
) -> Vec<Share> {
    let mut held = [0.0; N];
    for (a, pa) in first.outcomes() {
        for (b, pb) in second.outcomes() {
            if pa * pb < 1e-13 {
                continue;
            }
            for (sum, holds) in held.iter_mut().zip(statements(a, b)) {
                if holds {
                    *sum += pa * pb;
                }
            }
        }
    }
    held.map(Share::exact).to_vec()
}

fn two_by_two() -> Family {
    let mut family = Family::new(
        "Tests of two equal rates",
        "How often the default test (score, Boschloo in small tables) finds a difference at 5 % where there is none; exact. \
         Other tests for comparison.",
        vec![
            Column::gated("default", Gate::AtMost(0.06)),
            Column::beside("Fisher"),
            Column::beside("Fisher mid-p"),
            Column::beside("chi-square"),
        ],
    );
    for (n1, n2) in [
        (20, 20),
        (20, 100),
        (50, 50),
        (50, 200),
        (200, 200),
        (1000, 1000),
    ] {
        for rate in [0.01, 0.05, 0.1, 0.3, 0.5] {
            family.job(n1 * n2 <= 2500, move |_, _| {
                let tests: [fn(Table2x2) -> TestResult; 4] =
                    [difference_test, fisher_exact, fisher_mid_p, |t| {
                        chi_square_2x2(t, false)
                    }];
                let shares = exactly(
                    &Binomial::new(n1, rate),
                    &Binomial::new(n2, rate),
                    |a, b| {
                        let table = Table2x2::new(
                            a.events as u64,
                            u64::from(n1),
                            b.events as u64,
                            u64::from(n2),
                        );
                        tests.map(|test| table.as_ref().is_ok_and(|&t| test(t).p_value <= 0.05))
                    },
                );
                vec![Line::new(
                    format!("{n1} and {n2} rows at rate {rate}"),
                    shares,
                )]
            });
        }
    }
    family
}

fn equivalence() -> Family {
    let mut family = Family::new(
        "Two groups exactly at the limit",
        "The true gap equals the limit, so neither \"within\" nor \"beyond\" is right; exact. Equivalence at 5 %, and 95 % \
         intervals wholly on one side.",
        vec![
            Column::gated("equivalence (TOST)", Gate::AtMost(0.06)),
            Column::gated("within limit", Gate::AtMost(0.03)),
            Column::gated("confirmed gap", Gate::AtMost(0.03)),
        ],
    );
    let z = Level::P95.z();
    for rows in [50, 200, 1000] {
        for rate in [0.1, 0.3, 0.5] {
            for margin in [0.05, 0.1] {
                family.job(rows <= 200, move |_, _| {
                    let (low, high) = (
                        Binomial::new(rows, rate),
                        Binomial::new(rows, rate + margin),
                    );
                    let shares = exactly(&high, &low, |a, b| {
                        let i = evenhand_inference::two_sample::difference_interval(a, b, z);
                        [
                            tost_difference(a, b, margin).is_ok_and(|t| t.p <= 0.05),
                            i.upper < margin && i.lower > -margin,
                            i.lower > margin || i.upper < -margin,
                        ]
                    });
                    vec![Line::new(
                        format!("{rows} rows each, {rate} and {rate} + {margin}"),
                        shares,
                    )]
                });
            }
            family.job(rows <= 200, move |_, _| {
                let (low, high) = (Binomial::new(rows, 0.8 * rate), Binomial::new(rows, rate));
                let shares = exactly(&low, &high, |a, b| {
                    let i = evenhand_inference::two_sample::ratio_interval(a, b, z);
                    [
                        tost_ratio(a, b, 0.8, 1.25).is_ok_and(|t| t.p <= 0.05),
                        i.lower > 0.8 && i.upper < 1.25,
                        i.upper < 0.8 || i.lower > 1.25,
                    ]
                });
                vec![Line::new(
                    format!("{rows} rows each, {rate} and 0.8 × {rate}"),
                    shares,
                )]
            });
        }
    }
    family
}

fn summaries_at_the_limit() -> Family {
    let mut family = Family::new(
        "Several groups exactly at the limit",
        "One group has 0.8 times the rate of the others, the limits being 0.8 and the gap itself: how often an interval lies \
         wholly inside (wrong `within_limit`) or wholly beyond (wrong `confirmed_gap`).",
        vec![
            Column::gated("ratio within", Gate::AtMost(0.03)),
            Column::gated("ratio beyond", Gate::AtMost(0.05)),
            Column::gated("gap within", Gate::AtMost(0.03)),
            Column::gated("gap beyond", Gate::AtMost(0.05)),
        ],
    );
    for count in [2, 5, 10] {
        for rows in [50, 200, 1000, 10_000] {
            for rate in [0.05, 0.1, 0.5] {
                family.job(rows == 1000, move |effort, seed| {
                    let of: Vec<_> = (0..count)
                        .map(|i| Binomial::new(rows, if i == 0 { 0.8 * rate } else { rate }))
                        .collect();
                    let limit = 0.2 * rate;
                    let shares = simulate(effort.draws(10_000), seed, |draws| {
                        let groups = groups(&of, draws);
                        let (Ok(ratio), Ok(gap)) = (
                            min_ratio_interval(&groups, Level::P95, None),
                            max_gap_interval(&groups, Level::P95, None),
                        ) else {
                            return [true; 4];
                        };
                        [
                            ratio.lower > 0.8,
                            ratio.upper < 0.8,
                            gap.upper < limit,
                            gap.lower > limit,
                        ]
                    });
                    vec![Line::new(
                        format!("{count} of {rows} rows, rate {rate}"),
                        shares,
                    )]
                });
            }
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![two_by_two(), equivalence(), summaries_at_the_limit()]
}
