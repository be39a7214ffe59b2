//! `events search`: complete before and after indexing, in whichever case, and nothing in the text
//! is special.

use super::store_of;
use crate::harness::{Hook, PATIENCE, Sandbox, until};

/// The numbers of the events that hold a text; exit 1 when there are none.
#[track_caller]
fn found(sandbox: &Sandbox, text: &str) -> Vec<i64> {
    let output = sandbox.cmd(["events", "search", "--json", "--", text]).run();
    let numbers: Vec<i64> =
        output.json().iter().map(|line| line["number"].as_i64().expect("a number")).collect();
    assert_eq!(output.code, i32::from(numbers.is_empty()), "{text}\n{output}");
    numbers
}

/// Texts that a query language could take for something else, each in one event.
const ODD: [&str; 12] = [
    "100% sure",
    "a*b",
    "a_b",
    "say \\\"so\\\"",
    "it's",
    "x AND y",
    "col:umn",
    "(paren",
    "back\\\\slash",
    "Ünïcode Straße",
    "北川さん",
    "-minus",
];

/// After these comes an empty body, which must not end the search.
fn odd() -> Vec<Hook> {
    let body = |text: &str| format!(r#"{{"event":"contact.created","data":{{"x":"{text}"}}}}"#);
    let odd = ODD.iter().enumerate();
    let hooks = odd.map(|(at, text)| Hook::signed(&format!("odd-{at}"), body(text)));
    hooks.chain([Hook::signed("empty", "")]).collect()
}

/// Waits until the listener has indexed all of its events.
fn indexed(sandbox: &Sandbox) {
    until("the search index", PATIENCE, || {
        let sql = "SELECT (SELECT up_to FROM indexed) >= (SELECT max(number) FROM events)";
        sandbox.open_store().query_row(sql, [], |row| row.get::<_, bool>(0)).ok()?.then_some(())
    });
}

#[test]
fn every_text_is_found_as_it_is_written() {
    let sandbox = store_of(&odd());
    for (at, text) in ODD.iter().enumerate() {
        let number = i64::try_from(at).expect("small") + 1;
        assert_eq!(found(&sandbox, text), [number], "{text}");
    }
    for nothing in ["100_ sure", "a%b", "a?b", "x OR y", "zzz", "%%%", "***"] {
        assert_eq!(found(&sandbox, nothing), Vec::<i64>::new(), "{nothing}");
    }
}

#[test]
fn case_does_not_matter() {
    let sandbox = store_of(&odd());
    assert_eq!(found(&sandbox, "ÜNÏCODE"), [10]);
    assert_eq!(found(&sandbox, "A*B"), [2]);
    assert_eq!(found(&sandbox, "CONTACT.CREATED").len(), ODD.len());
}

#[test]
fn the_answer_is_the_same_before_and_after_indexing() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for hook in odd() {
        hook.accepted(listener.addr());
    }
    let before: Vec<_> = ODD.iter().map(|text| found(&sandbox, text)).collect();
    indexed(&sandbox);
    let after: Vec<_> = ODD.iter().map(|text| found(&sandbox, text)).collect();
    assert_eq!(before, after);
    assert!(after.iter().all(|numbers| numbers.len() == 1), "{after:?}");
    assert_eq!(found(&sandbox, "odd-1"), [2, 11, 12]);
    assert_eq!(found(&sandbox, "zzz"), Vec::<i64>::new());
}

#[test]
fn name_id_path_headers_and_body_are_searched_and_credentials_are_not() {
    let hook = Hook::event("deal.updated", "id-7f3c", "Matter")
        .path("/path/here?x=1")
        .header("X-Trace", "trace-99")
        .header("Authorization", "Bearer hush-token");
    let sandbox = store_of(&[hook]);
    for text in ["deal.upd", "7F3C", "/here?x", "trace-99", "x-trace", "Matter"] {
        assert_eq!(found(&sandbox, text), [1], "{text}");
    }
    assert_eq!(found(&sandbox, "hush-token"), Vec::<i64>::new());
}

#[test]
fn short_and_long_texts_are_found() {
    let sandbox = store_of(&odd());
    assert_eq!(found(&sandbox, "川").len(), 1);
    assert_eq!(found(&sandbox, "a*").len(), 1);
    assert_eq!(found(&sandbox, &"x".repeat(10_000)), Vec::<i64>::new());
}

#[test]
fn a_person_is_told_that_nothing_holds_the_text() {
    let sandbox = store_of(&odd());
    let output = sandbox.cmd(["events", "search", "zzz"]).run().code(1);
    assert_eq!(output.to_string(), "exit 1\n--- stdout\n--- stderr\nno event holds that text\n");
}

#[test]
fn filters_and_a_number_narrow_it() {
    let sandbox = store_of(&odd());
    let search = |args: &[&str]| {
        let output = sandbox.cmd(["events", "search", "contact", "--json"]).args(args).run();
        output.json().iter().map(|line| line["number"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(search(&["-n", "2"]), [11, 12]);
    assert_eq!(search(&["--event", "deal.*"]).len(), 0);
}
