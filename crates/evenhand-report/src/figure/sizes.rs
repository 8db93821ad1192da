use super::{Figure, MOST_ROWS, Point};
use crate::chart::Head;
use crate::chart::bars::{Bar, Bars};
use crate::error::Result;
use crate::profile::{Member, Profile};
use crate::table::{Cell, Table};
use crate::wording::Wording;

/// Sizes of the groups of an attribute, with the part that was selected.
pub(crate) fn sizes(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    if profile.groups.is_empty() {
        return Ok(None);
    }
    let noun = wording.noun();
    let (words, polarity) = (wording.words, wording.polarity());
    let numbers = words.numbers();
    let mut shown: Vec<&Member<'_>> = profile.groups.iter().collect();
    let all = shown.len();
    if all > MOST_ROWS {
        shown.sort_by(|a, b| b.n.cmp(&a.n).then(a.name.cmp(b.name)));
        shown.truncate(MOST_ROWS);
    }
    let text = |group: &Member<'_>| {
        let share = words.percent(group.share);
        match group.units {
            Some(units) => words.size_of_persons(group.n, numbers.persons(units), share),
            None => words.size_of(group.selected, group.n, polarity, share),
        }
        .to_text()
    };
    let bars: Vec<Bar> = shown
        .iter()
        .map(|group| Bar {
            name: profile.words.shown(group.name),
            n: group.n,
            part: group.selected,
            text: text(group),
            unknown: group.missing,
        })
        .collect();
    let min_n = profile.card.settings.min_n;
    let heads = wording.heads();
    let small: Vec<String> = profile
        .groups
        .iter()
        .filter(|group| profile.small(group))
        .map(|group| profile.words.shown(group.name))
        .collect();
    let mut caption = match small.len() {
        0 => words.small_none(min_n, heads),
        1..=6 => {
            let groups = words.list(small.iter().map(String::as_str));
            words.small_few(groups, min_n, heads)
        }
        many => words.small_many(many, min_n, heads),
    }
    .to_text();
    if all > MOST_ROWS {
        caption.push_str(&words.largest_shown(all, MOST_ROWS).to_text());
    }
    let title = words.sizes_title(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.column_group().to_text(), false),
            (noun.clone(), true),
            (words.column_share().to_text(), true),
            (wording.done(), true),
        ],
    );
    let units = profile.has_units();
    if units {
        for column in [
            words.column_persons(),
            words.column_independent_rows(),
            words.column_design_effect(),
        ] {
            table.head.push((column.to_text(), true));
        }
    }
    for group in &shown {
        let mut row = vec![
            Cell::Name(profile.words.shown(group.name)),
            Cell::Number(numbers.count(group.n)),
            Cell::Number(words.percent(group.share)),
            Cell::Number(numbers.count(group.selected)),
        ];
        if units {
            let rate = profile.estimate(group.name, "selection_rate");
            row.push(Cell::Number(
                group.units.map_or_else(String::new, |n| numbers.persons(n)),
            ));
            row.push(Cell::Number(numbers.independent_rows(rate)));
            row.push(Cell::Number(numbers.design_effect(rate)));
        }
        table.rows.push(row);
    }
    let listed: Vec<String> = bars
        .iter()
        .take(12)
        .map(|bar| format!("{} {}", bar.name, bar.text))
        .collect();
    let head = Head {
        name: profile.stem("sizes"),
        title,
        subtitle: words
            .sizes_subtitle(&noun, polarity, bars.iter().any(|bar| bar.unknown))
            .to_text(),
        description: words.sizes_description(noun, listed.join("; ")).to_text(),
        words,
    };
    let draw = |head: Head, width| {
        Bars {
            head,
            bars: bars.clone(),
        }
        .draw(width)
    };
    let series = shown
        .iter()
        .flat_map(|group| [("n", group.n), ("selected", group.selected)].map(|one| (group, one)))
        // Where rows repeat persons, these are printed in place of the selected.
        .filter(|(group, (of, _))| *of == "n" || group.units.is_none())
        .map(|(group, (of, n))| Point::made(profile, group.name, of, n as f64, numbers.count(n)))
        .collect();
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}
