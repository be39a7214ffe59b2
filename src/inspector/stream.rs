//! Events as they come: server-sent events, fed by looking at the store a few times a second. While
//! nobody looks at the page, nothing is looked at here.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;

use super::filter::Query;
use super::house::House;
use super::reply::{Refusal, whole};
use crate::output::event_json::{self, EventJson};
use crate::receiver::arrival::Reply;
use crate::store::event::EventRow;
use crate::store::watch::{Glance, Watch};

/// How soon something new is seen, and how often at most something is sent.
const GLANCE: Duration = Duration::from_millis(100);

/// How often a reader is told that the connection lives.
const BEAT: Duration = Duration::from_secs(15);

/// Messages on their way to a slow reader. Without room for those of one look none is made: what is
/// not read stays in the store, and is too far behind one day.
const QUEUE: usize = 6;
const OF_ONE_LOOK: usize = 3;

#[derive(Serialize)]
struct RowsJson<'a> {
    events: Vec<EventJson<'a>>,
}

#[derive(Serialize)]
struct SkippedJson {
    newest: i64,
}

/// Begins a stream after the number of the query, or after the newest event.
pub(super) async fn open(house: &Arc<House>, query: &str) -> Result<Reply, Refusal> {
    let after = Query::read(query, &["after"])?.number("after")?;
    let place = Arc::clone(&house.streams).try_acquire_owned().map_err(|_| {
        Refusal::new(503, "too many pages are open").hint("close those that are not looked at")
    })?;
    let path = house.store.clone();
    let watch = tokio::task::spawn_blocking(move || Watch::open(&path, after));
    let watch = watch.await.map_err(|_| Refusal::new(500, "the call failed"))??;
    let (sender, feed) = mpsc::channel(QUEUE);
    let mut stop = house.stop.clone();
    tokio::spawn(async move {
        let _place = place;
        tokio::select! {
            () = run(watch, &sender) => {}
            () = sender.closed() => {}
            _ = stop.requested() => {}
        }
    });
    let reply = whole("text/event-stream", Bytes::from_static(b": ready\n\n"), 200);
    Ok(Reply { feed: Some(feed), ..reply })
}

/// Ends when the store cannot be read any more; the page then asks anew, and is told why.
async fn run(mut watch: Watch, sender: &mpsc::Sender<Bytes>) {
    let mut told = Instant::now();
    loop {
        if sender.capacity() >= OF_ONE_LOOK {
            let look = tokio::task::spawn_blocking(move || {
                let messages =
                    watch.look().map(|glance| glance.map(|new| messages(&new, watch.told())));
                (watch, messages)
            });
            let Ok((back, Ok(messages))) = look.await else {
                return;
            };
            watch = back;
            let mut messages = messages.unwrap_or_default();
            if messages.is_empty() && told.elapsed() >= BEAT {
                messages.push(Bytes::from_static(b": beat\n\n"));
            }
            for message in messages {
                told = Instant::now();
                if sender.try_send(message).is_err() {
                    return;
                }
            }
        }
        tokio::time::sleep(GLANCE).await;
    }
}

/// What a look found, in the words of the stream.
fn messages(glance: &Glance, told: i64) -> Vec<Bytes> {
    let mut messages = Vec::with_capacity(OF_ONE_LOOK);
    if let Some(newest) = glance.skipped_to {
        messages.extend(message("skipped", Some(newest), &SkippedJson { newest }));
    }
    if !glance.arrived.is_empty() {
        messages.extend(message("events", Some(told), &rows(&glance.arrived)));
    }
    if !glance.changed.is_empty() {
        messages.extend(message("changed", None, &rows(&glance.changed)));
    }
    messages
}

fn rows(rows: &[EventRow]) -> RowsJson<'_> {
    RowsJson { events: rows.iter().map(event_json::of_row).collect() }
}

/// JSON of serde has no line break, so it is one line of data.
fn message(kind: &str, id: Option<i64>, data: &impl Serialize) -> Option<Bytes> {
    let data = serde_json::to_string(data).ok()?;
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    Some(Bytes::from(format!("{id}event: {kind}\ndata: {data}\n\n")))
}
