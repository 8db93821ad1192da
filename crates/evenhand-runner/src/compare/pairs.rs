//! What two models decided about the people of a group.

use evenhand_core::{ConfusionMatrix, Count, GroupCells, GroupTable, PairedDecision};
use evenhand_inference::paired::{Paired, PairedTable};

/// Decisions of every pair of models that is counted: both, only the first, only the second.
pub(super) type Joint = [ConfusionMatrix; PairedDecision::ALL.len()];

/// Whom a rate is taken over.
#[derive(Clone, Copy)]
pub(super) enum Population {
    Everyone,
    Positives,
    Negatives,
}

impl Population {
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Everyone, "selection_rate"),
        (Self::Positives, "true_positive_rate"),
        (Self::Negatives, "false_positive_rate"),
    ];

    fn all(self, table: &ConfusionMatrix) -> Count {
        match self {
            Self::Everyone => table.decided(),
            Self::Positives => Count::sum([&table.true_positive, &table.false_negative]),
            Self::Negatives => Count::sum([&table.false_positive, &table.true_negative]),
        }
    }

    fn selected(self, table: &ConfusionMatrix) -> Count {
        match self {
            Self::Everyone => table.selected(),
            Self::Positives => table.true_positive,
            Self::Negatives => table.false_positive,
        }
    }
}

/// One group, or everyone outside it.
pub(super) struct Side {
    /// By block of persons; empty without a unit.
    blocks: Vec<Joint>,
    /// Rows, or persons where they are known.
    pub support: u64,
    total: Joint,
}

impl Side {
    /// The group at a position of the first of three tables of the same groups.
    pub fn group(tables: &[GroupTable; 3], index: usize) -> Option<Self> {
        let name = &tables[0].groups.get(index)?.name;
        let [a, b, c] = tables
            .each_ref()
            .map(|table| table.groups.iter().find(|group| group.name == *name));
        Some(Self::new([a?, b?, c?]))
    }

    pub fn everyone(tables: &[GroupTable; 3]) -> Self {
        Self::new(tables.each_ref().map(|table| &table.overall))
    }

    fn new(cells: [&GroupCells; 3]) -> Self {
        let blocks = cells[0].blocks.len();
        Self {
            blocks: (0..blocks)
                .map(|block| cells.map(|cells| cells.blocks[block].confusion))
                .collect(),
            support: cells[0].support(),
            total: cells.map(|cells| cells.total.confusion),
        }
    }

    /// Everyone outside a group.
    pub fn without(&self, group: &Self) -> Self {
        let less = |all: &Joint, part: &Joint| -> Joint {
            std::array::from_fn(|i| all[i].without(&part[i]))
        };
        Self {
            blocks: (self.blocks.iter().zip(&group.blocks))
                .map(|(all, part)| less(all, part))
                .collect(),
            support: self.support.saturating_sub(group.support),
            total: less(&self.total, &group.total),
        }
    }

    /// Rows by what both models decided: both, only the first, only the second, neither.
    pub fn counts(&self, population: Population) -> [Count; 4] {
        counts(&self.total, population)
    }

    /// The pair of rates with what stands behind it; `None` where the rate is undefined or persons fall into too few
    /// blocks.
    pub fn paired(&self, population: Population, weighted: bool) -> Option<Paired> {
        let total = self.counts(population);
        let table = table(&total, Count::weight);
        if table.total() <= 0.0 {
            return None;
        }
        if self.blocks.is_empty() && !weighted {
            return Paired::of_rows(table);
        }
        if self.blocks.is_empty() {
            let n = total.iter().map(|count| count.n).sum();
            return Paired::of_weights(table, self::table(&total, Count::weight_squared), n);
        }
        let counts: Vec<[Count; 4]> = (self.blocks.iter())
            .map(|block| counts(block, population))
            .collect();
        let rows: Vec<u64> = (counts.iter())
            .map(|block| block.iter().map(|count| count.n).sum())
            .collect();
        let blocks: Vec<PairedTable> = (counts.iter())
            .map(|block| self::table(block, Count::weight))
            .collect();
        Paired::of_blocks(&blocks, &rows)
    }

    /// Both rates as they are, weights included.
    pub fn rates(&self, population: Population) -> Option<(f64, f64)> {
        let table = table(&self.counts(population), Count::weight);
        let n = table.total();
        (n > 0.0).then(|| (table.first() / n, table.second() / n))
    }
}

fn counts(joint: &Joint, population: Population) -> [Count; 4] {
    let selected = joint.each_ref().map(|table| population.selected(table));
    let [both, only_first, only_second] = selected;
    let neither = population
        .all(&joint[0])
        .without(&Count::sum(selected.iter()));
    [both, only_first, only_second, neither]
}

fn table(counts: &[Count; 4], number: fn(&Count) -> f64) -> PairedTable {
    let [both, only_first, only_second, neither] = counts.each_ref().map(number);
    PairedTable {
        both,
        only_first,
        only_second,
        neither,
    }
}
