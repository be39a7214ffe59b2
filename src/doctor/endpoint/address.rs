//! Where an endpoint is, held against LeadLex's rule: https, and an address of the public internet
//! `[/api-reference/webhooks/create]`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::client::target::Target;
use crate::doctor::finding::Finding;
use crate::error::Exit;

/// Addresses that are told.
const SHOWN: usize = 4;

/// Judges the scheme and the addresses.
pub(super) fn judge(target: &Target, origin: &str, found: &[SocketAddr]) -> Finding {
    let shown: Vec<_> = found.iter().take(SHOWN).map(|one| one.ip().to_string()).collect();
    let is_literal = target.host().parse::<IpAddr>().is_ok();
    let shown = if is_literal { String::new() } else { format!(" is {}", shown.join(", ")) };
    let told = format!("{target} (from {origin}){shown}");
    let tunnel = format!("`leadlex-hooks listen --tunnel cloudflared --forward-to {target}`");
    if let Some(inside) = found.iter().find(|address| !is_public(address.ip())) {
        let place = if inside.ip().to_canonical().is_loopback() {
            "this machine"
        } else {
            "a private network"
        };
        return Finding::advice(
            "endpoint.private",
            format!("{told}: {place}, where LeadLex delivers nothing"),
            format!("good for work; for LeadLex itself put a tunnel before it: {tunnel}"),
        );
    }
    if !target.is_https() {
        return Finding::problem(
            "endpoint.not_https",
            Exit::NO,
            format!("{told}: LeadLex takes `https://` URLs only"),
            "serve https: a reverse proxy such as Caddy fetches a certificate by itself",
        );
    }
    Finding::good("endpoint.address", told)
}

/// Whether an address belongs to the public internet.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    // 100.64.0.0/10 is shared between a carrier and its customers (RFC 6598), 198.18.0.0/15 is for
    // measuring (RFC 2544), 0.0.0.0/8 is this network.
    let reserved = a == 0 || (a == 100 && b & 0xc0 == 64) || (a == 198 && b & 0xfe == 18);
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let is_documentation = first == 0x2001 && second == 0x0db8;
    // 2000::/3 is all that is handed out.
    first & 0xe000 == 0x2000 && !is_documentation
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn private_addresses_are_known_in_both_families() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "240.0.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(!is_public(inside.parse().expect("an address")), "{inside}");
        }
        for outside in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "198.20.0.1"] {
            assert!(is_public(outside.parse().expect("an address")), "{outside}");
        }
    }
}
