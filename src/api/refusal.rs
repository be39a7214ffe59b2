//! The API's own words when it says no.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::call::Call;
use super::envelope;
use super::head::{Head, Quota};
use super::key::ApiKey;
use super::resource::{Resource, Right};

/// How much of the API's words is kept.
const LONGEST: usize = 500;
/// How many fields are told.
const MOST_FIELDS: usize = 10;

/// An answer that says no. Its texts come from outside; the key is not in them.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The HTTP status; 200 when only the body says no.
    pub status: u16,
    /// `error.code`, where there is one.
    pub code: Option<String>,
    /// `error.message`, or the first words of what came in its place; may be empty.
    pub message: String,
    /// `error.details.fields`: what is wrong with which `[/api-reference/lists/create]`.
    pub fields: Vec<(String, String)>,
    /// The id under which LeadLex logs the request.
    pub request_id: Option<String>,
    /// What is left of the calls.
    pub quota: Option<Quota>,
    /// How long to wait, where it was said.
    pub retry_after: Option<Duration>,
    /// The server's clock, to the second.
    pub server_time: Option<Timestamp>,
    /// What was asked for.
    pub resource: Resource,
    /// What the key would have had to be allowed to do with it.
    pub right: Right,
}

/// What an error envelope says.
#[derive(Debug, Default)]
pub struct Words {
    code: Option<String>,
    message: String,
    fields: Vec<(String, String)>,
}

impl Refusal {
    pub(super) fn new(status: u16, words: Words, head: &Head, call: &Call, key: &ApiKey) -> Self {
        let clean = |text: &str| shortened(&key.mask(text));
        Self {
            status,
            code: words.code.as_deref().map(clean).filter(|code| !code.is_empty()),
            message: clean(&words.message),
            fields: words.fields.iter().map(|(name, why)| (clean(name), clean(why))).collect(),
            request_id: head.request_id.as_deref().map(clean),
            quota: head.quota,
            retry_after: head.retry_after,
            server_time: head.server_time,
            resource: call.what,
            right: call.action.right(),
        }
    }
}

impl Words {
    /// Reads the body of an answer whose status says no.
    #[must_use]
    pub fn of_body(body: &[u8]) -> Self {
        match envelope::json(body) {
            Ok(value) => Self::of_json(&value),
            Err(super::Fault::NotJson(_) | super::Fault::Cut(_)) => {
                Self::plain(String::from_utf8_lossy(&body[..body.len().min(4 * LONGEST)]).trim())
            }
            Err(super::Fault::Html(Some(title))) => Self::plain(&title),
            Err(_) => Self::default(),
        }
    }

    /// Words of our own, or of a server that speaks no JSON.
    pub(super) fn plain(message: &str) -> Self {
        Self { message: message.to_owned(), ..Self::default() }
    }

    /// Whether an answer with a good status says no all the same.
    #[must_use]
    pub fn inside(value: &Value) -> Option<Self> {
        let says_no = value.get("data").is_none()
            && value.get("error").is_some_and(|error| error.is_object() || error.is_string());
        says_no.then(|| Self::of_json(value))
    }

    /// `{"error":{"code","message","details"}}` as documented, `{"error":"…"}`, or the same without
    /// `error` around it, as gateways in front of the API say it.
    fn of_json(value: &Value) -> Self {
        match value {
            Value::Object(top) => match top.get("error") {
                Some(Value::Object(error)) => Self::of_object(error),
                Some(Value::String(error)) => {
                    let words = Self::of_object(top);
                    if !words.message.is_empty() {
                        return Self { code: words.code.or_else(|| Some(error.clone())), ..words };
                    }
                    Self { message: error.clone(), ..words }
                }
                _ => Self::of_object(top),
            },
            Value::String(text) => Self::plain(text),
            _ => Self::default(),
        }
    }

    fn of_object(error: &Map<String, Value>) -> Self {
        let text = |names: &[&str]| names.iter().find_map(|name| error.get(*name)?.as_str());
        let fields = error.get("details").and_then(|details| details.get("fields"));
        let fields = fields.and_then(Value::as_object).into_iter().flatten();
        let plain = |why: &Value| why.as_str().map_or_else(|| why.to_string(), str::to_owned);
        Self {
            code: text(&["code", "error_code"]).map(|code| code.trim().to_owned()),
            message: text(&["message", "msg", "error_description"]).unwrap_or_default().to_owned(),
            fields: fields
                .take(MOST_FIELDS)
                .map(|(name, why)| (name.clone(), plain(why)))
                .collect(),
        }
    }
}

/// One line of words, not too long.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Words, shortened};

    fn said(body: &str) -> (Option<String>, String) {
        let words = Words::of_body(body.as_bytes());
        (words.code, words.message)
    }

    #[test]
    fn every_way_to_say_no_is_understood() {
        let no = |code: Option<&str>, message: &str| (code.map(str::to_owned), message.to_owned());
        assert_eq!(
            said(r#"{"error":{"code":"invalid_key","message":"No."}}"#),
            no(Some("invalid_key"), "No.")
        );
        assert_eq!(said(r#"{"error":"No."}"#), no(None, "No."));
        assert_eq!(
            said(r#"{"error":"invalid_key","message":"No."}"#),
            no(Some("invalid_key"), "No.")
        );
        assert_eq!(said(r#"{"code":401,"message":"No."}"#), no(None, "No."));
        assert_eq!(said(r#"{"msg":"No."}"#), no(None, "No."));
        assert_eq!(said("<title>502</title>"), no(None, "502"));
        assert_eq!(said("upstream failed\n"), no(None, "upstream failed"));
        assert_eq!(said(""), no(None, ""));
        assert_eq!(said("[1]"), no(None, ""));
    }

    #[test]
    fn long_words_are_cut_and_lines_joined() {
        assert_eq!(shortened("a\r\n  b"), "a b");
        assert_eq!(shortened(&"é".repeat(LONGEST + 5)).chars().count(), LONGEST + 1);
    }
}
