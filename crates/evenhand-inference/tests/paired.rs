//! Coverage and error rates of paired comparisons, by simulation with a fixed seed.
#![allow(clippy::unwrap_used)]

use evenhand_inference::Level;
use evenhand_inference::paired::{
    Paired, PairedTable, gap_change_interval, gap_change_test, mean_gap_test, newcombe_paired,
    tango,
};

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// One row of weight `w`: both, only the first, only the second, neither.
    fn row(&mut self, shares: [f64; 3], w: f64, table: &mut PairedTable) {
        let at = self.uniform();
        if at < shares[0] {
            table.both += w;
        } else if at < shares[0] + shares[1] {
            table.only_first += w;
        } else if at < shares[0] + shares[1] + shares[2] {
            table.only_second += w;
        } else {
            table.neither += w;
        }
    }

    fn table(&mut self, n: usize, shares: [f64; 3]) -> PairedTable {
        let mut table = PairedTable::default();
        for _ in 0..n {
            self.row(shares, 1.0, &mut table);
        }
        table
    }
}

/// Shares of both, only the first, only the second.
const SETTINGS: [[f64; 3]; 4] = [
    [0.2, 0.05, 0.05],
    [0.2, 0.05, 0.15],
    [0.05, 0.02, 0.06],
    [0.5, 0.1, 0.02],
];

#[test]
fn a_change_is_covered() {
    let mut chance = Chance(1);
    for shares in SETTINGS {
        for n in [40, 100, 400] {
            let (draws, truth) = (2_000, shares[2] - shares[1]);
            let mut covered = [0, 0];
            for _ in 0..draws {
                let table = chance.table(n, shares);
                let z = Level::P95.z();
                covered[0] += u32::from(tango(table, z).contains(truth));
                covered[1] += u32::from(newcombe_paired(table, z).contains(truth));
            }
            for (covered, least) in covered.into_iter().zip([0.93, 0.92]) {
                let share = f64::from(covered) / f64::from(draws);
                assert!(share >= least, "{shares:?}, {n} rows: {share}");
            }
        }
    }
}

#[test]
fn a_change_of_a_gap_is_covered() {
    let mut chance = Chance(2);
    for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 0)] {
        let (a, b) = (SETTINGS[a], SETTINGS[b]);
        let truth = (a[2] - a[1]) - (b[2] - b[1]);
        let (draws, mut covered, mut found) = (2_000, 0, 0);
        for _ in 0..draws {
            let group = Paired::of_rows(chance.table(150, a)).unwrap();
            let reference = Paired::of_rows(chance.table(300, b)).unwrap();
            covered +=
                u32::from(gap_change_interval(&group, &reference, Level::P95).contains(truth));
            found += u32::from(gap_change_test(&group, &reference).p_value <= 0.05);
        }
        let share = f64::from(covered) / f64::from(draws);
        assert!(share >= 0.93, "{a:?}, {b:?}: {share}");
        if truth == 0.0 {
            assert!(f64::from(found) / f64::from(draws) <= 0.065, "{found}");
        }
    }
}

#[test]
fn a_smaller_gap_is_not_confirmed_where_it_only_changed_sides() {
    // The gap turns from −0.1 to +0.1: it changed for certain and is as large as before.
    let mut chance = Chance(3);
    let (draws, mut confirmed) = (2_000, 0);
    for _ in 0..draws {
        let group = Paired::of_rows(chance.table(500, [0.2, 0.0, 0.2])).unwrap();
        let reference = Paired::of_rows(chance.table(500, [0.3, 0.0, 0.0])).unwrap();
        let p = gap_change_test(&group, &reference)
            .p_value
            .max(mean_gap_test(&group, &reference).p_value);
        confirmed += u32::from(p <= 0.05);
    }
    assert!(confirmed <= 120, "{confirmed} of {draws}");
}

#[test]
fn persons_with_many_rows_are_covered() {
    let mut chance = Chance(4);
    let shares = [0.2, 0.08, 0.12];
    let (draws, mut covered, mut as_rows) = (1_000, 0, 0);
    for _ in 0..draws {
        let mut blocks = vec![PairedTable::default(); 64];
        for person in 0..400 {
            // All ten rows of a person are decided alike.
            chance.row(shares, 10.0, &mut blocks[person % 64]);
        }
        let rows: Vec<u64> = blocks.iter().map(|b| b.total() as u64).collect();
        let paired = Paired::of_blocks(&blocks, &rows).unwrap();
        covered += u32::from(paired.interval(Level::P95).contains(0.04));
        let whole = blocks
            .iter()
            .fold(PairedTable::default(), |sum, b| PairedTable {
                both: sum.both + b.both,
                only_first: sum.only_first + b.only_first,
                only_second: sum.only_second + b.only_second,
                neither: sum.neither + b.neither,
            });
        as_rows += u32::from(tango(whole, Level::P95.z()).contains(0.04));
    }
    assert!(covered >= 930, "{covered} of {draws}");
    assert!(as_rows < 700, "{as_rows} of {draws}");
}

#[test]
fn weighted_rows_are_covered() {
    let mut chance = Chance(5);
    let shares = [0.2, 0.08, 0.12];
    let (draws, mut covered) = (2_000, 0);
    for _ in 0..draws {
        let (mut table, mut squares) = (PairedTable::default(), PairedTable::default());
        for _ in 0..300 {
            let w = 0.2 + 3.0 * chance.uniform() * chance.uniform();
            let mut one = PairedTable::default();
            chance.row(shares, 1.0, &mut one);
            for (sum, w) in [(&mut table, w), (&mut squares, w * w)] {
                sum.both += w * one.both;
                sum.only_first += w * one.only_first;
                sum.only_second += w * one.only_second;
                sum.neither += w * one.neither;
            }
        }
        let paired = Paired::of_weights(table, squares, 300).unwrap();
        covered += u32::from(paired.interval(Level::P95).contains(0.04));
    }
    assert!(covered >= 1_860, "{covered} of {draws}");
}
