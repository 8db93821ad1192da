use serde_json::Value;

/// Spells letters that no font has by their number, everywhere in the data; says whether there were any.
///
/// A PDF that is made to be kept may show only letters whose shapes it carries. Dropping others would change names, and
/// a box in their place would make two names one.
pub(crate) fn spell(data: &mut Value, has: impl Fn(char) -> bool + Copy) -> bool {
    match data {
        Value::String(text) => spell_text(text, has),
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| spell(item, has) | any),
        Value::Object(fields) => fields
            .values_mut()
            .fold(false, |any, item| spell(item, has) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn spell_text(text: &mut String, has: impl Fn(char) -> bool) -> bool {
    let known = |letter: char| letter == '\n' || has(letter);
    if text.chars().all(known) {
        return false;
    }
    let spelled = text.chars().map(|letter| match letter {
        letter if known(letter) => letter.to_string(),
        '\t' | '\r' => " ".to_owned(),
        other => format!("[U+{:04X}]", u32::from(other)),
    });
    *text = spelled.collect();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_shape_are_spelled_and_others_stay() {
        let mut data = serde_json::json!({"a": ["x\ty", {"b": "中 a"}], "n": 1});
        assert!(spell(&mut data, |letter| letter.is_ascii()
            && !letter.is_control()));
        let spelled = serde_json::json!({"a": ["x y", {"b": "[U+4E2D] a"}], "n": 1});
        assert_eq!(data, spelled);
        assert!(!spell(&mut data, |letter| letter.is_ascii()));
    }
}
