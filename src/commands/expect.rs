//! `--expect-status` and `--expect-body`: what counts as success.

use std::fmt;

use crate::client::failure::FailureKind;
use crate::contract::retry::is_success;
use crate::delivery::attempt::Answered;
use crate::error::Exit;
use crate::output::attempt::Advice;

/// `404`, `4xx`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusPattern {
    lowest: u16,
    highest: u16,
}

impl StatusPattern {
    /// Reads a status or a class of them.
    ///
    /// # Errors
    /// Shows the forms.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "write a status such as 200, or a class such as 4xx".to_owned();
        let (lowest, highest) = match text.strip_suffix("xx") {
            Some(class) => {
                let class: u16 = class.parse().map_err(|_| wrong())?;
                (class.saturating_mul(100), class.saturating_mul(100).saturating_add(99))
            }
            None => {
                let status = text.parse().map_err(|_| wrong())?;
                (status, status)
            }
        };
        let plain = text.starts_with(|c: char| c.is_ascii_digit());
        if plain && (100..=599).contains(&lowest) {
            Ok(Self { lowest, highest })
        } else {
            Err(wrong())
        }
    }

    fn matches(self, status: u16) -> bool {
        (self.lowest..=self.highest).contains(&status)
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lowest == self.highest {
            write!(f, "{}", self.lowest)
        } else {
            write!(f, "{}xx", self.lowest / 100)
        }
    }
}

/// What an answer is held against.
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'a> {
    statuses: &'a [StatusPattern],
    body: Option<&'a str>,
    delivery: Delivery,
}

/// Whether a handler should take what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delivery {
    Genuine,
    Forged,
}

impl<'a> Expectation<'a> {
    /// No statuses means 2xx.
    #[must_use]
    pub fn new(statuses: &'a [StatusPattern], body: Option<&'a str>) -> Self {
        Self { statuses, body, delivery: Delivery::Genuine }
    }

    /// The same of deliveries that no handler should take.
    #[must_use]
    pub fn of_forged(self) -> Self {
        Self { delivery: Delivery::Forged, ..self }
    }

    /// Whether something else than 2xx was asked for.
    #[must_use]
    pub fn is_explicit(&self) -> bool {
        !self.statuses.is_empty() || self.body.is_some()
    }

    /// What the summary calls a success.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.is_explicit() { "as expected" } else { "delivered" }
    }

    /// The advice that an answer needs: one that was asked for needs none.
    #[must_use]
    pub fn advice(&self, answered: &Answered) -> Advice {
        let is_forged = self.delivery == Delivery::Forged && !self.is_explicit();
        match answered {
            Ok(answer) if is_forged && is_success(answer.status) => Advice::WronglyTaken,
            Ok(answer) if is_forged && matches!(answer.status, 400 | 401 | 403 | 422) => {
                Advice::RightlyRefused
            }
            _ if self.exit(answered) == Exit::DONE => Advice::Spared,
            _ => Advice::Wanted,
        }
    }

    /// Whether a status and a body are what is held for right.
    #[must_use]
    pub fn accepts(&self, status: u16, body: &[u8]) -> bool {
        let status = if self.statuses.is_empty() {
            is_success(status)
        } else {
            self.statuses.iter().any(|pattern| pattern.matches(status))
        };
        let holds = |text: &str| {
            text.is_empty() || body.windows(text.len()).any(|part| part == text.as_bytes())
        };
        status && self.body.is_none_or(holds)
    }

    /// Whether bodies matter.
    #[must_use]
    pub fn looks_at_bodies(&self) -> bool {
        self.body.is_some()
    }

    /// The exit code that one answer asks for.
    #[must_use]
    pub fn exit(&self, answered: &Answered) -> Exit {
        match answered {
            Ok(answer) if self.accepts(answer.status, &answer.body) => Exit::DONE,
            Ok(_) => Exit::NO,
            Err(failure) if failure.kind == FailureKind::PlainHttp => Exit::USAGE,
            Err(_) => Exit::UNREACHABLE,
        }
    }
}

impl fmt::Display for Expectation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statuses: Vec<String> = self.statuses.iter().map(ToString::to_string).collect();
        match (statuses.is_empty(), self.body) {
            (true, Some(body)) => write!(f, "a body that holds `{}`", body.escape_debug()),
            (false, Some(body)) => {
                write!(
                    f,
                    "{} and a body that holds `{}`",
                    statuses.join(" or "),
                    body.escape_debug()
                )
            }
            _ => f.write_str(&statuses.join(" or ")),
        }
    }
}
