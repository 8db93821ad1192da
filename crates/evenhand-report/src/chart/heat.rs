use super::canvas::{Align, Canvas, Type, draw};
use super::dots::title;
use super::mark;
use super::palette::{HATCH, HATCH_PAPER, INK, MUTED, STEPS};
use super::{Head, Width};
use crate::error::Result;
use evenhand_core::Verdict;

/// A cell: a ratio, or nothing where too few people are in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) ratio: Option<f64>,
    pub(crate) text: String,
    pub(crate) note: String,
    /// Hatched: too few people.
    pub(crate) small: bool,
    /// Nobody is in it.
    pub(crate) empty: bool,
    pub(crate) verdict: Option<Verdict>,
}

/// Ratios of combined groups, as colours around equality.
#[derive(Clone, Debug)]
pub(crate) struct Heat {
    pub(crate) head: Head,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Cell>)>,
    /// Being selected is a burden: a high ratio is the orange one.
    pub(crate) flipped: bool,
}

const EDGES: [f64; 8] = [0.5, 0.667, 0.8, 0.952, 1.05, 1.25, 1.5, 2.0];
const LABEL: Type = Type::new(12.5, INK);
const COLUMN: Type = Type::bold(12.0, INK);

impl Heat {
    pub(crate) fn draw(&self) -> Result<String> {
        let width = Width::Wide.pixels();
        let (left, top, high) = (214.0, 98.0, 46.0);
        let wide = ((width - left - 20.0) / self.columns.len().max(1) as f64).min(150.0);
        let bottom = top + high * self.rows.len() as f64;
        draw(&self.head, width, bottom + 70.0, |canvas| {
            title(canvas, &self.head, width)?;
            for (i, column) in self.columns.iter().enumerate() {
                let x = left + wide * (i as f64 + 0.5);
                let small = Type::bold(10.5, INK);
                let kind = if COLUMN.width(column) > wide - 6.0 {
                    small
                } else {
                    COLUMN
                };
                canvas.text(
                    (x, 82.0),
                    &kind.fit(column, wide - 4.0),
                    kind,
                    Align::Middle,
                )?;
            }
            for (k, (row, cells)) in self.rows.iter().enumerate() {
                let y = top + high * k as f64;
                let label = LABEL.fit(row, left - 36.0);
                canvas.text((left - 14.0, y + high / 2.0), &label, LABEL, Align::Right)?;
                for (i, cell) in cells.iter().enumerate() {
                    let x = left + wide * i as f64;
                    self.cell(canvas, cell, (x, y), (x + wide - 3.0, y + high - 3.0))?;
                }
            }
            self.key(canvas, left, bottom + 18.0)
        })
    }

    fn cell(
        &self,
        canvas: &Canvas<'_>,
        cell: &Cell,
        from: (f64, f64),
        to: (f64, f64),
    ) -> Result<()> {
        let (x, y) = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        if cell.empty {
            return canvas.text((x, y), "–", Type::new(12.0, MUTED), Align::Middle);
        }
        let Some(ratio) = cell.ratio.filter(|_| !cell.small) else {
            canvas.hatched(from, to, HATCH_PAPER, HATCH)?;
            let plate = Type::new(11.0, INK);
            let half = plate.width(&cell.note) / 2.0 + 5.0;
            canvas.rectangle((x - half, y - 9.0), (x + half, y + 9.0), HATCH_PAPER)?;
            return canvas.text((x, y), &cell.note, plate, Align::Middle);
        };
        let (fill, ink) = STEPS[self.step(ratio)];
        canvas.rectangle(from, to, fill)?;
        let number = Type::bold(13.5, ink);
        canvas.text((x, y - 7.0), &cell.text, number, Align::Middle)?;
        canvas.text(
            (x, y + 10.0),
            &cell.note,
            Type::new(10.5, ink),
            Align::Middle,
        )?;
        if matches!(
            cell.verdict,
            Some(Verdict::ConfirmedGap | Verdict::PossibleGap)
        ) {
            let at = (to.0 - 11.0, from.1 + 11.0);
            canvas.disc(at, 8.0, super::palette::PAPER)?;
            mark::draw(canvas, at, 4.6, cell.verdict)?;
        }
        Ok(())
    }

    fn step(&self, ratio: f64) -> usize {
        let step = EDGES.iter().filter(|edge| ratio > **edge).count();
        if self.flipped { 8 - step } else { step }
    }

    /// The key: nine steps with their edges.
    fn key(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Result<()> {
        let wide = 46.0;
        let numbers = self.head.words.numbers();
        for step in 0..9 {
            let index = if self.flipped { 8 - step } else { step };
            let x = left + wide * step as f64;
            canvas.rectangle((x, top), (x + wide - 1.0, top + 12.0), STEPS[index].0)?;
        }
        for (i, text) in ["0.5", "0.67", "0.8", "0.95", "1.05", "1.25", "1.5", "2"]
            .iter()
            .enumerate()
        {
            let x = left + wide * (i as f64 + 1.0) - 0.5;
            let text = numbers.with_decimal((*text).to_owned());
            canvas.text(
                (x, top + 26.0),
                &text,
                Type::new(11.0, MUTED),
                Align::Middle,
            )?;
        }
        let x = left + wide * 9.0 + 18.0;
        canvas.hatched((x, top), (x + 26.0, top + 12.0), HATCH_PAPER, HATCH)?;
        canvas.text(
            (x + 34.0, top + 6.0),
            &self.head.words.verdict(Verdict::InsufficientData),
            Type::new(11.0, MUTED),
            Align::Left,
        )
    }
}
