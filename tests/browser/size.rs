//! A large log and a fast one: the page paints at once, stays small, and shows large bodies in parts.

use std::io::Write as _;
use std::thread;

use super::harness::{Hook, Raw, post};
use super::inspector::Inspector;

/// Rows that the page keeps; as many are there before anything is measured.
const KEPT: usize = 3000;

fn number(name: &str, default: usize) -> usize {
    let given = std::env::var(name).ok();
    given.map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Sends so many events over a few connections, so that they share commits.
fn send(it: &Inspector, count: usize) {
    let addr = it.addr();
    thread::scope(|scope| {
        for lane in 0..8 {
            scope.spawn(move || {
                let mut raw = Raw::connect(addr);
                for index in (lane..count).step_by(8) {
                    let body = format!(
                        r#"{{"event":"contact.updated","data":{{"contact":{{"id":"c-{index}"}}}}}}"#
                    );
                    let id = format!("{}-{index}", jiff::Timestamp::now().as_nanosecond());
                    raw.send(&post("/hooks", &id, body.as_bytes())).expect("a listener");
                    assert_eq!(raw.answer().status, 200);
                }
            });
        }
    });
}

/// A figure, for who has asked for a long run.
fn tell(asked: &str, figure: &str) {
    if std::env::var_os(asked).is_some() {
        let _ = writeln!(std::io::stderr(), "{figure}");
    }
}

/// Bytes of the page's own heap once what is unused has gone.
fn heap(it: &Inspector) -> f64 {
    it.browser.js("gc(); gc();");
    let used = it.browser.cdp("Runtime.getHeapUsage", serde_json::json!({}));
    used["usedSize"].as_f64().expect("a number")
}

#[test]
fn memory_is_flat_however_many_events_arrive() {
    let Some(it) = Inspector::start(&[]) else { return };
    let arrivals = number("LEADLEX_BROWSER_ARRIVALS", 6000);
    let shown =
        |count: usize| it.browser.wait(&format!("document.getElementById('event-{count}')"));
    send(&it, KEPT);
    shown(KEPT);
    let before = heap(&it);
    send(&it, arrivals);
    shown(KEPT + arrivals);
    let after = heap(&it);
    let note = format!("{before} bytes before and {after} after {arrivals} arrivals");
    tell("LEADLEX_BROWSER_ARRIVALS", &note);
    let rows = it.browser.js("return document.querySelectorAll('.row').length;");
    assert!(rows.as_u64().is_some_and(|rows| rows < 80), "{rows} rows are elements");
    // If no row were let go, it would be one and a half megabytes and more.
    assert!(after - before < 700_000.0, "{note}");
}

#[test]
fn the_first_paint_waits_for_no_event() {
    let Some(it) = Inspector::start(&[]) else { return };
    let stored = number("LEADLEX_BROWSER_STORED", 300);
    send(&it, stored);
    it.browser.wait(&format!("document.getElementById('event-{stored}')"));
    it.browser.js("location.reload();");
    it.browser.wait(&format!("document.getElementById('event-{stored}')"));
    let paint = it
        .browser
        .js("return performance.getEntriesByName('first-contentful-paint')[0].startTime;");
    tell("LEADLEX_BROWSER_STORED", &format!("first paint after {paint} ms with {stored} events"));
    assert!(paint.as_f64().is_some_and(|time| time < 3000.0), "{paint} ms");
    let height = it.browser.wait("parseFloat(document.querySelector('.sheet').style.height) > 0 && document.querySelector('.sheet').style.height");
    it.browser.wait(&format!(
        "parseFloat(document.querySelector('.sheet').style.height) === {stored} * 30"
    ));
    it.browser.js("document.getElementById('list').scrollTop = 1e9;");
    it.browser.wait("document.getElementById('event-1')");
    assert!(height.is_string());
}

#[test]
fn a_large_body_is_shown_a_part_at_a_time() {
    let Some(it) = Inspector::start(&[]) else { return };
    let items: Vec<String> = (0..100_000)
        .map(|at| format!(r#"{{"id":{at},"name":"contact {at}","score":1.10}}"#))
        .collect();
    let body = format!(
        r#"{{"event":"contact.bulk_created","data":{{"contacts":[{}]}}}}"#,
        items.join(",")
    );
    assert!(body.len() > 4_000_000);
    it.sends(&Hook::signed("large", body));
    it.browser.wait_text(".row .c-event", "contact.bulk_created");
    it.opens(1);
    it.browser.click(".fold", "\"data\"");
    it.browser.click(".fold", "\"contacts\"");
    it.browser.wait_text(".tree .more", "left");
    let elements = it.browser.js("return document.querySelectorAll('.tree *').length;");
    assert!(elements.as_u64().is_some_and(|count| count < 6000), "{elements} elements");
    it.browser.click(".tree .more", "left");
    it.browser.click(".switch button", "Raw");
    it.browser.click(".raw .more", "more characters");
    it.browser.wait_text(".raw .text", "contact 100\"");
    it.browser.click(".switch button", "Hex");
    it.browser.click(".hex .more", "more bytes");
}
