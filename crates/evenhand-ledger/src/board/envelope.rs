use super::key::{BoardKey, PublicKey};
use crate::canonical::canonical;
use crate::{Error, Result};
use base64ct::{Base64, Base64Url, Encoding as _};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the payload is: an in-toto statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// A statement with the signatures under it, in the form of DSSE 1.0 (Dead Simple Signing Envelope).
///
/// # Source
/// github.com/secure-systems-lab/dsse, `envelope.md` and `protocol.md`, version 1.0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The statement, in base64.
    payload: String,
    /// What the statement is.
    #[serde(rename = "payloadType")]
    payload_type: String,
    /// Who signed, in their order.
    pub signatures: Vec<EnvelopeSignature>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvelopeSignature {
    /// SHA-256 of the public key: a hint which key to try, and no proof.
    #[serde(rename = "keyid", default)]
    pub key_id: String,
    /// The signature, in base64.
    sig: String,
}

/// The bytes that are signed: they bind the payload to its type, so that nobody can pass one for another.
///
/// # Example: the test vector of DSSE
///
/// ```
/// let bytes = evenhand_ledger::pae("http://example.com/HelloWorld", b"hello world");
/// assert_eq!(bytes, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
/// ```
///
/// # Source
/// DSSE `protocol.md`, version 1.0, "Signature Definition": PAE.
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!(
        "DSSEv1 {} {payload_type} {} ",
        payload_type.len(),
        payload.len()
    );
    [head.as_bytes(), payload].concat()
}

impl Envelope {
    /// A statement that nobody signed yet.
    pub fn new(statement: &[u8]) -> Self {
        Self {
            payload: Base64::encode_string(statement),
            payload_type: PAYLOAD_TYPE.to_owned(),
            signatures: Vec::new(),
        }
    }

    /// Reads an envelope.
    ///
    /// # Errors
    /// When the bytes are none, or hold something else than an in-toto statement; `path` is named.
    pub fn of_json(bytes: &[u8], path: &Path) -> Result<Self> {
        let wrong = |message: String| Error::NotReadable {
            path: path.to_owned(),
            message,
        };
        let envelope: Self = serde_json::from_slice(bytes)
            .map_err(|error| wrong(format!("this is no DSSE envelope: {error}")))?;
        if envelope.payload_type != PAYLOAD_TYPE {
            return Err(wrong(format!(
                "the envelope holds `{}`; an in-toto statement is `{PAYLOAD_TYPE}`",
                envelope.payload_type
            )));
        }
        if envelope.decoded().is_none() {
            return Err(wrong("the payload is no base64".to_owned()));
        }
        Ok(envelope)
    }

    /// The file: canonical JSON on one line.
    pub(crate) fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        Ok((canonical(self)? + "\n").into_bytes())
    }

    /// The statement.
    pub fn statement(&self) -> Vec<u8> {
        self.decoded().unwrap_or_default()
    }

    fn decoded(&self) -> Option<Vec<u8>> {
        decode(&self.payload)
    }

    /// Adds a signature.
    pub fn sign(&mut self, key: &BoardKey) {
        let signature = key.sign(&pae(&self.payload_type, &self.statement()));
        self.signatures.push(EnvelopeSignature {
            key_id: key.public().id(),
            sig: Base64::encode_string(&signature),
        });
    }

    /// Whether the nth signature, from 0, is that of a key.
    pub fn verifies(&self, place: usize, key: &PublicKey) -> bool {
        let signature = self.signatures.get(place).and_then(|one| decode(&one.sig));
        let signature = signature.and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        signature.is_some_and(|signature| {
            key.verifies(&pae(&self.payload_type, &self.statement()), &signature)
        })
    }
}

/// Either base64 may stand in an envelope.
fn decode(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text)
        .or_else(|_| Base64Url::decode_vec(text))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_that_signed_fits() {
        let path = Path::new("x.dsse.json");
        let (first, second) = (BoardKey::of_seed([1; 32]), BoardKey::of_seed([2; 32]));
        let mut envelope = Envelope::new(b"{\"a\":1}\xff>");
        envelope.sign(&first);
        envelope.sign(&second);
        let again = Envelope::of_json(&envelope.to_json().unwrap(), path).unwrap();
        assert_eq!(again, envelope);
        assert!(again.verifies(0, &first.public()) && again.verifies(1, &second.public()));
        assert!(!again.verifies(0, &second.public()) && !again.verifies(2, &first.public()));
        let url = Envelope {
            payload: Base64Url::encode_string(&again.statement()),
            ..again.clone()
        };
        assert!(url.payload != again.payload && url.verifies(0, &first.public()));
        let other = Envelope {
            payload_type: "text/plain".to_owned(),
            ..again
        };
        assert!(!other.verifies(0, &first.public()));
        let error = Envelope::of_json(&other.to_json().unwrap(), path).unwrap_err();
        assert!(error.to_string().contains("text/plain"), "{error}");
    }
}
