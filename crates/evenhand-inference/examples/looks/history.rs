//! Made-up histories of audits: twenty series that share their drift and, in part, their reference group.

use evenhand_inference::multiplicity::e_benjamini_hochberg;
use evenhand_inference::sequential::{Process, Table};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

/// Alarms at e-values of at least 1/α.
pub const ALPHA: f64 = 0.05;

/// How base rates and the mix of groups move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// They stay as they are.
    None,
    /// Over the history the base rate falls to a third while the group grows from a fifth to four fifths.
    Together,
    /// Both wander by chance, and the same for all series.
    Wandering,
}

pub struct Draws(Pcg64Mcg);

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// Rates and rows of the group and of its reference at each look, where nobody is treated differently.
    pub fn walk(
        &mut self,
        base: f64,
        rows: f64,
        drift: Drift,
        looks: usize,
    ) -> Vec<[(f64, u64); 2]> {
        let (mut rate_shift, mut mix_shift) = (0.0, 0.0);
        let mut all = Vec::new();
        for look in 0..looks {
            let time = look as f64 / (looks - 1).max(1) as f64;
            rate_shift += 0.2 * (self.uniform() - 0.5);
            mix_shift += 0.4 * (self.uniform() - 0.5);
            let (rate, share) = drifted(base, drift, time, (rate_shift, mix_shift));
            let sizes = [(rows * share) as u64, (rows * (1.0 - share)) as u64];
            all.push(sizes.map(|size| (rate, size.max(1))));
        }
        all
    }

    /// Events among `n`, by the gaps between them.
    pub fn binomial(&mut self, n: u64, rate: f64) -> u64 {
        if rate <= 0.0 {
            return 0;
        }
        let scale = libm::log1p(-rate);
        let (mut place, mut events) = (0.0, 0);
        loop {
            place += libm::floor(libm::log(self.uniform()) / scale) + 1.0;
            if place > n as f64 {
                return events;
            }
            events += 1;
        }
    }
}

/// The base rate and the group's share of the rows at a time between 0 and 1.
fn drifted(base: f64, drift: Drift, time: f64, (rate, mix): (f64, f64)) -> (f64, f64) {
    match drift {
        Drift::None => (base, 0.5),
        Drift::Together => (base * (1.0 - 2.0 / 3.0 * time), 0.2 + 0.6 * time),
        Drift::Wandering => (
            (base * libm::exp(rate)).min(0.9),
            1.0 / (1.0 + libm::exp(-mix)),
        ),
    }
}

/// Looks until the first alarm of a history of `looks` looks at `series` series in which nobody is treated differently;
/// the correction over the series is e-BH at every look.
pub fn fair_history(draws: &mut Draws, drift: Drift, looks: usize, series: usize) -> Option<usize> {
    let mut processes = vec![Process::new(); series];
    let (mut rate_shift, mut mix_shift) = (0.0, 0.0);
    for look in 0..looks {
        let time = look as f64 / (looks - 1).max(1) as f64;
        rate_shift += 0.2 * (draws.uniform() - 0.5);
        mix_shift += 0.4 * (draws.uniform() - 0.5);
        let mut reference = (0, 0);
        for (i, process) in processes.iter_mut().enumerate() {
            let base = [0.3, 0.1, 0.05, 0.01][i / 2 % 4];
            let rows = [80.0, 400.0, 2000.0][i / 2 % 3];
            let (rate, share) = drifted(base, drift, time, (rate_shift, mix_shift));
            let (n1, n2) = ((rows * share) as u64, (rows * (1.0 - share)) as u64);
            // Two neighbours are held against one reference, so that their evidence hangs together.
            if i % 2 == 0 {
                reference = (draws.binomial(n2, rate), n2);
            }
            let group = (draws.binomial(n1, rate), n1);
            if let Ok(table) = Table::new(group, reference) {
                process.add(&[table]);
            }
        }
        if alarm(&processes, ALPHA).iter().any(|&rejected| rejected) {
            return Some(look + 1);
        }
    }
    None
}

/// Looks until a series with rates `base · ratio` and `base` is found, where it is one of `series`, the others fair.
pub fn detection(
    draws: &mut Draws,
    base: f64,
    ratio: f64,
    rows: u64,
    looks: usize,
    series: usize,
) -> Option<usize> {
    let mut processes = vec![Process::new(); series];
    for look in 0..looks {
        for (i, process) in processes.iter_mut().enumerate() {
            let rate = if i == 0 { base * ratio } else { base };
            let group = (draws.binomial(rows, rate), rows);
            let reference = (draws.binomial(rows, base), rows);
            if let Ok(table) = Table::new(group, reference) {
                process.add(&[table]);
            }
        }
        if alarm(&processes, ALPHA)[0] {
            return Some(look + 1);
        }
    }
    None
}

fn alarm(processes: &[Process], alpha: f64) -> Vec<bool> {
    let logs: Vec<f64> = processes.iter().map(Process::log_e_value).collect();
    e_benjamini_hochberg(&logs, alpha).unwrap_or_else(|_| vec![false; processes.len()])
}
