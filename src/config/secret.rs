//! Where secrets come from: a flag, the environment, a file, a program, the configuration.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use uuid::Uuid;

use super::key::{self, Key};
use super::settings::{Origin, Setting, Settings};
use crate::contract::secret::Secret;
use crate::error::Error;

/// How long a program may take; it may have to ask a password manager.
const COMMAND_LIMIT: Duration = Duration::from_secs(10);

/// A kind of secret, as it is told of.
pub(super) struct Kind {
    /// What it is.
    name: &'static str,
    /// The setting of the program that prints it.
    command: &'static Key,
    /// Why an empty one is refused.
    empty: &'static str,
}

pub(super) const SIGNING: Kind = Kind {
    name: "secret",
    command: &key::SECRET_COMMAND,
    empty: "set it, or unset the variable: an empty secret never turns verification off",
};
const API: Kind = Kind {
    name: "API key",
    command: &key::API_KEY_COMMAND,
    empty: "set it, or unset the variable",
};

/// The secrets to verify with; the first one signs. Empty when none is set anywhere.
///
/// # Errors
/// An empty secret wherever it comes from, a file that cannot be read, a program that fails.
pub async fn resolve(settings: &Settings, flags: &[String]) -> Result<Vec<Setting<Secret>>, Error> {
    if !flags.is_empty() {
        return flags.iter().map(|text| read(&SIGNING, text, &Origin::Flag("--secret"))).collect();
    }
    if let Some(found) = settings.values(&key::SECRET) {
        return found.value.iter().map(|text| read(&SIGNING, text, &found.origin)).collect();
    }
    match settings.values(&key::SECRET_COMMAND) {
        Some(found) => Ok(vec![from_command(&found.value, found.origin).await?]),
        None => Ok(Vec::new()),
    }
}

/// The key of LeadLex's API; whether it looks like one is for the API to say.
///
/// # Errors
/// As [`resolve`].
pub async fn api_key(
    settings: &Settings,
    flag: Option<&str>,
) -> Result<Option<Setting<Secret>>, Error> {
    if let Some(found) = settings.text(&key::API_KEY, flag) {
        return read(&API, &found.value, &found.origin).map(Some);
    }
    match settings.values(&key::API_KEY_COMMAND) {
        Some(found) => printed(&API, &found.value, found.origin).await.map(Some),
        None => Ok(None),
    }
}

/// A secret for local work: 244 random bits of the operating system in hex, marked as ours so that
/// nobody takes it for one of LeadLex's.
#[must_use]
pub fn random() -> Secret {
    let text = format!("local_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    Secret::new(text).unwrap_or_else(|_| unreachable!("it has a prefix"))
}

/// Whether a flag holds the secret itself, which other users can see in the process list.
#[must_use]
pub fn is_literal(flag: &str) -> bool {
    !flag.starts_with('@')
}

/// A secret or a key as it is typed: itself, or `@FILE`.
///
/// # Errors
/// An empty one, or a file that cannot be read (exit 2).
pub(super) fn read(kind: &Kind, text: &str, origin: &Origin) -> Result<Setting<Secret>, Error> {
    let text = match text.strip_prefix('@') {
        Some(path) => {
            let content = fs::read_to_string(path).map_err(|error| {
                let name = kind.name;
                Error::usage(format!("cannot read the {name} file `{path}` named by {origin}"))
                    .because(error)
            })?;
            without_final_newline(&content).to_owned()
        }
        None => text.to_owned(),
    };
    make(kind, text, origin.clone())
}

fn make(kind: &Kind, text: String, origin: Origin) -> Result<Setting<Secret>, Error> {
    match Secret::new(text) {
        Ok(value) => Ok(Setting { value, origin }),
        Err(_) => Err(Error::usage(format!("the {} is empty: it comes from {origin}", kind.name))
            .hint(kind.empty)),
    }
}

/// What a program prints, which is to be the signing secret.
///
/// # Errors
/// A program that fails, takes too long, or prints nothing (exit 2).
pub async fn from_command(command: &[String], origin: Origin) -> Result<Setting<Secret>, Error> {
    printed(&SIGNING, command, origin).await
}

async fn printed(
    kind: &Kind,
    command: &[String],
    origin: Origin,
) -> Result<Setting<Secret>, Error> {
    let setting = kind.command.name;
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| Error::usage(format!("`{setting}` from {origin} is empty")))?;
    let failed = |why: String| {
        Error::usage(format!("`{setting}` from {origin} failed: `{program}` {why}"))
            .hint(format!("run it yourself: it must print the {} and nothing else", kind.name))
    };
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(format!("could not be run ({error})")))?;
    // Not `output()`, which would take stderr, too: a password manager asks there.
    let output = tokio::time::timeout(COMMAND_LIMIT, child.wait_with_output())
        .await
        .map_err(|_| failed(format!("took longer than {} s", COMMAND_LIMIT.as_secs())))?
        .map_err(|error| failed(format!("could not be run ({error})")))?;
    if !output.status.success() {
        return Err(failed(format!("ended with {}", output.status)));
    }
    let text =
        String::from_utf8(output.stdout).map_err(|_| failed("printed no UTF-8".to_owned()))?;
    make(kind, without_final_newline(&text).to_owned(), origin)
}

/// Exactly one newline at the end is the editor's or the program's, not the secret's.
pub fn without_final_newline(text: &str) -> &str {
    text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::without_final_newline;

    #[test]
    fn exactly_one_final_newline_is_dropped() {
        assert_eq!(without_final_newline("s\n\n"), "s\n");
        assert_eq!(without_final_newline("s\r\n"), "s");
        assert_eq!(without_final_newline(" s "), " s ");
    }
}
