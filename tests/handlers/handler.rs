//! A right handler of LeadLex webhooks in Rust, and wrong ones: the path of a request says which.
//!
//! `/right` does everything as it should. Every other path is a mutant: the same handler with one
//! mistake that people make.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use tiny_http::{Header, Request, Response, Server};

/// As many requests at once.
const WORKERS: usize = 16;

/// Mutant, Delivery-ID and body.
type Delivery = (String, String, Vec<u8>);

/// A server that takes requests as long as it lives.
#[derive(Clone)]
pub(crate) struct Handler {
    server: Arc<Server>,
    secret: Arc<str>,
    done: Arc<Mutex<HashSet<Delivery>>>,
}

impl Handler {
    /// Starts it on a free port.
    pub(crate) fn start(secret: &str) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let handler = Self { server, secret: secret.into(), done: Arc::default() };
        for _ in 0..WORKERS {
            let worker = handler.clone();
            thread::spawn(move || {
                while let Ok(request) = worker.server.recv() {
                    worker.answer(request);
                }
            });
        }
        handler
    }

    /// Where it listens.
    pub(crate) fn addr(&self) -> SocketAddr {
        self.server.server_addr().to_ip().expect("an address")
    }

    /// Lets its threads end.
    pub(crate) fn stop(&self) {
        (0..WORKERS).for_each(|_| self.server.unblock());
    }

    fn answer(&self, mut request: Request) {
        let caught = catch_unwind(AssertUnwindSafe(|| self.receive(&mut request)));
        let status = caught.unwrap_or(500);
        let header = Header::from_bytes("Location", "/elsewhere").expect("a header");
        let _ = request.respond(Response::empty(status).with_header(header));
    }

    fn receive(&self, request: &mut Request) -> u16 {
        let mutant = request.url().trim_start_matches('/').to_owned();
        if request.method().as_str() != "POST" {
            return 405;
        }
        let mut body = Vec::new();
        let whole = request.as_reader().read_to_end(&mut body).is_ok();
        if !whole || request.body_length().is_some_and(|length| length > body.len()) {
            return 400;
        }
        let field = |name: &'static str| {
            let mut all = request.headers().iter();
            all.find(|header| header.field.equiv(name)).map(|header| header.value.to_string())
        };
        if !self.is_signed(&mutant, &body, field("X-LeadLex-Signature").as_deref()) {
            return 401;
        }
        let key =
            (mutant.clone(), field("X-LeadLex-Delivery-ID").unwrap_or_default(), body.clone());
        let new = self.done.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        match process(&mutant, &body) {
            Err(status) => status,
            Ok(()) if mutant == "gone" && !new => 410,
            Ok(()) => 200,
        }
    }

    fn is_signed(&self, mutant: &str, body: &[u8], given: Option<&str>) -> bool {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("any key");
        mac.update(body);
        let given = given.unwrap_or_default();
        let right = || format!("sha256={}", hex::encode(mac.clone().finalize().into_bytes()));
        match mutant {
            "ends-with" => return right().ends_with(given),
            "unwraps-hex" => {
                let digest = hex::decode(given.trim_start_matches("sha256=")).expect("hex");
                return mac.verify_slice(&digest).is_ok();
            }
            "truncated-mac" => {
                let digest = given.strip_prefix("sha256=").and_then(|text| hex::decode(text).ok());
                return digest.is_some_and(|it| mac.verify_truncated_left(&it).is_ok());
            }
            _ => {}
        }
        let digest = given.strip_prefix("sha256=").and_then(|text| hex::decode(text).ok());
        digest.is_some_and(|digest| mac.verify_slice(&digest).is_ok())
    }
}

fn process(mutant: &str, body: &[u8]) -> Result<(), u16> {
    if mutant == "unwraps-utf8" {
        std::str::from_utf8(body).expect("UTF-8");
    }
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) if mutant == "unwraps-json" => panic!("{error}"),
        Err(_) => return Err(400),
    };
    if mutant == "indexes" && value.is_array() {
        panic!("no such field");
    }
    if mutant == "known-events"
        && value["event"].as_str().is_some_and(|name| name.starts_with("check."))
    {
        return Err(422);
    }
    if mutant == "moves-bulk" && value["event"] == "contact.bulk_created" {
        return Err(307);
    }
    Ok(())
}
