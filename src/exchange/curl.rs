//! A request as a line for a POSIX shell that sends the same bytes with curl, and such lines read
//! again.
//!
//! The body goes through a pipe from `printf`, which the shell has built in: so it may hold any
//! byte, be of any length, and begin with anything (curl takes data that begins with `@` for a file).
//! A body that is no text can be in a file beside the lines instead.

use std::path::Path;

use jiff::Timestamp;

use super::arrival::{Arrival, path_of, push_header, read_body};
use crate::contract::header::HeaderList;
use crate::text::shell::{printf_format, quote, read_printf_format};

/// From this size on curl asks first (`Expect: 100-continue`), which a captured request never did.
const ASKS_FIRST: usize = 1_000_000;

/// Fields that curl adds by itself, unless told not to.
const ADDED: [&str; 3] = ["accept", "content-type", "user-agent"];

/// Where a command takes the body from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// The command holds it.
    Pipe,
    /// A file of this name holds it.
    File(&'a str),
}

/// How a command is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All of it on one line.
    Line,
    /// One option a line, to be read by people.
    Block,
}

/// Whether a body is better kept in a file: in a command it would be octal numbers.
#[must_use]
pub fn is_binary(body: &[u8]) -> bool {
    std::str::from_utf8(body).is_err()
}

/// The command, its body in it. Per-hop headers are left to curl.
#[must_use]
pub fn command(
    method: &str,
    url: &str,
    headers: &HeaderList,
    body: &[u8],
    layout: Layout,
) -> String {
    command_from(method, url, headers, (body, Source::Pipe), layout)
}

/// The command, with its body wherever that is.
#[must_use]
pub fn command_from(
    method: &str,
    url: &str,
    headers: &HeaderList,
    (body, source): (&[u8], Source<'_>),
    layout: Layout,
) -> String {
    let mut words = vec![format!("curl -sS {}", quote(url))];
    if method != "POST" {
        words.push(format!("-X {}", quote(method)));
    }
    if url.contains(['[', ']', '{', '}']) {
        words.push("-g".to_owned());
    }
    if url.contains("/.") {
        words.push("--path-as-is".to_owned());
    }
    let headers = headers.end_to_end();
    for name in ADDED.into_iter().filter(|name| headers.get(name).is_none()) {
        words.push(format!("-H '{name}:'"));
    }
    if body.len() >= ASKS_FIRST {
        words.push("-H 'expect:'".to_owned());
    }
    words.extend(headers.iter().map(|(name, value)| format!("-H {}", field(name, value))));
    let separator = match layout {
        Layout::Line => " ",
        Layout::Block => " \\\n  ",
    };
    match source {
        Source::Pipe => {
            words.push("--data-binary @-".to_owned());
            format!("printf {} |{separator}{}", printf_format(body), words.join(separator))
        }
        Source::File(file) => {
            words.push(format!("--data-binary {}", quote(&format!("@{file}"))));
            words.join(separator)
        }
    }
}

/// curl sends a field without a value only when it is written with a semicolon.
fn field(name: &str, value: &[u8]) -> String {
    if value.is_empty() {
        return quote(&format!("{name};"));
    }
    let whole = [name.as_bytes(), b": ", value].concat();
    match std::str::from_utf8(&whole) {
        Ok(text) if crate::text::safe::line(text) == text => quote(text),
        _ => format!("\"$(printf {})\"", printf_format(&whole)),
    }
}

/// Reads one line of an export; `None` for a line without a command. A file that it names is looked
/// for in `folder`.
///
/// # Errors
/// A line that this program did not write, or a file that cannot be read.
pub fn read(line: &[u8], folder: &Path, now: Timestamp) -> Option<Result<Arrival, String>> {
    let words = match words(line) {
        Ok(words) => words,
        Err(why) => return Some(Err(why.to_owned())),
    };
    let (words, comment) = words;
    if words.is_empty() {
        return None;
    }
    Some(arrival(&words, comment.as_deref(), folder, now))
}

fn arrival(
    words: &[Word],
    comment: Option<&str>,
    folder: &Path,
    now: Timestamp,
) -> Result<Arrival, String> {
    const FOREIGN: &str = "it is not a line that `events export --format curl` wrote";
    let (piped, rest) = match words {
        [printf, format, pipe, curl, silent, rest @ ..]
            if printf.is("printf") && pipe.is("|") && curl.is("curl") && silent.is("-sS") =>
        {
            (Some(read_printf_format(&format.bytes).ok_or(FOREIGN)?), rest)
        }
        [curl, silent, rest @ ..] if curl.is("curl") && silent.is("-sS") => (None, rest),
        _ => return Err(FOREIGN.to_owned()),
    };
    let (mut method, mut path, mut data) = ("POST".to_owned(), None, None);
    let mut headers = HeaderList::new();
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("`{}` wants a value", word.text()));
        match &*word.text() {
            "-g" | "--path-as-is" => {}
            "-X" => method = value()?.text(),
            "--data-binary" => data = value()?.text().strip_prefix('@').map(str::to_owned),
            "-H" => add_field(&mut headers, &value()?.bytes)?,
            url if path.is_none() && !url.starts_with('-') => path = Some(path_of(url)?),
            _ => return Err(FOREIGN.to_owned()),
        }
    }
    let body = match (piped, data.as_deref()) {
        (_, None) => return Err("it breaks off before `--data-binary @`".to_owned()),
        (Some(body), Some("-")) => body,
        (None, Some(file)) if file != "-" => read_body(folder, file)?,
        _ => return Err(FOREIGN.to_owned()),
    };
    let stamp = comment.and_then(|text| text.split(' ').find_map(|word| word.parse().ok()));
    Ok(Arrival {
        received_at: stamp.unwrap_or(now),
        method,
        path: path.ok_or("it has no URL")?,
        peer: None,
        headers,
        body,
    })
}

fn add_field(headers: &mut HeaderList, field: &[u8]) -> Result<(), String> {
    if let Some(name) = field.strip_suffix(b";").filter(|name| !name.contains(&b':')) {
        return push_header(headers, &String::from_utf8_lossy(name), b"");
    }
    match field.iter().position(|byte| *byte == b':') {
        // Told not to send it.
        Some(colon) if colon + 1 == field.len() => Ok(()),
        Some(colon) => {
            let value = field[colon + 1..].trim_ascii_start();
            push_header(headers, &String::from_utf8_lossy(&field[..colon]), value)
        }
        None => Err("a header has no colon".to_owned()),
    }
}

/// A word of a command, its quotes read.
#[derive(Debug, Default)]
struct Word {
    bytes: Vec<u8>,
}

impl Word {
    fn is(&self, text: &str) -> bool {
        self.bytes == text.as_bytes()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The words of a line, and the comment at its end.
fn words(line: &[u8]) -> Result<(Vec<Word>, Option<String>), &'static str> {
    let mut words = Vec::new();
    let mut rest = line.trim_ascii();
    while let Some(first) = rest.first() {
        if *first == b'#' {
            return Ok((words, Some(String::from_utf8_lossy(&rest[1..]).into_owned())));
        }
        let (word, after) = word(rest)?;
        words.push(word);
        rest = after.trim_ascii_start();
    }
    Ok((words, None))
}

fn word(text: &[u8]) -> Result<(Word, &[u8]), &'static str> {
    const OPEN: &str = "it breaks off inside quotes";
    let (mut word, mut rest) = (Word::default(), text);
    while let Some(&first) = rest.first() {
        match first {
            b' ' | b'\t' => break,
            b'\'' => {
                let end = rest[1..].iter().position(|byte| *byte == b'\'').ok_or(OPEN)?;
                word.bytes.extend_from_slice(&rest[1..=end]);
                rest = &rest[end + 2..];
            }
            b'\\' => {
                word.bytes.push(*rest.get(1).ok_or(OPEN)?);
                rest = &rest[2..];
            }
            b'"' => {
                let inside =
                    rest.strip_prefix(b"\"$(printf '").ok_or("it has a `\"` of its own")?;
                let end = inside.windows(3).position(|end| end == b"')\"").ok_or(OPEN)?;
                let bytes =
                    read_printf_format(&inside[..end]).ok_or("it has a strange `printf`")?;
                word.bytes.extend(bytes);
                rest = &inside[end + 3..];
            }
            byte => {
                word.bytes.push(byte);
                rest = &rest[1..];
            }
        }
    }
    Ok((word, rest))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::Timestamp;
    use proptest::prelude::{any, proptest};

    use super::{Layout, Source, command, command_from, read};
    use crate::contract::header::HeaderList;

    fn now() -> Timestamp {
        Timestamp::from_second(1_771_927_200).expect("a time")
    }

    #[test]
    fn a_command_is_readable() {
        let mut headers = HeaderList::new();
        headers.push("content-type", "application/json");
        headers.push("x-it's", "a'b");
        headers.push("x-empty", "");
        headers.push("host", "left.out");
        let body = br#"{"name":"O'Brien"}"#;
        assert_eq!(
            command("POST", "http://localhost:3000/a", &headers, body, Layout::Line),
            r#"printf '{"name":"O\047Brien"}' | curl -sS 'http://localhost:3000/a' -H 'accept:' -H 'user-agent:' -H 'content-type: application/json' -H 'x-it'\''s: a'\''b' -H 'x-empty;' --data-binary @-"#
        );
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        let folder = Path::new("/nowhere");
        let refused =
            |line: &str| read(line.as_bytes(), folder, now()).expect("words").expect_err(line);
        assert!(refused("curl http://x -d @file").contains("not a line"));
        assert!(refused("printf '%s' | curl -sS 'http://x/' --data-binary @-").contains("not a"));
        assert!(
            refused("printf '' | curl -sS 'http://x/' -o /etc/x --data-binary @-").contains("not")
        );
        assert!(refused("printf '' | curl -sS 'http://x/'").contains("breaks off"));
        assert!(refused("printf 'abc").contains("quotes"));
        assert!(refused("rm -rf /").contains("not a line"));
        assert!(refused("printf '' | curl -sS 'http://x/' --data-binary @f").contains("not a"));
        assert!(refused("curl -sS 'http://x/' --data-binary @-").contains("not a line"));
        assert!(refused("curl -sS 'http://x/' --data-binary @f").contains("`f`"));
        assert!(read(b"# a comment", folder, now()).is_none());
        assert!(read(b"  ", folder, now()).is_none());
    }

    #[test]
    fn a_body_in_a_file_is_named() {
        let mut headers = HeaderList::new();
        headers.push("user-agent", "x");
        let from = (&b"\xff"[..], Source::File("./it's/event-2.body"));
        assert_eq!(
            command_from("POST", "http://localhost/", &headers, from, Layout::Line),
            r"curl -sS 'http://localhost/' -H 'accept:' -H 'content-type:' -H 'user-agent: x' --data-binary '@./it'\''s/event-2.body'"
        );
    }

    proptest! {
        #[test]
        fn a_line_is_read_as_it_was_written(
            body in any::<Vec<u8>>(),
            value in any::<Vec<u8>>(),
        ) {
            let value: Vec<u8> = value.into_iter().filter(|b| !matches!(b, b'\r' | b'\n' | 0)).collect();
            let mut headers = HeaderList::new();
            headers.push("content-type", "application/json");
            headers.push("x-odd", value.trim_ascii());
            let line = command("POST", "http://localhost:3000/a?b=%20", &headers, &body, Layout::Line);
            assert!(!line.contains('\n'));
            let seen = read(line.as_bytes(), Path::new("/nowhere"), now());
            let seen = seen.expect("words").expect("ours");
            assert_eq!((seen.headers, seen.body), (headers, body));
            assert_eq!((&*seen.path, seen.received_at), ("/a?b=%20", now()));
        }
    }
}
