//! `send` with nothing to send, at a terminal: asks for the event, for the fields worth changing and
//! for the endpoint, then shows the command line that does the same without a question.

use dialoguer::{FuzzySelect, Input, MultiSelect, Select};
use jiff::Timestamp;

use super::SendArgs;
use crate::commands::context::Context;
use crate::commands::endpoint_args::ask_endpoint;
use crate::commands::signing_secret;
use crate::config::secret as secrets;
use crate::contract::catalog::{self, EventType};
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::error::Error;
use crate::output::ask::Asker;
use crate::payload::field::worth_changing;
use crate::text::{shell, width};

/// Asks for what is missing and puts it where its flag would have put it. Returns what signs.
///
/// # Errors
/// Ctrl-C or Escape (exit 130), or a configuration that cannot be read or written.
pub(super) async fn fill_in(
    context: &Context,
    args: &mut SendArgs,
    now: Timestamp,
) -> Result<Option<Signer>, Error> {
    let asker = Asker::new(&context.printer, "nothing was sent");
    let mut added = Vec::new();

    // Whoever has no secret is asked for it before the other questions, not after them.
    let mut signer = context.signers().await?.into_iter().next().filter(|_| !args.unsigned);
    if signer.is_none() && !args.unsigned {
        signer = secret(context, &asker).await?.as_ref().map(Signer::new);
        if signer.is_none() {
            args.unsigned = true;
            added.push("--unsigned".to_owned());
        }
    }
    if let Some(seed) = args.payload.settle() {
        added.extend(["--seed".to_owned(), seed.to_string()]);
    }
    let event = event(&asker).await?;
    context.printer.story(&format!("Event: {}", event.name));
    added.push(event.name.to_owned());
    args.payload.name(event);
    if !args.edit.is_given() {
        for assignment in fields(&asker, &args.payload.sample(event, now)).await? {
            added.extend(["--set".to_owned(), assignment.clone()]);
            args.edit.add_set(assignment);
        }
    }
    if !args.endpoint.has_target(context)? {
        let url = ask_endpoint(&asker).await?;
        added.extend(["--to".to_owned(), url.clone()]);
        args.endpoint.set_target(url);
    }
    let line = command_line(std::env::args().skip(1), &added);
    context.printer.story(&format!("\nThe same without questions:\n  {line}\n"));
    Ok(signer)
}

/// What to sign with, where no secret is set; `None` sends without a signature.
async fn secret(context: &Context, asker: &Asker) -> Result<Option<Secret>, Error> {
    let choice = asker
        .ask(|theme| {
            Select::with_theme(theme)
                .with_prompt("No signing secret is set")
                .items([
                    "Type the one that the handler has (not shown, and not kept)",
                    "Make a random one for this machine, and keep it in the configuration",
                    "Send without a signature",
                ])
                .default(0)
                .interact_opt()
        })
        .await?;
    match choice.ok_or_else(|| asker.cancelled())? {
        0 => Ok(Some(signing_secret::ask(asker).await?)),
        1 => {
            let made = secrets::random();
            signing_secret::keep(context, &made, Vec::new())?;
            Ok(Some(made))
        }
        _ => Ok(None),
    }
}

async fn event(asker: &Asker) -> Result<&'static EventType, Error> {
    let items: Vec<String> = catalog::ALL
        .iter()
        .map(|event| asker.item(&format!("{} {}", width::pad(event.name, 24), event.description)))
        .collect();
    let chosen = asker
        .ask(|theme| {
            FuzzySelect::with_theme(theme)
                .with_prompt("Event (type to search)")
                .items(items)
                .default(0)
                .max_length(12)
                .report(false)
                .interact_opt()
        })
        .await?;
    chosen.and_then(|index| catalog::ALL.get(index)).ok_or_else(|| asker.cancelled())
}

/// The assignments, as `--set` takes them, of the fields that got another value.
async fn fields(asker: &Asker, body: &str) -> Result<Vec<String>, Error> {
    let offered = worth_changing(body);
    let longest = offered.iter().map(|field| field.path.len()).max().unwrap_or(0);
    let items: Vec<String> = offered
        .iter()
        .map(|field| asker.item(&format!("{} {}", width::pad(&field.path, longest), field.raw)))
        .collect();
    let chosen = asker
        .ask(|theme| {
            MultiSelect::with_theme(theme)
                .with_prompt("Fields to change (space marks, enter goes on)")
                .items(items)
                .max_length(12)
                .report(false)
                .interact_opt()
        })
        .await?;
    let mut assignments = Vec::new();
    for index in chosen.ok_or_else(|| asker.cancelled())? {
        let Some(field) = offered.get(index) else { continue };
        let (path, text) = (field.path.clone(), field.text.clone());
        let typed = asker
            .ask(|theme| {
                Input::<String>::with_theme(theme)
                    .with_prompt(path)
                    .with_initial_text(text)
                    .allow_empty(true)
                    .interact_text()
            })
            .await?;
        assignments.extend(field.assignment(&typed));
    }
    Ok(assignments)
}

/// What was typed, without a secret that stood in it, and what was asked for.
fn command_line(typed: impl Iterator<Item = String>, added: &[String]) -> String {
    let mut words = vec!["leadlex-hooks".to_owned()];
    let mut typed = typed.filter(|word| word != "--").peekable();
    while let Some(word) = typed.next() {
        let literal = |value: &str| !value.starts_with('@');
        if word == "--secret" && typed.peek().is_some_and(|value| literal(value)) {
            typed.next();
            words.extend(["--secret".to_owned(), "@FILE".to_owned()]);
        } else if word.strip_prefix("--secret=").is_some_and(literal) {
            words.push("--secret=@FILE".to_owned());
        } else {
            words.push(word);
        }
    }
    words.extend_from_slice(added);
    words.iter().map(|word| shell::word(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::command_line;

    #[test]
    fn the_line_shows_no_secret_and_is_a_shells() {
        let line = |typed: &[&str]| {
            let added = ["contact.created".to_owned(), "--set".to_owned(), "a=it's".to_owned()];
            command_line(typed.iter().map(|word| (*word).to_owned()), &added)
        };
        let end = r"contact.created --set 'a=it'\''s'";
        assert_eq!(line(&["send", "--"]), format!("leadlex-hooks send {end}"));
        assert_eq!(
            line(&["--secret", "s3", "--secret=s4", "--secret", "@f", "send", "-H", "A: b"]),
            format!("leadlex-hooks --secret @FILE --secret=@FILE --secret @f send -H 'A: b' {end}")
        );
    }
}
