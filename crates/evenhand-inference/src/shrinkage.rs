//! Pulling rates of small groups towards the common rate, for display only.
//!
//! No verdict may be taken from these values: a single small group that is treated worse is pulled towards the others
//! and disappears.

use crate::Proportion;
use crate::distribution::beta;
use crate::error::{Error, Result};
use crate::{Interval, Level};

/// A shrunken rate and its posterior interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunken {
    /// The posterior mean.
    pub rate: f64,
    /// The equal-tailed posterior interval.
    pub interval: Interval,
}

/// Beta-binomial empirical Bayes rates, with the prior fitted by moments; for ranking and plots, never a verdict.
///
/// # Errors
/// When there are fewer than two groups, or one is not a proportion.
///
/// # Source
/// Kleinman (1973), Proportions with extraneous variance: single and independent samples; moment estimates.
///
/// ```
/// use evenhand_inference::{Level, Proportion, shrinkage::beta_binomial};
/// let groups = [Proportion::new(200.0, 1000.0)?, Proportion::new(250.0, 1000.0)?, Proportion::new(0.0, 5.0)?];
/// let shrunken = beta_binomial(&groups, Level::P95)?;
/// assert!(shrunken[2].rate > 0.1 && (shrunken[0].rate - 0.2).abs() < 0.01);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn beta_binomial(groups: &[Proportion], level: Level) -> Result<Vec<Shrunken>> {
    if groups.len() < 2 {
        return Err(Error::TooFew {
            argument: "groups",
            got: groups.len(),
            min: 2,
        });
    }
    groups
        .iter()
        .try_for_each(|g| Proportion::new(g.events, g.total).map(drop))?;
    let total: f64 = groups.iter().map(|g| g.total).sum();
    let events: f64 = groups.iter().map(|g| g.events).sum();
    // Half an event keeps the prior proper when nobody or everybody has the event.
    let mean = (events + 0.5) / (total + 1.0);
    let squares: f64 = groups.iter().map(|g| g.total * g.total).sum();
    let spread: f64 = groups
        .iter()
        .map(|g| g.total * (g.rate() - mean) * (g.rate() - mean))
        .sum();
    let (count, binomial) = (groups.len() as f64, mean * (1.0 - mean));
    let between =
        (spread - binomial * (count - 1.0)) / (total - squares / total - (count - 1.0)).max(1.0);
    let share = (between / binomial).clamp(1e-6, 0.999);
    let strength = (1.0 - share) / share;
    let (a, b) = (mean * strength, (1.0 - mean) * strength);
    let tail = 0.5 * level.alpha();
    let shrink = |g: &Proportion| {
        let (a, b) = (a + g.events, b + g.failures());
        let interval = Interval::new(
            beta::quantile(tail, a, b).0,
            beta::upper_quantile(tail, a, b).0,
            "beta-binomial",
        );
        Shrunken {
            rate: a / (a + b),
            interval,
        }
    };
    Ok(groups.iter().map(shrink).collect())
}
