//! Reads numbers back from a drawing: the scale from the labels of its axis, the numbers from where the marks stand.

use super::*;
use evenhand_core::Span;

/// Half a pixel, in units of the drawing.
const HALF: f64 = 4.0;
/// Smallest radius of a mark, in the same.
const RADIUS: f64 = 30.0;

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).unwrap().parse().unwrap()
}

/// Where marks stand, in the order in which they were drawn.
fn marks(svg: &str) -> Vec<(f64, f64)> {
    let mut marks: Vec<(f64, f64)> = Vec::new();
    for tag in svg.split('<') {
        let at = if tag.starts_with("circle") {
            (number(tag, "r") >= RADIUS - 8.0).then(|| (number(tag, "cx"), number(tag, "cy")))
        } else if tag.starts_with("polygon") {
            centre(attribute(tag, "points").unwrap())
        } else {
            None
        };
        // A ring is two discs.
        marks.extend(at.filter(|at| marks.last() != Some(at)));
    }
    marks
}

/// The middle of a diamond or a triangle on its base; arrows at the edge of an axis are no marks.
fn centre(points: &str) -> Option<(f64, f64)> {
    let corners: Vec<(f64, f64)> = points
        .split(' ')
        .filter_map(|corner| corner.split_once(','))
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    let (x, y) = corners[0];
    match corners.len() {
        4 => Some((x, corners[1].1)),
        3 if (corners[1].1 - corners[2].1).abs() < 0.5 => Some((x, y)),
        _ => None,
    }
}

/// Squares without filling.
fn squares(svg: &str) -> Vec<(f64, f64)> {
    svg.split('<')
        .filter(|tag| tag.starts_with("rect") && tag.contains("#6B7680"))
        .map(|tag| {
            (
                number(tag, "x") + number(tag, "width") / 2.0,
                number(tag, "y") + number(tag, "height") / 2.0,
            )
        })
        .collect()
}

/// Texts that are numbers: where the middle of their line stands, and the number.
fn numbers(svg: &str, anchor: &str) -> Vec<((f64, f64), f64)> {
    let mut around: Vec<&str> = Vec::new();
    let mut numbers = Vec::new();
    for tag in svg.split('<') {
        if tag.starts_with("g ") {
            around.push(tag);
        } else if tag.starts_with("/g") {
            around.pop();
        } else if tag.starts_with("text") {
            let stated = |name: &str| {
                let mut from_inside = std::iter::once(&tag).chain(around.iter().rev());
                from_inside.find_map(|tag| attribute(tag, name))
            };
            let text = tag.split_once('>').unwrap().1.replace('−', "-");
            if let (Ok(value), true) = (text.parse(), stated("text-anchor") == Some(anchor)) {
                let size: f64 = stated("font-size").unwrap().parse().unwrap();
                let middle = number(tag, "y") - 0.36 * size;
                numbers.push(((number(tag, "x"), middle), value));
            }
        }
    }
    numbers
}

/// Numbers in the middle of their place.
fn labels(svg: &str) -> Vec<((f64, f64), f64)> {
    numbers(svg, "middle")
}

/// A scale as its first and its last label give it.
struct Scale {
    log: bool,
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    fn new(log: bool, ticks: &[(f64, f64)]) -> Self {
        let (from, to) = (ticks[0], ticks[ticks.len() - 1]);
        assert!((from.0 - to.0).abs() > 100.0, "{ticks:?}");
        Self { log, from, to }
    }

    fn at(&self, value: f64) -> f64 {
        let of = |value: f64| {
            if self.log { libm::log(value) } else { value }
        };
        let share = (of(value) - of(self.from.1)) / (of(self.to.1) - of(self.from.1));
        self.from.0 + share * (self.to.0 - self.from.0)
    }
}

/// How far the marks of a row plot stand from their numbers, at most; one axis, or one for each panel.
fn furthest(card: &Scorecard, figure: &Figure, svg: &str) -> f64 {
    let points: Vec<&Point> = figure.series.iter().filter(|point| inside(point)).collect();
    let marks = marks(svg);
    assert_eq!(marks.len(), points.len(), "{}", figure.head.name);
    let labels = labels(svg);
    points
        .iter()
        .zip(marks)
        .map(|(point, (x, _))| {
            let span = card.metric(&point.of).map(|info| info.span);
            let log = matches!(span, Some(Span::Ratio | Span::OddsRatio));
            let mut ticks: Vec<(f64, f64)> = labels.iter().map(|(at, v)| (at.0, *v)).collect();
            if figure.head.name.starts_with("error-rates") {
                // Of several panels the one in which the mark stands: it begins at zero and has three ticks.
                let start = ticks
                    .iter()
                    .rposition(|tick| tick.1 == 0.0 && tick.0 <= x + HALF);
                ticks = ticks[start.unwrap()..][..3].to_vec();
            }
            (Scale::new(log, &ticks).at(point.at().unwrap()) - x).abs()
        })
        .fold(0.0, f64::max)
}

fn inside(point: &Point) -> bool {
    point.at().is_some_and(f64::is_finite)
}

fn is_row_plot(figure: &Figure) -> bool {
    [
        "disparate-impact",
        "false-positive",
        "worst-",
        "error-rates",
    ]
    .iter()
    .any(|stem| figure.head.name.starts_with(stem))
}

#[test]
fn marks_stand_within_half_a_pixel_of_their_numbers() {
    let mut looked_at = 0;
    for card in cards() {
        for figure in all(&card).unwrap() {
            if is_row_plot(&figure) {
                let far = furthest(&card, &figure, &figure.wide);
                assert!(far <= HALF, "{}: {far}", figure.head.name);
                looked_at += figure.series.len();
            }
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}

#[test]
fn a_mark_that_stands_elsewhere_is_found() {
    let card = fixture::recidivism();
    let figure = all(&card).unwrap().into_iter().find(is_row_plot).unwrap();
    let (x, _) = marks(&figure.wide)[0];
    for moved in [x - 9.0, x + 9.0] {
        let wrong = figure
            .wide
            .replace(&format!("cx=\"{x}\""), &format!("cx=\"{moved}\""))
            .replace(&format!("points=\"{x},"), &format!("points=\"{moved},"));
        assert_ne!(wrong, figure.wide);
        assert!(furthest(&card, &figure, &wrong) > HALF);
    }
}

/// The two scales of a panel, across and upwards, and its marks.
type Drawn = (Scale, Scale, Vec<(f64, f64)>);

/// The panels of a figure: labels at the right of their place part them.
fn panels(svg: &str) -> Vec<Drawn> {
    let across = labels(svg);
    let upwards = numbers(svg, "end");
    let mut lefts: Vec<f64> = upwards.iter().map(|label| label.0.0).collect();
    lefts.dedup_by(|a, b| (*a - *b).abs() < HALF);
    let log = upwards.iter().all(|label| label.1 > 0.0);
    lefts
        .iter()
        .enumerate()
        .map(|(i, left)| {
            let right = lefts.get(i + 1).copied().unwrap_or(f64::INFINITY);
            let inside = |x: f64| x > *left && x < right;
            let x: Vec<(f64, f64)> = (across.iter())
                .filter(|label| inside(label.0.0))
                .map(|label| (label.0.0, label.1))
                .collect();
            let y: Vec<(f64, f64)> = (upwards.iter())
                .filter(|label| (label.0.0 - left).abs() < HALF)
                .map(|label| (label.0.1, label.1))
                .collect();
            let mut marks = marks(svg);
            marks.retain(|mark| inside(mark.0) && mark.1 > 1_200.0);
            (Scale::new(false, &x), Scale::new(log, &y), marks)
        })
        .collect()
}

#[test]
fn marks_of_a_reliability_curve_stand_where_score_and_outcome_are() {
    let figures = all(&fixture::scored()).unwrap();
    let is = |figure: &&Figure| figure.head.name == "reliability-race";
    let figure = figures.iter().find(is).unwrap();
    let panels = panels(&figure.wide);
    let groups = ["Caucasian", "Hispanic"];
    assert_eq!(panels.len(), groups.len());
    for (group, (across, up, marks)) in groups.iter().zip(panels) {
        let of = |what: &str| -> Vec<f64> {
            let points = figure.series.iter().filter(|point| point.group == *group);
            let points = points.filter(|point| point.of.ends_with(what));
            points.map(|point| point.at().unwrap()).collect()
        };
        let (scores, rates) = (of("score"), of("rate"));
        assert_eq!(marks.len(), scores.len());
        for ((score, rate), mark) in scores.iter().zip(rates).zip(marks) {
            let far = (across.at(*score) - mark.0)
                .abs()
                .max((up.at(rate) - mark.1).abs());
            assert!(far <= HALF, "{group}: {score}, {rate} at {mark:?}: {far}");
        }
    }
}

#[test]
fn what_was_decided_stands_on_its_ratio_and_its_threshold() {
    let figures = all(&fixture::scored()).unwrap();
    let is = |figure: &&Figure| figure.head.name == "sweep-race";
    let figure = figures.iter().find(is).unwrap();
    let decided: Vec<&Point> = (figure.series.iter())
        .filter(|point| !point.of.contains('.'))
        .collect();
    let panels = panels(&figure.wide);
    assert_eq!(panels.len(), decided.len());
    for (point, (across, up, marks)) in decided.iter().zip(panels) {
        // A rim stands under the mark, in the same place.
        let [mark] = marks[..] else {
            panic!("{marks:?}")
        };
        assert!((across.at(0.5) - mark.0).abs() <= HALF);
        assert!((up.at(point.at().unwrap()) - mark.1).abs() <= HALF);
    }
}

#[test]
fn both_ends_of_a_slope_stand_where_their_numbers_are() {
    let card = fixture::campaign();
    let figures = all(&card).unwrap();
    let figure = figures.iter().find(|f| f.head.name == "reach-age").unwrap();
    let svg = &figure.wide;
    // Its labels stand seven pixels over their lines.
    let ticks: Vec<(f64, f64)> = labels(svg)
        .iter()
        .map(|(at, value)| (at.1 + 56.0, *value))
        .collect();
    let scale = Scale::new(false, &ticks);
    let (before, after): (Vec<&Point>, Vec<&Point>) =
        (figure.series.iter()).partition(|point| point.of == reach::SHARE_OF_ELIGIBLE);
    for (points, places) in [(before, squares(svg)), (after, marks(svg))] {
        assert_eq!(points.len(), places.len());
        for (point, place) in points.iter().zip(places) {
            let far = (scale.at(point.at().unwrap()) - place.1).abs();
            assert!(far <= HALF, "{point:?} at {place:?}");
        }
    }
}

#[test]
fn bars_are_as_long_as_what_they_stand_for() {
    let figures = all(&fixture::screened()).unwrap();
    let is = |figure: &&Figure| figure.head.name == "proxies-race";
    let figure = figures.iter().find(is).unwrap();
    let ticks: Vec<(f64, f64)> = labels(&figure.wide)
        .iter()
        .map(|(at, value)| (at.0, *value))
        .collect();
    let scale = Scale::new(false, &ticks);
    // The key of the figure has a bar of each kind as well.
    let bars: Vec<f64> = (figure.wide.split('<'))
        .filter(|tag| tag.starts_with("rect") && number(tag, "y") > 790.0)
        .filter(|tag| tag.contains("#0072B3") || tag.contains("#C9D9E6"))
        .map(|tag| number(tag, "x") + number(tag, "width"))
        .collect();
    assert_eq!(bars.len(), figure.series.len());
    for (point, end) in figure.series.iter().zip(bars) {
        let far = (scale.at(point.at().unwrap()) - end).abs();
        assert!(far <= HALF, "{point:?} ends at {end}");
    }
}

#[test]
fn a_choice_stands_on_what_it_is_worth_and_on_its_ratio() {
    let figures = all(&fixture::scored()).unwrap();
    let figure = figures.iter().find(|f| f.head.name == "frontier").unwrap();
    let across: Vec<(f64, f64)> = (labels(&figure.wide).iter())
        .map(|(at, value)| (at.0, *value))
        .collect();
    let upwards: Vec<(f64, f64)> = (numbers(&figure.wide, "end").iter())
        .map(|(at, value)| (at.1, *value))
        .collect();
    let (across, up) = (Scale::new(false, &across), Scale::new(true, &upwards));
    // Of the key there is one mark, above the drawing.
    let marks: Vec<(f64, f64)> = (marks(&figure.wide).into_iter())
        .filter(|mark| mark.1 > 800.0)
        .collect();
    let at = |i: usize| figure.series[i].at().unwrap();
    let [mark] = marks[..] else {
        panic!("{marks:?}")
    };
    assert!((across.at(at(0)) - mark.0).abs() <= HALF, "{mark:?}");
    assert!((up.at(at(1)) - mark.1).abs() <= HALF, "{mark:?}");
}
