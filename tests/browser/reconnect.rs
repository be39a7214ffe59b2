//! The stream goes on where it was, after whatever broke it.

use super::harness::{Hook, Running, Signal};
use super::inspector::{Inspector, url_of};

#[test]
fn after_the_listener_restarts_nothing_that_came_meanwhile_is_missing() {
    let Some(it) = Inspector::start(&[]) else { return };
    it.arrives("contact.created", "one", "Jane Doe");
    let Inspector { browser, listener, url, sandbox } = it;
    listener.stop(Signal::Int);
    browser.wait_text("#live", "reconnecting");
    let between = sandbox.listen([] as [&str; 0]);
    Hook::event("contact.updated", "two", "Jane Doe").accepted(between.addr());
    between.stop(Signal::Int);
    let port = url.split(':').nth(2).and_then(|rest| rest.split('/').next()).expect("a port");
    let again = Running::start(sandbox.listen_cmd().args(["--inspect", "--inspect-port", port]));
    let url = url_of(&again);
    browser.wait_text("#live", "token missing");
    browser.js(&format!("location.hash = '{}';", url.split('#').nth(1).expect("a token")));
    browser.wait_text("#live", "live");
    browser.wait("document.querySelectorAll('.row').length === 2");
    Hook::event("contact.deleted", "three", "Jane Doe").accepted(again.addr());
    browser.wait("document.querySelectorAll('.row').length === 3");
}
