//! The places of a server for connections, and who has to go when they are all taken.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// What a newcomer meets where all places are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FullHouse {
    /// It is told so, and goes.
    TurnsAway,
    /// The place of whoever has kept the server waiting for longest.
    MakesRoom,
}

/// All places.
#[derive(Debug)]
pub(super) struct Seats {
    free: Arc<Semaphore>,
    taken: Mutex<Vec<Weak<Seat>>>,
    full_house: FullHouse,
}

/// One place, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    place: Mutex<Option<OwnedSemaphorePermit>>,
    /// Since when the server waits for the client; nothing while it works for it.
    waiting: Mutex<Option<Instant>>,
    lost: Notify,
}

/// A request and its answer; after it the server waits again.
#[derive(Debug)]
pub(super) struct Turn(Arc<Seat>);

impl Seats {
    pub(super) fn new(places: usize, full_house: FullHouse) -> Self {
        let free = Arc::new(Semaphore::new(places));
        Self { free, taken: Mutex::new(Vec::new()), full_house }
    }

    /// A place, if there is one or somebody has to leave theirs.
    pub(super) fn take(&self) -> Option<Arc<Seat>> {
        let free = Arc::clone(&self.free).try_acquire_owned().ok();
        let place = free.or_else(|| self.freed())?;
        let seat = Arc::new(Seat {
            place: Mutex::new(Some(place)),
            waiting: Mutex::new(Some(Instant::now())),
            lost: Notify::new(),
        });
        if self.full_house == FullHouse::MakesRoom {
            let mut taken = lock(&self.taken);
            taken.retain(|seat| seat.strong_count() > 0);
            taken.push(Arc::downgrade(&seat));
        }
        Some(seat)
    }

    /// The place of whoever has been waited for longest.
    fn freed(&self) -> Option<OwnedSemaphorePermit> {
        let taken = lock(&self.taken);
        let seats = taken.iter().filter_map(Weak::upgrade);
        let waited_for = seats.filter_map(|seat| {
            let since = (*lock(&seat.waiting))?;
            Some((since, seat))
        });
        let (_, seat) = waited_for.min_by_key(|(since, _)| *since)?;
        *lock(&seat.waiting) = None;
        seat.lost.notify_one();
        lock(&seat.place).take()
    }
}

impl Seat {
    /// Ends when somebody else has the place.
    pub(super) async fn lost(&self) {
        self.lost.notified().await;
    }

    /// A request has begun; it still has to come whole.
    pub(super) fn turn(self: &Arc<Self>) -> Turn {
        Turn(Arc::clone(self))
    }

    /// The request has come; the server works until its turn is over.
    pub(super) fn work(&self) {
        *lock(&self.waiting) = None;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *lock(&self.0.waiting) = Some(Instant::now());
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::{advance, timeout};

    use super::{FullHouse, Seat, Seats};

    async fn is_lost(seat: &Seat) -> bool {
        timeout(Duration::from_millis(1), seat.lost()).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_waited_for_longest_makes_room_and_nobody_at_work_does() {
        let seats = Seats::new(3, FullHouse::MakesRoom);
        let mut taken = Vec::new();
        for _ in 0..3 {
            taken.push(seats.take().expect("a free place"));
            advance(Duration::from_secs(1)).await;
        }
        let turn = taken[0].turn();
        taken[0].work();
        let fourth = seats.take().expect("the place of the second");
        assert!(is_lost(&taken[1]).await && !is_lost(&taken[0]).await);
        advance(Duration::from_secs(1)).await;
        drop(turn);
        let _fifth = seats.take().expect("the place of the third");
        assert!(is_lost(&taken[2]).await);
        // The first has been waited for since its answer, the fourth since it came.
        let _sixth = seats.take().expect("the place of the fourth");
        assert!(is_lost(&fourth).await && !is_lost(&taken[0]).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_place_is_free_again_once_and_not_twice() {
        for full_house in [FullHouse::TurnsAway, FullHouse::MakesRoom] {
            let seats = Seats::new(1, full_house);
            let first = seats.take().expect("a free place");
            let second = seats.take();
            assert_eq!(second.is_some(), full_house == FullHouse::MakesRoom);
            drop((first, second));
            let only = seats.take().expect("free again");
            only.work();
            assert!(seats.take().is_none(), "{full_house:?}");
            assert_eq!(Arc::strong_count(&only), 1);
        }
    }
}
