//! The fields of a body that a person may want to change, one line each.

use crate::json::assign::Assignment;
use crate::json::leaves::{Leaf, leaves};
use crate::json::valid::Json;

/// A field that can be changed.
#[derive(Debug)]
pub struct Field {
    /// Where it is, as `--set` takes it.
    pub path: String,
    /// The value in the body.
    pub raw: String,
    /// The value as a person writes it: strings without their quotes.
    pub text: String,
}

impl Field {
    fn new(leaf: &Leaf) -> Option<Self> {
        let text = serde_json::from_str(&leaf.raw).unwrap_or_else(|_| leaf.raw.clone());
        // A line can be edited, and only what can be typed.
        let editable = !text.chars().any(char::is_control);
        editable.then(|| Self { path: leaf.path.to_string(), raw: leaf.raw.clone(), text })
    }

    /// What `--set` takes to make this the value; nothing when it is the value.
    ///
    /// A string stays one: `12345` typed for a postcode does not make it a number.
    #[must_use]
    pub fn assignment(&self, typed: &str) -> Option<String> {
        if typed == self.text {
            return None;
        }
        let reads_as_json = Json::read(typed).is_ok();
        let value = match self.raw.starts_with('"') && reads_as_json {
            true => serde_json::Value::from(typed).to_string(),
            false => typed.to_owned(),
        };
        let assignment = format!("{}={value}", self.path);
        Assignment::parse(&assignment).is_ok().then_some(assignment)
    }
}

/// What the event is about comes first, the envelope last; the event's name was chosen already.
#[must_use]
pub fn worth_changing(body: &str) -> Vec<Field> {
    let Ok(body) = Json::read(body) else {
        return Vec::new();
    };
    let leaves = leaves(body);
    let fields = leaves.iter().filter_map(Field::new).filter(|field| field.path != "event");
    let (data, envelope): (Vec<Field>, Vec<Field>) =
        fields.partition(|field| field.path.starts_with("data."));
    data.into_iter().chain(envelope).collect()
}

#[cfg(test)]
mod tests {
    use super::worth_changing;

    #[test]
    fn a_field_keeps_its_kind() {
        let body =
            r#"{"event":"x","timestamp":"t","data":{"zip":"01","n":1.10,"a=b":null,"t":"a\nb"}}"#;
        let fields = worth_changing(body);
        let paths: Vec<&str> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["data.zip", "data.n", r#"data."a=b""#, "timestamp"]);
        let set = |index: usize, typed: &str| fields[index].assignment(typed);
        assert_eq!(set(0, "01"), None);
        assert_eq!(set(0, "12345").as_deref(), Some(r#"data.zip="12345""#));
        assert_eq!(set(0, "x y").as_deref(), Some("data.zip=x y"));
        assert_eq!(set(0, "").as_deref(), Some("data.zip="));
        assert_eq!(set(1, "1.10"), None);
        assert_eq!(set(1, "2").as_deref(), Some("data.n=2"));
        assert_eq!(set(2, "true").as_deref(), Some(r#"data."a=b"=true"#));
    }
}
