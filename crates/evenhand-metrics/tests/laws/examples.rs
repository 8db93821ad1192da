//! The table and the value that each declaration states.

use crate::{one, stratified};
use evenhand_core::{
    Arm, ArmBin, ArmTable, Bin, CellKey, ConfusionMatrix, Count, Dimension, Estimate, Funnel,
    Histogram, Moments, Quantity, Real, ReferenceRule, Statistics, Sums, Tables,
};
use evenhand_metrics::{Entry, Example, FAMILIES, catalogue};

/// Statistics of one attribute from the tables of its groups.
pub fn of_tables(groups: Vec<(&str, Tables)>) -> Statistics {
    let mut statistics = Statistics::empty(&["group".to_owned()], vec![String::new()], 0, false);
    statistics.slices.levels = vec!["".into()];
    statistics.strata.levels = vec!["".into()];
    statistics.attributes[0] = Dimension::new("group", groups.iter().map(|(name, _)| *name));
    for (i, (_, tables)) in groups.into_iter().enumerate() {
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: vec![i as u32].into(),
        };
        statistics.cells.insert(key, tables);
    }
    statistics.canonicalise(&[]);
    statistics
}

/// Statistics of two attributes from the cells of their combinations.
pub fn crossed(groups: &[([&str; 2], [u64; 4])]) -> Statistics {
    let names = ["first".to_owned(), "second".to_owned()];
    let mut statistics = Statistics::empty(&names, vec![String::new()], 0, false);
    statistics.slices.levels = vec!["".into()];
    statistics.strata.levels = vec!["".into()];
    for (levels, [tp, fp, fneg, tn]) in groups {
        let mut key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: Box::new([0, 0]),
        };
        for ((level, name), dimension) in key
            .levels
            .iter_mut()
            .zip(levels)
            .zip(&mut statistics.attributes)
        {
            let known = dimension.levels.iter().position(|known| &**known == *name);
            *level = known.unwrap_or_else(|| {
                dimension.levels.push((*name).into());
                dimension.levels.len() - 1
            }) as u32;
        }
        let cells = ConfusionMatrix::from_rows(*tp, *fp, *fneg, *tn);
        statistics.cells.insert(key, cells.into());
    }
    statistics.canonicalise(&[]);
    statistics
}

/// One row per number of the group and of the reference in each stratum.
pub fn of_strata(strata: &[(&[f64], &[f64])]) -> Statistics {
    let mut statistics = of_tables(vec![("g1", Tables::default()), ("r", Tables::default())]);
    let names = (0..strata.len()).map(|i| format!("region {i}"));
    statistics.strata = Dimension::new("region", names);
    statistics.cells.clear();
    for (stratum, (own, other)) in strata.iter().enumerate() {
        for (level, rows) in [own, other].into_iter().enumerate() {
            let key = CellKey {
                model: 0,
                slice: 0,
                stratum: stratum as u32,
                block: 0,
                levels: vec![level as u32].into(),
            };
            statistics.cells.insert(key, numbers(rows));
        }
    }
    statistics
}

fn histogram(rows: &[(f64, u64, u64)]) -> Histogram {
    Histogram::new(rows.iter().map(|(at, negative, positive)| {
        let bin = Bin {
            negative: Count::rows(*negative),
            positive: Count::rows(*positive),
            unlabelled: Count::default(),
        };
        (*at, bin)
    }))
}

/// Decisions for as many rows as the other table has.
fn decided(negatives: u64, positives: u64) -> ConfusionMatrix {
    ConfusionMatrix::from_rows(positives, negatives, 0, 0)
}

/// Scores with their negatives and positives.
pub fn scores(rows: &[(f64, u64, u64)]) -> Tables {
    let (negatives, positives) = rows
        .iter()
        .fold((0, 0), |(n, p), row| (n + row.1, p + row.2));
    Tables {
        confusion: decided(negatives, positives),
        scores: histogram(rows),
        ..Tables::default()
    }
}

fn values(rows: &[(f64, u64, u64)]) -> Tables {
    let tables = scores(rows);
    Tables {
        values: tables.scores,
        scores: Histogram::default(),
        ..tables
    }
}

fn sums(rows: &[(Quantity, &[f64])]) -> Tables {
    let mut moments = Moments::default();
    for (quantity, numbers) in rows {
        for number in *numbers {
            moments
                .entry(*quantity)
                .add(&Sums::row(*number, 1.0).unwrap())
                .unwrap();
        }
    }
    let most = rows
        .iter()
        .map(|(_, numbers)| numbers.len())
        .max()
        .unwrap_or(0);
    Tables {
        confusion: decided(0, most as u64),
        moments,
        ..Tables::default()
    }
}

fn numbers(numbers: &[f64]) -> Tables {
    sums(&Quantity::ALL.map(|quantity| (quantity, numbers)))
}

fn arms(rows: &[(f64, u64, u64, u64, u64)]) -> Tables {
    let bins = rows.iter().map(|(score, cn, cp, tn, tp)| {
        let arm = |negative: u64, positive: u64| {
            let mut arm = Arm::default();
            *arm.cell_mut(*score > 0.5, false) = Count::rows(negative);
            *arm.cell_mut(*score > 0.5, true) = Count::rows(positive);
            arm
        };
        ArmBin {
            score: Real::new(*score),
            control: arm(*cn, *cp),
            treated: arm(*tn, *tp),
        }
    });
    let n = rows.iter().map(|(_, a, b, c, d)| a + b + c + d).sum();
    Tables {
        arms: ArmTable::new(bins).unwrap(),
        confusion: decided(0, n),
        ..Tables::default()
    }
}

fn funnel(rows: &[(u8, u64)]) -> Tables {
    let mut funnel = Funnel::default();
    for (stages, n) in rows {
        *funnel.entry(*stages) = Count::rows(*n);
    }
    Tables {
        confusion: decided(0, rows.iter().map(|(_, n)| n).sum()),
        funnel,
        ..Tables::default()
    }
}

fn lists(rows: &[(usize, bool)]) -> Vec<(&'static str, Tables)> {
    let mut groups = vec![
        ("g1", Tables::default()),
        ("r", Tables::default()),
        ("s", Tables::default()),
    ];
    for (i, (group, relevant)) in rows.iter().enumerate() {
        let tables = &mut groups[*group].1;
        let placed = tables.exposure.entry(1, i as u32 + 1);
        placed.items = Count::rows(1);
        placed.relevant = Count::rows(u64::from(*relevant));
        tables.confusion.true_positive.add(&Count::rows(1)).unwrap();
    }
    groups.retain(|(_, tables)| !tables.is_empty());
    groups
}

fn found(entry: &Entry, groups: Vec<(&str, Tables)>) -> Option<Estimate> {
    let statistics = of_tables(groups);
    let rule = ReferenceRule::Group("r".to_owned());
    crate::evaluate_all(&statistics, &rule)
        .into_iter()
        .find(|e| *e.metric == *entry.id() && (e.group.is_empty() || &*e.group == "g1"))
}

/// The estimate for the first group of an example, and the value that it must have.
pub fn of_example(entry: &Entry, example: Example) -> (Option<Estimate>, f64) {
    let alone = |tables: Tables| found(entry, vec![("g1", tables.clone()), ("r", tables)]);
    let both = |own: Tables, other: Tables| found(entry, vec![("g1", own), ("r", other)]);
    match example {
        Example::One(cells, expected) => (
            one(entry, &[("g1", cells), ("r", [5, 5, 5, 5])], "r")
                .into_iter()
                .find(|e| &*e.group == "g1"),
            expected,
        ),
        Example::Two(group, reference, expected) => (
            one(entry, &[("g1", group), ("r", reference)], "r")
                .into_iter()
                .find(|e| &*e.group == "g1"),
            expected,
        ),
        Example::Strata(strata, expected) => {
            let (own, reference): (Vec<_>, Vec<_>) = strata.iter().copied().unzip();
            let statistics = stratified(&[("g1", &own), ("r", &reference)]);
            let rule = ReferenceRule::Group("r".to_owned());
            let mut all = crate::evaluate_all(&statistics, &rule).into_iter();
            (
                all.find(|e| *e.metric == *entry.id() && &*e.group == "g1"),
                expected,
            )
        }
        Example::Groups(groups, expected) => {
            let names = ["g1", "g2", "g3"];
            let named: Vec<(&str, [u64; 4])> =
                names.iter().copied().zip(groups.iter().copied()).collect();
            (one(entry, &named, "g1").into_iter().next(), expected)
        }
        Example::Missing(group, reference, unknown, expected) => {
            let groups = [("g1", group), ("r", reference), ("(missing)", unknown)];
            let mut all = one(entry, &groups, "r").into_iter();
            (all.find(|e| &*e.group == "g1"), expected)
        }
        Example::StrataNumbers(strata, expected) => {
            let statistics = of_strata(strata);
            let rule = ReferenceRule::Group("r".to_owned());
            let mut all = crate::evaluate_all(&statistics, &rule).into_iter();
            (
                all.find(|e| *e.metric == *entry.id() && &*e.group == "g1"),
                expected,
            )
        }
        Example::Scores(rows, expected) => (alone(scores(rows)), expected),
        Example::ScoresTwo(own, other, expected) => (both(scores(own), scores(other)), expected),
        Example::Values(rows, expected) => (alone(values(rows)), expected),
        Example::ValuesTwo(own, other, expected) => (both(values(own), values(other)), expected),
        Example::Numbers(rows, expected) => (alone(numbers(rows)), expected),
        Example::NumbersTwo(own, other, expected) => (both(numbers(own), numbers(other)), expected),
        Example::Sums(rows, expected) => (alone(sums(rows)), expected),
        Example::SumsTwo(own, other, expected) => (both(sums(own), sums(other)), expected),
        Example::Arms(rows, expected) => (alone(arms(rows)), expected),
        Example::ArmsTwo(own, other, expected) => (both(arms(own), arms(other)), expected),
        Example::Funnel(rows, expected) => (alone(funnel(rows)), expected),
        Example::FunnelTwo(own, other, expected) => (both(funnel(own), funnel(other)), expected),
        Example::Crossed(rows, expected) => {
            let table = crossed(rows).roll_up(0, None, &[0, 1]);
            let all = crate::evaluate_table(&table, &ReferenceRule::Largest);
            let found = all.into_iter().find(|e| *e.metric == *entry.id());
            (found, expected)
        }
        Example::Benchmark(rows, expected) => {
            let names = ["g1", "r", "s"];
            let groups = names.iter().zip(rows);
            let tables = groups.map(|(name, (n, _))| {
                let all: Tables = ConfusionMatrix::from_rows(*n, 0, 0, 0).into();
                (*name, all)
            });
            let mut table = of_tables(tables.collect()).roll_up(0, None, &[0]);
            let shares = names.iter().zip(rows);
            table.benchmark = shares
                .map(|(name, (_, share))| ((*name).to_owned(), *share))
                .collect();
            let all = crate::evaluate_table(&table, &ReferenceRule::Largest);
            let own = |e: &Estimate| e.group.is_empty() || &*e.group == "g1";
            let mut all = all.into_iter();
            (all.find(|e| *e.metric == *entry.id() && own(e)), expected)
        }
        Example::Ads(rows, expected) => {
            let [mut own, mut other] = [Tables::default(), Tables::default()];
            for (list, (mine, theirs)) in rows.iter().enumerate() {
                *own.exposure.reached_by(list as u64) = Count::rows(*mine);
                *other.exposure.reached_by(list as u64) = Count::rows(*theirs);
            }
            (both(own, other), expected)
        }
        Example::List(rows, expected) => {
            let rows: Vec<(usize, bool)> = rows.iter().map(|group| (*group, false)).collect();
            (found(entry, lists(&rows)), expected)
        }
        Example::RelevantList(rows, expected) => (found(entry, lists(rows)), expected),
        Example::Rows(rows, expected) => (crate::probes::of_example(entry, rows), expected),
    }
}

/// Every declared metric.
pub fn declared() -> impl Iterator<Item = &'static evenhand_metrics::Metric> {
    FAMILIES.iter().flat_map(|family| family.metrics).copied()
}

#[test]
fn families_and_ids_are_found() {
    for metric in declared() {
        assert!(catalogue().find(metric.id).is_some(), "{}", metric.id);
    }
}
