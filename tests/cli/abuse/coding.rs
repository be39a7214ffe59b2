//! `Transfer-Encoding`, and the chunks behind it.

use super::case::{BODY, Case, chunked, framed};

fn coded(lines: &str, after: &[u8]) -> Vec<u8> {
    framed(lines.as_bytes(), after)
}

fn chunks(after: &[u8]) -> Vec<u8> {
    framed(b"Transfer-Encoding: chunked\r\n", after)
}

pub(super) fn codings() -> Vec<Case> {
    let mut cases = Vec::new();
    for value in
        ["chunked", "Chunked", "CHUNKED", "cHuNkEd", "chunked ", "\tchunked", "  chunked\t"]
    {
        let bytes = coded(&format!("Transfer-Encoding: {value}\r\n"), &chunked(BODY));
        cases.push(Case::taken(format!("{value:?}"), bytes, BODY).closed());
    }
    let wrong = [
        "",
        "identity",
        "gzip",
        "deflate",
        "compress",
        "br",
        "x",
        "xchunked",
        "chunkedx",
        "chunke",
        "chunk ed",
        "gzip, chunked",
        "chunked, gzip",
        "chunked, identity",
        "identity, chunked",
        "chunked, chunked",
        "chunked,",
        ",chunked",
        ", , chunked",
        "chunked;q=1",
        "chunked; a=b",
        "\"chunked\"",
        "'chunked'",
        "chunked\0",
        "\u{b}chunked",
        "chunked\u{b}",
        "\u{a0}chunked",
        "chunked\r\n\tx",
        "\r\n chunked",
        "chun\u{212a}ed",
        "trailers, chunked",
        "gzip\tchunked",
        "chunked chunked",
    ];
    for value in wrong {
        let bytes = coded(&format!("Transfer-Encoding: {value}\r\n"), &chunked(BODY));
        cases.push(Case::bad(format!("{value:?}"), bytes));
        let bytes =
            coded(&format!("transfer-encoding:{value}\r\nContent-Length: 5\r\n"), &chunked(BODY));
        cases.push(Case::bad(format!("{value:?} with a length"), bytes));
    }
    for (one, other) in [
        ("chunked", "chunked"),
        ("chunked", "identity"),
        ("identity", "chunked"),
        ("gzip", "chunked"),
        ("chunked", ""),
        ("", "chunked"),
        ("x", "chunked"),
    ] {
        let lines = format!("Transfer-Encoding: {one}\r\nTransfer-Encoding: {other}\r\n");
        cases.push(Case::bad(format!("{one:?} and {other:?}"), coded(&lines, &chunked(BODY))));
    }
    for lines in [
        "Transfer-Encoding : chunked\r\n",
        " Transfer-Encoding: chunked\r\n",
        "X: 1\r\n Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding\0: chunked\r\n",
        "Transfer-Encoding\r\n: chunked\r\n",
    ] {
        cases.push(Case::bad(format!("{lines:?}"), coded(lines, &chunked(BODY))));
    }
    for lines in [
        "Transfer_Encoding: chunked\r\n",
        "TransferEncoding: chunked\r\n",
        "X-Transfer-Encoding: chunked\r\n",
    ] {
        let case = Case::taken(format!("{lines:?}"), coded(lines, &chunked(BODY)), b"");
        cases.push(case.and(&[400]).closed());
    }
    let old = String::from_utf8(chunks(&chunked(BODY))).expect("text");
    cases.push(Case::bad("in HTTP/1.0", old.replace("HTTP/1.1", "HTTP/1.0")));
    let get = old.replace("POST", "GET");
    cases.push(Case::new("with GET", get, &[405]).closed());
    cases
}

pub(super) fn good_chunks() -> Vec<Case> {
    let size = format!("{:x}", BODY.len());
    let text = str::from_utf8(BODY).expect("text");
    let one = |line: &str, last: &str| format!("{line}\r\n{text}\r\n{last}\r\n\r\n");
    let single: String = text.chars().map(|c| format!("1\r\n{c}\r\n")).collect();
    let mut cases = Vec::new();
    for (what, after) in [
        ("upper case", one(&size.to_uppercase(), "0")),
        ("zeros before the size", one(&format!("000{size}"), "000")),
        ("an extension", one(&format!("{size};a=b"), "0;c")),
        ("a quoted extension", one(&format!("{size};a=\"b;c\""), "0")),
        ("blanks behind the size", one(&format!("{size} \t"), "0 ")),
        ("a blank before an extension", one(&format!("{size} ;a"), "0")),
        ("a byte a chunk", format!("{single}0\r\n\r\n")),
        ("a trailer", one(&size, "0\r\nX: 1")),
        ("a trailer that lies", one(&size, "0\r\nContent-Length: 5\r\nTransfer-Encoding: x")),
        ("a signature in a trailer", one(&size, "0\r\nX-LeadLex-Signature: sha256=00")),
    ] {
        cases.push(Case::taken(what, chunks(after.as_bytes()), BODY).closed());
    }
    cases.push(Case::taken("no chunk", chunks(b"0\r\n\r\n"), b"").closed());
    cases
}

pub(super) fn bad_chunks() -> Vec<Case> {
    let size = format!("{:x}", BODY.len());
    let text = str::from_utf8(BODY).expect("text");
    let mut cases = Vec::new();
    let sizes = [
        "",
        " ",
        "-1",
        "+N",
        "0xN",
        " N",
        "\tN",
        "g",
        "N g",
        "N.0",
        "N,",
        "N\0",
        "\0N",
        "N\u{b}",
        "Nh",
        "\u{ff12}e",
        "FFFFFFFFFFFFFFFFF",
        "10000000000000000",
        "8000000000000000000000000",
        "-0",
        "N\rN",
        "N\nN",
        "N N",
        "#N",
        "N\r",
        "N;a\nb",
        "N;a\rb",
    ];
    for line in sizes {
        let line = line.replace('N', &size);
        let after = format!("{line}\r\n{text}\r\n0\r\n\r\n");
        cases.push(Case::bad(format!("the size {line:?}"), chunks(after.as_bytes())));
    }
    for (what, after) in [
        ("LF behind the size", format!("{size}\n{text}\r\n0\r\n\r\n")),
        ("LF behind the data", format!("{size}\r\n{text}\n0\r\n\r\n")),
        ("nothing behind the data", format!("{size}\r\n{text}0\r\n\r\n")),
        ("a size too small", format!("5\r\n{text}\r\n0\r\n\r\n")),
        ("an extension of 20 kB", format!("{size};{}\r\n{text}\r\n0\r\n\r\n", "a".repeat(20_000))),
        ("20,000 extensions", format!("{}0\r\n\r\n", "1;a\r\nx\r\n".repeat(20_000))),
        (
            "a trailer of 100 kB",
            format!("{size}\r\n{text}\r\n0\r\nX: {}\r\n\r\n", "a".repeat(100_000)),
        ),
        ("2,000 trailers", format!("{size}\r\n{text}\r\n0\r\n{}\r\n", "a: b\r\n".repeat(2000))),
        ("a trailer that is none", format!("{size}\r\n{text}\r\n0\r\nX Y: 1\r\n\r\n")),
        ("a folded trailer", format!("{size}\r\n{text}\r\n0\r\nX: 1\r\n y\r\n\r\n")),
        ("a last chunk with data", format!("{size}\r\n{text}\r\n0\r\nmore\r\n\r\n")),
    ] {
        cases.push(Case::bad(what, chunks(after.as_bytes())));
    }
    for (what, after) in [
        ("a size too large", format!("{size}0\r\n{text}\r\n0\r\n\r\n")),
        ("an endless size", format!("7fffffffffffffff\r\n{text}\r\n0\r\n\r\n")),
        ("no last chunk", format!("{size}\r\n{text}\r\n")),
        ("no end of the last chunk", format!("{size}\r\n{text}\r\n0\r\n")),
        ("a size alone", size.clone()),
        ("nothing", String::new()),
        ("CR alone", format!("{size}\r{text}\r0\r\r")),
    ] {
        let mut case = Case::cut(what, chunks(after.as_bytes()));
        case.answers = vec![vec![400, 413]];
        cases.push(case);
    }
    cases
}
