use super::Head;
use super::axis::{self, Axis};
use super::canvas::{Align, Type, draw};
use super::mark::Range;
use super::palette::{BAND, EQUAL, GRID, LIMIT, MUTED};
use crate::error::Result;
use evenhand_core::Verdict;

/// One finding on one line: its number, its range and the limit.
#[derive(Clone, Debug)]
pub(crate) struct Strip {
    pub(crate) head: Head,
    pub(crate) log: bool,
    pub(crate) equal: f64,
    pub(crate) limit: (f64, f64),
    pub(crate) value: Option<f64>,
    pub(crate) ends: Option<(f64, f64)>,
    pub(crate) verdict: Verdict,
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 84.0;

impl Strip {
    pub(crate) fn draw(&self) -> Result<String> {
        let numbers = [
            self.value,
            self.ends.map(|ends| ends.0),
            self.ends.map(|ends| ends.1),
            Some(self.equal),
            Some(self.limit.0),
            Some(self.limit.1),
        ];
        let mut axis = Axis::around(
            self.log,
            numbers.into_iter().flatten(),
            (12.0, WIDTH - 12.0),
        );
        // Some air beyond equality, so that its line is not the frame.
        if self.log {
            axis.range = (axis.range.0.min(0.72), axis.range.1.max(1.12));
        }
        let (top, bottom) = (22.0, 58.0);
        let words = self.head.words;
        draw(&self.head, WIDTH, HEIGHT, |canvas| {
            let (left, right) = axis.pixels;
            let within = (
                axis.at(self.limit.0).max(left),
                axis.at(self.limit.1).min(right),
            );
            canvas.line(
                (left, f64::midpoint(top, bottom)),
                (right, f64::midpoint(top, bottom)),
                1.0,
                GRID,
            )?;
            canvas.rectangle((within.0, top), (within.1, bottom), BAND)?;
            let x = axis.at(self.equal);
            canvas.line((x, top), (x, bottom), 1.5, EQUAL)?;
            let text = words.drawn_equal(axis::label(words.numbers(), self.equal, false));
            canvas.text(
                (x, bottom + 14.0),
                &text.to_text(),
                Type::new(11.0, MUTED),
                Align::Middle,
            )?;
            for bound in [self.limit.0, self.limit.1] {
                let x = axis.at(bound);
                if x >= left && x <= right {
                    canvas.dashed(x, top, bottom, LIMIT)?;
                    let label = axis::label(words.numbers(), bound, false);
                    let text = words.drawn_limit(label).to_text();
                    let kind = Type::bold(11.0, LIMIT);
                    let half = kind.width(&text) / 2.0;
                    canvas.text(
                        (x.clamp(left + half, right - half), top - 10.0),
                        &text,
                        kind,
                        Align::Middle,
                    )?;
                }
            }
            let range = Range {
                y: f64::midpoint(top, bottom),
                edges: axis.pixels,
                ends: self.ends.map(|(low, high)| (axis.at(low), axis.at(high))),
                value: self.value.map(|value| axis.at(value)),
                weight: 3.0,
                radius: 7.0,
                verdict: Some(self.verdict),
            };
            range.draw(canvas)
        })
    }
}
