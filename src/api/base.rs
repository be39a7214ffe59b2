//! Where the API is: a URL up to, and without, the `/v1` of every path.

use std::fmt;

use hyper::Uri;

use super::call::Call;
use crate::client::target::Target;
use crate::error::Error;

/// The gateway of today `[/quickstart]`; older copies of the documentation name another host.
pub const DEFAULT_BASE: &str = "https://data.leadlex.com/functions/v1/api-gateway";

/// An http or https URL that the paths of calls are added to; it may have a path of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(Target);

impl Base {
    /// Reads a URL. Slashes and one `/v1` at its end are dropped, since each path begins with it.
    ///
    /// # Errors
    /// Names the flag and the text when it is no http(s) URL with a host, or has a query (exit 2).
    pub fn parse(flag: &str, text: &str) -> Result<Self, Error> {
        let shown = text.escape_debug();
        let wrong = |why: &str| {
            Error::usage(format!("`{flag} {shown}`: {why}"))
                .hint(format!("LeadLex's own is `{DEFAULT_BASE}`"))
        };
        match text.split_once("://") {
            Some(("http" | "https", "")) => return Err(wrong("there is no host in it")),
            Some(("http" | "https", rest)) => {
                if rest.split('/').next().is_some_and(|authority| authority.contains('@')) {
                    return Err(wrong("the key is given with `--api-key @FILE`, not in the URL"));
                }
            }
            Some(_) => return Err(wrong("only http and https can be called")),
            None if is_local(text) => {}
            None => return Err(wrong("a URL begins with `https://`")),
        }
        if text.contains(['?', '#']) {
            return Err(wrong("the paths of calls are added to it, so it has no `?` or `#`"));
        }
        let text = text.trim_end_matches('/');
        let text = text.strip_suffix("/v1").unwrap_or(text).trim_end_matches('/');
        Target::parse(flag, text).map(Self)
    }

    /// The URL as a target, for what is said before anything is sent.
    pub(super) fn target(&self) -> &Target {
        &self.0
    }

    /// The URL of a call.
    pub(super) fn uri(&self, call: &Call) -> Result<Uri, hyper::http::Error> {
        let mut parts = self.0.uri().clone().into_parts();
        let own = self.0.uri().path().trim_end_matches('/');
        parts.path_and_query = Some(format!("{own}{}", call.path_and_query()).parse()?);
        Ok(Uri::from_parts(parts)?)
    }
}

impl Default for Base {
    fn default() -> Self {
        Self::parse("--api-url", DEFAULT_BASE).unwrap_or_else(|_| unreachable!("a test parses it"))
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_string().trim_end_matches('/'))
    }
}

/// Short forms mean this machine, as for an endpoint.
fn is_local(text: &str) -> bool {
    text.starts_with(':') || text.starts_with("localhost") || text.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::{Base, DEFAULT_BASE};
    use crate::api::Call;

    fn shown(text: &str) -> String {
        Base::parse("--api-url", text).map_or_else(|error| error.to_string(), |b| b.to_string())
    }

    #[test]
    fn the_version_at_the_end_and_slashes_are_dropped() {
        assert_eq!(Base::default().to_string(), DEFAULT_BASE);
        assert_eq!(shown(&format!("{DEFAULT_BASE}/v1/")), DEFAULT_BASE);
        assert_eq!(shown("https://example.com/v1"), "https://example.com");
        assert_eq!(shown(":4010/"), "http://localhost:4010");
    }

    #[test]
    fn a_path_of_its_own_is_kept_before_that_of_the_call() {
        let base = Base::parse("--api-url", "http://localhost:1/x/").expect("a URL");
        let uri = base.uri(&Call::contacts().page(2)).expect("a URL");
        assert_eq!(uri.to_string(), "http://localhost:1/x/v1/contacts?per_page=100&page=2");
        let bare = Base::parse("--api-url", "http://localhost:1").expect("a URL");
        assert_eq!(bare.uri(&Call::users()).expect("a URL").path(), "/v1/users");
    }

    #[test]
    fn what_cannot_be_called_is_named() {
        for text in ["", "ftp://x", "data.leadlex.com", "https://", "https://u:p@h", "https://h/?a"]
        {
            assert!(shown(text).starts_with(&format!("`--api-url {text}`: ")), "{}", shown(text));
        }
    }
}
