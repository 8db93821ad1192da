use super::safe;
use crate::document::{Block, Inline, Style};
use crate::table::{Cell, Table};
use std::fmt::Write as _;

/// Blocks in a row, as Markdown; of a figure, the caption and the table of its numbers.
pub fn markdown_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        write(&mut text, block);
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text.replace('\u{a0}', " ")
}

fn write(text: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text: words } => {
            let _ = writeln!(text, "{} {}\n", "#".repeat((*level).into()), safe(words));
        }
        Block::Paragraph { style, text: words } => match style {
            Style::Printed => {}
            Style::Warning => {
                let _ = writeln!(text, "> {}\n", inline(words));
            }
            Style::Plain | Style::Lead => {
                let _ = writeln!(text, "{}\n", inline(words));
            }
        },
        Block::List { items } => {
            for item in items {
                let _ = writeln!(text, "- {}", inline(item));
            }
            text.push('\n');
        }
        Block::Terms { pairs } => {
            for pair in pairs {
                let _ = writeln!(text, "- **{}**: {}", safe(&pair.term), safe(&pair.meaning));
            }
            text.push('\n');
        }
        Block::Code { text: lines } => {
            // A fence longer than any in the text cannot be closed by it.
            let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let _ = writeln!(text, "{fence}\n{}\n{fence}\n", lines.trim_end());
        }
        Block::Table { table: of } => table(text, of),
        Block::Details {
            summary, blocks, ..
        } => {
            let _ = writeln!(text, "**{}**\n", safe(summary));
            for block in blocks {
                write(text, block);
            }
        }
        Block::Figure { figure } => {
            let _ = writeln!(text, "{}\n", safe(&figure.caption));
            table(text, &figure.table);
        }
        Block::Form { fields } => {
            for field in fields {
                let _ = writeln!(text, "- {}:", safe(field));
            }
            text.push('\n');
        }
    }
}

fn inline(parts: &[Inline]) -> String {
    let part = |part: &Inline| match part {
        Inline::Text(words) | Inline::Name(words) | Inline::English(words) => safe(words),
        Inline::Code(words) => {
            let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest + 1);
            format!("{fence}{}{fence}", words.replace(['\n', '\r'], " "))
        }
    };
    parts.iter().map(part).collect()
}

fn table(text: &mut String, of: &Table) {
    if !of.caption.is_empty() {
        let _ = writeln!(text, "**{}**\n", safe(&of.caption));
    }
    let head: Vec<String> = of.head.iter().map(|(words, _)| safe(words)).collect();
    let rule: Vec<&str> = (of.head.iter())
        .map(|(_, number)| if *number { "--:" } else { "---" })
        .collect();
    let _ = writeln!(text, "| {} |\n|{}|", head.join(" | "), rule.join("|"));
    for row in &of.rows {
        let cells: Vec<String> = row.iter().map(|cell| shown(of, cell)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push('\n');
}

fn shown(of: &Table, cell: &Cell) -> String {
    match cell {
        Cell::Name(words) | Cell::Text(words) | Cell::Number(words) | Cell::English(words) => {
            safe(words)
        }
        Cell::Verdict(verdict) => safe(&format!(
            "{} {}",
            verdict.mark(),
            of.words.verdict(*verdict)
        )),
        Cell::Nothing => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::body::Body;
    use crate::words::Words;
    use evenhand_core::Verdict;

    #[test]
    fn every_kind_of_block_is_written_and_no_name_becomes_markup() {
        let mut body = Body::new();
        body.heading(2, "Groups # 1");
        body.warning("Run `evenhand check` and <b>read</b>.");
        body.list(&["one | two"]);
        body.code("a ``` b");
        let mut table = Table::speaking(
            Words::default(),
            "Of *all*",
            &[("group", false), ("rate", true), ("verdict", false)],
        );
        table.rows.push(vec![
            Cell::Name("a|b\n".to_owned()),
            Cell::Number("0.5".to_owned()),
            Cell::Verdict(Verdict::ConfirmedGap),
        ]);
        body.table(table);
        let text = markdown_of(&body.finish());
        assert_eq!(
            text,
            "## Groups \\# 1\n\n> Run `evenhand check` and &lt;b&gt;read&lt;/b&gt;.\n\n- one \\| two\n\n````\na ``` b\n````\n\n\
             **Of \\*all\\***\n\n| group | rate | verdict |\n|---|--:|---|\n| a\\|b  | 0.5 | ✖ confirmed gap |\n"
        );
    }
}
