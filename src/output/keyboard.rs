//! The keys of a terminal, one by one, while lines scroll past.
//!
//! Ctrl-C and Ctrl-Z work as ever. A process in the background never touches the terminal, since the
//! kernel would stop it for that; it takes up the keys when it is brought to the foreground. Whatever
//! ends the process in an orderly way, or stops it, leaves the terminal as it was found.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgrp, getpid, kill_process};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcsetattr,
};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::printer::Printer;
use crate::text::keys::{Decoder, Key, Typed};

/// Between two looks at who has the terminal.
const GLANCE: Duration = Duration::from_millis(250);
/// After this, an Escape was the key and not the beginning of a sequence.
const SILENCE: Duration = Duration::from_millis(60);
/// Nobody types so many keys at once: it was pasted.
const AT_ONCE: usize = 6;

/// The keys, for as long as this lives; the terminal is put back when it is dropped.
pub struct Keyboard {
    terminal: Terminal,
    signals: JoinHandle<()>,
}

/// Who has the terminal.
#[derive(Clone)]
pub struct Terminal(Arc<Shared>);

struct Shared {
    printer: Arc<Printer>,
    typed: mpsc::Sender<Typed>,
    modes: Mutex<Modes>,
}

struct Modes {
    /// How the terminal was found.
    found: Option<Termios>,
    held: Held,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// Keys come one by one.
    Ours,
    /// In the background, or not yet begun.
    Theirs,
    /// Stopped by Ctrl-Z, until somebody says that we go on.
    Stopped,
    /// For good.
    Over,
}

impl Keyboard {
    /// Takes up the keys of stdin, which is a terminal. Needs a running runtime.
    ///
    /// # Errors
    /// A system that has no thread or no signal left.
    pub fn new(printer: &Arc<Printer>, typed: mpsc::Sender<Typed>) -> io::Result<Self> {
        let modes = Mutex::new(Modes { found: None, held: Held::Theirs });
        let terminal = Terminal(Arc::new(Shared { printer: Arc::clone(printer), typed, modes }));
        let mut stopped = signal(kind(Signal::TSTP))?;
        let mut continued = signal(kind(Signal::CONT))?;
        let mut resized = signal(SignalKind::window_change())?;
        let reading = terminal.clone();
        thread::Builder::new().name("keys".to_owned()).spawn(move || reading.read())?;
        terminal.take();
        let signalled = terminal.clone();
        let signals = tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = stopped.recv() => signalled.stop(),
                    _ = continued.recv() => signalled.go_on(),
                    _ = resized.recv() => signalled.redraw(),
                }
            }
        });
        Ok(Self { terminal, signals })
    }

    /// Who has the terminal.
    #[must_use]
    pub fn terminal(&self) -> Terminal {
        self.terminal.clone()
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.signals.abort();
        self.terminal.leave(Held::Over);
    }
}

impl Terminal {
    /// Whether keys come to us, and lines may be pinned.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.modes().held == Held::Ours && is_foreground()
    }

    fn modes(&self) -> MutexGuard<'_, Modes> {
        self.0.modes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets keys through one by one and shows none, where the terminal is ours to change.
    fn take(&self) {
        let mut modes = self.modes();
        if modes.held != Held::Theirs || !is_foreground() {
            return;
        }
        let Ok(found) = tcgetattr(io::stdin()) else {
            return;
        };
        let mut wanted = found.clone();
        wanted.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        wanted.special_codes[SpecialCodeIndex::VMIN] = 1;
        wanted.special_codes[SpecialCodeIndex::VTIME] = 0;
        if tcsetattr(io::stdin(), OptionalActions::Now, &wanted).is_ok() {
            modes.found.get_or_insert(found);
            modes.held = Held::Ours;
            drop(modes);
            self.redraw();
        }
    }

    /// Puts the terminal back.
    fn leave(&self, next: Held) {
        self.0.printer.unpin();
        let mut modes = self.modes();
        if modes.held == Held::Ours
            && is_foreground()
            && let Some(found) = &modes.found
        {
            // At once: a terminal that is stopped (Ctrl-S) is not waited for.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, found);
        }
        modes.held = next;
    }

    /// Ctrl-Z: what the kernel would have done, with the terminal put back before.
    fn stop(&self) {
        self.leave(Held::Stopped);
        let _ = kill_process(getpid(), Signal::STOP);
    }

    /// The shell may have had the terminal meanwhile, so nothing of what we know of it holds.
    fn go_on(&self) {
        {
            let mut modes = self.modes();
            if modes.held == Held::Over {
                return;
            }
            modes.held = Held::Theirs;
        }
        self.take();
    }

    fn redraw(&self) {
        self.hand_on(Vec::new(), false);
    }

    fn hand_on(&self, keys: Vec<Key>, is_pasted: bool) {
        // Nobody waits for a key that was pressed a screenful ago.
        let _ = self.0.typed.try_send(Typed { keys, is_pasted });
    }

    /// Reads until the terminal is gone. The thread ends with the process.
    fn read(&self) {
        let mut decoder = Decoder::default();
        let mut bytes = [0; 1024];
        let mut is_pasted = false;
        loop {
            let held = self.modes().held;
            if held == Held::Over {
                return;
            }
            if held != Held::Ours || !is_foreground() {
                thread::sleep(GLANCE);
                self.come_back(held);
                continue;
            }
            let patience = if decoder.is_open() || is_pasted { SILENCE } else { GLANCE };
            let keys = match has_input(patience) {
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return,
                Ok(false) => {
                    is_pasted = false;
                    decoder.silence().into_iter().collect()
                }
                Ok(true) if !is_foreground() => continue,
                Ok(true) => match rustix::io::read(io::stdin(), &mut bytes) {
                    Ok(0) => return,
                    Ok(size) => decoder.feed(&bytes[..size]),
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                    Err(_) => return,
                },
            };
            is_pasted |= keys.len() >= AT_ONCE;
            if !keys.is_empty() {
                self.hand_on(keys, is_pasted);
            }
        }
    }

    /// In the foreground again, whether or not a signal said so.
    fn come_back(&self, held: Held) {
        if held == Held::Ours && !is_foreground() {
            self.0.printer.unpin();
            let mut modes = self.modes();
            if modes.held == Held::Ours {
                modes.held = Held::Theirs;
            }
        }
        self.take();
    }
}

impl fmt::Debug for Keyboard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.terminal.fmt(f)
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal").field("held", &self.modes().held).finish_non_exhaustive()
    }
}

fn kind(signal: Signal) -> SignalKind {
    SignalKind::from_raw(signal.as_raw())
}

/// Whether the terminal listens to our process group.
fn is_foreground() -> bool {
    tcgetpgrp(io::stdin()).is_ok_and(|group| group == getpgrp())
}

fn has_input(patience: Duration) -> rustix::io::Result<bool> {
    let stdin = io::stdin();
    let mut wanted = [PollFd::new(&stdin, PollFlags::IN)];
    let timeout = Timespec::try_from(patience).ok();
    Ok(poll(&mut wanted, timeout.as_ref())? > 0)
}
