//! The handler: what an integrator would write, failing at random. It notes what it took and
//! complains of what must not be.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use bytes::Bytes;
use leadlex_hooks::contract::header;
use leadlex_hooks::contract::signature::{Signer, Verdict, verify};
use leadlex_hooks::receiver::arrival::{Arrival, Reply};
use leadlex_hooks::receiver::serve;
use serde_json::Value;

use crate::chance::Chance;

/// One delivery that was answered with 2xx for the first time.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) id: String,
    pub(crate) body: Value,
}

pub(crate) struct Receiver {
    signer: Signer,
    notes: Mutex<Notes>,
}

struct Notes {
    chance: Chance,
    bodies: HashMap<String, Bytes>,
    failures: HashMap<String, u32>,
    /// In which life of the sender each was taken last.
    lives: HashMap<String, u32>,
    life: u32,
    taken: Vec<Taken>,
    complaints: Vec<String>,
}

/// A delivery fails at most so often, so that none ever dies.
const MOST_FAILURES: u32 = 2;

impl Receiver {
    pub(crate) fn new(signer: Signer, seed: u64) -> Self {
        let notes = Notes {
            chance: Chance::new(seed),
            bodies: HashMap::new(),
            failures: HashMap::new(),
            lives: HashMap::new(),
            life: 0,
            taken: Vec::new(),
            complaints: Vec::new(),
        };
        Self { signer, notes: Mutex::new(notes) }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The sender was killed: what it had delivered without writing that down may come once more.
    pub(crate) fn sender_died(&self) {
        self.notes().life += 1;
    }

    /// What was taken from that place on.
    pub(crate) fn taken(&self, from: usize) -> Vec<Taken> {
        self.notes().taken.get(from..).unwrap_or_default().to_vec()
    }

    pub(crate) fn complaints(&self) -> Vec<String> {
        self.notes().complaints.clone()
    }
}

impl Notes {
    fn take(&mut self, id: String, body: Bytes) -> Reply {
        let known = self.bodies.entry(id.clone()).or_insert_with(|| body.clone());
        if *known != body {
            self.complaints.push(format!("{id} came with two bodies: {known:?} and {body:?}"));
        }
        let failures = self.failures.entry(id.clone()).or_default();
        if *failures < MOST_FAILURES && self.chance.one_in(8) {
            *failures += 1;
            return Reply::text(503, "not now\n");
        }
        match self.lives.insert(id.clone(), self.life) {
            Some(life) if life == self.life => {
                self.complaints.push(format!("{id} came again after it was taken: {body:?}"));
            }
            Some(_) => {}
            None => match serde_json::from_slice(&body) {
                Ok(body) => self.taken.push(Taken { id, body }),
                Err(error) => self.complaints.push(format!("{id} is no JSON: {error}")),
            },
        }
        Reply::text(200, "ok\n")
    }
}

impl serve::Handler for Receiver {
    fn admit(&self, _method: &str, _path: &str) -> Option<Reply> {
        None
    }

    async fn answer(&self, arrival: Arrival) -> Reply {
        let signers = std::slice::from_ref(&self.signer);
        let signature = arrival.headers.get(header::SIGNATURE);
        let id = arrival.headers.text(header::DELIVERY_ID).unwrap_or_default().to_owned();
        let mut notes = self.notes();
        if verify(signers, signature, &arrival.body).verdict != Verdict::Verified {
            notes.complaints.push(format!("{id} has a bad signature"));
        }
        notes.take(id, arrival.body)
    }
}
