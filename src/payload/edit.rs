//! `--set` and `--patch`: changes to a JSON body that leave every other byte alone.

use bytes::Bytes;

use crate::error::Error;
use crate::json::assign::Assignment;
use crate::json::edit::set;
use crate::json::error::EditError;
use crate::json::merge::merge_patch;
use crate::json::path::Path;
use crate::text::safe;

/// Changes in the order in which they are made: the patch, then each assignment.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// A merge patch (RFC 7396), as JSON text.
    pub patch: Option<String>,
    /// Values for paths that exist.
    pub set: Vec<Assignment>,
}

impl Edits {
    /// Reads `--set` and `--patch`.
    ///
    /// # Errors
    /// Names the flag and the place in it (exit 2).
    pub fn parse(set: &[String], patch: Option<&str>) -> Result<Self, Error> {
        let set = set
            .iter()
            .map(|text| {
                Assignment::parse(text).map_err(|error| {
                    Error::usage(format!(
                        "`--set {}`: {}",
                        safe::typed(text),
                        safe::line(&error.to_string())
                    ))
                    .hint("write it as `--set data.contact.email=new@example.com`")
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { patch: patch.map(str::to_owned), set })
    }

    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patch.is_none() && self.set.is_empty()
    }

    /// Makes the changes.
    ///
    /// # Errors
    /// A body that is not JSON, a path that is not there, a patch that is not JSON (exit 2).
    pub fn apply(&self, body: &Bytes) -> Result<Bytes, Error> {
        if self.is_empty() {
            return Ok(body.clone());
        }
        let text = std::str::from_utf8(body).map_err(|error| {
            Error::usage("the body is not UTF-8, so it cannot be edited").because(error)
        })?;
        let mut text = text.to_owned();
        if let Some(patch) = &self.patch {
            text = merge_patch(&text, patch).map_err(|error| explain("--patch", &error))?;
        }
        for assignment in &self.set {
            let flag = format!("--set {}", safe::line(&assignment.path.to_string()));
            text = assignment.apply(&text).map_err(|error| explain(&flag, &error))?;
        }
        Ok(Bytes::from(text))
    }
}

/// Puts JSON text in the place of the value at a path that is there, as a scenario's `set` does.
///
/// # Errors
/// Why it cannot be done; holds text from outside.
pub fn put(body: &str, path: &str, value: &str) -> Result<String, String> {
    let path = Path::parse(path).map_err(|error| error.to_string())?;
    set(body, &path, value).map_err(|error| error.to_string())
}

fn explain(flag: &str, error: &EditError) -> Error {
    let message = safe::line(&error.to_string()).into_owned();
    let made = Error::usage(format!("`{flag}`: {message}"));
    match error {
        EditError::NotJson(_) => {
            made.hint("only a JSON body can be edited; send it as it is without the flag")
        }
        EditError::PatchNotJson(_) => {
            made.hint("write it as `--patch '{\"data\":{\"contact\":{\"email\":null}}}'`")
        }
        _ => made,
    }
}
