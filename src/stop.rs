//! The wish to end, handed to everything that runs for long.

use tokio::sync::watch;

/// The side that ends things.
#[derive(Debug)]
pub struct StopSwitch(watch::Sender<bool>);

/// The side that is asked to end.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

/// A switch and what it stops.
#[must_use]
pub fn pair() -> (StopSwitch, Stop) {
    let (sender, receiver) = watch::channel(false);
    (StopSwitch(sender), Stop(receiver))
}

impl StopSwitch {
    /// Asks everything that holds the other side to end.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Whether the end was asked for.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the end is asked for; a switch that is gone counts as asking.
    pub async fn requested(&mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}
