use super::build::{binary, known};
use super::{BinaryRule, ColumnIndex};
use crate::{AuditSpec, Error, Filter, Input, Quantity, Result};

/// What is measured of a row besides its decision, its score and its label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// How often the person clicked.
    pub clicked: Option<String>,
    /// What showing it cost.
    pub cost: Option<String>,
    /// How often the person was shown it.
    pub delivered: Option<String>,
    /// Who could have been chosen; everyone where `None`.
    pub eligible: Option<Filter>,
    /// Whom a list, a cap or a budget kept out.
    pub excluded: Option<BinaryRule>,
    /// The price before any discount.
    pub list_price: Option<String>,
    /// An outcome that is a number.
    pub outcome: Option<String>,
    /// Which list, or which advertisement, a row belongs to.
    pub query: Option<String>,
    /// Position in the list.
    pub rank: Option<String>,
    /// From whom the audience was grown.
    pub seed: Option<BinaryRule>,
    /// Who was treated.
    pub treatment: Option<BinaryRule>,
    /// A price, or what an offer is worth.
    pub value: Option<String>,
}

impl Measures {
    pub(super) fn new(spec: &AuditSpec, columns: &ColumnIndex) -> Result<Self> {
        let written = &spec.columns;
        let number = |name: &Option<String>, key: &str| -> Result<Option<String>> {
            if let Some(name) = name {
                super::models::number(name, columns, &format!("columns.{key}"))?;
            }
            Ok(name.clone())
        };
        let count = |name: &Option<String>, key: &str| -> Result<Option<String>> {
            if let Some(name) = name {
                known(name, columns, &format!("columns.{key}"))?;
            }
            Ok(name.clone())
        };
        let measures = Self {
            clicked: count(&written.clicked, "clicked")?,
            cost: number(&written.cost, "cost")?,
            delivered: count(&written.delivered, "delivered")?,
            eligible: rows(spec.data.eligible.as_deref(), columns, "data.eligible")?,
            excluded: written
                .excluded
                .as_ref()
                .map(|rule| binary(rule, columns, "columns.excluded"))
                .transpose()?,
            list_price: number(&written.list_price, "list_price")?,
            outcome: number(&written.outcome, "outcome")?,
            query: count(&written.query, "query")?,
            rank: number(&written.rank, "rank")?,
            seed: written
                .seed
                .as_ref()
                .map(|rule| binary(rule, columns, "columns.seed"))
                .transpose()?,
            treatment: written
                .treatment
                .as_ref()
                .map(|rule| binary(rule, columns, "columns.treatment"))
                .transpose()?,
            value: number(&written.value, "value")?,
        };
        // The rows of a list stand at ranks; those of an advertisement were reached by it.
        let of_list = measures.rank.as_ref().or(measures.delivered.as_ref());
        for (one, other, key, needs) in [
            (
                &measures.list_price,
                measures.value.as_ref(),
                "list_price",
                "value",
            ),
            (&measures.query, of_list, "query", "rank"),
        ] {
            if one.is_some() && other.is_none() {
                return Err(Error::spec(
                    format!("columns.{key}"),
                    format!("`{key}` says nothing without `{needs}`"),
                )
                .with_help(format!("name its column: `[columns] {needs} = \"…\"`")));
            }
        }
        if spec.data.counts && measures != Self::default() {
            return Err(Error::spec(
                "columns",
                "a counts table has no rows whose prices, deliveries, treatments or ranks could be read",
            ));
        }
        Ok(measures)
    }

    /// Every column that is read.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = [
            &self.clicked,
            &self.cost,
            &self.delivered,
            &self.list_price,
            &self.outcome,
            &self.query,
            &self.rank,
            &self.value,
        ]
        .into_iter()
        .filter_map(|column| column.as_deref())
        .collect();
        for rule in [&self.excluded, &self.seed, &self.treatment]
            .into_iter()
            .flatten()
        {
            columns.push(&rule.column);
        }
        columns.extend(self.eligible.iter().flat_map(|filter| filter.columns()));
        columns
    }

    /// Whether a row's way from eligible to converted is followed.
    pub fn has_funnel(&self) -> bool {
        self.delivered.is_some()
            || self.clicked.is_some()
            || self.eligible.is_some()
            || self.excluded.is_some()
            || self.seed.is_some()
    }

    /// Whether a metric's need is met by these columns; `None` where it is not theirs to say.
    pub(super) fn has(&self, input: Input) -> Option<bool> {
        Some(match input {
            Input::Clicks => self.clicked.is_some(),
            Input::Cost => self.cost.is_some(),
            Input::Delivered => self.delivered.is_some(),
            Input::Eligible => self.eligible.is_some(),
            Input::Excluded => self.excluded.is_some(),
            Input::List => self.query.is_some(),
            Input::ListPrice => self.list_price.is_some(),
            Input::Outcome => self.outcome.is_some(),
            Input::Rank => self.rank.is_some(),
            Input::Seed => self.seed.is_some(),
            Input::Treatment => self.treatment.is_some(),
            Input::Value => self.value.is_some(),
            Input::Benchmark
            | Input::Decision
            | Input::Features
            | Input::Label
            | Input::Probabilities
            | Input::Rescored
            | Input::Score
            | Input::Stratum => return None,
        })
    }

    /// The numbers whose sums are kept, for a model with or without a score.
    pub fn quantities(&self, score: bool) -> Vec<Quantity> {
        let mut wanted = Vec::new();
        if self.value.is_some() {
            wanted.extend([
                Quantity::LogValue,
                Quantity::OfferedValue,
                Quantity::Value,
                Quantity::ValueIfOffered,
            ]);
        }
        if self.list_price.is_some() {
            wanted.push(Quantity::Discount);
        }
        if self.outcome.is_some() {
            wanted.push(Quantity::Outcome);
            if self.treatment.is_some() {
                wanted.extend([Quantity::OutcomeControl, Quantity::OutcomeTreated]);
                if self.cost.is_some() {
                    wanted.extend([Quantity::ProfitControl, Quantity::ProfitTreated]);
                }
            }
            if score {
                wanted.extend([
                    Quantity::AbsoluteError,
                    Quantity::AbsoluteErrorTimesOutcome,
                    Quantity::AbsoluteOutcome,
                    Quantity::AbsolutePercentageError,
                    Quantity::OutcomeTimesScore,
                    Quantity::OutcomeWithScore,
                    Quantity::Residual,
                    Quantity::ScoreWithOutcome,
                    Quantity::SquaredError,
                ]);
            }
        }
        let (delivered, clicked) = (self.delivered.is_some(), self.clicked.is_some());
        if delivered {
            wanted.extend([Quantity::Impressions, Quantity::ImpressionsIfReached]);
        }
        if clicked {
            wanted.push(Quantity::Clicks);
        }
        if delivered && clicked {
            wanted.push(Quantity::ClicksTimesImpressions);
        }
        if self.cost.is_some() {
            wanted.push(Quantity::Cost);
            if delivered {
                wanted.extend([Quantity::CostIfReached, Quantity::ReachedWithCost]);
            }
            if clicked {
                wanted.extend([Quantity::ClicksTimesCost, Quantity::ClicksWithCost]);
            }
        }
        wanted.sort_unstable();
        wanted
    }
}

/// A condition on rows.
pub(super) fn rows(
    text: Option<&str>,
    columns: &ColumnIndex,
    path: &str,
) -> Result<Option<Filter>> {
    let Some(text) = text else {
        return Ok(None);
    };
    let filter = Filter::parse(text).map_err(|error| {
        Error::spec(path, error.to_string())
            .with_help("example: eligible = true and channel in ['email', 'sms']")
    })?;
    for column in filter.columns() {
        known(column, columns, path)?;
    }
    Ok(Some(filter))
}
