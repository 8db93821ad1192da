//! Rates as they would be, had the mix of people been another one.

use crate::{Interval, Level, Proportion};

/// One kind of people: how the selection went among them, and their share in the mix that is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// Selected among all; nothing where there is nobody.
    pub rate: Option<Proportion>,
    /// Share in the mix that is held, between 0 and 1.
    pub share: f64,
}

/// Ratio of two directly standardised rates, with its interval; nothing where a rate is zero or somebody in the mix has no
/// counterpart.
///
/// The interval is that of the logarithm: its variance is the sum of `share²·p(1−p)/n` over the kinds of people, divided by the
/// squared rate, for both sides. Variances take half a person more on either side, so that a kind of which nobody was selected
/// still counts as uncertain.
///
/// # Source
/// Direct standardisation as in Kitagawa (1955), Components of a difference between two rates, Journal of the American
/// Statistical Association 50, 1168–1194; the interval by the delta method, as for comparative figures in Breslow and
/// Day (1987), Statistical methods in cancer research II, section 2.3.
///
/// ```
/// # use evenhand_inference::{Level, Proportion, standardised::{Stratum, standardised_ratio}};
/// let of = |selected: f64, n: f64, share: f64| Stratum { rate: Proportion::new(selected, n).ok(), share };
/// // Of the young 10 %, of the old 30 %, in both groups; only the mix differs. Held at half and half, nothing is left of it.
/// let women = [of(90.0, 900.0, 0.5), of(30.0, 100.0, 0.5)];
/// let men = [of(10.0, 100.0, 0.5), of(270.0, 900.0, 0.5)];
/// let (ratio, interval) = standardised_ratio(&women, &men, Level::P95).unwrap();
/// assert!((ratio - 1.0).abs() < 1e-12);
/// assert!(interval.lower < 1.0 && 1.0 < interval.upper);
/// ```
pub fn standardised_ratio(
    group: &[Stratum],
    reference: &[Stratum],
    level: Level,
) -> Option<(f64, Interval)> {
    let (own, own_variance) = side(group)?;
    let (other, other_variance) = side(reference)?;
    let half = level.z() * libm::sqrt(own_variance + other_variance);
    let ratio = own / other;
    Some((
        ratio,
        Interval {
            lower: ratio * libm::exp(-half),
            upper: ratio * libm::exp(half),
            method: "standardised-log",
        },
    ))
}

/// A standardised rate and the variance of its logarithm.
fn side(strata: &[Stratum]) -> Option<(f64, f64)> {
    let held = || strata.iter().filter(|one| one.share > 0.0);
    let all: f64 = held().map(|one| one.share).sum();
    let (mut rate, mut variance) = (0.0, 0.0);
    for one in held() {
        let (share, own) = (one.share / all, one.rate?);
        rate += share * own.rate();
        let p = (own.events + 0.5) / (own.total + 1.0);
        variance += share * share * p * (1.0 - p) / own.total;
    }
    (rate > 0.0).then(|| (rate, variance / (rate * rate)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(events: f64, n: f64, share: f64) -> Stratum {
        Stratum {
            rate: Proportion::new(events, n).ok(),
            share,
        }
    }

    #[test]
    fn one_kind_of_people_gives_the_plain_ratio() {
        let (ratio, interval) = standardised_ratio(
            &[of(60.0, 300.0, 1.0)],
            &[of(100.0, 400.0, 1.0)],
            Level::P95,
        )
        .unwrap();
        assert!((ratio - 0.8).abs() < 1e-12);
        // Katz: exp(±1.96·√(240/(60·300) + 300/(100·400))) = exp(±0.2825), but for the half persons.
        assert!((interval.upper / ratio - libm::exp(0.2825)).abs() < 0.003);
    }

    #[test]
    fn kinds_without_counterpart_and_rates_of_zero_give_nothing() {
        let fine = [of(1.0, 10.0, 1.0)];
        assert!(standardised_ratio(&[of(0.0, 0.0, 0.5), fine[0]], &fine, Level::P95).is_none());
        assert!(standardised_ratio(&[of(0.0, 10.0, 1.0)], &fine, Level::P95).is_none());
        assert!(standardised_ratio(&fine, &[], Level::P95).is_none());
        // Somebody who has no share in the mix does not count.
        assert!(standardised_ratio(&[of(0.0, 0.0, 0.0), fine[0]], &fine, Level::P95).is_some());
    }

    #[test]
    fn its_interval_holds_the_truth_as_often_as_it_says() {
        use rand_pcg::rand_core::{RngCore, SeedableRng};
        let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(20_261_129);
        let (mut held, runs) = (0, 2_000);
        for _ in 0..runs {
            let mut draw = |n: u32, p: f64, share: f64| {
                let events = (0..n)
                    .filter(|_| (random.next_u64() as f64) < p * 2f64.powi(64))
                    .count();
                of(events as f64, f64::from(n), share)
            };
            let group = [draw(200, 0.10, 0.7), draw(80, 0.25, 0.3)];
            let reference = [draw(300, 0.12, 0.4), draw(300, 0.30, 0.6)];
            let truth = (0.7 * 0.10 + 0.3 * 0.25) / (0.4 * 0.12 + 0.6 * 0.30);
            let (_, interval) = standardised_ratio(&group, &reference, Level::P95).unwrap();
            held += u32::from(interval.lower <= truth && truth <= interval.upper);
        }
        let share = f64::from(held) / f64::from(runs);
        assert!((0.94..0.965).contains(&share), "{share}");
    }
}
