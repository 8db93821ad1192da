//! Comparisons within strata against known answers.

use super::{Tally, audits, golden, ours};
use crate::data::shared;
use evenhand::{Audit, OneOrMany, Scorecard};
use serde_json::Value;

/// Runs an audit within strata and compares it with the answers for one attribute.
fn compare(block: &Value, mut audit: Audit, attribute: &str, stratum: &str) -> Tally {
    audit.spec_mut().columns.stratum = OneOrMany::One(stratum.to_owned());
    let card = audit.run().unwrap();
    let mut tally = Tally {
        compared: 0,
        wrong: Vec::new(),
    };
    for (group, values) in block["cmh"][stratum].as_object().unwrap() {
        let what = |key: &str| format!("{attribute} within {stratum}, {group}: {key}");
        let odds = "mantel_haenszel_odds_ratio";
        tally.compare(
            &what("odds ratio"),
            &values["mh_odds_ratio"],
            ours(&card, attribute, group, odds),
            1e-12,
        );
        let estimate = find(&card, attribute, group, odds);
        assert_eq!(estimate.test.as_deref(), Some("cmh"));
        // The file holds 0 where the probability is below what it could print.
        if values["cmh_p"].as_f64().is_some_and(|p| p > 1e-12) {
            let p = estimate.p_value.map(evenhand::Real::get);
            tally.compare(&what("p"), &values["cmh_p"], Some(p), 1e-9);
        }
    }
    for (group, values) in block["cdd"][stratum].as_object().unwrap() {
        // The file takes a group's share among nobody as 0; we leave such a stratum out and say so. Both are the same
        // number only where every stratum has somebody on either side.
        let disparity = "conditional_demographic_disparity";
        let whole = find(&card, attribute, group, disparity)
            .strata
            .is_some_and(|strata| strata.used.get() >= 1.0);
        if whole {
            tally.compare(
                &format!("{attribute} within {stratum}, {group}: disparity"),
                &values["cdd"],
                ours(&card, attribute, group, disparity),
                1e-12,
            );
        }
    }
    tally
}

fn find<'a>(
    card: &'a Scorecard,
    attribute: &str,
    group: &str,
    metric: &str,
) -> &'a evenhand::Estimate {
    card.estimates
        .iter()
        .find(|e| *e.metric == *metric && *e.attribute == *attribute && *e.group == *group)
        .unwrap_or_else(|| panic!("{attribute} {group} {metric} is not in the scorecard"))
}

#[test]
fn comparisons_within_strata() {
    let file = |name: &str| shared(name);
    let (Some(golden), Some(compas), Some(bank), Some(bank_scores)) = (
        golden(),
        file("compas-scores-two-years.csv"),
        file("bank-full.csv"),
        file("bank_scored.parquet"),
    ) else {
        return;
    };
    let (Some(adult), Some(adult_scores), Some(offers)) = (
        file("adult.data"),
        file("adult_scored.parquet"),
        file("isp_offers.csv.gz"),
    ) else {
        return;
    };
    let mut all = vec![compare(
        &golden["compas"]["race"],
        audits::compas(&compas),
        "race",
        "c_charge_degree",
    )];
    for stratum in ["job", "education"] {
        let audit = audits::bank(&bank, &bank_scores, "decision_gbm_top20");
        all.push(compare(
            &golden["bank"]["age_band_gbm_top20"],
            audit,
            "age",
            stratum,
        ));
    }
    for stratum in ["occupation", "education"] {
        let audit = audits::adult(&adult, &adult_scores);
        all.push(compare(&golden["adult"]["sex"], audit, "sex", stratum));
    }
    for (city, block) in golden["isp"].as_object().unwrap() {
        let Some((name, _)) = city.split_once('/') else {
            continue;
        };
        let audit = audits::offers(&offers, name, "race_quantile", "most white");
        all.push(compare(
            &block["race_quantile"],
            audit,
            "race_quantile",
            "income_level",
        ));
    }
    let wrong: Vec<String> = all.iter().flat_map(|tally| tally.wrong.clone()).collect();
    let compared: usize = all.iter().map(|tally| tally.compared).sum();
    assert!(
        wrong.is_empty(),
        "{} of {compared} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(compared >= 60, "only {compared} numbers were compared");
}
