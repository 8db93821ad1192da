use super::{LimitSpec, Scalar};
use crate::{Day, Error, Result, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who adopted the limits, when and why; and the policy packs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicySpec {
    /// Who.
    #[serde(default)]
    pub adopted_by: String,
    /// When (year-month-day).
    #[serde(default)]
    pub adopted_on: Option<Scalar>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Policy packs, as `id@version` or `id` for its latest version; a file ending in `.toml` relative to the spec; or
    /// `applicable` for every pack in force that is made for this system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// Folder with packs that come before those of the program, relative to the spec.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// Limits of house packs as they were adopted here, by the id of the check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, LimitSpec>,
    /// What documentation answers a requirement of a pack, by the id of the requirement or of a published item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// The day against which waivers and packs are judged (year-month-day); today where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Scalar>,
}

/// A decision to live with a confirmed gap for a while. It never hides the number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverSpec {
    /// Id in the outputs.
    pub id: String,
    /// The check that it covers.
    pub check: String,
    /// The attribute and the group that it covers.
    #[serde(rename = "where")]
    pub scope: WaiverWhere,
    /// Why the gap is lived with.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Who approved it; for a gate check at least one of the board, written `board:…`.
    pub approved_by: Vec<String>,
    /// When it was approved (year-month-day).
    pub approved_on: Scalar,
    /// Its last day (year-month-day); at most 180 days after it was approved.
    pub expires: Scalar,
    /// Where the work on the gap is tracked.
    pub tracking: String,
}

/// What a waiver covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverWhere {
    /// The attribute or intersection.
    pub attribute: String,
    /// The group; left out for a number over all groups, such as the largest gap.
    #[serde(default)]
    pub group: Option<String>,
    /// The model, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A waiver may last this long after it was approved.
const LONGEST_DAYS: i64 = 180;

/// What a board member who approves is written with.
const BOARD: &str = "board:";

impl WaiverSpec {
    /// When it was approved and its last day; `path` is where it stands.
    ///
    /// # Errors
    /// Where it leaves open who answers for what, where nobody of the board approved it and the check is a gate, and where it
    /// lasts too long.
    pub fn check(&self, path: &str, severity: Severity) -> Result<(Day, Day)> {
        let said = [
            ("id", &self.id),
            ("reason", &self.reason),
            ("owner", &self.owner),
            ("tracking", &self.tracking),
        ];
        if let Some((key, _)) = said.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Error::spec(
                format!("{path}.{key}"),
                format!("a waiver needs its {key}"),
            ));
        }
        if self.approved_by.iter().all(|who| who.trim().is_empty()) {
            return Err(Error::spec(
                format!("{path}.approved_by"),
                "nobody approved this waiver",
            ));
        }
        if severity == Severity::Gate && !self.approved_by.iter().any(|who| who.starts_with(BOARD))
        {
            return Err(Error::spec(
                format!("{path}.approved_by"),
                format!(
                    "`{}` is a gate, and nobody of the board approved this",
                    self.check
                ),
            )
            .with_help("a member of the board is written \"board:name\""));
        }
        self.days(path)
    }

    /// Refuses a waiver of everybody.
    ///
    /// # Errors
    /// Where it is about all groups, or all attributes.
    pub fn names_one_group(&self, path: &str) -> Result<()> {
        let wild = |name: &str| name == "all" || name.trim_matches('*').is_empty();
        if wild(&self.scope.attribute) || self.scope.group.as_deref().is_some_and(wild) {
            return Err(Error::spec(
                format!("{path}.where"),
                "a waiver covers one group, never all of them",
            )
            .with_help("name the group; write one waiver for each"));
        }
        Ok(())
    }

    fn days(&self, path: &str) -> Result<(Day, Day)> {
        let day = |value, key: &str| {
            Day::of(value).map_err(|error| Error::spec(format!("{path}.{key}"), error))
        };
        let approved_on = day(&self.approved_on, "approved_on")?;
        let expires = day(&self.expires, "expires")?;
        let length = approved_on.days_until(expires);
        if length < 0 {
            return Err(Error::spec(
                format!("{path}.expires"),
                format!("it ends on {expires}, before it was approved on {approved_on}"),
            ));
        }
        if length > LONGEST_DAYS {
            return Err(Error::spec(
                format!("{path}.expires"),
                format!("it would last {length} days, and {LONGEST_DAYS} is the most"),
            )
            .with_help("decide anew when it ends"));
        }
        Ok((approved_on, expires))
    }
}
