//! What a plan promises before an audit, held against audits.

use crate::data::root;
use evenhand::inference::k_groups::tukey_critical;
use evenhand::inference::two_sample::difference_interval;
use evenhand::inference::{Level, Proportion};
use evenhand::source::NoProgress;
use evenhand::{Assumptions, Audit, Forecast};

fn campaign() -> Audit {
    Audit::of_spec_file(root().join("datasets/spring-campaign/evenhand.toml")).unwrap()
}

fn forecast(audit: &Audit, rate: Option<f64>) -> Forecast {
    let assumptions = Assumptions {
        base_rate: None,
        rate,
    };
    audit.forecast(&assumptions, &NoProgress).unwrap()
}

#[test]
fn every_comparison_of_the_audit_was_planned() {
    let audit = campaign();
    let plan = forecast(&audit, None);
    let mut card = audit.run().unwrap();
    plan.mark(&mut card, "0");
    let record = card.plan.as_ref().unwrap();
    assert_eq!(record.planned, card.findings.len() as u64);
    assert_eq!((record.unplanned, record.same_spec), (0, true));
    assert!(record.not_made.is_empty(), "{:?}", record.not_made);
    let read = Forecast::from_json(&plan.to_json().unwrap()).unwrap();
    assert_eq!(read, plan);
}

#[test]
fn what_was_not_planned_is_marked() {
    let mut audit = campaign();
    let plan = forecast(&audit, None);
    let spec = audit.spec_mut();
    // A limit that was moved after the plan is another limit, and an attribute that went missing is named.
    spec.check[1].limit.max_abs = Some(evenhand::Scalar::from("1/5"));
    spec.check[2].attributes = Some(vec!["gender".to_owned()]);
    let mut card = audit.run().unwrap();
    plan.mark(&mut card, "0");
    let record = card.plan.as_ref().unwrap();
    assert!(!record.same_spec);
    let marked: Vec<&str> = card
        .findings
        .iter()
        .filter(|finding| finding.unplanned)
        .map(|finding| &*finding.check)
        .collect();
    assert_eq!(record.unplanned, marked.len() as u64);
    assert!(!marked.is_empty() && marked.iter().all(|check| *check == "missed-buyers"));
    assert!(
        record
            .not_made
            .iter()
            .any(|name| name == "wasted-offers · heritage · Dovrin"),
        "{:?}",
        record.not_made
    );
}

#[test]
fn no_decision_score_or_outcome_is_read() {
    // Columns that cannot be read as what the spec says they are would stop anything that reads them.
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("poisoned.csv");
    let mut text = String::from("gender,selected,converted,score\n");
    for row in 0..400 {
        let gender = if row % 4 == 0 { "f" } else { "m" };
        text.push_str(&format!(
            "{gender},poison {row},poison {row},poison {row}\n"
        ));
    }
    std::fs::write(&data, text).unwrap();
    let mut audit = Audit::of_files([data.to_str().unwrap()])
        .decision("selected")
        .label("converted")
        .protected("gender");
    audit.spec_mut().columns.score = Some("score".to_owned());
    assert!(audit.run().is_err());
    let plan = forecast(&audit, None);
    assert_eq!(plan.columns_read, ["gender"]);
    assert_eq!(plan.columns, ["gender", "converted", "selected", "score"]);
    assert_eq!(plan.rows, 400);
    assert_eq!(plan.comparisons[0].n, 100);
    assert_eq!(plan.comparisons[0].n_reference, Some(300));
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Draws(u64);

impl Draws {
    fn hits(&mut self, n: u64, rate: f64) -> Proportion {
        let mut hits = 0;
        for _ in 0..n {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            hits += u32::from(((z >> 11) as f64) < rate * 9_007_199_254_740_992.0);
        }
        Proportion::new(f64::from(hits), n as f64).unwrap()
    }
}

#[test]
fn the_smallest_gap_is_found_as_often_as_the_plan_says() {
    let plan = forecast(&campaign(), Some(0.2));
    let mut tried = 0;
    for comparison in plan
        .comparisons
        .iter()
        .filter(|c| &*c.check == "offer-ratio" && ["age", "gender*age"].contains(&&*c.attribute))
        .filter(|c| c.n_reference.is_some() && c.n > 400)
        .step_by(4)
    {
        let groups = plan
            .groups
            .iter()
            .find(|groups| groups.attribute == comparison.attribute)
            .unwrap();
        let compared = groups
            .groups
            .iter()
            .filter(|(name, n)| *n > 0 && !name.contains("(missing)"))
            .count();
        let critical = tukey_critical(compared, Level::P95);
        let gap = comparison.smallest[0].unwrap().get();
        let power = [-gap, gap].map(|shift| {
            let mut draws = Draws(20_261_124);
            let (sets, mut found) = (4_000, 0);
            for _ in 0..sets {
                let reference = draws.hits(comparison.n_reference.unwrap(), 0.2);
                let group = draws.hits(comparison.n, 0.2 + shift);
                found += u32::from(!difference_interval(group, reference, critical).contains(0.0));
            }
            f64::from(found) / f64::from(sets)
        });
        // The promise holds on the harder side: within two points, and two standard errors of 4,000 draws.
        let harder = power[0].min(power[1]);
        assert!(
            (harder - plan.power).abs() < 0.02 + 0.0126,
            "{comparison:?}: {power:?}"
        );
        tried += 1;
    }
    assert!(tried >= 4, "{tried}");
}

#[test]
fn with_a_calendar_the_plan_says_how_many_audits_an_alert_needs() {
    let audit = campaign();
    assert!(forecast(&audit, None).repeated.is_none());
    let mut audit = campaign();
    audit.spec_mut().history.calendar = Some(evenhand::CalendarSpec {
        every: "month".to_owned(),
        ..evenhand::CalendarSpec::default()
    });
    let plan = forecast(&audit, Some(0.1));
    let repeated = plan.repeated.as_ref().unwrap();
    // Every series that an audit has is one of those among which the correction is.
    let card = audit.run().unwrap();
    let pairs = card.findings.iter().filter(|finding| {
        let estimate = &card.estimates[finding.estimate];
        estimate.events_reference.is_some() && !finding.group.is_empty()
    });
    assert_eq!(repeated.series, pairs.count() as u64);
    let mut told = 0;
    for comparison in &plan.comparisons {
        for needed in &comparison.audits {
            told += 1;
            let group = (comparison.n as f64, needed.ratio * needed.rate);
            let other = (comparison.n_reference.unwrap() as f64, needed.rate);
            let looks = |evidence| {
                evenhand::inference::power::looks_needed(group, other, plan.power, evidence)
                    .unwrap()
            };
            assert_eq!(needed.alone, looks(1.0 / repeated.alpha));
            assert_eq!(
                needed.among_all,
                looks(repeated.series as f64 / repeated.alpha)
            );
            assert!(
                needed
                    .among_all
                    .is_none_or(|all| needed.alone.unwrap() <= all)
            );
        }
        let at_limit = comparison.audits.iter().filter(|one| one.at_limit).count();
        assert!(
            comparison.audits.is_empty() || at_limit == 1,
            "{comparison:?}"
        );
    }
    assert!(told > 0);
    let text = evenhand::report::forecast(&plan, &evenhand::report::TerminalOptions::default());
    assert!(
        text.contains("audits until an alert") && text.contains("one each month"),
        "{text}"
    );
}
