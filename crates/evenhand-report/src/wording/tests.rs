use super::*;
use crate::fixture;
use evenhand_core::Side;

/// The finding of a check on a group, as text.
fn told(card: &Scorecard, check: &str, group: &str) -> String {
    let index = Index::new(card);
    let wording = Wording::new(card, &index);
    let finding = card
        .findings
        .iter()
        .find(|finding| &*finding.check == check && &*finding.group == group)
        .unwrap();
    wording
        .sentences(finding)
        .iter()
        .map(Sentence::to_text)
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{a0}', " ")
}

fn change(card: &mut Scorecard, group: &str, edit: impl Fn(&mut Finding)) {
    card.findings
        .iter_mut()
        .filter(|finding| &*finding.group == group)
        .for_each(edit);
}

#[test]
fn a_ratio_is_told_per_hundred() {
    let text = told(&fixture::recidivism(), "selection-ratio", "Caucasian");
    assert!(
        text.starts_with("For every 100 African-American people flagged, about 59 Caucasian people were (95 % sure: 56 to 63)."),
        "{text}"
    );
}

#[test]
fn an_adopted_limit_is_called_ours() {
    let mut card = fixture::recidivism();
    card.system.adopted_by = "Ethics board".into();
    let text = told(&card, "false-positive-rate", "Caucasian");
    assert!(text.contains("Our agreed limit is 10 in 100."), "{text}");
    assert!(!text.contains("nobody"));
}

#[test]
fn a_ratio_just_past_the_limit_keeps_a_decimal() {
    let mut card = fixture::hostile();
    change(&mut card, "=HYPERLINK(\"x\")", |finding| {
        finding.value = Real::new(0.797);
    });
    let text = told(&card, "selection-ratio", "=HYPERLINK(\"x\")");
    assert!(text.contains("about 79.7 "), "{text}");
}

#[test]
fn an_infinite_ratio_is_told_without_a_number() {
    let mut card = fixture::recidivism();
    change(&mut card, "Caucasian", |finding| {
        finding.value = Real::new(f64::INFINITY);
    });
    let text = told(&card, "selection-ratio", "Caucasian");
    assert!(
        text.starts_with("None of the African-American people were flagged"),
        "{text}"
    );
    assert!(!text.contains("inf"));
}

#[test]
fn an_open_question_says_what_would_decide_it() {
    let mut card = fixture::many(40);
    card.findings
        .iter_mut()
        .for_each(|finding| finding.estimate_side = Some(Side::Inside));
    let finding = card
        .findings
        .iter()
        .find(|f| f.verdict == Verdict::PossibleGap)
        .unwrap();
    let text = told(&card, &finding.check, &finding.group);
    assert!(
        text.contains("inside the limit, but the range reaches past it"),
        "{text}"
    );
    assert!(
        text.contains("With about 1,240 more people in area"),
        "{text}"
    );
}

#[test]
fn the_gap_that_reaches_most_people_comes_first() {
    let card = fixture::recidivism();
    let index = Index::new(&card);
    let lines = Wording::new(&card, &index).gravest();
    assert_eq!(&*lines[0].finding.group, "Caucasian");
    assert_eq!(lines[0].others.len(), 3);
}

#[test]
fn one_person_is_told_in_the_singular_in_every_language() {
    use evenhand_core::{Language, RowsNeeded};
    let mut card = fixture::recidivism();
    card.models[0].n = 1;
    let finding = &mut card.findings[0];
    finding.verdict = Verdict::PossibleGap;
    finding.rows_needed = Some(RowsNeeded {
        group: "nonbinary".into(),
        more: 1,
    });
    let index = Index::new(&card);
    for (language, looked_at, needed) in [
        (
            Language::English,
            "1 person looked at",
            "1 more person in the group nonbinary would decide it",
        ),
        (
            Language::German,
            "1 Person betrachtet",
            "1 Person mehr aus der Gruppe nonbinary würde es entscheiden",
        ),
        (
            Language::French,
            "examen de 1 personne",
            "1 personne de plus du groupe nonbinary trancherait",
        ),
        (
            Language::Spanish,
            "1 persona examinada",
            "1 persona más del grupo nonbinary lo decidiría",
        ),
    ] {
        let wording = Wording::speaking(Words::new(language), &card, &index);
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(plain(wording.people()[0].clone()), looked_at);
        assert_eq!(plain(wording.needed(&card.findings[0]).unwrap()), needed);
    }
}
