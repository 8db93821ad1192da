use evenhand_core::{Estimate, Fraction, Limit, Real, RuleRecord, RuleResult, Side};
use evenhand_inference::two_by_two::{Table2x2, fisher_exact, fisher_mid_p, two_sd};

/// The rule speaks of differences that are significant at this level, two-sided.
const SIGNIFICANT: f64 = 0.05;

/// Holds the four-fifths rule of 29 CFR 1607.4(D) against the ratio of two selection rates.
///
/// `side` is where the ratio lies, decided in integers. A ratio below the line is *shown* only if the difference is
/// significant too and one different person would not turn the result round (question 21 of the questions and answers on
/// the Uniform Guidelines, 44 FR 11996, 1979). `None` where the counts are not there.
pub fn four_fifths(estimate: &Estimate, limit: Limit, side: Option<Side>) -> Option<RuleRecord> {
    let count = |real: Option<Real>| real.map(|real| real.get().round().max(0.0) as u64);
    let (a, n) = (count(estimate.events)?, count(estimate.total)?);
    let (b, m) = (
        count(estimate.events_reference)?,
        count(estimate.total_reference)?,
    );
    let table = Table2x2::new(a, n, b, m).ok()?;
    let (z, exact, mid) = (two_sd(table), fisher_exact(table), fisher_mid_p(table));
    let p = estimate.p_value.map_or(exact.p_value, Real::get);
    let beyond = side == Some(Side::Beyond);
    let flips = beyond && one_person_turns_it(limit, (a, n), (b, m));
    let result = match (beyond, p < SIGNIFICANT) {
        (true, true) if !flips => RuleResult::Shown,
        (true, _) => RuleResult::BelowNotShown,
        (false, true) => RuleResult::SignificantSmall,
        (false, false) => RuleResult::None,
    };
    Some(RuleRecord {
        flips,
        p_fisher: Real::new(exact.p_value),
        p_mid: Real::new(mid.p_value),
        result,
        z: z.statistic.and_then(Real::new),
    })
}

/// Whether one selection moved between the groups would put the ratio at the line or on its other side; in integers.
///
/// ```
/// use evenhand_core::{Fraction, Limit};
/// use evenhand_policy::one_person_turns_it;
/// let four_fifths = Limit { min: Fraction::new(4, 5), ..Limit::default() };
/// // 3 of 20 against 5 of 20 is a ratio of 0.6; with one person moved it is 4 to 4.
/// assert!(one_person_turns_it(four_fifths, (3, 20), (5, 20)));
/// assert!(!one_person_turns_it(four_fifths, (30, 200), (50, 200)));
/// ```
pub fn one_person_turns_it(limit: Limit, (a, n): (u64, u64), (b, m): (u64, u64)) -> bool {
    let [a, n, b, m] = [a, n, b, m].map(i128::from);
    let parts = |bound: Fraction| {
        (
            i128::from(bound.numerator()),
            i128::from(bound.denominator()),
        )
    };
    let (low, high) = limit.bounds();
    let below = |(p, q): (i128, i128), a: i128, b: i128| q * a * m < p * b * n;
    let above = |(p, q): (i128, i128), a: i128, b: i128| q * a * m > p * b * n;
    let turned_up = low
        .map(parts)
        .is_some_and(|line| below(line, a, b) && !below(line, (a + 1).min(n), (b - 1).max(0)));
    let turned_down = high
        .map(parts)
        .is_some_and(|line| above(line, a, b) && !above(line, (a - 1).max(0), (b + 1).min(m)));
    turned_up || turned_down
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit() -> Limit {
        Limit {
            min: Fraction::new(4, 5),
            ..Limit::default()
        }
    }

    /// Every table at exactly four fifths is not below it; one selection fewer is, and one more turns it back.
    #[test]
    fn one_person_decides_every_table_at_the_line() {
        let mut tables = 0;
        for n in 5_u64..=120 {
            for m in 5_u64..=120 {
                for b in 1..=m {
                    if (4 * b * n) % (5 * m) != 0 {
                        continue;
                    }
                    let a = 4 * b * n / (5 * m);
                    if a == 0 || a > n {
                        continue;
                    }
                    tables += 1;
                    assert!(!one_person_turns_it(limit(), (a, n), (b, m)));
                    // One selection fewer in the group lies below the line, and moving one back lifts it over it.
                    assert!(
                        one_person_turns_it(limit(), (a - 1, n), (b, m)),
                        "{a}/{n} {b}/{m}"
                    );
                }
            }
        }
        assert_eq!(tables, 17_513);
    }
}
