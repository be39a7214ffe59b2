//! `listen`: a local receiver that verifies, records, shows and forwards.

mod args;
mod bind;
mod explain;
mod inspect;
mod leftover;
mod live;
mod plan;
mod receive;
mod register;
mod secret;
mod show;
mod verdict;

pub use self::args::ListenArgs;
use self::bind::{Bound, Public};
use self::receive::{Opened, receive};
use self::verdict::Watch;
use super::context::{Context, block_on_all_cores};
use crate::error::{Error, Outcome};
use crate::stop::{self, Cause, Stop};
use crate::text::safe;
use crate::tunnel::{Standing, Tunnel};

/// Runs the command.
///
/// # Errors
/// Usage, a port that is taken, a store that fails.
pub fn run(context: &Context, args: ListenArgs) -> Outcome {
    block_on_all_cores(listen(context, args))
}

async fn listen(context: &Context, args: ListenArgs) -> Outcome {
    let printer = &context.printer;
    let watch = Watch::new(&args, printer)?;
    let bound = Bound::new(context.settings()?, &args).await?;
    let wish = register::Wish::new(context, &args).await?;
    let mut secrets = context.secrets().await?;
    // The one that LeadLex is about to tell may be the only one.
    if wish.is_none() {
        secret::must_do(&secrets, &args, &watch, bound.exposure)?;
    }
    let forward = plan::forward(context, &args).await?;
    plan::check_script(&args)?;
    let store = context.store()?;
    if wish.is_none() {
        leftover::tell(&store, printer)?;
    }
    // Before anybody is told that we are ready: a signal may follow at once.
    let signals = stop::on_signal();
    let mut tunnel = open_tunnel(&args, &bound, &signals.1).await?;
    let path = args.path.as_deref().unwrap_or_default();
    let public_url = match (&tunnel, &args.public_url) {
        (Some(tunnel), _) => Some(format!("{}{path}", tunnel.public_url)),
        // One with a path of its own may lead to ours.
        (None, Some(url)) => match has_path(url) {
            true => Some(url.clone()),
            false => Some(format!("{}{path}", url.trim_end_matches('/'))),
        },
        (None, None) => None,
    };
    let registered = match (wish, &public_url) {
        (Some(wish), Some(url)) => Some(wish.make(printer, &store, url, &signals.1).await?),
        _ => None,
    };
    let webhook_id = registered.as_ref().map(|registered| registered.id.clone());
    match registered.as_ref().map(|registered| registered.secret.clone()) {
        Some(Some(own)) => secrets.insert(0, own),
        // What LeadLex signs with is none of them.
        Some(None) => secrets.clear(),
        None => {}
    }
    let (switch, stop) = signals.clone();
    let removal = registered.map(|registered| tokio::spawn(registered.remove_at_the_end(stop)));
    let public = Public { url: public_url, webhook_id };
    let opened = Opened { watch, bound, forward, store, secrets, public, signals };
    let received = receive(context, &args, opened, tunnel.as_mut()).await;
    switch.stop(Cause::Finished);
    let removed = match removal {
        Some(removal) => Some(removal.await.map_err(|_| Error::store("the removal broke off"))?),
        None => None,
    };
    if let Some(tunnel) = &mut tunnel {
        tunnel.close().await;
    }
    match (received, removed) {
        (received, Some(Ok(id))) => {
            printer.good(&format!("removed the subscription {}", safe::line(&id)));
            received
        }
        (received, Some(Err(error))) => {
            printer.error(&error);
            received.map(|exit| exit.max(error.exit()))
        }
        (received, None) => received,
    }
}

/// Whether a URL has more than a host.
fn has_path(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_some_and(|(_, path)| !path.is_empty())
}

/// The tunnel of `--tunnel`, standing; what asks us to end ends the wait for it.
async fn open_tunnel(
    args: &ListenArgs,
    bound: &Bound,
    stop: &Stop,
) -> Result<Option<Standing>, Error> {
    let Some(text) = &args.tunnel else {
        return Ok(None);
    };
    let tunnel = Tunnel::parse(text)?;
    let local = format!("http://127.0.0.1:{}", bound.port);
    let mut stop = stop.clone();
    tokio::select! {
        standing = tunnel.open(&local, bound.port) => standing.map(Some),
        _ = stop.requested() => Err(Error::nothing_wrong()),
    }
}
