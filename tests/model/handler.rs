//! The handler of the model: a web server that now and then fails, sometimes after it did the work,
//! and that keeps a view of the workspace out of nothing but what it was delivered.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use leadlex_hooks::contract::signature::{Signer, verify};
use tiny_http::{Request, Response, Server};

use super::chance::Chance;
use super::view::View;

/// The header that names a delivery.
const ID: &str = "X-LeadLex-Delivery-ID";
/// Deliveries that one kill can have answered and not written down.
const AT_ONCE: u64 = 32;

/// What it knows.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) view: View,
    /// Each arrival: the id, and whether it was answered with success.
    pub(crate) arrivals: Vec<(String, bool)>,
    /// What must never happen.
    pub(crate) wrongs: Vec<String>,
    /// How many times of a hundred it fails.
    pub(crate) failing: u64,
    /// Events by name.
    pub(crate) counts: HashMap<String, u64>,
    chance: Chance,
    bodies: HashMap<String, Vec<u8>>,
    /// Ids that were answered with success, and before which kill.
    answered: HashMap<String, u64>,
    worked: HashSet<String>,
    kills: u64,
    again: u64,
}

/// A handler that runs until it is dropped.
pub(crate) struct Handler {
    ledger: Arc<Mutex<Ledger>>,
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl Handler {
    pub(crate) fn start(seed: u64, signer: Signer) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
        let ledger = Arc::new(Mutex::new(Ledger {
            view: View::default(),
            arrivals: Vec::new(),
            wrongs: Vec::new(),
            failing: 0,
            counts: HashMap::new(),
            chance: Chance::new(seed),
            bodies: HashMap::new(),
            answered: HashMap::new(),
            worked: HashSet::new(),
            kills: 0,
            again: 0,
        }));
        let (serving, shared) = (Arc::clone(&server), Arc::clone(&ledger));
        let thread = thread::spawn(move || {
            for request in serving.incoming_requests() {
                answer(&shared, &signer, request);
            }
        });
        Self { ledger, server, thread: Some(thread) }
    }

    pub(crate) fn url(&self) -> String {
        let address = self.server.server_addr().to_ip().expect("an address");
        format!("http://{address}/hook")
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Handler {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(ledger: &Mutex<Ledger>, signer: &Signer, mut request: Request) {
    let mut body = Vec::new();
    let read = request.as_reader().read_to_end(&mut body);
    let header = |name: &str| {
        let found = request
            .headers()
            .iter()
            .find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name));
        found.map(|header| header.value.to_string())
    };
    let status = match (read, header(ID)) {
        (Ok(_), Some(id)) => {
            let signature = header("X-LeadLex-Signature");
            let verified = verify(
                std::slice::from_ref(signer),
                signature.as_deref().map(str::as_bytes),
                &body,
            );
            let mut ledger = ledger.lock().unwrap_or_else(PoisonError::into_inner);
            if !verified.verdict.is_accepted() {
                ledger.wrongs.push(format!("{id} has a wrong signature"));
            }
            ledger.take(&id, &body)
        }
        _ => 400,
    };
    let _ = request.respond(Response::empty(status));
}

impl Ledger {
    /// A process was killed: what it had delivered and not written down comes again.
    pub(crate) fn killed(&mut self) {
        self.kills += 1;
        self.again = 0;
    }

    fn take(&mut self, id: &str, body: &[u8]) -> u16 {
        let known = self.bodies.entry(id.to_owned()).or_insert_with(|| body.to_vec());
        if known != body {
            self.wrongs.push(format!("{id} has two bodies"));
        }
        if let Some(before) = self.answered.get(id) {
            self.again += 1;
            if *before == self.kills || self.again > AT_ONCE {
                self.wrongs.push(format!("{id} came again after it was answered with success"));
            }
        }
        let dice = self.chance.below(100);
        let does = dice >= self.failing;
        // Half of its failures come after the work.
        if (does || dice % 2 == 0) && self.worked.insert(id.to_owned()) {
            match self.view.apply(body) {
                Ok(name) => *self.counts.entry(name).or_default() += 1,
                Err(why) => self.wrongs.push(format!("{id}: {why}")),
            }
        }
        if does {
            self.answered.insert(id.to_owned(), self.kills);
        }
        self.arrivals.push((id.to_owned(), does));
        if does { 200 } else { 500 }
    }
}
