//! A deadline for one piece of work after another, with one timer for all of them: it is set anew only
//! when it goes off, and never for what ended in time.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::{Sleep, sleep};

/// What nothing may take longer than.
#[derive(Debug)]
pub(super) struct Limit {
    time: Duration,
    /// Set for a piece of work that may have ended long ago: never later than it has to go off.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Limit {
    pub(super) fn new(time: Duration) -> Self {
        Self { time, alarm: None }
    }

    /// Does a piece of work that began then; `None` when it takes too long.
    pub(super) async fn hold<F: Future>(&mut self, begun: Instant, work: F) -> Option<F::Output> {
        let Self { time, alarm } = self;
        let mut work = pin!(work);
        poll_fn(|cx| {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(Some(done));
            }
            let alarm = alarm.get_or_insert_with(|| Box::pin(sleep(*time)));
            loop {
                ready!(alarm.as_mut().poll(cx));
                let left = time.saturating_sub(begun.elapsed());
                if left.is_zero() {
                    return Poll::Ready(None);
                }
                alarm.set(sleep(left));
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::time::{Duration, Instant};

    use super::Limit;

    const TIME: Duration = Duration::from_millis(60);

    #[tokio::test]
    async fn each_piece_of_work_has_the_whole_time_and_no_more() {
        let mut limit = Limit::new(TIME);
        for _ in 0..3 {
            let work = tokio::time::sleep(TIME / 2);
            assert!(limit.hold(Instant::now(), work).await.is_some());
        }
        let begun = Instant::now();
        assert!(limit.hold(begun, pending::<()>()).await.is_none());
        assert!(begun.elapsed() >= TIME, "{:?}", begun.elapsed());
        let work = tokio::time::sleep(TIME / 2);
        assert!(limit.hold(Instant::now(), work).await.is_some(), "and the next as well");
    }
}
