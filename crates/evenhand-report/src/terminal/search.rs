use super::TerminalOptions;
use super::paint::{Paint, clean, fit, left, right, width, wrap};
use crate::number;
use evenhand_core::{Favours, Polarity, Real, Search, Span, Subgroup, SubgroupScan};

/// Combinations told of each kind without `verbose`.
const MOST: usize = 10;
/// The same where none was shown to differ.
const MOST_NOT_SHOWN: usize = 5;

const N: usize = 13;
const SHARE: usize = 9;
const RATE: usize = 8;
const DIFFERENCE: usize = 25;

/// What a search found, as text for a terminal: those shown to differ first, the worst off on top.
pub fn search(search: &Search, options: &TerminalOptions) -> String {
    let mut page = Page {
        paint: Paint::new(options.color),
        search,
        text: String::new(),
        verbose: options.verbose,
        width: options.width.clamp(60, 120),
    };
    page.head();
    page.found();
    page.scans();
    page.foot();
    page.text.replace('\u{a0}', " ")
}

struct Page<'a> {
    paint: Paint,
    search: &'a Search,
    text: String,
    verbose: bool,
    width: usize,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str) {
        for line in wrap(&clean(text), self.width - 1) {
            self.line(&format!(" {line}"));
        }
    }

    fn head(&mut self) {
        let search = self.search;
        let room = self.width - width(&search.tool) - 4;
        let title = fit(
            &clean(&format!("{} of combined groups", search.metric.label)),
            room,
        );
        let gap = self.width - 2 - width(&title) - width(&search.tool);
        let line = format!(
            " {}{:gap$}{}",
            self.paint.bold(&title),
            "",
            self.paint.dim(&search.tool)
        );
        self.line(&line);
        for line in tried(search) {
            self.wrapped(&line);
        }
        self.line("");
    }

    fn found(&mut self) {
        let most = if self.search.subgroups.iter().any(|s| s.confirmed) {
            MOST
        } else {
            MOST_NOT_SHOWN
        };
        self.wrapped(&result(self.search));
        self.line("");
        for (title, subgroups) in tables(self.search) {
            self.table(title, &subgroups, most);
        }
    }

    fn table(&mut self, title: &str, subgroups: &[&Subgroup], most: usize) {
        if subgroups.is_empty() {
            return;
        }
        let most = if self.verbose { subgroups.len() } else { most };
        let title = self.paint.bold(title);
        self.line(&format!(" {title}"));
        let head = format!(
            " {}{}{}{}  {}{}",
            right("rows", N),
            right("share", SHARE),
            right("rate", RATE),
            right("others", RATE),
            left("difference", DIFFERENCE),
            "p, adjusted"
        );
        let head = self.paint.dim(&head);
        self.line(&head);
        for subgroup in subgroups.iter().take(most) {
            self.subgroup(subgroup);
        }
        if subgroups.len() > most {
            let more = number::count((subgroups.len() - most) as u64);
            self.wrapped(&format!(
                "{more} more; -v shows them, --format csv writes them all."
            ));
        }
        self.line("");
    }

    fn subgroup(&mut self, subgroup: &Subgroup) {
        let search = self.search;
        let place = (search.subgroups.iter()).position(|other| std::ptr::eq(other, subgroup));
        let narrower = (search.subgroups.iter())
            .filter(|s| s.confirmed && s.folded_into.is_some())
            .filter(|s| s.folded_into == place.map(|place| place as u64))
            .count() as u64;
        let mut word = if subgroup.confirmed {
            "✖ confirmed".to_owned()
        } else {
            "? not shown".to_owned()
        };
        if narrower > 0 {
            word.push_str(&format!(
                ", and {} narrower with it",
                number::count(narrower)
            ));
        }
        let name = self.paint.bold(&clean(&subgroup.name()));
        let word = self.paint.dim(&word);
        self.line(&format!(" {name}  {word}"));
        let p = p_adjusted(subgroup);
        let line = format!(
            " {}{}{}{}  {}{}",
            right(&number::count(subgroup.n), N),
            right(&number::percent(subgroup.share.get()), SHARE),
            right(&number::rate(subgroup.rate.get()), RATE),
            right(&number::rate(subgroup.rest_rate.get()), RATE),
            left(
                &number::with_interval(
                    Span::Difference,
                    Some(subgroup.difference),
                    subgroup.lower,
                    subgroup.upper
                ),
                DIFFERENCE
            ),
            p
        );
        self.line(&line);
        let mut more = Vec::new();
        if let Some(inside) = subgroup.difference_in_strata {
            let inside = number::of(Span::Difference, inside.get());
            more.push(format!("inside the strata {inside}"));
        }
        if subgroup.items.len() > 1 {
            let parts: Vec<String> = (subgroup.items.iter())
                .map(|item| {
                    let added = number::of(Span::Difference, item.contribution.get());
                    format!("{} {added}", item.group)
                })
                .collect();
            more.push(format!("made up of {}", parts.join(", ")));
        }
        if !more.is_empty() {
            let room = self.width - N - 1;
            for part in wrap(&clean(&more.join(" · ")), room) {
                let part = self.paint.dim(&part);
                self.line(&format!(" {:N$}{part}", ""));
            }
        }
    }

    fn scans(&mut self) {
        if !self.search.scanned {
            return;
        }
        let alpha = 1.0 - self.search.level.get();
        let mut scans: Vec<(&Subgroup, &SubgroupScan)> = (self.search.subgroups.iter())
            .filter_map(|s| Some((s, s.scan.as_ref()?)))
            .filter(|(_, scan)| scan.p_max.get() <= alpha)
            .collect();
        scans.sort_by(|a, b| b.1.score.get().total_cmp(&a.1.score.get()));
        let title = self.paint.bold("Outcomes against what the scores promise");
        self.line(&format!(" {title}"));
        if scans.is_empty() {
            self.wrapped(
                "No combination has more or fewer outcomes than its scores promise, beyond chance.",
            );
        }
        let most = if self.verbose {
            scans.len()
        } else {
            MOST_NOT_SHOWN
        };
        for (subgroup, scan) in scans.iter().take(most) {
            let factor = number::fixed(scan.odds_factor.get(), 2);
            self.wrapped(&format!(
                "{}: {} outcomes, {} promised ({}; odds × {factor}, p {})",
                subgroup.name(),
                number::count(scan.observed),
                number::count(scan.expected.get().round() as u64),
                scan.direction.as_str(),
                number::p_value(scan.p_max.get()),
            ));
        }
        if scans.len() > most {
            let more = number::count((scans.len() - most) as u64);
            self.wrapped(&format!("{more} more; -v shows them."));
        }
        self.line("");
    }

    fn foot(&mut self) {
        for line in foot(self.search) {
            self.wrapped(&line);
        }
    }
}

/// How many were tried, and on whom.
pub(crate) fn tried(search: &Search) -> [String; 2] {
    let count = number::count;
    let rate = search
        .rate
        .map_or_else(|| "–".to_owned(), |r| number::rate(r.get()));
    let strata = if search.strata.is_empty() {
        String::new()
    } else {
        format!(" · compared inside {}", search.strata.join(", "))
    };
    [
        format!(
            "tried {} combinations of up to {} of {}; {} below the floor of {} rows; {} undefined",
            count(search.tried),
            search.order,
            search.attributes.join(", "),
            count(search.below_floor),
            count(search.floor),
            count(search.undefined),
        ),
        format!("{} rows · rate of everyone {rate}{strata}", count(search.n)),
    ]
}

fn own(search: &Search) -> impl Iterator<Item = &Subgroup> {
    (search.subgroups.iter()).filter(|s| s.confirmed && s.folded_into.is_none())
}

/// How many were shown to differ.
pub(crate) fn result(search: &Search) -> String {
    let confirmed = search.subgroups.iter().filter(|s| s.confirmed).count() as u64;
    if confirmed == 0 {
        return format!(
            "None of them was shown to differ from everyone else. That is no proof of equality: a small combination differs a good deal before it stands out among {}.",
            number::count(search.tried)
        );
    }
    format!(
        "{} confirmed, of which {} say nothing that a broader one does not say. A fair system shows any in at most {} of searches.",
        number::count(confirmed),
        number::count(confirmed - own(search).count() as u64),
        number::percent(1.0 - search.level.get())
    )
}

/// What was shown to differ, the worse off first; where nothing was, what is furthest apart.
pub(crate) fn tables(search: &Search) -> Vec<(&'static str, Vec<&Subgroup>)> {
    if own(search).next().is_none() {
        let furthest = search.subgroups.iter().take(MOST_NOT_SHOWN).collect();
        return vec![("Furthest apart, not shown to differ", furthest)];
    }
    let (lower, higher): (Vec<&Subgroup>, Vec<&Subgroup>) =
        own(search).partition(|s| s.difference.get() < 0.0);
    let mut sides = [
        ("Lower than everyone else", lower),
        ("Higher than everyone else", higher),
    ];
    match worse_is_lower(search) {
        Some(true) => {
            sides[0].0 = "Worse off";
            sides[1].0 = "Better off";
        }
        Some(false) => {
            sides.swap(0, 1);
            sides[0].0 = "Worse off";
            sides[1].0 = "Better off";
        }
        None => {}
    }
    sides[1].1.reverse();
    sides.into()
}

/// What the numbers are, and what to beware of.
pub(crate) fn foot(search: &Search) -> Vec<String> {
    let mut lines = vec![format!(
        "p is the larger of Holm's and that of the largest difference among all {} ({}, {} draws, seed {}); intervals hold together at {}.",
        number::count(search.tried),
        search.method,
        number::count(search.draws),
        search.seed,
        number::percent(search.level.get()),
    )];
    if !search.strata.is_empty() {
        lines.push(
            "p is of the difference inside the strata, the interval of the difference over all rows."
                .to_owned(),
        );
    }
    for note in &search.notes {
        let count = note
            .count
            .map_or_else(String::new, |count| format!(" ({})", number::count(count)));
        lines.push(format!("! {}{count}", note.message));
    }
    lines
}

/// The larger of both adjusted p-values.
pub(crate) fn p_adjusted(subgroup: &Subgroup) -> String {
    let larger = subgroup.p_max.get().max(subgroup.p_holm.get());
    Real::new(larger).map_or_else(String::new, number::p_alone)
}

/// Whether a lower rate is bad for people; `None` where neither direction is.
fn worse_is_lower(search: &Search) -> Option<bool> {
    let lower = match search.metric.favours {
        Favours::Higher => true,
        Favours::Lower => false,
        Favours::Ideal | Favours::Neither => return None,
    };
    Some(lower != (search.metric.mirrors && search.polarity == Polarity::Burden))
}
