//! The scorecard on a terminal.

pub(crate) mod compare;
mod forecast;
pub(crate) mod frontier;
mod gate;
mod packs;
mod paint;
mod rows;
pub(crate) mod search;
mod strata;
pub(crate) mod sweep;
mod tables;

pub use compare::{compare_models, compare_scorecards};
pub use forecast::forecast;
pub use frontier::frontier;
pub use gate::findings;
pub use search::search;
pub use sweep::sweep;

use crate::gate::{GateRun, Teller};
use crate::hidden;
use crate::index::Index;
use crate::number;
use crate::profile::Profile;
use crate::wording::{self, Headline, Wording};
use crate::words::Words;
use evenhand_core::{Estimate, Finding, NoteLevel, Scorecard, Verdict};
use paint::Paint;

/// Findings told without `verbose`.
const MOST_FINDINGS: usize = 8;
/// Notes told without `verbose`.
const MOST_NOTES: usize = 5;

/// How the scorecard is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour; every colour also has its mark and word.
    pub color: bool,
    /// Everything rather than the gravest.
    pub verbose: bool,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            verbose: false,
        }
    }
}

/// The scorecard as text for a terminal.
pub fn terminal(card: &Scorecard, options: &TerminalOptions) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, &GateRun::default());
    let mut sheet = Sheet::new(&teller, options);
    sheet.head();
    if let Some(sentence) = hidden::sentence(Words::english(), card) {
        sheet.wrapped(&sentence, 1);
        sheet.line("");
    }
    let waivers = sheet.wording.waivers();
    for waiver in &waivers {
        sheet.wrapped(waiver, 1);
    }
    if !waivers.is_empty() {
        sheet.line("");
    }
    sheet.findings();
    let single = Profile::all(card, &index, false);
    for profile in &single {
        tables::print(&mut sheet, profile);
    }
    for profile in Profile::all(card, &index, true) {
        if options.verbose || has_gap(&profile) {
            tables::print(&mut sheet, &profile);
        }
    }
    strata::print(&mut sheet, &single);
    rows::print(&mut sheet, &single);
    packs::print(&mut sheet, card, &index);
    sheet.notes();
    // Blanks that do not break are for pages; a terminal's text is searched and copied.
    sheet.text.replace('\u{a0}', " ")
}

fn has_gap(profile: &Profile<'_>) -> bool {
    profile.groups.iter().any(|group| {
        matches!(
            profile.verdict(group.name),
            Some(Verdict::ConfirmedGap | Verdict::PossibleGap)
        )
    })
}

/// The text as it is put together.
struct Sheet<'a> {
    card: &'a Scorecard,
    teller: &'a Teller<'a>,
    wording: &'a Wording<'a>,
    paint: Paint,
    width: usize,
    verbose: bool,
    text: String,
}

impl<'a> Sheet<'a> {
    fn new(teller: &'a Teller<'a>, options: &TerminalOptions) -> Self {
        Self {
            card: teller.card,
            teller,
            wording: &teller.wording,
            paint: Paint::new(options.color),
            width: options.width.clamp(60, 120),
            verbose: options.verbose,
            text: String::new(),
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A paragraph, wrapped and indented.
    /// How many groups a table leaves to the file.
    fn more_groups(&mut self, hidden: usize) {
        if hidden > 0 {
            let hidden = number::count(hidden as u64);
            self.wrapped(&format!("{hidden} more groups in estimates.csv"), 1);
        }
    }

    fn wrapped(&mut self, text: &str, indent: usize) {
        for line in paint::wrap(&paint::clean(text), self.width.saturating_sub(indent)) {
            self.line(&format!("{:indent$}{line}", ""));
        }
    }

    fn head(&mut self) {
        let system = &self.card.system;
        let title = if system.title.is_empty() {
            &system.id
        } else {
            &system.title
        };
        let title = if title.is_empty() {
            "Bias audit"
        } else {
            title
        };
        let room = self.width - paint::width(&self.card.tool) - 4;
        let title = paint::fit(&paint::clean(title), room);
        let gap = self.width - 2 - paint::width(&title) - paint::width(&self.card.tool);
        let line = format!(
            " {}{:gap$}{}",
            self.paint.bold(&title),
            "",
            self.paint.dim(&self.card.tool)
        );
        self.line(&line);
        let mut people = self.wording.people();
        people.extend(
            self.wording.known().into_iter().map(|(attribute, share)| {
                format!("{attribute} known for {}", number::percent(share))
            }),
        );
        self.wrapped(&people.join(" · "), 1);
        self.wrapped(&self.wording.polarity_sentence(), 1);
        self.line("");
        let rungs: Vec<String> = wording::ladder(self.card)
            .into_iter()
            .map(|(verdict, count)| {
                let text = format!("{} {}", verdict.mark(), wording::counted(verdict, count));
                if count == 0 {
                    self.paint.dim(&text)
                } else {
                    self.paint.verdict(verdict, &text)
                }
            })
            .collect();
        let mut line = String::new();
        for rung in rungs {
            if !line.is_empty() && paint::width(&line) + paint::width(&rung) + 4 > self.width {
                self.line(&line);
                line.clear();
            }
            line.push_str(if line.is_empty() { " " } else { "   " });
            line.push_str(&rung);
        }
        self.line(&line);
        self.line("");
    }

    fn findings(&mut self) {
        let lines: Vec<Headline<'a>> = self
            .wording
            .gravest()
            .into_iter()
            .filter(|line| {
                self.verbose
                    || !matches!(
                        line.finding.verdict,
                        Verdict::WithinLimit | Verdict::InsufficientData
                    )
            })
            .collect();
        let most = if self.verbose {
            lines.len()
        } else {
            MOST_FINDINGS
        };
        for line in lines.iter().take(most) {
            self.finding(line);
        }
        if lines.len() > most {
            self.wrapped(
                &format!(
                    "{} more checks with a finding; -v shows them.",
                    lines.len() - most
                ),
                1,
            );
            self.line("");
        }
        if lines.is_empty() {
            self.nothing();
        }
    }

    /// Nothing was found, and how large a gap could have gone unseen.
    fn nothing(&mut self) {
        if self.card.findings.is_empty() {
            return;
        }
        self.wrapped(&format!("{}.", self.wording.result()), 1);
        if let Some(smallest) = self.wording.smallest() {
            self.wrapped(&smallest, 1);
        }
        self.line("");
    }

    fn finding(&mut self, line: &Headline<'a>) {
        self.told(line, &[]);
    }

    /// A finding in full; what is said first stands before its sentences.
    fn told(&mut self, line: &Headline<'a>, first: &[String]) {
        let finding = line.finding;
        let headline = paint::clean(&self.wording.headline(finding).to_text());
        let parts = paint::wrap(&headline, self.width - 4);
        for (i, part) in parts.iter().enumerate() {
            let mark = if i == 0 { finding.verdict.mark() } else { " " };
            let text = format!(
                " {} {}",
                self.paint.verdict(finding.verdict, mark),
                self.paint.bold(part)
            );
            self.line(&text);
        }
        self.wrapped(&self.facts(finding), 3);
        let mut sentences: Vec<String> = first.to_vec();
        let told = self.wording.sentences(finding);
        sentences.extend(told.iter().map(wording::Sentence::to_text));
        sentences.extend(self.teller.asides(finding, true));
        sentences.extend(self.wording.others(line, 5));
        self.wrapped(&sentences.join(" "), 3);
        self.line("");
    }

    /// The number, its range, how many people, the limit, the method.
    fn facts(&self, finding: &Finding) -> String {
        let span = number::span(self.card.metric(&finding.metric));
        let mut facts = vec![number::with_interval(
            span,
            finding.value,
            finding.lower,
            finding.upper,
        )];
        let n = match finding.n_reference {
            Some(reference) => format!(
                "n {} v. {}",
                number::count(finding.n),
                number::count(reference)
            ),
            None => format!("n {}", hidden::people(Words::english(), finding)),
        };
        facts.push(n);
        facts.extend(self.persons(finding));
        facts.push(format!("limit {}", finding.limit));
        if let Some(estimate) = self.card.estimates.get(finding.estimate) {
            facts.extend(estimate.method.as_deref().map(str::to_owned));
            facts.extend(self.extras(estimate));
        }
        facts.join(" · ")
    }

    /// Distinct persons on both sides, where rows repeat them.
    fn persons(&self, finding: &Finding) -> Option<String> {
        let e = self.card.estimates.get(finding.estimate)?;
        let own = number::persons(e.units?);
        Some(match e.units_reference {
            Some(other) => format!("persons {own} v. {}", number::persons(other)),
            None => format!("persons {own}"),
        })
    }

    /// What a number carries beyond its range.
    fn extras(&self, e: &Estimate) -> Vec<String> {
        let mut extras = Vec::new();
        if let Some(p) = e.p_value {
            let adjusted = e.p_adjusted.map_or_else(String::new, |p| {
                format!(", adjusted {}", number::p_alone(p))
            });
            extras.push(format!("p {}{adjusted}", number::p_value(p.get())));
        }
        extras.extend(self.wording.chance(e));
        if let Some(effect) = e.design_effect {
            extras.push(format!("design effect {}", number::fixed(effect.get(), 1)));
        }
        if let Some(rows) = e.effective_n {
            extras.push(format!(
                "weighs as {} independent rows",
                number::count(rows.get().round() as u64)
            ));
        }
        extras
    }

    fn notes(&mut self) {
        let most = if self.verbose {
            self.card.notes.len()
        } else {
            MOST_NOTES
        };
        let notes: Vec<_> = self
            .card
            .notes
            .iter()
            .filter(|note| self.verbose || note.level == NoteLevel::Warning)
            .collect();
        for note in notes.iter().take(most) {
            let count = note
                .count
                .map_or_else(String::new, |count| format!(" ({})", number::count(count)));
            self.wrapped(&format!("! {}{count}", note.message), 1);
        }
        if notes.len() > most {
            self.wrapped(
                &format!("{} more notes; -v shows them.", notes.len() - most),
                1,
            );
        }
        self.wrapped(&self.wording.adoption().join(" "), 1);
        self.wrapped(&self.wording.comparisons().join(" "), 1);
    }
}

#[cfg(test)]
mod tests;
