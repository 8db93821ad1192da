//! Families of settings, what is measured in each, and the gate that every line must meet.

use crate::draws::Draws;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The first seed; every job of every family has its own.
pub const SEED: u64 = 20_261_124;

/// How often something happened: exactly enumerated, or simulated.
#[derive(Clone, Copy)]
pub struct Share {
    pub value: f64,
    /// Data sets drawn; `None` when every outcome was enumerated.
    pub draws: Option<u32>,
}

impl Share {
    pub fn exact(value: f64) -> Self {
        Self { value, draws: None }
    }
}

/// What a share must meet.
#[derive(Clone, Copy)]
pub enum Gate {
    AtLeast(f64),
    AtMost(f64),
}

impl Gate {
    pub fn met(self, share: Share, slack: f64) -> bool {
        match self {
            Self::AtLeast(limit) => share.value >= limit - slack,
            Self::AtMost(limit) => share.value <= limit + slack,
        }
    }
}

/// One setting and what was measured in it.
pub struct Line {
    pub setting: String,
    pub shares: Vec<Share>,
}

impl Line {
    pub fn new(setting: String, shares: Vec<Share>) -> Self {
        Self { setting, shares }
    }
}

/// A column of a family; without a gate it is shown for comparison.
pub struct Column {
    pub name: &'static str,
    pub gate: Option<Gate>,
}

impl Column {
    pub fn gated(name: &'static str, gate: Gate) -> Self {
        Self {
            name,
            gate: Some(gate),
        }
    }

    pub fn beside(name: &'static str) -> Self {
        Self { name, gate: None }
    }
}

/// How much is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    Full,
    /// Few draws of the quick settings, for the ordinary test run.
    Smoke,
}

impl Effort {
    pub fn draws(self, full: u32) -> u32 {
        match self {
            Self::Full => full,
            Self::Smoke => full.min(2000),
        }
    }
}

type Run = Box<dyn Fn(Effort, u64) -> Vec<Line> + Send + Sync>;

struct Job {
    run: Run,
    quick: bool,
}

/// Settings of one kind.
pub struct Family {
    pub title: &'static str,
    /// What is simulated, in plain words.
    pub about: &'static str,
    pub columns: Vec<Column>,
    jobs: Vec<Job>,
}

impl Family {
    pub fn new(title: &'static str, about: &'static str, columns: Vec<Column>) -> Self {
        Self {
            title,
            about,
            columns,
            jobs: Vec::new(),
        }
    }

    /// Adds a job that yields lines from its seed; quick ones also run in the ordinary tests.
    pub fn job(
        &mut self,
        quick: bool,
        run: impl Fn(Effort, u64) -> Vec<Line> + Send + Sync + 'static,
    ) {
        self.jobs.push(Job {
            run: Box::new(run),
            quick,
        });
    }

    /// The lines of every job, in order; which thread runs a job does not matter.
    pub fn run(&self, family: u64, effort: Effort, threads: usize) -> Vec<Line> {
        let jobs: Vec<(u64, &Job)> = (0..)
            .zip(&self.jobs)
            .filter(|(_, job)| effort == Effort::Full || job.quick)
            .collect();
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Vec<Line>)>> = Mutex::new(Vec::new());
        let work = || {
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some((number, job)) = jobs.get(place) else {
                    break;
                };
                let lines = (job.run)(effort, SEED + 1000 * family + number);
                if let Ok(mut done) = done.lock() {
                    done.push((place, lines));
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(place, _)| *place);
        done.into_iter().flat_map(|(_, lines)| lines).collect()
    }
}

/// How often each of `N` statements is true over `count` seeded draws.
pub fn simulate<const N: usize>(
    count: u32,
    seed: u64,
    mut statements: impl FnMut(&mut Draws) -> [bool; N],
) -> Vec<Share> {
    let mut draws = Draws::new(seed);
    let mut held = [0_u32; N];
    for _ in 0..count {
        for (sum, holds) in held.iter_mut().zip(statements(&mut draws)) {
            *sum += u32::from(holds);
        }
    }
    held.iter()
        .map(|&sum| Share {
            value: f64::from(sum) / f64::from(count),
            draws: Some(count),
        })
        .collect()
}
