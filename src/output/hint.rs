//! What to look at when an endpoint says no, by what it said.

use crate::client::failure::FailureKind;

/// How many lines of an endpoint's error are shown.
const SHOWN_LINES: usize = 5;

/// A refusal of what was spoilt on purpose.
pub const RIGHTLY_REFUSED: &str = "the endpoint did right: it refused what `--tamper` had spoilt; \
     `--expect-status 4xx` makes that a success";

/// A 2xx to what was spoilt on purpose.
pub const WRONGLY_TAKEN: &str = "the endpoint took what `--tamper` had spoilt: does it verify? \
     `leadlex-hooks check` tells what else it takes";

/// The likely cause behind a status outside 2xx.
#[must_use]
pub fn for_status(status: u16) -> Option<&'static str> {
    Some(match status {
        300..=399 => {
            "a redirect is a failed delivery: LeadLex does not follow it, so register the final URL \
             (a missing or extra `/` at the end is the usual cause)"
        }
        400 => {
            "is the body parsed before it is verified? the signature covers the raw bytes, so read them \
             first and parse afterwards"
        }
        401 | 403 => {
            "either authentication stands in front of the route (webhooks carry no login: exempt it), \
             or the handler has another secret; `leadlex-hooks verify` tells which"
        }
        404 => "no such route: compare the path of the URL with the one the handler is mounted at",
        405 => "the route does not take POST",
        408 => "the endpoint gave up waiting for the request",
        410 => "the endpoint says it is gone for good",
        413 => {
            "the endpoint refuses bodies of this size: raise its limit (bulk events can reach 1 MB)"
        }
        415 => "the endpoint does not take `application/json`",
        429 => "the endpoint limits the rate of requests",
        502 | 504 => {
            "a proxy in front of the handler got no answer from it: is the handler running?"
        }
        500..=599 => "the handler failed; its log has the reason",
        _ => return None,
    })
}

/// The likely cause when there was no answer.
#[must_use]
pub fn for_failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Refused => {
            "nothing listens there: is the handler running, and is the port right?"
        }
        FailureKind::Dns => "the host name has no address: is it spelt right?",
        FailureKind::Tls => {
            "TLS failed: name the certificate of a private authority with `--cacert FILE`, or use \
             `--insecure` for a self-signed one; is it an https port at all?"
        }
        FailureKind::TimedOut => {
            "LeadLex waits 10 s for an answer: store the event, answer 200, and do the work afterwards"
        }
        FailureKind::Closed => "the connection was closed before an answer: did the handler crash?",
        FailureKind::Garbage => {
            "what answered does not speak HTTP: is it the right port, or an https one?"
        }
        FailureKind::PlainHttp => "use https, or say `--insecure-http` if the network is yours",
        FailureKind::Proxy => "the proxy given with `--proxy` did not let the request through",
        FailureKind::Other => "run it again with `-v` to see the request",
    }
}

/// The first lines of an endpoint's answer that say something, as they came.
#[must_use]
pub fn first_lines(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(4096)]);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(SHOWN_LINES);
    lines.map(|line| line.chars().take(200).collect::<String>()).collect::<Vec<_>>().join("\n")
}
