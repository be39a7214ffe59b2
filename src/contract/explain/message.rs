//! Bodies that a body turns into by mistake, on the sender's side or on ours.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::encoding;
use super::layout::{Document, Escapes, Numbers, Order, PLAIN, SPACINGS, Slashes, Style, every};
use super::table::{Variant, Variants};
use crate::contract::fields;

const BOM: &[u8] = b"\xef\xbb\xbf";
/// Of these `encodeURIComponent` leaves more alone than a form does.
const COMPONENT: &[u8] = b"-_.!~*'()";
const FORM: &[u8] = b"-_.*";

pub(super) fn newline_removed(body: &[u8]) -> Variants<'_> {
    let ends = [&b"\r\n"[..], b"\n"];
    Variants::all(ends.into_iter().filter_map(|end| body.strip_suffix(end)).map(<[u8]>::to_vec))
}

pub(super) fn newline_added(body: &[u8]) -> Variants<'_> {
    Variants::all([&b"\n"[..], b"\r\n"].into_iter().map(move |end| [body, end].concat()))
}

pub(super) fn trimmed(body: &[u8]) -> Variants<'_> {
    let all = [body.trim_ascii(), body.trim_ascii_end(), body.trim_ascii_start()];
    Variants::all(all.into_iter().map(<[u8]>::to_vec))
}

pub(super) fn unix_lines(body: &[u8]) -> Variants<'_> {
    Variants::one(Some(without_returns(body)))
}

pub(super) fn windows_lines(body: &[u8]) -> Variants<'_> {
    let made = || {
        let mut lines = Vec::with_capacity(body.len() + body.len() / 16);
        for &byte in &without_returns(body) {
            if byte == b'\n' {
                lines.push(b'\r');
            }
            lines.push(byte);
        }
        lines
    };
    Variants::one(body.contains(&b'\n').then(made))
}

pub(super) fn bom_removed(body: &[u8]) -> Variants<'_> {
    Variants::one(body.strip_prefix(BOM).map(<[u8]>::to_vec))
}

pub(super) fn bom_added(body: &[u8]) -> Variants<'_> {
    Variants::one((!body.starts_with(BOM)).then(|| [BOM, body].concat()))
}

pub(super) fn empty(_: &[u8]) -> Variants<'_> {
    Variants::one(Some(Vec::new()))
}

pub(super) fn compact(body: &[u8]) -> Variants<'_> {
    written(body, |style| style.spacing == SPACINGS[0] && plain_but_spacing(style))
}

pub(super) fn spaced(body: &[u8]) -> Variants<'_> {
    written(body, |style| style.spacing == SPACINGS[1] && plain_but_spacing(style))
}

pub(super) fn indented(body: &[u8]) -> Variants<'_> {
    written(body, |style| SPACINGS[2..].contains(&style.spacing) && plain_but_spacing(style))
}

pub(super) fn sorted(body: &[u8]) -> Variants<'_> {
    written(body, |style| {
        style.order == Order::Sorted && plain_but_spacing(Style { order: Order::Kept, ..style })
    })
}

pub(super) fn ascii(body: &[u8]) -> Variants<'_> {
    written(body, |style| {
        let rest = Style { escapes: Escapes::Kept, ..style };
        style.escapes == Escapes::Ascii && plain_but_spacing(rest)
    })
}

pub(super) fn html(body: &[u8]) -> Variants<'_> {
    written(body, |style| {
        let rest = Style { escapes: Escapes::Kept, ..style };
        style.escapes == Escapes::Html && plain_but_spacing(rest)
    })
}

/// PHP's `json_encode` escapes slashes, and what is not ASCII unless told otherwise.
pub(super) fn slashes(body: &[u8]) -> Variants<'_> {
    written(body, |style| {
        let rest = Style { slashes: Slashes::Plain, escapes: Escapes::Kept, ..style };
        let escapes = style.escapes != Escapes::Html;
        style.slashes == Slashes::Escaped && escapes && plain_but_spacing(rest)
    })
}

pub(super) fn numbers(body: &[u8]) -> Variants<'_> {
    written(body, |style| {
        let rest = Style { numbers: Numbers::Kept, ..style };
        style.numbers != Numbers::Kept && plain_but_spacing(rest)
    })
}

/// Every other combination, and each with a newline at its end.
pub(super) fn rewritten(body: &[u8]) -> Variants<'_> {
    let all = written(body, |_| true);
    Variants::detailed(all.flat_map(|Variant { detail, bytes }| {
        let ended = [&bytes[..], b"\n"].concat();
        let with = format!("{detail}, a newline at the end");
        [Variant { detail, bytes }, Variant { detail: with, bytes: ended }]
    }))
}

pub(super) fn inflated(body: &[u8]) -> Variants<'_> {
    Variants::one(encoding::inflated(body))
}

pub(super) fn as_latin1(body: &[u8]) -> Variants<'_> {
    Variants::one(std::str::from_utf8(body).ok().and_then(encoding::utf8_to_latin1))
}

pub(super) fn as_utf8(body: &[u8]) -> Variants<'_> {
    let binary = std::str::from_utf8(body).is_err();
    Variants::one(binary.then(|| encoding::latin1_to_utf8(body)))
}

pub(super) fn encoded_twice(body: &[u8]) -> Variants<'_> {
    let text = std::str::from_utf8(body).is_ok() && !body.is_ascii();
    Variants::one(text.then(|| encoding::latin1_to_utf8(body)))
}

/// What is lost when bytes are read as text that they are not.
pub(super) fn lossy(body: &[u8]) -> Variants<'_> {
    let binary = std::str::from_utf8(body).is_err();
    Variants::one(binary.then(|| String::from_utf8_lossy(body).into_owned().into_bytes()))
}

pub(super) fn utf16(body: &[u8]) -> Variants<'_> {
    let text = std::str::from_utf8(body).ok();
    Variants::one(text.map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()))
}

pub(super) fn base64_decoded(body: &[u8]) -> Variants<'_> {
    Variants::one(STANDARD.decode(body.trim_ascii()).ok())
}

pub(super) fn base64_encoded(body: &[u8]) -> Variants<'_> {
    Variants::one(Some(STANDARD.encode(body).into_bytes()))
}

/// The text that a body which is one JSON string holds.
pub(super) fn string_read(body: &[u8]) -> Variants<'_> {
    Variants::one(serde_json::from_slice::<String>(body).ok().map(String::into_bytes))
}

/// The body as one JSON string: a text that was made JSON once more.
pub(super) fn string_made(body: &[u8]) -> Variants<'_> {
    let text = std::str::from_utf8(body).ok();
    Variants::one(text.and_then(|text| serde_json::to_vec(text).ok()))
}

/// A form, or a text with percent signs: what it stands for.
pub(super) fn form_read(body: &[u8]) -> Variants<'_> {
    let spaced: Vec<u8> = body.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    let value = |text: &[u8]| {
        let at = text.iter().position(|&byte| byte == b'=')?;
        encoding::percent_decoded(&text[at + 1..])
    };
    let all = [
        encoding::percent_decoded(body),
        encoding::percent_decoded(&spaced),
        value(body),
        value(&spaced),
    ];
    Variants::all(all.into_iter().flatten())
}

/// The body as a form carries it, alone or as GitHub's `payload`.
pub(super) fn form_made(body: &[u8]) -> Variants<'_> {
    let forms = [(COMPONENT, &b"%20"[..]), (FORM, b"+")];
    Variants::all(forms.into_iter().flat_map(|(kept, blank)| {
        let plain = encoding::percent_encoded(body, kept, blank);
        let field = [b"payload=", &plain[..]].concat();
        [plain, field]
    }))
}

/// The member `data` alone, as it stands.
pub(super) fn data_alone(body: &[u8]) -> Variants<'_> {
    let mut data = None;
    let read = fields::each(body.strip_prefix(BOM).unwrap_or(body), |name, value| {
        if name == "data" {
            data = Some(value.get().as_bytes().to_vec());
        }
    });
    Variants::one(read.ok().and(data))
}

/// Spacing, and escapes that are not needed, are all that differs.
fn plain_but_spacing(style: Style) -> bool {
    let escapes = matches!(style.escapes, Escapes::Kept | Escapes::Fewest);
    escapes && Style { spacing: PLAIN.spacing, escapes: PLAIN.escapes, ..style } == PLAIN
}

/// The document in each style that is wanted and that says something of it.
fn written(body: &[u8], wanted: impl Fn(Style) -> bool + 'static) -> Variants<'_> {
    let document = Document::read(body);
    Variants::detailed(document.into_iter().flat_map(move |document| {
        let differs = document.differs_in();
        let styles: Vec<Style> =
            every().filter(|style| wanted(*style) && differs(*style)).collect();
        styles
            .into_iter()
            .map(move |style| Variant { detail: style.words(), bytes: document.write(style) })
    }))
}

fn without_returns(body: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(body.len());
    for (at, &byte) in body.iter().enumerate() {
        if byte != b'\r' || body.get(at + 1) != Some(&b'\n') {
            lines.push(byte);
        }
    }
    lines
}
