use crate::document::body::Body;
use crate::sentence::Sentence;
use crate::words::{Words, upper_first};
use evenhand_core::Verdict;

/// The glossary, under a heading of its own: words that a reader may meet for the first time.
pub(super) fn glossary(words: Words, body: &mut Body) {
    let rung = |verdict| Sentence::plain(upper_first(&words.verdict(verdict)));
    let of = |term: Sentence, meaning: Sentence| (term.to_text(), meaning.to_text());
    let mut pairs = vec![
        of(words.word_attribute(), words.word_attribute_meaning()),
        of(words.word_chance(), words.word_chance_meaning()),
        of(words.word_check(), words.word_check_meaning()),
        of(rung(Verdict::ConfirmedGap), words.word_confirmed_meaning()),
        of(words.word_combined(), words.word_combined_meaning()),
        of(words.word_limit(), words.word_limit_meaning()),
        of(rung(Verdict::PossibleGap), words.word_possible_meaning()),
        of(words.word_range(), words.word_range_meaning()),
        of(words.word_rate(), words.word_rate_meaning()),
        of(words.word_ratio(), words.word_ratio_meaning()),
        of(rung(Verdict::InsufficientData), words.word_few_meaning()),
        of(words.word_waiver(), words.word_waiver_meaning()),
        of(rung(Verdict::WithinLimit), words.word_within_meaning()),
    ];
    if !words.is_english() {
        pairs.sort();
    }
    body.heading(3, &words.glossary_title().to_text());
    body.terms(&pairs);
}
