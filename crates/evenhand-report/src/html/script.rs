use super::style::base64;
use sha2::{Digest as _, Sha256};

static SCRIPT: &str = include_str!("../../templates/report.js");

/// The script that sorts and filters tables; the page says everything without it.
pub(super) fn script() -> &'static str {
    SCRIPT
}

/// What the page's policy names it by: a browser runs this script and no other.
pub(super) fn hash() -> String {
    format!("sha256-{}", base64(&Sha256::digest(SCRIPT)))
}
