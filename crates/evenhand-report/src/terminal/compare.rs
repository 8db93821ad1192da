mod scorecards;

pub use scorecards::compare_scorecards;

use super::TerminalOptions;
use super::paint::{Paint, clean, fit, left, right, width, wrap};
use crate::number;
use evenhand_core::{GapChange, ModelComparison, RateChange, Real, Shift, Span};

const N: usize = 11;
const RATE: usize = 9;
const CHANGE: usize = 26;
const SHOWN: usize = 22;

/// Two models on the same people, as text for a terminal: who gained and who lost, and what became of the gaps.
pub fn compare_models(comparison: &ModelComparison, options: &TerminalOptions) -> String {
    let mut page = Page::new(options);
    let count = number::count;
    let (current, candidate) = (clean(&comparison.current), clean(&comparison.candidate));
    page.title(
        &format!("{candidate} against {current}, on the same people"),
        &comparison.tool,
    );
    let left_out = comparison.only_current + comparison.only_candidate;
    let rest = if left_out > 0 {
        format!(
            "; {} that only one of them decided about are left out",
            count(left_out)
        )
    } else {
        String::new()
    };
    page.wrapped(&format!(
        "{} rows that both decided about{rest}",
        count(comparison.n)
    ));
    page.wrapped(&summary(comparison));
    page.line("");
    for metric in &comparison.metrics {
        let label = clean(&metric.label);
        page.rates(&label, own(&comparison.changes, &metric.id, |c| &c.metric));
        page.gaps(&label, own(&comparison.gaps, &metric.id, |g| &g.metric));
    }
    page.wrapped(&format!(
        "Lost: selected by {current} alone. Gained: selected by {candidate} alone. Intervals are at {} and treat both decisions about a person as a pair. \"Higher\", \"lower\" and \"confirmed\" hold after Holm's correction for all {} changes or {} gaps; \"not shown\" is no proof that nothing changed.",
        number::level(comparison.level.get()),
        comparison.changes.len(),
        comparison.gaps.len()
    ));
    page.text.replace('\u{a0}', " ")
}

/// What became of the gaps, in one sentence.
fn summary(comparison: &ModelComparison) -> String {
    let with = |shift| {
        comparison
            .gaps
            .iter()
            .filter(|gap| gap.shift == shift)
            .count()
    };
    format!(
        "Of {} gaps {} became smaller and {} larger beyond chance; of {} nothing is shown, and {} rest on too few people.",
        comparison.gaps.len(),
        with(Shift::Smaller),
        with(Shift::Larger),
        with(Shift::NotShown),
        with(Shift::TooFew)
    )
}

fn own<'a, T>(all: &'a [T], id: &str, metric: fn(&T) -> &str) -> Vec<&'a T> {
    all.iter().filter(|one| metric(one) == id).collect()
}

/// Text as it is put together.
pub(super) struct Page {
    pub paint: Paint,
    pub text: String,
    pub width: usize,
}

impl Page {
    pub fn new(options: &TerminalOptions) -> Self {
        Self {
            paint: Paint::new(options.color),
            text: String::new(),
            width: options.width.clamp(80, 120),
        }
    }

    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub fn wrapped(&mut self, text: &str) {
        for line in wrap(&clean(text), self.width - 1) {
            self.line(&format!(" {line}"));
        }
    }

    pub fn title(&mut self, title: &str, tool: &str) {
        let room = self.width - width(tool) - 4;
        let title = fit(&clean(title), room);
        let gap = self.width - 2 - width(&title) - width(tool);
        let line = format!(
            " {}{:gap$}{}",
            self.paint.bold(&title),
            "",
            self.paint.dim(tool)
        );
        self.line(&line);
    }

    fn rates(&mut self, label: &str, changes: Vec<&RateChange>) {
        let name = self.width - 1 - N - 4 * RATE - CHANGE - SHOWN / 2;
        let line = format!(" {}", self.paint.bold(label));
        self.line(&line);
        let head = format!(
            " {}{}{}{}{}{}  {}{}",
            left("", name),
            right("rows", N),
            right("lost", RATE),
            right("gained", RATE),
            right("current", RATE),
            right("candidate", RATE + 2),
            left("change", CHANGE - 4),
            "shown"
        );
        let head = self.paint.dim(&head);
        self.line(&head);
        for change in changes {
            let row = format!(
                " {}{}{}{}{}{}  {}{}",
                left(&named(&change.attribute, &change.group), name),
                right(&number::count(change.n), N),
                right(&number::count(change.lost), RATE),
                right(&number::count(change.gained), RATE),
                right(&rate(change.before), RATE),
                right(&rate(change.after), RATE + 2),
                left(
                    &difference(change.change, change.lower, change.upper),
                    CHANGE - 4
                ),
                shown(change.shift, change.shift.rate_words())
            );
            self.line(&row);
        }
        self.line("");
    }

    fn gaps(&mut self, label: &str, gaps: Vec<&GapChange>) {
        if gaps.is_empty() {
            return;
        }
        let name = self.width - 1 - 2 * RATE - CHANGE - SHOWN - 2;
        let line = format!(" {}", self.paint.bold(&format!("Gaps in {}", lower(label))));
        self.line(&line);
        let head = format!(
            " {}{}{}  {}{}",
            left("", name),
            right("current", RATE),
            right("candidate", RATE + 2),
            left("change", CHANGE - 2),
            "size of the gap"
        );
        let head = self.paint.dim(&head);
        self.line(&head);
        for gap in gaps {
            let of = format!(
                "{} v. {}",
                named(&gap.attribute, &gap.group),
                clean(&gap.reference)
            );
            let row = format!(
                " {}{}{}  {}{}",
                left(&of, name),
                right(&signed(gap.before), RATE),
                right(&signed(gap.after), RATE + 2),
                left(&difference(gap.change, gap.lower, gap.upper), CHANGE - 2),
                shown(gap.shift, gap.shift.gap_words())
            );
            self.line(&row);
        }
        self.line("");
    }
}

pub(super) fn named(attribute: &str, group: &str) -> String {
    if attribute.is_empty() {
        "everyone".to_owned()
    } else {
        clean(&format!("{attribute}: {group}"))
    }
}

fn rate(value: Option<Real>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| number::rate(value.get()))
}

fn signed(value: Option<Real>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| number::of(Span::Difference, value.get()),
    )
}

fn difference(value: Option<Real>, lower: Option<Real>, upper: Option<Real>) -> String {
    number::with_interval(Span::Difference, value, lower, upper)
}

/// Mark and words, so that neither colour nor position speaks alone.
fn shown(shift: Shift, words: &str) -> String {
    format!("{} {words}", mark(shift))
}

fn mark(shift: Shift) -> &'static str {
    match shift {
        Shift::Larger => "▲",
        Shift::Smaller => "▼",
        Shift::NotShown => "·",
        Shift::TooFew => "–",
    }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
