//! Signatures, right and wrong, and bodies that are changed after they were signed.

use base64::Engine as _;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::body;
use crate::contract::secret::Secret;

/// The value of `X-LeadLex-Signature`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// What LeadLex would send.
    Right,
    /// No such header.
    Missing,
    /// The header without a value.
    Blank,
    /// `sha256=` and nothing behind it.
    NoDigest,
    /// The right digest without `sha256=`.
    NoPrefix,
    /// The first half of the right digest.
    Truncated,
    /// The right digest with another second half.
    OtherTail,
    /// The right digest with another last digit.
    OtherDigit,
    /// Made with a secret that nobody was told.
    Stranger,
    /// Made with an empty secret.
    EmptySecret,
    /// SHA-256 of the body, without any secret.
    Unkeyed,
    /// HMAC-SHA1 with the right secret.
    Sha1,
    /// The right digest in base64.
    Base64,
    /// The right digest in upper case.
    UpperHex,
    /// Made with another secret, under `SHA256=`.
    OtherPrefix,
    /// 64 characters that are no hex digits.
    NotHex,
    /// Bytes that are not ASCII.
    NotAscii,
    /// Two headers, a wrong one and the right one.
    WrongThenRight,
    /// The right signature of another body.
    Borrowed,
}

/// What happens to a body on its way, after it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// One character of a value.
    Character,
    /// A line break at the end.
    NewLine,
    /// The envelope's keys in another order.
    KeyOrder,
    /// Parsed and printed again, with other white space.
    Reprinted,
}

/// The values of the signature header, none where it is left out.
#[must_use]
pub fn sign(signature: Signature, secret: &Secret, body: &[u8]) -> Vec<Vec<u8>> {
    let digest = hmac_sha256(secret.as_bytes(), body);
    let text = match signature {
        Signature::Right => format!("sha256={digest}"),
        Signature::Missing => return Vec::new(),
        Signature::Blank => String::new(),
        Signature::NoDigest => "sha256=".to_owned(),
        Signature::NoPrefix => digest,
        Signature::Truncated => format!("sha256={}", &digest[..32]),
        Signature::OtherTail => {
            let tail: String = digest[32..].chars().map(other_digit).collect();
            format!("sha256={}{tail}", &digest[..32])
        }
        Signature::OtherDigit => {
            let last = digest.chars().next_back().map(other_digit).unwrap_or_default();
            format!("sha256={}{last}", &digest[..63])
        }
        Signature::Stranger => format!("sha256={}", hmac_sha256(STRANGER, body)),
        Signature::EmptySecret => format!("sha256={}", hmac_sha256(b"", body)),
        Signature::Unkeyed => format!("sha256={}", hex::encode(Sha256::digest(body))),
        Signature::Sha1 => format!("sha1={}", hmac_sha1(secret.as_bytes(), body)),
        Signature::Base64 => {
            let bytes = hex::decode(digest).unwrap_or_default();
            format!("sha256={}", base64::engine::general_purpose::STANDARD.encode(bytes))
        }
        Signature::UpperHex => format!("sha256={}", digest.to_uppercase()),
        Signature::OtherPrefix => format!("SHA256={}", hmac_sha256(STRANGER, body)),
        Signature::NotHex => format!("sha256={}", "z".repeat(64)),
        Signature::NotAscii => format!("sha256={}", "é".repeat(32)),
        Signature::WrongThenRight => {
            let wrong = format!("sha256={}", hmac_sha256(STRANGER, body));
            return vec![wrong.into_bytes(), format!("sha256={digest}").into_bytes()];
        }
        Signature::Borrowed => {
            format!("sha256={}", hmac_sha256(secret.as_bytes(), &[body, b" "].concat()))
        }
    };
    vec![text.into_bytes()]
}

/// The digest that the body should have had, by which an answer is searched for it.
#[must_use]
pub fn right_digest(secret: &Secret, body: &[u8]) -> String {
    hmac_sha256(secret.as_bytes(), body)
}

/// What arrives of what was signed.
#[must_use]
pub fn change(change: Change, signed: &Bytes) -> Bytes {
    let text = || String::from_utf8_lossy(signed).into_owned();
    match change {
        Change::Nothing => signed.clone(),
        Change::Character => {
            // A digit of the workspace's id: the JSON stays valid, the event stays another's.
            let text = text();
            let mark = "\"workspace_id\":\"";
            let place = text.find(mark).map_or(text.len() / 2, |at| at + mark.len());
            let mut bytes = text.into_bytes();
            if let Some(byte) = bytes.get_mut(place) {
                *byte = if *byte == b'0' { b'1' } else { b'0' };
            }
            bytes.into()
        }
        Change::NewLine => format!("{}\n", text()).into(),
        Change::KeyOrder => body::turned(&text()).into(),
        Change::Reprinted => body::spaced(&text()).into(),
    }
}

/// Fixed, so that the same seed sends the same bytes; it opens nothing.
const STRANGER: &[u8] = b"leadlex-hooks check: a stranger's secret";

fn other_digit(digit: char) -> char {
    if digit == '0' { '1' } else { '0' }
}

fn hmac_sha256(key: &[u8], body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(body);
    hex::encode(mac.finalize().into_bytes())
}

fn hmac_sha1(key: &[u8], body: &[u8]) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(body);
    hex::encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Change, Signature, change, sign};
    use crate::contract::secret::Secret;
    use crate::contract::signature::{Signer, Verdict, verify};

    const BODY: &[u8] = br#"{"event":"contact.created","workspace_id":"1a","data":{}}"#;

    fn judged(signature: Signature, body: &[u8]) -> Verdict {
        let secret = Secret::new("whsec_test").expect("not empty");
        let values = sign(signature, &secret, BODY);
        let first = values.first().map(Vec::as_slice);
        verify(&[Signer::new(&secret)], first, body).verdict
    }

    #[test]
    fn only_the_right_signature_verifies_in_either_case() {
        use Signature::{
            Base64, Blank, Borrowed, EmptySecret, Missing, NoDigest, NoPrefix, NotAscii, NotHex,
            OtherDigit, OtherPrefix, OtherTail, Right, Sha1, Stranger, Truncated, Unkeyed,
            UpperHex, WrongThenRight,
        };
        assert_eq!(judged(Right, BODY), Verdict::Verified);
        assert_eq!(judged(UpperHex, BODY), Verdict::Verified);
        assert_eq!(judged(Missing, BODY), Verdict::Missing);
        for wrong in
            [OtherTail, OtherDigit, Stranger, EmptySecret, Unkeyed, Borrowed, WrongThenRight]
        {
            assert_eq!(judged(wrong, BODY), Verdict::Mismatch, "{wrong:?}");
        }
        for malformed in
            [Blank, NoDigest, NoPrefix, Truncated, Sha1, Base64, OtherPrefix, NotHex, NotAscii]
        {
            assert_eq!(judged(malformed, BODY), Verdict::Malformed, "{malformed:?}");
        }
    }

    #[test]
    fn a_changed_body_no_longer_fits_and_is_json_still() {
        let signed = Bytes::from_static(BODY);
        for how in [Change::Character, Change::NewLine, Change::KeyOrder, Change::Reprinted] {
            let changed = change(how, &signed);
            assert_eq!(judged(Signature::Right, &changed), Verdict::Mismatch, "{how:?}");
            serde_json::from_slice::<serde_json::Value>(&changed).expect("JSON");
        }
    }

    /// `printf abc | openssl dgst -sha1 -hmac key`
    #[test]
    fn sha1_is_what_openssl_makes_of_it() {
        let secret = Secret::new("key").expect("not empty");
        let made = sign(Signature::Sha1, &secret, b"abc");
        assert_eq!(made, [b"sha1=4fd0b215276ef12f2b3e4c8ecac2811498b656fc".to_vec()]);
    }
}
