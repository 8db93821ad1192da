//! Who could have been reached, and who was.

use super::{Figure, MOST_ROWS, Point};
use crate::chart::Head;
use crate::chart::slope::{Row, Slope};
use crate::error::Result;
use crate::index::Place;
use crate::name;
use crate::profile::{Member, Profile};
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::{Name, Words};
use evenhand_core::{Estimate, Real, Span};

const RATE: &str = "reach_rate";
const SHARE: &str = "delivery_share";
const SKEW: &str = "delivery_skew_vs_eligible";
/// Lines that the eye can still follow.
const MOST_LINES: usize = 12;
/// What the share of the eligible is called among the points of a figure.
pub(crate) const SHARE_OF_ELIGIBLE: &str = "share_of_eligible";

/// A group at both ends.
struct Ends<'a> {
    group: Member<'a>,
    eligible: u64,
    before: Point,
    after: Point,
    reached: Option<u64>,
    skew: Option<&'a Estimate>,
}

impl Ends<'_> {
    /// Whether the range of the difference lies apart from zero.
    fn apart(&self) -> bool {
        self.skew
            .and_then(|e| Some((e.lower?.get(), e.upper?.get())))
            .is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }

    fn size(&self) -> f64 {
        let skew = self.skew.and_then(|e| e.value);
        skew.map_or(0.0, |value| value.get().abs())
    }
}

/// Each group's share of those who could have been reached and of those who were; nothing where nobody's way was
/// followed.
pub(crate) fn reach(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let mut lines = ends(profile);
    if lines.len() < 2 {
        return Ok(None);
    }
    lines.sort_by(|a, b| b.size().total_cmp(&a.size()));
    let left_out = lines.len().saturating_sub(MOST_LINES);
    let listed: Vec<&Ends<'_>> = lines.iter().take(MOST_ROWS).collect();
    let drawn = &listed[..listed.len().min(MOST_LINES)];
    let (words, level) = (wording.words, wording.level());
    let title = words.reach_title(profile.title()).to_text();
    let table = table(wording, profile, &listed);
    let series = listed
        .iter()
        .flat_map(|line| [line.before.clone(), line.after.clone()])
        .collect();
    let rows: Vec<Row> = drawn.iter().map(|line| row(profile, line)).collect();
    let told: Vec<String> = drawn
        .iter()
        .map(|line| {
            let group = name::shown(line.group.name);
            words
                .reach_description_row(&line.after.text, &line.before.text, group)
                .to_text()
        })
        .collect();
    let head = Head {
        name: profile.stem("reach"),
        title: title.clone(),
        subtitle: words.reach_subtitle(&level).to_text(),
        description: words.reach_description(told.join("; ")).to_text(),
        words,
    };
    let mut caption = caption(words, profile, &lines);
    if left_out > 0 {
        caption.push_str(&words.reach_left_out(left_out, MOST_LINES).to_text());
    }
    let plot = Slope {
        head: Head::default(),
        rows,
        ends: [
            words.reach_before().to_text(),
            words.reach_after().to_text(),
        ],
        key: [
            words.reach_apart().to_text(),
            words.reach_chance().to_text(),
        ],
    };
    let draw = |head: Head, width| {
        Slope {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

fn ends<'a>(profile: &Profile<'a>) -> Vec<Ends<'a>> {
    let everyone = Place {
        attribute: "",
        ..profile.place
    };
    let all = profile.index.estimate(everyone, "", RATE);
    let Some(all) = all.and_then(|e| e.total).filter(|all| all.get() > 0.0) else {
        return Vec::new();
    };
    let numbers = profile.words.numbers();
    profile
        .groups
        .iter()
        .filter_map(|group| {
            let rate = profile.estimate(group.name, RATE)?;
            let eligible = rate.total?;
            let share = profile.estimate(group.name, SHARE)?;
            let before = eligible.get() / all.get();
            let after = numbers.with_interval(Span::Rate, share.value, share.lower, share.upper);
            share.value?;
            Some(Ends {
                group: *group,
                eligible: eligible.get().round() as u64,
                before: Point::made(
                    profile,
                    group.name,
                    SHARE_OF_ELIGIBLE,
                    before,
                    numbers.rate(before),
                ),
                after: Point::of(share, after),
                reached: rate.events.map(|n| n.get().round() as u64),
                skew: profile.estimate(group.name, SKEW),
            })
        })
        .collect()
}

fn row(profile: &Profile<'_>, line: &Ends<'_>) -> Row {
    Row {
        name: name::shown(line.group.name),
        before: (line.before.at().unwrap_or(0.0), line.before.text.clone()),
        after: (line.after.at().unwrap_or(0.0), line.after.text.clone()),
        ends: line.after.ends(),
        apart: line.apart() && !profile.small(&line.group),
        verdict: (profile.index).verdict_on(profile.place, line.group.name, SKEW),
    }
}

fn table(wording: &Wording<'_>, profile: &Profile<'_>, lines: &[&Ends<'_>]) -> Table {
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let mut table = Table::speaking(
        words,
        words.reach_title(profile.title()).to_text(),
        &[
            (words.column_group().to_text(), false),
            (words.column_eligible().to_text(), true),
            (words.column_share_of_eligible().to_text(), true),
            (words.column_reached().to_text(), true),
            (
                format!("{} [{level}]", words.column_share_of_reached()),
                true,
            ),
            (
                format!("{} [{level}]", words.value_kind("difference")),
                true,
            ),
            (words.column_verdict().to_text(), false),
        ],
    );
    for line in lines {
        let skew = line.skew.map_or_else(String::new, |e| {
            numbers.with_interval(Span::Difference, e.value, e.lower, e.upper)
        });
        let verdict = (profile.index).verdict_on(profile.place, line.group.name, SKEW);
        let count = |n: Option<u64>| n.map_or_else(String::new, |n| numbers.count(n));
        table.rows.push(vec![
            Cell::Name(name::shown(line.group.name)),
            Cell::Number(numbers.count(line.eligible)),
            Cell::Number(line.before.text.clone()),
            Cell::Number(count(line.reached)),
            Cell::Number(line.after.text.clone()),
            Cell::Number(skew),
            verdict.map_or(Cell::Nothing, Cell::Verdict),
        ]);
    }
    table
}

/// The widest difference that is no chance, and the others.
fn caption(words: Words, profile: &Profile<'_>, lines: &[Ends<'_>]) -> String {
    let told: Vec<&Ends<'_>> = lines
        .iter()
        .filter(|line| line.apart() && !line.group.missing && !profile.small(&line.group))
        .collect();
    let Some((first, others)) = told.split_first() else {
        return words.reach_no_gap().to_text();
    };
    let percent = |point: &Point| words.percent(point.value.map_or(0.0, Real::get));
    let mut text = words
        .reach_widest(
            percent(&first.after),
            percent(&first.before),
            Name(name::shown(first.group.name)),
        )
        .to_text();
    if !others.is_empty() {
        let names = others.iter().map(|line| name::shown(line.group.name));
        let names = words.list(names);
        text.push(' ');
        text.push_str(&words.reach_others(names).to_text());
    }
    text
}
