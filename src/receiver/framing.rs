//! Where a request ends must be beyond doubt: what two servers read in two ways lets a stranger
//! smuggle a request past the first.
//!
//! hyper takes `Transfer-Encoding` before `Content-Length`, as it may, and leaves the latter out of
//! the headers it hands over. So the heads are watched as they come.

use hyper::header::{HOST, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::http::uri::{Authority, Scheme};
use hyper::{Method, Uri, Version};

/// How much of a line is looked at: a name, and the digits of a length.
const LOOKED_AT: usize = 128;

/// Watches the heads that a connection carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    place: Place,
    line: Vec<u8>,
    head: Head,
    doubtful: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Head,
    /// In a body of which so much is to come.
    Body(u64),
    /// Behind a head whose end of body only its reader knows. No other request is taken then.
    Beyond,
}

/// What a head has said so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    begun: bool,
    length: Option<u64>,
    coded: bool,
}

impl Heads {
    /// Takes note of what has arrived; the pieces may be cut anywhere.
    pub fn read(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match self.place {
                Place::Beyond => return,
                Place::Body(left) => {
                    let here = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
                    bytes = &bytes[here..];
                    self.place = match left - here as u64 {
                        0 => Place::Head,
                        left => Place::Body(left),
                    };
                }
                Place::Head => {
                    let end = bytes.iter().position(|byte| *byte == b'\n');
                    let part = &bytes[..end.unwrap_or(bytes.len())];
                    let room = LOOKED_AT.saturating_sub(self.line.len());
                    self.line.extend_from_slice(&part[..part.len().min(room)]);
                    bytes = &bytes[end.map_or(bytes.len(), |end| end + 1)..];
                    if end.is_some() {
                        self.end_line();
                    }
                }
            }
        }
    }

    /// Whether the last head has both a `Content-Length` and a `Transfer-Encoding`, or may have.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if line.is_empty() {
            // Empty lines before a request are passed over, as hyper does.
            if self.head.begun {
                self.end_head();
            }
            return;
        }
        if let (true, Some(colon)) = (self.head.begun, line.iter().position(|byte| *byte == b':')) {
            let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
            if name.eq_ignore_ascii_case(b"content-length") {
                // A length that is none is refused by hyper; one that was not seen whole is taken for
                // endless, so that nothing behind it is mistaken for a head.
                let length = str::from_utf8(value).ok().and_then(|text| text.parse().ok());
                self.head.length = Some(length.unwrap_or(u64::MAX));
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                self.head.coded = true;
            }
        }
        self.head.begun = true;
    }

    fn end_head(&mut self) {
        let head = std::mem::take(&mut self.head);
        self.place = match head {
            Head { coded: true, length, .. } => {
                self.doubtful = length.is_some();
                Place::Beyond
            }
            Head { length: Some(u64::MAX), .. } => {
                self.doubtful = true;
                Place::Beyond
            }
            Head { length: Some(length @ 1..), .. } => Place::Body(length),
            Head { .. } => Place::Head,
        };
    }
}

/// Why a request is not taken whatever it says: its end, its host or its target is in doubt
/// (RFC 9112, 3.2 and 6.3). `doubtful` is what [`Heads`] saw.
#[must_use]
pub(super) fn objection(head: &Parts, doubtful: bool) -> Option<&'static str> {
    if head.headers.contains_key(TRANSFER_ENCODING) {
        let mut codings = head.headers.get_all(TRANSFER_ENCODING).iter();
        let chunked = codings
            .next()
            .is_some_and(|value| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked"));
        if !chunked || codings.next().is_some() {
            return Some("of the transfer codings only `chunked` is understood, once\n");
        }
        if doubtful {
            return Some("Content-Length and Transfer-Encoding do not go together\n");
        }
    }
    let mut hosts = head.headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) if head.version == Version::HTTP_11 => return Some("there is no Host\n"),
        (Some(_), Some(_)) => return Some("there is more than one Host\n"),
        (Some(host), None) if !is_host(host.as_bytes()) => return Some("the Host is none\n"),
        (Some(host), None) if !is_meant(&head.uri, host.as_bytes()) => {
            return Some("the target of the request and its Host differ\n");
        }
        _ => {}
    }
    let whole = head.uri.path().starts_with('/');
    let about_the_server = head.method == Method::OPTIONS || head.method == Method::CONNECT;
    (!whole && !about_the_server).then_some("the target of the request has no path\n")
}

/// Whether a target that names a host (its absolute form) names the one of `Host`: a proxy in front
/// may have gone by the other.
fn is_meant(target: &Uri, host: &[u8]) -> bool {
    let (Some(scheme), Some(named)) = (target.scheme(), target.authority()) else {
        return true;
    };
    let usual = [(Scheme::HTTP, 80), (Scheme::HTTPS, 443)];
    let Some((_, usual)) = usual.into_iter().find(|(known, _)| known == scheme) else {
        return false;
    };
    let place = |authority: &Authority| {
        // `None` for whom it names together with the host, and for a port that there cannot be.
        let port = match authority.as_str().strip_prefix(authority.host())? {
            "" | ":" => usual,
            _ => authority.port_u16()?,
        };
        Some((authority.host().to_ascii_lowercase(), port))
    };
    let named = place(named);
    named.is_some() && Authority::try_from(host).is_ok_and(|host| place(&host) == named)
}

/// A name or an address, with a port or without; it may be empty (RFC 9110, 7.2).
fn is_host(value: &[u8]) -> bool {
    value.is_empty() || (!value.contains(&b'@') && Authority::try_from(value).is_ok())
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::{Heads, objection};

    fn doubtful(bytes: &str) -> bool {
        let mut heads = Heads::default();
        heads.read(bytes.as_bytes());
        heads.is_doubtful()
    }

    #[test]
    fn both_framings_in_one_head_are_seen_in_any_order_and_spelling() {
        for lines in [
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "transfer-encoding: chunked\r\nA: b\r\ncontent-length: 4\r\n",
            "TRANSFER-ENCODING:chunked\nCONTENT-LENGTH:0\n",
            "Content-Length: \t 4 \r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        ] {
            assert!(doubtful(&format!("\r\nPOST / HTTP/1.1\r\n{lines}\r\n")), "{lines}");
        }
        for lines in [
            "",
            "Content-Length: 4\r\n",
            "Transfer-Encoding: chunked\r\n",
            "X-Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "A: Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        ] {
            assert!(!doubtful(&format!("POST / HTTP/1.1\r\n{lines}\r\n")), "{lines}");
        }
    }

    #[test]
    fn heads_are_told_from_bodies() {
        let both = "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n";
        let length = both.len();
        let first = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{both}");
        assert!(!doubtful(&first));
        assert!(doubtful(&format!("{first}GET / HTTP/1.1\r\n\r\n{both}")));
        let chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert!(!doubtful(&format!("{chunked}{length:x}\r\n{both}\r\n0\r\n\r\n")));
    }

    #[test]
    fn a_length_that_is_not_seen_whole_is_doubtful() {
        let blanks = " ".repeat(200);
        assert!(doubtful(&format!("POST / HTTP/1.1\r\nContent-Length:{blanks}4\r\n\r\n")));
        assert!(!doubtful(&format!("POST / HTTP/1.1\r\nX-Long:{blanks}4\r\n\r\n")));
    }

    fn objected(target: &str, fields: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method("POST").uri(target);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        objection(&request.body(()).expect("a request").into_parts().0, false).is_some()
    }

    #[test]
    fn one_host_one_coding_and_a_path_are_wanted() {
        let host = ("host", "example.com:4000");
        for hosts in ["", "a_b.example", "127.0.0.1:1", "[::1]:4000", "localhost"] {
            assert!(!objected("/", &[("host", hosts)]), "{hosts}");
        }
        for hosts in ["a b", "a/b", "me@example.com", "a:b:c", "a#b"] {
            assert!(objected("/", &[("host", hosts)]), "{hosts}");
        }
        assert!(objected("/", &[]));
        assert!(objected("/", &[host, host]));
        for codings in [&["chunked"][..], &["Chunked "]] {
            let fields = codings.iter().map(|coding| ("transfer-encoding", *coding));
            assert!(!objected("/", &fields.chain([host]).collect::<Vec<_>>()), "{codings:?}");
        }
        for codings in
            [&["gzip, chunked"][..], &["chunked, chunked"], &["chunked", "chunked"], &[""]]
        {
            let fields = codings.iter().map(|coding| ("transfer-encoding", *coding));
            assert!(objected("/", &fields.chain([host]).collect::<Vec<_>>()), "{codings:?}");
        }
        assert!(!objected("http://example.com:4000/hooks", &[host]));
        assert!(objected("http://example.com/hooks", &[host]));
        assert!(objected("example.com:80", &[host]));
        assert!(objected("*", &[host]));
    }
}
