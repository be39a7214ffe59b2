//! Which events are replayed.

use jiff::Timestamp;

use super::ReplayArgs;
use crate::commands::context::Context;
use crate::commands::event_id::resolve;
use crate::contract::signature::Verdict;
use crate::error::Error;
use crate::store::Reader;
use crate::store::event::{self, EventFilter, Order, Source};

/// The numbers of the events meant, in the order in which they are sent.
pub(super) fn choose(
    context: &Context,
    reader: &Reader,
    args: &ReplayArgs,
) -> Result<Vec<i64>, Error> {
    if !args.ids.is_empty() {
        return args.ids.iter().map(|id| resolve(reader, id)).collect();
    }
    if args.last.is_none() && args.filter.is_empty() {
        return Err(Error::usage("nothing to replay is named")
            .hint("`leadlex-hooks replay latest --to URL`, `--last 3`, or a filter such as `--event 'contact.*'`")
            .hint("`leadlex-hooks events list` shows the numbers"));
    }
    let defaults = [Source::Listen, Source::Import, Source::Poll];
    let mut filter = args.filter.filter(Timestamp::now(), &defaults)?;
    if filter.verdicts.is_empty() {
        filter.verdicts = vec![Verdict::Verified, Verdict::Unverified];
    }
    let filter =
        EventFilter { without_duplicates: true, limit: args.last, order: Order::Newest, ..filter };
    let mut numbers = event::numbers_of(reader, &filter)?;
    numbers.reverse();
    if numbers.is_empty() {
        let nothing = Error::no("no saved event matches");
        let nothing = args.filter.doubts().into_iter().fold(nothing, Error::hint);
        return Err(nothing.hint(
            "only arrivals, imports and derived events with an accepted signature are looked at; \
             `--source all` and `--verdict mismatch` widen that",
        ));
    }
    if let Some(wanted) = args.last.filter(|wanted| *wanted > numbers.len()) {
        let (count, events) = (numbers.len(), if numbers.len() == 1 { "event" } else { "events" });
        context.printer.story(&format!("{count} {events} to replay, not {wanted}: no more match"));
    }
    Ok(numbers)
}
