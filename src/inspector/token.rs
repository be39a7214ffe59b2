//! The key of one session: who started the process can read it, and nobody else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// 256 bits of the operating system. There is no `Display`, and `Debug` shows nothing.
pub(super) struct Token(String);

impl Token {
    pub(super) fn new() -> Self {
        // A UUID has 122 random bits.
        let mut random = Sha256::new();
        for _ in 0..3 {
            random.update(Uuid::new_v4().as_bytes());
        }
        Self(URL_SAFE_NO_PAD.encode(random.finalize()))
    }

    /// The text itself, for the one URL that the terminal shows.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// Whether that is it; how long this takes says nothing about how much of it is right.
    pub(super) fn fits(&self, given: &[u8]) -> bool {
        let mac = |text: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes())
                .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
            mac.update(text);
            mac
        };
        let right = mac(self.0.as_bytes()).finalize().into_bytes();
        mac(given).verify(&right).is_ok()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_fits_itself_alone_and_is_never_shown() {
        let (one, other) = (Token::new(), Token::new());
        assert_eq!(one.expose().len(), 43);
        assert!(one.fits(one.expose().as_bytes()));
        assert!(!one.fits(other.expose().as_bytes()));
        assert!(!one.fits(b"") && !one.fits(&one.expose().as_bytes()[..42]));
        assert!(!format!("{one:?}").contains(one.expose()));
    }
}
