//! What is sent through the tunnel: requests with what proxies are known to stumble over.

use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use super::answer::Answer;
use super::message::{Field, Framing, Request};
use crate::client::target::Target;
use crate::contract::header::{HeaderList, LEADLEX_USER_AGENT};
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;

/// How long an answer may take: as long as LeadLex waits.
const USUAL: Duration = Duration::from_secs(10);
/// The same where much is sent.
const LONG: Duration = Duration::from_secs(60);
/// How slow a handler may be that LeadLex still hears.
const SLOW: Duration = Duration::from_secs(9);

/// The size that bulk events can reach.
const LARGE: usize = 1024 * 1024;
/// The largest body that `listen` takes unless told otherwise.
const LARGEST: usize = 10 * 1000 * 1000;
/// Longer values than this are rare, and some proxies have a limit at 4 or 8 KB.
const LONG_VALUE: usize = 3_000;

/// What a probe is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The bytes of a body.
    Body,
    /// A body of the size that events may have.
    Large,
    /// A body of the largest size that is taken here.
    Largest,
    /// Header fields.
    Fields,
    /// Path and query.
    Path,
    /// Another method.
    Method,
    /// The way back.
    Answer,
    /// A handler that takes its time.
    Slowness,
}

/// How it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    /// All at once.
    AtOnce,
    /// The second half only when the head has arrived, or should have.
    Halves,
}

/// A request, and what is answered to it.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    pub(super) name: &'static str,
    pub(super) about: About,
    pub(super) nonce: String,
    pub(super) request: Request,
    pub(super) sending: Sending,
    pub(super) answer: Answer,
    pub(super) delay: Duration,
    pub(super) deadline: Duration,
}

/// What all probes have in common.
pub(super) struct Maker<'a> {
    pub(super) target: &'a Target,
    /// What `-H` sets.
    pub(super) own: &'a HeaderList,
    pub(super) signer: Signer,
    pub(super) now: Timestamp,
}

/// A signer whose secret nobody else has ever seen.
pub(super) fn signer_of_the_moment() -> Signer {
    let text = format!("doctor_{}", Uuid::new_v4().simple());
    let secret = Secret::new(text).unwrap_or_else(|_| unreachable!("it has a prefix"));
    Signer::new(&secret)
}

impl Maker<'_> {
    /// All of them, the plainest first and the largest last; the slow one only where it is wanted.
    pub(super) fn all(&self, slowly: bool) -> Vec<Probe> {
        let mut probes = vec![
            self.body("JSON with CRLF and odd blanks", odd_json),
            self.body("no body", |_| Vec::new()),
            self.body("all 256 byte values", every_byte),
            self.body("unicode", unicode),
            self.large("1 MB", About::Large, LARGE),
            self.chunked(),
            Probe { sending: Sending::Halves, ..self.body("a body in halves", odd_json) },
            self.fields(),
            self.path(),
            self.method(),
            self.answered(401),
            self.answered(503),
        ];
        probes.push(self.large("10 MB", About::Largest, LARGEST));
        if slowly {
            let slow = self.body("an answer after 9 s", odd_json);
            probes.push(Probe { about: About::Slowness, delay: SLOW, ..slow });
        }
        probes
    }

    fn body(&self, name: &'static str, make: impl Fn(&str) -> Vec<u8>) -> Probe {
        let nonce = Uuid::new_v4().to_string();
        let body = make(&nonce);
        let request = Request {
            method: "POST".to_owned(),
            target: self.place("", &nonce, ""),
            fields: self.head(&nonce, &body),
            framing: Framing::Length,
            body,
        };
        Probe {
            name,
            about: About::Body,
            request,
            sending: Sending::AtOnce,
            answer: Answer::new(200, &nonce),
            delay: Duration::ZERO,
            deadline: USUAL,
            nonce,
        }
    }

    fn large(&self, name: &'static str, about: About, size: usize) -> Probe {
        let probe = self.body(name, |nonce| json_of(nonce, size));
        Probe { about, deadline: LONG, ..probe }
    }

    fn chunked(&self) -> Probe {
        let mut probe = self.body("a body in chunks", |nonce| json_of(nonce, 5_000));
        probe.request.framing = Framing::Chunked;
        probe
    }

    fn fields(&self) -> Probe {
        let mut probe = self.body("odd headers", odd_json);
        let long = "0123456789".repeat(LONG_VALUE / 10);
        let odd = [
            ("X-Hooks-Twice", "first"),
            ("X-HOOKS-LOUD", "Letters OF a Value"),
            ("x-hooks-quiet", "1"),
            ("X-Hooks-Twice", "second, with a comma"),
            ("X-Hooks-Blanks", "two  blanks; \"quotes\"; a=b%20c"),
            ("X-Hooks-Empty", ""),
            ("X-Hooks-Long", &long),
        ];
        probe.request.fields.extend(odd.map(|(name, value)| Field::new(name, value)));
        Probe { about: About::Fields, ..probe }
    }

    fn path(&self) -> Probe {
        let mut probe = self.body("an odd path", odd_json);
        let query = "&a=1&a=2&q=b+c%20d&e=&u=%C3%A9";
        probe.request.target = self.place("/a%2Fb//c%20d/%7Ee;f=1", &probe.nonce, query);
        Probe { about: About::Path, ..probe }
    }

    fn method(&self) -> Probe {
        let mut probe = self.body("GET", |_| Vec::new());
        "GET".clone_into(&mut probe.request.method);
        Probe { about: About::Method, ..probe }
    }

    fn answered(&self, status: u16) -> Probe {
        let name = if status == 401 { "an answer 401" } else { "an answer 503" };
        let probe = self.body(name, odd_json);
        let answer = Answer::new(status, &probe.nonce);
        Probe { about: About::Answer, answer, ..probe }
    }

    /// The target with more of a path and a query behind it.
    fn place(&self, below: &str, nonce: &str, query: &str) -> String {
        let uri = self.target.uri();
        let path = match below {
            "" => uri.path(),
            _ => uri.path().trim_end_matches('/'),
        };
        let own = uri.query().map(|query| format!("{query}&")).unwrap_or_default();
        format!("{path}{below}?{own}nonce={nonce}{query}")
    }

    /// The head of a delivery of LeadLex's, and what `-H` sets.
    fn head(&self, nonce: &str, body: &[u8]) -> Vec<Field> {
        let host = self.target.uri().authority().map_or("", |authority| authority.as_str());
        let mut fields = vec![
            Field::new("Host", host),
            Field::new("Content-Type", "application/json"),
            Field::new("User-Agent", LEADLEX_USER_AGENT),
            Field::new("X-LeadLex-Signature", self.signer.sign(body)),
            Field::new("X-LeadLex-Timestamp", format!("{:.0}", self.now)),
            Field::new("X-LeadLex-Delivery-ID", nonce),
        ];
        fields.retain(|field| !self.own.iter().any(|(name, _)| field.is(name)));
        fields.extend(self.own.iter().map(|(name, value)| Field::new(name, value)));
        fields
    }
}

fn odd_json(nonce: &str) -> Vec<u8> {
    let text = format!(
        "{{\r\n  \"nonce\" :\t\"{nonce}\" ,\r\n\r\n\"event\":\"contact.created\",  \
         \"slash\":\"a\\/b\",\"number\":1.0,\"large\":12345678901234567890,\
         \"twice\":1,\"twice\":2, \"escape\":\"\\u00e9\" }}\r\n \t\r\n"
    );
    text.into_bytes()
}

fn every_byte(nonce: &str) -> Vec<u8> {
    [nonce.as_bytes(), &(0..=255).collect::<Vec<u8>>()].concat()
}

/// With a byte order mark, letters composed and not, from right to left, and beyond 16 bits.
fn unicode(nonce: &str) -> Vec<u8> {
    let text = format!(
        "\u{feff}{{\"nonce\":\"{nonce}\",\"name\":\"Zoë Zoe\u{308} 渡辺 مرحبا 👩\u{200d}👧 \u{2028} ﬁ\"}}"
    );
    text.into_bytes()
}

fn json_of(nonce: &str, size: usize) -> Vec<u8> {
    let mut text = format!("{{\"nonce\":\"{nonce}\",\"fill\":\"");
    while text.len() < size {
        text.push_str("0123456789abcdefghijklmnopqrstuvwxyz ");
    }
    text.push_str("\"}");
    text.into_bytes()
}
