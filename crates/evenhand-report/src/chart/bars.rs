use super::canvas::{Align, Type, draw};
use super::dots::title;
use super::palette::{BAR, BAR_STRONG, HATCH, HATCH_PAPER, INK, MUTED};
use super::{Head, Width};
use crate::error::Result;

/// A bar: how many there are, and how many of them were selected.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) n: u64,
    pub(crate) part: u64,
    pub(crate) text: String,
    /// Drawn hatched: nobody knows the group.
    pub(crate) unknown: bool,
}

/// Sizes of groups.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    pub(crate) head: Head,
    pub(crate) bars: Vec<Bar>,
}

const NAME: Type = Type::bold(13.0, INK);
const NUMBER: Type = Type::new(12.5, MUTED);

impl Bars {
    pub(crate) fn draw(&self, width: Width) -> Result<String> {
        let narrow = width.is_narrow();
        let pixels = width.pixels();
        let (top, step) = if narrow { (78.0, 50.0) } else { (72.0, 32.0) };
        let (left, right) = if narrow {
            (8.0, pixels - 8.0)
        } else {
            (220.0, 660.0)
        };
        let bottom = top + step * self.bars.len() as f64;
        let most = self.bars.iter().map(|bar| bar.n).max().unwrap_or(1).max(1) as f64;
        draw(&self.head, pixels, bottom + 14.0, |canvas| {
            title(canvas, &self.head, pixels)?;
            for (i, bar) in self.bars.iter().enumerate() {
                let y = top + step * i as f64;
                let (from, to) = if narrow {
                    (y + 24.0, y + 40.0)
                } else {
                    (y + 6.0, y + 26.0)
                };
                let end = |n: u64| (left + n as f64 / most * (right - left)).max(left + 1.5);
                if narrow {
                    let room = pixels - 24.0 - NUMBER.width(&bar.text);
                    canvas.text(
                        (8.0, y + 12.0),
                        &NAME.fit(&bar.name, room),
                        NAME,
                        Align::Left,
                    )?;
                    canvas.text((pixels - 8.0, y + 12.0), &bar.text, NUMBER, Align::Right)?;
                } else {
                    let middle = f64::midpoint(from, to);
                    canvas.text(
                        (20.0, middle),
                        &NAME.fit(&bar.name, 188.0),
                        NAME,
                        Align::Left,
                    )?;
                    canvas.text((676.0, middle), &bar.text, NUMBER, Align::Left)?;
                }
                if bar.unknown {
                    canvas.hatched((left, from), (end(bar.n), to), HATCH_PAPER, HATCH)?;
                } else {
                    canvas.rectangle((left, from), (end(bar.n), to), BAR)?;
                    if bar.part > 0 {
                        canvas.rectangle((left, from), (end(bar.part), to), BAR_STRONG)?;
                    }
                }
            }
            Ok(())
        })
    }
}
