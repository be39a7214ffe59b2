//! Many strangers at once: idle ones, slow ones, large ones, floods and resets. Whoever behaves is
//! served meanwhile, and memory stays bounded. `scripts/abuse` measures the same at length.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{Hook, PATIENCE, Raw, Running, Sandbox, Vitals, until};

/// What `listen` may take of the machine, in MB.
const MOST_MEMORY: u64 = 100;

/// How many connections this process may open, after it has asked for that many.
fn open_files(wanted: u64) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let current = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
    if limit.current.is_some_and(|now| now < current) {
        let raised = Rlimit { current: Some(current), maximum: limit.maximum };
        setrlimit(Resource::Nofile, raised).expect("no more than the hard limit");
    }
    usize::try_from(current).expect("a number of files")
}

#[track_caller]
fn is_served(running: &Running, id: &str) {
    Hook::event("contact.created", id, "Ada").accepted(running.addr());
}

#[track_caller]
fn is_lean(running: &Running) {
    let peak = Vitals::of(running.pid()).peak_mb;
    assert!(peak < MOST_MEMORY, "{peak} MB");
}

#[test]
fn five_thousand_idle_connections_and_256_busy_ones_are_held_in_little_memory() {
    const BUSY: usize = 256;
    let idle = 5000.min(open_files(12_000).saturating_sub(1000) / 2);
    let sandbox = Sandbox::new();
    let running = sandbox.listen([""; 0]);
    let addr = running.addr();
    let mut silent = connected(&running, idle);
    thread::scope(|scope| {
        for group in 0..8 {
            scope.spawn(move || {
                let mut busy: Vec<Raw> = (0..BUSY / 8).map(|_| Raw::connect(addr)).collect();
                for round in 0..3 {
                    for (index, raw) in busy.iter_mut().enumerate() {
                        let id = format!("{group}-{round}-{index}");
                        let hook = Hook::event("contact.created", &id, "Ada");
                        raw.send(&hook.bytes()).expect("sent");
                    }
                    for raw in &mut busy {
                        assert_eq!(raw.answer().status, 200);
                    }
                }
            });
        }
    });
    is_lean(&running);
    let count: i64 = sandbox
        .open_store()
        .query_row("SELECT count(*) FROM events WHERE verdict = 'verified'", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(count, 3 * BUSY as i64);
    for raw in silent.iter_mut().step_by(500) {
        raw.send(&Hook::bare("{}").bytes()).expect("still open");
        assert_eq!(raw.answer().status, 401);
    }
}

/// So many connections, none faster than they are accepted: who finds the queue full waits a second.
fn connected(running: &Running, count: usize) -> Vec<Raw> {
    let before = Vitals::of(running.pid()).descriptors;
    let mut all = Vec::new();
    while all.len() < count {
        all.push(Raw::connect(running.addr()));
        if before > 0 && all.len().is_multiple_of(100) {
            until("connections to be accepted", PATIENCE, || {
                (Vitals::of(running.pid()).descriptors >= before + all.len()).then_some(())
            });
        }
    }
    all
}

#[test]
fn a_crowd_of_large_bodies_and_heads_waits_or_is_refused() {
    let crowd = 2000.min(open_files(12_000).saturating_sub(500) / 3);
    let sandbox = Sandbox::new();
    let running = sandbox.listen([""; 0]);
    let addr = running.addr();
    let large = Hook::signed("large", vec![b'x'; 9_000_000]).bytes();
    let large = &large[..large.len() - 1];
    let bodies: Vec<TcpStream> = thread::scope(|scope| {
        let senders: Vec<_> = (0..30).map(|_| scope.spawn(|| half_sent(addr, large))).collect();
        senders.into_iter().map(|sender| sender.join().expect("a sender")).collect()
    });
    is_served(&running, "beside bodies");
    is_lean(&running);
    drop(bodies);

    let head = format!("POST / HTTP/1.1\r\nHost: a\r\nX: {}", "x".repeat(60_000));
    let heads: Vec<Raw> = (0..crowd)
        .map(|_| {
            let mut raw = Raw::connect(addr);
            // It may be refused before all of it was read.
            let _ = raw.send(head.as_bytes());
            raw
        })
        .collect();
    let refused = heads.into_iter().filter_map(refusal).collect::<Vec<_>>();
    // 512 of them have room.
    assert!(refused.len() + 600 >= crowd, "{} of {crowd} were refused", refused.len());
    // A machine that is slow enough has had no patience with the others.
    assert!(refused.iter().all(|status| [408, 503].contains(status)), "{refused:?}");
    is_served(&running, "beside heads");
    is_lean(&running);
}

/// Sends as much as is taken, and keeps the connection.
fn half_sent(addr: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect_timeout(&addr, PATIENCE).expect("somebody listens");
    stream.set_write_timeout(Some(Duration::from_millis(700))).expect("a time-out");
    let _ = stream.write_all(bytes);
    stream
}

/// What a connection was answered so far.
fn refusal(mut raw: Raw) -> Option<u16> {
    let answered = raw.has_answer_within(Duration::from_millis(1));
    answered.then(|| raw.try_answer(PATIENCE).map(|answer| answer.status).ok()).flatten()
}

/// Tells the attackers to end, also when a test fails.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn slow_heads_floods_and_resets_keep_nobody_from_being_served() {
    let sandbox = Sandbox::new();
    let running = sandbox.listen([""; 0]);
    let addr = running.addr();
    let slow: Vec<Raw> = (0..300)
        .map(|_| {
            let mut raw = Raw::connect(addr);
            raw.send(b"POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ").expect("sent");
            raw
        })
        .collect();
    let over = AtomicBool::new(false);
    let mut slowest = Duration::ZERO;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let mut raw = Raw::connect(addr);
                let _ = raw.send(&b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200));
                raw.reset();
            }
        });
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let _ = Raw::exchange(addr, b"\x16\x03\x01\r\n\r\n");
            }
        });
        let _over = Ends(&over);
        for round in 0..50 {
            let started = Instant::now();
            is_served(&running, &format!("beside a flood {round}"));
            slowest = slowest.max(started.elapsed());
        }
    });
    assert!(slowest < Duration::from_secs(10), "one took {slowest:?}");
    is_lean(&running);
    drop(slow);
    until("all descriptors to be free again", PATIENCE, || {
        (Vitals::of(running.pid()).descriptors < 100).then_some(())
    });
}

/// A system that allows 64 open files, and 200 that connect.
#[cfg(target_os = "linux")]
#[test]
fn a_listener_that_may_open_no_more_files_refuses_and_does_not_spin() {
    let sandbox = Sandbox::new();
    let args = ["-c", "ulimit -n 64; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_leadlex-hooks")];
    let args = args.into_iter().chain(["listen", "--port", "0", "--json"]);
    let shell = sandbox.program("/bin/sh", args);
    let running = Running::start(shell.env("LEADLEX_WEBHOOK_SECRET", crate::harness::SECRET));
    is_served(&running, "before");
    let mut crowd: Vec<Raw> = (0..200).map(|_| Raw::connect(running.addr())).collect();
    let status = until("an answer for somebody", PATIENCE, || {
        let refused = |raw: &mut Raw| raw.has_answer_within(Duration::from_millis(1));
        Some(crowd.iter_mut().find_map(|raw| refused(raw).then(|| raw.answer()))?.status)
    });
    assert_eq!(status, 503);

    let used = Vitals::of(running.pid()).cpu;
    thread::sleep(Duration::from_secs(1));
    let spent = Vitals::of(running.pid()).cpu - used;
    assert!(spent < Duration::from_millis(500), "{spent:?} of a second");

    drop(crowd);
    until("somebody to be served again", PATIENCE, || {
        let mut raw = Raw::try_connect(running.addr()).ok()?;
        raw.send(&Hook::event("contact.created", "after", "Ada").bytes()).ok()?;
        let answer = raw.try_answer(PATIENCE).ok()?;
        (answer.status == 200).then_some(())
    });
}
