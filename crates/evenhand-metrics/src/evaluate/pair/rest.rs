use evenhand_core::{ConfusionMatrix, GroupCells, Outcome};

/// Everyone but the group.
pub(in super::super) fn rest(overall: &GroupCells, group: &GroupCells) -> GroupCells {
    let mut rest = overall.clone();
    subtract(&mut rest.total, &group.total);
    for (block, part) in rest.blocks.iter_mut().zip(&group.blocks) {
        subtract(block, part);
    }
    for (stratum, part) in &group.strata {
        let Some(mine) = rest.strata.get_mut(stratum) else {
            continue;
        };
        subtract(&mut mine.total, &part.total);
        for (block, part) in &part.blocks {
            if let Some(mine) = mine.blocks.get_mut(block) {
                subtract(mine, part);
            }
        }
    }
    // A person found on both sides is counted on one: too few rather than too many.
    rest.units = rest
        .units
        .zip(group.units)
        .map(|(all, own)| all.saturating_sub(own));
    rest
}

fn subtract(from: &mut ConfusionMatrix, part: &ConfusionMatrix) {
    for outcome in Outcome::ALL {
        let (sum, part) = (from.get_mut(outcome), part.get(outcome));
        sum.n -= part.n;
        sum.w -= part.w;
        sum.w2 -= part.w2;
    }
}
