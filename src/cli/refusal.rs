//! What was typed and cannot be read: the flag, the value, and the next thing to type.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::error::Error;
use crate::text::safe;
use crate::text::shell::quote;

/// In our words; `None` where clap prints something else than a refusal, such as help.
pub(super) fn explain(error: &clap::Error, root: &Command, args: &[OsString]) -> Option<Error> {
    let args: Vec<String> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let place = Place::find(root, &args);
    let said = Said(error);
    let made = match error.kind() {
        ErrorKind::InvalidSubcommand => place.no_command(&said)?,
        ErrorKind::UnknownArgument => place.unexpected(&said, &args)?,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => place.wrong_value(&said)?,
        ErrorKind::MissingRequiredArgument => place.missing(&said),
        ErrorKind::ArgumentConflict => conflict(&said)?,
        _ => return None,
    };
    Some(made.hint(format!("`{} --help` has every option", place.name)))
}

/// What clap knows of the fault.
struct Said<'a>(&'a clap::Error);

impl Said<'_> {
    fn all(&self, kind: ContextKind) -> Vec<String> {
        match self.0.get(kind) {
            Some(ContextValue::String(one)) => vec![one.clone()],
            Some(ContextValue::Strings(many)) => many.clone(),
            _ => Vec::new(),
        }
    }

    fn one(&self, kind: ContextKind) -> Option<String> {
        self.all(kind).into_iter().next()
    }
}

/// The command that was meant, as far as what was typed leads.
struct Place<'a> {
    name: String,
    command: &'a Command,
    /// The command and those above it, outermost first.
    path: Vec<&'a Command>,
}

impl<'a> Place<'a> {
    fn find(root: &'a Command, args: &[String]) -> Self {
        let mut place = Self { name: root.get_name().to_owned(), command: root, path: vec![root] };
        let mut words = args.iter().skip(1);
        while let Some(word) = words.next().filter(|word| *word != "--") {
            if word.starts_with('-') {
                if place.takes_value(word) {
                    words.next();
                }
                continue;
            }
            let Some(next) = place.command.find_subcommand(word) else { break };
            place.name = format!("{} {}", place.name, next.get_name());
            place.command = next;
            place.path.push(next);
        }
        place
    }

    fn takes_value(&self, word: &str) -> bool {
        self.argument(word)
            .is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
    }

    fn argument(&self, word: &str) -> Option<&Arg> {
        let mut known = self.path.iter().flat_map(|command| command.get_arguments());
        known.find(|arg| {
            let long = arg.get_long().is_some_and(|long| word == format!("--{long}"));
            long || arg.get_short().is_some_and(|short| word == format!("-{short}"))
        })
    }

    /// The first example of the help, or the first with that flag in it. Some commands have theirs
    /// in the help above them.
    fn example(&self, flag: Option<&str>) -> Option<String> {
        let helps = self.path.iter().rev().filter_map(|command| command.get_after_help());
        let helps: Vec<String> = helps.map(ToString::to_string).collect();
        let mut lines = helps.iter().flat_map(|help| help.lines()).map(str::trim);
        let command = format!("{} ", self.name);
        let fits = |line: &str| {
            line.starts_with(&command)
                && flag.is_none_or(|flag| line.split(' ').any(|word| word == flag))
        };
        lines.find(|line| fits(line)).map(|line| format!("for example `{line}`"))
    }

    fn no_command(&self, said: &Said<'_>) -> Option<Error> {
        let typed = said.one(ContextKind::InvalidSubcommand)?;
        let made = Error::usage(format!("`{}` has no command `{}`", self.name, safe::line(&typed)));
        let meant = said.one(ContextKind::SuggestedSubcommand);
        let names: Vec<&str> = self.command.get_subcommands().map(Command::get_name).collect();
        Some(made.hint(match meant {
            Some(meant) => format!("did you mean `{} {meant}`?", self.name),
            None => format!("its commands are {}", names.join(", ")),
        }))
    }

    fn unexpected(&self, said: &Said<'_>, args: &[String]) -> Option<Error> {
        let arg = said.one(ContextKind::InvalidArg)?;
        let shown = safe::typed(&arg);
        let digits = arg.strip_prefix('-').unwrap_or_default();
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit());
        let negative = args
            .windows(2)
            .find(|pair| is_number && pair[1].starts_with(&arg) && self.takes_value(&pair[0]));
        if let Some(pair) = negative {
            let typed = pair.join(" ");
            return Some(Error::usage(format!("`{}` is below zero", safe::line(&typed))));
        }
        let wants_equals = |word: &str| self.argument(word).is_some_and(Arg::is_require_equals_set);
        if let Some(pair) = args.windows(2).find(|pair| pair[1] == arg && wants_equals(&pair[0])) {
            let (flag, value) = (&pair[0], quote(&arg));
            return Some(
                Error::usage(format!("`{flag} {shown}` wants a `=` between the two"))
                    .hint(format!("write it as `{flag}={}`", safe::line(&value))),
            );
        }
        if !arg.starts_with('-') {
            return Some(Error::usage(format!("`{}` takes no `{shown}`", self.name)));
        }
        let made = Error::usage(format!("`{}` has no option `{shown}`", self.name));
        Some(match said.one(ContextKind::SuggestedArg) {
            Some(meant) => made.hint(format!("did you mean `{meant}`?")),
            None => made,
        })
    }

    fn wrong_value(&self, said: &Said<'_>) -> Option<Error> {
        let arg = said.one(ContextKind::InvalidArg)?;
        let (flag, value) = (flag(&arg), said.one(ContextKind::InvalidValue).unwrap_or_default());
        let typed = safe::typed(&value);
        let shown = match flag {
            Some(flag) => format!("{flag} {typed}"),
            None => typed.into_owned(),
        };
        let choice = said.all(ContextKind::ValidValue).join(", ");
        let mut made = match said.0.source() {
            Some(why) => {
                Error::usage(format!("`{shown}`: {}", reason(&safe::line(&why.to_string()))))
            }
            None if value.is_empty() => {
                let needs = Error::usage(format!("`{}` needs a value", plain(&arg)));
                if choice.is_empty() { needs } else { needs.hint(format!("one of {choice}")) }
            }
            None => Error::usage(format!("`{shown}` is none of {choice}")),
        };
        if let Some(meant) = said.one(ContextKind::SuggestedValue) {
            made = made.hint(format!("did you mean `{meant}`?"));
        }
        match flag.and_then(|flag| self.example(Some(flag))) {
            Some(example) => Some(made.hint(example)),
            None => Some(made),
        }
    }

    fn missing(&self, said: &Said<'_>) -> Error {
        let lacks = said.all(ContextKind::InvalidArg);
        let named: Vec<String> = lacks.iter().map(|arg| format!("`{}`", plain(arg))).collect();
        let made = Error::usage(format!("`{}` needs {}", self.name, named.join(" and ")));
        match self.example(lacks.first().and_then(|arg| flag(arg))) {
            Some(example) => made.hint(example),
            None => made,
        }
    }
}

fn conflict(said: &Said<'_>) -> Option<Error> {
    let arg = said.one(ContextKind::InvalidArg)?;
    let others = said.all(ContextKind::PriorArg);
    if others.is_empty() || others.contains(&arg) {
        return Some(Error::usage(format!("`{}` is given more than once", plain(&arg))));
    }
    let others: Vec<String> = others.iter().map(|other| format!("`{}`", plain(other))).collect();
    Some(Error::usage(format!("`{}` cannot be used with {}", plain(&arg), others.join(" and "))))
}

/// The flag of `--last <N>`; nothing of `<ID>`.
fn flag(arg: &str) -> Option<&str> {
    arg.split([' ', '=', '[']).next().filter(|flag| flag.starts_with('-'))
}

/// `--last N` of `--last <N>`, `EVENT` of `[EVENT]...`.
fn plain(arg: &str) -> String {
    arg.trim_end_matches("...").replace(['<', '>', '[', ']'], "")
}

/// What the standard library and clap say of numbers, for people.
fn reason(why: &str) -> String {
    match why {
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            "a whole number is expected".to_owned()
        }
        "number too large to fit in target type" => "the number is too large".to_owned(),
        _ => match why.split_once(" is not in ").and_then(|(_, range)| range.split_once("..")) {
            Some((low, high)) => within(low, high.trim_start_matches('=')),
            None => why.to_owned(),
        },
    }
}

fn within(low: &str, high: &str) -> String {
    match high.parse::<u64>() {
        Ok(most) if most < u64::from(u32::MAX) => {
            format!("a number from {low} to {high} is expected")
        }
        _ => format!("a number of at least {low} is expected"),
    }
}

#[cfg(test)]
mod tests {
    use super::{flag, plain, reason};

    #[test]
    fn numbers_are_asked_for_in_words() {
        for (why, told) in [
            ("invalid digit found in string", "a whole number is expected"),
            ("0 is not in 1..18446744073709551615", "a number of at least 1 is expected"),
            ("0 is not in 1..", "a number of at least 1 is expected"),
            ("99999 is not in 0..=65535", "a number from 0 to 65535 is expected"),
            ("a path begins with `/`", "a path begins with `/`"),
        ] {
            assert_eq!(reason(why), told);
        }
    }

    #[test]
    fn arguments_are_named_as_they_are_typed() {
        assert_eq!(
            (flag("--last <N>"), plain("--last <N>").as_str()),
            (Some("--last"), "--last N")
        );
        assert_eq!((flag("[EVENT]..."), plain("[EVENT]...").as_str()), (None, "EVENT"));
        assert_eq!(plain("<FILE|->"), "FILE|-");
    }
}
