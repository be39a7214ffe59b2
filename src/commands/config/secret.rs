//! `config secret`: made, kept, and handed on, but never printed by chance.

use std::io::Read as _;

use clap::{Args, Subcommand};

use crate::commands::context::{Context, block_on, no_secret};
use crate::commands::signing_secret::{ask, keep};
use crate::config::{key, secret as secrets};
use crate::contract::secret::Secret;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::text::shell::quote;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks config secret new
  leadlex-hooks config secret new --rotate
  pass show leadlex/webhook | leadlex-hooks config secret set
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
    Set,
    /// Print a shell line that exports the secret to your application
    Env,
}

#[derive(Args, Debug)]
struct NewArgs {
    /// Keep the present secret beside the new one, which signs from now on
    #[arg(long)]
    rotate: bool,
}

pub(super) fn run(context: &Context, args: SecretArgs) -> Outcome {
    match args.command {
        SecretCommand::New(args) => block_on(new(context, &args)),
        SecretCommand::Set => block_on(set(context)),
        SecretCommand::Env => block_on(env(context)),
    }
}

async fn new(context: &Context, args: &NewArgs) -> Outcome {
    let known = match context.settings() {
        Ok(settings) => settings.values(&key::SECRET).map(|found| found.value).unwrap_or_default(),
        // The profile may be the one that is made now.
        Err(_) if context.profile_name()? != "default" => Vec::new(),
        Err(error) => return Err(error),
    };
    if !known.is_empty() && !args.rotate {
        return Err(Error::usage("a secret is set already")
            .hint("`leadlex-hooks config secret new --rotate` keeps it beside the new one"));
    }
    keep(context, &secrets::random(), known)?;
    Ok(Exit::DONE)
}

async fn set(context: &Context) -> Outcome {
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
    keep(context, &secret, Vec::new())?;
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
