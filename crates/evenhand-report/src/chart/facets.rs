use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::mark;
use super::palette::{BAND, EQUAL, GRID, INK, LIMIT, MUTED, NO_CHECK, Shade, UNDECIDED};
use super::{Head, Width};
use crate::error::Result;
use evenhand_core::Verdict;

/// A place on a line, with the range of its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) ends: Option<(f64, f64)>,
}

/// A number that is marked beside the line, with its ranges across and up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cross {
    pub(crate) at: (f64, f64),
    pub(crate) across: Option<(f64, f64)>,
    pub(crate) up: Option<(f64, f64)>,
    pub(crate) verdict: Option<Verdict>,
}

/// One group beside the one it is compared with.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    pub(crate) title: String,
    /// Small line under the title.
    pub(crate) note: String,
    pub(crate) own: Vec<Spot>,
    /// The same of the reference: a dashed line.
    pub(crate) other: Vec<Spot>,
    pub(crate) cross: Option<Cross>,
}

/// How the range of a line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ranges {
    /// As a band around it.
    Band,
    /// As a whisker on each of its marks.
    Whiskers,
}

/// Small multiples of lines: one panel for each group.
#[derive(Clone, Debug)]
pub(crate) struct Facets {
    pub(crate) head: Head,
    pub(crate) panels: Vec<Panel>,
    /// Smallest and largest number across; what is shown, and what stands under the axis.
    pub(crate) across: ((f64, f64), String),
    /// The same upwards.
    pub(crate) up: ((f64, f64), String),
    /// Whether the numbers upwards are ratios.
    pub(crate) log: bool,
    /// Whether a line of equality runs from corner to corner.
    pub(crate) diagonal: bool,
    /// A line of equality across.
    pub(crate) equal: Option<f64>,
    pub(crate) limit: Option<(f64, f64)>,
    /// A number across that is marked by a line.
    pub(crate) chosen: Option<f64>,
    pub(crate) ranges: Ranges,
    /// What the strong, the dashed and the marked are.
    pub(crate) key: [String; 3],
}

const NAME: Type = Type::bold(13.0, INK);
const NOTE: Type = Type::new(11.5, MUTED);
const HEADING: Type = Type::bold(11.5, MUTED);
const TICK: Type = Type::new(11.0, MUTED);

impl Facets {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let columns = if narrow {
            1
        } else {
            3.min(self.panels.len()).max(1)
        };
        let (start, top) = if narrow { (8.0, 156.0) } else { (20.0, 104.0) };
        let column = (pixels - 2.0 * start) / if narrow { 1.0 } else { 3.0 };
        let (inner, height) = (column - 74.0, 200.0);
        let block = height + 104.0;
        let lines = self.panels.len().div_ceil(columns);
        let bottom = top + block * lines as f64;
        draw(&self.head, pixels, bottom + 6.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            self.key(canvas, (start, if narrow { 88.0 } else { 76.0 }), narrow)?;
            for (i, panel) in self.panels.iter().enumerate() {
                let left = start + 44.0 + column * (i % columns) as f64;
                let upper = top + 48.0 + block * (i / columns) as f64;
                let room = column - 24.0;
                let x = left - 36.0;
                let name = NAME.fit(&panel.title, room);
                canvas.text((x, upper - 38.0), &name, NAME, Align::Left)?;
                canvas.text(
                    (x, upper - 20.0),
                    &NOTE.fit(&panel.note, room),
                    NOTE,
                    Align::Left,
                )?;
                let across = Axis {
                    log: false,
                    range: self.across.0,
                    pixels: (left, left + inner),
                };
                let up = Axis {
                    log: self.log,
                    range: self.up.0,
                    pixels: (upper + height, upper),
                };
                self.ground(canvas, across, up)?;
                self.panel(canvas, panel, across, up)?;
            }
            Ok(())
        })
    }

    /// Grid, limit, equality and the labels of both axes.
    fn ground(&self, canvas: &Canvas<'_>, across: Axis, up: Axis) -> Result<()> {
        let (left, right) = across.pixels;
        let (low, high) = up.pixels;
        let numbers = self.head.words.numbers();
        let within = |y: f64| y.clamp(high, low);
        if let Some(limit) = self.limit {
            let (from, to) = (within(up.at(limit.1)), within(up.at(limit.0)));
            canvas.rectangle((left, from), (right, to), BAND)?;
        }
        let wanted: Vec<f64> = self
            .equal
            .into_iter()
            .chain(self.limit.into_iter().flat_map(|limit| [limit.0, limit.1]))
            .collect();
        let x_ticks = across.ticks(&[], 44.0);
        let y_ticks = up.ticks(&wanted, 26.0);
        for (tick, text) in x_ticks.iter().zip(axis::labels(numbers, &x_ticks, false)) {
            let x = across.at(*tick);
            canvas.line((x, low), (x, high), 1.0, GRID)?;
            canvas.text((x, low + 13.0), &text, TICK, Align::Middle)?;
        }
        for (tick, text) in y_ticks
            .iter()
            .zip(axis::labels(numbers, &y_ticks, self.log))
        {
            let y = up.at(*tick);
            canvas.line((left, y), (right, y), 1.0, GRID)?;
            canvas.text((left - 6.0, y), &text, TICK, Align::Right)?;
        }
        if let Some(limit) = self.limit {
            for y in [limit.0, limit.1].map(|bound| up.at(bound)) {
                if y > high && y < low {
                    let line = [(left, y), (right, y)];
                    canvas.dashes(&line, 1.25, (4.0, 3.0), LIMIT)?;
                }
            }
        }
        if let Some(equal) = self.equal {
            let y = up.at(equal);
            canvas.line((left, y), (right, y), 1.25, EQUAL)?;
        }
        if self.diagonal {
            let (from, to) = (
                across.range.0.max(up.range.0),
                across.range.1.min(up.range.1),
            );
            let ends = [from, to].map(|v| (across.at(v), up.at(v)));
            canvas.path(&ends, 1.0, EQUAL)?;
        }
        if let Some(chosen) = self.chosen {
            let x = across.at(chosen);
            canvas.dashed(x, high, low, EQUAL)?;
        }
        let middle = f64::midpoint(left, right);
        let room = right - left + 56.0;
        let label = TICK.fit(&self.across.1, room);
        canvas.text((middle, low + 31.0), &label, TICK, Align::Middle)
    }

    fn panel(&self, canvas: &Canvas<'_>, panel: &Panel, across: Axis, up: Axis) -> Result<()> {
        let at = |spot: &Spot| (across.at(spot.x), up.at(spot.y));
        let (low, high) = up.pixels;
        let within = |y: f64| y.clamp(high, low);
        if self.ranges == Ranges::Band {
            let ends = |of: fn((f64, f64)) -> f64| {
                (panel.own.iter()).filter_map(move |spot| {
                    Some((across.at(spot.x), within(up.at(of(spot.ends?)))))
                })
            };
            let mut edge: Vec<(f64, f64)> = ends(|ends| ends.0).collect();
            let upper: Vec<(f64, f64)> = ends(|ends| ends.1).collect();
            edge.extend(upper.into_iter().rev());
            if edge.len() > 3 {
                canvas.polygon(&edge, super::palette::HATCH)?;
            }
        }
        let other: Vec<(f64, f64)> = panel.other.iter().map(at).collect();
        canvas.dashes(&other, 1.75, (5.0, 4.0), UNDECIDED)?;
        let own: Vec<(f64, f64)> = panel.own.iter().map(at).collect();
        if own.len() > 1 {
            canvas.path(&own, 2.5, NO_CHECK)?;
        }
        if self.ranges == Ranges::Whiskers {
            for spot in &panel.own {
                let (x, _) = at(spot);
                if let Some((from, to)) = spot.ends {
                    let ends = ((x, within(up.at(from))), (x, within(up.at(to))));
                    canvas.line(ends.0, ends.1, 2.0, NO_CHECK)?;
                }
            }
            for spot in &panel.own {
                canvas.disc(at(spot), 3.6, NO_CHECK)?;
            }
        }
        panel
            .cross
            .map_or(Ok(()), |cross| self.cross(canvas, cross, across, up))
    }

    fn cross(&self, canvas: &Canvas<'_>, cross: Cross, across: Axis, up: Axis) -> Result<()> {
        let shade: Shade = super::palette::mark(cross.verdict);
        let (x, y) = (across.at(cross.at.0), up.at(cross.at.1));
        let (low, high) = up.pixels;
        if let Some((from, to)) = cross.across {
            canvas.line((across.at(from), y), (across.at(to), y), 2.0, shade)?;
        }
        if let Some((from, to)) = cross.up {
            let y = |value: f64| up.at(value).clamp(high, low);
            canvas.line((x, y(from)), (x, y(to)), 2.0, shade)?;
        }
        // A rim in the colour of the page lifts the mark off its line.
        canvas.disc((x, y), 6.4, super::palette::PAPER)?;
        mark::draw(canvas, (x, y), 5.0, cross.verdict)
    }

    /// What the lines and the mark are, beside each other or under each other; what is upwards, at the end.
    fn key(&self, canvas: &Canvas<'_>, (mut x, mut y): (f64, f64), narrow: bool) -> Result<()> {
        for (i, said) in self.key.iter().enumerate() {
            if said.is_empty() {
                continue;
            }
            match i {
                0 => canvas.line((x, y), (x + 22.0, y), 2.5, NO_CHECK)?,
                1 => canvas.dashes(&[(x, y), (x + 22.0, y)], 1.75, (5.0, 4.0), UNDECIDED)?,
                _ => mark::draw(canvas, (x + 11.0, y), 5.5, None)?,
            }
            canvas.text((x + 30.0, y), said, HEADING, Align::Left)?;
            if narrow {
                y += 17.0;
            } else {
                x += 30.0 + HEADING.width(said) + 26.0;
            }
        }
        let upwards = self.head.words.facets_upwards(&self.up.1).to_text();
        canvas.text((x, y), &upwards, HEADING, Align::Left)
    }
}
