//! The store: looked at and left as it is, whatever is wrong with it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::Connection;

use super::{complaints, finding, words};
use crate::harness::{Output, Sandbox, Signal, closed_port};

/// With a secret that is no finding.
#[track_caller]
fn doctor(sandbox: &Sandbox) -> Output {
    let cmd = sandbox.bare(["doctor", "--json", "--offline"]);
    cmd.env("LEADLEX_WEBHOOK_SECRET", "local_0123456789abcdef").run()
}

/// A store with an event whose delivery failed.
fn filled(sandbox: &Sandbox) {
    let to = format!("http://127.0.0.1:{}", closed_port());
    sandbox.cmd(["send", "contact.created", "--to", &to]).run().code(3);
}

#[test]
fn what_waits_and_what_failed_is_counted_and_the_file_is_left_alone() {
    let sandbox = Sandbox::new();
    filled(&sandbox);
    let conn = Connection::open(sandbox.store()).expect("a store");
    let pending = "INSERT INTO deliveries (event, origin, target, state, attempts, schedule_from,
        created_at, due, stamp, schedule, headers)
        SELECT event, origin, target, 'pending', 0, 0, created_at, 1, stamp, schedule, headers
        FROM deliveries";
    conn.execute(pending, []).expect("a delivery");
    conn.execute("UPDATE events SET verdict = 'unverified'", []).expect("an event");
    drop(conn);
    let before = fs::read(sandbox.store()).expect("a store");
    let output = doctor(&sandbox).code(0);
    let expected = ["store.pending", "store.dead", "store.unverified"];
    assert_eq!(complaints(&output), expected, "{output}");
    assert!(words(&output, "store.file").contains("one event, version 6"), "{output}");
    for id in ["store.whole", "store.room"] {
        assert_eq!(finding(&output, id)["level"], "good", "{output}");
    }
    assert_eq!(fs::read(sandbox.store()).expect("a store"), before);
    let folder = sandbox.store().parent().expect("a folder").to_owned();
    let files: Vec<_> = fs::read_dir(folder).expect("a folder").map(Result::unwrap).collect();
    assert_eq!(files.len(), 1, "{files:?}");
}

#[test]
fn an_older_one_is_not_migrated_and_a_newer_one_is_a_problem() {
    let sandbox = Sandbox::new();
    filled(&sandbox);
    let set = |version: u32| {
        let conn = Connection::open(sandbox.store()).expect("a store");
        conn.pragma_update(None, "user_version", version).expect("a version");
    };
    set(5);
    let output = doctor(&sandbox).code(0);
    assert!(complaints(&output).contains(&"store.older".to_owned()), "{output}");
    assert!(words(&output, "store.older").contains("version 5 where this program writes 6"));
    let conn = sandbox.open_store();
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).expect("one");
    assert_eq!(found, 5, "it was migrated");
    drop(conn);
    set(99);
    let output = doctor(&sandbox).code(5);
    assert_eq!(complaints(&output), ["store.newer"], "{output}");
    assert!(words(&output, "store.newer").contains("the newer leadlex-hooks"), "{output}");
}

#[test]
fn one_that_others_can_read_or_that_is_damaged_or_none_of_ours_is_a_problem() {
    let sandbox = Sandbox::new();
    filled(&sandbox);
    fs::set_permissions(sandbox.store(), fs::Permissions::from_mode(0o644)).expect("a mode");
    let output = doctor(&sandbox).code(5);
    assert_eq!(complaints(&output), ["store.shared", "store.dead"], "{output}");
    let told = words(&output, "store.shared");
    assert!(told.contains("chmod 600 ") && told.contains("has mode 0644"), "{told}");
    let mode = fs::metadata(sandbox.store()).expect("a store").permissions().mode();
    assert_eq!(mode & 0o777, 0o644, "it was mended");

    fs::set_permissions(sandbox.store(), fs::Permissions::from_mode(0o600)).expect("a mode");
    let mut bytes = fs::read(sandbox.store()).expect("a store");
    // All behind the schema's first page.
    let page = 4_096;
    bytes[page..].fill(0xa5);
    fs::write(sandbox.store(), &bytes).expect("a store");
    let output = doctor(&sandbox).code(5);
    assert!(complaints(&output).contains(&"store.damaged".to_owned()), "{output}");

    fs::write(sandbox.store(), "no database, but long enough to be one ".repeat(9))
        .expect("a file");
    let output = doctor(&sandbox).code(5);
    assert_eq!(complaints(&output), ["store.foreign"], "{output}");
}

#[test]
fn one_that_is_in_use_is_looked_at_as_well() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    // Still in the log beside the file.
    sandbox
        .cmd(["send", "contact.created", "--store", "s.db", "--to", listener.url()])
        .run()
        .code(0);
    let output = doctor(&sandbox).code(0);
    assert_eq!(complaints(&output), [""; 0], "{output}");
    assert!(words(&output, "store.file").contains("one event"), "{output}");
    listener.stop(Signal::Int).code(0);
}
