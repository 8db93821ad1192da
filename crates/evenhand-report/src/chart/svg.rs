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
    let body = raw.split_once('>').map_or("", |(_, body)| body);
    let body = body
        .replace(" opacity=\"1\"", "")
        .replace(" font-family=\"Inter\"", "")
        .replace(" text-anchor=\"start\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" dy=\"0.5ex\"", " dy=\".36em\"")
        .replace("font-weight=\"bold\"", "font-weight=\"600\"")
        .replace(" \"/>", "\"/>")
        .replace(">\n", ">");
    let body = gathered(&body);
    let (id, title, description) = (&head.name, escape(&head.title), escape(&head.description));
    let (w, h) = (width * 8.0, height * 8.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {w:.0} {h:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{}\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>{}",
        font::STACK,
        body.trim_start()
    )
}

/// The same drawing with lines of one kind that follow each other as one path: a dashed line is dozens of them.
fn gathered(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut open: Option<&str> = None;
    for piece in body.split_inclusive('>') {
        let line = piece
            .strip_prefix("<polyline")
            .and_then(|rest| rest.strip_suffix("\"/>"))
            .and_then(|rest| rest.split_once(" points=\""));
        let Some((style, points)) = line else {
            if open.take().is_some() {
                text.push_str("\"/>");
            }
            text.push_str(piece);
            continue;
        };
        if open != Some(style) {
            if open.is_some() {
                text.push_str("\"/>");
            }
            text.push_str("<path");
            text.push_str(style);
            text.push_str(" d=\"");
            open = Some(style);
        }
        text.push('M');
        text.push_str(points.trim_end());
    }
    if open.is_some() {
        text.push_str("\"/>");
    }
    text
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_kind_become_one_path() {
        let line = |shade: &str, points: &str| {
            format!("<polyline fill=\"none\" stroke=\"{shade}\" points=\"{points}\"/>")
        };
        let body = [
            line("#1", "0,0 8,0"),
            line("#1", "9,0 12,4"),
            line("#2", "1,1 2,2"),
            "<circle r=\"1\"/>".to_owned(),
            line("#2", "3,3 4,4"),
        ]
        .concat();
        assert_eq!(
            gathered(&body),
            "<path fill=\"none\" stroke=\"#1\" d=\"M0,0 8,0M9,0 12,4\"/>\
             <path fill=\"none\" stroke=\"#2\" d=\"M1,1 2,2\"/><circle r=\"1\"/>\
             <path fill=\"none\" stroke=\"#2\" d=\"M3,3 4,4\"/>"
        );
    }
}
