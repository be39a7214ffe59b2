//! Search and filters, which the store carries out.

use super::harness::Hook;
use super::inspector::Inspector;

const ROWS: &str = "[...document.querySelectorAll('.row')].map((e) => e.id).sort().join()";

#[test]
fn words_of_a_body_are_found_and_what_arrives_is_held_against_them() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.arrives("contact.updated", "two", "John Roe");
    it.browser.keys("/");
    it.browser.keys("jane");
    it.browser.wait(&format!("{ROWS} === 'event-1'"));
    Hook::event("deal.created", "three", "Another Roe").accepted(it.addr());
    Hook::event("deal.updated", "four", "Jane again").accepted(it.addr());
    it.browser.wait(&format!("{ROWS} === 'event-1,event-4'"));
    it.browser.js("document.getElementById('search').select();");
    it.browser.keys("nobody of that name");
    it.browser.wait_text("#empty", "No event matches");
    it.browser.click("#empty button", "Clear");
    it.browser.wait(&format!("{ROWS} === 'event-1,event-2,event-3,event-4'"));
}

#[test]
fn filters_narrow_the_list_together() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.sends(&Hook::event("contact.created", "two", "Jane").forge("{}"));
    it.sends(&Hook::event("deal.created", "three", "Jane").sign("another secret"));
    it.browser.wait("document.querySelectorAll('.row').length === 3");
    let choose = |name: &str, value: &str| {
        it.browser.js(&format!(
            "const field = document.getElementById('filters').elements['{name}']; field.value = '{value}'; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
    };
    choose("verdict", "mismatch");
    it.browser.wait(&format!("{ROWS} === 'event-2,event-3'"));
    choose("event", "deal.*");
    it.browser.wait(&format!("{ROWS} === 'event-3'"));
    it.browser.click("#filters-clear", "Clear");
    it.browser.wait(&format!("{ROWS} === 'event-1,event-2,event-3'"));
}

#[test]
fn a_number_leads_to_its_event() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.arrives("contact.updated", "two", "Jane Doe");
    it.browser.keys("/");
    it.browser.keys("#1\u{e007}");
    it.browser.wait_text(".detail-bar h2", "contact.created #1");
}
