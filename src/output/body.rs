//! A body, for people (JSON laid out and coloured, binary as a hex dump) and for scripts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::printer::Printer;
use super::stream::{Stream, Tone};
use crate::error::Error;
use crate::json::pretty::{PieceKind, reindent};
use crate::text::{hexdump, measure, safe};

/// Laid out, a hostile body can grow a hundredfold; nobody reads further than this.
const MOST_LINES: usize = 2000;
/// Rows of a hex dump.
const MOST_ROWS: usize = 64;

/// A body in JSON: as text when it is UTF-8, otherwise in base64.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BodyJson {
    /// The body, when it is UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The body, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_base64: Option<String>,
}

impl BodyJson {
    /// The bytes; `None` when neither form is there or the base64 is none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match (&self.body, &self.body_base64) {
            (Some(text), _) => Some(text.as_bytes().to_vec()),
            (None, Some(coded)) => STANDARD.decode(coded).ok(),
            (None, None) => None,
        }
    }
}

/// A body for scripts.
#[must_use]
pub fn json(body: &[u8]) -> BodyJson {
    match std::str::from_utf8(body) {
        Ok(text) => BodyJson { body: Some(text.to_owned()), body_base64: None },
        Err(_) => BodyJson { body: None, body_base64: Some(STANDARD.encode(body)) },
    }
}

/// Prints a body for people.
///
/// # Errors
/// A stdout that cannot be written.
pub fn print(body: &[u8], printer: &Printer) -> Result<(), Error> {
    printer.line(&render(body, &printer.out()))
}

/// A body for people: numbers, key order and duplicate keys as they were sent.
#[must_use]
pub fn render(body: &[u8], stream: &Stream) -> String {
    if body.is_empty() {
        return stream.paint(Tone::Dim, "(empty body)");
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return hexdump::hexdump(body, MOST_ROWS);
    };
    let Some(pieces) = reindent(text) else {
        return plain(text, stream);
    };
    let mut shown = String::with_capacity(text.len() * 2);
    let mut lines = 1;
    for piece in pieces {
        if piece.kind != PieceKind::Space {
            shown.push_str(&stream.paint(tone(piece.kind), &safe::line(piece.text)));
            continue;
        }
        shown.push_str(piece.text);
        lines += usize::from(piece.text.contains('\n'));
        if lines > MOST_LINES {
            shown.push_str(&more(text.len(), stream));
            break;
        }
    }
    shown
}

/// The colour of a part of a JSON text.
pub(super) fn tone(kind: PieceKind) -> Tone {
    match kind {
        PieceKind::Key => Tone::Literal,
        PieceKind::String => Tone::Good,
        PieceKind::Number | PieceKind::Literal => Tone::Warn,
        PieceKind::Punctuation | PieceKind::Space => Tone::Plain,
    }
}

fn plain(text: &str, stream: &Stream) -> String {
    let mut lines: Vec<String> =
        text.lines().take(MOST_LINES).map(|line| safe::block(line).into_owned()).collect();
    if text.lines().nth(MOST_LINES).is_some() {
        lines.push(more(text.len(), stream));
    }
    lines.join("\n")
}

fn more(size: usize, stream: &Stream) -> String {
    stream.paint(Tone::Dim, &format!("… of {} in all", measure::size(size as u64)))
}
