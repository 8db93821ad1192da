use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where else the result is kept. Paths are relative to the spec; without one, the record lies in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportSpec {
    /// A run in a folder that MLflow reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mlflow: Option<MlflowSpec>,
    /// OpenLineage events, one on each line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openlineage: Option<OpenLineageSpec>,
    /// Metrics for the textfile collector of Prometheus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prometheus: Option<PrometheusSpec>,
    /// A section of a model card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_card: Option<ModelCardSpec>,
    /// A statement about the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attest: Option<AttestSpec>,
}

impl ExportSpec {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A run in a folder that MLflow reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MlflowSpec {
    /// Folder of the runs, also as `file:…` or `env:NAME`; `mlruns` in the output folder by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Name of the experiment; `evenhand` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<String>,
}

/// OpenLineage events, one on each line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenLineageSpec {
    /// The file; `lineage.jsonl` in the output folder by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Namespace of the job; `evenhand` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
}

/// Metrics for the textfile collector of Prometheus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrometheusSpec {
    /// The file; `evenhand.prom` in the output folder by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub textfile: Option<String>,
}

/// A section of a model card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelCardSpec {
    /// The card, changed only between our marks; `model-card.md` in the output folder by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whether a card without front matter is given some.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub front_matter: bool,
}

/// A statement about the result, for the tools that decide what is released.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttestSpec {
    /// Form of the statement.
    #[serde(default)]
    pub format: AttestFormat,
    /// The file; `test-result.json` in the output folder by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// Form of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AttestFormat {
    /// An in-toto test result.
    #[default]
    #[serde(rename = "in-toto")]
    InToto,
}
