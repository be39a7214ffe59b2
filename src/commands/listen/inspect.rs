//! `--inspect`: the page beside the listener.

use std::sync::Arc;

use super::args::ListenArgs;
use super::bind::Bound;
use crate::client::Client;
use crate::client::target::Target;
use crate::commands::context::Context;
use crate::commands::explainer::Explainer;
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::error::Error;
use crate::inspector::{self, Settings, Standing, Why};
use crate::receiver::forward::Forward;
use crate::stop::Stop;
use crate::store::Store;

/// What was asked for, checked before anything is served.
pub(super) struct Wish {
    client: Arc<Client>,
    listening: String,
    port: u16,
    signers: Vec<Signer>,
    targets: Vec<Target>,
    why: Option<Why>,
}

impl Wish {
    /// What `--inspect` means, if it was given. Replays go where events are forwarded to, or else to
    /// the listener itself.
    pub(super) fn new(
        context: &Context,
        args: &ListenArgs,
        bound: &Bound,
        secrets: &[Secret],
        forward: Option<&Forward>,
    ) -> Result<Option<Self>, Error> {
        if !args.inspect {
            return Ok(None);
        }
        let listening = bound.local_url();
        let (client, targets) = match forward {
            Some(forward) => {
                let routes = forward.routes.iter().map(|route| &route.target);
                let targets = forward.fallback.iter().chain(routes).cloned().collect();
                (Arc::clone(&forward.client), targets)
            }
            None => {
                let own = Target::parse("listen", &listening)?;
                (Arc::new(args.client.client(context)?), vec![own])
            }
        };
        let why = match secrets {
            [] => None,
            _ => Some(Explainer::new(context, secrets.to_vec())?.for_inspector()),
        };
        let signers = secrets.iter().map(Signer::new).collect();
        let port = args.inspect_port.unwrap_or(0);
        Ok(Some(Self { client, listening, port, signers, targets, why }))
    }

    /// Binds the page's socket.
    pub(super) async fn open(self, store: &Store, stop: Stop) -> Result<Standing, Error> {
        let settings = Settings {
            store: store.path().to_owned(),
            writer: Some(store.clone()),
            listening: Some(self.listening),
            signers: self.signers,
            why: self.why,
            client: self.client,
            targets: self.targets,
            port: self.port,
        };
        inspector::open(settings, stop).await
    }
}
