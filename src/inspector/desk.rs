//! Which request is which call.

use std::sync::Arc;

use bytes::Bytes;

use super::house::House;
use super::reply::{Refusal, whole};
use super::{asset, diff, event, guard, list, replay, session, stats, stream, target, timeline};
use crate::receiver::arrival::{Arrival, Reply};
use crate::receiver::serve::{HalfClosed, Handler};

/// Answers the page.
pub(super) struct Desk(pub(super) Arc<House>);

/// One event's part of the API.
type Part = fn(&House, i64) -> Result<Reply, Refusal>;

/// What is asked for.
enum Call {
    Session,
    Events,
    Stats,
    Timeline,
    Stream,
    Targets,
    Part(i64, Part),
    Body(i64),
    Diff(i64),
    Replay(i64),
}

impl Handler for Desk {
    const HALF_CLOSED: HalfClosed = HalfClosed::Left;

    fn admit(&self, _method: &str, _path: &str) -> Option<Reply> {
        None
    }

    async fn answer(&self, arrival: Arrival) -> Reply {
        self.route(&arrival).await.unwrap_or_else(|refusal| {
            let mut reply = refusal.reply();
            match refusal.status {
                401 => reply.headers.push("www-authenticate", "Bearer"),
                503 => reply.headers.push("retry-after", "1"),
                405 => reply.headers.push("allow", allowed(&arrival.path)),
                _ => {}
            }
            reply
        })
    }

    fn dress(&self, reply: &mut Reply) {
        guard::dress(reply);
    }
}

impl Desk {
    async fn route(&self, arrival: &Arrival) -> Result<Reply, Refusal> {
        self.0.guard.origin(&arrival.headers)?;
        let (path, query) = split(&arrival.path);
        match path.strip_prefix("/api/") {
            Some(rest) => self.call(arrival, rest, query).await,
            None => file(&arrival.method, path),
        }
    }

    async fn call(&self, arrival: &Arrival, rest: &str, query: &str) -> Result<Reply, Refusal> {
        let house = &self.0;
        house.guard.token(&arrival.headers)?;
        let call = Call::of(rest).ok_or_else(|| Refusal::new(404, "there is no such call"))?;
        if arrival.method != call.method() {
            return Err(Refusal::new(405, format!("this call is a {}", call.method())));
        }
        if call.method() == "POST" {
            house.guard.change(&arrival.headers)?;
        }
        let query = query.to_owned();
        match call {
            Call::Session => house.read(session::answer).await,
            Call::Events => house.read(move |house| list::answer(house, &query)).await,
            Call::Stats => house.read(stats::answer).await,
            Call::Timeline => house.read(move |house| timeline::answer(house, &query)).await,
            Call::Stream => stream::open(house, &query).await,
            Call::Targets => target::add(house, &arrival.body).await,
            Call::Part(number, part) => house.read(move |house| part(house, number)).await,
            Call::Body(number) => house.run(move |house| event::body(house, number)).await,
            Call::Diff(number) => {
                house.read(move |house| diff::answer(house, number, &query)).await
            }
            Call::Replay(number) => replay::send(house, number, &arrival.body).await,
        }
    }
}

impl Call {
    /// The call of a path below `/api/`.
    fn of(path: &str) -> Option<Self> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        if rest.is_empty() {
            return Some(match first {
                "session" => Self::Session,
                "events" => Self::Events,
                "stats" => Self::Stats,
                "timeline" => Self::Timeline,
                "stream" => Self::Stream,
                "targets" => Self::Targets,
                _ => return None,
            });
        }
        let (number, part) = rest.split_once('/').unwrap_or((rest, ""));
        let number = number.parse().ok().filter(|_| first == "events")?;
        Some(match part {
            "" => Self::Part(number, event::show),
            "body" => Self::Body(number),
            "deliveries" => Self::Part(number, event::deliveries),
            "explanation" => Self::Part(number, event::explanation),
            "curl" => Self::Part(number, event::curl),
            "diff" => Self::Diff(number),
            "replay" => Self::Replay(number),
            _ => return None,
        })
    }

    fn method(&self) -> &'static str {
        match self {
            Self::Targets | Self::Replay(_) => "POST",
            _ => "GET",
        }
    }
}

/// A file of the page.
fn file(method: &str, path: &str) -> Result<Reply, Refusal> {
    let asset = asset::find(path).ok_or_else(|| Refusal::new(404, "there is no such file"))?;
    if method != "GET" && method != "HEAD" {
        return Err(Refusal::new(405, "files are read with GET"));
    }
    Ok(whole(asset.content_type, Bytes::from_static(asset.bytes), 200))
}

fn allowed(path: &str) -> &'static str {
    let call = split(path).0.strip_prefix("/api/").and_then(Call::of);
    call.map_or("GET, HEAD", |call| call.method())
}

fn split(path: &str) -> (&str, &str) {
    path.split_once('?').unwrap_or((path, ""))
}
