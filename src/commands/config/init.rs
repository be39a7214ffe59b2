//! `config init`: asks for what is needed and writes it in one go, at the end.

use dialoguer::{Confirm, Input, Password, Select};

use crate::commands::context::Context;
use crate::commands::endpoint_args::ask_endpoint;
use crate::commands::signing_secret;
use crate::config::file::{ConfigFile, Section};
use crate::config::key::{self, Key};
use crate::config::secret as secrets;
use crate::config::settings::{Origin, check_profile_name};
use crate::config::write::{self, Change};
use crate::contract::secret::Secret;
use crate::error::{Error, Exit, Outcome};
use crate::output::ask::Asker;
use crate::text::safe;

/// What is known so far, and what will be written.
struct Draft {
    file: Option<ConfigFile>,
    profile: String,
    changes: Vec<Change<'static>>,
    /// Name of a setting and what is told of its new value.
    told: Vec<(&'static str, String)>,
}

/// Runs the questions.
///
/// # Errors
/// Nobody to ask (exit 2), Ctrl-C (exit 130), a configuration that is unsound or cannot be written.
pub(super) async fn init(context: &Context) -> Outcome {
    if !context.can_ask() {
        return Err(Error::usage("`config init` asks questions, and there is nobody to ask")
            .hint("`leadlex-hooks config set to https://…` keeps the endpoint")
            .hint("`leadlex-hooks config secret new` makes a secret, `config secret set` reads one from stdin"));
    }
    let path = context.config_path()?;
    let file = ConfigFile::read(&path)?;
    let asker = Asker::new(&context.printer, "nothing was written");
    context.printer.story(&format!("The configuration is {}", path.display()));
    let profile = profile(context, &asker).await?;
    let mut draft = Draft { file, profile, changes: Vec::new(), told: Vec::new() };
    endpoint(&asker, &mut draft).await?;
    signing(context, &asker, &mut draft).await?;
    api_key(&asker, &mut draft).await?;
    if draft.changes.is_empty() {
        context.printer.story("nothing is changed");
        return Ok(Exit::DONE);
    }
    write::apply(&path, &draft.profile, &draft.changes)?;
    tell(context, &draft)?;
    Ok(Exit::DONE)
}

/// Not asked for when it was named.
async fn profile(context: &Context, asker: &Asker) -> Result<String, Error> {
    let named = context.profile_name()?;
    if named != "default" {
        return Ok(named);
    }
    asker
        .ask(move |theme| {
            Input::<String>::with_theme(theme)
                .with_prompt("Profile")
                .default(named)
                .validate_with(|name: &String| {
                    check_profile_name(name).map_err(|_| "use letters, digits, `-` and `_`")
                })
                .interact_text()
        })
        .await
}

async fn endpoint(asker: &Asker, draft: &mut Draft) -> Result<(), Error> {
    if let Some((values, section)) = draft.present(&key::TO) {
        let question = format!("The endpoint is {}{section}. Replace it?", safe::line(&values[0]));
        if !confirm(asker, question).await? {
            return Ok(());
        }
    }
    let url = ask_endpoint(asker).await?;
    draft.told.push((key::TO.name, url.clone()));
    draft.changes.push(Change { key: &key::TO, values: vec![url] });
    Ok(())
}

async fn signing(context: &Context, asker: &Asker, draft: &mut Draft) -> Result<(), Error> {
    let known = draft.present(&key::SECRET);
    let command = draft.present(&key::SECRET_COMMAND);
    let present = match (&known, &command) {
        (Some((values, section)), _) => Some(format!("{}{section}", describe(values))),
        (None, Some((words, section))) => {
            Some(format!("The secret is what `{}` prints{section}", safe::line(&words.join(" "))))
        }
        (None, None) => None,
    };
    if let Some(present) = present
        && !confirm(asker, format!("{present}. Replace it?")).await?
    {
        return Ok(());
    }
    let choice = asker
        .ask(|theme| {
            Select::with_theme(theme)
                .with_prompt("Signing secret")
                .items([
                    "Make a random one, for work on this machine",
                    "Paste the one that LeadLex showed",
                    "Name a program that prints it (a password manager)",
                    "None for now",
                ])
                .default(0)
                .interact_opt()
        })
        .await?;
    match choice.ok_or_else(|| asker.cancelled())? {
        0 => draft.keep_secret(&secrets::random()),
        1 => draft.keep_secret(&signing_secret::ask(asker).await?),
        2 => draft.keep_command(context, program(context, asker, draft).await?),
        _ => {}
    }
    Ok(())
}

/// For the commands that call the API; Return leaves it out.
async fn api_key(asker: &Asker, draft: &mut Draft) -> Result<(), Error> {
    if let Some((values, section)) = draft.present(&key::API_KEY) {
        let question = format!("An API key is set ({}{section}). Replace it?", prints(&values));
        if !confirm(asker, question).await? {
            return Ok(());
        }
    }
    let text = asker
        .ask(|theme| {
            Password::with_theme(theme)
                .with_prompt("API key, `wbk_…` (not shown; Return for none)")
                .allow_empty_password(true)
                .validate_with(|text: &String| match text.as_str() {
                    "" => Ok(()),
                    text if text.starts_with("wbk_") => Ok(()),
                    _ => Err("LeadLex's API keys begin with `wbk_`"),
                })
                .interact()
        })
        .await?;
    let Ok(secret) = Secret::new(text) else {
        return Ok(());
    };
    draft.told.push((key::API_KEY.name, format!("fingerprint {}", secret.fingerprint())));
    draft.changes.push(Change { key: &key::API_KEY, values: vec![secret.expose().to_owned()] });
    Ok(())
}

/// Tries the program, so that a mistake shows now and not at the first delivery.
async fn program(
    context: &Context,
    asker: &Asker,
    draft: &Draft,
) -> Result<(Vec<String>, Option<Secret>), Error> {
    loop {
        let line = asker
            .ask(|theme| {
                Input::<String>::with_theme(theme)
                    .with_prompt("Program and arguments")
                    .validate_with(|line: &String| match shell_words::split(line) {
                        Ok(words) if words.is_empty() => Err("name a program"),
                        Ok(_) => Ok(()),
                        Err(_) => Err("a quote is not closed"),
                    })
                    .interact_text()
            })
            .await?;
        let words = shell_words::split(&line)
            .map_err(|error| Error::usage("cannot read the program").because(error))?;
        let origin = Origin::File(context.config_path()?, draft.profile.clone());
        match asker.unless_stopped(secrets::from_command(&words, origin)).await? {
            Ok(found) => return Ok((words, Some(found.value))),
            Err(error) => context.printer.warn(&safe::line(&error.to_string())),
        }
        if confirm(asker, "Keep it all the same?".to_owned()).await? {
            return Ok((words, None));
        }
    }
}

async fn confirm(asker: &Asker, question: String) -> Result<bool, Error> {
    asker
        .ask(move |theme| {
            Confirm::with_theme(theme).with_prompt(question).default(false).interact()
        })
        .await
}

/// What is said of secrets that are set.
fn describe(values: &[String]) -> String {
    format!("A secret is set ({})", prints(values))
}

/// Where secrets are, or their fingerprints.
fn prints(values: &[String]) -> String {
    let each = values.iter().map(|text| match Secret::new(text.as_str()) {
        Ok(secret) if secrets::is_literal(text) => format!("fingerprint {}", secret.fingerprint()),
        _ => safe::line(text).into_owned(),
    });
    each.collect::<Vec<_>>().join(", ")
}

impl Draft {
    /// What is set now, and where when that is not the section that will be written.
    fn present(&self, key: &Key) -> Option<(Vec<String>, &'static str)> {
        let (values, section) = self.file.as_ref()?.values(&self.profile, key)?;
        let inherited = section == Section::Top && self.profile != "default";
        let place = if inherited { " (for all profiles, at the top of the file)" } else { "" };
        (!values.is_empty()).then_some((values, place))
    }

    fn keep_secret(&mut self, secret: &Secret) {
        self.told.push((key::SECRET.name, format!("fingerprint {}", secret.fingerprint())));
        self.changes.push(Change { key: &key::SECRET, values: vec![secret.expose().to_owned()] });
        self.take_away(&key::SECRET_COMMAND);
    }

    /// A secret in the file would win over the program.
    fn keep_command(&mut self, context: &Context, (words, secret): (Vec<String>, Option<Secret>)) {
        let print = secret.map(|secret| format!(", fingerprint {}", secret.fingerprint()));
        let told = format!("`{}`{}", words.join(" "), print.unwrap_or_default());
        self.told.push((key::SECRET_COMMAND.name, safe::line(&told).into_owned()));
        self.changes.push(Change { key: &key::SECRET_COMMAND, values: words });
        self.take_away(&key::SECRET);
        if self.present(&key::SECRET).is_some_and(|(_, place)| !place.is_empty()) {
            context.printer.warn(
                "the `secret` at the top of the file wins over this program; move it into the \
                 profile that needs it",
            );
        }
    }

    fn take_away(&mut self, key: &'static Key) {
        if self.present(key).is_some_and(|(_, place)| place.is_empty()) {
            self.told.push((key.name, "(taken away)".to_owned()));
            self.changes.push(Change { key, values: Vec::new() });
        }
    }
}

fn tell(context: &Context, draft: &Draft) -> Result<(), Error> {
    let printer = &context.printer;
    let path = context.config_path()?;
    printer.good(&format!("wrote profile `{}` to {}", draft.profile, path.display()));
    for (name, value) in &draft.told {
        printer.story(&format!("    {name:<15} {value}"));
    }
    if context.environment().get(key::SECRET.variable.unwrap_or_default()).is_some() {
        printer.warn("LEADLEX_WEBHOOK_SECRET is set and wins over the configuration");
    }
    let profile = match draft.profile.as_str() {
        "default" => String::new(),
        name => format!(" --profile {name}"),
    };
    printer.hint(&format!("`leadlex-hooks send contact.created{profile}` sends a first event"));
    Ok(())
}
