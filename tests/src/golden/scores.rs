//! Scores, outcomes, experiments and deliveries of the real data sets.

use super::audits::{self, attribute, binary};
use super::{Tally, golden, ours};
use crate::data::shared;
use evenhand::{Audit, JoinKeys, JoinSpec, OneOrMany, Polarity, Scorecard};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Golden keys of one group's scores and the metrics they are.
const OWN: [(&str, &str); 8] = [
    ("mean_score", "mean_score"),
    ("median_score", "median_score"),
    ("brier", "brier_score"),
    ("log_loss", "log_loss"),
    (
        "ece10_equal_width",
        "expected_calibration_error_equal_width",
    ),
    (
        "calibration_ratio_obs_over_pred",
        "calibration_in_the_large",
    ),
    ("auc", "auc"),
    ("average_precision", "average_precision"),
];

/// Golden keys of a group's scores against its reference.
const PAIRS: [(&str, &str); 10] = [
    ("mean_score_diff", "mean_score_difference"),
    ("mean_score_ratio", "mean_score_ratio"),
    ("auc_diff", "auc_difference"),
    ("brier_diff", "brier_score_difference"),
    ("brier_ratio", "brier_score_ratio"),
    ("score_ks", "kolmogorov_smirnov_distance"),
    ("score_ks_p_asymp", "p:kolmogorov_smirnov_distance"),
    ("score_wasserstein1", "wasserstein_1"),
    ("xauc_group_pos_vs_ref_neg", "bnsp_auc"),
    ("xauc_ref_pos_vs_group_neg", "bpsn_auc"),
];

fn p_value(card: &Scorecard, attribute: &str, group: &str, metric: &str) -> Option<f64> {
    let id = evenhand::metrics::catalogue().find(metric).unwrap().id();
    let found = card.estimates.iter().find(|e| {
        *e.metric == *id && *e.attribute == *attribute && *e.group == *group && e.slice.is_empty()
    })?;
    found.p_value.map(evenhand::Real::get)
}

fn compare(block: &Value, card: &Scorecard, name: &str, reaches_one: bool) {
    let mut tally = Tally {
        compared: 0,
        wrong: Vec::new(),
    };
    let plain = |group: &str| group.replace('|', "*");
    let everyone = [(String::new(), &block["overall"])];
    let groups = block["groups"].as_object().unwrap();
    let all = groups.iter().map(|(group, values)| (plain(group), values));
    for (group, values) in everyone.into_iter().chain(all) {
        let within = if group.is_empty() { "" } else { name };
        for (key, metric) in OWN {
            // A weighted median was not worked out.
            if let Some(expected) = values.get(key).filter(|value| !value.is_null()) {
                let found = ours(card, within, &group, metric);
                assert!(found.is_some(), "{name} {group} {metric} is missing");
                // Scores of exactly 1 without the outcome are clipped at 1e-15 here and at 2.2e-16 there.
                let clipped = metric == "log_loss" && reaches_one;
                if clipped {
                    let ours = found.flatten().unwrap_or_default();
                    assert!((ours - expected.as_f64().unwrap()).abs() < 2e-5);
                    continue;
                }
                tally.compare(&format!("{group} {metric}"), expected, found, 1e-9);
            }
        }
    }
    for (group, values) in block["vs_reference"].as_object().unwrap() {
        for (key, metric) in PAIRS {
            let Some(expected) = values.get(key) else {
                continue;
            };
            let group = plain(group);
            if let Some(metric) = metric.strip_prefix("p:") {
                // SciPy switches to an approximation of its own in the far tail.
                if expected.as_f64().is_some_and(|p| p > 1e-12) {
                    let found = p_value(card, name, &group, metric);
                    tally.compare(
                        &format!("{group} p of {metric}"),
                        expected,
                        Some(found),
                        1e-6,
                    );
                }
                continue;
            }
            let found = ours(card, name, &group, metric);
            assert!(found.is_some(), "{name} {group} {metric} is missing");
            tally.compare(&format!("{group} {metric}"), expected, found, 1e-9);
        }
    }
    for (key, metric) in [("auc", "auc_max_gap"), ("brier", "brier_score_max_gap")] {
        if let Some(range) = block["summary_across_groups"].get(key)
            && let Some(found) = ours(card, name, "", metric)
        {
            tally.compare(metric, &range["range"], Some(found), 1e-9);
        }
    }
    assert!(
        tally.wrong.is_empty(),
        "{name}: {} of {} wrong:\n{}",
        tally.wrong.len(),
        tally.compared,
        tally.wrong.join("\n")
    );
    assert!(tally.compared > 10, "{name}: only {}", tally.compared);
}

/// The fields of a line of text, quotes honoured.
fn fields(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            other => all.last_mut().unwrap().push(other),
        }
    }
    all
}

/// A side table of one number per row of a file.
fn side_table(
    folder: &Path,
    data: &Path,
    name: &str,
    of: impl Fn(&dyn Fn(&str) -> String) -> String,
) -> PathBuf {
    let text = std::fs::read_to_string(data).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = fields(lines.next().unwrap());
    let mut side = format!("row,{name}\n");
    for (row, line) in lines.filter(|line| !line.is_empty()).enumerate() {
        let values = fields(line);
        let get = |column: &str| {
            let position = header.iter().position(|h| h == column).unwrap();
            values[position].clone()
        };
        side.push_str(&format!("{row},{}\n", of(&get)));
    }
    let path = folder.join(format!("{name}.csv"));
    std::fs::write(&path, side).unwrap();
    path
}

fn join(audit: &mut Audit, side: &Path) {
    audit.spec_mut().data.join.push(JoinSpec {
        source: OneOrMany::One(side.to_str().unwrap().to_owned()),
        on: JoinKeys::Pair {
            left: "(row)".to_owned(),
            right: "row".to_owned(),
        },
        csv: evenhand::CsvSpec::default(),
    });
}

#[test]
fn compas_scores() {
    let (Some(golden), Some(data)) = (golden(), shared("compas-scores-two-years.csv")) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let side = side_table(folder.path(), &data, "score01", |get| {
        (get("decile_score").parse::<f64>().unwrap() / 10.0).to_string()
    });
    let mut compas = audits::compas(&data);
    join(&mut compas, &side);
    compas.spec_mut().columns.score = Some("score01".to_owned());
    let card = compas.run().unwrap();
    for (block, name) in [
        ("race", "race"),
        ("sex", "sex"),
        ("age_cat", "age_cat"),
        ("race_x_sex", "race*sex"),
    ] {
        compare(&golden["compas"][block], &card, name, true);
    }
}

#[test]
fn bank_scores() {
    let (Some(golden), Some(data), Some(side)) = (
        golden(),
        shared("bank-full.csv"),
        shared("bank_scored.parquet"),
    ) else {
        return;
    };
    for (decision, score, blocks) in [
        (
            "decision_gbm_top20",
            "score_gbm",
            &[
                ("age_band_gbm_top20", "age"),
                ("marital_gbm_top20", "marital"),
                ("age_x_marital_gbm_top20", "age*marital"),
            ][..],
        ),
        (
            "decision_lr_thr10",
            "score_lr",
            &[("age_band_lr_thr10", "age")][..],
        ),
    ] {
        let mut bank = audits::bank(&data, &side, decision);
        bank.spec_mut().columns.score = Some(score.to_owned());
        let card = bank.run().unwrap();
        for (block, name) in blocks {
            compare(&golden["bank"][*block], &card, name, false);
        }
    }
}

#[test]
fn adult_scores() {
    let (Some(golden), Some(data), Some(side)) = (
        golden(),
        shared("adult.data"),
        shared("adult_scored.parquet"),
    ) else {
        return;
    };
    let run = |weight: Option<&str>| {
        let mut adult = audits::adult(&data, &side);
        let columns = &mut adult.spec_mut().columns;
        columns.weight = weight.map(str::to_owned);
        columns.score = Some("score_lr".to_owned());
        adult.run().unwrap()
    };
    let card = run(None);
    for (block, name) in [("sex", "sex"), ("race", "race"), ("sex_x_race", "sex*race")] {
        compare(&golden["adult"][block], &card, name, false);
    }
    let weighted = run(Some("fnlwgt"));
    compare(
        &golden["adult"]["sex_weighted_fnlwgt"],
        &weighted,
        "sex",
        false,
    );
}

#[test]
fn internet_speeds() {
    let (Some(golden), Some(data)) = (golden(), shared("isp_offers.csv.gz")) else {
        return;
    };
    for (city, block) in golden["isp"].as_object().unwrap() {
        let Some((city, _)) = city.split_once('/') else {
            continue;
        };
        let block = &block["speed_regression_race"];
        let mut offers = audits::offers(&data, city, "race_quantile", "most white");
        let spec = offers.spec_mut();
        spec.data.filter = Some(format!(
            "major_city = '{city}' and race_quantile is not missing and speed_down is not missing"
        ));
        spec.columns.score_range = Some((0.0, 1000.0));
        spec.columns.value = Some("speed_down".to_owned());
        let card = offers.run().unwrap();
        let mut tally = Tally {
            compared: 0,
            wrong: Vec::new(),
        };
        for (group, values) in block["groups"].as_object().unwrap() {
            for (key, metric) in [
                ("mean_prediction", "mean_score"),
                ("mean_prediction", "mean_value"),
                ("median_prediction", "median_score"),
            ] {
                let found = ours(&card, "race_quantile", group, metric);
                assert!(found.is_some(), "{metric} is missing");
                tally.compare(&format!("{group} {metric}"), &values[key], found, 1e-9);
            }
        }
        for (group, values) in block["vs_reference"].as_object().unwrap() {
            for (key, metric) in [
                ("mean_diff", "mean_score_difference"),
                ("mean_ratio", "mean_score_ratio"),
                ("mean_diff", "price_gap"),
                ("ks", "kolmogorov_smirnov_distance"),
                ("wasserstein1", "wasserstein_1"),
            ] {
                if let Some(expected) = values.get(key) {
                    let found = ours(&card, "race_quantile", group, metric);
                    assert!(found.is_some(), "{metric} is missing");
                    tally.compare(&format!("{group} {metric}"), expected, found, 1e-9);
                }
            }
        }
        assert!(
            tally.wrong.is_empty(),
            "{city}:\n{}",
            tally.wrong.join("\n")
        );
        assert!(tally.compared > 20);
    }
}

/// The two arms of the e-mail campaign (Hillstrom 2008), one outcome at a time.
fn campaign(data: &Path, side: &Path, arm: &str, score: &str, label: &str) -> Scorecard {
    let mut campaign = audits::audit(data)
        .label(label)
        .decision("target_womens_top30");
    join(&mut campaign, side);
    let spec = campaign.spec_mut();
    let other = if arm == "Mens E-Mail" {
        "Womens E-Mail"
    } else {
        "Mens E-Mail"
    };
    spec.data.filter = Some(format!("segment != '{other}'"));
    spec.columns.score = Some(score.to_owned());
    spec.columns.score_range = Some((-1.0, 1.0));
    spec.columns.treatment = Some(binary("segment", &[arm]));
    spec.columns.outcome = Some("spend".to_owned());
    spec.attribute = ["zip_code", "newbie", "channel"]
        .map(|column| evenhand::AttributeSpec {
            column: column.to_owned(),
            ..evenhand::AttributeSpec::default()
        })
        .to_vec();
    campaign.polarity(Polarity::Benefit).run().unwrap()
}

#[test]
fn hillstrom_uplift() {
    let (Some(golden), Some(data), Some(side)) = (
        golden(),
        shared("hillstrom.csv"),
        shared("hillstrom_scored.parquet"),
    ) else {
        return;
    };
    for (arm, score) in [
        ("Mens E-Mail", "uplift_mens"),
        ("Womens E-Mail", "uplift_womens"),
    ] {
        let block = &golden["hillstrom"][arm];
        let mut tally = Tally {
            compared: 0,
            wrong: Vec::new(),
        };
        for label in ["visit", "conversion"] {
            let card = campaign(&data, &side, arm, score, label);
            let mut of_group = |attribute: &str, group: &str, values: &Value| {
                let own = &values[label];
                for (key, metric) in [
                    ("mean_treated", "treated_outcome_rate"),
                    ("mean_control", "control_outcome_rate"),
                    ("ate", "average_treatment_effect"),
                ] {
                    let found = ours(&card, attribute, group, metric);
                    assert!(found.is_some(), "{attribute} {group} {metric} is missing");
                    tally.compare(&format!("{group} {label} {metric}"), &own[key], found, 1e-9);
                }
                let spend = ours(&card, attribute, group, "average_outcome_effect");
                tally.compare(
                    &format!("{group} spend"),
                    &values["spend"]["ate"],
                    spend,
                    1e-9,
                );
                if label == "visit" {
                    let area = &values["ranking_visit"]["own_qini_area_minus_random_per_N"];
                    let found = ours(&card, attribute, group, "qini_area");
                    tally.compare(&format!("{group} qini"), area, found, 1e-9);
                    if let Some(mean) = values.get("mean_uplift_score") {
                        let found = ours(&card, attribute, group, "mean_score");
                        tally.compare(&format!("{group} mean score"), mean, found, 1e-9);
                    }
                }
            };
            of_group("", "", &block["overall"]);
            for attribute in ["zip_code", "newbie", "channel"] {
                for (group, values) in block[attribute].as_object().unwrap() {
                    of_group(attribute, group, values);
                }
            }
            if label == "visit" {
                for attribute in ["zip_code", "newbie", "channel"] {
                    let gap = &block[format!("{attribute}_visit_ate_gap_max_minus_min")];
                    let found = ours(&card, attribute, "", "average_treatment_effect_max_gap");
                    tally.compare("largest gap of effects", gap, found, 1e-9);
                    let test = &block[format!("{attribute}_visit_cochran_q")];
                    let found = ours(&card, attribute, "", "treatment_effect_heterogeneity");
                    tally.compare("Cochran's Q", &test["q"], found, 1e-9);
                    let p = p_value(&card, attribute, "", "treatment_effect_heterogeneity");
                    tally.compare("p of Q", &test["p"], Some(p), 1e-9);
                }
            }
        }
        assert!(tally.wrong.is_empty(), "{arm}:\n{}", tally.wrong.join("\n"));
        assert!(tally.compared > 60, "{}", tally.compared);
    }
}

#[test]
fn facebook_delivery() {
    let (Some(golden), Some(data)) = (golden(), shared("ad_delivery_facebook.csv")) else {
        return;
    };
    for (n, selected, share, rate) in [
        ("Impressions", "Impressions", Some("share_female"), None),
        ("Impressions", "Results", None, Some("ctr")),
        ("Reach", "Reach", None, None),
    ] {
        let mut ads = Audit::of_counts(data.to_str().unwrap());
        let spec = ads.spec_mut();
        spec.attribute = vec![attribute("Gender", "male")];
        spec.groups.min_n = Some(1);
        spec.data.filter = Some("Gender != 'unknown'".to_owned());
        spec.columns.n = Some(n.to_owned());
        spec.columns.selected = Some(selected.to_owned());
        let slice = ["Campaign Name", "Ad Set Name"].map(str::to_owned).to_vec();
        spec.columns.slice = Some(evenhand::SliceSpec::Columns(slice));
        let card = ads.run().unwrap();
        let mut compared = 0;
        for (ad, values) in golden["ad_delivery"]["ads"].as_object().unwrap() {
            let Some((campaign, set)) = ad.split_once(" / ") else {
                continue;
            };
            let name = format!("{campaign}*{set}");
            let found = |group: &str, metric: &str| {
                card.estimates.iter().find(|e| {
                    *e.slice == *name
                        && &*e.attribute == "Gender"
                        && *e.group == *group
                        && *e.metric == *metric
                })
            };
            for group in ["female", "male"] {
                let rows = if n == "Impressions" {
                    "impressions"
                } else {
                    "reach"
                };
                let expected = values[format!("{group}_{rows}")].as_f64().unwrap();
                // A line of nobody makes no group, and one without a number of clicks is left out with a note.
                let Some(own) = found(group, "group_count") else {
                    assert!(expected == 0.0 || rate.is_some(), "{ad} {group}");
                    continue;
                };
                assert!(
                    (own.value.unwrap().get() - expected).abs() < 1e-9,
                    "{ad} {group}"
                );
                if rate.is_some() {
                    let clicks = values[format!("ctr_{group}")].as_f64().unwrap();
                    let own = found(group, "selection_rate").unwrap().value.unwrap().get();
                    assert!((own - clicks).abs() < 1e-12, "{ad} {group}: {own} {clicks}");
                }
                compared += 1;
            }
            if let Some(share) = share {
                let Some(own) = found("female", "group_share") else {
                    continue;
                };
                let expected = values[share].as_f64().unwrap();
                assert!((own.value.unwrap().get() - expected).abs() < 1e-12, "{ad}");
                if own.method.as_deref() == Some("wilson") {
                    let wilson = &values["wilson95"];
                    let (low, high) = (own.lower.unwrap().get(), own.upper.unwrap().get());
                    assert!((low - wilson[0].as_f64().unwrap()).abs() < 1e-9, "{ad}");
                    assert!((high - wilson[1].as_f64().unwrap()).abs() < 1e-9, "{ad}");
                }
            }
        }
        assert!(compared > 40, "{compared}");
    }
}
