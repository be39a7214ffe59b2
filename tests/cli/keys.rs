//! The keys of `listen` at a terminal: what each of them does, on a screen that stays whole.

mod fold;
mod session;
mod terminal;

use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::harness::{Cmd, Endpoint, Hook, PATIENCE, Pty, Reply, Sandbox, until};

/// How the line at the lower end begins.
const STATUS: &str = " listening ·";

/// A listener in a terminal.
struct Listener {
    pty: Pty,
    addr: SocketAddr,
}

impl Listener {
    fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::start_at(sandbox.cmd(["listen", "--port", "0"]).args(args), 120)
    }

    fn start_at(cmd: Cmd, columns: u16) -> Self {
        let pty = Pty::start(&cmd, columns);
        pty.wait_text(STATUS);
        let addr = address(&pty);
        Self { pty, addr }
    }

    fn press(&mut self, keys: &str) -> &Pty {
        self.pty.type_in(keys);
        &self.pty
    }

    /// Presses a key until it is heard: after a paste that is not at once.
    #[track_caller]
    fn insist(&mut self, key: &str, answer: &str) {
        until("a key to be heard", PATIENCE, || {
            self.pty.type_in(key);
            pause();
            self.pty.rows().iter().any(|row| row.contains(answer)).then_some(())
        });
    }

    /// The line at the lower end.
    fn status(&self) -> String {
        self.pty.rows().pop().unwrap_or_default()
    }

    #[track_caller]
    fn wait_status(&self, text: &str) {
        let last = |rows: &[String]| rows.last().is_some_and(|row| row.contains(text));
        self.pty.wait_rows(text, last);
    }

    /// Presses q, and hands over what is on the screen then.
    #[track_caller]
    fn quit(mut self) -> Vec<String> {
        self.pty.type_in("q");
        assert_eq!(self.pty.wait_end(), 0, "{:#?}", self.pty.rows());
        let rows = self.pty.rows();
        assert!(!rows.iter().any(|row| row.contains(STATUS)), "{rows:#?}");
        rows
    }
}

fn address(pty: &Pty) -> SocketAddr {
    let rows = pty.rows();
    let row = rows.iter().find_map(|row| row.split_once("listening on http://"));
    row.expect("an address").1.parse().expect("an address")
}

fn hook(id: &str) -> Hook {
    Hook::event("contact.created", id, "Anna")
}

#[test]
fn r_replays_the_last_event_under_an_id_of_its_own() {
    let sandbox = Sandbox::new();
    let handler = Endpoint::always(200);
    let mut listener = Listener::start(&sandbox, &["--forward-to", &handler.url("/h")]);
    hook("d-1").accepted(listener.addr);
    hook("d-2").sign("other").post(listener.addr);
    listener.pty.wait_text("#2 ");
    listener.press("r").wait_text("replaying #1 to");
    listener.pty.wait_text("#3 contact.created");
    let requests = handler.wait_for(2);
    assert_eq!((&requests[1].path, &requests[1].body), (&requests[0].path, &requests[0].body));
    assert_ne!(requests[1].delivery_id(), requests[0].delivery_id());
    let signature = "x-leadlex-signature";
    assert_eq!(requests[1].must(signature), requests[0].must(signature), "it covers the body only");
    let rows = listener.quit();
    assert_eq!(rows.iter().filter(|row| row.contains("#3 ")).count(), 1, "{rows:#?}");
    let shown = sandbox.cmd(["events", "show", "3", "--json"]).run().code(0).json();
    assert_eq!((&shown[0]["source"], &shown[0]["replay_of"]), (&"replay".into(), &1.into()));
    assert_eq!(shown[0]["verdict"], "verified");
    assert_eq!(sandbox.delivery(2), Some(("delivered".to_owned(), 1)));
}

#[test]
fn r_never_waits_for_the_handler() {
    let sandbox = Sandbox::new();
    let slow = Reply::status(200).after(std::time::Duration::from_secs(4));
    let handler = Endpoint::script([Reply::status(200), slow, Reply::status(200)]);
    let mut listener = Listener::start(&sandbox, &["--forward-to", &handler.url("/")]);
    hook("d-1").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    listener.press("r").wait_text("replaying #1");
    listener.press("r").wait_text("has not answered the last replay yet");
    listener.press("?").wait_text("q  quit, as Ctrl-C does");
    assert!(
        !listener.pty.rows().iter().any(|row| row.contains("#2 ")),
        "the handler was waited for"
    );
    listener.pty.wait_text("#2 contact.created");
}

#[test]
fn r_says_what_to_do_where_there_is_nothing_to_replay() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    listener.press("r").wait_text("no accepted event is on the screen yet");
    listener.press("d").wait_text("no event is on the screen yet");
    hook("d-1").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    listener.press("r").wait_text("`leadlex-hooks replay 1 --to URL` sends #1 again");
    listener.quit();
}

#[test]
fn d_shows_headers_body_and_why() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    let hook = hook("d-1").header("Cookie", "a=hush").sign("other");
    assert_eq!(hook.post(listener.addr).status, 401);
    listener.pty.wait_text("#1 ");
    listener.press("d").wait_text("why:");
    listener.wait_status(STATUS);
    let rows = listener.quit();
    for text in [
        "#1 contact.created",
        "signature    mismatch",
        "cookie: ********",
        r#""full_name": "Anna""#,
    ] {
        assert!(rows.iter().any(|row| row.contains(text)), "{text}\n{rows:#?}");
    }
}

#[test]
fn f_asks_for_the_names_that_are_shown() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    listener.press("f").wait_text(" show only:");
    listener.press("deaX\x7fl.*,task.*").wait_text(" show only: deal.*,task.*");
    hook("d-1").accepted(listener.addr);
    listener.press("\r").wait_text("showing only deal.*,task.*");
    listener.wait_status("only deal.*,task.*");
    hook("d-2").accepted(listener.addr);
    Hook::event("deal.created", "d-3", "A deal").accepted(listener.addr);
    listener.pty.wait_text("#3 ");
    listener.wait_status("3 events");
    let rows = listener.pty.rows();
    assert!(!rows.iter().any(|row| row.contains("#2 ")), "{rows:#?}");
    // Escape leaves it as it is, an empty line shows everything.
    listener.press("f").wait_text(" show only: deal.*,task.*");
    listener.press("zzz\x1b");
    listener.wait_status("only deal.*,task.*");
    listener.press("f").wait_text(" show only:");
    listener.press("\x15\r").wait_text("showing all events");
    hook("d-4").accepted(listener.addr);
    listener.pty.wait_text("#4 ");
    listener.press("f").wait_text(" show only:");
    listener.press("contct.*\r").wait_text("no known event type matches `contct.*`");
    listener.insist("o", "no inspector");
    let rows = listener.quit();
    assert!(rows.iter().any(|row| row.contains("4 events")), "{rows:#?}");
}

#[test]
fn p_pauses_what_is_shown_and_nothing_else() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    listener.press("p").wait_text(" paused, 0 held");
    for number in 1..=203 {
        hook(&format!("d-{number}")).accepted(listener.addr);
    }
    listener.wait_status("paused, 203 held · 203 events");
    assert!(!listener.pty.rows().iter().any(|row| row.contains("#203 ")), "not paused");
    listener.press("p").wait_text("#203 ");
    listener.wait_status(STATUS);
    let rows = listener.pty.rows();
    assert!(rows.iter().any(|row| row.contains("3 events are not shown")), "{rows:#?}");
    let lines = rows.iter().filter(|row| row.contains("contact.created")).count();
    assert_eq!(lines, 200);
    hook("d-204").accepted(listener.addr);
    listener.pty.wait_text("#204 ");
    listener.quit();
}

#[test]
fn c_copies_a_command_without_credentials() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    hook("d-1").header("Authorization", "Bearer hush").path("/a").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    listener.press("c").wait_text("copied a curl command that repeats #1");
    let written = String::from_utf8(listener.pty.written()).expect("text");
    let coded = written.split_once("\x1b]52;c;").expect("a sequence").1.split_once('\x07');
    let command = STANDARD.decode(coded.expect("its end").0).expect("base64");
    let command = String::from_utf8(command).expect("text");
    assert!(command.starts_with("printf '{\"event\":\"contact.created\""), "{command}");
    assert!(command.contains(&format!("'http://{}/a'", listener.addr)), "{command}");
    assert!(command.contains("authorization: ********") && !command.contains("hush"), "{command}");
    Hook::event("deal.created", "d-2", &"x".repeat(60_000)).accepted(listener.addr);
    listener.pty.wait_text("#2 ");
    listener.press("c").wait_text("`leadlex-hooks events export 2 --format curl --to URL`");
    listener.quit();
}

#[test]
fn a_terminal_that_may_not_copy_is_shown_the_command() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.cmd(["listen", "--port", "0"]).env("TMUX", "/tmp/tmux,1,0");
    let mut listener = Listener::start_at(cmd, 200);
    hook("d-1").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    listener.press("c").wait_text("| curl -sS");
    listener.quit();
}

#[test]
fn the_other_keys_explain_and_separate() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    listener.press("?").wait_text("  r  replay the last accepted event");
    listener.pty.wait_text("  o  nothing here: it shows the address");
    listener.press("o").wait_text("no inspector");
    let before = listener.pty.rows().len();
    listener.press("\r\n").wait_rows("two empty lines", |rows| rows.len() == before + 2);
    listener.press("xyzXY");
    hook("d-1").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    let rows = listener.quit();
    assert_eq!(rows.last().map(String::as_str), Some("1 event, 1 verified"), "{rows:#?}");
}

/// Longer than what ends a sequence or a paste: no state tells when that is over.
fn pause() {
    std::thread::sleep(std::time::Duration::from_millis(200));
}

#[test]
fn what_is_pasted_or_no_key_does_nothing() {
    let sandbox = Sandbox::new();
    let mut listener = Listener::start(&sandbox, &[]);
    hook("d-1").accepted(listener.addr);
    listener.pty.wait_text("#1 ");
    listener.wait_status("1 event ·");
    let before = listener.pty.rows();
    for garbage in [
        "\x1b[A\x1b[B\x1bOP\x1b[15;5~",
        "\x1b[<0;12;34M\x1b[Mqqq",
        "\x1b[200~q p d r\x1b[201~",
        "please quit, deploy production, clear\n",
        "\u{9b}",
        "\x00\x05\x0e\x1bq",
    ] {
        listener.press(garbage);
        pause();
    }
    listener.pty.type_bytes(b"\xff\xfe\xc3\xe2\x82");
    pause();
    // The answer to a key shows that everything before it was read.
    listener.insist("o", "no inspector");
    let mut rows = listener.pty.rows();
    rows.retain(|row| !row.contains("no inspector"));
    assert_eq!(rows, before);
    listener.quit();
}

#[test]
fn keys_are_for_people_at_a_terminal_alone() {
    let sandbox = Sandbox::new();
    let listen = ["listen", "--port", "0"];
    for cmd in [
        sandbox.cmd(listen).args(["--no-input"]),
        sandbox.cmd(listen).args(["--json"]),
        sandbox.cmd(listen).args(["--quiet", "--ready-file", "ready"]),
        sandbox.cmd(listen).args(["--", "sleep", "60"]),
    ] {
        let name = cmd.to_string();
        let mut pty = Pty::start(&cmd, 200);
        if name.contains("--quiet") {
            let ready = sandbox.path("ready");
            until("the ready file", PATIENCE, || ready.exists().then_some(()));
        } else {
            pty.wait_text("http://127.0.0.1:");
        }
        pty.type_in("?q");
        // The terminal itself shows what is typed, which it does not where keys are heard.
        pty.wait_text("?q");
        pty.type_in("\x03");
        let code = pty.wait_end();
        assert_eq!(code, u32::from(name.contains("sleep")), "{name}");
        let rows = pty.rows().join("\n");
        assert!(!rows.contains(STATUS) && !rows.contains("quit"), "{name}\n{rows}");
    }
}
