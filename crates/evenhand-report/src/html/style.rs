use crate::chart::font::STACK;
use crate::chart::palette;
use crate::symbol;
use evenhand_core::Verdict;
use std::fmt::Write as _;

static SHEET: &str = include_str!("../../templates/report.css");
static REGULAR: &[u8] = include_bytes!("../../assets/Inter-Regular.woff2");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/Inter-SemiBold.woff2");

/// The whole style sheet: fonts, colours of both themes, layout.
pub(crate) fn sheet() -> String {
    let mut css = String::with_capacity(90_000);
    for (weight, bytes) in [("400", REGULAR), ("600 900", SEMI_BOLD)] {
        let _ = write!(
            css,
            "@font-face{{font-family:Inter;font-weight:{weight};font-display:swap;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            base64(bytes)
        );
    }
    let _ = write!(css, ":root{{--font:{STACK};{}}}", palette::variables(false));
    let _ = write!(
        css,
        "@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}",
        palette::variables(true)
    );
    css.push_str(&palette::swaps());
    css.push_str(SHEET);
    css
}

/// The marks of the verdicts, drawn once.
pub(crate) fn symbols() -> String {
    let mut svg = String::from("<svg class=\"symbols\" aria-hidden=\"true\" focusable=\"false\">");
    for verdict in Verdict::ALL {
        let _ = write!(
            svg,
            "<symbol id=\"v-{}\" viewBox=\"0 0 20 20\">{}</symbol>",
            verdict.as_str(),
            symbol::paths(verdict)
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Base64 of RFC 4648, with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i <= chunk.len() {
                let letter = LETTERS[(group >> (18 - 6 * i)) as usize & 63];
                text.push(char::from(letter));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_rfc_4648() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    }
}
