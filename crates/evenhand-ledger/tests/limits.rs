//! Evidence beyond the limit: from the history alone, also from one that was written before it was kept.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_core::{AlertOn, Real, Scorecard, Span, Verdict};
use evenhand_inference::sequential::Breach;
use evenhand_ledger::{Addition, Compared, Store, Trend};
use fixture::{SYSTEM, addition, card, day};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The fixture with numbers that are those of its counts.
fn sound(month: u32, selected: u64, verdict: Verdict) -> Scorecard {
    let mut card = card(u64::from(month), selected, 100);
    let (own, other) = (selected as f64 / 1000.0, 0.1);
    for finding in &mut card.findings {
        let info = card
            .metrics
            .iter()
            .find(|info| *info.id == *finding.metric)
            .unwrap();
        let value = match info.span {
            Span::Ratio => own / other,
            _ => own - other,
        };
        finding.verdict = verdict;
        finding.value = Real::new(value);
        card.estimates[finding.estimate].value = Real::new(value);
    }
    card
}

fn history(months: &[(u64, Verdict)]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    for (month, (selected, verdict)) in (1..).zip(months) {
        let card = sound(month, *selected, *verdict);
        store.add(&addition(&card, month)).unwrap();
    }
    (folder, store)
}

fn trend(store: &Store) -> Trend {
    store.trend(&store.log().unwrap(), 0.05).unwrap()
}

fn ratio(trend: &Trend) -> &evenhand_ledger::SeriesTrend {
    let of = |one: &&evenhand_ledger::SeriesTrend| {
        let limit = one.points[0].as_ref().unwrap().limit;
        limit.is_some_and(|limit| limit.by == Compared::Ratio)
    };
    trend.series.iter().find(of).unwrap()
}

#[test]
fn a_breach_is_shown_by_all_audits_where_no_single_one_confirms_it() {
    let (_folder, store) = history(&[(60, Verdict::PossibleGap); 6]);
    let six = trend(&store);
    let one = ratio(&six);
    assert!(
        one.beyond && one.speaks(AlertOn::ConfirmedBreach, false),
        "{}",
        one.e_beyond()
    );
    // It follows from the counts and the limits, to the bit.
    let mut breach = Breach::new();
    for point in one.points.iter().flatten() {
        let limit = point.limit.unwrap();
        let least = limit.least.unwrap().get();
        let contrast = evenhand_inference::sequential::Contrast::Ratio {
            least,
            most: f64::INFINITY,
        };
        assert!(limit.most.is_none());
        breach.add(contrast, &[point.table().unwrap()]).unwrap();
        assert_eq!(point.breach, breach.state());
    }
    store.verify(None).unwrap();
    // Someone who changes a stake is found.
    let run = store.log().unwrap().runs()[5].clone();
    let path = store.log_path().with_file_name(run.series_path());
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replacen("\"breach\":[1.0,", "\"breach\":[1.5,", 1),
    )
    .unwrap();
    assert!(store.verify(None).is_err());
}

#[test]
fn a_gap_that_ends_at_the_limit_is_a_gap_and_no_breach() {
    let (_folder, store) = history(&[(80, Verdict::PossibleGap); 12]);
    let trend = trend(&store);
    let one = ratio(&trend);
    assert!(
        one.alert && !one.beyond,
        "{} {}",
        one.e_value(),
        one.e_beyond()
    );
    assert!(!one.speaks(AlertOn::ConfirmedBreach, false));
    assert!(one.speaks(AlertOn::ConfirmedChange, false));
}

#[test]
fn what_the_last_audit_shows_to_lie_within_the_limit_is_over() {
    let mut months = vec![(50, Verdict::ConfirmedGap); 6];
    months.push((100, Verdict::WithinLimit));
    let (_folder, store) = history(&months);
    let trend = trend(&store);
    let one = ratio(&trend);
    assert!(one.beyond && !one.speaks(AlertOn::ConfirmedBreach, false));
}

#[test]
fn a_number_that_is_not_that_of_its_counts_is_held_against_no_limit() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    let mut adjusted = sound(1, 60, Verdict::PossibleGap);
    for estimate in &mut adjusted.estimates {
        estimate.value = estimate
            .value
            .and_then(|value| Real::new(value.get() * 1.01));
    }
    store.add(&addition(&adjusted, 1)).unwrap();
    for one in &trend(&store).series {
        let point = one.points[0].as_ref().unwrap();
        assert!(point.limit.is_none() && point.breach.is_empty() && point.counts.is_some());
        assert!(one.log_e_beyond == 0.0 && !one.beyond);
    }
    store.verify(None).unwrap();
}

/// Four audits whose series are of the first form: this folder is never made anew.
fn first_form() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/series1")
}

#[test]
fn series_of_the_first_form_load_verify_and_go_on() {
    let old = Store::new(&first_form(), "year-of-audits").unwrap();
    old.verify(None).unwrap();
    let log = old.log().unwrap();
    let series =
        std::fs::read_to_string(old.log_path().with_file_name(log.runs()[0].series_path()))
            .unwrap();
    assert!(series.contains("\"format\":1,") && !series.contains("breach"));
    // The same audits, kept by this version.
    let (new_folder, copy_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let new = Store::new(new_folder.path(), "year-of-audits").unwrap();
    let copy = Store::new(copy_folder.path(), "year-of-audits").unwrap();
    let copied = copy_folder.path().join("year-of-audits");
    for run in log.runs() {
        let card = old.scorecard(run).unwrap();
        new.add(&Addition {
            card: &card,
            corrects: None,
            on: day("2026-01-01"),
            period: run.period.parse().unwrap(),
            run: Some(&run.run),
        })
        .unwrap();
        for path in [run.scorecard_path(), run.series_path()] {
            std::fs::create_dir_all(copied.join(&run.period)).unwrap();
            std::fs::copy(
                first_form().join("year-of-audits").join(&path),
                copied.join(&path),
            )
            .unwrap();
        }
    }
    std::fs::copy(old.log_path(), copy.log_path()).unwrap();
    let (one, other) = (trend(&old), trend(&new));
    assert!(one.series.iter().any(|series| series.log_e_beyond != 0.0));
    assert_eq!(one, other);
    // An audit on top of the old ones goes on from all of them.
    let mut next = old.scorecard(log.runs()[0]).unwrap();
    next.digests.statistics = format!("{:064x}", 5);
    for store in [&new, &copy] {
        store
            .add(&Addition {
                card: &next,
                corrects: None,
                on: day("2026-01-01"),
                period: "2025-05".parse().unwrap(),
                run: None,
            })
            .unwrap();
        store.verify(None).unwrap();
    }
    assert_eq!(trend(&new), trend(&copy));
}
