//! A scenario from a file: read strictly, so that a typing error is named and not passed over.

use std::borrow::Cow;
use std::time::Duration;

use jiff::{Span, SpanRelativeTo};
use serde_json::value::RawValue;

use super::super::pattern::UnknownEvent;
use super::super::{catalog, fields};
use super::{Edit, Scenario, Step};

/// Between two events when the file does not say.
const USUALLY_AFTER: Duration = Duration::from_secs(60);

/// A longer pause is a slip of the unit.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 3600);

/// What is wrong with a scenario, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", place(*step, field.as_deref()))]
pub struct ScenarioError {
    /// The number of the step, from 1; `None` outside the steps.
    pub step: Option<usize>,
    /// The field; `None` when the whole text or step is meant.
    pub field: Option<String>,
    /// What is wrong there.
    pub reason: Reason,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The text is no JSON object.
    #[error("not a JSON object ({0})")]
    NotAnObject(String),
    /// Nobody knows that field.
    #[error("unknown field (known: `{}`)", .0.join("`, `"))]
    Unknown(&'static [&'static str]),
    /// It has to be there.
    #[error("missing")]
    Missing,
    /// It stands there a second time.
    #[error("given twice")]
    Twice,
    /// It has to say something.
    #[error("empty")]
    Empty,
    /// It is of another type.
    #[error("not {0}")]
    NotA(&'static str),
    /// It is no time span, or longer than a year.
    #[error("`{0}` is no duration like `2s`, `1m 30s` or `3d`, up to a year")]
    Duration(String),
    /// It is in no edition's catalogue.
    #[error(transparent)]
    Event(#[from] UnknownEvent),
}

fn place(step: Option<usize>, field: Option<&str>) -> String {
    match (step, field) {
        (None, None) => String::new(),
        (None, Some(field)) => format!("`{field}`: "),
        (Some(step), None) => format!("step {step}: "),
        (Some(step), Some(field)) => format!("step {step}, `{field}`: "),
    }
}

impl Reason {
    fn at(self, field: &str) -> ScenarioError {
        ScenarioError { step: None, field: Some(field.to_owned()), reason: self }
    }
}

type Pairs<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

pub(super) fn scenario(text: &str) -> Result<Scenario, ScenarioError> {
    let [name, description, steps] = known_fields(text, &["name", "description", "steps"])?;
    let name = required(name, "name", string)?;
    let steps = required(steps, "steps", |raw| {
        serde_json::from_str::<Vec<&RawValue>>(raw.get()).map_err(|_| Reason::NotA("an array"))
    })?;
    if steps.is_empty() {
        return Err(Reason::Empty.at("steps"));
    }
    let numbered = |(number, raw): (usize, &RawValue)| {
        step(raw.get()).map_err(|error| ScenarioError { step: Some(number), ..error })
    };
    Ok(Scenario {
        name,
        description: optional(description, "description", string)?.unwrap_or_default(),
        steps: (1..).zip(steps).map(numbered).collect::<Result<_, _>>()?,
    })
}

fn step(text: &str) -> Result<Step, ScenarioError> {
    let [event, wait, after, set] = known_fields(text, &["event", "wait", "after", "set"])?;
    let event = required(event, "event", |raw| {
        let name = string(raw)?;
        catalog::find(&name).ok_or_else(|| UnknownEvent::new(name).into())
    })?;
    let wait = optional(wait, "wait", duration)?.unwrap_or_default();
    let after = optional(after, "after", duration)?.unwrap_or(USUALLY_AFTER.max(wait));
    let edits = optional(set, "set", edits)?.unwrap_or_default();
    Ok(Step { event, wait, after: after.max(Duration::from_secs(1)), edits })
}

/// The values of the fields that `known` names; any other field is refused.
fn known_fields<'a, const N: usize>(
    text: &'a str,
    known: &'static [&'static str; N],
) -> Result<[Option<&'a RawValue>; N], ScenarioError> {
    let pairs = pairs(text).map_err(|reason| ScenarioError { step: None, field: None, reason })?;
    let mut values = [None; N];
    for (name, value) in pairs {
        let Some(index) = known.iter().position(|known| *known == name) else {
            return Err(Reason::Unknown(known).at(&name));
        };
        if values[index].replace(value).is_some() {
            return Err(Reason::Twice.at(&name));
        }
    }
    Ok(values)
}

fn pairs(text: &str) -> Result<Pairs<'_>, Reason> {
    let mut pairs = Vec::new();
    match fields::each(text.as_bytes(), |name, value| pairs.push((name, value))) {
        Ok(()) => Ok(pairs),
        Err(error) => Err(Reason::NotAnObject(error.to_string())),
    }
}

fn optional<'a, T>(
    raw: Option<&'a RawValue>,
    field: &str,
    read: impl FnOnce(&'a RawValue) -> Result<T, Reason>,
) -> Result<Option<T>, ScenarioError> {
    raw.map(read).transpose().map_err(|reason| reason.at(field))
}

fn required<'a, T>(
    raw: Option<&'a RawValue>,
    field: &str,
    read: impl FnOnce(&'a RawValue) -> Result<T, Reason>,
) -> Result<T, ScenarioError> {
    optional(raw, field, read)?.ok_or_else(|| Reason::Missing.at(field))
}

/// A text with at least one character.
fn string(raw: &RawValue) -> Result<String, Reason> {
    match fields::text(raw) {
        Some(text) if text.trim().is_empty() => Err(Reason::Empty),
        Some(text) => Ok(text.into_owned()),
        None => Err(Reason::NotA("a string")),
    }
}

fn duration(raw: &RawValue) -> Result<Duration, Reason> {
    let text = string(raw)?;
    let parsed = text
        .parse::<Span>()
        .and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()))
        .and_then(Duration::try_from);
    parsed.ok().filter(|span| *span <= LONGEST).ok_or(Reason::Duration(text))
}

fn edits(raw: &RawValue) -> Result<Vec<Edit>, Reason> {
    let pairs = pairs(raw.get()).map_err(|_| Reason::NotA("an object"))?;
    let edit = |(path, value): (Cow<'_, str>, &RawValue)| Edit {
        path: path.into_owned(),
        value: value.get().to_owned(),
    };
    Ok(pairs.into_iter().map(edit).collect())
}
