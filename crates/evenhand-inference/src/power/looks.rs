//! How many looks an alert needs.

use super::{check_power, check_rate};
use crate::distribution::normal;
use crate::error::{Result, require};
use crate::sequential::{Process, Table};

/// More looks than this are "never": ten years of weeks.
const MOST_LOOKS: u64 = 520;
/// So many of the rarest kind are expected before the exact likelihood stands in for that of several looks.
const ENOUGH: f64 = 25.0;

/// The number of looks, of `n1` rows of a group and `n2` of its reference each, after which the evidence of
/// [`Process`] has reached `evidence` with a chance of at least `power`, where the rates are `p1` and `p2`; `None` where
/// not even 520 looks suffice.
///
/// `evidence` is 1/α for one series, and K/α where it is one of K of which no other is rejected (e-BH). The answer is that
/// of one look at the end: a history that is looked at every time may find a gap earlier, never later.
///
/// # Errors
/// When a size is not positive, a rate outside `[0, 1]`, the power outside (0, 1), or the evidence not above 1.
///
/// # Source
/// The evidence given the events of the group is that of [`Process`] (Robbins 1970); given the events of both groups, those
/// of the group are taken to be normal with the variance of Cornfield (1956), 1 / Σ 1/expected over the four cells. A test
/// holds it against simulated histories.
///
/// ```
/// use evenhand_inference::power::looks_needed;
/// let one = looks_needed((1000.0, 0.08), (1000.0, 0.1), 0.8, 20.0)?.unwrap();
/// let among_twenty = looks_needed((1000.0, 0.08), (1000.0, 0.1), 0.8, 400.0)?.unwrap();
/// assert!(4 < one && one < among_twenty && among_twenty < 14);
/// assert_eq!(looks_needed((1000.0, 0.1), (1000.0, 0.1), 0.8, 20.0)?, None);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn looks_needed(
    (n1, p1): (f64, f64),
    (n2, p2): (f64, f64),
    power: f64,
    evidence: f64,
) -> Result<Option<u64>> {
    for (argument, n) in [("n1", n1), ("n2", n2)] {
        require(n > 0.0 && n < 1e15, argument, n, "positive, and below 1e15")?;
    }
    check_rate("p1", p1)?;
    check_rate("p2", p2)?;
    check_power(power)?;
    require(evidence > 1.0, "evidence", evidence, "above 1")?;
    let cells = [n1 * p1, n1 * (1.0 - p1), n2 * p2, n2 * (1.0 - p2)];
    let rarest = cells.into_iter().fold(f64::INFINITY, f64::min);
    if rarest <= 0.0 || (p1 - p2).abs() < 1e-12 {
        return Ok(None);
    }
    let variance = cells.into_iter().map(f64::recip).sum::<f64>().recip();
    // A table of so many looks together, whose counts are whole without being far off.
    let together = libm::ceil(ENOUGH / rarest).max(1.0);
    let whole = |count: f64| libm::round(count * together) as u64;
    let (x1, x2) = (whole(n1 * p1), whole(n2 * p2));
    let table = Table::new((x1, whole(n1)), (x2, whole(n2)))?;
    let mut seen = Process::new();
    seen.add(&[table]);
    let needed = libm::log(evidence);
    let reached = |looks: f64, events: f64| -> Result<bool> {
        let share = looks / together;
        let state: Vec<f64> = (seen.state().iter().enumerate())
            .map(|(place, log)| {
                let point = Process::point(place);
                // Linear in the events of the group: what the table says, moved by how many more there were.
                share * log + point * (events - looks * n1 * p1)
            })
            .collect();
        Ok(Process::from_state(&state)?.log_e_value() >= needed)
    };
    let found = |looks: u64| -> Result<bool> {
        let looks = looks as f64;
        // The events that as much evidence as is wanted is reached with, `power` of the time or more.
        let away = normal::quantile(power) * (looks * variance).sqrt();
        let toward_equality = if p1 < p2 { away } else { -away };
        let events = looks * n1 * p1 + toward_equality;
        // Beyond equality the evidence would rise again, for the wrong reason.
        let pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
        let equal = looks * n1 * pooled;
        if (events - equal) * (p1 - p2) <= 0.0 {
            return Ok(false);
        }
        reached(looks, events)
    };
    let mut enough = 1;
    while !found(enough)? {
        if enough == MOST_LOOKS {
            return Ok(None);
        }
        enough = (2 * enough).min(MOST_LOOKS);
    }
    let mut short = enough / 2;
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if found(middle)? {
            enough = middle;
        } else {
            short = middle;
        }
    }
    Ok(Some(enough))
}
