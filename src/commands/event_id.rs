//! An event named on the command line: its number, the beginning of its Delivery-ID, or `latest`.

use crate::error::Error;
use crate::store::Reader;
use crate::store::event::{self, Resolve};
use crate::text::safe;

/// The number of the event that is meant.
///
/// # Errors
/// Nothing or several things are meant (exit 2, with what there is), or a store that fails.
pub fn resolve(reader: &Reader, text: &str) -> Result<i64, Error> {
    let shown = safe::typed(text);
    event::resolve(reader, text).map_err(|why| match why {
        Resolve::NotFound if text == "latest" => Error::usage("the store holds no event yet")
            .hint("`leadlex-hooks listen` records what arrives, `leadlex-hooks send` what is sent"),
        Resolve::NotFound => Error::usage(format!("no event `{shown}`"))
            .hint("`leadlex-hooks events list` shows the numbers"),
        Resolve::TooShort => Error::usage(format!("`{shown}` is too short for an event"))
            .hint("an event is its number, at least 4 characters of its Delivery-ID, or `latest`"),
        Resolve::Ambiguous(rows) => {
            let error = Error::usage(format!("`{shown}` means several events"));
            rows.iter().fold(error, |error, row| {
                let name = row.event.as_deref().unwrap_or("(no event name)");
                let id = row.delivery_id.as_deref().unwrap_or_default();
                error.hint(format!("#{} {} {}", row.number, safe::line(name), safe::line(id)))
            })
        }
        Resolve::Store(error) => error.into(),
    })
}
