//! Policy packs through the command: printed tables, how they stand, and mistakes.

use crate::data::run;
use std::path::Path;

/// The "culture fit" example of 6 RCNY 5-301: category, people above the median, people, printed rate and ratio.
const RACE: [(&str, usize, usize, &str, &str); 5] = [
    ("Hispanic or Latino", 18, 28, "64.2", "1.00"),
    ("White", 15, 40, "37.5", "0.58"),
    ("Black or African American", 16, 32, "50.0", "0.78"),
    ("Native Hawaiian or Pacific Islander", 5, 8, "62.5", "0.97"),
    ("Asian", 10, 24, "41.7", "0.65"),
];
const SEX: [(&str, usize, usize, &str, &str); 2] = [
    ("Male", 50, 92, "54.3", "1.00"),
    ("Female", 34, 76, "44.7", "0.82"),
];

pub fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

fn estimates(folder: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder.join("out/estimates.csv")).unwrap();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(cells).collect()
}

/// The value of a metric for a group, under a reference that begins so.
fn value(rows: &[Vec<String>], model: &str, group: &str, metric: &str, reference: &str) -> f64 {
    let found = rows.iter().find(|row| {
        row[0] == model && row[3] == group && row[5] == metric && row[4].starts_with(reference)
    });
    found.unwrap_or_else(|| panic!("{group} {metric} {reference}"))[6]
        .parse()
        .unwrap()
}

/// One row for each person; who is above the median scores 2, the others 1.
fn people(table: &[(&str, usize, usize, &str, &str)]) -> String {
    let mut text = String::from("category,selected,score\n");
    for (name, above, n, ..) in table {
        for i in 0..*n {
            let above = usize::from(i < *above);
            text.push_str(&format!("{name},{above},{}\n", 1 + above));
        }
    }
    text
}

fn audit_of_hiring(table: &[(&str, usize, usize, &str, &str)], role: &str) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "people.csv", &people(table));
    write(
        folder.path(),
        "evenhand.toml",
        &format!(
            "schema = 1\n[system]\nid = \"hiring\"\ndecision = \"benefit\"\nvertical = \"employment\"\n\
             jurisdictions = [\"US-NY-NYC\"]\n[data]\nsource = \"people.csv\"\n[columns]\ndecision = \"selected\"\n\
             score = \"score\"\nscore_range = [0.0, 3.0]\n[[attribute]]\ncolumn = \"category\"\nrole = \"{role}\"\n\
             [policy]\npacks = [\"us-nyc-ll144@2023-07\"]\nas_of = 2026-11-24\n"
        ),
    );
    let (code, out, error) = run(folder.path(), &["audit", "--out", "out", "--quiet"]);
    assert_eq!(code, 0, "{out}{error}");
    estimates(folder.path())
}

#[test]
fn the_printed_table_of_local_law_144_comes_out_to_its_digits() {
    for (table, role) in [(&RACE[..], "race_ethnicity"), (&SEX[..], "sex")] {
        let rows = audit_of_hiring(table, role);
        let best = table.iter().find(|row| row.4 == "1.00").unwrap().0;
        for (group, _, _, rate, ratio) in table {
            for model in ["", "above the median"] {
                let own = value(&rows, model, group, "selection_rate", "");
                // The rule prints 64.2 for 64.286: it cuts digits off.
                let printed: f64 = rate.parse().unwrap();
                assert!((100.0 * own - printed).abs() < 0.1, "{group}: {own}");
                if *group == best {
                    continue;
                }
                let own = value(&rows, model, group, "disparate_impact_ratio", "best:");
                assert_eq!(format!("{own:.2}"), *ratio, "{group} of {model:?}");
            }
        }
    }
}

#[test]
fn people_at_the_median_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("sex,selected,score\n");
    for i in 0..100 {
        text.push_str(&format!(
            "{},{},{}\n",
            ["f", "m"][i % 2],
            i % 3 % 2,
            1 + i % 5
        ));
    }
    write(folder.path(), "people.csv", &text);
    let arguments = [
        "audit",
        "people.csv",
        "--decision",
        "selected",
        "--score",
        "score",
        "--protected",
        "sex",
        "--pack",
        "us-nyc-ll144",
        "--set",
        "system.vertical=employment",
        "--set",
        "system.jurisdictions=[\"US-NY\"]",
        "--out",
        "out",
        "-v",
    ];
    let (code, out, error) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{error}");
    // Five levels: a fifth of all lies at the median, and two fifths above it.
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("20.0 % of all); they are not above it, so 40.0 % of all are"),
        "{out}"
    );
}

/// Rates of 60, 45, 48 and 51 %: only 45 lies below four fifths of the highest; 48 is exactly at it.
#[test]
fn the_example_of_the_questions_and_answers_flags_one_group() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "people.csv",
        "race,n,selected\na,100,60\nb,100,45\nc,100,48\nd,100,51\n",
    );
    write(
        folder.path(),
        "evenhand.toml",
        "schema = 1\n[system]\nid = \"hiring\"\ndecision = \"benefit\"\nvertical = \"employment\"\njurisdictions = [\"US\"]\n\
         [data]\nsource = \"people.csv\"\ncounts = true\n[[attribute]]\ncolumn = \"race\"\nrole = \"race_ethnicity\"\n\
         [policy]\npacks = [\"us-ugesp-4d\"]\nas_of = 2026-11-24\n",
    );
    let (_, out, error) = run(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value =
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{error}"));
    let found: Vec<_> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (
                f["group"].as_str().unwrap().to_owned(),
                f["estimate_side"].as_str().unwrap().to_owned(),
                f["rule"]["result"].as_str().unwrap().to_owned(),
                f["rule"]["flips"].as_bool().unwrap(),
                (f["value"].as_f64().unwrap() * 100.0).round() as i64,
            )
        })
        .collect();
    let of = |group: &str, side: &str, result: &str, ratio| {
        (
            group.to_owned(),
            side.to_owned(),
            result.to_owned(),
            false,
            ratio,
        )
    };
    assert_eq!(
        found,
        [
            of("b", "beyond", "shown", 75),
            of("c", "at_limit", "none", 80),
            of("d", "inside", "none", 85)
        ]
    );
}

#[test]
fn categories_under_two_per_cent_are_listed_and_compared_under_both_readings() {
    let folder = tempfile::tempdir().unwrap();
    // `d` is 1 % of the people and the most selected of all.
    write(
        folder.path(),
        "people.csv",
        "sex,n,selected\na,600,300\nb,390,156\nd,10,9\n,40,10\n",
    );
    write(
        folder.path(),
        "evenhand.toml",
        "schema = 1\n[system]\nid = \"hiring\"\ndecision = \"benefit\"\nvertical = \"employment\"\n\
         jurisdictions = [\"US-NY-NYC\"]\n[data]\nsource = \"people.csv\"\ncounts = true\n[[attribute]]\ncolumn = \"sex\"\n\
         [policy]\npacks = [\"us-nyc-ll144\", \"us-ugesp-4d\"]\nas_of = 2026-11-24\n[groups]\nmin_n = 5\n",
    );
    let (code, out, error) = run(folder.path(), &["audit", "--out", "out"]);
    assert_eq!(code, 0, "{error}");
    let rows = estimates(folder.path());
    let ratio = |group, reference| value(&rows, "", group, "disparate_impact_ratio", reference);
    assert!((ratio("b", "best:a") - 0.8).abs() < 1e-12);
    assert!((ratio("a", "best:d") - 0.5 / 0.9).abs() < 1e-12);
    assert!((ratio("b", "best:d") - 0.4 / 0.9).abs() < 1e-12);
    // Left out of the ratios, and shown with its size and rate.
    assert!(
        !rows
            .iter()
            .any(|row| row[3] == "d" && row[4] == "best:a" && row[5] == "disparate_impact_ratio")
    );
    let line = out
        .lines()
        .find(|line| line.contains("left out: too few"))
        .unwrap();
    assert!(line.contains("10") && line.contains("90.0 %"), "{line}");
    assert!(
        out.lines()
            .any(|line| line.contains("unknown, counted") && line.contains("40")),
        "{out}"
    );
    // The rule of four fifths says of it that it was not tested, and why.
    let card: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("out/scorecard.json")).unwrap())
            .unwrap();
    let findings = card["findings"].as_array().unwrap();
    let small = findings.iter().find(|f| f["group"] == "d").unwrap();
    assert_eq!(small["verdict"], "not_tested");
    assert!(small["reason"].as_str().unwrap().contains("less than 1/50"));
}

const OFFERS: &str = "sex,n,selected\nf,5000,500\nm,5000,2500\nx,5000,2500\n";

pub fn offers(more: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "people.csv", OFFERS);
    write(
        folder.path(),
        "evenhand.toml",
        &format!(
            "schema = 1\n[system]\nid = \"offers\"\ndecision = \"benefit\"\nvertical = \"credit\"\njurisdictions = [\"US\", \"EU\"]\n\
             [data]\nsource = \"people.csv\"\ncounts = true\n[[attribute]]\ncolumn = \"sex\"\nreference = \"m\"\n\
             [[check]]\nid = \"offer-ratio\"\nmetric = \"disparate_impact_ratio\"\nlimit = {{ min = \"4/5\" }}\n{more}"
        ),
    );
    folder
}

/// A message without the frame and the breaks of its lines.
pub fn flat(error: &str) -> String {
    let words = error.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}

/// A spec with a mistake: what is said, on which line.
pub fn refused(more: &str, words: &[&str]) {
    let folder = offers(more);
    let (code, _, error) = run(folder.path(), &["check", "--as-of", "2026-11-01"]);
    let flat = flat(&error);
    assert_eq!(code, 2, "{more}\n{error}");
    for word in words {
        assert!(flat.contains(word), "`{word}` is not in: {error}");
    }
}

#[test]
fn mistakes_in_packs_name_the_line_and_the_way_out() {
    let pack = |name: &str| format!("[policy]\npacks = [\"{name}\"]\n");
    refused(
        &pack("us-nyc-ll14"),
        &[
            "line 18",
            "no policy pack `us-nyc-ll14`",
            "did you mean `us-nyc-ll144`?",
        ],
    );
    refused(&pack("eu-gdpr@2018"), &["did you mean `eu-gdpr@2018-05`?"]);
    refused(
        "[policy]\npacks = [\"us-credit-post2026\"]\n[policy.limits]\nCREDIT-OFFER = { min = \"1/2\" }\n",
        &["the limit of a regulation is not ours to change"],
    );
    refused(
        "[policy]\npacks = [\"house-marketing\"]\n[policy.limits]\nHOUSE-OFER = { min = \"1/2\" }\n",
        &[
            "no pack of this spec has a check `HOUSE-OFER`",
            "did you mean `HOUSE-OFFER`?",
        ],
    );
    let folder = offers("[policy]\npacks = [\"ours.toml\"]\n");
    let (_, text, _) = run(
        folder.path(),
        &["packs", "show", "house-marketing", "--toml"],
    );
    let mistakes = [
        (
            "\"disparate_impact_ratio\"",
            "\"disparate_impct_ratio\"",
            "did you mean `disparate_impact_ratio`?",
        ),
        (
            "min = \"4/5\"",
            "min = \"four fifths\"",
            "`four fifths` is not a number or a fraction",
        ),
        ("status = \"convention\"", "status = \"forced\"", "forced"),
        (
            "severity = \"gate\"",
            "severety = \"gate\"",
            "did you mean `severity`?",
        ),
        (
            "checked_on = 2026-11-23",
            "checked_on = \"lately\"",
            "`lately` is no day",
        ),
    ];
    for (good, bad, words) in mistakes {
        write(folder.path(), "ours.toml", &text.replacen(good, bad, 1));
        for arguments in [&["check"][..], &["packs", "check", "ours.toml"]] {
            let (code, _, error) = run(folder.path(), arguments);
            let flat = flat(&error);
            assert_eq!(code, 2, "{bad}: {error}");
            assert!(
                flat.contains(words) && flat.contains("line "),
                "{bad}: {error}"
            );
        }
    }
    // As it was written it runs, and stands in for the pack of the program.
    write(folder.path(), "ours.toml", &text);
    assert_eq!(run(folder.path(), &["packs", "check", "ours.toml"]).0, 0);
    assert_eq!(run(folder.path(), &["check"]).0, 1);
}

#[test]
fn packs_run_only_when_named_and_print_how_they_stand() {
    // `applicable` takes what is in force and made for this system, and neither drafts nor what is over.
    let folder = offers("[policy]\npacks = [\"applicable\"]\n");
    let (_, out, error) = run(
        folder.path(),
        &["audit", "--as-of", "2026-11-24", "--out", "out"],
    );
    assert!(
        out.contains("us-credit-post2026@2026-07: in force"),
        "{out}{error}"
    );
    assert!(
        !out.contains("us-vrs-housing") && !out.contains("us-co-life") && !out.contains("us-nyc"),
        "{out}"
    );
    // Named, it runs, and says beside its result that the rule is over; half a year later, that it may have changed.
    let (_, out, _) = run(
        folder.path(),
        &[
            "audit",
            "--pack",
            "us-vrs-housing",
            "--as-of",
            "2027-06-01",
            "--out",
            "out",
        ],
    );
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("us-vrs-housing@2023: expired"), "{out}");
    assert!(words.contains("the rule may have changed"), "{out}");
    // One that is made for somebody else is not tested, with the reason.
    let (_, out, _) = run(
        folder.path(),
        &["audit", "--pack", "us-co-life-draft", "--out", "out"],
    );
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("it is made for insurance, and this system is credit"),
        "{out}"
    );
}

#[test]
fn house_limits_are_adopted_here_and_nowhere_else() {
    let folder = offers(
        "[policy]\npacks = [\"house-marketing\"]\nadopted_by = \"Board\"\n[policy.limits]\nHOUSE-OFFER = { min = \"1/10\" }\n",
    );
    let (code, out, error) = run(folder.path(), &["check", "--only", "HOUSE-OFFER"]);
    assert_eq!(code, 0, "{out}{error}");
    let (code, _, error) = run(folder.path(), &["check", "--only", "HOUSE-OFER"]);
    assert!(
        code == 2 && error.contains("did you mean `HOUSE-OFFER`?"),
        "{error}"
    );
}

#[test]
fn nobody_who_opted_out_may_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "people.csv",
        "gpc,n,selected\nyes,400,1\nno,5000,500\n",
    );
    let arguments = [
        "check",
        "people.csv",
        "--counts",
        "--protected",
        "opt_out=gpc",
        "--pack",
        "us-ca-privacy",
        "--set",
        "system.jurisdictions=[\"US-CA\"]",
        "--format",
        "json",
    ];
    let (_, out, error) = run(folder.path(), &arguments);
    let json: serde_json::Value =
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{error}"));
    let findings = json["findings"].as_array().unwrap();
    let of: Vec<_> = findings
        .iter()
        .filter(|f| f["check"] == "CCPA-TARGETED")
        .collect();
    assert_eq!((of.len(), of[0]["group"].as_str()), (1, Some("yes")));
    assert_eq!(of[0]["verdict"], "confirmed_gap");
    let checks = json["checks"].as_array().unwrap();
    let check = checks
        .iter()
        .find(|check| check["id"] == "CCPA-TARGETED")
        .unwrap();
    assert_eq!(check["rule"], "PRV001");
}
