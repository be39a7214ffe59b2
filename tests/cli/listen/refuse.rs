//! What `listen` refuses to start with: exit 2, nothing on stdout, and what to do about it.

use std::net::TcpListener;

use insta::assert_snapshot;

use crate::harness::{Cmd, Hook, Running, Sandbox, Signal};

/// What a start that fails prints.
#[track_caller]
fn refused(sandbox: &Sandbox, cmd: Cmd) -> String {
    let output = cmd.run().code(2);
    assert_eq!(output.stdout(), "", "a start that fails tells nobody that it is ready");
    sandbox.normalise(&output.to_string())
}

#[test]
fn a_port_in_use_is_named_with_what_to_do() {
    let sandbox = Sandbox::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let file = sandbox.path("url");
    let cmd = sandbox.cmd(["listen", "--json", "--port", &port, "--ready-file", "url"]);
    assert_snapshot!(refused(&sandbox, cmd));
    assert!(!file.exists());
}

#[test]
fn an_address_that_is_not_of_this_machine_is_named() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.cmd(["listen", "--port", "0", "--host", "192.0.2.1"]);
    assert_snapshot!(refused(&sandbox, cmd));
}

#[test]
fn an_empty_secret_never_turns_verification_off() {
    let sandbox = Sandbox::new();
    sandbox.write("empty", "\n");
    let listen = || sandbox.bare(["listen", "--port", "0"]);
    assert_snapshot!(refused(&sandbox, listen().env("LEADLEX_WEBHOOK_SECRET", "")));
    assert_snapshot!(refused(&sandbox, listen().args(["--secret", ""])));
    assert_snapshot!(refused(&sandbox, listen().args(["--secret", "@empty"])));
    assert_snapshot!(refused(&sandbox, listen().args(["--secret", "@absent"])));
}

#[test]
fn beyond_this_machine_a_secret_is_asked_for() {
    let sandbox = Sandbox::new();
    for host in ["0.0.0.0", "::", "[::]"] {
        let cmd = sandbox.bare(["listen", "--port", "0", "--host", host]);
        assert!(refused(&sandbox, cmd).contains("--allow-unverified"), "{host}");
    }
    let cmd = sandbox.bare(["listen", "--port", "0", "--host", "0.0.0.0"]);
    assert_snapshot!(refused(&sandbox, cmd));
}

#[test]
fn beyond_this_machine_it_listens_with_a_secret_or_when_told_to() {
    let sandbox = Sandbox::new();
    let args = ["listen", "--port", "0", "--json", "--host", "0.0.0.0"];
    let allowed = sandbox.bare(args).args(["--allow-unverified"]);
    for (cmd, verdict) in [(allowed, "unverified"), (sandbox.cmd(args), "verified")] {
        let listener = Running::start(cmd);
        let addr = ([127, 0, 0, 1], listener.addr().port()).into();
        Hook::event("contact.created", verdict, "Anna").accepted(addr);
        let end = listener.stop(Signal::Int).code(0);
        assert_eq!(end.json()[1]["verdict"], verdict, "{end}");
        assert_eq!(end.stderr.contains("no secret is set"), verdict == "unverified", "{end}");
    }
}

#[test]
fn ack_first_needs_somewhere_to_deliver_to() {
    let sandbox = Sandbox::new();
    assert_snapshot!(refused(&sandbox, sandbox.listen_cmd().args(["--ack-first"])));
}

#[test]
fn what_would_have_no_effect_is_refused() {
    let sandbox = Sandbox::new();
    for (args, needed) in [
        (&["--retry", "1s", "--forward-to", ":1"][..], "--ack-first"),
        (&["--time-scale", "0.1", "--forward-to", ":1"], "--ack-first"),
        (&["--forward-rejected"], "`--forward-rejected` needs `--forward-to URL`"),
        (&["--max-body", "0"], "no event fits into that"),
        (&["--forward-timeout", "0", "--forward-to", ":1"], "is no time to do anything in"),
    ] {
        let told = refused(&sandbox, sandbox.listen_cmd().args(args));
        assert!(told.contains(needed), "{args:?}: {told}");
    }
    let send = ["send", "contact.created", "--to", ":1", "--max-time", "0s"];
    let told = sandbox.cmd(send).run().code(2).stderr;
    assert!(told.contains("`0s` is no time to do anything in"), "{told}");
}

#[test]
fn what_is_no_pattern_no_url_and_no_time_is_named() {
    let sandbox = Sandbox::new();
    for (flag, value) in [
        ("--forward-to", "ftp://localhost/"),
        ("--forward-timeout", "soon"),
        ("--tolerance", "5"),
        ("--port", "70000"),
        ("--retry", "5s,soon"),
    ] {
        let mut cmd = sandbox.listen_cmd().args([flag, value]);
        if flag == "--retry" {
            cmd = cmd.args(["--ack-first", "--forward-to", ":1"]);
        }
        let output = cmd.run().code(2);
        assert!(output.stderr.contains(flag), "{flag}\n{output}");
        assert_eq!(output.stdout(), "", "{flag}");
    }
}
