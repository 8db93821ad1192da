use crate::args::ExplainArgs;
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::lint::Code;
use evenhand::metrics::{Entry, catalogue};
use evenhand::policy::{rule_of_code, rules};
use evenhand::{Input, Status, Verdict, nearest};
use std::fmt::Write as _;

pub fn run(args: &ExplainArgs) -> Outcome {
    let wanted = args.id.trim();
    let width = terminal::width().min(88);
    if let Some(rule) = rule_of_code(wanted) {
        let name = rule.name.replace('_', " ");
        let text = format!(
            "{}: {name}\n\n{}\n\nWhat to do\n  {}\n",
            rule.code,
            wrap(rule.what, width, 0),
            wrap(rule.remedy, width - 2, 2)
        );
        terminal::print(&text)?;
        return Ok(0);
    }
    if let Some(text) = word(wanted) {
        terminal::print(&format!("{}\n", wrap(&text, width, 0)))?;
        return Ok(0);
    }
    let peers = of_peers(wanted);
    let entry = catalogue()
        .entry(wanted)
        .or_else(|| peers.first().map(|(entry, _)| (*entry).clone()));
    let Some(entry) = entry else {
        let mut names: Vec<String> = catalogue().names_known().map(str::to_owned).collect();
        names.extend(
            Verdict::ALL
                .iter()
                .map(|verdict| verdict.as_str().to_owned()),
        );
        names.extend(rules().map(|rule| rule.code.to_owned()));
        names.extend(evenhand::report::methods().map(str::to_owned));
        names.extend(Code::ALL.iter().map(|code| code.id().to_owned()));
        let failure = Failure::usage(format!(
            "`{wanted}` is no metric, rule, verdict, status or method"
        ));
        return Err(match nearest(wanted, names.iter().map(String::as_str)) {
            Some(near) => failure.with_help(format!("did you mean `{near}`?")),
            None => failure.with_help("`evenhand metrics` lists the catalogue"),
        });
    };
    let mut text = page(&entry, width);
    for (other, sentence) in &peers {
        let about = if other.id() == entry.id() {
            String::new()
        } else {
            format!(" ({})", other.id())
        };
        let _ = writeln!(text, "\n{}", wrap(&format!("{sentence}{about}"), width, 0));
    }
    terminal::print(&text)?;
    Ok(0)
}

/// What the tools of the field mean by a name.
fn of_peers(wanted: &str) -> Vec<(&'static Entry, String)> {
    let mut found = Vec::new();
    for entry in catalogue().entries() {
        for (tool, name, transform) in &entry.peers {
            if name.eq_ignore_ascii_case(wanted) {
                let how = match *transform {
                    "=" => format!("{tool} calls this number {name}."),
                    "−x" => format!("{tool}'s {name} is this number with the other sign."),
                    "1/x" => format!("{tool}'s {name} is this ratio turned upside down."),
                    "abs" => format!("{tool}'s {name} is this number without its sign."),
                    "max abs" => format!(
                        "{tool}'s {name} is the largest absolute value over groups, unsigned."
                    ),
                    "max−min" => format!(
                        "{tool}'s {name} is the largest minus the smallest value over groups, unsigned."
                    ),
                    _ => format!("Beware: {tool}'s {name} is another quantity."),
                };
                found.push((entry, how));
            }
        }
    }
    found
}

fn page(entry: &Entry, width: usize) -> String {
    let info = &entry.info;
    let mut text = format!(
        "{}: {}\n\n{}\n\n",
        info.id,
        info.label,
        wrap(&info.summary, width, 0)
    );
    let _ = writeln!(text, "  formula    {}", info.formula);
    let needs: Vec<&str> = info
        .inputs
        .iter()
        .filter(|input| **input != Input::Decision)
        .map(|input| input.key())
        .collect();
    if !needs.is_empty() {
        let _ = writeln!(
            text,
            "  needs      {}",
            wrap(&needs.join(", "), width - 13, 13)
        );
    }
    if !info.interval.is_empty() {
        let _ = writeln!(
            text,
            "  interval   {}",
            wrap(&info.interval, width - 13, 13)
        );
    }
    if let Some(parameter) = entry.parameter {
        let _ = writeln!(text, "  parameter  {0}({parameter}=…)", info.id);
    }
    if let Some(ideal) = info.ideal {
        let _ = writeln!(text, "  parity     {ideal}");
    }
    if !info.aliases.is_empty() {
        let _ = writeln!(
            text,
            "  also       {}",
            wrap(&info.aliases.join(", "), width - 13, 13)
        );
    }
    for (tool, name, transform) in &entry.peers {
        let _ = writeln!(text, "  {tool:<18} {name} ({transform})");
    }
    for (heading, part) in [
        ("How to read it", &info.reading),
        ("Undefined", &info.undefined),
        ("Beware", &info.beware),
        ("Compare", &info.compare),
        ("Source", &info.source),
    ] {
        if !part.is_empty() {
            let _ = writeln!(text, "\n{heading}\n  {}", wrap(part, width - 2, 2));
        }
    }
    text
}

/// Verdicts, statuses and methods.
fn word(wanted: &str) -> Option<String> {
    if let Some(verdict) = Verdict::ALL
        .iter()
        .find(|v| v.as_str() == wanted || v.words() == wanted)
    {
        let meaning = match verdict {
            Verdict::ConfirmedGap => {
                "the whole interval lies beyond the limit, also after the correction for several comparisons. On a gate check it fails the run (exit 1)."
            }
            Verdict::PossibleGap => {
                "the interval crosses the limit, or the gap is confirmed only before the correction for several comparisons. More people would decide it; the report says how many."
            }
            Verdict::InsufficientData => {
                "a group is below min_n, or the number is undefined for want of people. It never passes and never fails."
            }
            Verdict::NotTested => "planned, but an input is missing or there is only one group.",
            Verdict::Hidden => "the cell is suppressed for privacy. That is not a good result.",
            Verdict::Waived => {
                "a confirmed gap that somebody took responsibility for until a date; number, range and mark stay visible."
            }
            Verdict::WithinLimit => {
                "the whole interval lies inside the limit: shown, not assumed. Small groups do not get there."
            }
        };
        return Some(format!(
            "{} {} ({}): {meaning}",
            verdict.mark(),
            verdict.words(),
            verdict.as_str()
        ));
    }
    let statuses = [
        (Status::Ok, "a number with an interval."),
        (
            Status::Unbounded,
            "a positive number divided by zero: infinite, not missing.",
        ),
        (
            Status::UndefinedZeroDenominator,
            "zero divided by zero, or a rate over nobody. Never replaced by 0, 1 or infinity.",
        ),
        (
            Status::InsufficientN,
            "a group is below min_n; value and interval are still printed.",
        ),
        (Status::OneGroupOnly, "there is nobody to compare with."),
        (
            Status::MissingInput,
            "a column that the metric needs was not given.",
        ),
        (
            Status::NeedsRows,
            "the metric cannot be computed from counts alone.",
        ),
        (Status::Suppressed, "hidden for privacy."),
    ];
    if let Some((status, meaning)) = statuses
        .iter()
        .find(|(status, _)| status.as_str() == wanted)
    {
        return Some(format!("{}: {meaning}", status.as_str()));
    }
    if let Some(code) = Code::find(wanted) {
        return Some(format!(
            "{} ({}): {}. {}",
            code.id(),
            code.severity().as_str(),
            code.title(),
            code.explain()
        ));
    }
    evenhand::report::method(wanted).map(|meaning| format!("{wanted}: {meaning}"))
}

/// Breaks a text into lines; those after the first are indented.
fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines
            .last_mut()
            .map(|line| line.chars().count())
            .unwrap_or_default();
        if line > 0 && line + 1 + word.chars().count() > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}
