//! What this process is attempting right now. A lease is a matter of time and of the store; that an
//! attempt is under way here is known better here, whatever the clock and the disk do.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The deliveries whose attempts are under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Hands(Arc<Mutex<HashSet<i64>>>);

/// One of them, until dropped.
#[derive(Debug)]
pub(super) struct Held {
    hands: Hands,
    number: i64,
}

impl Hands {
    /// Takes a delivery; `None` when it is under way already.
    pub(super) fn take(&self, number: i64) -> Option<Held> {
        let is_new = self.numbers().insert(number);
        is_new.then(|| Held { hands: self.clone(), number })
    }

    fn numbers(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.hands.numbers().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::Hands;

    #[test]
    fn a_delivery_is_held_once_and_free_again_when_it_is_let_go() {
        let hands = Hands::default();
        let held = hands.take(1).expect("nobody holds it");
        assert!(hands.take(1).is_none());
        assert!(hands.take(2).is_some());
        drop(held);
        assert!(hands.take(1).is_some());
    }
}
