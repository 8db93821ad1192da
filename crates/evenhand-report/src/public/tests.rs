use super::*;
use crate::{fixture, public_html};

fn page(card: &Scorecard, language: Language) -> String {
    public_html(&public_summary(card, language)).unwrap()
}

/// The card with what its spec says for the public.
fn saying(spec: &serde_json::Value) -> Scorecard {
    let mut card = fixture::recidivism();
    card.settings.spec = serde_json::json!({ "public": spec });
    card
}

#[test]
fn what_is_written_down_is_told_and_what_is_not_is_said_to_be_missing() {
    let silent = page(&saying(&serde_json::json!({})), Language::English);
    let unsaid = [
        "Nobody has written down which data it uses.",
        "Nobody has written down what matters for the choice.",
        "Nobody has written down how.",
        "Nobody has written down where.",
        "This was not looked at.",
    ];
    for line in unsaid {
        assert!(silent.contains(line), "{line}");
    }
    let told = page(
        &saying(&serde_json::json!({
            "what": "It chooses who is offered a <card>.",
            "operator": "Example Stores",
            "data_used": ["what you bought"],
            "data_not_used": "your name",
            "reasons": ["how often you buy"],
            "opt_out": "In the app.",
            "opt_out_effect": "Nobody was shown less.",
            "complaints": "Write to us.",
            "next_audit": "2027-01-01",
        })),
        Language::English,
    );
    for line in [
        "It chooses who is offered a &lt;card&gt;.",
        "It is used by Example Stores.",
        "<li>what you bought",
        "<li>your name",
        "<li>how often you buy",
        "In the app.",
        "Nobody was shown less.",
        "Write to us.",
        "2027-01-01",
    ] {
        assert!(told.contains(line), "{line}");
    }
    for line in unsaid {
        assert!(!told.contains(line), "{line}");
    }
}

#[test]
fn the_numbers_of_the_tables_are_those_of_the_scorecard() {
    let card = fixture::recidivism();
    let summary = public_summary(&card, Language::English);
    let tables: Vec<&Table> = summary
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table { table } => Some(table),
            _ => None,
        })
        .collect();
    assert!(!tables.is_empty());
    let index = Index::new(&card);
    let profiles = Profile::all(&card, &index, false);
    let mut rows = 0;
    for (table, profile) in tables.iter().zip(&profiles) {
        for row in &table.rows {
            let [
                Cell::Name(group),
                Cell::Number(n),
                Cell::Number(of_hundred),
                ..,
            ] = &row[..]
            else {
                panic!("{row:?}");
            };
            let estimate = profile.estimate(group, "selection_rate").unwrap();
            let rate = estimate.value.unwrap().get();
            assert_eq!(of_hundred, &format!("{:.0}", rate * 100.0));
            assert_eq!(n.replace(',', ""), estimate.n.to_string());
            rows += 1;
        }
    }
    assert!(rows >= 4, "{rows}");
}

#[test]
fn every_language_says_it_without_words_a_report_must_not_use() {
    for language in Language::ALL {
        for card in [
            fixture::recidivism(),
            fixture::many(30),
            fixture::untested(),
        ] {
            let html = page(&card, language);
            assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(!html.contains("public-"), "a message without words");
            let text = html.to_lowercase();
            for word in [
                "unbiased",
                "compliant",
                "certified",
                "p-value",
                "statistically",
            ] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}
