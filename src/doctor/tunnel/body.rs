//! How a body that arrived differs from the one that was sent, and what is likely to have done that.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// Bytes that are shown from where two bodies part.
const SHOWN: usize = 24;
/// Bytes of a body that are parsed to guess.
const PARSED: usize = 4 * 1024 * 1024;

/// What became of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BodyChange {
    /// Its end is missing.
    Cut {
        /// Bytes that were sent.
        sent: usize,
        /// Bytes that arrived.
        arrived: usize,
    },
    /// It is another.
    Changed {
        /// Bytes that are the same at its beginning.
        at: usize,
        /// What was sent there.
        sent: Vec<u8>,
        /// What arrived there.
        arrived: Vec<u8>,
        /// What is likely to have happened.
        guess: Option<&'static str>,
    },
}

/// `None` where they are the same.
pub(super) fn compare(sent: &[u8], arrived: &[u8]) -> Option<BodyChange> {
    if sent == arrived {
        return None;
    }
    if sent.starts_with(arrived) {
        return Some(BodyChange::Cut { sent: sent.len(), arrived: arrived.len() });
    }
    let at = sent.iter().zip(arrived).take_while(|(a, b)| a == b).count();
    let from = |body: &[u8]| body[at..].iter().take(SHOWN).copied().collect();
    Some(BodyChange::Changed {
        at,
        sent: from(sent),
        arrived: from(arrived),
        guess: guess(sent, arrived),
    })
}

fn guess(sent: &[u8], arrived: &[u8]) -> Option<&'static str> {
    let lossy = String::from_utf8_lossy(sent);
    let latin: String = sent.iter().copied().map(char::from).collect();
    let is_json = |sent: &[u8], arrived: &[u8]| {
        let read = |body: &[u8]| serde_json::from_slice::<Value>(without_bom(body)).ok();
        let small = sent.len().max(arrived.len()) <= PARSED;
        small && read(sent).is_some_and(|value| Some(value) == read(arrived))
    };
    if arrived.starts_with(&[0x1f, 0x8b]) {
        Some("it was compressed")
    } else if arrived == with_lf(sent) {
        Some("CRLF became LF")
    } else if arrived == without_bom(sent) {
        Some("the byte order mark was removed")
    } else if arrived == sent.trim_ascii() {
        Some("the blanks around it were removed")
    } else if arrived == STANDARD.encode(sent).as_bytes() {
        Some("it was encoded as Base64")
    } else if arrived == latin.as_bytes() {
        Some("it was read as Latin-1 and written as UTF-8")
    } else if arrived == lossy.as_bytes() {
        Some("bytes that are no UTF-8 were replaced")
    } else if is_json(sent, arrived) {
        Some("the JSON was parsed and written anew")
    } else {
        None
    }
}

fn with_lf(body: &[u8]) -> Vec<u8> {
    let is_kept = |at: usize| !(body[at] == b'\r' && body.get(at + 1) == Some(&b'\n'));
    (0..body.len()).filter(|at| is_kept(*at)).map(|at| body[at]).collect()
}

fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::{BodyChange, compare};

    fn guessed(sent: &[u8], arrived: &[u8]) -> Option<&'static str> {
        match compare(sent, arrived) {
            Some(BodyChange::Changed { guess, .. }) => guess,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_same_bytes_are_no_change_and_a_missing_end_is_a_cut() {
        assert_eq!(compare(b"abc", b"abc"), None);
        assert_eq!(compare(b"", b""), None);
        assert_eq!(compare(b"abc", b"ab"), Some(BodyChange::Cut { sent: 3, arrived: 2 }));
        let (at, sent, arrived) = (2, b"c".to_vec(), b"xy".to_vec());
        let changed = BodyChange::Changed { at, sent, arrived, guess: None };
        assert_eq!(compare(b"abc", b"abxy"), Some(changed));
    }

    #[test]
    fn what_usually_does_it_is_named() {
        for (sent, arrived, expected) in [
            (&b"{\r\n}"[..], &b"{\n}"[..], "CRLF became LF"),
            (b"\xef\xbb\xbfx", b"x", "the byte order mark was removed"),
            (b" x\n", b"x", "the blanks around it were removed"),
            (b"{}x", b"e314", "it was encoded as Base64"),
            (b"\xe9", b"\xc3\xa9", "it was read as Latin-1 and written as UTF-8"),
            (b"a\xff\xfe", b"a\xef\xbf\xbd\xef\xbf\xbd", "bytes that are no UTF-8 were replaced"),
            (b"{ \"a\":1}", b"{\"a\":1}", "the JSON was parsed and written anew"),
            (b"abc", b"\x1f\x8bzz", "it was compressed"),
        ] {
            assert_eq!(guessed(sent, arrived), Some(expected));
        }
    }
}
