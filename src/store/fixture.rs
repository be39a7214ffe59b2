//! What the tests of this room share: a store in a directory of its own, and plain events.

use std::path::PathBuf;

use bytes::Bytes;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::contract::freshness::Freshness;
use crate::contract::header::HeaderList;
use crate::contract::retry::RetrySchedule;
use crate::contract::signature::Verdict;

use super::Store;
use super::delivery::{NewDelivery, Stamp};
use super::event::{NewEvent, Recorded, Source, insert};

pub(super) struct Fixture {
    pub(super) store: Store,
    pub(super) path: PathBuf,
    /// Last: removed after the store is closed.
    _folder: TempDir,
}

pub(super) fn fixture() -> Fixture {
    let folder = TempDir::new().expect("a directory");
    let path = folder.path().join("test.db");
    let store = Store::open(&path).expect("a new store");
    Fixture { store, path, _folder: folder }
}

impl Fixture {
    pub(super) fn record(&self, event: NewEvent) -> Recorded {
        self.store.write_blocking(move |conn| insert(conn, &event)).expect("recorded")
    }

    pub(super) fn count(&self, table: &'static str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.store.read(|conn| Ok(conn.query_row(&sql, [], |row| row.get(0))?)).expect("a count")
    }
}

pub(super) fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_771_927_200 + seconds).expect("a time")
}

/// A verified arrival.
pub(super) fn arrival(id: Option<&str>, body: &'static str) -> NewEvent {
    let mut headers = HeaderList::new();
    headers.push("content-type", "application/json");
    headers.push("authorization", "Bearer hidden-token");
    NewEvent {
        source: Source::Listen,
        received_at: time(0),
        method: "POST".to_owned(),
        path: "/hooks?tenant=1".to_owned(),
        peer: Some("127.0.0.1:40000".to_owned()),
        headers,
        body: Bytes::from_static(body.as_bytes()),
        event: Some("contact.created".to_owned()),
        delivery_id: id.map(str::to_owned),
        verdict: Verdict::Verified,
        fingerprint: Some("ab12".to_owned()),
        freshness: Freshness::Fresh,
        replay_of: None,
        ring: false,
    }
}

pub(super) fn delivery(event: i64, due: i64) -> NewDelivery {
    let mut headers = HeaderList::new();
    headers.push("x-leadlex-signature", "sha256=00");
    NewDelivery {
        event,
        origin: "listen http://localhost:3000".to_owned(),
        target: "http://localhost:3000/hooks".to_owned(),
        headers,
        stamp: Stamp::Fresh,
        schedule: RetrySchedule::leadlex(),
        due: time(due),
        owner: None,
        order_key: None,
    }
}
