//! An audit as it is written down: `evenhand.toml`, or the flags that stand for it.

mod columns;
mod export;
mod history;
mod notify;
mod policy;
mod privacy;
mod public;
mod scalar;
mod source_text;

pub use columns::{BinarySpec, ColumnsSpec, FeatureSpec, SliceSpec};
pub use export::{
    AttestFormat, AttestSpec, ExportSpec, MlflowSpec, ModelCardSpec, OpenLineageSpec,
    PrometheusSpec,
};
pub use history::{AlertOn, CalendarSpec, HistorySpec, RetainSpec};
pub use notify::{MailSecurity, MailSpec, NoticeBody, NoticeKind, NotifySpec};
pub use policy::{PolicySpec, WaiverSpec, WaiverWhere};
pub use privacy::PrivacySpec;
pub use public::PublicSpec;
pub use scalar::{OneOrMany, Scalar};
pub use source_text::SourceText;

use crate::{Error, Language, Polarity, ReferenceRule, Result, Severity, UnknownLanguage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An audit as written. Unknown keys are errors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditSpec {
    /// Version of this form; 1.
    pub schema: u32,
    /// Who and what is audited.
    pub system: SystemSpec,
    /// Where the rows are.
    #[serde(default)]
    pub data: DataSpec,
    /// What the columns mean.
    #[serde(default)]
    pub columns: ColumnsSpec,
    /// One or several models over the same rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model: Vec<ModelSpec>,
    /// Protected attributes.
    #[serde(default)]
    pub attribute: Vec<AttributeSpec>,
    /// Which groups are compared, and how small is too small.
    #[serde(default)]
    pub groups: GroupsSpec,
    /// Who adopted the limits, when and why; and the policy packs.
    #[serde(default)]
    pub policy: PolicySpec,
    /// Limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub check: Vec<CheckSpec>,
    /// Confirmed gaps that somebody decided to live with for a while.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiver: Vec<WaiverSpec>,
    /// How sure is sure.
    #[serde(default)]
    pub evidence: EvidenceSpec,
    /// Where audits are kept, when they are due, and what an alert is.
    #[serde(default, skip_serializing_if = "HistorySpec::is_empty")]
    pub history: HistorySpec,
    /// Who is told when an audit is due, failed, or found something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<NotifySpec>,
    /// What may be shown to whom, and why the protected attributes may be looked at.
    #[serde(default, skip_serializing_if = "PrivacySpec::is_empty")]
    pub privacy: PrivacySpec,
    /// What the people concerned are told.
    #[serde(default, skip_serializing_if = "PublicSpec::is_empty")]
    pub public: PublicSpec,
    /// What is written.
    #[serde(default)]
    pub report: ReportSpec,
    /// Where else the result is kept.
    #[serde(default, skip_serializing_if = "ExportSpec::is_empty")]
    pub export: ExportSpec,
}

/// Who and what is audited; printed on page one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemSpec {
    /// Short id; names the output folder.
    pub id: String,
    /// Title for people.
    #[serde(default)]
    pub title: String,
    /// What the system is for.
    #[serde(default)]
    pub purpose: String,
    /// housing, employment, credit, insurance, education, health or general.
    #[serde(default)]
    pub vertical: String,
    /// Whether being selected is good (`benefit`) or bad (`burden`) for the person. Mandatory in a spec file.
    pub decision: Option<Polarity>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: String,
    /// Where it is used, for example `US-NY`.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
}

/// Where the rows are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSpec {
    /// File, list, glob or folder, relative to the spec; `-` for standard input.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub source: OneOrMany,
    /// What a row is: people, households or impressions.
    #[serde(default)]
    pub rows_are: Option<String>,
    /// Whether the table holds counts instead of rows.
    #[serde(default)]
    pub counts: bool,
    /// Side tables, joined by an id; rows without a match are counted and shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub join: Vec<JoinSpec>,
    /// Expression; rows outside are left out of everything, and counted.
    #[serde(default)]
    pub filter: Option<String>,
    /// Who could have been chosen: the first stage of the campaign, and the base of delivery metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<String>,
    /// How raw text is read.
    #[serde(default)]
    pub csv: CsvSpec,
}

/// A side table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinSpec {
    /// File, list, glob or folder of the side table.
    pub source: OneOrMany,
    /// Key: a column of both, or `{ left, right }`; `(row)` is the 0-based row of the source.
    pub on: JoinKeys,
    /// How raw text is read.
    #[serde(default)]
    pub csv: CsvSpec,
}

/// The key of a join.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum JoinKeys {
    /// The same column on both sides.
    Same(String),
    /// A column of the source, and one of the side table.
    Pair {
        /// Column of the source, or `(row)`.
        left: String,
        /// Column of the side table, or `(row)`.
        right: String,
    },
}

/// How raw text is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CsvSpec {
    /// Whether the first line names the columns; true by default.
    #[serde(default)]
    pub header: Option<bool>,
    /// Names of the columns, where the file has none.
    #[serde(default)]
    pub names: Option<Vec<String>>,
    /// One character between fields; found by itself where not given.
    #[serde(default)]
    pub delimiter: Option<String>,
    /// Decimal mark, `.` or `,`.
    #[serde(default)]
    pub decimal: Option<String>,
    /// Whether blanks around fields are dropped.
    #[serde(default)]
    pub trim: Option<bool>,
    /// Texts that mean "missing", besides the empty field.
    #[serde(default)]
    pub missing: Option<Vec<String>>,
}

/// A model over the rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelSpec {
    /// Name in the outputs.
    pub name: String,
    /// Version, printed.
    #[serde(default)]
    pub version: String,
    /// SHA-256 of the model's file, printed.
    #[serde(default)]
    pub sha256: String,
    /// Column of its score.
    #[serde(default)]
    pub score: Option<String>,
    /// Column of its decision.
    #[serde(default)]
    pub decision: Option<BinarySpec>,
    /// Selected are scores of at least this.
    #[serde(default)]
    pub threshold: Option<f64>,
    /// Selected are this many rows with the highest scores; ties at the last place are all selected.
    #[serde(default)]
    pub top_k: Option<u64>,
    /// Selected is this share of the rows with the highest scores, for example `"1/20"`.
    #[serde(default)]
    pub top_fraction: Option<Scalar>,
}

/// How the values of a protected attribute were obtained.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// Not stated in the spec.
    #[default]
    Unstated,
    /// People said it themselves.
    SelfReported,
    /// From a register.
    Registry,
    /// Inferred from something else; `proxy_probability` says the same of a probability of each value.
    #[serde(alias = "proxy_probability")]
    Inferred,
}

/// A protected attribute.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeSpec {
    /// Name in the outputs; the column's name by default.
    #[serde(default)]
    pub name: Option<String>,
    /// What policy packs call it; the name by default.
    #[serde(default)]
    pub role: Option<String>,
    /// Name of the column.
    #[serde(default)]
    pub column: String,
    /// Instead of a column of values: for each value the column that says how likely it is. Such an attribute has no groups.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Share of each group in the population, from a census or a register: `{ women = 0.51, men = 0.49 }`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub benchmark: BTreeMap<String, f64>,
    /// How the values were obtained.
    #[serde(default)]
    pub kind: AttributeKind,
    /// Values that mean "not known".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// With whom its groups are compared.
    #[serde(default)]
    pub reference: Option<ReferenceRule>,
    /// Edges that cut a number into left-closed bins.
    #[serde(default)]
    pub bins: Option<Vec<f64>>,
    /// Takes numbers as they are, however many there are.
    #[serde(default)]
    pub categorical: bool,
    /// Whether it is a special category of Article 9 GDPR: then `[privacy]` must say why it may be read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub art9: bool,
}

/// Which groups are compared, and how small is too small.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupsSpec {
    /// Depth up to which attributes are combined (2 by default), or the combinations themselves.
    #[serde(default)]
    pub intersections: Option<Intersections>,
    /// Depth up to which `evenhand search` combines attributes; 3 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search_depth: Option<usize>,
    /// Fewer rows than this are too few for a verdict; 30 by default.
    #[serde(default)]
    pub min_n: Option<u64>,
    /// Groups of a smaller share of the people whose group is known are shown and held against no limit, such as `"2/100"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_share: Option<Scalar>,
}

/// Which attributes are combined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Intersections {
    /// Every combination up to this many attributes.
    Depth(usize),
    /// These combinations.
    Lists(Vec<Vec<String>>),
}

/// A limit held against a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSpec {
    /// Id in the outputs.
    pub id: String,
    /// Metric of the catalogue.
    pub metric: String,
    /// Attributes, and intersections such as `gender*age`; every single attribute where not given.
    #[serde(default)]
    pub attributes: Option<Vec<String>>,
    /// The limit.
    pub limit: LimitSpec,
    /// What it can do to the run; `gate` by default.
    #[serde(default)]
    pub severity: Severity,
    /// What makes it speak up; `confirmed` by default.
    #[serde(default)]
    pub evidence: EvidenceWanted,
    /// Whether it also looks at each slice.
    #[serde(default)]
    pub slices: bool,
}

/// What makes a check speak up. It never changes a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceWanted {
    /// A confirmed gap.
    #[default]
    Confirmed,
    /// Also a possible gap.
    Any,
    /// What the rule of the pack says by itself.
    Rule,
    /// The bare estimate, labelled as such.
    Point,
}

/// A limit as written: fractions as text, or numbers that mean their digits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitSpec {
    /// The number must not fall below this.
    #[serde(default)]
    pub min: Option<Scalar>,
    /// The number must not exceed this.
    #[serde(default)]
    pub max: Option<Scalar>,
    /// The absolute value must not exceed this.
    #[serde(default)]
    pub max_abs: Option<Scalar>,
    /// A line that asks for attention without changing a verdict.
    #[serde(default)]
    pub watch: Option<Scalar>,
}

/// How sure is sure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSpec {
    /// Confidence level; 0.95 by default.
    #[serde(default)]
    pub level: Option<f64>,
    /// Bootstrap replicates; 2000 by default.
    #[serde(default)]
    pub resamples: Option<u64>,
    /// Seed of everything random; 1 by default.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportSpec {
    /// `html`, `json`, `csv`, `parquet`, `svg`; the first three and the charts by default.
    #[serde(default)]
    pub formats: Option<Vec<String>>,
    /// Languages of the report, `en`, `de`, `fr` or `es`: the first is `report.html`, each further one writes a file such as
    /// `report.de.html`. English by default.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub languages: OneOrMany,
    /// Folder; `reports/<system id>/` by default.
    #[serde(default)]
    pub out: Option<String>,
}

impl ReportSpec {
    /// The languages of the report, each once, in the order in which they are written down.
    ///
    /// ```
    /// # use evenhand_core::{Language, OneOrMany, ReportSpec};
    /// let languages = OneOrMany::Many(vec!["de".into(), "en".into()]);
    /// let spec = ReportSpec { languages, ..ReportSpec::default() };
    /// assert_eq!(spec.languages()?, [Language::German, Language::English]);
    /// assert_eq!(ReportSpec::default().languages()?, [Language::English]);
    /// # Ok::<(), evenhand_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Spec`] for a language that the report cannot be written in.
    pub fn languages(&self) -> Result<Vec<Language>> {
        let mut languages = Vec::new();
        for (i, written) in self.languages.as_slice().iter().enumerate() {
            let language: Language = written.parse().map_err(|unknown: UnknownLanguage| {
                let path = match &self.languages {
                    OneOrMany::One(_) => "report.languages".to_owned(),
                    OneOrMany::Many(_) => format!("report.languages[{i}]"),
                };
                Error::spec(path, unknown.to_string())
                    .did_you_mean(written, Language::ALL.map(Language::code))
            })?;
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        if languages.is_empty() {
            languages.push(Language::default());
        }
        Ok(languages)
    }
}
