//! Large answers: readers may be slow, so only so many bytes wait for them at the same time.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::reply::Refusal;
use crate::receiver::arrival::Reply;

/// What takes no room.
const SMALL: usize = 64 * 1024;
/// Bytes in all: some bodies of the usual bound at once. One that is larger waits alone.
const ALL: usize = 64 * 1024 * 1024;
/// The grain in which room is counted.
const GRAIN: usize = 1024;

/// The room for them.
pub(super) struct Large(Arc<Semaphore>);

/// Room for one of them; a small one takes none.
pub(super) struct Room(Option<OwnedSemaphorePermit>);

/// A body with its room, which is free again once all of it is written or its reader has gone.
struct Held {
    body: Bytes,
    _room: Room,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

impl Large {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(ALL / GRAIN)))
    }

    /// The answer with room for its body.
    pub(super) fn hold(&self, reply: Reply) -> Result<Reply, Refusal> {
        Ok(self.room(reply.body.len())?.hold(reply))
    }

    /// Room for a body of that size.
    pub(super) fn room(&self, size: usize) -> Result<Room, Refusal> {
        if size <= SMALL {
            return Ok(Room(None));
        }
        let grains = u32::try_from(size.min(ALL).div_ceil(GRAIN)).unwrap_or(u32::MAX);
        Arc::clone(&self.0).try_acquire_many_owned(grains).map(|room| Room(Some(room))).map_err(
            |_| {
                Refusal::new(503, "too many large answers are being read")
                    .hint("try again when the others are through, in a second or two")
            },
        )
    }
}

impl Room {
    /// The answer for which it was taken.
    pub(super) fn hold(self, reply: Reply) -> Reply {
        if self.0.is_none() {
            return reply;
        }
        let body = Bytes::from_owner(Held { body: reply.body, _room: self });
        Reply { body, ..reply }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{ALL, Large, SMALL};
    use crate::receiver::arrival::Reply;

    fn reply(size: usize) -> Reply {
        Reply { body: Bytes::from(vec![b'x'; size]), ..Reply::empty(200) }
    }

    #[test]
    fn room_is_taken_as_long_as_any_part_of_a_body_is_there() {
        let large = Large::new();
        let mut first = large.hold(reply(ALL - SMALL)).expect("room");
        let part = first.body.split_to(1);
        drop(first);
        assert_eq!(large.hold(reply(SMALL + 1)).expect_err("no room").status, 503);
        assert!(large.hold(reply(SMALL)).is_ok());
        drop(part);
        let whole = large.hold(reply(2 * ALL)).expect("one of any size");
        assert_eq!(whole.body.len(), 2 * ALL);
    }
}
