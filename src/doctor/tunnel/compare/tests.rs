//! Each change alone, and a request that went through unchanged.

use super::{BodyChange, Change, compare};
use crate::doctor::tunnel::message::{Field, Framing, Request};

fn request(lines: &[&str]) -> Request {
    let fields = lines.iter().map(|line| {
        let (name, value) = line.split_once(':').expect("a field");
        Field::new(name, value.trim())
    });
    Request {
        method: "POST".to_owned(),
        target: "/a%2Fb?a=1&a=2".to_owned(),
        fields: fields.collect(),
        framing: Framing::Length,
        body: b"{ }".to_vec(),
    }
}

const SENT: [&str; 5] = ["Host: a", "X-One: 1", "X-Two: first", "X-Two: second", "X-Three: 3"];

#[track_caller]
fn changes(lines: &[&str], expected: &[Change]) {
    assert_eq!(compare(&request(&SENT), &request(lines)), expected, "{lines:?}");
}

fn name(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_request_that_arrives_as_it_was_sent_has_no_changes() {
    changes(&SENT, &[]);
    // What belongs to one connection is not compared.
    let hops = [&SENT[..], &["Connection: close", "Content-Length: 3"]].concat();
    changes(&hops, &[]);
}

#[test]
fn fields_that_are_missing_changed_or_new_are_named() {
    let without = ["Host: a", "X-Two: first", "X-Two: second", "X-Three: 3"];
    changes(&without, &[Change::Dropped { name: name("X-One") }]);
    let other = ["Host: a", "X-One: 7", "X-Two: first", "X-Two: second", "X-Three: 3"];
    let (sent, arrived) = (b"1".to_vec(), b"7".to_vec());
    changes(&other, &[Change::Changed { name: name("X-One"), sent, arrived }]);
    let more = [&SENT[..], &["X-Four: 4", "Via: 1.1 x"]].concat();
    let added = Change::Added { name: name("X-Four"), value: b"4".to_vec() };
    changes(&more, &[added, Change::AddedByHop { name: name("Via") }]);
    let twice = [&SENT[..], &["x-one: again"]].concat();
    changes(&twice, &[Change::Added { name: name("X-One"), value: b"again".to_vec() }]);
}

#[test]
fn duplicates_that_are_joined_lost_or_shuffled_are_told_apart() {
    let joined = ["Host: a", "X-One: 1", "X-Two: first, second", "X-Three: 3"];
    let arrived = b"first, second".to_vec();
    changes(&joined, &[Change::Joined { name: name("X-Two"), arrived }]);
    let shuffled = ["Host: a", "X-One: 1", "X-Two: second", "X-Two: first", "X-Three: 3"];
    changes(&shuffled, &[Change::Shuffled { name: name("X-Two") }]);
    let lost = ["Host: a", "X-One: 1", "X-Two: second", "X-Three: 3"];
    let (sent, arrived) = (b"first | second".to_vec(), b"second".to_vec());
    changes(&lost, &[Change::Changed { name: name("X-Two"), sent, arrived }]);
}

#[test]
fn letters_and_order_of_names_and_the_host_are_told_too() {
    let lower = ["host: a", "x-one: 1", "X-Two: first", "X-Two: second", "X-Three: 3"];
    let (sent, arrived) = (name("X-One"), name("x-one"));
    changes(&lower, &[Change::Recased { sent, arrived }]);
    let order = ["X-Two: first", "Host: a", "X-One: 1", "X-Two: second", "X-Three: 3"];
    changes(&order, &[Change::Reordered]);
    let host = ["Host: b", "X-One: 1", "X-Two: first", "X-Two: second", "X-Three: 3"];
    changes(&host, &[Change::Host { sent: name("a"), arrived: name("b") }]);
}

#[test]
fn method_path_framing_and_body_are_compared_to_the_byte() {
    let arrived = Request {
        method: name("PUT"),
        target: name("/a/b?a=1&a=2"),
        framing: Framing::Chunked,
        body: b"{".to_vec(),
        ..request(&SENT)
    };
    let (sent, cut) = (name("/a%2Fb?a=1&a=2"), BodyChange::Cut { sent: 3, arrived: 1 });
    assert_eq!(
        compare(&request(&SENT), &arrived),
        [
            Change::Method { sent: name("POST"), arrived: name("PUT") },
            Change::Target { sent, arrived: name("/a/b?a=1&a=2") },
            Change::Reframed { sent: Framing::Length, arrived: Framing::Chunked },
            Change::Body(cut),
        ]
    );
}
