//! Where replays may go: what was named at start, and what the person typed in this session.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::house::House;
use super::reply::{Refusal, json};
use crate::client::target::Target;
use crate::receiver::arrival::Reply;

/// So many are remembered.
const MOST: usize = 100;

/// The list: how many were named at start, which come first, and all of them.
#[derive(Debug)]
pub(super) struct Targets {
    named: usize,
    all: Mutex<Vec<Target>>,
}

/// How a target became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The command line or the configuration names it.
    Named,
    /// Somebody typed it on the page.
    Typed,
}

/// `POST /api/targets`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    url: String,
}

#[derive(Serialize)]
struct TargetsJson {
    targets: Vec<String>,
}

impl Targets {
    /// Those named at start; one named twice is one.
    pub(super) fn new(named: Vec<Target>) -> Self {
        let mut targets: Vec<Target> = Vec::new();
        for target in named {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        Self { named: targets.len(), all: Mutex::new(targets) }
    }

    /// As they are shown.
    pub(super) fn texts(&self) -> Vec<String> {
        self.lock().iter().map(ToString::to_string).collect()
    }

    /// The first one, which is meant where none is named.
    pub(super) fn first(&self) -> Option<Target> {
        self.lock().first().cloned()
    }

    /// The one that is asked for, and how it became known.
    pub(super) fn choose(&self, asked: Option<&str>) -> Result<(Target, Known), Refusal> {
        let targets = self.lock();
        let place = match asked {
            Some(asked) => {
                let asked = Target::parse("target", asked)?;
                targets.iter().position(|known| *known == asked).ok_or_else(|| {
                    let why = "this target was neither named at start nor typed in this session";
                    Refusal::new(403, why)
                })?
            }
            None => 0,
        };
        let Some(target) = targets.get(place) else {
            return Err(Refusal::bad("no target is known")
                .hint("type one, or start with `--to http://localhost:3000/webhooks`"));
        };
        let known = if place < self.named { Known::Named } else { Known::Typed };
        Ok((target.clone(), known))
    }

    fn add(&self, target: Target) -> Result<(), Refusal> {
        let mut targets = self.lock();
        if targets.contains(&target) {
            return Ok(());
        }
        if targets.len() >= MOST {
            return Err(Refusal::bad(format!("{MOST} targets are as many as are kept")));
        }
        targets.push(target);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Target>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds what the person typed, if the client would call it at all.
pub(super) async fn add(house: &House, body: &[u8]) -> Result<Reply, Refusal> {
    let typed: Typed =
        serde_json::from_slice(body).map_err(|error| Refusal::bad(error.to_string()))?;
    let target = Target::parse("target", &typed.url)?;
    house.replays.client().check(&target).await?;
    house.targets.add(target)?;
    Ok(json(200, &TargetsJson { targets: house.targets.texts() }))
}
