//! Prices, deliveries, lists and experiments, against the same numbers added up row by row.

use crate::data::root;
use evenhand::{Audit, Scorecard};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

type Line = BTreeMap<String, String>;

fn lines(text: &str) -> Vec<Line> {
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    rows.map(|row| {
        let pairs = header.iter().zip(row);
        pairs
            .map(|(h, v)| ((*h).to_owned(), v.to_owned()))
            .collect()
    })
    .collect()
}

fn number(line: &Line, column: &str) -> f64 {
    line[column].parse().unwrap()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn ours(card: &Scorecard, group: &str, metric: &str) -> f64 {
    let id = evenhand::metrics::catalogue().find(metric).unwrap().id();
    let found = card
        .estimates
        .iter()
        .find(|e| *e.metric == *id && &*e.attribute == "area" && *e.group == *group);
    let estimate = found.unwrap_or_else(|| panic!("{group} {metric} is missing"));
    estimate.value.unwrap().get()
}

fn run(spec: &Path) -> Scorecard {
    Audit::of_spec_file(spec).unwrap().run().unwrap()
}

#[test]
fn every_table_holds_what_the_rows_say() {
    let folder = root().join("tests/cases/offers-and-lists");
    let text = std::fs::read_to_string(folder.join("rows.csv")).unwrap();
    let card = run(&folder.join("evenhand.toml"));
    for area in ["hill", "dale"] {
        let rows: Vec<Line> = lines(&text)
            .into_iter()
            .filter(|l| l["area"] == area)
            .collect();
        let of = |column: &str, keep: &dyn Fn(&Line) -> bool| -> Vec<f64> {
            let kept = rows.iter().filter(|line| keep(line));
            kept.map(|line| number(line, column)).collect()
        };
        let all = |_: &Line| true;
        let eligible = |line: &Line| number(line, "eligible") > 0.0;
        let reached = |line: &Line| eligible(line) && number(line, "shown") > 0.0;
        let count = |keep: &dyn Fn(&Line) -> bool| rows.iter().filter(|l| keep(l)).count() as f64;
        let treated = |yes: &'static str| move |line: &Line| line["treated"] == yes;
        let mut prices = of("price", &all);
        prices.sort_by(f64::total_cmp);
        let middle = prices.len() / 2;
        let median = if prices.len() % 2 == 1 {
            prices[middle]
        } else {
            f64::midpoint(prices[middle - 1], prices[middle])
        };
        let selected = |line: &Line| number(line, "selected") > 0.0;
        let discount: Vec<f64> = of("price", &selected)
            .iter()
            .map(|p| 1.0 - p / 25.0)
            .collect();
        let offered: Vec<f64> = rows
            .iter()
            .map(|line| number(line, "selected") * number(line, "price"))
            .collect();
        let errors: Vec<f64> = rows
            .iter()
            .map(|line| number(line, "spend") - number(line, "score"))
            .collect();
        let squares: Vec<f64> = errors.iter().map(|e| e * e).collect();
        let absolute: Vec<f64> = errors.iter().map(|e| e.abs()).collect();
        let top = |line: &Line| number(line, "rank") <= 10.0;
        let effect = mean(&of("bought", &treated("yes"))) - mean(&of("bought", &treated("no")));
        let spend = mean(&of("spend", &treated("yes"))) - mean(&of("spend", &treated("no")));
        for (metric, expected) in [
            ("mean_value", mean(&prices)),
            ("median_value", median),
            ("mean_offered_value", mean(&offered)),
            ("mean_discount", mean(&discount)),
            ("mean_outcome", mean(&of("spend", &all))),
            ("mean_residual", mean(&errors)),
            ("mean_absolute_error", mean(&absolute)),
            ("root_mean_squared_error", mean(&squares).sqrt()),
            ("reach_rate", count(&reached) / count(&eligible)),
            ("frequency", mean(&of("shown", &reached))),
            ("mean_impressions", mean(&of("shown", &eligible))),
            (
                "cost_per_reach",
                of("cost", &reached).iter().sum::<f64>() / count(&reached),
            ),
            ("mean_score", mean(&of("score", &all))),
            ("average_treatment_effect", effect),
            ("average_outcome_effect", spend),
            ("treatment_rate", count(&treated("yes")) / count(&all)),
            // Every list has ten places: the share of the first ten is the share of all.
            ("top_share", count(&top) / 240.0),
        ] {
            let found = ours(&card, area, metric);
            assert!(
                (found - expected).abs() < 1e-9 * expected.abs().max(1.0),
                "{area} {metric}: {found}, and by hand {expected}"
            );
        }
    }
}

#[test]
fn order_of_rows_does_not_change_a_number_of_any_table() {
    let case = root().join("tests/cases/offers-and-lists");
    let text = std::fs::read_to_string(case.join("rows.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let folder = tempfile::tempdir().unwrap();
    let mut shuffled = format!("{header}\n");
    for i in 0..rows.len() {
        let _ = writeln!(shuffled, "{}", rows[i * 97 % rows.len()]);
    }
    std::fs::write(folder.path().join("rows.csv"), shuffled).unwrap();
    std::fs::copy(
        case.join("evenhand.toml"),
        folder.path().join("evenhand.toml"),
    )
    .unwrap();
    let mut audit = Audit::of_spec_file(folder.path().join("evenhand.toml")).unwrap();
    let whole = run(&case.join("evenhand.toml"));
    assert_eq!(
        audit.run().unwrap().to_json().unwrap(),
        whole.to_json().unwrap()
    );
    // With persons in blocks, too.
    let unit = |audit: &mut Audit| audit.spec_mut().columns.unit = Some("person".to_owned());
    let mut other = Audit::of_spec_file(case.join("evenhand.toml")).unwrap();
    unit(&mut audit);
    unit(&mut other);
    assert_eq!(
        audit.run().unwrap().to_json().unwrap(),
        other.run().unwrap().to_json().unwrap()
    );
}
