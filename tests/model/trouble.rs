//! What goes wrong: faults of the API for a cycle, and kills at some point where it waits.

use std::pin::Pin;
use std::task::{Context, Poll};

use super::chance::Chance;

/// Faults of any kind. A total that lies is never drawn together with rows that are left out: when
/// both agree on the wrong number nobody can know.
const FAULTS: &[&str] = &[
    "429=day,times=1,share=0.2",
    "429=minute,times=1,share=0.2",
    "429=no-header,times=1,share=0.2",
    "429=retry-after:0,share=0.3",
    "500,share=0.3",
    "502,share=0.7",
    "503,share=0.95",
    "slow=3ms,share=0.5",
    "hang,times=1,share=0.1",
    "reset,share=0.2",
    "html=200,share=0.2",
    "html=502,share=0.3",
    "truncated=length,share=0.2",
    "truncated=json,share=0.2",
    "empty,share=0.2",
    "bad-row=no-id,share=0.4",
    "bad-row=not-object,share=0.4",
    "bad-row=null-id,share=0.4",
    "bad-row=wrong-types,share=0.4",
    "shift=insert,share=0.5",
    "shift=delete,share=0.5",
    "shift=update,share=0.5",
    "shift=both,share=0.5",
    "repeat-row,share=0.6",
    "skip-row,share=0.6",
    "dates=no-zone",
    "dates=missing,share=0.4",
    "dates=garbage,share=0.4",
    "dates=future,share=0.4",
    "number-ids,share=0.5",
    "expired-key,times=1,share=0.1",
    "forbidden,share=0.2",
    "quota-headers=missing,share=0.5",
    "quota-headers=garbage,share=0.5",
    "redirect,share=0.1",
    "export-short=3",
    "export-column=id",
    "export-column=created_at",
    "clock-back=90,times=1,share=0.2",
];
const LIES: &[&str] = &[
    "total=+1,share=0.5",
    "total=-1,share=0.5",
    "total=+9",
    "total=-9",
    "total=missing,share=0.5",
    "total=text,share=0.5",
];

/// The faults of one cycle; often none.
pub(crate) fn faults(chance: &mut Chance) -> Vec<&'static str> {
    match chance.below(10) {
        0..=3 => Vec::new(),
        4 => vec![chance.pick(LIES)],
        5..=7 => vec![chance.pick(FAULTS)],
        _ => vec![chance.pick(FAULTS), chance.pick(FAULTS)],
    }
}

/// A future that dies after it was polled so often: what it waited for then is dropped with it, as
/// it is with a process that is killed.
pub(crate) struct Mortal<F> {
    future: Pin<Box<F>>,
    left: u64,
}

impl<F: Future> Mortal<F> {
    pub(crate) fn new(future: F, left: Option<u64>) -> Self {
        Self { future: Box::pin(future), left: left.unwrap_or(u64::MAX) }
    }
}

impl<F: Future> Future for Mortal<F> {
    /// `None` when it was killed.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.future.as_mut().poll(context).map(Some)
    }
}
