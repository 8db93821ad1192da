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
