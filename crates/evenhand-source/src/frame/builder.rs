use crate::batch::Batch;
use crate::column::{Column, Value};
use crate::error::{Error, Result};
use polars::prelude::{Column as PolarsColumn, DataFrame};

/// Values of one column, of the narrowest kind that holds them all.
enum Values {
    Nothing(usize),
    Text(Vec<Option<String>>),
    Whole(Vec<Option<i64>>),
    Decimal(Vec<Option<f64>>),
    Truth(Vec<Option<bool>>),
}

/// Batches put together to a frame.
pub(crate) struct Builder {
    columns: Vec<Values>,
    rows: usize,
}

impl Builder {
    pub fn new(columns: usize) -> Self {
        Self {
            columns: (0..columns).map(|_| Values::Nothing(0)).collect(),
            rows: 0,
        }
    }

    /// Appends the rows of a batch.
    pub fn push(&mut self, batch: &Batch) {
        for (values, column) in self.columns.iter_mut().zip(&batch.columns) {
            values.extend(column);
        }
        self.rows += batch.rows;
    }

    /// The frame.
    pub fn finish(self, names: &[&str]) -> Result<DataFrame> {
        let columns = self
            .columns
            .into_iter()
            .enumerate()
            .map(|(i, values)| {
                // A key may be wanted twice; a frame takes each name once.
                let earlier = names[..i].contains(&names[i]);
                let name = if earlier {
                    format!("{} (key)", names[i])
                } else {
                    names[i].to_owned()
                };
                let name = name.into();
                match values {
                    Values::Nothing(rows) => {
                        PolarsColumn::full_null(name, rows, &polars::prelude::DataType::String)
                    }
                    Values::Text(values) => PolarsColumn::new(name, values),
                    Values::Whole(values) => PolarsColumn::new(name, values),
                    Values::Decimal(values) => PolarsColumn::new(name, values),
                    Values::Truth(values) => PolarsColumn::new(name, values),
                }
            })
            .collect();
        DataFrame::new(self.rows, columns).map_err(|source| Error::Table {
            source: Box::new(source),
        })
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Nothing(rows) => *rows,
            Self::Text(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Decimal(values) => values.len(),
            Self::Truth(values) => values.len(),
        }
    }

    fn extend(&mut self, column: &Column) {
        self.admit(column);
        for row in 0..column.len() {
            let value = column.value(row);
            match self {
                Self::Nothing(rows) => *rows += 1,
                Self::Text(values) => values.push(value.text().map(|text| text.into_owned())),
                Self::Whole(values) => values.push(match value {
                    Value::Whole(number) => Some(number),
                    _ => None,
                }),
                Self::Decimal(values) => values.push(match value {
                    Value::Whole(number) => Some(number as f64),
                    Value::Decimal(number) => Some(number),
                    _ => None,
                }),
                Self::Truth(values) => values.push(match value {
                    Value::Truth(truth) => Some(truth),
                    _ => None,
                }),
            }
        }
    }

    /// Becomes a kind that holds what is there and what comes.
    fn admit(&mut self, column: &Column) {
        let rows = self.len();
        if rows == 0 {
            *self = match column {
                Column::Coded { .. } | Column::Text { .. } => Self::Text(Vec::new()),
                Column::Tiny { .. } | Column::Whole { .. } => Self::Whole(Vec::new()),
                Column::Decimal { .. } => Self::Decimal(Vec::new()),
                Column::Truth { .. } => Self::Truth(Vec::new()),
            };
            return;
        }
        let same = matches!(
            (&*self, column),
            (Self::Text(_), _)
                | (Self::Whole(_), Column::Tiny { .. } | Column::Whole { .. })
                | (
                    Self::Decimal(_),
                    Column::Tiny { .. } | Column::Whole { .. } | Column::Decimal { .. }
                )
                | (Self::Truth(_), Column::Truth { .. })
        );
        if same {
            return;
        }
        if let (Self::Whole(values), Column::Decimal { .. }) = (&*self, column) {
            let wider = values
                .iter()
                .map(|v| v.map(|number| number as f64))
                .collect();
            *self = Self::Decimal(wider);
            return;
        }
        let text = |value: Value| value.text().map(|text| text.into_owned());
        let texts = match &*self {
            Self::Nothing(rows) => vec![None; *rows],
            Self::Text(values) => values.clone(),
            Self::Whole(values) => values
                .iter()
                .map(|v| text(v.map_or(Value::Missing, Value::Whole)))
                .collect(),
            Self::Decimal(values) => values
                .iter()
                .map(|v| text(v.map_or(Value::Missing, Value::Decimal)))
                .collect(),
            Self::Truth(values) => values
                .iter()
                .map(|v| text(v.map_or(Value::Missing, Value::Truth)))
                .collect(),
        };
        *self = Self::Text(texts);
    }
}
