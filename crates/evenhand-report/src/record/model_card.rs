use super::card_text::{front_matter, line_of, newline, replaced};
use super::{Changed, Misplaced, about, title, yaml};
use crate::hidden;
use crate::index::Index;
use crate::markdown::safe;
use crate::wording::{self, Wording};
use crate::words::Words;
use crate::{name, number};
use evenhand_core::{Finding, Scorecard};
use std::fmt::Write as _;

const MARKS: (&str, &str) = ("<!-- evenhand:begin -->", "<!-- evenhand:end -->");
const YAML_MARKS: (&str, &str) = ("# evenhand:begin", "# evenhand:end");

/// How a card is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ModelCardOptions {
    /// Whether a card without front matter is given some.
    pub front_matter: bool,
}

/// A model card with what the audit found: a section of the text, and metrics in the front matter where the card has
/// some. All that stands outside our marks stays as it is, to the byte.
///
/// # Errors
/// Where only one of two marks is there, or where the card's own `model-index` has a form that ours cannot be added to.
pub fn model_card(card: &Scorecard, existing: &str, options: ModelCardOptions) -> Changed<String> {
    let mut text = existing.to_owned();
    if front_matter(&text).is_some() {
        text = with_metrics(card, text)?;
    } else if options.front_matter {
        let newline = newline(existing);
        let front = format!(
            "---\n{}\n{}{}\n---\n",
            YAML_MARKS.0,
            index(card, None, 0, true),
            YAML_MARKS.1
        );
        text = format!("{}{text}", front.replace('\n', newline));
    }
    let body = front_matter(&text).map_or(0, |front| front.end)..text.len();
    let ours = section(card);
    if let Some(changed) = replaced(&text, body, MARKS, &ours)? {
        return Ok(changed);
    }
    let newline = newline(&text);
    let mut block = String::new();
    if !text.is_empty() {
        block.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let _ = write!(block, "{}\n{ours}{}\n", MARKS.0, MARKS.1);
    text.push_str(&block.replace('\n', newline));
    Ok(text)
}

/// The front matter with our metrics: between our marks, at the end of a list that is there, or as a key of their own.
fn with_metrics(card: &Scorecard, text: String) -> Changed<String> {
    let Some(front) = front_matter(&text) else {
        return Ok(text);
    };
    let own = own_index(&text, front.clone())?;
    let ours = match &own {
        Some(own) => index(card, own.name.as_deref(), own.indent, false),
        None => index(card, None, 0, true),
    };
    if let Some(changed) = replaced(&text, front.clone(), YAML_MARKS, &ours)? {
        return Ok(changed);
    }
    let at = own.map_or(front.end, |own| own.end);
    let block = format!("{}\n{ours}{}\n", YAML_MARKS.0, YAML_MARKS.1);
    let block = block.replace('\n', newline(&text));
    Ok(format!("{}{block}{}", &text[..at], &text[at..]))
}

/// A `model-index` that is not ours.
struct OwnIndex {
    /// Where its list ends.
    end: usize,
    /// Blanks before the dash of its items.
    indent: usize,
    /// The name of its first item, as it is written.
    name: Option<String>,
}

/// Finds a `model-index` outside our marks.
fn own_index(text: &str, front: std::ops::Range<usize>) -> Changed<Option<OwnIndex>> {
    let mut at = front.start;
    let mut ours = false;
    let mut found: Option<OwnIndex> = None;
    for line in text[front].split_inclusive('\n') {
        let (start, bare) = (at, line.trim_end());
        at += line.len();
        if bare.trim() == YAML_MARKS.0 {
            ours = true;
        }
        if ours {
            ours = bare.trim() != YAML_MARKS.1;
            continue;
        }
        let inside = bare.starts_with([' ', '-']) && !bare.starts_with("---");
        if let Some(own) = &mut found {
            if inside {
                own.end = at;
                let item = bare.trim_start();
                if own.name.is_none() && item.starts_with('-') {
                    own.indent = bare.len() - item.len();
                    let first = item.trim_start_matches(['-', ' ']);
                    own.name = Some(first.strip_prefix("name:").map_or("", str::trim).to_owned());
                }
            } else if !bare.is_empty() && !bare.starts_with('#') {
                break;
            }
        } else if let Some(value) = bare.strip_prefix("model-index:") {
            let value = value.split(" #").next().unwrap_or_default().trim();
            if !value.is_empty() {
                return Err(Misplaced {
                    line: line_of(text, start),
                    message: "`model-index` is written in one line; write it as a list of lines that begin with `-`, or remove it".to_owned(),
                });
            }
            found = Some(OwnIndex {
                end: at,
                indent: 0,
                name: None,
            });
        }
    }
    if let Some(own) = &mut found {
        own.name = own.name.take().filter(|name| !name.is_empty());
    }
    Ok(found)
}

/// Metrics as the hub lists them: one item for each model.
fn index(card: &Scorecard, name: Option<&str>, indent: usize, with_key: bool) -> String {
    let shown = || card.findings.iter().filter(|f| !hidden::is_hidden(f));
    let mut lines: Vec<String> = Vec::new();
    let mut models: Vec<&str> = card.models.iter().map(|model| &*model.name).collect();
    if models.is_empty() {
        models.push("");
    }
    for model in models {
        let findings: Vec<&Finding> = shown()
            .filter(|f| &*f.model == model && f.value.is_some())
            .collect();
        if findings.is_empty() {
            continue;
        }
        let shown = match (name, model) {
            (Some(name), _) => name.to_owned(),
            (None, "") => yaml(&card.system.id),
            (None, model) => yaml(model),
        };
        for (depth, line) in [
            (0, format!("- name: {shown}")),
            (2, "results:".to_owned()),
            (2, "- task:".to_owned()),
            (6, "type: bias-audit".to_owned()),
            (6, "name: Bias audit".to_owned()),
            (4, "dataset:".to_owned()),
            (6, format!("type: {}", yaml(&card.system.id))),
            (6, format!("name: {}", yaml(title(card)))),
            (4, "metrics:".to_owned()),
        ] {
            lines.push(format!("{}{line}", " ".repeat(indent + depth)));
        }
        for finding in findings {
            let what = format!("{}, {}", finding.check, about(finding));
            for (depth, line) in [
                (4, format!("- type: {}", yaml(&finding.metric))),
                (6, format!("name: {}", yaml(&what))),
                (6, format!("value: {}", yaml(&value(card, finding)))),
            ] {
                lines.push(format!("{}{line}", " ".repeat(indent + depth)));
            }
        }
    }
    let mut text = String::new();
    if with_key {
        text.push_str(if lines.is_empty() {
            "model-index: []\n"
        } else {
            "model-index:\n"
        });
    }
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn value(card: &Scorecard, finding: &Finding) -> String {
    let span = number::span(card.metric(&finding.metric));
    number::with_interval(span, finding.value, finding.lower, finding.upper)
}

/// The section of the text, without its marks.
fn section(card: &Scorecard) -> String {
    let index = Index::new(card);
    let wording = Wording::new(card, &index);
    let shown = || card.findings.iter().filter(|f| !hidden::is_hidden(f));
    let mut text = String::from("## Fairness\n\n");
    let rungs: Vec<String> = wording::ladder(card)
        .into_iter()
        .map(|(verdict, count)| format!("{} {}", verdict.mark(), wording::counted(verdict, count)))
        .collect();
    let _ = writeln!(text, "{}: {}.\n", safe(title(card)), rungs.join(" · "));
    let findings: Vec<&Finding> = shown().collect();
    if !findings.is_empty() {
        let _ = writeln!(
            text,
            "| verdict | check | group | compared with | value [{} range] | limit | people |\n|---|---|---|---|--:|---|--:|",
            wording.level()
        );
        for finding in &findings {
            let reference = finding.reference.as_deref();
            let _ = writeln!(
                text,
                "| {} {} | {} | {} | {} | {} | {} | {} |",
                finding.verdict.mark(),
                finding.verdict.words(),
                safe(&finding.check),
                safe(&about(finding)),
                safe(&reference.map_or_else(String::new, name::reference)),
                value(card, finding),
                finding.limit,
                hidden::people(Words::english(), finding)
            );
        }
        text.push('\n');
    }
    if let Some(sentence) = hidden::sentence(Words::english(), card) {
        let _ = writeln!(text, "{}\n", safe(&sentence));
    }
    for line in wording.adoption() {
        let _ = write!(text, "{} ", safe(&line));
    }
    let _ = write!(
        text,
        "A number cannot certify fairness; these measure disparities. Made by {}.\n\n",
        safe(&card.tool)
    );
    text.replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests;
