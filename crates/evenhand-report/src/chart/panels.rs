use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::{line_weight, title};
use super::mark::Range;
use super::palette::{GRID, INK, LIMIT, MUTED};
use super::{Head, Width};
use crate::error::Result;
use crate::number::Numbers;
use evenhand_core::Verdict;

/// A number of one group in one panel.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dot {
    pub(crate) value: Option<f64>,
    pub(crate) ends: Option<(f64, f64)>,
    pub(crate) text: String,
    pub(crate) n: u64,
    pub(crate) verdict: Option<Verdict>,
}

/// One rate for every group.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    pub(crate) title: String,
    pub(crate) dots: Vec<Dot>,
    /// The rate of the reference group, drawn as a dashed line.
    pub(crate) reference: Option<f64>,
}

/// Small multiples: the same groups, one panel per rate.
#[derive(Clone, Debug)]
pub(crate) struct Panels {
    pub(crate) head: Head,
    /// Names; `true` for the reference, which stands in bold.
    pub(crate) groups: Vec<(String, bool)>,
    /// Right end of every axis; all start at zero.
    pub(crate) most: f64,
    pub(crate) rates: Vec<Panel>,
}

const NAME: Type = Type::new(12.5, INK);
const HEADING: Type = Type::bold(12.0, INK);
const NUMBER: Type = Type::new(12.0, INK);
const TICK: Type = Type::new(11.0, MUTED);

impl Panels {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        if width.is_narrow() {
            self.draw_narrow()
        } else {
            self.draw_wide()
        }
    }

    fn draw_wide(&self) -> Result<String> {
        let width = Width::Wide.pixels();
        let (top, step) = (104.0, 34.0);
        let bottom = top + step * self.groups.len() as f64;
        let column = (width - 190.0) / self.rates.len().max(1) as f64;
        draw(&self.head, width, bottom + 34.0, |canvas| {
            title(canvas, &self.head, width)?;
            for (i, group) in self.groups.iter().enumerate() {
                let y = top + step * (i as f64 + 0.5);
                let kind = name_type(group.1);
                canvas.text((20.0, y), &kind.fit(&group.0, 160.0), kind, Align::Left)?;
            }
            for (i, panel) in self.rates.iter().enumerate() {
                let left = 190.0 + column * i as f64;
                let right = left + column - 66.0;
                canvas.text(
                    (left, 84.0),
                    &HEADING.fit(&panel.title, column - 10.0),
                    HEADING,
                    Align::Left,
                )?;
                panel.draw(
                    canvas,
                    self.head.words.numbers(),
                    self.most,
                    (left, right),
                    (top, bottom),
                    step,
                )?;
            }
            Ok(())
        })
    }

    fn draw_narrow(&self) -> Result<String> {
        let width = Width::Narrow.pixels();
        let step = 26.0;
        let block = 66.0 + step * self.groups.len() as f64;
        let height = 84.0 + block * self.rates.len() as f64;
        draw(&self.head, width, height, |canvas| {
            title(canvas, &self.head, width)?;
            for (i, panel) in self.rates.iter().enumerate() {
                let start = 88.0 + block * i as f64;
                let top = start + 22.0;
                canvas.text((8.0, start + 6.0), &panel.title, HEADING, Align::Left)?;
                for (k, group) in self.groups.iter().enumerate() {
                    let y = top + step * (k as f64 + 0.5);
                    let kind = name_type(group.1);
                    canvas.text((8.0, y), &kind.fit(&group.0, 122.0), kind, Align::Left)?;
                }
                let bottom = top + step * self.groups.len() as f64;
                panel.draw(
                    canvas,
                    self.head.words.numbers(),
                    self.most,
                    (138.0, width - 56.0),
                    (top, bottom),
                    step,
                )?;
            }
            Ok(())
        })
    }
}

impl Panel {
    fn draw(
        &self,
        canvas: &Canvas<'_>,
        numbers: Numbers,
        most: f64,
        pixels: (f64, f64),
        (top, bottom): (f64, f64),
        step: f64,
    ) -> Result<()> {
        let axis = Axis {
            log: false,
            range: (0.0, most),
            pixels,
        };
        for tick in [0.0, 0.5, 1.0].map(|share| share * most) {
            let x = axis.at(tick);
            canvas.line((x, top), (x, bottom), 1.0, GRID)?;
            let text = axis::label(numbers, tick, false);
            canvas.text((x, bottom + 14.0), &text, TICK, Align::Middle)?;
        }
        if let Some(reference) = self.reference {
            canvas.dashed(axis.at(reference), top, bottom, LIMIT)?;
        }
        for (i, dot) in self.dots.iter().enumerate() {
            let y = top + step * (i as f64 + 0.5);
            let range = Range {
                y,
                edges: pixels,
                ends: dot.ends.map(|(low, high)| (axis.at(low), axis.at(high))),
                value: dot.value.map(|value| axis.at(value)),
                weight: line_weight(dot.n),
                radius: 5.0,
                verdict: dot.verdict,
            };
            range.draw(canvas)?;
            canvas.text((pixels.1 + 10.0, y), &dot.text, NUMBER, Align::Left)?;
        }
        Ok(())
    }
}

fn name_type(reference: bool) -> Type {
    if reference {
        Type::bold(12.5, INK)
    } else {
        NAME
    }
}
