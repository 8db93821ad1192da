use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 of some bytes, in lower-case hexadecimal.
///
/// ```
/// // FIPS 180-4, the one-block example "abc".
/// assert!(evenhand_core::sha256_hex(b"abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
/// ```
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What a scorecard was made from, as digests that carry no file name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Digests {
    /// SHA-256 of the canonical spec without `[data] source`.
    pub spec: String,
    /// SHA-256 of the canonical statistics: every count the numbers were computed from.
    pub statistics: String,
}
