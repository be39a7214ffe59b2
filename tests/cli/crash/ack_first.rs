//! `listen --ack-first`, killed while its handler comes and goes.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::{Chance, Figures, assert_whole, kills};
use crate::durability::stored_after;
use crate::harness::{
    Endpoint, Load, PATIENCE, Posted, Received, Reply, SECRET, Sandbox, Signal, closed_port, sign,
    until,
};

/// Attempts that may be under way when a kill comes: each is made again.
const AT_ONCE: usize = 32;

/// What the handler took: how often, and with which body.
type Taken = Arc<Mutex<HashMap<String, (usize, [u8; 32])>>>;

/// A handler on one port. While it is there it takes, refuses and dawdles; while it is away,
/// connections are refused.
struct Fickle {
    addr: SocketAddr,
    taken: Taken,
    here: Option<Endpoint>,
}

impl Fickle {
    fn new() -> Self {
        let addr = SocketAddr::from(([127, 0, 0, 1], closed_port()));
        Self { addr, taken: Taken::default(), here: None }
    }

    fn is_here(&self) -> bool {
        self.here.is_some()
    }

    fn comes(&mut self, mut mood: impl FnMut() -> Reply + Send + 'static) {
        let taken = Arc::clone(&self.taken);
        let mut decide = Some(move |request: &Received| {
            let reply = mood();
            if reply.is_success() {
                take(&taken, request);
            }
            reply
        });
        self.here = Some(until("the port", PATIENCE, || {
            // The one that went may still be closing its socket.
            std::net::TcpListener::bind(self.addr).ok()?;
            Endpoint::deciding_at(self.addr, decide.take()?)
        }));
    }

    fn goes(&mut self) {
        self.here = None;
    }
}

fn take(taken: &Taken, request: &Received) {
    let signature = sign(SECRET, &request.body);
    assert_eq!(request.must("x-leadlex-signature"), signature, "the signature it came with");
    let body: [u8; 32] = Sha256::digest(&request.body).into();
    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    let known = taken.entry(request.delivery_id().to_owned()).or_insert((0, body));
    assert_eq!(known.1, body, "one Delivery-ID, one body");
    known.0 += 1;
}

/// A handler that takes two of three, and some of them slowly.
fn moody(seed: u64) -> impl FnMut() -> Reply {
    let mut chance = Chance(seed);
    move || {
        let reply = Reply::status(if chance.below(3) == 0 { 503 } else { 200 });
        reply.after(Duration::from_millis(if chance.below(10) == 0 { 80 } else { 0 }))
    }
}

/// Waits that last longer than the handler is ever away.
fn patient_schedule() -> String {
    let waits = [["40ms"; 5].as_slice(), &["200ms"; 20], &["1s"; 100]];
    waits.concat().join(",")
}

#[test]
fn what_a_killed_listener_acknowledged_first_reaches_a_handler_that_comes_and_goes() {
    let sandbox = Sandbox::new();
    let mut handler = Fickle::new();
    let to = format!("http://{}/hooks", handler.addr);
    let retry = patient_schedule();
    let args = ["--quiet", "--ack-first", "--forward-to", &to, "--retry", &retry];
    let mut chance = Chance(2);
    let mut figures = Figures::begin("listen --ack-first");
    let mut posted: Vec<Posted> = Vec::new();
    for round in 1..=kills(8) {
        let listener = sandbox.listen(args);
        let load = Load::paced(listener.addr(), 4, Duration::from_millis(4));
        load.wait_acknowledged(1);
        sleep(Duration::from_millis(chance.below(150)));
        if handler.is_here() {
            handler.goes();
        } else {
            handler.comes(moody(round));
        }
        sleep(Duration::from_millis(chance.below(150)));
        listener.kill9();
        figures.kills = round;
        posted.extend(load.finish());
    }
    if handler.is_here() {
        handler.goes();
    }
    handler.comes(|| Reply::status(200));
    let listener = sandbox.listen(args);
    let conn = sandbox.open_store();
    let mut pending =
        conn.prepare("SELECT 1 FROM deliveries WHERE state = 'pending'").expect("sql");
    until("an empty outbox", PATIENCE * 6, || {
        (!pending.exists([]).expect("an answer")).then_some(())
    });
    listener.stop(Signal::Term).code(0);
    assert_whole(&sandbox);
    reckon(&sandbox, &posted, &handler.taken, figures);
}

fn reckon(sandbox: &Sandbox, posted: &[Posted], taken: &Taken, mut figures: Figures) {
    let taken = taken.lock().expect("all that was taken");
    let sent: HashMap<&str, &Posted> = posted.iter().map(|one| (&*one.id, one)).collect();
    let stored = stored_after(sandbox, 0);
    let kept: HashMap<_, _> = stored.iter().map(|row| (&*row.delivery_id, row.body)).collect();
    figures.sent = posted.len();
    for one in posted.iter().filter(|one| one.acknowledged) {
        figures.owed += 1;
        let arrived = taken.get(&one.id).is_some_and(|(_, body)| *body == one.body);
        let is_kept = kept.get(&*one.id) == Some(&one.body);
        figures.lost += usize::from(!arrived || !is_kept);
    }
    for (id, (times, body)) in taken.iter() {
        let origin = sent.get(&**id).unwrap_or_else(|| panic!("{id} was sent by nobody"));
        assert_eq!(origin.body, *body, "{id} changed on its way");
        figures.arrived += 1;
        figures.repeated += times - 1;
        figures.unpromised += usize::from(!origin.acknowledged);
    }
    let most = AT_ONCE * usize::try_from(figures.kills).expect("a small number");
    assert!(figures.repeated <= most, "{} repeated, by {} kills", figures.repeated, figures.kills);
    let conn = sandbox.open_store();
    let sql = "SELECT count(*) FROM deliveries WHERE state <> 'delivered'";
    let open: i64 = conn.query_row(sql, [], |row| row.get(0)).expect("a count");
    assert_eq!(open, 0, "deliveries that were given up");
    figures.tell();
}
