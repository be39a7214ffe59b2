//! The handlers of `tests/handlers`: started once a test, each with all its mutants.

use std::net::SocketAddr;

use crate::harness::{Running, SECRET, Sandbox, has_tool};

#[path = "../../handlers/handler.rs"]
mod rust;

/// In what a handler is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    Python,
    Node,
    Rust,
}

impl Language {
    pub(super) const ALL: [Self; 3] = [Self::Python, Self::Node, Self::Rust];
}

/// A handler that runs.
pub(super) struct Handler {
    addr: SocketAddr,
    _server: Server,
}

enum Server {
    Process(
        #[expect(dead_code, reason = "ends when dropped")] Running,
        #[expect(dead_code, reason = "its home")] Sandbox,
    ),
    Threads(rust::Handler),
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Self::Threads(handler) = self {
            handler.stop();
        }
    }
}

impl Handler {
    /// Where a mutant is, or the one that is right.
    pub(super) fn url(&self, mutant: &str) -> String {
        format!("http://{}/{mutant}", self.addr)
    }
}

/// Starts it; nothing where its interpreter is missing.
#[track_caller]
pub(super) fn start(language: Language) -> Option<Handler> {
    let (tool, file) = match language {
        Language::Python => ("python3", "handler.py"),
        Language::Node => ("node", "handler.mjs"),
        Language::Rust => {
            let handler = rust::Handler::start(SECRET);
            return Some(Handler { addr: handler.addr(), _server: Server::Threads(handler) });
        }
    };
    if !has_tool(tool) {
        return None;
    }
    let sandbox = Sandbox::new();
    let path = format!("{}/tests/handlers/{file}", env!("CARGO_MANIFEST_DIR"));
    let command = sandbox.program(tool, [path]).env("LEADLEX_WEBHOOK_SECRET", SECRET);
    let mut running = Running::spawn(&command);
    let port = running.wait_json("its port", serde_json::Value::is_u64);
    let port = u16::try_from(port.as_u64().expect("a number")).expect("a port");
    let addr = SocketAddr::from(([127, 0, 0, 1], port));
    Some(Handler { addr, _server: Server::Process(running, sandbox) })
}
