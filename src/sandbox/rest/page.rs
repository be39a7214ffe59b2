//! Which rows a page holds: found by place in an order that is kept, so that the last page of half a
//! million costs what the first does.

use jiff::Timestamp;

use super::Call;
use crate::sandbox::world::World;
use crate::sandbox::world::chance::mix;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::table::Slot;

/// Rows on a page `[/api-reference/contacts/list]`.
const DEFAULT: usize = 50;
/// At most.
pub(crate) const MOST: usize = 100;

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Created,
    Updated,
    Name,
    Shuffled,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

/// The page that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paging {
    pub(crate) page: usize,
    pub(crate) per_page: usize,
    /// Rows that a fault moves the page by.
    moved: i64,
}

/// A filter of rows.
type Filter<'a> = Box<dyn Fn(&World, Slot) -> bool + 'a>;

/// What rows are asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) kind: Kind,
    pub(crate) sort: Sort,
    pub(crate) way: Way,
    /// Seconds of creation, the first one in and the first one out.
    pub(crate) created: (i64, i64),
    /// The first second of the last change.
    pub(crate) updated_from: Option<i64>,
    /// Only these, if not all.
    pub(crate) within: Option<Vec<Slot>>,
    /// Only those that this lets through, if not all.
    pub(crate) filter: Option<Filter<'a>>,
}

impl<'a> Wanted<'a> {
    pub(crate) fn all(kind: Kind, sort: Sort, way: Way) -> Self {
        let created = (i64::MIN, i64::MAX);
        Self { kind, sort, way, created, updated_from: None, within: None, filter: None }
    }

    /// Adds a filter to those that are there.
    pub(crate) fn only(&mut self, filter: impl Fn(&World, Slot) -> bool + 'a) {
        self.filter = Some(match self.filter.take() {
            None => Box::new(filter),
            Some(before) => Box::new(move |world, slot| before(world, slot) && filter(world, slot)),
        });
    }

    /// The rows of a page, and how many there are on all pages.
    pub(crate) fn choose(&self, world: &mut World, paging: Paging) -> (Vec<Slot>, usize) {
        if self.sort == Sort::Name {
            world.by_name();
        }
        let by_place = self.within.is_none()
            && self.filter.is_none()
            && self.updated_from.is_none()
            && self.is_range();
        if by_place {
            return self.by_place(world, paging);
        }
        let chosen = self.matching(world);
        let (from, to) = paging.range(chosen.len());
        let total = chosen.len();
        (chosen.into_iter().skip(from).take(to - from).collect(), total)
    }

    /// Whether the rows follow each other in an order that is kept.
    fn is_range(&self) -> bool {
        match self.sort {
            Sort::Created => true,
            Sort::Updated => self.created == (i64::MIN, i64::MAX),
            Sort::Name | Sort::Shuffled => false,
        }
    }

    fn by_place(&self, world: &World, paging: Paging) -> (Vec<Slot>, usize) {
        let table = world.table(self.kind);
        let (order, first, end) = match self.sort {
            Sort::Updated => (&table.updated, 0, table.len()),
            _ => {
                let first = table.created.before(self.created.0);
                let end = match self.created.1 {
                    i64::MAX => table.len(),
                    at => table.created.before(at),
                };
                (&table.created, first, end.max(first))
            }
        };
        let (from, to) = paging.range(end - first);
        let slots = match self.way {
            Way::Up => order.range(first + from, first + to).collect(),
            Way::Down => order.range(end - to, end - from).rev().collect(),
        };
        (slots, end - first)
    }

    fn matching(&self, world: &mut World) -> Vec<Slot> {
        let mut slots: Vec<Slot> = match (&self.within, self.sort) {
            (Some(within), _) => within.clone(),
            (None, Sort::Name) => world.by_name().to_vec(),
            (None, Sort::Updated) => world.table(self.kind).updated.slots().collect(),
            (None, _) => world.table(self.kind).created.slots().collect(),
        };
        let table = world.table(self.kind);
        slots.retain(|slot| {
            let Some(item) = table.get(*slot) else {
                return false;
            };
            item.created >= self.created.0
                && item.created < self.created.1
                && self.updated_from.is_none_or(|from| item.updated >= from)
                && self.filter.as_ref().is_none_or(|filter| filter(world, *slot))
        });
        match (&self.within, self.sort) {
            (_, Sort::Shuffled) => slots.sort_by_cached_key(|slot| mix(u64::from(*slot))),
            (Some(_), Sort::Name) => {
                slots.sort_by_cached_key(|slot| world.text(self.kind, *slot, "full_name"));
            }
            (Some(_), sort) => slots.sort_by_key(|slot| {
                let at = table.get(*slot).map(|item| match sort {
                    Sort::Updated => item.updated,
                    _ => item.created,
                });
                (at, *slot)
            }),
            (None, _) => {}
        }
        if self.way == Way::Down {
            slots.reverse();
        }
        slots
    }
}

impl Paging {
    /// Reads `page` and `per_page`; more than `most` rows are never given.
    ///
    /// # Errors
    /// Something that is no number from 1.
    pub(crate) fn read(call: &Call<'_>, most: usize) -> Result<Self, Denied> {
        let page = call.query.number("page", 1)?;
        let per_page = call.query.number("per_page", DEFAULT)?.min(most);
        let moved =
            i64::from(call.strikes.has("skip-row")) - i64::from(call.strikes.has("repeat-row"));
        Ok(Self { page, per_page, moved })
    }

    /// That page, whatever strikes.
    pub(crate) fn of(page: usize, per_page: usize) -> Self {
        Self { page, per_page, moved: 0 }
    }

    /// The places of its rows among so many.
    pub(crate) fn range(&self, total: usize) -> (usize, usize) {
        let first = (self.page - 1).saturating_mul(self.per_page);
        let by = usize::try_from(self.moved.unsigned_abs()).unwrap_or_default();
        let from = if self.moved < 0 { first.saturating_sub(by) } else { first.saturating_add(by) };
        let from = from.min(total);
        (from, from.saturating_add(self.per_page).min(total))
    }

    /// What `meta` says of it.
    pub(crate) fn meta(&self, total: usize) -> Option<[usize; 3]> {
        Some([self.page, self.per_page, total])
    }
}

/// The first second that is after a time, by the reading of `after`.
pub(crate) fn from_second(call: &Call<'_>, at: Timestamp) -> i64 {
    let whole = at.subsec_nanosecond() == 0;
    match call.readings.is("after", "inclusive") {
        true if whole => at.as_second(),
        _ => at.as_second() + 1,
    }
}

/// The first second that is no longer before a time.
pub(crate) fn to_second(call: &Call<'_>, at: Timestamp) -> i64 {
    let whole = at.subsec_nanosecond() == 0;
    match call.readings.is("after", "exclusive") {
        true if whole => at.as_second(),
        _ => at.as_second() + 1,
    }
}

/// The order of a resource whose own is not known.
pub(crate) fn unknown_order(call: &Call<'_>, reading: &str) -> (Sort, Way) {
    match call.readings.get(reading) {
        "desc" => (Sort::Created, Way::Down),
        "shuffled" => (Sort::Shuffled, Way::Up),
        _ => (Sort::Created, Way::Up),
    }
}
