//! A body read for display and for the log. Reading never fails and never changes a byte: what is
//! absent, of another type, or no JSON at all, is simply `None`.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::catalog::{self, EventType};
use super::fields;

/// A longer label is cut: it stands in one line of a table.
const MAX_LABEL_CHARS: usize = 80;

/// A longer name, id or date is none: these stand in queues, indexes and lists, whose bounds are those
/// of bodies and rows, and anybody may send one of ten megabytes.
const MAX_TEXT_BYTES: usize = 1024;

/// Where a resource's label is looked for, best first.
const LABELS: [&str; 7] = ["full_name", "name", "title", "subject", "description", "email", "id"];

/// Where a resource's id is looked for: its own, else that of the resource an answer is about
/// (`data{added,list_id,contact_count}` `[/api-reference/lists/add-contacts]`).
const IDS: [&str; 5] = ["id", "task_id", "campaign_id", "list_id", "job_id"];

/// The envelope of a body and a short description of what is inside. Each text is of 1 KB at most,
/// and else missing; the body has it all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The event's name as sent, known or not.
    pub event: Option<String>,
    /// The `timestamp` field as sent.
    pub timestamp: Option<String>,
    /// The workspace the event happened in.
    pub workspace_id: Option<String>,
    /// A label for people: the resource's name, title, description, e-mail address or id.
    pub subject: Option<String>,
    /// The id of the resource, an opaque text.
    pub resource_id: Option<String>,
    /// The catalogue's row of that name.
    pub known: Option<&'static EventType>,
}

impl Envelope {
    /// Reads a body. Both generations of the documentation are understood: the resource under its
    /// own key (`data.contact{}`) and the resource as `data` itself.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        let mut envelope = Self::default();
        let mut data = None;
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let whole = fields::each(body, |name, value| match &*name {
            "event" => envelope.event = owned(value),
            "timestamp" => envelope.timestamp = owned(value),
            "workspace_id" => envelope.workspace_id = owned(value),
            "data" => data = Some(value),
            _ => {}
        });
        if whole.is_err() {
            return Self::default();
        }
        envelope.known = envelope.event.as_deref().and_then(catalog::find);
        if let Some(object) = data.and_then(Object::in_data) {
            envelope.resource_id = object.id.and_then(|found| bounded(found.text));
            envelope.subject = object.label.map(|found| short(&found.text));
        }
        envelope
    }
}

/// What one JSON object says about itself.
#[derive(Default)]
struct Object<'a> {
    label: Option<Found<'a>>,
    id: Option<Found<'a>>,
    /// The first object inside it.
    inner: Option<&'a RawValue>,
}

/// A text and the place of its key in the list it was looked for in.
#[derive(Clone)]
struct Found<'a> {
    rank: usize,
    text: Cow<'a, str>,
}

impl<'a> Object<'a> {
    /// The resource in `data`: the object itself when it has an id or a name of its own, else the
    /// first object inside it, else whatever id it mentions.
    fn in_data(data: &'a RawValue) -> Option<Self> {
        let own = Self::read(data)?;
        if own.is_a_resource() {
            return Some(own);
        }
        let inner = own.inner.and_then(Self::read);
        Some(inner.filter(|object| object.id.is_some() || object.label.is_some()).unwrap_or(own))
    }

    fn read(raw: &'a RawValue) -> Option<Self> {
        let mut object = Self::default();
        fields::each(raw.get().as_bytes(), |name, value| {
            Found::keep_best(&mut object.label, &LABELS, &name, value);
            Found::keep_best(&mut object.id, &IDS, &name, value);
            if object.inner.is_none() && value.get().starts_with('{') {
                object.inner = Some(value);
            }
        })
        .ok()?;
        if object.label.is_none() {
            object.label = object.id.as_ref().map(|id| Found { rank: LABELS.len(), ..id.clone() });
        }
        Some(object)
    }

    fn is_a_resource(&self) -> bool {
        self.id.as_ref().is_some_and(|id| id.rank == 0)
            || self.label.as_ref().is_some_and(|label| label.rank < LABELS.len())
    }
}

impl<'a> Found<'a> {
    fn keep_best(best: &mut Option<Self>, wanted: &[&str], name: &str, value: &'a RawValue) {
        let Some(rank) = wanted.iter().position(|key| *key == name) else { return };
        let text = if name == "id" || name.ends_with("_id") {
            fields::id(value)
        } else {
            fields::text(value)
        };
        if best.as_ref().is_none_or(|found| rank < found.rank)
            && let Some(text) = text
        {
            *best = Some(Self { rank, text });
        }
    }
}

fn owned(value: &RawValue) -> Option<String> {
    fields::text(value).and_then(bounded)
}

fn bounded(text: Cow<'_, str>) -> Option<String> {
    (text.len() <= MAX_TEXT_BYTES).then(|| text.into_owned())
}

fn short(label: &str) -> String {
    match label.char_indices().nth(MAX_LABEL_CHARS) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::{any, prop, proptest};

    use super::super::catalog::ALL;
    use super::super::sample;
    use super::Envelope;

    fn read(body: &str) -> Envelope {
        Envelope::read(body.as_bytes())
    }

    fn subject(data: &str) -> (Option<String>, Option<String>) {
        let envelope = read(&format!(r#"{{"event":"x.y","data":{data}}}"#));
        assert_eq!(envelope.event.as_deref(), Some("x.y"), "{data}");
        (envelope.subject, envelope.resource_id)
    }

    fn found(subject: &str, id: &str) -> (Option<String>, Option<String>) {
        (Some(subject.to_owned()), Some(id.to_owned()))
    }

    #[test]
    fn a_name_an_id_or_a_date_without_end_is_none() {
        let long = "x".repeat(1025);
        let body = format!(
            r#"{{"event":"{long}","timestamp":"{long}","workspace_id":"{long}","data":{{"contact":{{"id":"{long}"}}}}}}"#
        );
        let envelope = Envelope::read(body.as_bytes());
        assert_eq!((envelope.event, envelope.timestamp), (None, None));
        assert_eq!((envelope.workspace_id, envelope.resource_id), (None, None));
        let whole = body.replace(&long, &long[1..]);
        assert_eq!(Envelope::read(whole.as_bytes()).event.as_deref(), Some(&long[1..]));
    }

    #[test]
    fn the_documented_example_is_read_in_full() {
        let envelope = read(
            r#"{"event":"contact.created","timestamp":"2026-02-24T10:00:00Z",
            "workspace_id":"123e4567-e89b-12d3-a456-426614174000",
            "data":{"contact":{"id":"789e0123-e45b-67c8-a901-234567890abc","full_name":"Jane Doe",
            "email":"jane@example.com","created_at":"2026-02-24T10:00:00Z"}}}"#,
        );
        assert_eq!(envelope.event.as_deref(), Some("contact.created"));
        assert_eq!(envelope.timestamp.as_deref(), Some("2026-02-24T10:00:00Z"));
        assert_eq!(envelope.workspace_id.as_deref(), Some("123e4567-e89b-12d3-a456-426614174000"));
        assert_eq!(envelope.subject.as_deref(), Some("Jane Doe"));
        assert_eq!(envelope.resource_id.as_deref(), Some("789e0123-e45b-67c8-a901-234567890abc"));
        assert_eq!(envelope.known.map(|event| event.name), Some("contact.created"));
    }

    #[test]
    fn the_resource_may_be_nested_flat_or_only_mentioned() {
        let nested = r#"{"deal":{"name":"Matter","id":"d1"},"contact":{"id":"c1"}}"#;
        assert_eq!(subject(nested), found("Matter", "d1"));
        let flat = r#"{"custom_fields":{"name":"no","id":"no"},"email":"a@b.c","id":"c1"}"#;
        assert_eq!(subject(flat), found("a@b.c", "c1"));
        assert_eq!(subject(r#"{"deleted":true,"id":"x9"}"#), found("x9", "x9"));
        let step = r#"{"campaign_id":"k1","step":{"id":"step_1","subject":"Hello"}}"#;
        assert_eq!(subject(step), found("Hello", "step_1"));
        assert_eq!(subject(r#"{"added":2,"list_id":"l1"}"#), found("l1", "l1"));
    }

    #[test]
    fn the_best_label_wins_wherever_it_stands() {
        let data = r#"{"id":"1","email":"e","title":"t","name":"n","full_name":"Ngu\u1ec5n"}"#;
        assert_eq!(subject(data), found("Nguễn", "1"));
        let (long, _) = subject(&format!(r#"{{"name":"{}"}}"#, "é".repeat(1000)));
        assert_eq!(long.map(|label| label.chars().count()), Some(81));
    }

    #[test]
    fn what_is_no_json_object_says_nothing() {
        for body in ["", "null", "[]", r#"["contact.created"]"#, "{", r#"{"event":"x"} y"#, "\u{7}"]
        {
            assert_eq!(read(body), Envelope::default(), "{body}");
        }
        assert_eq!(Envelope::read(b"\xff\xfe"), Envelope::default());
        assert_eq!(Envelope::read(b"{\"event\":\"\xff\"}"), Envelope::default());
    }

    #[test]
    fn wrong_types_are_passed_over() {
        let envelope = read(r#"{"event":7,"timestamp":null,"workspace_id":{},"data":[1e999]}"#);
        assert_eq!(envelope, Envelope::default());
        assert_eq!(subject(r#"{"contact":{"full_name":1e999,"id":["x"]}}"#), (None, None));
        assert_eq!(subject(r#"{"id":"c1","name":"\ud83d"}"#), found("c1", "c1"));
        assert_eq!(subject(r#""text""#), (None, None));
    }

    #[test]
    fn unknown_names_are_kept_and_a_byte_order_mark_is_no_obstacle() {
        let envelope = read("\u{feff}{\"event\":\"contact.exploded\"}");
        assert_eq!(envelope.event.as_deref(), Some("contact.exploded"));
        assert_eq!(envelope.known, None);
    }

    #[test]
    fn a_deep_or_large_body_costs_no_more_than_its_bytes() {
        let deep =
            format!(r#"{{"event":"x","data":{}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(read(&deep).event.as_deref(), Some("x"));
        let rows = r#"{"id":"1","full_name":"A"},"#.repeat(400_000);
        let large = format!(r#"{{"event":"x","data":{{"contacts":[{rows}0],"count":1}}}}"#);
        let start = Instant::now();
        assert_eq!(read(&large).event.as_deref(), Some("x"));
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in any::<Vec<u8>>()) {
            let _ = Envelope::read(&bytes);
        }

        #[test]
        fn a_body_cut_short_or_damaged_never_stops_the_reader(
            (row, at, byte) in (0..ALL.len(), any::<prop::sample::Index>(), any::<u8>())
        ) {
            let mut body = sample::body(&ALL[row], 1, jiff::Timestamp::UNIX_EPOCH).into_bytes();
            let at = at.index(body.len());
            assert_eq!(Envelope::read(&body[..at]), Envelope::default());
            body[at] = byte;
            let _ = Envelope::read(&body);
        }
    }
}
