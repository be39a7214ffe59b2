//! Text from outside, with all that could act on a terminal or hide from the eye written out.
//!
//! An emoji that is joined of several (a family, a flag with a symbol) falls into its parts with
//! `\u{200d}` between them: the joiner also hides differences between two texts, so it is shown.
//! Backslashes stay as they are, so this is for eyes only and cannot be read back.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What a tab becomes where lines are kept.
const TAB: &str = "    ";

/// One line: line breaks and tabs are written out too.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| None)
}

/// A word as somebody typed it, in one line; an empty one was typed as `''`.
#[must_use]
pub fn typed(word: &str) -> Cow<'_, str> {
    if word.is_empty() { Cow::Borrowed("''") } else { line(word) }
}

/// Several lines: `\n` stays and a tab becomes four blanks.
#[must_use]
pub fn block(text: &str) -> Cow<'_, str> {
    escaped(text, |c| match c {
        '\n' => Some("\n"),
        '\t' => Some(TAB),
        _ => None,
    })
}

/// One line of what may not be UTF-8; a byte that is not is shown as `\xNN`.
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        shown.push_str(&line(chunk.valid()));
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown
}

/// A JSON text with what acts or hides written as `\uXXXX`: the same value to whoever parses it.
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(acts_or_hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts_or_hides(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn escaped(text: &str, instead: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(acts_or_hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match instead(c) {
            Some(replacement) => shown.push_str(replacement),
            None if acts_or_hides(c) => shown.extend(c.escape_default()),
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether all of it is visible ASCII and blanks, as nearly every line is: found out at a glance.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether a character moves the cursor, turns the direction of text, or takes no place at all.
/// Combining marks and variation selectors are ordinary: names and emoji need them.
fn acts_or_hides(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' // soft hyphen
            | '\u{61c}' // Arabic letter mark
            | '\u{115f}'..='\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{180e}' // Mongolian vowel separator
            | '\u{200b}'..='\u{200f}' // zero width, direction marks
            | '\u{2028}'..='\u{202e}' // line and paragraph separators, embeddings, overrides
            | '\u{2060}'..='\u{206f}' // invisible operators, isolates, deprecated format characters
            | '\u{feff}' // byte order mark
            | '\u{fff9}'..='\u{fffb}' // interlinear annotation
            | '\u{1d173}'..='\u{1d17a}' // musical format characters
            | '\u{e0000}'..='\u{e0fff}' // tags, further variation selectors
        )
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::{any, proptest};

    use super::{block, bytes, json, line};

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in
            ["", "plain", "Gärtner & Söhne", "e\u{301}", "日本語", "عربي", "☀\u{fe0f} 👍🏽", r"C:\n"]
        {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text), "{text}");
            assert!(matches!(block(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        assert!(matches!(block("a b"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_its_value() {
        let text = serde_json::to_string("a\u{9b}0m\u{202e}x\u{e0041}\n").expect("JSON");
        let shown = json(&text);
        assert_eq!(shown, r#""a\u009b0m\u202ex\udb40\udc41\n""#);
        let (one, other): (String, String) = (
            serde_json::from_str(&text).expect("JSON"),
            serde_json::from_str(&shown).expect("JSON"),
        );
        assert_eq!(one, other);
    }

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(line("\u{1b}[2J\u{9b}0m\u{7f}\0"), r"\u{1b}[2J\u{9b}0m\u{7f}\u{0}");
        assert_eq!(line("a\r\n\tb"), r"a\r\n\tb");
        assert_eq!(block("a\r\n\tb\u{8}"), "a\\r\n    b\\u{8}");
        assert_eq!(line("x\u{202e}fdp.exe\u{2066}\u{200f}"), r"x\u{202e}fdp.exe\u{2066}\u{200f}");
        assert_eq!(block("a\u{2028}b\u{2029}c"), r"a\u{2028}b\u{2029}c");
        assert_eq!(line("a\u{200b}\u{ad}\u{feff}\u{e0041}"), r"a\u{200b}\u{ad}\u{feff}\u{e0041}");
        assert_eq!(line("👩\u{200d}💻"), r"👩\u{200d}💻");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_shown_one_by_one() {
        assert_eq!(bytes(b"ok \xff\xc3\x28\n"), r"ok \xff\xc3(\n");
        assert_eq!(bytes("ä\u{1b}".as_bytes()), r"ä\u{1b}");
        assert_eq!(bytes(b"\xe2\x82"), r"\xe2\x82");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_left(raw in any::<Vec<u8>>(), text in any::<String>()) {
            assert!(!bytes(&raw).contains(char::is_control));
            assert!(!line(&text).contains(char::is_control));
            assert!(!block(&text).contains(|c: char| c.is_control() && c != '\n'));
            assert_eq!(line(&line(&text)), line(&text));
        }
    }
}
