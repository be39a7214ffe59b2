//! What of a feed is new: since when it is watched, how far it was read, and what for.

use jiff::{SignedDuration, Timestamp};

use super::derive::Known;
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

/// Whether something was made before its feed was watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was.
    Before,
    /// It was made since: all that belongs to it is news.
    Since,
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

    /// The API says what time it is. A baseline is read up to then: a row that it missed and that
    /// changed before is no news, even where all rows it did read are older.
    #[must_use]
    pub fn told_the_time(self, server_time: Option<Timestamp>) -> Self {
        let now = server_time.unwrap_or(self.now);
        if self.purpose != Purpose::Baseline {
            return Self { now, ..self };
        }
        Self { now, baseline_at: now, mark: server_time, ..self }
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

    /// When something that has parts of its own was made. What the baseline read was there, and so
    /// were its parts, even if nobody came to read them before a crash; what it missed was there too
    /// if its date says so.
    #[must_use]
    pub fn made(&self, row: &Row, known: &Known) -> Made {
        let later = row.created.is_some_and(|created| created > self.baseline_at);
        let unknown = !known.contains_key(&row.id) && !self.is_older_than_baseline(row.created);
        if later || unknown { Made::Since } else { Made::Before }
    }

    /// Whether it existed before the feed was watched, by its own creation date.
    pub(super) fn is_older_than_baseline(&self, created: Option<Timestamp>) -> bool {
        created.is_some_and(|created| created < before(self.beginning(), OVERLAP))
    }

    /// When the feed's baseline was taken, by the clock of today: one that went back behind it takes
    /// it along, or all that is created until it has caught up would count as old.
    #[must_use]
    pub fn beginning(&self) -> Timestamp {
        self.baseline_at.min(self.now)
    }

    /// Whether it happened before the feed was watched, to the second: for what its feed tells once,
    /// so that nobody had to remember what was there.
    pub(super) fn is_before_baseline(&self, date: Option<Timestamp>) -> bool {
        date.is_some_and(|date| date < self.baseline_at.min(self.now))
    }

    /// A date that can be believed: one well ahead of the API's own clock says nothing of when.
    pub(super) fn believed(&self, date: Option<Timestamp>) -> Option<Timestamp> {
        let latest = self.now.checked_add(OVERLAP).unwrap_or(Timestamp::MAX);
        date.filter(|date| *date <= latest)
    }

    /// Whether a date is later than what was surely read already.
    pub(super) fn is_past_mark(&self, date: Option<Timestamp>) -> bool {
        let read = self.mark.map(|mark| before(mark, OVERLAP));
        date.zip(read).is_some_and(|(date, read)| date > read)
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::{Known, MAIL_OVERLAP, Made, OVERLAP, Row, Window};
    use crate::store::poll::{Entry, Presence, Watermark};

    fn at(text: &str) -> Timestamp {
        format!("2026-02-{text}Z").parse().expect("a time")
    }

    fn watching() -> Window {
        let (baseline_at, mark) = (at("01T00:00"), Some(at("10T12:00")));
        let watermark = Watermark { baseline_at, mark, read_at: at("10T12:30"), known: 3 };
        Window::watch(&watermark, at("10T13:00"))
    }

    fn rows(dates: &[&str]) -> Vec<Row> {
        let row = |date: &&str| {
            let fields = json!({"id": date, "updated_date": format!("2026-02-{date}Z")});
            Row::read(fields.as_object().expect("an object").clone()).expect("a row")
        };
        dates.iter().map(row).collect()
    }

    #[test]
    fn a_feed_is_read_again_from_a_little_before_its_mark() {
        let window = watching();
        assert_eq!(window.floor(OVERLAP), Some(at("10T11:55")));
        assert_eq!(window.floor(MAIL_OVERLAP), Some(at("10T11:00")));
        assert_eq!(Window::baseline(at("10T13:00")).floor(OVERLAP), None);
    }

    #[test]
    fn since_is_read_from_there_unless_the_mark_is_earlier() {
        let window = watching();
        assert_eq!(window.since(Some(at("05T00:00"))).floor(OVERLAP), Some(at("05T00:00")));
        assert_eq!(window.since(Some(at("10T12:30"))).floor(OVERLAP), Some(at("10T11:55")));
        let review = Window::review(at("03T00:00"), at("04T00:00"), at("10T13:00"));
        assert_eq!(review.floor(OVERLAP), Some(at("03T00:00")));
    }

    #[test]
    fn newest_first_pages_end_below_the_floor() {
        let window = watching();
        assert!(!window.is_passed_by(&rows(&["10T12:00", "10T11:55"]), OVERLAP));
        assert!(window.is_passed_by(&rows(&["10T12:00", "10T11:54"]), OVERLAP));
        assert!(!window.is_passed_by(&[], OVERLAP));
        let first = Window::baseline(at("10T13:00"));
        assert!(!first.is_passed_by(&rows(&["01T00:00"]), OVERLAP), "there is no floor yet");
    }

    #[test]
    fn the_mark_rises_with_the_rows_but_never_beyond_the_clock() {
        let window = watching();
        assert_eq!(window.advance(&rows(&["10T12:30", "10T12:10"])), Some(at("10T12:30")));
        assert_eq!(window.advance(&rows(&["10T11:59"])), Some(at("10T12:00")));
        assert_eq!(window.advance(&rows(&["11T00:00"])), Some(at("10T12:00")));
        let back = Window { now: at("09T00:00"), ..window };
        assert_eq!(back.advance(&[]), Some(at("09T00:00")));
        assert_eq!(Window::baseline(at("10T13:00")).advance(&[]), None);
    }

    #[test]
    fn what_the_baseline_read_or_what_is_older_was_made_before_it() {
        let window = Window { baseline_at: at("10T12:00"), ..watching() };
        let made = |created: &str, known: bool| {
            let fields = json!({"id": "l", "created_at": created});
            let row = Row::read(fields.as_object().expect("an object").clone()).expect("a row");
            let entry = Entry {
                id: "l".to_owned(),
                created: row.created,
                updated: None,
                hash: None,
                state: String::new(),
                sequence: 0,
                presence: Presence::Here,
            };
            let known = if known { Known::from([("l".to_owned(), entry)]) } else { Known::new() };
            window.made(&row, &known)
        };
        for (created, known, when) in [
            ("2026-02-10T11:58:00Z", true, Made::Before),
            ("2026-02-10T12:00:01Z", true, Made::Since),
            ("2026-02-10T11:58:00Z", false, Made::Since),
            ("2026-02-01T00:00:00Z", false, Made::Before),
            ("", false, Made::Since),
            ("", true, Made::Before),
        ] {
            assert_eq!(made(created, known), when, "{created} {known}");
        }
    }

    #[test]
    fn a_baseline_is_read_up_to_the_time_that_the_api_tells() {
        let told = Some(at("10T12:59"));
        let first = Window::baseline(at("10T13:00")).told_the_time(told);
        assert_eq!((first.now, first.baseline_at, first.mark), (at("10T12:59"), first.now, told));
        assert!(!first.is_past_baseline(Some(at("10T12:58"))));
        // Where it tells no time our own clock may be ahead of it.
        let first = Window::baseline(at("10T13:00")).told_the_time(None);
        assert_eq!((first.baseline_at, first.mark), (at("10T13:00"), None));
        let later = watching().told_the_time(told);
        assert_eq!((later.now, later.mark), (at("10T12:59"), watching().mark));
        assert_eq!(later.baseline_at, watching().baseline_at);
    }

    #[test]
    fn a_period_has_its_beginning_and_not_its_end() {
        let review = Window::review(at("03T00:00"), at("04T00:00"), at("10T13:00"));
        let asked = ["02T23:59", "03T00:00", "03T23:59", "04T00:00"]
            .map(|date| review.asks_for(Some(at(date))));
        assert_eq!(asked, [false, true, true, false]);
        assert!(!review.asks_for(None) && !watching().asks_for(Some(at("10T12:00"))));
    }
}
