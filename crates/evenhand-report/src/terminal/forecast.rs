use super::TerminalOptions;
use super::paint::{Paint, clean, left, right, wrap};
use crate::number;
use evenhand_core::{AuditsNeeded, Forecast, PlannedComparison};

/// Comparisons of one check and attribute told without `verbose`.
const MOST_ROWS: usize = 12;
const SIZE: usize = 10;
const GAP: usize = 6;
/// Two counts of audits.
const AUDITS: usize = 12;

/// What an audit will test, as text for a terminal.
pub fn forecast(forecast: &Forecast, options: &TerminalOptions) -> String {
    let mut page = Page {
        forecast,
        paint: Paint::new(options.color),
        text: String::new(),
        verbose: options.verbose,
        width: options.width.clamp(60, 120),
    };
    page.head();
    page.comparisons();
    page.foot();
    page.text
}

struct Page<'a> {
    forecast: &'a Forecast,
    paint: Paint,
    text: String,
    verbose: bool,
    width: usize,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str) {
        for line in wrap(&clean(text), self.width - 2) {
            self.line(&format!(" {line}"));
        }
    }

    fn people(&self) -> &'static str {
        if self.forecast.units {
            "persons"
        } else {
            "rows"
        }
    }

    fn head(&mut self) {
        let plan = self.forecast;
        let title = if plan.title.is_empty() {
            &plan.system
        } else {
            &plan.title
        };
        let title = self.paint.bold(&clean(title));
        self.line(&format!(" {title}"));
        let read = plan.columns_read.join(", ");
        self.wrapped(&format!(
            "The plan of an audit of {} rows. Read for it: {read}; no decision and no outcome.",
            number::count(plan.rows)
        ));
        self.line("");
        let rates: Vec<String> = plan
            .assumed_rates
            .iter()
            .map(|r| number::percent(*r))
            .collect();
        let sizes = if plan.units {
            "Sizes are persons, as if all rows of one agreed."
        } else {
            ""
        };
        self.wrapped(&format!(
            "{} comparisons are planned. Beside each stands the smallest gap, in points (per 100 people), that its sizes find in {} of 100 audits when it is there, after the correction for the groups of an attribute; the reference is taken to be selected at {}. {sizes}",
            number::count(plan.comparisons.len() as u64),
            number::fixed(plan.power * 100.0, 0),
            rates.join(", "),
        ));
        self.line("");
    }

    fn comparisons(&mut self) {
        let all = &self.forecast.comparisons;
        let mut at = 0;
        while at < all.len() {
            let first = &all[at];
            let same = |other: &&PlannedComparison| {
                other.check == first.check
                    && other.attribute == first.attribute
                    && other.model == first.model
                    && other.slice == first.slice
            };
            let part: Vec<&PlannedComparison> = all[at..].iter().take_while(same).collect();
            at += part.len();
            self.part(&part);
        }
    }

    /// One check on one attribute.
    fn part(&mut self, part: &[&PlannedComparison]) {
        let first = part[0];
        let mark = if at_best(first) { " *" } else { "" };
        let mut heading = format!("{}: {} {}{mark}", first.check, first.metric, first.limit);
        for (what, name) in [("model", &first.model), ("slice", &first.slice)] {
            if !name.is_empty() {
                heading.push_str(&format!(" · {what} {name}"));
            }
        }
        let bold: Vec<String> = wrap(&clean(&heading), self.width - 2);
        for line in bold {
            let line = self.paint.bold(&line);
            self.line(&format!(" {line}"));
        }
        let rates = self.forecast.assumed_rates.len() * GAP;
        let names = self.width.saturating_sub(2 * SIZE + rates + 6);
        let (own, other) = (names / 2, names - names / 2);
        let mut head = format!(
            " {} {}  {} {} ",
            left(&clean(&first.attribute.replace('*', " × ")), own),
            right(self.people(), SIZE),
            left("against", other),
            right(self.people(), SIZE),
        );
        for rate in &self.forecast.assumed_rates {
            head.push_str(&right(&number::percent(*rate), GAP));
        }
        let head = self.paint.dim(&head);
        self.line(&head);
        let most = if self.verbose { usize::MAX } else { MOST_ROWS };
        for comparison in part.iter().take(most) {
            self.row(comparison, own, other);
        }
        if part.len() > most {
            let more = number::count((part.len() - most) as u64);
            self.wrapped(&format!(
                "and {more} more; -v or --format json tells them all"
            ));
        }
        self.audits(part);
        self.line("");
    }

    /// How many audits an alert needs, for the group where that is hardest.
    fn audits(&mut self, part: &[&PlannedComparison]) {
        let plan = self.forecast;
        let last = |comparison: &&&PlannedComparison| {
            let needed = comparison
                .audits
                .iter()
                .map(|one| one.alone.unwrap_or(u64::MAX));
            (needed.fold(0, u64::saturating_add), comparison.n)
        };
        let hardest = part
            .iter()
            .filter(|one| !one.audits.is_empty())
            .max_by_key(last);
        let (Some(hardest), Some(repeated)) = (hardest, &plan.repeated) else {
            return;
        };
        let width = self
            .width
            .saturating_sub(plan.assumed_rates.len() * AUDITS + 1);
        let title = format!("audits until an alert, {}", clean(&hardest.group));
        let mut head = format!(" {}", left(&title, width));
        for rate in &plan.assumed_rates {
            head.push_str(&right(&number::percent(*rate), AUDITS));
        }
        let head = self.paint.dim(&head);
        self.line(&head);
        let places: Vec<&AuditsNeeded> = hardest.audits.iter().collect();
        let gaps = |wanted: &dyn Fn(&AuditsNeeded) -> bool, name: String| {
            let mut line = format!(" {}", left(&name, width));
            for rate in &plan.assumed_rates {
                let of = |one: &&&AuditsNeeded| one.rate.total_cmp(rate).is_eq() && wanted(one);
                let text = places.iter().find(of).map_or_else(String::new, |one| {
                    let count = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), number::count);
                    if repeated.series > 1 {
                        format!("{} / {}", count(one.alone), count(one.among_all))
                    } else {
                        count(one.alone)
                    }
                });
                line.push_str(&right(&text, AUDITS));
            }
            line
        };
        let mut lines = vec![gaps(
            &|one| one.at_limit,
            format!("a gap at the limit, {}", hardest.limit),
        )];
        let mut ratios: Vec<f64> = (places.iter().filter(|one| !one.at_limit))
            .map(|one| one.ratio)
            .collect();
        ratios.sort_by(|a, b| b.total_cmp(a));
        ratios.dedup();
        for ratio in ratios {
            let same =
                move |one: &AuditsNeeded| !one.at_limit && one.ratio.total_cmp(&ratio).is_eq();
            lines.push(gaps(
                &same,
                format!("a ratio of {}", number::fixed(ratio, 1)),
            ));
        }
        for line in lines {
            self.line(&line);
        }
    }

    fn row(&mut self, comparison: &PlannedComparison, own: usize, other: usize) {
        let name = if comparison.group.is_empty() {
            "all groups"
        } else {
            &comparison.group
        };
        let reference = match (&comparison.reference, comparison.group.is_empty()) {
            (Some(reference), _) => clean(reference),
            (None, true) => "smallest, largest".to_owned(),
            (None, false) => String::new(),
        };
        let mut line = format!(
            " {} {}  {} {} ",
            left(&clean(name), own),
            right(&number::count(comparison.n), SIZE),
            left(&reference, other),
            right(
                &comparison
                    .n_reference
                    .map_or_else(String::new, number::count),
                SIZE
            ),
        );
        if comparison.too_few_by > 0 && !comparison.group.is_empty() {
            line.push_str(&format!(
                "  too few, {} more",
                number::count(comparison.too_few_by)
            ));
        } else {
            for gap in &comparison.smallest {
                let text =
                    gap.map_or_else(|| "–".to_owned(), |gap| number::fixed(gap.get() * 100.0, 1));
                line.push_str(&right(&text, GAP));
            }
        }
        self.line(&line);
    }

    fn foot(&mut self) {
        let plan = self.forecast;
        if plan.comparisons.iter().any(at_best) {
            self.wrapped("* At best: only some people of a group enter this rate, and how many is an outcome. With --assume-base-rate RATE the error rates are told exactly.");
            self.line("");
        }
        if let Some(repeated) = &plan.repeated {
            let other = if repeated.series > 1 {
                format!(
                    "; behind the stroke, where it is the only gap among all {} series",
                    number::count(repeated.series)
                )
            } else {
                String::new()
            };
            self.wrapped(&format!(
                "Audits until an alert: so many, one each {}, with groups of these sizes and new people every time, find a gap that is there in {} of 100 histories{other}. – : more than 520.",
                repeated.every,
                number::fixed(plan.power * 100.0, 0),
            ));
            self.line("");
        }
        self.wrapped(&format!(
            "The audit reads {} columns: {}.",
            plan.columns.len(),
            plan.columns.join(", ")
        ));
        self.wrapped(&format!(
            "It counts into {} cells, about {} MB.",
            number::count(plan.cells),
            number::count(plan.memory_bytes.div_ceil(1 << 20))
        ));
    }
}

fn at_best(comparison: &PlannedComparison) -> bool {
    comparison.at_best && !comparison.smallest.is_empty()
}
