use crate::Metric;
use crate::inputs::inputs;
use evenhand_core::{GroupCells, Input, StratumCells, Tables};

/// What is looked at of everyone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in super::super) enum Look {
    /// Counts and sums.
    Counts,
    /// All of it: of many scores, each has its place for every group that is left out.
    Everything,
}

impl Look {
    /// What a metric that needs these columns looks at.
    pub fn with(inputs: &[Input]) -> Self {
        let distributed = [Input::Score, Input::Treatment, Input::Value];
        if inputs.iter().any(|input| distributed.contains(input)) {
            Self::Everything
        } else {
            Self::Counts
        }
    }

    /// What a metric looks at.
    pub fn of(metric: &Metric) -> Self {
        Self::with(&inputs(metric))
    }

    fn without(self, all: &Tables, part: &Tables) -> Tables {
        match self {
            Self::Counts => all.counts_without(part),
            Self::Everything => all.without(part),
        }
    }
}

/// Everyone but the group.
pub(in super::super) fn rest(overall: &GroupCells, group: &GroupCells, look: Look) -> GroupCells {
    let nobody = Tables::default();
    let left = |all: &Tables, part: Option<&Tables>| look.without(all, part.unwrap_or(&nobody));
    let stratum = |(stratum, all): (&u32, &StratumCells)| {
        let part = group.strata.get(stratum);
        let block = |(block, all): (&u16, &Tables)| {
            (
                *block,
                left(all, part.and_then(|part| part.blocks.get(block))),
            )
        };
        let rest = StratumCells {
            blocks: all.blocks.iter().map(block).collect(),
            total: left(&all.total, part.map(|part| &part.total)),
        };
        (*stratum, rest)
    };
    GroupCells {
        blocks: (overall.blocks.iter().enumerate())
            .map(|(i, block)| left(block, group.blocks.get(i)))
            .collect(),
        group: overall.group.clone(),
        missing: overall.missing,
        name: overall.name.clone(),
        strata: overall.strata.iter().map(stratum).collect(),
        total: left(&overall.total, Some(&group.total)),
        // A person found on both sides is counted on one: too few rather than too many.
        units: (overall.units.zip(group.units)).map(|(all, own)| all.saturating_sub(own)),
    }
}
