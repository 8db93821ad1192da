use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type};
use super::palette::{BAND, EQUAL, GRID, LIMIT, MUTED};
use crate::error::Result;
use crate::words::Words;

/// What stands behind the marks of a dot-and-range plot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Value of equality, drawn as a line.
    pub(crate) equal: f64,
    /// Lowest and highest number inside the limit; `None` where no check looks at it.
    pub(crate) limit: Option<(f64, f64)>,
    pub(crate) log: bool,
    pub(crate) words: Words,
}

const TICK: Type = Type::new(11.5, MUTED);

impl Frame {
    /// Band, grid, line of equality and limits in every strip; labels over the first and under the last.
    pub(crate) fn draw(
        self,
        canvas: &Canvas<'_>,
        axis: Axis,
        strips: &[(f64, f64)],
        bottom: f64,
    ) -> Result<()> {
        let (left, right) = axis.pixels;
        let numbers = self.words.numbers();
        let bounds = self.limit.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let ticks = axis.ticks(&[self.equal, bounds.0, bounds.1], 38.0);
        let shown = |bound: &f64| (left..=right).contains(&axis.at(*bound));
        for (top, end) in strips.iter().copied() {
            if self.limit.is_some() {
                let from = axis.at(bounds.0).max(left);
                canvas.rectangle((from, top), (axis.at(bounds.1).min(right), end), BAND)?;
            }
            for tick in &ticks {
                let x = axis.at(*tick);
                canvas.line((x, top), (x, end), 1.0, GRID)?;
            }
            for bound in [bounds.0, bounds.1].iter().filter(|bound| shown(bound)) {
                canvas.dashed(axis.at(*bound), top, end, LIMIT)?;
            }
            let x = axis.at(self.equal);
            canvas.line((x, top), (x, end), 1.5, EQUAL)?;
        }
        for (tick, text) in ticks.iter().zip(axis::labels(numbers, &ticks, self.log)) {
            canvas.text((axis.at(*tick), bottom + 18.0), &text, TICK, Align::Middle)?;
        }
        let top = strips.first().map_or(0.0, |strip| strip.0);
        let over = if axis.pixels.0 < 20.0 {
            top - 34.0
        } else {
            top - 10.0
        };
        for bound in [bounds.0, bounds.1].iter().filter(|bound| shown(bound)) {
            let label = axis::label(numbers, *bound, false);
            let text = self.words.drawn_limit(label).to_text();
            let kind = Type::bold(11.0, LIMIT);
            let half = kind.width(&text) / 2.0;
            let x = axis.at(*bound).clamp(left + half, right - half);
            canvas.text((x, over), &text, kind, Align::Middle)?;
        }
        Ok(())
    }
}
