//! Syllables as they are spoken, counted by the letters. Small rules, right for nearly every word of a report.

use crate::words::Language;

/// Syllables of a word; a word without a vowel, a number or a sign is one.
pub(super) fn syllables(word: &str, language: Language) -> usize {
    // Parts of a compound are spoken one after the other.
    word.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let letters: Vec<char> = part.chars().collect();
            let n = match language {
                Language::English => english(&letters),
                Language::German => german(&letters),
                Language::French => french(&letters),
                Language::Spanish => spanish(&letters),
            };
            n.max(1)
        })
        .sum::<usize>()
        .max(1)
}

/// Runs of vowels, each with where it begins; a `u` after `q` is none, and what `split` says begins another.
fn nuclei(letters: &[char], vowels: &str, split: impl Fn(&[char], usize) -> bool) -> usize {
    let is_vowel = |at: usize| {
        vowels.contains(letters[at]) && !(letters[at] == 'u' && at > 0 && letters[at - 1] == 'q')
    };
    (0..letters.len())
        .filter(|&at| is_vowel(at) && (at == 0 || !is_vowel(at - 1) || split(letters, at)))
        .count()
}

fn ends(letters: &[char], end: &str) -> bool {
    let end: Vec<char> = end.chars().collect();
    letters.ends_with(&end)
}

fn english(letters: &[char]) -> usize {
    let split = |letters: &[char], at: usize| {
        let (before, here) = (letters[at - 1], letters[at]);
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        match (before, here) {
            // `audience`, `area`, `being`, but `nation`, `special`, `people`.
            ('i', 'a' | 'e' | 'o') => {
                let soft = at > 1 && "tcsgx".contains(letters[at - 2]);
                let companion = at > 1 && here == 'o' && "nl".contains(letters[at - 2]);
                !(soft || companion || here == 'e' && matches!(after, 's' | 'd' | 'w' | ' '))
            }
            ('e', 'a') => after == ' ',
            ('e', 'i') => after == 'n' && letters.get(at + 2) == Some(&'g'),
            ('u', 'a' | 'o') | ('y', 'i') => true,
            _ => false,
        }
    };
    let n = nuclei(letters, "aeiouy", split);
    let last = letters.len().saturating_sub(1);
    let consonant = |at: usize| !"aeiouy".contains(letters[at]);
    // A mute `e`: `made`, `groups`, `looked`, but not `table`, `wanted`.
    let mute = if last >= 2 && letters[last] == 'e' && consonant(last - 1) {
        !(letters[last - 1] == 'l' && consonant(last - 2))
    } else if last >= 3 && ends(letters, "ed") && consonant(last - 2) {
        !"td".contains(letters[last - 2])
    } else if last >= 3 && ends(letters, "es") && consonant(last - 2) {
        !"szxhcg".contains(letters[last - 2])
    } else {
        false
    };
    if mute && n > 1 { n - 1 } else { n }
}

fn german(letters: &[char]) -> usize {
    const PAIRS: [&str; 12] = [
        "ei", "ai", "ey", "ay", "au", "eu", "äu", "ie", "aa", "ee", "oo", "ui",
    ];
    // From left to right, two letters at once where they are one sound.
    let mut n = 0;
    let mut at = 0;
    while at < letters.len() {
        if !"aeiouyäöü".contains(letters[at])
            || (letters[at] == 'u' && at > 0 && letters[at - 1] == 'q')
        {
            at += 1;
            continue;
        }
        n += 1;
        let pair: String = letters[at..].iter().take(2).collect();
        at += if PAIRS.contains(&pair.as_str()) { 2 } else { 1 };
    }
    n
}

fn french(letters: &[char]) -> usize {
    let split = |letters: &[char], at: usize| {
        let (before, here) = (letters[at - 1], letters[at]);
        // `réel`, `naïf`, `réunion`, `poète`; elsewhere vowels in a row are one sound.
        before == 'é' && !mute_end(letters, at)
            || "ïëüè".contains(here) && before != 'u' && before != 'i'
            || before == 'o' && here == 'a'
    };
    let n = nuclei(letters, "aeiouyàâäéèêëîïôöùûüœæ", split);
    let mute = (ends(letters, "e") || ends(letters, "es"))
        && letters
            .iter()
            .rev()
            .skip_while(|c| **c == 's')
            .nth(1)
            .is_some_and(|c| !"aeiouyéèê".contains(*c));
    if mute && n > 1 { n - 1 } else { n }
}

/// Whether only a mute `e` or `es` begins there, as in `données`.
fn mute_end(letters: &[char], at: usize) -> bool {
    letters[at] == 'e' && matches!(&letters[at + 1..], [] | ['s'])
}

fn spanish(letters: &[char]) -> usize {
    let strong = |c: char| "aeoáéóíú".contains(c);
    let split = |letters: &[char], at: usize| strong(letters[at - 1]) && strong(letters[at]);
    // `que`, `gui`: the `u` is silent; a `y` is a vowel at the end only.
    let spoken: Vec<char> = letters
        .iter()
        .enumerate()
        .filter(|(at, c)| {
            let after = letters.get(at + 1).copied().unwrap_or(' ');
            let silent = **c == 'u'
                && *at > 0
                && matches!(letters[at - 1], 'q' | 'g')
                && "eiéí".contains(after);
            let consonant = **c == 'y' && at + 1 < letters.len();
            !silent && !consonant
        })
        .map(|(_, c)| *c)
        .collect();
    nuclei(&spoken, "aeiouyáéíóúü", split)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of reports, cut where they are spoken.
    const CUT: [(Language, &str); 4] = [
        (
            Language::English,
            "peo-ple con-firmed lim-it ran-ges chance se-lec-ted groups e-qual-ly au-di-ence look made \
             o-pin-ion num-bers com-par-i-son ta-ble rea-son a-bout wai-ver ver-dict in-side be-ing",
        ),
        (
            Language::German,
            "Per-so-nen Grenz-wert be-stä-tig-ter Un-ter-schied in-ner-halb Span-ne aus-ge-wählt Grup-pe \
             be-trach-tet Zei-len Be-trei-ber Zu-fall Häu-fig-keit Ver-gleich frei er-klärt Si-tu-a-ti-on Mei-nung",
        ),
        (
            Language::French,
            "per-sonnes li-mite é-cart con-fir-mé four-chette groupe don-nées com-pa-rai-sons a-dop-tées \
             ré-el na-ïf sé-lec-tion-nées dé-ci-sion peut trop peu cha-cun po-ète",
        ),
        (
            Language::Spanish,
            "per-so-nas lí-mi-te bre-cha con-fir-ma-da ran-go gru-po da-tos com-pa-ra-cio-nes e-le-gi-das que \
             guí-a pa-ís cien-to dí-a rei-na re-al muy se-gún cuo-ta",
        ),
    ];

    #[test]
    fn words_have_the_syllables_that_are_spoken() {
        for (language, words) in CUT {
            let mut wrong = Vec::new();
            for cut in words.split_whitespace() {
                let known = cut.split('-').count();
                let word = cut.replace('-', "");
                let found = syllables(&word, language);
                if found != known {
                    wrong.push(format!("{cut} {found}"));
                }
            }
            assert!(wrong.is_empty(), "{language}: {wrong:?}");
        }
    }

    #[test]
    fn a_number_or_a_sign_is_one_and_a_compound_is_the_sum() {
        assert_eq!(syllables("1,243", Language::English), 2);
        assert_eq!(syllables("95", Language::German), 1);
        assert_eq!(syllables("look-alike", Language::English), 3);
    }
}
