//! Writes the sample data set `datasets/spring-campaign`: an invented e-mail campaign with planted, known gaps.
//!
//! ```text
//! cargo run --release -p evenhand --example spring_campaign            # into datasets/spring-campaign
//! cargo run --release -p evenhand --example spring_campaign -- DIR     # into another folder
//! ```
//!
//! Three files: `campaign.csv` (the people), `regions.csv` (a side table) and `truth.csv` (the numbers of the endless
//! population the people were drawn from, so that an interval can be held against what it should contain).
//! Same bytes on every platform: a seeded PCG, whole-number and uniform draws, `libm` for the logistic curve.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{RngCore, SeedableRng};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The first of 1, 2, 3, … whose sample shows a confirmed and a possible gap where they are planted; see the card.
const SEED: u64 = 8;
const PEOPLE: usize = 24_000;

/// Shares are per 10,000, here and below.
const WHOLE: u32 = 10_000;

/// Selected are scores of at least this.
const THRESHOLD: f64 = 0.2;
/// The lowest raw score that is printed, with four decimals, as the threshold.
const LOWEST_SELECTED: f64 = THRESHOLD - 0.000_05;

struct Gender {
    name: &'static str,
    share: u32,
}

const GENDERS: [Gender; 3] = [
    Gender {
        name: "female",
        share: 4_930,
    },
    Gender {
        name: "male",
        share: 4_950,
    },
    Gender {
        name: "nonbinary",
        share: 120,
    },
];
const FEMALE: usize = 0;

struct Age {
    band: &'static str,
    share: u32,
    youngest: u64,
    years: u64,
    /// How often the gender is not known.
    gender_missing: u32,
    /// On a phone, on a tablet, on a desktop computer.
    devices: [u32; 3],
}

const AGES: [Age; 6] = [
    age("<25", 1_200, 18, 7, 100, [8_200, 500, 1_300]),
    age("25-34", 2_600, 25, 10, 100, [7_500, 700, 1_800]),
    age("35-44", 2_400, 35, 10, 150, [6_600, 1_000, 2_400]),
    age("45-54", 1_900, 45, 10, 200, [5_600, 1_300, 3_100]),
    age("55-64", 1_400, 55, 10, 300, [4_500, 1_700, 3_800]),
    age("65+", 500, 65, 21, 600, [3_400, 2_100, 4_500]),
];
const FROM_45_TO_64: [usize; 2] = [3, 4];
const FROM_65: usize = 5;

const fn age(
    band: &'static str,
    share: u32,
    youngest: u64,
    years: u64,
    gender_missing: u32,
    devices: [u32; 3],
) -> Age {
    Age {
        band,
        share,
        youngest,
        years,
        gender_missing,
        devices,
    }
}

/// Invented names: no real group is meant.
struct Heritage {
    name: &'static str,
    share: u32,
    /// How often the outcome is not known.
    outcome_missing: u32,
    /// What the model takes off the score, in logits.
    markdown: f64,
    /// The model's error is uniform within plus or minus this, in logits.
    error: f64,
    /// What the welcome credit falls short by, in cents.
    credit_short: u64,
}

const HERITAGES: [Heritage; 5] = [
    heritage("Arden", 5_191, 200, 0.0, 0.8, 0),
    heritage("Brenna", 1_900, 200, 0.0, 0.8, 0),
    heritage("Calder", 1_400, 200, 0.65, 3.0, 0),
    heritage("Dovrin", 1_500, 600, 0.43, 0.8, 150),
    heritage("Elsin", 9, 200, 0.0, 0.8, 0),
];

const fn heritage(
    name: &'static str,
    share: u32,
    outcome_missing: u32,
    markdown: f64,
    error: f64,
    credit_short: u64,
) -> Heritage {
    Heritage {
        name,
        share,
        outcome_missing,
        markdown,
        error,
        credit_short,
    }
}

struct Region {
    name: &'static str,
    area: &'static str,
    /// Share among the customers, and in the file.
    customers: u32,
    sampled: u32,
    /// How often the heritage is not known.
    heritage_missing: u32,
}

const REGIONS: [Region; 6] = [
    region("Central", "urban", 2_800, 2_600, 300),
    region("East", "urban", 2_200, 2_000, 300),
    region("Isles", "rural", 400, 1_000, 900),
    region("North", "rural", 1_600, 1_600, 300),
    region("South", "urban", 1_700, 1_600, 300),
    region("West", "rural", 1_300, 1_200, 300),
];

const fn region(
    name: &'static str,
    area: &'static str,
    customers: u32,
    sampled: u32,
    heritage_missing: u32,
) -> Region {
    Region {
        name,
        area,
        customers,
        sampled,
        heritage_missing,
    }
}

/// Share of the people with 0, 1, … 9 orders in the last year.
const ORDERS: [u32; 10] = [1_400, 1_600, 1_500, 1_300, 1_100, 1_000, 800, 600, 400, 300];
const DEVICES: [&str; 3] = ["mobile", "tablet", "desktop"];
const CHANNELS: [&str; 3] = ["email", "app", "post"];
const CHANNEL_SHARES: [u32; 3] = [7_000, 2_000, 1_000];
const IMPRESSIONS: [u32; 5] = [300, 5_200, 2_700, 1_300, 500];
const WAVES: [&str; 4] = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-04-07"];

/// Everything the score depends on, besides the model's error.
#[derive(Clone, Copy)]
struct Person {
    gender: usize,
    age: usize,
    heritage: usize,
    orders: usize,
}

impl Person {
    /// The chance to open a card account within 60 days; the same in every group with the same orders.
    fn appetite(self) -> f64 {
        logistic(self.appetite_logit())
    }

    fn appetite_logit(self) -> f64 {
        0.45 * self.orders as f64 - 3.2
    }

    /// The planted bias, in logits: what the model believes too little of this person.
    fn markdown(self) -> f64 {
        let older_woman = self.gender == FEMALE && FROM_45_TO_64.contains(&self.age);
        let pensioner = self.age == FROM_65;
        HERITAGES[self.heritage].markdown
            + if older_woman { 0.6 } else { 0.0 }
            + if pensioner { 0.2 } else { 0.0 }
    }

    /// The score, from one uniform draw.
    fn score(self, uniform: f64) -> f64 {
        let error = HERITAGES[self.heritage].error * (2.0 * uniform - 1.0);
        logistic(self.appetite_logit() - self.markdown() + error)
    }

    /// The exact chance of a score that is selected.
    fn chance_of_selection(self) -> f64 {
        let error = HERITAGES[self.heritage].error;
        let needed = logit(LOWEST_SELECTED) - self.appetite_logit() + self.markdown();
        ((error - needed) / (2.0 * error)).clamp(0.0, 1.0)
    }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

struct Dice(Pcg64);

impl Dice {
    /// Uniform in [0, 1), 53 bits.
    fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(bound)) >> 64) as u64
    }

    /// Whether an event of this share per 10,000 happens.
    fn happens(&mut self, share: u32) -> bool {
        self.below(u64::from(WHOLE)) < u64::from(share)
    }

    /// One position, by its share.
    fn pick(&mut self, shares: impl IntoIterator<Item = u32>) -> usize {
        let mut left = self.below(u64::from(WHOLE));
        let mut last = 0;
        for (position, share) in shares.into_iter().enumerate() {
            last = position;
            match left.checked_sub(u64::from(share)) {
                Some(rest) => left = rest,
                None => break,
            }
        }
        last
    }
}

fn campaign() -> String {
    let mut dice = Dice(Pcg64::seed_from_u64(SEED));
    let mut csv = String::from(
        "person_id,gender,age,region,heritage,device,channel,orders_last_year,score,selected,impressions,clicked,\
         converted,sampling_weight,offer_value,served_on\n",
    );
    for number in 1..=PEOPLE {
        line(&mut csv, number, &mut dice);
    }
    csv
}

fn line(csv: &mut String, number: usize, dice: &mut Dice) {
    let person = Person {
        gender: dice.pick(GENDERS.iter().map(|g| g.share)),
        age: dice.pick(AGES.iter().map(|a| a.share)),
        heritage: dice.pick(HERITAGES.iter().map(|h| h.share)),
        orders: dice.pick(ORDERS),
    };
    let age = &AGES[person.age];
    let heritage = &HERITAGES[person.heritage];
    let region = &REGIONS[dice.pick(REGIONS.iter().map(|r| r.sampled))];
    let years = age.youngest + dice.below(age.years);
    let device = dice.pick(age.devices);
    let channel = dice.pick(CHANNEL_SHARES);

    let points = (person.score(dice.uniform()) * 1e4 + 0.5) as u64;
    let selected = points >= (THRESHOLD * 1e4) as u64;
    let converted = dice.uniform() < person.appetite();
    let seen = dice.pick(IMPRESSIONS);
    let impressions = if selected { seen } else { 0 };
    let curious = dice.uniform() < 0.05 + 0.02 * impressions as f64 + 0.25 * person.appetite();
    let clicked = impressions > 0 && curious;
    let wave = WAVES[dice.below(4) as usize];

    let gender_missing = dice.happens(age.gender_missing);
    let heritage_missing = dice.happens(region.heritage_missing);
    let outcome_missing = dice.happens(heritage.outcome_missing);

    let credit = 1_000 + 500 * (person.orders / 3) as u64 - heritage.credit_short;
    let weight = (100 * region.customers + region.sampled / 2) / region.sampled;
    let fields = [
        format!("P{number:05}"),
        unless(gender_missing, GENDERS[person.gender].name),
        years.to_string(),
        region.name.to_owned(),
        unless(heritage_missing, heritage.name),
        DEVICES[device].to_owned(),
        CHANNELS[channel].to_owned(),
        person.orders.to_string(),
        format!("{}.{:04}", points / 10_000, points % 10_000),
        u8::from(selected).to_string(),
        impressions.to_string(),
        u8::from(clicked).to_string(),
        unless(outcome_missing, if converted { "1" } else { "0" }),
        format!("{}.{:02}", weight / 100, weight % 100),
        format!("{}.{:02}", credit / 100, credit % 100),
        unless(impressions == 0, wave),
    ];
    csv.push_str(&fields.join(","));
    csv.push('\n');
}

fn unless(missing: bool, text: &str) -> String {
    if missing {
        String::new()
    } else {
        text.to_owned()
    }
}

fn regions() -> String {
    let mut csv = String::from("region,area,customers_per_10000\n");
    for region in &REGIONS {
        let _ = writeln!(csv, "{},{},{}", region.name, region.area, region.customers);
    }
    csv
}

/// Shares of a group's people by outcome and decision; the outcome is counted where it is known.
#[derive(Clone, Copy, Default)]
struct Shares {
    people: f64,
    selected: f64,
    positives: f64,
    true_positives: f64,
    negatives: f64,
    false_positives: f64,
}

impl Shares {
    fn add(&mut self, person: Person, share: f64) {
        let chance = person.chance_of_selection();
        let appetite = person.appetite();
        let known = share * (1.0 - of_whole(HERITAGES[person.heritage].outcome_missing));
        self.people += share;
        self.selected += share * chance;
        self.positives += known * appetite;
        self.true_positives += known * appetite * chance;
        self.negatives += known * (1.0 - appetite);
        self.false_positives += known * (1.0 - appetite) * chance;
    }

    fn rates(self) -> [f64; 4] {
        [
            self.selected / self.people,
            self.positives / (self.positives + self.negatives),
            self.true_positives / self.positives,
            self.false_positives / self.negatives,
        ]
    }
}

fn of_whole(share: u32) -> f64 {
    f64::from(share) / f64::from(WHOLE)
}

/// Attribute, its reference group, and the shares of its groups.
type Attribute = (&'static str, &'static str, BTreeMap<String, Shares>);

fn population() -> [Attribute; 5] {
    let mut all = BTreeMap::new();
    let mut genders = BTreeMap::new();
    let mut ages = BTreeMap::new();
    let mut heritages = BTreeMap::new();
    let mut pairs = BTreeMap::new();
    for person in every_kind() {
        let gender = GENDERS[person.gender].name;
        let age = &AGES[person.age];
        let share = of_whole(GENDERS[person.gender].share)
            * of_whole(age.share)
            * of_whole(HERITAGES[person.heritage].share)
            * of_whole(ORDERS[person.orders]);
        let unknown = of_whole(age.gender_missing);
        let add = |groups: &mut BTreeMap<String, Shares>, name: String, share| {
            groups.entry(name).or_default().add(person, share);
        };
        add(&mut all, String::new(), share);
        add(&mut genders, gender.to_owned(), share * (1.0 - unknown));
        add(&mut genders, "(missing)".to_owned(), share * unknown);
        add(&mut ages, age.band.to_owned(), share);
        add(
            &mut heritages,
            HERITAGES[person.heritage].name.to_owned(),
            share,
        );
        add(
            &mut pairs,
            format!("{gender}*{}", age.band),
            share * (1.0 - unknown),
        );
    }
    [
        ("", "", all),
        ("gender", "male", genders),
        ("age", "35-44", ages),
        ("heritage", "Arden", heritages),
        ("gender*age", "male*35-44", pairs),
    ]
}

fn every_kind() -> impl Iterator<Item = Person> {
    let sizes = [AGES.len(), HERITAGES.len(), ORDERS.len()];
    (0..GENDERS.len() * sizes.iter().product::<usize>()).map(move |kind| Person {
        orders: kind % sizes[2],
        heritage: kind / sizes[2] % sizes[1],
        age: kind / sizes[2] / sizes[1] % sizes[0],
        gender: kind / sizes[2] / sizes[1] / sizes[0],
    })
}

const RATES: [&str; 4] = [
    "selection_rate",
    "base_rate",
    "true_positive_rate",
    "false_positive_rate",
];

fn truth() -> String {
    let mut csv = String::from("attribute,group,reference,metric,value\n");
    for (attribute, reference, groups) in &population() {
        for (group, shares) in groups {
            let rates = shares.rates();
            for (metric, rate) in RATES.iter().zip(rates) {
                let rate = six_decimals(rate);
                let _ = writeln!(csv, "{attribute},{group},,{metric},{rate}");
            }
            let Some(other) = groups
                .get(*reference)
                .filter(|_| group != reference && group != "(missing)")
            else {
                continue;
            };
            let [selection, _, hits, alarms] = other.rates();
            let gaps = [
                ("disparate_impact_ratio", rates[0] / selection),
                ("equal_opportunity_difference", rates[2] - hits),
                ("false_positive_rate_difference", rates[3] - alarms),
            ];
            for (metric, gap) in gaps {
                let gap = six_decimals(gap);
                let _ = writeln!(csv, "{attribute},{group},{reference},{metric},{gap}");
            }
        }
    }
    csv
}

/// Text with six decimals, and no minus before a zero.
fn six_decimals(value: f64) -> String {
    format!("{:.6}", (value * 1e6).round() / 1e6 + 0.0)
}

/// Writes the file whole or not at all.
fn save(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let unfinished = folder.join(format!("{name}.tmp"));
    fs::write(&unfinished, text)?;
    fs::rename(&unfinished, folder.join(name))
}

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/spring-campaign"),
        PathBuf::from,
    );
    fs::create_dir_all(&folder)?;
    save(&folder, "campaign.csv", &campaign())?;
    save(&folder, "regions.csv", &regions())?;
    save(&folder, "truth.csv", &truth())
}
