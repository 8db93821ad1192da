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

    pub(super) fn heading(&mut self, level: u8, text: &str) {
        self.0.push_str(&format!("<h{level}>{}</h{level}>\n", escape(text)));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.0.push_str(&format!("<p>{}</p>\n", escape(text)));
    }

    pub(super) fn lead(&mut self, text: &str) {
        self.0.push_str(&format!("<p class=\"lead\">{}</p>\n", escape(text)));
    }

    pub(super) fn warning(&mut self, text: &str) {
        self.0.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(text)));
    }

    pub(super) fn list<T: AsRef<str>>(&mut self, items: &[T]) {
        if items.is_empty() {
            return;
        }
        self.0.push_str("<ul>");
        for item in items {
            self.0.push_str(&format!("<li>{}</li>", escape(item.as_ref())));
        }
        self.0.push_str("</ul>\n");
    }

    /// Terms and what they mean.
    pub(super) fn terms(&mut self, pairs: &[(String, String)]) {
        self.0.push_str("<dl>");
        for (term, meaning) in pairs {
            self.0.push_str(&format!(
                "<div><dt>{}</dt><dd>{}</dd></div>",
                escape(term),
                escape(meaning)
            ));
        }
        self.0.push_str("</dl>\n");
    }

    pub(super) fn code(&mut self, text: &str) {
        self.0.push_str("<pre tabindex=\"0\"><code>");
        // Line breaks stay as they are here.
        let lines: Vec<String> = text.lines().map(escape).collect();
        self.0.push_str(&lines.join("\n"));
        self.0.push_str("</code></pre>\n");
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.0.push_str(&table.html());
    }

    /// A part that opens on demand, and in print.
    pub(super) fn details(&mut self, summary: &str, inner: Self) {
        self.0.push_str(&format!(
            "<details><summary>{}</summary>{}</details>\n",
            escape(summary),
            inner.0
        ));
    }

    /// A chart in both widths, its caption and the table of its numbers.
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.0.push_str("<figure>");
        if let Some(narrow) = &figure.narrow {
            self.0.push_str(&format!(
                "<div class=\"wide\">{}</div><div class=\"narrow\">{narrow}</div>",
                figure.wide
            ));
        } else {
            let title = escape(&figure.head.title);
            self.0.push_str(&format!(
                "<div class=\"scroll fixed\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">{}</div>",
                figure.wide
            ));
        }
        self.0.push_str(&format!(
            "<figcaption>{}</figcaption><details><summary>The numbers as a table</summary>{}</details></figure>\n",
            escape(&figure.caption),
            figure.table.html()
        ));
    }
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
