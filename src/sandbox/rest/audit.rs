//! `GET /v1/audit-logs`: the one change feed of the whole workspace `[/api-reference/audit-logs/list]`.

use serde_json::Value;

use super::Call;
use super::answer::Answer;
use super::page::Paging;
use crate::sandbox::key::Scope;
use crate::sandbox::world::audit::Audit;
use crate::sandbox::world::denied::Denied;

/// Rows on a page, twice those of the others.
const MOST: usize = 200;
/// Entries are kept so long.
const RETENTION: i64 = 365 * 24 * 3600;

/// Newest first. `from_date` and `to_date` are published as inclusive.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    if call.key.scope != Scope::Admin || call.readings.is("audit", "forbidden") {
        return Err(Denied::new(403, "admin_key_required", "an admin API key is required"));
    }
    let paging = Paging::read(call, MOST)?;
    let (from, to) = (call.query.time("from_date")?, call.query.time("to_date")?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Denied::new(400, "invalid_date_range", "from_date is after to_date"));
    }
    let seconds = |at: jiff::Timestamp| (at.as_second(), at.subsec_nanosecond() > 0);
    let from = from.map(seconds).map_or(i64::MIN, |(second, more)| second + i64::from(more));
    let to = to.map(seconds).map_or(i64::MAX, |(second, _)| second);
    let now = call.world.clock.now();
    let visible = now - call.readings.seconds("audit");
    let query = &call.query;
    let is = |name: &str, value: &str| query.get(name).is_none_or(|wanted| wanted == value);
    let mut chosen: Vec<&Audit> = call
        .world
        .audit
        .iter()
        .rev()
        .filter(|entry| {
            entry.at >= from.max(now - RETENTION)
                && entry.at <= to
                && entry.at <= visible
                && is("action", entry.action)
                && is("resource_type", entry.resource)
                && is("user_id", &entry.actor.id)
        })
        .collect();
    chosen.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    let total = chosen.len();
    let (first, end) = paging.range(total);
    let rows: Vec<Value> = chosen[first..end].iter().map(|entry| entry.row()).collect();
    Ok(Answer::Page { key: "logs", rows, meta: paging.meta(total) })
}
