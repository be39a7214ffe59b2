//! `check --start`: the user's server, started, waited for, checked and ended.

use std::time::Duration;

use crate::harness::{PATIENCE, Running, Sandbox, Signal, closed_port, has_tool, until};

const HANDLER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/handlers/handler.py");

#[test]
fn it_gets_a_secret_and_the_url_and_is_gone_afterwards() {
    if !has_tool("python3") {
        return;
    }
    let sandbox = Sandbox::new();
    let port = closed_port().to_string();
    let script = format!(
        "echo $$ >pid; printf '%s' \"$LEADLEX_HOOKS_URL\" >url; sleep 60 & exec python3 {HANDLER}"
    );
    sandbox.write("serve.sh", script);
    let url = format!("http://127.0.0.1:{port}/right");
    let command = sandbox.bare(["check", &url, "--start", "sh serve.sh"]).env("PORT", &port);
    let output = command.run().code(0);
    assert!(output.stderr.contains("gets one for this run"), "{output}");
    assert!(output.stdout().contains("required cases passed"), "{output}");
    assert_eq!(std::fs::read_to_string(sandbox.path("url")).expect("what it saw"), url);
    let pid = std::fs::read_to_string(sandbox.path("pid")).expect("its process id");
    assert!(!std::fs::exists(format!("/proc/{}", pid.trim())).expect("readable"), "it runs");
}

#[test]
fn one_that_ends_or_never_answers_is_told_with_its_last_words() {
    let sandbox = Sandbox::new();
    let url = format!("http://127.0.0.1:{}/", closed_port());
    let ended = ["check", &url, "--start", "sh -c 'echo port taken >&2; exit 7'"];
    let output = sandbox.cmd(ended).run().code(3);
    assert!(output.stderr.contains("ended before it was ready"), "{output}");
    assert!(output.stderr.contains("it said: port taken"), "{output}");
    let silent = ["check", &url, "--start", "sleep 60", "--start-timeout", "200ms"];
    let output = sandbox.cmd(silent).run().code(3);
    assert!(output.stderr.contains("did not answer at"), "{output}");
    let output = sandbox.cmd(["check", &url, "--start", "./not-there"]).run().code(2);
    assert!(output.stderr.contains("no such program"), "{output}");
    sandbox.cmd(["check", &url, "--start", "  "]).run().code(2);
}

#[test]
fn where_somebody_answers_already_nothing_is_started() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let start = ["check", listener.url(), "--start", "touch started"];
    let output = sandbox.cmd(start).run().code(2);
    assert!(output.stderr.contains("something answers at"), "{output}");
    assert!(!sandbox.path("started").exists());
}

#[test]
fn ctrl_c_ends_the_server_too() {
    let sandbox = Sandbox::new();
    let url = format!("http://127.0.0.1:{}/", closed_port());
    sandbox.write("serve.sh", "echo $$ >pid; exec sleep 60");
    let running = Running::spawn(&sandbox.cmd(["check", &url, "--start", "sh serve.sh"]));
    let pid = until("the server", PATIENCE, || {
        let text = std::fs::read_to_string(sandbox.path("pid")).ok()?;
        text.trim().parse::<u32>().ok()
    });
    let output = running.stop(Signal::Int).code(130);
    assert!(output.stderr.contains("there is no verdict"), "{output}");
    until("its end", Duration::from_secs(5), || {
        (!std::fs::exists(format!("/proc/{pid}")).expect("readable")).then_some(())
    });
}
