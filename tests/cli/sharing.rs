//! One store, several processes: listeners, readers and senders at the same time; and stores that
//! are kept apart.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread;

use serde_json::Value;

use crate::harness::{Endpoint, Hook, PATIENCE, Reply, Running, Sandbox, Signal, until};

fn count(sandbox: &Sandbox, args: &[&str]) -> usize {
    sandbox.cmd(["events", "list", "--all", "--json"]).args(args).run().code(0).json().len()
}

#[test]
fn two_listeners_record_into_one_store_and_lose_nothing() {
    const EACH: usize = 40;
    let sandbox = Sandbox::new();
    let listeners = [sandbox.listen([""; 0]), sandbox.listen([""; 0])];
    thread::scope(|scope| {
        for (at, listener) in listeners.iter().enumerate() {
            scope.spawn(move || {
                for number in 0..EACH {
                    let id = format!("id-{at}-{number}");
                    Hook::event("contact.created", &id, "Anna").accepted(listener.addr());
                }
            });
        }
    });
    assert_eq!(count(&sandbox, &[]), 2 * EACH);
    // What one of them received is a duplicate at the other.
    Hook::event("contact.created", "id-0-0", "Anna").accepted(listeners[1].addr());
    let last = sandbox.cmd(["events", "list", "-n", "1", "--json"]).run().json().remove(0);
    assert!(last["duplicate_of"].is_i64(), "{last}");
    for listener in listeners {
        let summary = listener.stop(Signal::Int).code(0).json().pop().expect("a summary");
        assert!(summary["events"].as_u64() >= Some(EACH as u64), "{summary}");
    }
}

/// A connection holds a lock on the file for as long as it lives. Without it whichever program ends
/// next takes itself for the last one, and removes the log that is still written to.
#[cfg(target_os = "linux")]
#[test]
fn who_writes_keeps_the_lock_that_tells_others_so() {
    use std::os::unix::fs::MetadataExt as _;
    let sandbox = Sandbox::new();
    let handler = Endpoint::script([500, 200].map(Reply::status)).expect_calls(2);
    let send = ["send", "task.created", "--retry", "2s", "--to", &handler.url("/")];
    let sending = Running::spawn(&sandbox.cmd(send));
    let pid = sending.pid();
    until("the engine to look into the store beside the writer", PATIENCE, || {
        let entries = fs::read_dir(format!("/proc/{pid}/fd")).ok()?;
        let files = entries.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
        (files.filter(|file| *file == sandbox.store()).count() >= 2).then_some(())
    });
    let (pid, file) = (pid.to_string(), fs::metadata(sandbox.store()).expect("a store").ino());
    let locks = fs::read_to_string("/proc/locks").expect("the locks of this machine");
    let held = locks.lines().any(|line| {
        let mut words = line.split_whitespace().skip(4);
        words.next() == Some(&*pid)
            && words.next().is_some_and(|place| place.ends_with(&format!(":{file}")))
    });
    assert!(held, "process {pid} holds nothing of inode {file}:\n{locks}");
    handler.wait_for(2);
    sending.wait_end().code(0);
    assert_eq!(sandbox.delivery(1), Some(("delivered".to_owned(), 2)));
}

#[test]
fn a_reader_sees_each_event_as_soon_as_it_is_acknowledged() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for number in 1..=5 {
        let id = format!("id-{number}");
        Hook::event("contact.created", &id, "Anna").accepted(listener.addr());
        let shown = sandbox.cmd(["events", "show", "latest", "--json"]).run().code(0);
        assert_eq!(shown.json()[0]["delivery_id"], *id);
        assert_eq!(count(&sandbox, &["--search", &id]), 1);
    }
}

#[test]
fn a_follower_that_is_not_read_does_not_hold_up_the_listener() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let hook = Hook::event("contact.created", "id-0", "Anna");
    hook.accepted(listener.addr());
    let mut follower = Running::spawn(&sandbox.cmd(["events", "list", "--follow", "--json"]));
    follower.wait_json("the first", |line| line["number"] == 1);
    for number in 1..50 {
        Hook::event("contact.created", &format!("id-{number}"), "Anna").accepted(listener.addr());
    }
    follower.wait_json("the last", |line| line["number"] == 50);
}

#[test]
fn sends_of_two_processes_go_into_one_store() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    let to = handler.url("/");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                sandbox.cmd(["send", "--all", "--to", &to]).run().code(0);
            });
        }
    });
    let types = sandbox.cmd(["catalog", "list", "--json"]).run().code(0).json().len();
    assert_eq!(handler.wait_for(2 * types).len(), 2 * types);
    assert_eq!(count(&sandbox, &["--source", "send"]), 2 * types);
    let all = ["deliveries", "list", "--json", "-n", "1000", "--state", "delivered"];
    let deliveries = sandbox.cmd(all).run().code(0).json();
    let mut events: Vec<i64> =
        deliveries.iter().map(|row| row["number"].as_i64().expect("a number")).collect();
    events.sort_unstable();
    events.dedup();
    assert_eq!(events.len(), 2 * types, "each event has a delivery of its own");
}

#[test]
fn a_profile_has_a_store_of_its_own() {
    let sandbox = Sandbox::new();
    let config = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    fs::create_dir_all(config.parent().expect("a folder")).expect("a folder");
    fs::write(&config, "[profile.staging]\nsecret = \"whsec_staging\"\n").expect("a file");
    fs::set_permissions(&config, fs::Permissions::from_mode(0o600)).expect("a mode");
    let staging = ["listen", "--port", "0", "--json", "--profile", "staging"];
    let listeners = [sandbox.listen([""; 0]), Running::start(sandbox.bare(staging))];
    let hook = Hook::event("contact.created", "id-default", "Anna");
    hook.accepted(listeners[0].addr());
    assert_eq!(hook.post(listeners[1].addr()).status, 401);
    Hook::event("deal.created", "id-staging", "Anna")
        .sign("whsec_staging")
        .accepted(listeners[1].addr());
    let ids = |args: &[&str]| -> Vec<Value> {
        let list = sandbox.bare(["events", "list", "--json", "--verdict", "verified"]).args(args);
        list.run().code(0).json().into_iter().map(|row| row["delivery_id"].clone()).collect()
    };
    assert_eq!(ids(&[]), ["id-default"]);
    assert_eq!(ids(&["--profile", "staging"]), ["id-staging"]);
    assert!(sandbox.store().with_file_name("staging.db").exists());
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|_| panic!("{}", path.display())).permissions().mode() & 0o777
}

#[test]
fn the_store_and_its_companions_are_for_their_owner_alone() {
    let sandbox = Sandbox::new();
    let store = sandbox.path("s.db");
    // As if the file had been made by something less careful.
    fs::write(&store, "").expect("a file");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).expect("a mode");
    for (path, args) in [(sandbox.store(), &[][..]), (store, &["--store", "s.db"])] {
        let listener = sandbox.listen(args);
        Hook::event("contact.created", "id-1", "Anna").accepted(listener.addr());
        for end in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(end);
            assert_eq!(mode(Path::new(&name)), 0o600, "{}", name.to_string_lossy());
        }
    }
    assert_eq!(mode(sandbox.store().parent().expect("a folder")), 0o700);
}
