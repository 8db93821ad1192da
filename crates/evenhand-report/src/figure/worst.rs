//! The combined groups furthest from their reference, out of all that were tried.

use super::pair::{describe, is_ratio};
use super::{Figure, Point, verdict_summary};
use crate::chart::Head;
use crate::chart::dots::{Dots, Row};
use crate::error::Result;
use crate::name;
use crate::profile::{Member, Profile};
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{Estimate, Limit, Polarity, Span};

const METRIC: &str = "disparate_impact_ratio";
/// Groups in the chart.
const MOST: usize = 12;

/// A combined group that has a number.
struct Tried<'p, 'a> {
    profile: &'p Profile<'a>,
    group: Member<'a>,
    estimate: &'a Estimate,
}

impl Tried<'_, '_> {
    /// Lower is worse: the ratio where being chosen is good, its inverse where it is a burden.
    fn standing(&self) -> f64 {
        let value = self.estimate.value.map_or(1.0, evenhand_core::Real::get);
        match self.profile.card.system.polarity {
            Polarity::Burden => -value,
            Polarity::Benefit => value,
        }
    }
}

/// The groups furthest on the bad side over all combinations, a figure for each model; none where nothing was combined.
pub(crate) fn worst(wording: &Wording<'_>, combined: &[Profile<'_>]) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let mut rest = combined;
    while let Some(first) = rest.first() {
        let same = |profile: &&Profile<'_>| profile.place.model == first.place.model;
        let (own, others) = rest.split_at(rest.iter().take_while(same).count());
        figures.extend(of_model(wording, own)?);
        rest = others;
    }
    Ok(figures)
}

fn of_model(wording: &Wording<'_>, combined: &[Profile<'_>]) -> Result<Option<Figure>> {
    let all: Vec<Tried<'_, '_>> = combined.iter().flat_map(tried).collect();
    let tried = all.len();
    let mut large: Vec<Tried<'_, '_>> = all
        .into_iter()
        .filter(|one| !one.profile.small(&one.group))
        .collect();
    let (Some(profile), true) = (combined.first(), large.len() > 1) else {
        return Ok(None);
    };
    let small = tried - large.len();
    large.sort_by(|a, b| {
        (a.standing().total_cmp(&b.standing()))
            .then_with(|| (a.profile.place.attribute).cmp(b.profile.place.attribute))
            .then_with(|| a.group.name.cmp(b.group.name))
    });
    large.truncate(MOST);
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let mut table = Table::speaking(
        words,
        words.worst_table(tried).to_text(),
        &[
            (words.column_group().to_text(), false),
            (words.column_compared_with().to_text(), false),
            ("n".to_owned(), true),
            (format!("{} [{level}]", words.column_ratio()), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    let (mut rows, mut series, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
    for one in &large {
        let e = one.estimate;
        let text = numbers.with_interval(Span::Ratio, e.value, e.lower, e.upper);
        let point = Point::of(e, text);
        let place = one.profile.place;
        let verdict = one.profile.index.verdict_on(place, one.group.name, METRIC);
        let shown = name::shown(one.group.name);
        let reference = e.reference.as_deref().unwrap_or_default();
        let reference = words.reference(reference);
        table.rows.push(vec![
            Cell::Name(shown.clone()),
            Cell::Text(reference.clone()),
            Cell::Number(numbers.count(one.group.n)),
            Cell::Number(point.text.clone()),
            verdict.map_or(Cell::Nothing, Cell::Verdict),
        ]);
        verdicts.push((shown.clone(), verdict));
        rows.push(Row {
            name: shown,
            note: words.worst_note(one.group.n, reference).to_text(),
            value: point.at(),
            ends: point.ends(),
            text: point.text.clone(),
            n: one.group.n,
            verdict,
        });
        series.push(point);
    }
    let title = words.worst_title(rows.len(), tried).to_text();
    let title = match profile.place.model {
        "" => title,
        model => words.with_model(title, model).to_text(),
    };
    let limit = limit(combined);
    let label = words.worst_table(tried).to_text();
    let head = Head {
        name: match name::stem(profile.place.model).as_str() {
            "" => "worst-combined".to_owned(),
            model => format!("worst-combined-{model}"),
        },
        title,
        subtitle: format!(
            "{} {}{}",
            words.worst_subtitle(),
            words.lines_are_ranges(&level),
            if limit.is_some() {
                words.pair_band().to_text()
            } else {
                String::new()
            }
        ),
        description: describe(words, &label, &rows, None),
        words,
    };
    let mut caption = words.worst_caption(rows.len(), tried).to_text();
    if small > 0 {
        let heads = wording.heads();
        let min = profile.card.settings.min_n;
        caption.push_str(&words.worst_small(min, heads, small).to_text());
    }
    if verdicts.iter().any(|(_, verdict)| verdict.is_some()) {
        caption.push(' ');
        caption.push_str(&verdict_summary(words, &verdicts));
        if verdicts.iter().any(|(_, verdict)| verdict.is_none()) {
            caption.push_str(&words.worst_unchecked().to_text());
        }
    }
    let plot = Dots {
        head: Head::default(),
        rows,
        log: is_ratio(Span::Ratio),
        equal: 1.0,
        limit: limit.map(Limit::range),
        axis_label: words.worst_axis().to_text(),
        column: words
            .with_range(words.value_kind("ratio").to_text(), level)
            .to_text(),
    };
    let draw = |head: Head, width| {
        Dots {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

fn tried<'p, 'a>(profile: &'p Profile<'a>) -> impl Iterator<Item = Tried<'p, 'a>> {
    profile.groups.iter().filter_map(move |group| {
        let estimate = profile.estimate(group.name, METRIC)?;
        let finite = estimate.value.is_some_and(|value| value.get().is_finite());
        (finite && !group.missing).then_some(Tried {
            profile,
            group: *group,
            estimate,
        })
    })
}

/// The limit, where the combinations that have one have the same.
fn limit(combined: &[Profile<'_>]) -> Option<Limit> {
    let mut limits = combined
        .iter()
        .filter_map(|profile| super::pair::limit_of(profile, METRIC));
    let first = limits.next()?;
    limits.all(|limit| limit == first).then_some(first)
}
