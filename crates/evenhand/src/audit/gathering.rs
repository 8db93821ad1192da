use super::{Audit, Rows};
use crate::counted::Counted;
use crate::store::Store;
use crate::{Error, Result};
use evenhand_core::{
    AuditPlan, AuditSpec, BinarySpec, ColumnIndex, ColumnInfo, ColumnKind, RowTables, Statistics,
};
use evenhand_source::{FileRecord, Progress, Source, statistics_files};
use std::borrow::Cow;

/// What an audit has read.
pub enum Read {
    /// Files that were not hashed yet.
    Files(Source),
    /// Nothing on disk.
    Memory,
    /// Files with known hashes: statistics, and what was counted into them.
    Recorded(Vec<FileRecord>),
}

impl Read {
    /// Sizes and hashes of all files. Reads those that were not hashed yet, so call it when the result is there.
    ///
    /// # Errors
    /// When a file can no longer be read.
    pub fn records(&self) -> Result<Vec<FileRecord>> {
        Ok(match self {
            Self::Files(source) => source.file_records()?,
            Self::Memory => Vec::new(),
            Self::Recorded(records) => records.clone(),
        })
    }
}

/// A plan and the rows counted for it.
pub(super) struct Gathered {
    pub columns: ColumnIndex,
    pub plan: AuditPlan,
    pub read: Read,
    pub rows: RowTables,
    pub statistics: Statistics,
}

impl Audit {
    /// The audit with its counts, where the files that it names hold counts and not rows.
    pub(super) fn opened(&self) -> Result<Cow<'_, Self>> {
        if !matches!(self.rows, Rows::Files) {
            return Ok(Cow::Borrowed(self));
        }
        let Some(paths) = statistics_files(&self.spec.data.source, &self.base)? else {
            return Ok(Cow::Borrowed(self));
        };
        let mut audit = self.clone();
        audit.rows = Rows::Counted(Box::new(Counted::read(paths)?));
        Ok(Cow::Owned(audit))
    }

    /// Makes the plan, and counts the rows as far as `view` shows them.
    pub(super) fn gather(
        &self,
        view: impl Fn(&AuditPlan) -> AuditPlan,
        progress: &dyn Progress,
    ) -> Result<Gathered> {
        let catalogue = evenhand_metrics::catalogue();
        let text = self.text.as_ref();
        let policies = match (crate::packs::policies(&self.spec, &self.base), text) {
            (Err(Error::Spec(error)), Some(text)) => return Err(text.locate(error).into()),
            (policies, _) => policies?,
        };
        let plan = |spec: &AuditSpec, columns: &ColumnIndex| {
            let plan = AuditPlan::under(spec, columns, catalogue, text, &policies)?;
            Ok::<_, Error>(narrowed(plan, &self.only)?)
        };
        match &self.rows {
            Rows::Counted(counted) => {
                let file = &counted.file;
                let mut plan = plan(&without_rows(&self.spec), &file.columns)?;
                plan.notes.extend(file.notes.iter().cloned());
                file.fits(&plan, &counted.name)?;
                Ok(Gathered {
                    columns: file.columns.clone(),
                    plan,
                    read: Read::Recorded(counted.records.clone()),
                    rows: RowTables::default(),
                    statistics: file.audited(),
                })
            }
            Rows::Files => {
                // What the text alone shows to be wrong is said before any file is opened.
                let source = Source::open(&self.spec.data, &self.base)?.within(self.most_memory);
                let columns = source.columns().clone();
                let spec = match self.store {
                    None => Cow::Borrowed(&self.spec),
                    Some(_) => Cow::Owned(without_rows(&self.spec)),
                };
                let mut plan = plan(&spec, &columns)?;
                plan.notes.extend(source.notes().iter().cloned());
                let (statistics, rows, read) = if let Some(folder) = &self.store {
                    let store = Store::open(folder)?;
                    let (statistics, records) = store.collect(&source, &view(&plan), progress)?;
                    (statistics, RowTables::default(), Read::Recorded(records))
                } else {
                    let (statistics, rows) = source.collect(&view(&plan), progress)?;
                    (statistics, rows, Read::Files(source))
                };
                Ok(Gathered {
                    columns,
                    plan,
                    read,
                    rows,
                    statistics,
                })
            }
            Rows::Frame(frame) => {
                let columns = evenhand_source::frame_columns(frame);
                let plan = plan(&self.spec, &columns)?;
                let (statistics, rows) =
                    evenhand_source::collect_frame(frame, &view(&plan), self.most_memory)?;
                Ok(Gathered {
                    columns,
                    plan,
                    read: Read::Memory,
                    rows,
                    statistics,
                })
            }
            Rows::Statistics(statistics) => {
                let spec = without_rows(&self.spec);
                let columns = columns_of(&spec);
                Ok(Gathered {
                    plan: plan(&spec, &columns)?,
                    columns,
                    read: Read::Memory,
                    rows: RowTables::default(),
                    statistics: (**statistics).clone(),
                })
            }
        }
    }
}

/// The plan with the named checks alone, and the waivers of those.
fn narrowed(mut plan: AuditPlan, only: &[String]) -> evenhand_core::Result<AuditPlan> {
    let known = || plan.checks.iter().map(|check| check.id.as_str());
    if let Some(unknown) = only.iter().find(|id| !known().any(|known| known == **id)) {
        let error = evenhand_core::Error::spec(
            format!("--only {unknown}"),
            "neither the spec nor its packs have such a check",
        );
        return Err(error.did_you_mean(unknown, known()));
    }
    if !only.is_empty() {
        plan.checks.retain(|check| only.contains(&check.id));
        plan.waivers
            .retain(|waiver| only.contains(&waiver.record.check));
    }
    Ok(plan)
}

/// The same without what only single rows can tell: its metrics are switched off, and a check on one of them says what it
/// needs.
fn without_rows(spec: &AuditSpec) -> AuditSpec {
    let mut spec = spec.clone();
    spec.columns.features.clear();
    spec.columns.rescored = None;
    spec.attribute
        .retain(|attribute| attribute.columns.is_empty());
    spec
}

/// The columns that a spec names, taken on trust: statistics have no table to look them up in.
fn columns_of(spec: &AuditSpec) -> ColumnIndex {
    let columns = &spec.columns;
    let named = [&columns.score, &columns.weight, &columns.unit];
    let names = spec
        .attribute
        .iter()
        .map(|attribute| attribute.column.as_str())
        .chain(
            columns
                .decision
                .iter()
                .chain(&columns.label)
                .map(BinarySpec::column),
        )
        .chain(named.into_iter().filter_map(|name| name.as_deref()));
    let mut index = ColumnIndex::default();
    for name in names {
        if index.get(name).is_none() {
            index.columns.push(ColumnInfo {
                kind: ColumnKind::Untyped,
                name: name.to_owned(),
                table: 0,
            });
        }
    }
    index
}
