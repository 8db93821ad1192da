//! Numbers of an experiment's arms whose spread is not that of a smooth function.

use super::Context;
use super::measure::Measured;
use crate::{Arms, Spread, Undefined};
use evenhand_core::GroupCells;
use evenhand_inference::Level;

impl Context<'_> {
    /// A function of the arms of one group.
    pub(super) fn arms_number(
        &self,
        group: &GroupCells,
        of: &dyn Fn(&[Arms]) -> Result<f64, Undefined>,
        spread: Spread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let independent = group.blocks.is_empty();
        let usual = match spread {
            Spread::ArmsChance(_) => Spread::None,
            Spread::ArmsLimits(_) if independent => Spread::None,
            Spread::ArmsLimits(_) => Spread::Smooth,
            usual => usual,
        };
        let mut measured = self.view_number(&[group], false, of, usual, parameter, level);
        if measured.value.is_err() {
            return measured;
        }
        let arms = Arms::of(&group.total.arms);
        let setting = self.setting(&[group], parameter, level);
        match spread {
            Spread::ArmsChance(chance) => measured.chance = chance(&arms, &setting),
            Spread::ArmsLimits(limits) if independent => {
                measured.interval = limits(&arms, &setting);
            }
            _ => {}
        }
        measured
    }
}
