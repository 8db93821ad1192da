use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::labels::spread;
use super::palette::{self, GRID, INK, MUTED, NO_CHECK, UNDECIDED};
use super::{Head, Width, mark};
use crate::error::Result;
use evenhand_core::Verdict;

/// A group's share before and after.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// Share before, and as it is printed.
    pub(crate) before: (f64, String),
    /// Share after, and as it is printed.
    pub(crate) after: (f64, String),
    /// Range of the share after.
    pub(crate) ends: Option<(f64, f64)>,
    /// Whether the two differ by more than chance: a strong line.
    pub(crate) apart: bool,
    pub(crate) verdict: Option<Verdict>,
}

/// One line per group, from its share before to its share after.
#[derive(Clone, Debug)]
pub(crate) struct Slope {
    pub(crate) head: Head,
    pub(crate) rows: Vec<Row>,
    /// Over the two ends.
    pub(crate) ends: [String; 2],
    /// What a strong and a dashed line mean.
    pub(crate) key: [String; 2],
}

const NAME: Type = Type::bold(12.5, INK);
const NUMBER: Type = Type::new(12.5, INK);
const HEADING: Type = Type::bold(11.5, MUTED);
const TICK: Type = Type::new(11.0, MUTED);

impl Slope {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let gap = if narrow { 30.0 } else { 20.0 };
        let top = if narrow { 152.0 } else { 132.0 };
        let bottom = top + (gap * self.rows.len() as f64).max(if narrow { 220.0 } else { 280.0 });
        let (left, right) = if narrow {
            (112.0, 232.0)
        } else {
            (270.0, 500.0)
        };
        let most = self
            .rows
            .iter()
            .flat_map(|row| [row.before.0, row.after.0, row.ends.map_or(0.0, |e| e.1)])
            .fold(0.02, f64::max);
        let axis = Axis {
            log: false,
            range: (0.0, most * 1.04),
            pixels: (bottom, top),
        };
        draw(&self.head, pixels, bottom + 26.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            let start = if narrow { 8.0 } else { 20.0 };
            self.key(
                canvas,
                (start, top - if narrow { 66.0 } else { 56.0 }),
                narrow,
            )?;
            self.scale(canvas, axis, (left, right), (top, bottom))?;
            for row in &self.rows {
                line(canvas, row, axis, (left, right))?;
            }
            for row in &self.rows {
                marks(canvas, row, axis, (left, right))?;
            }
            let at = |of: fn(&Row) -> f64| -> Vec<f64> {
                let wanted: Vec<f64> = self.rows.iter().map(|row| axis.at(of(row))).collect();
                spread(&wanted, gap, (top, bottom))
            };
            let (before, after) = (at(|row| row.before.0), at(|row| row.after.0));
            for (i, row) in self.rows.iter().enumerate() {
                let (from, to) = (axis.at(row.before.0), axis.at(row.after.0));
                canvas.line(
                    (left - 10.0, from),
                    (left - 26.0, before[i]),
                    1.0,
                    UNDECIDED,
                )?;
                canvas.line((right + 12.0, to), (right + 26.0, after[i]), 1.0, UNDECIDED)?;
                let x = left - 30.0;
                let number = &row.before.1;
                let beside = (right + 30.0, after[i]);
                if narrow {
                    let name = NAME.fit(&row.name, x - 4.0);
                    canvas.text((x, before[i] - 7.0), &name, NAME, Align::Right)?;
                    canvas.text((x, before[i] + 8.0), number, NUMBER, Align::Right)?;
                    // The range is drawn, and printed in the table.
                    let number = row.after.1.split(" [").next().unwrap_or_default();
                    let name = NAME.fit(&row.name, pixels - beside.0 - 4.0);
                    canvas.text((beside.0, after[i] - 7.0), &name, NAME, Align::Left)?;
                    canvas.text((beside.0, after[i] + 8.0), number, NUMBER, Align::Left)?;
                    continue;
                }
                let wide = NUMBER.width(number) + 12.0;
                let name = NAME.fit(&row.name, x - wide - 8.0);
                canvas.text((x, before[i]), number, NUMBER, Align::Right)?;
                canvas.text((x - wide, before[i]), &name, NAME, Align::Right)?;
                canvas.text(beside, &row.after.1, NUMBER, Align::Left)?;
                let x = beside.0 + NUMBER.width(&row.after.1) + 12.0;
                let said = row.verdict.map(|verdict| self.head.words.verdict(verdict));
                let kind = row
                    .verdict
                    .map_or(HEADING, |verdict| Type::bold(11.5, palette::words(verdict)));
                let said = said.unwrap_or_default();
                let name = NAME.fit(&row.name, pixels - x - kind.width(&said) - 20.0);
                canvas.text((x, after[i]), &name, NAME, Align::Left)?;
                let x = x + NAME.width(&name) + 12.0;
                canvas.text((x, after[i]), &said, kind, Align::Left)?;
            }
            Ok(())
        })
    }

    /// Grid, its numbers between the two ends, and what the ends are.
    fn scale(
        &self,
        canvas: &Canvas<'_>,
        axis: Axis,
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Result<()> {
        let ticks = axis.ticks(&[], 52.0);
        for tick in &ticks {
            canvas.line((left, axis.at(*tick)), (right, axis.at(*tick)), 1.0, GRID)?;
        }
        for x in [left, right] {
            canvas.line((x, top), (x, bottom), 1.0, MUTED)?;
        }
        let labels = axis::labels(self.head.words.numbers(), &ticks, false);
        for (tick, text) in ticks.iter().zip(labels) {
            let y = axis.at(*tick) - 7.0;
            let share = self.clearest(axis, y);
            let at = (left + share * (right - left), y);
            canvas.text(at, &text, TICK, Align::Middle)?;
        }
        let y = top - 18.0;
        canvas.text((left + 8.0, y), &self.ends[0], HEADING, Align::Right)?;
        canvas.text((right - 8.0, y), &self.ends[1], HEADING, Align::Left)
    }

    /// Where between the two ends a label at this height is furthest from every line.
    fn clearest(&self, axis: Axis, y: f64) -> f64 {
        let clearance = |share: f64| {
            self.rows
                .iter()
                .map(|row| {
                    let (from, to) = (axis.at(row.before.0), axis.at(row.after.0));
                    (from + share * (to - from) - y).abs()
                })
                .fold(f64::INFINITY, f64::min)
        };
        [0.5, 0.3, 0.7, 0.15, 0.85]
            .into_iter()
            .find(|share| clearance(*share) > 10.0)
            .unwrap_or_else(|| {
                let nearer = clearance(0.15) > clearance(0.85);
                if nearer { 0.15 } else { 0.85 }
            })
    }

    /// What the two kinds of line mean: in one row, or in two where there is no room.
    fn key(&self, canvas: &Canvas<'_>, (x, y): (f64, f64), narrow: bool) -> Result<()> {
        let [strong, dashed] = &self.key;
        canvas.line((x, y), (x + 24.0, y), 3.0, NO_CHECK)?;
        canvas.text((x + 32.0, y), strong, HEADING, Align::Left)?;
        let (x, y) = if narrow {
            (x, y + 17.0)
        } else {
            (x + 32.0 + HEADING.width(strong) + 40.0, y)
        };
        canvas.dashes(&[(x, y), (x + 24.0, y)], 1.5, (5.0, 4.0), UNDECIDED)?;
        canvas.text((x + 32.0, y), dashed, HEADING, Align::Left)
    }
}

fn line(canvas: &Canvas<'_>, row: &Row, axis: Axis, (left, right): (f64, f64)) -> Result<()> {
    let (from, to) = ((left, axis.at(row.before.0)), (right, axis.at(row.after.0)));
    if row.apart {
        canvas.line(from, to, 2.75, palette::mark(row.verdict))
    } else {
        canvas.dashes(&[from, to], 1.5, (5.0, 4.0), UNDECIDED)
    }
}

/// The two ends: hollow before, the verdict's mark and the range after.
fn marks(canvas: &Canvas<'_>, row: &Row, axis: Axis, (left, right): (f64, f64)) -> Result<()> {
    mark::hollow(canvas, (left, axis.at(row.before.0)), 4.6)?;
    let shade = palette::mark(row.verdict);
    if let Some((low, high)) = row.ends {
        let (low, high) = (axis.at(low), axis.at(high));
        canvas.line((right, low), (right, high), 3.0, shade)?;
        if low - high > 14.0 {
            for y in [low, high] {
                canvas.line((right - 5.0, y), (right + 5.0, y), 2.0, shade)?;
            }
        }
    }
    mark::draw(canvas, (right, axis.at(row.after.0)), 5.5, row.verdict)
}
