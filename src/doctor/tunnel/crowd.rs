//! Who may be connected at a time: so many, and where another comes, the one that has been idle for
//! longest goes. Tunnels keep spare connections open, and that is no fault of theirs.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Connections at a time.
const SEATS: usize = 16;

/// All who are connected.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    /// The idle ones among them in the order in which they became it.
    seats: Mutex<Vec<Seat>>,
    /// Told when a seat may be had.
    freed: Notify,
}

#[derive(Debug)]
struct Seat {
    /// Told when it is taken away; which seat it is, too.
    lost: Arc<Notify>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing has come, or all that came is answered.
    Idle,
    /// In the middle of a request.
    Busy,
}

/// One who is connected; the seat is free when this is dropped.
#[derive(Debug)]
pub(super) struct Guest {
    crowd: Arc<Crowd>,
    lost: Arc<Notify>,
}

impl Crowd {
    /// A seat; waits where all others are in the middle of a request.
    pub(super) async fn seat(self: &Arc<Self>) -> Guest {
        loop {
            let freed = self.freed.notified();
            if let Some(lost) = self.take() {
                return Guest { crowd: Arc::clone(self), lost };
            }
            freed.await;
        }
    }

    fn take(&self) -> Option<Arc<Notify>> {
        let mut seats = self.lock();
        if seats.len() >= SEATS {
            let oldest = seats.iter().position(|seat| seat.state == State::Idle)?;
            seats.remove(oldest).lost.notify_one();
        }
        let lost = Arc::new(Notify::new());
        seats.push(Seat { lost: Arc::clone(&lost), state: State::Idle });
        Some(lost)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Seat>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guest {
    /// Waits until the seat is taken away.
    pub(super) async fn lost(&self) {
        self.lost.notified().await;
    }

    /// A request has come; `None` where the seat was taken away meanwhile.
    pub(super) fn begin(&self) -> Option<()> {
        let mut seats = self.crowd.lock();
        let mine = seats.iter_mut().find(|seat| Arc::ptr_eq(&seat.lost, &self.lost))?;
        mine.state = State::Busy;
        Some(())
    }

    /// It is answered: the last of the idle ones from now on.
    pub(super) fn end(&self) {
        let mut seats = self.crowd.lock();
        if let Some(at) = seats.iter().position(|seat| Arc::ptr_eq(&seat.lost, &self.lost)) {
            let mut mine = seats.remove(at);
            mine.state = State::Idle;
            seats.push(mine);
        }
        drop(seats);
        self.crowd.freed.notify_waiters();
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.crowd.lock().retain(|seat| !Arc::ptr_eq(&seat.lost, &self.lost));
        self.crowd.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::timeout;

    use super::{Crowd, Guest, SEATS};

    const SECOND: Duration = Duration::from_secs(1);

    async fn full() -> (Arc<Crowd>, Vec<Guest>) {
        let crowd = Arc::new(Crowd::default());
        let mut guests = Vec::new();
        for _ in 0..SEATS {
            guests.push(crowd.seat().await);
        }
        (crowd, guests)
    }

    #[tokio::test(start_paused = true)]
    async fn the_one_that_has_been_idle_for_longest_goes() {
        let (crowd, guests) = full().await;
        // The first is busy, the second was it until now: the third has been idle for longest.
        guests[0].begin().expect("a seat");
        guests[1].begin().expect("a seat");
        guests[1].end();
        let _more = crowd.seat().await;
        timeout(SECOND, guests[2].lost()).await.expect("the seat is taken away");
        assert_eq!(guests[2].begin(), None);
        assert!(guests[1].begin().is_some() && guests[3].begin().is_some());
        assert_eq!(crowd.lock().len(), SEATS);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_goes_in_the_middle_of_a_request_and_the_next_waits() {
        let (crowd, mut guests) = full().await;
        for guest in &guests {
            guest.begin().expect("a seat");
        }
        assert!(timeout(SECOND, crowd.seat()).await.is_err(), "a seat too many");
        let (next, ()) = tokio::join!(timeout(SECOND, crowd.seat()), async { guests[4].end() });
        let next = next.expect("a seat");
        assert_eq!(guests[4].begin(), None);
        next.begin().expect("a seat");
        let left = guests.remove(0);
        let (next, ()) = tokio::join!(timeout(SECOND, crowd.seat()), async { drop(left) });
        next.expect("a seat");
    }
}
