use crate::{Error, Result};
use base64ct::{Base64, Encoding as _};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _,
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use evenhand_core::sha256_hex;
use std::fmt;
use std::path::Path;

/// The private key of a member of the board (ed25519, RFC 8032). The member keeps it; no history ever holds one.
///
/// # Example
///
/// ```
/// use evenhand_ledger::BoardKey;
/// let key = BoardKey::of_seed([7; 32]);
/// let signature = key.sign(b"minutes");
/// assert!(key.public().verifies(b"minutes", &signature));
/// assert!(!key.public().verifies(b"other minutes", &signature));
/// ```
pub struct BoardKey(SigningKey);

impl BoardKey {
    /// A new key, from the randomness of the operating system.
    ///
    /// # Errors
    /// When the system has none.
    pub fn generate() -> Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Error::NoRandomness {
            message: error.to_string(),
        })?;
        Ok(Self::of_seed(seed))
    }

    /// The key of a seed; whoever knows the seed has the key.
    pub fn of_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// Reads a private key: PKCS#8 in PEM (RFC 5958, RFC 8410), as `evenhand board key` and `openssl genpkey` write it.
    ///
    /// # Errors
    /// When the text is no such key; `path` is named.
    pub fn of_pem(text: &str, path: &Path) -> Result<Self> {
        let read = SigningKey::from_pkcs8_pem(text);
        read.map(Self).map_err(|_| {
            let message = if text.contains("BEGIN PUBLIC KEY") {
                "this is the public key; sign with the private one that lies beside it"
            } else if text.contains("BEGIN ENCRYPTED PRIVATE KEY") {
                "this key is locked with a password; unlock a copy with `openssl pkey -in FILE -out COPY`"
            } else {
                "this is no ed25519 private key (PKCS#8, PEM); make one with `evenhand board key NAME.key`"
            };
            not_a_key(path, message)
        })
    }

    /// The private key as PKCS#8 in PEM.
    ///
    /// # Errors
    /// Only when it cannot be encoded, which does not happen.
    pub fn to_pem(&self) -> Result<String> {
        let pem = self.0.to_pkcs8_pem(LineEnding::LF);
        pem.map(|pem| pem.as_str().to_owned())
            .map_err(|error| not_a_key(Path::new("key"), &error.to_string()))
    }

    /// Its public key.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs bytes.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl fmt::Debug for BoardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BoardKey")
            .field(&self.public().id())
            .finish()
    }
}

/// A public key: what a member gives to everybody who is to verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a public key: SubjectPublicKeyInfo in PEM.
    ///
    /// # Errors
    /// When the text is no such key; `path` is named.
    pub fn of_pem(text: &str, path: &Path) -> Result<Self> {
        let read = VerifyingKey::from_public_key_pem(text);
        read.map(Self).map_err(|_| {
            let message = if text.contains("PRIVATE KEY") {
                "this is a private key, which belongs to its owner alone; give the public one (.pub)"
            } else {
                "this is no ed25519 public key (SubjectPublicKeyInfo, PEM)"
            };
            not_a_key(path, message)
        })
    }

    /// The key in PEM.
    ///
    /// # Errors
    /// Only when it cannot be encoded, which does not happen.
    pub fn to_pem(&self) -> Result<String> {
        let pem = self.0.to_public_key_pem(LineEnding::LF);
        pem.map_err(|error| not_a_key(Path::new("key"), &error.to_string()))
    }

    /// The key of its base64 form in a log; none where the text is no key.
    pub(crate) fn of_base64(text: &str) -> Option<Self> {
        let bytes = Base64::decode_vec(text).ok()?;
        VerifyingKey::from_public_key_der(&bytes).ok().map(Self)
    }

    /// The key in DER, in base64.
    pub(crate) fn to_base64(self) -> String {
        Base64::encode_string(&self.der())
    }

    /// SHA-256 of the key in DER, in hexadecimal: what `openssl pkey -pubin -outform DER | sha256sum` prints.
    pub fn id(&self) -> String {
        sha256_hex(&self.der())
    }

    /// The 12 bytes that name the algorithm, and the 32 of the key (RFC 8410 §4).
    fn der(&self) -> Vec<u8> {
        const ED25519: [u8; 12] = [
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
        ];
        [&ED25519[..], self.0.as_bytes()].concat()
    }

    /// Whether the owner of the key signed these bytes. Keys and signatures that fit more than one message are refused.
    pub fn verifies(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.verify_strict(bytes, &signature).is_ok()
    }
}

fn not_a_key(path: &Path, message: &str) -> Error {
    Error::NotReadable {
        path: path.to_owned(),
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 2.
    const SEED: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        let pair = |i: usize| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap();
        std::array::from_fn(pair)
    }

    #[test]
    fn the_published_signature_comes_out() {
        let key = BoardKey::of_seed(bytes(SEED));
        assert_eq!(key.public().0.as_bytes(), &bytes::<32>(PUBLIC));
        assert_eq!(key.sign(&[0x72]), bytes::<64>(SIGNATURE));
        assert!(key.public().verifies(&[0x72], &bytes(SIGNATURE)));
    }

    #[test]
    fn keys_survive_their_files() {
        let path = Path::new("a.key");
        let key = BoardKey::generate().unwrap();
        let again = BoardKey::of_pem(&key.to_pem().unwrap(), path).unwrap();
        assert_eq!(again.public(), key.public());
        let public = PublicKey::of_pem(&key.public().to_pem().unwrap(), path).unwrap();
        assert_eq!((public, public.id().len()), (key.public(), 64));
        assert_eq!(PublicKey::of_base64(&public.to_base64()), Some(public));
        assert_eq!(
            public.0.to_public_key_der().unwrap().as_bytes(),
            public.der()
        );
        assert!(!format!("{key:?}").contains(&key.to_pem().unwrap()[30..60]));
    }

    #[test]
    fn the_wrong_half_is_told() {
        let path = Path::new("a.key");
        let key = BoardKey::of_seed([1; 32]);
        let error = BoardKey::of_pem(&key.public().to_pem().unwrap(), path).unwrap_err();
        assert!(error.to_string().contains("a.key: this is the public key"));
        let error = PublicKey::of_pem(&key.to_pem().unwrap(), path).unwrap_err();
        assert!(error.to_string().contains("private key, which belongs"));
        for text in [
            "",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        ] {
            assert!(BoardKey::of_pem(text, path).is_err());
            assert!(PublicKey::of_pem(text, path).is_err());
        }
    }
}
