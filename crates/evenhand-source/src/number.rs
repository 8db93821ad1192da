//! Numbers in raw text.

/// Powers of ten that a float holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The number a text stands for.
pub(crate) fn parse(text: &str, decimal_comma: bool) -> Option<f64> {
    simple(text.as_bytes(), if decimal_comma { b',' } else { b'.' })
        .or_else(|| general(text.trim(), decimal_comma))
}

/// Digits with at most one decimal mark: exact, because both the digits and the power of ten are exact floats.
fn simple(bytes: &[u8], mark: u8) -> Option<f64> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut number: u64 = 0;
    let mut decimals = None;
    for (i, byte) in digits.iter().enumerate() {
        if byte.is_ascii_digit() {
            number = number * 10 + u64::from(byte - b'0');
        } else if *byte == mark && decimals.is_none() && i > 0 && i + 1 < digits.len() {
            decimals = Some(i + 1);
        } else {
            return None;
        }
    }
    if number > 1 << 53 {
        return None;
    }
    let scale = decimals.map_or(0, |from| digits.len() - from);
    let value = number as f64 / TENS[scale];
    Some(if negative { -value } else { value })
}

fn general(text: &str, decimal_comma: bool) -> Option<f64> {
    if decimal_comma {
        if text.contains('.') {
            return None;
        }
        return text.replace(',', ".").parse().ok();
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        for text in [
            "0",
            "-0",
            "7",
            "0.1",
            "0.123456",
            "-12.5",
            "1e5",
            "123456789012345",
            "+4",
            ".5",
            "5.",
            "inf",
            "-inf",
            "1234567890123456789",
            "9007199254740993",
        ] {
            let expected: f64 = text.parse().unwrap();
            let found = parse(text, false).unwrap();
            assert_eq!(expected.to_bits(), found.to_bits(), "{text}");
        }
        assert!(parse("NaN", false).unwrap().is_nan());
        assert_eq!(parse(" 12 ", false), Some(12.0));
        assert_eq!(parse("1,5", true), Some(1.5));
        for text in ["", "-", "1.2.3", "12a", "NA", "1,5", "."] {
            assert_eq!(parse(text, false), None, "{text}");
        }
        assert_eq!(parse("1.5", true), None);
    }
}
