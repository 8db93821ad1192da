use evenhand_core::GroupCells;

/// Everyone but the group.
pub(in super::super) fn rest(overall: &GroupCells, group: &GroupCells) -> GroupCells {
    let mut rest = GroupCells {
        blocks: (overall.blocks.iter().enumerate())
            .map(|(i, block)| match group.blocks.get(i) {
                Some(part) => block.without(part),
                None => block.clone(),
            })
            .collect(),
        group: overall.group.clone(),
        missing: overall.missing,
        name: overall.name.clone(),
        strata: overall.strata.clone(),
        total: overall.total.without(&group.total),
        units: overall.units,
    };
    for (stratum, part) in &group.strata {
        let Some(mine) = rest.strata.get_mut(stratum) else {
            continue;
        };
        mine.total = mine.total.without(&part.total);
        for (block, part) in &part.blocks {
            if let Some(mine) = mine.blocks.get_mut(block) {
                *mine = mine.without(part);
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
