//! The clipboard of the terminal, which may be on another machine: the sequence OSC 52 goes with the
//! output, through ssh too. No terminal says whether it heard.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Terminals cut longer sequences off, or drop them.
pub const MOST: usize = 48 * 1024;

/// Whether a terminal is known to ignore the sequence, or to hand it on only when told to.
#[must_use]
pub fn is_doubtful() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name: &str, text: &str| std::env::var_os(name).is_some_and(|value| value == text);
    // tmux and screen; the terminals built on VTE; Terminal.app; the console of Linux.
    is_set("TMUX")
        || is_set("STY")
        || is_set("VTE_VERSION")
        || is("TERM_PROGRAM", "Apple_Terminal")
        || is("TERM", "linux")
}

/// The sequence that puts a text there; `None` when it is too long.
#[must_use]
pub fn sequence(text: &str) -> Option<String> {
    (text.len() <= MOST).then(|| format!("\x1b]52;c;{}\x07", STANDARD.encode(text)))
}
