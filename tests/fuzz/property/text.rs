//! Text from outside on its way to a terminal, a shell or a JSON line.

use leadlex_hooks::text::hexdump::hexdump;
use leadlex_hooks::text::measure::{parse_span, span};
use leadlex_hooks::text::safe;
use leadlex_hooks::text::shell::{printf_format, quote, read_printf_format, word};
use leadlex_hooks::text::width::{columns, fit, pad};

/// Nothing that moves a cursor or turns the direction of text gets through.
pub fn hold(data: &[u8]) {
    let width = data.first().map_or(0, |byte| usize::from(*byte) % 100);
    assert_tame(&safe::bytes(data));
    assert_tame(&hexdump(data, 20).replace('\n', ""));
    let format = printf_format(data);
    assert_tame(&format);
    assert_eq!(read_printf_format(&format.as_bytes()[1..format.len() - 1]).as_deref(), Some(data));

    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let line = safe::line(text);
    assert_tame(&line);
    assert_eq!(safe::line(&line), line);
    assert_tame(&safe::block(text).replace('\n', ""));
    assert_eq!(columns(&pad(&line, width)), width);
    assert!(columns(&fit(text, width)) <= width);
    assert_eq!(unquoted(&quote(text)).as_deref(), Some(text));
    assert!(word(text) == text || word(text) == quote(text));

    let shown = safe::json(text);
    assert_tame(&shown);
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text)
        && !text.contains(char::is_control)
    {
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).ok(), Some(value));
    }
    if let Ok(time) = parse_span(text) {
        assert!(parse_span(&span(time)).is_ok(), "{time:?}");
    }
}

fn assert_tame(shown: &str) {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    assert!(!shown.contains(acts), "{shown:?}");
}

/// What a POSIX shell makes of a word in single quotes.
fn unquoted(word: &str) -> Option<String> {
    let inside = word.strip_prefix('\'')?.strip_suffix('\'')?;
    Some(inside.replace(r"'\''", "'"))
}
