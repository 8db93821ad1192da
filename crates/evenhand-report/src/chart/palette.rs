//! Colours, each with its partner on a dark page.
//!
//! Blue, orange, vermillion and teal after Okabe and Ito, moved where needed to reach 4.5:1 for text and 3:1 for marks.
//! No two shades share a light value: the page finds a shade in an SVG by that value and puts the dark one in its place.

use evenhand_core::Verdict;
use std::fmt::Write as _;

/// A colour on a light and on a dark page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shade {
    pub(crate) name: &'static str,
    pub(crate) light: u32,
    pub(crate) dark: u32,
}

const fn shade(name: &'static str, light: u32, dark: u32) -> Shade {
    Shade { name, light, dark }
}

pub(crate) const PAPER: Shade = shade("paper", 0xFF_FF_FF, 0x15_19_1E);
pub(crate) const INK: Shade = shade("ink", 0x1A_1F_25, 0xEC_EF_F2);
pub(crate) const MUTED: Shade = shade("muted", 0x56_61_6C, 0xA9_B3_BD);
pub(crate) const GRID: Shade = shade("grid", 0xE2_E6_E9, 0x2D_34_3B);
pub(crate) const EQUAL: Shade = shade("equal", 0x1A_1F_26, 0xD5_DA_DF);
pub(crate) const BAND: Shade = shade("band", 0xE1_F0_EA, 0x17_30_2A);
pub(crate) const LIMIT: Shade = shade("limit", 0x26_74_61, 0x6C_C7_AE);
pub(crate) const BAR: Shade = shade("bar", 0xC9_D9_E6, 0x2F_45_57);
pub(crate) const BAR_STRONG: Shade = shade("bar-strong", 0x00_72_B3, 0x57_B4_E9);
pub(crate) const HATCH: Shade = shade("hatch", 0xA7_B0_B8, 0x58_63_6D);
pub(crate) const HATCH_PAPER: Shade = shade("hatch-paper", 0xF1_F3_F5, 0x1E_24_2A);
pub(crate) const CONFIRMED: Shade = shade("confirmed", 0xD1_4F_00, 0xFF_8A_4C);
pub(crate) const POSSIBLE: Shade = shade("possible", 0xBC_75_00, 0xF2_B5_3A);
pub(crate) const WITHIN: Shade = shade("within", 0x00_72_B2, 0x56_B4_E9);
pub(crate) const UNDECIDED: Shade = shade("undecided", 0x6B_76_80, 0x9A_A4_AE);
pub(crate) const NO_CHECK: Shade = shade("no-check", 0x3F_4A_55, 0xC2_CA_D2);
pub(crate) const CONFIRMED_TEXT: Shade = shade("confirmed-text", 0xA8_3C_00, 0xFF_9E_6B);
pub(crate) const POSSIBLE_TEXT: Shade = shade("possible-text", 0x82_52_00, 0xF2_BF_57);
pub(crate) const WITHIN_TEXT: Shade = shade("within-text", 0x00_5A_8E, 0x7C_C6_F0);
pub(crate) const UNDECIDED_TEXT: Shade = shade("undecided-text", 0x57_61_6B, 0xAB_B4_BC);

/// Nine steps from far below to far above, with the colour of the text on each.
pub(crate) const STEPS: [(Shade, Shade); 9] = [
    (
        shade("low4", 0xB0_45_00, 0xF5_8B_4B),
        shade("on-low4", 0xFF_FF_FE, 0x15_19_1F),
    ),
    (
        shade("low3", 0xD9_7B_35, 0xAE_59_25),
        shade("on-low3", 0x1A_1F_27, 0xFF_FF_FD),
    ),
    (
        shade("low2", 0xEE_B4_85, 0x7A_48_2A),
        shade("on-low2", 0x1A_1F_28, 0xFF_FF_FC),
    ),
    (
        shade("low1", 0xF8_E0_CC, 0x4A_35_29),
        shade("on-low1", 0x1A_1F_29, 0xFF_FF_FB),
    ),
    (
        shade("even", 0xF1_F3_F4, 0x2A_31_38),
        shade("on-even", 0x1A_1F_2A, 0xFF_FF_FA),
    ),
    (
        shade("high1", 0xD5_E5_F1, 0x25_3C_4E),
        shade("on-high1", 0x1A_1F_2B, 0xFF_FF_F9),
    ),
    (
        shade("high2", 0x9F_C5_E2, 0x25_55_78),
        shade("on-high2", 0x1A_1F_2C, 0xFF_FF_F8),
    ),
    (
        shade("high3", 0x5A_9B_CC, 0x2A_73_A8),
        shade("on-high3", 0x1A_1F_2D, 0xFF_FF_F7),
    ),
    (
        shade("high4", 0x0B_5C_98, 0x63_B8_EC),
        shade("on-high4", 0xFF_FF_FB, 0x15_19_20),
    ),
];

const NAMED: [Shade; 20] = [
    PAPER,
    INK,
    MUTED,
    GRID,
    EQUAL,
    BAND,
    LIMIT,
    BAR,
    BAR_STRONG,
    HATCH,
    HATCH_PAPER,
    CONFIRMED,
    POSSIBLE,
    WITHIN,
    UNDECIDED,
    NO_CHECK,
    CONFIRMED_TEXT,
    POSSIBLE_TEXT,
    WITHIN_TEXT,
    UNDECIDED_TEXT,
];

/// Every shade there is.
pub(crate) fn shades() -> impl Iterator<Item = Shade> {
    NAMED
        .into_iter()
        .chain(STEPS.into_iter().flat_map(|(fill, text)| [fill, text]))
}

/// Colour of a verdict's mark.
pub(crate) fn mark(verdict: Option<Verdict>) -> Shade {
    match verdict {
        Some(Verdict::ConfirmedGap | Verdict::Waived) => CONFIRMED,
        Some(Verdict::PossibleGap) => POSSIBLE,
        Some(Verdict::WithinLimit) => WITHIN,
        Some(_) => UNDECIDED,
        None => NO_CHECK,
    }
}

/// Colour of a verdict's words.
pub(crate) fn words(verdict: Verdict) -> Shade {
    match verdict {
        Verdict::ConfirmedGap | Verdict::Waived => CONFIRMED_TEXT,
        Verdict::PossibleGap => POSSIBLE_TEXT,
        Verdict::WithinLimit => WITHIN_TEXT,
        _ => UNDECIDED_TEXT,
    }
}

/// The shades as CSS variables.
pub(crate) fn variables(dark: bool) -> String {
    let mut css = String::new();
    for shade in shades() {
        let value = if dark { shade.dark } else { shade.light };
        let _ = write!(css, "--{}:#{value:06X};", shade.name);
    }
    css
}

/// Rules that put the variables in the place of the colours written in an SVG.
pub(crate) fn swaps() -> String {
    let mut css = String::new();
    for shade in shades() {
        let _ = write!(
            css,
            "svg [fill=\"#{0:06X}\"]{{fill:var(--{1})}}svg [stroke=\"#{0:06X}\"]{{stroke:var(--{1})}}",
            shade.light, shade.name
        );
    }
    css
}

/// The same rules for an SVG that stands alone, for the shades that occur in it.
pub(crate) fn swaps_for(svg: &str) -> String {
    let mut css = String::new();
    for shade in shades() {
        for property in ["fill", "stroke"] {
            if svg.contains(&format!("{property}=\"#{:06X}\"", shade.light)) {
                let _ = write!(
                    css,
                    "[{property}=\"#{:06X}\"]{{{property}:#{:06X}}}",
                    shade.light, shade.dark
                );
            }
        }
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(rgb: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xFF) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                libm::pow((value + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn reaches(text: Shade, ground: Shade, least: f64) {
        let light = contrast(text.light, ground.light);
        let dark = contrast(text.dark, ground.dark);
        assert!(
            light >= least,
            "{} on {}: {light:.2} light",
            text.name,
            ground.name
        );
        assert!(
            dark >= least,
            "{} on {}: {dark:.2} dark",
            text.name,
            ground.name
        );
    }

    #[test]
    fn text_reaches_four_and_a_half_to_one_in_both_themes() {
        for text in [
            INK,
            MUTED,
            CONFIRMED_TEXT,
            POSSIBLE_TEXT,
            WITHIN_TEXT,
            UNDECIDED_TEXT,
            LIMIT,
        ] {
            reaches(text, PAPER, 4.5);
            reaches(text, HATCH_PAPER, 4.5);
            reaches(text, BAND, 4.5);
        }
        for (fill, text) in STEPS {
            reaches(text, fill, 4.5);
        }
    }

    #[test]
    fn marks_reach_three_to_one_in_both_themes() {
        for mark in [
            CONFIRMED, POSSIBLE, WITHIN, UNDECIDED, NO_CHECK, EQUAL, LIMIT, BAR_STRONG,
        ] {
            reaches(mark, PAPER, 3.0);
            reaches(mark, BAND, 3.0);
        }
    }

    #[test]
    fn no_two_shades_share_a_light_value() {
        let mut seen = std::collections::BTreeSet::new();
        for shade in shades() {
            assert!(seen.insert(shade.light), "{}", shade.name);
        }
    }
}
