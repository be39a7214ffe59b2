//! `--edit`: the body in the user's editor, pretty-printed, and back.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use bytes::Bytes;
use uuid::Uuid;

use crate::error::Error;
use crate::json::{pretty, valid::Json};

/// Opens the body in an editor and returns what was saved; the same bytes when nothing was changed.
///
/// # Errors
/// No editor, an editor that fails, or a text that is no longer JSON: the file is kept then, and
/// named.
pub fn edit(body: &Bytes, editor: Option<&str>) -> Result<Bytes, Error> {
    let editor = editor.ok_or_else(|| {
        Error::usage("`--edit` needs an editor").hint("set EDITOR, for example `EDITOR=nano`")
    })?;
    let before = String::from_utf8(body.to_vec())
        .map_err(|_| Error::usage("the body is not UTF-8, so it cannot be edited"))?;
    let draft = pretty::pretty(&before).unwrap_or(before);
    let path = write_draft(&draft)?;
    run(editor, &path)?;
    let after = fs::read_to_string(&path)
        .map_err(|error| Error::usage(format!("cannot read {}", path.display())).because(error))?;
    if after == draft {
        let _ = fs::remove_file(&path);
        return Ok(body.clone());
    }
    if let Err(error) = Json::read(&after) {
        return Err(Error::usage(format!("the edited body is {error}"))
            .hint(format!("your text is kept in {}", path.display())));
    }
    let _ = fs::remove_file(&path);
    Ok(Bytes::from(after))
}

/// A file of the user's own, in the folder for such files, with a name nobody can guess.
fn write_draft(text: &str) -> Result<PathBuf, Error> {
    let path = std::env::temp_dir().join(format!("leadlex-hooks-{}.json", Uuid::new_v4()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::store(format!("cannot write {}", path.display())).because(error))?;
    Ok(path)
}

/// `EDITOR` may hold arguments (`code --wait`); it is split at blanks and never given to a shell.
fn run(editor: &str, path: &PathBuf) -> Result<(), Error> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let failed = |why: String| {
        Error::usage(format!("the editor `{program}` {why}"))
            .hint(format!("your text is kept in {}", path.display()))
    };
    let status = Command::new(program)
        .args(words)
        .arg(path)
        .status()
        .map_err(|error| failed(format!("cannot be run ({error}); set EDITOR")))?;
    if status.success() { Ok(()) } else { Err(failed(format!("ended with {status}"))) }
}
