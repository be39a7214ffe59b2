//! axe-core finds nothing serious, in any state of the page and in either scheme.

use serde_json::Value;

use super::browser::Browser;
use super::chromium;
use super::harness::{Endpoint, Hook};
use super::inspector::Inspector;

#[track_caller]
fn is_clean(browser: &Browser, axe: &str, state: &str) {
    if browser.js("return typeof axe;") != "object" {
        browser.js(axe);
    }
    let found = browser.js_later(
        "const done = arguments[arguments.length - 1]; \
         axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations \
           .filter((one) => ['serious', 'critical', 'moderate'].includes(one.impact)) \
           .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)));",
    );
    assert_eq!(found, Value::Array(Vec::new()), "{state}");
}

#[test]
fn no_state_of_the_page_has_a_violation() {
    let Some(axe) = chromium::axe() else { return };
    let endpoint = Endpoint::always(200);
    let Some(it) = Inspector::forwarding(&endpoint) else { return };
    let clean = |state: &str| is_clean(&it.browser, &axe, state);
    clean("empty");
    it.arrives("contact.created", "one", "Jane \u{202e}Doe");
    it.arrives("contact.updated", "one", "Jane Doe");
    it.sends(&Hook::event("deal.created", "three", "Jane").sign("another"));
    it.browser.wait("document.querySelectorAll('.row').length === 3");
    clean("list");
    it.browser.js("document.getElementById('strip').open = true;");
    it.browser.wait("document.querySelector('#timeline svg')");
    it.opens(3);
    it.browser.wait_text(".verdict .why", "why");
    for scheme in ["light", "dark"] {
        it.browser.prefer("prefers-color-scheme", scheme);
        for key in ["b", "h", "a", "d", "r"] {
            it.browser.keys(key);
            it.browser.wait("!/^(loading|comparing)/.test(document.querySelector('[role=tabpanel]:not([hidden])').textContent)");
            clean(&format!("{key} in {scheme}"));
        }
    }
    it.browser.keys("\u{e00c}?");
    it.browser.wait("document.getElementById('help').open");
    clean("help");
    it.browser.keys("\u{e00c}");
    it.browser.size(390, 844);
    clean("narrow");
}
