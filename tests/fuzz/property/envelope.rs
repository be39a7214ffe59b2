//! The envelope of a body.

use leadlex_hooks::contract::envelope::Envelope;
use serde_json::Value;

/// What is read is what a JSON parser sees in the place; what is no JSON object says nothing.
pub fn hold(data: &[u8]) {
    let envelope = Envelope::read(data);
    for label in [&envelope.subject, &envelope.resource_id].into_iter().flatten() {
        assert!(label.len() <= 4 * data.len());
    }
    assert!(envelope.subject.is_none_or(|subject| subject.chars().count() <= 81));
    assert!(envelope.known.is_none_or(|known| envelope.event.as_deref() == Some(known.name)));

    let body = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return;
    };
    let seen = [
        ("event", envelope.event),
        ("timestamp", envelope.timestamp),
        ("workspace_id", envelope.workspace_id),
    ];
    for (name, read) in seen {
        let there = value.get(name).and_then(Value::as_str).filter(|text| text.len() <= 1024);
        assert_eq!(read.as_deref(), there, "{name}");
    }
}
