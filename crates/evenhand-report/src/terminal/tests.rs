use super::*;
use crate::fixture;

fn widest(text: &str) -> usize {
    text.lines().map(paint::width).max().unwrap_or(0)
}

#[test]
fn everything_fits_the_width() {
    for card in [
        fixture::recidivism(),
        fixture::hostile(),
        fixture::many(40),
        fixture::untested(),
        fixture::alike(),
        fixture::repeated(),
    ] {
        for width in [60, 80, 100] {
            for color in [false, true] {
                for verbose in [false, true] {
                    let options = TerminalOptions {
                        width,
                        color,
                        verbose,
                    };
                    let text = terminal(&card, &options);
                    assert!(widest(&text) <= width, "{width}: {text}");
                }
            }
        }
    }
}

#[test]
fn the_gap_in_false_positive_rates_is_told_in_plain_words() {
    let text = terminal(&fixture::recidivism(), &TerminalOptions::default());
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        joined.contains("Of every 100 Caucasian people without the outcome, about 23 were flagged"),
        "{text}"
    );
    assert!(
        joined.contains("Of every 100 African-American people without the outcome, about 45 were"),
        "{text}"
    );
    assert!(joined.contains("default limit, adopted by nobody"));
    assert!(joined.contains("miettinen-nurminen"));
}

#[test]
fn colour_is_off_unless_asked_for() {
    let card = fixture::recidivism();
    assert!(!terminal(&card, &TerminalOptions::default()).contains('\u{1b}'));
    let colored = TerminalOptions {
        color: true,
        ..TerminalOptions::default()
    };
    assert!(terminal(&card, &colored).contains("\u{1b}["));
}

#[test]
fn control_characters_of_a_name_do_not_reach_the_terminal() {
    let mut card = fixture::recidivism();
    card.system.title = "x\u{1b}[31mred\u{7}".into();
    assert!(!terminal(&card, &TerminalOptions::default()).contains('\u{1b}'));
}

#[test]
fn differences_within_strata_stand_in_a_table() {
    let text = terminal(&fixture::alike(), &TerminalOptions::default());
    let start = text.find(" Among people with the same charge").unwrap();
    let end = text[start..].find("\n\n !").unwrap() + start;
    assert_eq!(
        text[start..end]
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>(),
        [
            " Among people with the same charge: difference of rates; do the strata differ?",
            " race v. African-American   all rows   within [95 %]            odds   differ?",
            " Native American              +0.319   +0.327 [+0.110, +0.544] 3.699 not shown –",
            " Hispanic                     −0.051 ≠ +0.018 [−0.011, +0.047] 1.075 not shown",
            " Other                        −0.138 ≠ −0.091 [−0.120, −0.062] 0.695 not shown",
            " Asian                        −0.098   −0.102 [−0.246, +0.043] 0.665 not shown",
            " Caucasian                    −0.240   −0.229 [−0.253, −0.204] 0.400       yes",
            "",
            " ≠ within strata the gap is another one than over all rows",
        ]
    );
}

#[test]
fn a_finding_names_persons_and_what_their_rows_weigh() {
    let text = terminal(&fixture::repeated(), &TerminalOptions::default());
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "n 2,454 v. 3,696 · persons 306 v. 462",
        "design effect 4.2 · weighs as 584 independent rows",
        "Of every 100 rows of Caucasian without the outcome, about 23 were flagged",
    ] {
        assert!(joined.contains(part), "{part}: {text}");
    }
}
