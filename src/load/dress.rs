//! Makes deliveries: the body of a number, its Delivery-ID, its headers and its signature. What is the
//! same in all of them is made once.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use jiff::Timestamp;

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

/// Headers that differ from one delivery to the next.
#[derive(Debug)]
pub(super) struct Dress {
    wardrobe: Wardrobe,
    uri: Uri,
    fixed: HeaderMap,
    /// Those of the three that `-H` does not set.
    varied: Vec<HeaderName>,
    stamp: Mutex<(i64, HeaderValue)>,
}

impl Dress {
    /// Makes what all deliveries to this target share.
    pub(super) fn new(wardrobe: Wardrobe, client: &Client, target: &Target) -> Self {
        let ours = client.with_own(HeaderList::new());
        let model = Headings { signer: None, delivery_id: "", now: Timestamp::UNIX_EPOCH };
        let all = client.with_own(compose::headers(&model, b""));
        // With room for those that vary: each delivery begins as a copy of this.
        let mut fixed = HeaderMap::with_capacity(all.iter().count() + 2);
        let varied = [header::SIGNATURE, header::TIMESTAMP, header::DELIVERY_ID];
        let is_ours = |name: &str| ours.get(name).is_some();
        for (name, value) in all.iter() {
            if varied.contains(&name) && !is_ours(name) {
                continue;
            }
            // What a HeaderList holds was checked when it was typed.
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value))
            {
                fixed.append(name, value);
            }
        }
        if let (false, Ok(host)) = (is_ours("host"), HeaderValue::try_from(host(target.uri()))) {
            fixed.insert(HOST, host);
        }
        Self {
            wardrobe,
            uri: target.path_and_query().parse().unwrap_or_default(),
            fixed,
            varied: varied
                .into_iter()
                .filter(|name| !is_ours(name))
                .map(HeaderName::from_static)
                .collect(),
            stamp: Mutex::new((i64::MIN, HeaderValue::from_static(""))),
        }
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

    /// The delivery of that number as a request.
    ///
    /// # Errors
    /// Those of [`Tamper::apply`].
    pub(super) fn request(&self, number: u64) -> Result<Request<Full<Bytes>>, Error> {
        let mut headers = self.fixed.clone();
        let body = if self.wardrobe.tamper.is_some() {
            let (list, body) = self.listed(number)?;
            for name in &self.varied {
                if let Some(Ok(value)) = list.get(name.as_str()).map(HeaderValue::from_bytes) {
                    headers.insert(name, value);
                }
            }
            body
        } else {
            let body = self.body(number);
            for name in &self.varied {
                if let Some(value) = self.value(name.as_str(), number, &body) {
                    headers.insert(name, value);
                }
            }
            body
        };
        Ok(post(self.uri.clone(), headers, body))
    }

    /// A delivery that has all but `Host` as a request.
    pub(super) fn put_on(&self, ready: Ready) -> Request<Full<Bytes>> {
        let mut headers = HeaderMap::with_capacity(ready.headers.len() + 2);
        for (name, value) in ready.headers.iter() {
            // What a HeaderList holds came from a parsed request or was checked when typed.
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value))
            {
                headers.append(name, value);
            }
        }
        if let (false, Some(host)) = (headers.contains_key(HOST), self.fixed.get(HOST)) {
            headers.insert(HOST, host.clone());
        }
        let path = ready.target.path_and_query();
        let is_same = self.uri.path_and_query().is_some_and(|own| own.as_str() == path);
        let own = if is_same { None } else { path.parse().ok() };
        post(own.unwrap_or_else(|| self.uri.clone()), headers, ready.body)
    }

    fn body(&self, number: u64) -> Bytes {
        let moulds = &self.wardrobe.moulds;
        let which = usize::try_from(number % moulds.len().max(1) as u64).unwrap_or_default();
        moulds.get(which).map(|mould| mould.cast(&self.wardrobe.chance, number)).unwrap_or_default()
    }

    fn value(&self, name: &str, number: u64, body: &[u8]) -> Option<HeaderValue> {
        match name {
            header::SIGNATURE => {
                let signature = self.wardrobe.signer.as_ref()?.sign(body);
                HeaderValue::from_maybe_shared(Bytes::from(signature)).ok()
            }
            header::DELIVERY_ID => {
                let mut text = [0; 36];
                let id = self.wardrobe.ids.id(number);
                HeaderValue::from_str(id.hyphenated().encode_lower(&mut text)).ok()
            }
            _ => Some(self.now()),
        }
    }

    /// The timestamp has second precision: it is written once a second.
    fn now(&self) -> HeaderValue {
        let now = Timestamp::now();
        let mut stamp = self.stamp.lock().unwrap_or_else(PoisonError::into_inner);
        if stamp.0 != now.as_second()
            && let Ok(value) = HeaderValue::try_from(compose::stamp(now))
        {
            *stamp = (now.as_second(), value);
        }
        stamp.1.clone()
    }
}

fn post(uri: Uri, mut headers: HeaderMap, body: Bytes) -> Request<Full<Bytes>> {
    if body.is_empty() {
        // hyper leaves it out of a POST without a body.
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    request
}

/// `Host`, without the port that goes without saying.
fn host(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default();
    match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(80), Some("http")) | (Some(443), Some("https")) => host.to_owned(),
        (Some(port), _) => format!("{host}:{port}"),
    }
}
