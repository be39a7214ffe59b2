//! Which events are shown, asked for while they come; all of them are recorded and answered.

use crate::contract::pattern::{self, EventPattern};
use crate::output::printer::Printer;
use crate::receiver::told::Told;
use crate::text::keys::Key;
use crate::text::safe;

/// Nobody types a longer one.
const LONGEST: usize = 200;

/// Names that are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    text: String,
    patterns: Vec<EventPattern>,
}

/// What is being typed.
#[derive(Clone, Debug)]
pub(super) struct Prompt(String);

/// What a key means for it.
#[derive(Debug)]
pub(super) enum Answer {
    /// More is to come.
    Open,
    /// It stays as it was.
    Left,
    /// This is wanted.
    Given(Filter),
}

impl Filter {
    fn parse(text: &str) -> Self {
        let patterns: Vec<EventPattern> =
            text.split(',').filter_map(|part| EventPattern::parse(part).ok()).collect();
        let text = patterns.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        Self { text, patterns }
    }

    /// As it was typed; `None` when everything is shown.
    pub(super) fn text(&self) -> Option<&str> {
        (!self.patterns.is_empty()).then_some(&*self.text)
    }

    /// Whether this is shown: trouble always is.
    pub(super) fn wants(&self, told: &Told) -> bool {
        let name = match told {
            Told::Arrival(shown) if shown.recorded.is_err() => return true,
            Told::Arrival(shown) => shown.envelope.event.as_deref(),
            Told::Attempt(report) => report.delivery.event_name.as_deref(),
            Told::Trouble(_) => return true,
        };
        let name = name.unwrap_or_default();
        self.patterns.is_empty() || self.patterns.iter().any(|pattern| pattern.matches(name))
    }

    /// Says what is shown from now on. A name that nobody knows is probably a typing error.
    pub(super) fn tell(&self, printer: &Printer) {
        match self.text() {
            None => printer.story("showing all events"),
            Some(text) => printer.story(&format!("showing only {}", safe::line(text))),
        }
        for pattern in &self.patterns {
            if let Err(unknown) = pattern::expand(std::slice::from_ref(pattern)) {
                printer.warn(&safe::line(&unknown.to_string()));
            }
        }
    }
}

impl Prompt {
    /// Begins with what is in use.
    pub(super) fn new(filter: &Filter) -> Self {
        Self(filter.text.clone())
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn press(&mut self, key: Key) -> Answer {
        match key {
            Key::Char(c) if self.0.chars().count() < LONGEST => self.0.push(c),
            Key::Char(_) => {}
            Key::Backspace => {
                self.0.pop();
            }
            Key::Clear => self.0.clear(),
            Key::Escape => return Answer::Left,
            Key::Enter => return Answer::Given(Filter::parse(&self.0)),
        }
        Answer::Open
    }
}
