//! `webhooks`: the subscriptions of the API, against a simulated workspace and against APIs that
//! behave badly.

mod change;
mod create;
mod logs;
mod refuse;

use std::ffi::OsStr;

use crate::harness::{Cmd, KEY, Sandbox, Workspace};

/// A workspace that takes webhooks to this machine.
fn workspace(sandbox: &Sandbox) -> Workspace {
    Workspace::start(sandbox, ["--contacts", "3", "--allow-loopback-webhooks", "true"])
}

/// `webhooks` of an API anywhere, without a signing secret.
fn webhooks(
    sandbox: &Sandbox,
    api_url: &str,
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Cmd {
    sandbox
        .bare(["webhooks"])
        .args(args)
        .env("LEADLEX_API_KEY", KEY)
        .env("LEADLEX_API_URL", api_url)
}

/// Makes one whose secret is not kept, and returns its id.
fn made(sandbox: &Sandbox, workspace: &Workspace, url: &str, more: &[&str]) -> String {
    let cmd = webhooks(sandbox, workspace.api_url(), ["create", url, "--print-secret", "--json"]);
    let output = cmd.args(more).run().code(0);
    output.json()[0]["id"].as_str().expect("an id").to_owned()
}

/// What there is, as JSON.
fn listed(sandbox: &Sandbox, workspace: &Workspace) -> Vec<serde_json::Value> {
    webhooks(sandbox, workspace.api_url(), ["list", "--json"]).run().code(0).json()
}
