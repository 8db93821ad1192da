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
