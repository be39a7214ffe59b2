//! What a signature and a timestamp are called, what is answered, and that everything is recorded.

use serde_json::Value;

use crate::harness::{Answer, Hook, Running, Sandbox, Signal, has_tool, sign};

const BODY: &[u8] = br#"{"event":"contact.created","data":{"contact":{"id":"1"}}}"#;
const SIGNATURE: &str = "X-LeadLex-Signature";
const TIMESTAMP: &str = "X-LeadLex-Timestamp";
/// What is answered to all that is not accepted, whatever is wrong with it.
const REFUSAL: (u16, &str) = (401, "the signature was not accepted\n");

fn id_of(what: &str) -> String {
    format!("case-{}", what.replace(' ', "-"))
}

fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.text())
}

fn refusal() -> (u16, String) {
    (REFUSAL.0, REFUSAL.1.to_owned())
}

/// What the listener told and the store holds of the event with that id: they must agree.
#[track_caller]
fn recorded(sandbox: &Sandbox, listener: &mut Running, id: &str) -> Value {
    let shown = listener.wait_json(id, |line| line["delivery_id"] == id);
    let stored = sandbox.cmd(["events", "show", id, "--json"]).run().code(0).json().remove(0);
    for key in ["verdict", "freshness", "fingerprint", "size"] {
        assert_eq!(shown[key], stored[key], "{id}: {key}");
    }
    assert_eq!(stored["body"].as_str().expect("a body").as_bytes(), BODY, "{id}");
    shown
}

#[test]
fn every_kind_of_signature_has_its_verdict_and_one_answer_that_explains_nothing() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    let good = sign(crate::harness::SECRET, BODY);
    let digits = good.strip_prefix("sha256=").expect("a prefix").to_owned();
    let other = sign("whsec_other", BODY);
    let upper = format!("sha256={}", digits.to_uppercase());
    let cut = good[..good.len() - 1].to_owned();
    let sha1 = format!("sha1={}", &digits[..40]);
    let cases: [(&str, Option<&str>, &str); 14] = [
        ("good", Some(&good), "verified"),
        ("upper-case digits", Some(&upper), "verified"),
        ("of another secret", Some(&other), "mismatch"),
        ("of zeros", Some(&format!("sha256={}", "0".repeat(64))), "mismatch"),
        ("none at all", None, "missing"),
        ("empty", Some(""), "malformed"),
        ("without prefix", Some(&digits), "malformed"),
        ("prefix alone", Some("sha256="), "malformed"),
        ("upper-case prefix", Some(&good.replace("sha", "SHA")), "malformed"),
        ("truncated", Some(&cut), "malformed"),
        ("too long", Some(&format!("{good}0")), "malformed"),
        ("sha1", Some(&sha1), "malformed"),
        ("base64", Some("sha256=uN4oo2bXQ4n1kqkMcrgXr3oX1pGk6o7Rk0bqS5zW1aA="), "malformed"),
        ("two in one", Some(&format!("{good}, {other}")), "malformed"),
    ];
    for (what, signature, verdict) in &cases {
        let id = id_of(what);
        let mut hook = Hook::signed(&id, BODY).without(SIGNATURE);
        if let Some(signature) = signature {
            hook = hook.header(SIGNATURE, signature);
        }
        let answer = told(&hook.post(listener.addr()));
        let accepted = *verdict == "verified";
        assert_eq!(answer, if accepted { (200, String::new()) } else { refusal() }, "{what}");
        let line = recorded(&sandbox, &mut listener, &id);
        assert_eq!(line["verdict"], *verdict, "{what}");
        assert_eq!(line["answered"], answer.0, "{what}");
        assert_eq!(line["fingerprint"].is_string(), accepted, "{what}");
    }
    let summary = listener.stop(Signal::Int).code(0).json().pop().expect("a summary");
    assert_eq!((&summary["verified"], &summary["rejected"]), (&2.into(), &12.into()));
}

#[test]
fn a_request_signed_by_openssl_and_sent_by_curl_is_verified() {
    if !has_tool("openssl") || !has_tool("curl") || !has_tool("sh") {
        return;
    }
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    sandbox.write("body", BODY);
    let script = r#"signature=$(openssl dgst -sha256 -hmac "$2" -r body | cut -d' ' -f1)
        exec curl -sS --noproxy '*' -o /dev/null -w '%{http_code}' --data-binary @body \
            -H 'Content-Type: application/json' -H "X-LeadLex-Signature: sha256=$signature" "$1""#;
    let output = std::process::Command::new("sh")
        .args(["-c", script, "sh", &listener.at("/hooks"), crate::harness::SECRET])
        .current_dir(sandbox.path(""))
        .output()
        .expect("sh starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "200", "{output:?}");
    let lines = listener.stop(Signal::Int).code(0).json();
    assert_eq!(
        (&lines[1]["verdict"], &lines[1]["freshness"]),
        (&"verified".into(), &"absent".into())
    );
}

#[test]
fn a_byte_more_less_or_changed_in_the_body_is_a_mismatch() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    let (mut more, mut changed) = (BODY.to_vec(), BODY.to_vec());
    more.push(b'\n');
    changed[20] ^= 1;
    for (id, body) in
        [("more", more), ("less", BODY[..BODY.len() - 1].into()), ("changed", changed)]
    {
        let hook = Hook::signed(id, BODY).forge(body);
        assert_eq!(told(&hook.post(listener.addr())), refusal(), "{id}");
        let line = listener.wait_json(id, |line| line["delivery_id"] == id);
        assert_eq!(line["verdict"], "mismatch", "{id}");
    }
}

#[test]
fn without_a_secret_everything_is_unverified_and_accepted() {
    let sandbox = Sandbox::new();
    let mut listener = Running::start(sandbox.bare(["listen", "--port", "0", "--json"]));
    for (id, signature) in [("well-formed", sign("x", BODY)), ("nonsense", "nonsense".to_owned())] {
        let hook = Hook::signed(id, BODY).set(SIGNATURE, signature);
        assert_eq!(told(&hook.post(listener.addr())), (200, String::new()));
        let line = recorded(&sandbox, &mut listener, id);
        assert_eq!((&line["verdict"], &line["fingerprint"]), (&"unverified".into(), &Value::Null));
    }
    let bare = Hook::signed("absent", BODY).without(SIGNATURE);
    assert_eq!(bare.post(listener.addr()).status, 200);
    assert_eq!(recorded(&sandbox, &mut listener, "absent")["verdict"], "unverified");
}

/// Header value, what it is called, and whether `--tolerance 5min` takes it.
fn timestamps() -> Vec<(&'static str, Option<String>, &'static str)> {
    let at = |minutes: i64| {
        let then = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
        Some(then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    };
    let zoned = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.250+00:00").to_string();
    vec![
        ("now", at(0), "fresh"),
        ("fraction and offset", Some(zoned), "fresh"),
        ("four minutes ago", at(-4), "fresh"),
        ("six minutes ago", at(-6), "stale"),
        ("seven hours ago", at(-420), "stale"),
        ("in four minutes", at(4), "fresh"),
        ("in six minutes", at(6), "future"),
        ("absent", None, "absent"),
        ("empty", Some(String::new()), "unparsable"),
        ("a word", Some("yesterday".to_owned()), "unparsable"),
        ("without a zone", Some("2026-02-24T10:00:00".to_owned()), "unparsable"),
        ("seconds since 1970", Some("1771927200".to_owned()), "unparsable"),
    ]
}

fn stamped(id: &str, value: Option<&str>) -> Hook {
    let hook = Hook::signed(id, BODY).without(TIMESTAMP);
    match value {
        Some(value) => hook.header(TIMESTAMP, value),
        None => hook,
    }
}

#[test]
fn the_timestamp_is_judged_and_changes_no_answer() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen([""; 0]);
    for (what, value, freshness) in timestamps() {
        let id = id_of(what);
        assert_eq!(stamped(&id, value.as_deref()).post(listener.addr()).status, 200, "{what}");
        let line = recorded(&sandbox, &mut listener, &id);
        assert_eq!(line["freshness"], freshness, "{what}");
        assert_eq!(line["verdict"], "verified", "{what}");
    }
}

#[test]
fn with_tolerance_what_is_not_fresh_is_refused_and_recorded_all_the_same() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen(["--tolerance", "5min"]);
    for (what, value, freshness) in timestamps() {
        let id = id_of(what);
        let answer = told(&stamped(&id, value.as_deref()).post(listener.addr()));
        let expected = if freshness == "fresh" { (200, String::new()) } else { refusal() };
        assert_eq!(answer, expected, "{what}");
        let line = recorded(&sandbox, &mut listener, &id);
        assert_eq!((&line["freshness"], &line["verdict"]), (&freshness.into(), &"verified".into()));
    }
}

#[test]
fn tolerance_is_the_one_that_is_given() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--tolerance", "1h"]);
    for (what, value, expected) in timestamps() {
        let expected = match what {
            "six minutes ago" | "in six minutes" => 200,
            _ if expected == "fresh" => 200,
            _ => 401,
        };
        let hook = stamped(&id_of(what), value.as_deref());
        assert_eq!(hook.post(listener.addr()).status, expected, "{what}");
    }
}
