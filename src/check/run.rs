//! Sends the requests, one case after the other, and gathers the verdicts.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::case::{Wanted, Watch};
use super::exchange::Way;
use super::judge;
use super::plan::{Design, Planned, Request, plan};
use super::preflight::{self, Finding, Next, Openers};
use super::probe::Probe;
use super::select::Selected;
use super::verdict::{Answered, Exchange, Objection, Run, Verdict};
use super::watch::{Repeat, Sight};
use crate::client::Client;
use crate::client::failure::FailureKind;
use crate::client::target::Target;
use crate::contract::catalog::EventType;
use crate::contract::secret::Secret;

pub use super::watch::Surroundings;

/// So many cases in a row without an answer in time, and the endpoint is taken for gone.
const SILENT: u32 = 3;

/// Everything a run needs.
#[derive(Debug)]
pub struct Suite {
    /// Calls out.
    pub client: Arc<Client>,
    /// The endpoint.
    pub target: Target,
    /// How long each answer may take.
    pub deadline: Duration,
    /// The event types asked for.
    pub events: Vec<&'static EventType>,
    /// The cases to run, in this order.
    pub selected: Vec<Selected>,
    /// Decides bodies and ids.
    pub seed: u64,
    /// When the events happened.
    pub at: Timestamp,
    /// Signs.
    pub secret: Secret,
    /// How many deliveries go together in the case about that.
    pub crowd: usize,
    /// Tells the state behind the endpoint.
    pub probe: Option<Probe>,
    /// What is known of the URL.
    pub surroundings: Surroundings,
}

/// What a run has gathered so far.
#[derive(Default)]
struct Gathered {
    /// Answers that were there before their case's turn came.
    early: HashMap<String, Vec<Exchange>>,
    exchanges: Vec<Exchange>,
    repeats: Vec<Repeat>,
    silent: u32,
}

impl Suite {
    /// The requests of every selected case, in their order.
    #[must_use]
    pub fn plan(&self) -> Vec<Planned> {
        self.selected.iter().map(|selected| plan(selected, &self.design())).collect()
    }

    /// Sends them.
    pub async fn run(&self) -> Run {
        let (started_at, started) = (Timestamp::now(), Instant::now());
        let mut gathered = Gathered::default();
        let finding = self.open(&mut gathered).await;
        let (mut verdicts, mut lost_at) = (Vec::new(), None);
        if finding.is_none() {
            for planned in self.plan() {
                let verdict = self.case(&planned, &mut gathered).await;
                let id = verdict.selected.id.clone();
                verdicts.push(verdict);
                if gathered.is_lost() {
                    lost_at = Some(id);
                    break;
                }
            }
            self.look(&mut verdicts, &gathered);
        }
        Run {
            url: self.target.to_string(),
            seed: self.seed,
            started_at,
            took: started.elapsed(),
            requests: gathered.exchanges.len() + gathered.repeats.len(),
            finding,
            lost_at,
            verdicts,
        }
    }

    fn design(&self) -> Design<'_> {
        Design { seed: self.seed, at: self.at, secret: &self.secret, crowd: self.crowd }
    }

    fn way(&self) -> Way {
        Way {
            client: Arc::clone(&self.client),
            target: self.target.clone(),
            deadline: self.deadline,
        }
    }

    /// The first deliveries, by which it is clear whether there is a webhook at all.
    async fn open(&self, gathered: &mut Gathered) -> Option<Finding> {
        let openers = Openers::new(&self.events)?;
        let first = self.early(&openers.first, gathered).await?;
        let mut genuine = vec![first];
        let mut next = preflight::judge(&genuine);
        if matches!(next, Next::AskAgain) {
            genuine.push(self.early(&openers.second, gathered).await?);
            next = preflight::judge(&genuine);
        }
        if let (Next::AskUnsigned, Some(last)) = (&next, genuine.last()) {
            let unsigned = self.early(&openers.unsigned, gathered).await?;
            next = preflight::judge_page(last, &unsigned);
        }
        match next {
            Next::Stop(finding) => Some(*finding),
            Next::Go | Next::AskAgain | Next::AskUnsigned => None,
        }
    }

    async fn early(&self, selected: &Selected, gathered: &mut Gathered) -> Option<Exchange> {
        let planned = plan(selected, &self.design());
        let request = planned.steps.first()?.first()?;
        let exchange = self.way().exchange(request, &mut None).await;
        gathered.exchanges.push(exchange.clone());
        gathered.early.insert(selected.id.clone(), vec![exchange.clone()]);
        Some(exchange)
    }

    async fn case(&self, planned: &Planned, gathered: &mut Gathered) -> Verdict {
        let started = Instant::now();
        let selected = planned.selected.clone();
        let early = gathered.early.get(&selected.id).into_iter().flatten();
        let waited =
            early.filter_map(Exchange::answer).map(|answer| answer.latency).sum::<Duration>();
        let objection = match (&self.probe, selected.case.watch) {
            (Some(probe), Watch::Probe) => self.probe(probe, planned, gathered).await,
            _ => self.steps(planned, gathered).await,
        };
        Verdict::new(selected, objection, started.elapsed() + waited)
    }

    async fn steps(&self, planned: &Planned, gathered: &mut Gathered) -> Option<Objection> {
        let mut line = None;
        let mut first = None;
        if let Some(early) = gathered.early.remove(&planned.selected.id) {
            return self.judged(&early, &planned.steps.concat(), gathered).await;
        }
        for step in &planned.steps {
            let exchanges = match step.as_slice() {
                [request] => vec![self.way().exchange(request, &mut line).await],
                several => self.at_once(several).await,
            };
            gathered.exchanges.extend(exchanges.iter().cloned());
            let objection = self.judged(&exchanges, step, gathered).await;
            first = first.or(objection);
        }
        first
    }

    async fn judged(
        &self,
        exchanges: &[Exchange],
        requests: &[Request],
        gathered: &mut Gathered,
    ) -> Option<Objection> {
        gathered.note(exchanges);
        for (exchange, request) in exchanges.iter().zip(requests) {
            if let Some(objection) = judge::objection(exchange) {
                self.repeat(exchange, request, gathered).await;
                return Some(objection);
            }
        }
        None
    }

    /// Sends again what failed, as LeadLex would, where a case is about that.
    async fn repeat(&self, exchange: &Exchange, request: &Request, gathered: &mut Gathered) {
        let asked = self.selected.iter().any(|selected| selected.case.watch == Watch::Retry);
        let failed = exchange.status().is_none_or(|status| status >= 500);
        if asked && failed && exchange.wanted == Wanted::Taken && !gathered.is_lost() {
            let again = self.way().exchange(request, &mut None).await;
            gathered.repeats.push(Repeat { first: exchange.clone(), again });
        }
    }

    async fn at_once(&self, requests: &[Request]) -> Vec<Exchange> {
        let mut tasks = JoinSet::new();
        for (index, request) in requests.iter().cloned().enumerate() {
            let way = self.way();
            tasks.spawn(async move { (index, way.exchange(&request, &mut None).await) });
        }
        let mut done = tasks.join_all().await;
        done.sort_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, exchange)| exchange).collect()
    }

    /// A first delivery moves the state, and its duplicates do not.
    async fn probe(
        &self,
        probe: &Probe,
        planned: &Planned,
        gathered: &mut Gathered,
    ) -> Option<Objection> {
        let told = |why: String| Some(Objection { why, exchange: None });
        let state = || probe.state(&self.client);
        let (before, still) = match (state().await, state().await) {
            (Ok(before), Ok(still)) => (before, still),
            (Err(why), _) | (_, Err(why)) => return told(why),
        };
        if before != still {
            return told("the probe's answer changes by itself, so it proves nothing".to_owned());
        }
        let mut steps = planned.steps.iter();
        let first = self.step(steps.next()?, gathered).await;
        if first.is_some() {
            return first;
        }
        let (after, effect) = match probe.changed(&self.client, &before).await {
            Ok(Some(changed)) => changed,
            Ok(None) => {
                let why =
                    "the probe's answer is the same after a first delivery, so it proves nothing";
                return told(why.to_owned());
            }
            Err(why) => return told(why),
        };
        let second = self.step(steps.next()?, gathered).await;
        if second.is_some() {
            return second;
        }
        // Nothing tells when an effect that must not come would have come: twice the time that the
        // first one took, and a little.
        sleep(effect * 2 + Duration::from_millis(50)).await;
        let last = match state().await {
            Ok(last) => last,
            Err(why) => return told(why),
        };
        let object = |why: String, gathered: &Gathered| {
            Some(Objection { why, exchange: gathered.exchanges.last().cloned() })
        };
        if last != after {
            let (after, last) = (shown(&after), shown(&last));
            let why = format!("the duplicate changed the state from `{after}` to `{last}`");
            return object(why, gathered);
        }
        // Two at once that nobody has seen before: only a probe that counts can tell one from two.
        let (Some(third), Some(from), Some(to)) = (steps.next(), number(&before), number(&after))
        else {
            return None;
        };
        let failed = self.step(third, gathered).await;
        if failed.is_some() {
            return failed;
        }
        sleep(effect * 2 + Duration::from_millis(100)).await;
        match state().await.map(|state| number(&state)) {
            Ok(Some(end)) if end - to == to - from => None,
            Ok(end) => {
                let end = end.map(|end| (end - to).to_string()).unwrap_or_default();
                let why = format!(
                    "one delivery counts {}, and one that comes twice at once {end}",
                    to - from
                );
                object(why, gathered)
            }
            Err(why) => told(why),
        }
    }

    async fn step(&self, requests: &[Request], gathered: &mut Gathered) -> Option<Objection> {
        let exchanges = self.at_once(requests).await;
        gathered.exchanges.extend(exchanges.iter().cloned());
        self.judged(&exchanges, requests, gathered).await
    }

    /// What the whole run shows, for the cases that look at all of it.
    fn look(&self, verdicts: &mut [Verdict], gathered: &Gathered) {
        let sight = Sight {
            exchanges: &gathered.exchanges,
            repeats: &gathered.repeats,
            secret: &self.secret,
            surroundings: self.surroundings,
        };
        for verdict in verdicts.iter_mut().filter(|verdict| verdict.objection.is_none()) {
            if let Some(objection) = sight.objection(verdict.selected.case.watch) {
                *verdict = Verdict::new(verdict.selected.clone(), Some(objection), verdict.took);
            }
        }
    }
}

/// A state that is a whole number.
fn number(state: &[u8]) -> Option<i64> {
    std::str::from_utf8(state).ok()?.trim().parse().ok()
}

/// The beginning of a state, to be told.
fn shown(state: &[u8]) -> String {
    String::from_utf8_lossy(&state[..state.len().min(60)]).trim().to_owned()
}

impl Gathered {
    fn note(&mut self, exchanges: &[Exchange]) {
        for exchange in exchanges {
            match &exchange.answered {
                Answered::Failure(failure) if failure.kind == FailureKind::Refused => {
                    self.silent = SILENT;
                }
                Answered::Failure(failure) if failure.kind == FailureKind::TimedOut => {
                    self.silent += 1;
                    break;
                }
                Answered::Answer(_) => self.silent = 0,
                Answered::Failure(_) | Answered::NotAwaited => {}
            }
        }
    }

    fn is_lost(&self) -> bool {
        self.silent >= SILENT
    }
}
