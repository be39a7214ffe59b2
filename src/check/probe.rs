//! `--probe`: the state behind an endpoint, told by a URL or a program, before and after a duplicate.

use std::process::Stdio;
use std::time::{Duration, Instant};

use hyper::Method;
use tokio::process::Command;
use tokio::time::{sleep, timeout};

use crate::client::target::Target;
use crate::client::{Client, Outgoing};
use crate::contract::header::HeaderList;
use crate::error::Error;

/// How long one look may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How long a delivery may take to have its effect.
const EFFECT: Duration = Duration::from_secs(5);
/// Between two looks.
const GLANCE: Duration = Duration::from_millis(20);
/// How much of a state is compared.
const KEEP: usize = 16 * 1024 * 1024;

/// Where the state is told.
#[derive(Clone, Debug)]
pub enum Probe {
    /// The body of a GET.
    Url(Target),
    /// What a program prints; no shell is involved.
    Command(Vec<String>),
}

impl Probe {
    /// Reads the flag's value: a URL, or a command.
    ///
    /// # Errors
    /// Neither (exit 2).
    pub fn parse(text: &str) -> Result<Self, Error> {
        if text.starts_with("http://") || text.starts_with("https://") || text.starts_with(':') {
            return Target::parse("--probe", text).map(Self::Url);
        }
        let wrong = |why: String| {
            Error::usage(format!("`--probe {}`: {why}", text.escape_debug()))
                .hint("give a URL such as `http://localhost:3000/count`, or a command that prints the state")
        };
        let words = shell_words::split(text).map_err(|error| wrong(error.to_string()))?;
        if words.is_empty() {
            Err(wrong("it is empty".to_owned()))
        } else {
            Ok(Self::Command(words))
        }
    }

    /// The state now.
    ///
    /// # Errors
    /// In words, what went wrong.
    pub(super) async fn state(&self, client: &Client) -> Result<Vec<u8>, String> {
        match self {
            Self::Url(target) => {
                let outgoing = Outgoing {
                    authorization: None,
                    method: Method::GET,
                    uri: target.uri(),
                    headers: &HeaderList::new(),
                    body: bytes::Bytes::new(),
                    deadline: LIMIT,
                    keep: KEEP,
                };
                let answer = client
                    .send(outgoing)
                    .await
                    .map_err(|failure| format!("the probe failed: {failure}"))?;
                match (answer.status, answer.cut) {
                    (200..=299, None) => Ok(answer.body.to_vec()),
                    (200..=299, Some(cut)) => Err(format!("the probe failed: {cut}")),
                    (status, _) => Err(format!("the probe was answered {status}")),
                }
            }
            Self::Command(words) => run(words).await,
        }
    }

    /// The state when it has changed from what it was, and how long that took.
    pub(super) async fn changed(
        &self,
        client: &Client,
        from: &[u8],
    ) -> Result<Option<(Vec<u8>, Duration)>, String> {
        let started = Instant::now();
        while started.elapsed() < EFFECT {
            let state = self.state(client).await?;
            if state != from {
                return Ok(Some((state, started.elapsed())));
            }
            sleep(GLANCE).await;
        }
        Ok(None)
    }
}

async fn run(words: &[String]) -> Result<Vec<u8>, String> {
    let Some((program, arguments)) = words.split_first() else {
        return Err("the probe is empty".to_owned());
    };
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    match timeout(LIMIT, output).await {
        Err(_) => Err(format!("the probe `{program}` took longer than {} s", LIMIT.as_secs())),
        Ok(Err(error)) => Err(format!("cannot run the probe `{program}`: {error}")),
        Ok(Ok(output)) if output.status.success() => Ok(output.stdout),
        Ok(Ok(output)) => Err(format!("the probe `{program}` failed: {}", output.status)),
    }
}
