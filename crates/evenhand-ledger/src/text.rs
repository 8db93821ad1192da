//! Texts of others inside TOML that somebody edits.

/// A TOML string.
pub fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}

/// A text that stays on the line of its comment.
pub fn comment(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand_core::SourceText;
    use std::collections::BTreeMap;

    #[test]
    fn any_text_comes_back() {
        let hard = "a \"b\" \\ c\nd\te\u{7f}\u{85}\u{0} = [x] # ü";
        let text = SourceText::new(
            "t",
            format!("# {}\nkey = {}\n", comment(hard), quoted(hard)),
        );
        let read: BTreeMap<String, String> = text.read().unwrap();
        assert_eq!(read["key"], hard);
        assert_eq!(comment("a\r\nb").lines().count(), 1);
    }
}
