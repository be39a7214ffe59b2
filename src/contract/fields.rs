//! The fields of a JSON object one at a time, as the text they were sent in: nothing is built that
//! nobody asked for, so that a body of any size costs one pass and no tree.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Error};

/// Calls `each` with every field of the object that `json` is, in order, duplicates included.
///
/// # Errors
/// `json` is no JSON, or no object; some fields may have been seen by then.
pub(super) fn each<'a>(
    json: &'a [u8],
    each: impl FnMut(Cow<'a, str>, &'a RawValue),
) -> Result<(), Error> {
    let mut json = Deserializer::from_slice(json);
    json.deserialize_map(Fields(each))?;
    json.end()
}

/// The string that a raw value is; `None` when it is anything else.
pub(super) fn text(raw: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str::<Text<'_>>(raw.get()).ok().map(|Text(text)| text)
}

/// The id that a raw value is: a text, or a number as it was written.
pub(super) fn id(raw: &RawValue) -> Option<Cow<'_, str>> {
    let is_number = raw.get().starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if is_number { Some(Cow::Borrowed(raw.get())) } else { text(raw) }
}

/// Borrows where the text has no escapes, which a bare `Cow` never does.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Fields<F>(F);

impl<'a, F: FnMut(Cow<'a, str>, &'a RawValue)> Visitor<'a> for Fields<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(name)) = map.next_key()? {
            (self.0)(name, map.next_value()?);
        }
        Ok(())
    }
}
