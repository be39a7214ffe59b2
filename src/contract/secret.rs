//! A webhook signing secret: a type that cannot be printed.

use std::fmt;

use sha2::{Digest, Sha256};

/// The literal UTF-8 string that LeadLex shows once when a webhook is created.
///
/// It is used as the HMAC key as it stands (inferred: the documentation shows no encoding). There is
/// no `Display`, and `Debug` shows the fingerprint only.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// A secret that has no characters: it would turn verification into a formality.
#[derive(Debug, thiserror::Error)]
#[error("the secret is empty")]
pub struct EmptySecret;

impl Secret {
    /// Takes the text as it is.
    ///
    /// # Errors
    /// An empty text is refused, so that an unset CI variable never turns verification off.
    pub fn new(text: impl Into<String>) -> Result<Self, EmptySecret> {
        let text = text.into();
        if text.is_empty() {
            return Err(EmptySecret);
        }
        Ok(Self(text))
    }

    /// The key of the HMAC.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The text itself, for the few places that must hand it on (a child's environment, a 0600 file).
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Eight hex digits that tell secrets apart and reveal nothing of a random one.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"leadlex-hooks fingerprint\0");
        hash.update(self.0.as_bytes());
        hex::encode(&hash.finalize()[..4])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_never_shows_the_text() {
        let secret = Secret::new("whsec_topsecret").expect("not empty");
        let shown = format!("{secret:?}");
        assert!(!shown.contains("topsecret"), "{shown}");
        assert!(shown.contains(&secret.fingerprint()));
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(Secret::new("").is_err());
    }
}
