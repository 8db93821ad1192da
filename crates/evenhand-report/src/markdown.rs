mod blocks;

pub use blocks::markdown_of;

use crate::hidden;
use crate::index::Index;
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::wording::{self, WITHIN, Wording, certain};
use crate::words::Words;
use evenhand_core::{Estimate, Scorecard, Span, Verdict};
use std::fmt::Write as _;

/// Findings printed; a comment on a pull request must stay short.
const MOST_FINDINGS: usize = 20;

/// Differences within strata printed.
const MOST_ALIKE: usize = 8;

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
    if let Some(sentence) = hidden::sentence(Words::english(), card) {
        let _ = writeln!(text, "{}\n", safe(&sentence));
    }
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
                hidden::people(Words::english(), finding)
            );
        }
        if all > MOST_FINDINGS {
            let _ = writeln!(text, "\n{} more are in the report.", all - MOST_FINDINGS);
        }
        text.push('\n');
    }
    within_strata(&mut text, &wording, &Profile::all(card, &index, false));
    let packs: Vec<String> = card
        .packs
        .iter()
        .map(|pack| wording.pack_line(pack))
        .collect();
    let waivers = wording.waivers();
    let lines = waivers.iter().chain(&packs);
    for line in lines
        .chain(&wording.adoption())
        .chain(&wording.comparisons())
    {
        let _ = writeln!(text, "{}  ", safe(line));
    }
    text.replace('\u{a0}', " ")
}

/// The differences over all rows and among people who are alike, the surest first.
fn within_strata(text: &mut String, wording: &Wording<'_>, profiles: &[Profile<'_>]) {
    let mut lines: Vec<(&Profile<'_>, &Estimate)> = profiles
        .iter()
        .flat_map(|profile| {
            profile
                .groups
                .iter()
                .filter(|group| !profile.small(group) && !group.missing)
                .filter_map(move |group| Some((profile, profile.estimate(group.name, WITHIN)?)))
        })
        .filter(|(_, e)| e.value.is_some())
        .collect();
    if lines.is_empty() {
        return;
    }
    lines.sort_by(|a, b| certain(b.1).total_cmp(&certain(a.1)));
    let _ = writeln!(
        text,
        "Among {}, difference of the share {}:\n\n| group | compared with | over all rows | within [{} range] |\n|---|---|--:|--:|",
        safe(&wording.alike()),
        wording.done(),
        wording.level()
    );
    for (profile, e) in lines.iter().take(MOST_ALIKE) {
        let crude = e.strata.and_then(|support| support.crude);
        let turned = e.strata.is_some_and(|support| support.reversal);
        let _ = writeln!(
            text,
            "| {}: {} | {} | {} | {}{} |",
            safe(&profile.title()),
            safe(&name::shown(&e.group)),
            safe(
                &e.reference
                    .as_deref()
                    .map_or_else(String::new, name::reference)
            ),
            number::with_interval(Span::Difference, crude, None, None),
            if turned { "≠ " } else { "" },
            number::with_interval(Span::Difference, e.value, e.lower, e.upper)
        );
    }
    if lines
        .iter()
        .any(|(_, e)| e.strata.is_some_and(|support| support.reversal))
    {
        text.push_str("\n≠ within strata the gap is another one than over all rows.\n");
    }
    if lines.len() > MOST_ALIKE {
        let _ = writeln!(
            text,
            "\n{} more are in the report.",
            lines.len() - MOST_ALIKE
        );
    }
    text.push('\n');
}

/// Text that cannot become markup, a link or a new cell of the table.
pub(crate) fn safe(text: &str) -> String {
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
            // Controls, and what turns the direction of the text that follows.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            letter if letter.is_control() => out.push('\u{fffd}'),
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

    #[test]
    fn differences_within_strata_stand_beside_those_over_all_rows() {
        let text = markdown(&fixture::alike());
        for line in [
            "Among people with the same charge, difference of the share flagged:",
            "| race: Caucasian | African-American | −0.240 | −0.229 [−0.253, −0.204] |",
            "| race: Hispanic | African-American | −0.051 | ≠ +0.018 [−0.011, +0.047] |",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!markdown(&fixture::recidivism()).contains("with the same"));
    }
}
