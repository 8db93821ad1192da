use super::{Problem, Records, Span};
use memchr::memchr;

/// Records with quotes; text with doubled quotes is rewritten at the end of `text`.
pub(super) fn parse(text: &mut Vec<u8>, records: &mut Records) -> Result<(), Problem> {
    let end = text.len();
    let mut at = 0;
    while at < end {
        if let Some(after) = empty_line(text, at, end) {
            at = after;
            continue;
        }
        records.begin(at);
        loop {
            let start = if records.dialect.trim {
                records.dialect.trimmed(text, at, end).0
            } else {
                at
            };
            let after = if start < end && text[start] == b'"' {
                quoted_field(text, start, end, records)?
            } else {
                plain_field(text, at, end, records)
            };
            if after >= end || text[after] == b'\n' {
                at = after + 1;
                break;
            }
            at = after + 1;
        }
        records.end()?;
    }
    Ok(())
}

fn empty_line(text: &[u8], at: usize, end: usize) -> Option<usize> {
    match text[at..end] {
        [b'\n', ..] => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\r'] => Some(at + 1),
        _ => None,
    }
}

/// A field without quotes; returns the position of what ends it.
fn plain_field(text: &[u8], at: usize, end: usize, records: &mut Records) -> usize {
    let delimiter = records.dialect.delimiter;
    let after = text[at..end]
        .iter()
        .position(|byte| *byte == delimiter || *byte == b'\n')
        .map_or(end, |length| at + length);
    let line_end = after >= end || text[after] == b'\n';
    let stop = if line_end && after > at && text[after - 1] == b'\r' {
        after - 1
    } else {
        after
    };
    records.push(text, at, stop);
    after
}

/// A quoted field; returns the position of what ends it.
fn quoted_field(
    text: &mut Vec<u8>,
    start: usize,
    end: usize,
    records: &mut Records,
) -> Result<usize, Problem> {
    let mut at = start + 1;
    let mut doubled = false;
    loop {
        let Some(length) = memchr(b'"', &text[at..end]) else {
            return Err(Problem::Quote {
                at: start,
                problem: "a quoted field begins here and is never closed",
            });
        };
        at += length + 1;
        if at < end && text[at] == b'"' {
            doubled = true;
            at += 1;
        } else {
            break;
        }
    }
    let (from, to) = (start + 1, at - 1);
    let delimiter = records.dialect.delimiter;
    let mut after = at;
    while after < end
        && (matches!(text[after], b' ' | b'\r') || text[after] == b'\t' && delimiter != b'\t')
    {
        after += 1;
    }
    if after < end && text[after] != delimiter && text[after] != b'\n' {
        return Err(Problem::Quote {
            at: start,
            problem: "text follows the closing quote of a field",
        });
    }
    let span = if doubled {
        let rewritten = text.len();
        let mut from = from;
        while let Some(length) = memchr(b'"', &text[from..to]) {
            text.extend_from_within(from..=from + length);
            from += length + 2;
        }
        text.extend_from_within(from..to);
        Span {
            start: rewritten as u32,
            len: (text.len() - rewritten) as u32,
        }
    } else {
        Span {
            start: from as u32,
            len: (to - from) as u32,
        }
    };
    records.push_quoted(text, span);
    Ok(after)
}

impl Records<'_> {
    /// A quoted field: empty is not missing, unless the spec says so.
    fn push_quoted(&mut self, text: &[u8], span: Span) {
        if let Some(Some(slot)) = self.fields.slots.get(self.field) {
            let start = span.start as usize;
            let bytes = &text[start..start + span.len as usize];
            let span = if self.dialect.is_missing(bytes) {
                Span::MISSING
            } else {
                span
            };
            self.spans[usize::from(*slot)].push(span);
        }
        self.field += 1;
    }
}
