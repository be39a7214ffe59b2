//! The configuration file: TOML, 0600, every key known.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, TableLike};

use super::key::{self, Key, Shape};
use crate::error::Error;

/// A configuration file that was read and found sound.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    path: PathBuf,
    document: DocumentMut,
}

/// Where in the file a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// The section of the profile in use.
    Profile,
    /// The top of the file, shared by all profiles.
    Top,
}

impl ConfigFile {
    /// Reads a file; `None` when there is none.
    ///
    /// # Errors
    /// A file that others can read, that is not TOML, or that has an unknown key or a value of the
    /// wrong kind.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(Error::usage(format!(
                    "cannot read the configuration {}",
                    path.display()
                ))
                .because(error));
            }
        };
        refuse_if_shared(path)?;
        Self::parse(path, &text).map(Some)
    }

    /// Reads the text of a file; `path` is for messages.
    ///
    /// # Errors
    /// A text that is not TOML, or that has an unknown key or a value of the wrong kind.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            // Its own display shows the line, and the line may hold a secret.
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.split('\n').count();
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let why = error.message().trim_end().replace('\n', ", ");
            let place = format!("{}, line {line}, column {column}", path.display());
            Error::usage(format!("{place}: this is not valid TOML: {why}"))
        })?;
        let file = Self { path: path.to_owned(), document };
        file.check()?;
        Ok(file)
    }

    /// The file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The document, to be edited.
    #[must_use]
    pub fn into_document(self) -> DocumentMut {
        self.document
    }

    /// Names of the profiles that have a section.
    #[must_use]
    pub fn profiles(&self) -> Vec<&str> {
        self.document
            .get("profile")
            .and_then(Item::as_table_like)
            .map(|table| table.iter().map(|(name, _)| name).collect())
            .unwrap_or_default()
    }

    /// The values of a setting (one, or several for a list) and the section they stand in.
    #[must_use]
    pub fn values(&self, profile: &str, key: &Key) -> Option<(Vec<String>, Section)> {
        let section = self.document.get("profile").and_then(|profiles| profiles.get(profile));
        let in_profile =
            section.and_then(|table| table.get(key.name)).map(|item| (item, Section::Profile));
        let (item, section) =
            in_profile.or_else(|| self.document.get(key.name).map(|item| (item, Section::Top)))?;
        Some((texts(item)?, section))
    }

    /// All places of the file where a setting stands for this profile, the one that wins first.
    #[must_use]
    pub fn layers(&self, profile: &str, key: &Key) -> Vec<(Vec<String>, Section)> {
        let section = self.document.get("profile").and_then(|profiles| profiles.get(profile));
        let in_profile = section.and_then(|table| table.get(key.name)).and_then(texts);
        let at_top = self.document.get(key.name).and_then(texts);
        let in_profile = in_profile.map(|value| (value, Section::Profile));
        in_profile.into_iter().chain(at_top.map(|value| (value, Section::Top))).collect()
    }

    fn check(&self) -> Result<(), Error> {
        self.check_table(self.document.as_table(), "")?;
        let Some(profiles) = self.document.get("profile") else {
            return Ok(());
        };
        let wrong = || {
            Error::usage(format!("`profile` in {} is not a table of profiles", self.path.display()))
                .hint("write `[profile.NAME]` above the settings of a profile")
        };
        for (name, item) in profiles.as_table_like().ok_or_else(wrong)?.iter() {
            let table = item.as_table_like().ok_or_else(wrong)?;
            self.check_table(table, &format!("profile.{name}."))?;
        }
        Ok(())
    }

    fn check_table(&self, table: &dyn TableLike, prefix: &str) -> Result<(), Error> {
        for (name, item) in table.iter() {
            if prefix.is_empty() && name == "profile" {
                continue;
            }
            let Some(key) = key::find(name) else {
                let error = Error::usage(format!(
                    "unknown key `{prefix}{name}` in {}",
                    self.path.display()
                ));
                return Err(match key::nearest(name) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error.hint("`leadlex-hooks config show` lists every key"),
                });
            };
            if !fits(item, key.shape) {
                return Err(Error::usage(format!(
                    "`{prefix}{name}` in {} must be {}",
                    self.path.display(),
                    expected(key.shape)
                )));
            }
        }
        Ok(())
    }
}

fn fits(item: &Item, shape: Shape) -> bool {
    match shape {
        Shape::Text => item.is_str(),
        Shape::Number => item.as_integer().is_some(),
        Shape::Secrets => item.is_str() || is_string_list(item),
        Shape::Command => is_string_list(item),
    }
}

fn is_string_list(item: &Item) -> bool {
    item.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(|value| value.is_str()))
}

fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a string",
        Shape::Number => "a number",
        Shape::Secrets => "a string or a list of strings",
        Shape::Command => "a list of strings: the program and its arguments",
    }
}

fn texts(item: &Item) -> Option<Vec<String>> {
    if let Some(text) = item.as_str() {
        return Some(vec![text.to_owned()]);
    }
    if let Some(number) = item.as_integer() {
        return Some(vec![number.to_string()]);
    }
    Some(item.as_array()?.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
}

#[cfg(unix)]
fn refuse_if_shared(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    // `/dev/null` holds nothing that others could read.
    let Some(meta) = fs::metadata(path).ok().filter(fs::Metadata::is_file) else {
        return Ok(());
    };
    let mode = meta.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::usage(format!(
        "the configuration {} can be read by other users (mode {:04o})",
        path.display(),
        mode & 0o7777
    ))
    .hint(format!("run `chmod 600 {}`", path.display())))
}

#[cfg(not(unix))]
fn refuse_if_shared(_path: &Path) -> Result<(), Error> {
    Ok(())
}
