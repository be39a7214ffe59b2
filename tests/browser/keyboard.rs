//! Everything without a mouse.

use super::inspector::Inspector;

const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";

#[test]
fn a_walk_through_the_page_needs_no_mouse() {
    let Some(it) = Inspector::start(&[]) else { return };
    for (name, id) in
        [("contact.created", "one"), ("contact.updated", "two"), ("deal.created", "three")]
    {
        it.arrives(name, id, "Jane Doe");
    }
    let chosen = |number: u32| {
        let row =
            format!("document.getElementById('event-{number}')?.getAttribute('aria-selected')");
        it.browser.wait(&format!("{row} === 'true'"));
        it.browser.wait_text(".detail-bar h2", &format!("#{number}"));
        it.browser.wait(&format!("document.getElementById('list').getAttribute('aria-activedescendant') === 'event-{number}'"));
    };
    it.browser.keys("j");
    chosen(3);
    it.browser.keys("jj");
    chosen(1);
    it.browser.keys("jj");
    chosen(1);
    it.browser.keys("k");
    chosen(2);
    it.browser.keys(ENTER);
    it.browser.wait("document.activeElement.id === 'detail'");
    // Arrows scroll the event now.
    it.browser.keys("\u{e015}");
    for (key, tab) in [("h", "headers"), ("a", "attempts"), ("d", "diff"), ("b", "body")] {
        it.browser.keys(key);
        it.browser.wait(&format!("document.getElementById('tab-{tab}').ariaSelected === 'true'"));
        it.browser.wait(&format!("document.activeElement.id === 'tab-{tab}'"));
    }
    chosen(2);
    it.browser.keys("\u{e014}");
    it.browser.wait("document.activeElement.id === 'tab-headers'");
    it.browser.keys("r");
    it.browser.wait("document.activeElement.id === 'replay-send'");
    it.browser.keys("e");
    it.browser.wait("document.activeElement.id === 'editor'");
    it.browser.keys("j/d?");
    it.browser.wait("document.getElementById('editor').value.endsWith('j/d?')");
    it.browser.keys(ESCAPE);
    it.browser.wait("document.activeElement.id === 'detail'");
    it.browser.keys("?");
    it.browser.wait("document.getElementById('help').open");
    it.browser.keys(ESCAPE);
    it.browser.wait("!document.getElementById('help').open");
    it.browser.keys(ESCAPE);
    it.browser.wait("document.activeElement.id === 'list'");
    it.browser.wait("document.querySelector('.overview')");
    it.browser.keys("/");
    it.browser.wait("document.activeElement.id === 'search'");
    it.browser.keys(ESCAPE);
    it.browser.keys("f");
    it.browser.wait_text("#live", "live");
}

#[test]
fn back_leads_from_an_event_to_the_one_before_and_to_the_list() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.arrives("contact.updated", "two", "Jane Doe");
    it.browser.size(390, 844);
    it.browser.click(".row", "contact.created");
    it.browser.wait_text(".detail-bar h2", "#1");
    it.browser.wait("!document.getElementById('list').checkVisibility()");
    it.browser.js("history.back();");
    it.browser.wait("document.getElementById('list').checkVisibility()");
    it.browser.click(".row", "contact.updated");
    it.browser.click(".back", "Events");
    it.browser.wait("document.getElementById('list').checkVisibility()");
}
