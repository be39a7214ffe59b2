//! `--start`: the user's server, started before the suite and ended after it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use tokio::time::{Instant, sleep};

use crate::check::run::Suite;
use crate::client::target::Target;
use crate::client::{Client, Outgoing};
use crate::contract::header::HeaderList;
use crate::error::Error;
use crate::output::printer::Printer;
use crate::runner::{Program, Running, Secrets, Stdout};
use crate::text::{measure, safe};

/// Between two looks whether it is ready.
const GLANCE: Duration = Duration::from_millis(50);
/// How long one look may take.
const LOOK: Duration = Duration::from_secs(2);
/// How much of what it prints is kept.
const LINES: usize = 15;

/// A server that runs.
pub(super) struct Server {
    running: Running,
    name: String,
    wait_for: Target,
    said: Arc<Mutex<VecDeque<String>>>,
    reader: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Starts a command; no shell is involved.
    ///
    /// # Errors
    /// A command that cannot be started, or an address where somebody answers already (exit 2).
    pub(super) async fn start(
        command: &str,
        suite: &Suite,
        wait_for: Target,
        printer: &Arc<Printer>,
    ) -> Result<Self, Error> {
        let shown = safe::line(command).into_owned();
        let words = shell_words::split(command).ok().filter(|words| !words.is_empty()).ok_or_else(
            || {
                Error::usage(format!("`--start '{shown}'` is no command"))
                    .hint("write it as you type it: `--start 'npm start'`")
            },
        )?;
        if answers(&suite.client, &wait_for).await {
            return Err(Error::usage(format!(
                "something answers at {wait_for} before `{shown}` was started"
            ))
            .hint("end it, or leave `--start` out to check what runs there"));
        }
        let program = Program {
            command: words,
            environment: vec![
                ("LEADLEX_HOOKS_URL", suite.target.to_string()),
                ("LEADLEX_WEBHOOK_SECRET", suite.secret.expose().to_owned()),
            ],
            stdout: Stdout::Read,
            secrets: Secrets::Inherited,
        };
        let mut running = program.start()?;
        let said = Arc::new(Mutex::new(VecDeque::new()));
        let (mut lines, kept, printer) = (running.lines(), Arc::clone(&said), Arc::clone(printer));
        let reader = tokio::spawn(async move {
            while let Some(line) = lines.recv().await {
                if printer.is_verbose() {
                    printer.quotation(&line);
                }
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_back(line);
                if kept.len() > LINES {
                    kept.pop_front();
                }
            }
        });
        Ok(Self { running, name: shown, wait_for, said, reader })
    }

    /// Waits until it answers.
    ///
    /// # Errors
    /// It ended, or took too long (exit 3), with what it said last.
    pub(super) async fn ready(&mut self, client: &Client, limit: Duration) -> Result<(), Error> {
        let until = Instant::now() + limit;
        loop {
            let answered = tokio::select! {
                ended = self.running.ended() => {
                    let ended = ended?;
                    // What it said last may still be in the pipe.
                    let _ = tokio::time::timeout(LOOK, &mut self.reader).await;
                    return Err(self.failed(&format!("ended before it was ready ({ended})")));
                }
                answered = answers(client, &self.wait_for) => answered,
            };
            if answered {
                return Ok(());
            }
            if Instant::now() > until {
                let limit = measure::span(limit);
                let why = format!("did not answer at {} within {limit}", self.wait_for);
                return Err(self
                    .failed(&why)
                    .hint("`--wait-for URL` names another URL, `--start-timeout` another time"));
            }
            sleep(GLANCE).await;
        }
    }

    /// Ends it and all that it has started; what it said last.
    pub(super) async fn end(mut self) -> Vec<String> {
        self.running.end().await;
        if !self.reader.is_finished() {
            let _ = tokio::time::timeout(LOOK, &mut self.reader).await;
        }
        self.said()
    }

    fn failed(&self, why: &str) -> Error {
        let error = Error::unreachable(format!("`{}` {why}", self.name));
        self.said()
            .iter()
            .fold(error, |error, line| error.hint(format!("it said: {}", safe::line(line))))
    }

    fn said(&self) -> Vec<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// Whether anything but a proxy that found nobody answers a GET.
async fn answers(client: &Client, target: &Target) -> bool {
    let outgoing = Outgoing {
        authorization: None,
        method: Method::GET,
        uri: target.uri(),
        headers: &HeaderList::new(),
        body: Bytes::new(),
        deadline: LOOK,
        keep: 0,
    };
    client.send(outgoing).await.is_ok_and(|answer| !(502..=504).contains(&answer.status))
}
