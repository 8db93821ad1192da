use super::{Context, Pool};
use crate::{Cells, Scores};
use evenhand_core::{Classes, GroupCells};
use evenhand_inference::Level;
use evenhand_inference::effective_size::kish;

/// Draws of what chance alone would show for a number that no check looks at.
const UNCHECKED_DRAWS: usize = 200;
/// The same over all groups together, where there are many.
const DRAWS_IN_ALL: usize = 2_400;
/// The fewest draws per number.
const FEWEST_DRAWS: usize = 40;

/// What a method needs besides the tables.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Draws of what chance alone would show; 0 where nobody asks.
    pub draws: usize,
    /// Confidence level.
    pub level: Level,
    /// Parameter of the metric.
    pub parameter: f64,
    /// Everyone of the table.
    pub pool: &'a Pool,
    /// Seed of everything random.
    pub seed: u64,
    /// Size of the groups together in rows of equal weight, over their weight; 1 where nothing is weighted.
    pub size: f64,
    /// Size of the group and of its reference in rows of equal weight, or in persons where units are named, over their
    /// weight.
    pub sizes: [f64; 2],
    /// The number itself, where chance is asked about it; NaN before.
    pub value: f64,
}

/// What a number of all groups together sees of one of them.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its confusion table.
    pub cells: Cells,
    /// What was decided among several classes.
    pub classes: &'a Classes,
    /// Its scores.
    pub scores: &'a Scores,
    /// Its size in rows of equal weight, or in persons where units are named, over its weight.
    pub size: f64,
}

impl Context<'_> {
    pub(super) fn setting(
        &self,
        groups: &[&GroupCells],
        parameter: f64,
        level: Level,
    ) -> Setting<'_> {
        let decided: Vec<_> = groups
            .iter()
            .map(|group| group.total.confusion.decided())
            .collect();
        let all = evenhand_core::Count::sum(&decided);
        let mut size = 1.0;
        if self.table.weighted && all.weight() > 0.0 {
            size = kish(all.weight(), all.weight_squared()) / all.weight();
        }
        let of = |i: usize| groups.get(i).map_or(1.0, |group| self.size_of(group));
        Setting {
            draws: self.chance_draws(),
            level,
            parameter,
            pool: self.workings.pool(self.table, self.seed),
            seed: self.seed_of("chance", groups.first().map_or("", |group| &group.name)),
            size,
            sizes: [of(0), of(1)],
            value: f64::NAN,
        }
    }

    /// Draws behind what chance alone would show: all of them for a number that a check looks at.
    fn chance_draws(&self) -> usize {
        if self.checked {
            return self.noise_draws;
        }
        let each = DRAWS_IN_ALL / self.table.groups.len().max(1);
        self.noise_draws
            .min(UNCHECKED_DRAWS)
            .min(each.max(FEWEST_DRAWS))
    }

    /// Rows of equal weight, or persons, that a unit of weight of a group stands for.
    ///
    /// All rows of a person count as one: independent rows would make chance look too small.
    pub(super) fn size_of(&self, group: &GroupCells) -> f64 {
        let decided = group.total.confusion.decided();
        let weight = decided.weight();
        if weight <= 0.0 {
            return 1.0;
        }
        let mut rows = decided.n as f64;
        if self.table.weighted {
            rows = kish(weight, decided.weight_squared());
        }
        if let Some(units) = group.units.filter(|units| *units > 0) {
            rows = rows.min(units as f64);
        }
        rows / weight
    }
}
