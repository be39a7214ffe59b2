//! What ends a listener by itself: expectations that are met or broken, a command that has run, a
//! time that is over. And what is said about it at the end.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::args::ListenArgs;
use crate::contract::secret::Secret;
use crate::error::{Error, Exit};
use crate::output::printer::Printer;
use crate::output::verdict::{self, CommandEnd};
use crate::receiver::behaviour::Behaviour;
use crate::receiver::expectation::{Expectation, Expectations};
use crate::receiver::witness::Witness;
use crate::runner::{Program, Running, Secrets, Stdout};
use crate::stop::{self, Cause, Stop, StopSwitch};
use crate::text::{measure, safe};

/// How long expectations are waited for unless said otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a listener watches for.
pub(super) struct Watch {
    expectations: Option<(Arc<Expectations>, Stop)>,
    behaviour: Option<Arc<Behaviour>>,
    program: Option<Program>,
    timeout: Option<Duration>,
}

/// How the watch ended.
#[derive(Default)]
pub(super) struct Ended {
    command: Option<CommandEnd>,
    timed_out: bool,
}

impl Watch {
    pub(super) fn new(args: &ListenArgs, printer: &Printer) -> Result<Self, Error> {
        let expected = args.expect.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
        let expectations = (!expected.is_empty()).then(|| {
            let (settled, told) = stop::pair();
            (Arc::new(Expectations::new(expected, settled)), told)
        });
        let timeout = args.timeout.or(expectations.is_some().then_some(PATIENCE));
        if args.timeout.is_some() && expectations.is_none() && args.command.is_empty() {
            return Err(Error::usage("`--timeout` needs something to wait for")
                .hint("use it with `--expect 'contact.created'` or a command after `--`"));
        }
        let stdout = if printer.is_json() { Stdout::Aside } else { Stdout::Shared };
        let program = (!args.command.is_empty()).then(|| Program {
            command: args.command.clone(),
            environment: Vec::new(),
            stdout,
            secrets: Secrets::Inherited,
        });
        let behaviour = args.respond.is_some().then(Arc::default);
        Ok(Self { expectations, behaviour, program, timeout })
    }

    /// Whether a command is run, which needs a secret.
    pub(super) fn runs_command(&self) -> bool {
        self.program.is_some()
    }

    /// Tells the command where we listen and what we verify with.
    pub(super) fn introduce(&mut self, url: &str, secret: Option<&Secret>) {
        if let Some(program) = &mut self.program {
            program.environment.push(("LEADLEX_HOOKS_URL", url.to_owned()));
            if let Some(secret) = secret {
                program.environment.push(("LEADLEX_WEBHOOK_SECRET", secret.expose().to_owned()));
            }
        }
    }

    pub(super) fn witnesses(&self) -> Vec<Arc<dyn Witness>> {
        let mut all: Vec<Arc<dyn Witness>> = Vec::new();
        if let Some((expectations, _)) = &self.expectations {
            all.push(Arc::<Expectations>::clone(expectations));
        }
        if let Some(behaviour) = &self.behaviour {
            all.push(Arc::<Behaviour>::clone(behaviour));
        }
        all
    }

    /// Waits until nothing more can change the verdict, then asks the listener to end.
    ///
    /// # Errors
    /// A command that cannot be started (exit 2).
    pub(super) async fn run(&self, switch: &StopSwitch, mut stop: Stop) -> Result<Ended, Error> {
        let ended = self.wait(&mut stop).await;
        switch.stop(Cause::Finished);
        ended
    }

    async fn wait(&self, stop: &mut Stop) -> Result<Ended, Error> {
        let deadline = self.timeout.map(|timeout| Instant::now() + timeout);
        let mut ended = Ended::default();
        if let Some(program) = &self.program {
            let mut running = program.start()?;
            ended = self.attend(&mut running, deadline, stop).await?;
            if !(ended.timed_out || stop.cause().is_some() || ended.has_failed()) {
                self.wait_for_events(&mut ended, deadline, stop).await;
            }
            // What it has left in the background is not left behind.
            running.end().await;
            return Ok(ended);
        }
        self.wait_for_events(&mut ended, deadline, stop).await;
        Ok(ended)
    }

    async fn wait_for_events(&self, ended: &mut Ended, deadline: Option<Instant>, stop: &mut Stop) {
        match (&self.expectations, &self.program) {
            (Some(_), _) => tokio::select! {
                () = self.settled() => {}
                () = over(deadline) => ended.timed_out = true,
                _ = stop.requested() => {}
            },
            (None, Some(_)) => {}
            (None, None) => {
                stop.requested().await;
            }
        }
    }

    async fn attend(
        &self,
        running: &mut Running,
        deadline: Option<Instant>,
        stop: &mut Stop,
    ) -> Result<Ended, Error> {
        let timed_out = tokio::select! {
            status = running.ended() => {
                let command = Some(CommandEnd::of(status?));
                return Ok(Ended { command, timed_out: false });
            }
            () = self.broken() => false,
            () = over(deadline) => true,
            _ = stop.requested() => false,
        };
        running.end().await;
        Ok(Ended { command: Some(CommandEnd::cut_short()), timed_out })
    }

    /// Nothing that comes can change the expectations' answer.
    async fn settled(&self) {
        match &self.expectations {
            Some((_, told)) => {
                told.clone().requested().await;
            }
            None => pending().await,
        }
    }

    /// An expectation can no longer be met.
    async fn broken(&self) {
        self.settled().await;
        if self.standing().iter().all(Expectation::is_met) {
            pending().await
        }
    }

    fn standing(&self) -> Vec<Expectation> {
        self.expectations.as_ref().map(|(all, _)| all.standing()).unwrap_or_default()
    }

    /// Says how the sender, the expectations and the command did, and how to end.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) fn tell(&self, ended: &Ended, printer: &Printer) -> Result<Exit, Error> {
        if let Some(behaviour) = &self.behaviour {
            verdict::sender(&behaviour.conducts(), printer)?;
        }
        let standing = self.standing();
        for expectation in &standing {
            verdict::expectation(expectation, printer)?;
        }
        if let Some(command) = &ended.command {
            verdict::command(command, printer)?;
        }
        let good = standing.iter().all(Expectation::is_met) && !ended.has_failed();
        if ended.timed_out && !good {
            let time = self.timeout.map(measure::span).unwrap_or_default();
            printer.warn(&format!("the time of `--timeout {time}` is over"));
        }
        Ok(if good { Exit::DONE } else { Exit::NO })
    }
}

impl Ended {
    fn has_failed(&self) -> bool {
        self.command.as_ref().is_some_and(|command| !command.is_success())
    }
}

fn parse(text: &str) -> Result<Expectation, Error> {
    Expectation::parse(text).map_err(|error| {
        let why = error.to_string();
        Error::usage(format!("`--expect '{}'`: {}", safe::line(text), safe::line(&why)))
    })
}

async fn over(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => pending().await,
    }
}
