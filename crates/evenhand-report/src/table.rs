use crate::chart::svg::escape;
use crate::words::Words;
use evenhand_core::Verdict;
use std::fmt::Write as _;

/// A longer text asks for a wide column, so that its row does not grow tall.
const LONG: usize = 21;
const LONG_NAME: usize = 30;
/// From here on it asks for a still wider one.
const LONGER: usize = 60;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Names the row.
    Name(String),
    Text(String),
    Number(String),
    Verdict(Verdict),
    Nothing,
}

/// A table for reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    /// Headings; `true` over numbers.
    pub(crate) head: Vec<(String, bool)>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The language of its verdicts.
    pub(crate) words: Words,
}

impl Table {
    /// A table without rows, in English.
    pub(crate) fn new(caption: impl Into<String>, head: &[(&str, bool)]) -> Self {
        Self::speaking(Words::english(), caption, head)
    }

    /// A table without rows.
    pub(crate) fn speaking(
        words: Words,
        caption: impl Into<String>,
        head: &[(impl AsRef<str>, bool)],
    ) -> Self {
        Self {
            words,
            caption: caption.into(),
            head: head
                .iter()
                .map(|(text, number)| (text.as_ref().to_owned(), *number))
                .collect(),
            rows: Vec::new(),
        }
    }

    /// The table as HTML, in a frame that scrolls on its own where the page is narrow.
    pub(crate) fn html(&self) -> String {
        let caption = escape(&self.caption);
        let mut html = format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>"
        );
        for (text, number) in &self.head {
            let class = if *number { " class=\"num\"" } else { "" };
            let _ = write!(html, "<th scope=\"col\"{class}>{}</th>", escape(text));
        }
        html.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            html.push_str("<tr>");
            for cell in row {
                cell.push(self.words, &mut html);
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>");
        html
    }
}

impl Cell {
    fn push(&self, words: Words, html: &mut String) {
        match self {
            Self::Name(text) => {
                let long = text.chars().count() >= LONG_NAME;
                html.push_str(if long {
                    "<th scope=\"row\" class=\"long\">"
                } else {
                    "<th scope=\"row\">"
                });
                html.push_str(&escape(text));
                html.push_str("</th>");
            }
            Self::Text(text) => {
                html.push_str(match text.chars().count() {
                    0..LONG => "<td>",
                    LONG..LONGER => "<td class=\"long\">",
                    _ => "<td class=\"longer\">",
                });
                html.push_str(&escape(text));
                html.push_str("</td>");
            }
            Self::Number(text) => {
                html.push_str("<td class=\"num\">");
                html.push_str(&escape(text));
                html.push_str("</td>");
            }
            Self::Verdict(verdict) => {
                html.push_str("<td>");
                html.push_str(&badge_in(words, *verdict));
                html.push_str("</td>");
            }
            Self::Nothing => html.push_str("<td></td>"),
        }
    }
}

/// Mark and words of a verdict in English.
pub(crate) fn badge(verdict: Verdict) -> String {
    badge_in(Words::english(), verdict)
}

/// Mark and words of a verdict: shape, word and colour say the same.
pub(crate) fn badge_in(words: Words, verdict: Verdict) -> String {
    format!(
        "<span class=\"verdict {0}\"><svg class=\"v\" aria-hidden=\"true\"><use href=\"#v-{0}\"/></svg>{1}</span>",
        verdict.as_str(),
        words.verdict(verdict)
    )
}
