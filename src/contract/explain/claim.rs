//! What a signature header claims, however it is spelt: read, not searched, so that it costs nothing.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::algorithm::Algorithm;
use super::table::Found;
use crate::contract::header::{self, HeaderList, value_text};

/// Fewer hex digits than this would match something by chance.
const LEAST_DIGITS: usize = 16;
/// Hex digits of SHA-256.
const DIGITS: usize = 64;
/// Values of a header that are read; more are nobody's signature.
const MOST_VALUES: usize = 8;

/// Base64 of either alphabet, padded or not.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const BASE64: [GeneralPurpose; 2] =
    [GeneralPurpose::new(&STANDARD, LENIENT), GeneralPurpose::new(&URL_SAFE, LENIENT)];

/// A digest that a header holds, and in what it differs from `sha256=` and 64 hex digits.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// Hex digits of the digest, or its first ones when it is cut.
    digits: String,
    pub(super) algorithm: Algorithm,
    pub(super) oddities: Vec<Found>,
}

impl Claim {
    /// Whether the digest is the one that is claimed. Nobody who could measure the time waits for
    /// this, so it need not be constant.
    pub(super) fn holds(&self, digest: &[u8]) -> bool {
        hex::encode(digest).starts_with(&self.digits)
    }
}

/// Every claim in the headers, the plainest first.
pub(super) fn claims(headers: &HeaderList) -> Vec<Claim> {
    let mut claims = Vec::new();
    let own = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(header::SIGNATURE));
    for (index, (_, value)) in own.take(MOST_VALUES).enumerate() {
        let place = (index > 0).then(|| Found::new("header-repeated"));
        read(&value_text(value), place, &mut claims);
    }
    if headers.get(header::SIGNATURE).is_none() {
        let near = headers.iter().filter(|(name, _)| {
            ["signature", "hmac", "digest"].iter().any(|word| name.contains(word))
        });
        for (name, value) in near.take(MOST_VALUES) {
            let place = Some(Found::detailed("header-elsewhere", name));
            read(&value_text(value), place, &mut claims);
        }
    }
    claims.sort_by_key(|claim| claim.oddities.len());
    claims
}

/// The seconds in a `t=…` of the header, as Stripe sends it.
pub(super) fn stamped(headers: &HeaderList) -> Option<String> {
    let value = value_text(headers.get(header::SIGNATURE)?);
    let stamp = value.split(',').find_map(|part| part.trim().strip_prefix("t="))?;
    Some(stamp.trim().to_owned())
}

fn read(value: &str, place: Option<Found>, claims: &mut Vec<Claim>) {
    let mut oddities: Vec<Found> = place.into_iter().collect();
    let mut text = value;
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        oddities.push(Found::new("header-white-space"));
        text = trimmed;
    }
    if let Some(inner) = unquoted(text) {
        oddities.push(Found::new("header-quoted"));
        text = inner;
    }
    if let Some((name, rest)) = text.split_once(':')
        && name.to_ascii_lowercase().ends_with("signature")
    {
        oddities.push(Found::new("header-named"));
        text = rest.trim();
    }
    let parts: Vec<&str> =
        text.split([',', ' ', ';']).filter(|part| !part.is_empty()).take(MOST_VALUES).collect();
    if parts != [text] {
        oddities.push(Found::new("header-list"));
    }
    for part in parts {
        read_part(part, &oddities, claims);
    }
}

fn unquoted(text: &str) -> Option<&str> {
    ['"', '\'', '`'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
}

fn read_part(part: &str, oddities: &[Found], claims: &mut Vec<Claim>) {
    let (names, digest) = prefixes(part);
    let prefix = match names.as_slice() {
        ["sha256="] => None,
        [] => Some("prefix-missing"),
        [first, rest @ ..] if !rest.is_empty() && rest.iter().all(|name| name == first) => {
            Some("prefix-doubled")
        }
        _ => Some("prefix-other"),
    };
    let mut claim = |digits: String, algorithm: Algorithm, spelling: &[&'static str]| {
        let mut all = oddities.to_vec();
        // The name of another hash is right for its digest: it is the hash that is told.
        let named = names.as_slice() == [format!("{algorithm:?}=").to_ascii_lowercase()];
        let told = prefix.filter(|_| !named || algorithm == Algorithm::Sha256);
        let odd = told.into_iter().chain(spelling.iter().copied()).chain(algorithm.row());
        all.extend(odd.map(Found::new));
        claims.push(Claim { digits, algorithm, oddities: all });
    };
    let plain: String = digest.chars().filter(|c| !matches!(c, ':' | '-')).collect();
    if is_hex(&plain) {
        let separated: &[&str] =
            if plain.len() < digest.len() { &["digest-separated"] } else { &[] };
        let digits = plain.to_ascii_lowercase();
        if let Some(algorithm) =
            Algorithm::of_length(digits.len() / 2).filter(|_| digits.len().is_multiple_of(2))
        {
            claim(digits.clone(), algorithm, separated);
        }
        if (LEAST_DIGITS..DIGITS).contains(&digits.len()) {
            claim(digits, Algorithm::Sha256, &["header-truncated"]);
        } else if digits.len() > DIGITS {
            claim(digits[..DIGITS].to_owned(), Algorithm::Sha256, &["header-too-long"]);
        }
        return;
    }
    let Some(bytes) = BASE64.iter().find_map(|engine| engine.decode(digest).ok()) else {
        return;
    };
    if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| is_hex(text))
        && let Some(algorithm) = Algorithm::of_length(text.len() / 2)
    {
        claim(text.to_ascii_lowercase(), algorithm, &["digest-base64-of-hex"]);
    } else if let Some(algorithm) = Algorithm::of_length(bytes.len()) {
        claim(hex::encode(bytes), algorithm, &["digest-base64"]);
    }
}

/// `sha256=`, `v1=` and the like at the beginning, each with its sign, and what follows them.
fn prefixes(part: &str) -> (Vec<&str>, &str) {
    let (mut names, mut rest) = (Vec::new(), part);
    while let Some(end) = rest.find(['=', ':']) {
        let (name, after) = rest.split_at(end + 1);
        let word = &name[..end];
        let plausible = word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && (3..=16).contains(&word.len()) | word.starts_with('v')
            && after.len() >= LEAST_DIGITS;
        if !plausible {
            break;
        }
        names.push(name);
        rest = after;
    }
    (names, rest)
}

fn is_hex(text: &str) -> bool {
    text.len() >= LEAST_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
