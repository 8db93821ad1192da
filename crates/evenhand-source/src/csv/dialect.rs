use crate::error::{Error, Result};
use evenhand_core::CsvSpec;

/// How raw text is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Byte between fields.
    pub delimiter: u8,
    /// Whether the decimal mark is a comma.
    pub decimal_comma: bool,
    /// Whether blanks around fields are dropped.
    pub trim: bool,
    /// Texts that mean "missing", besides the empty field.
    pub missing: Vec<String>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            decimal_comma: false,
            trim: false,
            missing: Vec::new(),
        }
    }
}

/// Delimiters that are looked for.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

impl Dialect {
    /// The dialect of a file that begins like this.
    pub fn of(spec: &CsvSpec, ending: &str, head: &[u8]) -> Result<Self> {
        let setting = |key, value: &str, help| {
            Err(Error::CsvSetting {
                key,
                value: format!("{value:?}"),
                help,
            })
        };
        let decimal_comma = match spec.decimal.as_deref() {
            None | Some(".") => false,
            Some(",") => true,
            Some(other) => {
                return setting("decimal", other, "the decimal mark is \".\" or \",\"");
            }
        };
        let trim = spec.trim.unwrap_or(false);
        let delimiter = match spec.delimiter.as_deref() {
            Some("\\t" | "tab") => b'\t',
            Some(text) => match text.as_bytes() {
                [byte] if !matches!(byte, b'"' | b'\n' | b'\r') => *byte,
                _ => {
                    return setting("delimiter", text, "a delimiter is one character of ASCII");
                }
            },
            None if ending == "tsv" => b'\t',
            None => detect(head, trim),
        };
        Ok(Self {
            delimiter,
            decimal_comma,
            trim,
            missing: spec.missing.clone().unwrap_or_default(),
        })
    }

    /// Positions without blanks on either side.
    pub fn trimmed(&self, text: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
        let blank = |byte: u8| byte == b' ' || byte == b'\t' && self.delimiter != b'\t';
        while start < end && blank(text[start]) {
            start += 1;
        }
        while start < end && blank(text[end - 1]) {
            end -= 1;
        }
        (start, end)
    }

    /// Whether a text means "missing".
    pub fn is_missing(&self, text: &[u8]) -> bool {
        self.missing
            .iter()
            .any(|missing| missing.as_bytes() == text)
    }
}

/// The delimiter that cuts the first lines into the same number of fields, and into the most.
fn detect(head: &[u8], trim: bool) -> u8 {
    let score = |delimiter: &u8| {
        let dialect = Dialect {
            delimiter: *delimiter,
            trim,
            ..Dialect::default()
        };
        let counts = field_counts(head, &dialect);
        let first = counts.first().copied().unwrap_or(0);
        if first < 2 {
            return (0, 0);
        }
        let same = counts.iter().filter(|count| **count == first).count();
        (same * 100 / counts.len(), first)
    };
    let mut best = (b',', (0, 0));
    for candidate in CANDIDATES {
        let score = score(&candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// Fields of each of the first whole lines.
fn field_counts(head: &[u8], dialect: &Dialect) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut fields, mut quoted, mut field_start, mut any) = (1, false, true, false);
    for &byte in head {
        if quoted {
            // A doubled quote closes and opens again at once, which counts the same.
            quoted = byte != b'"';
            continue;
        }
        match byte {
            b'"' if field_start || !any => quoted = true,
            b'"' => quoted = true,
            b'\n' => {
                if any {
                    counts.push(fields);
                }
                (fields, any) = (1, false);
                field_start = true;
                if counts.len() == 50 {
                    break;
                }
                continue;
            }
            b'\r' => continue,
            _ if byte == dialect.delimiter => {
                fields += 1;
                field_start = true;
                any = true;
                continue;
            }
            _ => {}
        }
        field_start = false;
        any = true;
    }
    if any && counts.is_empty() {
        counts.push(fields);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found() {
        assert_eq!(detect(b"a;b;c\n1,5;2;3\n1,2;2;3\n", false), b';');
        assert_eq!(detect(b"a\tb\n1\t2\n", false), b'\t');
        assert_eq!(detect(b"a,b\n\"x;y\",2\n", false), b',');
        assert_eq!(detect(b"a|b|c\n1|2|3", false), b'|');
        assert_eq!(detect(b"just one column\n1\n2\n", false), b',');
    }
}
