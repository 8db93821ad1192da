use super::reading::{ease, least};
use super::vocabulary::held;
use super::*;
use crate::fixture;
use crate::words::catalogue_texts;
use evenhand_core::{Scope, Verdict};
use std::path::Path;

/// Pages with every kind of sentence.
fn cards() -> Vec<Scorecard> {
    let mut summaries = fixture::recidivism();
    summaries.settings.weighted = true;
    for info in &mut summaries.metrics {
        info.scope = Scope::Summary;
    }
    let mut odds = fixture::recidivism();
    for finding in &mut odds.findings {
        finding.metric = "equalized_odds_difference".into();
    }
    for info in odds
        .metrics
        .iter_mut()
        .filter(|info| info.id == "false_positive_rate_difference")
    {
        info.id = "equalized_odds_difference".into();
        info.scope = Scope::Summary;
    }
    let mut adopted = fixture::every_verdict();
    adopted.system.adopted_by = "Ethics board".into();
    adopted.system.adopted_on = "2026-02-16".into();
    vec![
        fixture::recidivism(),
        fixture::many(40),
        fixture::untested(),
        fixture::alike(),
        fixture::repeated(),
        fixture::every_verdict(),
        nothing_found(),
        waived(),
        summaries,
        odds,
        adopted,
    ]
}

/// A page without a gap.
fn nothing_found() -> Scorecard {
    let mut card = fixture::recidivism();
    for finding in &mut card.findings {
        finding.verdict = Verdict::WithinLimit;
        finding.smallest_detectable = finding.value;
    }
    card
}

/// A page whose only gap is waived.
fn waived() -> Scorecard {
    let mut card = nothing_found();
    card.findings[0].verdict = Verdict::Waived;
    card
}

/// What has a number of its own in people.
fn told_in_people() -> Vec<Scorecard> {
    vec![
        fixture::recidivism(),
        fixture::alike(),
        fixture::every_verdict(),
        nothing_found(),
    ]
}

#[test]
fn no_page_holds_a_forbidden_word() {
    for language in Language::ALL {
        let vocabulary = vocabulary::of(language);
        for text in catalogue_texts(language) {
            let found = held(&text, vocabulary.never);
            assert!(found.is_empty(), "{language}: {found:?} in {text}");
        }
        for card in cards() {
            let text = text(&page_one(&card, language));
            let found = held(
                &text,
                &[vocabulary.never, vocabulary.not_on_page_one].concat(),
            );
            assert!(found.is_empty(), "{language}: {found:?} in {text}");
        }
    }
}

#[test]
fn no_sentence_of_the_first_page_is_longer_than_twenty_words() {
    let mut found = Vec::new();
    for language in Language::ALL {
        for card in cards() {
            for long in too_long(&page_one(&card, language)) {
                found.push(format!("{language}: {long}"));
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_first_page_says_what_it_must() {
    for language in Language::ALL {
        for card in told_in_people() {
            let found = missing(&page_one(&card, language), language);
            assert!(found.is_empty(), "{language}: {found:#?}");
        }
    }
}

#[test]
fn every_first_page_is_easy_enough_to_read() {
    let mut found = Vec::new();
    for language in Language::ALL {
        for (i, card) in cards().iter().enumerate() {
            let ease = ease(&prose(&page_one(card, language)), language);
            if std::env::var_os("EVENHAND_SHOW").is_some() {
                eprintln!("{language} {i}: {ease:.1}");
            }
            if ease < least(language) {
                found.push(format!("{language}, card {i}: {ease:.1}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_first_page_of_every_language_is_the_known_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let card = fixture::every_verdict();
    for language in Language::ALL {
        let text = text(&page_one(&card, language));
        let path = folder.join(format!("page-one.{language}.txt"));
        if std::env::var_os("EVENHAND_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            known == text,
            "{} is another; EVENHAND_BLESS=1 writes it\n{text}",
            path.display()
        );
    }
}

#[test]
fn the_fixture_of_the_snapshots_shows_every_verdict() {
    let card = fixture::every_verdict();
    for verdict in Verdict::ALL {
        assert!(card.count(verdict) > 0, "{verdict:?}");
    }
}

#[test]
fn a_waived_gap_is_part_of_the_result() {
    let result = |card: &Scorecard| page_one(card, Language::English).result;
    let mut card = waived();
    assert_eq!(
        result(&card),
        "1 waived, no other gap found with this much data"
    );
    card.findings[1].verdict = Verdict::PossibleGap;
    assert_eq!(result(&card), "1 waived, 1 possible gap");
    for finding in &mut card.findings[1..] {
        finding.verdict = Verdict::InsufficientData;
    }
    assert_eq!(result(&card), "1 waived");
    assert_eq!(result(&nothing_found()), "No gap found with this much data");
}

#[test]
fn a_forbidden_word_is_found_in_every_language() {
    for (language, bad) in [
        (Language::English, "The model is fair and unbiased."),
        (Language::English, "It passed the audit."),
        (Language::English, "There is no gap."),
        (Language::German, "Das Modell ist diskriminierungsfrei."),
        (Language::German, "Es gibt keinen Unterschied."),
        (Language::French, "Le modèle est équitable."),
        (Language::French, "Il n'y a pas d'écart."),
        (Language::Spanish, "El modelo es justo."),
        (Language::Spanish, "No hay brecha."),
    ] {
        assert!(
            !held(bad, vocabulary::of(language).never).is_empty(),
            "{bad}"
        );
    }
    for (language, bad) in [
        (
            Language::English,
            "It is statistically significant (p = 0.01).",
        ),
        (Language::German, "Das ist signifikant."),
        (Language::French, "C'est statistiquement significatif."),
        (Language::Spanish, "El valor p es pequeño."),
    ] {
        let vocabulary = vocabulary::of(language);
        assert!(!held(bad, vocabulary.not_on_page_one).is_empty(), "{bad}");
    }
    // Only whole words: an affair is not fair.
    assert!(
        held(
            "An affair; a safety net.",
            vocabulary::of(Language::English).never
        )
        .is_empty()
    );
}

#[test]
fn a_sentence_of_twenty_one_words_is_found() {
    let mut page = page_one(&fixture::recidivism(), Language::English);
    assert!(too_long(&page).is_empty());
    page.after
        .push(vec![Inline::Text(format!("{}end.", "word ".repeat(20)))]);
    assert_eq!(too_long(&page).len(), 1);
}

#[test]
fn a_page_without_a_required_part_is_found() {
    let language = Language::English;
    let whole = page_one(&fixture::recidivism(), language);
    let lacking = |change: fn(&mut Glance)| {
        let mut page = whole.clone();
        change(&mut page);
        missing(&page, language).len()
    };
    assert_eq!(lacking(|_| {}), 0);
    assert_eq!(lacking(|page| page.findings[0].range.clear()), 1);
    assert_eq!(lacking(|page| page.findings[0].rates = None), 1);
    assert_eq!(lacking(|page| page.findings[0].meaning.clear()), 1);
    assert_eq!(
        lacking(|page| {
            page.findings[0].number = vec![Inline::Text("Fewer (5 to 6).".into())];
        }),
        1
    );
    assert_eq!(lacking(|page| page.asides.clear()), 1);
    let mut page = page_one(&nothing_found(), language);
    assert!(missing(&page, language).is_empty());
    page.after.clear();
    assert_eq!(missing(&page, language).len(), 2);
}

#[test]
fn a_page_of_officialese_is_too_hard_to_read() {
    for (language, hard) in [
        (
            Language::English,
            "Notwithstanding methodological considerations, organisational accountability necessitates comprehensive documentation.",
        ),
        (
            Language::German,
            "Unbeschadet datenschutzrechtlicher Erwägungen erfordert die organisatorische Verantwortlichkeit umfassende Dokumentationsmaßnahmen.",
        ),
        (
            Language::French,
            "Nonobstant les considérations méthodologiques, la responsabilité organisationnelle nécessite une documentation exhaustive.",
        ),
        (
            Language::Spanish,
            "Independientemente de consideraciones metodológicas, la responsabilidad organizativa necesita documentación exhaustiva.",
        ),
    ] {
        assert!(
            ease(&[hard.to_owned()], language) < least(language),
            "{hard}"
        );
    }
}
