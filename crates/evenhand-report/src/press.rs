//! What a form that sets type itself needs: the fonts, the colours of a light page, and the marks of the verdicts.

use crate::chart::{font, palette};
use crate::symbol;
use crate::words::{Language, Words};
use evenhand_core::Verdict;

/// The fonts of the report, regular and semi-bold, as TrueType.
pub fn fonts() -> [&'static [u8]; 2] {
    font::files()
}

/// The colours of a light page: name and `#rrggbb`.
pub fn colours() -> Vec<(&'static str, String)> {
    palette::shades()
        .map(|shade| (shade.name, format!("#{:06x}", shade.light)))
        .collect()
}

/// The words that only paper needs, by name: `contents`, `digest`, `draft`, `page` with `{page}` and `{pages}` in it, and
/// `spelled`, which says what stands for letters without a shape.
pub fn labels(language: Language, digest: &str) -> [(&'static str, String); 5] {
    let words = Words::new(language);
    // A page about many audits has none.
    let digest = if digest.is_empty() {
        String::new()
    } else {
        words.statistics_digest(digest).to_text()
    };
    [
        ("contents", words.contents().to_text()),
        ("digest", digest),
        ("draft", words.paper_draft().to_text()),
        ("page", words.paper_page("{page}", "{pages}").to_text()),
        ("spelled", words.paper_spelled().to_text()),
    ]
}

/// The marks of the verdicts, by the name of the verdict, each a drawing of its own in its colour on a light page.
pub fn marks() -> impl Iterator<Item = (&'static str, String)> {
    Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict.as_str(), mark(verdict)))
}

fn mark(verdict: Verdict) -> String {
    let colour = match verdict {
        Verdict::ConfirmedGap | Verdict::Waived => palette::CONFIRMED,
        Verdict::PossibleGap => palette::POSSIBLE,
        Verdict::WithinLimit => palette::WITHIN,
        Verdict::InsufficientData | Verdict::NotTested | Verdict::Hidden => palette::UNDECIDED,
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\"><style>.m{{fill:{0}}}.g{{fill:none;stroke:#fff;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}}.d{{fill:#fff}}.o{{fill:none;stroke:{0};stroke-width:1.8;stroke-linecap:round}}</style>{1}</svg>",
        format_args!("#{:06x}", colour.light),
        symbol::paths(verdict)
    )
}
