use super::*;
use crate::figure::charts;
use crate::fixture;
use std::time::Instant;

fn page(card: &Scorecard) -> String {
    html(card, &HtmlOptions::default()).unwrap()
}

/// The first page without markup, styles and charts.
fn first_page(html: &str) -> String {
    let start = html.find("<section id=\"glance\"").unwrap();
    let end = html[start..].find("</section>").unwrap() + start;
    text_of(&html[start..end])
}

fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        let ends = ["/p", "/h", "/t", "/desc", "li", "td", "th", "dt", "dd"];
        if ends.iter().any(|end| tag.starts_with(end)) {
            text.push('\n');
        }
        rest = after;
    }
    text
}

#[test]
fn the_first_page_names_rates_ranges_and_limit() {
    let text = first_page(&page(&fixture::recidivism()));
    for part in [
        "0.448",
        "0.235",
        "adopted by nobody",
        "confirmed gap",
        "People",
        "about 45",
        "about 23",
    ] {
        assert!(
            text.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {text}"
        );
    }
}

/// The one script of the page.
fn own_script() -> String {
    format!("<script>{}</script>", script::script())
}

#[test]
fn a_browser_runs_the_script_of_the_page_and_no_other() {
    let html = page(&fixture::recidivism());
    assert_eq!(html.matches(&own_script()).count(), 1);
    assert!(html.contains(&format!("script-src '{}'", script::hash())));
    assert!(!html.contains("unsafe-inline' 'sha256") && !html.contains("script-src 'unsafe"));
}

#[test]
fn names_from_the_data_are_escaped() {
    let html = page(&fixture::hostile()).replace(&own_script(), "");
    assert!(!html.contains("<script"));
    assert!(!html.contains("<img"));
    assert!(!html.contains("<b>group"));
    assert_eq!(html.matches("</svg>").count(), html.matches("<svg").count());
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let html = page(&fixture::recidivism());
    let rest = html
        .replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace(&own_script(), "");
    for part in [
        "http:", "https:", "//cdn", "<script", "<link", "@import", "src=\"",
    ] {
        assert!(!rest.contains(part), "{part}");
    }
    assert!(html.contains("default-src 'none'"));
    for part in [
        "fetch",
        "XMLHttpRequest",
        "import",
        "eval",
        "innerHTML",
        "src",
    ] {
        assert!(!script::script().contains(part), "{part}");
    }
}

#[test]
fn ids_are_unique_and_headings_in_order() {
    let html = page(&fixture::recidivism());
    let mut ids = std::collections::BTreeSet::new();
    for part in html.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        assert!(ids.insert(id), "{id} twice");
    }
    let mut last = 0;
    for part in html.split("<h").skip(1) {
        let Some(level) = part.chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        assert!(level <= last + 1, "h{level} after h{last}");
        last = level;
    }
    assert!(html.contains("<html lang=\"en\"") && html.contains("class=\"skip\""));
}

#[test]
fn every_chart_has_a_title_a_description_and_a_table() {
    let card = fixture::alike();
    let all = charts(&card).unwrap();
    assert!(all.len() >= 7 && all.iter().any(|chart| chart.name == "alike-race"));
    for chart in &all {
        assert!(
            chart.svg.contains("role=\"img\"")
                && chart.svg.contains("<title id=")
                && chart.svg.contains("<desc id=")
        );
        assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"));
        assert!(
            !chart.caption.is_empty() && chart.description.len() > 20,
            "{}",
            chart.name
        );
    }
    let html = page(&card);
    assert_eq!(
        html.matches("<figure>").count(),
        html.matches("The numbers as a table").count()
    );
}

#[test]
fn a_missing_input_makes_one_line() {
    let html = page(&fixture::untested());
    assert!(html.contains("Not tested: no outcome column."));
    assert!(html.contains("Nothing was tested"));
}

#[test]
fn the_same_scorecard_gives_the_same_bytes() {
    let card = fixture::recidivism();
    assert_eq!(page(&card), page(&card));
}

#[test]
fn ten_thousand_groups_stay_small_and_quick() {
    let card = fixture::many(10_000);
    let start = Instant::now();
    let html = page(&card);
    assert!(html.len() < 1_500_000, "{} bytes", html.len());
    assert!(start.elapsed().as_secs() < 20);
    assert!(html.contains("worst groups are shown"));
}

#[test]
fn three_attributes_stay_under_a_megabyte() {
    let html = page(&fixture::recidivism());
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
}

#[test]
fn repeated_people_are_counted_apart_from_their_rows() {
    let html = page(&fixture::repeated());
    let text = text_of(&html);
    assert!(
        text.contains(
            "7,191 rows of 898 persons weigh as 1,712 independent rows (design effect 4.2)"
        )
    );
    // Asian people are 32 rows, enough by rows, but four persons.
    assert!(
        text.contains("Fewer than 30 persons in Asian and Native American: too few for a verdict.")
    );
    let first = first_page(&html);
    assert!(
        first.contains("7,191 rows of 898 persons looked at"),
        "{first}"
    );
    assert!(!first.contains("design effect"));
}

#[test]
fn what_stands_behind_a_finding_is_below_the_first_page() {
    let html = page(&fixture::repeated());
    let section = |id: &str| {
        let start = html.find(&format!("<section id=\"{id}\"")).unwrap();
        let end = html[start..].find("</section>").unwrap() + start;
        text_of(&html[start..end])
    };
    let checks = (section("checks") + &section("open")).replace('\u{a0}', " ");
    for part in [
        "What would decide the open questions",
        "6.1 in 100",
        "1,240 more rows",
        "26 more persons",
        "Gaps against chance",
        "0.120 [0.050, 0.200]",
        "more than chance",
        "miettinen-nurminen+mover-cp, t with 57 degrees of freedom",
        "score-t",
        "0.0004 (adjusted 0.0012)",
        "independent rows",
        "306",
    ] {
        assert!(checks.contains(part), "{part}: {checks}");
    }
}

#[test]
fn a_gap_stands_beside_what_the_sizes_alone_would_show() {
    let text = text_of(&page(&fixture::repeated()));
    assert!(text.contains(
        "observed 12.0 in 100; 4.0 expected from the sizes alone (above 9.0 in one case of 20)"
    ));
}
