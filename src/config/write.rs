//! Changing the configuration file: comments and order stay, the mode is 0600, the swap is atomic.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, value};

use super::file::ConfigFile;
use super::key::{Key, Shape};
use crate::error::Error;

/// Sets one value in the profile's section (or at the top for `default`), and makes the file when
/// there is none.
///
/// # Errors
/// An unsound file, a value of the wrong kind, or a file that cannot be written.
pub fn set(path: &Path, profile: &str, key: &Key, values: &[String]) -> Result<(), Error> {
    apply(path, profile, &[Change { key, values: values.to_vec() }])
}

/// A setting and what becomes of it.
#[derive(Debug)]
pub struct Change<'a> {
    /// Which setting.
    pub key: &'a Key,
    /// Its new values; none takes the setting away.
    pub values: Vec<String>,
}

/// Makes several changes as [`set`] makes one: all of them, or none.
///
/// # Errors
/// As [`set`].
pub fn apply(path: &Path, profile: &str, changes: &[Change<'_>]) -> Result<(), Error> {
    let mut document = match ConfigFile::read(path)? {
        Some(file) => file.into_document(),
        None => DocumentMut::new(),
    };
    edit(&mut document, profile, changes)?;
    refuse_device(path)?;
    save(path, &document.to_string())
        .map_err(|error| Error::usage(format!("cannot write {}", path.display())).because(error))
}

/// Makes the changes in a sound document.
///
/// # Errors
/// A value of the wrong kind.
pub fn edit(
    document: &mut DocumentMut,
    profile: &str,
    changes: &[Change<'_>],
) -> Result<(), Error> {
    for Change { key, values } in changes {
        let at_top = profile == "default"
            && document.get("profile").and_then(|all| all.get("default")).is_none();
        let table = if at_top { document.as_table_mut() } else { section(document, profile) };
        if values.is_empty() {
            table.remove(key.name);
        } else {
            table.insert(key.name, item(key, values)?);
        }
    }
    Ok(())
}

fn item(key: &Key, values: &[String]) -> Result<Item, Error> {
    let wrong = |expected: &str| Error::usage(format!("`{}` takes {expected}", key.name));
    match (key.shape, values) {
        (Shape::Number, [one]) => one
            .parse::<u16>()
            .map(|number| value(i64::from(number)))
            .map_err(|_| wrong("a number from 0 to 65535")),
        (Shape::Text | Shape::Secrets, [one]) if !one.is_empty() => Ok(value(one)),
        (Shape::Secrets | Shape::Command, [_, ..]) => {
            Ok(value(values.iter().map(String::as_str).collect::<Array>()))
        }
        _ => Err(wrong("exactly one value that is not empty")),
    }
}

fn section<'a>(document: &'a mut DocumentMut, profile: &str) -> &'a mut Table {
    let implicit = || {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    };
    let profiles = document.entry("profile").or_insert_with(implicit);
    let profiles = as_table(profiles);
    as_table(profiles.entry(profile).or_insert_with(|| Item::Table(Table::new())))
}

/// An inline table (`profile = { … }`) becomes an ordinary one, so that it can be written to.
fn as_table(item: &mut Item) -> &mut Table {
    if !item.is_table() {
        let taken = std::mem::take(item);
        *item = Item::Table(taken.into_table().unwrap_or_default());
    }
    match item {
        Item::Table(table) => table,
        _ => unreachable!("it was made a table above"),
    }
}

/// The swap would put a file in the place of a device: `/dev/null` is a fine configuration to read.
fn refuse_device(path: &Path) -> Result<(), Error> {
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        return Err(Error::usage(format!("{} is no file, and is left as it is", path.display()))
            .hint("name one with `--config FILE`, or unset LEADLEX_HOOKS_CONFIG"));
    }
    Ok(())
}

fn save(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(directory(path))?;
    let draft = draft(path);
    let written = private_file(&draft)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Makes sure, without changing anything, that a value could be written.
///
/// # Errors
/// An unsound file, or a place that cannot be written.
pub fn check(path: &Path) -> Result<(), Error> {
    ConfigFile::read(path)?;
    refuse_device(path)?;
    let (directory, draft) = (directory(path), draft(path));
    fs::create_dir_all(directory)
        .and_then(|()| private_file(&draft))
        .and_then(|_| fs::remove_file(&draft))
        .map_err(|error| Error::usage(format!("cannot write {}", path.display())).because(error))
}

fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is written before it takes the file's place.
fn draft(path: &Path) -> PathBuf {
    path.with_extension(format!("toml.{}", std::process::id()))
}

/// Makes a new file of mode 0600.
///
/// # Errors
/// What the file system says; one that is there already.
pub fn private_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
