//! Whatever the bytes, there is an answer and no panic; and what was computed by us recomputes.

use evenhand_lint::{
    Code, Item, Options, Publication, Severity, TerminalOptions, csv_text, first_date, lint,
    parse_number, terminal,
};
use proptest::prelude::*;

fn look(bytes: &[u8]) {
    let options = Options {
        publication: Some(Publication {
            id: "us-nyc-ll144@2023-07".to_owned(),
            must_show: Item::ALL.to_vec(),
            max_age_days: Some(365),
        }),
        as_of: "2026-11-01".parse().ok(),
        ..Options::default()
    };
    if let Ok(found) = lint(bytes, &options) {
        assert!(found.agreed <= found.recomputed);
        let options = TerminalOptions {
            width: 80,
            color: true,
            verbose: true,
        };
        assert!(!terminal("file", &found, &options).is_empty());
        assert!(csv_text(&found).is_ok());
    }
}

/// Cells that such tables have, and some that they should not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0_u32..2000).prop_map(|n| n.to_string()),
        2 => (0.0..1.2_f64).prop_map(|x| format!("{x:.2}")),
        2 => (0.0..120.0_f64).prop_map(|x| format!("{x:.1}%")),
        1 => Just(String::new()),
        1 => Just("N/A".to_owned()),
        1 => Just("Total".to_owned()),
        1 => Just("Unknown".to_owned()),
        1 => prop::sample::select(vec!["Male", "Female", "White", "Asian", "-1", "<0.001", "1e300", "-0.0", "9".repeat(30).leak(), "yes", "no"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

fn heading() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "group",
        "race",
        "sex",
        "attribute",
        "n",
        "selected",
        "rate",
        "impact ratio",
        "p-value",
        "z",
        "difference",
        "flag",
        "share",
        "note",
        "selection rate (%)",
    ])
}

fn table() -> impl Strategy<Value = (Vec<&'static str>, Vec<Vec<String>>)> {
    (1_usize..10).prop_flat_map(|width| {
        (
            prop::collection::vec(heading(), width),
            prop::collection::vec(prop::collection::vec(cell(), 0..width + 2), 0..12),
        )
    })
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        look(&bytes);
    }

    #[test]
    fn any_separated_table_has_an_answer((headings, rows) in table()) {
        let mut text = headings.join(",") + "\n";
        for row in rows {
            text.push_str(&row.iter().map(|cell| format!("\"{}\"", cell.replace('"', ""))).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        look(text.as_bytes());
    }

    #[test]
    fn any_page_has_an_answer((headings, rows) in table(), spans in prop::collection::vec(0_usize..5, 0..8), cut in 0_usize..400) {
        let mut text = String::from("<h2>Sex</h2><table><caption>A</caption><tr>");
        for heading in headings {
            text.push_str(&format!("<th>{heading}</th>"));
        }
        for (place, row) in rows.iter().enumerate() {
            text.push_str("<tr>");
            for cell in row {
                let span = spans.get(place % spans.len().max(1)).copied().unwrap_or(1);
                text.push_str(&format!("<td rowspan={span} colspan={}>{cell}", (span + place) % 3));
            }
        }
        let end = text.char_indices().map(|(at, _)| at).nth(text.chars().count().saturating_sub(cut)).unwrap_or(text.len());
        look(&text.as_bytes()[..end]);
    }

    #[test]
    fn any_text_is_a_number_or_none(text in "\\PC{0,20}") {
        let _ = parse_number(&text);
        let _ = first_date(&text);
    }

    /// Rounded or cut off to any digits, from counts or from rounded rates, in percent or not: never an error.
    #[test]
    fn a_table_that_was_computed_recomputes(
        groups in prop::collection::vec((100_u32..5000, 0.05..0.95_f64), 2..8),
        digits in 2_usize..5,
        cut in any::<bool>(),
        percent in any::<bool>(),
        from_rates in any::<bool>(),
    ) {
        let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(2));
        let print = |value: f64| if cut { ((value * scale + 1e-9).floor()) / scale } else { (value * scale).round() / scale };
        let counts: Vec<(u32, u32)> = groups.iter().map(|(n, rate)| (*n, (f64::from(*n) * rate) as u32)).collect();
        let rates: Vec<f64> = counts.iter().map(|(n, selected)| f64::from(*selected) / f64::from(*n)).collect();
        let used: Vec<f64> = rates.iter().map(|rate| if from_rates { print(*rate) } else { *rate }).collect();
        let top = used.iter().copied().fold(0.0, f64::max);
        let mut text = String::from("group,applicants,selected,selection rate,impact ratio\n");
        for (place, (((n, selected), rate), used)) in counts.iter().zip(&rates).zip(&used).enumerate() {
            let rate = if percent {
                format!("{:.*}%", digits - 2, print(*rate) * 100.0)
            } else {
                format!("{:.*}", digits, print(*rate))
            };
            text.push_str(&format!("g{place},{n},{selected},{rate},{:.*}\n", digits, print(used / top)));
        }
        let found = lint(text.as_bytes(), &Options::default()).unwrap();
        prop_assert_eq!(found.count(Severity::Error), 0, "{}\n{:?}", text, found.findings);
        // One table in a thousand looks as if its counts were made from its rates; those are then not held against each other.
        let derived = found.findings.iter().any(|finding| finding.code == Code::Derived);
        let made = |((n, selected), rate): (&(u32, u32), &f64)| {
            (f64::from(*selected) - f64::from(*n) * print(*rate)).abs() <= 0.5 + 1e-6
        };
        prop_assert!(!derived || counts.iter().zip(&rates).all(made), "{}", text);
        prop_assert_eq!(found.recomputed, if derived { counts.len() } else { 2 * counts.len() });
    }
}
