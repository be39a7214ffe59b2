//! What a stranger sends is text, whatever it looks like.

use super::harness::{Hook, Raw};
use super::inspector::Inspector;

const MARKUP: &str = "<script>window.taken=1</script><img src=x onerror=\"window.taken=2\"><svg/onload=window.taken=3>";

#[test]
fn markup_and_control_characters_are_inert_everywhere() {
    let Some(it) = Inspector::start(&[]) else { return };
    let hostile = format!("{MARKUP}\u{202e}gpj.exe\u{1b}[2J\u{9b}");
    let body = serde_json::json!({
        "event": hostile, MARKUP: MARKUP,
        "data": { "contact": { "id": "c-1", "full_name": hostile, "url": "javascript:window.taken=4" } },
    });
    let hook =
        Hook::signed("one", body.to_string()).path("/hooks?q=%3Cb%3E").header("X-Note", MARKUP);
    it.sends(&hook);
    let changed = body.to_string().replace("\"c-1\"", "\"c-1\",\"new\":\"</textarea><b>\"");
    it.sends(&Hook::signed("</select><b>", changed).header("X-Note", "</td><b>"));
    it.browser.wait("document.querySelectorAll('.row').length >= 2");
    it.browser.wait_text(".row .c-event", "<script>");
    it.browser.wait_text("#coverage", "<script>");
    it.opens(2);
    for key in ["b", "h", "a", "d", "r"] {
        it.browser.keys(key);
        it.browser.wait("!document.querySelector('[role=tabpanel]:not([hidden])').textContent.startsWith('loading')");
    }
    it.browser.wait("document.getElementById('editor').value.includes('textarea')");
    it.browser.keys("b");
    it.browser.click(".switch button", "Raw");
    it.browser.wait_text(".raw", "<script>");
    assert_eq!(it.browser.js("return window.taken ?? null;"), serde_json::Value::Null);
    let found = it.browser.js(
        "return [...document.querySelectorAll('.list-pane *, .detail-pane *, .strip *')] \
           .filter((e) => ['SCRIPT', 'IMG', 'B', 'A', 'IFRAME'].includes(e.tagName) || e.hasAttribute('onload')).length;",
    );
    assert_eq!(found, 0);
    let obeyed = it.browser.js(
        "return /[\\u202e\\u001b\\u009b]/.test(document.body.innerText) || \
           [...document.querySelectorAll('textarea, option')].some((e) => /[\\u202e\\u001b\\u009b]/.test(e.label ?? e.value));",
    );
    assert_eq!(obeyed, false);
    it.browser.wait_text(".raw .esc", "\\u{202e}");
    assert_eq!(it.browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_policy_of_the_page_forbids_code_and_style_in_markup() {
    let Some(it) = Inspector::start(&[]) else { return };
    let tried = it.browser.js(
        "const script = document.createElement('script'); script.textContent = 'window.taken = 1'; \
         document.body.append(script); \
         const mark = document.createElement('p'); mark.setAttribute('style', 'color: red'); \
         document.body.append(mark); \
         return [window.taken ?? null, mark.style.color];",
    );
    assert_eq!(tried, serde_json::json!([null, ""]));
    let outside = it.browser.js_later(
        "const done = arguments[arguments.length - 1]; \
         fetch('http://127.0.0.1:9/').then(() => done('sent'), (error) => done(error.name)); ",
    );
    assert_eq!(outside, "TypeError");
    assert!(!it.browser.complaints().is_empty());
    let addr = it.url.trim_start_matches("http://").split('/').next().expect("an address");
    let addr = addr.replace("localhost", "127.0.0.1").parse().expect("an address");
    let answer =
        Raw::exchange(addr, format!("GET /api/events HTTP/1.1\r\nHost: {addr}\r\n\r\n").as_bytes());
    assert_eq!(answer.status, 401);
}
