use serde::{Deserialize, Serialize};

/// A decision of the board, as the log holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionEvent {
    /// Who was present.
    pub by: Vec<String>,
    /// What was decided: accept, accept with conditions, pause, re-run, out of scope.
    pub decision: String,
    /// Number of its minutes among those of the run, from 1; none for a decision without minutes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<u64>,
    /// SHA-256 of its minutes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes_sha256: Option<String>,
    /// So many signatures make it more than a draft.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quorum: Option<u64>,
    /// About which run.
    pub run: String,
    /// Number of the line with the decision about this run that it stands in place of; that line stays.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<u64>,
}

impl DecisionEvent {
    /// Whether it says no more than the first form of a line did.
    pub(crate) fn is_bare(&self) -> bool {
        self.minutes.is_none()
            && self.minutes_sha256.is_none()
            && self.quorum.is_none()
            && self.supersedes.is_none()
    }
}

/// A signature under a decision, as the log holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureEvent {
    /// SHA-256 of the envelope that holds this signature and those before it.
    pub envelope_sha256: String,
    /// SHA-256 of the public key.
    pub key_id: String,
    /// Number of the minutes that were signed.
    pub minutes: u64,
    /// Who says to have signed.
    pub name: String,
    /// How many signatures the envelope holds.
    pub number: u64,
    /// The public key (SubjectPublicKeyInfo) in base64: what a reader holds against the key that the member gave out.
    pub public_key: String,
    /// About which run.
    pub run: String,
}
