//! Two models that decide about the same people.

use crate::draws::Draws;
use crate::family::{Column, Family, Gate, Line, simulate};
use evenhand_inference::paired::{
    Paired, PairedTable, gap_change_interval, gap_change_test, newcombe_paired,
};
use evenhand_inference::two_sample::difference_interval;
use evenhand_inference::{Interval, Level, Proportion};

/// Shares that both models select, only the first, only the second.
type Shares = [f64; 3];

const SETTINGS: [(&str, Shares); 5] = [
    ("no change, few differ", [0.2, 0.02, 0.02]),
    ("no change, many differ", [0.2, 0.15, 0.15]),
    ("up by 0.10", [0.2, 0.05, 0.15]),
    ("up by 0.04, rare", [0.05, 0.02, 0.06]),
    ("down by 0.08, common", [0.5, 0.1, 0.02]),
];
const BLOCKS: usize = 64;

fn change(shares: Shares) -> f64 {
    shares[2] - shares[1]
}

/// A row that weighs so much in one of the cells.
fn row(shares: Shares, weight: f64, draws: &mut Draws) -> PairedTable {
    let place = draws.uniform();
    let mut table = PairedTable::default();
    let cell = if place < shares[0] {
        &mut table.both
    } else if place < shares[0] + shares[1] {
        &mut table.only_first
    } else if place < shares.iter().sum() {
        &mut table.only_second
    } else {
        &mut table.neither
    };
    *cell = weight;
    table
}

fn add(sum: &mut PairedTable, one: PairedTable) {
    sum.both += one.both;
    sum.only_first += one.only_first;
    sum.only_second += one.only_second;
    sum.neither += one.neither;
}

fn times(one: PairedTable, factor: f64) -> PairedTable {
    PairedTable {
        both: factor * one.both,
        only_first: factor * one.only_first,
        only_second: factor * one.only_second,
        neither: factor * one.neither,
    }
}

fn table(rows: u32, shares: Shares, draws: &mut Draws) -> PairedTable {
    let mut sum = PairedTable::default();
    for _ in 0..rows {
        add(&mut sum, row(shares, 1.0, draws));
    }
    sum
}

/// People with one to seven rows each, all decided alike, by block.
fn people(count: usize, shares: Shares, draws: &mut Draws) -> Option<Paired> {
    let mut blocks = vec![PairedTable::default(); BLOCKS];
    for person in 0..count {
        let rows = 1 + draws.below(7);
        add(
            &mut blocks[person % BLOCKS],
            row(shares, rows as f64, draws),
        );
    }
    let rows: Vec<u64> = blocks.iter().map(|block| block.total() as u64).collect();
    Paired::of_blocks(&blocks, &rows)
}

fn weighted(rows: u32, shares: Shares, draws: &mut Draws) -> Option<Paired> {
    let (mut sum, mut squares) = (PairedTable::default(), PairedTable::default());
    for _ in 0..rows {
        let weight = 0.2 + 3.0 * draws.uniform() * draws.uniform();
        let one = row(shares, 1.0, draws);
        add(&mut sum, times(one, weight));
        add(&mut squares, times(one, weight * weight));
    }
    Paired::of_weights(sum, squares, rows.into())
}

/// As if the two models had decided about other people.
fn apart(table: PairedTable) -> Interval {
    let total = table.total();
    let side = |events| Proportion { events, total };
    let both = |only: f64| side(table.both + only);
    difference_interval(
        both(table.only_second),
        both(table.only_first),
        Level::P95.z(),
    )
}

fn holds(interval: Option<Interval>, truth: f64) -> bool {
    interval.is_some_and(|interval| interval.contains(truth))
}

fn changes() -> Family {
    let gate = Gate::AtLeast(0.93);
    let mut family = Family::new(
        "Two models on the same people",
        "The change of one group's rate from one model to the other, and of the gap between it and a group twice as large \
         whose rate does not change. The last two columns are other ways to the change of the rate.",
        vec![
            Column::gated("change of a rate", gate),
            Column::gated("change of a gap", gate),
            Column::beside("Newcombe's paired"),
            Column::beside("as two samples"),
        ],
    );
    for (words, shares) in SETTINGS {
        for rows in [40, 100, 400, 1000] {
            family.job(rows == 100, move |effort, seed| {
                let steady = [0.25, 0.05, 0.05];
                let truth = change(shares);
                let results = simulate(effort.draws(6000), seed, |draws| {
                    let own = table(rows, shares, draws);
                    let other = Paired::of_rows(table(2 * rows, steady, draws));
                    let group = Paired::of_rows(own);
                    let gap = group.zip(other);
                    let gap = gap.map(|(a, b)| gap_change_interval(&a, &b, Level::P95));
                    [
                        holds(group.map(|group| group.interval(Level::P95)), truth),
                        holds(gap, truth),
                        newcombe_paired(own, Level::P95.z()).contains(truth),
                        apart(own).contains(truth),
                    ]
                });
                vec![Line::new(format!("{rows} rows, {words}"), results)]
            });
        }
    }
    family
}

fn uneven() -> Family {
    let gate = Gate::AtLeast(0.93);
    let mut family = Family::new(
        "Two models on the same people, weights and repeated people",
        "The same change where rows have weights between 0.2 and 3.2, and where people have one to seven rows that are all \
         decided alike, in 64 blocks.",
        vec![
            Column::gated("weights", gate),
            Column::gated("repeated people", gate),
            Column::beside("repeated people, as rows"),
        ],
    );
    for (words, shares) in SETTINGS {
        for rows in [200, 500, 1000] {
            family.job(rows == 200, move |effort, seed| {
                let truth = change(shares);
                let results = simulate(effort.draws(3000), seed, |draws| {
                    let interval = |paired: Paired| paired.interval(Level::P95);
                    let by_weight = weighted(rows, shares, draws).map(interval);
                    let repeated = people(rows as usize, shares, draws);
                    let naive = repeated.and_then(|_| {
                        let mut sum = PairedTable::default();
                        for _ in 0..rows {
                            let count = 1 + draws.below(7);
                            add(&mut sum, row(shares, count as f64, draws));
                        }
                        Paired::of_rows(sum).map(interval)
                    });
                    [
                        holds(by_weight, truth),
                        holds(repeated.map(interval), truth),
                        holds(naive, truth),
                    ]
                });
                vec![Line::new(
                    format!("{rows} rows or people, {words}"),
                    results,
                )]
            });
        }
    }
    family
}

fn tests() -> Family {
    let gate = Gate::AtMost(0.06);
    let mut family = Family::new(
        "Tests of no change between two models",
        "How often a change is claimed at 5 % where there is none: of one group's rate (exact McNemar test), and of the gap \
         to a group twice as large.",
        vec![
            Column::gated("change of a rate", gate),
            Column::gated("change of a gap", gate),
        ],
    );
    for (words, shares) in SETTINGS.into_iter().take(2) {
        for rows in [40, 100, 400, 1000] {
            family.job(rows == 100, move |effort, seed| {
                let results = simulate(effort.draws(6000), seed, |draws| {
                    let group = Paired::of_rows(table(rows, shares, draws));
                    let other = Paired::of_rows(table(2 * rows, shares, draws));
                    let gap = group.zip(other).map(|(a, b)| gap_change_test(&a, &b));
                    [
                        group.is_some_and(|group| group.test().p_value <= 0.05),
                        gap.is_some_and(|test| test.p_value <= 0.05),
                    ]
                });
                vec![Line::new(format!("{rows} rows, {words}"), results)]
            });
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![changes(), uneven(), tests()]
}
