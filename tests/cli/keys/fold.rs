//! Long bodies at a terminal keep to a part of the screen; in a pipe they are whole.

use serde_json::json;

use super::Listener;
use crate::harness::{Hook, Running, Sandbox, Signal};

/// Three hundred numbers, one a line, and a string of 100 kB.
fn hook() -> Hook {
    let body = json!({
        "event": "contact.created", "text": "x".repeat(100_000), "list": (0..300).collect::<Vec<_>>()
    });
    Hook::signed("d-1", body.to_string())
}

#[test]
fn a_long_body_is_folded_at_a_terminal() {
    let sandbox = Sandbox::new();
    let listener = Listener::start(&sandbox, &["-v"]);
    hook().accepted(listener.addr);
    // The terminal of the tests has 300 rows; the string takes four of two hundred.
    listener.pty.wait_text("more lines (`leadlex-hooks events show 1`)");
    let rows = listener.quit();
    let more = rows.iter().find_map(|row| row.strip_prefix("… ")?.split_once(" more lines"));
    let hidden: usize = more.expect("a count").0.parse().expect("a number");
    let shown =
        rows.iter().filter(|row| row.trim_end_matches(',').trim().parse::<u32>().is_ok()).count();
    // The two brackets at the end are lines too.
    assert_eq!(shown + hidden, 300 + 2, "{rows:#?}");
    assert!((180..200).contains(&shown), "{shown}: {rows:#?}");
    let string = rows.iter().filter(|row| row.contains("xxxxxxxxxx")).count();
    assert!((3..=4).contains(&string), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("… (of 100.0 kB)")), "{rows:#?}");
}

#[test]
fn d_folds_what_was_too_large_to_be_shown() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &["-v"]);
    let body = json!({ "event": "contact.created", "text": "x".repeat(2_000_000) });
    Hook::signed("d-1", body.to_string()).accepted(listener.addr);
    listener.pty.wait_text("(a large body:");
    listener.press("d").wait_text("… (of 2.0 MB)");
    let rows = listener.quit();
    assert!(rows.iter().filter(|row| row.contains("xxxxxxxxxx")).count() <= 4, "{rows:#?}");
}

#[test]
fn a_pipe_gets_all_of_it() {
    let sandbox = Sandbox::new();
    let listener = Running::start_human(sandbox.cmd(["listen", "-v", "--port", "0"]));
    hook().accepted(listener.addr());
    let end = listener.stop(Signal::Int).code(0);
    assert!(end.stdout().contains(&"x".repeat(100_000)));
    assert!(end.stdout().contains("\n    299\n"), "{end}");
    assert!(!end.stdout().contains("more lines"));
}
