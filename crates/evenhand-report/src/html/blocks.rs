use crate::chart::svg::{escape, inside_page};
use crate::document::{Block, Inline, Style};
use crate::figure::Figure;
use crate::table::{Cell, Table};
use crate::words::Words;
use evenhand_core::Verdict;
use std::fmt::Write as _;

/// Blocks in a row.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let mut html = String::new();
    for block in blocks {
        push(&mut html, block);
        html.push('\n');
    }
    html
}

fn push(html: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let _ = write!(html, "<h{level}>{}</h{level}>", escape(text));
        }
        Block::Paragraph { style, text } => {
            html.push_str(match style {
                Style::Plain => "<p>",
                Style::Lead => "<p class=\"lead\">",
                Style::Warning => "<p class=\"warning\">",
                Style::Printed => "<p class=\"printed\">",
            });
            html.push_str(&inlines(text));
            html.push_str("</p>");
        }
        Block::List { items } => {
            html.push_str("<ul>");
            for item in items {
                let _ = write!(html, "\n<li>{}", inlines(item));
            }
            html.push_str("\n</ul>");
        }
        Block::Terms { pairs } => {
            html.push_str("<dl>");
            for pair in pairs {
                let (term, meaning) = (escape(&pair.term), escape(&pair.meaning));
                let language = (pair.language)
                    .map_or_else(String::new, |language| format!(" lang=\"{language}\""));
                let _ = write!(html, "\n<div><dt>{term}<dd{language}>{meaning}</div>");
            }
            html.push_str("\n</dl>");
        }
        Block::Code { text } => {
            let lines: Vec<String> = text.lines().map(escape).collect();
            let _ = write!(
                html,
                "<pre tabindex=\"0\"><code>{}</code></pre>",
                lines.join("\n")
            );
        }
        Block::Table { table: of } => html.push_str(&table(of)),
        Block::Details {
            summary,
            blocks: inner,
            bulk,
        } => {
            let class = if *bulk { " class=\"bulk\"" } else { "" };
            let _ = write!(
                html,
                "<details{class}><summary>{}</summary>\n{}</details>",
                escape(summary),
                blocks(inner)
            );
        }
        Block::Figure { figure: of } => figure(html, of),
        Block::Form { fields } => {
            html.push_str("<dl class=\"form\">");
            for field in fields {
                let _ = write!(html, "\n<div><dt>{}<dd></div>", escape(field));
            }
            html.push_str("\n</dl>");
        }
    }
}

/// A line, the names in it set apart.
pub(super) fn inlines(line: &[Inline]) -> String {
    let mut html = String::new();
    for part in line {
        let safe = escape(part.text());
        match part {
            Inline::Text(_) => html.push_str(&safe),
            Inline::Name(_) => {
                let _ = write!(html, "<b class=\"name\">{safe}</b>");
            }
            Inline::Code(_) => {
                let _ = write!(html, "<code>{safe}</code>");
            }
            Inline::English(_) => {
                let _ = write!(html, "<span lang=\"en\">{safe}</span>");
            }
        }
    }
    html
}

/// A chart in both widths, its caption and the table of its numbers.
fn figure(html: &mut String, figure: &Figure) {
    html.push_str("<figure>\n");
    let wide = inside_page(&figure.wide);
    if let Some(narrow) = &figure.narrow {
        let _ = write!(
            html,
            "<div class=\"wide\">{wide}</div>\n<div class=\"narrow\">{}</div>",
            inside_page(narrow)
        );
    } else {
        let _ = write!(
            html,
            "<div class=\"scroll fixed\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{wide}</div>",
            escape(&figure.head.title)
        );
    }
    let _ = write!(
        html,
        "\n<figcaption>{}</figcaption>\n<details><summary>{}</summary>{}</details></figure>",
        escape(&figure.caption),
        escape(&figure.table.words.numbers_as_table().to_text()),
        table(&figure.table)
    );
}

/// A longer text asks for a wide column, so that its row does not grow tall.
const LONG: usize = 21;
const LONG_NAME: usize = 30;
/// From here on it asks for a still wider one.
const LONGER: usize = 60;

/// With more columns a table is set smaller on paper.
const MOST_COLUMNS: usize = 7;

/// A table in a frame that scrolls on its own where the page is narrow.
pub(crate) fn table(table: &Table) -> String {
    let caption = escape(&table.caption);
    let broad = if table.head.len() > MOST_COLUMNS {
        " class=broad"
    } else {
        ""
    };
    let mut html = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table{broad}>"
    );
    rows(&mut html, table);
    html.push_str("</table></div>");
    html
}

/// A small table that never scrolls.
pub(super) fn small_table(table: &Table, class: &str) -> String {
    let mut html = format!("<table class=\"{class}\">");
    rows(&mut html, table);
    html.push_str("</table>");
    html
}

/// The rows; end tags that HTML can do without are left out, since a report has thousands of them.
fn rows(html: &mut String, table: &Table) {
    let _ = write!(
        html,
        "<caption>{}</caption><thead><tr>",
        escape(&table.caption)
    );
    for (text, number) in &table.head {
        let class = if *number { " class=n" } else { "" };
        let _ = write!(html, "<th scope=col{class}>{}", escape(text));
    }
    html.push_str("</thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for each in row {
            cell(html, table.words, each);
        }
        html.push('\n');
    }
    html.push_str("</tbody>");
}

fn cell(html: &mut String, words: Words, cell: &Cell) {
    match cell {
        Cell::Name(text) => {
            let long = text.chars().count() >= LONG_NAME;
            html.push_str(if long {
                "<th scope=row class=long>"
            } else {
                "<th scope=row>"
            });
            html.push_str(&escape(text));
        }
        Cell::Text(text) | Cell::English(text) => {
            html.push_str("<td");
            if matches!(cell, Cell::English(_)) {
                html.push_str(" lang=\"en\"");
            }
            html.push_str(match text.chars().count() {
                0..LONG => ">",
                LONG..LONGER => " class=long>",
                _ => " class=longer>",
            });
            html.push_str(&escape(text));
        }
        Cell::Number(text) => {
            html.push_str("<td class=n>");
            html.push_str(&escape(text));
        }
        Cell::Verdict(verdict) => {
            html.push_str("<td>");
            html.push_str(&badge(*verdict, &words.verdict(*verdict)));
        }
        Cell::Nothing => html.push_str("<td>"),
    }
}

/// Mark and words of a verdict: shape, word and colour say the same.
pub(crate) fn badge(verdict: Verdict, words: &str) -> String {
    format!(
        "<span class=\"verdict {0}\"><svg class=\"v\" aria-hidden=\"true\"><use href=\"#v-{0}\"/></svg>{1}</span>",
        verdict.as_str(),
        escape(words)
    )
}
