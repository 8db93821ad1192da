//! One person, many rows.

use crate::draws::{Draws, Table};
use crate::family::{Column, Effort, Family, Gate, Line, Share, simulate};
use crate::summaries::covers;
use evenhand_inference::effective_size::{Clustered, jackknife_blocks};
use evenhand_inference::k_groups::{max_gap_interval, min_ratio_interval};
use evenhand_inference::one_sample::{proportion_interval, wilson};
use evenhand_inference::two_sample::{difference_interval, ratio_interval};
use evenhand_inference::{Level, Proportion};

const DRAWS: u32 = 10_000;
const BLOCK_DRAWS: u32 = 6000;
const GATE: Gate = Gate::AtLeast(0.93);
const BLOCKS: usize = 64;
const GROUPS: usize = 5;
/// Users with more rows than this are too rare to matter.
const MOST_ROWS: u32 = 80;

fn with_rows_as_independent(blocks: &[(f64, f64)], truth: f64) -> bool {
    let (events, total) = blocks
        .iter()
        .fold((0.0, 0.0), |(x, n), b| (x + b.0, n + b.1));
    wilson(Proportion { events, total }, Level::P95.z()).contains(truth)
}

fn covered_by(clustered: Option<Clustered>, truth: f64) -> bool {
    clustered.is_some_and(|c| {
        c.proportion()
            .is_ok_and(|p| proportion_interval(p, Level::P95, Some(c.df)).contains(truth))
    })
}

/// Users with 1, 2, 3, … rows and rates of their own.
struct Users {
    sizes: Table,
    events: Vec<Table>,
}

impl Users {
    fn new(rate: f64, correlation: f64) -> Self {
        Self {
            sizes: Table::geometric(0.15, MOST_ROWS),
            events: (1..=MOST_ROWS)
                .map(|rows| Table::beta_binomial(rows, rate, correlation))
                .collect(),
        }
    }

    fn draw(&self, draws: &mut Draws) -> (f64, f64) {
        let rows = self.sizes.draw(draws);
        let events = self
            .events
            .get(rows as usize - 1)
            .map_or(0, |t| t.draw(draws));
        (f64::from(events), f64::from(rows))
    }
}

fn whole_units() -> Family {
    let mut family = Family::new(
        "Repeated people, each left out once",
        "People with one or more rows (geometric, on average 6.7) whose own rates differ (intra-class correlation); the \
         jackknife leaves out one person at a time.",
        vec![
            Column::gated("rate", GATE),
            Column::gated("difference", GATE),
            Column::beside("rate, rows as independent"),
        ],
    );
    for people in [20_usize, 50, 200] {
        for correlation in [0.3, 0.05] {
            for rate in [0.1, 0.5] {
                family.job(people == 200, move |effort, seed| {
                    let users = Users::new(rate, correlation);
                    let shares = simulate(effort.draws(DRAWS), seed, |draws| {
                        let mut group = || {
                            let blocks: Vec<_> = (0..people).map(|_| users.draw(draws)).collect();
                            let rows: Vec<u64> = blocks.iter().map(|b| b.1 as u64).collect();
                            (jackknife_blocks(&blocks, &rows), blocks)
                        };
                        let ((first, blocks), (second, _)) = (group(), group());
                        [
                            covered_by(first, rate),
                            difference_covered([first, second]),
                            with_rows_as_independent(&blocks, rate),
                        ]
                    });
                    let setting =
                        format!("{people} people, rate {rate}, correlation {correlation}");
                    vec![Line::new(setting, shares)]
                });
            }
        }
    }
    family
}

fn effective(clustered: &[Option<Clustered>]) -> Option<(Vec<Proportion>, Option<f64>)> {
    let groups: Option<Vec<Clustered>> = clustered.iter().copied().collect();
    let groups = groups?;
    let df = groups.iter().map(|c| c.df).reduce(f64::min);
    let proportions: Option<Vec<Proportion>> = groups.iter().map(|c| c.proportion().ok()).collect();
    Some((proportions?, df))
}

fn difference_covered(clustered: [Option<Clustered>; 2]) -> bool {
    effective(&clustered).is_some_and(|(groups, df)| {
        let [a, b] = groups.as_slice() else {
            return false;
        };
        difference_interval(*a, *b, Level::P95.critical(df)).contains(0.0)
    })
}

#[derive(Clone, Copy)]
struct Blocked {
    /// People of each group.
    people: [usize; GROUPS],
    rows_each: u32,
    rate: f64,
    correlation: f64,
}

impl Blocked {
    /// Events and rows of every block, people being spread over the blocks by chance as by a hash.
    fn draw(self, people: usize, events: &Table, draws: &mut Draws) -> Vec<(f64, f64)> {
        let mut blocks = vec![(0.0, 0.0); BLOCKS];
        for _ in 0..people {
            if let Some(block) = blocks.get_mut(draws.below(BLOCKS)) {
                block.0 += f64::from(events.draw(draws));
                block.1 += f64::from(self.rows_each);
            }
        }
        blocks
    }

    fn coverage(self, effort: Effort, seed: u64) -> Vec<Share> {
        let events = Table::beta_binomial(self.rows_each, self.rate, self.correlation);
        simulate(effort.draws(BLOCK_DRAWS), seed, |draws| {
            let drawn = self.people.map(|people| self.draw(people, &events, draws));
            let clustered: Vec<Option<Clustered>> = drawn
                .iter()
                .map(|blocks| {
                    let rows: Vec<u64> = blocks.iter().map(|b| b.1 as u64).collect();
                    jackknife_blocks(blocks, &rows)
                })
                .collect();
            let Some((groups, df)) = effective(&clustered) else {
                return [false; 6];
            };
            let [a, b, ..] = groups.as_slice() else {
                return [false; 6];
            };
            let critical = Level::P95.critical(df);
            [
                covered_by(clustered.first().copied().flatten(), self.rate),
                difference_interval(*a, *b, critical).contains(0.0),
                ratio_interval(*a, *b, critical).contains(1.0),
                covers(max_gap_interval(&groups, Level::P95, df), 0.0),
                covers(min_ratio_interval(&groups, Level::P95, df), 1.0),
                drawn
                    .first()
                    .is_some_and(|blocks| with_rows_as_independent(blocks, self.rate)),
            ]
        })
    }
}

fn in_blocks() -> Family {
    let mut family = Family::new(
        "Repeated people in 64 blocks",
        "People with 5 or 20 rows each, spread over 64 blocks as by a hash; the jackknife leaves out one block at a time. \
         Two groups, and five groups, that are truly equal. Five groups of 100 people at rate 0.02 and correlation 0.3 fall \
         just short: nine people in ten have no event at all, and the spread of a group cannot be estimated from the other \
         ten.",
        vec![
            Column::gated("rate", GATE),
            Column::gated("difference", GATE),
            Column::gated("ratio", GATE),
            Column::gated("largest gap of 5", GATE),
            Column::gated("smallest ratio of 5", GATE),
            Column::beside("rate, rows as independent"),
        ],
    );
    let sizes = [
        ("100", [100; GROUPS]),
        ("500", [500; GROUPS]),
        ("2000", [2000; GROUPS]),
        ("2000, 100, 250, 500 and 1000", [2000, 100, 250, 500, 1000]),
    ];
    for (words, people) in sizes {
        for rows_each in [5, 20] {
            for correlation in [0.05, 0.3] {
                for rate in [0.02, 0.1, 0.3] {
                    family.job(words == "500" && rows_each == 20, move |effort, seed| {
                        let design = Blocked {
                            people,
                            rows_each,
                            rate,
                            correlation,
                        };
                        let setting = format!(
                            "{words} people of {rows_each} rows, rate {rate}, correlation {correlation}"
                        );
                        vec![Line::new(setting, design.coverage(effort, seed))]
                    });
                }
            }
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![whole_units(), in_blocks()]
}
