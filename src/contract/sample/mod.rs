//! A realistic body for each event type. The same seed and time make the same bytes, for ever, and
//! all bodies of one seed speak of one small [`World`]: one firm, its contact, its matter.

mod campaign;
mod contact;
mod deal;
mod desk;
mod dice;
mod person;
mod words;
mod world;

use jiff::Timestamp;

use super::catalog::EventType;

pub use world::World;
pub(super) use world::shift;

/// The compact JSON body of an event that happens at `at` (to the second).
#[must_use]
pub fn body(event: &EventType, seed: u64, at: Timestamp) -> String {
    World::new(seed, at).happen(event, at)
}

/// A `contact.bulk_created` body of that many contacts; LeadLex allows 500
/// `[/api-reference/contacts/bulk-create]`.
#[must_use]
pub fn bulk_contacts(count: usize, seed: u64, at: Timestamp) -> String {
    let world = World::new(seed, at);
    world.envelope("contact.bulk_created", at, contact::bulk(&world, count))
}

#[cfg(test)]
mod tests;
