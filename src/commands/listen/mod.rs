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
mod show;
mod verdict;

use std::sync::Arc;

pub use self::args::ListenArgs;
use self::bind::{Bound, Public};
use self::receive::{Opened, receive};
use self::verdict::Watch;
use super::context::{Context, block_on_all_cores, no_secret};
use crate::config::secret;
use crate::contract::secret::Secret;
use crate::error::{Error, Outcome};
use crate::receiver::intake::Exposure;
use crate::stop::{self, Cause, Stop};
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
        suffice(&mut secrets, context, &args, &watch, bound.exposure)?;
    }
    let forward = plan::forward(context, &args).await?;
    let store = context.store()?;
    if wish.is_none() {
        leftover::tell(&store, printer)?;
    }
    // Before anybody is told that we are ready: a signal may follow at once.
    let signals = stop::on_signal();
    let mut tunnel = open_tunnel(&args, &bound, &signals.1).await?;
    let public_url = match &tunnel {
        Some(tunnel) => {
            Some(format!("{}{}", tunnel.public_url, args.path.as_deref().unwrap_or_default()))
        }
        None => args.public_url.clone(),
    };
    let registered = match (wish, &public_url) {
        (Some(wish), Some(url)) => Some(wish.make(printer, &store, url, &signals.1).await?),
        _ => None,
    };
    let webhook_id = registered.as_ref().map(|registered| registered.id.clone());
    let own = registered.as_ref().and_then(|registered| registered.secret.clone());
    let removal = registered.map(|registered| {
        let (stop, printer) = (signals.1.clone(), Arc::clone(printer));
        tokio::spawn(registered.remove_at_the_end(stop, printer))
    });
    let switch = signals.0.clone();
    let enough = match webhook_id {
        Some(_) => {
            secrets.splice(0..0, own);
            suffice(&mut secrets, context, &args, &watch, bound.exposure)
        }
        None => Ok(()),
    };
    let received = match enough {
        Ok(()) => {
            let public = Public { url: public_url, webhook_id };
            let opened = Opened { watch, bound, forward, store, secrets, public, signals };
            receive(context, &args, opened, tunnel.as_mut()).await
        }
        Err(error) => Err(error),
    };
    switch.stop(Cause::Finished);
    let removed = match removal {
        Some(removal) => removal.await.map_err(|_| Error::store("the removal broke off"))?,
        None => Ok(()),
    };
    if let Some(tunnel) = &mut tunnel {
        tunnel.close().await;
    }
    match (received, removed) {
        (Ok(exit), Err(error)) => {
            printer.error(&error);
            Ok(exit.max(error.exit()))
        }
        (received, _) => received,
    }
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

/// Sees to it that there is a secret. A command is given one of its own where none is set; a listener
/// that others can reach must have one.
fn suffice(
    secrets: &mut Vec<Secret>,
    context: &Context,
    args: &ListenArgs,
    watch: &Watch,
    exposure: Exposure,
) -> Result<(), Error> {
    if !secrets.is_empty() {
        return Ok(());
    }
    if watch.runs_command() {
        secrets.push(secret::random());
        context.printer.story("no secret is set: the command gets one for this session");
    } else if exposure == Exposure::Beyond && !args.allow_unverified {
        let hint = "`--allow-unverified` listens beyond this machine all the same";
        return Err(no_secret().hint(hint));
    } else {
        context.printer.warn("no secret is set: events are recorded and not verified");
    }
    Ok(())
}
