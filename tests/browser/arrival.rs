//! Events appear as they arrive, until the person looks at something.

use super::browser::Browser;
use super::harness::{Hook, Running, Sandbox, Signal};
use super::inspector::{Inspector, inspect, url_of};

#[test]
fn an_empty_log_says_what_to_type_and_the_first_event_takes_its_place() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.browser.wait_text("#empty", "leadlex-hooks send contact.created --to http://127.0.0.1:");
    it.arrives("contact.created", "one", "Jane Doe");
    assert_eq!(it.browser.js("return document.getElementById('empty').hidden;"), true);
    it.browser.wait_text("#live", "live");
    it.browser.wait_text("#strip-line", "1 event");
}

#[test]
fn the_list_follows_until_an_event_is_chosen_and_then_counts_what_is_new() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.arrives("contact.updated", "two", "Jane Doe");
    it.browser.click(".row", "contact.updated");
    it.browser.wait_text("#live", "waiting");
    for id in ["three", "four"] {
        Hook::event("deal.created", id, "A deal").accepted(it.addr());
    }
    it.browser.wait_text("#live", "2 new");
    assert_eq!(it.browser.js("return document.querySelectorAll('.row').length;"), 2);
    it.browser.click("#live", "2 new");
    it.browser.wait("document.querySelectorAll('.row').length === 4");
    it.browser.wait_text("#live", "live");
    it.arrives("task.created", "five", "A task");
    let top = it.browser.js(
        "return [...document.querySelectorAll('.row')].find((e) => e.dataset.index === '0').textContent;",
    );
    assert!(top.as_str().is_some_and(|row| row.contains("task.created")), "{top}");
}

#[test]
fn the_token_leaves_the_address_and_a_reload_still_has_it() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    let address = it.browser.js("return location.href;");
    assert!(!address.to_string().contains("token"), "{address}");
    it.browser.js("location.reload();");
    it.browser.wait_text(".row .c-event", "contact.created");
    let page = it.url.split('#').next().expect("a page");
    it.browser.js("sessionStorage.clear();");
    it.browser.open(&format!("{page}?again"));
    it.browser.wait_text("#empty", "no valid token");
    it.browser.wait_text("#live", "token missing");
    it.browser.js(&format!("location.hash = '{}';", it.url.split('#').nth(1).expect("a token")));
    it.browser.wait_text(".row .c-event", "contact.created");
    it.browser.wait_text("#live", "live");
}

#[test]
fn inspect_shows_a_log_that_nobody_writes() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([] as [&str; 0]);
    Hook::event("contact.created", "one", "Jane Doe").accepted(listener.addr());
    listener.stop(Signal::Int);
    let Some(browser) = Browser::start() else { return };
    let inspector: Running = inspect(&sandbox);
    browser.open(&url_of(&inspector));
    browser.wait_text(".row .c-event", "contact.created");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
