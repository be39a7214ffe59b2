//! Bodies that are meant to hurt whoever reads, stores or shows them. Each is kept byte for byte.

use super::case::{Case, post};

fn event(name: &str) -> Vec<u8> {
    let name = serde_json::Value::from(name);
    format!(r#"{{"event":{name},"data":{{"id":"x","full_name":{name}}}}}"#).into_bytes()
}

pub(super) fn bodies() -> Vec<Case> {
    let nested = |open: &str, close: &str, depth: usize| {
        [open.repeat(depth), close.repeat(depth)].concat().into_bytes()
    };
    let inside = |data: Vec<u8>| [br#"{"event":"x","data":"#, &data[..], b"}"].concat();
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("a blank", b" ".to_vec()),
        ("a zero", vec![0]),
        ("zeros", vec![0; 10_000]),
        ("null", b"null".to_vec()),
        ("a number", b"1".to_vec()),
        ("a text", b"\"contact.created\"".to_vec()),
        ("a list", b"[]".to_vec()),
        ("an object", b"{}".to_vec()),
        ("a list in 100,000 lists", nested("[", "]", 100_000)),
        ("an object in 50,000 objects", nested("{\"a\":", "}", 50_000)),
        ("lists without end", b"[".repeat(100_000)),
        ("objects without end", b"{\"data\":".repeat(50_000)),
        ("deep data", inside(nested("[", "]", 100_000))),
        ("a number of 100,000 digits", inside(b"9".repeat(100_000))),
        ("a number beyond all", inside(b"1e999999999".to_vec())),
        ("a number near nothing", inside(b"-0.0e-999999999".to_vec())),
        ("a text of 1 MB", inside([b"\"", &b"x".repeat(1_000_000)[..], b"\""].concat())),
        (
            "100,000 names",
            inside({
                let names: Vec<String> = (0..100_000).map(|n| format!("\"{n}\":0")).collect();
                format!("{{{}}}", names.join(",")).into_bytes()
            }),
        ),
        (
            "one name 10,000 times",
            inside(format!("{{{}}}", ["\"id\":1"; 10_000].join(",")).into_bytes()),
        ),
        ("two events", br#"{"event":"a","event":"b","data":{"id":1,"id":2}}"#.to_vec()),
        ("an event that is a number", br#"{"event":7}"#.to_vec()),
        ("an event that is a list", br#"{"event":["contact.created"]}"#.to_vec()),
        ("an event that is empty", br#"{"event":""}"#.to_vec()),
        ("bytes that are no UTF-8", b"{\"event\":\"\xff\xfe\"}".to_vec()),
        ("UTF-8 that is too long", b"{\"event\":\"\xc0\xaf\"}".to_vec()),
        ("half a character", b"{\"event\":\"\xe2\x82\"}".to_vec()),
        ("a surrogate in UTF-8", b"{\"event\":\"\xed\xa0\x80\"}".to_vec()),
        ("a surrogate alone", br#"{"event":"\ud800","data":{"id":"\udc00"}}"#.to_vec()),
        ("an escaped zero", br#"{"event":"a\u0000b","data":{"id":"\u0000"}}"#.to_vec()),
        ("a byte order mark", b"\xef\xbb\xbf{\"event\":\"contact.created\"}".to_vec()),
        ("UTF-16", "{\"event\":\"x\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a comment", b"{\"event\":\"x\"} // y".to_vec()),
        ("two values", b"{\"event\":\"x\"}{\"event\":\"y\"}".to_vec()),
        ("lines", b"{\"event\":\"x\"}\n{\"event\":\"y\"}\n".to_vec()),
        ("white space", b"\r\n\t ".repeat(5000)),
        ("a page", b"<html><script>alert(1)</script></html>".to_vec()),
        ("a form", b"event=contact.created&data%5Bid%5D=1".to_vec()),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\xff\xab\xae\x05\0\x43\xbf\xa6\xa3\x02\0\0\0".to_vec()),
        ("every byte", (0..=255).collect()),
        ("a chunk that is none", b"0\r\n\r\n".to_vec()),
        (
            "3 MB of anything",
            (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect(),
        ),
    ];
    let case = |(what, body): (&str, Vec<u8>)| Case::taken(what, post("/hooks", b"", &body), &body);
    bodies.into_iter().map(case).collect()
}

pub(super) fn names() -> Vec<Case> {
    let long = "x".repeat(100_000);
    let names = [
        "contact.created",
        "contact.exploded",
        "*",
        "contact.*",
        "-h",
        "--json",
        "../../x",
        "%s%n",
        "$(id)",
        "`id`",
        "a b",
        " ",
        "\0",
        "a\nb",
        "a\r\nb",
        "\t",
        "\u{1b}[2J\u{1b}]0;x\u{7}",
        "\u{9b}31m",
        "\u{8}\u{8}\u{8}",
        "\u{202e}detaerc",
        "\u{200b}",
        "\u{2066}x\u{2069}",
        "\u{feff}",
        "e\u{301}\u{301}\u{301}\u{301}",
        "日本語",
        "👩\u{200d}💻",
        "\u{e0041}",
        "<b>",
        "&amp;",
        "'; --",
        "\u{fffd}",
        "\u{10ffff}",
        &long,
    ];
    let case = |name: &str| {
        let body = event(name);
        let shown: String = name.chars().take(20).collect();
        Case::taken(format!("{shown:?}"), post("/hooks", b"", &body), &body)
    };
    names.into_iter().map(case).collect()
}
