use evenhand_core::{Exact, Fraction, Limit, Side};
use num_bigint::BigInt;
use std::cmp::Ordering;

/// On which side of a limit a number lies, decided in integers.
///
/// ```
/// use evenhand_core::{Exact, Fraction, Limit, Side};
/// use evenhand_policy::side;
/// let four_fifths = Limit { min: Fraction::new(4, 5), ..Limit::default() };
/// // 3 of 5 against 15 of 20 is exactly four fifths, and (3/5)/(15/20) < 0.8 in floating point.
/// let exact = Exact::Ratio { events: 3, total: 5, reference_events: 15, reference_total: 20 };
/// assert_eq!(side(&exact, four_fifths), Side::AtLimit);
/// ```
pub fn side(exact: &Exact, limit: Limit) -> Side {
    let (low, high) = limit.bounds();
    let below = low.map(|bound| compare(exact, bound));
    let above = high.map(|bound| compare(exact, bound).reverse());
    let worst = [below, above].into_iter().flatten().min();
    match worst {
        Some(Ordering::Less) => Side::Beyond,
        Some(Ordering::Equal) => Side::AtLimit,
        _ => Side::Inside,
    }
}

/// The number against a bound.
fn compare(exact: &Exact, bound: Fraction) -> Ordering {
    let (p, q) = (
        BigInt::from(bound.numerator()),
        BigInt::from(bound.denominator()),
    );
    match *exact {
        Exact::Rate { events, total } => (q * events).cmp(&(p * total)),
        Exact::Difference {
            events,
            total,
            reference_events,
            reference_total,
        } => {
            let (n, m) = (BigInt::from(total), BigInt::from(reference_total));
            let left = q * (&m * events - &n * reference_events);
            left.cmp(&(p * n * m))
        }
        Exact::Ratio {
            events,
            total,
            reference_events,
            reference_total,
        } => {
            let left = q * BigInt::from(reference_total) * events;
            left.cmp(&(p * BigInt::from(total) * reference_events))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_at_exactly_four_fifths_is_at_the_limit() {
        let limit = Limit {
            min: Fraction::new(4, 5),
            ..Limit::default()
        };
        let (mut at_limit, mut flagged_by_floats) = (0, 0);
        for n in 5_i128..=120 {
            for m in 5_i128..=120 {
                for a in 1..=n {
                    // a/n = 4/5 · b/m has a whole b for some a only.
                    if (5 * a * m) % (4 * n) != 0 || 5 * a * m / (4 * n) > m {
                        continue;
                    }
                    let b = 5 * a * m / (4 * n);
                    let exact = Exact::Ratio {
                        events: a,
                        total: n,
                        reference_events: b,
                        reference_total: m,
                    };
                    assert_eq!(
                        side(&exact, limit),
                        Side::AtLimit,
                        "{a}/{n} against {b}/{m}"
                    );
                    at_limit += 1;
                    let float = (a as f64 / n as f64) / (b as f64 / m as f64);
                    flagged_by_floats += i32::from(float < 0.8);
                }
            }
        }
        assert_eq!((at_limit, flagged_by_floats), (17_513, 5_749));
    }

    #[test]
    fn one_person_more_or_less_changes_the_side() {
        let limit = Limit {
            min: Fraction::new(4, 5),
            ..Limit::default()
        };
        let ratio = |events| Exact::Ratio {
            events,
            total: 100,
            reference_events: 60,
            reference_total: 100,
        };
        assert_eq!(side(&ratio(48), limit), Side::AtLimit);
        assert_eq!(side(&ratio(47), limit), Side::Beyond);
        assert_eq!(side(&ratio(49), limit), Side::Inside);
    }

    #[test]
    fn absolute_limits_look_at_both_sides() {
        let limit = Limit {
            max_abs: Fraction::new(1, 10),
            ..Limit::default()
        };
        let difference = |a, b| Exact::Difference {
            events: a,
            total: 10,
            reference_events: b,
            reference_total: 10,
        };
        assert_eq!(side(&difference(4, 5), limit), Side::AtLimit);
        assert_eq!(side(&difference(3, 5), limit), Side::Beyond);
        assert_eq!(side(&difference(7, 5), limit), Side::Beyond);
        assert_eq!(side(&difference(5, 5), limit), Side::Inside);
    }

    #[test]
    fn fixed_point_weights_do_not_overflow() {
        let limit = Limit {
            min: Fraction::new(4, 5),
            ..Limit::default()
        };
        let huge = i128::MAX / 4;
        let exact = Exact::Ratio {
            events: huge,
            total: huge,
            reference_events: huge,
            reference_total: huge,
        };
        assert_eq!(side(&exact, limit), Side::Inside);
    }
}
