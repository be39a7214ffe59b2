//! `--set` and `--patch`: the first line is an assignment, the second a merge patch, the rest the
//! body.

use bytes::Bytes;
use leadlex_hooks::json::assign::Assignment;
use leadlex_hooks::json::compare::{Numbers, compare};
use leadlex_hooks::json::edit::set;
use leadlex_hooks::json::leaves::leaves;
use leadlex_hooks::json::merge::merge_patch;
use leadlex_hooks::json::path::Path;
use leadlex_hooks::json::pretty::pretty;
use leadlex_hooks::json::valid::Json;
use leadlex_hooks::payload::edit::Edits;
use serde_json::Value;

use super::divided;

/// An edit changes the value it names and no other byte, and what comes out is JSON.
pub fn hold(data: &[u8]) {
    let (assignment, rest) = divided(data, b'\n');
    let (patch, body) = divided(rest, b'\n');
    let (Ok(assignment), Ok(patch), Ok(body)) =
        (str::from_utf8(assignment), str::from_utf8(patch), str::from_utf8(body))
    else {
        return;
    };
    assigned(assignment, body);
    merged(patch, body);
    shown(patch, body);
    let edits = Edits::parse(&[assignment.to_owned()], Some(patch));
    let outcome = edits.and_then(|edits| edits.apply(&Bytes::copy_from_slice(body.as_bytes())));
    match outcome {
        Ok(edited) => assert!(Json::read(str::from_utf8(&edited).expect("text")).is_ok()),
        Err(error) => assert!(!error.to_string().contains(char::is_control), "{error}"),
    }
}

fn assigned(text: &str, body: &str) {
    let Ok(assignment) = Assignment::parse(text) else {
        return;
    };
    let path = &assignment.path;
    assert_eq!(Path::parse(&path.to_string()).as_ref(), Ok(path));
    let Ok(edited) = assignment.apply(body) else {
        return;
    };
    assert!(Json::read(&assignment.value).is_ok());
    only_differs_by(body, &edited, &assignment.value);
    // The same place again, whatever is there now.
    assert_eq!(set(&edited, path, "0"), set(body, path, "0"));
}

/// `new` is `old` with `value` in one place.
fn only_differs_by(old: &str, new: &str, value: &str) {
    let same = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    let held = (0..=same.min(new.len().saturating_sub(value.len()))).any(|start| {
        let end = start + value.len();
        new.as_bytes()[start..end] == *value.as_bytes()
            && new.len() - end <= old.len() - start
            && old.as_bytes().ends_with(&new.as_bytes()[end..])
    });
    assert!(held, "`{value}` took the place of more than a value");
}

fn merged(patch: &str, body: &str) {
    let Ok(edited) = merge_patch(body, patch) else {
        return;
    };
    assert!(Json::read(&edited).is_ok());
    if body.trim_start().starts_with('{') {
        assert_eq!(merge_patch(body, "{}").as_deref(), Ok(body));
    }
    let values = [body, patch, &edited].map(|text| serde_json::from_str::<Value>(text).ok());
    if let [Some(mut old), Some(change), Some(new)] = values
        && is_whole(body, &old)
        && is_whole(patch, &change)
    {
        apply(&mut old, &change);
        assert_eq!(new, old);
    }
}

/// Whether the value holds all of the text: no name twice in one object.
fn is_whole(text: &str, value: &Value) -> bool {
    let count = |text: &str| Json::read(text).map(|json| json.tokens().count()).ok();
    count(text) == count(&value.to_string())
}

/// RFC 7396, section 2.
fn apply(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(target) = target {
        for (name, value) in patch {
            if value.is_null() {
                target.remove(name);
            } else {
                apply(target.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
    }
}

/// Layout, leaves and comparison of the same texts.
fn shown(other: &str, body: &str) {
    let Ok(json) = Json::read(body) else {
        return;
    };
    let laid_out = pretty(body).expect("JSON is laid out");
    assert_eq!(pretty(&laid_out).as_deref(), Some(&*laid_out));
    if let Ok(value) = serde_json::from_str::<Value>(body) {
        assert_eq!(serde_json::from_str::<Value>(&laid_out).ok(), Some(value));
    }
    for leaf in leaves(json) {
        assert_eq!(set(body, &leaf.path, &leaf.raw).as_deref(), Ok(body));
    }
    for numbers in [Numbers::AsWritten, Numbers::ByValue] {
        assert_eq!(compare(json, json, numbers, &[]), []);
        if let Ok(other) = Json::read(other) {
            let (there, back) =
                (compare(json, other, numbers, &[]), compare(other, json, numbers, &[]));
            assert_eq!(there.is_empty(), back.is_empty());
        }
    }
}
