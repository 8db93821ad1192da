use crate::{DataNote, Error, Finding, Limit, PlanRecord, Real, Result, Scorecard};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Version of a forecast's form.
pub const FORECAST_VERSION: u32 = 1;

/// What an audit will test, written down while only the sizes of groups are known.
///
/// An audit that is given the forecast marks every comparison that is not in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Share of people with the outcome, where somebody assumed one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assumed_base_rate: Option<f64>,
    /// Rates of the reference that [`PlannedComparison::smallest`] goes through.
    pub assumed_rates: Vec<f64>,
    /// Cells of the joint table that hold rows.
    pub cells: u64,
    /// Columns that the audit will read.
    pub columns: Vec<String>,
    /// Columns that were read for this.
    pub columns_read: Vec<String>,
    /// Every comparison of every check.
    pub comparisons: Vec<PlannedComparison>,
    /// Attributes and intersections with their groups.
    pub groups: Vec<PlannedGroups>,
    /// Confidence level.
    pub level: f64,
    /// About how much memory counting will take, in bytes.
    pub memory_bytes: u64,
    /// Fewer rows (persons, where a unit is named) than this are too few for a verdict.
    pub min_n: u64,
    /// Chance of finding a gap of the smallest size.
    pub power: f64,
    /// How alerts are raised over all audits; absent without a `[history]` calendar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub repeated: Option<RepeatedAudits>,
    /// Rows that will be looked at.
    pub rows: u64,
    /// Version of this form.
    pub schema_version: u32,
    /// SHA-256 of the canonical spec without the names of files.
    pub spec: String,
    /// Id of the system.
    pub system: String,
    /// Title of the system.
    pub title: String,
    /// Name and version of the program that made it.
    pub tool: String,
    /// Whether sizes are distinct persons.
    pub units: bool,
}

/// The groups of one attribute or intersection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedGroups {
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// Names and sizes, in canonical order.
    pub groups: Vec<(Arc<str>, u64)>,
}

/// Audits that are repeated by a calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepeatedAudits {
    /// Chance that a history without gaps ever raises an alert.
    pub alpha: f64,
    /// How often there is an audit: week, month, quarter or year.
    pub every: String,
    /// How many series are followed.
    pub series: u64,
}

/// After how many audits an alert finds a gap, with the chance [`Forecast::power`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditsNeeded {
    /// So many as the only series; absent where more than 520 would be needed.
    pub alone: Option<u64>,
    /// So many where it is the only gap among all series.
    pub among_all: Option<u64>,
    /// Whether the gap is one that ends exactly at the limit.
    pub at_limit: bool,
    /// Rate of the reference.
    pub rate: f64,
    /// Rate of the group over that of the reference.
    pub ratio: f64,
}

/// One check that will be held against one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedComparison {
    /// How many audits an alert needs, for each assumed rate and several gaps; empty without a calendar, and where no two
    /// rates are compared.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub audits: Vec<AuditsNeeded>,
    /// Whether the sizes are at best these: only part of a group enters the rate, and how large a part is an outcome.
    pub at_best: bool,
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// Id of the check.
    pub check: Arc<str>,
    /// Name of the group; empty for a summary over groups.
    pub group: Arc<str>,
    /// The limit.
    pub limit: Limit,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// Name of the model; empty without `[[model]]`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub model: Arc<str>,
    /// Size of the group (of everyone, for a summary).
    pub n: u64,
    /// Size of the reference; absent for a summary and where the reference is picked from the result.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n_reference: Option<u64>,
    /// With whom the group will be compared, as far as that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Arc<str>>,
    /// Name of the slice; empty for all rows.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub slice: Arc<str>,
    /// The smallest difference of rates that these sizes would find, on whichever side of each assumed rate of the
    /// reference it is harder to find; absent where even the largest would stay unseen.
    pub smallest: Vec<Option<Real>>,
    /// How many more rows (persons) the smaller side needs before there can be a verdict.
    #[serde(default)]
    pub too_few_by: u64,
}

impl Forecast {
    /// Canonical JSON.
    ///
    /// # Errors
    /// Only when a custom serialiser fails, which none of these does.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a forecast.
    ///
    /// # Errors
    /// When the text is not a forecast of a known form.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let forecast: Self = serde_json::from_slice(bytes).map_err(|error| Error::NotAPlan {
            reason: error.to_string(),
        })?;
        if forecast.schema_version > FORECAST_VERSION {
            return Err(Error::NewerPlan {
                found: forecast.schema_version,
                known: FORECAST_VERSION,
            });
        }
        Ok(forecast)
    }

    /// Holds an audit against what was planned: findings that were not planned are marked, and what was planned and not
    /// found is named. `sha256` is the hash of the file that the forecast was read from.
    pub fn mark(&self, card: &mut Scorecard, sha256: &str) {
        let planned: BTreeSet<String> = self
            .comparisons
            .iter()
            .map(PlannedComparison::key)
            .collect();
        let mut made = BTreeSet::new();
        let mut unplanned = 0;
        for finding in &mut card.findings {
            let key = key_of(finding);
            finding.unplanned = !planned.contains(&key);
            unplanned += u64::from(finding.unplanned);
            made.insert(key);
        }
        let not_made: Vec<String> = self
            .comparisons
            .iter()
            .filter(|comparison| comparison.reference.as_deref() != Some("best"))
            .filter(|comparison| !made.contains(&comparison.key()))
            .map(PlannedComparison::words)
            .collect();
        card.notes
            .push(self.note(unplanned, &not_made, sha256, &card.digests.spec));
        card.plan = Some(PlanRecord {
            not_made,
            planned: self.comparisons.len() as u64,
            same_spec: self.spec == card.digests.spec,
            sha256: sha256.to_owned(),
            unplanned,
        });
    }

    fn note(&self, unplanned: u64, not_made: &[String], sha256: &str, spec: &str) -> DataNote {
        let mut message = format!(
            "This audit was planned before any outcome was looked at: {} comparisons, in the plan with SHA-256 {sha256}.",
            self.comparisons.len()
        );
        if self.spec != spec {
            message.push_str(" The plan was made for another spec.");
        }
        match unplanned {
            0 => message.push_str(" Nothing was compared that was not planned."),
            n => message.push_str(&format!(" {n} findings are not in it, and marked.")),
        }
        if !not_made.is_empty() {
            let named = not_made
                .iter()
                .take(3)
                .cloned()
                .collect::<Vec<_>>()
                .join("; ");
            message.push_str(&format!(" Planned and not made: {named}"));
            if not_made.len() > 3 {
                message.push_str(&format!(" and {} more", not_made.len() - 3));
            }
            message.push('.');
        }
        if unplanned > 0 || !not_made.is_empty() || self.spec != spec {
            DataNote::warning("plan", None, message)
        } else {
            DataNote::info("plan", None, message)
        }
    }
}

impl PlannedComparison {
    fn key(&self) -> String {
        key(
            self.limit,
            [
                &self.check,
                &self.metric,
                &self.attribute,
                &self.group,
                &self.model,
                &self.slice,
            ],
        )
    }

    fn words(&self) -> String {
        let parts = [
            &self.check,
            &self.model,
            &self.slice,
            &self.attribute,
            &self.group,
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|part| &**part)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" · ")
    }
}

fn key_of(finding: &Finding) -> String {
    key(
        finding.limit,
        [
            &finding.check,
            &finding.metric,
            &finding.attribute,
            &finding.group,
            &finding.model,
            &finding.slice,
        ],
    )
}

/// What makes two comparisons the same one: who is compared by what against which limit, not how large they are.
fn key(limit: Limit, names: [&str; 6]) -> String {
    let limit = serde_json::to_string(&limit).unwrap_or_default();
    format!("{limit}\u{1f}{}", names.join("\u{1f}"))
}
