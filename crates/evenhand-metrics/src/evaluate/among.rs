//! A metric among some of the rows, or within score bins: the same numbers on a table of those rows.

use super::pool::edges;
use super::{Context, Workings, evaluate};
use crate::{Entry, Metric, ScoreCell, Scores, Who, catalogue};
use evenhand_core::{
    Bin, ConfusionMatrix, Count, Estimate, GroupCells, GroupTable, Histogram, Status, StratumCells,
    Tables,
};
use std::collections::BTreeMap;

/// Every number of a metric among these rows, under the name of another.
pub(super) fn estimates(
    entry: &Entry,
    who: Who,
    of: &'static Metric,
    parameter: f64,
    context: &Context<'_>,
) -> Vec<Estimate> {
    let Some(asked) = catalogue().find(of.id) else {
        return Vec::new();
    };
    let known = is_known(&context.table.overall.total);
    let some = (context.workings).some(who, parameter, || {
        SomeRows::of(context.table, who, parameter)
    });
    let among = Context {
        table: &some.table,
        workings: &some.workings,
        ..context.clone()
    };
    let mut estimates = evaluate(asked, &among);
    for estimate in &mut estimates {
        estimate.metric = entry.id().into();
        if !known {
            *estimate = Estimate {
                group: estimate.group.clone(),
                n: estimate.n,
                n_reference: estimate.n_reference,
                reference: estimate.reference.take(),
                status: Status::MissingInput,
                ..context.blank(entry, None)
            };
        }
    }
    estimates
}

/// The groups with some of their rows alone, and what metrics share of them.
#[derive(Debug)]
pub(super) struct SomeRows {
    table: GroupTable,
    workings: Workings,
}

impl SomeRows {
    fn of(table: &GroupTable, who: Who, parameter: f64) -> Self {
        let bins = match who {
            Who::Qualified => Bins::AtLeast(parameter),
            Who::ScoreBins => {
                let scores = Scores::of(&table.overall.total.scores);
                Bins::UpTo(edges(&scores, parameter.max(1.0) as usize, ScoreCell::all))
            }
        };
        Self {
            table: bins.table(table),
            workings: Workings::default(),
        }
    }
}

/// Whether it is known who of each score was selected: not where the score alone decided.
fn is_known(tables: &Tables) -> bool {
    !tables.scores.is_empty()
        && (!tables.chosen.is_empty() || tables.confusion.selected().is_zero())
}

/// Which scores lie where.
enum Bins {
    /// All from this one on are looked at.
    AtLeast(f64),
    /// The largest score of each bin; all are looked at, bin by bin.
    UpTo(Vec<f64>),
}

impl Bins {
    fn names(&self) -> usize {
        match self {
            Self::AtLeast(_) => 0,
            Self::UpTo(edges) => edges.len(),
        }
    }

    /// The rows of each bin.
    fn rows(&self, histogram: &Histogram) -> Vec<Count> {
        let parts = match self {
            Self::AtLeast(least) => histogram.between(&[*least]).split_off(1),
            Self::UpTo(edges) => {
                // A score at an edge belongs below it; what lies above the last belongs there as well.
                let inner = edges.len().saturating_sub(1);
                let cuts = edges[..inner].iter().map(|edge| edge.next_up());
                histogram.between(&cuts.collect::<Vec<_>>())
            }
        };
        parts.iter().map(Bin::all).collect()
    }

    /// Who was selected and who was not, by bin.
    fn divide(&self, tables: &Tables) -> BTreeMap<u32, ConfusionMatrix> {
        let (all, chosen) = (self.rows(&tables.scores), self.rows(&tables.chosen));
        let table = |(all, chosen): (Count, Count)| ConfusionMatrix {
            rejected_unlabelled: all.without(&chosen),
            selected_unlabelled: chosen,
            ..ConfusionMatrix::default()
        };
        (0..)
            .zip(all.into_iter().zip(chosen))
            .filter(|(_, (all, _))| all.n > 0)
            .map(|(place, rows)| (place, table(rows)))
            .collect()
    }

    fn group(&self, group: &GroupCells, blocked: bool) -> GroupCells {
        let all = |parts: &BTreeMap<u32, ConfusionMatrix>| {
            let mut sum = ConfusionMatrix::default();
            for part in parts.values() {
                // Parts of a sum that was checked stay within it.
                let _ = sum.add(part);
            }
            Tables::from(sum)
        };
        let whole = self.divide(&group.total);
        let blocks: Vec<_> = if blocked {
            group
                .blocks
                .iter()
                .map(|block| self.divide(block))
                .collect()
        } else {
            Vec::new()
        };
        let mut strata: BTreeMap<u32, StratumCells> = BTreeMap::new();
        if self.names() > 0 {
            for (place, table) in &whole {
                strata.entry(*place).or_default().total = (*table).into();
            }
            for (b, parts) in blocks.iter().enumerate() {
                for (place, table) in parts {
                    let stratum = strata.entry(*place).or_default();
                    stratum.blocks.insert(b as u16, (*table).into());
                }
            }
        }
        GroupCells {
            blocks: blocks.iter().map(all).collect(),
            group: group.group.clone(),
            missing: group.missing,
            name: group.name.clone(),
            strata,
            total: all(&whole),
            // How many persons these rows are of is not known.
            units: None,
        }
    }

    /// The same groups with these rows alone.
    fn table(&self, table: &GroupTable) -> GroupTable {
        let blocked = !table.unblocked.scores;
        GroupTable {
            attribute: table.attribute.clone(),
            benchmark: table.benchmark.clone(),
            groups: table
                .groups
                .iter()
                .map(|group| self.group(group, blocked))
                .collect(),
            overall: self.group(&table.overall, blocked),
            score_grid: table.score_grid,
            strata: (1..=self.names())
                .map(|bin| format!("score bin {bin}").into())
                .collect(),
            unblocked: table.unblocked,
            value_grid: table.value_grid,
            weighted: table.weighted,
        }
    }
}
