//! JSON Schema (2020-12) of the body of each event type, read off our own sample so that the two
//! cannot drift apart.
//!
//! Only what is published is required: the envelope, and the fields of the one documented example.
//! Anything may be added, since LeadLex's two generations of documentation differ in detail.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::catalog::{EventType, Shape};
use super::sample;

/// The schema of a body of that type. `x-shape` says what it rests on: `documented` or `inferred`.
#[must_use]
pub fn of(event: &EventType) -> Value {
    let body = sample::body(event, 1, Timestamp::UNIX_EPOCH);
    let sample: Map<String, Value> = serde_json::from_str(&body).unwrap_or_default();
    let mut properties = properties(&sample, event.shape);
    properties["event"] = json!({"const": event.name});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": event.name,
        "description": event.description,
        "x-shape": event.shape,
        "type": "object",
        "required": ["event", "timestamp", "workspace_id", "data"],
        "properties": properties,
        "additionalProperties": true,
    })
}

/// The schema of a value that stands under `key`.
fn describe(key: &str, value: &Value, shape: Shape) -> Value {
    match (value, format(key)) {
        (Value::Null, Some(format)) => json!({"type": ["string", "null"], "format": format}),
        (Value::Null, None) => json!(true),
        (Value::Bool(_), _) => json!({"type": "boolean"}),
        (Value::Number(_), _) => json!({"type": "number"}),
        (Value::String(_), Some(format)) => json!({"type": "string", "format": format}),
        (Value::String(_), None) => json!({"type": "string"}),
        (Value::Array(items), _) => {
            let each = items.first().map_or(json!(true), |item| describe("", item, shape));
            json!({"type": "array", "items": each})
        }
        (Value::Object(fields), _) => object(fields, shape),
    }
}

fn object(fields: &Map<String, Value>, shape: Shape) -> Value {
    let mut schema = json!({"type": "object"});
    if shape == Shape::Documented {
        schema["required"] = fields.keys().map(String::as_str).collect();
    }
    schema["properties"] = Value::Object(properties(fields, shape));
    schema["additionalProperties"] = json!(true);
    schema
}

fn properties(fields: &Map<String, Value>, shape: Shape) -> Map<String, Value> {
    fields.iter().map(|(key, value)| (key.clone(), describe(key, value, shape))).collect()
}

/// Times are ISO 8601 throughout; of the ids only the workspace's is documented as a UUID, the
/// others are opaque (`deal-001`, `evt_a1b2c3d4`) `[/webhooks, planned edition]`.
fn format(key: &str) -> Option<&'static str> {
    match key {
        "workspace_id" => Some("uuid"),
        "timestamp" => Some("date-time"),
        _ if key.ends_with("_at") || key.ends_with("_date") => Some("date-time"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::super::catalog::{ALL, Shape, find};
    use super::super::sample;
    use super::of;

    /// The part of JSON Schema that ours are written in; an unknown key word fails the test.
    fn check(schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let Value::Object(words) = schema else {
            return (schema == &json!(true)).then_some(()).ok_or(format!("{path}: refused"));
        };
        for (word, want) in words {
            let holds = match word.as_str() {
                "$schema" | "title" | "description" | "x-shape" => want.is_string(),
                "additionalProperties" => want == &json!(true),
                "const" => value == want,
                "type" => match want {
                    Value::Array(types) => types.iter().any(|kind| is_a(kind, value)),
                    kind => is_a(kind, value),
                },
                "required" => {
                    let keys = want.as_array().expect("an array").iter();
                    keys.filter_map(Value::as_str).all(|key| value.get(key).is_some())
                }
                "format" => value.as_str().is_none_or(|text| match want.as_str() {
                    Some("date-time") => text.parse::<Timestamp>().is_ok(),
                    Some("uuid") => Uuid::parse_str(text).is_ok(),
                    _ => false,
                }),
                "items" => {
                    let items = value.as_array().map_or(&[][..], Vec::as_slice);
                    items.iter().try_for_each(|item| check(want, item, path))?;
                    true
                }
                "properties" => {
                    for (key, schema) in want.as_object().expect("an object") {
                        if let Some(value) = value.get(key) {
                            check(schema, value, &format!("{path}.{key}"))?;
                        }
                    }
                    true
                }
                _ => false,
            };
            if !holds {
                return Err(format!("{path}: {value} against {word} {want}"));
            }
        }
        Ok(())
    }

    fn is_a(kind: &Value, value: &Value) -> bool {
        match kind.as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("number") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            Some("null") => value.is_null(),
            _ => false,
        }
    }

    #[test]
    fn every_sample_of_many_seeds_is_valid() {
        for event in ALL {
            let schema = of(event);
            for seed in 0..40 {
                let body = sample::body(event, seed, Timestamp::UNIX_EPOCH);
                let value = serde_json::from_str(&body).expect("JSON");
                assert_eq!(check(&schema, &value, event.name), Ok(()));
            }
        }
    }

    #[test]
    fn a_body_of_another_type_or_without_its_envelope_is_not() {
        let schema = of(find("contact.created").expect("known"));
        let body = |name| sample::body(find(name).expect("known"), 1, Timestamp::UNIX_EPOCH);
        let other = serde_json::from_str(&body("contact.updated")).expect("JSON");
        assert!(check(&schema, &other, "").is_err());
        let good: Value = serde_json::from_str(&body("contact.created")).expect("JSON");
        for key in ["event", "timestamp", "workspace_id", "data"] {
            let mut bad = good.clone();
            bad.as_object_mut().expect("an object").remove(key);
            assert!(check(&schema, &bad, "").is_err(), "{key}");
        }
        let mut bad = good;
        bad["workspace_id"] = json!("not a UUID");
        assert!(check(&schema, &bad, "").is_err());
    }

    #[test]
    fn only_what_is_documented_is_required_and_only_the_workspace_is_a_uuid() {
        for event in ALL {
            let schema = of(event);
            assert_eq!(schema["title"], event.name);
            assert_eq!(schema["properties"]["event"], json!({"const": event.name}));
            let data = &schema["properties"]["data"];
            let required = event.shape == Shape::Documented;
            assert_eq!(data.get("required").is_some(), required, "{}", event.name);
            assert_eq!(schema.to_string().matches(r#""uuid""#).count(), 1);
        }
        let contact = of(find("contact.created").expect("known"));
        let contact = &contact["properties"]["data"]["properties"]["contact"];
        assert_eq!(contact["required"], json!(["id", "full_name", "email", "created_at"]));
        assert_eq!(contact["properties"]["created_at"]["format"], "date-time");
    }
}
