//! Keys that a secret turns into by mistake.

use base64::Engine as _;
use base64::alphabet::{STANDARD as ALPHABET, URL_SAFE as URL_ALPHABET};
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::table::Variants;

const BOM: &[u8] = b"\xef\xbb\xbf";
/// What LeadLex's competitors put before their secrets, and people copy.
const PREFIX: &[u8] = b"whsec_";
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const BASE64: [GeneralPurpose; 2] =
    [GeneralPurpose::new(&ALPHABET, LENIENT), GeneralPurpose::new(&URL_ALPHABET, LENIENT)];

/// What a template prints where a variable is not set, and the variable itself, not expanded.
const PLACEHOLDERS: [&str; 9] = [
    "undefined",
    "null",
    "None",
    "nil",
    "LEADLEX_WEBHOOK_SECRET",
    "$LEADLEX_WEBHOOK_SECRET",
    "${LEADLEX_WEBHOOK_SECRET}",
    "%LEADLEX_WEBHOOK_SECRET%",
    "process.env.LEADLEX_WEBHOOK_SECRET",
];

pub(super) fn newline_removed(key: &[u8]) -> Variants<'_> {
    let ends = [&b"\r\n"[..], b"\n", b"\r"];
    Variants::all(ends.into_iter().filter_map(|end| key.strip_suffix(end)).map(<[u8]>::to_vec))
}

pub(super) fn newline_added(key: &[u8]) -> Variants<'_> {
    Variants::all([&b"\n"[..], b"\r\n", b"\r"].into_iter().map(move |end| [key, end].concat()))
}

pub(super) fn trimmed(key: &[u8]) -> Variants<'_> {
    let no_break = String::from_utf8_lossy(key).trim().as_bytes().to_vec();
    Variants::all([key.trim_ascii().to_vec(), no_break].into_iter())
}

pub(super) fn space_added(key: &[u8]) -> Variants<'_> {
    let around = [(&b""[..], &b" "[..]), (b" ", b""), (b" ", b" "), (b"", b"\t"), (b"", b"\0")];
    Variants::all(around.into_iter().map(|(before, after)| [before, key, after].concat()))
}

pub(super) fn unquoted(key: &[u8]) -> Variants<'_> {
    let trimmed = key.trim_ascii();
    let inner = |quote: u8| trimmed.strip_prefix(&[quote])?.strip_suffix(&[quote]);
    Variants::all(b"\"'`".iter().filter_map(move |&quote| inner(quote)).map(<[u8]>::to_vec))
}

pub(super) fn quoted(key: &[u8]) -> Variants<'_> {
    Variants::all(b"\"'`".iter().map(move |&quote| [&[quote], key, &[quote]].concat()))
}

pub(super) fn prefix_removed(key: &[u8]) -> Variants<'_> {
    let places = key.iter().enumerate().filter(|(_, byte)| **byte == b'_').take(2);
    Variants::all(places.map(|(at, _)| key[at + 1..].to_vec()))
}

pub(super) fn prefix_added(key: &[u8]) -> Variants<'_> {
    Variants::one((!key.starts_with(PREFIX)).then(|| [PREFIX, key].concat()))
}

/// `LEADLEX_WEBHOOK_SECRET=…`, a line of a `.env` file, `export` and quotes included.
pub(super) fn name_removed(key: &[u8]) -> Variants<'_> {
    let value = || {
        let text = std::str::from_utf8(key).ok()?.trim();
        let (name, value) = text.strip_prefix("export ").unwrap_or(text).split_once(['=', ':'])?;
        let name = name.trim();
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (plain && name.len() > 2).then(|| value.trim().trim_matches(['"', '\'']).into())
    };
    Variants::one(value())
}

pub(super) fn base64_decoded(key: &[u8]) -> Variants<'_> {
    Variants::one(decoded(key))
}

pub(super) fn hex_decoded(key: &[u8]) -> Variants<'_> {
    Variants::one(hex::decode(key.trim_ascii()).ok())
}

/// Without its prefix, then decoded: what Svix and Standard Webhooks do with `whsec_…`.
pub(super) fn prefix_removed_and_decoded(key: &[u8]) -> Variants<'_> {
    let rest = key.iter().position(|&byte| byte == b'_').map(|at| &key[at + 1..]);
    let both = rest.into_iter().flat_map(|rest| [decoded(rest), hex::decode(rest).ok()]);
    Variants::all(both.flatten())
}

pub(super) fn base64_encoded(key: &[u8]) -> Variants<'_> {
    Variants::one(Some(STANDARD.encode(key).into_bytes()))
}

pub(super) fn hex_encoded(key: &[u8]) -> Variants<'_> {
    Variants::one(Some(hex::encode(key).into_bytes()))
}

pub(super) fn empty(_: &[u8]) -> Variants<'_> {
    Variants::one(Some(Vec::new()))
}

pub(super) fn placeholder(_: &[u8]) -> Variants<'_> {
    Variants::all(PLACEHOLDERS.iter().map(|text| text.as_bytes().to_vec()))
}

pub(super) fn recased(key: &[u8]) -> Variants<'_> {
    Variants::all([key.to_ascii_lowercase(), key.to_ascii_uppercase()].into_iter())
}

pub(super) fn bom(key: &[u8]) -> Variants<'_> {
    let without = key.strip_prefix(BOM).map(<[u8]>::to_vec);
    Variants::all([without, Some([BOM, key].concat())].into_iter().flatten())
}

/// `\n` as two characters where a newline is meant, or the other way round.
pub(super) fn unescaped(key: &[u8]) -> Variants<'_> {
    let both = || {
        let text = std::str::from_utf8(key).ok()?;
        let read = read_escapes(text);
        let doubled = text.replace('\\', "\\\\");
        let stripped = text.trim_end_matches("\\n").trim_end_matches("\\r");
        Some([read, stripped.to_owned(), format!("{text}\\n"), doubled].map(String::into_bytes))
    };
    Variants::all(both().into_iter().flatten())
}

pub(super) fn percent_decoded(key: &[u8]) -> Variants<'_> {
    Variants::one(super::encoding::percent_decoded(key))
}

/// What is left when a shell expands `$…`, or a `.env` file takes `#` for a comment.
pub(super) fn cut(key: &[u8]) -> Variants<'_> {
    let places = key.iter().enumerate().skip(1).filter(|(_, byte)| b"$#& ;!".contains(byte));
    Variants::all(places.take(8).map(|(at, _)| key[..at].trim_ascii_end().to_vec()))
}

pub(super) fn recoded(key: &[u8]) -> Variants<'_> {
    let text = std::str::from_utf8(key).ok().filter(|text| !text.is_ascii());
    let both = text.into_iter().flat_map(|text| {
        let twice = super::encoding::latin1_to_utf8(text.as_bytes());
        [super::encoding::utf8_to_latin1(text), Some(twice)]
    });
    Variants::all(both.flatten())
}

/// `\n`, `\r` and doubled backslashes read, one after the other.
fn read_escapes(text: &str) -> String {
    let (mut out, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        match (c, chars.as_str().chars().next()) {
            ('\\', Some(sign @ ('n' | 'r' | '\\'))) => {
                chars.next();
                out.push(match sign {
                    'n' => '\n',
                    'r' => '\r',
                    _ => sign,
                });
            }
            _ => out.push(c),
        }
    }
    out
}

fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii();
    BASE64.iter().find_map(|engine| engine.decode(text).ok())
}
