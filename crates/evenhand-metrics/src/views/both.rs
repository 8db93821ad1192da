use super::{ScoreCell, Scores};
use crate::Undefined;
use evenhand_inference::auc::Auc;
use evenhand_inference::distance::Distances;
use std::sync::OnceLock;

/// The scores of a group and of its reference, and what several numbers ask of the two together.
#[derive(Debug)]
pub struct Both {
    /// The group's.
    pub own: Scores,
    /// The reference's.
    pub other: Scores,
    /// What a unit of weight of each stands for, in rows of equal weight or in persons.
    pub sizes: [f64; 2],
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

    /// Both sides' rows at every score that either has, ascending.
    pub(crate) fn aligned(&self) -> impl Iterator<Item = (f64, ScoreCell, ScoreCell)> + Clone {
        let mut own = self.own.cells.iter();
        let mut other = self.other.cells.iter();
        std::iter::from_fn(move || {
            let (a, b) = (own.as_slice().first(), other.as_slice().first());
            let at = match (a, b) {
                (Some(a), Some(b)) => a.at.min(b.at),
                (Some(one), None) | (None, Some(one)) => one.at,
                (None, None) => return None,
            };
            let here = |cell: &&ScoreCell| cell.at <= at;
            let side = |cell: Option<&ScoreCell>, cells: &mut std::slice::Iter<'_, ScoreCell>| {
                let cell = cell.filter(here).copied();
                if cell.is_some() {
                    cells.next();
                }
                cell.unwrap_or_default()
            };
            Some((at, side(a, &mut own), side(b, &mut other)))
        })
    }
}
