//! How easy a page is to read, by a named formula for each language.

use super::syllables::syllables;
use super::{NAME, sentences, words};
use crate::words::Language;

/// The least that the first page must reach.
pub(super) fn least(language: Language) -> f64 {
    match language {
        Language::English | Language::French => 50.0,
        Language::German => 45.0,
        Language::Spanish => 55.0,
    }
}

/// Reading ease of lines: 0 is hard, 100 is easy. Names from the data are words without syllables of ours; they are left out.
///
/// # Source
/// English: Flesch, R. (1948), J. Appl. Psychol. 32, 221–233. German: Amstad, T. (1978), Wie verständlich sind unsere
/// Zeitungen?, Zürich. French: Kandel, L. and Moles, A. (1958), Cahiers d'études de radio-télévision 19, 253–274. Spanish:
/// Fernández Huerta, J. (1959), Consigna 214, 29–32, with words per sentence in the last term.
pub(super) fn ease(lines: &[String], language: Language) -> f64 {
    let (mut n_sentences, mut n_words, mut n_syllables) = (0.0, 0.0, 0.0);
    for sentence in lines.iter().flat_map(|text| sentences(text)) {
        let own: Vec<&str> = words(sentence)
            .filter(|word| !word.contains(NAME))
            .collect();
        if own.is_empty() {
            continue;
        }
        n_sentences += 1.0;
        n_words += own.len() as f64;
        n_syllables += own
            .iter()
            .map(|word| syllables(word, language) as f64)
            .sum::<f64>();
    }
    if n_words == 0.0 {
        return 0.0;
    }
    let (length, weight) = (n_words / n_sentences, n_syllables / n_words);
    match language {
        Language::English => 206.835 - 1.015 * length - 84.6 * weight,
        Language::German => 180.0 - length - 58.5 * weight,
        Language::French => 207.0 - 1.015 * length - 73.6 * weight,
        Language::Spanish => 206.84 - 1.02 * length - 60.0 * weight,
    }
}
