//! Writes the sample data set `datasets/year-of-audits`: twelve months of one invented campaign.
//!
//! ```text
//! cargo run --release -p evenhand --example year_of_audits            # into datasets/year-of-audits
//! cargo run --release -p evenhand --example year_of_audits -- DIR     # into another folder
//! ```
//!
//! One file for each month (`2025-01.csv` …, a line for each person) and `truth.csv`, the rates that they were drawn with. Same bytes on every
//! platform: a seeded PCG and whole-number draws.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{RngCore, SeedableRng};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SEED: u64 = 20_250_101;
/// People of each gender in a month.
const PEOPLE: u64 = 2_000;
/// Shares and rates are per 10,000.
const WHOLE: u64 = 10_000;

/// What is true in a month, counted from 1.
struct Truth {
    /// Chance to be selected, under 50 years.
    younger: u64,
    /// The same from 50 years.
    older: u64,
    /// Share of women from 50 years.
    older_women: u64,
}

/// The second model selects more people; from July it selects fewer of the older; in December a new partner brings older
/// women.
fn truth(month: u64) -> Truth {
    let younger = if month < 5 { 1_000 } else { 1_200 };
    Truth {
        younger,
        older: if month < 7 { younger } else { younger * 3 / 4 },
        older_women: if month < 12 { 4_000 } else { 7_500 },
    }
}

const OLDER_MEN: u64 = 4_000;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/year-of-audits"),
        PathBuf::from,
    );
    fs::create_dir_all(&folder)?;
    let mut random = Pcg64::seed_from_u64(SEED);
    let mut rates = String::from("month,gender,age,share,rate\n");
    for month in 1..=12 {
        let truth = truth(month);
        let mut table = String::from("gender,age,selected\n");
        for (gender, older) in [("female", truth.older_women), ("male", OLDER_MEN)] {
            for _ in 0..PEOPLE {
                let (from, years, rate) = if chance(&mut random, older) {
                    (50, 30, truth.older)
                } else {
                    (18, 32, truth.younger)
                };
                let age = from + random.next_u64() % years;
                let selected = u8::from(chance(&mut random, rate));
                let _ = writeln!(table, "{gender},{age},{selected}");
            }
            for (age, share, rate) in [
                ("<50", WHOLE - older, truth.younger),
                ("50+", older, truth.older),
            ] {
                let _ = writeln!(
                    rates,
                    "2025-{month:02},{gender},{age},0.{share:04},0.{rate:04}"
                );
            }
        }
        fs::write(folder.join(format!("2025-{month:02}.csv")), table)?;
    }
    fs::write(folder.join("truth.csv"), rates)
}

fn chance(random: &mut Pcg64, of_whole: u64) -> bool {
    random.next_u64() % WHOLE < of_whole
}
