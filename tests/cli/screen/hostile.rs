//! Text from outside that would act on a terminal: written out wherever it is shown.

use insta::assert_snapshot;

use super::{Screen, WIDTHS, shown};
use crate::harness::{Hook, Pty, Recorder, Sandbox};

/// Colour, clear screen, title, C1 control, carriage return, bell, bidi override, zero width.
const EVIL: &str =
    "\u{1b}[31mred\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}1m\r\n\t\u{8}\u{7f}\u{202e}bidi\u{200b}\u{2066}";

fn hook() -> Hook {
    let name = format!("evil.{EVIL}");
    let body = serde_json::json!({
        "event": name, "data": { "contact": { "id": EVIL, "full_name": EVIL, EVIL: EVIL } }
    });
    Hook::signed("id-\u{9b}31m\u{202e}", body.to_string())
        .header("X-Evil", b"\x9b31m\x9d0;t\x9c \xe2\x80\xae \xff")
        .path("/%1b[31m")
}

fn handler() -> Recorder {
    let mut answer =
        b"HTTP/1.1 500 \x9b31m\r\nX-Evil: \x9b2J\xe2\x80\xae\r\nConnection: close\r\n\r\n".to_vec();
    answer.extend_from_slice(EVIL.as_bytes());
    answer.extend_from_slice(b"\x9b31m\x1bc");
    Recorder::answering(&answer)
}

/// # Panics
/// When a byte got through that does more than show a character.
#[track_caller]
fn assert_harmless(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\r' | '\n'))
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts), "{what}: {text:?}");
    // The terminal's own translation of a line's end is the only carriage return.
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "{what}: {text:?}");
}

#[test]
fn nothing_in_an_event_or_an_answer_acts_on_the_terminal_of_a_listener() {
    for columns in WIDTHS {
        let sandbox = Sandbox::new();
        let handler = handler();
        // Without keys there is no line at the lower end, whose own sequences would be counted here.
        let listen = ["listen", "--no-input", "--port", "0", "--forward-to", &handler.url("/")];
        let screen = Screen::start(sandbox.cmd(listen), columns);
        assert_eq!(hook().post(screen.addr).status, 500);
        screen.pty.wait_text("hint:");
        let written = screen.pty.written();
        assert_harmless("listen", &written);
        let rows = screen.end_after("hint:");
        assert_snapshot!(format!("hostile_{columns}"), shown(&sandbox, &rows));
    }
}

#[test]
fn nothing_in_the_log_acts_on_a_terminal() {
    let sandbox = Sandbox::new();
    let handler = handler();
    let listener = sandbox.listen(["--forward-to", &handler.url("/")]);
    assert_eq!(hook().post(listener.addr()).status, 500);
    for args in [
        &["events", "list"][..],
        &["events", "list", "-v"],
        &["events", "show", "1"],
        &["events", "show", "1", "--show-secrets"],
        &["events", "search", "evil"],
        &["events", "search", EVIL],
        &["events", "show", EVIL],
        &["deliveries", "list"],
        &["deliveries", "show", "1"],
        &["deliveries", "retry", "1"],
        &["replay", "1", "--dry-run", "--to", ":1"],
        &["replay", "1", "--to", &handler.url("/")],
        &["send", EVIL, "--to", ":1"],
        &["catalog", "show", EVIL],
        &["config", "set", EVIL, "x"],
        &["listen", "--only", EVIL, "--port", "x"],
    ] {
        let mut pty = Pty::start(&sandbox.cmd(args), 100);
        pty.wait_end();
        let written = pty.written();
        assert!(!written.is_empty(), "{args:?} shows nothing");
        assert_harmless(&format!("{args:?}"), &written);
    }
}

#[test]
fn verbose_is_as_safe() {
    let sandbox = Sandbox::new();
    let handler = handler();
    let listen = ["listen", "-v", "--no-input", "--port", "0", "--forward-to", &handler.url("/")];
    let screen = Screen::start(sandbox.cmd(listen), 200);
    hook().post(screen.addr);
    let plain = "a\u{1b}[2Jb\r\nc\u{202e}\0\u{9b}";
    Hook::signed("id-plain", plain).post(screen.addr);
    Hook::signed("id-binary", b"\x9b31m\xff\x1b[2J".to_vec()).post(screen.addr);
    screen.pty.wait_text("id-binary");
    let mut pty = screen.pty;
    pty.type_in("\x03");
    assert_eq!(pty.wait_end(), 0);
    // The terminal echoes what was typed.
    let written = pty.written();
    let written = String::from_utf8_lossy(&written).replace("^C", "");
    assert_harmless("listen -v", written.as_bytes());
}
