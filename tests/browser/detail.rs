//! One event: its body to the byte, its headers, its verdict, its attempts, what changed.

use super::harness::{Endpoint, Hook, PATIENCE, Reply, until};
use super::inspector::Inspector;

#[test]
fn a_body_is_shown_as_it_was_written() {
    let Some(it) = Inspector::start(&[]) else { return };
    let body = r#"{"event":"contact.updated","b":1.10,"10":12345678901234567890,"2":1e5,"b":"\u00e4","data":{}}"#;
    it.sends(&Hook::signed("one", body));
    it.browser.wait_text(".row .c-event", "contact.updated");
    it.opens(1);
    it.browser.wait_text(".tree", "12345678901234567890");
    let tree = it.browser.text(".tree");
    let mut rest = &*tree;
    for part in [r#""b": 1.10"#, r#""10": 12345678901234567890"#, r#""2": 1e5"#, r#""b": "\u00e4""#]
    {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} in its place in {tree}")).1;
    }
    it.browser.click(".switch button", "Raw");
    assert_eq!(it.browser.text(".raw .text"), body);
    it.browser.click(".switch button", "Hex");
    it.browser.wait_text(
        ".hex",
        "00000000  7b 22 65 76 65 6e 74 22  3a 22 63 6f 6e 74 61 63  |{\"event\":\"contac|",
    );
}

#[test]
fn bytes_that_are_no_text_are_shown_in_hex_and_saved_as_they_are() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.sends(&Hook::signed("one", [0xff, 0x00, b'A']));
    it.browser.wait("document.querySelector('.row')");
    it.opens(1);
    it.browser.wait_text(".hex", "ff 00 41");
    it.browser.wait_text(".hex", "|..A|");
    let folder = it.sandbox.path("downloads");
    let allowed = serde_json::json!({ "behavior": "allow", "downloadPath": folder });
    it.browser.cdp("Browser.setDownloadBehavior", allowed);
    it.browser.click(".tools button", "Download");
    until("the saved body", PATIENCE, || {
        let saved = std::fs::read(folder.join("event-1.bin")).ok()?;
        (saved == [0xff, 0x00, b'A']).then_some(())
    });
}

#[test]
fn headers_are_listed_in_their_order_and_credentials_are_masked() {
    let Some(it) = Inspector::start(&[]) else { return };
    let hook = Hook::event("contact.created", "one", "Jane").header("X-First", "1");
    it.sends(&hook.header("Authorization", "Bearer hush").header("X-First", "2"));
    it.browser.wait("document.querySelector('.row')");
    it.opens(1);
    it.browser.keys("h");
    it.browser.wait_text(".fields", "x-first");
    let fields = it.browser.text("#panel-headers .fields");
    assert!(fields.contains("x-first1"), "{fields}");
    assert!(fields.find("x-first1") < fields.find("x-first2"), "{fields}");
    assert!(!fields.contains("hush"), "{fields}");
}

#[test]
fn a_wrong_signature_is_explained() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.sends(&Hook::event("contact.created", "one", "Jane").sign("whsec_test\n"));
    it.browser.wait_text(".row .c-verdict", "mismatch");
    it.opens(1);
    it.browser.wait_text(".verdict", "mismatch");
    it.browser.wait_text(".verdict .why", "newline");
    it.browser.wait_text(".verdict .why", "fix");
}

#[test]
fn every_attempt_has_its_request_its_response_and_its_time() {
    let busy = Reply::status(503).header("Retry-After", "7").body("{\"busy\":1.10}");
    let endpoint = Endpoint::script([busy]);
    let Some(it) = Inspector::forwarding(&endpoint) else { return };
    it.sends(&Hook::event("contact.created", "one", "Jane"));
    it.browser.wait_text(".row .c-outcome", "503");
    it.opens(1);
    it.browser.keys("a");
    it.browser.wait_text(".attempt .answer", "503");
    it.browser.wait_text(".attempt .took", "ms");
    it.browser.wait_text(".attempt", "retry-after");
    it.browser.wait_text(".attempt", "x-leadlex-signature");
    it.browser.wait_text(".attempt .tree", "\"busy\": 1.10");
}

#[test]
fn the_previous_event_of_the_resource_is_compared() {
    let Some(it) = Inspector::start(&[]) else { return };
    for (id, name, contact) in
        [("one", "Jane Doe", "c-1"), ("two", "Someone else", "c-2"), ("three", "Jane Roe", "c-1")]
    {
        let contact = serde_json::json!({ "contact": { "id": contact, "full_name": name } });
        let body = serde_json::json!({ "event": "contact.updated", "data": contact }).to_string();
        it.sends(&Hook::signed(id, body));
    }
    it.browser.wait("document.querySelectorAll('.row').length === 3");
    it.opens(3);
    it.browser.keys("d");
    it.browser.wait_text("#panel-diff", "from #1");
    it.browser.wait_text(".differences .old", "\"Jane Doe\"");
    it.browser.wait_text(".differences .new", "\"Jane Roe\"");
    it.opens(1);
    it.browser.wait_text("#panel-diff", "no earlier event of the same resource");
}

#[test]
fn curl_is_copied_or_laid_out_to_be_copied() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    it.opens(1);
    it.browser.wait_text(".verdict", "verified");
    it.browser.js("navigator.clipboard.writeText = () => Promise.reject(new Error('no')); \
         document.execCommand = () => false;");
    it.browser.keys("c");
    let command = it.browser.wait(
        "document.getElementById('copy-dialog').open && document.getElementById('copy-text').value",
    );
    assert!(
        command.as_str().is_some_and(|text| text.contains("curl") && text.contains("Jane Doe")),
        "{command}"
    );
}
