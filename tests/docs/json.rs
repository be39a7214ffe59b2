//! The README's table of NDJSON types agrees with the sources and with what the program writes.

use std::collections::{BTreeMap, BTreeSet};

use super::{readme, tool};

/// Each documented type with its fields.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let rows = readme::table("type");
    rows.iter()
        .map(|row| {
            let name = readme::code(&row[0]).into_iter().next().expect("a type");
            (name, readme::code(&row[2]).into_iter().collect())
        })
        .collect()
}

#[test]
fn the_documented_types_are_those_of_the_sources() {
    const MARK: &str = "#[serde(tag = \"type\", rename = \"";
    let written: BTreeSet<String> = tool::sources(&tool::root().join("src"))
        .iter()
        .flat_map(|path| {
            let text = tool::text(path);
            let names = text.split(MARK).skip(1).filter_map(|rest| rest.split('"').next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let documented: BTreeSet<String> = documented().into_keys().collect();
    assert_eq!(documented, written);
}

#[cfg(unix)]
mod written {
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use serde_json::Value;

    use super::documented;
    use crate::tool::{BINARY, Home};

    #[test]
    fn every_field_that_is_written_is_documented_and_the_other_way_round() {
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in session() {
            let value: Value =
                serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}"));
            let kind =
                value["type"].as_str().unwrap_or_else(|| panic!("no type: {line}")).to_owned();
            keys(&value, seen.entry(kind).or_default());
        }
        let mut documented = documented();
        // Written only when a reader is too slow, or when a quota is used up.
        documented.remove("skipped");
        documented.remove("waiting");
        // Only an arrival has a header value that is no UTF-8 here; the others have the same field.
        for (kind, fields) in &mut seen {
            let written = documented.get(kind).is_some_and(|known| known.contains("value_base64"));
            fields.extend(written.then(|| "value_base64".to_owned()));
            // Nor does the listener answer a check with bytes that are no text.
            let answer = ["finding", "verdict"].contains(&kind.as_str());
            fields.extend(answer.then(|| "body_base64".to_owned()));
        }
        assert_eq!(seen, documented);
    }

    /// Objects whose names are data: counts by word, JSON of somebody's body, and what was told
    /// before.
    const DATA: [&str; 12] = [
        "by_error",
        "by_source",
        "by_state",
        "by_status",
        "by_verdict",
        "load_runs",
        "new",
        "now",
        "old",
        "payload",
        "recorded",
        "skipped",
    ];

    fn keys(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields.iter().filter(|(name, _)| *name != "type") {
                    into.insert(name.clone());
                    if !DATA.contains(&name.as_str()) {
                        keys(value, into);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
            _ => {}
        }
    }

    /// A listener that forwards one event to another listener and one to nobody.
    fn forwarding(home: &Home, url: &str) -> Vec<String> {
        let send = format!("'{BINARY}' send contact.created deal.created --to");
        let script = format!("{send} \"$LEADLEX_HOOKS_URL\"; exit 0\n");
        std::fs::write(home.0.path().join("both.sh"), script).expect("writable");
        let (taken, refused) = (format!("contact.*={url}"), "deal.*=http://127.0.0.1:1");
        let output = home.run(
            &[
                &["listen", "--json", "--secret", "@secret", "--port", "0", "--route", &taken][..],
                &["--route", refused, "--", "sh", "both.sh"],
            ]
            .concat(),
        );
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.lines().map(str::to_owned).collect()
    }

    /// What the program writes when each of its JSON-speaking commands has run once.
    fn session() -> Vec<String> {
        let home = Home::new();
        let folder = home.0.path().to_owned();
        std::fs::write(folder.join("secret"), "docs\n").expect("writable");
        std::fs::write(folder.join("binary"), [0xff, 0x00, 0xfe]).expect("writable");
        let mut listener = home
            .command(BINARY)
            .args(["listen", "--json", "-v", "--port", "0", "--ready-file", "ready"])
            .args(["--secret", "@secret"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the listener starts");
        let url = wait_for(|| {
            std::fs::read_to_string(folder.join("ready")).ok().map(|url| url.trim().to_owned())
        });
        let mut lines = Vec::new();
        let mut run = |args: &str| {
            let args = args.replace("URL", &url);
            let args: Vec<&str> =
                args.split(' ').chain(["--json", "--secret", "@secret"]).collect();
            let output = home.run(&args);
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(!text.is_empty(), "{args:?} wrote nothing: {:?}", output.stderr);
            lines.extend(text.lines().map(str::to_owned));
        };
        run("send contact.created contact.updated --to URL");
        run("send --data @binary --to URL");
        odd_request(url.trim_start_matches("http://"));
        run("send contact.created --to URL --dry-run");
        run("send --data @binary --to URL --dry-run");
        run("deliveries list");
        run("deliveries show 1");
        run("deliveries show 3");
        run("deliveries cancel --all");
        run("send contact.created --count 3 --to URL");
        run("replay 1 2 --no-record --drop 1 --seed 1 --to URL");
        run("events list");
        run("events show latest");
        run("events export");
        run("events import /dev/null");
        run("events diff 1 3");
        run("events stats");
        run("events prune --keep 0 --dry-run");
        let foreign = r#"{"log":{"entries":[{"request":{"method":"GET","url":"http://x/"}}]}}"#;
        std::fs::write(folder.join("foreign.har"), foreign).expect("writable");
        run("events import foreign.har");
        run("config show");
        run("doctor --offline");
        run("sign binary");
        run("verify binary --signature nonsense");
        // Its digest by openssl, in Base64.
        run("verify binary --explain --signature Nb+4atqYmK9b07zEw6IA1gL8D54iUZFegXm5I4KzrR4=");
        run("sandbox --list faults");
        run("catalog");
        run("demo");
        run("check --list --only reject.sha1");
        // It may be long: one case of each outcome does.
        run("check URL --only reject.stale-timestamp");
        std::fs::write(folder.join("other"), "another secret").expect("writable");
        run("check URL --secret @other");
        let send =
            format!("exec '{BINARY}' send contact.created --retry 1ms --to \"$LEADLEX_HOOKS_URL\"");
        std::fs::write(folder.join("send.sh"), send).expect("writable");
        // The shell's script ignores the flags that `run` adds.
        run("listen --json --secret @secret --port 0 --store judged.db --respond 503,200 \
             --expect contact.created -- sh send.sh");
        let replay = format!(
            "exec '{BINARY}' replay 1 3 5 --drop 1 --seed 1 --diff --to \"$LEADLEX_HOOKS_URL\" \
             --json --secret @secret >replayed"
        );
        std::fs::write(folder.join("replay.sh"), replay).expect("writable");
        run("listen --json --secret @secret --port 0 --store other.db --respond 503 \
             -- sh replay.sh");
        let replayed = std::fs::read_to_string(folder.join("replayed")).expect("replayed");
        lines.extend(replayed.lines().map(str::to_owned));
        lines.extend(super::workspace::session(&home));
        lines.extend(simulated(&home));
        lines.extend(forwarding(&home, &url));
        Command::new("kill").args([listener.id().to_string()]).status().expect("kill runs");
        let mut told = String::new();
        listener.stdout.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
        assert!(listener.wait().expect("a child").success());
        lines.extend(told.lines().map(str::to_owned));
        lines
    }

    /// A sandbox that was called, changed something by itself and told a webhook that failed.
    fn simulated(home: &Home) -> Vec<String> {
        let ready = home.0.path().join("simulated");
        let mut sandbox = home
            .command(BINARY)
            .args(["sandbox", "--json", "-v", "--port", "0", "--secret", "@secret"])
            .args(["--ready-file", "simulated", "--activity", "random", "--every", "1ms"])
            .args(["--webhook", "http://127.0.0.1:1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the sandbox starts");
        let url = wait_for(|| std::fs::read_to_string(&ready).ok());
        let address = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
        let exchange = |path: &str| {
            let mut socket = TcpStream::connect(address).expect("the sandbox is up");
            let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            socket.write_all(head.as_bytes()).expect("written");
            let mut answer = String::new();
            socket.read_to_string(&mut answer).expect("an answer");
            answer
        };
        assert!(exchange("/v1/users").starts_with("HTTP/1.1 401 "));
        wait_for(|| exchange("/_sandbox/webhooks").contains("connection_refused").then_some(()));
        std::fs::write(home.0.path().join("key"), "wbk_sandbox").expect("writable");
        let base = format!("http://{address}");
        let mut lines = Vec::new();
        for args in [
            "create https://example.com/a --print-secret",
            "logs hook_1",
            "delete https://example.com/a --yes",
        ] {
            let args: Vec<&str> = ["webhooks"].into_iter().chain(args.split(' ')).collect();
            let access = ["--json", "--api-key", "@key", "--api-url", &base];
            let output = home.run(&[&args[..], &access].concat());
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(!text.is_empty(), "{args:?} wrote nothing: {:?}", output.stderr);
            lines.extend(text.lines().map(str::to_owned));
        }
        Command::new("kill").args([sandbox.id().to_string()]).status().expect("kill runs");
        let mut told = String::new();
        sandbox.stdout.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
        assert!(sandbox.wait().expect("a child").success());
        lines.extend(told.lines().map(str::to_owned));
        lines
    }

    /// A header value that is not UTF-8, which no command sends.
    fn odd_request(address: &str) {
        let mut socket = TcpStream::connect(address).expect("the listener is up");
        let request = b"POST / HTTP/1.1\r\nhost: x\r\nx-odd: \xff\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        socket.write_all(request).expect("written");
        let mut answer = String::new();
        socket.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    }

    pub(super) fn wait_for<T>(mut ready: impl FnMut() -> Option<T>) -> T {
        let started = Instant::now();
        loop {
            if let Some(found) = ready() {
                return found;
            }
            assert!(started.elapsed() < Duration::from_secs(30), "nothing came");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[cfg(unix)]
#[path = "workspace.rs"]
mod workspace;
