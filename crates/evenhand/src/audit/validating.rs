use super::{Audit, Rows};
use crate::Result;
use evenhand_core::{AuditPlan, AuditSpec, ColumnIndex, ColumnInfo, ColumnKind, Filter};
use evenhand_source::{Error as SourceError, Source};
use serde_json::Value;

impl Audit {
    /// Checks the spec without reading a row: everything that the text alone shows to be wrong, and where the data is
    /// there, whether it has the columns. Says whether the columns were looked up.
    ///
    /// # Errors
    /// As [`Audit::run`], as far as it can be told.
    pub fn validate(&self) -> Result<bool> {
        let found = match self.opened() {
            Ok(audit) => match &audit.rows {
                Rows::Files if self.spec.data.source.as_slice() == ["-"] => None,
                Rows::Files => match Source::open(&self.spec.data, &self.base) {
                    Ok(source) => Some(source.columns().clone()),
                    Err(SourceError::NotFound { .. } | SourceError::NoMatch { .. }) => None,
                    Err(error) => return Err(error.into()),
                },
                Rows::Counted(counted) => Some(counted.file.columns.clone()),
                Rows::Frame(frame) => Some(evenhand_source::frame_columns(frame)),
                Rows::Statistics(_) => None,
            },
            Err(crate::Error::Source(
                SourceError::NotFound { .. } | SourceError::NoMatch { .. },
            )) => None,
            Err(error) => return Err(error),
        };
        let looked_up = found.is_some();
        let columns = found.unwrap_or_else(|| taken_on_trust(&self.spec));
        let catalogue = evenhand_metrics::catalogue();
        AuditPlan::new(&self.spec, &columns, catalogue, self.text.as_ref())?;
        Ok(looked_up)
    }
}

/// Every name of the spec that may be a column's: there is no table to look it up in.
fn taken_on_trust(spec: &AuditSpec) -> ColumnIndex {
    let mut names: Vec<String> = Vec::new();
    let written = serde_json::to_value(spec).unwrap_or_default();
    for part in ["columns", "attribute", "model"] {
        texts(&written[part], &mut names);
    }
    for expression in [&spec.data.filter, &spec.data.eligible]
        .into_iter()
        .flatten()
    {
        if let Ok(filter) = Filter::parse(expression) {
            names.extend(filter.columns().into_iter().map(str::to_owned));
        }
    }
    if spec.data.counts {
        names.extend(["n", "selected"].map(str::to_owned));
    }
    let mut index = ColumnIndex::default();
    for name in names {
        if index.get(&name).is_none() {
            index.columns.push(ColumnInfo {
                kind: ColumnKind::Untyped,
                name,
                table: 0,
            });
        }
    }
    index
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(values) => values.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}
