//! `--register`: a subscription of our own for as long as we listen. What a listener that was killed
//! left is removed by the next one.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use super::args::ListenArgs;
use super::leftover;
use crate::api::{Api, ApiError, Call, Kind, Webhook, WebhookDraft, webhook};
use crate::commands::context::Context;
use crate::commands::subscription_events::{UnknownName, names};
use crate::contract::secret::Secret;
use crate::error::Error;
use crate::output::printer::Printer;
use crate::output::webhook_rows;
use crate::stop::Stop;
use crate::store::Store;
use crate::store::lease::Owner;
use crate::store::registration::{self, NewRegistration};
use crate::text::safe;

/// LeadLex looks the host up and refuses one that it does not find; that of a new tunnel takes a
/// while to be known.
const WAITS: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
];

/// How long the end may take to tell LeadLex: half of what a listener has to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// What was asked for, checked before anything is started.
pub(super) struct Wish {
    api: Arc<Api>,
    events: Vec<String>,
    host: Host,
}

/// Whether the host is that of a tunnel that has just begun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    New,
    Known,
}

/// A subscription that is removed at the end.
pub(super) struct Registered {
    /// LeadLex's id of it.
    pub(super) id: String,
    /// What it signs with, if the answer told it.
    pub(super) secret: Option<Secret>,
    number: i64,
    api: Arc<Api>,
    store: Store,
    /// Tells others that we live.
    _owner: Owner,
}

impl Wish {
    /// What `--register` means, if it was given.
    pub(super) async fn new(context: &Context, args: &ListenArgs) -> Result<Option<Self>, Error> {
        if args.register.is_empty() {
            return Ok(None);
        }
        if args.tunnel.is_none() && args.public_url.is_none() {
            return Err(Error::usage("`--register` needs a URL at which LeadLex reaches us")
                .hint("`--tunnel cloudflared` makes one; `--public-url URL` names one"));
        }
        let printer = &context.printer;
        let events = names("--register", &args.register, UnknownName::Refused, printer)?;
        // What `-H` sets is for the handler.
        let client = Arc::new(args.client.client_for_api(context)?);
        let api = args.api.api(context, client).await?;
        api.check().await?;
        let host = if args.tunnel.is_some() { Host::New } else { Host::Known };
        Ok(Some(Self { api: Arc::new(api), events, host }))
    }

    /// Removes what others left, and makes the subscription.
    pub(super) async fn make(
        self,
        printer: &Printer,
        store: &Store,
        url: &str,
        stop: &Stop,
    ) -> Result<Registered, Error> {
        let Self { api, events, host } = self;
        let mut stopped = stop.clone();
        tokio::select! {
            swept = leftover::sweep(&api, store, printer) => swept?,
            _ = stopped.requested() => return Err(Error::nothing_wrong()),
        }
        let owner = Owner::register(store.path())?;
        let mark = format!("made by leadlex-hooks listen --register ({})", Uuid::new_v4());
        let new = NewRegistration {
            api: api.base().to_string(),
            key: api.key_fingerprint(),
            mark: mark.clone(),
            url: url.to_owned(),
            owner: owner.id().to_owned(),
            created_at: Timestamp::now(),
        };
        // Before the call: one whose answer never comes is found by its mark.
        let number = store.write(move |conn| registration::begin(conn, &new)).await?;
        let draft = WebhookDraft {
            url: Some(url.to_owned()),
            events: Some(events),
            description: Some(mark),
            active: None,
        };
        let waits: &[Duration] = if host == Host::New { &WAITS } else { &[] };
        let (webhook, secret) = match create(&api, &draft, waits, stop).await {
            Ok(made) => made,
            Err(Refused { error, made: Made::No }) => {
                store.write(move |conn| registration::forget(conn, number)).await?;
                return Err(error);
            }
            Err(Refused { error, made: Made::Perhaps }) => {
                printer.warn(
                    "a subscription may have been made all the same: the next `listen --register` \
                     removes it",
                );
                return Err(error);
            }
        };
        let id = webhook.id.clone();
        store.write(move |conn| registration::confirm(conn, number, &id)).await?;
        printer.good(&webhook_rows::told("registered", &webhook));
        let store = store.clone();
        Ok(Registered { id: webhook.id, secret, number, api, store, _owner: owner })
    }
}

impl Registered {
    /// Removes it once the end is asked for, while what is under way is still answered; returns its id.
    ///
    /// # Errors
    /// The API does not answer (exit 3) or says no (4): the next `listen --register` tries again.
    pub(super) async fn remove_at_the_end(self, mut stop: Stop) -> Result<String, Error> {
        stop.requested().await;
        let removed = tokio::select! {
            removed = remove(&self.api, &self.id) => removed.map_err(ApiError::into_error),
            () = tokio::time::sleep(FAREWELL) => {
                let seconds = FAREWELL.as_secs();
                Err(Error::unreachable(format!("the API did not answer within {seconds} s")))
            }
            () = stop.insisted() => Err(Error::unreachable("the API was not waited for")),
        };
        removed.map_err(|error| {
            let id = safe::line(&self.id);
            error.hint(format!(
                "the subscription is still there: the next `listen --register` removes it, or \
                 `leadlex-hooks webhooks delete {id}`"
            ))
        })?;
        let number = self.number;
        self.store.write(move |conn| registration::forget(conn, number)).await?;
        Ok(self.id)
    }
}

/// Removes a subscription; one that is gone already is as good as removed.
///
/// # Errors
/// Those of the call.
pub(super) async fn remove(api: &Api, id: &str) -> Result<(), ApiError> {
    match api.send(&Call::delete_webhook(id)).await {
        Err(error) if error.kind() != Kind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Why there is no subscription that could be used.
struct Refused {
    error: Error,
    made: Made,
}

/// Whether there is one all the same.
enum Made {
    No,
    Perhaps,
}

/// Makes the subscription. While LeadLex does not find the host it is asked again, after each wait. A
/// call that is under way when the end is asked for has a while to be answered, so that what it made
/// can be removed.
async fn create(
    api: &Api,
    draft: &WebhookDraft,
    waits: &[Duration],
    stop: &Stop,
) -> Result<(Webhook, Option<Secret>), Refused> {
    let call = Call::create_webhook(draft);
    let mut waits = waits.iter();
    let stopped = |made| Refused { error: Error::nothing_wrong(), made };
    loop {
        let mut stop = stop.clone();
        let answer = stop.wait_for(api.send(&call), FAREWELL).await;
        let answer = answer.map_err(|_| stopped(Made::Perhaps))?;
        let error = match answer {
            Ok(page) => {
                let Some(row) = page.rows.first() else {
                    let error = Error::api("the API's answer holds no subscription");
                    return Err(Refused { error, made: Made::Perhaps });
                };
                return Ok((Webhook::read(row), webhook::secret(row)));
            }
            Err(error) => error,
        };
        let wait = waits.next().filter(|_| is_unknown_host(&error));
        let Some(wait) = wait else {
            let made = if error.may_be_done() { Made::Perhaps } else { Made::No };
            return Err(Refused { error: error.into_error(), made });
        };
        tokio::select! {
            _ = stop.requested() => return Err(stopped(Made::No)),
            () = tokio::time::sleep(*wait) => {}
        }
    }
}

/// `invalid_url` is also what a host without an address yet gets.
fn is_unknown_host(error: &ApiError) -> bool {
    match error {
        ApiError::Refused(refusal) => refusal.code.as_deref() == Some("invalid_url"),
        _ => false,
    }
}
