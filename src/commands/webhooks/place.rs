//! Where the secret of a new subscription goes. LeadLex shows it once, so the place is made sure of
//! before the call.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::commands::context::Context;
use crate::commands::signing_secret::keep;
use crate::config::settings::Origin;
use crate::config::{key, write};
use crate::contract::secret::Secret;
use crate::error::Error;

/// Where the secret goes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Where the secret goes (the configuration unless said)")]
pub(super) struct PlaceArgs {
    /// Keep the configured secret beside the new one, which signs from now on
    #[arg(long, conflicts_with_all = ["secret_file", "print_secret"])]
    rotate: bool,
    /// Write it into this new file, readable by you alone
    #[arg(long, value_name = "FILE", conflicts_with = "print_secret")]
    secret_file: Option<PathBuf>,
    /// Print it to stdout, and nothing else there unless with `--json`
    #[arg(long)]
    print_secret: bool,
}

/// What the configuration holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Secrets, which stay.
    Others,
    /// Nothing.
    None,
}

/// A place that can take it.
pub(super) enum Place {
    /// The configuration, before what is there.
    Config(Beside),
    /// A file that was empty a moment ago.
    File(PathBuf),
    /// stdout.
    Printed,
}

impl PlaceArgs {
    /// Makes sure of the place.
    ///
    /// # Errors
    /// A secret is configured already, or the place cannot be written (exit 2).
    pub(super) fn prepare(&self, context: &Context) -> Result<Place, Error> {
        if self.print_secret {
            return Ok(Place::Printed);
        }
        if let Some(path) = &self.secret_file {
            write::private_file(path).map_err(|error| {
                Error::usage(format!("cannot make `--secret-file {}`", path.display()))
                    .because(error)
                    .hint("name a file that is not there yet")
            })?;
            return Ok(Place::File(path.clone()));
        }
        let settings = context.settings()?;
        let found = settings.values(&key::SECRET);
        let (origin, is_ours) = match &found {
            Some(found) => {
                (Some(found.origin.to_string()), matches!(found.origin, Origin::File(..)))
            }
            None => match settings.values(&key::SECRET_COMMAND) {
                Some(_) => (Some("`secret_command`".to_owned()), false),
                None => (None, true),
            },
        };
        let elsewhere = "`--secret-file FILE` or `--print-secret` put the new one elsewhere";
        if let Some(origin) = &origin {
            if !is_ours {
                let error = format!(
                    "a secret is set by {origin}: one in the configuration is no use beside it"
                );
                return Err(Error::usage(error).hint(elsewhere));
            }
            if !self.rotate {
                return Err(Error::usage(format!("a secret is set already, by {origin}"))
                    .hint("`--rotate` keeps it beside the new one, which signs from now on")
                    .hint(elsewhere));
            }
        }
        write::check(&context.config_path()?)?;
        Ok(Place::Config(if origin.is_some() { Beside::Others } else { Beside::None }))
    }
}

impl Place {
    /// Keeps the secret, unless it is for stdout. What was put into the configuration meanwhile stays,
    /// too.
    ///
    /// # Errors
    /// A place that can no longer be written.
    pub(super) fn keep(&self, context: &Context, secret: &Secret) -> Result<(), Error> {
        match self {
            Self::Config(_) => {
                let known = context.settings_anew()?.values(&key::SECRET);
                keep(context, secret, known.map(|found| found.value).unwrap_or_default())
            }
            Self::File(path) => {
                let file = fs::OpenOptions::new().write(true).open(path);
                file.and_then(|mut file| {
                    writeln!(file, "{}", secret.expose())?;
                    file.sync_all()
                })
                .map_err(|error| {
                    Error::usage(format!("cannot write `--secret-file {}`", path.display()))
                        .because(error)
                })?;
                let (print, path) = (secret.fingerprint(), path.display());
                context.printer.good(&format!("wrote a secret with fingerprint {print} to {path}"));
                context.printer.hint(&format!("`--secret @{path}` uses it"));
                Ok(())
            }
            Self::Printed => Ok(()),
        }
    }

    /// Leaves nothing behind when there is no secret to keep.
    pub(super) fn give_up(&self) {
        if let Self::File(path) = self {
            let _ = fs::remove_file(path);
        }
    }
}
