use super::{ScoreCell, Scores};
use crate::Undefined;
use evenhand_inference::auc::Auc;
use evenhand_inference::distance::Distances;
use std::sync::OnceLock;

/// The scores of a group and of its reference, and what several numbers ask of the two together.
#[derive(Debug)]
pub struct Both {
    /// The group's.
    pub(crate) own: Scores,
    /// The reference's.
    pub(crate) other: Scores,
    /// What a unit of weight of each stands for, in rows of equal weight or in persons.
    pub(crate) sizes: [f64; 2],
    pub(crate) area: OnceLock<Result<f64, Undefined>>,
    pub(crate) bins: OnceLock<(Vec<f64>, Vec<f64>)>,
    pub(crate) crossed: OnceLock<[Crossed; 2]>,
    pub(crate) distances: OnceLock<Result<Distances, Undefined>>,
}

/// The positives of one side against the negatives of the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crossed {
    /// The area between them.
    pub area: Result<f64, Undefined>,
    /// The same with its variance, at the sizes of both.
    pub auc: Option<Auc>,
}

impl Both {
    /// Two groups, and what a unit of weight of each stands for.
    pub fn new(own: Scores, other: Scores, sizes: [f64; 2]) -> Self {
        Self {
            own,
            other,
            sizes,
            area: OnceLock::new(),
            bins: OnceLock::new(),
            crossed: OnceLock::new(),
            distances: OnceLock::new(),
        }
    }

    /// The scores of the group, and those of its reference.
    pub fn sides(&self) -> [&Scores; 2] {
        [&self.own, &self.other]
    }

    /// Both sides' rows at every score that either has, ascending.
    pub(crate) fn aligned(&self) -> impl Iterator<Item = (f64, ScoreCell, ScoreCell)> + Clone {
        let sides = [&*self.own.cells, &*self.other.cells];
        let mut next = [0, 0];
        std::iter::from_fn(move || {
            let cells = [0, 1].map(|side: usize| sides[side].get(next[side]));
            let places = cells.map(|cell| cell.map_or(f64::INFINITY, |cell| cell.at));
            let at = places[0].min(places[1]);
            if at == f64::INFINITY {
                return None;
            }
            // Which side is next is anybody's guess, so that nothing here branches on it.
            let [own, other] = [0, 1].map(|side| {
                let here = places[side] <= at;
                next[side] += usize::from(here);
                let cell = cells[side].copied().unwrap_or_default();
                cell.times(f64::from(u8::from(here)))
            });
            Some((at, own, other))
        })
    }
}
