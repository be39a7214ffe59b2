//! Why a signature was wrong, while listening: at most once a second, after the answer has left, and
//! never for the sender's eyes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::commands::explainer::{Delivery, Explainer};
use crate::contract::explain::{Effort, Explanation};
use crate::store::open_reader;

/// Between two explanations: a flood of forgeries must not keep a core busy.
const PAUSE: Duration = Duration::from_secs(1);

/// Explains rejected arrivals, some of them.
pub(super) struct Passing {
    explainer: Explainer,
    store: PathBuf,
    last: Option<Instant>,
}

impl Passing {
    pub(super) fn new(explainer: Explainer, store: PathBuf) -> Self {
        Self { explainer, store, last: None }
    }

    /// An explanation, unless the last one was a moment ago.
    pub(super) fn explain(&mut self, delivery: Delivery<'_>) -> Option<Explanation> {
        if self.last.is_some_and(|last| last.elapsed() < PAUSE) {
            return None;
        }
        // Opened for each: a connection that stays would keep the log from being closed cleanly.
        let log = open_reader(&self.store).ok();
        let explained = self.explainer.explain(delivery, log.as_ref(), Effort::Passing);
        self.last = Some(Instant::now());
        Some(explained)
    }
}
