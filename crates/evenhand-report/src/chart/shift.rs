use super::axis::Axis;
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::{line_weight, title};
use super::frame::Frame;
use super::mark::{self, Range};
use super::palette::{self, INK, MUTED, UNDECIDED};
use super::{Head, Width};
use crate::error::Result;
use evenhand_core::Verdict;

/// A group's difference twice: over all rows, and among people who are alike.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// Small line under the name.
    pub(crate) note: String,
    /// Over all rows: grey and hollow.
    pub(crate) crude: Option<f64>,
    /// The same as printed.
    pub(crate) crude_text: String,
    /// Among people who are alike: filled, with its range.
    pub(crate) value: Option<f64>,
    pub(crate) ends: Option<(f64, f64)>,
    /// The same as printed.
    pub(crate) text: String,
    pub(crate) n: u64,
    pub(crate) verdict: Option<Verdict>,
}

/// One row per group: how a difference moves when people who are alike are compared.
#[derive(Clone, Debug)]
pub(crate) struct Shift {
    pub(crate) head: Head,
    pub(crate) rows: Vec<Row>,
    /// Lowest and highest number inside the limit; `None` where no check looks at it.
    pub(crate) limit: Option<(f64, f64)>,
    /// What the hollow and the filled mark are.
    pub(crate) key: [String; 2],
    /// Under the axis.
    pub(crate) axis_label: String,
}

const NAME: Type = Type::bold(13.0, INK);
const NOTE: Type = Type::new(11.5, MUTED);
const NUMBER: Type = Type::new(13.0, INK);
const HEADING: Type = Type::bold(11.5, MUTED);

impl Shift {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        if width.is_narrow() {
            self.draw_narrow()
        } else {
            self.draw_wide()
        }
    }

    fn axis(&self, pixels: (f64, f64)) -> Axis {
        let limit = self.limit.into_iter().flat_map(|(low, high)| [low, high]);
        let numbers = self
            .rows
            .iter()
            .flat_map(|row| {
                [
                    row.ends.map(|ends| ends.0),
                    row.ends.map(|ends| ends.1),
                    row.value,
                    row.crude,
                ]
            })
            .flatten();
        Axis::around(false, numbers.chain(limit).chain([0.0]), pixels)
    }

    fn frame(&self) -> Frame {
        Frame {
            equal: 0.0,
            limit: self.limit,
            log: false,
            words: self.head.words,
        }
    }

    fn said(&self, verdict: Option<Verdict>) -> String {
        verdict.map_or_else(String::new, |verdict| self.head.words.verdict(verdict))
    }

    fn draw_wide(&self) -> Result<String> {
        let width = Width::Wide.pixels();
        let judged = self.rows.iter().any(|row| row.verdict.is_some());
        let (top, step) = (112.0, if judged { 60.0 } else { 50.0 });
        let bottom = top + step * self.rows.len() as f64;
        let axis = self.axis((236.0, 652.0));
        draw(&self.head, width, bottom + 58.0, |canvas| {
            title(canvas, &self.head, width)?;
            self.key(canvas, (20.0, 76.0))?;
            self.frame().draw(canvas, axis, &[(top, bottom)], bottom)?;
            for (i, row) in self.rows.iter().enumerate() {
                let y = top + step * (i as f64 + 0.5);
                let name = NAME.fit(&row.name, 200.0);
                canvas.text((20.0, y - 8.0), &name, NAME, Align::Left)?;
                let note = NOTE.fit(&row.note, 204.0);
                canvas.text((20.0, y + 9.0), &note, NOTE, Align::Left)?;
                marks(canvas, row, axis, (y - 9.0, y + 8.0))?;
                let first = if row.verdict.is_some() {
                    y - 17.0
                } else {
                    y - 9.0
                };
                let crude = self.head.words.drawn_crude(&row.crude_text).to_text();
                canvas.text((676.0, first), &crude, NOTE, Align::Left)?;
                canvas.text((676.0, first + 17.0), &row.text, NUMBER, Align::Left)?;
                if let Some(verdict) = row.verdict {
                    let kind = Type::bold(11.5, palette::words(verdict));
                    let at = (676.0, first + 34.0);
                    let said = self.head.words.verdict(verdict);
                    canvas.text(at, &said, kind, Align::Left)?;
                }
            }
            let middle = f64::midpoint(axis.pixels.0, axis.pixels.1);
            let at = (middle, bottom + 42.0);
            canvas.text(at, &self.axis_label, NOTE, Align::Middle)
        })
    }

    fn draw_narrow(&self) -> Result<String> {
        let width = Width::Narrow.pixels();
        let (top, step) = (128.0, 92.0);
        let bottom = top + step * self.rows.len() as f64;
        let axis = self.axis((10.0, width - 10.0));
        draw(&self.head, width, bottom + 52.0, |canvas| {
            title(canvas, &self.head, width)?;
            self.key(canvas, (8.0, 84.0))?;
            // Lines stay within each row's own strip, clear of its words.
            let strips: Vec<(f64, f64)> = (0..self.rows.len())
                .map(|i| top + step * i as f64)
                .map(|y| (y + 26.0, y + 64.0))
                .collect();
            self.frame().draw(canvas, axis, &strips, bottom)?;
            for (i, row) in self.rows.iter().enumerate() {
                let y = top + step * i as f64;
                let room = width - 24.0 - NUMBER.width(&row.text);
                let name = NAME.fit(&row.name, room);
                canvas.text((8.0, y + 13.0), &name, NAME, Align::Left)?;
                canvas.text((width - 8.0, y + 13.0), &row.text, NUMBER, Align::Right)?;
                marks(canvas, row, axis, (y + 37.0, y + 53.0))?;
                let words = self.said(row.verdict);
                let crude = self.head.words.drawn_crude(&row.crude_text);
                let note = format!("{crude} · {}", row.note);
                let note = NOTE.fit(&note, width - 24.0 - NOTE.width(&words));
                canvas.text((8.0, y + 76.0), &note, NOTE, Align::Left)?;
                if let Some(verdict) = row.verdict {
                    let kind = Type::bold(11.5, palette::words(verdict));
                    canvas.text((width - 8.0, y + 76.0), &words, kind, Align::Right)?;
                }
            }
            let at = (width / 2.0, bottom + 38.0);
            canvas.text(at, &self.axis_label, NOTE, Align::Middle)
        })
    }

    /// What the two marks are, in one line, or in two where there is no room.
    fn key(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Result<()> {
        let [crude, within] = &self.key;
        let room = if x < 20.0 { Width::Narrow } else { Width::Wide }.pixels() - 2.0 * x - 16.0;
        mark::hollow(canvas, (x + 5.0, y), 4.6)?;
        canvas.text((x + 16.0, y), crude, HEADING, Align::Left)?;
        let beside = HEADING.width(crude) + 46.0;
        let fits = beside + HEADING.width(within) <= room;
        let (x, y) = if fits { (x + beside, y) } else { (x, y + 17.0) };
        mark::draw(canvas, (x + 5.0, y), 6.0, None)?;
        let within = HEADING.fit(within, room);
        canvas.text((x + 16.0, y), &within, HEADING, Align::Left)
    }
}

/// Both marks of a row, joined by a thin line so that the eye follows the move.
fn marks(canvas: &Canvas<'_>, row: &Row, axis: Axis, (above, below): (f64, f64)) -> Result<()> {
    let at = |number: f64| axis.at(number);
    if let (Some(crude), Some(value)) = (row.crude, row.value) {
        canvas.line((at(crude), above), (at(value), below), 1.0, UNDECIDED)?;
    }
    if let Some(crude) = row.crude {
        mark::hollow(canvas, (at(crude), above), 4.6)?;
    }
    let range = Range {
        y: below,
        edges: axis.pixels,
        ends: row.ends.map(|(low, high)| (at(low), at(high))),
        value: row.value.map(at),
        weight: line_weight(row.n),
        radius: 6.0,
        verdict: row.verdict,
    };
    range.draw(canvas)
}
