//! Findings as text for a terminal.

use crate::finding::{Code, Finding, Severity};
use crate::lint::Lint;
use crate::table::Format;

/// Errors that are shown unless all are asked for.
const MOST: usize = 20;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct TerminalOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether to show everything.
    pub verbose: bool,
}

/// All that was found: a summary, then errors by block with the worst first, then warnings and notes, then what must be shown.
#[must_use]
pub fn terminal(name: &str, lint: &Lint, options: &TerminalOptions) -> String {
    let mut out = Out {
        text: String::new(),
        color: options.color,
        width: options.width.clamp(60, 140),
    };
    let errors = lint.count(Severity::Error);
    out.summary(name, lint, errors);
    let most = if options.verbose { usize::MAX } else { MOST };
    out.list(lint, Severity::Error, most);
    out.list(
        lint,
        Severity::Warning,
        if options.verbose {
            usize::MAX
        } else {
            MOST / 2
        },
    );
    out.list(
        lint,
        Severity::Note,
        if options.verbose {
            usize::MAX
        } else {
            MOST / 4
        },
    );
    out.shown(lint);
    if errors > 0 {
        let code = lint
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code.id())
            .next();
        out.line("");
        let hint = format!(
            " evenhand explain {} says what a code means.",
            code.unwrap_or("PUB001")
        );
        out.dim_line(&hint);
    }
    out.text
}

/// Table and block.
type Place<'a> = (Option<usize>, &'a str);

struct Out {
    text: String,
    color: bool,
    width: usize,
}

impl Out {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn dim_line(&mut self, text: &str) {
        let text = self.paint("2", text);
        self.line(&text);
    }

    /// Lines within the width, the first after `first`, the others after as many blanks.
    fn wrapped(&mut self, indent: usize, text: &str, dim: bool) {
        let room = self.width.saturating_sub(indent).max(20);
        let mut line = String::new();
        let mut lines = Vec::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
        for line in lines {
            let painted = if dim { self.paint("2", &line) } else { line };
            self.line(&format!("{:indent$}{painted}", ""));
        }
    }

    fn summary(&mut self, name: &str, lint: &Lint, errors: usize) {
        let (mark, code) = if errors > 0 {
            ("✖", "1;38;5;202")
        } else {
            ("✔", "38;5;39")
        };
        let warnings = lint.count(Severity::Warning);
        let notes = lint.count(Severity::Note);
        let counts = [
            plural(lint.tables, "table"),
            plural(lint.blocks.len(), "block"),
            plural(lint.rows, "row"),
        ]
        .join(", ");
        let numbers = format!(
            "{} of {} recomputed numbers agree",
            lint.agreed, lint.recomputed
        );
        let found = [
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(notes, "note"),
        ]
        .join(", ");
        let text = format!("{}: {counts}; {numbers}: {found}", clean(name));
        let painted = format!("{} {}", self.paint(code, mark), self.paint("1", &text));
        self.line(&painted);
    }

    fn list(&mut self, lint: &Lint, severity: Severity, most: usize) {
        let all: Vec<&Finding> = lint
            .findings
            .iter()
            // What must be shown has a list of its own.
            .filter(|finding| finding.severity == severity && finding.code != Code::Item)
            .collect();
        let mut blocks: Vec<(Place, Vec<&Finding>)> = Vec::new();
        for finding in &all {
            let key = (finding.table, finding.block.as_str());
            match blocks.iter_mut().find(|(other, _)| *other == key) {
                Some((_, list)) => list.push(finding),
                None => blocks.push((key, vec![finding])),
            }
        }
        let worst = |list: &[&Finding]| {
            list.iter()
                .map(|finding| finding.distance)
                .fold(0.0, f64::max)
        };
        for (_, list) in &mut blocks {
            list.sort_by(|a, b| b.distance.total_cmp(&a.distance));
        }
        blocks.sort_by(|(_, a), (_, b)| worst(b).total_cmp(&worst(a)));
        let mut left = most;
        for ((table, block), list) in &blocks {
            if left == 0 {
                break;
            }
            let title = match (table, block.is_empty()) {
                (None, _) => "the whole file".to_owned(),
                (Some(table), true) => format!("table {table}"),
                (Some(_), false) if lint.tables < 2 && lint.format == Format::Csv => clean(block),
                (Some(table), false) => format!("table {table}, {}", clean(block)),
            };
            self.line("");
            let title = self.paint("1", &title);
            self.line(&format!(" {title}"));
            for finding in list.iter().take(left) {
                self.finding(finding, lint.format);
            }
            left = left.saturating_sub(list.len());
        }
        let shown = all.len().min(most);
        if shown < all.len() {
            self.line("");
            let more = format!(
                " and {} more (-v shows all)",
                plural(all.len() - shown, severity.as_str())
            );
            self.dim_line(&more);
        }
    }

    fn finding(&mut self, finding: &Finding, format: Format) {
        let (mark, code) = match finding.severity {
            Severity::Error => ("✖", "1;38;5;202"),
            Severity::Warning => ("!", "1;38;5;214"),
            Severity::Note => ("·", "38;5;246"),
        };
        let place = match (format, finding.line, finding.row) {
            (Format::Csv, Some(line), _) => format!("line {line}"),
            (Format::Html, Some(line), Some(row)) => format!("row {row}, line {line}"),
            _ => String::new(),
        };
        let what = [clean(&finding.group), clean(&finding.column)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let values = match (finding.printed.is_empty(), finding.recomputed.is_empty()) {
            (false, false) => format!(
                "{} printed, {} recomputed",
                clean(&finding.printed),
                finding.recomputed
            ),
            (false, true) => format!("{} printed", clean(&finding.printed)),
            (true, false) => format!("{} recomputed", finding.recomputed),
            (true, true) => String::new(),
        };
        let mut head = format!(
            "   {} {}",
            self.paint(code, mark),
            self.paint("2", finding.code.id())
        );
        if !what.is_empty() {
            head.push_str(&format!("  {what}"));
        }
        if !values.is_empty() {
            head.push_str(&format!(": {}", self.paint("1", &values)));
        }
        if what.is_empty() && values.is_empty() {
            head.push_str(&format!("  {}", finding.code.title()));
        }
        if !place.is_empty() {
            head.push_str(&format!("  {}", self.paint("2", &format!("({place})"))));
        }
        self.line(&head);
        let mut why = if what.is_empty() && values.is_empty() {
            String::new()
        } else {
            finding.code.title().to_owned()
        };
        if !finding.how.is_empty() {
            if !why.is_empty() {
                why.push_str(": ");
            }
            why.push_str(&clean(&finding.how));
        }
        self.wrapped(13, &why, true);
        if finding.severity != Severity::Note && !finding.action.is_empty() {
            self.wrapped(13, &format!("→ {}", clean(&finding.action)), false);
        }
    }

    fn shown(&mut self, lint: &Lint) {
        let Some(pack) = &lint.pack else { return };
        self.line("");
        let found = lint.shown.iter().filter(|shown| shown.found).count();
        let title = self.paint(
            "1",
            &format!(
                "{found} of {} things that {pack} asks for were found",
                lint.shown.len()
            ),
        );
        self.line(&format!(" {title}"));
        for shown in &lint.shown {
            let mark = if shown.found {
                self.paint("38;5;39", "✔")
            } else {
                self.paint("1;38;5;202", "✖")
            };
            let place = if shown.place.is_empty() {
                String::new()
            } else {
                self.paint("2", &format!("  {}", clean(&shown.place)))
            };
            self.line(&format!("   {mark} {:<28}{place}", shown.item.as_str()));
        }
        if found < lint.shown.len() {
            self.wrapped(
                3,
                &format!("Each that is missing is an error, {}.", Code::Item.id()),
                true,
            );
        }
        self.wrapped(
            3,
            "Words and numbers were looked for; whether they are true was not. Not legal advice.",
            true,
        );
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 {
        format!("1 {word}")
    } else {
        format!("{count} {word}s")
    }
}

/// The text without control characters, which could move the cursor or change its colour.
fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect()
}
