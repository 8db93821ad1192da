//! A text that is ours only between two marks.

use super::{Changed, Misplaced};
use std::ops::Range;

/// The newline that a text uses: that of its first line.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Puts `ours` between the marks, or gives the place of both marks as none where there are none.
///
/// `ours` is written in lines of the newline that `text` uses. All outside the marks stays as it is.
pub(super) fn replaced(
    text: &str,
    within: Range<usize>,
    marks: (&str, &str),
    ours: &str,
) -> Changed<Option<String>> {
    let Some(block) = between(text, within, marks)? else {
        return Ok(None);
    };
    let ours = ours.replace('\n', newline(text));
    Ok(Some(format!(
        "{}{ours}{}",
        &text[..block.start],
        &text[block.end..]
    )))
}

/// The range from the line after the first mark to the second mark.
fn between(
    text: &str,
    within: Range<usize>,
    (begin, end): (&str, &str),
) -> Changed<Option<Range<usize>>> {
    let mut found: [Vec<Range<usize>>; 2] = [Vec::new(), Vec::new()];
    let mut at = within.start;
    for line in text[within].split_inclusive('\n') {
        for (found, mark) in found.iter_mut().zip([begin, end]) {
            if line.trim() == mark {
                found.push(at..at + line.len());
            }
        }
        at += line.len();
    }
    let wrong = |at: usize, message: String| Misplaced {
        line: line_of(text, at),
        message,
    };
    match (found[0].as_slice(), found[1].as_slice()) {
        ([], []) => Ok(None),
        ([first], [last]) if first.end <= last.start => Ok(Some(first.end..last.start)),
        ([first], [last]) => Err(wrong(
            last.start,
            format!(
                "`{end}` stands before `{begin}` on line {}; remove both lines, or put them in order",
                line_of(text, first.start)
            ),
        )),
        ([first], []) => Err(wrong(
            first.start,
            format!("`{begin}` has no `{end}` after it; remove this line, or add the other"),
        )),
        ([], [last, ..]) => Err(wrong(
            last.start,
            format!("`{end}` has no `{begin}` before it; remove this line, or add the other"),
        )),
        ([_, again, ..], _) => Err(wrong(
            again.start,
            format!("`{begin}` stands here a second time; remove one of the two blocks"),
        )),
        (_, [_, again, ..]) => Err(wrong(
            again.start,
            format!("`{end}` stands here a second time; remove one of the two blocks"),
        )),
    }
}

/// One-based line of a byte.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Front matter between its two lines `---`, where a text begins with some.
pub(super) fn front_matter(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return None;
    }
    let begin = start + first.len();
    let mut at = begin;
    for line in lines {
        if line.trim_end() == "---" {
            return Some(begin..at);
        }
        at += line.len();
    }
    None
}
