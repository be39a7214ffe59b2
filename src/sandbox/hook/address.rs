//! Where a webhook may go: https, and no private address; or this machine, where that is allowed.

use std::net::{IpAddr, Ipv4Addr};

use crate::client::target::Target;
use crate::sandbox::settings::LoopbackWebhooks;

/// Checks a URL. Names are not resolved here: the client judges the address it connects to.
pub(super) fn check(url: &str, loopback: LoopbackWebhooks) -> Result<(), &'static str> {
    let has_scheme = url.starts_with("https://") || url.starts_with("http://");
    let Some(target) = Target::parse("url", url).ok().filter(|_| has_scheme) else {
        return Err("url must be a valid URL");
    };
    let host = target.uri().host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let address: Option<IpAddr> = host.parse().ok();
    let local = host == "localhost"
        || host.ends_with(".localhost")
        || address.is_some_and(|address| address.to_canonical().is_loopback());
    if local {
        return match loopback {
            LoopbackWebhooks::Allowed => Ok(()),
            LoopbackWebhooks::Refused => Err("url must not resolve to a private address"),
        };
    }
    if !target.is_https() {
        return Err("url must start with https://");
    }
    if address.is_some_and(is_private) {
        return Err("url must not resolve to a private address");
    }
    Ok(())
}

fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            v4.is_private()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.octets()[0] == Ipv4Addr::UNSPECIFIED.octets()[0]
        }
        IpAddr::V6(v6) => v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LoopbackWebhooks, check};

    #[test]
    fn https_to_the_world_and_anything_to_this_machine() {
        let allowed = |url| check(url, LoopbackWebhooks::Allowed).is_ok();
        assert!(allowed("https://example.com/hooks") && allowed("http://127.0.0.1:4000/"));
        assert!(allowed("http://localhost:4000") && allowed("http://[::1]:4000/x"));
        for url in [
            "http://example.com/",
            "https://10.0.0.1/",
            "https://169.254.169.254/",
            "https://[fd00::1]/",
            "https://0.0.0.0/",
            "ftp://example.com",
            "example.com",
            "",
        ] {
            assert!(!allowed(url), "{url}");
        }
    }

    #[test]
    fn as_documented_this_machine_is_refused_too() {
        for url in ["https://localhost/", "http://127.0.0.1:1/", "https://[::1]/"] {
            assert!(check(url, LoopbackWebhooks::Refused).is_err(), "{url}");
        }
        assert!(check("https://example.com/", LoopbackWebhooks::Refused).is_ok());
    }
}
