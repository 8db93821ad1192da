use crate::index::Index;
use crate::name;
use crate::number;
use crate::wording::{self, Wording};
use evenhand_core::{Scorecard, Verdict};
use std::fmt::Write as _;

/// Findings printed; a comment on a pull request must stay short.
const MOST_FINDINGS: usize = 20;

/// A short summary for a pull request: the result, the count of verdicts, the gravest findings.
pub fn markdown(card: &Scorecard) -> String {
    let index = Index::new(card);
    let wording = Wording::new(card, &index);
    let mut text = String::new();
    let title = if card.system.title.is_empty() {
        &card.system.id
    } else {
        &card.system.title
    };
    let title = if title.is_empty() {
        "Bias audit"
    } else {
        title
    };
    let _ = writeln!(
        text,
        "## {}: {}\n",
        safe(title),
        lower_first(&wording.result())
    );
    let rungs: Vec<String> = wording::ladder(card)
        .into_iter()
        .map(|(verdict, count)| format!("{} {}", verdict.mark(), wording::counted(verdict, count)))
        .collect();
    let _ = writeln!(text, "{}\n", rungs.join(" · "));
    let _ = writeln!(text, "{}\n", safe(&wording.people().join(" · ")));
    let lines = wording.gravest();
    let grave: Vec<_> = lines
        .iter()
        .filter(|line| line.finding.verdict != Verdict::WithinLimit)
        .collect();
    if !grave.is_empty() {
        let _ = writeln!(
            text,
            "| verdict | check | group | value [{} range] | limit | n |\n|---|---|---|--:|---|--:|",
            wording.level()
        );
        let findings = grave
            .iter()
            .flat_map(|line| std::iter::once(line.finding).chain(line.others.iter().copied()));
        let all = findings.clone().count();
        for finding in findings.take(MOST_FINDINGS) {
            let span = number::span(card.metric(&finding.metric));
            let group = if finding.group.is_empty() {
                name::shown(&finding.attribute)
            } else {
                format!(
                    "{}: {}",
                    name::shown(&finding.attribute),
                    name::shown(&finding.group)
                )
            };
            let _ = writeln!(
                text,
                "| {} {} | {} | {} | {} | {} | {} |",
                finding.verdict.mark(),
                finding.verdict.words(),
                safe(&finding.check),
                safe(&group),
                number::with_interval(span, finding.value, finding.lower, finding.upper),
                finding.limit,
                number::count(finding.n)
            );
        }
        if all > MOST_FINDINGS {
            let _ = writeln!(text, "\n{} more are in the report.", all - MOST_FINDINGS);
        }
        text.push('\n');
    }
    for line in wording.adoption().iter().chain(&wording.comparisons()) {
        let _ = writeln!(text, "{}  ", safe(line));
    }
    text.replace('\u{a0}', " ")
}

/// Text that cannot become markup, a link or a new cell of the table.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            // A zero-width joiner keeps an address from becoming a link or a mention.
            '@' => out.push_str("@\u{2060}"),
            other => out.push(other),
        }
    }
    out
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|letter| letter.to_lowercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn names_cannot_break_the_table() {
        let text = markdown(&fixture::hostile());
        assert!(!text.contains("<img") && !text.contains("<script"));
        assert_eq!(safe("a|b\nc"), "a\\|b c");
    }

    #[test]
    fn the_gravest_come_first() {
        let text = markdown(&fixture::recidivism());
        let confirmed = text.find("| ✖ confirmed gap").unwrap();
        assert!(
            text.find("| ? possible gap")
                .is_none_or(|possible| confirmed < possible)
        );
    }
}
