//! What an endpoint's certificate says, and what to do about one that LeadLex would not trust.

use jiff::Timestamp;

use crate::client::Trust;
use crate::client::certificate::{Certificate, CertificateFault};
use crate::client::target::Target;
use crate::doctor::finding::Finding;
use crate::doctor::quote::quoted;
use crate::error::{Error, Exit};

/// Hours of a day.
const DAY: i64 = 24;
/// Days before the end at which whatever renews it should have done so.
const SOON: i64 = 14;

/// Judges it; with `Trust::Anyone` a fault is advice, since deliveries go through.
pub(super) fn judge(
    target: &Target,
    shown: &Result<Certificate, Error>,
    trust: Trust,
    now: Timestamp,
) -> Finding {
    let certificate = match shown {
        Ok(certificate) => certificate,
        Err(error) => {
            let fix = "is it an https port at all? compare the port, and http with https";
            return Finding::of_error("endpoint.tls", error, fix);
        }
    };
    let ends = certificate.not_after.map(|end| (end, end.duration_since(now).as_hours() / DAY));
    if let Some(fault) = &certificate.fault {
        return faulty(target, fault, ends, trust);
    }
    match ends {
        Some((end, days)) if days < SOON => Finding::advice(
            "endpoint.certificate_ends",
            format!("its certificate is good, and ends in {days} days ({end})"),
            "renew it: whatever does so by itself should have by now",
        ),
        Some((end, days)) => Finding::good(
            "endpoint.certificate",
            format!("its certificate is good for {days} days more ({end})"),
        ),
        None => Finding::good("endpoint.certificate", "its certificate is good"),
    }
}

fn faulty(
    target: &Target,
    fault: &CertificateFault,
    ends: Option<(Timestamp, i64)>,
    trust: Trust,
) -> Finding {
    let (id, what, fix) = match fault {
        CertificateFault::Expired => (
            "endpoint.certificate_expired",
            match ends {
                Some((end, days)) => format!("its certificate ended {} days ago ({end})", -days),
                None => "its certificate has ended".to_owned(),
            },
            "renew it, and look why it was not renewed by itself".to_owned(),
        ),
        CertificateFault::NotYetValid => (
            "endpoint.certificate_early",
            "its certificate is not valid yet".to_owned(),
            "compare this machine's clock, and the server's when it was made".to_owned(),
        ),
        CertificateFault::WrongName(names) => (
            "endpoint.certificate_name",
            match &**names {
                [] => format!("its certificate is not for `{}`", target.host()),
                names => {
                    let names = names.join(", ");
                    format!("its certificate is for {}, not `{}`", quoted(&names), target.host())
                }
            },
            "use one of its names in the URL, or get a certificate for this one".to_owned(),
        ),
        CertificateFault::UnknownIssuer => (
            "endpoint.certificate_issuer",
            "nobody whom this machine trusts has signed its certificate".to_owned(),
            "LeadLex takes those of public authorities; a private one is trusted here with \
             `--cacert FILE`. A server that leaves out the intermediate certificate looks the same: \
             serve the full chain"
                .to_owned(),
        ),
        CertificateFault::Other(why) => (
            "endpoint.certificate_refused",
            format!("its certificate is refused: {why}"),
            "get one from a public authority".to_owned(),
        ),
    };
    match trust {
        Trust::Checked => Finding::problem(id, Exit::UNREACHABLE, what, fix),
        Trust::Anyone => Finding::advice(id, format!("{what}; `--insecure` passes over it"), fix),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::judge;
    use crate::client::Trust;
    use crate::client::certificate::{Certificate, CertificateFault};
    use crate::client::target::Target;
    use crate::doctor::finding::Level;

    #[test]
    fn a_certificate_is_judged_by_its_fault_and_its_end() {
        let now: Timestamp = "2026-04-22T10:00:00Z".parse().expect("a time");
        let target = Target::parse("--to", "https://example.com/").expect("a URL");
        let judged = |days: i64, fault: Option<CertificateFault>, trust| {
            let not_after = Some(now + SignedDuration::from_hours(24 * days + 1));
            judge(&target, &Ok(Certificate { not_after, fault }), trust, now)
        };
        let found = judged(90, None, Trust::Checked);
        assert_eq!((found.id, found.level), ("endpoint.certificate", Level::Good));
        assert!(found.message.contains("90 days more"), "{found:?}");
        assert_eq!(judged(13, None, Trust::Checked).id, "endpoint.certificate_ends");
        let fault = Some(CertificateFault::WrongName(vec!["a.example".to_owned()]));
        let found = judged(90, fault.clone(), Trust::Checked);
        assert_eq!(found.message, "its certificate is for a.example, not `example.com`");
        assert_eq!(found.exit.code(), 3);
        assert_eq!(judged(90, fault, Trust::Anyone).level, Level::Advice);
        let found = judged(-3, Some(CertificateFault::Expired), Trust::Checked);
        assert!(found.message.contains("ended 2 days ago"), "{found:?}");
    }
}
