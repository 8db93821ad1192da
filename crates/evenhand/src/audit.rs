mod comparing;
mod gathering;
mod searching;
mod validating;

pub use gathering::Read;

use crate::counted::Counted;
use crate::{Error, Result};
use evenhand_core::{
    AttributeSpec, AuditPlan, AuditSpec, BinarySpec, Cuts, Forecast, Intersections,
    ModelComparison, ModelSpec, OneOrMany, Polarity, ReferenceRule, RowColumns, Scalar, Scorecard,
    Search, SearchOptions, SourceText, Statistics, Sweep,
};
use evenhand_runner::{Assumptions, Conditions};
use evenhand_source::polars::frame::DataFrame;
use evenhand_source::{NoProgress, Progress, StatisticsFile};
use gathering::Gathered;
use std::path::{Path, PathBuf};

/// An audit: what is looked at, by whom, against which limits.
///
/// Start from files, a spec, a polars frame or counts of your own; name the columns; [`Audit::run`].
#[derive(Clone, Debug)]
pub struct Audit {
    base: PathBuf,
    most_memory: Option<u64>,
    only: Vec<String>,
    rows: Rows,
    spec: AuditSpec,
    store: Option<PathBuf>,
    text: Option<SourceText>,
}

#[derive(Clone, Debug)]
enum Rows {
    Counted(Box<Counted>),
    Files,
    Frame(Box<DataFrame>),
    Statistics(Box<Statistics>),
}

/// All that an audit leaves behind.
pub struct Outcome {
    /// The checked plan.
    pub plan: AuditPlan,
    /// The result.
    pub scorecard: Scorecard,
    /// What was read; nothing where rows came from memory.
    pub read: Read,
    /// The counts it was computed from.
    pub statistics: Statistics,
}

impl Audit {
    fn new(rows: Rows) -> Self {
        let mut spec = AuditSpec {
            schema: 1,
            ..AuditSpec::default()
        };
        "audit".clone_into(&mut spec.system.id);
        Self {
            base: PathBuf::from("."),
            most_memory: None,
            only: Vec::new(),
            rows,
            spec,
            store: None,
            text: None,
        }
    }

    /// An audit of one or several files, globs or folders.
    pub fn of_files(paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let paths: Vec<String> = paths.into_iter().map(Into::into).collect();
        let mut audit = Self::new(Rows::Files);
        if let Some(stem) = paths
            .first()
            .and_then(|path| Path::new(path).file_stem())
            .and_then(|stem| stem.to_str())
        {
            audit.spec.system.id = stem.split('.').next().unwrap_or(stem).to_owned();
        }
        audit.spec.data.source = OneOrMany::Many(paths);
        audit
    }

    /// An audit of a table of counts: groups, `n` and `selected`, or `tp`, `fp`, `fn` and `tn`.
    pub fn of_counts(path: impl Into<String>) -> Self {
        let mut audit = Self::of_files([path.into()]);
        audit.spec.data.counts = true;
        audit
    }

    /// An audit of a polars frame.
    pub fn of_frame(frame: DataFrame) -> Self {
        Self::new(Rows::Frame(Box::new(frame)))
    }

    /// An audit of statistics that were gathered before.
    ///
    /// The spec must name the same attributes, in the same order.
    pub fn of_statistics(statistics: Statistics) -> Self {
        Self::new(Rows::Statistics(Box::new(statistics)))
    }

    /// An audit of statistics files, by the spec that they were counted for. Several files are added up.
    ///
    /// # Errors
    /// When a file cannot be read or is damaged, or when two were counted differently.
    pub fn of_statistics_files(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Self> {
        let counted = Counted::read(paths)?;
        let spec = counted.file.spec.clone();
        let mut audit = Self::new(Rows::Counted(Box::new(counted)));
        audit.spec = spec;
        Ok(audit)
    }

    /// Keeps the counts of every file in a folder: the next audit of the same spec reads only files that are new or
    /// have changed, and adds up the rest.
    ///
    /// A file counts as unchanged while its size and the time of its last change are.
    #[must_use]
    pub fn keeping(mut self, folder: impl Into<PathBuf>) -> Self {
        self.store = Some(folder.into());
        self
    }

    /// An audit as a spec file describes it; its paths are relative to the file.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a spec.
    pub fn of_spec_file(path: impl AsRef<Path>) -> Result<Self> {
        Self::of_spec_file_with(path, &[])
    }

    /// The same, with some of its values replaced (`("groups.min_n", "50")`).
    ///
    /// # Errors
    /// When the file cannot be read, or is not a spec.
    pub fn of_spec_file_with(
        path: impl AsRef<Path>,
        replaced: &[(String, String)],
    ) -> Result<Self> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::file(path, source))?;
        let name = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            evenhand_core::Error::spec(
                name.as_str(),
                format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()),
            )
        })?;
        let text = SourceText::new(name, text);
        let spec = text.parse_with(replaced)?;
        if spec.system.decision.is_none() {
            return Err(text
                .locate(evenhand_core::Error::spec("system.decision", "nothing says whether being selected is good for the person")
                    .with_help("add `decision = \"benefit\"` (a job advert, an offer) or `decision = \"burden\"` (a fraud check) under [system]"))
                .into());
        }
        let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self {
            base,
            most_memory: None,
            only: Vec::new(),
            rows: Rows::Files,
            spec,
            store: None,
            text: Some(text),
        })
    }

    /// The spec, to set what has no method of its own.
    pub fn spec_mut(&mut self) -> &mut AuditSpec {
        &mut self.spec
    }

    /// The spec.
    pub fn spec(&self) -> &AuditSpec {
        &self.spec
    }

    /// The file the spec was read from.
    pub fn text(&self) -> Option<&SourceText> {
        self.text.as_ref()
    }

    /// Folder that relative paths start from.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Names the column of the decision.
    #[must_use]
    pub fn decision(mut self, column: impl Into<String>) -> Self {
        self.spec.columns.decision = Some(BinarySpec::Column(column.into()));
        self
    }

    /// Names the column of the outcome.
    #[must_use]
    pub fn label(mut self, column: impl Into<String>) -> Self {
        self.spec.columns.label = Some(BinarySpec::Column(column.into()));
        self
    }

    /// Names the column of the outcome and the value that means yes.
    #[must_use]
    pub fn label_positive(mut self, column: impl Into<String>, positive: &str) -> Self {
        self.spec.columns.label = Some(BinarySpec::Values {
            column: column.into(),
            positive: OneOrMany::One(Scalar::from(positive)),
            negative: OneOrMany::default(),
        });
        self
    }

    /// Names the column of the weight.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.spec.columns.weight = Some(column.into());
        self
    }

    /// Names the column of the person, where one person has many rows.
    #[must_use]
    pub fn unit(mut self, column: impl Into<String>) -> Self {
        self.spec.columns.unit = Some(column.into());
        self
    }

    /// Adds a protected attribute.
    #[must_use]
    pub fn protected(mut self, column: impl Into<String>) -> Self {
        self.spec.attribute.push(AttributeSpec {
            column: column.into(),
            ..AttributeSpec::default()
        });
        self
    }

    /// Adds a protected attribute with the edges that cut its numbers into left-closed bins.
    #[must_use]
    pub fn protected_in_bins(mut self, column: impl Into<String>, edges: &[f64]) -> Self {
        let attribute = AttributeSpec {
            column: column.into(),
            bins: Some(edges.to_vec()),
            ..AttributeSpec::default()
        };
        self.spec.attribute.push(attribute);
        self
    }

    /// Sets with whom the attribute added last is compared.
    #[must_use]
    pub fn reference(mut self, rule: ReferenceRule) -> Self {
        if let Some(attribute) = self.spec.attribute.last_mut() {
            attribute.reference = Some(rule);
        }
        self
    }

    /// Sets how many attributes are combined at most.
    #[must_use]
    pub fn intersections(mut self, depth: usize) -> Self {
        self.spec.groups.intersections = Some(Intersections::Depth(depth));
        self
    }

    /// Sets whether being selected is good or bad for the person.
    #[must_use]
    pub fn polarity(mut self, polarity: Polarity) -> Self {
        self.spec.system.decision = Some(polarity);
        self
    }

    /// Sets how many bytes counting and evaluating may take, about; no limit unless one is set. An audit that needs more ends
    /// with an error that names the columns; no number depends on it.
    #[must_use]
    pub fn within_memory(mut self, bytes: u64) -> Self {
        self.most_memory = Some(bytes);
        self
    }

    /// Holds only these checks against the numbers, of the spec or of its packs.
    #[must_use]
    pub fn only(mut self, checks: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.only = checks.into_iter().map(Into::into).collect();
        self
    }

    /// Runs the audit.
    ///
    /// # Errors
    /// When the spec does not fit the data, or the data cannot be read.
    pub fn run(&self) -> Result<Scorecard> {
        self.run_with(&NoProgress).map(|outcome| outcome.scorecard)
    }

    /// Runs the audit and keeps the plan and the counts; tells `progress` how far it is.
    ///
    /// # Errors
    /// As [`Audit::run`].
    pub fn run_with(&self, progress: &dyn Progress) -> Result<Outcome> {
        let gathered = self.opened()?.gather(AuditPlan::clone, progress)?;
        let conditions = Conditions {
            begin: &|metrics, groups| progress.evaluating(metrics, groups),
            most_memory: self.most_memory,
        };
        let scorecard = evenhand_runner::run_with_rows(
            &gathered.plan,
            &gathered.statistics,
            gathered.rows,
            conditions,
        )?;
        Ok(Outcome {
            plan: gathered.plan,
            read: gathered.read,
            scorecard,
            statistics: gathered.statistics,
        })
    }

    /// Counts the rows, for a file that can be merged, archived and audited: there are no rows in it.
    ///
    /// # Errors
    /// As [`Audit::run`].
    pub fn export(&self, progress: &dyn Progress) -> Result<StatisticsFile> {
        let gathered = self.opened()?.gather(AuditPlan::clone, progress)?;
        let Gathered {
            columns,
            plan,
            read,
            rows: _,
            statistics,
        } = gathered;
        let notes = match &read {
            Read::Files(source) => source.notes().to_vec(),
            Read::Memory => Vec::new(),
            Read::Recorded(_) => plan.notes.clone(),
        };
        Ok(StatisticsFile::new(&plan, &columns, &notes, statistics))
    }

    /// Lists what the audit will test and how small a gap it could find. Reads the sizes of groups; no decision, score
    /// or outcome (unless the filter names one).
    ///
    /// # Errors
    /// When the spec does not fit the data, or the data cannot be read.
    pub fn forecast(&self, assumptions: &Assumptions, progress: &dyn Progress) -> Result<Forecast> {
        let gathered = self.opened()?.gather(AuditPlan::sizes_only, progress)?;
        let statistics = &gathered.statistics;
        Ok(evenhand_runner::forecast(
            &gathered.plan,
            statistics,
            assumptions,
        )?)
    }

    /// Evaluates metrics at many thresholds of a model's score, from one pass over the rows.
    ///
    /// `model` is the name of a model; the first one where `None`. `metrics` are ids of the catalogue.
    ///
    /// # Errors
    /// When the spec does not fit the data, the data cannot be read, or there is no such model, score or metric.
    pub fn sweep(
        &self,
        model: Option<&str>,
        cuts: &Cuts,
        metrics: &[String],
        progress: &dyn Progress,
    ) -> Result<Sweep> {
        if self.scoreless() {
            return Err(evenhand_runner::Error::NoScore.into());
        }
        let counts_only = |plan: &AuditPlan| AuditPlan {
            rows: RowColumns::default(),
            ..plan.clone()
        };
        let gathered = self.opened()?.deciding().gather(counts_only, progress)?;
        let position = position(&gathered.plan, model)?;
        Ok(evenhand_runner::sweep(
            &gathered.plan,
            &gathered.statistics,
            position,
            cuts,
            metrics,
        )?)
    }

    /// Searches every combination of the protected attributes, and of the features that are named, for those whose rate
    /// differs from everyone else's; honest about how many were tried.
    ///
    /// `model` is the name of a model; the first one where `None`.
    ///
    /// # Errors
    /// When the spec does not fit the data, the data cannot be read, or there is no such model, feature or rate.
    pub fn search(
        &self,
        model: Option<&str>,
        options: &SearchOptions,
        progress: &dyn Progress,
    ) -> Result<Search> {
        let gathered =
            searching::searching(&*self.opened()?, options)?.gather(AuditPlan::clone, progress)?;
        let position = position(&gathered.plan, model)?;
        Ok(evenhand_runner::search(
            &gathered.plan,
            &gathered.statistics,
            position,
            options,
        )?)
    }

    /// Compares two models of the spec on the people that both decided about, from one pass over the rows: what changes
    /// for each group, and whether gaps between groups become smaller.
    ///
    /// # Errors
    /// When the spec does not fit the data, the data cannot be read, there is no such model, or the rows are counted
    /// already.
    pub fn compare_models(
        &self,
        current: &str,
        candidate: &str,
        progress: &dyn Progress,
    ) -> Result<ModelComparison> {
        comparing::models(&*self.opened()?, current, candidate, progress)
    }

    /// Whether nothing names a score that could be cut.
    fn scoreless(&self) -> bool {
        let files = matches!(self.rows, Rows::Files | Rows::Frame(_));
        files && self.spec.columns.score.is_none() && self.spec.model.is_empty()
    }

    /// The same audit where a score stands in for a decision that nobody named: everybody with a score is selected.
    fn deciding(&self) -> Self {
        let mut audit = self.clone();
        audit.spec.policy.packs.clear();
        audit.spec.waiver.clear();
        let columns = &audit.spec.columns;
        if let (None, true, Some(score)) = (
            &columns.decision,
            audit.spec.model.is_empty(),
            &columns.score,
        ) {
            audit.spec.model.push(ModelSpec {
                name: score.clone(),
                threshold: Some(f64::MIN),
                ..ModelSpec::default()
            });
        }
        audit
    }
}

/// The position of a model by its name; the first one where none is named.
fn position(plan: &AuditPlan, model: Option<&str>) -> Result<usize> {
    let models = &plan.models;
    let Some(name) = model else { return Ok(0) };
    let position = models.iter().position(|m| m.name == name);
    Ok(position.ok_or_else(|| {
        evenhand_core::Error::spec("model", format!("there is no model `{name}`"))
            .did_you_mean(name, models.iter().map(|m| m.name.as_str()))
    })?)
}
