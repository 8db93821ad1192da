use super::{Page, mark, named};
use crate::number;
use crate::terminal::TerminalOptions;
use crate::terminal::paint::{clean, left, right};
use evenhand_core::{
    EstimateChange, Limit, Real, ScorecardComparison, Shift, Span, Status, VerdictChange,
};

const VALUE: usize = 8;
const CHANGE: usize = 24;
const SHOWN: usize = 12;

/// Two scorecards of one system, as text for a terminal: verdicts first, then the numbers that a check looks at, or all.
pub fn compare_scorecards(
    comparison: &ScorecardComparison,
    all: bool,
    options: &TerminalOptions,
) -> String {
    let mut page = Page::new(options);
    page.title(
        &format!("{}: what changed", comparison.system),
        &comparison.tool,
    );
    page.wrapped(&origin(comparison));
    page.line("");
    page.verdicts(comparison);
    for (title, parts) in [
        ("Only in the new scorecard", &comparison.added),
        ("Only in the old scorecard", &comparison.removed),
    ] {
        if !parts.is_empty() {
            let title = page.paint.bold(title);
            page.line(&format!(" {title}"));
            page.wrapped(&parts.join(" · "));
            page.line("");
        }
    }
    let shown: Vec<&EstimateChange> = (comparison.changes.iter())
        .filter(|change| all || change.checked)
        .collect();
    for metric in &comparison.metrics {
        let own: Vec<&EstimateChange> = (shown.iter().copied())
            .filter(|change| *change.metric == *metric.id)
            .collect();
        if !own.is_empty() {
            page.numbers(&clean(&metric.label), number::span(Some(metric)), &own);
        }
    }
    let hidden = comparison.changes.len() - shown.len();
    if hidden > 0 {
        page.wrapped(&format!(
            "{} numbers that no check looks at are not shown; --all shows them.",
            number::count(hidden as u64)
        ));
    }
    if !comparison.same_statistics {
        page.wrapped(
            "The change is new less old, of ratios new over old. Both scorecards count as independent samples: where the same people are in both the intervals are not those of a paired comparison, and `evenhand compare SPEC.toml` is the better question for two models. \"Higher\" and \"lower\" hold after Holm's correction; \"not shown\" is no proof that nothing changed.",
        );
    }
    page.text.replace('\u{a0}', " ")
}

pub(crate) fn origin(comparison: &ScorecardComparison) -> String {
    let spec = if comparison.same_spec {
        "the same spec"
    } else {
        "different specs"
    };
    let tested = if comparison.same_statistics {
        "the same counts: every difference comes from limits and settings, none from people"
    } else if comparison.level.is_none() {
        "different counts, at different confidence levels: changes are shown without a test"
    } else {
        "different counts"
    };
    format!("From {spec} and {tested}.")
}

impl Page {
    fn verdicts(&mut self, comparison: &ScorecardComparison) {
        if comparison.verdicts.is_empty() {
            self.wrapped("No verdict changed.");
            self.line("");
        } else {
            let title = self.paint.bold("Verdicts that changed");
            self.line(&format!(" {title}"));
            for verdict in &comparison.verdicts {
                self.wrapped(&sentence(verdict));
            }
            self.line("");
        }
        for limit in &comparison.limits {
            self.wrapped(&format!(
                "Limit of {}: {} before, {} now",
                limit.check,
                words(&limit.old),
                words(&limit.new)
            ));
        }
        if !comparison.limits.is_empty() {
            self.line("");
        }
    }

    fn numbers(&mut self, label: &str, span: Span, changes: &[&EstimateChange]) {
        let name = self.name(2 + 2 * VALUE + CHANGE + SHOWN);
        let head = format!(
            "{}{}  {}",
            right("old", VALUE),
            right("new", VALUE),
            left("change", CHANGE)
        );
        self.table(label, name, &head, "shown");
        for change in changes {
            let whom = whom(
                &change.attribute,
                &change.group,
                &change.model,
                &change.slice,
            );
            let numbers = format!(
                "{}{}  {}",
                right(&value(span, change.old, change.old_status), VALUE),
                right(&value(span, change.new, change.new_status), VALUE),
                left(&difference(span, change), CHANGE)
            );
            let words = if change.p_value.is_none() && change.shift == Shift::TooFew {
                "not tested"
            } else {
                change.shift.rate_words()
            };
            self.row(
                &whom,
                name,
                &numbers,
                &format!("{} {words}", mark(change.shift)),
            );
        }
        self.line("");
    }
}

/// Whom a number is about.
pub(crate) fn whom(attribute: &str, group: &str, model: &str, slice: &str) -> String {
    let mut text = if group.is_empty() && !attribute.is_empty() {
        clean(attribute)
    } else {
        named(attribute, group)
    };
    for part in [model, slice] {
        if !part.is_empty() {
            text.push_str(&format!(" · {}", clean(part)));
        }
    }
    text
}

pub(crate) fn value(span: Span, value: Option<Real>, status: Status) -> String {
    value.map_or_else(
        || match status {
            Status::Ok => "–".to_owned(),
            _ => "undef.".to_owned(),
        },
        |value| number::of(span, value.get()),
    )
}

pub(crate) fn difference(span: Span, change: &EstimateChange) -> String {
    match span {
        Span::Ratio | Span::OddsRatio => {
            let text = number::with_interval(span, change.change, change.lower, change.upper);
            if change.change.is_some() {
                format!("× {text}")
            } else {
                text
            }
        }
        _ => number::with_interval(Span::Difference, change.change, change.lower, change.upper),
    }
}

fn sentence(verdict: &VerdictChange) -> String {
    let because: Vec<&str> = verdict.because.iter().map(|cause| cause.words()).collect();
    let whom = whom(
        &verdict.attribute,
        &verdict.group,
        &verdict.model,
        &verdict.slice,
    );
    format!(
        "{}, {whom}: {} {} before, {} {} now; {}",
        verdict.check,
        verdict.old.mark(),
        verdict.old.words(),
        verdict.new.mark(),
        verdict.new.words(),
        because.join(", ")
    )
}

pub(crate) fn words(limit: &Limit) -> String {
    let parts = [
        ("at least ", limit.min),
        ("at most ", limit.max),
        ("at most ± ", limit.max_abs),
        ("watched from ", limit.watch),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(word, value)| value.map(|value| format!("{word}{value}")))
        .collect();
    parts.join(", ")
}
