//! Small things that only a browser shows.

use super::harness::Hook;
use super::inspector::Inspector;

#[test]
fn a_hidden_page_draws_when_it_is_seen_again() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    let hide = |is_hidden: bool| {
        it.browser.js(&format!(
            "Object.defineProperty(document, 'hidden', {{ value: {is_hidden}, configurable: true }}); \
             document.dispatchEvent(new Event('visibilitychange'));"
        ));
    };
    hide(true);
    it.browser.js("window.drawn = 0; new MutationObserver(() => { window.drawn += 1; }).observe(document.querySelector('.sheet'), { childList: true, subtree: true, attributes: true });");
    for id in ["two", "three"] {
        Hook::event("contact.updated", id, "Jane Doe").accepted(it.addr());
    }
    // Another reader of the same stream has them by now.
    it.browser.js_later(
        "const done = arguments[arguments.length - 1]; const token = sessionStorage.getItem('leadlex-hooks.token'); \
         const ask = async () => { const answer = await fetch('/api/events', { headers: { Authorization: `Bearer ${token}` } }); \
           if ((await answer.json()).events.length === 3) setTimeout(done, 500); else setTimeout(ask, 20); }; ask();",
    );
    assert_eq!(it.browser.js("return window.drawn;"), 0);
    hide(false);
    it.browser.wait("document.querySelectorAll('.row').length === 3");
}

#[test]
fn nothing_moves_when_no_motion_is_asked_for() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.browser.prefer("prefers-reduced-motion", "reduce");
    let moving = it.browser.js(
        "return [...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s').length;",
    );
    assert_eq!(moving, 0);
}
