//! The memory that strangers share: large heads and bodies take their room here first, so that many
//! at once wait or are refused instead of filling the machine.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes that need no room. A webhook is smaller: no crowd of large ones keeps it out.
pub(super) const FREE: usize = 16 * 1024;
/// Bytes in all, unless one body may be larger.
const ALL: usize = 32 * 1024 * 1024;
/// The grain in which room is counted.
const GRAIN: usize = 1024;
/// How long room is waited for: less than a sender waits for its answer.
const PATIENCE: Duration = Duration::from_secs(8);

/// What is left.
#[derive(Clone, Debug)]
pub(super) struct Room {
    places: Arc<Semaphore>,
}

/// Room that was taken; it is free again when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Taken {
    _places: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Room for at least one of the `largest`.
    pub(super) fn new(largest: usize) -> Self {
        let grains = ALL.max(largest).div_ceil(GRAIN).min(Semaphore::MAX_PERMITS);
        Self { places: Arc::new(Semaphore::new(grains)) }
    }

    /// Waits for room for a body; `None` when there is none for too long.
    pub(super) async fn wait(&self, bytes: usize) -> Option<Taken> {
        let places = Arc::clone(&self.places).acquire_many_owned(grains(bytes)?);
        let taken = tokio::time::timeout(PATIENCE, places).await.ok()?.ok()?;
        Some(Taken { _places: Some(taken) })
    }

    /// Takes room that is there at once.
    pub(super) fn take(&self, bytes: usize) -> Option<Taken> {
        let taken = Arc::clone(&self.places).try_acquire_many_owned(grains(bytes)?).ok()?;
        Some(Taken { _places: Some(taken) })
    }
}

fn grains(bytes: usize) -> Option<u32> {
    u32::try_from(bytes.div_ceil(GRAIN)).ok()
}

#[cfg(test)]
mod tests {
    use super::{ALL, Room};

    #[tokio::test(start_paused = true)]
    async fn room_is_shared_waited_for_and_given_back() {
        let room = Room::new(1);
        let half = room.wait(ALL / 2).await.expect("room");
        let rest = room.take(ALL / 2).expect("room");
        assert!(room.take(1).is_none());
        assert!(room.wait(1).await.is_none());
        drop(rest);
        assert!(room.wait(ALL / 2).await.is_some());
        assert!(room.wait(ALL).await.is_none());
        drop(half);
        assert!(room.wait(ALL).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn the_largest_body_always_fits() {
        let room = Room::new(5 * ALL);
        assert!(room.wait(5 * ALL).await.is_some());
    }
}
