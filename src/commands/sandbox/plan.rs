//! From what was typed to how the sandbox begins.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use super::args::SandboxArgs;
use crate::client::target::Target;
use crate::commands::context::{Context, no_secret};
use crate::contract::pattern::EventPattern;
use crate::contract::retry::RetrySchedule;
use crate::error::Error;
use crate::sandbox::fault::Fault;
use crate::sandbox::readings::Readings;
use crate::sandbox::{
    Activity, Change, Key, LoopbackWebhooks, Scope, Settings, Subscription, resources,
};

/// Puts the settings together.
///
/// # Errors
/// Names the flag, the file and the line that cannot be meant (exit 2).
pub(super) async fn settings(context: &Context, args: &SandboxArgs) -> Result<Settings, Error> {
    let mut readings = Readings::default();
    for reading in &args.reading {
        readings.choose(reading)?;
    }
    let faults = args.fault.iter().map(|fault| Fault::parse(fault)).collect::<Result<_, _>>()?;
    let loopback_webhooks = if args.allow_loopback_webhooks {
        LoopbackWebhooks::Allowed
    } else {
        LoopbackWebhooks::Refused
    };
    Ok(Settings {
        address: SocketAddr::new(host(&args.host)?, args.port),
        seed: args.size.seed,
        counts: args.size.counts(),
        start_at: args.start_at,
        plan: args.plan.into(),
        keys: args.key.iter().map(|key| parse_key(key)).collect::<Result<_, _>>()?,
        forbidden: args.forbid.iter().map(|word| resource(word)).collect::<Result<_, _>>()?,
        readings,
        faults,
        activity: activity(args)?,
        edition: args.edition.into(),
        schedule: RetrySchedule::leadlex().scaled(args.time_scale),
        webhooks: webhooks(context, args).await?,
        loopback_webhooks,
        told: None,
    })
}

fn host(text: &str) -> Result<IpAddr, Error> {
    let bare = text.trim_matches(['[', ']']);
    let bare = if bare == "localhost" { "127.0.0.1" } else { bare };
    bare.parse().map_err(|_| {
        Error::usage(format!("`--host {}` is no address", text.escape_debug()))
            .hint("a sandbox listens on loopback: `--host 127.0.0.1` or `--host ::1`")
    })
}

fn parse_key(text: &str) -> Result<Key, Error> {
    if text.starts_with("wbk_") && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(Key::new(text, Scope::Write));
    }
    Err(Error::usage("a `--key` does not begin with `wbk_`")
        .hint("LeadLex's keys do; write `--key wbk_test`"))
}

fn resource(word: &str) -> Result<String, Error> {
    if resources().contains(&word) {
        return Ok(word.to_owned());
    }
    Err(Error::usage(format!("`--forbid {}` is no resource", word.escape_debug()))
        .hint(format!("resources are {}", resources().join(", "))))
}

fn activity(args: &SandboxArgs) -> Result<Option<Activity>, Error> {
    if args.activity.is_some() {
        if args.every.is_zero() {
            return Err(Error::usage("`--every 0` would never end")
                .hint("write a time such as `--every 500ms`"));
        }
        return Ok(Some(Activity::Random { every: args.every }));
    }
    args.script.as_deref().map(script).transpose()
}

fn script(path: &Path) -> Result<Activity, Error> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Error::usage(format!("cannot read `--script {shown}`"))
            .because(error)
            .hint("a script is a file with a change a line")
    })?;
    let changes = Change::script(&text).map_err(|why| {
        Error::usage(format!("`--script {shown}`, {why}"))
            .hint("`leadlex-hooks sandbox --list words` shows what a line can say")
    })?;
    Ok(Activity::Script(changes))
}

async fn webhooks(context: &Context, args: &SandboxArgs) -> Result<Vec<Subscription>, Error> {
    if args.webhook.is_empty() {
        return Ok(Vec::new());
    }
    let secrets = context.secrets().await?;
    let secret = secrets.first().ok_or_else(no_secret)?.expose().to_owned();
    for pattern in &args.webhook_events {
        EventPattern::parse(pattern).map_err(|error| Error::usage(error.to_string()))?;
    }
    let subscription = |url: &String| {
        let target = Target::parse("--webhook", url)?;
        Ok(Subscription {
            url: target.to_string(),
            events: args.webhook_events.clone(),
            secret: secret.clone(),
        })
    };
    args.webhook.iter().map(subscription).collect()
}
