//! Replay from the page: what is sent really reaches a handler, and verifies there.

use serde_json::json;

use super::harness::{Endpoint, Hook, SECRET, sign};
use super::inspector::Inspector;

/// Puts a text into a field as a person would.
fn fill(it: &Inspector, id: &str, text: &str) {
    let (id, text) = (json!(id), json!(text));
    it.browser.wait(&format!("document.getElementById({id})"));
    it.browser.js(&format!(
        "const field = document.getElementById({id}); field.value = {text}; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    ));
}

/// Types a target in the place of those that are known.
fn type_target(it: &Inspector, url: &str) {
    it.browser.wait("document.getElementById('target')");
    it.browser.js("const field = document.getElementById('target'); field.value = ''; \
         field.dispatchEvent(new Event('change'));");
    fill(it, "target-url", url);
}

#[test]
fn an_edited_event_reaches_the_handler_and_verifies() {
    let endpoint = Endpoint::always(202);
    let Some(it) = Inspector::forwarding(&endpoint) else { return };
    it.sends(&Hook::event("contact.created", "one", "Jane Doe"));
    let first = endpoint.wait_for(1).remove(0);
    it.opens(1);
    it.browser.keys("e");
    it.browser.wait("document.activeElement.id === 'editor'");
    let edited =
        r#"{"event":"contact.created","data":{"contact":{"full_name":"Jane Roe","score":1.10}}}"#;
    fill(&it, "editor", edited);
    it.browser.wait_text("#editor-hint", "edited, signed anew");
    it.browser.click("#replay-send", "Replay");
    it.browser.wait_text("#replay-result", "202");
    let second = endpoint.wait_for(2).remove(1);
    assert_eq!(second.body, edited.as_bytes());
    assert_eq!(second.must("x-leadlex-signature"), sign(SECRET, edited.as_bytes()));
    assert_ne!(second.delivery_id(), first.delivery_id());
    it.browser.click("#replay-result button", "event #2");
    it.browser.wait_text(".detail-bar h2", "#2");
    it.browser.wait_text(".facts", "replay of");
    it.browser.wait_text(".attempt .answer", "202");
}

#[test]
fn an_event_goes_out_as_captured_to_a_target_that_is_typed() {
    let endpoint = Endpoint::always(200);
    let Some(it) = Inspector::start(&[]) else { return };
    let hook = Hook::event("contact.created", "one", "Jane Doe").sign("another secret");
    it.sends(&hook);
    it.browser.wait_text(".row .c-verdict", "mismatch");
    it.opens(1);
    it.browser.keys("r");
    type_target(&it, &endpoint.url("/typed"));
    it.browser.js("document.getElementById('as-captured').click();");
    it.browser.click("#replay-send", "Replay");
    it.browser.wait_text("#replay-result", "200");
    let received = endpoint.wait_for(1).remove(0);
    assert_eq!(received.path, "/typed");
    assert_eq!(received.body, hook.body());
    assert_eq!(received.must("x-leadlex-signature"), sign("another secret", hook.body()));
    assert_eq!(received.delivery_id(), "one");
}

#[test]
fn credentials_stay_here_when_a_target_is_typed_and_the_page_says_so() {
    let endpoint = Endpoint::always(200);
    let Some(it) = Inspector::start(&[]) else { return };
    let hook = Hook::event("contact.created", "one", "Jane Doe");
    it.sends(&hook.header("Authorization", "Bearer theirs").header("X-Their-Token", "theirs"));
    it.opens(1);
    it.browser.keys("r");
    type_target(&it, &endpoint.url("/typed"));
    it.browser.click("#replay-send", "Replay");
    it.browser.wait_text(
        "#replay-result",
        "left out, since this target was typed: authorization, x-their-token",
    );
    let received = endpoint.wait_for(1).remove(0);
    assert_eq!((received.header("authorization"), received.header("x-their-token")), (None, None));
}

#[test]
fn a_body_too_deep_for_the_editor_says_where_it_ends() {
    let Some(it) = Inspector::start(&[]) else { return };
    let body = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    it.sends(&Hook::signed("deep", body));
    it.opens(1);
    it.browser.keys("e");
    it.browser.wait("document.getElementById('editor')");
    it.browser.click("button", "Lay out");
    it.browser.wait_text(".replay", "Laid out down to level 200");
    let size = it.browser.js("return document.getElementById('editor').value.length;");
    assert!(size.as_u64().is_some_and(|size| size < 300_000), "{size}");
}

#[test]
fn a_target_that_cannot_be_is_refused_in_words() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.opens(1);
    it.browser.keys("r");
    type_target(&it, "http://203.0.113.7/webhooks");
    it.browser.click("#replay-send", "Replay");
    it.browser.wait_text("#replay-result .notice", "error:");
    it.browser.wait("!document.getElementById('replay-send').disabled");
}

#[test]
fn edits_wait_while_another_event_is_looked_at() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.arrives("contact.updated", "two", "Jane Doe");
    it.opens(1);
    it.browser.keys("e");
    fill(&it, "editor", "{\"mine\":1}");
    it.opens(2);
    it.browser.wait("document.getElementById('editor')?.value.includes('contact.updated')");
    it.opens(1);
    it.browser.wait("document.getElementById('editor')?.value === '{\"mine\":1}'");
    it.browser.click("button", "Undo edits");
    it.browser.wait("document.getElementById('editor').value.includes('Jane Doe')");
}
