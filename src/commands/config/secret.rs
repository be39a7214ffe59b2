//! `config secret`: made, kept, and handed on, but never printed by chance.

use std::io::Read as _;

use clap::{Args, Subcommand};

use crate::commands::context::{Context, block_on, no_secret};
use crate::commands::signing_secret::{ask, keep};
use crate::config::settings::Origin;
use crate::config::write::{self, Change};
use crate::config::{key, secret as secrets};
use crate::contract::secret::Secret;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::text::safe::typed;
use crate::text::shell::quote;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks config secret new
  leadlex-hooks config secret new --rotate
  pass show leadlex/webhook | leadlex-hooks config secret set
  pass show leadlex/webhook | leadlex-hooks config secret set --rotate
  leadlex-hooks config secret drop ab12cd34
  eval \"$(leadlex-hooks config secret env)\"";

/// Make, keep and hand on the signing secret
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct SecretArgs {
    #[command(subcommand)]
    command: SecretCommand,
}

#[derive(Debug, Subcommand)]
enum SecretCommand {
    /// Make a random secret for local work and keep it in the configuration
    New(NewArgs),
    /// Keep a secret that is read from stdin, or asked for and not shown
    Set(SetArgs),
    /// Take a secret out of the configuration, once nobody signs with it any more
    Drop(DropArgs),
    /// Print a shell line that exports the secret to your application
    Env,
}

#[derive(Args, Debug)]
struct NewArgs {
    /// Keep the present secret beside the new one, which signs from now on
    #[arg(long)]
    rotate: bool,
}

#[derive(Args, Debug)]
struct SetArgs {
    /// Keep the present secret beside it; the new one signs from now on
    #[arg(long, conflicts_with = "replace")]
    rotate: bool,
    /// Put it in the place of all that are there
    #[arg(long)]
    replace: bool,
}

#[derive(Args, Debug)]
struct DropArgs {
    /// Fingerprint of the secret, as `config show` tells it
    #[arg(value_name = "FINGERPRINT")]
    fingerprint: String,
}

pub(super) fn run(context: &Context, args: SecretArgs) -> Outcome {
    match args.command {
        SecretCommand::New(args) => block_on(new(context, &args)),
        SecretCommand::Set(args) => block_on(set(context, &args)),
        SecretCommand::Drop(args) => block_on(drop(context, &args)),
        SecretCommand::Env => block_on(env(context)),
    }
}

async fn new(context: &Context, args: &NewArgs) -> Outcome {
    let known = known(context)?;
    if !known.is_empty() && !args.rotate {
        return Err(Error::usage("a secret is set already")
            .hint("`leadlex-hooks config secret new --rotate` keeps it beside the new one"));
    }
    keep(context, &secrets::random(), known)?;
    Ok(Exit::DONE)
}

/// What is set, wherever that is.
fn known(context: &Context) -> Result<Vec<String>, Error> {
    match context.settings() {
        Ok(settings) => {
            Ok(settings.values(&key::SECRET).map(|found| found.value).unwrap_or_default())
        }
        // The profile may be the one that is made now.
        Err(_) if context.profile_name()? != "default" => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn set(context: &Context, args: &SetArgs) -> Outcome {
    let present = kept(context)?;
    if !present.is_empty() && !args.rotate && !args.replace {
        return Err(Error::usage("a secret is kept already; LeadLex shows each of them only once")
            .hint("`--rotate` keeps it beside the new one, which signs from now on")
            .hint("`--replace` puts the new one in its place"));
    }
    let text = if context.can_ask() {
        let asker = Asker::new(&context.printer, "nothing was written");
        ask(&asker).await?.expose().to_owned()
    } else {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Error::usage("cannot read the secret from stdin").because(error))?;
        secrets::without_final_newline(&text).to_owned()
    };
    let secret = Secret::new(text).map_err(|error| {
        Error::usage(error.to_string())
            .hint("pipe it in: `pass show NAME | leadlex-hooks config secret set`")
    })?;
    keep(context, &secret, if args.rotate { present } else { Vec::new() })?;
    Ok(Exit::DONE)
}

/// What the file holds for this profile. A variable is nobody's to keep, and what stands at the top for
/// all profiles is not what is written for one.
fn kept(context: &Context) -> Result<Vec<String>, Error> {
    let Ok(settings) = context.settings() else {
        return Ok(Vec::new());
    };
    let profile = settings.profile();
    let is_own = |origin: &Origin| match origin {
        Origin::File(_, section) => {
            section == profile || (section.is_empty() && profile == "default")
        }
        _ => false,
    };
    let mut layers = settings.layers(&key::SECRET).into_iter();
    Ok(layers.find(|found| is_own(&found.origin)).map(|found| found.value).unwrap_or_default())
}

async fn drop(context: &Context, args: &DropArgs) -> Outcome {
    let (settings, present) = (context.settings()?, kept(context)?);
    let mut left = Vec::new();
    for text in &present {
        let read = secrets::resolve(settings, std::slice::from_ref(text)).await.unwrap_or_default();
        if read.iter().all(|one| one.value.fingerprint() != args.fingerprint) {
            left.push(text.clone());
        }
    }
    if left.len() == present.len() {
        let shown = typed(&args.fingerprint);
        let error = format!("no secret with fingerprint `{shown}` is kept in the configuration");
        return Err(
            Error::usage(error).hint("`leadlex-hooks config show` tells their fingerprints")
        );
    }
    let (path, profile) = (context.config_path()?, context.profile_name()?);
    write::apply(&path, &profile, &[Change { key: &key::SECRET, values: left.clone() }])?;
    context.printer.good(&match left.len() {
        0 => format!("dropped it from {}, which keeps none now", path.display()),
        count => format!("dropped it from {}, which keeps {count}", path.display()),
    });
    Ok(Exit::DONE)
}

async fn env(context: &Context) -> Outcome {
    let found = secrets::resolve(context.settings()?, context.secret_flags()).await?;
    let first = found.into_iter().next().ok_or_else(no_secret)?;
    context
        .printer
        .line(&format!("export LEADLEX_WEBHOOK_SECRET={}", quote(first.value.expose())))?;
    Ok(Exit::DONE)
}
