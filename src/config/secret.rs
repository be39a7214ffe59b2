//! Where signing secrets come from: a flag, the environment, a file, a program, the configuration.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use uuid::Uuid;

use super::key;
use super::settings::{Origin, Setting, Settings};
use crate::contract::secret::Secret;
use crate::error::Error;

/// How long `secret_command` may take; it may have to ask a password manager.
const COMMAND_LIMIT: Duration = Duration::from_secs(10);

/// The secrets to verify with; the first one signs. Empty when none is set anywhere.
///
/// # Errors
/// An empty secret wherever it comes from, a file that cannot be read, a program that fails.
pub async fn resolve(settings: &Settings, flags: &[String]) -> Result<Vec<Setting<Secret>>, Error> {
    if !flags.is_empty() {
        return flags.iter().map(|text| read(text, &Origin::Flag("--secret"))).collect();
    }
    if let Some(found) = settings.values(&key::SECRET) {
        return found.value.iter().map(|text| read(text, &found.origin)).collect();
    }
    match settings.values(&key::SECRET_COMMAND) {
        Some(found) => Ok(vec![from_command(&found.value, found.origin).await?]),
        None => Ok(Vec::new()),
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

/// A secret as it is typed: itself, or `@FILE`.
///
/// # Errors
/// An empty secret, or a file that cannot be read (exit 2).
pub(super) fn read(text: &str, origin: &Origin) -> Result<Setting<Secret>, Error> {
    let text = match text.strip_prefix('@') {
        Some(path) => {
            let content = fs::read_to_string(path).map_err(|error| {
                Error::usage(format!("cannot read the secret file `{path}` named by {origin}"))
                    .because(error)
            })?;
            without_final_newline(&content).to_owned()
        }
        None => text.to_owned(),
    };
    make(text, origin.clone())
}

fn make(text: String, origin: Origin) -> Result<Setting<Secret>, Error> {
    match Secret::new(text) {
        Ok(value) => Ok(Setting { value, origin }),
        Err(error) => Err(Error::usage(format!("{error}: it comes from {origin}"))
            .hint("set it, or unset the variable: an empty secret never turns verification off")),
    }
}

/// What a program prints, which is to be the secret.
///
/// # Errors
/// A program that fails, takes too long, or prints nothing (exit 2).
pub async fn from_command(command: &[String], origin: Origin) -> Result<Setting<Secret>, Error> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| Error::usage(format!("`secret_command` from {origin} is empty")))?;
    let failed = |why: String| {
        Error::usage(format!("`secret_command` from {origin} failed: `{program}` {why}"))
            .hint("run it yourself: it must print the secret and nothing else")
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
    make(without_final_newline(&text).to_owned(), origin)
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
