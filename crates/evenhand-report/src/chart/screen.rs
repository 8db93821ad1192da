use super::axis::{self, Axis};
use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::palette::{self, BAR, BAR_STRONG, GRID, HATCH, HATCH_PAPER, INK, MUTED};
use super::{Head, Width, mark};
use crate::error::Result;
use evenhand_core::Verdict;

/// Something that was screened: how much there is, and how much chance alone would show.
#[derive(Clone, Debug)]
pub(crate) struct Screened {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) floor: Option<f64>,
    pub(crate) text: String,
    pub(crate) verdict: Option<Verdict>,
}

impl Screened {
    /// Whether it shows more than chance does.
    pub(crate) fn beyond_chance(&self) -> bool {
        self.floor.is_none_or(|floor| self.value > floor)
    }
}

/// Bars from zero over the band of chance.
#[derive(Clone, Debug)]
pub(crate) struct Screen {
    pub(crate) head: Head,
    pub(crate) rows: Vec<Screened>,
    /// Where a limit is, if a check looks at it.
    pub(crate) limit: Option<f64>,
    /// Under the axis.
    pub(crate) axis_label: String,
    /// What the strong bar, the pale one and the hatching are.
    pub(crate) key: [String; 3],
}

const NAME: Type = Type::bold(13.0, INK);
const NUMBER: Type = Type::new(13.0, INK);
const TICK: Type = Type::new(11.5, MUTED);
const HEADING: Type = Type::bold(11.5, MUTED);

impl Screen {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let (left, right) = if narrow {
            (8.0, pixels - 8.0)
        } else {
            (236.0, 652.0)
        };
        let (top, step) = if narrow { (146.0, 48.0) } else { (100.0, 34.0) };
        let bottom = top + step * self.rows.len() as f64;
        let most = (self.rows.iter())
            .flat_map(|row| [Some(row.value), row.floor])
            .chain([self.limit])
            .flatten()
            .fold(0.0, f64::max);
        let end = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8];
        let axis = Axis {
            log: false,
            range: (0.0, end.into_iter().find(|end| most <= *end).unwrap_or(1.0)),
            pixels: (left, right),
        };
        draw(&self.head, pixels, bottom + 50.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            self.key(
                canvas,
                if narrow { (8.0, 88.0) } else { (20.0, 76.0) },
                narrow,
            )?;
            let ticks = axis.ticks(&[], 52.0);
            let labels = axis::labels(self.head.words.numbers(), &ticks, false);
            for (tick, text) in ticks.iter().zip(labels) {
                let x = axis.at(*tick);
                canvas.line((x, top), (x, bottom), 1.0, GRID)?;
                canvas.text((x, bottom + 14.0), &text, TICK, Align::Middle)?;
            }
            for (i, row) in self.rows.iter().enumerate() {
                let y = top + step * i as f64;
                let middle = if narrow { y + 32.0 } else { y + step / 2.0 };
                bar(canvas, row, axis, middle)?;
                if narrow {
                    let room = pixels - 24.0 - NUMBER.width(&row.text);
                    let name = NAME.fit(&row.name, room);
                    canvas.text((8.0, y + 12.0), &name, NAME, Align::Left)?;
                    canvas.text((pixels - 8.0, y + 12.0), &row.text, NUMBER, Align::Right)?;
                } else {
                    let name = NAME.fit(&row.name, 204.0);
                    canvas.text((20.0, middle), &name, NAME, Align::Left)?;
                    canvas.text((676.0, middle), &row.text, NUMBER, Align::Left)?;
                    if let Some(verdict) = row.verdict {
                        let kind = Type::bold(11.5, palette::words(verdict));
                        let x = 676.0 + NUMBER.width(&row.text) + 14.0;
                        let said = self.head.words.verdict(verdict);
                        canvas.text((x, middle), &said, kind, Align::Left)?;
                    }
                }
            }
            if let Some(limit) = self.limit {
                canvas.dashed(axis.at(limit), top, bottom, palette::LIMIT)?;
            }
            let middle = f64::midpoint(left, right);
            let label = TICK.fit(&self.axis_label, pixels - 16.0);
            canvas.text((middle, bottom + 34.0), &label, TICK, Align::Middle)
        })
    }

    fn key(&self, canvas: &Canvas<'_>, (mut x, mut y): (f64, f64), narrow: bool) -> Result<()> {
        for (i, said) in self.key.iter().enumerate() {
            let corners = ((x, y - 5.0), (x + 22.0, y + 5.0));
            match i {
                0 => canvas.rectangle(corners.0, corners.1, BAR_STRONG)?,
                1 => canvas.rectangle(corners.0, corners.1, BAR)?,
                _ => canvas.hatched(corners.0, corners.1, HATCH_PAPER, HATCH)?,
            }
            canvas.text((x + 30.0, y), said, HEADING, Align::Left)?;
            if narrow {
                y += 17.0;
            } else {
                x += 30.0 + HEADING.width(said) + 26.0;
            }
        }
        Ok(())
    }
}

/// The band of chance, wider than the bar that lies on it, and the mark of the verdict at the bar's end.
fn bar(canvas: &Canvas<'_>, row: &Screened, axis: Axis, y: f64) -> Result<()> {
    let left = axis.pixels.0;
    if let Some(floor) = row.floor {
        let to = axis.at(floor).max(left + 1.0);
        canvas.hatched((left, y - 11.0), (to, y + 11.0), HATCH_PAPER, HATCH)?;
    }
    let shade = if row.beyond_chance() { BAR_STRONG } else { BAR };
    let end = axis.at(row.value);
    canvas.rectangle((left, y - 5.0), (end.max(left + 1.5), y + 5.0), shade)?;
    if row.verdict.is_some() {
        canvas.disc((end, y), 8.0, palette::PAPER)?;
        mark::draw(canvas, (end, y), 6.0, row.verdict)?;
    }
    Ok(())
}
