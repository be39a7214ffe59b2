//! What of a feed is new: since when it is watched, how far it was read, and what for.

use jiff::{SignedDuration, Timestamp};

use super::row::Row;
use crate::store::poll::Watermark;

/// A feed is read again from this much before its watermark: rows can become visible late, and
/// nobody says whether `*_after` includes its own second.
pub const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// The same for mails, whose openings are reported by machines of others.
pub const MAIL_OVERLAP: SignedDuration = SignedDuration::from_hours(1);

/// What reading a feed is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To learn what is there: no events, but those asked for by `since`.
    Baseline,
    /// To tell what changed.
    Watch,
    /// To say what happened between `since` and this time by the API's own dates. Nothing is
    /// remembered.
    Review {
        /// The end of the period, not part of it.
        until: Timestamp,
    },
}

/// The light in which rows are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// When the feed's baseline was taken: what is older existed already.
    pub baseline_at: Timestamp,
    /// The latest date read so far, by the API's own clock.
    pub mark: Option<Timestamp>,
    /// Tell of what was created or changed since then, too, although it is known.
    pub since: Option<Timestamp>,
    /// The API's own time where it says it, else ours.
    pub now: Timestamp,
    /// How many resources the feed holds.
    pub known: u64,
    /// What for.
    pub purpose: Purpose,
}

impl Window {
    /// The first reading of a feed.
    #[must_use]
    pub fn baseline(now: Timestamp) -> Self {
        let purpose = Purpose::Baseline;
        Self { baseline_at: now, mark: None, since: None, now, known: 0, purpose }
    }

    /// Every later one.
    #[must_use]
    pub fn watch(watermark: &Watermark, now: Timestamp) -> Self {
        Self {
            baseline_at: watermark.baseline_at,
            mark: watermark.mark,
            since: None,
            now,
            known: watermark.known,
            purpose: Purpose::Watch,
        }
    }

    /// A look at a period, from `since` to before `until`.
    #[must_use]
    pub fn review(since: Timestamp, until: Timestamp, now: Timestamp) -> Self {
        Self { since: Some(since), purpose: Purpose::Review { until }, ..Self::baseline(now) }
    }

    /// The same, but telling again what happened since then.
    #[must_use]
    pub fn since(self, since: Option<Timestamp>) -> Self {
        Self { since, ..self }
    }

    /// From when a feed is to be read: `updated_after=…`, or where newest-first pages may end.
    /// `None` when there is no watermark yet.
    #[must_use]
    pub fn floor(&self, overlap: SignedDuration) -> Option<Timestamp> {
        let marked = self.mark.map(|mark| before(mark, overlap));
        match (marked, self.since) {
            (Some(mark), Some(since)) => Some(mark.min(since)),
            (mark, since) => mark.or(since),
        }
    }

    /// Whether a page of newest-first rows reaches below the floor, so that no further page is
    /// needed. Rows without dates say nothing.
    #[must_use]
    pub fn is_passed_by(&self, rows: &[Row], overlap: SignedDuration) -> bool {
        let Some(floor) = self.floor(overlap) else { return false };
        rows.iter().filter_map(Row::latest).any(|date| date < floor)
    }

    /// The watermark after these rows. A date in the future never moves it, and a clock that went
    /// back takes it along, or all changes until then would be missed.
    #[must_use]
    pub fn advance(&self, rows: &[Row]) -> Option<Timestamp> {
        let dates = rows.iter().filter_map(Row::latest).filter(|date| *date <= self.now);
        dates.max().max(self.mark).map(|mark| mark.min(self.now))
    }

    /// Whether it existed before the feed was watched, by its own creation date.
    pub(super) fn is_older_than_baseline(&self, created: Option<Timestamp>) -> bool {
        created.is_some_and(|created| created < before(self.baseline_at, OVERLAP))
    }

    /// Whether a date is later than the baseline. The watermark is before it when the baseline has
    /// just been taken, and after a clock went back.
    pub(super) fn is_past_baseline(&self, date: Option<Timestamp>) -> bool {
        let baseline = self.mark.map_or(self.baseline_at, |mark| mark.min(self.baseline_at));
        date.is_some_and(|date| date > baseline)
    }

    /// Whether a date lies in the period that was asked for.
    pub(super) fn asks_for(&self, date: Option<Timestamp>) -> bool {
        let (Some(date), Some(since)) = (date, self.since) else { return false };
        let ended = matches!(self.purpose, Purpose::Review { until } if date >= until);
        date >= since && !ended
    }
}

/// An earlier time; the beginning of time where that is before it.
fn before(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_sub(span).unwrap_or(Timestamp::MIN)
}
