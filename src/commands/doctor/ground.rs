//! What is on this machine: the configuration, the secret, the store.

use super::args::DoctorArgs;
use super::{File, MEND, UNKNOWN};
use crate::commands::context::Context;
use crate::config::key::{self, Key};
use crate::config::secret as secrets;
use crate::config::settings::Origin;
use crate::doctor::finding::Finding;
use crate::doctor::{configuration, secret, store};
use crate::error::{Error, Exit};

/// The file cannot be used; everything else is looked at without it.
pub(super) fn broken(error: &Error) -> Finding {
    configuration::broken(error)
}

/// Nobody can be called: a proxy or a header in the configuration is none.
pub(super) fn no_client(error: &Error) -> Finding {
    Finding::of_error("config.connection", error, "mend the setting; nobody was called without it")
}

pub(super) fn configuration(context: &Context, args: &DoctorArgs) -> Result<Vec<Finding>, Error> {
    let settings = context.settings()?;
    let mut findings = Vec::new();
    match context.config_path() {
        // One that is broken has been told.
        Ok(path) if settings.has_file() || !path.exists() => {
            findings.push(configuration::file(&path, settings));
        }
        Ok(_) => {}
        Err(error) => findings.push(Finding::of_error("config.no_home", &error, "set HOME")),
    }
    let typed: [(&'static Key, bool); 4] = [
        (&key::SECRET, !context.secret_flags().is_empty()),
        (&key::STORE, context.names_store()),
        (&key::TO, args.names_endpoint()),
        (&key::PORT, args.port.is_some()),
    ];
    let typed: Vec<_> = typed.into_iter().filter(|(_, given)| *given).map(|(key, _)| key).collect();
    findings.extend(configuration::layers(settings, &typed));
    findings.extend(configuration::strays(context.environment()));
    Ok(findings)
}

pub(super) async fn secret(context: &Context, file: File) -> Result<Vec<Finding>, Error> {
    let resolved = secrets::resolve(context.settings()?, context.secret_flags()).await;
    if file == File::Broken && resolved.as_ref().is_ok_and(Vec::is_empty) {
        return Ok(vec![Finding::skipped("secret.skipped", UNKNOWN, MEND)]);
    }
    Ok(secret::judge(&resolved))
}

pub(super) async fn store(context: &Context, file: File) -> Result<Vec<Finding>, Error> {
    let path = match context.settings()?.store_path() {
        Ok(path) => path,
        Err(error) => return Ok(vec![Finding::of_error("store.no_home", &error, "set HOME")]),
    };
    if file == File::Broken && path.origin == Origin::Default {
        return Ok(vec![Finding::skipped("store.skipped", UNKNOWN, MEND)]);
    }
    let looked = tokio::task::spawn_blocking(move || store::look(&path)).await;
    Ok(looked.unwrap_or_else(|error| {
        let fix = "report it: the look itself failed";
        vec![Finding::problem("store.unreadable", Exit::STORE, error.to_string(), fix)]
    }))
}
