//! The wish to end, handed to everything that runs for long.

use tokio::sync::watch;

/// Why the end was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The work is done.
    Finished,
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

/// The side that ends things.
#[derive(Clone, Debug)]
pub struct StopSwitch(watch::Sender<Option<Cause>>);

/// The side that is asked to end.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<Option<Cause>>);

/// A switch and what it stops.
#[must_use]
pub fn pair() -> (StopSwitch, Stop) {
    let (sender, receiver) = watch::channel(None);
    (StopSwitch(sender), Stop(receiver))
}

/// A stop that Ctrl-C and SIGTERM ask for. Needs a running runtime.
#[must_use]
pub fn on_signal() -> (StopSwitch, Stop) {
    let (switch, stop) = pair();
    let signalled = switch.clone();
    // Heard from here on, not only when the task first runs: whoever is told that we are ready may
    // ask us to end at once.
    let heard = signal();
    tokio::spawn(async move { signalled.stop(heard.await) });
    (switch, stop)
}

impl StopSwitch {
    /// Asks everything that holds the other side to end; the first cause stays.
    pub fn stop(&self, cause: Cause) {
        self.0.send_if_modified(|known| {
            let first = known.is_none();
            known.get_or_insert(cause);
            first
        });
    }
}

impl Stop {
    /// Why the end was asked for, if it was.
    #[must_use]
    pub fn cause(&self) -> Option<Cause> {
        *self.0.borrow()
    }

    /// Waits until the end is asked for; a switch that is gone counts as finished.
    pub async fn requested(&mut self) -> Cause {
        self.0
            .wait_for(Option::is_some)
            .await
            .ok()
            .and_then(|cause| *cause)
            .unwrap_or(Cause::Finished)
    }
}

#[cfg(unix)]
fn signal() -> impl Future<Output = Cause> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    async move {
        // Without a handler a signal keeps its default action.
        let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => Cause::Interrupt,
            _ = terminate.recv() => Cause::Terminate,
        }
    }
}

#[cfg(not(unix))]
async fn signal() -> Cause {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Cause::Interrupt,
        Err(_) => std::future::pending().await,
    }
}
