use super::build::{binary, known};
use super::models::number;
use super::{BinaryRule, ColumnIndex, ColumnKind, Decide, ModelPlan, ProtectedAttribute};
use crate::{AttributeSpec, AuditSpec, DataNote, Error, Input, Result, RowTable};

/// A feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeaturePlan {
    /// Whether its values are names: `None` where only the values can tell, as in a CSV file, and then they are numbers if
    /// every one of them is.
    pub categorical: Option<bool>,
    /// Name of the column.
    pub column: String,
}

/// An attribute of which only probabilities are known; it makes no groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncertainAttribute {
    /// For each level its name and the column of its probability, in the order of the names.
    pub levels: Vec<(String, String)>,
    /// Name in the outputs.
    pub name: String,
}

/// About what a text of its own takes with its place in a dictionary, in bytes.
const TEXT_BYTES: u64 = 100;

/// What is kept of single rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowColumns {
    /// What the model knows of a row.
    pub features: Vec<FeaturePlan>,
    /// The decision after the protected attribute was changed.
    pub rescored: Option<BinaryRule>,
    /// Attributes known by their probabilities.
    pub uncertain: Vec<UncertainAttribute>,
}

impl RowColumns {
    pub(super) fn new(
        spec: &AuditSpec,
        columns: &ColumnIndex,
        attributes: &[ProtectedAttribute],
        models: &[ModelPlan],
    ) -> Result<Self> {
        let rescored = spec.columns.rescored.as_ref();
        let found = Self {
            features: features(spec, columns, attributes, models)?,
            rescored: rescored
                .map(|rule| binary(rule, columns, "columns.rescored"))
                .transpose()?,
            uncertain: uncertain(spec, columns, attributes)?,
        };
        if spec.data.counts && !found.is_empty() {
            return Err(Error::spec(
                "columns",
                "a counts table has no rows whose features, rescored decisions or probabilities could be read",
            ));
        }
        Ok(found)
    }

    /// Whether no row has to be kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every column that is read.
    pub fn columns(&self) -> Vec<&str> {
        let features = self.features.iter().map(|feature| feature.column.as_str());
        let rescored = self.rescored.iter().map(|rule| rule.column.as_str());
        let levels = self.uncertain.iter().flat_map(|a| &a.levels);
        features
            .chain(rescored)
            .chain(levels.map(|(_, column)| column.as_str()))
            .collect()
    }

    /// About how much memory each row takes while it is read, in bytes; nothing where no row is kept.
    pub fn bytes_per_row(&self, attributes: usize) -> u64 {
        if self.is_empty() {
            return 0;
        }
        let likely = self.uncertain.iter().map(|a| a.levels.len());
        let numbers = self.features.len() + likely.sum::<usize>();
        // Every text is kept until all rows have shown whether it is a number.
        let undecided = self.features.iter().filter(|f| f.categorical.is_none());
        let texts = TEXT_BYTES * undecided.count() as u64;
        // Weight, score, unit and answers; levels; features and probabilities; all of it twice when it is put together.
        2 * (48 + 4 * attributes as u64 + 8 * numbers as u64) + texts
    }

    /// What it takes to keep rows, said once.
    pub(super) fn note(&self) -> Option<DataNote> {
        (!self.is_empty()).then(|| {
            DataNote::info(
                "rows_kept",
                None,
                format!(
                    "Single rows are kept in memory while they are read, for numbers that no counts can give; `evenhand plan` tells how much that takes. Of more than {} rows as many are looked at, drawn by what they hold.",
                    RowTable::MOST_ROWS
                ),
            )
        })
    }

    /// Whether a metric's need is met by these columns; `None` where it is not theirs to say.
    pub(super) fn has(&self, input: Input) -> Option<bool> {
        match input {
            Input::Features => Some(!self.features.is_empty()),
            Input::Probabilities => Some(!self.uncertain.is_empty()),
            Input::Rescored => Some(self.rescored.is_some()),
            _ => None,
        }
    }
}

fn features(
    spec: &AuditSpec,
    columns: &ColumnIndex,
    attributes: &[ProtectedAttribute],
    models: &[ModelPlan],
) -> Result<Vec<FeaturePlan>> {
    let mut found: Vec<FeaturePlan> = Vec::new();
    for (i, written) in spec.columns.features.iter().enumerate() {
        let path = format!("columns.features[{i}]");
        let name = written.column();
        let exact = columns.get(name).is_some();
        let named: Vec<&str> = match name.strip_suffix('*') {
            Some(start) if !exact => {
                let alike: Vec<&str> = columns.names().filter(|n| n.starts_with(start)).collect();
                if alike.is_empty() {
                    return Err(
                        Error::spec(path, format!("no column begins with `{start}`"))
                            .did_you_mean(start, columns.names()),
                    );
                }
                alike
            }
            _ => vec![name],
        };
        for column in named {
            let kind = known(column, columns, &path)?;
            if let Some(what) = taken(column, spec, attributes, models) {
                return Err(
                    Error::spec(path, format!("`{column}` is {what}, and no feature"))
                        .with_help("name what the model knows of a person besides it"),
                );
            }
            if found.iter().any(|feature| feature.column == column) {
                continue;
            }
            let categorical = match kind {
                _ if written.is_categorical() => Some(true),
                ColumnKind::Integer | ColumnKind::Float => Some(false),
                ColumnKind::Untyped => None,
                _ => Some(true),
            };
            found.push(FeaturePlan {
                categorical,
                column: column.to_owned(),
            });
        }
    }
    Ok(found)
}

/// What a column already is that cannot be a feature.
fn taken(
    column: &str,
    spec: &AuditSpec,
    attributes: &[ProtectedAttribute],
    models: &[ModelPlan],
) -> Option<&'static str> {
    let decided = |model: &ModelPlan| match &model.decide {
        Decide::Column(rule) => rule.column == column,
        _ => false,
    };
    let likely = |attribute: &AttributeSpec| attribute.columns.values().any(|c| c == column);
    if attributes.iter().any(|a| a.column == column) || spec.attribute.iter().any(likely) {
        Some("a protected attribute")
    } else if models.iter().any(decided) {
        Some("the decision")
    } else if (spec.columns.rescored.as_ref()).is_some_and(|rule| rule.column() == column) {
        Some("the decision after the attribute was changed")
    } else {
        None
    }
}

fn uncertain(
    spec: &AuditSpec,
    columns: &ColumnIndex,
    attributes: &[ProtectedAttribute],
) -> Result<Vec<UncertainAttribute>> {
    let mut found: Vec<UncertainAttribute> = Vec::new();
    for (i, written) in spec.attribute.iter().enumerate() {
        if written.columns.is_empty() {
            continue;
        }
        let path = format!("attribute[{i}]");
        if !written.column.is_empty() || written.bins.is_some() {
            return Err(Error::spec(
                format!("{path}.columns"),
                "an attribute has a `column` of values or `columns` of probabilities, not both",
            ));
        }
        let Some(name) = written.name.clone() else {
            return Err(Error::spec(
                format!("{path}.columns"),
                "an attribute with `columns` has no name of its own",
            )
            .with_help("add `name = \"…\"`"));
        };
        let known = (attributes.iter().map(|a| &a.name)).chain(found.iter().map(|a| &a.name));
        if known.into_iter().any(|other| *other == name) {
            return Err(Error::spec(
                format!("{path}.name"),
                format!("two attributes are called `{name}`"),
            )
            .with_help("give one of them another `name`"));
        }
        let mut levels = Vec::new();
        for (level, column) in &written.columns {
            number(column, columns, &format!("{path}.columns.{level}"))?;
            levels.push((level.clone(), column.clone()));
        }
        levels.sort_by(|a, b| crate::level_order(&a.0, &b.0));
        found.push(UncertainAttribute { levels, name });
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
