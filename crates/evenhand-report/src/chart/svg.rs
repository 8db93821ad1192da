mod compact;

use super::{Head, font, palette};

/// Text made safe inside XML and HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            control if control.is_control() => safe.push('\u{FFFD}'),
            other => safe.push(other),
        }
    }
    safe
}

/// Gives a raw drawing its size, role, title and description, and leaves out what every element repeats.
pub(crate) fn finish(raw: &str, head: &Head, width: f64, height: f64) -> String {
    let (id, title, description) = (&head.name, escape(&head.title), escape(&head.description));
    let (w, h) = (width * 8.0, height * 8.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {w:.0} {h:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{}\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>{}</svg>",
        font::STACK,
        compact::compact(raw)
    )
}

/// A drawing inside a page, which says for all of them what they are written in.
pub(crate) fn inside_page(svg: &str) -> String {
    let font = format!(" font-family=\"{}\"", font::STACK);
    svg.replacen(&font, "", 1)
        .replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1)
}

/// A drawing as a file of its own: with the colours of a dark page, and dark text replaced there.
pub(crate) fn standalone(svg: &str) -> String {
    let style = format!(
        "</desc><style>@media (prefers-color-scheme:dark){{{}}}</style>",
        palette::swaps_for(svg)
    );
    let mut file = svg.replacen("</desc>", &style, 1);
    file.push('\n');
    file
}
