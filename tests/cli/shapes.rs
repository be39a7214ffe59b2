//! The house and who may call whom, read off the sources: a wall that is torn down fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may call, and the crates it may not.
struct Room {
    name: &'static str,
    calls: &'static [&'static str],
    never: &'static [&'static str],
}

/// The terminal, the network and the database: what the pure rooms know nothing of.
const OUTSIDE: &[&str] = &[
    "clap",
    "colored",
    "dialoguer",
    "hyper",
    "hyper_rustls",
    "hyper_util",
    "rusqlite",
    "rustls",
    "tokio",
    "tokio_rustls",
    "toml_edit",
];

const ROOMS: &[Room] = &[
    Room { name: "contract", calls: &[], never: OUTSIDE },
    Room { name: "json", calls: &[], never: OUTSIDE },
    Room { name: "text", calls: &[], never: OUTSIDE },
    Room {
        name: "store",
        calls: &["contract"],
        never: &["clap", "colored", "dialoguer", "hyper", "rustls", "toml_edit"],
    },
    Room { name: "payload", calls: &["contract", "error", "json", "text"], never: OUTSIDE },
    Room {
        name: "config",
        calls: &["contract", "error"],
        never: &["clap", "colored", "dialoguer", "hyper", "rusqlite", "rustls"],
    },
    Room {
        name: "delivery",
        calls: &["contract", "error", "stop", "store"],
        never: &["clap", "colored", "dialoguer", "rusqlite", "toml_edit"],
    },
    Room {
        name: "receiver",
        calls: &["contract", "delivery", "error", "stop", "store"],
        never: &["clap", "colored", "dialoguer", "rusqlite", "toml_edit"],
    },
    Room {
        name: "output",
        calls: &["contract", "delivery", "error", "json", "store", "text"],
        never: &["hyper", "hyper_util", "rusqlite", "rustls", "tokio", "toml_edit"],
    },
    Room {
        name: "demo",
        calls: &["contract", "delivery", "error", "payload", "receiver", "stop", "store", "text"],
        never: &["colored", "dialoguer", "hyper", "rusqlite", "toml_edit"],
    },
    Room {
        name: "commands",
        calls: &[
            "config", "contract", "delivery", "demo", "error", "output", "payload", "receiver",
            "stop", "store", "text",
        ],
        never: &["colored", "rusqlite", "toml_edit"],
    },
    Room {
        name: "cli",
        calls: &["commands", "config", "error", "output"],
        never: &["colored", "dialoguer", "hyper", "rusqlite", "tokio"],
    },
    Room { name: "error", calls: &[], never: OUTSIDE },
    Room {
        name: "stop",
        calls: &[],
        never: &["clap", "colored", "dialoguer", "hyper", "rusqlite", "rustls", "toml_edit"],
    },
];

/// What commands share; every other file or folder below `commands` is a command.
const SHARED: &[&str] = &[
    "client_args",
    "context",
    "edit_args",
    "event_id",
    "expect",
    "filter_args",
    "outbound",
    "retry_args",
];

/// A source file and its lines of code: without comments, without unit tests.
struct Source {
    path: PathBuf,
    code: String,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a source");
        let tests = "#[cfg(test)]\nmod tests {";
        let text = text.split(tests).next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        Self { path, code: lines.map(|line| format!("{line}\n")).collect() }
    }

    /// The words that follow `before` wherever it stands.
    fn after(&self, before: &str) -> BTreeSet<String> {
        let word = |rest: &str| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().map(str::to_owned)
        };
        self.code.split(before).skip(1).filter_map(word).filter(|word| !word.is_empty()).collect()
    }

    fn uses(&self, name: &str) -> bool {
        let path = format!("{name}::");
        self.code.match_indices(&path).any(|(at, _)| {
            !self.code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':')
        }) || self.code.contains(&format!("use {name};"))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(folder: &Path) -> Vec<Source> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            found.push(Source::read(path));
        }
    }
    found
}

fn of_room(name: &str) -> Vec<Source> {
    let folder = root().join(name);
    if folder.is_dir() { sources(&folder) } else { vec![Source::read(folder.with_extension("rs"))] }
}

#[test]
fn every_room_is_in_the_table() {
    let library = fs::read_to_string(root().join("lib.rs")).expect("a library");
    let declared =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.name).collect();
    assert_eq!(declared.collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_room_calls_only_the_rooms_beside_it_in_the_table() {
    for room in ROOMS {
        for source in of_room(room.name) {
            let calls = source.after("crate::");
            let allowed = |name: &String| room.calls.contains(&&**name) || name == room.name;
            let foreign: Vec<_> = calls.iter().filter(|name| !allowed(name)).collect();
            assert!(foreign.is_empty(), "{} calls {foreign:?}", source.path.display());
            let grouped = source.code.contains("use crate::{");
            assert!(
                !grouped,
                "{} groups rooms in one `use`, which this test cannot read",
                source.path.display()
            );
        }
    }
}

#[test]
fn a_room_keeps_away_from_crates_that_are_not_its_business() {
    for room in ROOMS {
        for source in of_room(room.name) {
            for name in room.never {
                assert!(!source.uses(name), "{} uses {name}", source.path.display());
            }
        }
    }
}

#[test]
fn the_pure_rooms_have_no_clock_and_touch_nothing() {
    let never = [
        "Timestamp::now",
        "Instant::now",
        "SystemTime",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
    ];
    for room in ["contract", "json", "text"] {
        for source in of_room(room) {
            for name in never {
                assert!(!source.code.contains(name), "{} uses {name}", source.path.display());
            }
        }
    }
}

#[test]
fn commands_never_call_each_other() {
    let folder = root().join("commands");
    for source in sources(&folder) {
        let inside = source.path.strip_prefix(&folder).expect("inside").to_owned();
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
        let own = first.trim_end_matches(".rs").to_owned();
        let mut called = source.after("crate::commands::");
        if inside.components().count() == 1 || inside.ends_with("mod.rs") {
            called.extend(source.after("use super::"));
        }
        for name in called {
            let known = SHARED.contains(&&*name) || name == own;
            assert!(known, "{} calls the command `{name}`", source.path.display());
        }
        if SHARED.contains(&&*own) || own == "mod" {
            continue;
        }
        let run = source.code.contains("pub fn run(") || inside.components().count() > 1;
        assert!(
            run,
            "{} is no command, and not among those that are shared",
            source.path.display()
        );
    }
}

#[test]
fn only_the_printer_and_the_doorbell_write_to_a_stream() {
    let printing = [
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "io::stdout(",
        "io::stderr(",
        "process::exit",
    ];
    for source in sources(&root()) {
        if source.path.starts_with(root().join("output")) {
            continue;
        }
        for name in printing {
            for line in source.code.lines().filter(|line| line.contains(name)) {
                // To look whether somebody is there is not to write.
                assert!(line.contains(".is_terminal()"), "{}: {line}", source.path.display());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_fits_on_a_few_screens() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for source in sources(&root()).into_iter().chain(sources(&tests)) {
        let text = fs::read_to_string(&source.path).expect("a source");
        assert!(text.starts_with("//! "), "{} does not open with `//!`", source.path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", source.path.display());
    }
}
