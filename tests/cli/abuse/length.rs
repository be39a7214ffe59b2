//! `Content-Length`, alone and against `Transfer-Encoding`.

use super::case::{BODY, Case, Ending, chunked, framed};

fn sized(value: &str, after: &[u8]) -> Vec<u8> {
    framed(format!("Content-Length: {value}\r\n").as_bytes(), after)
}

pub(super) fn lengths() -> Vec<Case> {
    let n = BODY.len();
    let mut cases = Vec::new();
    let wrong = [
        "",
        "+N",
        "-N",
        "-0",
        "0xN",
        "N.0",
        "Ne0",
        "N,",
        ",N",
        "N;",
        "N N",
        "N\tN",
        "N,N",
        "N, N",
        "N,0",
        "0,N",
        "\"N\"",
        "'N'",
        "N\0",
        "N\u{b}",
        "N\u{a0}",
        "ten",
        "NaN",
        "null",
        "inf",
        "４６",
        "0b11",
        "0o7",
        "N_0",
        "(N)",
        "N#",
        "N%",
        "٤٦",
        "18446744073709551616",
        "99999999999999999999999999",
        "18446744073709551662",
    ];
    for value in wrong {
        let value = value.replace('N', &n.to_string());
        cases.push(Case::bad(format!("the length {value:?}"), sized(&value, BODY)));
    }
    for value in ["N", " N", "N ", "\tN\t", "0N", "0000000000000000000N"] {
        let value = value.replace('N', &n.to_string());
        cases.push(Case::taken(format!("the length {value:?}"), sized(&value, BODY), BODY));
    }
    for value in
        ["10485761", "4294967296", "1099511627776", "9223372036854775807", "18446744073709551615"]
    {
        let case =
            Case::new(format!("the length {value}"), sized(value, BODY), &[400, 413, 431]).closed();
        cases.push(case.ending(Ending::HalfCloses));
    }
    cases
}

pub(super) fn several() -> Vec<Case> {
    let n = BODY.len();
    let mut cases = Vec::new();
    for (one, other) in [(n, 0), (0, n), (n, n + 1), (n + 1, n), (n, 10 * n), (1, 2)] {
        let lines = format!("Content-Length: {one}\r\nContent-Length: {other}\r\n");
        cases.push(Case::bad(
            format!("the lengths {one} and {other}"),
            framed(lines.as_bytes(), BODY),
        ));
        let lines = format!("Content-Length: {one}\r\nX: 1\r\ncontent-length: {other}\r\n");
        cases.push(Case::bad(format!("{one} and {other} apart"), framed(lines.as_bytes(), BODY)));
        let lines = format!("Content-Length: {one}, {other}\r\n");
        cases.push(Case::bad(
            format!("{one} and {other} in a list"),
            framed(lines.as_bytes(), BODY),
        ));
    }
    let same = format!("Content-Length: {n}\r\n").repeat(3);
    cases.push(Case::taken("the same length three times", framed(same.as_bytes(), BODY), BODY));
    let padded = format!("Content-Length: {n}\r\nContent-Length: 0{n}\r\n");
    cases.push(Case::taken(
        "the same length with a zero before it",
        framed(padded.as_bytes(), BODY),
        BODY,
    ));
    cases
}

pub(super) fn mismatched() -> Vec<Case> {
    let n = BODY.len();
    let mut cases = Vec::new();
    for length in [0, 1, n - 1] {
        let bytes = sized(&length.to_string(), &[BODY, b"\r\n\r\n"].concat());
        let case = Case::taken(format!("{length} bytes too few"), bytes, &BODY[..length]);
        cases.push(case.and(&[400]).closed());
    }
    for length in [n + 1, n + 1000, 10_000_000] {
        cases
            .push(Case::cut(format!("{length} bytes announced"), sized(&length.to_string(), BODY)));
    }
    cases.push(Case::taken("no length and no body", framed(b"", b""), b""));
    cases.push(Case::taken("a body without a length", framed(b"", BODY), b"").and(&[400]).closed());
    cases.last_mut().expect("a case").bytes.extend_from_slice(b"\r\n\r\n");
    let underscore = format!("Content_Length: {n}\r\n");
    let bytes = framed(underscore.as_bytes(), &[BODY, b"\r\n\r\n"].concat());
    cases.push(Case::taken("an underscore for the dash", bytes, b"").and(&[400]).closed());
    cases
}

pub(super) fn against_coding() -> Vec<Case> {
    let mut cases = Vec::new();
    let hidden = b"0\r\n\r\nPOST /smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
    for after in [chunked(BODY), hidden.to_vec()] {
        for length in [0, 4, 5, after.len(), 1000] {
            let cl = format!("Content-Length: {length}\r\n");
            let te = "Transfer-Encoding: chunked\r\n";
            let shouted = cl.to_uppercase();
            let whispered = te.to_lowercase();
            let tight = cl.replace(": ", ":");
            for (order, lines) in [
                ("length first", format!("{cl}{te}")),
                ("coding first", format!("{te}{cl}")),
                ("apart", format!("{cl}A: b\r\n{te}C: d\r\n")),
                ("shouted", format!("{whispered}{shouted}")),
                ("tight", format!("{te}{tight}")),
                ("twice", format!("{cl}{te}{cl}")),
                ("another coding", format!("{te}{cl}Transfer-Encoding: identity\r\n")),
                ("LF alone", format!("{te}{cl}").replace("\r\n", "\n")),
            ] {
                let bytes = framed(lines.as_bytes(), &after);
                cases.push(Case::bad(format!("{order}, a length of {length}"), bytes));
            }
        }
    }
    let far = format!("Content-Length:{}5\r\nTransfer-Encoding: chunked\r\n", " ".repeat(5000));
    cases.push(Case::bad("a length far to the right", framed(far.as_bytes(), &chunked(BODY))));
    cases
}
