//! What the header of each handler promises.

use std::thread;
use std::time::Duration;

use super::language::Handler;
use crate::harness::{Answer, Hook, PATIENCE, Raw, until};

const MEGABYTE: usize = 1024 * 1024;

/// Every event of the catalogue and one that is not in it.
#[track_caller]
pub(super) fn takes_every_event(handler: &Handler) {
    handler.send(&["--all"]).run().code(0);
    handler.send(&["unheard.of", "--allow-unknown"]).run().code(0);
    handler.send(&["contact.created", "--set", "data.contact.full_name=Zoë 李 🦊"]).run().code(0);
    until("the unknown event to be told", PATIENCE, || {
        (handler.times_processed("unheard.of") == 1).then_some(())
    });
}

/// Each way to spoil a delivery.
#[track_caller]
pub(super) fn refuses_what_is_spoilt(handler: &Handler) {
    for form in ["signature", "body", "secret", "missing", "prefix", "encoding"] {
        let spoilt = ["contact.created", "--tamper", form, "--expect-status", "401"];
        handler.send(&spoilt).run().code(0);
    }
    let hook = Hook::event("contact.created", "spoilt", "Anna");
    for signature in ["", "sha256=", "sha1=00", "sha256=é", "sha256=zz", "é"] {
        let answer = hook.clone().set("X-LeadLex-Signature", signature).post(handler.addr);
        assert_eq!(answer.status, 401, "`{signature}`: {}", answer.text());
        assert_eq!(answer.text().trim_end(), "the signature does not match");
    }
    // The timestamp is not signed, and a retry is late.
    handler.send(&["contact.created", "--tamper", "timestamp=2020-01-01T00:00:00Z"]).run().code(0);
}

/// Every byte value, alone and together; JSON that cannot be read; digits in upper case.
#[track_caller]
pub(super) fn verifies_bytes_and_not_text(handler: &Handler) {
    let mut bodies: Vec<Vec<u8>> = (0..=255).map(|byte| vec![byte]).collect();
    bodies.push((0..=255).collect());
    bodies.push(Vec::new());
    bodies.push(b"{\r\n\"event\" : \"odd.spacing\"\t}\n\n".to_vec());
    bodies.push(vec![b'['; 100_000]);
    bodies.extend(["5", "null", "[]", "{\"event\":7}", "{\"event\":null}"].map(Vec::from));
    for (number, body) in bodies.into_iter().enumerate() {
        let shown = format!("{:?}", body.iter().take(20).collect::<Vec<_>>());
        let answer = Hook::signed(&format!("bytes-{number}"), body).post(handler.addr);
        assert_eq!(answer.status, 200, "{shown}: {}", answer.text());
    }
    let hook = Hook::event("contact.created", "upper", "Anna");
    let digest = crate::harness::sign(crate::harness::SECRET, hook.body());
    let upper = digest.to_uppercase().replace("SHA256", "sha256");
    hook.set("X-LeadLex-Signature", upper).accepted(handler.addr);
}

/// In turn, at once, and with another body under the same ID.
#[track_caller]
pub(super) fn processes_a_delivery_once(handler: &Handler) {
    let hook = Hook::event("sent.twice", "twice", "Anna");
    hook.accepted(handler.addr);
    hook.accepted(handler.addr);
    let at_once = Hook::event("sent.at_once", "at-once", "Anna");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| at_once.accepted(handler.addr));
        }
    });
    // The ID is not signed, so it must not make a real event disappear.
    Hook::event("other.body", "twice", "Berta").accepted(handler.addr);
    for _ in 0..2 {
        Hook::event("without.id", "", "Anna")
            .without("X-LeadLex-Delivery-ID")
            .accepted(handler.addr);
    }
    Hook::event("last.one", "last", "Anna").accepted(handler.addr);
    until("the last event to be told", PATIENCE, || {
        (handler.times_processed("last.one") == 1).then_some(())
    });
    for event in ["sent.twice", "sent.at_once", "other.body"] {
        assert_eq!(handler.times_processed(event), 1, "{event}");
    }
}

/// 10 MB are taken, more is not, however it is sent.
#[track_caller]
pub(super) fn bounds_the_body(handler: &Handler) {
    Hook::signed("big", vec![b'x'; 10 * MEGABYTE]).accepted(handler.addr);
    let file = handler.sandbox.write("too-big.json", vec![b'x'; 11 * MEGABYTE]);
    let data = format!("@{}", file.display());
    handler.send(&["--data", &data, "--expect-status", "413"]).run().code(0);
    if handler.language.answers_early {
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n";
        assert_eq!(Raw::exchange(handler.addr, head.as_bytes()).status, 413);
    }
    let expected = if handler.language.takes_chunks { [200, 413] } else { [411, 411] };
    assert_eq!(chunked(handler, vec![b'x'; 1000]).status, expected[0]);
    assert_eq!(chunked(handler, vec![b'x'; 11 * MEGABYTE]).status, expected[1]);
}

/// A signed body in chunks, without a length.
fn chunked(handler: &Handler, body: Vec<u8>) -> Answer {
    let id = format!("chunked-{}", body.len());
    let hook = Hook::signed(&id, body).header("Transfer-Encoding", "chunked");
    let mut raw = Raw::connect(handler.addr);
    let bytes = hook.bytes();
    let head = &bytes[..bytes.len() - hook.body().len()];
    let head = String::from_utf8_lossy(head);
    let lines = head.trim_end().lines().filter(|line| !line.starts_with("Content-Length"));
    let head = lines.collect::<Vec<_>>().join("\r\n") + "\r\n\r\n";
    let sent = raw.send(head.as_bytes());
    for chunk in hook.body().chunks(64 * 1024) {
        // It may have answered, and wait for nothing more.
        let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
        if sent.is_err() || raw.send(&framed).is_err() {
            break;
        }
    }
    let _ = raw.send(b"0\r\n\r\n");
    raw.answer()
}

#[track_caller]
pub(super) fn takes_only_post(handler: &Handler) {
    for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let request =
            format!("{method} /webhooks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = Raw::exchange(handler.addr, request.as_bytes());
        assert_eq!(answer.status, 405, "{method}: {}", answer.text());
        assert_eq!(answer.header("Allow"), Some("POST"), "{method}");
    }
}

/// The first try fails and is answered 500; the same delivery again is processed.
#[track_caller]
pub(super) fn accepts_the_retry(handler: &Handler) {
    let retried = ["contact.created", "--retry", "50ms", "--json"];
    let sent = handler.send(&retried).patience(Duration::from_secs(30)).run().code(0);
    let statuses: Vec<_> = sent.json().iter().map(|line| line["status"].clone()).collect();
    assert!(statuses.contains(&500.into()) && statuses.contains(&200.into()), "{sent}");
    until("the event to be told", PATIENCE, || {
        (handler.times_processed("contact.created") == 1).then_some(())
    });
}
