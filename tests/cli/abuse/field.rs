//! Header fields: names, values, line ends, and how many.

use super::case::{BODY, Case, framed, with_lines};

pub(super) fn names() -> Vec<Case> {
    let mut cases = Vec::new();
    for byte in (0..=0x20)
        .filter(|byte| *byte != b'\n')
        .chain(*b"()<>@,;\\\"/[]?={}")
        .chain([0x7f, 0x80, 0xff])
    {
        let lines = [b"X", &[byte][..], b"Y: 1\r\n"].concat();
        cases.push(Case::bad(format!("{byte:#04x} in a name"), with_lines(&lines)));
    }
    for lines in [
        "X Y: 1\r\n",
        "X : 1\r\n",
        "X\t: 1\r\n",
        " X: 1\r\n",
        "\tX: 1\r\n",
        ": 1\r\n",
        ":\r\n",
        "::\r\n",
        "X\r\n",
        "X 1\r\n",
        "=\r\n",
        "X: 1\r\n folded\r\n",
        "X: 1\r\n\tfolded\r\n",
        "X: 1\r\n \r\n",
        "X:\r\n y\r\n",
        "\u{e4}: 1\r\n",
        "X\u{2028}: 1\r\n",
    ] {
        cases.push(Case::bad(format!("{lines:?}"), with_lines(lines.as_bytes())));
    }
    for lines in [
        "X:1\r\n",
        "X:\r\n",
        "X: \t 1 \t \r\n",
        "!#$%&'*+-.^_`|~: 1\r\n",
        "1: 1\r\n",
        "X: a: b\r\n",
        "x_y: 1\r\n",
        "Content-Length-X: 9\r\n",
        "X: 1\r\nX: 1\r\nx: 2\r\n",
        "Connection: keep-alive\r\n",
        "Connection: content-length\r\n",
        "Connection: ,,\r\n",
        "Cookie: a=b\r\n",
        "Keep-Alive: timeout=0\r\n",
        "Proxy-Connection: close\r\n",
        "Forwarded: for=\"[::1]\"\r\n",
        "X-Forwarded-Host: a\r\nX-Forwarded-For: b\r\n",
        "Content-Encoding: gzip\r\n",
        "Content-Type: multipart/form-data\r\n",
        "Trailer: X\r\n",
        "TE: trailers\r\n",
        "Range: bytes=0-\r\n",
        "If-Match: *\r\n",
        "Max-Forwards: 0\r\n",
        "X-HTTP-Method-Override: DELETE\r\n",
    ] {
        cases.push(Case::taken(format!("{lines:?}"), with_lines(lines.as_bytes()), BODY));
    }
    cases.push(
        Case::taken("Connection: close", with_lines(b"Connection: close\r\n"), BODY).closed(),
    );
    cases
}

pub(super) fn values() -> Vec<Case> {
    let mut cases = Vec::new();
    for byte in (0..=0x1f).filter(|byte| !b"\t\n".contains(byte)).chain([0x7f]) {
        let lines = [b"X: a", &[byte][..], b"b\r\n"].concat();
        cases.push(Case::bad(format!("{byte:#04x} in a value"), with_lines(&lines)));
    }
    for byte in [b'\t', b' ', 0x80, 0x9b, 0xa0, 0xc0, 0xe9, 0xfe, 0xff] {
        let lines = [b"X: a", &[byte][..], b"b\r\n"].concat();
        cases.push(Case::taken(format!("{byte:#04x} in a value"), with_lines(&lines), BODY));
    }
    for value in [
        "Müller",
        "日本",
        "\u{202e}fdp",
        "\u{200b}",
        "<script>",
        "%0d%0aX: 1",
        "${jndi:ldap://a}",
        "'; DROP TABLE events;--",
    ] {
        let lines = format!("X: {value}\r\n");
        cases.push(Case::taken(format!("the value {value:?}"), with_lines(lines.as_bytes()), BODY));
    }
    cases
}

pub(super) fn line_ends() -> Vec<Case> {
    let whole = String::from_utf8(with_lines(b"")).expect("text");
    let (head, body) = whole.split_once("\r\n\r\n").expect("a head");
    let ended = |end: &str| format!("{}{end}{end}{body}", head.replace("\r\n", end));
    vec![
        Case::taken("LF alone", ended("\n"), BODY),
        Case::cut("CR alone", ended("\r")),
        Case::bad("LF CR", ended("\n\r")),
        Case::bad("CR CR LF", ended("\r\r\n")),
        Case::taken("CR LF and LF in turns", whole.replacen("\r\n", "\n", 1), BODY),
        Case::bad("a zero behind CR LF", whole.replacen("\r\n", "\r\n\0", 1)),
        Case::bad("a tab alone on a line", whole.replacen("\r\n", "\r\n\t\r\n", 1)),
        Case::bad("vertical tabs", ended("\u{b}\n")),
        Case::cut("U+2028", ended("\u{2028}")),
    ]
}

pub(super) fn sizes() -> Vec<Case> {
    let mut cases = Vec::new();
    let many = |count: usize| (0..count).map(|n| format!("X-{n}: 1\r\n")).collect::<String>();
    for count in [10, 90, 98] {
        let bytes = with_lines(many(count).as_bytes());
        cases.push(Case::taken(format!("{count} fields"), bytes, BODY));
    }
    for count in [99, 100, 1000, 5000, 100_000] {
        let bytes = with_lines(many(count).as_bytes());
        cases.push(Case::new(format!("{count} fields"), bytes, &[431]).closed());
    }
    for size in [1000, 8000, 30_000, 60_000] {
        let lines = format!("X: {}\r\n", "x".repeat(size));
        cases.push(Case::taken(
            format!("a value of {size} bytes"),
            with_lines(lines.as_bytes()),
            BODY,
        ));
        let lines = format!("{}: x\r\n", "x".repeat(size));
        cases.push(Case::taken(
            format!("a name of {size} bytes"),
            with_lines(lines.as_bytes()),
            BODY,
        ));
        let lines = format!("X:{}x\r\n", " ".repeat(size));
        cases.push(Case::taken(format!("{size} blanks"), with_lines(lines.as_bytes()), BODY));
    }
    for size in [65_536, 200_000, 2_000_000] {
        let lines = format!("X: {}\r\n", "x".repeat(size));
        let bytes = with_lines(lines.as_bytes());
        cases.push(Case::new(format!("a value of {size} bytes"), bytes, &[431]).closed());
        let lines = format!("{}: x\r\n", "x".repeat(size));
        let bytes = with_lines(lines.as_bytes());
        cases.push(Case::new(format!("a name of {size} bytes"), bytes, &[400, 431]).closed());
        let bytes = with_lines("a: b\r\n".repeat(size / 6).as_bytes());
        cases.push(Case::new(format!("{size} bytes of the same field"), bytes, &[431]).closed());
        let bytes = framed(&vec![b'\0'; size], b"");
        cases.push(Case::bad(format!("{size} zeros"), bytes));
    }
    cases
}
