//! `send` at a terminal with nothing to send: the questions, and the command line it ends with.

use serde_json::Value;

use crate::harness::{Cmd, Endpoint, Pty, SECRET, Sandbox, sign};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const CTRL_C: &str = "\x03";

fn answer(pty: &mut Pty, question: &str, typed: &str) {
    pty.wait_text(question);
    pty.type_in(typed);
}

/// Deletes what an input begins with and types something else.
fn instead(typed: &str) -> String {
    format!("{}{typed}\r", "\x7f".repeat(60))
}

fn body(endpoint: &Endpoint, call: usize) -> Value {
    serde_json::from_slice(&endpoint.wait_for(call + 1)[call].body).expect("JSON")
}

/// The command line that was shown, as a shell runs it.
fn shown(sandbox: &Sandbox, pty: &Pty) -> Cmd {
    let rows = pty.rows();
    let at = rows.iter().position(|row| row.contains("The same without questions:"));
    let line = rows[at.expect("the line is announced") + 1].trim().to_owned();
    let arguments = line.strip_prefix("leadlex-hooks ").expect("a command line");
    let script = format!("exec {} {arguments}", env!("CARGO_BIN_EXE_leadlex-hooks"));
    sandbox.program("sh", ["-c", &script]).env("LEADLEX_WEBHOOK_SECRET", SECRET)
}

#[test]
fn asks_for_event_fields_and_endpoint_and_shows_how_to_do_without() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(200);
    let mut pty = Pty::start(&sandbox.cmd(["send"]), 250);
    answer(&mut pty, "Event (type to search)", "contact.upd");
    answer(&mut pty, "contact.upd", ENTER);
    pty.wait_text("Fields to change");
    pty.wait_text("data.contact.email");
    let rows = pty.rows();
    let first = rows.iter().position(|row| row.contains("Fields to change")).expect("a list") + 1;
    let path = |row: &str| {
        let word = row.split_whitespace().find(|word| word.starts_with("data.")).expect("a path");
        word.to_owned()
    };
    let (id, name) = (path(&rows[first]), path(&rows[first + 1]));
    pty.type_in(&[" ", DOWN, " ", ENTER].concat());
    answer(&mut pty, &format!("{id}: "), &instead("12345"));
    answer(&mut pty, &format!("{name}: "), &instead("O'Neill & Söhne"));
    answer(&mut pty, "Endpoint URL", &format!("{}\r", endpoint.url("/hooks")));
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());

    let sent = body(&endpoint, 0);
    let at = |body: &Value, path: &str| {
        body.pointer(&format!("/{}", path.replace('.', "/"))).cloned().expect("a value")
    };
    assert_eq!(sent["event"], "contact.updated");
    assert_eq!(at(&sent, &id), "12345", "a string stays one");
    assert_eq!(at(&sent, &name), "O'Neill & Söhne");

    shown(&sandbox, &pty).run().code(0);
    let again = body(&endpoint, 1);
    assert_eq!(again["event"], "contact.updated");
    assert_eq!(at(&again, &id), "12345");
    assert_eq!(again, sent, "the same, whatever was drawn at random");
}

#[test]
fn what_is_given_is_not_asked_for() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(200);
    let to = endpoint.url("/hooks");
    let given = ["send", "--seed", "7", "--set", "timestamp=now", "--to", &to];
    let mut pty = Pty::start(&sandbox.cmd(given), 250);
    answer(&mut pty, "Event (type to search)", "deal.created\r");
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
    let line = format!("leadlex-hooks send --seed 7 --set timestamp=now --to {to} deal.created");
    assert!(pty.rows().iter().any(|row| row.contains(&line)), "{:#?}", pty.rows());
    shown(&sandbox, &pty).run().code(0);
    assert_eq!(body(&endpoint, 0), body(&endpoint, 1));
}

#[test]
fn nothing_changed_sends_the_sample_that_was_shown() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(200);
    let mut pty = Pty::start(&sandbox.cmd(["send", "--to", &endpoint.url("/hooks")]), 250);
    answer(&mut pty, "Event (type to search)", "contact.created\r");
    pty.wait_text("workspace_id");
    let rows = pty.rows();
    pty.type_in(ENTER);
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
    let email = rows.iter().find(|row| row.contains("email")).expect("an address").clone();
    let sent = body(&endpoint, 0)["data"]["contact"]["email"].to_string();
    assert!(email.contains(&sent), "{email} and {sent}");
}

#[test]
fn ctrl_c_and_escape_send_nothing_and_show_the_cursor() {
    for (steps, end) in [(0, CTRL_C), (0, "\x1b"), (1, CTRL_C), (1, "\x1b"), (2, CTRL_C)] {
        let sandbox = Sandbox::new();
        let mut pty = Pty::start(&sandbox.cmd(["send"]).under_shell(), 100);
        let questions = [
            ("Event (type to search)", "contact.created\r"),
            ("Fields to change", ENTER),
            ("Endpoint URL", ENTER),
        ];
        for (question, typed) in &questions[..steps] {
            answer(&mut pty, question, typed);
        }
        answer(&mut pty, questions[steps].0, end);
        assert_eq!(pty.wait_end(), 130, "{steps} {end:?}: {:#?}", pty.rows());
        assert!(pty.rows().join("\n").contains("interrupted: nothing was sent"));
        pty.assert_terminal_is_as_it_was();
        assert!(!sandbox.store().exists());
    }
}

#[test]
fn a_narrow_terminal_keeps_each_item_on_its_line() {
    let sandbox = Sandbox::new();
    let mut pty = Pty::start(&sandbox.cmd(["send"]), 60);
    answer(&mut pty, "Event (type to search)", "bulk_created\r");
    pty.wait_text("workspace_id");
    pty.assert_no_row_wraps();
    pty.type_in(CTRL_C);
    assert_eq!(pty.wait_end(), 130);
}

#[test]
fn whoever_cannot_be_asked_gets_the_error() {
    let sandbox = Sandbox::new();
    let told = sandbox.cmd(["send"]).run().code(2).stderr;
    assert!(told.contains("nothing to send"), "{told}");
    let mut pty = Pty::start(&sandbox.cmd(["send", "--no-input"]), 200);
    assert_eq!(pty.wait_end(), 2);
    assert!(pty.rows().join("\n").contains("nothing to send"), "{:#?}", pty.rows());
    let told = sandbox.bare(["send", "contact.created", "--to", ":1"]).run().code(2).stderr;
    assert!(told.contains("no signing secret is set"), "{told}");
}

#[test]
fn whoever_has_no_secret_is_asked_for_one() {
    let question = "No signing secret is set";
    let unsigned = [DOWN, DOWN, ENTER].concat();
    for (choice, typed) in
        [(ENTER, Some("whsec_typed")), (&*[DOWN, ENTER].concat(), None), (&*unsigned, None)]
    {
        let sandbox = Sandbox::new();
        let endpoint = Endpoint::always(200);
        let send = ["send", "--to", &endpoint.url("/hooks")];
        let mut pty = Pty::start(&sandbox.bare(send).under_shell(), 250);
        answer(&mut pty, question, choice);
        if let Some(secret) = typed {
            pty.wait_silent("Signing secret (not shown)");
            pty.type_in(&format!("{secret}\r"));
        }
        answer(&mut pty, "Event (type to search)", "contact.created\r");
        answer(&mut pty, "Fields to change", ENTER);
        assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
        pty.assert_terminal_is_as_it_was();
        let request = endpoint.wait_for(1).pop().expect("a request");
        let signature = request.header("x-leadlex-signature");
        let rows = pty.rows().join("\n");
        let kept = sandbox.bare(["config", "secret", "env"]).run();
        if let Some(secret) = typed {
            assert_eq!(signature, Some(&*sign(secret, &request.body)));
            assert!(!rows.contains(secret), "{rows}");
            assert_eq!(kept.code, 2, "it was not to be kept");
        } else if choice == unsigned {
            assert_eq!(signature, None);
            assert!(
                rows.contains("leadlex-hooks send --to") && rows.contains("--unsigned"),
                "{rows}"
            );
            assert_eq!(kept.code, 2);
        } else {
            let line = kept.code(0).stdout();
            let secret = line.trim().strip_prefix("export LEADLEX_WEBHOOK_SECRET='");
            let secret = secret.and_then(|rest| rest.strip_suffix('\'')).expect("a secret");
            assert_eq!(signature, Some(&*sign(secret, &request.body)));
        }
    }
}

#[test]
fn colours_are_shown_where_they_are_wanted() {
    let sandbox = Sandbox::new();
    let plain = sandbox.cmd(["send", "--to", ":1"]);
    for (cmd, colours) in [(plain.clone(), false), (plain.env_remove("NO_COLOR"), true)] {
        let mut pty = Pty::start(&cmd, 100);
        answer(&mut pty, "Event (type to search)", "contact.created\r");
        pty.wait_text("workspace_id");
        let colored = pty.formatted().contains("\x1b[33m");
        pty.type_in(CTRL_C);
        assert_eq!(pty.wait_end(), 130);
        assert_eq!(colored, colours);
    }
}
