//! The search of combined groups: hand-countable, honest under chance, and the same set that brute force finds.

use crate::data::run;
use evenhand::polars::prelude::*;
use evenhand::source::NoProgress;
use evenhand::{
    Audit, CellKey, ConfusionMatrix, Dimension, Search, SearchOptions, Statistics, Support,
};
use std::collections::BTreeMap;

/// A small generator: the same rows on every platform.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    }

    fn below(&mut self, n: usize) -> u32 {
        ((self.uniform() * n as f64) as usize).min(n - 1) as u32
    }
}

/// Counts of rows of three attributes; a row is selected with the rate of its levels.
fn counted(chance: &mut Chance, rows: usize, rate: impl Fn(&[u32]) -> f64) -> Statistics {
    let sizes = [3, 4, 2];
    let names: Vec<String> = ["a", "b", "c"].iter().map(ToString::to_string).collect();
    let mut statistics = Statistics::empty(&names, vec![String::new()], 0, false);
    for (dimension, size) in statistics.attributes.iter_mut().zip(sizes) {
        let levels: Vec<String> = (0..size)
            .map(|level| format!("{}{level}", dimension.name))
            .collect();
        *dimension = Dimension::new(dimension.name.clone(), levels);
    }
    statistics.slices = Dimension::new("", [""]);
    statistics.strata = Dimension::new("", [""]);
    let mut cells: BTreeMap<Vec<u32>, (u64, u64)> = BTreeMap::new();
    for _ in 0..rows {
        let levels: Vec<u32> = sizes.iter().map(|&size| chance.below(size)).collect();
        let selected = chance.uniform() < rate(&levels);
        let cell = cells.entry(levels).or_default();
        cell.0 += u64::from(selected);
        cell.1 += u64::from(!selected);
    }
    for (levels, (selected, not)) in cells {
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: levels.into(),
        };
        let table = ConfusionMatrix::from_rows(0, selected, 0, not);
        statistics.cells.insert(key, table.into());
    }
    statistics
}

fn searched(statistics: Statistics, draws: u64) -> Search {
    let audit = Audit::of_statistics(statistics)
        .decision("selected")
        .protected("a")
        .protected("b")
        .protected("c");
    let options = SearchOptions {
        draws,
        support: Support::Rows(30),
        ..SearchOptions::default()
    };
    audit.search(None, &options, &NoProgress).unwrap()
}

fn confirmed(search: &Search) -> bool {
    search.subgroups.iter().any(|subgroup| subgroup.confirmed)
}

#[test]
fn a_fair_system_yields_a_finding_in_at_most_one_search_of_twenty() {
    let mut chance = Chance(20);
    let searches = 400;
    let mut findings = 0;
    for _ in 0..searches {
        let search = searched(counted(&mut chance, 2_000, |_| 0.2), 199);
        // 9 single groups, 26 pairs, 24 triples.
        assert_eq!(search.tried + search.below_floor + search.undefined, 59);
        findings += u32::from(confirmed(&search));
    }
    // Three standard errors above five per cent.
    assert!(findings <= 33, "{findings} of {searches}");
}

#[test]
fn a_planted_combination_is_found_and_its_parts_are_not_blamed() {
    let mut chance = Chance(3);
    let planted = |levels: &[u32]| if levels[..2] == [1, 2] { 0.1 } else { 0.3 };
    let search = searched(counted(&mut chance, 6_000, planted), 499);
    let worst = &search.subgroups[0];
    assert!(worst.confirmed && worst.difference.get() < -0.15);
    let named = search
        .subgroups
        .iter()
        .find(|s| s.name() == "a=a1 & b=b2")
        .unwrap();
    assert!(named.confirmed && named.folded_into.is_none());
    // Halves of the planted combination say nothing new.
    for c in ["c0", "c1"] {
        let half = (search.subgroups.iter())
            .find(|s| s.name() == format!("a=a1 & b=b2 & c={c}"))
            .unwrap();
        let broader = &search.subgroups[half.folded_into.unwrap() as usize];
        assert_eq!(broader.name(), "a=a1 & b=b2");
    }
}

/// The definition of Pastor, de Alfaro and Baralis by brute force over rows.
#[test]
fn combinations_and_divergences_are_those_of_the_published_definition() {
    let mut chance = Chance(8);
    let statistics = counted(&mut chance, 1_500, |levels| {
        0.1 + 0.1 * f64::from(levels[0])
    });
    let rows: Vec<(Vec<String>, bool)> = (statistics.cells.iter())
        .flat_map(|(key, tables)| {
            let items: Vec<String> = (key.levels.iter().zip(&statistics.attributes))
                .map(|(level, d)| format!("{}={}", d.name, d.levels[*level as usize]))
                .collect();
            let selected = tables.confusion.selected().n as usize;
            let all = tables.confusion.decided().n as usize;
            (0..all).map(move |i| (items.clone(), i < selected))
        })
        .collect();
    let mean = |rows: &[&(Vec<String>, bool)]| {
        rows.iter().filter(|row| row.1).count() as f64 / rows.len() as f64
    };
    let everyone = mean(&rows.iter().collect::<Vec<_>>());
    let mut expected: BTreeMap<String, (u64, f64)> = BTreeMap::new();
    for (items, _) in &rows {
        for set in 1..8_usize {
            let chosen: Vec<&String> = (0..3)
                .filter(|i| set >> i & 1 == 1)
                .map(|i| &items[i])
                .collect();
            let name = chosen
                .iter()
                .map(|item| item.as_str())
                .collect::<Vec<_>>()
                .join(" & ");
            expected.entry(name).or_insert_with(|| {
                let inside: Vec<&(Vec<String>, bool)> = (rows.iter())
                    .filter(|row| chosen.iter().all(|item| row.0.contains(item)))
                    .collect();
                (inside.len() as u64, mean(&inside) - everyone)
            });
        }
    }
    let all = expected.len();
    expected.retain(|_, (n, _)| *n >= 60);
    let audit = Audit::of_statistics(statistics)
        .decision("selected")
        .protected("a")
        .protected("b")
        .protected("c");
    let options = SearchOptions {
        draws: 100,
        support: Support::Rows(60),
        ..SearchOptions::default()
    };
    let search = audit.search(None, &options, &NoProgress).unwrap();
    assert_eq!(search.subgroups.len(), expected.len());
    assert_eq!(search.below_floor, (all - expected.len()) as u64);
    for subgroup in &search.subgroups {
        let (n, divergence) = expected[&subgroup.name()];
        assert_eq!(subgroup.n, n);
        assert!((subgroup.divergence.get() - divergence).abs() < 1e-12);
        let sum: f64 = subgroup
            .items
            .iter()
            .map(|item| item.contribution.get())
            .sum();
        assert!(
            (sum - divergence).abs() < 1e-12,
            "Shapley values sum to the divergence"
        );
    }
}

/// Two attributes of two values: 100 rows each, selected 10, 40, 40, 30.
fn four_cells() -> String {
    let mut text = String::from("a,b,selected,converted,score\n");
    for (a, b, selected) in [
        ("x", "u", 10),
        ("x", "v", 40),
        ("y", "u", 40),
        ("y", "v", 30),
    ] {
        for i in 0..100 {
            text.push_str(&format!(
                "{a},{b},{},{},0.25\n",
                u8::from(i < selected),
                u8::from(i % 4 == 0)
            ));
        }
    }
    text
}

#[test]
fn four_cells_can_be_counted_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data.csv"), four_cells()).unwrap();
    let arguments = [
        "search",
        "data.csv",
        "--decision",
        "selected",
        "--protected",
        "a",
        "--protected",
        "b",
        "--format",
        "json",
    ];
    let (code, out, error) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{error}");
    let search: Search = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (search.tried, search.below_floor, search.undefined, search.n),
        (8, 0, 0, 400)
    );
    let of = |name: &str| search.subgroups.iter().find(|s| s.name() == name).unwrap();
    let corner = of("a=x & b=u");
    // 10 of 100 against 110 of 300; everyone 120 of 400.
    assert!((corner.difference.get() - (0.1 - 110.0 / 300.0)).abs() < 1e-12);
    assert!((corner.divergence.get() + 0.2).abs() < 1e-12);
    // a=x is 50 of 200, b=u 50 of 200: both −0.05 alone, −0.2 together, half each.
    for item in &corner.items {
        assert!((item.contribution.get() + 0.1).abs() < 1e-12);
    }
    // z = (10 − 30)/√(100 · ¾ · 0.3 · 0.7 · 400/399).
    let z = -20.0 / (75.0 * 0.21 * 400.0 / 399.0_f64).sqrt();
    assert!((corner.statistic.get() - z).abs() < 1e-12);
    assert!(corner.confirmed && search.subgroups[0] == *corner);
}

#[test]
fn the_number_of_threads_changes_no_byte_and_slips_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data.csv"), four_cells()).unwrap();
    let base = [
        "search",
        "data.csv",
        "--decision",
        "selected",
        "--label",
        "converted",
        "--score",
        "score",
        "--protected",
        "a",
        "--feature",
        "b",
    ];
    let with = |more: &[&str]| {
        let arguments: Vec<&str> = base.iter().chain(more).copied().collect();
        run(folder.path(), &arguments)
    };
    for format in ["csv", "json", "human"] {
        let one = with(&["--order", "all", "--threads", "1", "--format", format]);
        assert_eq!(one.0, 0, "{}", one.2);
        assert_eq!(one.1, with(&["--threads", "2", "--format", format]).1);
    }
    let (_, text, _) = with(&[]);
    assert!(
        text.contains("tried 8 combinations of up to 2 of a, b; 0 below the floor of 30"),
        "{text}"
    );
    assert!(
        text.contains("✖ confirmed") && text.contains("a=x & b=u"),
        "{text}"
    );
    // A quarter has the outcome everywhere, as the scores promise.
    assert!(
        text.contains("No combination has more or fewer outcomes"),
        "{text}"
    );
    let (code, _, error) = with(&["--metric", "selektion_rate"]);
    assert!(code == 2 && error.contains("`selection_rate`?"), "{error}");
    let (code, _, error) = with(&["--metric", "statistical_parity_difference"]);
    assert!(code == 2 && error.contains("compares a rate"), "{error}");
    let (code, _, error) = with(&["--min-support", "2.5"]);
    assert!(code == 2 && error.contains("is no support"), "{error}");
    let (code, _, error) = with(&["--order", "0"]);
    assert!(code == 2 && error.contains("--order 0"), "{error}");
}

#[test]
fn outcomes_that_scores_do_not_promise_are_found_on_their_side() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("a,b,selected,converted,score\n");
    for i in 0..4_000 {
        let (a, b) = (i % 2, (i / 2) % 2);
        let promised = if i % 8 < 4 { 0.2 } else { 0.6 };
        let share = if (a, b) == (1, 1) {
            promised + 0.2
        } else {
            promised
        };
        let converted = (i / 8) % 10 < (share * 10.0_f64).round() as usize;
        text.push_str(&format!(
            "a{a},b{b},{},{},{promised}\n",
            i % 3 % 2,
            u8::from(converted)
        ));
    }
    std::fs::write(folder.path().join("data.csv"), text).unwrap();
    let (code, out, error) = run(
        folder.path(),
        &[
            "search",
            "data.csv",
            "--decision",
            "selected",
            "--label",
            "converted",
            "--score",
            "score",
            "--protected",
            "a",
            "--protected",
            "b",
            "--format",
            "json",
        ],
    );
    assert_eq!(code, 0, "{error}");
    let search: Search = serde_json::from_str(&out).unwrap();
    let best = (search.subgroups.iter())
        .filter_map(|s| Some((s.scan.as_ref()?, s.name())))
        .max_by(|x, y| x.0.score.get().total_cmp(&y.0.score.get()))
        .unwrap();
    assert_eq!(best.1, "a=a1 & b=b1");
    assert_eq!((best.0.direction.as_str(), best.0.observed), ("over", 600));
    assert!((best.0.expected.get() - 400.0).abs() < 1e-9);
    assert!(best.0.p_max.get() < 0.01 && best.0.odds_factor.get() > 1.5);
}

/// Each of 400 persons has ten rows with the same outcome.
fn persons(chance: &mut Chance) -> DataFrame {
    let (mut a, mut b, mut c, mut unit, mut selected) = (vec![], vec![], vec![], vec![], vec![]);
    for person in 0..400_u32 {
        let levels = [chance.below(2), chance.below(3), chance.below(2)];
        let outcome = i32::from(chance.uniform() < 0.3);
        for _ in 0..10 {
            a.push(format!("a{}", levels[0]));
            b.push(format!("b{}", levels[1]));
            c.push(format!("c{}", levels[2]));
            unit.push(person);
            selected.push(outcome);
        }
    }
    df!("a" => a, "b" => b, "c" => c, "unit" => unit, "selected" => selected).unwrap()
}

#[test]
fn persons_with_many_rows_do_not_pass_for_evidence() {
    let mut chance = Chance(77);
    let (mut as_rows, mut as_persons) = (0, 0);
    let options = SearchOptions {
        draws: 199,
        support: Support::Rows(200),
        ..SearchOptions::default()
    };
    for _ in 0..40 {
        let audit = Audit::of_frame(persons(&mut chance))
            .decision("selected")
            .protected("a")
            .protected("b")
            .protected("c");
        let rows = audit.search(None, &options, &NoProgress).unwrap();
        let units = audit
            .unit("unit")
            .search(None, &options, &NoProgress)
            .unwrap();
        assert_eq!(&*units.method, "sign-flip-max-t");
        as_rows += u32::from(confirmed(&rows));
        as_persons += u32::from(confirmed(&units));
    }
    assert!(as_rows > 20, "{as_rows} of 40");
    assert!(as_persons <= 6, "{as_persons} of 40");
}

#[test]
fn differences_that_strata_explain_are_not_findings() {
    let (mut group, mut place, mut selected) = (vec![], vec![], vec![]);
    let mut chance = Chance(5);
    for i in 0..6_000_u32 {
        // Women live where fewer are selected, and are treated alike in each place.
        let woman = i % 2 == 0;
        let far = chance.uniform() < if woman { 0.8 } else { 0.2 };
        group.push(if woman { "f" } else { "m" });
        place.push(if far { "far" } else { "near" });
        selected.push(i32::from(chance.uniform() < if far { 0.1 } else { 0.4 }));
    }
    let frame = df!("group" => group, "place" => place, "selected" => selected).unwrap();
    let mut audit = Audit::of_frame(frame)
        .decision("selected")
        .protected("group");
    let options = SearchOptions::default();
    let crude = audit.search(None, &options, &NoProgress).unwrap();
    assert!(confirmed(&crude) && crude.subgroups[0].difference_in_strata.is_none());
    audit.spec_mut().columns.stratum = evenhand::OneOrMany::One("place".to_owned());
    let inside = audit.search(None, &options, &NoProgress).unwrap();
    assert!(!confirmed(&inside));
    assert!(
        inside.subgroups[0]
            .difference_in_strata
            .unwrap()
            .get()
            .abs()
            < 0.04
    );
}

#[test]
fn weighted_rows_are_searched_with_their_own_variance() {
    let mut chance = Chance(15);
    let options = SearchOptions {
        draws: 199,
        ..SearchOptions::default()
    };
    let mut findings = 0;
    for round in 0..30 {
        let (mut a, mut b, mut weight, mut selected) = (vec![], vec![], vec![], vec![]);
        for _ in 0..1_500 {
            let levels = (chance.below(3), chance.below(3));
            let low = round == 0 && levels == (1, 1);
            a.push(format!("a{}", levels.0));
            b.push(format!("b{}", levels.1));
            weight.push(0.2 + 3.0 * chance.uniform() * chance.uniform());
            selected.push(i32::from(chance.uniform() < if low { 0.1 } else { 0.4 }));
        }
        let frame = df!("a" => a, "b" => b, "weight" => weight, "selected" => selected).unwrap();
        let audit = Audit::of_frame(frame)
            .decision("selected")
            .protected("a")
            .protected("b");
        let search = audit
            .weight("weight")
            .search(None, &options, &NoProgress)
            .unwrap();
        assert_eq!(&*search.method, "multiplier-max-t");
        if round == 0 {
            assert_eq!(search.subgroups[0].name(), "a=a1 & b=b1");
            assert!(search.subgroups[0].confirmed);
        } else {
            findings += u32::from(confirmed(&search));
        }
    }
    assert!(findings <= 5, "{findings} of 29");
}
