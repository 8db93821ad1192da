use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::mark::{self};
use super::palette::{
    self, BAND, EQUAL, GRID, HATCH, HATCH_PAPER, INK, LIMIT, MUTED, NO_CHECK, UNDECIDED,
};
use super::{Head, Width};
use crate::error::Result;
use evenhand_core::Verdict;

/// What one audit says of a series.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop {
    /// Under the axis.
    pub(crate) name: String,
    pub(crate) value: Option<f64>,
    pub(crate) ends: Option<(f64, f64)>,
    pub(crate) verdict: Option<Verdict>,
    /// The odds ratios that all audits up to this one leave possible.
    pub(crate) odds: Option<(f64, f64)>,
    /// Something changed with this audit, such as the model.
    pub(crate) change: Option<String>,
}

/// A number from audit to audit; beneath it what all of them together leave possible.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) head: Head,
    pub(crate) stops: Vec<Stop>,
    pub(crate) log: bool,
    pub(crate) equal: f64,
    pub(crate) limit: Option<(f64, f64)>,
    /// Over the two drawings.
    pub(crate) titles: (String, String),
}

const HEADING: Type = Type::bold(12.0, INK);
const TICK: Type = Type::new(11.0, MUTED);
const NOTE: Type = Type::bold(11.0, MUTED);
const FIRST: f64 = 190.0;
const SECOND: f64 = 92.0;

impl Course {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let (left, right) = if narrow {
            (48.0, pixels - 14.0)
        } else {
            (72.0, pixels - 36.0)
        };
        let top = if narrow { 122.0 } else { 104.0 };
        let several = self.stops.iter().any(|stop| stop.odds.is_some());
        let second = top + FIRST + 44.0;
        let bottom = if several {
            second + SECOND
        } else {
            top + FIRST
        };
        let x = |i: usize| {
            let step = (right - left - 24.0) / (self.stops.len().max(2) - 1) as f64;
            left + 12.0 + step * i as f64
        };
        draw(&self.head, pixels, bottom + 34.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            canvas.text((left, top - 24.0), &self.titles.0, HEADING, Align::Left)?;
            self.numbers(canvas, (left, right), (top, top + FIRST), &x)?;
            if several {
                canvas.text((left, second - 14.0), &self.titles.1, HEADING, Align::Left)?;
                self.odds(canvas, (left, right), (second, bottom), &x)?;
            }
            // As many names as there is room for, the last one always.
            let widest = (self.stops.iter())
                .map(|stop| TICK.width(&stop.name))
                .fold(1.0, f64::max);
            let step = if self.stops.len() > 1 {
                x(1) - x(0)
            } else {
                1e9
            };
            let every = ((widest + 12.0) / step).ceil().max(1.0) as usize;
            for (i, stop) in self.stops.iter().enumerate().rev() {
                if (self.stops.len() - 1 - i).is_multiple_of(every) {
                    canvas.text((x(i), bottom + 16.0), &stop.name, TICK, Align::Middle)?;
                }
            }
            Ok(())
        })
    }

    fn numbers(
        &self,
        canvas: &Canvas<'_>,
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
        x: &impl Fn(usize) -> f64,
    ) -> Result<()> {
        let shown = self.stops.iter().flat_map(|stop| {
            let ends = stop.ends.map_or([None, None], |(l, u)| [Some(l), Some(u)]);
            [stop.value, ends[0], ends[1]]
        });
        let bounds = self.limit.into_iter().flat_map(|(low, high)| [low, high]);
        let fit = |number: &f64| number.is_finite() && (!self.log || *number > 0.0);
        let axis = Axis::around(
            self.log,
            (shown.flatten())
                .chain(bounds.filter(fit))
                .chain([self.equal]),
            (bottom, top),
        );
        if let Some(limit) = self.limit {
            let y = |bound: f64| axis.at(bound).clamp(top, bottom);
            canvas.rectangle((left, y(limit.1)), (right, y(limit.0)), BAND)?;
        }
        self.waived(canvas, (top, bottom), x)?;
        let wanted: Vec<f64> = std::iter::once(self.equal)
            .chain(self.limit.into_iter().flat_map(|(low, high)| [low, high]))
            .collect();
        let ticks = axis.ticks(&wanted, 24.0);
        let labels = axis::labels(self.head.words.numbers(), &ticks, self.log);
        for (tick, text) in ticks.iter().zip(labels) {
            let y = axis.at(*tick);
            canvas.line((left, y), (right, y), 1.0, GRID)?;
            canvas.text((left - 8.0, y), &text, TICK, Align::Right)?;
        }
        for bound in self.limit.into_iter().flat_map(|(low, high)| [low, high]) {
            let y = axis.at(bound);
            if y > top && y < bottom {
                canvas.dashes(&[(left, y), (right, y)], 1.25, (4.0, 3.0), LIMIT)?;
            }
        }
        let y = axis.at(self.equal);
        canvas.line((left, y), (right, y), 1.25, EQUAL)?;
        self.changes(canvas, (top, bottom), right, x)?;
        let spots: Vec<(f64, f64)> = (self.stops.iter().enumerate())
            .filter_map(|(i, stop)| Some((x(i), axis.at(stop.value?).clamp(top, bottom))))
            .collect();
        if spots.len() > 1 {
            canvas.path(&spots, 1.25, UNDECIDED)?;
        }
        for (i, stop) in self.stops.iter().enumerate() {
            if let Some((low, high)) = stop.ends {
                let y = |end: f64| axis.at(end).clamp(top, bottom);
                let shade = palette::mark(stop.verdict);
                canvas.line((x(i), y(low)), (x(i), y(high)), 2.0, shade)?;
            }
        }
        for (i, stop) in self.stops.iter().enumerate() {
            if let Some(value) = stop.value {
                let at = (x(i), axis.at(value).clamp(top, bottom));
                mark::draw(canvas, at, 5.5, stop.verdict)?;
            }
        }
        Ok(())
    }

    /// Audits in which the gap is waived, hatched.
    fn waived(
        &self,
        canvas: &Canvas<'_>,
        (top, bottom): (f64, f64),
        x: &impl Fn(usize) -> f64,
    ) -> Result<()> {
        let half = if self.stops.len() > 1 {
            (x(1) - x(0)) / 2.0
        } else {
            12.0
        };
        for (i, stop) in self.stops.iter().enumerate() {
            if stop.verdict == Some(Verdict::Waived) {
                let (from, to) = (x(i) - half.min(14.0), x(i) + half.min(14.0));
                canvas.hatched((from, top), (to, bottom), HATCH_PAPER, HATCH)?;
            }
        }
        Ok(())
    }

    /// A dashed line where something changed, with its words.
    fn changes(
        &self,
        canvas: &Canvas<'_>,
        (top, bottom): (f64, f64),
        right: f64,
        x: &impl Fn(usize) -> f64,
    ) -> Result<()> {
        for (i, stop) in self.stops.iter().enumerate() {
            let Some(change) = &stop.change else {
                continue;
            };
            // Between the audit before and this one.
            let at = if i > 0 {
                f64::midpoint(x(i - 1), x(i))
            } else {
                x(0) - 8.0
            };
            canvas.dashed(at, top, bottom, NO_CHECK)?;
            let text = NOTE.fit(change, 190.0);
            let room = right - at - 6.0;
            let (from, align) = if NOTE.width(&text) > room {
                (at - 6.0, Align::Right)
            } else {
                (at + 6.0, Align::Left)
            };
            canvas.text((from, top + 9.0), &text, NOTE, align)?;
        }
        Ok(())
    }

    /// The band of odds ratios that all audits so far leave possible.
    fn odds(
        &self,
        canvas: &Canvas<'_>,
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
        x: &impl Fn(usize) -> f64,
    ) -> Result<()> {
        let bounds = self.stops.iter().filter_map(|stop| stop.odds);
        let axis = Axis::around(
            true,
            bounds
                .flat_map(|(low, high)| [low.max(0.2), high.min(5.0)])
                .chain([1.0]),
            (bottom, top),
        );
        let ticks = axis.ticks(&[1.0], 24.0);
        let labels = axis::labels(self.head.words.numbers(), &ticks, true);
        for (tick, text) in ticks.iter().zip(labels) {
            let y = axis.at(*tick);
            canvas.line((left, y), (right, y), 1.0, GRID)?;
            canvas.text((left - 8.0, y), &text, TICK, Align::Right)?;
        }
        let y = |odds: f64| axis.at(odds).clamp(top, bottom);
        let known: Vec<(f64, (f64, f64))> = (self.stops.iter().enumerate())
            .filter_map(|(i, stop)| Some((x(i), stop.odds?)))
            .collect();
        let mut edge: Vec<(f64, f64)> = known.iter().map(|(x, odds)| (*x, y(odds.0))).collect();
        edge.extend(known.iter().rev().map(|(x, odds)| (*x, y(odds.1))));
        if known.len() > 1 {
            canvas.polygon(&edge, HATCH)?;
        } else if let [(x, odds)] = known[..] {
            canvas.line((x, y(odds.0)), (x, y(odds.1)), 6.0, HATCH)?;
        }
        canvas.line((left, axis.at(1.0)), (right, axis.at(1.0)), 1.25, EQUAL)
    }
}
