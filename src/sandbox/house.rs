//! What all parts of a running sandbox share: one state behind one lock that is never held while
//! anything is waited for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc};

use super::calls::Calls;
use super::fault::Faults;
use super::hook::Hooks;
use super::key::Key;
use super::limit::Meter;
use super::readings::Readings;
use super::settings::Settings;
use super::told::Told;
use super::world::World;
use super::world::seed::IdForm;
use crate::client::Client;
use crate::contract::retry::RetrySchedule;
use crate::stop::Stop;

/// Deliveries at the same time.
pub(crate) const AT_ONCE: usize = 32;

/// The state.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) hooks: Hooks,
    pub(crate) meter: Meter,
    pub(crate) keys: Vec<Key>,
    /// Resources that no key may touch.
    pub(crate) forbidden: Vec<String>,
    pub(crate) readings: Readings,
    pub(crate) faults: Faults,
    pub(crate) calls: Calls,
    /// Counts the answers, for their request ids.
    pub(crate) answered: u64,
}

impl State {
    /// The state at the start.
    pub(crate) fn new(settings: &Settings) -> Self {
        let digits = settings.readings.is("ids", "digits");
        let world = World::new(settings, if digits { IdForm::Digits } else { IdForm::Uuid });
        let mut keys = Key::fixed();
        keys.retain(|fixed| settings.keys.iter().all(|key| key.text != fixed.text));
        keys.extend(settings.keys.iter().cloned());
        Self {
            hooks: Hooks::new(
                &settings.webhooks,
                settings.edition,
                settings.loopback_webhooks,
                world.clock.now(),
            ),
            world,
            meter: Meter::new(settings.plan),
            keys,
            forbidden: settings.forbidden.clone(),
            readings: settings.readings.clone(),
            faults: Faults::new(settings.faults.clone(), settings.seed),
            calls: Calls::default(),
            answered: 0,
        }
    }
}

/// Everything else.
#[derive(Debug)]
pub(crate) struct House {
    state: Mutex<State>,
    pub(crate) client: Client,
    pub(crate) schedule: RetrySchedule,
    pub(crate) places: Semaphore,
    pub(crate) runtime: Handle,
    pub(crate) stop: Stop,
    told: Option<mpsc::Sender<Told>>,
}

impl House {
    pub(crate) fn new(
        state: State,
        client: Client,
        schedule: RetrySchedule,
        stop: Stop,
        told: Option<mpsc::Sender<Told>>,
    ) -> Self {
        Self {
            state: Mutex::new(state),
            client,
            schedule,
            places: Semaphore::new(AT_ONCE),
            runtime: Handle::current(),
            stop,
            told,
        }
    }

    /// The state. A call that broke off has done what it had done by then.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever listens; a listener that is behind misses some.
    pub(crate) fn tell(&self, told: Told) {
        if let Some(listener) = &self.told {
            let _ = listener.try_send(told);
        }
    }
}
