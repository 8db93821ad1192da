//! The numbers of a row whose sums are kept.

use evenhand_core::Quantity;

/// A row as the sums see it; what it does not have, or is no number, is `None`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    pub clicked: Option<f64>,
    pub cost: Option<f64>,
    pub delivered: Option<f64>,
    pub eligible: bool,
    pub list_price: Option<f64>,
    pub outcome: Option<f64>,
    pub score: Option<f64>,
    pub selected: bool,
    pub treated: Option<bool>,
    pub value: Option<f64>,
}

/// The number of a row; rows without it do not count.
pub(crate) fn number_of(quantity: Quantity, row: &Row) -> Option<f64> {
    let miss = || Some(row.outcome? - row.score?);
    // Of whom a campaign could have reached; what was not counted did not happen.
    let eligible = |count: Option<f64>| row.eligible.then(|| count.unwrap_or(0.0));
    let reached = row.delivered.is_some_and(|shown| shown > 0.0);
    let cost = row.cost.filter(|_| row.eligible);
    match quantity {
        Quantity::AbsolutePercentageError => {
            let outcome = row.outcome.filter(|outcome| outcome.abs() > 0.0)?;
            Some(miss()?.abs() / outcome.abs())
        }
        Quantity::AbsoluteOutcome => row.score.and(row.outcome).map(f64::abs),
        Quantity::AbsoluteError => miss().map(f64::abs),
        Quantity::AbsoluteErrorTimesOutcome => Some(miss()?.abs() * row.outcome?.abs()),
        Quantity::Clicks => eligible(row.clicked),
        Quantity::ClicksTimesCost => Some(cost? * row.clicked.unwrap_or(0.0)),
        Quantity::ClicksTimesImpressions => {
            Some(eligible(row.clicked)? * row.delivered.unwrap_or(0.0))
        }
        Quantity::ClicksWithCost => cost.map(|_| row.clicked.unwrap_or(0.0)),
        Quantity::Cost => cost,
        Quantity::CostIfReached => cost.map(|cost| if reached { cost } else { 0.0 }),
        Quantity::Discount => {
            let list = row.list_price.filter(|list| *list > 0.0 && row.selected)?;
            Some(1.0 - row.value? / list)
        }
        Quantity::Impressions => eligible(row.delivered),
        Quantity::ImpressionsIfReached => row.delivered.filter(|_| reached && row.eligible),
        Quantity::LogValue => row.value.filter(|value| *value > 0.0).map(libm::log),
        Quantity::OfferedValue => {
            if row.selected {
                row.value
            } else {
                Some(0.0)
            }
        }
        Quantity::Outcome => row.outcome,
        Quantity::OutcomeControl => row.outcome.filter(|_| row.treated == Some(false)),
        Quantity::OutcomeTimesScore => Some(row.outcome? * row.score?),
        Quantity::OutcomeTreated => row.outcome.filter(|_| row.treated == Some(true)),
        Quantity::OutcomeWithScore => row.score.and(row.outcome),
        Quantity::ProfitControl => {
            let outcome = row.outcome.filter(|_| row.treated == Some(false))?;
            Some(outcome - row.cost.unwrap_or(0.0))
        }
        Quantity::ProfitTreated => {
            let outcome = row.outcome.filter(|_| row.treated == Some(true))?;
            Some(outcome - row.cost?)
        }
        Quantity::ReachedWithCost => cost.map(|_| f64::from(u8::from(reached))),
        Quantity::Residual => miss(),
        Quantity::ScoreWithOutcome => row.outcome.and(row.score),
        Quantity::SquaredError => miss().map(|miss| miss * miss),
        Quantity::Value => row.value,
        Quantity::ValueIfOffered => row.value.filter(|_| row.selected),
    }
}
