use super::*;

#[test]
fn every_message_can_be_said_in_every_language() {
    for language in Language::ALL {
        let words = Words::new(language);
        for (id, variables) in MESSAGES {
            for n in [0, 1, 2, 5_000] {
                let arguments = || {
                    variables
                        .iter()
                        .map(|(name, kind)| {
                            let argument = match *kind {
                                "Count" => Argument::Count(Count(n)),
                                "Key" => Argument::Key(Key("no such key")),
                                _ => Argument::Value(Name("X").into()),
                            };
                            (*name, argument)
                        })
                        .collect()
                };
                let english = Words::english().say(id, arguments()).to_text();
                let text = words.say(id, arguments()).to_text();
                // Said of everyone, some messages are nothing; then in every language.
                let nothing = id == &"among";
                assert!(nothing || !text.is_empty(), "{language}: {id}");
                assert_eq!(text.is_empty(), english.is_empty(), "{language}: {id}");
                assert!(!text.contains('{'), "{id}: {text}");
                assert!(words.bundle().has_message(id), "{language}: {id}");
            }
        }
    }
}

#[test]
fn the_ladder_in_english_is_that_of_the_verdicts() {
    for verdict in [
        Verdict::ConfirmedGap,
        Verdict::PossibleGap,
        Verdict::WithinLimit,
        Verdict::InsufficientData,
        Verdict::NotTested,
        Verdict::Hidden,
        Verdict::Waived,
    ] {
        assert_eq!(Words::english().verdict(verdict), verdict.words());
    }
}

#[test]
fn a_count_chooses_its_form_and_its_digits() {
    let said = |language, n| Words::new(language).persons(n);
    assert_eq!(said(Language::English, 1), "1 person");
    assert_eq!(said(Language::French, 0), "0 personne");
    assert_eq!(said(Language::Spanish, 0), "0 personas");
    assert_eq!(said(Language::German, 128_734), "etwa 129.000 Personen");
}

#[test]
fn a_name_stays_apart_whatever_it_holds() {
    let name = "{ $n } \u{f0000}\u{f0001}";
    let list = Words::new(Language::German).list([
        Sentence::new().name(name),
        Sentence::plain("b"),
        Sentence::new().name("c"),
    ]);
    assert_eq!(list, Sentence::new().name(name).words(", b und ").name("c"));
}

#[test]
#[ignore = "a measurement, run by hand"]
#[allow(clippy::print_stdout)]
fn how_long_a_catalogue_takes_to_read() {
    for language in Language::ALL {
        let start = std::time::Instant::now();
        Words::new(language).bundle();
        println!("{language}: {:?}", start.elapsed());
    }
}
