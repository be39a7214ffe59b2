//! What other services sign: the body with a time, an id or both; and digests that are no HMAC of
//! the body at all.

use jiff::Timestamp;

use super::algorithm::Algorithm;
use super::claim::stamped;
use super::key;
use super::table::{Variant, Variants};
use crate::contract::envelope::Envelope;
use crate::contract::header::{self, HeaderList};

/// Times and ids that came with the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Stamps {
    times: Vec<String>,
    ids: Vec<String>,
}

impl Stamps {
    /// Reads them off the headers, LeadLex's and those of others, and off the body. A time is taken
    /// as it stands, and as seconds and milliseconds since 1970.
    pub(super) fn read(headers: &HeaderList, body: &[u8]) -> Self {
        let mut stamps = Self::default();
        let stated = headers
            .iter()
            .filter(|(name, _)| name.ends_with("timestamp"))
            .filter_map(|(_, value)| Some(std::str::from_utf8(value).ok()?.to_owned()));
        let own = Envelope::read(body).timestamp;
        for time in stamped(headers).into_iter().chain(stated).chain(own) {
            stamps.time(time);
        }
        let ids = headers.iter().filter(|(name, _)| {
            name.eq_ignore_ascii_case(header::DELIVERY_ID) || name.ends_with("-id")
        });
        stamps.ids = ids.take(4).map(|(_, id)| String::from_utf8_lossy(id).into_owned()).collect();
        stamps.times.truncate(9);
        stamps
    }

    /// Whether there is nothing to frame with.
    pub(super) fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    fn time(&mut self, text: String) {
        let mut forms = vec![text.clone()];
        if let Ok(time) = text.parse::<Timestamp>() {
            forms.push(time.as_second().to_string());
            forms.push(time.as_millisecond().to_string());
        }
        for form in forms {
            if !self.times.contains(&form) {
                self.times.push(form);
            }
        }
    }

    fn each_time(&self, make: impl Fn(&str) -> Vec<Vec<u8>>) -> Variants<'_> {
        let made: Vec<Vec<u8>> = self.times.iter().flat_map(|time| make(time)).collect();
        Variants::all(made.into_iter())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids
            .iter()
            .flat_map(|id| self.times.iter().map(move |time| (id.as_str(), time.as_str())))
    }
}

/// `time.body` as Stripe has it, and with other signs or none between.
pub(super) fn time_body<'a>(stamps: &'a Stamps, body: &'a [u8]) -> Variants<'a> {
    stamps.each_time(|time| {
        [".", "", ":", "\n", "|", "-"]
            .into_iter()
            .map(|sign| [time.as_bytes(), sign.as_bytes(), body].concat())
            .collect()
    })
}

pub(super) fn body_time<'a>(stamps: &'a Stamps, body: &'a [u8]) -> Variants<'a> {
    stamps.each_time(|time| {
        [".", "", ":", "\n"]
            .into_iter()
            .map(|sign| [body, sign.as_bytes(), time.as_bytes()].concat())
            .collect()
    })
}

/// `v0:time:body`, as Slack has it.
pub(super) fn slack<'a>(stamps: &'a Stamps, body: &'a [u8]) -> Variants<'a> {
    stamps.each_time(|time| {
        ["v0", "v1"]
            .into_iter()
            .map(|version| [version.as_bytes(), b":", time.as_bytes(), b":", body].concat())
            .collect()
    })
}

/// `id.time.body`, as Svix and Standard Webhooks have it, with the secret as it stands.
pub(super) fn id_time_body<'a>(stamps: &'a Stamps, body: &'a [u8]) -> Variants<'a> {
    let orders = stamps.pairs().flat_map(move |(id, time)| {
        [(id, time), (time, id)]
            .map(|(first, second)| [first.as_bytes(), b".", second.as_bytes(), b".", body].concat())
    });
    Variants::all(orders)
}

pub(super) fn id_body<'a>(stamps: &'a Stamps, body: &'a [u8]) -> Variants<'a> {
    let signs = [".", "", ":"];
    Variants::all(
        stamps
            .ids
            .iter()
            .flat_map(move |id| signs.map(|sign| [id.as_bytes(), sign.as_bytes(), body].concat())),
    )
}

/// How a digest may have been made instead.
pub(super) type Digests = fn(Algorithm, &[u8], &[u8], &Stamps) -> Vec<Vec<u8>>;

/// The whole scheme at once: `id.time.body` under the secret without its prefix, decoded.
pub(super) fn standard_webhooks(
    algorithm: Algorithm,
    secret: &[u8],
    body: &[u8],
    stamps: &Stamps,
) -> Vec<Vec<u8>> {
    let keys = key::prefix_removed_and_decoded(secret).chain(key::base64_decoded(secret));
    keys.flat_map(|Variant { bytes, .. }| {
        let message =
            |(id, time): (&str, &str)| [id.as_bytes(), b".", time.as_bytes(), b".", body].concat();
        stamps.pairs().map(|pair| algorithm.hmac(&bytes, &message(pair))).collect::<Vec<_>>()
    })
    .collect()
}

pub(super) fn unkeyed(a: Algorithm, _: &[u8], body: &[u8], _: &Stamps) -> Vec<Vec<u8>> {
    vec![a.hash(&[body])]
}

pub(super) fn secret_first(a: Algorithm, key: &[u8], body: &[u8], _: &Stamps) -> Vec<Vec<u8>> {
    ["", ".", ":", "\n"].iter().map(|sign| a.hash(&[key, sign.as_bytes(), body])).collect()
}

pub(super) fn secret_last(a: Algorithm, key: &[u8], body: &[u8], _: &Stamps) -> Vec<Vec<u8>> {
    ["", ".", ":", "\n"].iter().map(|sign| a.hash(&[body, sign.as_bytes(), key])).collect()
}

pub(super) fn swapped(a: Algorithm, key: &[u8], body: &[u8], _: &Stamps) -> Vec<Vec<u8>> {
    vec![a.hmac(body, key)]
}

pub(super) fn of_hash(a: Algorithm, key: &[u8], body: &[u8], _: &Stamps) -> Vec<Vec<u8>> {
    let hash = a.hash(&[body]);
    vec![a.hmac(key, hex::encode(&hash).as_bytes()), a.hmac(key, &hash)]
}
