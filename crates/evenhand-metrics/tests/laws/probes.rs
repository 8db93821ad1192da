//! Numbers that need rows: what holds of them beyond the examples of the declarations.

mod chance;
mod faults;

use evenhand_core::{
    CellKey, ConfusionMatrix, Dictionary, Dimension, Estimate, Feature, FeatureValues, Polarity,
    ReferenceRule, RowLevels, RowProbabilities, RowTable, Statistics, Status,
};
use evenhand_inference::Level;
use evenhand_metrics::{
    Context, Entry, ExampleRow, Reference, Rows, Workings, catalogue, evaluate, resolve_reference,
};
use std::collections::BTreeMap;

/// A row as tests write it.
#[derive(Clone, Debug)]
pub struct Row {
    pub group: String,
    pub numbers: Vec<f64>,
    pub name: &'static str,
    pub decision: bool,
    pub rescored: bool,
    pub score: f64,
    pub probability: f64,
    pub unit: Option<u64>,
    pub weight: f64,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            group: "a".to_owned(),
            numbers: vec![0.0],
            name: "n",
            decision: false,
            rescored: false,
            score: 0.5,
            probability: 0.5,
            unit: None,
            weight: 1.0,
        }
    }
}

pub fn table(rows: &[Row]) -> RowTable {
    let numbers = (0..rows[0].numbers.len()).map(|i| Feature {
        name: (*["x", "y"].get(i).unwrap_or(&"more")).into(),
        values: FeatureValues::Numbers(rows.iter().map(|row| row.numbers[i]).collect()),
    });
    let names = Feature {
        name: "name".into(),
        values: FeatureValues::Names(Dictionary::of(rows.iter().map(|row| Some(row.name)))),
    };
    let likely: Vec<f64> = rows.iter().map(|row| row.probability).collect();
    let mut table = RowTable {
        attributes: vec![RowLevels {
            levels: Dictionary::of(rows.iter().map(|row| Some(&*row.group))),
            name: "group".into(),
        }],
        decisions: rows.iter().map(|row| Some(row.decision)).collect(),
        features: numbers.chain([names]).collect(),
        probabilities: vec![RowProbabilities {
            levels: vec!["g1".into(), "r".into()],
            name: "race".into(),
            values: vec![likely.clone(), likely.iter().map(|p| 1.0 - p).collect()],
        }],
        rescored: rows.iter().map(|row| Some(row.rescored)).collect(),
        scores: rows.iter().map(|row| row.score).collect(),
        units: if rows.iter().any(|row| row.unit.is_some()) {
            rows.iter().map(|row| row.unit).collect()
        } else {
            Vec::new()
        },
        weights: rows.iter().map(|row| row.weight).collect(),
        ..RowTable::default()
    };
    table.canonicalise(RowTable::MOST_ROWS);
    table
}

fn statistics(rows: &[Row]) -> Statistics {
    let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for row in rows {
        counts.entry(&row.group).or_default()[usize::from(row.decision)] += 1;
    }
    let mut statistics = Statistics::empty(&["group".to_owned()], vec![String::new()], 0, false);
    statistics.slices.levels = vec!["".into()];
    statistics.strata.levels = vec!["".into()];
    statistics.attributes[0] = Dimension::new("group", counts.keys().copied());
    for (i, [no, yes]) in (0..).zip(counts.values()) {
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: vec![i].into(),
        };
        let cells = ConfusionMatrix::from_rows(*yes, 0, 0, *no);
        statistics.cells.insert(key, cells.into());
    }
    statistics.canonicalise(&[]);
    statistics
}

/// Every number of some metrics, of the attribute and of everyone.
pub fn evaluated(rows: &[Row], metrics: &[&str], rule: &ReferenceRule) -> Vec<Estimate> {
    let statistics = statistics(rows);
    let kept = Rows::new(table(rows));
    let mut found = Vec::new();
    for attributes in [&[0][..], &[]] {
        let table = statistics.roll_up(0, None, attributes);
        let reference =
            resolve_reference(&table, rule, Polarity::Benefit, 30).unwrap_or(Reference::None);
        let context = Context {
            checked: false,
            level: Level::P95,
            min_n: 30,
            noise_draws: 99,
            reference,
            resamples: 200,
            rows: Some(&kept),
            seed: 7,
            table: &table,
            workings: &Workings::default(),
        };
        for metric in metrics {
            let entry = catalogue().entry(metric).unwrap();
            found.extend(evaluate(&entry, &context));
        }
    }
    found
}

pub fn of<'e>(estimates: &'e [Estimate], metric: &str, group: &str) -> &'e Estimate {
    estimates
        .iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap_or_else(|| panic!("{metric} {group}"))
}

pub fn value(estimates: &[Estimate], metric: &str, group: &str) -> f64 {
    let found = of(estimates, metric, group);
    found.value.unwrap_or_else(|| panic!("{found:?}")).get()
}

/// The ids of everything that needs rows.
pub fn probes() -> Vec<&'static str> {
    let entries = catalogue().entries().iter();
    entries
        .filter(|e| ["probes", "proxies", "uncertain"].contains(&&*e.info.family))
        .map(Entry::id)
        .collect()
}

/// The number of the first group, of the feature `x`, or of the level `g1`.
pub fn of_example(entry: &Entry, rows: &[ExampleRow]) -> Option<Estimate> {
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            group: ["g1", "r"][row.group].to_owned(),
            numbers: vec![row.feature],
            decision: row.decision,
            rescored: row.rescored,
            score: row.score,
            probability: row.probability,
            ..Row::default()
        })
        .collect();
    let rule = ReferenceRule::Group("r".to_owned());
    evaluated(&rows, &[entry.id()], &rule)
        .into_iter()
        .find(|e| ["g1", "x"].contains(&&*e.group))
}

/// A number between 0 and 1 that looks random (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// People of three groups, of whom one is told by its `x`.
pub fn people(n: usize, seed: u64) -> Vec<Row> {
    let mut random = Random(seed);
    (0..n)
        .map(|i| {
            let group = ["a", "b", "c"][i % 3];
            let shift = f64::from(u8::from(group == "a"));
            let x = random.next() + shift;
            let decision = random.next() + 0.3 * x > 0.8;
            Row {
                group: group.to_owned(),
                numbers: vec![x, random.next()],
                name: ["north", "south", "east"][(random.next() * 3.0) as usize],
                decision,
                rescored: if random.next() < 0.1 {
                    !decision
                } else {
                    decision
                },
                score: random.next(),
                probability: [0.1, 0.5, 0.9][(random.next() * 3.0) as usize],
                unit: None,
                weight: 1.0,
            }
        })
        .collect()
}

#[test]
fn without_rows_everything_that_needs_them_says_so() {
    let groups = [("a", [30, 5, 10, 55]), ("b", [20, 25, 30, 125])];
    let estimates = crate::evaluate_all(&crate::statistics(&groups), &ReferenceRule::Largest);
    for id in probes() {
        let family = &catalogue().find(id).unwrap().info.family;
        let of: Vec<_> = estimates.iter().filter(|e| *e.metric == *id).collect();
        assert_eq!(of.is_empty(), family == "uncertain", "{id}");
        for estimate in of {
            assert_eq!(
                (estimate.status, estimate.value),
                (Status::NeedsRows, None),
                "{id}"
            );
        }
    }
}

#[test]
fn values_lie_in_their_range_and_intervals_contain_them() {
    let all = people(600, 3);
    let mut repeated = all.clone();
    for (i, row) in repeated.iter_mut().enumerate() {
        row.unit = Some((i as u64 / 3).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        row.weight = 0.5 + (i % 4) as f64;
    }
    let few = all[..7].to_vec();
    let alike = vec![Row::default(); 40];
    for rows in [all, repeated, few, alike] {
        for rule in [ReferenceRule::Largest, ReferenceRule::Rest] {
            for estimate in evaluated(&rows, &probes(), &rule) {
                let range = catalogue().find(&estimate.metric).unwrap().info.range;
                let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
                    assert!(
                        estimate.lower.is_none() && estimate.upper.is_none(),
                        "{estimate:?}"
                    );
                    continue;
                };
                assert!(
                    range.0.is_none_or(|low| value >= low - 1e-12),
                    "{estimate:?}"
                );
                assert!(
                    range.1.is_none_or(|high| value <= high + 1e-12),
                    "{estimate:?}"
                );
                if let (Some(lower), Some(upper)) = (estimate.lower, estimate.upper) {
                    let inside = lower.get() <= value + 1e-12 && value <= upper.get() + 1e-12;
                    assert!(inside && estimate.method.is_some(), "{estimate:?}");
                }
                assert!(
                    estimate
                        .p_value
                        .is_none_or(|p| (0.0..=1.0).contains(&p.get())),
                    "{estimate:?}"
                );
            }
        }
    }
}

#[test]
fn order_of_rows_and_names_of_groups_do_not_matter() {
    let rows = people(450, 5);
    let one = evaluated(&rows, &probes(), &ReferenceRule::Group("b".to_owned()));
    let mut turned = rows.clone();
    turned.reverse();
    assert_eq!(
        one,
        evaluated(&turned, &probes(), &ReferenceRule::Group("b".to_owned()))
    );
    for row in &mut turned {
        row.group = match &*row.group {
            "a" => "z",
            "b" => "y",
            _ => "x-ray",
        }
        .to_owned();
    }
    let other = evaluated(&turned, &probes(), &ReferenceRule::Group("y".to_owned()));
    assert_eq!(one.len(), other.len());
    for estimate in &one {
        let group = match &*estimate.group {
            "a" => "z",
            "b" => "y",
            "c" => "x-ray",
            same => same,
        };
        let twin = of(&other, &estimate.metric, group);
        let number = |e: &Estimate| e.value.map_or(f64::NAN, evenhand_core::Real::get);
        assert!(
            estimate.status == twin.status && (number(estimate) - number(twin)).abs() < 1e-12,
            "{estimate:?} {twin:?}"
        );
    }
}

#[test]
fn the_scale_of_weights_does_not_matter() {
    let mut rows = people(300, 8);
    for (i, row) in rows.iter_mut().enumerate() {
        row.weight = 1.0 + (i % 3) as f64;
    }
    // Nearness of rows is settled by a hash that knows their weights, so that only what it does not decide is compared.
    let metrics = [
        "counterfactual_flip_rate",
        "consistency_knn",
        "probabilistic_group_rate",
    ];
    let one = evaluated(&rows, &metrics, &ReferenceRule::Largest);
    for row in &mut rows {
        row.weight *= 1024.0;
    }
    for (a, b) in one
        .iter()
        .zip(evaluated(&rows, &metrics, &ReferenceRule::Largest))
    {
        let number = |e: &Estimate| e.value.map_or(f64::NAN, evenhand_core::Real::get);
        assert!((number(a) - number(&b)).abs() < 1e-9, "{a:?} {b:?}");
    }
}
