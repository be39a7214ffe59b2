//! A sender that keeps a ledger: every body that got a 2xx, by its SHA-256.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::raw::Raw;
use super::signature::post;
use super::wait::{PATIENCE, until};

/// Connections that send one unique, signed body after the other until the listener goes away.
#[derive(Debug)]
pub(crate) struct Load {
    threads: Vec<JoinHandle<Vec<[u8; 32]>>>,
    acknowledged: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Load {
    /// Begins to send over that many connections.
    pub(crate) fn start(addr: SocketAddr, connections: usize) -> Self {
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let over = Arc::new(AtomicBool::new(false));
        let threads = (0..connections)
            .map(|_| {
                let (acknowledged, over) = (Arc::clone(&acknowledged), Arc::clone(&over));
                thread::spawn(move || send(addr, &acknowledged, &over))
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
    pub(crate) fn finish(self) -> Vec<[u8; 32]> {
        self.over.store(true, Ordering::SeqCst);
        self.threads.into_iter().flat_map(|thread| thread.join().expect("a sender")).collect()
    }
}

fn send(addr: SocketAddr, acknowledged: &AtomicUsize, over: &AtomicBool) -> Vec<[u8; 32]> {
    let mut ledger = Vec::new();
    let Ok(mut raw) = Raw::try_connect(addr) else {
        return ledger;
    };
    while !over.load(Ordering::SeqCst) {
        let id = Uuid::new_v4();
        let body = format!(r#"{{"event":"contact.created","data":{{"contact":{{"id":"{id}"}}}}}}"#);
        if raw.send(&post("/hooks", &id.to_string(), body.as_bytes())).is_err() {
            break;
        }
        let Ok(answer) = raw.try_answer(PATIENCE) else {
            break;
        };
        if (200..300).contains(&answer.status) {
            ledger.push(Sha256::digest(body.as_bytes()).into());
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    }
    ledger
}
