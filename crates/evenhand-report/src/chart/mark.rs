use super::canvas::Canvas;
use super::palette::{self, PAPER, Shade, UNDECIDED};
use crate::error::Result;
use evenhand_core::Verdict;

/// Draws a verdict: its shape says the same as its colour.
pub(crate) fn draw(
    canvas: &Canvas<'_>,
    (x, y): (f64, f64),
    r: f64,
    verdict: Option<Verdict>,
) -> Result<()> {
    let shade = palette::mark(verdict);
    match verdict {
        Some(Verdict::ConfirmedGap) => canvas.polygon(&diamond(x, y, r * 1.3), shade),
        Some(Verdict::Waived) => {
            canvas.polygon(&diamond(x, y, r * 1.3), shade)?;
            canvas.polygon(&diamond(x, y, r * 0.7), PAPER)
        }
        Some(Verdict::PossibleGap) => canvas.polygon(&triangle(x, y, r * 1.25), shade),
        Some(Verdict::WithinLimit) => canvas.disc((x, y), r, shade),
        None => canvas.disc((x, y), r * 0.8, shade),
        Some(_) => ring(canvas, (x, y), r, shade),
    }
}

/// A square without filling: a number beside the one that counts. No verdict has this shape.
pub(crate) fn hollow(canvas: &Canvas<'_>, (x, y): (f64, f64), r: f64) -> Result<()> {
    canvas.rectangle((x - r, y - r), (x + r, y + r), UNDECIDED)?;
    let inner = r - 1.6;
    canvas.rectangle((x - inner, y - inner), (x + inner, y + inner), PAPER)
}

fn ring(canvas: &Canvas<'_>, at: (f64, f64), r: f64, shade: Shade) -> Result<()> {
    canvas.disc(at, r, shade)?;
    canvas.disc(at, r - 1.75, PAPER)
}

fn diamond(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

fn triangle(x: f64, y: f64, r: f64) -> [(f64, f64); 3] {
    // Centred on its centroid, so that it sits on its line.
    let half = r * 0.95;
    [
        (x, y - r),
        (x + half, y + r * 0.62),
        (x - half, y + r * 0.62),
    ]
}

/// A range with a mark on it; ends outside the axis become arrows at its edge.
pub(crate) struct Range {
    pub(crate) y: f64,
    pub(crate) edges: (f64, f64),
    /// Positions of the ends and the number; an infinite one lies outside the edges.
    pub(crate) ends: Option<(f64, f64)>,
    pub(crate) value: Option<f64>,
    pub(crate) weight: f64,
    pub(crate) radius: f64,
    pub(crate) verdict: Option<Verdict>,
}

impl Range {
    pub(crate) fn draw(&self, canvas: &Canvas<'_>) -> Result<()> {
        let shade = palette::mark(self.verdict);
        let (left, right) = self.edges;
        let y = self.y;
        if let Some((from, to)) = self.ends {
            let (low, high) = (from.clamp(left, right), to.clamp(left, right));
            canvas.line((low, y), (high, y), self.weight, shade)?;
            let cap = self.radius * 0.8;
            // Caps that the mark would swallow only blur its shape.
            let tight = high - low < 2.0 * self.radius + 3.0;
            if from < left {
                canvas.polygon(
                    &[
                        (left - 1.0, y),
                        (left + 7.0, y - 5.0),
                        (left + 7.0, y + 5.0),
                    ],
                    shade,
                )?;
            } else if !tight {
                canvas.line((low, y - cap), (low, y + cap), 2.0, shade)?;
            }
            if to > right {
                canvas.polygon(
                    &[
                        (right + 1.0, y),
                        (right - 7.0, y - 5.0),
                        (right - 7.0, y + 5.0),
                    ],
                    shade,
                )?;
            } else if !tight {
                canvas.line((high, y - cap), (high, y + cap), 2.0, shade)?;
            }
        }
        match self.value {
            Some(value) if value >= left - 0.5 && value <= right + 0.5 => {
                draw(canvas, (value, y), self.radius, self.verdict)
            }
            _ => Ok(()),
        }
    }
}
