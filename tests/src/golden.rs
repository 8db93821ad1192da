//! Real data against known answers. The data lie beside the repository; where they are absent each test says so.

mod audits;
mod keys;
mod scores;
mod strata;

use crate::data::shared;
use evenhand::{AttributeSpec, Audit, ReferenceRule, Scorecard};
use keys::{PAIRS, RATES, SUMMARIES};
use serde_json::Value;

fn golden() -> Option<Value> {
    let text = std::fs::read_to_string(shared("golden.json")?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// The estimate of a metric on an attribute and group: value, or p-value for `p:metric`.
fn ours(card: &Scorecard, attribute: &str, group: &str, metric: &str) -> Option<Option<f64>> {
    let (p_value, name) = metric
        .strip_prefix("p:")
        .map_or((false, metric), |name| (true, name));
    let id = evenhand::metrics::catalogue().find(name).unwrap().id();
    let found = card.estimates.iter().find(|e| {
        *e.metric == *id && *e.attribute == *attribute && *e.group == *group && e.slice.is_empty()
    })?;
    if p_value {
        // Only the score test is the same test; small tables take an exact one.
        return (found.test.as_deref() == Some("score"))
            .then(|| found.p_value.map(evenhand::Real::get));
    }
    Some(found.value.map(evenhand::Real::get))
}

struct Tally {
    compared: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn compare(
        &mut self,
        what: &str,
        expected: &Value,
        found: Option<Option<f64>>,
        tolerance: f64,
    ) {
        let Some(found) = found else { return };
        self.compared += 1;
        let agree = match (expected.as_f64(), found) {
            (Some(e), Some(f)) => {
                (e - f).abs()
                    <= tolerance * e.abs().max(if tolerance > 1e-10 { 1e-290 } else { 1e-3 })
            }
            (None, None) => true,
            _ => false,
        };
        if !agree {
            self.wrong
                .push(format!("{what}: {expected} expected, {found:?} found"));
        }
    }
}

/// Compares a block of golden values with a scorecard.
fn compare(block: &Value, card: &Scorecard, attribute: &str) -> usize {
    let mut tally = Tally {
        compared: 0,
        wrong: Vec::new(),
    };
    let name = |group: &str| group.replace('|', "*");
    for (group, values) in block["groups"].as_object().unwrap() {
        for (key, metric) in RATES {
            if let Some(expected) = values.get(key) {
                let found = ours(card, attribute, &name(group), metric);
                assert!(
                    found.is_some(),
                    "{attribute} {group} {metric} is not in the scorecard"
                );
                tally.compare(&format!("{group} {metric}"), expected, found, 1e-12);
            }
        }
    }
    for (group, values) in block["vs_reference"].as_object().unwrap() {
        for (key, metric) in PAIRS {
            if let Some(expected) = values.get(key) {
                let tolerance = if metric.starts_with("p:") {
                    1e-9
                } else {
                    1e-12
                };
                tally.compare(
                    &format!("{group} {metric}"),
                    expected,
                    ours(card, attribute, &name(group), metric),
                    tolerance,
                );
            }
        }
    }
    for (key, gap, ratio) in SUMMARIES {
        if let Some(values) = block["summary_across_groups"].get(key) {
            tally.compare(gap, &values["range"], ours(card, attribute, "", gap), 1e-12);
            tally.compare(
                ratio,
                &values["min_over_max"],
                ours(card, attribute, "", ratio),
                1e-12,
            );
        }
    }
    if let Some(p) = block["omnibus"].get("p") {
        let estimate = card
            .estimates
            .iter()
            .find(|e| &*e.metric == "demographic_parity_max_gap" && *e.attribute == *attribute);
        let found = estimate.and_then(|e| e.p_value).map(|p| Some(p.get()));
        tally.compare("chi-square over groups", p, found, 1e-9);
    }
    for (key, metric, group) in [
        ("theil", "theil_index", true),
        ("gei_alpha2", "generalized_entropy_index", true),
        (
            "coefficient_of_variation_true_sqrt2gei2",
            "coefficient_of_variation",
            true,
        ),
        ("between_group_theil", "between_group_theil_index", false),
        ("between_group_gei_alpha2", "between_group_entropy", false),
    ] {
        if let Some(expected) = block["entropy"].get(key) {
            let attribute = if group { "" } else { attribute };
            tally.compare(metric, expected, ours(card, attribute, "", metric), 1e-12);
        }
    }
    if let Some(expected) = block.get("differential_fairness_eps_smoothed_alpha0.5_each_class") {
        tally.compare(
            "differential fairness",
            expected,
            ours(card, attribute, "", "smoothed_differential_fairness"),
            1e-12,
        );
    }
    assert!(
        tally.wrong.is_empty(),
        "{attribute}: {} of {} wrong:\n{}",
        tally.wrong.len(),
        tally.compared,
        tally.wrong.join("\n")
    );
    assert!(tally.compared > 10, "{attribute}: only {}", tally.compared);
    tally.compared
}

#[test]
fn compas() {
    let (Some(golden), Some(data)) = (golden(), shared("compas-scores-two-years.csv")) else {
        return;
    };
    let golden = &golden["compas"];
    let mut compas = audits::compas(&data);
    let card = compas.run().unwrap();
    for (block, name) in [
        ("race", "race"),
        ("sex", "sex"),
        ("age_cat", "age_cat"),
        ("race_x_sex", "race*sex"),
    ] {
        compare(&golden[block], &card, name);
    }
    // ProPublica 2016: 44.85 % and 23.45 %.
    assert!(
        (ours(&card, "race", "African-American", "fpr")
            .unwrap()
            .unwrap()
            - 0.4485)
            .abs()
            < 5e-5
    );
    assert!((ours(&card, "race", "Caucasian", "fpr").unwrap().unwrap() - 0.2345).abs() < 5e-5);

    compas.spec_mut().data.filter = Some(
        "days_b_screening_arrest >= -30 and days_b_screening_arrest <= 30 and is_recid != -1 and c_charge_degree != 'O' and score_text != 'N/A'".to_owned(),
    );
    let card = compas.run().unwrap();
    assert_eq!(card.intake.rows_used, 6172);
    compare(&golden["race_after_propublica_filter"], &card, "race");
}

#[test]
fn bank() {
    let (Some(golden), Some(data), Some(side)) = (
        golden(),
        shared("bank-full.csv"),
        shared("bank_scored.parquet"),
    ) else {
        return;
    };
    let golden = &golden["bank"];
    for (decision, blocks) in [
        (
            "decision_gbm_top20",
            &[
                ("age_band_gbm_top20", "age"),
                ("marital_gbm_top20", "marital"),
                ("age_x_marital_gbm_top20", "age*marital"),
            ][..],
        ),
        ("decision_lr_thr10", &[("age_band_lr_thr10", "age")][..]),
    ] {
        let card = audits::bank(&data, &side, decision).run().unwrap();
        assert_eq!(
            (card.intake.joins[0].matched, card.intake.joins[0].unmatched),
            (45_212, 0)
        );
        for (block, name) in blocks {
            compare(&golden[*block], &card, name);
        }
        if decision == "decision_gbm_top20" {
            // Fairlearn 0.15 takes the rate of a group without positives as 0 and prints 0.9488.
            let odds = card
                .estimates
                .iter()
                .find(|e| {
                    &*e.metric == "equalized_odds_difference" && &*e.attribute == "age*marital"
                })
                .unwrap();
            assert!((odds.value.unwrap().get() - 0.686_486_486_486_486_5).abs() < 1e-12);
            assert_eq!(
                odds.excluded.iter().map(|g| &**g).collect::<Vec<_>>(),
                ["<25*divorced"]
            );
            let duplicates = card
                .notes
                .iter()
                .find(|note| note.code == "duplicate_rows")
                .and_then(|note| note.count);
            assert_eq!(duplicates, Some(1), "this copy has one row twice");
        }
    }
}

#[test]
fn adult() {
    let (Some(golden), Some(data), Some(side)) = (
        golden(),
        shared("adult.data"),
        shared("adult_scored.parquet"),
    ) else {
        return;
    };
    let golden = &golden["adult"];
    let run = |weight: Option<&str>| {
        let mut adult = audits::adult(&data, &side);
        adult.spec_mut().columns.weight = weight.map(str::to_owned);
        adult.run().unwrap()
    };
    let card = run(None);
    for (block, name) in [("sex", "sex"), ("race", "race"), ("sex_x_race", "sex*race")] {
        compare(&golden[block], &card, name);
    }
    compare(&golden["sex_weighted_fnlwgt"], &run(Some("fnlwgt")), "sex");
}

#[test]
fn internet_offers() {
    let (Some(golden), Some(data)) = (golden(), shared("isp_offers.csv.gz")) else {
        return;
    };
    for (city, block) in golden["isp"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(city, _)| city.contains('/'))
    {
        let city = city.split('/').next().unwrap();
        for (column, reference) in [
            ("race_quantile", "most white"),
            ("income_level", "Upper Income"),
        ] {
            let offers = audits::offers(&data, city, column, reference);
            compare(&block[column], &offers.run().unwrap(), column);
        }
    }
}

#[test]
fn local_law_144_counts() {
    let (Some(golden), Some(data)) = (golden(), shared("ll144_audits_full.csv")) else {
        return;
    };
    let mut counts = Audit::of_counts(data.to_str().unwrap()).intersections(2);
    let spec = counts.spec_mut();
    spec.attribute = ["race_ethnicity", "sex"]
        .map(|column| AttributeSpec {
            column: column.to_owned(),
            reference: Some(ReferenceRule::Best),
            ..AttributeSpec::default()
        })
        .to_vec();
    spec.groups.min_n = Some(1);
    spec.data.csv.missing = Some(vec!["NA".to_owned()]);
    spec.columns.n = Some("number_of_applications".to_owned());
    spec.columns.selected = Some("n_selected_or_n_above_median".to_owned());
    let slice = [
        "audit_id",
        "selection_or_scoring_rate",
        "protected_char_group",
    ];
    spec.columns.slice = Some(evenhand::SliceSpec::Columns(
        slice.map(str::to_owned).to_vec(),
    ));
    spec.data.filter = Some("race_ethnicity != 'Missing/Unknown' and sex != 'Missing/Unknown' and number_of_applications > 0 and n_selected_or_n_above_median is not missing".to_owned());
    let card = counts.run().unwrap();
    assert!(
        card.notes
            .iter()
            .any(|note| note.code == "counts_not_whole")
    );
    let mut found = std::collections::BTreeMap::new();
    for e in &card.estimates {
        if &*e.attribute == "race_ethnicity*sex"
            && ["selection_rate", "disparate_impact_ratio"].contains(&&*e.metric)
        {
            found.insert(
                (
                    e.slice.to_string(),
                    e.group.to_string(),
                    e.metric.to_string(),
                ),
                e.value.map(evenhand::Real::get),
            );
        }
    }
    let (mut compared, mut wrong) = (0, Vec::new());
    for (block, rows) in golden["ll144"]["blocks"].as_object().unwrap() {
        let slice = block.replace(" / ", "*");
        for row in rows.as_array().unwrap() {
            let group = format!(
                "{}*{}",
                row["race"].as_str().unwrap(),
                row["sex"].as_str().unwrap()
            );
            for (key, metric) in [
                ("rate", "selection_rate"),
                ("impact_ratio", "disparate_impact_ratio"),
            ] {
                let ours = found.get(&(slice.clone(), group.clone(), metric.to_owned()));
                let expected = row[key].as_f64();
                // The best group itself has no row in a comparison with the best.
                let Some(ours) = ours else {
                    assert!(
                        metric != "selection_rate" || expected.is_none(),
                        "{slice} {group}"
                    );
                    continue;
                };
                compared += 1;
                let agree = match (expected, *ours) {
                    // Counts are fixed-point sums, 2⁻⁴⁰ apart.
                    (Some(e), Some(o)) => (e - o).abs() <= 1e-10 * e.abs().max(1e-2),
                    (None, None) => true,
                    _ => false,
                };
                if !agree {
                    wrong.push(format!(
                        "{slice} {group} {metric}: {expected:?} expected, {ours:?} found"
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {compared} wrong: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(10)]
    );
    assert!(compared > 5000, "{compared}");
}
