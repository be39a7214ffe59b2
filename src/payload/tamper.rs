//! `--tamper`: a delivery spoilt in one known way, to see whether a handler notices.

use bytes::Bytes;

use crate::contract::header::{self, HeaderList};
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::error::Error;

/// What is spoilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tamper {
    /// One digit of the signature.
    Signature,
    /// One byte of the body, after signing.
    Body,
    /// Signed with another secret.
    Secret,
    /// No signature at all.
    Missing,
    /// The signature without its `sha256=`.
    Prefix,
    /// The digest in base64 where hex is due.
    Encoding,
    /// Another timestamp.
    Timestamp(String),
}

const FORMS: &str = "signature, body, secret, missing, prefix, encoding, timestamp=VALUE";

impl Tamper {
    /// Reads the flag's value.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(match text {
            "signature" => Self::Signature,
            "body" => Self::Body,
            "secret" => Self::Secret,
            "missing" => Self::Missing,
            "prefix" => Self::Prefix,
            "encoding" => Self::Encoding,
            _ => match text.strip_prefix("timestamp=") {
                Some(value)
                    if !value.is_empty() && value.bytes().all(|b| (32..127).contains(&b)) =>
                {
                    Self::Timestamp(value.to_owned())
                }
                _ => return Err(format!("choose one of: {FORMS}")),
            },
        })
    }

    /// Whether it is the signature that is spoilt.
    #[must_use]
    pub fn needs_signature(&self) -> bool {
        !matches!(self, Self::Body | Self::Timestamp(_))
    }

    /// Spoils a signed delivery.
    ///
    /// # Errors
    /// A body without a byte to change (exit 2).
    pub fn apply(&self, headers: &mut HeaderList, body: &Bytes) -> Result<Bytes, Error> {
        let signature = headers.text(header::SIGNATURE).unwrap_or_default().to_owned();
        let digest = signature.strip_prefix("sha256=").unwrap_or_default();
        match self {
            Self::Signature => headers.set(header::SIGNATURE, flip_last(&signature)),
            Self::Body => return flip_byte(body),
            Self::Secret => headers.set(header::SIGNATURE, foreign_signature(body)),
            Self::Missing => headers.remove(header::SIGNATURE),
            Self::Prefix => headers.set(header::SIGNATURE, digest),
            Self::Encoding => {
                headers.set(header::SIGNATURE, format!("sha256={}", to_base64(digest)))
            }
            Self::Timestamp(value) => headers.set(header::TIMESTAMP, value.as_str()),
        }
        Ok(body.clone())
    }
}

fn flip_last(signature: &str) -> String {
    let mut digits = signature.to_owned();
    let last = digits.pop();
    digits.push(if last == Some('0') { '1' } else { '0' });
    digits
}

/// A digit or a letter is changed, so that JSON most likely stays JSON.
fn flip_byte(body: &Bytes) -> Result<Bytes, Error> {
    let mut spoilt = body.to_vec();
    let place = spoilt
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
        .or_else(|| spoilt.len().checked_sub(1))
        .ok_or_else(|| Error::usage("`--tamper body`: the body is empty"))?;
    spoilt[place] = if spoilt[place] == b'0' { b'1' } else { b'0' };
    Ok(Bytes::from(spoilt))
}

fn foreign_signature(body: &Bytes) -> String {
    let secret =
        Secret::new("leadlex-hooks --tamper secret").unwrap_or_else(|_| unreachable!("not empty"));
    Signer::new(&secret).sign(body)
}

fn to_base64(digest: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(hex::decode(digest).unwrap_or_default())
}
