mod scorecards;

pub use scorecards::compare_scorecards;

use super::TerminalOptions;
use super::paint::{Paint, clean, fit, left, right, width, wrap};
use crate::number;
use evenhand_core::{GapChange, ModelComparison, RateChange, Real, Shift, Span};

const N: usize = 12;
const RATE: usize = 7;
const CHANGE: usize = 24;
const SHOWN: usize = 23;

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
    page.flips(&own(&comparison.changes, "selection_rate", |c| &c.metric));
    for metric in &comparison.metrics {
        let label = clean(&metric.label);
        page.rates(&label, &own(&comparison.changes, &metric.id, |c| &c.metric));
        page.gaps(&label, &own(&comparison.gaps, &metric.id, |g| &g.metric));
    }
    page.wrapped(&format!(
        "Before: {current}. After: {candidate}. Lost: selected by {current} alone; gained: by {candidate} alone. Intervals are at {} and treat both decisions about a person as a pair. \"Higher\", \"lower\" and \"confirmed\" hold after Holm's correction for all {} changes or {} gaps; \"not shown\" is no proof that nothing changed.",
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

    /// Whom one model selects and the other does not.
    fn flips(&mut self, changes: &[&RateChange]) {
        let name = self.width - 1 - 3 * N;
        let title = self.paint.bold("Selected by one model alone");
        self.line(&format!(" {title}"));
        let head = format!(
            " {}{}{}{}",
            left("", name),
            right("rows", N),
            right("lost", N),
            right("gained", N)
        );
        let head = self.paint.dim(&head);
        self.line(&head);
        for change in changes {
            let row = format!(
                " {}{}{}{}",
                left(&named(&change.attribute, &change.group), name),
                right(&number::count(change.n), N),
                right(&number::count(change.lost), N),
                right(&number::count(change.gained), N)
            );
            self.line(&row);
        }
        self.line("");
    }

    fn rates(&mut self, label: &str, changes: &[&RateChange]) {
        let name = self.width - 3 - 2 * RATE - CHANGE - SHOWN + RATE;
        self.head(label, name, "shown");
        for change in changes {
            let row = format!(
                " {}{}{}  {}{}",
                left(&named(&change.attribute, &change.group), name),
                right(&rate(change.before), RATE),
                right(&rate(change.after), RATE),
                left(
                    &difference(change.change, change.lower, change.upper),
                    CHANGE
                ),
                shown(change.shift, change.shift.rate_words())
            );
            self.line(&row);
        }
        self.line("");
    }

    fn head(&mut self, title: &str, name: usize, shown: &str) {
        let title = self.paint.bold(title);
        self.line(&format!(" {title}"));
        let head = format!(
            " {}{}{}  {}{shown}",
            left("", name),
            right("before", RATE),
            right("after", RATE),
            left("change", CHANGE)
        );
        let head = self.paint.dim(&head);
        self.line(&head);
    }

    fn gaps(&mut self, label: &str, gaps: &[&GapChange]) {
        if gaps.is_empty() {
            return;
        }
        let name = self.width - 3 - 2 * RATE - CHANGE - SHOWN;
        self.head(
            &format!("Gaps in {}", lower(label)),
            name,
            "size of the gap",
        );
        for gap in gaps {
            let of = format!(
                "{} v. {}",
                named(&gap.attribute, &gap.group),
                clean(resolved(&gap.reference))
            );
            let row = format!(
                " {}{}{}  {}{}",
                left(&of, name),
                right(&signed(gap.before), RATE),
                right(&signed(gap.after), RATE),
                left(&difference(gap.change, gap.lower, gap.upper), CHANGE),
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

/// The group that a rule picked, without the rule: `largest:male` is short of room.
fn resolved(reference: &str) -> &str {
    ["largest:", "best:"]
        .iter()
        .find_map(|rule| reference.strip_prefix(rule))
        .unwrap_or(reference)
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
