//! Rows made from a seed, and the statistics that fill every table from them.

use evenhand_core::{
    Arm, ArmBin, ArmTable, Bin, CellKey, ConfusionMatrix, Count, Dimension, Funnel, Histogram,
    Moments, Outcome, Quantity, Real, Stage, Statistics, Sums, Tables, UnitSketch,
};
use std::collections::BTreeMap;

/// What rows are made of.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Names of the groups and their rows.
    pub groups: &'a [(&'a str, u64)],
    /// Whether a person has several rows, and persons are hashed into 64 blocks.
    pub units: bool,
    /// Whether rows have weights.
    pub weighted: bool,
    /// Distinct scores.
    pub scores: u64,
    /// Seed.
    pub seed: u64,
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row {
    group: u32,
    label: Option<bool>,
    list: u64,
    position: u32,
    score: f64,
    selected: bool,
    stages: u8,
    stratum: u32,
    treated: bool,
    unit: u64,
    value: f64,
    weight: f64,
}

/// A generator that is the same everywhere (splitmix64).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// The rows of a plan: groups differ in scores, in outcomes and in what becomes of them.
pub fn rows(plan: &Plan<'_>) -> Vec<Row> {
    let mut random = Seeded(plan.seed);
    let mut rows = Vec::new();
    for (group, (_, n)) in plan.groups.iter().enumerate() {
        for i in 0..*n {
            let shift = 0.1 * group as f64 / plan.groups.len() as f64;
            let place = (0.5 * (random.unit() + random.unit()) + shift).min(1.0);
            let step = ((place * plan.scores as f64) as u64).min(plan.scores - 1);
            let score = (step as f64 + 0.5) / plan.scores as f64;
            let selected = score > 0.55;
            let label = (random.below(20) > 0).then(|| random.unit() < 0.1 + 0.7 * score);
            let treated = random.below(2) == 0;
            let mut stages = Stage::Eligible.bit() | Stage::Scored.bit();
            if selected {
                stages |= Stage::Selected.bit();
                if random.below(4) > 0 {
                    stages |= Stage::Delivered.bit();
                    if random.below(3) == 0 {
                        stages |= Stage::Clicked.bit();
                    }
                }
            } else if random.below(10) == 0 {
                stages |= Stage::Excluded.bit();
            }
            if step.is_multiple_of(3) {
                stages |= Stage::Seed.bit();
            }
            if label == Some(true) {
                stages |= Stage::Converted.bit();
            }
            let unit = if plan.units { i / 3 } else { i };
            rows.push(Row {
                group: group as u32,
                label,
                list: random.below(24),
                position: 0,
                score,
                selected,
                stages,
                stratum: random.below(2) as u32,
                treated,
                unit: unit.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (group as u64) << 40,
                value: 1.0 + (random.below(400) as f64) / 8.0,
                weight: if plan.weighted {
                    (1 + random.below(24)) as f64 / 8.0
                } else {
                    1.0
                },
            });
        }
    }
    // Lists are ranked by score; who comes first among equals is drawn.
    let mut order: Vec<(u64, usize)> = (0..rows.len()).map(|i| (random.next(), i)).collect();
    order.sort_unstable();
    order.sort_by(|a, b| rows[b.1].score.total_cmp(&rows[a.1].score));
    let mut lengths: BTreeMap<u64, u32> = BTreeMap::new();
    for (_, i) in order {
        let length = lengths.entry(rows[i].list).or_default();
        *length += 1;
        rows[i].position = *length;
    }
    rows
}

fn count(weight: f64) -> Count {
    let one = |x: f64| (x * (1_u64 << 40) as f64) as i128;
    Count {
        n: 1,
        w: one(weight),
        w2: one(weight * weight),
    }
}

#[derive(Default)]
struct Gathered {
    arms: Vec<ArmBin>,
    tables: Tables,
}

impl Gathered {
    fn add(&mut self, row: &Row, factor: f64) {
        let weight = row.weight * factor;
        let one = count(weight);
        let tables = &mut self.tables;
        let outcome = Outcome::of(row.label, Some(row.selected));
        tables.confusion.get_mut(outcome).add(&one).unwrap();
        for (histogram, at) in [
            (&mut tables.scores, row.score),
            (&mut tables.values, row.value),
        ] {
            let mut bin = Bin::default();
            *match row.label {
                Some(true) => &mut bin.positive,
                Some(false) => &mut bin.negative,
                None => &mut bin.unlabelled,
            } = one;
            histogram.add(&Histogram::new([(at, bin)])).unwrap();
        }
        let funnel: &mut Funnel = &mut tables.funnel;
        funnel.entry(row.stages).add(&one).unwrap();
        let placed = tables.exposure.entry(row.list, row.position);
        placed.items.add(&one).unwrap();
        if row.label == Some(true) {
            placed.relevant.add(&one).unwrap();
        }
        if row.stages & Stage::Delivered.bit() != 0 {
            tables.exposure.reached_by(row.list).add(&one).unwrap();
        }
        if let Some(label) = row.label {
            let mut arm = Arm::default();
            *arm.cell_mut(row.selected, label) = one;
            let (treated, control) = if row.treated {
                (arm, Arm::default())
            } else {
                (Arm::default(), arm)
            };
            self.arms.push(ArmBin {
                score: Real::new(row.score),
                control,
                treated,
            });
        }
        let moments: &mut Moments = &mut tables.moments;
        for quantity in Quantity::ALL {
            if let Some(x) = number(quantity, row) {
                let sums = Sums::row(x, weight).unwrap();
                moments.entry(quantity).add(&sums).unwrap();
            }
        }
    }

    fn tables(self) -> Tables {
        Tables {
            arms: ArmTable::new(self.arms).unwrap(),
            ..self.tables
        }
    }
}

/// A number of a row; what it has none of does not count. A logarithm is any number to the laws.
fn number(quantity: Quantity, row: &Row) -> Option<f64> {
    let outcome = row.label.map(|y| f64::from(u8::from(y)) * row.value);
    let reached = row.stages & Stage::Delivered.bit() != 0;
    let shown = if reached {
        (row.unit % 7) as f64 + 1.0
    } else {
        0.0
    };
    let clicks = f64::from(u8::from(row.stages & Stage::Clicked.bit() != 0));
    let cost = 0.25 * shown;
    match quantity {
        Quantity::AbsolutePercentageError => outcome
            .filter(|y| *y > 0.0)
            .map(|y| (y - row.score).abs() / y),
        Quantity::AbsoluteOutcome | Quantity::Outcome | Quantity::OutcomeWithScore => outcome,
        Quantity::AbsoluteError => outcome.map(|y| (y - row.score).abs()),
        Quantity::AbsoluteErrorTimesOutcome => outcome.map(|y| (y - row.score).abs() * y),
        Quantity::SquaredError => outcome.map(|y| (y - row.score) * (y - row.score)),
        Quantity::Residual => outcome.map(|y| y - row.score),
        Quantity::ScoreWithOutcome => outcome.map(|_| row.score),
        Quantity::OutcomeTimesScore => outcome.map(|y| y * row.score),
        Quantity::OutcomeTreated => outcome.filter(|_| row.treated),
        Quantity::OutcomeControl => outcome.filter(|_| !row.treated),
        Quantity::ProfitTreated => outcome.filter(|_| row.treated).map(|y| y - cost),
        Quantity::ProfitControl => outcome.filter(|_| !row.treated).map(|y| y - cost),
        Quantity::Clicks | Quantity::ClicksWithCost => Some(clicks),
        Quantity::ClicksTimesCost => Some(clicks * cost),
        Quantity::ClicksTimesImpressions => Some(clicks * shown),
        Quantity::Cost | Quantity::CostIfReached => Some(cost),
        Quantity::Discount => row.selected.then_some(row.value / 64.0),
        Quantity::Impressions => Some(shown),
        Quantity::ImpressionsIfReached => reached.then_some(shown),
        Quantity::LogValue => Some(row.value / 8.0 - 3.0),
        Quantity::OfferedValue => Some(if row.selected { row.value } else { 0.0 }),
        Quantity::ReachedWithCost => Some(f64::from(u8::from(reached))),
        Quantity::Value => Some(row.value),
        Quantity::ValueIfOffered => row.selected.then_some(row.value),
    }
}

/// The statistics of rows, every weight multiplied by a factor.
pub fn counted(rows: &[Row], plan: &Plan<'_>, factor: f64) -> Statistics {
    let blocks = if plan.units { 64 } else { 0 };
    let mut statistics = Statistics::empty(
        &["group".to_owned()],
        vec![String::new()],
        blocks,
        plan.weighted,
    );
    statistics.slices.levels = vec!["".into()];
    statistics.strata = Dimension::new("region", ["north", "south"]);
    statistics.attributes[0] = Dimension::new("group", plan.groups.iter().map(|(name, _)| *name));
    let mut cells: BTreeMap<CellKey, Gathered> = BTreeMap::new();
    for row in rows {
        let mut key = CellKey {
            model: 0,
            slice: 0,
            stratum: row.stratum,
            block: if plan.units {
                (row.unit >> 50) as u16 % 64
            } else {
                0
            },
            levels: vec![row.group].into(),
        };
        cells.entry(key.clone()).or_default().add(row, factor);
        if plan.units {
            key.block = 0;
            let sketch: &mut UnitSketch = statistics.units.entry(key).or_default();
            sketch.insert(row.unit);
        }
    }
    for (key, gathered) in cells {
        statistics.cells.insert(key, gathered.tables());
    }
    statistics.canonicalise(&[]);
    statistics
}

/// The statistics of a plan.
pub fn of_plan(plan: &Plan<'_>) -> Statistics {
    counted(&rows(plan), plan, 1.0)
}

/// Plans that differ in all that may matter: sizes, persons, weights, ties.
pub fn plans() -> Vec<Plan<'static>> {
    const LARGE: &[(&str, u64)] = &[("a", 260), ("b", 420), ("c", 900)];
    const SMALL: &[(&str, u64)] = &[("a", 3), ("b", 40), ("c", 1), ("d", 90)];
    let mut plans = Vec::new();
    for (units, weighted) in [(false, false), (false, true), (true, false), (true, true)] {
        for (groups, scores) in [(LARGE, 16), (LARGE, 512), (SMALL, 16)] {
            plans.push(Plan {
                groups,
                units,
                weighted,
                scores,
                seed: 1 + plans.len() as u64,
            });
        }
    }
    plans
}

/// One decided row of no table but the confusion table keeps a group in view.
pub fn nothing_but_decisions() -> Tables {
    ConfusionMatrix::from_rows(5, 5, 5, 5).into()
}
