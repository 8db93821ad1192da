//! The same drawing in fewer bytes: the library writes one flat element after another, each with all its attributes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The library's "middle of the line" for a text, in parts of its size.
const MIDDLE: f64 = 0.36;

/// An element as the library wrote it.
#[derive(Clone, Debug, Default)]
struct Shape<'a> {
    tag: &'a str,
    attributes: Vec<(&'a str, Cow<'a, str>)>,
    text: &'a str,
}

impl<'a> Shape<'a> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| &**value)
    }

    fn set(&mut self, name: &'a str, value: impl Into<Cow<'a, str>>) {
        if let Some(own) = self.attributes.iter_mut().find(|(own, _)| *own == name) {
            own.1 = value.into();
        }
    }

    fn remove(&mut self, name: &str) {
        self.attributes.retain(|(own, _)| *own != name);
    }

    /// Everything but the place.
    fn style(&self) -> String {
        let mut style = String::new();
        for (name, value) in &self.attributes {
            if !matches!(*name, "x" | "y" | "points") {
                let _ = write!(style, " {name}=\"{value}\"");
            }
        }
        style
    }
}

/// The elements between the first tag and the last.
fn shapes(raw: &str) -> Vec<Shape<'_>> {
    let mut shapes = Vec::new();
    let mut pieces = raw.split('<').skip(1);
    // The frame of the drawing is written anew.
    pieces.next();
    for piece in pieces {
        let Some((head, text)) = piece.split_once('>') else {
            continue;
        };
        if head.starts_with('/') {
            continue;
        }
        let head = head.trim_end_matches('/');
        let (tag, mut rest) = head.split_once(' ').unwrap_or((head, ""));
        let mut shape = Shape {
            tag,
            text: text.trim(),
            ..Shape::default()
        };
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            shape
                .attributes
                .push((name.trim(), Cow::Borrowed(value.trim_end())));
            rest = after;
        }
        plain(&mut shape);
        shapes.push(shape);
    }
    shapes
}

/// Leaves out what is the default, and writes numbers as short as they are.
fn plain(shape: &mut Shape<'_>) {
    let default = |name: &str, value: &str| {
        matches!(
            (name, value),
            ("opacity", "1") | ("text-anchor", "start") | ("stroke", "none") | ("font-family", _)
        )
    };
    shape
        .attributes
        .retain(|(name, value)| !default(name, value));
    if shape.get("stroke").is_none() {
        shape.remove("stroke-width");
    }
    if shape.get("font-weight") == Some("bold") {
        shape.set("font-weight", "600");
    }
    let number = |shape: &Shape<'_>, name: &str| shape.get(name)?.parse::<f64>().ok();
    if let Some(size) = number(shape, "font-size") {
        shape.set("font-size", short(size));
        if shape.get("dy") == Some("0.5ex") {
            shape.remove("dy");
            if let Some(y) = number(shape, "y") {
                shape.set("y", short((y + MIDDLE * size).round()));
            }
        }
    }
}

fn short(number: f64) -> String {
    format!("{}", (number * 100.0).round() / 100.0)
}

/// The elements of a drawing, as short as they can be said.
pub(super) fn compact(raw: &str) -> String {
    let shapes = gathered(shapes(raw));
    let usual = usual(&shapes);
    let mut svg = String::from("<g");
    for (name, value) in &usual {
        let _ = write!(svg, " {name}=\"{value}\"");
    }
    svg.push('>');
    let mut shapes = shapes.into_iter().map(|mut shape| {
        if shape.tag == "text" {
            shape
                .attributes
                .retain(|(name, value)| usual.get(name).is_none_or(|usual| usual != value));
        }
        shape
    });
    let mut next = shapes.next();
    while let Some(first) = next.take() {
        // Texts of one kind that follow each other say once what they share.
        let style = first.style();
        let mut run = vec![first];
        for shape in shapes.by_ref() {
            if run[0].tag == "text" && shape.tag == "text" && shape.style() == style {
                run.push(shape);
            } else {
                next = Some(shape);
                break;
            }
        }
        if run.len() > 1 && !style.is_empty() {
            let _ = write!(svg, "<g{style}>");
            for shape in &run {
                push(&mut svg, shape, "");
            }
            svg.push_str("</g>");
        } else {
            for shape in &run {
                push(&mut svg, shape, &style);
            }
        }
    }
    svg.push_str("</g>");
    svg
}

fn push(svg: &mut String, shape: &Shape<'_>, style: &str) {
    let _ = write!(svg, "<{}", shape.tag);
    for (name, value) in &shape.attributes {
        if matches!(*name, "x" | "y" | "points") {
            let _ = write!(svg, " {name}=\"{value}\"");
        }
    }
    svg.push_str(style);
    if shape.tag == "text" {
        let _ = write!(svg, ">{}</text>", shape.text);
    } else {
        svg.push_str("/>");
    }
}

/// Size and colour that most texts have.
fn usual<'a>(shapes: &[Shape<'a>]) -> BTreeMap<&'a str, Cow<'a, str>> {
    let mut most = BTreeMap::new();
    for name in ["fill", "font-size"] {
        let mut counts: BTreeMap<&Cow<'a, str>, usize> = BTreeMap::new();
        for shape in shapes.iter().filter(|shape| shape.tag == "text") {
            for (own, value) in &shape.attributes {
                if *own == name {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        if let Some((value, _)) = counts.iter().max_by_key(|(_, count)| **count) {
            most.insert(name, (*value).clone());
        }
    }
    most
}

/// Lines of one kind that follow each other become one path; a text between them covers none of them.
fn gathered(shapes: Vec<Shape<'_>>) -> Vec<Shape<'_>> {
    let mut gathered: Vec<Shape<'_>> = Vec::with_capacity(shapes.len());
    // Place and style of the path that may still grow, and the point where it ends.
    let mut open: Option<(usize, String, (i64, i64))> = None;
    for mut shape in shapes {
        let points = (shape.tag == "polyline")
            .then(|| shape.get("points").and_then(corners))
            .flatten();
        let Some(points) = points else {
            if shape.tag != "text" {
                open = None;
            }
            gathered.push(shape);
            continue;
        };
        let style = shape.style();
        match &mut open {
            Some((at, own, end)) if *own == style => {
                if let Some((_, d)) = gathered[*at].attributes.last_mut() {
                    *end = line(d.to_mut(), Some(*end), &points);
                }
            }
            _ => {
                let mut d = String::new();
                let end = line(&mut d, None, &points);
                open = Some((gathered.len(), style, end));
                shape.tag = "path";
                shape.remove("points");
                shape.attributes.push(("d", d.into()));
                gathered.push(shape);
            }
        }
    }
    gathered
}

fn corners(points: &str) -> Option<Vec<(i64, i64)>> {
    let corner = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    let corners: Option<Vec<_>> = points.split_whitespace().map(corner).collect();
    corners.filter(|corners| !corners.is_empty())
}

/// Adds a line to a path, each step from the point before; gives back where it ends.
fn line(d: &mut String, from: Option<(i64, i64)>, points: &[(i64, i64)]) -> (i64, i64) {
    let mut at = points[0];
    match from {
        Some(from) => {
            d.push('m');
            numbers(d, &[at.0 - from.0, at.1 - from.1]);
        }
        None => {
            d.push('M');
            numbers(d, &[at.0, at.1]);
        }
    }
    let mut before = ' ';
    for to in &points[1..] {
        let (dx, dy) = (to.0 - at.0, to.1 - at.1);
        let (command, steps): (char, &[i64]) = match (dx, dy) {
            (_, 0) => ('h', &[dx]),
            (0, _) => ('v', &[dy]),
            _ => ('l', &[dx, dy]),
        };
        if command != before {
            d.push(command);
            before = command;
        }
        numbers(d, steps);
        at = *to;
    }
    at
}

/// Numbers, with a space only where they would run together.
fn numbers(d: &mut String, numbers: &[i64]) {
    for number in numbers {
        if *number >= 0 && d.ends_with(|last: char| last.is_ascii_digit()) {
            d.push(' ');
        }
        let _ = write!(d, "{number}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(body: &str) -> String {
        compact(&format!("<svg width=\"1\">\n{body}</svg>\n"))
    }

    fn polyline(shade: &str, points: &str) -> String {
        format!(
            "<polyline fill=\"none\" opacity=\"1\" stroke=\"{shade}\" stroke-width=\"8\" points=\"{points} \"/>\n"
        )
    }

    fn text(y: i64, size: &str, words: &str) -> String {
        format!(
            "<text x=\"5\" y=\"{y}\" dy=\"0.5ex\" text-anchor=\"middle\" font-family=\"Inter\" font-size=\"{size}\" opacity=\"1\" fill=\"#56616C\">\n{words}\n</text>\n"
        )
    }

    #[test]
    fn lines_of_one_kind_become_one_path() {
        let body = [
            polyline("#1", "0,0 8,0"),
            polyline("#1", "9,0 12,4 12,8 3,1"),
            polyline("#2", "1,1 2,2"),
            "<circle cx=\"1\" cy=\"1\" r=\"1\" opacity=\"1\" fill=\"#3\" stroke=\"none\" stroke-width=\"1\"/>\n".to_owned(),
            polyline("#2", "3,3 4,4"),
        ];
        assert_eq!(
            drawn(&body.concat()),
            "<g><path fill=\"none\" stroke=\"#1\" stroke-width=\"8\" d=\"M0 0h8m1 0l3 4v4l-9-7\"/>\
             <path fill=\"none\" stroke=\"#2\" stroke-width=\"8\" d=\"M1 1l1 1\"/>\
             <circle cx=\"1\" cy=\"1\" r=\"1\" fill=\"#3\"/>\
             <path fill=\"none\" stroke=\"#2\" stroke-width=\"8\" d=\"M3 3l1 1\"/></g>"
        );
    }

    #[test]
    fn a_line_goes_beneath_texts_but_not_beneath_marks() {
        let (line, words) = (polyline("#1", "0,0 8,0"), text(9, "88", "a"));
        let disc = "<circle cx=\"1\" cy=\"1\" r=\"1\" fill=\"#3\"/>\n";
        assert_eq!(
            drawn(&format!("{line}{words}{line}"))
                .matches("<path")
                .count(),
            1
        );
        assert_eq!(
            drawn(&format!("{line}{disc}{line}"))
                .matches("<path")
                .count(),
            2
        );
    }

    #[test]
    fn what_texts_share_is_said_once_and_their_middle_is_worked_out() {
        let body = [
            text(100, "88.00000000000001", "a &lt; b"),
            text(200, "88.00000000000001", "c"),
            text(300, "50", "d"),
        ];
        assert_eq!(
            drawn(&body.concat()),
            "<g fill=\"#56616C\" font-size=\"88\"><g text-anchor=\"middle\">\
             <text x=\"5\" y=\"132\">a &lt; b</text><text x=\"5\" y=\"232\">c</text></g>\
             <text x=\"5\" y=\"318\" text-anchor=\"middle\" font-size=\"50\">d</text></g>"
        );
    }
}
