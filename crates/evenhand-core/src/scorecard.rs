use crate::{
    AttributeKind, Curves, DataNote, Digests, Estimate, EvidenceWanted, Finding, Intake, Limit,
    MetricInfo, PackRecord, Polarity, PrivacyRecord, Real, Severity, Verdict, WaiverRecord,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Version of the scorecard's form.
pub const SCORECARD_VERSION: u32 = 1;

/// Everything an audit found, in one file that explains itself.
///
/// It holds no clock, host, path or file name: the same rows, spec and seed give the same bytes on any machine of a
/// platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scorecard {
    /// The day against which waivers and packs were judged (year-month-day); empty where there are none.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub as_of: String,
    /// The protected attributes and intersections, with the sizes of their groups.
    pub attributes: Vec<AttributeSummary>,
    /// The checks that were held against the numbers.
    pub checks: Vec<CheckSummary>,
    /// How many comparisons were planned and made.
    pub comparisons: Comparisons,
    /// What curves over the scores are drawn from; empty without a score.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub curves: Vec<Curves>,
    /// Digests of what it was made from.
    pub digests: Digests,
    /// Every number.
    pub estimates: Vec<Estimate>,
    /// What the checks say.
    pub findings: Vec<Finding>,
    /// What came in and what was left out.
    pub intake: Intake,
    /// Every metric that occurs, explained.
    pub metrics: Vec<MetricInfo>,
    /// The models.
    pub models: Vec<ModelSummary>,
    /// What a reader should know about the data and the run, the gravest first.
    pub notes: Vec<DataNote>,
    /// The policy packs that were applied, each as it stood.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub packs: Vec<PackRecord>,
    /// What was agreed on before, where a plan was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub plan: Option<PlanRecord>,
    /// What is hidden here; absent where everything is shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub privacy: Option<PrivacyRecord>,
    /// Version of this form.
    pub schema_version: u32,
    /// The settings that fix the numbers.
    pub settings: Settings,
    /// The slices, where there are some.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub slices: Vec<SliceSummary>,
    /// What was audited.
    pub system: SystemSummary,
    /// Name and version of the program that computed it.
    pub tool: String,
    /// The waivers of the spec, each as it stands.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub waivers: Vec<WaiverRecord>,
}

/// What was audited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SystemSummary {
    /// Who adopted the limits; empty when nobody did.
    pub adopted_by: String,
    /// When the limits were adopted.
    pub adopted_on: String,
    /// Why these limits.
    pub adopted_reason: String,
    /// Id of the system.
    pub id: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether being selected is good or bad for the person.
    pub polarity: Polarity,
    /// Whether the spec said so, or the default was taken.
    pub polarity_stated: bool,
    /// What the system is for.
    pub purpose: String,
    /// What a row is: people, households or impressions.
    pub rows_are: String,
    /// Title for people.
    pub title: String,
}

/// The settings that fix the numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Number of blocks that units were hashed into; 0 without a unit.
    pub blocks: u16,
    /// Whether a column of outcomes was given.
    pub has_label: bool,
    /// Confidence level.
    pub level: Real,
    /// Fewer rows than this are too few for a verdict.
    pub min_n: u64,
    /// Bootstrap replicates.
    pub resamples: u64,
    /// Seed of everything random.
    pub seed: u64,
    /// The whole spec in canonical JSON, without the names of the data's files.
    pub spec: serde_json::Value,
    /// Columns within whose values groups were compared as well.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub strata: Vec<String>,
    /// Whether rows carry weights.
    pub weighted: bool,
}

/// A protected attribute or an intersection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AttributeSummary {
    /// Names of the attributes it combines; one for a single attribute.
    pub attributes: Vec<String>,
    /// The groups that have rows, in canonical order.
    pub groups: Vec<GroupSize>,
    /// How the values were obtained; of an intersection, that of its least reliable part.
    pub kind: AttributeKind,
    /// Name in files.
    pub name: Arc<str>,
    /// The reference rule and what it resolved to, over all rows.
    pub reference: Option<Arc<str>>,
}

/// Size of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupSize {
    /// Whether its counts are hidden for privacy; they are then 0, which is no count.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hidden: bool,
    /// Rows with a decision, summed over nothing but the first model.
    pub n: u64,
    /// Name of the group.
    pub name: Arc<str>,
    /// Rows selected by the first model.
    pub selected: u64,
    /// Share of all rows (of all weights, where weighted).
    pub share: Real,
    /// Rows without a decision.
    pub undecided: u64,
    /// Distinct units with a decision, where a unit is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub units: Option<u64>,
}

/// A model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModelSummary {
    /// How the decision was made, in words.
    pub decision: String,
    /// Whether its counts are hidden for privacy; they are then 0, which is no count.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hidden: bool,
    /// Name; empty without `[[model]]`.
    pub name: Arc<str>,
    /// Rows with a decision.
    pub n: u64,
    /// Rows selected.
    pub selected: u64,
    /// SHA-256 of the model's file, as the spec states it.
    pub sha256: String,
    /// Version of the model, as the spec states it.
    pub version: String,
}

/// A slice of the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SliceSummary {
    /// Whether its counts are hidden for privacy; they are then 0, which is no count.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hidden: bool,
    /// Rows with a decision.
    pub n: u64,
    /// Name of the slice.
    pub name: Arc<str>,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckSummary {
    /// Attributes and intersections it covers.
    pub attributes: Vec<Arc<str>>,
    /// Positions of the numbers that it discloses, where it has no limit: they have no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub disclosed: Vec<usize>,
    /// What makes it speak up; it never changes a verdict.
    #[serde(default)]
    pub evidence: EvidenceWanted,
    /// Id of the check.
    pub id: Arc<str>,
    /// The limit as applied.
    pub limit: Limit,
    /// Whether the limit was mirrored because being selected is a burden.
    pub limit_mirrored: bool,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// What a reader should know about it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// Where the limit comes from, in words.
    pub origin: String,
    /// The policy pack that it comes from, as `id@version`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pack: Option<Arc<str>>,
    /// Why it could not be held against any number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// Code of the rule that it belongs to, for example `SEL001`.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub rule: String,
    /// What it can do to the run.
    pub severity: Severity,
    /// Line of the spec it stands on; for a check of a pack, that of the line which names the pack.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spec_line: Option<usize>,
    /// The gravest verdict among its findings; none where it only discloses numbers.
    pub verdict: Option<Verdict>,
}

/// How an audit kept to the plan that was written before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRecord {
    /// Planned comparisons that this audit did not make.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub not_made: Vec<String>,
    /// Comparisons of the plan.
    pub planned: u64,
    /// Whether the plan was made for this very spec.
    pub same_spec: bool,
    /// SHA-256 of the plan's file.
    pub sha256: String,
    /// Findings that the plan does not hold; each is marked.
    pub unplanned: u64,
}

/// How many comparisons were planned and made, and how they were corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparisons {
    /// Correction among the verdicts.
    pub correction: String,
    /// Comparisons that gave a verdict from an interval.
    pub made: u64,
    /// Comparisons that the checks asked for.
    pub planned: u64,
}

impl Scorecard {
    /// Canonical JSON: keys sorted, shortest numbers, one line.
    ///
    /// # Errors
    /// Only when a custom serialiser fails, which none of these does.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }

    /// Reads a scorecard.
    ///
    /// # Errors
    /// When the text is not a scorecard of a known form.
    pub fn from_json(bytes: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    /// What is known of a metric that occurs here.
    pub fn metric(&self, id: &str) -> Option<&MetricInfo> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// Findings with a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.verdict == verdict)
            .count()
    }
}
