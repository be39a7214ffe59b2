//! Text in columns of a terminal. Give it text that is safe to show: what a control character does
//! to a line is not for this to know.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::safe;

/// Stands for what was cut; one column.
const ELLIPSIS: &str = "…";
/// Joins emoji into one.
const JOINER: char = '\u{200d}';

/// How many columns the text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    if safe::is_plain(text) { text.len() } else { text.width() }
}

/// The text if it fits, else as much of its beginning as fits with `…` after it. A wide character
/// is never halved and a combining mark stays with its letter; a flag of two letters may lose one.
/// Places are measured one by one, so a ligature over two of them counts as two and the time grows
/// with the text alone.
#[must_use]
pub fn fit(text: &str, limit: usize) -> Cow<'_, str> {
    if columns(text) <= limit {
        return Cow::Borrowed(text);
    }
    let Some(room) = limit.checked_sub(columns(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let (mut kept, mut used) = (0, 0);
    for cut in cuts(text) {
        used += columns(&text[kept..cut]);
        if used > room {
            break;
        }
        kept = cut;
    }
    Cow::Owned([&text[..kept], ELLIPSIS].concat())
}

/// The text at exactly that width: cut as by [`fit`], or with blanks after it.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    let fitted = fit(text, width);
    let blanks = width.saturating_sub(columns(&fitted));
    [&fitted, " ".repeat(blanks).as_str()].concat()
}

/// Where text may be cut, from its start on: before each character that begins a new place.
fn cuts(text: &str) -> impl Iterator<Item = usize> {
    let mut previous = None;
    text.char_indices().filter_map(move |(index, c)| {
        let belongs_to_previous =
            previous == Some(JOINER) || c.width() == Some(0) || is_skin_tone(c);
        previous = Some(c);
        (!belongs_to_previous).then_some(index)
    })
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{columns, fit, pad};
    use crate::text::safe;

    #[test]
    fn columns_are_what_a_terminal_shows() {
        assert_eq!(columns("Söhne"), 5);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("日本語"), 6);
        assert_eq!(columns("👍🏽"), 2);
    }

    #[test]
    fn what_fits_is_left_alone_and_the_rest_is_cut() {
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abcd", 3), "ab…");
        assert_eq!(fit("abcd", 1), "…");
        assert_eq!(fit("abcd", 0), "");
        assert_eq!(fit(&"x".repeat(300), 40), format!("{}…", "x".repeat(39)));
    }

    #[test]
    fn no_character_is_halved() {
        assert_eq!(fit("日本語", 6), "日本語");
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(pad("日本語", 4), "日… ");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(fit("👍🏽👍🏽", 3), "👍🏽…");
        assert_eq!(fit("👍🏽👍🏽", 2), "…");
        assert_eq!(fit("👩\u{200d}💻👩\u{200d}💻", 3), "👩\u{200d}💻…");
        assert_eq!(pad("ab", 4), "ab  ");
    }

    proptest! {
        #[test]
        fn a_padded_cell_has_its_width(text in any::<String>(), width in 0_usize..40) {
            let safe = safe::line(&text);
            assert_eq!(columns(&pad(&safe, width)), width, "{safe:?}");
            assert!(columns(&fit(&text, width)) <= width, "{text:?}");
        }

        #[test]
        fn marks_stay_with_their_letters(
            text in "[aé日👍\u{301}\u{1f3fd}\u{fe0f}\u{644}\u{627}]{0,30}",
            width in 0_usize..20,
        ) {
            assert_eq!(columns(&pad(&text, width)), width);
            if let Some(kept) = fit(&text, width).strip_suffix('…') {
                let rest = &text[kept.len()..];
                assert!(!rest.starts_with(['\u{301}', '\u{1f3fd}', '\u{fe0f}']) || kept.is_empty());
            }
        }
    }
}
