//! The headers of a delivery: signatures, timestamps, ids.

use super::case::{BODY, Case, post, with_lines};
use crate::harness::{SECRET, sign};

fn signed_with(lines: &[u8]) -> Vec<u8> {
    let signature = format!("X-LeadLex-Signature: {}\r\n", sign(SECRET, BODY));
    with_lines(&[signature.as_bytes(), lines].concat())
}

fn verified(what: impl Into<String>, lines: &[u8]) -> Case {
    Case::new(what, signed_with(lines), &[200]).recording(BODY)
}

pub(super) fn signatures() -> Vec<Case> {
    let right = sign(SECRET, BODY);
    let digits = &right["sha256=".len()..];
    let wrong = sign("another", BODY);
    let name = "X-LeadLex-Signature";
    let mut cases = vec![verified("right", b"")];
    for lines in [
        format!("{}: {right}\r\n", name.to_uppercase()),
        format!("{}:{right}\r\n", name.to_lowercase()),
        format!("{name}: \t {right} \t \r\n"),
        format!("{name}: sha256={}\r\n", digits.to_uppercase()),
        format!("{name}: {right}\r\n{name}: {wrong}\r\n"),
        format!("{name}: {right}\r\n{name}: {right}\r\n"),
    ] {
        cases.push(
            Case::new(format!("{lines:.60?}"), with_lines(lines.as_bytes()), &[200])
                .recording(BODY),
        );
    }
    let long = "0".repeat(60_000);
    for value in [
        String::new(),
        wrong.clone(),
        digits.to_owned(),
        "sha256=".to_owned(),
        format!("SHA256={digits}"),
        format!("sha1={digits}"),
        format!("sha256={}", &digits[..63]),
        format!("{right}0"),
        format!("{right}00"),
        format!("{right}{digits}"),
        format!("sha256 = {digits}"),
        format!("sha256=0x{digits}"),
        format!("sha256={digits} x"),
        format!("{right},{right}"),
        format!("{wrong},{right}"),
        format!("\"{right}\""),
        format!("sha256=\u{ff10}{}", &digits[1..]),
        format!("sha256={long}"),
        format!("v1={digits}"),
        format!("t=1,v1={digits}"),
        "sha256=%00".to_owned(),
        "none".to_owned(),
        format!("sha256={}", "0".repeat(64)),
        format!("sha256={}", "g".repeat(64)),
        format!("{right}\u{a0}"),
        format!("{right};"),
    ] {
        let lines = format!("{name}: {value}\r\n");
        cases.push(Case::taken(format!("{value:.60?}"), with_lines(lines.as_bytes()), BODY));
    }
    for lines in [
        format!("{name}: {wrong}\r\n{name}: {right}\r\n"),
        format!("X_LeadLex_Signature: {right}\r\n"),
        format!("Signature: {right}\r\n"),
    ] {
        cases.push(Case::taken(format!("{lines:.60?}"), with_lines(lines.as_bytes()), BODY));
    }
    let bytes = [name.as_bytes(), b": sha256=\xff\xfe\r\n"].concat();
    cases.push(Case::taken("bytes", with_lines(&bytes), BODY));
    let huge = format!("{name}: {}\r\n", "0".repeat(65_536));
    cases.push(Case::new("a signature of 64 kB", with_lines(huge.as_bytes()), &[431]).closed());
    let folded = format!("{name}: sha256=\r\n {digits}\r\n");
    cases.push(Case::bad("a folded signature", with_lines(folded.as_bytes())));
    let other = [BODY, b" "].concat();
    let lines = format!("{name}: {right}\r\n");
    cases.push(Case::taken(
        "the signature of another body",
        post("/", lines.as_bytes(), &other),
        &other,
    ));
    cases
}

pub(super) fn stamps_and_ids() -> Vec<Case> {
    let mut cases = Vec::new();
    for value in [
        "",
        "0",
        "-1",
        "now",
        "2026",
        "2026-02-24",
        "2026-02-24T10:00:00",
        "2026-02-24T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "9999-12-31T23:59:59Z",
        "99999-01-01T00:00:00Z",
        "-9999-01-01T00:00:00Z",
        "1708768800",
        "1708768800000",
        "99999999999999999999",
        "1e9",
        "2026-02-24T10:00:60Z",
        "2026-02-24T10:00:00+99:99",
        "２０２６",
        "\u{202e}",
    ] {
        let lines = format!("X-LeadLex-Timestamp: {value}\r\n");
        cases.push(verified(format!("the timestamp {value:?}"), lines.as_bytes()));
    }
    let long = "x".repeat(10_000);
    for value in [
        "",
        "1",
        "../x",
        "'; --",
        "\u{1f4a9}",
        "a b",
        "%00",
        "\u{202e}",
        "NULL",
        "123e4567-e89b-12d3-a456-426614174000",
        &long,
    ] {
        let lines = format!("X-LeadLex-Delivery-ID: {value}\r\n");
        cases.push(verified(format!("the id {value:.60?}"), lines.as_bytes()));
    }
    for lines in [
        &b"X-LeadLex-Delivery-ID: a\r\nX-LeadLex-Delivery-ID: b\r\n"[..],
        b"X-LeadLex-Delivery-ID: \xff\r\n",
        b"X-LeadLex-Timestamp: 0\r\nX-LeadLex-Timestamp: 1\r\n",
        b"X-LeadLex-Timestamp: \xfe\r\n",
    ] {
        cases.push(verified(format!("{:?}", String::from_utf8_lossy(lines)), lines));
    }
    cases
}
