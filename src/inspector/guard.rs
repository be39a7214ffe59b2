//! Who may call. The page is this origin's and knows the token; another page in the same browser,
//! a name that was rebound to loopback, or another user of this machine does not.

use super::reply::Refusal;
use super::token::Token;
use crate::contract::header::HeaderList;
use crate::receiver::arrival::Reply;

/// Carried by every answer: nothing from elsewhere runs or is fetched in the page, nobody frames it,
/// and its address is told to nobody.
const DRESS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// Adds what every answer carries.
pub(super) fn dress(reply: &mut Reply) {
    for (name, value) in DRESS {
        reply.headers.set(name, value);
    }
}

/// The rules of one session.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
    token: Token,
}

impl Guard {
    pub(super) fn new(port: u16, token: Token) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            // A browser leaves it out.
            hosts.extend(names.map(str::to_owned));
        }
        Self { hosts, token }
    }

    /// Every request: by whichever of our names it was addressed, and from which page.
    pub(super) fn origin(&self, headers: &HeaderList) -> Result<(), Refusal> {
        let host = only(headers, "host").map(str::to_ascii_lowercase);
        let Some(host) = host.filter(|host| self.hosts.contains(host)) else {
            return Err(Refusal::new(421, "this is not the host that the inspector answers for")
                .hint("open the URL that the terminal printed"));
        };
        if headers.get("origin").is_none() {
            return Ok(());
        }
        match only(headers, "origin") {
            Some(origin) if origin.eq_ignore_ascii_case(&format!("http://{host}")) => Ok(()),
            _ => Err(Refusal::new(403, "only the inspector's own page may call this")),
        }
    }

    /// Every call of the API.
    pub(super) fn token(&self, headers: &HeaderList) -> Result<(), Refusal> {
        let given = only(headers, "authorization").and_then(|value| value.strip_prefix("Bearer "));
        match given {
            Some(given) if self.token.fits(given.as_bytes()) => Ok(()),
            _ => Err(Refusal::new(401, "the token is missing or of another session")
                .hint("open the URL that the terminal printed")),
        }
    }

    /// Every call that changes something: what no form and no foreign page can send.
    pub(super) fn change(&self, headers: &HeaderList) -> Result<(), Refusal> {
        let kind = only(headers, "content-type").and_then(|kind| kind.split(';').next());
        if !kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            return Err(Refusal::new(415, "send it as `application/json`"));
        }
        let is_ours = headers.get("origin").is_some()
            || only(headers, "sec-fetch-site") == Some("same-origin");
        if is_ours {
            return Ok(());
        }
        Err(Refusal::new(403, "only the inspector's own page may call this")
            .hint("a request made by hand needs an `Origin` header"))
    }
}

/// The value of a field that may be there once.
fn only<'a>(headers: &'a HeaderList, name: &str) -> Option<&'a str> {
    let mut values = headers.iter().filter(|(known, _)| *known == name);
    let (_, value) = values.next().filter(|_| values.next().is_none())?;
    std::str::from_utf8(value).ok()
}
