//! Exact bytes: whatever a body or a header value holds survives send → listen → forward → replay.

use crate::harness::{Hook, Recorder, SECRET, Sandbox, Signal, has_tool, python, sign};

/// Bodies that a parser, a text or a terminal in between would change.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let every: Vec<u8> = (0..=255).collect();
    let mut large = br#"{"event":"contact.bulk_created","data":{"pad":""#.to_vec();
    large.extend((0..1_048_576_u32).map(|at| b"abc \xc3\xa9\"\\"[at as usize % 8]));
    vec![
        ("every byte", every.repeat(2)),
        ("CRLF", b"{\r\n\t\"event\" : \"deal.created\"\r\n}\r\n".to_vec()),
        ("byte order mark", b"\xef\xbb\xbf{\"event\":\"deal.created\"}".to_vec()),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
        ("empty", Vec::new()),
        ("blanks", b"  \n\n".to_vec()),
        ("1 MB", large),
        ("numbers", br#"{"n":1.0,"n":1e400,"m":12345678901234567890,"e":"\u00e9\/"}"#.to_vec()),
        ("like a file name", b"@body.json".to_vec()),
    ]
}

#[test]
fn every_body_survives_send_listen_forward_and_both_replays() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    for (at, (what, body)) in bodies().into_iter().enumerate() {
        sandbox.write("body", &body);
        let id = format!("body-{at}");
        let send = ["send", "--data", "@body", "--delivery-id", &id, "--to", listener.url()];
        sandbox.cmd(send).args(["--store", "sent.db"]).run().code(0);
        for store in [&[][..], &["--store", "sent.db"]] {
            let show = sandbox.cmd(["events", "show", &id, "--raw"]).args(store);
            assert!(show.run().code(0).stdout == body, "{what}: stored {store:?}");
        }
        for how in [&["--as-captured"][..], &[]] {
            let args = ["replay", &id, "--to", &handler.url("/")];
            sandbox.cmd(args).args(how).run().code(0);
        }
        let seen = handler.wait_for(3 * (at + 1));
        for (how, one) in ["forward", "as captured", "anew"].iter().zip(&seen[3 * at..]) {
            assert!(one.body == body, "{what}: {how}: {} bytes arrived", one.body.len());
            assert_eq!(one.all("x-leadlex-signature"), [sign(SECRET, &body).as_bytes()], "{what}");
        }
    }
    let end = listener.stop(Signal::Int).code(0);
    let verified = end.json().iter().filter(|line| line["verdict"] == "verified").count();
    assert_eq!(verified, bodies().len(), "{end}");
}

#[test]
fn a_body_on_stdin_is_sent_as_it_is() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    for (at, (what, body)) in bodies().into_iter().enumerate() {
        let args = ["send", "--data", "-", "--to", &handler.url("/")];
        sandbox.cmd(args).stdin(body.clone()).run().code(0);
        assert!(handler.wait_for(at + 1)[at].body == body, "{what}");
    }
}

#[test]
fn python_verifies_what_was_forwarded() {
    if !has_tool("python3") {
        return;
    }
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let program = "import hashlib, hmac, sys\n\
        print('sha256=' + hmac.new(sys.argv[1].encode(), sys.stdin.buffer.read(), hashlib.sha256).hexdigest(), end='')";
    for (at, (what, body)) in bodies().into_iter().enumerate() {
        Hook::signed(&format!("id-{at}"), body).accepted(listener.addr());
        let seen = handler.wait_for(at + 1).remove(at);
        let expected = python(program, &[SECRET], &seen.body);
        assert_eq!(seen.all("x-leadlex-signature"), [expected.as_slice()], "{what}");
    }
}

/// All bytes that a header value may hold (RFC 9110, 5.5), obs-text included.
fn header_bytes() -> Vec<u8> {
    let visible = (b'!'..=b'~').chain([b' ', b'\t']);
    [b"<".to_vec(), visible.chain(0x80..=0xff).collect(), b">".to_vec()].concat()
}

#[test]
fn header_values_of_any_byte_are_captured_stored_shown_and_forwarded() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let value = header_bytes();
    let hook = Hook::event("contact.created", "aaaa-1", "Anna").header("X-Odd", &value);
    hook.accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/")]).run().code(0);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/"), "--as-captured"]).run().code(0);
    for seen in handler.wait_for(3) {
        assert_eq!(seen.all("x-odd"), [value.as_slice()]);
    }
    let block: Vec<u8> = sandbox
        .open_store()
        .query_row("SELECT headers FROM events WHERE number = 1", [], |row| row.get(0))
        .expect("headers");
    let line = [b"x-odd: ".as_slice(), &value, b"\r\n"].concat();
    assert!(block.windows(line.len()).any(|part| part == line), "not stored as it came");
    let shown = sandbox.cmd(["events", "show", "1"]).run().code(0);
    assert!(shown.stdout.is_ascii() || !shown.stdout().contains('\u{fffd}'), "{shown}");
    let line = shown.stdout().lines().find(|line| line.starts_with("x-odd")).map(str::to_owned);
    let line = line.expect("the header is shown");
    assert!(line.contains("\\x80") && line.contains("\\xff") && line.contains("\\t"), "{line}");
}

#[test]
fn duplicate_headers_keep_their_order_everywhere() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let hook = ["3", "1", "", "2", "1"]
        .iter()
        .fold(Hook::event("contact.created", "aaaa-1", "Anna"), |hook, value| {
            hook.header("X-Many", value).header("X-Between", value)
        });
    hook.accepted(listener.addr());
    listener.stop(Signal::Int).code(0);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/")]).run().code(0);
    sandbox.cmd(["replay", "1", "--to", &handler.url("/"), "--as-captured"]).run().code(0);
    for seen in handler.wait_for(3) {
        assert_eq!(seen.all("x-many"), [&b"3"[..], b"1", b"", b"2", b"1"]);
        assert_eq!(seen.all("x-between"), seen.all("x-many"));
    }
    let page = sandbox.cmd(["events", "show", "1", "--json"]).run().code(0).json().remove(0);
    let fields = page["headers"].as_array().expect("headers").iter();
    let values: Vec<_> =
        fields.filter(|f| f["name"] == "x-many").map(|f| f["value"].clone()).collect();
    assert_eq!(values, ["3", "1", "", "2", "1"]);
}

#[test]
fn a_delivery_id_that_is_no_text_is_kept_and_names_nothing() {
    let sandbox = Sandbox::new();
    let handler = Recorder::start();
    let mut listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    let hook =
        Hook::event("contact.created", "x", "Anna").set("X-LeadLex-Delivery-ID", b"\xe9\xff");
    for _ in 0..2 {
        hook.accepted(listener.addr());
    }
    let line = listener.wait_json("the second", |line| line["number"] == 2);
    assert!(line["delivery_id"].is_null() && line["duplicate_of"].is_null(), "{line}");
    for seen in handler.wait_for(2) {
        assert_eq!(seen.all("x-leadlex-delivery-id"), [b"\xe9\xff"]);
    }
}
