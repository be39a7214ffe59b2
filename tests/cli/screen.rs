//! What a terminal shows at 80 and at 200 columns: aligned, never wrapped, and safe whatever comes
//! from outside.

mod colour;
mod hostile;

use insta::assert_snapshot;

use crate::harness::{Cmd, Endpoint, Hook, Pty, Reply, Sandbox};

const WIDTHS: [u16; 2] = [80, 200];

/// A listener in a terminal, with a store whose path is short enough for any.
struct Screen {
    pty: Pty,
    addr: std::net::SocketAddr,
}

impl Screen {
    fn start(cmd: Cmd, columns: u16) -> Self {
        let pty = Pty::start(&cmd.args(["--store", "s.db"]), columns);
        pty.wait_text("Ctrl-C ends");
        let rows = pty.rows();
        let row = rows.iter().find_map(|row| row.split_once("listening on http://"));
        let addr = row.expect("an address").1.parse().expect("an address");
        Self { pty, addr }
    }

    /// Ends it once that was shown, and hands over its rows.
    fn end_after(mut self, text: &str) -> Vec<String> {
        self.pty.wait_text(text);
        self.pty.type_in("\x03");
        assert_eq!(self.pty.wait_end(), 0);
        self.pty.assert_no_row_wraps();
        self.pty.rows()
    }
}

/// Rows without what differs from run to run, and without the terminal's echo of Ctrl-C.
fn shown(sandbox: &Sandbox, rows: &[String]) -> String {
    let slowest = regex::Regex::new("(?m)^(slowest answer: ).*$").expect("a pattern");
    let rows = rows.join("\n").replace("^C", "");
    sandbox.normalise(&slowest.replace_all(&rows, "$1[which]"))
}

/// Events whose names and subjects are wide, long, unknown or absent.
fn hooks() -> Vec<Hook> {
    let anna = Hook::event("contact.created", "aaaa-1", "北川 花子 👩‍⚖️ Ñandú");
    let long = "x".repeat(300);
    vec![
        anna.clone(),
        Hook::event("deal.updated", "bbbb-2", &"Ein langer Name ".repeat(30)),
        anna.clone().sign("other"),
        anna.clone().without("X-LeadLex-Signature"),
        anna.set("X-LeadLex-Timestamp", "2026-02-24T10:00:00Z"),
        Hook::event("invoice.paid", "cccc-3", "of a later edition"),
        Hook::event(&long, "dddd-4", &long),
        Hook::event("北川北川北川北川北川北川北川北川", "eeee-5", "wide"),
        Hook::signed("ffff-6", "no JSON"),
        Hook::event("contact.updated", "aaaa-1", "another body"),
    ]
}

fn script() -> Endpoint {
    let failing = Reply::status(500).body("database is locked");
    Endpoint::script([Reply::status(200), failing.clone(), Reply::status(201), failing])
}

fn forwarded(columns: u16) -> String {
    let sandbox = Sandbox::new();
    let handler = script();
    let listen = ["listen", "--port", "0", "--forward-to", &handler.url("/")];
    let screen = Screen::start(sandbox.cmd(listen), columns);
    for hook in hooks() {
        hook.post(screen.addr);
    }
    shown(&sandbox, &screen.end_after("#10 "))
}

#[test]
fn listen_at_80_columns() {
    assert_snapshot!(forwarded(80));
}

#[test]
fn listen_at_200_columns() {
    assert_snapshot!(forwarded(200));
}

#[test]
fn listen_without_a_secret_and_without_a_handler() {
    for columns in WIDTHS {
        let sandbox = Sandbox::new();
        let screen = Screen::start(sandbox.bare(["listen", "--port", "0"]), columns);
        for hook in hooks().iter().take(2) {
            hook.accepted(screen.addr);
        }
        assert_snapshot!(
            format!("unverified_{columns}"),
            shown(&sandbox, &screen.end_after("#2 "))
        );
    }
}

#[test]
fn no_terminal_is_too_narrow() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    for hook in hooks() {
        hook.post(listener.addr());
    }
    for columns in [1, 8, 20, 40, 61, 79] {
        let mut pty = Pty::start(&sandbox.cmd(["events", "list"]), columns);
        assert_eq!(pty.wait_end(), 0);
        pty.assert_no_row_wraps();
        assert!(columns < 8 || pty.rows().len() == hooks().len(), "{columns}: {:?}", pty.rows());
    }
}

#[test]
fn a_narrow_terminal_is_shown_how_it_went_before_the_name() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(500));
    let seen = |cmd: Cmd, code: u32| {
        let mut pty = Pty::start(&cmd, 40);
        assert_eq!(pty.wait_end(), code);
        pty.assert_no_row_wraps();
        pty.rows()[0].clone()
    };
    let send = sandbox.cmd(["send", "contact.created", "--to", &handler.url("/")]);
    let row = seen(send, 1);
    assert_eq!(&row[8..], "     #1 → 500 contact.created", "{row}");
    let row = seen(sandbox.cmd(["events", "list"]), 0);
    assert_eq!(&row[8..], "     #1 ✓ → 500 contact.created", "{row}");
    let row = seen(sandbox.cmd(["deliveries", "list"]), 0);
    assert_eq!(row, "    1     #1 dead      contact.created");
}

/// A store with an event and a delivery of each kind.
fn filled() -> (Sandbox, Endpoint) {
    let sandbox = Sandbox::new();
    let handler = script();
    let listener = sandbox.listen(["--forward-to", &handler.url("/a/path/that/goes/on/and/on")]);
    for hook in hooks() {
        hook.post(listener.addr());
    }
    let nowhere = format!("127.0.0.1:{}", crate::harness::closed_port());
    let queue = ["--retry", "1h", "--queue", "--max-time", "5s"];
    sandbox.cmd(["replay", "1", "--to", &nowhere]).args(queue).run().code(3);
    (sandbox, handler)
}

/// A retry that is due in an hour, however long ago that was said.
fn hour(rows: &str) -> String {
    let rest = regex::Regex::new(r"59 min( 5\d s)?").expect("a pattern");
    rest.replace_all(rows, "1 h").into_owned()
}

#[test]
fn lists_keep_within_the_terminal() {
    let (sandbox, _handler) = filled();
    for columns in WIDTHS {
        for args in [&["events", "list"][..], &["deliveries", "list"], &["catalog", "list"]] {
            let mut pty = Pty::start(&sandbox.cmd(args), columns);
            assert_eq!(pty.wait_end(), 0);
            pty.assert_no_row_wraps();
            let name = format!("{}_{columns}", args[0]);
            assert_snapshot!(name, hour(&shown(&sandbox, &pty.rows())));
        }
    }
}

#[test]
fn send_all_keeps_within_the_terminal() {
    for columns in WIDTHS {
        let sandbox = Sandbox::new();
        let handler = script();
        let args = ["send", "--all", "--seed", "1", "--to", &handler.url("/hooks")];
        let mut pty = Pty::start(&sandbox.cmd(args), columns);
        assert_eq!(pty.wait_end(), 1);
        pty.assert_no_row_wraps();
        let rows = pty.rows();
        assert_eq!(rows.len(), 39 + 3, "an event a row, why some failed, and how many");
        assert_snapshot!(format!("send_{columns}"), shown(&sandbox, &rows[..8]));
        assert_eq!(rows.last().expect("a row"), "2 of 39 delivered");
    }
}
