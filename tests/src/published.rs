//! Published tables: every seeded error is found and none else, and what was found in real ones stays so.

use crate::data::{root, run, shared};
use evenhand::lint::{Code, Item, Lint, Options, Publication, Severity, lint};
use serde_json::Value;
use std::collections::BTreeMap;

fn read(name: &str, options: &Options) -> Lint {
    let bytes = std::fs::read(root().join("tests/published").join(name)).unwrap();
    lint(&bytes, options).unwrap()
}

/// Codes, lines and groups of all findings.
fn found(lint: &Lint) -> Vec<(Code, String)> {
    let mut all: Vec<(Code, String)> = lint
        .findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                format!(
                    "{}{}",
                    finding.group,
                    if finding.table.is_none() {
                        finding.column.as_str()
                    } else {
                        ""
                    }
                ),
            )
        })
        .collect();
    all.sort();
    all
}

fn expect(name: &str, options: &Options, expected: &[(Code, &str)]) {
    let mut expected: Vec<(Code, String)> = expected
        .iter()
        .map(|(code, group)| (*code, (*group).to_owned()))
        .collect();
    expected.sort();
    assert_eq!(found(&read(name, options)), expected, "{name}");
}

fn ll144() -> Options {
    Options {
        publication: Some(Publication {
            id: "us-nyc-ll144@2023-07".to_owned(),
            must_show: Item::ALL.to_vec(),
            max_age_days: Some(365),
        }),
        as_of: Some("2026-11-01".parse().unwrap()),
        ..Options::default()
    }
}

#[test]
fn every_seeded_error_is_found_and_none_else() {
    use Code::{
        Comparator, Difference, Flag, Impossible, Item, NoComparator, NoCounts, NoRatio, NoReason,
        NotWhole, Nothing, PValue, Rate, Ratio, Share, SmallLeftOut, Statistic, Total, Truncated,
        Twice, Unreadable,
    };
    let plain = Options::default();
    expect(
        "culture-fit.csv",
        &plain,
        &[(Truncated, "Hispanic or Latino")],
    );
    expect("ll144-clean.html", &ll144(), &[]);
    expect(
        "ll144-seeded.html",
        &ll144(),
        &[
            (Ratio, "Female"),
            (Ratio, "White"),
            (Rate, "Black or African American"),
            (Impossible, "Asian"),
            (Impossible, "Hispanic or Latino × Male"),
            (Total, "Total"),
            (NoRatio, "Not Hispanic or Latino × Female × Asian"),
            (NoReason, "Native American or Alaska Native"),
            (Item, "audit_date"),
            (Item, "distribution_date"),
            (Item, "data_source_and_explanation"),
            (Item, "n_unknown"),
            (Item, "impact_ratio_by_category"),
            (Item, "excluded_categories"),
            (Code::NoAge, ""),
        ],
    );
    expect("employer-clean.csv", &plain, &[]);
    expect(
        "employer-seeded.csv",
        &plain,
        &[
            (PValue, "Female"),
            (Statistic, "Female"),
            (Difference, "Female"),
            (Flag, "40 and over"),
            (Total, "Total"),
            (Share, "40 and over"),
            (Unreadable, "40 and over"),
        ],
    );
    expect("vendor.csv", &plain, &[(PValue, "Female")]);
    expect("four-fifths.csv", &plain, &[(Flag, "B")]);
    expect("comparator.csv", &plain, &[(Comparator, "")]);
    expect("elsewhere.csv", &plain, &[(NoComparator, "")]);
    expect("small-left-out.csv", &plain, &[(SmallLeftOut, "")]);
    expect("two-tables-in-one.csv", &plain, &[(Twice, "Female")]);
    let by = Options {
        by: vec!["job".to_owned()],
        ..Options::default()
    };
    expect("two-tables-in-one.csv", &by, &[]);
    expect("no-counts.csv", &plain, &[(NoCounts, ""), (Nothing, "")]);
    expect("grim.csv", &plain, &[(NotWhole, "Female"), (NoCounts, "")]);
}

#[test]
fn an_old_audit_is_told_on_the_day_it_becomes_old() {
    let on = |day: &str| {
        let options = Options {
            as_of: Some(day.parse().unwrap()),
            ..ll144()
        };
        read("ll144-clean.html", &options).count(Severity::Error)
    };
    assert_eq!(on("2027-05-02"), 0);
    assert_eq!(on("2027-05-03"), 1);
}

#[test]
fn the_command_says_it_all_and_exits_as_the_contract_has_it() {
    let here = root().join("tests/published");
    let (code, out, _) = run(&here, &["lint-report", "vendor.csv"]);
    assert_eq!(code, 5);
    assert!(
        out.starts_with(
            "✖ vendor.csv: 1 table, 1 block, 2 rows; 2 of 3 recomputed numbers agree: 1 error"
        ),
        "{out}"
    );
    assert!(out.contains("0.003 printed, 4 × 10⁻⁵ recomputed"), "{out}");
    let (code, out, _) = run(&here, &["lint-report", "culture-fit.csv"]);
    assert_eq!(code, 0);
    assert!(out.contains("PUB017"), "{out}");
    let (code, out, _) = run(
        &here,
        &[
            "lint-report",
            "ll144-clean.html",
            "--pack",
            "us-nyc-ll144",
            "--as-of",
            "2026-11-01",
        ],
    );
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("8 of 8 things"), "{out}");
    let (code, out, _) = run(&here, &["lint-report", "vendor.csv", "--format", "json"]);
    assert_eq!(code, 5);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["findings"][0]["code"], "PUB003");
    let (code, out, _) = run(&here, &["lint-report", "vendor.csv", "--format", "csv"]);
    assert_eq!((code, out.lines().count()), (5, 2));
    for (arguments, hint) in [
        (vec!["lint-report", "README.md"], "headings seen"),
        (vec!["lint-report", "absent.csv"], "cannot be read"),
        (
            vec!["lint-report", "vendor.csv", "--by", "Groop"],
            "did you mean `Group`",
        ),
        (
            vec!["lint-report", "vendor.csv", "--column", "rat=Selected"],
            "did you mean `rat",
        ),
        (
            vec!["lint-report", "vendor.csv", "--pack", "us-nyc-ll14"],
            "did you mean `us-nyc-ll144`",
        ),
        (
            vec!["lint-report", "vendor.csv", "--as-of", "soon"],
            "is no date",
        ),
    ] {
        let (code, _, error) = run(&here, &arguments);
        assert_eq!(code, 2, "{arguments:?} {error}");
        assert!(error.contains(hint), "{arguments:?} {error}");
    }
    let (code, out, _) = run(&here, &["explain", "pub003"]);
    assert_eq!(code, 0);
    assert!(out.contains("Fisher's exact test"), "{out}");
}

/// The figures of docs/published-audits.md.
#[test]
fn real_audits_are_judged_as_the_page_says() {
    let (Some(data), Some(golden)) = (shared("ll144_audits_full.csv"), shared("golden.json"))
    else {
        return;
    };
    let by = [
        "audit_id",
        "selection_or_scoring_rate",
        "protected_char_group",
    ];
    let options = Options {
        by: by.iter().map(|name| (*name).to_owned()).collect(),
        ..Options::default()
    };
    let lint = lint(&std::fs::read(data).unwrap(), &options).unwrap();
    assert_eq!((lint.rows, lint.blocks.len()), (4507, 527));
    assert_eq!((lint.recomputed, lint.agreed), (3357, 2449));
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &lint.findings {
        *codes.entry(finding.code.id()).or_default() += 1;
    }
    let expected = [
        ("PUB001", 11),
        ("PUB002", 885),
        ("PUB010", 2),
        ("PUB011", 2),
        ("PUB012", 4),
        ("PUB013", 7),
        ("PUB014", 71),
        ("PUB017", 56),
        ("PUB018", 14),
        ("PUB019", 90),
        ("PUB020", 473),
        ("PUB021", 105),
        ("PUB029", 4),
    ];
    assert_eq!(codes, BTreeMap::from(expected));

    // Where one of the two rules gives every printed ratio of a block, nobody is accused.
    let golden: Value = serde_json::from_str(&std::fs::read_to_string(golden).unwrap()).unwrap();
    assert_eq!(golden["ll144"]["totals"]["rows"], 4507);
    let mut whole = 0;
    for (name, lines) in golden["ll144"]["blocks"].as_object().unwrap() {
        let printed: Vec<&Value> = lines
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| !line["published_impact_ratio"].is_null())
            .collect();
        let by = |rule: &str| {
            printed.iter().all(|line| {
                line[rule].as_f64().is_some_and(|value| {
                    ((value * 100.0).round() / 100.0
                        - line["published_impact_ratio"].as_f64().unwrap())
                    .abs()
                        < 1e-9
                })
            })
        };
        if printed.is_empty() || !(by("impact_ratio") || by("impact_ratio_2pct_rule")) {
            continue;
        }
        whole += 1;
        let accused = lint.findings.iter().find(|finding| {
            finding.block == *name
                && matches!(
                    finding.code,
                    Code::Ratio | Code::Comparator | Code::NoComparator
                )
        });
        assert_eq!(accused, None, "{name}");
    }
    assert_eq!(whole, 75);
}
