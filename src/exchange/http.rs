//! `.http` files, as the REST clients of editors read them: requests with `###` between them.
//!
//! A body that such a client would change stays out of the text and is referred to as `< ./file`:
//! what is no text, holds a separator or a `{{variable}}`, or begins or ends with white space.

use std::path::Path;

use jiff::Timestamp;

use super::arrival::{Arrival, path_of, push_header, read_body};
use super::outgoing::Outgoing;
use crate::contract::header::HeaderList;
use crate::text::safe;

/// Where a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// In the text.
    Inline(&'a str),
    /// In a file of its own, and why.
    File(&'static str),
}

/// Where a body can stand.
#[must_use]
pub fn place(body: &[u8]) -> Place<'_> {
    let Ok(text) = std::str::from_utf8(body) else {
        return Place::File("it is no UTF-8 text");
    };
    let acts = |line: &str| {
        ["###", "<", ">", "#", "//", "@", "?", "&"].iter().any(|mark| line.starts_with(mark))
    };
    if text.trim() != text {
        Place::File("it begins or ends with white space, which editors take away")
    } else if text.contains("{{") {
        Place::File("editors read the `{{` in it as a variable")
    } else if text.lines().any(acts) {
        Place::File("a line of it begins with a sign that means something in an .http file")
    } else if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
        || safe::block(text).len() != text.replace('\t', "    ").len()
    {
        Place::File("there are control characters in it")
    } else {
        Place::Inline(text)
    }
}

/// One request. A header value that is no text is left out and returned by its name.
#[must_use]
pub fn request(outgoing: &Outgoing, file: Option<&str>) -> (String, Vec<String>) {
    let record = &outgoing.record;
    let mut text = format!("### {}\n", outgoing.caption());
    text.push_str(&format!("{} {} HTTP/1.1\n", record.row.method, outgoing.url));
    let mut left_out = Vec::new();
    for (name, value) in record.headers.end_to_end().iter() {
        match std::str::from_utf8(value) {
            Ok(value) if !value.contains("{{") && safe::line(value) == value => {
                text.push_str(&format!("{name}: {value}\n"));
            }
            _ => left_out.push(name.to_owned()),
        }
    }
    text.push('\n');
    match (place(&record.body), file) {
        (Place::Inline(""), _) => {}
        (Place::Inline(body), _) => {
            text.push_str(body);
            text.push('\n');
        }
        (Place::File(_), Some(file)) => text.push_str(&format!("< {file}\n")),
        (Place::File(_), None) => {}
    }
    text.push('\n');
    (text, left_out)
}

/// Reads a whole file; bodies that stand in files of their own are found beside it. Each outcome
/// has the line on which its request begins.
#[must_use]
pub fn read(text: &str, folder: &Path, now: Timestamp) -> Vec<(usize, Result<Arrival, String>)> {
    let mut blocks: Vec<(usize, &str, Vec<&str>)> = vec![(1, "", Vec::new())];
    for (index, line) in text.split('\n').enumerate() {
        match (line.strip_prefix("###"), blocks.last_mut()) {
            (Some(caption), _) => blocks.push((index + 1, caption, Vec::new())),
            (None, Some((_, _, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    let requests = blocks.into_iter().filter(|(_, _, lines)| {
        lines.iter().any(|line| !line.trim().is_empty() && !is_comment(line))
    });
    requests.map(|(line, caption, lines)| (line, arrival(caption, &lines, folder, now))).collect()
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//") || line.starts_with('@')
}

fn arrival(
    caption: &str,
    lines: &[&str],
    folder: &Path,
    now: Timestamp,
) -> Result<Arrival, String> {
    let mut lines =
        lines.iter().skip_while(|line| line.trim().is_empty() || is_comment(line)).copied();
    let mut first = lines.next().unwrap_or_default().split_whitespace();
    let (method, url) = match (first.next(), first.next()) {
        (Some(method), Some(url)) => (method.to_owned(), url),
        _ => return Err("it has no request line such as `POST http://… HTTP/1.1`".to_owned()),
    };
    let mut headers = HeaderList::new();
    for line in lines.by_ref().map(|line| line.trim_end_matches('\r')) {
        if line.trim().is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or("a header has no colon")?;
        push_header(&mut headers, name.trim_end(), value.trim().as_bytes())?;
    }
    let rest = lines.collect::<Vec<_>>().join("\n");
    let body = match rest.trim().strip_prefix("< ") {
        Some(file) => read_body(folder, file.trim())?,
        None => rest.trim().as_bytes().to_vec(),
    };
    let stamp = caption.split(' ').find_map(|word| word.parse().ok());
    let (received_at, path) = (stamp.unwrap_or(now), path_of(url)?);
    Ok(Arrival { received_at, method, path, peer: None, headers, body })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Place, place, read};

    #[test]
    fn what_a_client_would_change_goes_into_a_file() {
        for body in ["a\n", " a", "{{x}}", "a\n### b", "< a", "a\r\nb", "\u{0}", "a\u{202e}"] {
            assert!(matches!(place(body.as_bytes()), Place::File(_)), "{body:?}");
        }
        assert_eq!(place(b"\xff"), Place::File("it is no UTF-8 text"));
        assert_eq!(place(b"{{x}}"), Place::File("editors read the `{{` in it as a variable"));
        assert_eq!(place(b"{\n\t\"a\": 1\n}"), Place::Inline("{\n\t\"a\": 1\n}"));
    }

    proptest! {
        #[test]
        fn what_stands_in_the_text_is_read_as_it_was(body in "[ -~\n\t]{0,60}") {
            if let Place::Inline(body) = place(body.as_bytes()) {
                let file = format!("### 1\nPOST http://x/ HTTP/1.1\na: b\n\n{body}\n\n### 2\nPOST http://x/\n\n");
                let now = jiff::Timestamp::UNIX_EPOCH;
                let seen = read(&file, std::path::Path::new(""), now);
                assert_eq!(seen.len(), 2);
                assert_eq!(seen[0].1.as_ref().expect("a request").body, body.as_bytes());
            }
        }
    }
}
