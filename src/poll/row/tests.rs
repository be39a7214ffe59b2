//! Rows as different generations of the API send them.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Bad, Row, hash_of};

fn read(fields: Value) -> Result<Row, Bad> {
    let Value::Object(fields) = fields else { panic!("a row is an object") };
    Row::read(fields)
}

fn row(fields: Value) -> Row {
    read(fields).expect("a row")
}

fn date(value: Value) -> Option<String> {
    let row = row(json!({"id": "1", "created_at": value}));
    row.created.map(|at| at.to_string())
}

#[test]
fn an_id_is_one_as_a_number_and_as_text() {
    for id in [json!(7), json!(7.0), json!("7")] {
        assert_eq!(row(json!({"id": id})).id, "7");
    }
    assert_eq!(row(json!({"id": 18_446_744_073_709_551_615_u64})).id, "18446744073709551615");
    assert_eq!(row(json!({"id": "l1b2-xyz"})).id, "l1b2-xyz");
    let owners = [json!(7), json!("7"), json!(7.0)].map(|id| row(json!({"id": 1, "owner_id": id})));
    assert!(owners.iter().all(|row| row.hash == owners[0].hash));
}

#[test]
fn a_row_without_a_usable_id_is_refused() {
    for (fields, bad) in [
        (json!({}), Bad::NoId),
        (json!({"id": null}), Bad::NoId),
        (json!({"id": " "}), Bad::NoId),
        (json!({"id": true}), Bad::OddId),
        (json!({"id": ["c1"]}), Bad::OddId),
    ] {
        assert_eq!(read(fields.clone()), Err(bad), "{fields}");
    }
}

#[test]
fn dates_have_any_offset_or_none_and_any_name() {
    let noon = Some("2026-02-24T10:00:00Z".to_owned());
    for text in [
        json!("2026-02-24T10:00:00Z"),
        json!("2026-02-24T12:00:00+02:00"),
        json!("2026-02-24T10:00:00"),
        json!("2026-02-24 10:00:00"),
        json!(" 2026-02-24T10:00:00.000Z "),
        json!(1_771_927_200),
        json!(1_771_927_200_000_u64),
    ] {
        assert_eq!(date(text.clone()), noon, "{text}");
    }
    assert_eq!(date(json!("2026-02-24")), Some("2026-02-24T00:00:00Z".to_owned()));
    for name in ["created_at", "created_date", "timestamp"] {
        let row = row(json!({"id": 1, name: "2026-02-24T10:00:00Z"}));
        assert_eq!(row.created.map(|at| at.to_string()), noon, "{name}");
    }
    for name in ["updated_at", "updated_date"] {
        let row = row(json!({"id": 1, name: "2026-02-24T10:00:00Z"}));
        assert_eq!(row.updated.map(|at| at.to_string()), noon, "{name}");
    }
}

#[test]
fn a_date_that_is_none_is_left_out_and_said_unless_another_name_has_one() {
    let odd = row(json!({"id": 1, "created_at": "yesterday", "updated_date": {}}));
    assert_eq!((odd.created, odd.updated, odd.oddities.len()), (None, None, 2));
    let fine = row(json!({"id": 1, "created_at": "?", "created_date": "2026-02-24"}));
    assert!(fine.created.is_some() && fine.oddities.is_empty());
    for nothing in [json!(null), json!("")] {
        let row = row(json!({"id": 1, "created_at": nothing}));
        assert!(row.created.is_none() && row.oddities.is_empty());
    }
}

#[test]
fn the_hash_is_of_what_is_said_not_of_how() {
    let one = r#"{"id":"1","n":1,"tags":["a"],"in":{"x":1,"y":null},"full_name":"A"}"#;
    let same = r#"{"in":{"y":null,"x":1.0},"tags":["a"],"n":1.0,"id":1,"gone":null,
        "full_name":"B","first_name":"B","updated_date":"2026-02-24"}"#;
    let parse = |text: &str| row(serde_json::from_str(text).expect("JSON")).hash;
    assert_eq!(parse(one), parse(same));
    for other in [
        r#"{"id":"1","n":2,"tags":["a"],"in":{"x":1,"y":null}}"#,
        r#"{"id":"1","n":"1","tags":["a"],"in":{"x":1,"y":null}}"#,
        r#"{"id":"1","n":1,"tags":["a",""],"in":{"x":1,"y":null}}"#,
        r#"{"id":"1","n":1,"tags":["a"],"in":{"x":1,"y":0}}"#,
        r#"{"id":"1","n":1,"tags":["a"]}"#,
    ] {
        assert_ne!(parse(one), parse(other), "{other}");
    }
}

#[test]
fn a_hash_over_some_fields_sees_those_only() {
    let of = |fields: Value| hash_of(&row(fields).fields, &["name", "count"]);
    let one = of(json!({"id": 1, "name": "A", "count": 2}));
    assert_eq!(one, of(json!({"id": 2, "count": "2", "name": "A", "x": 1})));
    assert_ne!(one, of(json!({"id": 1, "name": "A2", "count": null})));
    assert_ne!(one, of(json!({"id": 1, "name": "A"})));
}

proptest! {
    #[test]
    fn the_order_of_keys_makes_no_difference(
        fields in proptest::collection::btree_map("[a-c_id]{1,4}", any::<i64>(), 0..6)
    ) {
        let map = |pairs: &mut dyn Iterator<Item = (&String, &i64)>| {
            let mut map: Map<String, Value> =
                pairs.map(|(name, value)| (name.clone(), json!(value))).collect();
            map.insert("id".to_owned(), json!("x"));
            row(Value::Object(map)).hash
        };
        prop_assert_eq!(map(&mut fields.iter()), map(&mut fields.iter().rev()));
    }

    #[test]
    fn no_date_is_too_strange(text in any::<String>(), number in any::<i64>()) {
        date(json!(text));
        date(json!(number));
    }
}
