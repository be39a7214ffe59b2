//! Finds rows in JSON, whichever generation of the documentation it follows.
//!
//! Lists are below a key of `data`, `data` itself or the whole answer; single objects are `data`
//! itself or below a key of it. `[/api-reference/contacts/list]` `[/api-reference/contacts/get]`
//! `[/api-reference/campaigns/get]` `[/api-reference/deals/bulk-create]`

use serde_json::error::Category;
use serde_json::{Map, Value};

use super::fault::Fault;
use super::page::{BadRow, Meta};
use super::resource::Resource;

/// What an answer holds.
#[derive(Debug, Default)]
pub struct Content {
    /// Objects with a usable `id`, where the resource has one.
    pub rows: Vec<Map<String, Value>>,
    /// Rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// Where in the whole this is, as far as it was said.
    pub meta: Option<Meta>,
}

/// Reads a body as JSON.
///
/// # Errors
/// What it is instead.
pub fn json(body: &[u8]) -> Result<Value, Fault> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let text = std::str::from_utf8(body).map_err(|_| Fault::NotUtf8)?;
    if let Some(fault) = Fault::of_text(text) {
        return Err(fault);
    }
    serde_json::from_str(text).or_else(|error| match error.classify() {
        Category::Eof => Err(Fault::Cut(error.to_string())),
        // A program that cuts a text in the middle of an emoji leaves half of it, and one such text
        // would hide all rows of the page.
        _ => serde_json::from_str(&without_half_characters(text))
            .map_err(|_| Fault::NotJson(error.to_string())),
    })
}

/// Picks the rows of a resource.
///
/// # Errors
/// What is there instead of rows.
pub fn read(value: Value, resource: Resource) -> Result<Content, Fault> {
    let mut meta = None;
    let found = match value {
        Value::Array(rows) => rows,
        Value::Object(mut top) => {
            meta = top.remove("meta");
            match top.remove("data") {
                Some(Value::Array(rows)) => rows,
                Some(Value::Object(mut data)) => {
                    meta = meta.or_else(|| data.remove("meta"));
                    pick(data, resource)?
                }
                None => pick(top, resource)?,
                Some(other) => {
                    return Err(Fault::Shape(format!("`data` is {}", kind(&other))));
                }
            }
        }
        other => return Err(Fault::Shape(format!("it is {}", kind(&other)))),
    };
    let (mut rows, mut bad) = (Vec::with_capacity(found.len()), Vec::new());
    for (index, row) in found.into_iter().enumerate() {
        match usable(row, resource) {
            Ok(row) => rows.push(row),
            Err(why) => bad.push(BadRow { index, id: None, why }),
        }
    }
    Ok(Content { rows, bad, meta: meta.as_ref().and_then(Value::as_object).map(numbers) })
}

fn pick(mut data: Map<String, Value>, resource: Resource) -> Result<Vec<Value>, Fault> {
    for key in resource.keys() {
        match data.get_mut(*key) {
            Some(Value::Array(rows)) => return Ok(std::mem::take(rows)),
            Some(one @ Value::Object(_)) => return Ok(vec![one.take()]),
            _ => {}
        }
    }
    if data.contains_key("id") {
        return Ok(vec![Value::Object(data)]);
    }
    if resource.keys().iter().any(|key| data.get(*key).is_some_and(Value::is_null)) {
        return Ok(Vec::new());
    }
    if let Some(key) = only_list(&data)
        && let Some(Value::Array(rows)) = data.get_mut(&key).map(Value::take)
    {
        return Ok(rows);
    }
    if !resource.has_id() && data.values().any(Value::is_number) {
        return Ok(vec![Value::Object(data)]);
    }
    let keys: Vec<String> = data.keys().take(10).map(|key| format!("`{key}`")).collect();
    let there = if keys.is_empty() { "nothing".to_owned() } else { keys.join(", ") };
    Err(Fault::Shape(format!("no `{}`, but {there}", resource.keys()[0])))
}

/// The name of the only list, or of the only one that has objects in it.
fn only_list(data: &Map<String, Value>) -> Option<String> {
    let lists = || data.iter().filter_map(|(key, value)| Some((key, value.as_array()?)));
    let of_objects = || lists().filter(|(_, list)| list.iter().any(Value::is_object));
    if lists().count() == 1 {
        return lists().next().map(|(key, _)| key.clone());
    }
    if of_objects().count() == 1 {
        return of_objects().next().map(|(key, _)| key.clone());
    }
    None
}

fn usable(row: Value, resource: Resource) -> Result<Map<String, Value>, String> {
    let Value::Object(row) = row else {
        return Err(format!("it is {}, not an object", kind(&row)));
    };
    if !resource.has_id() {
        return Ok(row);
    }
    match row.get("id") {
        Some(Value::String(id)) if id.trim().is_empty() => Err("its `id` is empty".to_owned()),
        Some(Value::Number(id)) if id.as_u64().is_none() && id.as_i64().is_none() => {
            Err("its `id` is a number that is not whole, or too large".to_owned())
        }
        Some(Value::String(_) | Value::Number(_)) => Ok(row),
        None => Err("it has no `id`".to_owned()),
        Some(other) => Err(format!("its `id` is {}", kind(other))),
    }
}

fn numbers(meta: &Map<String, Value>) -> Meta {
    let number = |name| match meta.get(name)? {
        Value::Number(number) => number.as_u64().or_else(|| {
            number.as_f64().filter(|n| *n >= 0.0 && n.fract() == 0.0).map(|n| n as u64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    Meta { page: number("page"), per_page: number("per_page"), total: number("total") }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The text with `\ufffd` for each `\ud800`…`\udfff` that has no other half.
fn without_half_characters(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                whole.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            (Some(_), _) => 6,
            // `\\` and the like; a character behind a backslash may be of several bytes.
            (None, _) => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
        };
        whole.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    whole.push_str(rest);
    whole
}

/// The number of a `\uXXXX` at the beginning.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Content, Fault, Meta, Resource, json as parse, read};

    fn ids(content: &Content) -> Vec<String> {
        content.rows.iter().map(|row| row["id"].to_string()).collect()
    }

    #[test]
    fn rows_are_found_at_every_depth() {
        let rows = json!([{"id": "a"}, {"id": "b"}]);
        for answer in [
            json!({"data": {"contacts": rows}}),
            json!({"data": {"contacts": rows, "meta": {"total": 2}, "tags": [{"id": 1}]}}),
            json!({"data": {"items": rows, "count": 2}}),
            json!({"data": {"items": rows, "warnings": []}}),
            json!({"data": rows}),
            json!({"contacts": rows, "meta": {}}),
            json!({"results": rows}),
            rows,
        ] {
            let shown = answer.to_string();
            let content = read(answer, Resource::Contacts).expect("rows");
            assert_eq!(ids(&content), [r#""a""#, r#""b""#], "{shown}");
            assert!(content.bad.is_empty(), "{shown}");
        }
    }

    #[test]
    fn a_single_object_is_a_row_and_its_lists_are_its_own() {
        let campaign = json!({"id": "c", "steps": [{"id": "s"}]});
        for answer in [
            json!({"data": {"campaign": campaign, "contacts": [{"id": "x"}]}}),
            json!({"data": campaign}),
            campaign.clone(),
        ] {
            let content = read(answer, Resource::Campaigns).expect("a row");
            assert_eq!(content.rows, [campaign.as_object().expect("an object").clone()]);
        }
    }

    #[test]
    fn nothing_is_no_rows_only_where_it_says_so() {
        for answer in [json!({"data": {"deals": []}}), json!({"data": {"deals": null}}), json!([])]
        {
            assert!(read(answer, Resource::Deals).expect("no rows").rows.is_empty());
        }
        for answer in [
            json!({}),
            json!({"data": null}),
            json!({"data": {}}),
            json!({"data": {"deals": 5}}),
            json!({"data": {"a": [1], "b": [2]}}),
            json!({"message": "hello"}),
            json!("deals"),
        ] {
            let shown = answer.to_string();
            let fault = read(answer, Resource::Deals).expect_err("no rows");
            assert!(matches!(fault, Fault::Shape(_)), "{shown}: {fault}");
        }
    }

    #[test]
    fn a_bad_row_keeps_its_place_and_hides_no_other() {
        let answer = json!({"data": {"deals": [
            {"id": 7}, "x", {"name": "no id"}, {"id": ""}, {"id": null}, {"id": 1.5}, [], {"id": "z"}
        ]}});
        let content = read(answer, Resource::Deals).expect("rows");
        assert_eq!(ids(&content), ["7", r#""z""#]);
        let places: Vec<usize> = content.bad.iter().map(|bad| bad.index).collect();
        assert_eq!(places, [1, 2, 3, 4, 5, 6]);
        assert_eq!(content.bad[0].why, "it is a text, not an object");
        assert_eq!(content.bad[1].why, "it has no `id`");
    }

    #[test]
    fn meta_is_read_as_far_as_it_makes_sense() {
        let meta =
            |meta| read(json!({"data": [], "meta": meta}), Resource::Tasks).expect("ok").meta;
        let all = Meta { page: Some(1), per_page: Some(50), total: Some(235) };
        assert_eq!(meta(json!({"page": 1, "per_page": 50, "total": 235})), Some(all));
        assert_eq!(meta(json!({"page": "1", "per_page": 50.0, "total": " 235 "})), Some(all));
        let none = Some(Meta { page: Some(1), ..Meta::default() });
        for total in [json!(-1), json!("many"), json!([]), json!(null), json!(1.5)] {
            assert_eq!(meta(json!({"page": 1, "total": total})), none, "{total}");
        }
        assert_eq!(meta(json!("none")), None);
    }

    #[test]
    fn half_an_emoji_does_not_hide_the_page() {
        let text = r#"{"data":[{"id":"\ud83d\ude00 \\ud83d \ud83d"},{"id":"\udc00\u00e9"}]}"#;
        let rows = read(parse(text.as_bytes()).expect("JSON"), Resource::Users).expect("rows").rows;
        assert_eq!(rows[0]["id"], "😀 \\ud83d \u{fffd}");
        assert_eq!(rows[1]["id"], "\u{fffd}é");
        assert!(matches!(parse(br#"["\ud83", "\x"]"#), Err(Fault::NotJson(_))));
    }

    #[test]
    fn what_is_no_json_is_told_apart() {
        assert_eq!(parse(b"\xef\xbb\xbf  ").expect_err("empty"), Fault::Empty);
        assert_eq!(parse(b"[\"\xff\"]").expect_err("bytes"), Fault::NotUtf8);
        assert!(matches!(parse(b"{\"data\":{\"con"), Err(Fault::Cut(_))));
        assert!(matches!(parse(b"upstream failed"), Err(Fault::NotJson(_))));
        let deep = "[".repeat(100_000);
        assert!(matches!(parse(deep.as_bytes()), Err(Fault::NotJson(_))));
    }
}
