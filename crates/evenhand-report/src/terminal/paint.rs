//! Widths and colours of a terminal.

use evenhand_core::Verdict;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Colours, or none.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    on: bool,
}

impl Paint {
    pub(super) fn new(on: bool) -> Self {
        Self { on }
    }

    fn code(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.code("2", text)
    }

    pub(super) fn verdict(self, verdict: Verdict, text: &str) -> String {
        let code = match verdict {
            Verdict::ConfirmedGap | Verdict::Waived => "1;38;5;202",
            Verdict::PossibleGap => "1;38;5;214",
            Verdict::WithinLimit => "38;5;39",
            _ => "38;5;246",
        };
        self.code(code, text)
    }
}

/// Columns that a text takes; colours take none.
pub(super) fn width(text: &str) -> usize {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(|letter| *letter == 'm');
        } else {
            plain.push(letter);
        }
    }
    plain.width()
}

/// The text without control characters, which could move the cursor, change its colour or turn the direction of what
/// follows.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control()
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect()
}

/// The text in at most so many columns, with an ellipsis where it was cut.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > columns {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// The text in exactly so many columns.
pub(super) fn left(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let space = columns - text.width().min(columns);
    format!("{text}{:space$}", "")
}

/// The text in exactly so many columns, at the right.
pub(super) fn right(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let space = columns - text.width().min(columns);
    format!("{:space$}{text}", "")
}

/// Lines of at most so many columns, with every letter of the text: broken at blanks, and a longer word after a mark such as
/// `*` or wherever it must be.
pub(super) fn folded(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut rest = word;
        while !rest.is_empty() {
            let line = lines.last().map_or(0, |line| line.width());
            let room = columns.saturating_sub(if line > 0 { line + 1 } else { 0 });
            let piece = if rest.width() <= columns && rest.width() > room {
                ""
            } else {
                start(rest, room)
            };
            if piece.is_empty() {
                lines.push(String::new());
                continue;
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(piece);
            }
            rest = &rest[piece.len()..];
            if !rest.is_empty() {
                lines.push(String::new());
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The start of a word that fits into so many columns, up to its last mark where it has one.
fn start(word: &str, columns: usize) -> &str {
    let (mut used, mut end, mut mark) = (0, 0, 0);
    for (at, letter) in word.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > columns {
            return &word[..if mark > 0 { mark } else { end }];
        }
        end = at + letter.len_utf8();
        if matches!(letter, '*' | '-' | '_' | '/') {
            mark = end;
        }
    }
    word
}

/// Lines of at most so many columns, broken at blanks; a longer word is cut.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = fit(word, columns);
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_lost_where_a_name_is_folded() {
        assert_eq!(folded("gender: f", 16), ["gender: f"]);
        assert_eq!(
            folded("gender*age_band: female*18-24 v. male", 16),
            ["gender*age_band:", "female*18-24 v.", "male"]
        );
        assert_eq!(
            folded("African-American*Female", 12),
            ["African-", "American*", "Female"]
        );
        assert_eq!(
            folded("Unbrechbareslangeswort", 8).concat(),
            "Unbrechbareslangeswort"
        );
        assert_eq!(folded("日本語", 1).concat(), "日本語");
        assert!(folded("", 8).is_empty());
    }
}
