//! Which features give a group away, each against what chance alone would show.

use super::pair::limit_of;
use super::{Figure, MOST_ROWS, Point};
use crate::chart::Head;
use crate::chart::screen::{Screen, Screened};
use crate::error::Result;
use crate::profile::Profile;
use crate::rows::{ASSOCIATION, Feature, chance, features};
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::Words;
use evenhand_core::{Limit, Real, Span};

/// The association of every feature with the attribute; nothing without features.
pub(crate) fn proxies(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let found = features(profile);
    if found.is_empty() {
        return Ok(None);
    }
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let caption = words.proxies_caption(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        caption.clone(),
        &[
            (words.column_feature().to_text(), false),
            (words.column_association().to_text(), true),
            (words.column_by_chance().to_text(), true),
            ("p".to_owned(), true),
            (words.column_tells(&level).to_text(), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    let (mut rows, mut series) = (Vec::new(), Vec::new());
    for Feature {
        name,
        association,
        area,
        verdict,
    } in found
    {
        let text = numbers.with_interval(Span::Index, association.value, None, None);
        table.rows.push(vec![
            Cell::Name(name.clone()),
            Cell::Number(text.clone()),
            Cell::Number(chance(words, association)),
            Cell::Number((association.p_value).map_or_else(String::new, |p| numbers.p_alone(p))),
            Cell::Number(area.map_or_else(
                || "–".to_owned(),
                |e| numbers.with_interval(Span::Index, e.value, e.lower, e.upper),
            )),
            verdict.map_or(Cell::Nothing, Cell::Verdict),
        ]);
        if rows.len() < MOST_ROWS {
            series.push(Point::of(association, &text));
            rows.push(Screened {
                name,
                value: association.value.map_or(0.0, Real::get),
                floor: association.noise_floor.map(|floor| floor.quantile.get()),
                text,
                verdict,
            });
        }
    }
    let limit = limit_of(profile, ASSOCIATION).map(Limit::range);
    let title = words.proxies_chart(profile.title()).to_text();
    let listed: Vec<String> = (rows.iter())
        .map(|row| format!("{} {}", row.name, row.text))
        .collect();
    let head = Head {
        name: profile.stem("proxies"),
        title,
        subtitle: words.proxies_subtitle().to_text(),
        description: words
            .proxies_description(listed.join("; "), profile.title())
            .to_text(),
        words,
    };
    let caption =
        said(words, profile, &rows) + &super::left_out(words, table.rows.len() - rows.len());
    let plot = Screen {
        head: Head::default(),
        rows,
        limit: limit.map(|limit| limit.1).filter(|limit| limit.is_finite()),
        axis_label: words.proxies_axis().to_text(),
        key: [
            words.proxies_beyond().to_text(),
            words.proxies_within().to_text(),
            words.proxies_chance().to_text(),
        ],
    };
    let draw = |head: Head, width| {
        Screen {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    Ok(Some(
        Figure::new(&head, caption, table, draw)?.made_from(series),
    ))
}

/// How many go beyond chance, and which goes furthest.
fn said(words: Words, profile: &Profile<'_>, rows: &[Screened]) -> String {
    let beyond: Vec<&Screened> = rows.iter().filter(|row| row.beyond_chance()).collect();
    match beyond.first() {
        Some(most) => words.proxies_some(
            beyond.len(),
            most.name.clone(),
            profile.title(),
            rows.len(),
            most.text.clone(),
        ),
        None => words.proxies_none(profile.title()),
    }
    .to_text()
}
