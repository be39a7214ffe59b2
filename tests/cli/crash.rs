//! Promise 2 under `kill -9`: commands are killed at any moment, over and over, and at the end every
//! event is accounted for. Each series has a short form here; `LEADLEX_CRASH_KILLS=100` sets another
//! number of kills, and `scripts/crash` runs that and prints the figures as a table.

mod ack_first;
mod crowded;
mod listen;
#[cfg(target_os = "linux")]
mod moving;
mod poll;
mod replay;
mod send;

use std::time::Instant;

use serde_json::json;

use crate::harness::Sandbox;

/// How often something is killed; `short` unless the environment says otherwise.
fn kills(short: u64) -> u64 {
    let given = std::env::var("LEADLEX_CRASH_KILLS").ok();
    given.map_or(short, |text| text.parse().expect("LEADLEX_CRASH_KILLS is a number"))
}

/// What became of the events of a series.
struct Figures {
    series: &'static str,
    began: Instant,
    kills: u64,
    /// Events handed to us, or made by us.
    sent: usize,
    /// Those that somebody may rely on: answered 2xx, or recorded.
    owed: usize,
    /// Of those, the ones that did not get where they belong.
    lost: usize,
    /// Distinct events that got there.
    arrived: usize,
    /// Of those, the ones nobody was promised: stored, and the kill swallowed the answer.
    unpromised: usize,
    /// Arrivals beyond the first of an event, under the same Delivery-ID.
    repeated: usize,
}

impl Figures {
    fn begin(series: &'static str) -> Self {
        let (sent, owed, lost, arrived, unpromised, repeated) = (0, 0, 0, 0, 0, 0);
        let (began, kills) = (Instant::now(), 0);
        Self { series, began, kills, sent, owed, lost, arrived, unpromised, repeated }
    }

    /// Prints the line that `scripts/crash` looks for, then fails if anything was lost.
    #[track_caller]
    #[expect(clippy::print_stdout, reason = "the figures are what the long form is run for")]
    fn tell(&self) {
        let figures = json!({
            "series": self.series, "kills": self.kills, "sent": self.sent, "owed": self.owed,
            "lost": self.lost, "arrived": self.arrived, "unpromised": self.unpromised,
            "repeated": self.repeated, "seconds": self.began.elapsed().as_secs(),
        });
        println!("\ncrash: {figures}");
        assert_eq!(self.lost, 0, "{figures}");
    }
}

/// Numbers that look random and are the same in each run.
struct Chance(u64);

impl Chance {
    /// The next one, below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Asserts that the file is whole, by SQLite's own judgement.
#[track_caller]
fn assert_whole(sandbox: &Sandbox) {
    let conn = sandbox.open_store();
    let state: String =
        conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(state, "ok");
    let broken = conn.prepare("PRAGMA foreign_key_check").expect("a check").exists([]);
    assert!(!broken.expect("a verdict"), "a row that refers to nothing");
}

/// The number of the last event in the log.
fn last_event(sandbox: &Sandbox) -> i64 {
    let conn = sandbox.open_store();
    let last = conn.query_row("SELECT max(number) FROM events", [], |row| row.get(0));
    last.ok().flatten().unwrap_or(0)
}
