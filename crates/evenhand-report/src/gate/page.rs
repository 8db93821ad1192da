//! What a gate says in Markdown: one line for each finding, and never more than the place takes.

use super::Teller;
use super::changes::Change;
use super::teller::clean;
use crate::markdown::safe;
use crate::number;
use crate::wording;
use evenhand_core::{Finding, Severity, Verdict};

/// Bytes that are kept for the lines at the end.
const FOOT: usize = 8_000;
/// Findings of one part.
const MOST: usize = 50;
/// Longest text of one line; names can be of any length.
const LONGEST: usize = 1_500;

/// A text with a most number of bytes.
pub(super) struct Page {
    pub(super) text: String,
    most: usize,
}

impl Page {
    pub(super) fn new(most: usize) -> Self {
        Self {
            text: String::new(),
            most,
        }
    }

    /// Adds a line, unless it has no room.
    pub(super) fn line(&mut self, line: &str) -> bool {
        self.add(line, self.most)
    }

    /// The same, and leaves room for the foot.
    fn item(&mut self, line: &str) -> bool {
        self.add(line, self.most - FOOT)
    }

    fn add(&mut self, line: &str, most: usize) -> bool {
        let fits = self.text.len() + line.len() < most;
        if fits {
            self.text.push_str(line);
            self.text.push('\n');
        }
        fits
    }

    /// A heading and its lines; how many are left out is said.
    fn part(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.item(&format!("### {heading}\n"));
        self.list(lines);
    }

    /// The same, folded away until somebody wants to read it.
    fn folded(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() || !self.item(&format!("<details><summary>{heading}</summary>\n")) {
            return;
        }
        self.list(lines);
        self.line("</details>\n");
    }

    fn list(&mut self, lines: &[String]) {
        let mut shown = 0;
        for line in lines.iter().take(MOST) {
            if !self.item(&format!("- {line}")) {
                break;
            }
            shown += 1;
        }
        let more = lines.len() - shown;
        if more > 0 {
            let more = number::count(more as u64);
            self.line(&format!("- … and {more} more, which are in the report"));
        }
        self.line("");
    }
}

/// Everything that the run says.
pub(super) fn write(page: &mut Page, teller: &Teller<'_>) {
    head(page, teller);
    if teller.changes.is_some() {
        changed(page, teller);
    } else {
        found(page, teller);
    }
    let waivers: Vec<String> = teller.waivers().iter().map(|line| cut(line)).collect();
    page.part("Waived", &waivers);
    let remarks: Vec<String> = teller.remarks().iter().map(|line| cut(line)).collect();
    page.part("Notes", &remarks);
    let packs: Vec<String> = teller.packs().iter().map(|line| cut(line)).collect();
    page.part("Rules applied", &packs);
    foot(page, teller);
}

fn head(page: &mut Page, teller: &Teller<'_>) {
    let system = &teller.card.system;
    let title = [&system.title, &system.id]
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or("Bias audit", String::as_str);
    let result = if teller.run.reasons.is_empty() {
        "no gate failed"
    } else if teller.run.exit_code == 0 {
        "the gate would have failed"
    } else {
        "the gate failed"
    };
    page.line(&format!("## {}: {result}\n", cut(&clean(title))));
    let rungs: Vec<String> = (wording::ladder(teller.card).into_iter())
        .map(|(verdict, count)| format!("{} {}", verdict.mark(), wording::counted(verdict, count)))
        .collect();
    page.line(&format!("{}\n", rungs.join(" · ")));
    for reason in teller.run.reasons {
        page.line(&format!("**{}**  ", cut(&clean(reason))));
    }
    page.line(&format!(
        "{}\n",
        cut(&clean(&teller.wording.people().join(" · ")))
    ));
}

fn found(page: &mut Page, teller: &Teller<'_>) {
    let findings = teller.gravest();
    let of = |wanted: &dyn Fn(&Finding) -> bool| -> Vec<String> {
        let own = findings.iter().map(|(_, finding)| *finding);
        own.filter(|finding| wanted(finding))
            .map(|finding| item(teller, finding, None))
            .collect()
    };
    page.part(
        "Confirmed gaps",
        &of(&|f| f.verdict == Verdict::ConfirmedGap),
    );
    let possible = |f: &Finding| f.verdict == Verdict::PossibleGap;
    page.part("Possible gaps", &of(&|f| possible(f) && teller.speaks(f)));
    page.part(
        "Listed because the check asks for it",
        &of(&|f| {
            let gap = [Verdict::ConfirmedGap, Verdict::PossibleGap];
            !gap.contains(&f.verdict) && teller.speaks(f)
        }),
    );
    let quiet = of(&|f| possible(f) && !teller.speaks(f));
    let heading = wording::counted(Verdict::PossibleGap, quiet.len());
    page.folded(
        &format!("{heading}, of checks that speak up for confirmed ones"),
        &quiet,
    );
}

fn changed(page: &mut Page, teller: &Teller<'_>) {
    let Some(changes) = &teller.changes else {
        return;
    };
    let findings = teller.to_tell();
    page.line(&format!(
        "**What changed since the accepted run.** {}\n",
        same(teller)
    ));
    let of = |wanted: &dyn Fn(&Finding, Change<'_>) -> bool| -> Vec<String> {
        (findings.iter())
            .map(|(at, finding)| (*finding, changes.of(*at)))
            .filter(|(finding, change)| wanted(finding, *change))
            .map(|(finding, change)| item(teller, finding, change.sentence()))
            .collect()
    };
    let confirmed = |f: &Finding| f.verdict == Verdict::ConfirmedGap;
    let number = |change: Change<'_>| matches!(change, Change::Number(_));
    page.part(
        "New confirmed gaps",
        &of(&|f, c| confirmed(f) && !number(c)),
    );
    page.part(
        "Other verdicts that changed",
        &of(&|f, c| !confirmed(f) && !number(c)),
    );
    page.part("Numbers that changed beyond chance", &of(&|_, c| number(c)));
    let limits: Vec<String> = (changes.before.comparison.limits.iter())
        .map(|limit| {
            cut(&clean(&format!(
                "{}: {} before, {} now",
                limit.check, limit.old, limit.new
            )))
        })
        .collect();
    page.part("Limits that changed", &limits);
    let gone: Vec<String> = (changes.gone.iter())
        .map(|old| {
            let whom = super::teller::whom(old);
            cut(&clean(&format!(
                "{}, {whom}: {} before",
                old.check,
                old.verdict.words()
            )))
        })
        .collect();
    page.part("No longer compared", &gone);
}

/// How much is as it was.
pub(crate) fn same(teller: &Teller<'_>) -> String {
    let told = teller.to_tell().len();
    let rest = teller.card.findings.len() - told;
    let counts =
        (teller.changes.as_ref()).is_some_and(|changes| changes.before.comparison.same_statistics);
    let from = if counts {
        " Both are made from the same counts."
    } else {
        ""
    };
    match (told, rest) {
        (0, rest) => format!(
            "Nothing: all {} findings are as they were.{from}",
            number::count(rest as u64)
        ),
        (_, 0) => from.trim_start().to_owned(),
        (_, 1) => format!("One other finding is as it was.{from}"),
        (_, rest) => format!(
            "{} other findings are as they were.{from}",
            number::count(rest as u64)
        ),
    }
}

/// One finding in one line.
fn item(teller: &Teller<'_>, finding: &Finding, change: Option<String>) -> String {
    let severity = match teller.severity(finding) {
        Severity::Gate => String::new(),
        other => format!(", {} only", other.as_str()),
    };
    let told = teller.line_of(finding);
    let change = change.map_or_else(String::new, |change| format!("{change} "));
    format!(
        "{} **{}** ({}{severity}): {}",
        finding.verdict.mark(),
        cut(&teller.whom(finding)),
        cut(&clean(&finding.check)),
        cut(&format!("{change}{told}"))
    )
}

fn foot(page: &mut Page, teller: &Teller<'_>) {
    let mut lines = teller.wording.adoption();
    lines.extend(teller.wording.comparisons());
    for line in &mut lines {
        if !line.ends_with('.') {
            line.push('.');
        }
    }
    page.line(&format!("<sub>{}</sub>\n", cut(&clean(&lines.join(" ")))));
    if let Some(report) = teller.run.report {
        page.line(&format!("Full report: {}", cut(&clean(report))));
    }
}

/// Text that cannot become markup, and is not endless.
fn cut(text: &str) -> String {
    let mut safe = safe(text);
    if safe.len() > LONGEST {
        let mut short: String = text.chars().take(LONGEST / 8).collect();
        short.push('…');
        safe = crate::markdown::safe(&short);
    }
    safe
}
