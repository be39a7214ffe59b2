//! Words for a POSIX shell.

/// A word that the shell hands on as it is, whatever is in it.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
