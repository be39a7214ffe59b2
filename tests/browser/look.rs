//! Pictures to look at, in light and dark, narrow and wide; and that nothing is cut off.

use std::path::Path;

use super::harness::{Endpoint, Hook, Reply};
use super::inspector::Inspector;

#[test]
fn pictures_are_taken_and_nothing_overflows() {
    let replies = [200, 503, 200].map(|status| Reply::status(status).body("{\"ok\":true}"));
    let endpoint = Endpoint::script(replies);
    let Some(it) = Inspector::forwarding(&endpoint) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspector");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, id) in
        [("contact.created", "one"), ("contact.updated", "two"), ("lexi.task_approved", "three")]
    {
        it.sends(&Hook::event(name, id, "Jane Doe"));
    }
    it.sends(&Hook::event("deal.updated", "four", "Jane").sign("another"));
    it.browser.wait("document.querySelectorAll('.row').length === 4");
    it.browser.js("document.getElementById('strip').open = true;");
    it.browser.wait_text("#strip-line", "4 events");
    it.browser.wait("document.querySelector('#latency svg')");
    for (scheme, width) in [
        ("light", 1280),
        ("dark", 1280),
        ("light", 390),
        ("dark", 390),
        ("light", 360),
        ("dark", 1920),
    ] {
        it.browser.prefer("prefers-color-scheme", scheme);
        it.browser.size(width, if width < 760 { 844 } else { 800 });
        it.browser.js("if (location.hash !== '') history.back();");
        it.browser.wait("location.hash === ''");
        save(&it, &folder, &format!("list-{scheme}-{width}"));
        it.opens(4);
        it.browser.wait_text(".verdict .why", "why");
        save(&it, &folder, &format!("event-{scheme}-{width}"));
    }
}

fn save(it: &Inspector, folder: &Path, name: &str) {
    let wide = it.browser.js("return document.documentElement.scrollWidth - innerWidth;");
    assert!(wide.as_i64().is_some_and(|pixels| pixels <= 0), "{name} is {wide} pixels too wide");
    std::fs::write(folder.join(format!("{name}.png")), it.browser.screenshot()).expect("a file");
}
