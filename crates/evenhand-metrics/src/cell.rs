use evenhand_core::Stage;
use std::borrow::Cow;

/// A cell of the confusion table, as formulas name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Outcome present, selected.
    Tp,
    /// Outcome absent, selected.
    Fp,
    /// Outcome present, not selected.
    Fn,
    /// Outcome absent, not selected.
    Tn,
    /// Selected, whatever the outcome; also counts rows without a label.
    Selected,
    /// Not selected, whatever the outcome; also counts rows without a label.
    Rejected,
    /// Reached all of these stages of the campaign.
    Reached(&'static [Stage]),
    /// Treated in the experiment.
    Treated,
    /// Treated, outcome present.
    TreatedPositive,
    /// Not treated in the experiment.
    Control,
    /// Not treated, outcome present.
    ControlPositive,
}

impl Cell {
    /// Letters of the cell in a written formula.
    pub fn letters(self) -> Cow<'static, str> {
        let fixed = match self {
            Self::Tp => "TP",
            Self::Fp => "FP",
            Self::Fn => "FN",
            Self::Tn => "TN",
            Self::Selected => "selected",
            Self::Rejected => "not selected",
            Self::Treated => "treated",
            Self::TreatedPositive => "treated with the outcome",
            Self::Control => "control",
            Self::ControlPositive => "control with the outcome",
            Self::Reached(stages) => {
                let names = stages.iter().map(|stage| stage_word(*stage));
                return names.collect::<Vec<_>>().join(" and ").into();
            }
        };
        fixed.into()
    }
}

/// A stage in the letters of a formula.
pub(crate) fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Eligible => "eligible",
        Stage::Scored => "scored",
        Stage::Selected => "selected",
        Stage::Delivered => "delivered",
        Stage::Clicked => "clicked",
        Stage::Converted => "converted",
        Stage::Excluded => "excluded",
        Stage::Seed => "seed",
    }
}
