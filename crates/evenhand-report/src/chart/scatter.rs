use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::palette::{BAND, BAR_STRONG, EQUAL, GRID, INK, LIMIT, MUTED, PAPER, UNDECIDED};
use super::{Head, Width, mark, palette};
use crate::error::Result;
use evenhand_core::Verdict;

/// Something that was chosen, with its ranges across and up.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) at: (f64, f64),
    pub(crate) across: Option<(f64, f64)>,
    pub(crate) up: Option<(f64, f64)>,
    pub(crate) verdict: Option<Verdict>,
}

/// What could have been chosen instead, in its order; the first and the last carry their names.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    pub(crate) spots: Vec<(f64, f64)>,
    pub(crate) names: (String, String),
}

/// Choices between two numbers: what they are worth across, how even they are upwards.
#[derive(Clone, Debug)]
pub(crate) struct Scatter {
    pub(crate) head: Head,
    pub(crate) choices: Vec<Choice>,
    pub(crate) paths: Vec<Path>,
    /// What stands under the axis and beside the other.
    pub(crate) labels: (String, String),
    /// Ratios within the limit; what lies outside the drawing is cut off.
    pub(crate) limit: Option<(f64, f64)>,
    /// What a choice and what a path is.
    pub(crate) key: [String; 2],
}

const NAME: Type = Type::bold(12.5, INK);
const NOTE: Type = Type::new(11.5, MUTED);
const HEADING: Type = Type::bold(11.5, MUTED);
const TICK: Type = Type::new(11.5, MUTED);

impl Scatter {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let (start, top) = if narrow { (8.0, 158.0) } else { (20.0, 106.0) };
        let (left, right) = if narrow {
            (52.0, pixels - 20.0)
        } else {
            (72.0, pixels - 40.0)
        };
        let height = if narrow { 240.0 } else { 320.0 };
        let bottom = top + height;
        let spots = || {
            self.paths
                .iter()
                .flat_map(|path| path.spots.iter().copied())
        };
        let marks = || self.choices.iter().map(|choice| choice.at);
        let ends = |of: fn(&Choice) -> Option<(f64, f64)>| {
            let ends = self.choices.iter().filter_map(of);
            ends.flat_map(|(low, high)| [low, high])
        };
        let across = Axis::around(
            false,
            (spots().chain(marks()).map(|at| at.0)).chain(ends(|choice| choice.across)),
            (left, right),
        );
        let bounds = self.limit.into_iter().flat_map(|(low, high)| [low, high]);
        let up = Axis::around(
            true,
            (spots().chain(marks()).map(|at| at.1))
                .chain(ends(|choice| choice.up))
                .chain(bounds.filter(|bound| bound.is_finite() && *bound > 0.0))
                .chain([1.0]),
            (bottom, top),
        );
        draw(&self.head, pixels, bottom + 50.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            self.key(canvas, (start, if narrow { 90.0 } else { 78.0 }), narrow)?;
            self.ground(canvas, across, up)?;
            for path in &self.paths {
                Self::path(canvas, path, across, up)?;
            }
            for choice in &self.choices {
                Self::choice(canvas, choice, across, up)?;
            }
            let middle = f64::midpoint(left, right);
            let label = TICK.fit(&self.labels.0, right - left + 60.0);
            canvas.text((middle, bottom + 34.0), &label, TICK, Align::Middle)
        })
    }

    fn ground(&self, canvas: &Canvas<'_>, across: Axis, up: Axis) -> Result<()> {
        let (left, right) = across.pixels;
        let (bottom, top) = up.pixels;
        let numbers = self.head.words.numbers();
        if let Some(limit) = self.limit {
            let y = |bound: f64| up.at(bound).clamp(top, bottom);
            canvas.rectangle((left, y(limit.1)), (right, y(limit.0)), BAND)?;
        }
        let x_ticks = across.ticks(&[], 60.0);
        for (tick, text) in x_ticks.iter().zip(axis::labels(numbers, &x_ticks, false)) {
            let x = across.at(*tick);
            canvas.line((x, top), (x, bottom), 1.0, GRID)?;
            canvas.text((x, bottom + 14.0), &text, TICK, Align::Middle)?;
        }
        let limits = self.limit.into_iter().flat_map(|(low, high)| [low, high]);
        let wanted: Vec<f64> = std::iter::once(1.0).chain(limits).collect();
        let y_ticks = up.ticks(&wanted, 26.0);
        for (tick, text) in y_ticks.iter().zip(axis::labels(numbers, &y_ticks, true)) {
            let y = up.at(*tick);
            canvas.line((left, y), (right, y), 1.0, GRID)?;
            canvas.text((left - 8.0, y), &text, TICK, Align::Right)?;
        }
        for bound in self.limit.into_iter().flat_map(|(low, high)| [low, high]) {
            let y = up.at(bound);
            if y > top && y < bottom {
                canvas.dashes(&[(left, y), (right, y)], 1.25, (4.0, 3.0), LIMIT)?;
            }
        }
        canvas.line((left, up.at(1.0)), (right, up.at(1.0)), 1.25, EQUAL)
    }

    fn path(canvas: &Canvas<'_>, path: &Path, across: Axis, up: Axis) -> Result<()> {
        let spots: Vec<(f64, f64)> = (path.spots.iter())
            .map(|(x, y)| (across.at(*x), up.at(*y)))
            .collect();
        canvas.path(&spots, 1.25, UNDECIDED)?;
        for spot in &spots {
            canvas.disc(*spot, 2.6, BAR_STRONG)?;
        }
        let (Some(first), Some(last)) = (spots.first(), spots.last()) else {
            return Ok(());
        };
        let right = across.pixels.1;
        // What is worth more tends to be less even: above the first and below the last there is room.
        for (at, name, beside) in [(first, &path.names.0, -11.0), (last, &path.names.1, 13.0)] {
            let (x, align) = if at.0 + 10.0 + NOTE.width(name) > right {
                (at.0 - 8.0, Align::Right)
            } else {
                (at.0 + 8.0, Align::Left)
            };
            canvas.text((x, at.1 + beside), name, NOTE, align)?;
        }
        Ok(())
    }

    fn choice(canvas: &Canvas<'_>, choice: &Choice, across: Axis, up: Axis) -> Result<()> {
        let shade = palette::mark(choice.verdict);
        let (x, y) = (across.at(choice.at.0), up.at(choice.at.1));
        let (bottom, top) = up.pixels;
        if let Some((from, to)) = choice.across {
            canvas.line((across.at(from), y), (across.at(to), y), 2.0, shade)?;
        }
        if let Some((from, to)) = choice.up {
            let y = |value: f64| up.at(value).clamp(top, bottom);
            canvas.line((x, y(from)), (x, y(to)), 2.0, shade)?;
        }
        canvas.disc((x, y), 7.6, PAPER)?;
        mark::draw(canvas, (x, y), 6.0, choice.verdict)?;
        let room = across.pixels.1 - x - 14.0;
        let (x, align) = if NAME.width(&choice.name) > room {
            (x - 12.0, Align::Right)
        } else {
            (x + 12.0, Align::Left)
        };
        canvas.text((x, y - 14.0), &choice.name, NAME, align)
    }

    fn key(&self, canvas: &Canvas<'_>, (mut x, mut y): (f64, f64), narrow: bool) -> Result<()> {
        for (i, said) in self.key.iter().enumerate() {
            if said.is_empty() {
                continue;
            }
            if i == 0 {
                canvas.line((x, y), (x + 22.0, y), 2.0, palette::mark(None))?;
                mark::draw(canvas, (x + 11.0, y), 5.5, None)?;
            } else {
                canvas.line((x, y), (x + 22.0, y), 1.25, UNDECIDED)?;
                canvas.disc((x + 11.0, y), 2.6, BAR_STRONG)?;
            }
            canvas.text((x + 30.0, y), said, HEADING, Align::Left)?;
            if narrow {
                y += 17.0;
            } else {
                x += 30.0 + HEADING.width(said) + 26.0;
            }
        }
        let upwards = self.head.words.facets_upwards(&self.labels.1).to_text();
        canvas.text((x, y), &upwards, HEADING, Align::Left)
    }
}
