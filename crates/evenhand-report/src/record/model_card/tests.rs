use super::*;
use crate::fixture;

fn changed(existing: &str) -> String {
    model_card(
        &fixture::recidivism(),
        existing,
        ModelCardOptions::default(),
    )
    .unwrap()
}

fn error(existing: &str) -> String {
    model_card(
        &fixture::recidivism(),
        existing,
        ModelCardOptions::default(),
    )
    .unwrap_err()
    .to_string()
}

#[test]
fn a_second_change_changes_nothing() {
    for existing in [
        "",
        "# A model",
        "# A model\n",
        "# A\r\n\r\ntext\r\n",
        "---\nlicense: mit\n---\n# A\n",
    ] {
        let once = changed(existing);
        assert_eq!(changed(&once), once, "{existing:?}");
        assert!(once.contains("## Fairness"));
        if !existing.starts_with("---") {
            assert!(once.starts_with(existing) && !once.contains("model-index"));
        }
    }
}

#[test]
fn all_outside_the_marks_stays_to_the_byte() {
    let before = "---\r\nlicense: mit  # ours\r\n---\r\n# A  \r\n\t\r\n<!-- evenhand:begin -->\r\n";
    let after = "  <!-- evenhand:end -->\r\n\n\nlast line without an end";
    let text = changed(&format!("{before}old\r\n{after}"));
    assert!(text.ends_with(after));
    let (front, body) = text
        .split_once("# A  \r\n\t\r\n<!-- evenhand:begin -->\r\n")
        .unwrap();
    assert!(
        front.starts_with("---\r\nlicense: mit  # ours\r\n# evenhand:begin\r\nmodel-index:\r\n")
    );
    assert!(front.ends_with("# evenhand:end\r\n---\r\n"));
    assert!(body.starts_with("## Fairness\r\n\r\n"));
    assert!(
        !body
            .trim_end_matches(after)
            .replace("\r\n", "")
            .contains('\n')
    );
}

#[test]
fn one_mark_alone_is_an_error_that_names_its_line() {
    assert!(error("a\nb\n<!-- evenhand:begin -->\n").starts_with("line 3: "));
    assert!(error("a\n<!-- evenhand:end -->\n").starts_with("line 2: "));
    assert!(error("<!-- evenhand:end -->\n<!-- evenhand:begin -->\n").starts_with("line 1: "));
    let twice = "<!-- evenhand:begin -->\n<!-- evenhand:end -->\n".repeat(2);
    assert!(error(&twice).starts_with("line 3: "));
    assert!(error("---\n# evenhand:begin\n---\n").starts_with("line 2: "));
}

#[test]
fn metrics_of_others_are_kept_and_ours_stand_at_their_end() {
    let card = "---\nmodel-index:\n  # measured by hand\n  - name: my model\n    results:\n      - task:\n          type: x\ntags:\n- a\n---\ntext\n";
    let text = changed(card);
    let at = text
        .find("# evenhand:begin\n  - name: my model\n    results:\n    - task:\n")
        .unwrap();
    assert!(text[..at].ends_with("          type: x\n"), "{text}");
    assert!(text.contains("# evenhand:end\ntags:\n- a\n---\ntext\n"));
    assert_eq!(text.matches("model-index:").count(), 1);
    assert_eq!(changed(&text), text);
    assert!(error("---\nlicense: mit\nmodel-index: []\n---\n").starts_with("line 3: "));
}

#[test]
fn front_matter_is_added_only_where_it_is_asked_for() {
    let options = ModelCardOptions { front_matter: true };
    let text = model_card(&fixture::recidivism(), "# A\n", options).unwrap();
    assert!(text.starts_with("---\n# evenhand:begin\nmodel-index:\n- name: \"risk\"\n"));
    assert!(text.contains("# evenhand:end\n---\n# A\n"));
    assert_eq!(
        model_card(&fixture::recidivism(), &text, options).unwrap(),
        text
    );
}

#[test]
fn small_groups_are_absent_and_counts_are_rounded() {
    let options = ModelCardOptions { front_matter: true };
    let card = fixture::recidivism();
    let card = evenhand_privacy::suppress(&card, evenhand_core::Profile::Public);
    let text = model_card(&card, "", options).unwrap();
    assert!(!text.contains("| race: Asian |") && !text.contains("| race: Native American |"));
    assert!(text.contains("This is the public version"), "{text}");
}

#[test]
fn names_cannot_end_the_block_or_become_markup() {
    let mut card = fixture::hostile();
    for finding in &mut card.findings {
        finding.group = "a\n<!-- evenhand:end -->\n---\n# evenhand:end".into();
    }
    card.system.title = "x\n---\n<!-- evenhand:end -->".into();
    let options = ModelCardOptions { front_matter: true };
    let once = model_card(&card, "", options).unwrap();
    assert_eq!(model_card(&card, &once, options).unwrap(), once);
    assert!(!once.contains("<script") && !once.contains("<img"));
}
