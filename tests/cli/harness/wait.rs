//! Waiting for a state instead of sleeping for it.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a state is waited for that comes at once on an idle machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Looks until there is something to see.
///
/// # Panics
/// When `patience` is over; `what` says what was waited for.
#[track_caller]
pub(crate) fn until<T>(what: &str, patience: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < deadline, "waited {patience:?} for {what}");
        sleep(Duration::from_millis(2));
    }
}
