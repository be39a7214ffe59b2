//! `X-LeadLex-Signature`: HMAC-SHA256 over the raw body `[/webhooks]`.

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;

use super::secret::Secret;

const PREFIX: &str = "sha256=";

/// A secret made ready to sign and verify: the key is hashed into the MAC once.
#[derive(Clone)]
pub struct Signer {
    mac: Hmac<Sha256>,
    fingerprint: String,
}

impl Signer {
    /// Prepares the key.
    #[must_use]
    pub fn new(secret: &Secret) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        Self { mac, fingerprint: secret.fingerprint() }
    }

    /// The header value for a body: `sha256=` and lower-case hex.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        let mut mac = self.mac.clone();
        mac.update(body);
        let mut digits = [0; 64];
        let written = hex::encode_to_slice(mac.finalize().into_bytes(), &mut digits);
        let digits = written.ok().and_then(|()| std::str::from_utf8(&digits).ok());
        [PREFIX, digits.unwrap_or_else(|| unreachable!("a digest is 64 digits"))].concat()
    }

    /// Which secret this is, without saying it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Constant-time comparison by the MAC crate.
    fn matches(&self, body: &[u8], digest: &[u8]) -> bool {
        let mut mac = self.mac.clone();
        mac.update(body);
        mac.verify_slice(digest).is_ok()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.fingerprint)
    }
}

/// What a signature turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// One of the secrets made it.
    Verified,
    /// Well formed, and none of the secrets made it.
    Mismatch,
    /// No signature header.
    Missing,
    /// The header is there and is not `sha256=` with 64 hex digits.
    Malformed,
    /// No secret is set, so nothing was checked.
    Unverified,
}

impl Verdict {
    /// All verdicts, for parsing and for help texts.
    pub const ALL: [Self; 5] =
        [Self::Verified, Self::Mismatch, Self::Missing, Self::Malformed, Self::Unverified];

    /// The word used on screen, in JSON and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Mismatch => "mismatch",
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Unverified => "unverified",
        }
    }

    /// Reads what [`Verdict::as_str`] wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }

    /// Whether the request is taken as an event: verified, or nothing to verify with.
    #[must_use]
    pub fn is_accepted(self) -> bool {
        matches!(self, Self::Verified | Self::Unverified)
    }
}

/// A verdict with the fingerprint of the secret that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The outcome.
    pub verdict: Verdict,
    /// Set when, and only when, the verdict is [`Verdict::Verified`].
    pub fingerprint: Option<String>,
}

/// Checks a body against its signature header with each secret in turn (several while rotating).
///
/// The hex digits may be of either case: the documentation does not say which LeadLex uses.
#[must_use]
pub fn verify(signers: &[Signer], header: Option<&[u8]>, body: &[u8]) -> Verification {
    let bare = |verdict| Verification { verdict, fingerprint: None };
    if signers.is_empty() {
        return bare(Verdict::Unverified);
    }
    let Some(header) = header else {
        return bare(Verdict::Missing);
    };
    let Some(digest) = parse(header) else {
        return bare(Verdict::Malformed);
    };
    match signers.iter().find(|signer| signer.matches(body, &digest)) {
        Some(signer) => Verification {
            verdict: Verdict::Verified,
            fingerprint: Some(signer.fingerprint.clone()),
        },
        None => bare(Verdict::Mismatch),
    }
}

fn parse(header: &[u8]) -> Option<[u8; 32]> {
    let digits = header.strip_prefix(PREFIX.as_bytes())?;
    let mut digest = [0; 32];
    hex::decode_to_slice(digits, &mut digest).ok()?;
    Some(digest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::{Secret, Signer, Verdict, Verification, verify};

    const BODY: &[u8] = br#"{"event":"contact.created"}"#;

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        body: Body,
        secret: String,
        signatures: BTreeMap<String, String>,
    }

    #[derive(Deserialize)]
    struct Body {
        hex: String,
        times: usize,
    }

    /// Made by openssl, Python and Node: see `tests/vectors/README.md`.
    fn vectors() -> Vec<Vector> {
        serde_json::from_str(include_str!("../../tests/vectors/signatures.json")).expect("vectors")
    }

    fn signer(secret: &str) -> Signer {
        Signer::new(&Secret::new(secret).expect("not empty"))
    }

    fn verdict(header: &str, body: &[u8]) -> Verdict {
        verify(&[signer("s")], Some(header.as_bytes()), body).verdict
    }

    #[test]
    fn three_other_implementations_sign_alike() {
        let vectors = vectors();
        assert!(vectors.len() >= 12);
        for Vector { name, body, secret, signatures } in vectors {
            let body = hex::decode(body.hex).expect("hex").repeat(body.times);
            let signer = signer(&secret);
            assert_eq!(signatures.len(), 3);
            for (tool, signature) in signatures {
                assert_eq!(signer.sign(&body), signature, "{name} by {tool}");
                let header = Some(signature.as_bytes());
                let seen = verify(std::slice::from_ref(&signer), header, &body).verdict;
                assert_eq!(seen, Verdict::Verified, "{name} by {tool}");
            }
        }
    }

    #[test]
    fn upper_case_hex_is_as_good() {
        let digits = signer("s").sign(BODY).replace("sha256=", "").to_uppercase();
        assert_eq!(verdict(&format!("sha256={digits}"), BODY), Verdict::Verified);
    }

    #[test]
    fn a_changed_bit_anywhere_is_a_mismatch() {
        let header = signer("s").sign(BODY);
        for bit in 0..BODY.len() * 8 {
            let mut body = BODY.to_vec();
            body[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(verdict(&header, &body), Verdict::Mismatch, "bit {bit}");
        }
        assert_eq!(verdict(&header, &[BODY, b"\n"].concat()), Verdict::Mismatch);
        assert_eq!(verdict(&signer("other").sign(BODY), BODY), Verdict::Mismatch);
    }

    #[test]
    fn what_is_not_the_prefix_and_64_digits_is_malformed() {
        let good = signer("s").sign(BODY);
        let digits = &good["sha256=".len()..];
        let bad = [
            String::new(),
            digits.to_owned(),
            "sha256=".to_owned(),
            format!("sha256={good}"),
            format!("SHA256={digits}"),
            format!("sha1={}", &digits[..40]),
            format!("sha256={}", &digits[..40]),
            good[..good.len() - 1].to_owned(),
            good[..good.len() - 2].to_owned(),
            format!("{good}00"),
            format!(" {good}"),
            format!("{good} "),
            format!("{}g", &good[..good.len() - 1]),
        ];
        for header in bad {
            assert_eq!(verdict(&header, BODY), Verdict::Malformed, "{header:?}");
        }
        assert_eq!(verify(&[signer("s")], Some(b"sha256=\xff"), BODY).verdict, Verdict::Malformed);
    }

    #[test]
    fn while_rotating_the_secret_that_matched_is_named() {
        let signers = [signer("old"), signer("new")];
        for made_by in &signers {
            let seen = verify(&signers, Some(made_by.sign(BODY).as_bytes()), BODY);
            let fingerprint = Some(made_by.fingerprint().to_owned());
            assert_eq!(seen, Verification { verdict: Verdict::Verified, fingerprint });
        }
        assert_ne!(signers[0].fingerprint(), signers[1].fingerprint());
    }

    #[test]
    fn nothing_to_check_with_and_nothing_to_check_are_told_apart() {
        let bare = |verdict| Verification { verdict, fingerprint: None };
        let header = signer("s").sign(BODY);
        assert_eq!(verify(&[], Some(header.as_bytes()), BODY), bare(Verdict::Unverified));
        assert_eq!(verify(&[], None, BODY), bare(Verdict::Unverified));
        assert_eq!(verify(&[signer("s")], None, BODY), bare(Verdict::Missing));
        assert_eq!(verify(&[signer("x")], Some(header.as_bytes()), BODY), bare(Verdict::Mismatch));
    }
}
