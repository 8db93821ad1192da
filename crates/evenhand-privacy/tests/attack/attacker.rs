//! Somebody who has the printed scorecard and a solver, and none of the suppressor's code.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A count that is not printed.
#[derive(Clone, Debug)]
pub struct Target {
    pub slice: String,
    pub attribute: String,
    pub group: String,
    /// Of TP, FP, FN, TN.
    pub kinds: Vec<usize>,
}

type Key = (String, String, String);

pub struct Attacker {
    cells: usize,
    groups: BTreeMap<Key, Vec<usize>>,
    /// Rows of the program: kinds, cells, how they compare, and to what.
    known: Vec<(Vec<usize>, Vec<usize>, ComparisonOp, f64)>,
    /// What lies between two cuts of a score: parts of kinds, cells, and how many.
    banded: Vec<(Vec<usize>, Vec<usize>, f64)>,
    hidden: Vec<Target>,
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

impl Attacker {
    pub fn new(card: &Value) -> Self {
        let attributes = card["attributes"].as_array().unwrap();
        let mut levels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut listed: Vec<(Vec<String>, String, BTreeSet<String>)> = Vec::new();
        for a in attributes {
            let parts: Vec<String> = (a["attributes"].as_array().unwrap().iter())
                .map(|part| part.as_str().unwrap().to_owned())
                .collect();
            let groups: BTreeSet<String> = a["groups"]
                .as_array()
                .unwrap()
                .iter()
                .map(|g| text(g, "name"))
                .collect();
            if let [only] = parts.as_slice() {
                levels.insert(only.clone(), groups.clone());
            }
            listed.push((parts, text(a, "name"), groups));
        }
        let mut slices: Vec<String> = (card["slices"].as_array().into_iter().flatten())
            .map(|s| text(s, "name"))
            .collect();
        if slices.is_empty() {
            slices.push(String::new());
        }
        let mut combinations: Vec<BTreeMap<String, String>> = vec![BTreeMap::new()];
        for (name, values) in &levels {
            combinations = combinations
                .iter()
                .flat_map(|had| {
                    values.iter().map(|value| {
                        let mut next = had.clone();
                        next.insert(name.clone(), value.clone());
                        next
                    })
                })
                .collect();
        }
        let name = |parts: &[String], values: &BTreeMap<String, String>| {
            let names: Vec<&str> = parts.iter().map(|part| values[part].as_str()).collect();
            names.join("*")
        };
        combinations.retain(|values| {
            listed
                .iter()
                .all(|(parts, _, groups)| groups.contains(&name(parts, values)))
        });
        let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (s, slice) in slices.iter().enumerate() {
            for (c, values) in combinations.iter().enumerate() {
                let cell = s * combinations.len() + c;
                for slice in BTreeSet::from([String::new(), slice.clone()]) {
                    let everyone = (slice.clone(), String::new(), String::new());
                    groups.entry(everyone).or_default().push(cell);
                    for (parts, attribute, _) in &listed {
                        let key = (slice.clone(), attribute.clone(), name(parts, values));
                        groups.entry(key).or_default().push(cell);
                    }
                }
            }
        }
        let mut attacker = Self {
            cells: slices.len() * combinations.len(),
            groups,
            known: Vec::new(),
            banded: Vec::new(),
            hidden: Vec::new(),
        };
        attacker.read(card);
        attacker
    }

    /// Every equation and inequality that the numbers give.
    fn read(&mut self, card: &Value) {
        let estimates = card["estimates"].as_array().unwrap();
        let mut printed: BTreeMap<Key, BTreeMap<String, &Value>> = BTreeMap::new();
        for e in estimates {
            let key = (text(e, "slice"), text(e, "attribute"), text(e, "group"));
            printed.entry(key).or_default().insert(text(e, "metric"), e);
        }
        for (key, cells) in self.groups.clone() {
            let of_group = printed.get(&key);
            let Some(of_group) = of_group else {
                // What is not listed has nobody in it.
                self.known
                    .push((vec![0, 1, 2, 3], cells, ComparisonOp::Eq, 0.0));
                continue;
            };
            let mut equal = |kinds: &[usize], n: f64| {
                self.known
                    .push((kinds.to_vec(), cells.clone(), ComparisonOp::Eq, n));
            };
            let mut seen = BTreeSet::new();
            for (metric, events, total) in [
                ("selection_rate", vec![0, 1], vec![0, 1, 2, 3]),
                ("base_rate", vec![0, 2], vec![0, 1, 2, 3]),
                ("true_positive_rate", vec![0], vec![0, 2]),
                ("false_positive_rate", vec![1], vec![1, 3]),
                ("positive_predictive_value", vec![0], vec![0, 1]),
                (
                    "statistical_parity_difference",
                    vec![0, 1],
                    vec![0, 1, 2, 3],
                ),
                ("equal_opportunity_difference", vec![0], vec![0, 2]),
            ] {
                let Some(e) = of_group.get(metric) else {
                    continue;
                };
                if text(e, "status") == "suppressed" {
                    continue;
                }
                seen.insert(metric);
                equal(&[0, 1, 2, 3], e["n"].as_f64().unwrap());
                if let (Some(n), Some(of)) = (e["events"].as_f64(), e["total"].as_f64()) {
                    equal(&events, n);
                    equal(&total, of);
                    // The value by itself, against the total.
                    if let (Some(value), true) = (e["value"].as_f64(), e["reference"].is_null()) {
                        equal(&events, value * of);
                    }
                }
            }
            // A group that is listed has somebody in it.
            if !key.1.is_empty() && key.0.is_empty() {
                self.known
                    .push((vec![0, 1, 2, 3], cells.clone(), ComparisonOp::Ge, 1.0));
            }
            let target = |kinds: Vec<usize>| Target {
                slice: key.0.clone(),
                attribute: key.1.clone(),
                group: key.2.clone(),
                kinds,
            };
            if !seen.contains("true_positive_rate") {
                self.hidden.extend((0..4).map(|k| target(vec![k])));
            }
            if !seen.contains("selection_rate") {
                self.hidden.push(target(vec![0, 1]));
                self.hidden.push(target(vec![2, 3]));
                self.hidden.push(target(vec![0, 1, 2, 3]));
            }
        }
        self.sizes(card);
        self.references(estimates);
        self.gaps(estimates);
        self.curves(card);
    }

    /// Counts between the cuts of a score that are left. Rows of a kind lie in one of two bands: those of the rejected below
    /// the decision, those of the selected above it.
    fn curves(&mut self, card: &Value) {
        for curves in card["curves"].as_array().into_iter().flatten() {
            let cuts: Vec<f64> = (curves["cuts"].as_array().unwrap().iter())
                .map(|cut| cut.as_f64().unwrap())
                .collect();
            for group in curves["groups"].as_array().unwrap() {
                let key = (
                    String::new(),
                    text(curves, "attribute"),
                    text(group, "group"),
                );
                let cells = self.groups[&key].clone();
                for (i, band) in group["bands"].as_array().unwrap().iter().enumerate() {
                    let from = if i == 0 { 0.0 } else { cuts[i - 1] };
                    let to = cuts.get(i).copied().unwrap_or(1.0);
                    // From the lowest scores to the highest: outer and inner part of the rejected, then of the selected.
                    let inside = |part: usize| {
                        let middle = 0.125 + 0.25 * part as f64;
                        (from..to).contains(&middle)
                    };
                    for (outcome, kinds) in [("positive", [6, 2, 0, 4]), ("negative", [7, 3, 1, 5])]
                    {
                        let parts: Vec<usize> = (0..4)
                            .filter(|part| inside(*part))
                            .map(|part| kinds[part])
                            .collect();
                        let n = band[outcome].as_f64().unwrap();
                        self.banded.push((parts, cells.clone(), n));
                    }
                }
            }
        }
    }

    /// Numbers of people in the lists of groups, models and slices.
    fn sizes(&mut self, card: &Value) {
        let mut add = |key: Key, kinds: &[usize], n: f64| {
            if let Some(cells) = self.groups.get(&key) {
                self.known
                    .push((kinds.to_vec(), cells.clone(), ComparisonOp::Eq, n));
            }
        };
        for a in card["attributes"].as_array().unwrap() {
            for g in a["groups"].as_array().unwrap() {
                if g["hidden"] != Value::Bool(true) {
                    let key = (String::new(), text(a, "name"), text(g, "name"));
                    add(key.clone(), &[0, 1, 2, 3], g["n"].as_f64().unwrap());
                    add(key, &[0, 1], g["selected"].as_f64().unwrap());
                }
            }
        }
        for m in card["models"].as_array().unwrap() {
            if m["hidden"] != Value::Bool(true) {
                let key = (String::new(), String::new(), String::new());
                add(key.clone(), &[0, 1, 2, 3], m["n"].as_f64().unwrap());
                add(key, &[0, 1], m["selected"].as_f64().unwrap());
            }
        }
        for s in card["slices"].as_array().into_iter().flatten() {
            if s["hidden"] != Value::Bool(true) {
                let key = (text(s, "name"), String::new(), String::new());
                add(key, &[0, 1, 2, 3], s["n"].as_f64().unwrap());
            }
        }
        if let Some(rows) = card["intake"]["rows_used"].as_f64().filter(|n| *n > 0.0) {
            let key = (String::new(), String::new(), String::new());
            add(key, &[0, 1, 2, 3], rows);
        }
    }

    /// Counts of the group compared with, and its rate from the difference.
    fn references(&mut self, estimates: &[Value]) {
        for e in estimates {
            let reference = text(e, "reference");
            let key = (text(e, "slice"), text(e, "attribute"), reference);
            let Some(cells) = self.groups.get(&key).filter(|_| !key.2.is_empty()) else {
                continue;
            };
            let (events, total) = match text(e, "metric").as_str() {
                "statistical_parity_difference" => (vec![0, 1], vec![0, 1, 2, 3]),
                "equal_opportunity_difference" => (vec![0], vec![0, 2]),
                _ => continue,
            };
            let mut add = |kinds: Vec<usize>, n: Option<f64>| {
                if let Some(n) = n {
                    self.known.push((kinds, cells.clone(), ComparisonOp::Eq, n));
                }
            };
            add(events, e["events_reference"].as_f64());
            add(total, e["total_reference"].as_f64());
            add(vec![0, 1, 2, 3], e["n_reference"].as_f64());
        }
    }

    /// No rate lies outside those of the lowest and the highest group that a gap names.
    fn gaps(&mut self, estimates: &[Value]) {
        for e in estimates {
            if text(e, "metric") != "demographic_parity_max_gap" || e["value"].is_null() {
                continue;
            }
            let n = e["n"].as_f64().unwrap();
            let key = (text(e, "slice"), String::new(), String::new());
            if let Some(cells) = self.groups.get(&key) {
                self.known
                    .push((vec![0, 1, 2, 3], cells.clone(), ComparisonOp::Eq, n));
            }
        }
    }

    pub fn hidden(&self) -> Vec<Target> {
        self.hidden.clone()
    }

    /// The least and the most that a count can be.
    pub fn range(&self, target: &Target) -> (f64, f64) {
        let key = (
            target.slice.clone(),
            target.attribute.clone(),
            target.group.clone(),
        );
        let at = &self.groups[&key];
        let solve = |direction| {
            let mut problem = Problem::new(direction);
            let mut all: Vec<Variable> = Vec::new();
            // Inner parts of the four kinds, then the outer ones.
            for part in 0..8 {
                for cell in 0..self.cells {
                    let wanted = target.kinds.contains(&(part % 4)) && at.contains(&cell);
                    all.push(problem.add_var(f64::from(u8::from(wanted)), (0.0, 1e5)));
                }
            }
            let mut done: BTreeSet<String> = BTreeSet::new();
            for (kinds, cells, op, n) in &self.known {
                if !done.insert(format!("{kinds:?}{cells:?}{op:?}{n:.6}")) {
                    continue;
                }
                let parts = kinds.iter().flat_map(|kind| [*kind, kind + 4]);
                let terms: Vec<(Variable, f64)> = parts
                    .flat_map(|k| cells.iter().map(move |c| k * self.cells + c))
                    .map(|i| (all[i], 1.0))
                    .collect();
                problem.add_constraint(terms, *op, *n);
            }
            for (parts, cells, n) in &self.banded {
                let terms: Vec<(Variable, f64)> = (parts.iter())
                    .flat_map(|k| cells.iter().map(move |c| k * self.cells + c))
                    .map(|i| (all[i], 1.0))
                    .collect();
                problem.add_constraint(terms, ComparisonOp::Eq, *n);
            }
            problem
                .solve()
                .expect("the truth is a solution")
                .into_solution()
                .unwrap()
                .objective()
        };
        (
            solve(OptimizationDirection::Minimize),
            solve(OptimizationDirection::Maximize),
        )
    }
}
