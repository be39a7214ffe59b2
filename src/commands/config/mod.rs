//! `config`: what is set, where it comes from, and how to change it.

mod init;
mod secret;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::context::{Context, block_on};
use crate::api::Base;
use crate::client::target::Target;
use crate::config::key::{self, Key};

use crate::config::{secret as secrets, write};
use crate::error::{Error, Exit, Outcome};
use crate::output::stream::Tone;
use crate::text::safe::{self, typed};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks config init
  leadlex-hooks config show --origin
  leadlex-hooks config set to http://localhost:3000/webhooks
  leadlex-hooks config set forward_to http://localhost:3000 --profile staging
  leadlex-hooks config secret new

Precedence: flag, environment, the profile's section of the file, the top of the file, default.";

/// Show and change the configuration
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Ask for what is needed and write the configuration
    Init,
    /// Show every setting; secrets by their fingerprint only
    Show(ShowArgs),
    /// Write a setting into the configuration file
    Set(SetArgs),
    /// Print the path of the configuration file
    Path,
    /// Make, keep and hand on the signing secret
    Secret(secret::SecretArgs),
}

#[derive(Args, Debug)]
struct ShowArgs {
    /// Say where each value comes from
    #[arg(long)]
    origin: bool,
}

#[derive(Args, Debug)]
struct SetArgs {
    /// Name of the setting
    #[arg(value_name = "KEY")]
    key: String,
    /// Its value; several for a list
    #[arg(value_name = "VALUE", required = true)]
    values: Vec<String>,
}

/// Room for the name of a setting.
const NAME: usize = 15;

#[derive(Serialize)]
#[serde(tag = "type", rename = "setting")]
struct SettingJson<'a> {
    key: &'a str,
    value: Option<String>,
    origin: String,
}

/// Runs the command.
///
/// # Errors
/// A configuration that cannot be used or written.
pub fn run(context: &Context, args: ConfigArgs) -> Outcome {
    match args.command {
        ConfigCommand::Init => block_on(init::init(context)),
        ConfigCommand::Show(args) => block_on(show(context, &args)),
        ConfigCommand::Set(args) => set(context, &args),
        ConfigCommand::Path => {
            context.printer.line(&context.config_path()?.display().to_string())?;
            Ok(Exit::DONE)
        }
        ConfigCommand::Secret(args) => secret::run(context, args),
    }
}

async fn show(context: &Context, args: &ShowArgs) -> Outcome {
    let printer = &context.printer;
    context.settings()?;
    let mut broken = None;
    for known in key::ALL {
        let (value, origin) = match value(context, known).await {
            Ok(found) => found,
            // What shows a broken configuration must not be stopped by it half way.
            Err(error) => {
                broken = Some(error);
                (None, String::new())
            }
        };
        if printer.is_json() {
            printer.json(&SettingJson { key: known.name, value, origin })?;
            continue;
        }
        let out = printer.out();
        let name = out.paint(Tone::Name, &format!("{:<NAME$}", known.name));
        let shown = value.as_deref().map_or_else(
            || out.paint(Tone::Dim, &format!("(not set) {}", known.about)),
            |value| safe::line(value).into_owned(),
        );
        let origin = if args.origin && value.is_some() {
            out.paint(Tone::Dim, &format!("  from {origin}"))
        } else {
            String::new()
        };
        let line = format!("{name} {shown}{origin}");
        printer.line(&out.broken(&line, &" ".repeat(NAME + 1)))?;
    }
    broken.map_or(Ok(Exit::DONE), Err)
}

/// What is shown of a setting, and where it comes from.
async fn value(context: &Context, known: &'static Key) -> Result<(Option<String>, String), Error> {
    let settings = context.settings()?;
    if known.name == key::SECRET.name {
        let found = secrets::resolve(settings, context.secret_flags()).await?;
        let origin = found.first().map(|setting| setting.origin.to_string()).unwrap_or_default();
        let prints: Vec<String> = found
            .iter()
            .map(|setting| format!("fingerprint {}", setting.value.fingerprint()))
            .collect();
        return Ok((Some(prints.join(", ")).filter(|text| !text.is_empty()), origin));
    }
    if known.name == key::API_KEY.name {
        let found = secrets::api_key(settings, None).await?;
        return Ok(found.map_or((None, String::new()), |setting| {
            let print = format!("fingerprint {}", setting.value.fingerprint());
            (Some(print), setting.origin.to_string())
        }));
    }
    if known.name == key::STORE.name {
        let path = settings.store_path()?;
        return Ok((Some(path.value.display().to_string()), path.origin.to_string()));
    }
    Ok(match settings.values(known) {
        Some(found) => (Some(found.value.join(" ")), found.origin.to_string()),
        None => (None, String::new()),
    })
}

/// What is no URL is refused here, not at the command that uses it.
fn check_url(known: &Key, value: &str) -> Result<(), Error> {
    let named = format!("config set {}", known.name);
    if known.name == key::TO.name || known.name == key::FORWARD_TO.name {
        Target::parse(&named, value)?;
    } else if known.name == key::API_URL.name {
        Base::parse(&named, value)?;
    }
    Ok(())
}

fn set(context: &Context, args: &SetArgs) -> Outcome {
    let Some(known) = key::find(&args.key) else {
        let names: Vec<&str> = key::ALL.iter().map(|key| key.name).collect();
        let error = Error::usage(format!("no setting `{}`", typed(&args.key)));
        return Err(match key::nearest(&args.key) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("settings: {}", names.join(", "))),
        });
    };
    if known.is_secret() && args.values.iter().any(|value| secrets::is_literal(value)) {
        let instead =
            if known.name == key::SECRET.name { "config secret set" } else { "config init" };
        context.printer.warn(&format!(
            "other users of this machine can see a secret in the process list; \
             `leadlex-hooks {instead}` asks for it instead"
        ));
    }
    if let [value] = &*args.values
        && !value.is_empty()
    {
        check_url(known, value)?;
    }
    let (path, profile) = (context.config_path()?, context.profile_name()?);
    write::set(&path, &profile, known, &args.values)?;
    context.printer.good(&format!("`{}` is set in {}", known.name, path.display()));
    Ok(Exit::DONE)
}
