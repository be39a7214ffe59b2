//! The house and who may call whom, read off the sources: a wall that is torn down fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may call, and the crates it may not use beside those of [`AT_HOME`].
type Room = (&'static str, &'static str, &'static str);

/// What the pure rooms know nothing of.
const OUTSIDE: &str = "hyper hyper_rustls hyper_util rusqlite rustls tokio tokio_rustls toml_edit";

const ROOMS: &[Room] = &[
    ("contract", "json", OUTSIDE),
    ("json", "", OUTSIDE),
    ("text", "", OUTSIDE),
    ("error", "", OUTSIDE),
    ("stop", "", "hyper rusqlite rustls toml_edit"),
    ("runner", "error", "hyper rusqlite rustls toml_edit"),
    ("replay", "contract json", OUTSIDE),
    ("tunnel", "error runner", "hyper rusqlite rustls toml_edit"),
    ("store", "contract", "hyper hyper_util rustls toml_edit"),
    ("payload", "contract error json text", OUTSIDE),
    ("config", "contract error", "hyper rusqlite rustls"),
    ("client", "contract error", "rusqlite toml_edit"),
    ("api", "client contract error text", "hyper_util rusqlite rustls tokio toml_edit"),
    ("delivery", "client contract error stop store", "rusqlite rustls toml_edit"),
    ("check", "client contract error", "rusqlite rustls toml_edit"),
    ("load", "client contract delivery error payload stop store", "rusqlite rustls toml_edit"),
    ("receiver", "client contract delivery error stop store text", "rusqlite toml_edit"),
    (
        "poll",
        "api client contract delivery error stop store",
        "hyper hyper_util rusqlite rustls toml_edit",
    ),
    ("sandbox", "client contract delivery error receiver stop text", "rusqlite rustls toml_edit"),
    (
        "demo",
        "api client contract delivery error payload poll receiver sandbox stop store text",
        "hyper rusqlite rustls toml_edit",
    ),
    (
        "doctor",
        "api client config contract error receiver store text",
        "hyper_rustls hyper_util rusqlite rustls tokio_rustls toml_edit",
    ),
    // Header names and URLs are read by hyper.
    (
        "exchange",
        "client contract json output store text",
        "hyper_util rusqlite rustls tokio toml_edit",
    ),
    (
        "inspector",
        "client contract delivery error exchange output receiver stop store text",
        "hyper hyper_util rusqlite rustls toml_edit",
    ),
    (
        "output",
        "api check client contract delivery doctor error json load poll receiver replay stop store text",
        "hyper hyper_util rusqlite rustls toml_edit",
    ),
    (
        "commands",
        "api check client config contract delivery demo doctor error exchange inspector json load output payload poll receiver replay runner sandbox stop store text tunnel",
        "rusqlite toml_edit",
    ),
    ("cli", "commands config error output text", OUTSIDE),
];

/// Where the crates of the terminal are at home; `demo` names the steps that can be broken, `replay`
/// its orders.
const AT_HOME: &[(&str, &str)] = &[
    ("clap", "cli commands demo exchange output replay"),
    ("dialoguer", "commands output"),
    ("colored", "output"),
];

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

/// What commands share; every other file or folder below `commands` is a command.
const SHARED: &[&str] = &[
    "api_args",
    "client_args",
    "context",
    "edit_args",
    "endpoint_args",
    "event_id",
    "expect",
    "explainer",
    "filter_args",
    "follow",
    "load_run",
    "masking_args",
    "outbound",
    "retry_args",
    "signing_secret",
    "subscription_events",
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
        if path.ends_with("contract/handlers") {
            // What `catalog handler` prints: data, and other people's programs.
            continue;
        }
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
    let lines = library.lines();
    let declared = lines.filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.0).collect();
    assert_eq!(declared.collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_room_calls_only_the_rooms_beside_it_in_the_table() {
    for (room, calls, _) in ROOMS {
        for source in of_room(room) {
            let shown = source.path.display();
            for name in source.after("crate::") {
                let allowed = name == *room || words(calls).contains(&&*name);
                assert!(allowed, "{shown} calls {name}");
            }
            let grouped = source.code.contains("use crate::{");
            assert!(!grouped, "{shown} groups rooms in one `use`, which this test cannot read");
        }
    }
}

#[test]
fn a_room_keeps_away_from_crates_that_are_not_its_business() {
    for (room, _, never) in ROOMS {
        let elsewhere = AT_HOME.iter().filter(|(_, homes)| !words(homes).contains(room));
        let never: Vec<_> =
            words(never).into_iter().chain(elsewhere.map(|(name, _)| *name)).collect();
        for source in of_room(room) {
            for name in &never {
                assert!(!source.uses(name), "{} uses {name}", source.path.display());
            }
        }
    }
}

/// What a pure function has no use for.
const IMPURE: [&str; 8] = [
    "Timestamp::now",
    "Instant::now",
    "SystemTime",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
];

#[test]
fn the_pure_rooms_have_no_clock_and_touch_nothing() {
    for room in ["contract", "json", "text"] {
        for source in of_room(room) {
            for name in IMPURE {
                assert!(!source.code.contains(name), "{} uses {name}", source.path.display());
            }
        }
    }
}

#[test]
fn all_of_poll_but_its_driver_has_no_clock_and_touches_nothing() {
    let driver = root().join("poll").join("driver");
    let pure: Vec<Source> = of_room("poll")
        .into_iter()
        .filter(|source| {
            !source.path.starts_with(&driver) && source.path != driver.with_extension("rs")
        })
        .collect();
    assert!(pure.len() > 20, "the files of `poll` have moved");
    for source in pure {
        let shown = source.path.display();
        for name in IMPURE.into_iter().chain(["async ", "tokio", "rusqlite"]) {
            assert!(!source.code.contains(name), "{shown} uses {name}");
        }
        for room in source.after("crate::") {
            assert!(["contract", "poll", "store"].contains(&&*room), "{shown} calls {room}");
        }
        // Of the store its types only: nothing is read or written here.
        for place in source.after("crate::store::") {
            assert_eq!(place, "poll", "{shown}");
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
                // To look whether somebody is there, or to hand it to a child, is not to write.
                let looks = line.contains(".is_terminal()") || line.contains(".as_fd()");
                assert!(looks, "{}: {line}", source.path.display());
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
