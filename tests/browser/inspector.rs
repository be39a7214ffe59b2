//! A listener with its inspector, and a browser that looks at it.

use std::net::SocketAddr;

use super::browser::Browser;
use super::harness::{Cmd, Endpoint, Hook, PATIENCE, Running, Sandbox, until};

/// The three; the page is open and connected.
pub(crate) struct Inspector {
    // The browser goes first: it holds connections of the listener.
    pub(crate) browser: Browser,
    pub(crate) listener: Running,
    pub(crate) url: String,
    pub(crate) sandbox: Sandbox,
}

impl Inspector {
    /// Starts `listen --inspect` with these arguments; `None` without a browser.
    pub(crate) fn start(args: &[&str]) -> Option<Self> {
        Self::start_in(Sandbox::new(), args)
    }

    /// The same, forwarding to an endpoint.
    pub(crate) fn forwarding(endpoint: &Endpoint) -> Option<Self> {
        Self::start(&["--forward-to", &endpoint.url("/webhooks")])
    }

    /// The same on a log that is there already.
    pub(crate) fn start_in(sandbox: Sandbox, args: &[&str]) -> Option<Self> {
        let browser = Browser::start()?;
        let listener = sandbox.listen(["--inspect"].iter().chain(args));
        let url = url_of(&listener);
        browser.open(&url);
        browser.wait("['live', 'waiting'].includes(document.getElementById('live').dataset.state)");
        Some(Self { browser, listener, url, sandbox })
    }

    /// Where the webhooks go.
    pub(crate) fn addr(&self) -> SocketAddr {
        self.listener.addr()
    }

    /// Sends a small event and waits until the page shows it.
    #[track_caller]
    pub(crate) fn arrives(&self, name: &str, id: &str, subject: &str) {
        Hook::event(name, id, subject).accepted(self.addr());
        self.browser.wait_text(".row .c-event", name);
    }

    /// Sends one that the listener may refuse.
    pub(crate) fn sends(&self, hook: &Hook) {
        hook.post(self.addr());
    }

    /// Opens the event with this number.
    #[track_caller]
    pub(crate) fn opens(&self, number: u32) {
        self.browser.js(&format!("location.hash = '#{number}';"));
        self.browser.wait_text(".detail-bar h2", &format!("#{number}"));
    }
}

/// What the terminal printed to open.
#[track_caller]
pub(crate) fn url_of(running: &Running) -> String {
    until("the inspector's URL", PATIENCE, || {
        let printed = running.printed();
        let at = printed.match_indices("http://").map(|(at, _)| &printed[at..]);
        let mut urls = at.map(|rest| rest.split(|c: char| c.is_whitespace() || c == '"').next());
        urls.find_map(|url| url.filter(|url| url.contains("/#token=")).map(str::to_owned))
    })
}

/// `inspect` on the log of a sandbox.
pub(crate) fn inspect(sandbox: &Sandbox) -> Running {
    let cmd: Cmd = sandbox.cmd(["inspect"]);
    Running::spawn(&cmd)
}
