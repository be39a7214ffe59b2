//! One browser with a profile of its own, spoken to as if it were not a conversation: each call
//! waits for its answer.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

use super::chromium;
use super::harness::until;

/// A browser may be slow to start where everything else runs too.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

/// Ports that chromedriver may find half free, one after the other.
const TRIES: usize = 10;

const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--expose-gc",
];

/// The browser; ended with its driver when dropped.
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    // Removed when the browser has ended.
    _profile: TempDir,
}

impl Browser {
    /// Starts one, 1280 by 800; `None` where there is none to start.
    pub(crate) fn start() -> Option<Self> {
        let program = chromium::find()?;
        let profile = tempfile::Builder::new().prefix("chromium-").tempdir().expect("a directory");
        let (mut driver, port) = driver();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let flags: Vec<&str> = FLAGS.into_iter().chain([&*folder]).collect();
        let options = json!({ "binary": program, "args": flags });
        let wanted =
            json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let runtime = Runtime::new().expect("a runtime");
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(wanted.as_object().expect("an object").clone());
            builder.connect(&format!("http://127.0.0.1:{port}")).await
        });
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                let _ = driver.kill();
                panic!("no browser: {error}");
            }
        };
        let browser = Self { runtime, client, driver, _profile: profile };
        browser.size(1280, 800);
        Some(browser)
    }

    /// Opens a URL.
    pub(crate) fn open(&self, url: &str) {
        self.runtime.block_on(self.client.goto(url)).expect("a page");
    }

    /// What a script returns.
    #[track_caller]
    pub(crate) fn js(&self, script: &str) -> Value {
        let answer = self.runtime.block_on(self.client.execute(script, Vec::new()));
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script hands to its last argument.
    #[track_caller]
    pub(crate) fn js_later(&self, script: &str) -> Value {
        let answer = self.runtime.block_on(self.client.execute_async(script, Vec::new()));
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until an expression is neither false, null, 0 nor empty, and returns it.
    #[track_caller]
    pub(crate) fn wait(&self, expression: &str) -> Value {
        let script = format!("return ({expression}) || null;");
        let what = format!("`{expression}` on a page that shows\n{}\n", self.shown());
        until(&what, PATIENCE, || Some(self.js(&script)).filter(|value| !value.is_null()))
    }

    /// The same for a text in the element that a selector finds.
    #[track_caller]
    pub(crate) fn wait_text(&self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        self.wait(&format!(
            "[...document.querySelectorAll({selector})].some((e) => e.textContent.includes({text}))"
        ));
    }

    /// Text of the first element that a selector finds.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let value = self.wait(&format!("document.querySelector({})?.textContent", json!(selector)));
        value.as_str().expect("a text").to_owned()
    }

    /// Clicks on the first element that a selector finds and that has this text.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str, text: &str) {
        let find = format!(
            "[...document.querySelectorAll({})].find((e) => e.textContent.includes({}) && !e.disabled)",
            json!(selector),
            json!(text)
        );
        self.wait(&format!("({find})?.checkVisibility()"));
        self.js(&format!("({find}).click();"));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn keys(&self, keys: &str) {
        let press = |keys: KeyActions, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        };
        let actions = keys.chars().fold(KeyActions::new("keys".to_owned()), press);
        self.runtime.block_on(self.client.perform_actions(actions)).expect("keys are pressed");
    }

    /// A command of the DevTools protocol.
    pub(crate) fn cdp(&self, command: &'static str, params: Value) -> Value {
        let command = DevTools { command, params };
        self.runtime.block_on(self.client.issue_cmd(command)).expect("a DevTools command")
    }

    /// Changes the size of the window's inside; browsers refuse narrow windows, not narrow devices.
    pub(crate) fn size(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Pretends that the person has set a media feature.
    pub(crate) fn prefer(&self, feature: &str, value: &str) {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.cdp("Emulation.setEmulatedMedia", features);
    }

    /// The window as PNG.
    pub(crate) fn screenshot(&self) -> Vec<u8> {
        let shot = self.cdp("Page.captureScreenshot", json!({ "format": "png" }));
        let coded = shot["data"].as_str().expect("a picture");
        base64::engine::general_purpose::STANDARD.decode(coded).expect("base64")
    }

    /// What the page and the browser complained about.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.runtime.block_on(self.client.issue_cmd(Log)).expect("the browser's log");
        let entries = log.as_array().expect("entries").iter();
        entries.map(|entry| entry["message"].to_string()).collect()
    }

    fn shown(&self) -> String {
        let text = self.js("return document.body?.innerText ?? '';");
        text.as_str().unwrap_or_default().chars().take(3000).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let close = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, close).await });
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver and its port. It takes any that is free in IPv4 and ends when another program has the
/// same one in IPv6, as the tests beside this one do: then the next may be free.
fn driver() -> (Child, u16) {
    let mut refusals = String::new();
    for _ in 0..TRIES {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = driver.spawn().expect("chromedriver starts");
        match port(&mut driver) {
            Ok(port) => return (driver, port),
            Err(said) => refusals += &said,
        }
        driver.wait().expect("chromedriver ends");
    }
    panic!("chromedriver names no port:\n{refusals}");
}

/// The port that chromedriver has found free, or all that it said instead.
fn port(driver: &mut Child) -> Result<u16, String> {
    let lines = BufReader::new(driver.stdout.take().expect("stdout is piped")).lines();
    let mut said = String::new();
    for line in lines.map_while(Result::ok) {
        let port = line.split_once("started successfully on port ");
        if let Some(port) = port.and_then(|(_, port)| port.trim_end_matches('.').parse().ok()) {
            return Ok(port);
        }
        said += &format!("{line}\n");
    }
    Err(said)
}

#[derive(Debug)]
struct DevTools {
    command: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.params });
        (Method::POST, Some(body.to_string()))
    }
}

#[derive(Debug)]
struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
