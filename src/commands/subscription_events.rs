//! The event types of a subscription, as they are typed: names, or patterns over what LeadLex's
//! launched webhooks have.

use crate::contract::catalog::{self, EventType};
use crate::contract::pattern::{EventPattern, UnknownEvent};
use crate::error::Error;
use crate::output::printer::Printer;

/// What becomes of a name that no documentation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownName {
    /// It is a typing error.
    Refused,
    /// `--allow-unknown`: LeadLex may know it.
    Asked,
}

/// The names that patterns stand for, each once; all launched ones without any. A name that only the
/// planned edition has is asked for and warned about, a pattern never stands for it.
///
/// # Errors
/// A pattern that stands for nothing (exit 2); `flag` is what it was given with.
pub fn names(
    flag: &str,
    patterns: &[EventPattern],
    unknown: UnknownName,
    printer: &Printer,
) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    let launched = || catalog::ALL.iter().filter(|event| event.is_launched());
    if patterns.is_empty() {
        return Ok(launched().map(|event| event.name.to_owned()).collect());
    }
    for pattern in patterns {
        let text = pattern.to_string();
        let meant: Vec<String> = if text.contains(['*', '?']) {
            launched()
                .filter(|event| pattern.matches(event.name))
                .map(|event| event.name.to_owned())
                .collect()
        } else {
            match catalog::find(&text) {
                Some(event) => {
                    warn_of_planned(event, printer);
                    vec![text.clone()]
                }
                None if unknown == UnknownName::Asked => vec![text.clone()],
                None => Vec::new(),
            }
        };
        if meant.is_empty() {
            return Err(nothing(flag, pattern, &text));
        }
        for name in meant {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

fn warn_of_planned(event: &EventType, printer: &Printer) {
    if event.edition == catalog::Edition::Planned {
        printer.warn(&format!(
            "`{}` was announced, but the launched webhooks do not list it: LeadLex may refuse it \
             (`leadlex-hooks poll` tells of it today)",
            event.name
        ));
    }
}

fn nothing(flag: &str, pattern: &EventPattern, text: &str) -> Error {
    if catalog::ALL.iter().any(|event| pattern.matches(event.name)) {
        return Error::usage(format!(
            "`{flag}`: the launched webhooks have no event that matches `{text}`"
        ))
        .hint("what was announced and not launched can be polled: `leadlex-hooks poll plan`");
    }
    Error::usage(format!("`{flag}`: {}", UnknownEvent::new(text)))
        .hint("`leadlex-hooks catalog list` shows the documented event types")
}

#[cfg(test)]
mod tests {
    use super::{UnknownName, names};
    use crate::contract::pattern::EventPattern;
    use crate::output::printer::{Format, Printer, Verbosity};
    use crate::output::stream::ColorChoice;

    fn chosen(patterns: &[&str], unknown: UnknownName) -> Result<Vec<String>, String> {
        let printer = Printer::new(Format::Human, Verbosity::Quiet, ColorChoice::Never);
        let patterns: Vec<EventPattern> =
            patterns.iter().map(|text| text.parse().expect("a pattern")).collect();
        names("--events", &patterns, unknown, &printer).map_err(|error| error.to_string())
    }

    #[test]
    fn patterns_stand_for_what_is_launched_each_name_once() {
        let refused = UnknownName::Refused;
        assert_eq!(chosen(&[], refused).expect("all").len(), 27);
        assert_eq!(chosen(&["*", "deal.*"], refused).expect("all").len(), 27);
        let contacts = chosen(&["contact.*"], refused).expect("contacts");
        assert_eq!(
            contacts,
            ["contact.created", "contact.updated", "contact.deleted", "contact.bulk_created"]
        );
    }

    #[test]
    fn a_name_is_asked_for_as_it_is_and_a_typing_error_is_not() {
        let refused = UnknownName::Refused;
        for name in ["campaign.email_sent", "contact.merged"] {
            assert_eq!(chosen(&[name], refused).expect("a name"), [name]);
        }
        let error = chosen(&["contact.creatd"], refused).expect_err("no such name");
        assert!(error.contains("did you mean `contact.created`"), "{error}");
        assert_eq!(chosen(&["matter.made"], UnknownName::Asked).expect("asked"), ["matter.made"]);
        let error = chosen(&["lexi.*"], UnknownName::Asked).expect_err("planned only");
        assert!(error.contains("the launched webhooks have no event"), "{error}");
        assert!(chosen(&["zzz.*"], UnknownName::Asked).is_err());
    }
}
