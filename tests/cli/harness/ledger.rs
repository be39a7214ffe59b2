//! A sender that keeps a ledger: every body it sent, by its SHA-256, and which of them got a 2xx.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle, sleep};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::raw::Raw;
use super::signature::post;
use super::wait::{PATIENCE, until};

/// One request that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    /// Its Delivery-ID.
    pub(crate) id: String,
    /// The SHA-256 of its body.
    pub(crate) body: [u8; 32],
    /// Whether a 2xx came back.
    pub(crate) acknowledged: bool,
}

/// Connections that send one unique, signed body after the other until the listener goes away.
#[derive(Debug)]
pub(crate) struct Load {
    threads: Vec<JoinHandle<Vec<Posted>>>,
    acknowledged: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Load {
    /// Begins to send over that many connections, as fast as answers come.
    pub(crate) fn start(addr: SocketAddr, connections: usize) -> Self {
        Self::paced(addr, connections, Duration::ZERO)
    }

    /// The same, with a pause after each answer.
    pub(crate) fn paced(addr: SocketAddr, connections: usize, pause: Duration) -> Self {
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let over = Arc::new(AtomicBool::new(false));
        let threads = (0..connections)
            .map(|_| {
                let (acknowledged, over) = (Arc::clone(&acknowledged), Arc::clone(&over));
                thread::spawn(move || send(addr, pause, &acknowledged, &over))
            })
            .collect();
        Self { threads, acknowledged, over }
    }

    /// Waits until that many bodies got a 2xx.
    #[track_caller]
    pub(crate) fn wait_acknowledged(&self, count: usize) {
        until(&format!("{count} acknowledgements"), PATIENCE, || {
            (self.acknowledged.load(Ordering::SeqCst) >= count).then_some(())
        });
    }

    /// Ends, and hands over the ledger.
    pub(crate) fn finish(self) -> Vec<Posted> {
        self.over.store(true, Ordering::SeqCst);
        self.threads.into_iter().flat_map(|thread| thread.join().expect("a sender")).collect()
    }
}

fn send(
    addr: SocketAddr,
    pause: Duration,
    acknowledged: &AtomicUsize,
    over: &AtomicBool,
) -> Vec<Posted> {
    let mut ledger = Vec::new();
    let Ok(mut raw) = Raw::try_connect(addr) else {
        return ledger;
    };
    while !over.load(Ordering::SeqCst) {
        let id = Uuid::new_v4().to_string();
        let body = format!(r#"{{"event":"contact.created","data":{{"contact":{{"id":"{id}"}}}}}}"#);
        // Before it is sent: what a kill swallows may still have been stored.
        let request = post("/hooks", &id, body.as_bytes());
        let body = Sha256::digest(body.as_bytes()).into();
        ledger.push(Posted { id, body, acknowledged: false });
        if raw.send(&request).is_err() {
            break;
        }
        let Ok(answer) = raw.try_answer(PATIENCE) else {
            break;
        };
        if (200..300).contains(&answer.status) {
            ledger.last_mut().expect("the one just sent").acknowledged = true;
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
        if !pause.is_zero() {
            sleep(pause);
        }
    }
    ledger
}
