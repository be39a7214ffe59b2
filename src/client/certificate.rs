//! A certificate, as far as whoever is told about it wants to know: until when it holds, and what
//! speaks against it. Its times are read here, from its DER: three steps into the structure.

use std::net::IpAddr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rustls::{CertificateError, Error as TlsError};

/// DER's marks of what is stepped into or over (X.690, 8.1.2).
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// What a server showed.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// When it ends, where that can be read.
    pub not_after: Option<Timestamp>,
    /// Why it would not be trusted.
    pub fault: Option<CertificateFault>,
}

/// What speaks against a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// Its time is over.
    Expired,
    /// Its time has not come, or this machine's clock is behind.
    NotYetValid,
    /// It is somebody else's: the names it has.
    WrongName(Vec<String>),
    /// Nobody whom this machine trusts has signed it.
    UnknownIssuer,
    /// Anything else, in the words of the TLS library.
    Other(String),
}

impl CertificateFault {
    /// Sorts the refusal of a verifier.
    pub(super) fn of(error: &TlsError) -> Self {
        let TlsError::InvalidCertificate(error) = error else {
            return Self::Other(error.to_string());
        };
        match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Self::NotYetValid
            }
            CertificateError::NotValidForName => Self::WrongName(Vec::new()),
            CertificateError::NotValidForNameContext { presented, .. } => {
                Self::WrongName(presented.iter().map(|name| plain(name)).collect())
            }
            CertificateError::UnknownIssuer => Self::UnknownIssuer,
            other => Self::Other(other.to_string()),
        }
    }
}

/// A name without the type that the library writes around it: `DnsName("example.com")`.
fn plain(name: &str) -> String {
    let inner = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let inner = inner.unwrap_or(name).trim_matches('"');
    inner.parse::<IpAddr>().map_or_else(|_| inner.to_owned(), |address| address.to_string())
}

/// When a certificate in DER ends (RFC 5280, 4.1: version, serial, algorithm, issuer, validity).
pub(super) fn not_after(der: &[u8]) -> Option<Timestamp> {
    let (inside, _) = element(der, SEQUENCE)?;
    let (mut rest, _) = element(inside, SEQUENCE)?;
    if rest.first() == Some(&VERSION) {
        rest = next(rest)?.2;
    }
    for _ in ["serial", "algorithm", "issuer"] {
        rest = next(rest)?.2;
    }
    let (validity, _) = element(rest, SEQUENCE)?;
    let (mark, text, _) = next(next(validity)?.2)?;
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let full = match mark {
        // Two digits of the year: 50 to 99 are of the last century.
        UTC_TIME if text < "50" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%S", full).ok()?;
    time.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// The inside of an element of that mark, and what follows it.
fn element(bytes: &[u8], mark: u8) -> Option<(&[u8], &[u8])> {
    let (found, inside, rest) = next(bytes)?;
    (found == mark).then_some((inside, rest))
}

/// The mark of an element, its inside, and what follows it.
fn next(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&mark, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        // So many bytes of length follow; no certificate needs more than four.
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |sum, &digit| sum << 8 | usize::from(digit)), rest)
        }
        _ => return None,
    };
    let (inside, rest) = rest.split_at_checked(length)?;
    Some((mark, inside, rest))
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::{CertificateFault, not_after, plain};

    fn made(year: i32) -> Vec<u8> {
        let mut params = CertificateParams::new(vec!["example.com".to_owned()]).expect("names");
        params.not_after = date_time_ymd(year, 2, 28);
        let key = KeyPair::generate().expect("a key");
        params.self_signed(&key).expect("a certificate").der().to_vec()
    }

    #[test]
    fn the_end_is_read_in_both_forms_and_of_rubbish_there_is_none() {
        // From 2050 on the year has four digits.
        for year in [2031, 2049, 2050, 2199] {
            let ends = not_after(&made(year)).expect("an end");
            assert_eq!(ends.to_string(), format!("{year}-02-28T00:00:00Z"));
        }
        let der = made(2031);
        for cut in 0..der.len().min(200) {
            let _ = not_after(&der[..cut]);
        }
        assert_eq!(not_after(&der[..60]), None);
        assert_eq!(not_after(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
    }

    #[test]
    fn names_are_told_without_the_type_around_them() {
        assert_eq!(plain("DnsName(\"a.example\")"), "a.example");
        assert_eq!(plain("IpAddress(127.0.0.1)"), "127.0.0.1");
        let other = rustls::Error::General("x".to_owned());
        assert!(matches!(CertificateFault::of(&other), CertificateFault::Other(_)));
    }
}
