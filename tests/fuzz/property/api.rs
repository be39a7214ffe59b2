//! Answers of LeadLex's API: the first byte chooses what was asked for, the rest is the body.

use leadlex_hooks::api::refusal::Words;
use leadlex_hooks::api::{ApiError, Fault, Resource, envelope, export};
use serde_json::Value;

/// A row that is handed on has an id where its resource has one, and each row is either handed on or
/// told to be bad; what cannot be read is told in one line that is safe to show.
pub fn hold(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else {
        return;
    };
    let resource = Resource::ALL[usize::from(*choice) % Resource::ALL.len()];
    let _ = Words::of_body(body);
    match envelope::json(body) {
        Ok(value) => page(value, resource),
        Err(fault) => told(fault, resource),
    }
    match export::read(body) {
        Ok(table) => exported(&table),
        Err(fault) => told(fault, resource),
    }
}

fn page(value: Value, resource: Resource) {
    let _ = Words::inside(&value);
    let content = match envelope::read(value, resource) {
        Ok(content) => content,
        Err(fault) => return told(fault, resource),
    };
    for row in &content.rows {
        let has_id = matches!(row.get("id"), Some(Value::String(_) | Value::Number(_)));
        assert!(has_id || resource == Resource::CampaignStats, "{row:?}");
    }
    let count = content.rows.len() + content.bad.len();
    let mut places: Vec<usize> = content.bad.iter().map(|bad| bad.index).collect();
    assert!(places.iter().all(|place| *place < count));
    places.dedup();
    assert_eq!(places.len(), content.bad.len());
}

fn exported(table: &export::Table) {
    for row in &table.rows {
        assert!(!row.id.trim().is_empty());
        let fields = row.fields();
        assert!(fields.get("id").is_some_and(Value::is_string), "{fields:?}");
        for (name, value) in &fields {
            assert!(value.is_null() || value.is_string(), "{name}");
        }
    }
    let count = table.rows.len() + table.bad.len();
    assert!(table.bad.iter().all(|bad| bad.index < count));
}

fn told(why: Fault, resource: Resource) {
    let error = ApiError::Unreadable { why, status: 200, resource, quota: None };
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}
