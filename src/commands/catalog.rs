//! `catalog`: every event type that LeadLex has documented, and what is known of each.

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::context::Context;
use crate::contract::catalog::{self, EventType};
use crate::contract::handler::Language;
use crate::contract::pattern::{EventPattern, UnknownEvent};
use crate::contract::{sample, schema};
use crate::error::{Error, Exit, Outcome};
use crate::output::body;
use crate::output::event_line::Row;
use crate::output::stream::Tone;
use crate::text::safe;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks catalog list --edition planned
  leadlex-hooks catalog show contact.created
  leadlex-hooks catalog schema deal.updated >deal.updated.schema.json
  leadlex-hooks catalog sample lexi.task_created --seed 7
  leadlex-hooks catalog handler --lang python >handler.py

LeadLex has published two catalogues: a planned one of 16 types and a launched one of 27. Two more \
names are mentioned elsewhere in its documentation.";

/// Show every event type that LeadLex has documented
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CatalogArgs {
    #[command(subcommand)]
    command: Option<CatalogCommand>,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// List event types (what `catalog` alone does)
    List(ListArgs),
    /// Show what is known of an event type, with a sample
    Show(EventArgs),
    /// Print the JSON Schema of an event type's body
    Schema(EventArgs),
    /// Print a sample body, byte for byte as `send` sends it
    Sample(SampleArgs),
    /// Print a webhook handler to begin with: complete, tested, only a standard library
    Handler(HandlerArgs),
}

#[derive(Args, Debug, Default)]
struct ListArgs {
    /// Only these events: `contact.*`
    #[arg(value_name = "PATTERN")]
    patterns: Vec<EventPattern>,
    /// Only the types of this edition
    #[arg(long, value_enum)]
    edition: Option<EditionChoice>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionChoice {
    Planned,
    Launched,
}

#[derive(Args, Debug)]
struct EventArgs {
    /// Name of the event type
    #[arg(value_name = "EVENT")]
    event: String,
}

#[derive(Args, Debug)]
struct SampleArgs {
    /// Name of the event type
    #[arg(value_name = "EVENT")]
    event: String,
    /// Number that decides every value: same seed, same bytes
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

#[derive(Args, Debug)]
struct HandlerArgs {
    /// Language of the handler
    #[arg(long, value_enum)]
    lang: LanguageChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LanguageChoice {
    Python,
    Node,
    Go,
    Php,
    Ruby,
    Rust,
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Self {
        match choice {
            LanguageChoice::Python => Self::Python,
            LanguageChoice::Node => Self::Node,
            LanguageChoice::Go => Self::Go,
            LanguageChoice::Php => Self::Php,
            LanguageChoice::Ruby => Self::Ruby,
            LanguageChoice::Rust => Self::Rust,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "event_type")]
struct EventTypeJson<'a> {
    #[serde(flatten)]
    event: &'a EventType,
}

/// Runs the command.
///
/// # Errors
/// A name that the catalogue does not know.
pub fn run(context: &Context, args: CatalogArgs) -> Outcome {
    match args.command.unwrap_or(CatalogCommand::List(ListArgs::default())) {
        CatalogCommand::List(args) => list(context, &args)?,
        CatalogCommand::Show(args) => show(context, find(&args.event)?)?,
        CatalogCommand::Schema(args) => print_schema(context, find(&args.event)?)?,
        CatalogCommand::Sample(args) => {
            let body = sample::body(find(&args.event)?, args.seed, sample_time());
            context.printer.line(&body)?;
        }
        CatalogCommand::Handler(args) => {
            context.printer.raw(Language::from(args.lang).handler().as_bytes())?;
            context.printer.flush()?;
        }
    }
    Ok(Exit::DONE)
}

/// Samples shown here happen when LeadLex's documented example does `[/webhooks, planned edition]`.
fn sample_time() -> Timestamp {
    "2026-02-24T10:00:00Z".parse().unwrap_or_default()
}

fn find(name: &str) -> Result<&'static EventType, Error> {
    catalog::find(name).ok_or_else(|| {
        let why = match name {
            "" => "an EVENT is empty".to_owned(),
            _ => safe::line(&UnknownEvent::new(name).to_string()).into_owned(),
        };
        Error::usage(why).hint("`leadlex-hooks catalog` lists the events")
    })
}

fn list(context: &Context, args: &ListArgs) -> Result<(), Error> {
    let printer = &context.printer;
    let wanted = |event: &&EventType| {
        let edition = match args.edition {
            Some(EditionChoice::Planned) => event.is_planned(),
            Some(EditionChoice::Launched) => event.is_launched(),
            None => true,
        };
        edition && (args.patterns.is_empty() || args.patterns.iter().any(|p| p.matches(event.name)))
    };
    let chosen: Vec<&EventType> = catalog::ALL.iter().filter(wanted).collect();
    if chosen.is_empty() {
        return Err(
            Error::usage("no event type matches").hint("`leadlex-hooks catalog` lists them all")
        );
    }
    let out = printer.out();
    for event in chosen {
        if printer.is_json() {
            printer.json_buffered(&EventTypeJson { event })?;
            continue;
        }
        let mut row = Row::new(&out);
        row.cell(Tone::Name, event.name, 24);
        row.cell(Tone::Dim, event.edition.as_str(), 9);
        row.cell(Tone::Dim, event.shape.as_str(), 10);
        row.cell(Tone::Dim, &format!("poll: {}", event.polling.quality.as_str()), 15);
        row.rest(event.description);
        printer.raw(row.finish().as_bytes())?;
        printer.raw(b"\n")?;
    }
    printer.flush()
}

fn show(context: &Context, event: &EventType) -> Result<(), Error> {
    let printer = &context.printer;
    if printer.is_json() {
        return printer.json(&EventTypeJson { event });
    }
    let out = printer.out();
    printer.line(&out.paint(Tone::Name, event.name))?;
    let renamed = match (event.renamed_from, event.renamed_to) {
        (Some(from), _) => Some(format!("likely the launched name of {from}")),
        (_, Some(to)) => Some(format!("likely renamed to {to} in the launched edition")),
        (None, None) => None,
    };
    let facts = [
        ("what", Some(event.description.to_owned())),
        ("about", Some(event.resource.as_str().to_owned())),
        ("edition", Some(event.edition.as_str().to_owned())),
        ("renamed", renamed),
        ("shape", Some(event.shape.as_str().to_owned())),
        ("by polling", Some(format!("{}: {}", event.polling.quality.as_str(), event.polling.how))),
    ];
    for (label, value) in facts {
        if let Some(value) = value {
            printer
                .line(&format!("  {} {value}", out.paint(Tone::Dim, &format!("{label:<10}"))))?;
        }
    }
    printer.line("")?;
    body::print(sample::body(event, 1, sample_time()).as_bytes(), printer)
}

fn print_schema(context: &Context, event: &EventType) -> Result<(), Error> {
    let schema = serde_json::to_string_pretty(&schema::of(event))
        .map_err(|error| Error::store("cannot write the schema").because(error))?;
    context.printer.line(&schema)
}
