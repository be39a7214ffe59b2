//! The course of a test: one request after the other through the tunnel, each waited for at both ends.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::time::{sleep, timeout};

use super::answer::Answer;
use super::far_end::{Arrived, FarEnd};
use super::judge::{self, Place};
use super::probe::{Maker, Probe, Sending, signer_of_the_moment};
use crate::client::Client;
use crate::client::dial::Dialler;
use crate::client::failure::{Failure, FailureKind};
use crate::client::target::Target;
use crate::contract::header::HeaderList;
use crate::doctor::finding::Finding;

/// How much of an answer is read.
const KEEP: usize = 64 * 1024;
/// How long the head of a request may take to arrive while its body is held back.
const HOLD: Duration = Duration::from_secs(3);
/// How long a tunnel that was just started may need until the world knows it.
const FRESH: Duration = Duration::from_secs(30);
/// Between two tries meanwhile.
const GLANCE: Duration = Duration::from_millis(500);
/// How long nothing may come before nothing more is waited for: what is repeated on the way may come after
/// the answer.
const SILENCE: Duration = Duration::from_millis(250);
/// How long that is waited for at most.
const PATIENCE: Duration = Duration::from_millis(750);
/// Failures in a row after which the tunnel is gone.
const GONE: usize = 3;

/// Whether the tunnel has stood for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It is somebody's and stands.
    Standing,
    /// It was started a moment ago: its name may not be known yet.
    Fresh,
}

/// Whether the probe that takes long is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Without it.
    Usual,
    /// With it: nine seconds more.
    Slow,
}

/// A test of a tunnel.
#[derive(Debug)]
pub struct Course<'a> {
    /// Calls out.
    pub client: &'a Client,
    /// The public URL, with the path that is tested.
    pub target: &'a Target,
    /// Its end on this machine.
    pub far_end: &'a FarEnd,
    /// Whether it has stood for a while.
    pub start: Start,
    /// Whether the slow probe is sent.
    pub pace: Pace,
}

/// What became of a probe.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) probe: Probe,
    /// What came back.
    pub(super) came: Result<Answer, Failure>,
    /// How often it was sent.
    pub(super) sent: usize,
    /// What arrived; more often than it was sent where it was repeated on the way.
    pub(super) arrived: Arrived,
    /// Whether the head arrived before all of the body was sent, where that was tried.
    pub(super) streamed: Option<bool>,
    pub(super) took: Duration,
}

impl Outcome {
    /// Whether it did not arrive.
    pub(super) fn is_lost(&self) -> bool {
        self.arrived.first.is_none()
    }
}

impl Course<'_> {
    /// Sends everything and judges it.
    pub async fn run(&self) -> Vec<Finding> {
        let own = self.client.with_own(HeaderList::new());
        let mut dialler = match self.client.dialler(self.target.uri()).await {
            Ok(dialler) => dialler,
            Err(error) => {
                let fix = "name trusted certificates with `--cacert FILE`";
                return vec![Finding::of_error("tunnel.unreachable", &error, fix)];
            }
        };
        let maker = Maker {
            target: self.target,
            own: &own,
            signer: signer_of_the_moment(),
            now: Timestamp::now(),
        };
        let mut outcomes: Vec<Outcome> = Vec::new();
        for probe in maker.all(self.pace == Pace::Slow) {
            self.far_end.expect(&probe.nonce, probe.answer.clone(), probe.delay);
            let is_first = outcomes.is_empty();
            let outcome = match is_first && self.start == Start::Fresh {
                true => self.until_known(&mut dialler, probe).await,
                false => self.send(&mut dialler, probe).await,
            };
            let is_lost = outcome.is_lost();
            outcomes.push(outcome);
            let last = &outcomes[outcomes.len().saturating_sub(GONE)..];
            let is_gone = last.len() == GONE && last.iter().all(|outcome| outcome.came.is_err());
            if is_first && is_lost || is_gone {
                break;
            }
        }
        if outcomes.iter().any(|outcome| !outcome.is_lost()) {
            self.far_end.quiet(SILENCE, PATIENCE).await;
            for outcome in &mut outcomes {
                outcome.arrived = self.far_end.arrived(&outcome.probe.nonce);
            }
        }
        let place = Place {
            target: self.target,
            port: self.far_end.port(),
            garbled: self.far_end.garbled(),
        };
        judge::judge(&place, &own, &outcomes)
    }

    async fn until_known(&self, dialler: &mut Dialler, mut probe: Probe) -> Outcome {
        let until = Instant::now() + FRESH;
        let mut sent = 0;
        loop {
            sent += 1;
            let outcome = Outcome { sent, ..self.send(dialler, probe).await };
            let refused = |failure: &Failure| failure.kind == FailureKind::Refused;
            // The edge of a tunnel never refuses a connection: nobody is there.
            let is_over = outcome.came.as_ref().is_err_and(refused) || Instant::now() > until;
            if !outcome.is_lost() || is_over {
                return outcome;
            }
            probe = outcome.probe;
            sleep(GLANCE).await;
        }
    }

    async fn send(&self, dialler: &mut Dialler, probe: Probe) -> Outcome {
        let started = Instant::now();
        let mut streamed = None;
        let exchange = self.exchange(dialler, &probe, &mut streamed);
        let came = match timeout(probe.deadline, exchange).await {
            Ok(came) => came,
            Err(_) => {
                let seconds = probe.deadline.as_secs();
                let message = format!("no answer within {seconds} s");
                Err(Failure { kind: FailureKind::TimedOut, message, latency: started.elapsed() })
            }
        };
        let arrived = self.far_end.arrived(&probe.nonce);
        Outcome { came, sent: 1, arrived, streamed, took: started.elapsed(), probe }
    }

    async fn exchange(
        &self,
        dialler: &mut Dialler,
        probe: &Probe,
        streamed: &mut Option<bool>,
    ) -> Result<Answer, Failure> {
        let started = Instant::now();
        let failed = |kind: FailureKind| {
            let message = kind.short().to_owned();
            Failure { kind, message, latency: started.elapsed() }
        };
        let mut wire = dialler.dial().await?;
        let (head, body) = (probe.request.head(), probe.request.framed_body());
        let rest = match probe.sending {
            Sending::AtOnce => [head, body].concat(),
            Sending::Halves => {
                let (first, second) = body.split_at(body.len() / 2);
                wire.begin(&[&head, first].concat()).await.map_err(failed)?;
                let begins = self.far_end.begins(&probe.nonce);
                *streamed = Some(timeout(HOLD, begins).await.is_ok());
                second.to_vec()
            }
        };
        let (head, quoted) = wire.send_and_quote(&rest).await.map_err(failed)?;
        let body = wire.body(head, KEEP).await;
        Ok(Answer::read(head.status, &quoted, body.kept))
    }
}
