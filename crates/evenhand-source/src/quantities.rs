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
    match quantity {
        Quantity::AbsolutePercentageError => {
            let outcome = row.outcome.filter(|outcome| outcome.abs() > 0.0)?;
            Some(miss()?.abs() / outcome.abs())
        }
        Quantity::AbsoluteOutcome => row.outcome.map(f64::abs),
        Quantity::AbsoluteError => miss().map(f64::abs),
        Quantity::Clicks => row.clicked,
        Quantity::Cost => row.cost,
        Quantity::Discount => {
            let list = row.list_price.filter(|list| *list > 0.0 && row.selected)?;
            Some(1.0 - row.value? / list)
        }
        Quantity::Impressions => row.eligible.then(|| row.delivered.unwrap_or(0.0)),
        Quantity::ImpressionsIfReached => row.delivered.filter(|shown| *shown > 0.0),
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
        Quantity::Residual => miss(),
        Quantity::ScoreWithOutcome => row.score.filter(|_| row.outcome.is_some()),
        Quantity::SquaredError => miss().map(|miss| miss * miss),
        Quantity::Value => row.value,
        Quantity::ValueIfOffered => row.value.filter(|_| row.selected),
    }
}
