//! What a call of the API gives, before it is a body: rows, an object, or CSV.

use serde_json::{Value, json};

use crate::sandbox::fault::Strikes;
use crate::sandbox::readings::Readings;
use crate::sandbox::world::table::Fields;

/// What a call gives.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// Rows under a key of `data`.
    Page {
        /// The key.
        key: &'static str,
        /// The rows.
        rows: Vec<Value>,
        /// `page`, `per_page`, `total`; `None` where the API has no pages.
        meta: Option<[usize; 3]>,
    },
    /// One object.
    One {
        /// 200 or 201.
        status: u16,
        /// The object.
        value: Value,
        /// What it is.
        name: &'static str,
        /// Whether it stands under its name in `data`.
        nested: Nested,
    },
    /// A file.
    Csv(String),
}

/// Where the documentation puts a single object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nested {
    /// `data` is the object.
    Bare,
    /// `data` holds it under its name.
    Under,
    /// `data` is an answer of its own, not an object of the workspace.
    Never,
}

impl Answer {
    /// An object that was read or changed.
    pub(crate) fn one(name: &'static str, value: Value, nested: Nested) -> Self {
        Self::One { status: 200, value, name, nested }
    }

    /// An object that was made.
    pub(crate) fn made(name: &'static str, value: Value, nested: Nested) -> Self {
        Self::One { status: 201, value, name, nested }
    }

    /// What was done.
    pub(crate) fn done(value: Value) -> Self {
        Self::One { status: 200, value, name: "", nested: Nested::Never }
    }

    /// All rows, without pages.
    pub(crate) fn whole(key: &'static str, rows: Vec<Value>) -> Self {
        Self::Page { key, rows, meta: None }
    }

    /// Status, content type and body, as the readings have it and the faults spoil it.
    pub(crate) fn render(
        self,
        readings: &Readings,
        faults: &Strikes,
    ) -> (u16, &'static str, String) {
        let bare = readings.is("nesting", "bare");
        let body = match self {
            Self::Csv(text) => return (200, "text/csv; charset=utf-8", text),
            Self::Page { key, mut rows, meta } => {
                rows.iter_mut().for_each(|row| spoil(row, faults));
                if let (Some(how), Some(first)) = (faults.get("bad-row"), rows.first_mut()) {
                    malform(first, how);
                }
                let data = if bare { json!(rows) } else { json!({key: rows}) };
                match meta {
                    None => json!({"data": data}),
                    Some([page, per_page, total]) => {
                        let mut meta = json!({"page": page, "per_page": per_page, "total": total});
                        spoil_total(&mut meta, total, faults);
                        json!({"data": data, "meta": meta})
                    }
                }
            }
            Self::One { status, mut value, name, nested } => {
                spoil(&mut value, faults);
                let under = match nested {
                    Nested::Never => false,
                    Nested::Bare => readings.is("nesting", "single-nested"),
                    Nested::Under => !bare,
                };
                let data = if under { json!({name: value}) } else { value };
                let body = json!({"data": data});
                return (status, JSON, body.to_string());
            }
        };
        (200, JSON, body.to_string())
    }
}

/// The content type of every other answer.
pub(crate) const JSON: &str = "application/json; charset=utf-8";

const DATES: [&str; 5] = ["created_at", "created_date", "updated_at", "updated_date", "timestamp"];

fn spoil(row: &mut Value, faults: &Strikes) {
    let Value::Object(fields) = row else {
        return;
    };
    if let Some(how) = faults.get("dates") {
        spoil_dates(fields, how);
    }
    if faults.has("number-ids") {
        for (name, value) in fields.iter_mut() {
            let number = value.as_str().and_then(|text| text.parse::<u64>().ok());
            if let Some(number) = number.filter(|_| name == "id" || name.ends_with("_id")) {
                *value = json!(number);
            }
        }
    }
}

fn spoil_dates(fields: &mut Fields, how: &str) {
    for name in DATES {
        let Some(date) = fields.get(name).and_then(Value::as_str).map(str::to_owned) else {
            continue;
        };
        match how {
            "missing" => {
                fields.shift_remove(name);
                continue;
            }
            "no-zone" => fields.insert(name.to_owned(), json!(date.trim_end_matches('Z'))),
            "future" => {
                // The first digit of a year: 2026 becomes 3026.
                let later = format!("3{}", date.get(1..).unwrap_or_default());
                fields.insert(name.to_owned(), json!(later))
            }
            _ => fields.insert(name.to_owned(), json!("the day before yesterday")),
        };
    }
}

fn malform(row: &mut Value, how: &str) {
    match (how, row.as_object_mut()) {
        ("no-id", Some(fields)) => {
            fields.shift_remove("id");
        }
        ("null-id", Some(fields)) => {
            fields.insert("id".to_owned(), Value::Null);
        }
        ("wrong-types", Some(fields)) => {
            for value in fields.values_mut() {
                *value = json!([value.clone()]);
            }
        }
        _ => *row = json!("not an object"),
    }
}

fn spoil_total(meta: &mut Value, total: usize, faults: &Strikes) {
    match faults.get("total") {
        None => {}
        Some("missing") => {
            if let Some(fields) = meta.as_object_mut() {
                fields.shift_remove("total");
            }
        }
        Some("text") => meta["total"] = json!(total.to_string()),
        Some(_) => {
            let by = faults.number("total").unwrap_or_default();
            meta["total"] = json!((i64::try_from(total).unwrap_or(i64::MAX) + by).max(0));
        }
    }
}
