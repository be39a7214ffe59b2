//! Words for a POSIX shell.

/// A word that the shell hands on as it is, whatever is in it.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same, without quotes where none are needed.
#[must_use]
pub fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=,@%+".contains(c);
    if text.is_empty() || !text.chars().all(plain) { quote(text) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn only_what_a_shell_would_change_is_quoted() {
        assert_eq!(word("data.a=b@c.example"), "data.a=b@c.example");
        assert_eq!(word(""), "''");
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("data.l[0]=1"), "'data.l[0]=1'");
        assert_eq!(word("it's"), r"'it'\''s'");
    }
}
