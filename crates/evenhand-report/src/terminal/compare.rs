pub(crate) mod scorecards;

pub use scorecards::compare_scorecards;

use super::TerminalOptions;
use super::paint::{Paint, clean, fit, folded, left, right, width, wrap};
use crate::number;
use evenhand_core::{GapChange, ModelComparison, RateChange, Real, Shift, Span};

const N: usize = 12;
const RATE: usize = 7;
const CHANGE: usize = 24;
const SHOWN: usize = 23;
/// Columns below which a name gets lines of its own.
const NARROWEST_NAME: usize = 14;

/// Two models on the same people, as text for a terminal: who gained and who lost, and what became of the gaps.
pub fn compare_models(comparison: &ModelComparison, options: &TerminalOptions) -> String {
    let mut page = Page::new(options);
    page.title(&title(comparison), &comparison.tool);
    page.wrapped(&people(comparison));
    page.wrapped(&summary(comparison));
    page.line("");
    page.flips(&own(&comparison.changes, "selection_rate", |c| &c.metric));
    for metric in &comparison.metrics {
        let label = clean(&metric.label);
        page.rates(&label, &own(&comparison.changes, &metric.id, |c| &c.metric));
        page.gaps(&label, &own(&comparison.gaps, &metric.id, |g| &g.metric));
    }
    page.wrapped(&foot(comparison));
    page.text.replace('\u{a0}', " ")
}

pub(crate) fn title(comparison: &ModelComparison) -> String {
    format!(
        "{} against {}, on the same people",
        comparison.candidate, comparison.current
    )
}

/// Who was compared.
pub(crate) fn people(comparison: &ModelComparison) -> String {
    let left_out = comparison.only_current + comparison.only_candidate;
    let rest = if left_out > 0 {
        format!(
            "; {} that only one of them decided about are left out",
            number::count(left_out)
        )
    } else {
        String::new()
    };
    format!(
        "{} rows that both decided about{rest}",
        number::count(comparison.n)
    )
}

/// What the words of the tables mean.
pub(crate) fn foot(comparison: &ModelComparison) -> String {
    let (current, candidate) = (&comparison.current, &comparison.candidate);
    format!(
        "Before: {current}. After: {candidate}. Lost: selected by {current} alone; gained: by {candidate} alone. Intervals are at {} and treat both decisions about a person as a pair. \"Higher\", \"lower\" and \"confirmed\" hold after Holm's correction for all {} changes or {} gaps; \"not shown\" is no proof that nothing changed.",
        number::level(comparison.level.get()),
        comparison.changes.len(),
        comparison.gaps.len()
    )
}

/// What became of the gaps, in one sentence.
pub(crate) fn summary(comparison: &ModelComparison) -> String {
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

pub(crate) fn own<'a, T>(all: &'a [T], id: &str, metric: fn(&T) -> &str) -> Vec<&'a T> {
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
            width: options.width.clamp(60, 120),
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

    /// Columns of the name, beside so many of numbers and words; none where it gets lines of its own.
    pub fn name(&self, others: usize) -> usize {
        let name = self.width.saturating_sub(1 + others);
        if name < NARROWEST_NAME { 0 } else { name }
    }

    /// A row of a table: the whole name, folded into its column or above the row; the words behind the numbers on a line of
    /// their own where there is no room for them.
    pub fn row(&mut self, name: &str, columns: usize, numbers: &str, words: &str) {
        let room = self.width - 1;
        let mut above = Vec::new();
        let (mut first, mut below) = ("  ".to_owned(), Vec::new());
        if columns == 0 {
            above = folded(name, room);
        } else {
            let mut lines = folded(name, columns - 1).into_iter();
            first = left(&lines.next().unwrap_or_default(), columns);
            below = lines.collect();
        }
        for line in above {
            self.line(&format!(" {line}"));
        }
        let row = format!("{first}{numbers}");
        if width(&row) + width(words) <= room {
            self.line(&format!(" {row}{words}"));
        } else {
            self.line(&format!(" {row}"));
            self.line(&format!("   {words}"));
        }
        for line in below {
            self.line(&format!(" {line}"));
        }
    }

    /// The title of a table, and what stands over its numbers and words.
    pub fn table(&mut self, title: &str, columns: usize, numbers: &str, words: &str) {
        let title = self.paint.bold(title);
        self.line(&format!(" {title}"));
        let start = if columns == 0 { 2 } else { columns };
        let mut head = format!(" {:start$}{numbers}", "");
        if width(&head) + width(words) <= self.width {
            head.push_str(words);
        }
        let head = self.paint.dim(head.trim_end());
        self.line(&head);
    }

    /// Whom one model selects and the other does not.
    fn flips(&mut self, changes: &[&RateChange]) {
        let name = self.name(3 * N);
        let [rows, lost, gained] = ["rows", "lost", "gained"].map(|head| right(head, N));
        let head = format!("{rows}{lost}{gained}");
        self.table("Selected by one model alone", name, &head, "");
        for change in changes {
            let numbers = format!(
                "{}{}{}",
                right(&number::count(change.n), N),
                right(&number::count(change.lost), N),
                right(&number::count(change.gained), N)
            );
            let whom = named(&change.attribute, &change.group);
            self.row(&whom, name, &numbers, "");
        }
        self.line("");
    }

    fn rates(&mut self, label: &str, changes: &[&RateChange]) {
        let name = self.name(2 + 2 * RATE + CHANGE + SHOWN - RATE);
        self.head(label, name, "shown");
        for change in changes {
            let numbers = format!(
                "{}{}  {}",
                right(&rate(change.before), RATE),
                right(&rate(change.after), RATE),
                left(
                    &difference(change.change, change.lower, change.upper),
                    CHANGE
                )
            );
            let whom = named(&change.attribute, &change.group);
            let words = shown(change.shift, change.shift.rate_words());
            self.row(&whom, name, &numbers, &words);
        }
        self.line("");
    }

    fn head(&mut self, title: &str, name: usize, shown: &str) {
        let head = format!(
            "{}{}  {}",
            right("before", RATE),
            right("after", RATE),
            left("change", CHANGE)
        );
        self.table(title, name, &head, shown);
    }

    fn gaps(&mut self, label: &str, gaps: &[&GapChange]) {
        if gaps.is_empty() {
            return;
        }
        let name = self.name(2 + 2 * RATE + CHANGE + SHOWN);
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
            let numbers = format!(
                "{}{}  {}",
                right(&signed(gap.before), RATE),
                right(&signed(gap.after), RATE),
                left(&difference(gap.change, gap.lower, gap.upper), CHANGE)
            );
            let words = shown(gap.shift, gap.shift.gap_words());
            self.row(&of, name, &numbers, &words);
        }
        self.line("");
    }
}

pub(crate) fn named(attribute: &str, group: &str) -> String {
    if attribute.is_empty() {
        "everyone".to_owned()
    } else {
        clean(&format!("{attribute}: {group}"))
    }
}

/// The group that a rule picked, without the rule: `largest:male` is short of room.
pub(crate) fn resolved(reference: &str) -> &str {
    ["largest:", "best:"]
        .iter()
        .find_map(|rule| reference.strip_prefix(rule))
        .unwrap_or(reference)
}

pub(crate) fn rate(value: Option<Real>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| number::rate(value.get()))
}

pub(crate) fn signed(value: Option<Real>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| number::of(Span::Difference, value.get()),
    )
}

pub(crate) fn difference(value: Option<Real>, lower: Option<Real>, upper: Option<Real>) -> String {
    number::with_interval(Span::Difference, value, lower, upper)
}

/// Mark and words, so that neither colour nor position speaks alone.
pub(crate) fn shown(shift: Shift, words: &str) -> String {
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

pub(crate) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
