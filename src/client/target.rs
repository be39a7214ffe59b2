//! An endpoint's URL: what is accepted, and what is said about it before anything is sent.

use std::fmt;
use std::net::IpAddr;

use hyper::Uri;

use super::connect::{is_loopback, lookup};
use crate::error::Error;

/// An absolute http or https URL, without credentials in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Uri);

/// Where an endpoint is, as far as it can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this machine.
    Loopback,
    /// On another machine.
    Beyond,
}

impl Target {
    /// Reads a URL. `localhost:3000/x` and `:3000` mean `http://localhost:3000`.
    ///
    /// # Errors
    /// Names the flag and the text when it is no http(s) URL with a host.
    pub fn parse(flag: &str, text: &str) -> Result<Self, Error> {
        let wrong = |why: &str| {
            let gap = if flag.ends_with('=') { "" } else { " " };
            let text =
                if text.is_empty() { "''".to_owned() } else { text.escape_debug().to_string() };
            Error::usage(format!("`{flag}{gap}{text}`: {why}"))
                .hint("give a URL such as `http://localhost:3000/webhooks`")
        };
        let full = if text.contains("://") {
            text.to_owned()
        } else if text.starts_with(':') {
            format!("http://localhost{text}")
        } else {
            format!("http://{text}")
        };
        let full = full.split('#').next().unwrap_or_default().to_owned();
        let uri: Uri = full.parse().map_err(|_| wrong("not a URL"))?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            _ => return Err(wrong("only http and https can be delivered to")),
        }
        let authority = uri.authority().ok_or_else(|| wrong("there is no host in it"))?;
        if authority.as_str().contains('@') {
            return Err(wrong("credentials in a URL end up in logs")
                .hint("send them as a header: `-H 'Authorization: …'`"));
        }
        if authority.host().is_empty() {
            return Err(wrong("there is no host in it"));
        }
        let port = authority.port_u16().filter(|port| *port > 0);
        if authority.as_str().len() > authority.host().len() && port.is_none() {
            return Err(wrong("the port is not a number from 1 to 65535"));
        }
        Ok(Self(uri))
    }

    /// The URL.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.0
    }

    /// Path and query, `/` when there is none.
    #[must_use]
    pub fn path_and_query(&self) -> &str {
        self.0.path_and_query().map_or("/", |path| path.as_str())
    }

    /// Whether the URL is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme_str() == Some("https")
    }

    /// Whether the URL says where on the host it goes: a bare `http://host` keeps the incoming path.
    #[must_use]
    pub fn has_path(&self) -> bool {
        self.0.path() != "/" || self.0.query().is_some()
    }

    /// This target with the path and query of a request that came in, unless it has its own.
    #[must_use]
    pub fn with_incoming(&self, path_and_query: &str) -> Self {
        if self.has_path() {
            return self.clone();
        }
        let mut parts = self.0.clone().into_parts();
        let Ok(path) = path_and_query.parse() else {
            return self.clone();
        };
        parts.path_and_query = Some(path);
        Uri::from_parts(parts).map_or_else(|_| self.clone(), Self)
    }

    /// The name or address of the host, without the brackets of IPv6.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']')
    }

    /// The port, given or usual.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.port_u16().unwrap_or(if self.is_https() { 443 } else { 80 })
    }

    /// Where the host is: by its address, or by all addresses its name resolves to now.
    ///
    /// # Errors
    /// A name without an address (exit 3).
    pub async fn place(&self) -> Result<Place, Error> {
        if let Some(address) = literal_address(&self.0) {
            return Ok(if is_loopback(address) { Place::Loopback } else { Place::Beyond });
        }
        let host = self.0.host().unwrap_or_default();
        let found = lookup(host)
            .await
            .map_err(|error| Error::unreachable(format!("cannot reach {self}")).because(error))?;
        Ok(if found.iter().all(|address| is_loopback(address.ip())) {
            Place::Loopback
        } else {
            Place::Beyond
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The address in a URL whose host is one.
pub(super) fn literal_address(uri: &Uri) -> Option<IpAddr> {
    uri.host()?.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Target;

    fn shown(text: &str) -> String {
        Target::parse("--to", text)
            .map_or_else(|error| error.to_string(), |target| target.to_string())
    }

    #[test]
    fn short_forms_mean_localhost() {
        assert_eq!(shown(":3000"), "http://localhost:3000/");
        assert_eq!(shown("localhost:3000/hook?x=1"), "http://localhost:3000/hook?x=1");
        assert_eq!(shown("https://example.com/a#frag"), "https://example.com/a");
    }

    #[test]
    fn what_cannot_be_delivered_to_is_named() {
        for text in ["ftp://x/", "http://", "http://u:p@host/", "http://host:99999/", "http://a b/"]
        {
            assert!(shown(text).starts_with("`--to "), "{text}: {}", shown(text));
        }
    }

    #[test]
    fn a_bare_host_keeps_the_incoming_path() {
        let bare = Target::parse("--to", "http://localhost:1").expect("a URL");
        assert_eq!(bare.with_incoming("/in?q=1").to_string(), "http://localhost:1/in?q=1");
        let own = Target::parse("--to", "http://localhost:1/own").expect("a URL");
        assert_eq!(own.with_incoming("/in?q=1").to_string(), "http://localhost:1/own");
    }
}
