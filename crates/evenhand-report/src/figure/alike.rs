use super::pair::{ends, limit_of};
use super::{Figure, MOST_ROWS, Point, left_out};
use crate::chart::Head;
use crate::chart::shift::{Row, Shift};
use crate::error::Result;
use crate::profile::{Member, Profile};
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::wording::{WITHIN, WITHIN_ODDS, Wording, certain};
use crate::words::Words;
use evenhand_core::{Estimate, Limit, Real, Span, Verdict};

/// Groups named in the caption after the first.
const MOST_OTHERS: usize = 3;
/// A smaller share of rows that could be compared is worth a sentence.
const FEW_COMPARED: f64 = 0.95;

/// The difference of every group over all rows, and among people who are alike.
pub(crate) fn alike(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    if !profile.has(WITHIN) {
        return Ok(None);
    }
    let (groups, hidden) = profile.worst(WITHIN, MOST_ROWS);
    let lines: Vec<(&Member<'_>, &Estimate)> = groups
        .iter()
        .filter_map(|group| Some((group, profile.estimate(group.name, WITHIN)?)))
        .collect();
    let rows: Vec<Row> = lines
        .iter()
        .map(|(group, e)| row(profile, group, e))
        .collect();
    let level = wording.level();
    let (words, polarity) = (wording.words, wording.polarity());
    let reference = lines.iter().find_map(|(_, e)| e.reference.as_deref());
    let against = reference.map_or_else(
        || words.the_reference().to_text(),
        |reference| words.reference(reference),
    );
    let head = Head {
        name: profile.stem("alike"),
        title: words.alike_title(profile.title()).to_text(),
        subtitle: words
            .alike_subtitle(wording.alike_in(), polarity, &against)
            .to_text(),
        description: describe(wording, &rows, &against),
        words,
    };
    let plot = Shift {
        head: Head::default(),
        limit: limit_of(profile, WITHIN).map(Limit::range),
        key: [
            words.alike_all_rows().to_text(),
            words.alike_same(wording.alike_in(), level).to_text(),
        ],
        axis_label: words.alike_axis(polarity).to_text(),
        rows,
    };
    let table = table(wording, profile, &lines, &plot.rows);
    let caption = format!(
        "{}{}",
        caption(wording, profile, &lines),
        left_out(words, hidden)
    );
    let draw = |head: Head, width| {
        Shift {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let series = lines
        .iter()
        .zip(&plot.rows)
        .flat_map(|((group, e), row)| {
            let crude = row
                .crude
                .map(|crude| Point::made(profile, group.name, "crude", crude, &row.crude_text));
            crude.into_iter().chain([Point::of(e, &row.text)])
        })
        .collect();
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

fn row(profile: &Profile<'_>, group: &Member<'_>, e: &Estimate) -> Row {
    let compared = e.strata.map_or(0, |support| support.compared);
    let numbers = profile.words.numbers();
    let crude = e.strata.and_then(|support| support.crude);
    let verdict = profile.index.verdict_on(profile.place, group.name, WITHIN);
    Row {
        name: profile.words.shown(group.name),
        note: profile.words.alike_note(compared, group.n).to_text(),
        crude: crude.map(Real::get),
        crude_text: numbers.with_interval(Span::Difference, crude, None, None),
        value: e.value.map(Real::get),
        ends: ends(e.lower, e.upper),
        text: numbers.with_interval(Span::Difference, e.value, e.lower, e.upper),
        n: group.n,
        verdict: verdict.or_else(|| profile.small(group).then_some(Verdict::InsufficientData)),
    }
}

fn table(
    wording: &Wording<'_>,
    profile: &Profile<'_>,
    lines: &[(&Member<'_>, &Estimate)],
    rows: &[Row],
) -> Table {
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let test = lines.iter().find_map(|(_, e)| e.test.as_deref());
    let ranged = |column: Sentence| format!("{column} [{level}]");
    let caption = words.alike_table(
        wording.alike(),
        wording.polarity(),
        profile.title(),
        test_in_words(words, test),
    );
    let mut table = Table::speaking(
        words,
        caption.to_text(),
        &[
            (words.column_group().to_text(), false),
            (words.column_compared_with().to_text(), false),
            ("n".to_owned(), true),
            (words.column_all_rows().to_text(), true),
            (ranged(words.column_within_strata()), true),
            (ranged(words.column_odds_within_strata()), true),
            (words.column_p().to_text(), true),
            (words.column_strata_differ().to_text(), false),
            (words.column_rows_compared().to_text(), true),
        ],
    );
    let units = profile.has_units();
    if units {
        let persons = words.column_persons().to_text();
        table.head.insert(3, (persons, true));
    }
    for ((group, e), row) in lines.iter().zip(rows) {
        let odds = profile.estimate(group.name, WITHIN_ODDS);
        let mut cells = vec![
            Cell::Name(row.name.clone()),
            Cell::Text(
                e.reference
                    .as_deref()
                    .map_or_else(String::new, |reference| words.reference(reference)),
            ),
            Cell::Number(numbers.count(group.n)),
            Cell::Number(row.crude_text.clone()),
            Cell::Number(row.text.clone()),
            Cell::Number(odds.map_or_else(String::new, |odds| {
                numbers.with_interval(Span::OddsRatio, odds.value, odds.lower, odds.upper)
            })),
            Cell::Number(e.p_value.map_or_else(String::new, |p| numbers.p_alone(p))),
            Cell::Text(wording.agreement(e)),
            Cell::Number(
                e.strata
                    .map_or_else(String::new, |support| words.percent(support.used.get())),
            ),
        ];
        if units {
            cells.insert(
                3,
                Cell::Number(group.units.map_or_else(String::new, |n| numbers.persons(n))),
            );
        }
        table.rows.push(cells);
    }
    table
}

fn test_in_words(words: Words, test: Option<&str>) -> Sentence {
    match test {
        Some("cmh") | None => words.test_cmh(),
        Some("jackknife-blocks") => words.test_jackknife(),
        Some(other) => words.test_other(other),
    }
}

/// The gap that is surest, the others, and what to know about the strata.
fn caption(
    wording: &Wording<'_>,
    profile: &Profile<'_>,
    lines: &[(&Member<'_>, &Estimate)],
) -> String {
    let mut told: Vec<&Estimate> = lines
        .iter()
        .filter(|(group, e)| !profile.small(group) && !group.missing && e.value.is_some())
        .map(|(_, e)| *e)
        .collect();
    told.sort_by(|a, b| {
        certain(b)
            .total_cmp(&certain(a))
            .then_with(|| size(b).total_cmp(&size(a)))
    });
    let Some(first) = told.first() else {
        return wording.words.all_too_small().to_text();
    };
    let words = wording.words;
    let apart: Vec<String> = told
        .iter()
        .filter(|e| certain(e) > 0.0)
        .map(|e| profile.words.shown(&e.group))
        .collect();
    let mut parts = Vec::new();
    if apart.is_empty() {
        parts.push(words.alike_no_gap());
    }
    parts.extend(wording.within(first));
    if apart.len() > 1 {
        let others = &apart[1..];
        let named = &others[..others.len().min(MOST_OTHERS)];
        parts.push(match others.len() - named.len() {
            0 => words.alike_apart(words.list(named.iter().map(String::as_str))),
            more => words.alike_apart_more(named.join(", "), more),
        });
    }
    let differ: Vec<String> = told
        .iter()
        .filter(|e| wording.disagree(e))
        .map(|e| profile.words.shown(&e.group))
        .collect();
    if !differ.is_empty() {
        let named = differ.iter().take(MOST_OTHERS + 1).map(String::as_str);
        parts.push(words.alike_disagree(apart.is_empty(), words.list(named)));
    }
    if let Some(least) = told
        .iter()
        .filter_map(|e| Some((e.strata?.used.get(), &e.group)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|least| least.0 < FEW_COMPARED)
    {
        let share = words.percent(least.0);
        parts.push(words.alike_compared(profile.words.shown(least.1), share));
    }
    parts
        .iter()
        .map(Sentence::to_text)
        .collect::<Vec<_>>()
        .join(" ")
}

fn size(e: &Estimate) -> f64 {
    e.value.map_or(0.0, |value| value.get().abs())
}

fn describe(wording: &Wording<'_>, rows: &[Row], against: &str) -> String {
    let words = wording.words;
    let listed: Vec<String> = rows
        .iter()
        .take(12)
        .map(|row| {
            words
                .alike_description_row(&row.crude_text, &row.name, &row.text)
                .to_text()
        })
        .collect();
    let more = if rows.len() > 12 {
        words.table_holds_rest()
    } else {
        Sentence::new()
    };
    words
        .alike_description(
            wording.alike(),
            more,
            wording.polarity(),
            against,
            listed.join("; "),
        )
        .to_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::index::Index;
    use evenhand_core::Scorecard;

    fn figure(card: &Scorecard) -> Option<Figure> {
        let index = Index::new(card);
        let wording = Wording::new(card, &index);
        let profile = &Profile::all(card, &index, false)[0];
        alike(&wording, profile).unwrap()
    }

    #[test]
    fn the_caption_tells_the_surest_gap_in_plain_words() {
        let caption = figure(&fixture::alike()).unwrap().caption;
        assert_eq!(
            caption.replace('\u{a0}', " "),
            "Among people with the same charge, 22.9 in 100 fewer Caucasian people than African-American people were \
             flagged (95 % sure: 20.4 to 25.3 fewer); over all rows it is 24.0 fewer. The range lies apart from zero for \
             Other too. The strata do not agree on Caucasian: one number is a rough summary there. For Caucasian only \
             90 % of the rows could be compared: the rest lie where one side is absent."
        );
    }

    #[test]
    fn chart_table_and_description_show_the_same_numbers() {
        let figure = figure(&fixture::alike()).unwrap();
        let table = serde_json::to_string(&figure.table).unwrap();
        for number in [
            "−0.240",
            "−0.229 [−0.253, −0.204]",
            "+0.018 [−0.011, +0.047]",
            "+0.327 [+0.110, +0.544]",
        ] {
            for (place, text) in [
                ("wide", &figure.wide),
                ("narrow", figure.narrow.as_ref().unwrap()),
                ("table", &table),
                ("description", &figure.head.description),
            ] {
                assert!(text.contains(number), "{number} is not in the {place}");
            }
        }
        assert!(figure.wide.contains("too few people"));
        assert!(table.contains("yes (p = 0.005)") && table.contains("not shown (p = 0.410)"));
        assert!(table.contains("after Cochran, Mantel and Haenszel"));
    }

    #[test]
    fn without_a_stratum_there_is_no_chart() {
        assert!(figure(&fixture::recidivism()).is_none());
    }

    #[test]
    fn ranges_that_hold_zero_are_no_gap() {
        let mut card = fixture::alike();
        for e in &mut card.estimates {
            if &*e.metric == WITHIN {
                (e.lower, e.upper) = (Real::new(-0.3), Real::new(0.4));
            }
        }
        let caption = figure(&card).unwrap().caption;
        assert!(caption.starts_with("No gap was found with this much data"));
        assert!(
            caption.contains("gaps in both directions can cancel"),
            "{caption}"
        );
    }
}
