//! `send` with nothing to send, at a terminal: asks for the event, for the fields worth changing and
//! for the endpoint, then shows the command line that does the same without a question.

use dialoguer::{FuzzySelect, Input, MultiSelect};

use super::SendArgs;
use crate::commands::context::Context;
use crate::commands::endpoint_args::ask_endpoint;
use crate::contract::catalog::{self, EventType};
use crate::error::Error;
use crate::json::assign::Assignment;
use crate::json::leaves::{Leaf, leaves};
use crate::json::valid::Json;
use crate::output::ask::Asker;
use crate::text::{shell, width};

/// Asks for what is missing and puts it where its flag would have put it.
///
/// # Errors
/// Ctrl-C or Escape (exit 130).
pub(super) async fn fill_in(
    context: &Context,
    args: &mut SendArgs,
    sample: impl Fn(&EventType) -> String,
) -> Result<(), Error> {
    let asker = Asker::new(&context.printer, "nothing was sent");
    let mut added = Vec::new();

    let event = event(&asker).await?;
    context.printer.story(&format!("Event: {}", event.name));
    added.push(event.name.to_owned());
    args.payload.name(event);
    if !args.edit.is_given() {
        for assignment in fields(&asker, &sample(event)).await? {
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
    Ok(())
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

/// A field that can be changed.
#[derive(Debug)]
struct Field {
    path: String,
    /// The value in the body.
    raw: String,
    /// The value as a person writes it: strings without their quotes.
    text: String,
}

impl Field {
    fn new(leaf: &Leaf) -> Option<Self> {
        let text = serde_json::from_str(&leaf.raw).unwrap_or_else(|_| leaf.raw.clone());
        // A line can be edited, and only what can be typed.
        let editable = !text.chars().any(char::is_control);
        editable.then(|| Self { path: leaf.path.to_string(), raw: leaf.raw.clone(), text })
    }

    /// What `--set` takes to make this the value; nothing when it is the value.
    ///
    /// A string stays one: `12345` typed for a postcode does not make it a number.
    fn assignment(&self, typed: &str) -> Option<String> {
        if typed == self.text {
            return None;
        }
        let reads_as_json = Json::read(typed).is_ok();
        let value = match self.raw.starts_with('"') && reads_as_json {
            true => serde_json::Value::from(typed).to_string(),
            false => typed.to_owned(),
        };
        let assignment = format!("{}={value}", self.path);
        Assignment::parse(&assignment).is_ok().then_some(assignment)
    }
}

/// What the event is about comes first, the envelope last; the event's name was chosen already.
fn worth_changing(body: &str) -> Vec<Field> {
    let Ok(body) = Json::read(body) else {
        return Vec::new();
    };
    let leaves = leaves(body);
    let fields = leaves.iter().filter_map(Field::new).filter(|field| field.path != "event");
    let (data, envelope): (Vec<Field>, Vec<Field>) =
        fields.partition(|field| field.path.starts_with("data."));
    data.into_iter().chain(envelope).collect()
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
    use super::{command_line, worth_changing};

    #[test]
    fn a_field_keeps_its_kind() {
        let body =
            r#"{"event":"x","timestamp":"t","data":{"zip":"01","n":1.10,"a=b":null,"t":"a\nb"}}"#;
        let fields = worth_changing(body);
        let paths: Vec<&str> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["data.zip", "data.n", r#"data."a=b""#, "timestamp"]);
        let set = |index: usize, typed: &str| fields[index].assignment(typed);
        assert_eq!(set(0, "01"), None);
        assert_eq!(set(0, "12345").as_deref(), Some(r#"data.zip="12345""#));
        assert_eq!(set(0, "x y").as_deref(), Some("data.zip=x y"));
        assert_eq!(set(0, "").as_deref(), Some("data.zip="));
        assert_eq!(set(1, "1.10"), None);
        assert_eq!(set(1, "2").as_deref(), Some("data.n=2"));
        assert_eq!(set(2, "true").as_deref(), Some(r#"data."a=b"=true"#));
    }

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
