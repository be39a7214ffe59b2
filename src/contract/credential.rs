//! Which header fields carry somebody's credentials, told by their names: such values are shown
//! masked unless asked for.

use super::header::HeaderList;

/// Stands for a credential.
pub const MASK: &str = "********";

/// What a name holds that carries one; compared without whatever separates its words.
const PARTS: [&str; 16] = [
    "accesskey",
    "apikey",
    "authkey",
    "bearer",
    "cookie",
    "credential",
    "functionskey",
    "jwt",
    "passphrase",
    "password",
    "passwd",
    "privatekey",
    "secret",
    "session",
    "subscriptionkey",
    "token",
];

/// Whole words of such a name: `author` and `authority` are none, and a challenge
/// (`WWW-Authenticate`) is for everybody to see.
const WORDS: [&str; 6] =
    ["auth", "authentication", "authorisation", "authorization", "oauth", "oauth2"];

/// Fields of CORS, of the content and of quotas speak of such things and carry none.
const HARMLESS: [&str; 4] = ["access-control-", "content-", "ratelimit-", "x-ratelimit-"];

/// Whether a header's value is somebody's credential.
#[must_use]
pub fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if HARMLESS.iter().any(|family| name.starts_with(family)) {
        return false;
    }
    let is_separator = |byte: char| !byte.is_ascii_alphanumeric();
    let squeezed: String = name.split(is_separator).collect();
    PARTS.iter().any(|part| squeezed.contains(part))
        || name.split(is_separator).any(|word| WORDS.contains(&word))
}

/// The headers with a mask in the place of each credential.
#[must_use]
pub fn masked(headers: &HeaderList) -> HeaderList {
    let mut shown = HeaderList::new();
    for (name, value) in headers.iter() {
        shown.push(name, if is_credential(name) { MASK.as_bytes() } else { value });
    }
    shown
}

/// The headers without those that carry credentials, and the names of what was left out, each once.
#[must_use]
pub fn without(headers: &HeaderList) -> (HeaderList, Vec<String>) {
    let (mut kept, mut left_out) = (HeaderList::new(), Vec::<String>::new());
    for (name, value) in headers.iter() {
        if !is_credential(name) {
            kept.push(name, value);
        } else if !left_out.iter().any(|known| known == name) {
            left_out.push(name.to_owned());
        }
    }
    (kept, left_out)
}

#[cfg(test)]
mod tests {
    use super::{is_credential, without};
    use crate::contract::header::HeaderList;

    #[test]
    fn a_credential_is_known_by_any_of_its_names() {
        for name in [
            "Authorization",
            "proxy-authorization",
            "Cookie",
            "Set-Cookie",
            "X-Api-Key",
            "x_api_key",
            "ApiKey",
            "X-Auth-Token",
            "X-Auth",
            "X-OAuth-Scopes",
            "Authentication",
            "X-Amz-Security-Token",
            "X-CSRFToken",
            "X-Shared-Secret",
            "X-Client_Secret",
            "X-Password",
            "X-Session",
            "sessionid",
            "X-Credentials",
            "Cf-Access-Jwt-Assertion",
            "X-Functions-Key",
            "Ocp-Apim-Subscription-Key",
            "X-Access-Key-Id",
            "X-AuthKey",
        ] {
            assert!(is_credential(name), "{name}");
        }
    }

    #[test]
    fn what_only_looks_alike_stays_visible() {
        for name in [
            "X-LeadLex-Signature",
            "X-LeadLex-Timestamp",
            "X-LeadLex-Delivery-ID",
            "X-Hub-Signature-256",
            "traceparent",
            "tracestate",
            "baggage",
            "X-B3-TraceId",
            "X-Amzn-Trace-Id",
            "X-Request-Id",
            "ETag",
            "Content-Type",
            "Content-Security-Policy",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "X-RateLimit-Remaining-Tokens",
            "X-Author",
            ":authority",
            "WWW-Authenticate",
            "Idempotency-Key",
            "Sec-WebSocket-Key",
            "User-Agent",
            "",
        ] {
            assert!(!is_credential(name), "{name}");
        }
    }

    #[test]
    fn what_is_left_out_is_named_once() {
        let mut headers = HeaderList::new();
        for (name, value) in [("Cookie", "a"), ("X-A", "1"), ("cookie", "b"), ("apikey", "c")] {
            headers.push(name, value);
        }
        let (kept, left_out) = without(&headers);
        assert_eq!(kept.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["x-a"]);
        assert_eq!(left_out, ["cookie", "apikey"]);
    }
}
