//! `--set`, `--patch`, `--edit`: one way to change a body, wherever a body is sent.

use std::path::Path;

use bytes::Bytes;
use clap::Args;
use serde::de::IgnoredAny;

use super::context::{Context, read_input};
use crate::error::Error;
use crate::payload::edit::Edits;
use crate::payload::editor;
use crate::text::safe;

/// Changes to a body.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Changing the body")]
pub struct EditArgs {
    /// Replace the value at a path that is there: `data.contact.email=new@example.com`,
    /// `data.contacts[0].id='"7"'` (JSON, or else a string)
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Apply a JSON merge patch (RFC 7396), which can add and remove fields
    #[arg(long, value_name = "JSON|@FILE")]
    patch: Option<String>,
    /// Open the body in $VISUAL or $EDITOR before it is signed
    #[arg(long)]
    edit: bool,
}

/// Changes, read and ready.
#[derive(Clone, Debug)]
pub struct Changes {
    edits: Edits,
    editor: Option<Option<String>>,
}

impl EditArgs {
    /// Whether any change was asked for.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !self.set.is_empty() || self.patch.is_some() || self.edit
    }

    /// Adds what `--set` would have added.
    pub fn add_set(&mut self, assignment: String) {
        self.set.push(assignment);
    }

    /// Reads the flags and the patch file.
    ///
    /// # Errors
    /// Names the flag at fault (exit 2).
    pub fn changes(&self, context: &Context) -> Result<Changes, Error> {
        let patch = match self.patch.as_deref().map(|text| (text, text.strip_prefix('@'))) {
            Some((_, Some(path))) => {
                let bytes = read_input("`--patch`", path)?;
                Some(String::from_utf8(bytes).map_err(|_| {
                    Error::usage(format!("`--patch @{path}`: the file is not UTF-8"))
                })?)
            }
            Some((text, None)) if names_a_file(text) => {
                let text = safe::line(text);
                return Err(Error::usage(format!("`--patch {text}` names a file and is no JSON"))
                    .hint(format!("did you mean `--patch @{text}`?")));
            }
            Some((text, None)) => Some(text.to_owned()),
            None => None,
        };
        let environment = context.environment();
        let editor =
            environment.get_nonempty("VISUAL").or_else(|| environment.get_nonempty("EDITOR"));
        Ok(Changes {
            edits: Edits::parse(&self.set, patch.as_deref())?,
            editor: self.edit.then(|| editor.map(str::to_owned)),
        })
    }
}

fn names_a_file(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_err() && Path::new(text).is_file()
}

impl Changes {
    /// Whether any change was asked for.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.edits.is_empty() && self.editor.is_none()
    }

    /// Makes the changes; the editor comes last and sees the others.
    ///
    /// # Errors
    /// Those of [`Edits::apply`] and [`editor::edit`].
    pub fn apply(&self, body: &Bytes) -> Result<Bytes, Error> {
        let body = self.edits.apply(body)?;
        match &self.editor {
            Some(editor) => editor::edit(&body, editor.as_deref()),
            None => Ok(body),
        }
    }
}
