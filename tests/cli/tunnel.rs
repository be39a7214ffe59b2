//! `listen --tunnel`: the public URL of a program that is started beside the listener.

use std::fs;

use crate::harness::{Running, Sandbox, Signal};

/// A shell line as one word of a command.
fn shell(script: &str) -> String {
    format!("sh -c \"{script}\"")
}

#[test]
fn its_url_is_told_and_it_gets_our_port_and_no_secret_and_ends_with_us() {
    let sandbox = Sandbox::new();
    let script = "env >env; echo $$ >pid; echo at https://hooks.example.com/ from {port} {url}; exec sleep 60";
    let cmd = sandbox.listen_cmd().args(["--tunnel", &shell(script), "--path", "/in"]);
    let mut running = Running::start(cmd.env("LEADLEX_API_KEY", "wbk_x"));
    let ready = running.wait_json("ready", |line| line["type"] == "ready");
    assert_eq!(ready["public_url"], "https://hooks.example.com/in");
    let seen = fs::read_to_string(sandbox.path("env")).expect("its environment");
    assert!(!seen.contains("LEADLEX_"), "{seen}");
    let pid = fs::read_to_string(sandbox.path("pid")).expect("its process id");
    running.stop(Signal::Int).code(0);
    assert!(!fs::exists(format!("/proc/{}", pid.trim())).expect("readable"), "it still runs");
}

#[test]
fn links_to_documentation_are_passed_over_for_the_programs_we_know() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("bin")).expect("a folder");
    sandbox.script(
        "bin/cloudflared",
        "#!/bin/sh\necho \"$@\" >args\necho see https://developers.cloudflare.com/x >&2\n\
         echo 'INF |  https://wide-open.trycloudflare.com  |' >&2\nexec sleep 60\n",
    );
    let usual = std::env::var("PATH").expect("a PATH");
    let path = format!("{}:{usual}", sandbox.path("bin").display());
    let cmd = sandbox.listen_cmd().args(["--tunnel", "cloudflared"]).env("PATH", path);
    let mut running = Running::start(cmd);
    let ready = running.wait_json("ready", |line| line["type"] == "ready");
    assert_eq!(ready["public_url"], "https://wide-open.trycloudflare.com");
    let args = fs::read_to_string(sandbox.path("args")).expect("its arguments");
    let url = ready["url"].as_str().expect("a URL");
    assert_eq!(args.trim(), format!("tunnel --no-autoupdate --url {url}"));
    running.stop(Signal::Int).code(0);
}

#[test]
fn people_are_told_what_to_paste_where() {
    let sandbox = Sandbox::new();
    let script = shell("echo https://hooks.example.com; exec sleep 60");
    let cmd = sandbox.cmd(["listen", "--port", "0", "--tunnel", &script]);
    let mut running = Running::start_human(cmd);
    running.wait_stderr("the URL", |line| line.contains("public at https://hooks.example.com"));
    running.wait_stderr("where", |line| line.contains("Settings > API & Integrations > Webhooks"));
    running.stop(Signal::Int).code(0);
}

#[test]
fn the_world_is_let_in_only_with_a_secret() {
    let sandbox = Sandbox::new();
    let tunnel = shell("touch started; echo https://hooks.example.com; exec sleep 60");
    let args = ["listen", "--port", "0", "--tunnel", &tunnel];
    let end = sandbox.bare(args).run().code(2);
    assert!(end.stderr.contains("no signing secret is set"), "{end}");
    assert!(end.stderr.contains("--allow-unverified"), "{end}");
    assert!(!sandbox.path("started").exists());
}

#[test]
fn a_tunnel_that_cannot_stand_is_named_with_its_last_words() {
    let sandbox = Sandbox::new();
    let listen = |tunnel: &str| sandbox.listen_cmd().args(["--tunnel", tunnel]).run();
    let end = listen("no-such-tunnel --x").code(2);
    assert!(end.stderr.contains("cannot start `no-such-tunnel`"), "{end}");
    let end = listen(&shell("echo quota exceeded >&2; exit 4")).code(3);
    assert!(end.stderr.contains("the tunnel `sh` ended before it printed a public URL"), "{end}");
    assert!(end.stderr.contains("it said: quota exceeded"), "{end}");
    let end = listen(" ").code(2);
    assert!(end.stderr.contains("names no program"), "{end}");
    assert!(end.json().is_empty(), "nobody was told that we are ready\n{end}");
}

#[test]
fn a_tunnel_that_ends_ends_the_listener_with_exit_3() {
    let sandbox = Sandbox::new();
    let script = shell("echo https://hooks.example.com; while test ! -e over; do sleep 0.05; done");
    let running = Running::start(sandbox.listen_cmd().args(["--tunnel", &script]));
    sandbox.write("over", "");
    let end = running.wait_end().code(3);
    assert!(end.stderr.contains("the tunnel https://hooks.example.com has ended"), "{end}");
    assert!(end.json().iter().any(|line| line["type"] == "summary"), "{end}");
}
