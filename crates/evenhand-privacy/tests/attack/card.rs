//! Scorecards made from cells that the test knows.

use crate::attacker::Target;
use evenhand_core::*;
use evenhand_metrics::catalogue;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A small generator, so that a seed means the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
}

/// Counts of the finest cells: slice, then a value of each attribute; TP, FP, FN, TN.
pub struct Cells {
    pub attributes: Vec<(String, Vec<String>)>,
    pub counts: BTreeMap<Vec<String>, [u64; 4]>,
    /// Of each of them, how many have a score far from where the decision is made.
    pub outer: BTreeMap<Vec<String>, [u64; 4]>,
    pub slices: Vec<String>,
}

impl Cells {
    pub fn random(random: &mut Random, sliced: bool) -> Self {
        let width = if sliced {
            2
        } else {
            2 + random.below(2) as usize
        };
        let attributes: Vec<(String, Vec<String>)> = (0..width)
            .map(|a| {
                let levels = 2 + random.below(3);
                let name = format!("attr{}", ["A", "B", "C"][a]);
                (name, (0..levels).map(|l| format!("g{l}")).collect())
            })
            .collect();
        let slices: Vec<String> = if sliced {
            vec!["email".into(), "post".into()]
        } else {
            vec![String::new()]
        };
        let mut keys = slices.iter().map(|s| vec![s.clone()]).collect::<Vec<_>>();
        for (_, levels) in &attributes {
            keys = keys
                .into_iter()
                .flat_map(|key| {
                    levels.iter().map(move |level| {
                        let mut key = key.clone();
                        key.push(level.clone());
                        key
                    })
                })
                .collect();
        }
        let mut counts = BTreeMap::new();
        for key in keys {
            let scale = [2, 12, 60, 200][random.below(4) as usize];
            if random.below(12) > 0 {
                let mut one = || random.below(scale);
                counts.insert(key, [one(), one(), one(), one()]);
            }
        }
        counts.retain(|_, c| c.iter().sum::<u64>() > 0);
        let outer = (counts.iter())
            .map(|(key, counts)| (key.clone(), counts.map(|n| random.below(n + 1))))
            .collect();
        Self {
            attributes,
            counts,
            outer,
            slices,
        }
    }

    /// Scores between three cuts, of which the middle one decides.
    fn curves(&self) -> Vec<Curves> {
        let sum = |of: &[(usize, &str)], counts: &BTreeMap<Vec<String>, [u64; 4]>| {
            let mut sum = [0; 4];
            for (key, counts) in counts {
                if of.iter().all(|(a, l)| key[a + 1] == *l) {
                    for (total, n) in sum.iter_mut().zip(counts) {
                        *total += n;
                    }
                }
            }
            sum
        };
        let curve = |name: &str, of: &[(usize, &str)]| {
            let (all, outer) = (sum(of, &self.counts), sum(of, &self.outer));
            let inner = [0, 1, 2, 3].map(|kind| all[kind] - outer[kind]);
            let band = |positive: u64, negative: u64| Band {
                negative,
                positive,
                score: Real::new(0.5),
                ..Band::default()
            };
            GroupCurve {
                bands: vec![
                    band(outer[2], outer[3]),
                    band(inner[2], inner[3]),
                    band(inner[0], inner[1]),
                    band(outer[0], outer[1]),
                ],
                group: name.into(),
                ..GroupCurve::default()
            }
        };
        let curves = |attribute: &str, groups: Vec<GroupCurve>| Curves {
            attribute: attribute.into(),
            cuts: [0.25, 0.5, 0.75].map(real).into(),
            groups,
            score: "score".to_owned(),
            threshold: Real::new(0.5),
            ..Curves::default()
        };
        let mut all = vec![curves("", vec![curve("", &[])])];
        for (a, (attribute, levels)) in self.attributes.iter().enumerate() {
            let groups = levels.iter().map(|level| curve(level, &[(a, level)]));
            let groups = groups.filter(|curve| Band::joined(&curve.bands).n() > 0);
            all.push(curves(attribute, groups.collect()));
        }
        all
    }

    fn group(&self, slice: &str, of: &[(usize, &str)]) -> [u64; 4] {
        let mut sum = [0; 4];
        for (key, counts) in &self.counts {
            if (slice.is_empty() || key[0] == slice) && of.iter().all(|(a, l)| key[a + 1] == *l) {
                for (total, n) in sum.iter_mut().zip(counts) {
                    *total += n;
                }
            }
        }
        sum
    }

    /// Every single attribute and every pair.
    fn partitions(&self) -> Vec<Vec<usize>> {
        let n = self.attributes.len();
        let mut all: Vec<Vec<usize>> = (0..n).map(|a| vec![a]).collect();
        all.extend((0..n).flat_map(|a| (a + 1..n).map(move |b| vec![a, b])));
        all
    }

    pub fn card(&self) -> Scorecard {
        let mut estimates = Vec::new();
        let mut findings = Vec::new();
        let mut attributes: Vec<AttributeSummary> = Vec::new();
        let mut slices: Vec<&str> = vec![""];
        slices.extend(
            self.slices
                .iter()
                .map(String::as_str)
                .filter(|s| !s.is_empty()),
        );
        let all = self.group("", &[]);
        for slice in &slices {
            group(&mut estimates, slice, "", "", self.group(slice, &[]));
            for partition in self.partitions() {
                let name: Vec<&str> = partition.iter().map(|a| &*self.attributes[*a].0).collect();
                let name = name.join("*");
                let mut names: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
                for a in &partition {
                    names = names
                        .into_iter()
                        .flat_map(|had| {
                            self.attributes[*a].1.iter().map(move |level| {
                                let mut next = had.clone();
                                next.push((*a, level.as_str()));
                                next
                            })
                        })
                        .collect();
                }
                let mut groups: Vec<(String, [u64; 4])> = Vec::new();
                for of in names {
                    let counts = self.group(slice, &of);
                    if counts.iter().sum::<u64>() > 0 {
                        let label: Vec<&str> = of.iter().map(|(_, l)| *l).collect();
                        groups.push((label.join("*"), counts));
                    }
                }
                for (label, counts) in &groups {
                    group(&mut estimates, slice, &name, label, *counts);
                }
                pairs(&mut estimates, &mut findings, slice, &name, &groups);
                if slice.is_empty() {
                    attributes.push(AttributeSummary {
                        attributes: (partition.iter())
                            .map(|a| self.attributes[*a].0.clone())
                            .collect(),
                        groups: groups.iter().map(|g| size(g, all)).collect(),
                        kind: AttributeKind::Unstated,
                        name: name.as_str().into(),
                        reference: None,
                    });
                }
            }
        }
        let n: u64 = all.iter().sum();
        let used: BTreeSet<&str> = estimates.iter().map(|e: &Estimate| &*e.metric).collect();
        Scorecard {
            as_of: String::new(),
            attributes,
            checks: Vec::new(),
            comparisons: Comparisons::default(),
            curves: self.curves(),
            digests: Digests {
                spec: "aa".into(),
                statistics: "bb".into(),
            },
            findings,
            intake: Intake {
                rows_read: n,
                rows_used: n,
                ..Intake::default()
            },
            metrics: (catalogue().entries().iter())
                .filter(|entry| used.contains(entry.id()))
                .map(|entry| entry.info.clone())
                .collect(),
            models: vec![ModelSummary {
                n,
                selected: all[0] + all[1],
                ..ModelSummary::default()
            }],
            notes: vec![DataNote::warning("x", Some(3), "There are 3 of them.")],
            packs: Vec::new(),
            plan: None,
            privacy: None,
            schema_version: 1,
            settings: Settings {
                blocks: 0,
                has_label: true,
                level: real(0.95),
                min_n: 30,
                resamples: 2000,
                seed: 1,
                spec: serde_json::Value::Null,
                strata: Vec::new(),
                weighted: false,
            },
            slices: (slices.iter().skip(1))
                .map(|name| SliceSummary {
                    hidden: false,
                    n: self.group(name, &[]).iter().sum(),
                    name: (*name).into(),
                })
                .collect(),
            system: SystemSummary::default(),
            tool: "test".into(),
            waivers: Vec::new(),
            estimates,
        }
    }
}

fn real(value: f64) -> Real {
    Real::new(value).unwrap()
}

fn size((name, counts): &(String, [u64; 4]), all: [u64; 4]) -> GroupSize {
    let n: u64 = counts.iter().sum();
    GroupSize {
        hidden: false,
        n,
        name: name.as_str().into(),
        selected: counts[0] + counts[1],
        share: real(n as f64 / all.iter().sum::<u64>() as f64),
        undecided: 0,
        units: None,
    }
}

/// What of the four cells a rate counts, and out of what.
const RATES: [(&str, [u64; 4], [u64; 4]); 5] = [
    ("selection_rate", [1, 1, 0, 0], [1, 1, 1, 1]),
    ("base_rate", [1, 0, 1, 0], [1, 1, 1, 1]),
    ("true_positive_rate", [1, 0, 0, 0], [1, 0, 1, 0]),
    ("false_positive_rate", [0, 1, 0, 0], [0, 1, 0, 1]),
    ("positive_predictive_value", [1, 0, 0, 0], [1, 1, 0, 0]),
];

fn picked(counts: [u64; 4], of: [u64; 4]) -> f64 {
    counts.iter().zip(of).map(|(n, take)| n * take).sum::<u64>() as f64
}

fn group(out: &mut Vec<Estimate>, slice: &str, attribute: &str, name: &str, counts: [u64; 4]) {
    for (metric, events, total) in RATES {
        let (events, total) = (picked(counts, events), picked(counts, total));
        let value = Real::new(events / total);
        out.push(Estimate {
            attribute: attribute.into(),
            events: Some(real(events)),
            group: name.into(),
            level: real(0.95),
            lower: value.map(|v| real(v.get() * 0.9)),
            metric: metric.into(),
            n: counts.iter().sum(),
            slice: slice.into(),
            status: if total > 0.0 {
                Status::Ok
            } else {
                Status::UndefinedZeroDenominator
            },
            total: Some(real(total)),
            upper: value.map(|v| real(v.get() * 1.1)),
            value,
            ..Estimate::default()
        });
    }
}

fn pairs(
    out: &mut Vec<Estimate>,
    findings: &mut Vec<Finding>,
    slice: &str,
    attribute: &str,
    groups: &[(String, [u64; 4])],
) {
    let Some((reference, other)) = groups.iter().max_by_key(|g| g.1.iter().sum::<u64>()) else {
        return;
    };
    let rate = |counts: &[u64; 4], (_, events, total): &(&str, [u64; 4], [u64; 4])| {
        picked(*counts, *events) / picked(*counts, *total)
    };
    for (metric, by) in [
        ("statistical_parity_difference", 0),
        ("equal_opportunity_difference", 2),
    ] {
        for (name, counts) in groups.iter().filter(|g| g.0 != *reference) {
            let by = &RATES[by];
            let value = Real::new(rate(counts, by) - rate(other, by));
            if slice.is_empty() {
                findings.push(finding(out.len(), attribute, name, metric, counts, value));
            }
            out.push(Estimate {
                attribute: attribute.into(),
                events: Some(real(picked(*counts, by.1))),
                events_reference: Some(real(picked(*other, by.1))),
                group: name.as_str().into(),
                level: real(0.95),
                metric: metric.into(),
                n: counts.iter().sum(),
                n_reference: Some(other.iter().sum()),
                reference: Some(reference.as_str().into()),
                slice: slice.into(),
                total: Some(real(picked(*counts, by.2))),
                total_reference: Some(real(picked(*other, by.2))),
                value,
                ..Estimate::default()
            });
        }
    }
    let rates: Vec<(f64, &String)> = (groups.iter())
        .map(|(name, counts)| (rate(counts, &RATES[0]), name))
        .collect();
    let low = rates.iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    let high = rates.iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    out.push(Estimate {
        attribute: attribute.into(),
        extremes: Some((low.1.as_str().into(), high.1.as_str().into())),
        level: real(0.95),
        metric: "demographic_parity_max_gap".into(),
        n: groups.iter().flat_map(|g| g.1).sum(),
        slice: slice.into(),
        value: Real::new(high.0 - low.0),
        ..Estimate::default()
    });
}

fn finding(
    estimate: usize,
    attribute: &str,
    group: &str,
    metric: &str,
    counts: &[u64; 4],
    value: Option<Real>,
) -> Finding {
    Finding {
        attribute: attribute.into(),
        check: "check".into(),
        estimate,
        estimate_side: None,
        group: group.into(),
        limit: Limit::default(),
        limit_mirrored: false,
        lower: value,
        metric: metric.into(),
        model: Arc::default(),
        n: counts.iter().sum(),
        n_reference: None,
        p_limit: None,
        p_limit_adjusted: None,
        reason: None,
        reference: None,
        rows_needed: None,
        rule: None,
        severity: Severity::Gate,
        shortfall: Some(counts[0]),
        slice: Arc::default(),
        smallest_detectable: None,
        status: Status::Ok,
        unplanned: false,
        upper: value,
        value,
        verdict: Verdict::ConfirmedGap,
        waiver: None,
        watch: false,
    }
}

/// The true count behind a target.
pub fn truth(card: &Scorecard, target: &Target) -> u64 {
    let sides = |metric: &str| {
        let found = card.estimates.iter().find(|e| {
            *e.metric == *metric
                && *e.slice == *target.slice
                && *e.attribute == *target.attribute
                && *e.group == *target.group
        });
        let side = |n: Option<Real>| n.map_or(0.0, Real::get);
        found.map_or((0.0, 0.0), |e| (side(e.events), side(e.total)))
    };
    let (tp, positives) = sides("true_positive_rate");
    let (fp, negatives) = sides("false_positive_rate");
    let cells = [tp, fp, positives - tp, negatives - fp];
    (target.kinds.iter()).map(|k| cells[*k] as u64).sum()
}
