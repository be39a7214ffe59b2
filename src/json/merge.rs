//! JSON Merge Patch (RFC 7396) on text: what the patch does not name keeps its bytes.

use std::collections::HashMap;
use std::ops::Range;

use super::error::EditError;
use super::parts::{Member, Parts, parts};
use super::valid::Json;

/// Applies a merge patch: members it names are replaced, added at the end of their object, or, when
/// `null`, removed with their comma; objects are merged member by member and anything else replaces
/// what was there. Of duplicate keys the last is meant; a removal takes them all.
///
/// # Errors
/// Either text is not JSON.
pub fn merge_patch(text: &str, patch_text: &str) -> Result<String, EditError> {
    let body = Json::read(text).map_err(EditError::NotJson)?;
    let patch = Json::read(patch_text).map_err(EditError::PatchNotJson)?;
    let Range { start, end } = body.range();
    let merged = merged(body.value(), patch.value());
    Ok([&text[..start], &merged, &text[end..]].concat())
}

/// RFC 7396, section 2. Where the target is no object, the patch without its nulls takes its place,
/// and that is the patch merged into itself.
fn merged(target: &str, patch: &str) -> String {
    match (parts(target), parts(patch)) {
        (Parts::Object(members), Parts::Object(changes)) => {
            spliced(target, &edits(target, &members, patch, &changes))
        }
        (_, Parts::Object(_)) => merged(patch, patch),
        _ => patch.to_owned(),
    }
}

/// A place in the target and what comes there instead.
type Edit = (Range<usize>, String);

fn spliced(target: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(target.len());
    let mut copied = 0;
    for (place, replacement) in edits {
        text.push_str(&target[copied..place.start]);
        text.push_str(replacement);
        copied = place.end;
    }
    text.push_str(&target[copied..]);
    text
}

/// What the changes do to one object, in the order of its text.
fn edits(target: &str, members: &[Member], patch: &str, changes: &[Member]) -> Vec<Edit> {
    let value_of = |change: &Member| &patch[change.value.clone()];
    let (last_change, last_member) = (last_by_name(changes), last_by_name(members));
    let removed = |member: &Member| {
        let change = last_change.get(member.name.as_str());
        change.is_some_and(|&index| value_of(&changes[index]) == "null")
    };

    let mut edits = Vec::new();
    let mut last_kept = None;
    for (index, member) in members.iter().enumerate() {
        if removed(member) {
            edits.push((with_comma(members, index, last_kept.is_some()), String::new()));
            continue;
        }
        last_kept = Some(member);
        let change = last_change.get(member.name.as_str());
        if let (Some(&change), true) = (change, last_member[member.name.as_str()] == index) {
            let value = merged(&target[member.value.clone()], value_of(&changes[change]));
            edits.push((member.value.clone(), value));
        }
    }

    let layout = Layout::of(target, members);
    let mut place = last_kept.map(|member| member.value.end);
    let mut added = String::new();
    for (index, change) in changes.iter().enumerate() {
        let (name, value) = (change.name.as_str(), value_of(change));
        if value == "null" || last_change[name] != index || last_member.contains_key(name) {
            continue;
        }
        if place.is_some() || !added.is_empty() {
            added.push_str(layout.comma);
        }
        added.push_str(&patch[change.key.clone()]);
        added.push_str(layout.colon);
        added.push_str(&merged(value, value));
    }
    if !added.is_empty() {
        let place = *place.get_or_insert(members.first().map_or(1, |member| member.key.start));
        let order = edits.partition_point(|(range, _)| range.start < place);
        edits.insert(order, (place..place, added));
    }
    edits
}

fn last_by_name(members: &[Member]) -> HashMap<&str, usize> {
    members.iter().enumerate().map(|(index, member)| (member.name.as_str(), index)).collect()
}

/// A member with the comma that goes with it: the one before, or, when nothing before it stays, the
/// one after.
fn with_comma(members: &[Member], index: usize, after_kept: bool) -> Range<usize> {
    let member = &members[index];
    match members.get(index + 1) {
        _ if after_kept => members[index - 1].value.end..member.value.end,
        Some(next) => member.key.start..next.key.start,
        None => member.key.start..member.value.end,
    }
}

/// How an object is written, so that what is added looks like what was there.
struct Layout<'a> {
    comma: &'a str,
    colon: &'a str,
}

impl<'a> Layout<'a> {
    fn of(object: &'a str, members: &[Member]) -> Self {
        let comma = match members {
            [first, second, ..] => &object[first.value.end..second.key.start],
            _ => ",",
        };
        let colon =
            members.first().map_or(":", |member| &object[member.key.end..member.value.start]);
        Self { comma, colon }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
    use serde_json::{Map, Value};

    use super::{EditError, merge_patch};

    fn value(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn the_examples_of_the_rfc() {
        let examples = [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
            (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
            (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
            (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
            (r#"{"a":"b"}"#, r#"["c"]"#, r#"["c"]"#),
            (r#"{"a":"foo"}"#, "null", "null"),
            (r#"{"a":"foo"}"#, r#""bar""#, r#""bar""#),
            (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
            ("[1,2]", r#"{"a":"b","c":null}"#, r#"{"a":"b"}"#),
            ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
        ];
        for (body, patch, expected) in examples {
            let merged = merge_patch(body, patch).expect("merged");
            assert_eq!(value(&merged), value(expected), "{body} + {patch}");
        }
    }

    #[test]
    fn untouched_bytes_stay() {
        let cases = [
            (
                r#" { "n" : 1.10, "a":1 , "n":2.50 } "#,
                r#"{"a":{"x":1}}"#,
                r#" { "n" : 1.10, "a":{"x":1} , "n":2.50 } "#,
            ),
            (r#"{"n":1.10,"a":1,"n":2.50}"#, r#"{"n":3}"#, r#"{"n":1.10,"a":1,"n":3}"#),
            (r#"{"n":1.10,"a":1,"n":2.50}"#, r#"{"n":null}"#, r#"{"a":1}"#),
            (r#"{ "a": 1, "b": 2, "c": 3 }"#, r#"{"a":null,"b":null}"#, r#"{ "c": 3 }"#),
            (r#"{ "a": 1, "b": 2, "c": 3 }"#, r#"{"b":null,"c":null}"#, r#"{ "a": 1 }"#),
            (r#"{ "a": 1, "b": 2 }"#, r#"{"b":null,"c":1e2}"#, r#"{ "a": 1, "c": 1e2 }"#),
            (
                r#"{ "a": 1, "b": 2 }"#,
                r#"{"a":null,"b":null,"c":3,"d":4}"#,
                r#"{ "c": 3, "d": 4 }"#,
            ),
            (
                "{\n  \"a\": 1,\n  \"b\": 2\n}\n",
                r#"{"c":3}"#,
                "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n",
            ),
            (r#"{"\u0061":1}"#, r#"{"a":2,"\u00e4":3}"#, r#"{"\u0061":2,"\u00e4":3}"#),
        ];
        for (body, patch, expected) in cases {
            assert_eq!(merge_patch(body, patch).as_deref(), Ok(expected), "{body} + {patch}");
        }
    }

    #[test]
    fn the_last_of_duplicates_in_a_patch_counts() {
        assert_eq!(merge_patch("{}", r#"{"a":1,"a":null}"#).as_deref(), Ok("{}"));
        assert_eq!(merge_patch("{}", r#"{"a":null,"a":2}"#).as_deref(), Ok(r#"{"a":2}"#));
        assert_eq!(merge_patch("[]", r#"{"a":1,"b":2,"a":null}"#).as_deref(), Ok(r#"{"b":2}"#));
    }

    #[test]
    fn texts_that_are_not_json_are_named() {
        assert!(matches!(merge_patch("{", "{}"), Err(EditError::NotJson(_))));
        assert!(matches!(merge_patch("{}", "{a:1}"), Err(EditError::PatchNotJson(_))));
    }

    /// Section 2 of the RFC, line by line.
    fn reference(target: Value, patch: &Value) -> Value {
        let Value::Object(patch) = patch else { return patch.clone() };
        let mut target = match target {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        for (name, value) in patch {
            if value.is_null() {
                target.remove(name);
            } else {
                let old = target.remove(name).unwrap_or(Value::Null);
                target.insert(name.clone(), reference(old, value));
            }
        }
        Value::Object(target)
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![Just(Value::Null), any::<u8>().prop_map(Value::from)];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                1 => proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                4 => proptest::collection::vec(("[a-e]", inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_does_what_the_reference_does(body in values(), patch in values()) {
            let expected = reference(body.clone(), &patch);
            for (body, patch) in [
                (body.to_string(), patch.to_string()),
                (format!("{body:#}"), format!(" {patch:#}")),
            ] {
                let merged = merge_patch(&body, &patch).expect("merged");
                assert_eq!(value(&merged), expected, "{body} + {patch} = {merged}");
            }
        }

        #[test]
        fn an_empty_patch_changes_no_byte(body in values()) {
            if body.is_object() {
                let body = format!(" {body:#}\n");
                assert_eq!(merge_patch(&body, "{}"), Ok(body));
            }
        }
    }
}
