use super::axis::Axis;
use super::canvas::{Align, Canvas, Type, draw};
use super::frame::Frame;
use super::mark::Range;
use super::palette::{self, INK, MUTED};
use super::{Head, Width};
use crate::error::Result;
use evenhand_core::Verdict;

/// A row of a dot-and-range plot.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// Small line under the name.
    pub(crate) note: String,
    pub(crate) value: Option<f64>,
    pub(crate) ends: Option<(f64, f64)>,
    /// Number and interval, printed at the right.
    pub(crate) text: String,
    pub(crate) n: u64,
    pub(crate) verdict: Option<Verdict>,
}

/// One row per group: a number, its interval, the limit as a band.
#[derive(Clone, Debug)]
pub(crate) struct Dots {
    pub(crate) head: Head,
    pub(crate) rows: Vec<Row>,
    pub(crate) log: bool,
    /// Value of equality, drawn as a line.
    pub(crate) equal: f64,
    /// Lowest and highest number inside the limit; `None` where no check looks at it.
    pub(crate) limit: Option<(f64, f64)>,
    /// Under the axis.
    pub(crate) axis_label: String,
    /// Over the printed numbers.
    pub(crate) column: String,
}

const TITLE: Type = Type::bold(17.0, INK);
const SUBTITLE: Type = Type::new(12.5, MUTED);
const NAME: Type = Type::bold(13.0, INK);
const NOTE: Type = Type::new(11.5, MUTED);
const NUMBER: Type = Type::new(13.0, INK);
const TICK: Type = Type::new(11.5, MUTED);

impl Dots {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        if width.is_narrow() {
            self.draw_narrow()
        } else {
            self.draw_wide()
        }
    }

    fn axis(&self, pixels: (f64, f64)) -> Axis {
        let limit = self.limit.into_iter().flat_map(|(low, high)| [low, high]);
        let ends = self
            .rows
            .iter()
            .flat_map(|row| [row.ends.map(|e| e.0), row.ends.map(|e| e.1), row.value])
            .flatten();
        Axis::around(self.log, ends.chain(limit).chain([self.equal]), pixels)
    }

    fn draw_wide(&self) -> Result<String> {
        let width = Width::Wide.pixels();
        let (top, step) = (98.0, 46.0);
        let bottom = top + step * self.rows.len() as f64;
        let axis = self.axis((236.0, 652.0));
        draw(&self.head, width, bottom + 58.0, |canvas| {
            title(canvas, &self.head, width)?;
            let group = self.head.words.column_group().to_text();
            canvas.text((20.0, 78.0), &group, Type::bold(11.5, MUTED), Align::Left)?;
            canvas.text(
                (676.0, 78.0),
                &self.column,
                Type::bold(11.5, MUTED),
                Align::Left,
            )?;
            self.frame().draw(canvas, axis, &[(top, bottom)], bottom)?;
            for (i, row) in self.rows.iter().enumerate() {
                let y = top + step * (i as f64 + 0.5);
                canvas.text(
                    (20.0, y - 8.0),
                    &NAME.fit(&row.name, 200.0),
                    NAME,
                    Align::Left,
                )?;
                canvas.text(
                    (20.0, y + 9.0),
                    &NOTE.fit(&row.note, 204.0),
                    NOTE,
                    Align::Left,
                )?;
                Self::range(row, axis, y).draw(canvas)?;
                let alone = if row.verdict.is_some() { y - 8.0 } else { y };
                canvas.text((676.0, alone), &row.text, NUMBER, Align::Left)?;
                if let Some(verdict) = row.verdict {
                    let kind = Type::bold(11.5, palette::words(verdict));
                    let said = self.head.words.verdict(verdict);
                    canvas.text((676.0, y + 9.0), &said, kind, Align::Left)?;
                }
            }
            let middle = f64::midpoint(axis.pixels.0, axis.pixels.1);
            canvas.text(
                (middle, bottom + 42.0),
                &self.axis_label,
                TICK,
                Align::Middle,
            )
        })
    }

    fn draw_narrow(&self) -> Result<String> {
        let width = Width::Narrow.pixels();
        let (top, step) = (100.0, 76.0);
        let bottom = top + step * self.rows.len() as f64;
        let axis = self.axis((10.0, width - 10.0));
        draw(&self.head, width, bottom + 52.0, |canvas| {
            title(canvas, &self.head, width)?;
            // Lines stay within each row's own strip, clear of its words.
            let strips: Vec<(f64, f64)> = (0..self.rows.len())
                .map(|i| top + step * i as f64 + 36.0)
                .map(|y| (y - 11.0, y + 11.0))
                .collect();
            self.frame().draw(canvas, axis, &strips, bottom)?;
            for (i, row) in self.rows.iter().enumerate() {
                let y = top + step * i as f64;
                let room = width - 24.0 - NUMBER.width(&row.text);
                canvas.text(
                    (8.0, y + 14.0),
                    &NAME.fit(&row.name, room),
                    NAME,
                    Align::Left,
                )?;
                canvas.text((width - 8.0, y + 14.0), &row.text, NUMBER, Align::Right)?;
                Self::range(row, axis, y + 36.0).draw(canvas)?;
                let words = self.said(row.verdict);
                let room = width - 24.0 - NOTE.width(&words);
                canvas.text(
                    (8.0, y + 58.0),
                    &NOTE.fit(&row.note, room),
                    NOTE,
                    Align::Left,
                )?;
                if let Some(verdict) = row.verdict {
                    let kind = Type::bold(11.5, palette::words(verdict));
                    canvas.text((width - 8.0, y + 58.0), &words, kind, Align::Right)?;
                }
            }
            canvas.text(
                (width / 2.0, bottom + 38.0),
                &self.axis_label,
                TICK,
                Align::Middle,
            )
        })
    }

    fn frame(&self) -> Frame {
        Frame {
            equal: self.equal,
            limit: self.limit,
            log: self.log,
            words: self.head.words,
        }
    }

    fn said(&self, verdict: Option<Verdict>) -> String {
        verdict.map_or_else(String::new, |verdict| self.head.words.verdict(verdict))
    }

    fn range(row: &Row, axis: Axis, y: f64) -> Range {
        let at = |number: f64| axis.at(number);
        Range {
            y,
            edges: axis.pixels,
            ends: row.ends.map(|(low, high)| (at(low), at(high))),
            value: row.value.map(at),
            weight: line_weight(row.n),
            radius: 6.5,
            verdict: row.verdict,
        }
    }
}

/// More people, a heavier line.
pub(crate) fn line_weight(n: u64) -> f64 {
    let tens = libm::log10(n.max(1) as f64);
    (1.2 + 0.55 * (tens - 1.0)).clamp(1.5, 4.0)
}

/// Title and the line under it.
pub(crate) fn title(canvas: &Canvas<'_>, head: &Head, width: f64) -> Result<()> {
    let left = if width < 500.0 { 8.0 } else { 20.0 };
    let room = width - 2.0 * left;
    let heading = if width < 500.0 {
        Type::bold(15.0, INK)
    } else {
        TITLE
    };
    canvas.text(
        (left, 24.0),
        &heading.fit(&head.title, room),
        heading,
        Align::Left,
    )?;
    let under = if width < 500.0 {
        Type::new(11.5, MUTED)
    } else {
        SUBTITLE
    };
    if under.width(&head.subtitle) <= room || width >= 500.0 {
        return canvas.text(
            (left, 48.0),
            &under.fit(&head.subtitle, room),
            under,
            Align::Left,
        );
    }
    let (first, rest) = wrap(&head.subtitle, under, room);
    canvas.text((left, 46.0), &first, under, Align::Left)?;
    canvas.text((left, 62.0), &under.fit(&rest, room), under, Align::Left)
}

fn wrap(text: &str, kind: Type, room: f64) -> (String, String) {
    let mut first = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.peek() {
        let trial = if first.is_empty() {
            (*word).to_owned()
        } else {
            format!("{first} {word}")
        };
        if kind.width(&trial) > room {
            break;
        }
        first = trial;
        words.next();
    }
    (first, words.collect::<Vec<_>>().join(" "))
}
