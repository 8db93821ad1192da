//! Drawing: everything that calls plotters, and nothing that reads a scorecard.
//!
//! The library works in whole pixels, so charts are drawn at eight times their size and the root tag is rewritten; it
//! knows no title, role or description, so these are written into the root as well.

pub(crate) mod axis;
pub(crate) mod bars;
pub(crate) mod canvas;
pub(crate) mod course;
pub(crate) mod dots;
pub(crate) mod facets;
pub(crate) mod font;
pub(crate) mod frame;
pub(crate) mod heat;
pub(crate) mod labels;
pub(crate) mod mark;
pub(crate) mod palette;
pub(crate) mod panels;
pub(crate) mod scatter;
pub(crate) mod screen;
pub(crate) mod shift;
pub(crate) mod slope;
pub(crate) mod strip;
pub(crate) mod svg;
pub(crate) mod waterfall;

use crate::words::Words;

/// How wide a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// For a screen or a page.
    Wide,
    /// For a telephone.
    Narrow,
}

impl Width {
    /// Width in logical pixels.
    pub(crate) fn pixels(self) -> f64 {
        match self {
            Self::Wide => 880.0,
            Self::Narrow => 344.0,
        }
    }

    pub(crate) fn is_narrow(self) -> bool {
        self == Self::Narrow
    }
}

/// Words that every chart carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    /// File stem, also the root of its ids.
    pub name: String,
    /// Title.
    pub title: String,
    /// One line under the title.
    pub subtitle: String,
    /// What a reader who cannot see it should know, made from the numbers.
    pub description: String,
    /// The language of what is drawn.
    #[serde(skip)]
    pub(crate) words: Words,
}
