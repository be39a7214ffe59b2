//! Makes deliveries: the body of a number, its Delivery-ID, its headers and its signature. What is the
//! same in all of them is made once.

use std::io::Write as _;

use bytes::Bytes;
use hyper::Uri;
use jiff::Timestamp;
use uuid::Uuid;

use super::mould::{Chance, Mould};
use super::stock::Ready;
use crate::client::Client;
use crate::client::target::Target;
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::Signer;
use crate::delivery::compose::{self, Headings};
use crate::error::Error;
use crate::payload::tamper::Tamper;

/// What is sent, and how it is signed.
#[derive(Debug)]
pub struct Wardrobe {
    /// Bodies in rotation.
    pub moulds: Vec<Mould>,
    /// Decides the ids in the bodies.
    pub chance: Chance,
    /// Decides the Delivery-IDs, which are new in each run.
    pub ids: Chance,
    /// `None` sends without a signature.
    pub signer: Option<Signer>,
    /// How a delivery is spoilt.
    pub tamper: Option<Tamper>,
}

impl Wardrobe {
    /// Casts nothing: what is sent comes ready.
    pub(super) fn empty() -> Self {
        let (chance, ids) = (Chance::new(0), Chance::new(0));
        Self { moulds: Vec::new(), chance, ids, signer: None, tamper: None }
    }
}

/// What all deliveries to one target have in common.
#[derive(Debug)]
pub(super) struct Dress {
    wardrobe: Wardrobe,
    /// The head of a request, from its first line to the last field that is always the same.
    head: Vec<u8>,
    /// The names of those of the three that `-H` does not set.
    varied: Vec<&'static str>,
}

/// What a worker writes its requests on, again and again.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// A request as it goes over the connection, its body included.
    pub(super) text: Vec<u8>,
    pub(super) body: Vec<u8>,
    stamp: Stamp,
}

impl Sheet {
    /// Writes a delivery that comes ready as a request, with a `Host` where `-H` sets none.
    pub(super) fn copy(&mut self, ready: &Ready) {
        let Self { text, body, .. } = self;
        text.clear();
        body.clear();
        let _ = write!(text, "POST {} HTTP/1.1\r\n", ready.target.path_and_query());
        if ready.headers.get("host").is_none() {
            field(text, "host", host(ready.target.uri()).as_bytes());
        }
        for (name, value) in ready.headers.iter() {
            field(text, name, value);
        }
        body.extend_from_slice(&ready.body);
        seal(text, body);
    }
}

/// The timestamp has second precision: it is written once a second.
#[derive(Debug, Default)]
struct Stamp {
    second: Option<i64>,
    text: String,
}

impl Dress {
    /// Makes what is the same in all deliveries to this target.
    pub(super) fn new(wardrobe: Wardrobe, client: &Client, target: &Target) -> Self {
        let ours = client.with_own(HeaderList::new());
        let model = Headings { signer: None, delivery_id: "", now: Timestamp::UNIX_EPOCH };
        let mut fixed = client.with_own(compose::headers(&model, b""));
        let mut varied = vec![header::SIGNATURE, header::TIMESTAMP, header::DELIVERY_ID];
        varied.retain(|name| ours.get(name).is_none());
        for name in &varied {
            fixed.remove(name);
        }
        let mut head = format!("POST {} HTTP/1.1\r\n", target.path_and_query()).into_bytes();
        if ours.get("host").is_none() {
            field(&mut head, "host", host(target.uri()).as_bytes());
        }
        head.extend_from_slice(fixed.as_block());
        Self { wardrobe, head, varied }
    }

    /// The delivery of that number as it is recorded: what `-H` sets is added when it is sent.
    ///
    /// # Errors
    /// Those of [`Tamper::apply`].
    pub(super) fn listed(&self, number: u64) -> Result<(HeaderList, Bytes), Error> {
        let body = self.body(number);
        let id = self.wardrobe.ids.id(number).to_string();
        let signer = self.wardrobe.signer.as_ref();
        let headings = Headings { signer, delivery_id: &id, now: Timestamp::now() };
        let mut headers = compose::headers(&headings, &body);
        let body = match &self.wardrobe.tamper {
            Some(tamper) => tamper.apply(&mut headers, &body)?,
            None => body,
        };
        Ok((headers, body))
    }

    /// Writes the delivery of that number as a request.
    ///
    /// # Errors
    /// Those of [`Tamper::apply`].
    pub(super) fn write(&self, number: u64, sheet: &mut Sheet) -> Result<(), Error> {
        let Sheet { text, body, stamp } = sheet;
        text.clear();
        body.clear();
        text.extend_from_slice(&self.head);
        if self.wardrobe.tamper.is_some() {
            let (list, spoilt) = self.listed(number)?;
            for (name, value) in list.iter().filter(|(name, _)| self.varied.contains(name)) {
                field(text, name, value);
            }
            body.extend_from_slice(&spoilt);
        } else {
            if let Some(mould) = self.mould(number) {
                mould.pour(&self.wardrobe.chance, number, body);
            }
            for name in &self.varied {
                match *name {
                    header::SIGNATURE => {
                        if let Some(signer) = &self.wardrobe.signer {
                            field(text, name, signer.sign(body).as_bytes());
                        }
                    }
                    header::DELIVERY_ID => {
                        let mut digits = Uuid::encode_buffer();
                        let id = self.wardrobe.ids.id(number).hyphenated();
                        field(text, name, id.encode_lower(&mut digits).as_bytes());
                    }
                    _ => field(text, name, stamp.now().as_bytes()),
                }
            }
        }
        seal(text, body);
        Ok(())
    }

    fn mould(&self, number: u64) -> Option<&Mould> {
        let moulds = &self.wardrobe.moulds;
        let which = usize::try_from(number % moulds.len().max(1) as u64).unwrap_or_default();
        moulds.get(which)
    }

    fn body(&self, number: u64) -> Bytes {
        let cast = |mould: &Mould| mould.cast(&self.wardrobe.chance, number);
        self.mould(number).map(cast).unwrap_or_default()
    }
}

/// Ends a head and adds the body.
fn seal(text: &mut Vec<u8>, body: &[u8]) {
    // The length is told always: many handlers insist on it where there is no body.
    let _ = write!(text, "content-length: {}\r\n\r\n", body.len());
    text.extend_from_slice(body);
}

fn field(text: &mut Vec<u8>, name: &str, value: &[u8]) {
    for part in [name.as_bytes(), b": ", value, b"\r\n"] {
        text.extend_from_slice(part);
    }
}

impl Stamp {
    fn now(&mut self) -> &str {
        let now = Timestamp::now();
        if self.second != Some(now.as_second()) {
            (self.second, self.text) = (Some(now.as_second()), compose::stamp(now));
        }
        &self.text
    }
}

/// `Host`, without the port that goes without saying.
fn host(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default();
    match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(80), Some("http")) | (Some(443), Some("https")) => host.to_owned(),
        (Some(port), _) => format!("{host}:{port}"),
    }
}
