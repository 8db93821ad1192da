//! Waivers through the command: until when they hold, what they cover, and mistakes.

use crate::data::run;
use crate::packs::{offers, refused};

const WAIVER: &str = "[[waiver]]\nid = \"W-1\"\ncheck = \"offer-ratio\"\nwhere = { attribute = \"sex\", group = \"f\" }\n\
    reason = \"Under review\"\nowner = \"j.doe\"\napproved_by = [\"board:chair\"]\napproved_on = 2026-10-05\n\
    expires = 2026-12-31\ntracking = \"RISK-1\"\n";

#[test]
fn a_waiver_holds_until_its_last_day_and_never_hides_the_number() {
    let folder = offers(WAIVER);
    let on = |day: &str| run(folder.path(), &["check", "--as-of", day]);
    let (code, out, _) = on("2026-12-31");
    assert_eq!(code, 0, "{out}");
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("1 waived") && words.contains("0.200"),
        "{out}"
    );
    assert!(
        words.contains("waived until 2026-12-31 by board:chair: Under review (RISK-1)"),
        "{out}"
    );
    // The day after, the gap is confirmed again and the expired waiver fails the run.
    let (code, out, error) = on("2027-01-01");
    assert_eq!(code, 6, "{out}");
    assert!(
        error.contains("exit 6") && error.contains("exit 1"),
        "{error}"
    );
    assert!(out.contains("1 confirmed gap"), "{out}");
    // Before it was approved it covers nothing.
    assert_eq!(on("2026-10-04").0, 1);
    // An audit is no gate.
    assert_eq!(
        run(
            folder.path(),
            &["audit", "--as-of", "2027-01-01", "--out", "out"]
        )
        .0,
        0
    );
    let report = std::fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    assert!(report.contains("Waiver W-1, expired on 2026-12-31"));
}

#[test]
fn a_waiver_that_covers_nothing_is_a_finding() {
    for (group, words) in [("x", "covers nothing"), ("nobody", "matches nothing")] {
        let folder = offers(&WAIVER.replace("\"f\"", &format!("\"{group}\"")));
        let (code, out, error) = run(
            folder.path(),
            &["audit", "--as-of", "2026-11-01", "--out", "out"],
        );
        assert_eq!(code, 0, "{error}");
        assert!(out.contains(words), "{out}");
    }
}

#[test]
fn mistakes_in_waivers_name_the_line_and_the_way_out() {
    refused(
        &WAIVER.replace("group = \"f\"", "group = \"*\""),
        &["line ", "never all of them", "name the group"],
    );
    refused(
        &WAIVER.replace(", group = \"f\"", ""),
        &["never all of them", "add `group"],
    );
    refused(
        &WAIVER.replace("offer-ratio", "ofer-ratio"),
        &["no check `ofer-ratio`", "did you mean `offer-ratio`?"],
    );
    refused(
        &WAIVER.replace("attribute = \"sex\"", "attribute = \"age\""),
        &["does not look at `age`"],
    );
    refused(
        &WAIVER.replace("2026-12-31", "2027-12-31"),
        &["would last 452 days", "180 is the most"],
    );
    refused(
        &WAIVER.replace("2026-12-31", "2026-01-01"),
        &["before it was approved"],
    );
    refused(
        &WAIVER.replace("2026-12-31", "\"soon\""),
        &["`soon` is no day"],
    );
    refused(
        &WAIVER.replace("board:chair", "chair"),
        &["nobody of the board approved this"],
    );
    refused(
        &WAIVER.replace("\"j.doe\"", "\" \""),
        &["a waiver needs its owner"],
    );
    refused(
        &WAIVER.replace("tracking", "trakcing"),
        &["unknown key `trakcing`", "did you mean `tracking`?"],
    );
    refused(
        &[WAIVER, WAIVER].concat(),
        &["two waivers are called `W-1`"],
    );
}
