use super::palette::{PAPER, Shade};
use super::{Head, font, svg};
use crate::error::{Error, Result};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::fmt;

/// Every chart is drawn this many times larger than it is shown: the library rounds to whole pixels.
const ZOOM: f64 = 8.0;

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Middle,
    Right,
}

/// Size, weight and colour of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) shade: Shade,
}

impl Type {
    pub(crate) const fn new(size: f64, shade: Shade) -> Self {
        Self {
            size,
            bold: false,
            shade,
        }
    }

    pub(crate) const fn bold(size: f64, shade: Shade) -> Self {
        Self {
            size,
            bold: true,
            shade,
        }
    }

    fn style(self) -> TextStyle<'static> {
        let style = if self.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        // The SVG backend writes the size divided by 1.24.
        FontDesc::new(
            FontFamily::Name(font::FAMILY),
            self.size * ZOOM * 1.24,
            style,
        )
        .color(&color(self.shade))
    }

    /// Width of a text in logical pixels.
    pub(crate) fn width(self, text: &str) -> f64 {
        let style = self.style();
        style.font.box_size(text).map_or_else(
            |_| text.chars().count() as f64 * self.size * 0.6,
            |(width, _)| f64::from(width) / ZOOM / 1.02,
        )
    }

    /// The text, shortened with an ellipsis to a width.
    pub(crate) fn fit(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut short: Vec<char> = text.chars().take(160).collect();
        while !short.is_empty() {
            short.pop();
            let trial: String = short.iter().collect::<String>().trim_end().to_owned() + "…";
            if self.width(&trial) <= width {
                return trial;
            }
        }
        "…".to_owned()
    }
}

fn color(shade: Shade) -> RGBColor {
    let [_, r, g, b] = shade.light.to_be_bytes();
    RGBColor(r, g, b)
}

/// A sheet to draw on, in logical pixels.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    chart: &'a str,
}

/// Draws a chart and gives back its SVG, titled, described and scaled.
pub(crate) fn draw(
    head: &Head,
    width: f64,
    height: f64,
    paint: impl FnOnce(&Canvas<'_>) -> Result<()>,
) -> Result<String> {
    font::register()?;
    let mut raw = String::new();
    {
        let size = (pixel(width).unsigned_abs(), pixel(height).unsigned_abs());
        let area = SVGBackend::with_string(&mut raw, size).into_drawing_area();
        let canvas = Canvas {
            area,
            chart: &head.name,
        };
        canvas.rectangle((0.0, 0.0), (width, height), PAPER)?;
        paint(&canvas)?;
        canvas.area.present().map_err(|e| canvas.error(&e))?;
    }
    Ok(svg::finish(&raw, head, width, height))
}

fn pixel(value: f64) -> i32 {
    (value * ZOOM).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (pixel(x), pixel(y))
}

impl Canvas<'_> {
    fn error(&self, error: &impl fmt::Display) -> Error {
        Error::Draw {
            chart: self.chart.to_owned(),
            message: error.to_string(),
        }
    }

    /// A text whose vertical middle is at `y`.
    pub(crate) fn text(&self, at: (f64, f64), text: &str, kind: Type, align: Align) -> Result<()> {
        let h = match align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };
        let style = kind.style().pos(Pos::new(h, VPos::Center));
        self.area
            .draw(&Text::new(text.to_owned(), point(at), style))
            .map_err(|e| self.error(&e))
    }

    /// A straight line.
    pub(crate) fn line(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        shade: Shade,
    ) -> Result<()> {
        let style = color(shade).stroke_width(pixel(width).unsigned_abs().max(1));
        self.area
            .draw(&PathElement::new(vec![point(from), point(to)], style))
            .map_err(|e| self.error(&e))
    }

    /// A dashed vertical line.
    pub(crate) fn dashed(&self, x: f64, top: f64, bottom: f64, shade: Shade) -> Result<()> {
        let mut y = top;
        while y < bottom {
            self.line((x, y), (x, (y + 4.0).min(bottom)), 1.25, shade)?;
            y += 7.0;
        }
        Ok(())
    }

    /// A line through several points.
    pub(crate) fn path(&self, points: &[(f64, f64)], width: f64, shade: Shade) -> Result<()> {
        let style = color(shade).stroke_width(pixel(width).unsigned_abs().max(1));
        let points: Vec<_> = points.iter().map(|at| point(*at)).collect();
        self.area
            .draw(&PathElement::new(points, style))
            .map_err(|e| self.error(&e))
    }

    /// A dashed line through several points; the dashes run on round its corners.
    pub(crate) fn dashes(
        &self,
        points: &[(f64, f64)],
        width: f64,
        (on, off): (f64, f64),
        shade: Shade,
    ) -> Result<()> {
        for dash in dashes(points, on, off) {
            self.path(&dash, width, shade)?;
        }
        Ok(())
    }

    /// A filled rectangle.
    pub(crate) fn rectangle(&self, from: (f64, f64), to: (f64, f64), shade: Shade) -> Result<()> {
        self.area
            .draw(&Rectangle::new(
                [point(from), point(to)],
                color(shade).filled(),
            ))
            .map_err(|e| self.error(&e))
    }

    /// A rectangle hatched by hand: the library knows no patterns.
    pub(crate) fn hatched(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        ground: Shade,
        lines: Shade,
    ) -> Result<()> {
        self.rectangle(from, to, ground)?;
        let (height, step) = (to.1 - from.1, 7.0);
        let mut start = from.0 - height + step;
        while start < to.0 {
            // A line from the lower edge up to the right, cut at both sides.
            let (left, right) = (start.max(from.0), (start + height).min(to.0));
            if right > left {
                self.line(
                    (left, to.1 - (left - start)),
                    (right, to.1 - (right - start)),
                    1.0,
                    lines,
                )?;
            }
            start += step;
        }
        Ok(())
    }

    /// A filled disc.
    pub(crate) fn disc(&self, at: (f64, f64), radius: f64, shade: Shade) -> Result<()> {
        self.area
            .draw(&Circle::new(
                point(at),
                pixel(radius),
                color(shade).filled(),
            ))
            .map_err(|e| self.error(&e))
    }

    /// A filled polygon.
    pub(crate) fn polygon(&self, corners: &[(f64, f64)], shade: Shade) -> Result<()> {
        let corners: Vec<_> = corners.iter().map(|corner| point(*corner)).collect();
        self.area
            .draw(&Polygon::new(corners, color(shade).filled()))
            .map_err(|e| self.error(&e))
    }
}

/// The pieces of a dashed line.
fn dashes(points: &[(f64, f64)], on: f64, off: f64) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = Vec::new();
    let (mut drawn, mut left) = (true, on);
    let mut piece: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = libm::hypot(dx, dy);
            if length <= left {
                left -= length;
                if drawn {
                    piece.push(to);
                }
                break;
            }
            from = (from.0 + dx * left / length, from.1 + dy * left / length);
            if drawn {
                piece.push(from);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![from];
            }
            drawn = !drawn;
            left = if drawn { on } else { off };
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_run_on_round_corners() {
        let pieces = dashes(&[(0.0, 0.0), (4.0, 0.0), (4.0, 8.0)], 6.0, 4.0);
        assert_eq!(
            pieces,
            [
                vec![(0.0, 0.0), (4.0, 0.0), (4.0, 2.0)],
                vec![(4.0, 6.0), (4.0, 8.0)]
            ]
        );
    }
}
