//! What a chart shows is what its table prints and what the scorecard says, down to where a mark stands.

mod drawn;

use super::*;
use crate::fixture;
use crate::table::Cell;
use evenhand_core::Real;
use std::collections::BTreeMap;

/// Every figure of the report, in English.
fn all(card: &Scorecard) -> Result<Vec<Figure>> {
    let document = document(card, &HtmlOptions::default())?;
    Ok(figures(&document).into_iter().cloned().collect())
}

fn cards() -> Vec<Scorecard> {
    vec![
        fixture::recidivism(),
        fixture::alike(),
        fixture::repeated(),
        fixture::many(50),
        fixture::campaign(),
        fixture::scored(),
        fixture::screened(),
    ]
}

/// What the scorecard says of a point: the number and its range.
fn in_scorecard(card: &Scorecard, point: &Point) -> Option<[Option<f64>; 3]> {
    let estimate = |attribute: &str, group: &str, metric: &str| {
        card.estimates.iter().find(|e| {
            (&*e.model, &*e.slice, &*e.attribute) == (&*point.model, "", attribute)
                && &*e.group == group
                && &*e.metric == metric
        })
    };
    let (attribute, group) = (point.attribute.as_str(), point.group.as_str());
    let size = || {
        let attribute = card.attributes.iter().find(|a| &*a.name == attribute)?;
        attribute.groups.iter().find(|size| &*size.name == group)
    };
    let alone = |value: f64| Some([Some(value), None, None]);
    match point.of.as_str() {
        "n" => alone(size()?.n as f64),
        "selected" => alone(size()?.selected as f64),
        "crude" => {
            let strata = estimate(attribute, group, "mantel_haenszel_difference")?.strata?;
            alone(strata.crude?.get())
        }
        of if of.contains('.') => {
            let parts: Vec<&str> = of.split('.').collect();
            in_curves(card, point, &parts)
        }
        super::reach::SHARE_OF_ELIGIBLE => {
            let own = estimate(attribute, group, "reach_rate")?.total?.get();
            alone(own / estimate("", "", "reach_rate")?.total?.get())
        }
        metric => {
            let e = estimate(attribute, group, metric)?;
            Some([e.value, e.lower, e.upper].map(|number| number.map(Real::get)))
        }
    }
}

/// The same for a number of the curves: `reliability.3.rate`, `roc.5.true`, `ratio.2`.
fn in_curves(card: &Scorecard, point: &Point, parts: &[&str]) -> Option<[Option<f64>; 3]> {
    let curves = card
        .curves
        .iter()
        .find(|curves| *curves.attribute == *point.attribute && *curves.model == *point.model)?;
    let curve = (curves.groups.iter()).find(|curve| *curve.group == *point.group)?;
    let at: usize = parts[1].parse().ok()?;
    let get = |numbers: [Option<Real>; 3]| Some(numbers.map(|number| number.map(Real::get)));
    match (parts[0], parts.get(2).copied()) {
        ("ratio", None) => {
            let ratio = curve.ratios.get(at)?;
            get([ratio.value, ratio.lower, ratio.upper])
        }
        ("precision", None) => {
            let share = curve.precision.get(at)?;
            get([share.value, share.lower, share.upper])
        }
        ("reliability", Some("score")) => {
            get([Some(curve.reliability.get(at)?.mean_score), None, None])
        }
        ("reliability", Some(_)) => {
            let bin = curve.reliability.get(at)?;
            get([Some(bin.rate), bin.lower, bin.upper])
        }
        ("roc", Some(what)) => {
            let of = |band: &evenhand_core::Band| match what {
                "true" => band.positive,
                _ => band.negative,
            };
            // Everybody above the cut, of everybody.
            let above: u64 = curve.bands.iter().skip(at + 1).map(of).sum();
            let all: u64 = curve.bands.iter().map(of).sum();
            Some([Some(above as f64 / all as f64), None, None])
        }
        _ => None,
    }
}

/// Whether a drawing and a table print the same number: the same digits, or fewer of them where there is less room.
fn agree(drawn: &str, printed: &str) -> bool {
    if drawn == printed || printed.starts_with(&format!("{drawn} [")) {
        return true;
    }
    let decimals = drawn.split_once('.').map_or(0, |(_, tail)| tail.len());
    let number = |text: &str| {
        let first = text.split(' ').next().unwrap_or_default();
        first.replace('−', "-").replace(',', "").parse::<f64>().ok()
    };
    let last = 0.5 / 10_f64.powi(decimals as i32) + 1e-9;
    number(drawn)
        .zip(number(printed))
        .is_some_and(|(drawn, printed)| decimals > 1 && (drawn - printed).abs() <= last)
}

/// Points of a figure that the scorecard does not bear out, or that its table does not print.
fn faults(card: &Scorecard, figure: &Figure) -> Vec<String> {
    let mut faults = Vec::new();
    let name = &figure.head.name;
    if figure.series.is_empty() {
        faults.push(format!("{name} carries no numbers"));
    }
    let cells: Vec<(&str, &str)> = figure
        .table
        .rows
        .iter()
        .flat_map(|row| {
            let Some(Cell::Name(first)) = row.first() else {
                return Vec::new();
            };
            row.iter()
                .filter_map(|cell| match cell {
                    Cell::Number(text) => Some((first.as_str(), text.as_str())),
                    _ => None,
                })
                .collect()
        })
        .collect();
    for point in &figure.series {
        let drawn = [point.value, point.lower, point.upper].map(|number| number.map(Real::get));
        match in_scorecard(card, point) {
            Some(known) if known == drawn => {}
            known => faults.push(format!("{name}: {point:?} against {known:?}")),
        }
        let group = crate::name::shown(&point.group);
        // Groups stand side by side where the rows are thresholds.
        let across = ["roc", "sweep", "frontier"]
            .iter()
            .any(|stem| name.starts_with(stem));
        let printed = cells.iter().any(|(row, text)| {
            let pair = text.split(" / ").any(|part| part == point.text);
            (row.starts_with(&group) || across) && (pair || agree(&point.text, text))
        });
        if !printed {
            faults.push(format!(
                "{name}: {} of {group} is not in the table",
                point.text
            ));
        }
        let svg = figure.wide.replace("&lt;", "<");
        // Marks along a line have no number beside them; where they stand is read back.
        if !point.of.contains('.') && !across && !svg.contains(&point.text) {
            faults.push(format!("{name}: {} of {group} is not drawn", point.text));
        }
    }
    faults
}

#[test]
fn every_number_of_a_figure_is_that_of_its_table_and_of_the_scorecard() {
    let mut seen = BTreeMap::new();
    for card in cards() {
        for figure in all(&card).unwrap() {
            let found = faults(&card, &figure);
            assert!(found.is_empty(), "{}", found.join("\n"));
            *seen.entry(figure.head.name).or_insert(0) += figure.series.len();
        }
    }
    for name in [
        "sizes-race",
        "reach-age",
        "funnel-age",
        "worst-combined",
        "reliability-race",
        "roc-race",
        "sweep-race",
        "proxies-race",
        "frontier",
        "alike-race",
    ] {
        assert!(seen.contains_key(name), "{name} was not looked at");
    }
}

#[test]
fn a_number_that_is_another_is_found() {
    let card = fixture::campaign();
    for figure in all(&card).unwrap() {
        let mut wrong = figure.clone();
        let value = wrong.series[0].value.unwrap().get();
        wrong.series[0].value = Real::new(value + 1e-9);
        assert!(!faults(&card, &wrong).is_empty(), "{}", figure.head.name);
        let mut wrong = figure.clone();
        wrong.series[0].text.push('7');
        assert!(!faults(&card, &wrong).is_empty(), "{}", figure.head.name);
        let mut wrong = figure;
        wrong.table.rows.remove(0);
        let first = wrong.series[0].group.clone();
        let listed = |row: &Vec<Cell>| row.first() == Some(&Cell::Name(first.clone()));
        wrong.table.rows.retain(|row| !listed(row));
        assert!(!faults(&card, &wrong).is_empty(), "{}", wrong.head.name);
    }
}
