//! `listen --register`: a subscription for as long as we listen, and for no longer, however we end.

mod api;
mod left;

use std::fs;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::harness::{Cmd, KEY, Running, Sandbox, Signal, Workspace, closed_port};

/// A workspace that takes webhooks to this machine.
fn workspace(sandbox: &Sandbox) -> Workspace {
    Workspace::start(sandbox, ["--contacts", "3", "--allow-loopback-webhooks", "true"])
}

/// A listener without a secret of its own, at a port that LeadLex is told.
fn listen(sandbox: &Sandbox, api_url: &str) -> Cmd {
    let port = closed_port().to_string();
    let url = format!("http://127.0.0.1:{port}/in");
    sandbox
        .bare(["listen", "--json", "--port", &port, "--public-url", &url])
        .env("LEADLEX_API_KEY", KEY)
        .env("LEADLEX_API_URL", api_url)
}

/// The subscriptions that there are.
fn subscribed(sandbox: &Sandbox, workspace: &Workspace) -> Vec<Value> {
    let cmd = sandbox.bare(["webhooks", "list", "--json", "--api-url", workspace.api_url()]);
    cmd.env("LEADLEX_API_KEY", KEY).run().code(0).json()
}

#[test]
fn what_comes_is_verified_with_a_secret_that_is_kept_nowhere_and_the_end_removes_it() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let mut listener = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
    let ready = listener.wait_json("ready", |line| line["type"] == "ready");
    let [webhook] = &subscribed(&sandbox, &workspace)[..] else { panic!("one subscription") };
    assert_eq!((&ready["webhook_id"], &ready["public_url"]), (&webhook["id"], &webhook["url"]));
    assert_eq!(webhook["events"].as_array().map(Vec::len), Some(27));
    workspace.contact("Anna");
    let event = listener.wait_json("the event", |line| line["type"] == "event");
    assert_eq!(event["verdict"], "verified");
    let secret = workspace.webhooks()[0]["secret"].as_str().expect("a secret").to_owned();
    let output = listener.stop(Signal::Int).code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty(), "{output}");
    assert!(!output.to_string().contains(&secret), "{output}");
    let store = sandbox.store();
    for entry in fs::read_dir(store.parent().expect("a folder")).expect("a folder") {
        let path = entry.expect("a file").path();
        let bytes = fs::read(&path).expect("a file");
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{}", path.display());
    }
    assert!(!sandbox.root().join("home/.config/leadlex-hooks/config.toml").exists());
}

#[test]
fn people_are_told_what_was_made_and_what_was_removed() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let args = ["listen", "--port", "0", "--public-url", "https://hooks.example.com/in"];
    let cmd = sandbox.bare(args).arg("--register=contact.*,deal.created");
    let cmd = cmd.env("LEADLEX_API_KEY", KEY).env("LEADLEX_API_URL", workspace.api_url());
    let output = Running::start_human(cmd).stop(Signal::Int).code(0);
    assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
    exit 0
    --- stdout
    --- stderr
    ✓ registered [uuid]: 5 events to https://hooks.example.com/in
    ✓ listening on http://127.0.0.1:[port]
      recording in [sandbox]/home/.local/share/leadlex-hooks/default.db; Ctrl-C ends
    ✓ public at https://hooks.example.com/in
    0 events
    ✓ removed the subscription [uuid]
    ");
}

#[test]
fn a_configured_secret_verifies_as_well_and_a_command_gets_the_registered_one() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let script = "test \"$LEADLEX_WEBHOOK_SECRET\" != whsec_mine";
    let cmd = listen(&sandbox, workspace.api_url()).env("LEADLEX_WEBHOOK_SECRET", "whsec_mine");
    let output = cmd.args(["--register", "--", "sh", "-c", script]).run().code(0);
    let ready = output.json().remove(0);
    assert_eq!(ready["secrets"].as_array().map(Vec::len), Some(2), "{output}");
    assert!(subscribed(&sandbox, &workspace).is_empty(), "{output}");
}

#[test]
fn sigterm_and_a_tunnel_that_ends_remove_it_too() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let listener = Running::start(listen(&sandbox, workspace.api_url()).arg("--register"));
    listener.stop(Signal::Term).code(0);
    assert!(subscribed(&sandbox, &workspace).is_empty());
    let tunnel =
        "sh -c \"echo https://hooks.example.com; while test ! -e over; do sleep 0.05; done\"";
    let cmd = sandbox.bare(["listen", "--json", "--port", "0", "--register", "--tunnel", tunnel]);
    let cmd = cmd.env("LEADLEX_API_KEY", KEY).env("LEADLEX_API_URL", workspace.api_url());
    let listener = Running::start(cmd);
    assert_eq!(subscribed(&sandbox, &workspace)[0]["url"], "https://hooks.example.com");
    sandbox.write("over", "");
    listener.wait_end().code(3);
    assert!(subscribed(&sandbox, &workspace).is_empty());
}

#[test]
fn what_cannot_be_registered_is_named_before_anything_is_started() {
    let sandbox = Sandbox::new();
    let workspace = workspace(&sandbox);
    let tunnel = "sh -c \"touch started; echo https://hooks.example.com; exec sleep 60\"";
    let run = |args: &[&str]| {
        let cmd = sandbox.bare(["listen", "--port", "0"]).args(args);
        cmd.env("LEADLEX_API_KEY", KEY).env("LEADLEX_API_URL", workspace.api_url())
    };
    let output = run(&["--register"]).run().code(2);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r"
    error: `--register` needs a URL at which LeadLex reaches us
    hint: `--tunnel cloudflared` makes one; `--public-url URL` names one
    ");
    let output = run(&["--register=contct.*", "--tunnel", tunnel]).run().code(2);
    assert!(output.stderr.contains("did you mean `contact.*`?"), "{output}");
    let output = run(&["--register", "contact.*", "--tunnel", tunnel]).run().code(2);
    assert!(output.stderr.contains("write it as `--register='contact.*'`"), "{output}");
    let no_key = run(&["--register", "--tunnel", tunnel]).env_remove("LEADLEX_API_KEY");
    let output = no_key.run().code(2);
    assert!(output.stderr.contains("no API key is set"), "{output}");
    assert!(!sandbox.path("started").exists());
    let output = run(&["--public-url", "hooks.example.com", "--register"]).run().code(2);
    assert!(output.stderr.contains("a whole URL is expected"), "{output}");
    let output = run(&["--public-url", "https://hooks.example.com"]).run().code(2);
    assert!(output.stderr.contains("no signing secret is set"), "others reach it: {output}");
    assert_eq!(json!(subscribed(&sandbox, &workspace)), json!([]));
}
