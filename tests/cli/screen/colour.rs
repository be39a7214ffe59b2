//! Colours: on a terminal, unless somebody says no; elsewhere, when somebody says so.

use crate::harness::{Cmd, Endpoint, Hook, Pty, Sandbox, Signal};

const ESC: u8 = 0x1b;

fn store() -> Sandbox {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let hook = Hook::event("contact.created", "aaaa-1", "Anna");
    hook.accepted(listener.addr());
    hook.sign("other").post(listener.addr());
    listener.stop(Signal::Int).code(0);
    sandbox
}

/// What `events list` writes to a terminal.
fn on_a_terminal(change: impl FnOnce(Cmd) -> Cmd) -> String {
    let sandbox = store();
    let mut pty = Pty::start(&change(sandbox.cmd(["events", "list"])), 100);
    assert_eq!(pty.wait_end(), 0);
    String::from_utf8(pty.written()).expect("text")
}

#[test]
fn a_terminal_gets_one_colour_for_each_meaning() {
    let written = on_a_terminal(|cmd| cmd.env_remove("NO_COLOR"));
    assert!(written.contains("\u{1b}[32m✓ verified"), "{written:?}");
    assert!(written.contains("\u{1b}[31m✗ mismatch"), "{written:?}");
    assert!(written.contains("\u{1b}[1mcontact.created"), "{written:?}");
}

#[test]
fn no_color_and_never_turn_them_off_on_a_terminal() {
    for written in [
        on_a_terminal(|cmd| cmd),
        on_a_terminal(|cmd| cmd.env("NO_COLOR", "anything")),
        on_a_terminal(|cmd| cmd.env_remove("NO_COLOR").args(["--color", "never"])),
        on_a_terminal(|cmd| cmd.env_remove("NO_COLOR").args(["--json"])),
    ] {
        assert!(written.contains("contact.created"), "{written:?}");
        assert!(!written.as_bytes().contains(&ESC), "{written:?}");
    }
}

#[test]
fn an_empty_no_color_counts_as_unset_and_always_is_stronger() {
    for written in [
        on_a_terminal(|cmd| cmd.env_remove("NO_COLOR").env("NO_COLOR", "")),
        on_a_terminal(|cmd| cmd.args(["--color", "always"])),
    ] {
        assert!(written.as_bytes().contains(&ESC), "{written:?}");
    }
}

#[test]
fn a_pipe_gets_none_unless_always_says_so() {
    let sandbox = store();
    let handler = Endpoint::always(500);
    let to = handler.url("/");
    let send = ["send", "deal.created", "--to", &to];
    for (args, code) in [
        (&["events", "list"][..], 0),
        (&["events", "show", "1"], 0),
        (&["deliveries", "list"], 0),
        (&["catalog"], 0),
        (&send, 1),
        (&["events", "show", "99"], 2),
    ] {
        let run = |color: &[&str]| {
            sandbox.cmd(args).env_remove("NO_COLOR").args(color).run().code(code).to_string()
        };
        assert!(!run(&[]).as_bytes().contains(&ESC), "{args:?}");
        let always = run(&["--color", "always"]);
        let silent = always == "exit 0\n--- stdout\n--- stderr\nno delivery matches\n";
        assert!(silent || always.as_bytes().contains(&ESC), "{args:?}\n{always}");
    }
    let json = sandbox.cmd(["events", "show", "1", "--json", "--color", "always"]).run().code(0);
    assert_eq!(json.json().len(), 1, "JSON is never coloured");
}

#[test]
fn colours_change_no_width() {
    let plain = on_a_terminal(|cmd| cmd);
    let coloured = on_a_terminal(|cmd| cmd.env_remove("NO_COLOR"));
    let bare = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    let lines = |text: &str| -> Vec<String> {
        let text = bare.replace_all(text, "").into_owned();
        // The time of arrival may differ.
        text.lines().map(|line| line.chars().skip(8).collect()).collect()
    };
    assert_eq!(lines(&plain), lines(&coloured));
}
