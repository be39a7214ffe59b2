//! What `sandbox` and `poll` write, when a workspace is polled once in every way.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use super::written::wait_for;
use crate::tool::{BINARY, Home};

/// Every line of both.
pub(super) fn session(home: &Home) -> Vec<String> {
    let folder = home.0.path().to_owned();
    let mut sandbox = home
        .command(BINARY)
        .args(["sandbox", "--json", "-v", "--port", "0", "--ready-file", "sandbox-ready"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the sandbox starts");
    let api = wait_for(|| {
        std::fs::read_to_string(folder.join("sandbox-ready")).ok().map(|url| url.trim().to_owned())
    });
    let control = |path: &str, body: &str| post(&api, path, body);
    let mut lines = Vec::new();
    let mut run = |args: &str| {
        let output = home
            .command(BINARY)
            .args(args.split(' '))
            .args(["--json", "--secret", "@secret", "--store", "polled.db", "--api-url", &api])
            .env("LEADLEX_API_KEY", "wbk_sandbox")
            .output()
            .expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!text.is_empty(), "{args} wrote nothing: {:?}", output.stderr);
        lines.extend(text.lines().map(str::to_owned));
    };
    run("poll plan");
    run("poll --once");
    run("poll --once");
    control("/_sandbox/changes", r#"[{"do": "contact.create", "set": {"full_name": "Ada"}}]"#);
    run("poll gaps --until 0s");
    control("/_sandbox/faults", r#"{"fault": "bad-row=no-id,times=1"}"#);
    run("poll --once --interval 0s");
    lines.extend(endless(home, &api));
    Command::new("kill").args([sandbox.id().to_string()]).status().expect("kill runs");
    let mut told = String::new();
    sandbox.stdout.take().expect("piped").read_to_string(&mut told).expect("UTF-8");
    assert!(sandbox.wait().expect("a child").success());
    lines.extend(told.lines().map(str::to_owned));
    lines
}

/// Polls until a cycle is over.
fn endless(home: &Home, api: &str) -> Vec<String> {
    let mut poll = home
        .command(BINARY)
        .args(["poll", "--interval", "10ms", "--json", "--secret", "@secret"])
        .args(["--store", "polled.db", "--api-url", api])
        .env("LEADLEX_API_KEY", "wbk_sandbox")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("poll starts");
    let mut lines = BufReader::new(poll.stdout.take().expect("piped")).lines();
    let mut told: Vec<String> = Vec::new();
    while !told.last().is_some_and(|line| line.contains(r#""type":"cycle""#)) {
        told.push(lines.next().expect("a cycle").expect("UTF-8"));
    }
    Command::new("kill").args([poll.id().to_string()]).status().expect("kill runs");
    told.extend(lines.map(|line| line.expect("UTF-8")));
    assert!(poll.wait().expect("a child").success());
    told
}

fn post(api: &str, path: &str, body: &str) {
    let address = api.trim_start_matches("http://").split('/').next().expect("a host");
    let mut socket = TcpStream::connect(address).expect("the sandbox is up");
    let length = body.len();
    write!(
        socket,
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .expect("written");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}
