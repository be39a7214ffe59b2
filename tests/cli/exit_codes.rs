//! Every documented exit code, one line each: what scripts may build upon.

use crate::harness::{Endpoint, Sandbox, closed_port};
use crate::harness::{Running, Signal};

#[test]
fn each_command_ends_with_the_documented_code() {
    let (good, bad) = (Endpoint::always(200), Endpoint::always(500));
    let (good, bad) = (good.url("/"), bad.url("/"));
    let gone = format!("http://127.0.0.1:{}/", closed_port());
    let table: &[(i32, &str, &[&str])] = &[
        (0, "help", &["--help"]),
        (0, "version", &["--version"]),
        (0, "a delivery that is taken", &["send", "task.created", "--to", &good]),
        (0, "a dry run", &["send", "task.created", "--to", &bad, "--dry-run"]),
        (
            0,
            "an expected refusal",
            &["send", "task.created", "--to", &bad, "--expect-status", "5xx"],
        ),
        (0, "a list of no store", &["events", "list", "--store", "nowhere.db"]),
        (0, "a list with nothing in it", &["deliveries", "list", "--state", "dead"]),
        (0, "a signature", &["sign"]),
        (1, "a delivery that is refused", &["send", "task.created", "--to", &bad]),
        (1, "an unmet status", &["send", "task.created", "--to", &good, "--expect-status", "401"]),
        (1, "an unmet body", &["send", "task.created", "--to", &good, "--expect-body", "x"]),
        (1, "a replay that is refused", &["replay", "1", "--to", &bad]),
        (1, "a wrong signature", &["verify", "--signature", "sha256=00"]),
        (1, "a broken tour", &["demo", "--break", "secret"]),
        (2, "no command", &[]),
        (2, "an unknown command", &["fetch"]),
        (2, "an unknown flag", &["send", "--nope"]),
        (2, "flags that contradict", &["sign", "-q", "-v"]),
        (2, "an unknown event", &["send", "nope", "--to", &good]),
        (2, "no endpoint", &["send", "task.created"]),
        (2, "an empty secret", &["sign", "--secret", ""]),
        (2, "a missing file", &["sign", "nowhere"]),
        (2, "a missing configuration", &["config", "show", "--config", "nowhere"]),
        (2, "plain http beyond loopback", &["send", "task.created", "--to", "http://192.0.2.1/"]),
        (2, "an event of no store", &["events", "show", "1", "--store", "nowhere.db"]),
        (2, "an unknown event number", &["events", "show", "99"]),
        (3, "a refused connection", &["send", "task.created", "--to", &gone]),
        (3, "a replay to nobody", &["replay", "1", "--to", &gone]),
        (3, "a mixture: the highest", &["send", "task.created", "--to", &gone, "--retry", "1ms"]),
        (5, "a store in an impossible place", &["events", "list", "--store", "/dev/null/x.db"]),
        (5, "a store that is a folder", &["deliveries", "list", "--store", "."]),
    ];
    let sandbox = Sandbox::new();
    sandbox.cmd(["send", "task.created", "--to", &good]).run().code(0);
    for (code, what, args) in table {
        let output = sandbox.cmd(*args).run();
        assert_eq!(output.code, *code, "{what}: {args:?}\n{output}");
        // Whoever fails says why, unless the answer itself is what was asked for.
        if *code > 1 {
            assert!(!output.stderr.is_empty(), "{what}: {output}");
        }
    }
}

#[test]
fn a_signal_is_130_or_143_where_it_is_not_the_normal_end() {
    for (signal, code) in [(Signal::Int, 130), (Signal::Term, 143)] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(500));
        let args = ["send", "task.created", "--retry", "1h", "--json", "--to"];
        let mut running = Running::spawn(&sandbox.cmd(args).arg(handler.url("/")));
        running.wait_json("an attempt", |line| line["type"] == "attempt");
        let output = running.stop(signal);
        assert_eq!(output.code, code, "{output}");
    }
    for signal in [Signal::Int, Signal::Term] {
        let output = Sandbox::new().listen(["--quiet"]).stop(signal);
        assert_eq!(output.code, 0, "listen after {signal:?}\n{output}");
    }
}

#[test]
fn the_version_is_the_same_whichever_way_it_is_asked_for() {
    let sandbox = Sandbox::new();
    let version = |args: &[&str]| sandbox.cmd(args).run().code(0).stdout().to_owned();
    let told = version(&["--version"]);
    assert_eq!(told, format!("leadlex-hooks {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(version(&["-V"]), told);
    assert_eq!(version(&["--quiet", "--version"]), told, "that of the whole command line");
}
