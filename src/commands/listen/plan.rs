//! What a listener does with accepted events: forward, queue, or answer by a script.

use std::sync::Arc;

use tokio::sync::Notify;

use super::args::ListenArgs;
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::retry_args::parse_schedule;
use crate::config::key;
use crate::contract::pattern::{self, EventPattern};
use crate::contract::retry::{DEADLINE, RetrySchedule};
use crate::delivery::engine::Engine;
use crate::error::{Error, Exit};
use crate::receiver::forward::{Forward, Route};
use crate::receiver::intake::{Handling, Outbox};
use crate::receiver::respond::Script;
use crate::store::Store;
use crate::store::lease::Owner;
use crate::text::safe;

/// Where accepted events go, checked before anything is served.
pub(super) async fn forward(
    context: &Context,
    args: &ListenArgs,
) -> Result<Option<Forward>, Error> {
    let settings = context.settings()?;
    let fallback = match settings.text(&key::FORWARD_TO, args.forward_to.as_deref()) {
        Some(setting) => Some(Target::parse("--forward-to", &setting.value)?),
        None => None,
    };
    let routes = args.route.iter().map(|text| route(text)).collect::<Result<Vec<_>, _>>()?;
    if args.respond.is_some() || (fallback.is_none() && routes.is_empty()) {
        if args.ack_first {
            return Err(Error::usage("`--ack-first` needs `--forward-to URL` or `--route`"));
        }
        if args.forward_rejected {
            return Err(Error::usage("`--forward-rejected` needs `--forward-to URL` or `--route`"));
        }
        return Ok(None);
    }
    let client = args.client.client(context)?;
    for target in fallback.iter().chain(routes.iter().map(|route| &route.target)) {
        match client.check(target).await {
            Err(error) if error.exit() == Exit::UNREACHABLE => {
                context.printer.warn(&format!("{error}; listening all the same"));
            }
            checked => checked?,
        }
    }
    let (client, timeout) = (Arc::new(client), args.forward_timeout);
    Ok(Some(Forward { client, routes, fallback, timeout }))
}

/// `PATTERN=URL`. A pattern that no known event matches is a typing error.
fn route(text: &str) -> Result<Route, Error> {
    let shown = safe::line(text);
    let lacks = |what: &str| {
        Error::usage(format!("`--route '{shown}'` has no {what}"))
            .hint("write it as `--route 'contact.*=http://localhost:3001/contacts'`")
    };
    let (name, url) = text.split_once('=').ok_or_else(|| lacks("URL"))?;
    let (name, url) = (name.trim(), url.trim());
    let pattern = EventPattern::parse(name).map_err(|_| lacks("pattern"))?;
    if url.is_empty() {
        return Err(lacks("URL"));
    }
    if let Err(unknown) = pattern::expand(std::slice::from_ref(&pattern)) {
        let error = Error::usage(format!("`--route '{shown}'` would never be taken: {unknown}"));
        return Err(match name.contains(',') {
            true => error.hint("a route has one pattern: repeat `--route` for another"),
            false => error.hint("`leadlex-hooks catalog` lists the events"),
        });
    }
    Ok(Route { pattern, target: Target::parse(&format!("--route {}=", safe::line(name)), url)? })
}

/// The script of `--respond`.
fn script(text: &str) -> Result<Script, Error> {
    let read = |path: &str| std::fs::read(path).map_err(|error| format!("cannot read it: {error}"));
    Script::parse(text, read).map_err(|error| {
        Error::usage(format!(
            "`--respond '{}'`: {}",
            safe::line(text),
            safe::line(&error.to_string())
        ))
        .hint("write it as `--respond '503x2,delay=5s,200'`")
    })
}

/// Says before anything is started what `--respond` cannot mean.
pub(super) fn check_script(args: &ListenArgs) -> Result<(), Error> {
    args.respond.as_deref().map_or(Ok(()), |text| script(text).map(|_| ()))
}

/// What becomes of accepted events, and the engine that delivers them later.
pub(super) fn handling(
    args: &ListenArgs,
    forward: Option<Forward>,
    store: &Store,
    origin: &str,
) -> Result<(Handling, Option<Engine>), Error> {
    if let Some(text) = &args.respond {
        return Ok((Handling::Scripted(script(text)?), None));
    }
    let Some(forward) = forward else {
        return Ok((Handling::Record, None));
    };
    if !args.ack_first {
        return Ok((Handling::PassThrough(forward), None));
    }
    let schedule: RetrySchedule = parse_schedule("--retry", &args.retry)?.scaled(args.time_scale);
    let bell = Arc::new(Notify::new());
    let client: Arc<Client> = Arc::clone(&forward.client);
    let engine = Engine {
        store: store.clone(),
        client,
        owner: Arc::new(Owner::register(store.path())?),
        origin: Some(origin.to_owned()),
        deadline: DEADLINE,
        bell: Arc::clone(&bell),
    };
    Ok((Handling::AckFirst(Outbox { forward, schedule, bell }), Some(engine)))
}
