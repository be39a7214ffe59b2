//! The binary in a terminal of a given size, and what its screen shows.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use portable_pty::{Child, MasterPty, PtySize, native_pty_system};

use super::cmd::Cmd;
use super::wait::{PATIENCE, until};

/// Rows enough that nothing scrolls away.
const ROWS: NonZero<u16> = NonZero::new(300).expect("not zero");

/// The terminal; the process in it is killed when dropped.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
    master: Box<dyn MasterPty + Send>,
}

impl Pty {
    /// Starts a command in a terminal of that many columns.
    pub(crate) fn start(cmd: &Cmd, columns: u16) -> Self {
        let width = NonZero::new(columns).expect("a terminal has columns");
        let size = PtySize { rows: ROWS.get(), cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = cmd.to_pty_command();
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the binary starts");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(ROWS, width, 0)));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let written = Arc::new(Mutex::new(Vec::new()));
        let (shared, kept) = (Arc::clone(&screen), Arc::clone(&written));
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            // Linux ends a terminal whose process has gone with an error.
            while let Ok(size @ 1..) = output.read(&mut bytes) {
                lock(&kept).extend_from_slice(&bytes[..size]);
                lock(&shared).process(&bytes[..size]);
            }
        });
        let input = pair.master.take_writer().expect("a writer");
        Self { child, input, screen, written, reader: Some(reader), master: pair.master }
    }

    /// Types something; `\x03` is Ctrl-C.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.type_bytes(text.as_bytes());
    }

    /// Types what need not be text.
    pub(crate) fn type_bytes(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).expect("the terminal is read");
        self.input.flush().expect("the terminal is read");
    }

    /// Makes the window narrower or wider.
    pub(crate) fn resize(&self, columns: u16) {
        let width = NonZero::new(columns).expect("a terminal has columns");
        let size = PtySize { rows: ROWS.get(), cols: columns, pixel_width: 0, pixel_height: 0 };
        // In this order: a line for the wider window must not meet the narrower screen.
        self.master.resize(size).expect("a terminal");
        lock(&self.screen).set_size(ROWS, width);
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits until a row of the screen shows a text.
    ///
    /// # Panics
    /// With the screen, when that takes too long.
    #[track_caller]
    pub(crate) fn wait_text(&self, text: &str) {
        self.wait_rows(text, |rows| rows.iter().any(|row| row.contains(text)));
    }

    /// Waits until the rows are as they should be.
    ///
    /// # Panics
    /// As [`Pty::wait_text`].
    #[track_caller]
    pub(crate) fn wait_rows(&self, what: &str, is_met: impl Fn(&[String]) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_met(&self.rows()) {
            let screen = self.rows().join("\n");
            assert!(Instant::now() < deadline, "waited for `{what}` on the screen:\n{screen}");
            sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the end and returns the exit code; all of the output is on the screen then.
    #[track_caller]
    pub(crate) fn wait_end(&mut self) -> u32 {
        let child = &mut self.child;
        let status =
            until("the end of the command", PATIENCE, || child.try_wait().expect("a child"));
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
        status.exit_code()
    }

    /// The rows that show something, without blanks at their ends.
    pub(crate) fn rows(&self) -> Vec<String> {
        let parser = lock(&self.screen);
        let screen = parser.screen();
        let mut rows: Vec<String> =
            screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect();
        let shown = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        rows.truncate(shown);
        rows
    }

    /// The bytes that reached the terminal.
    pub(crate) fn written(&self) -> Vec<u8> {
        lock(&self.written).clone()
    }

    /// The screen with its colours, as escape sequences.
    pub(crate) fn formatted(&self) -> String {
        lock(&self.screen).screen().contents_formatted()
    }

    /// Whether the terminal itself shows what is typed.
    #[cfg(unix)]
    fn echoes(&self) -> bool {
        /// `ECHO` of termios, on Linux and macOS alike.
        const ECHO: u64 = 0o10;
        let modes = self.master.get_termios().expect("the modes of the terminal");
        #[allow(clippy::useless_conversion, reason = "its width differs between systems")]
        let local = u64::from(modes.local_flags.bits());
        local & ECHO != 0
    }

    /// # Panics
    /// When what ran [under a shell](Cmd::under_shell) left the terminal otherwise than it was.
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn assert_terminal_is_as_it_was(&self) {
        let rows = self.rows();
        assert!(rows.iter().any(|row| row == "terminal: as it was"), "{rows:#?}");
        assert!(self.shows_cursor(), "{rows:#?}");
    }

    /// Waits until a question that shows nothing of its answer is ready for it.
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn wait_silent(&self, text: &str) {
        self.wait_text(text);
        until("a terminal without echo", PATIENCE, || (!self.echoes()).then_some(()));
    }

    /// Whether the cursor is shown.
    pub(crate) fn shows_cursor(&self) -> bool {
        !lock(&self.screen).screen().hide_cursor()
    }

    /// # Panics
    /// When a line was longer than the terminal is wide.
    #[track_caller]
    pub(crate) fn assert_no_row_wraps(&self) {
        let parser = lock(&self.screen);
        let wrapped: Vec<u16> =
            (0..ROWS.get()).filter(|row| parser.screen().row_wrapped(*row)).collect();
        let contents = parser.screen().contents();
        assert!(wrapped.is_empty(), "rows {wrapped:?} wrap:\n{contents}");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
#[test]
fn tells_a_row_that_wraps_from_one_that_fits() {
    let print = |columns| {
        let shell = Cmd::new("/bin/sh", std::path::Path::new("/"));
        let print = format!("printf '%{columns}s\\nend\\n' x");
        let mut pty = Pty::start(&shell.args(["-c", &print]), 80);
        assert_eq!(pty.wait_end(), 0);
        pty
    };
    let fits = print(80);
    assert_eq!(fits.rows(), [format!("{:>80}", "x"), "end".to_owned()]);
    fits.assert_no_row_wraps();
    let wraps = std::panic::catch_unwind(|| print(81).assert_no_row_wraps());
    assert!(wraps.is_err(), "81 columns fit into 80");
}
