//! The reference page of the catalogue is what the source makes.

use crate::data::root;

#[test]
fn the_page_of_the_metrics_is_current() {
    let page = root().join("docs/metrics.md");
    let made = evenhand::metrics::markdown();
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        std::fs::write(&page, &made).unwrap();
    }
    let known = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        known == made,
        "docs/metrics.md is not current: run the tests with EVENHAND_BLESS=1 and read the diff"
    );
}

/// Every method and test that the sample's scorecard names is explained.
#[test]
fn every_method_of_the_sample_is_explained() {
    let path = crate::data::root().join("reports/spring-campaign/scorecard.json");
    let text = std::fs::read(path).unwrap();
    let card = evenhand::Scorecard::from_json(&text).unwrap();
    let mut named = std::collections::BTreeSet::new();
    for estimate in &card.estimates {
        named.extend(estimate.method.as_deref());
        named.extend(estimate.test.as_deref());
    }
    let unknown: Vec<_> = named
        .iter()
        .filter(|name| evenhand::report::method(name).is_none())
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(named.len() > 20, "{named:?}");
}
