//! The shell recipe for a CI, run as it stands against apps that deserve a yes and apps that do not.
#![cfg(unix)]

use std::net::TcpListener;

use super::readme;
use super::script::{is_installed, run};
use super::tool::Home;

/// An app that verifies, one that fails at what is genuine, and one that takes everything.
const APP: &str = r#"
import hashlib, hmac, http.server, os, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        secret = os.environb[b"LEADLEX_WEBHOOK_SECRET"]
        made = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        good = hmac.compare_digest(made, self.headers.get("X-LeadLex-Signature", ""))
        answers = {"verifying": 200 if good else 401, "failing": 500 if good else 401, "trusting": 200}
        self.send_response(answers[sys.argv[1]])
        self.end_headers()

    def log_message(self, *_):
        pass

http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"#;

/// Runs the recipe before such an app: its exit code and all that it told.
fn recipe(manner: &str) -> (Option<i32>, String) {
    below("CI recipes", manner)
}

fn below(heading: &str, manner: &str) -> (Option<i32>, String) {
    let script = readme::blocks()
        .into_iter()
        .find(|block| block.heading == heading && block.language == "sh")
        .expect("a script under this heading")
        .text;
    let home = Home::new();
    std::fs::write(home.0.path().join("app.py"), APP).expect("writable");
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = free.local_addr().expect("an address").port().to_string();
    drop(free);
    let app = format!("python3 app.py {manner}");
    let log = home.0.path().join("log");
    let status = run(&home, &script, &[("APP", &app), ("PORT", &port)], &log);
    (status, std::fs::read_to_string(&log).expect("a log"))
}

#[test]
fn the_recipe_says_yes_to_an_app_that_verifies() {
    if !["python3", "curl"].into_iter().all(is_installed) {
        return;
    }
    let (status, told) = recipe("verifying");
    assert_eq!(status, Some(0), "{told}");
    for text in [
        "✓ contact.created x2: 2 arrived",
        "✓ lexi.* x3: 3 arrived",
        "6 events, 6 verified",
        "→ 401",
    ] {
        assert_eq!(told.matches(text).count(), 1, "`{text}` in\n{told}");
    }
}

#[test]
fn the_recipe_says_no_to_an_app_that_fails_and_to_one_that_trusts() {
    if !["python3", "curl"].into_iter().all(is_installed) {
        return;
    }
    for (manner, why) in [("failing", "the command ended with exit code 1"), ("trusting", "→ 200")]
    {
        let (status, told) = recipe(manner);
        assert_eq!(status, Some(1), "{manner}\n{told}");
        assert!(told.contains(why), "{manner}\n{told}");
    }
}

#[test]
fn check_starts_the_app_and_says_no_to_one_that_trusts() {
    if !is_installed("python3") {
        return;
    }
    for (manner, code, why) in [
        ("verifying", 0, "required cases passed"),
        ("trusting", 1, "✗ reject.wrong-secret: answered 200"),
        ("failing", 1, "genuine deliveries are answered 500"),
    ] {
        let (status, told) = below("Checking a handler", manner);
        assert_eq!(status, Some(code), "{manner}\n{told}");
        assert!(told.contains(why), "{manner}\n{told}");
    }
}
