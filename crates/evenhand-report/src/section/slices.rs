use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::index::Place;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use evenhand_core::{Estimate, Polarity, Span};

const METRIC: &str = "disparate_impact_ratio";
/// Slices in a table.
const MOST_SLICES: usize = 120;

/// Campaigns, channels or months apart; absent where there is one slice only.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let slices = &context.card.slices;
    if slices.is_empty() {
        return Ok(None);
    }
    let words = context.words();
    let mut body = Body::new();
    body.lead(&words.slices_lead().to_text());
    for profile in &context.single {
        body.table(table(context, profile));
    }
    if slices.len() > MOST_SLICES {
        let more = words.slices_more(slices.len() - MOST_SLICES);
        body.paragraph(&more.to_text());
    }
    Ok(Some(Section {
        id: "slices",
        title: words.slices_title().to_text(),
        blocks: body.finish(),
    }))
}

fn table(context: &Context<'_>, profile: &Profile<'_>) -> Table {
    let (wording, words, numbers) = (&context.wording, context.words(), context.numbers());
    let level = &wording.level();
    let mut table = Table::speaking(
        words,
        words.slices_caption(profile.title()).to_text(),
        &[
            (words.column_slice().to_text(), false),
            ("n".to_owned(), true),
            (
                words.column_chosen_level(wording.done(), level).to_text(),
                true,
            ),
            (words.column_furthest_group().to_text(), false),
            (words.column_ratio_level(level).to_text(), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    for slice in context.card.slices.iter().take(MOST_SLICES) {
        let place = Place {
            slice: &slice.name,
            ..profile.place
        };
        let overall = wording.index.estimate(
            Place {
                attribute: "",
                ..place
            },
            "",
            "selection_rate",
        );
        let mut row = vec![
            Cell::Name(slice.name.to_string()),
            Cell::Number(crate::hidden::count(words, slice.n, slice.hidden)),
            Cell::Number(overall.map_or_else(String::new, |e| {
                numbers.with_interval(Span::Rate, e.value, e.lower, e.upper)
            })),
        ];
        match furthest(profile, place, wording.polarity()) {
            Some(e) => {
                row.push(Cell::Text(words.shown(&e.group)));
                row.push(Cell::Number(numbers.with_interval(
                    Span::Ratio,
                    e.value,
                    e.lower,
                    e.upper,
                )));
                let verdict = wording.index.verdict_on(place, &e.group, METRIC);
                row.push(verdict.map_or(Cell::Nothing, Cell::Verdict));
            }
            None => row.extend([Cell::Text("–".to_owned()), Cell::Nothing, Cell::Nothing]),
        }
        table.rows.push(row);
    }
    table
}

/// The group whose ratio lies furthest on the bad side, among those large enough.
fn furthest<'a>(
    profile: &Profile<'a>,
    place: Place<'_>,
    polarity: Polarity,
) -> Option<&'a Estimate> {
    let bad = |e: &Estimate| {
        let value = e.value.map_or(1.0, evenhand_core::Real::get);
        if polarity == Polarity::Burden {
            -value
        } else {
            value
        }
    };
    profile
        .groups
        .iter()
        .filter_map(|group| profile.index.estimate(place, group.name, METRIC))
        .filter(|e| e.value.is_some() && e.units.unwrap_or(e.n) >= profile.card.settings.min_n)
        .min_by(|a, b| bad(a).total_cmp(&bad(b)))
}
