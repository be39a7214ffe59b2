//! The NDJSON that scripts read: for each type of line its keys and their JSON types, in one table.
//! A change of the table is a change of what we promise.

mod skipping;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{
    Cmd, Endpoint, Hook, Manner, RawServer, Recorder, Reply, Running, Sandbox, Signal, closed_port,
};

/// Per type of line, what was seen of it.
#[derive(Default)]
struct Table(BTreeMap<String, Kind>);

#[derive(Default)]
struct Kind {
    lines: usize,
    keys: BTreeMap<String, Key>,
}

/// A path of a key: in how many lines it was there, and its JSON types.
#[derive(Default)]
struct Key {
    lines: usize,
    types: Types,
}

type Types = BTreeSet<&'static str>;

impl Table {
    /// Adds the lines of a command; each must have a type. Summaries differ from command to command.
    fn add(&mut self, command: &str, lines: &[Value]) {
        assert!(!lines.is_empty(), "a command without a line proves nothing");
        for line in lines {
            let kind = line["type"].as_str().unwrap_or_else(|| panic!("no type: {line}"));
            let of = if kind == "summary" { format!(" of {command}") } else { String::new() };
            let kind = self.0.entry(format!("{kind}{of}")).or_default();
            kind.lines += 1;
            let mut seen = BTreeMap::new();
            flatten("", line, &mut seen);
            for (key, types) in seen {
                let known = kind.keys.entry(key).or_default();
                known.lines += 1;
                known.types.extend(types);
            }
        }
    }

    fn run(&mut self, cmd: Cmd, code: i32) {
        let line = cmd.to_string();
        let words = line.split(' ').skip(1);
        let words = words.take_while(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
        let command: Vec<&str> = words.collect();
        self.add(&command.join(" "), &cmd.args(["--json"]).run().code(code).json());
    }

    fn render(&self) -> String {
        let mut text = String::new();
        for (name, kind) in &self.0 {
            let _ = writeln!(text, "{name}");
            for (path, key) in kind.keys.iter().filter(|(path, _)| *path != "type") {
                let types: Vec<&str> = key.types.iter().copied().collect();
                let optional = if key.lines < kind.lines { " (not always)" } else { "" };
                let _ = writeln!(text, "  {path}: {}{optional}", types.join(" or "));
            }
        }
        text
    }
}

fn flatten(path: &str, value: &Value, seen: &mut BTreeMap<String, Types>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !path.is_empty() {
        seen.entry(path.to_owned()).or_default().insert(kind);
    }
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                flatten(&format!("{path}{dot}{key}"), value, seen);
            }
        }
        Value::Array(items) => {
            items.iter().for_each(|item| flatten(&format!("{path}[]"), item, seen));
        }
        _ => {}
    }
}

/// Arrivals of every kind: verified, rejected, nameless, duplicate, reused, without an id, binary.
fn arrivals() -> Vec<Hook> {
    let anna = Hook::event("contact.created", "aaaa-1", "Anna");
    let nameless = Hook::bare(b"\xff".to_vec()).sign("whsec_test").header("X-Odd", b"\xff");
    vec![
        anna.clone(),
        anna.clone().sign("other"),
        anna,
        Hook::event("contact.created", "aaaa-1", "Berta"),
        nameless.clone(),
        nameless,
    ]
}

fn listening(sandbox: &Sandbox, table: &mut Table) {
    let handler = Recorder::answering(
        b"HTTP/1.1 500 x\r\nConnection: close\r\nContent-Length: 1\r\n\r\n\xff",
    );
    for args in [&[][..], &["-v"], &["--forward-to", &handler.url("/")]] {
        let listener = sandbox.listen(args);
        for hook in arrivals() {
            hook.post(listener.addr());
        }
        table.add("listen", &listener.stop(Signal::Int).code(0).json());
    }
    let nowhere = format!("127.0.0.1:{}", closed_port());
    let args = ["--ack-first", "--retry", "1h", "--forward-to", &nowhere];
    let mut listener = sandbox.listen(args);
    Hook::event("deal.created", "dddd-4", "Matter").accepted(listener.addr());
    listener.wait_json("an attempt", |line| line["type"] == "attempt");
    table.add("listen", &listener.stop(Signal::Int).code(0).json());
    // A delivery that was never tried to its end.
    let hangs = RawServer::start(Manner::Hang);
    let listener = sandbox.listen(["--ack-first", "--forward-to", &hangs.url("/")]);
    Hook::event("deal.created", "eeee-5", "Matter").accepted(listener.addr());
    listener.kill9();
    table.run(sandbox.cmd(["events", "list", "-n", "1"]), 0);
    table.run(sandbox.cmd(["deliveries", "list", "-n", "1"]), 0);
    sandbox.cmd(["deliveries", "cancel", "7"]).run().code(0);
}

/// Listeners with a script, an expectation and a command: sent to by retries, by what has no name,
/// and by nobody; a command that succeeds, fails, and is killed.
fn judging(sandbox: &Sandbox, table: &mut Table) {
    let send = format!(
        "'{}' send --store judged.db --retry 1ms,1ms --to \"$LEADLEX_HOOKS_URL\"",
        env!("CARGO_BIN_EXE_leadlex-hooks")
    );
    for (script, code) in [
        (format!("{send} contact.created"), 0),
        (format!("{send} --data x; exit 3"), 1),
        ("kill -9 $$".to_owned(), 1),
    ] {
        let cmd = sandbox.listen_cmd().args(["--store", "judged.db", "--respond", "503,reset,200"]);
        let cmd = cmd.args(["--expect", "contact.created", "--", "sh", "-c", &script]);
        table.add("listen", &cmd.run().code(code).json());
    }
}

#[test]
fn every_type_of_line_has_the_keys_that_scripts_rely_on() {
    let sandbox = Sandbox::new();
    let mut table = Table::default();
    listening(&sandbox, &mut table);
    let handler = Endpoint::script([200, 500, 200].map(Reply::status));
    let (to, binary) = (handler.url("/"), Recorder::start());
    let run = |args: &[&str]| sandbox.cmd(args);
    let send = ["send", "deal.created", "--to", &to];
    table.run(run(&send), 0);
    table.run(run(&send).args(["--retry", "1h", "--queue"]), 1);
    table.run(run(&["send", "--data", "x", "--to", ":1", "--dry-run"]), 0);
    table.run(run(&["send", "deal.created", "--to", ":1", "--dry-run"]), 0);
    table.run(run(&["replay", "5", "--to", &to, "--dry-run", "--as-captured"]), 0);
    table.run(run(&["replay", "1", "--to", &format!("127.0.0.1:{}", closed_port())]), 3);
    table.run(run(&["replay", "1", "5", "--to", &binary.url("/")]), 0);
    table.run(run(&["events", "list", "--all"]), 0);
    table.run(run(&["events", "search", "Anna"]), 0);
    table.run(run(&["events", "show", "5"]), 0);
    let exported = run(&["events", "export"]).run().code(0);
    table.add("events export", &exported.json());
    table.run(run(&["events", "import", "-", "--store", "s.db"]).stdin(exported.stdout), 0);
    table.run(run(&["deliveries", "list"]), 0);
    for number in ["1", "5", "6", "10"] {
        table.run(run(&["deliveries", "show", number]), 0);
    }
    table.run(run(&["deliveries", "retry", "10"]), 3);
    table.run(run(&["deliveries", "cancel", "--all"]), 0);
    table.run(run(&["deliveries", "drain"]), 0);
    table.run(run(&["catalog", "list"]), 0);
    table.run(run(&["config", "show", "--origin"]), 0);
    table.run(run(&["sign", "-"]).stdin("x"), 0);
    table.run(run(&["verify", "-", "--signature", "sha256=0"]).stdin("x"), 1);
    let good = format!("--signature={}", crate::harness::sign("whsec_test", b"x"));
    table.run(run(&["verify", "-", &good]).stdin("x"), 0);
    table.run(run(&["demo"]), 0);
    table.add("listen", &skipping::lines(&sandbox));
    judging(&sandbox, &mut table);
    assert_snapshot!(table.render());
}

#[test]
fn quiet_and_verbose_leave_the_lines_of_a_script_alone() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    let send = |flag: &str| {
        let args =
            ["send", "deal.created", "--seed", "1", "--to", &handler.url("/"), "--json", flag];
        let lines = sandbox.cmd(args).run().code(0).json();
        lines.iter().map(|line| line["type"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(send("-q"), ["attempt", "summary"]);
    assert_eq!(send("-v"), ["attempt", "summary"]);
    assert_eq!(send("--color=always"), ["attempt", "summary"]);
    drop(Running::start(sandbox.listen_cmd().args(["-q", "--color", "always"])));
}
