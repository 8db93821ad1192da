use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::{line_weight, title};
use super::mark::Range;
use super::palette::{BAR_STRONG, EQUAL, GRID, HATCH, HATCH_PAPER, INK, MUTED, NO_CHECK};
use super::{Head, Width};
use crate::error::Result;

/// A stage of a group's way.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// Ratio before and after the stage.
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// Range of the ratio after it.
    pub(crate) ends: Option<(f64, f64)>,
    /// What the stage itself does, as printed.
    pub(crate) text: String,
}

/// The way of one group.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) name: String,
    /// Small line beside the name.
    pub(crate) note: String,
    pub(crate) n: u64,
    pub(crate) steps: Vec<Step>,
    /// The ratio over all stages; its bar starts at equality.
    pub(crate) total: Step,
}

/// Bars that hang on each other, one block for each group.
#[derive(Clone, Debug)]
pub(crate) struct Waterfall {
    pub(crate) head: Head,
    pub(crate) ways: Vec<Way>,
    /// Under the axis.
    pub(crate) axis_label: String,
    /// What a hatched and a filled bar are.
    pub(crate) key: [String; 2],
}

const NAME: Type = Type::bold(13.0, INK);
const NOTE: Type = Type::new(11.5, MUTED);
const STAGE: Type = Type::new(12.5, INK);
const STRONG: Type = Type::bold(12.5, INK);
const HEADING: Type = Type::bold(11.5, MUTED);
const STEP: f64 = 24.0;

impl Waterfall {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let (left, right) = if narrow {
            (118.0, 226.0)
        } else {
            (190.0, 652.0)
        };
        let (start, top) = if narrow { (8.0, 122.0) } else { (20.0, 98.0) };
        let numbers = self.ways.iter().flat_map(|way| {
            let bars = way.steps.iter().chain([&way.total]);
            bars.flat_map(|step| {
                let (low, high) = step.ends.unwrap_or((step.to, step.to));
                [
                    step.from,
                    step.to,
                    low.max(step.to / 3.0),
                    high.min(step.to * 3.0),
                ]
            })
        });
        let axis = Axis::around(true, numbers.chain([1.0]), (left, right));
        let block = |way: &Way| 30.0 + STEP * (way.steps.len() + 1) as f64 + 14.0;
        let bottom = top + self.ways.iter().map(block).sum::<f64>();
        draw(&self.head, pixels, bottom + 46.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            self.key(canvas, (start, if narrow { 86.0 } else { 76.0 }), narrow)?;
            let ticks = axis.ticks(&[1.0], 38.0);
            let mut y = top;
            for way in &self.ways {
                let name = NAME.fit(&way.name, pixels * 0.5);
                canvas.text((start, y + 12.0), &name, NAME, Align::Left)?;
                let x = start + NAME.width(&name) + 12.0;
                let note = NOTE.fit(&way.note, pixels - x - 8.0);
                canvas.text((x, y + 12.0), &note, NOTE, Align::Left)?;
                let from = y + 26.0;
                let to = y + 30.0 + STEP * (way.steps.len() + 1) as f64;
                for tick in &ticks {
                    let x = axis.at(*tick);
                    canvas.line((x, from), (x, to), 1.0, GRID)?;
                }
                canvas.line((axis.at(1.0), from), (axis.at(1.0), to), 1.5, EQUAL)?;
                for (i, step) in way.steps.iter().enumerate() {
                    let y = y + 30.0 + STEP * (i as f64 + 0.5);
                    canvas.text(
                        (start, y),
                        &STAGE.fit(&step.name, left - start - 8.0),
                        STAGE,
                        Align::Left,
                    )?;
                    bar(canvas, step, axis, y)?;
                    // A thin line down to the next bar, which begins where this one ends.
                    let x = axis.at(step.to).clamp(left, right);
                    canvas.line((x, y), (x, y + STEP), 1.0, NO_CHECK)?;
                    canvas.text(
                        (right + 14.0, y),
                        &self.shown(&step.text, narrow),
                        STAGE,
                        Align::Left,
                    )?;
                }
                let y_total = y + 30.0 + STEP * (way.steps.len() as f64 + 0.5);
                canvas.text(
                    (start, y_total),
                    &STRONG.fit(&way.total.name, left - start - 8.0),
                    STRONG,
                    Align::Left,
                )?;
                total(canvas, way, axis, y_total)?;
                canvas.text(
                    (right + 14.0, y_total),
                    &self.shown(&way.total.text, narrow),
                    STRONG,
                    Align::Left,
                )?;
                y += block(way);
            }
            let labels = axis::labels(self.head.words.numbers(), &ticks, true);
            for (tick, text) in ticks.iter().zip(labels) {
                canvas.text((axis.at(*tick), bottom + 6.0), &text, NOTE, Align::Middle)?;
            }
            let middle = if narrow {
                pixels / 2.0
            } else {
                f64::midpoint(left, right)
            };
            canvas.text(
                (middle, bottom + 30.0),
                &NOTE.fit(&self.axis_label, pixels - 16.0),
                NOTE,
                Align::Middle,
            )
        })
    }

    /// The number with its range; without it where there is no room.
    #[expect(clippy::unused_self, reason = "it reads as part of the drawing")]
    fn shown(&self, text: &str, narrow: bool) -> String {
        if narrow {
            text.split(" [").next().unwrap_or_default().to_owned()
        } else {
            text.to_owned()
        }
    }

    fn key(&self, canvas: &Canvas<'_>, (x, y): (f64, f64), narrow: bool) -> Result<()> {
        let [behind, ahead] = &self.key;
        canvas.rectangle((x, y - 6.0), (x + 22.0, y + 6.0), BAR_STRONG)?;
        canvas.text((x + 30.0, y), behind, HEADING, Align::Left)?;
        let (x, y) = if narrow {
            (x, y + 18.0)
        } else {
            (x + 30.0 + HEADING.width(behind) + 28.0, y)
        };
        canvas.hatched((x, y - 6.0), (x + 22.0, y + 6.0), HATCH_PAPER, HATCH)?;
        canvas.text((x + 30.0, y), ahead, HEADING, Align::Left)
    }
}

/// A stage: filled where it leaves the group behind, hatched where it brings it ahead.
fn bar(canvas: &Canvas<'_>, step: &Step, axis: Axis, y: f64) -> Result<()> {
    let (left, right) = axis.pixels;
    let at = |value: f64| axis.at(value).clamp(left, right);
    let (from, to) = (at(step.from), at(step.to));
    let corners = (
        (from.min(to), y - 7.0),
        (from.max(to).max(from.min(to) + 1.0), y + 7.0),
    );
    if step.to < step.from {
        canvas.rectangle(corners.0, corners.1, BAR_STRONG)?;
    } else {
        canvas.hatched(corners.0, corners.1, HATCH_PAPER, HATCH)?;
    }
    if let Some((low, high)) = step.ends {
        let (low, high) = (at(low), at(high));
        canvas.line((low, y), (high, y), 1.75, NO_CHECK)?;
        for x in [low, high] {
            canvas.line((x, y - 4.0), (x, y + 4.0), 1.75, NO_CHECK)?;
        }
    }
    Ok(())
}

fn total(canvas: &Canvas<'_>, way: &Way, axis: Axis, y: f64) -> Result<()> {
    let ends = way.total.ends;
    let range = Range {
        y,
        edges: axis.pixels,
        ends: ends.map(|(low, high)| (axis.at(low), axis.at(high))),
        value: Some(axis.at(way.total.to)),
        weight: line_weight(way.n),
        radius: 6.5,
        verdict: None,
    };
    range.draw(canvas)
}
