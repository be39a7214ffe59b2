//! The rows of one resource, with the orders in which the API pages them kept up to date: a page is
//! a slice, however many rows there are.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

/// The fields of one object, without its id and its dates.
pub(crate) type Fields = Map<String, Value>;

/// The place of a row in its table; it never changes and is never used again.
pub(crate) type Slot = u32;

/// One row. Dates are seconds of the workspace's clock.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) id: Arc<str>,
    pub(crate) created: i64,
    pub(crate) updated: i64,
    /// Whether it was changed since it was created.
    pub(crate) changed: bool,
    /// `None` as long as the row is as it was seeded: half a million of those take little memory.
    pub(crate) own: Option<Box<Fields>>,
}

/// Slots sorted by a date; rows of the same second are sorted by slot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order(Vec<u64>);

fn order_key(at: i64, slot: Slot) -> u64 {
    (u64::from(u32::try_from(at.max(0)).unwrap_or(u32::MAX)) << 32) | u64::from(slot)
}

fn slot_of(key: u64) -> Slot {
    (key & u64::from(u32::MAX)) as Slot
}

impl Order {
    fn insert(&mut self, at: i64, slot: Slot) {
        let key = order_key(at, slot);
        if let Err(place) = self.0.binary_search(&key) {
            self.0.insert(place, key);
        }
    }

    fn remove(&mut self, at: i64, slot: Slot) {
        if let Ok(place) = self.0.binary_search(&order_key(at, slot)) {
            self.0.remove(place);
        }
    }

    /// How many rows are dated before that second.
    pub(crate) fn before(&self, at: i64) -> usize {
        self.0.partition_point(|key| *key < order_key(at, 0))
    }

    /// The slots from place to place, oldest first.
    pub(crate) fn slots(&self) -> impl DoubleEndedIterator<Item = Slot> + ExactSizeIterator + '_ {
        self.0.iter().map(|key| slot_of(*key))
    }

    /// The slots of a range of places.
    pub(crate) fn range(
        &self,
        from: usize,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = Slot> + ExactSizeIterator + '_ {
        let to = to.min(self.0.len());
        self.0[from.min(to)..to].iter().map(|key| slot_of(*key))
    }
}

/// The rows of one resource.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    items: Vec<Option<Item>>,
    by_id: HashMap<Arc<str>, Slot>,
    /// By date of creation.
    pub(crate) created: Order,
    /// By date of the last change.
    pub(crate) updated: Order,
    /// Counted up by every change of what is in here.
    pub(crate) version: u64,
}

impl Table {
    /// Adds rows as they were seeded, oldest first.
    pub(crate) fn seed(&mut self, items: Vec<Item>) {
        let slots = 0..Slot::try_from(items.len()).unwrap_or(Slot::MAX);
        self.by_id.reserve(items.len());
        for (item, slot) in items.iter().zip(slots) {
            self.by_id.insert(Arc::clone(&item.id), slot);
            self.created.0.push(order_key(item.created, slot));
            self.updated.0.push(order_key(item.updated, slot));
        }
        self.created.0.sort_unstable();
        self.updated.0.sort_unstable();
        self.items = items.into_iter().map(Some).collect();
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.created.0.len()
    }

    /// How many rows there ever were.
    pub(crate) fn ever(&self) -> usize {
        self.items.len()
    }

    /// The row in a slot, if it is still there.
    pub(crate) fn get(&self, slot: Slot) -> Option<&Item> {
        self.items.get(slot as usize)?.as_ref()
    }

    /// The slot of an id.
    pub(crate) fn find(&self, id: &str) -> Option<Slot> {
        self.by_id.get(id).copied()
    }

    /// Adds a row.
    pub(crate) fn insert(&mut self, item: Item) -> Slot {
        let slot = Slot::try_from(self.items.len()).unwrap_or(Slot::MAX);
        self.by_id.insert(Arc::clone(&item.id), slot);
        self.created.insert(item.created, slot);
        self.updated.insert(item.updated, slot);
        self.items.push(Some(item));
        self.version += 1;
        slot
    }

    /// Replaces the fields of a row and dates the change; `None` leaves its date alone.
    pub(crate) fn change(&mut self, slot: Slot, fields: Fields, at: Option<i64>) {
        let Some(item) = self.items.get_mut(slot as usize).and_then(Option::as_mut) else {
            return;
        };
        item.own = Some(Box::new(fields));
        if let Some(at) = at {
            self.updated.remove(item.updated, slot);
            item.updated = at;
            item.changed = true;
            self.updated.insert(at, slot);
        }
        self.version += 1;
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, slot: Slot) -> Option<Item> {
        let item = self.items.get_mut(slot as usize)?.take()?;
        self.by_id.remove(&item.id);
        self.created.remove(item.created, slot);
        self.updated.remove(item.updated, slot);
        self.version += 1;
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Item, Slot, Table};

    fn item(id: &str, at: i64) -> Item {
        let own = Some(Box::new(Fields::new()));
        Item { id: id.into(), created: at, updated: at, changed: false, own }
    }

    fn updated(table: &Table) -> Vec<Slot> {
        table.updated.slots().collect()
    }

    #[test]
    fn a_change_moves_a_row_to_the_end_of_one_order_only() {
        let mut table = Table::default();
        table.seed(vec![item("a", 10), item("b", 20), item("c", 20)]);
        assert_eq!(updated(&table), [0, 1, 2]);
        table.change(0, Fields::new(), Some(30));
        assert_eq!(updated(&table), [1, 2, 0]);
        assert_eq!(table.created.slots().collect::<Vec<_>>(), [0, 1, 2]);
        table.change(2, Fields::new(), None);
        assert_eq!(updated(&table), [1, 2, 0]);
    }

    #[test]
    fn what_is_removed_is_in_no_order_and_its_slot_stays_empty() {
        let mut table = Table::default();
        table.seed(vec![item("a", 10), item("b", 20)]);
        assert!(table.remove(0).is_some() && table.remove(0).is_none());
        assert_eq!((table.len(), table.ever(), table.find("a")), (1, 2, None));
        assert_eq!(table.insert(item("a", 5)), 2);
        assert_eq!(table.created.slots().collect::<Vec<_>>(), [2, 1]);
        assert_eq!(table.created.before(20), 1);
    }
}
