//! Quotes from outside, as long as a line of a page can bear: whoever answers decides how much it says.

use std::borrow::Cow;

/// Characters of an address, a name or a path that are told.
const LONGEST: usize = 200;

/// As much of a text as is told, with `…` where there is more.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    cut(text, LONGEST)
}

/// So many characters of a text, with `…` where there are more.
pub(super) fn cut(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_is_longer_than_it_is_told_ends_with_an_ellipsis() {
        assert_eq!(quoted(&"é".repeat(200)), "é".repeat(200));
        assert_eq!(quoted(&"é".repeat(201)), format!("{}…", "é".repeat(200)));
    }
}
