//! Which form a file has, from how it begins.

use clap::ValueEnum;

/// How much of a file is looked at.
pub const PREFIX: usize = 4096;

/// A form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One JSON object a line; the one form that holds everything
    Jsonl,
    /// One POSIX shell line an event, which sends the same bytes with curl
    Curl,
    /// HTTP Archive 1.2, with the answer of the last delivery
    Har,
    /// Requests for the REST clients of editors
    Http,
}

/// The form of a file that begins so; `None` when it is none of the four. A file without anything in
/// it is JSONL without a line.
#[must_use]
pub fn sniff(prefix: &[u8]) -> Option<Form> {
    let text = String::from_utf8_lossy(prefix);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if let Some(inside) = text.strip_prefix('{') {
        let inside = inside.trim_start();
        return Some(if inside.starts_with("\"log\"") { Form::Har } else { Form::Jsonl });
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    if first.starts_with("printf ") || first.starts_with("curl ") || first.starts_with("#!/") {
        return Some(Form::Curl);
    }
    let word = first.split(' ').next().unwrap_or_default();
    let is_method = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if first.starts_with("###") || (is_method && first.contains("://")) {
        return Some(Form::Http);
    }
    first.is_empty().then_some(Form::Jsonl)
}

#[cfg(test)]
mod tests {
    use super::{Form, sniff};

    #[test]
    fn forms_are_told_by_how_they_begin() {
        let cases = [
            ("{\"type\":\"event\"", Some(Form::Jsonl)),
            ("\u{feff}{\n  \"log\": {", Some(Form::Har)),
            ("printf '{}' | curl", Some(Form::Curl)),
            ("curl -sS 'http://x'", Some(Form::Curl)),
            ("\n### 1\nPOST http://x", Some(Form::Http)),
            ("POST http://x HTTP/1.1", Some(Form::Http)),
            ("no JSON", None),
            ("event,contact\n1,2", None),
            ("", Some(Form::Jsonl)),
            (" \n", Some(Form::Jsonl)),
        ];
        for (text, form) in cases {
            assert_eq!(sniff(text.as_bytes()), form, "{text}");
        }
    }
}
