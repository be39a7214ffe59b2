//! Words for a POSIX shell: written, and read again where we wrote them.

use std::fmt::Write as _;

use super::safe;

/// A word that the shell hands on as it is, whatever is in it.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same, without quotes where none are needed.
#[must_use]
pub fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=,@%+".contains(c);
    if text.is_empty() || !text.chars().all(plain) { quote(text) } else { text.to_owned() }
}

/// A format for `printf`, in quotes, that prints these bytes in any POSIX shell and any locale, on
/// one line. What could be taken for something else (`%`, `\`, a quote, a dash at the start) and
/// what acts on a terminal is written in octal.
#[must_use]
pub fn printf_format(bytes: &[u8]) -> String {
    let mut format = String::with_capacity(bytes.len() + 2);
    format.push('\'');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let first = format.len() == 1;
            match c {
                '\n' => format.push_str("\\n"),
                '%' => format.push_str("%%"),
                '\\' => format.push_str("\\\\"),
                '\'' => octal(&mut format, b"'"),
                '-' if first => octal(&mut format, b"-"),
                c => {
                    let mut space = [0; 4];
                    let text = c.encode_utf8(&mut space);
                    if safe::line(text) == *text {
                        format.push_str(text);
                    } else {
                        octal(&mut format, text.as_bytes());
                    }
                }
            }
        }
        octal(&mut format, chunk.invalid());
    }
    format.push('\'');
    format
}

fn octal(format: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(format, "\\{byte:03o}");
    }
}

/// The bytes that [`printf_format`] was given, from what is between its quotes; `None` for a format
/// that is not of its making.
#[must_use]
pub fn read_printf_format(format: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(format.len());
    let mut rest = format;
    while let [first, after @ ..] = rest {
        let (byte, used) = match (first, after) {
            (b'%', [b'%', ..]) => (b'%', 2),
            (b'\\', [b'\\', ..]) => (b'\\', 2),
            (b'\\', [b'n', ..]) => (b'\n', 2),
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..]) => {
                ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), 4)
            }
            (b'%' | b'\\', _) => return None,
            (byte, _) => (*byte, 1),
        };
        bytes.push(byte);
        rest = &rest[used..];
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{printf_format, read_printf_format, word};

    #[test]
    fn only_what_a_shell_would_change_is_quoted() {
        assert_eq!(word("data.a=b@c.example"), "data.a=b@c.example");
        assert_eq!(word(""), "''");
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("data.l[0]=1"), "'data.l[0]=1'");
        assert_eq!(word("it's"), r"'it'\''s'");
    }

    #[test]
    fn a_format_is_one_line_that_stays_readable() {
        assert_eq!(printf_format(b"-n 100%\\\n'\0\xff"), r"'\055n 100%%\\\n\047\000\377'");
        assert_eq!(printf_format("ä \u{202e}!\"$`".as_bytes()), "'ä \\342\\200\\256!\"$`'");
        assert_eq!(printf_format(b""), "''");
    }

    #[test]
    fn what_is_not_ours_is_no_format() {
        for text in ["%s", "%", "\\", "\\x41", "\\8", "\\400"] {
            assert_eq!(read_printf_format(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_format_is_read_as_it_was_written(bytes in any::<Vec<u8>>()) {
            let format = printf_format(&bytes);
            let inside = &format[1..format.len() - 1];
            assert!(!inside.contains(['\'', '\n']));
            assert_eq!(read_printf_format(inside.as_bytes()), Some(bytes));
        }
    }
}
