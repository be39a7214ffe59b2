//! Fields that proxies and tunnels write: expected on the way, and no change of the request.

/// Names of one hop, which each hop writes anew.
const PER_HOP: [&str; 7] =
    ["connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding"];

/// Names that tell where a request has been.
const TRACES: [&str; 14] = [
    "accept-encoding",
    "cdn-loop",
    "forwarded",
    "priority",
    "request-id",
    "traceparent",
    "tracestate",
    "true-client-ip",
    "upgrade-insecure-requests",
    "via",
    "x-client-ip",
    "x-cloud-trace-context",
    "x-correlation-id",
    "x-scheme",
];

/// What such names begin with.
const FAMILIES: [&str; 12] = [
    "cf-",
    "fly-",
    "ngrok-",
    "tailscale-",
    "x-amz",
    "x-b3-",
    "x-envoy-",
    "x-forwarded-",
    "x-ngrok",
    "x-original-",
    "x-real-",
    "x-request-",
];

/// Whether a field belongs to one connection; not compared at all.
pub(super) fn is_per_hop(name: &str) -> bool {
    PER_HOP.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a field that was added is what one that passes requests on writes.
pub(super) fn is_expected(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_per_hop(&name)
        || TRACES.contains(&&*name)
        || FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::is_expected;

    #[test]
    fn the_fields_of_well_known_tunnels_are_expected_and_others_are_not() {
        for name in ["X-Forwarded-For", "Cf-Ray", "CDN-Loop", "Via", "x-amzn-trace-id", "Host"] {
            assert!(is_expected(name), "{name}");
        }
        for name in ["X-Injected", "X-LeadLex-Signature", "Content-Type", "Cookie", "Cfx"] {
            assert!(!is_expected(name), "{name}");
        }
    }
}
