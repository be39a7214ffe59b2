//! A store that cannot be used: exit 5, a message that says why, and not a byte of it changed.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::{Endpoint, Sandbox, post};

/// Commands that open the store for writing or for reading; none needs an endpoint that answers.
const COMMANDS: [&[&str]; 7] = [
    &["send", "task.created", "--to", ":9"],
    &["listen", "--port", "0"],
    &["replay", "--last", "1", "--to", ":9"],
    &["events", "list"],
    &["events", "export"],
    &["deliveries", "list"],
    &["deliveries", "drain"],
];

/// A sandbox whose store holds one event, all of it in the one file.
fn with_store() -> Sandbox {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    sandbox.cmd(["send", "task.created", "--to", &handler.url("/")]).run().code(0);
    let conn = Connection::open(sandbox.store()).expect("a store");
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    drop(conn);
    sandbox
}

/// Asserts that each command fails with exit 5, says `why` and leaves the file as it is.
#[track_caller]
fn each_command_refuses(sandbox: &Sandbox, why: &str) {
    let before = fs::read(sandbox.store()).expect("a store");
    for command in COMMANDS {
        let output = sandbox.cmd(command).run().code(5);
        let error = output.stderr.lines().next().unwrap_or_default();
        assert!(error.starts_with("error: ") && error.contains(why), "{command:?}\n{output}");
        assert_eq!(output.stdout(), "", "{command:?}");
        let after = fs::read(sandbox.store()).expect("a store");
        assert!(after == before, "{command:?} changed the file");
    }
}

/// What people read.
fn told(sandbox: &Sandbox) -> String {
    sandbox.normalise(&sandbox.cmd(["events", "list"]).run().code(5).to_string())
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let sandbox = with_store();
    let conn = Connection::open(sandbox.store()).expect("a store");
    conn.pragma_update(None, "user_version", 99).expect("a version");
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    drop(conn);
    each_command_refuses(&sandbox, "has store version 99; this program knows ");
    let told = told(&sandbox);
    assert!(told.contains("hint: nothing was changed; use the newer leadlex-hooks"), "{told}");
}

#[test]
fn a_torn_file_is_left_alone() {
    let sandbox = with_store();
    let whole = fs::read(sandbox.store()).expect("a store");
    for size in [1, 50, 99, 100, 4000, whole.len() / 2] {
        fs::write(sandbox.store(), &whole[..size]).expect("a file");
        remove_beside(&sandbox.store());
        each_command_refuses(&sandbox, &sandbox.store().display().to_string());
    }
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let sandbox = with_store();
    remove_beside(&sandbox.store());
    for text in ["dear diary\n".repeat(1000), "x".to_owned(), "SQLite format 4\0".repeat(300)] {
        fs::write(sandbox.store(), text).expect("a file");
        each_command_refuses(&sandbox, "is not a database; it was left as it is");
    }
    assert_snapshot!(told(&sandbox), @r"
    exit 5
    --- stdout
    --- stderr
    error: `[sandbox]/home/.local/share/leadlex-hooks/default.db` is not a database; it was left as it is
    hint: nothing was changed; name another file with `--store FILE`
    ");
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let sandbox = with_store();
    remove_beside(&sandbox.store());
    fs::remove_file(sandbox.store()).expect("a store");
    let conn = Connection::open(sandbox.store()).expect("a database");
    conn.execute_batch("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('pie');")
        .expect("a table");
    drop(conn);
    each_command_refuses(&sandbox, "is a database of another program; it was left as it is");
    assert_snapshot!(told(&sandbox), @r"
    exit 5
    --- stdout
    --- stderr
    error: `[sandbox]/home/.local/share/leadlex-hooks/default.db` is a database of another program; it was left as it is
    ");
}

#[test]
fn a_page_overwritten_with_garbage_is_reported_and_nothing_panics() {
    let sandbox = with_store();
    let mut bytes = fs::read(sandbox.store()).expect("a store");
    for byte in &mut bytes[4096..] {
        *byte = 0xa5;
    }
    fs::write(sandbox.store(), bytes).expect("a file");
    remove_beside(&sandbox.store());
    for command in COMMANDS {
        let output = sandbox.cmd(command).run().code(5);
        assert!(output.stderr.starts_with("error: "), "{command:?}\n{output}");
        assert!(!output.stderr.contains("panicked"), "{command:?}\n{output}");
    }
}

#[test]
fn an_empty_file_is_a_store_that_has_not_begun() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.store().parent().expect("a folder")).expect("a folder");
    fs::write(sandbox.store(), "").expect("a file");
    let handler = Endpoint::always(200).expect_calls(1);
    sandbox.cmd(["send", "task.created", "--to", &handler.url("/")]).run().code(0);
    sandbox.cmd(["events", "list", "--source", "send"]).run().code(0);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200).expect_calls(0);
    let to = handler.url("/");
    sandbox.write("file", "a file where a folder is needed\n");
    for store in ["file/x.db", "/proc/nowhere/x.db", "."] {
        let args = ["send", "task.created", "--to", &to, "--store", store];
        let output = sandbox.cmd(args).run().code(5);
        assert!(output.stderr.starts_with("error: "), "{output}");
        assert!(output.stderr.contains("\nhint: "), "{store}\n{output}");
    }
    assert_eq!(
        fs::read(sandbox.path("file")).expect("a file"),
        b"a file where a folder is needed\n"
    );
    let output = sandbox.cmd(["send", "task.created", "--to", &to, "--store", "file/x.db"]).run();
    assert_snapshot!(output, @r"
    exit 5
    --- stdout
    --- stderr
    error: cannot use `file`: File exists (os error 17)
    hint: name a file that can be written with `--store FILE`
    ");
}

#[test]
fn without_a_store_lists_are_empty_and_no_store_is_made() {
    let sandbox = Sandbox::new();
    for list in ["events", "deliveries"] {
        let output = sandbox.cmd([list, "list"]).run().code(0);
        assert_eq!((&*output.stdout(), &*output.stderr), ("", &*format!("no {list} yet\n")));
        let output = sandbox.cmd([list, "list", "--json"]).run().code(0);
        assert_eq!(output.stdout(), "");
    }
    let looks: [&[&str]; 6] = [
        &["events", "show", "latest"],
        &["events", "search", "anna"],
        &["events", "export"],
        &["deliveries", "show", "1"],
        &["deliveries", "drain"],
        &["replay", "--last", "1", "--to", ":9"],
    ];
    for command in looks {
        let output = sandbox.cmd(command).run().code(2);
        assert!(output.stderr.starts_with("error: there is no store at "), "{output}");
        assert!(output.stderr.contains("\nhint: `leadlex-hooks listen` or "), "{output}");
    }
    assert!(!sandbox.store().exists());
}

#[test]
fn the_store_and_what_is_beside_it_are_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--quiet"]);
    let request = post("/", "d-1", b"{\"event\":\"contact.created\",\"data\":{}}");
    assert_eq!(crate::harness::Raw::exchange(listener.addr(), &request).status, 200);
    for beside in ["", "-wal", "-shm"] {
        let path = format!("{}{beside}", sandbox.store().display());
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{path}");
    }
}

fn remove_beside(store: &Path) {
    for beside in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{beside}", store.display()));
    }
}
