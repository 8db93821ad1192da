use crate::chart::svg::escape;
use crate::figure::Figure;
use crate::table::Table;
use crate::wording::{Piece, Sentence};

/// HTML as it is put together; every text that enters is escaped.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.0.push_str(part);
        }
        self.0.push('\n');
    }

    pub(super) fn heading(&mut self, level: u8, text: &str) {
        let level = level.to_string();
        self.push(&["<h", &level, ">", &escape(text), "</h", &level, ">"]);
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.push(&["<p>", &inline(text), "</p>"]);
    }

    pub(super) fn lead(&mut self, text: &str) {
        self.push(&["<p class=\"lead\">", &escape(text), "</p>"]);
    }

    pub(super) fn warning(&mut self, text: &str) {
        self.push(&["<p class=\"warning\">", &inline(text), "</p>"]);
    }

    /// Something to notice beside a figure; the text is markup already.
    pub(super) fn remark(&mut self, html: &str) {
        self.push(&["<p class=\"warning\">", html, "</p>"]);
    }

    pub(super) fn list<T: AsRef<str>>(&mut self, items: &[T]) {
        if items.is_empty() {
            return;
        }
        self.push(&["<ul>"]);
        for item in items {
            self.push(&["<li>", &inline(item.as_ref()), "</li>"]);
        }
        self.push(&["</ul>"]);
    }

    /// Terms and what they mean.
    pub(super) fn terms(&mut self, pairs: &[(String, String)]) {
        self.push(&["<dl>"]);
        for (term, meaning) in pairs {
            let (term, meaning) = (escape(term), escape(meaning));
            self.push(&["<div><dt>", &term, "</dt><dd>", &meaning, "</dd></div>"]);
        }
        self.push(&["</dl>"]);
    }

    /// Text as it was written, its lines kept.
    pub(super) fn code(&mut self, text: &str) {
        let lines: Vec<String> = text.lines().map(escape).collect();
        let lines = lines.join("\n");
        self.push(&["<pre tabindex=\"0\"><code>", &lines, "</code></pre>"]);
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.push(&[&table.html()]);
    }

    /// A part that opens on demand, and in print.
    pub(super) fn details(&mut self, summary: &str, inner: &Self) {
        let summary = escape(summary);
        self.push(&[
            "<details><summary>",
            &summary,
            "</summary>",
            &inner.0,
            "</details>",
        ]);
    }

    /// The same for tables too long to print.
    pub(super) fn bulk(&mut self, summary: &str, inner: &Self) {
        let summary = escape(summary);
        self.push(&[
            "<details class=\"bulk\"><summary>",
            &summary,
            "</summary>",
            &inner.0,
            "</details>",
        ]);
    }

    /// A line for paper only.
    pub(super) fn printed(&mut self, text: &str) {
        self.push(&["<p class=\"printed\">", &escape(text), "</p>"]);
    }

    /// A chart in both widths, its caption and the table of its numbers.
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.push(&["<figure>"]);
        if let Some(narrow) = &figure.narrow {
            self.push(&["<div class=\"wide\">", &figure.wide, "</div>"]);
            self.push(&["<div class=\"narrow\">", narrow, "</div>"]);
        } else {
            let label = escape(&figure.head.title);
            self.push(&[
                "<div class=\"scroll fixed\" tabindex=\"0\" role=\"region\" aria-label=\"",
                &label,
                "\">",
                &figure.wide,
                "</div>",
            ]);
        }
        self.push(&["<figcaption>", &escape(&figure.caption), "</figcaption>"]);
        let table = figure.table.html();
        self.push(&[
            "<details><summary>The numbers as a table</summary>",
            &table,
            "</details></figure>",
        ]);
    }
}

/// Text with what stands between backticks set as code; an odd backtick stays as it is.
fn inline(text: &str) -> String {
    let safe = escape(text);
    let parts: Vec<&str> = safe.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return safe;
    }
    parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            if i % 2 == 1 {
                format!("<code>{part}</code>")
            } else {
                (*part).to_owned()
            }
        })
        .collect()
}

/// A sentence with the names in it set apart.
pub(super) fn sentence(sentence: &Sentence) -> String {
    sentence
        .0
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => escape(text),
            Piece::Name(name) => format!("<b class=\"name\">{}</b>", escape(name)),
        })
        .collect()
}

/// Sentences in a row.
pub(super) fn sentences(sentences: &[Sentence]) -> String {
    sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
