//! Which columns a metric needs.

use crate::{Between, Cell, Formula, Function, Metric, Number};
use evenhand_core::{Input, Quantity, Stage};

/// The columns that a metric needs: those its formula names, and those its declaration adds.
pub(crate) fn inputs(metric: &Metric) -> Vec<Input> {
    let mut inputs = metric.needs.to_vec();
    named(&metric.formula, &mut inputs);
    if inputs.is_empty() {
        inputs = match metric.family {
            "selection" => vec![Input::Decision],
            "strata" => vec![Input::Decision, Input::Stratum],
            _ if metric.id == "worst_group_selection_rate" => vec![Input::Decision],
            _ => vec![Input::Decision, Input::Label],
        };
    }
    inputs.sort_unstable();
    inputs.dedup();
    inputs
}

fn named(formula: &Formula, inputs: &mut Vec<Input>) {
    match *formula {
        Formula::Mean { of, .. } => match of {
            Number::Score(of) => {
                inputs.push(Input::Score);
                if of(0.5, None).is_none() {
                    inputs.push(Input::Label);
                }
            }
            Number::Sum(quantity) => inputs.extend(needed_by(quantity)),
        },
        Formula::RatioOfSums { of, .. } => inputs.extend(of.into_iter().flat_map(needed_by)),
        Formula::Part(part) => part.inputs(inputs),
        Formula::Paired(paired) => paired.inputs(inputs),
        Formula::AcrossStages { stages, .. } => {
            inputs.extend(stages.iter().filter_map(|stage| reached(*stage)));
        }
        Formula::GoodnessOfFit(_) => inputs.push(Input::Benchmark),
        Formula::TotalVariation(_) => inputs.push(Input::Delivered),
        Formula::Table { of, .. } => match of {
            Function::Arms(_) => inputs.extend([Input::Treatment, Input::Label]),
            Function::Scores(_) | Function::ScoresAmong(_) => inputs.push(Input::Score),
            Function::Values(_) | Function::ValuesAmong(_) => inputs.push(Input::Value),
            Function::Sums(_) => {}
        },
        Formula::TablePair { of, .. } => match of {
            Between::Arms(_) => inputs.extend([Input::Treatment, Input::Label]),
            Between::Decisions(_) => inputs.push(Input::Decision),
            Between::Scores(_) | Between::ScoresAmong(_) => inputs.push(Input::Score),
            Between::Values(_) => inputs.push(Input::Value),
            Between::Sums(_) => {}
        },
        Formula::PerList { .. }
        | Formula::OfLists { .. }
        | Formula::OfAllLists { .. }
        | Formula::OverLists { .. } => inputs.push(Input::Rank),
        Formula::FurthestLists { .. } => inputs.extend([Input::Delivered, Input::List]),
        // What rows are needed for, a declaration says itself.
        Formula::Probe { .. } => {}
        Formula::Rate { count, of } => {
            for cell in count.iter().chain(of) {
                match cell {
                    Cell::Reached(stages) => {
                        inputs.extend(stages.iter().filter_map(|s| reached(*s)))
                    }
                    Cell::Treated | Cell::Control => inputs.push(Input::Treatment),
                    Cell::TreatedPositive | Cell::ControlPositive => {
                        inputs.extend([Input::Treatment, Input::Label]);
                    }
                    _ => {}
                }
            }
        }
        Formula::Root(m)
        | Formula::Exponential(m)
        | Formula::Difference(m)
        | Formula::Ratio(m)
        | Formula::OddsRatio(m)
        | Formula::ToOverallDifference(m)
        | Formula::ToOverallRatio(m)
        | Formula::ToRestDifference(m)
        | Formula::Heterogeneity(m)
        | Formula::BeyondMainEffects(m)
        | Formula::SubgroupGamma(m)
        | Formula::MaxGap(m)
        | Formula::MinRatio(m)
        | Formula::WorstGroup(m) => named_of(m, inputs),
        Formula::Contrast(a, b)
        | Formula::WorstGap(a, b)
        | Formula::WorstRatio(a, b)
        | Formula::MeanAbsoluteDifference(a, b) => {
            named_of(a, inputs);
            named_of(b, inputs);
        }
        _ => {}
    }
}

pub(crate) fn named_of(metric: &Metric, inputs: &mut Vec<Input>) {
    inputs.extend(metric.needs);
    named(&metric.formula, inputs);
}

/// The column behind a stage of the campaign.
pub(crate) fn reached(stage: Stage) -> Option<Input> {
    Some(match stage {
        Stage::Eligible => return None,
        Stage::Scored => Input::Score,
        Stage::Selected => Input::Decision,
        Stage::Delivered => Input::Delivered,
        Stage::Clicked => Input::Clicks,
        Stage::Converted => Input::Label,
        Stage::Excluded => Input::Excluded,
        Stage::Seed => Input::Seed,
    })
}

/// The columns behind a number whose sums are kept.
pub(crate) fn needed_by(quantity: Quantity) -> Vec<Input> {
    match quantity {
        Quantity::AbsoluteError
        | Quantity::AbsoluteErrorTimesOutcome
        | Quantity::AbsoluteOutcome
        | Quantity::AbsolutePercentageError
        | Quantity::OutcomeTimesScore
        | Quantity::OutcomeWithScore
        | Quantity::Residual
        | Quantity::ScoreWithOutcome
        | Quantity::SquaredError => vec![Input::Outcome, Input::Score],
        Quantity::Outcome => vec![Input::Outcome],
        Quantity::Clicks => vec![Input::Clicks],
        Quantity::ClicksTimesCost | Quantity::ClicksWithCost => vec![Input::Clicks, Input::Cost],
        Quantity::ClicksTimesImpressions => vec![Input::Clicks, Input::Delivered],
        Quantity::Cost => vec![Input::Cost],
        Quantity::CostIfReached | Quantity::ReachedWithCost => vec![Input::Cost, Input::Delivered],
        Quantity::Discount => vec![Input::Decision, Input::ListPrice, Input::Value],
        Quantity::Impressions | Quantity::ImpressionsIfReached => vec![Input::Delivered],
        Quantity::LogValue | Quantity::Value => vec![Input::Value],
        Quantity::OfferedValue | Quantity::ValueIfOffered => vec![Input::Decision, Input::Value],
        Quantity::ProfitControl | Quantity::ProfitTreated => {
            vec![Input::Cost, Input::Outcome, Input::Treatment]
        }
        Quantity::OutcomeControl | Quantity::OutcomeTreated => {
            vec![Input::Outcome, Input::Treatment]
        }
    }
}
