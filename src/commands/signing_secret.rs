//! The signing secret, asked for and kept: `config secret`, `config init` and `send` do it alike.

use dialoguer::Password;

use super::context::Context;
use crate::config::{key, write};
use crate::contract::secret::Secret;
use crate::error::Error;
use crate::output::ask::Asker;

/// Asks for a secret, which is not shown.
///
/// # Errors
/// Those of [`Asker::ask`].
pub async fn ask(asker: &Asker) -> Result<Secret, Error> {
    let text = asker
        .ask(|theme| {
            Password::with_theme(theme)
                .with_prompt("Signing secret (not shown)")
                .validate_with(|text: &String| usable(text))
                .interact()
        })
        .await?;
    Secret::new(text).map_err(|error| Error::usage(error.to_string()))
}

/// Whether a text can stand in the configuration as a secret.
fn usable(text: &str) -> Result<(), &'static str> {
    if text.starts_with('@') {
        return Err("a secret that begins with `@` would be read as a file name");
    }
    if text.starts_with("wbk_") {
        return Err("what begins with `wbk_` is a key of the API, and signs nothing");
    }
    Ok(())
}

/// Keeps a secret in the configuration, before those that are there: the first one signs.
///
/// # Errors
/// A secret that cannot stand there, or a file that cannot be written.
pub fn keep(context: &Context, secret: &Secret, known: Vec<String>) -> Result<(), Error> {
    let (path, profile) = (context.config_path()?, context.profile_name()?);
    usable(secret.expose()).map_err(|why| {
        Error::usage(why).hint(match secret.expose().starts_with('@') {
            true => "put it into a file of mode 0600 and set `secret = \"@FILE\"`",
            false => "`leadlex-hooks config init` asks for the API key and keeps it",
        })
    })?;
    let values: Vec<String> = std::iter::once(secret.expose().to_owned()).chain(known).collect();
    write::set(&path, &profile, &key::SECRET, &values)?;
    context.printer.good(&format!(
        "kept a secret with fingerprint {} in {}",
        secret.fingerprint(),
        path.display()
    ));
    context
        .printer
        .hint("`eval \"$(leadlex-hooks config secret env)\"` exports it to your application");
    Ok(())
}
