//! Audits of invented populations, drawn and run many times.

use evenhand_core::{
    AuditPlan, CellKey, ColumnIndex, ColumnInfo, ColumnKind, ConfusionMatrix, Count, Dimension,
    LoadedPack, Pack, Policies, Scorecard, SourceText, Statistics, Verdict,
};
use evenhand_metrics::catalogue;
use evenhand_policy::PACKS;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

const SEED: u64 = 20_261_125;
const BLOCKS: u16 = 64;

/// A part of the population that is drawn with one rate.
pub struct Part {
    /// Position of its group in every attribute.
    pub levels: Vec<u32>,
    pub people: u32,
    pub rate: f64,
    /// With an outcome: `rate` is the true positive rate, this the false positive rate.
    pub false_positives: Option<f64>,
}

/// The share of people with the outcome, where there is one.
const BASE_RATE: f64 = 0.3;

/// A population, how it is audited, and what is true of it.
pub struct Scenario {
    pub name: String,
    /// The spec below its `[system]`.
    pub spec: String,
    pub parts: Vec<Part>,
    /// Rows of every person; more than one makes persons units.
    pub rows_each: u32,
    /// Whether the truth of every finding is exactly its limit, so that "within" is as wrong as "beyond".
    pub all_at_limit: bool,
    /// The true smoothed differential fairness, where it is looked at.
    pub fairness: Option<f64>,
}

/// What came out of all audits of a scenario.
#[derive(Default)]
pub struct Tally {
    pub audits: u32,
    /// Audits with at least one confirmed gap.
    pub confirmed: u32,
    pub findings: u32,
    /// Findings within the limit.
    pub within: u32,
    /// Audits whose differential fairness interval contains the truth.
    pub covered: u32,
}

struct Draws(Pcg64Mcg);

impl Draws {
    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    fn event(&mut self, rate: f64) -> bool {
        self.uniform() < rate
    }

    /// Events of one person's rows: with several rows people differ, a quarter having four times the rate of the others.
    fn events(&mut self, rate: f64, rows: u32) -> u32 {
        let own = match (rows, self.event(0.25)) {
            (1, _) => rate,
            (_, true) => rate * 16.0 / 7.0,
            (_, false) => rate * 4.0 / 7.0,
        };
        (0..rows).filter(|_| self.event(own)).count() as u32
    }
}

impl Part {
    /// The counts of one person.
    fn rows_of_one(&self, rows_each: u32, draws: &mut Draws) -> ConfusionMatrix {
        let Some(false_positives) = self.false_positives else {
            let events = draws.events(self.rate, rows_each);
            return ConfusionMatrix {
                selected_unlabelled: Count::rows(u64::from(events)),
                rejected_unlabelled: Count::rows(u64::from(rows_each - events)),
                ..ConfusionMatrix::default()
            };
        };
        let outcome = draws.event(BASE_RATE);
        let selected = draws.event(if outcome { self.rate } else { false_positives });
        let one = u64::from;
        ConfusionMatrix::from_rows(
            one(outcome && selected),
            one(!outcome && selected),
            one(outcome && !selected),
            one(!outcome && !selected),
        )
    }
}

impl Scenario {
    fn attributes(&self) -> usize {
        self.parts[0].levels.len()
    }

    fn plan(&self) -> AuditPlan {
        let column = |name: String| ColumnInfo {
            kind: ColumnKind::Untyped,
            name,
            table: 0,
        };
        let mut columns = vec![column("selected".to_owned()), column("person".to_owned())];
        let mut text = String::from(
            "schema = 1\n[system]\nid = \"simulated\"\ndecision = \"benefit\"\n[columns]\ndecision = \"selected\"\n",
        );
        if self.rows_each > 1 {
            text.push_str("unit = \"person\"\n");
        }
        if self.parts.iter().any(|part| part.false_positives.is_some()) {
            text.push_str("label = \"outcome\"\n");
            columns.push(column("outcome".to_owned()));
        }
        text.push_str("[evidence]\nresamples = 100\n[groups]\nintersections = 1\n");
        for i in 0..self.attributes() {
            columns.push(column(format!("attribute{i}")));
        }
        text.push_str(&self.spec);
        let source = SourceText::new("simulated.toml", text);
        let spec = source.parse().unwrap();
        let named = |(position, name): (usize, &String)| {
            let file = PACKS.iter().find(|pack| pack.name == name).unwrap();
            let text = SourceText::new(file.name, file.text);
            LoadedPack {
                pack: Pack::read(&text, catalogue()).unwrap(),
                position,
                sha256: String::new(),
            }
        };
        let policies = Policies {
            as_of: None,
            packs: spec.policy.packs.iter().enumerate().map(named).collect(),
        };
        let columns = ColumnIndex { columns };
        AuditPlan::under(&spec, &columns, catalogue(), Some(&source), &policies).unwrap()
    }

    fn statistics(&self, draws: &mut Draws) -> Statistics {
        let names: Vec<String> = (0..self.attributes())
            .map(|i| format!("attribute{i}"))
            .collect();
        let blocks = if self.rows_each > 1 { BLOCKS } else { 0 };
        let mut statistics = Statistics::empty(&names, vec![String::new()], blocks, false);
        for (i, dimension) in statistics.attributes.iter_mut().enumerate() {
            let levels = 1 + self.parts.iter().map(|part| part.levels[i]).max().unwrap();
            *dimension =
                Dimension::new(names[i].clone(), (0..levels).map(|l| format!("group {l}")));
        }
        statistics.slices = Dimension::new("", [""]);
        statistics.strata = Dimension::new("", [""]);
        for part in &self.parts {
            for _ in 0..part.people {
                let block = if blocks > 0 {
                    (draws.uniform() * f64::from(blocks)) as u16
                } else {
                    0
                };
                let key = CellKey {
                    model: 0,
                    slice: 0,
                    stratum: 0,
                    block,
                    levels: part.levels.clone().into(),
                };
                let rows = part.rows_of_one(self.rows_each, draws);
                statistics
                    .cells
                    .entry(key)
                    .or_default()
                    .add(&rows.into())
                    .unwrap();
            }
        }
        statistics
    }

    /// Draws and runs this many audits.
    pub fn run(&self, number: u64, audits: u32) -> Tally {
        let plan = self.plan();
        let mut draws = Draws(Pcg64Mcg::seed_from_u64(SEED + number));
        let mut tally = Tally::default();
        for _ in 0..audits {
            let statistics = self.statistics(&mut draws);
            let scorecard = evenhand_runner::run(&plan, &statistics).unwrap();
            tally.add(&scorecard, self.fairness);
        }
        tally
    }
}

impl Tally {
    fn add(&mut self, scorecard: &Scorecard, fairness: Option<f64>) {
        let count = |verdict| {
            scorecard
                .findings
                .iter()
                .filter(|finding| finding.verdict == verdict)
                .count() as u32
        };
        self.audits += 1;
        self.confirmed += u32::from(count(Verdict::ConfirmedGap) > 0);
        self.within += count(Verdict::WithinLimit);
        self.findings += scorecard.findings.len() as u32;
        if let Some(truth) = fairness {
            let estimate = scorecard
                .estimates
                .iter()
                .find(|estimate| &*estimate.metric == "smoothed_differential_fairness")
                .unwrap();
            let (lower, upper) = (estimate.lower.unwrap().get(), estimate.upper.unwrap().get());
            self.covered += u32::from(lower <= truth + 1e-12 && truth <= upper + 1e-12);
        }
    }

    pub fn confirmed_share(&self) -> f64 {
        f64::from(self.confirmed) / f64::from(self.audits)
    }

    pub fn within_share(&self) -> f64 {
        f64::from(self.within) / f64::from(self.findings)
    }

    pub fn covered_share(&self) -> f64 {
        f64::from(self.covered) / f64::from(self.audits)
    }
}
