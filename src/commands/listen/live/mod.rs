//! What a person at the terminal of a listener can do while events come.

mod again;
mod desk;
mod filter;
mod hold;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use self::again::{Replayed, Replays};
pub(super) use self::desk::Desk;
use self::filter::{Answer, Filter, Prompt};
use self::hold::Hold;
use crate::commands::context::Context;
use crate::commands::listen::ListenArgs;
use crate::error::Error;
use crate::output::keyboard::{Keyboard, Terminal};
use crate::output::printer::Printer;
use crate::output::session::Session;
use crate::output::status::{self, Status};
use crate::receiver::told::{Shown, Told};
use crate::text::keys::{Key, Typed};

/// Between two looks of the line at the lower end: nobody reads faster.
const PACE: Duration = Duration::from_millis(100);
/// Keys that may wait.
const QUEUE: usize = 32;

const HELP: &str = "  r  replay the last accepted event to where events are forwarded
  d  details of the last event: headers, body, verdict and why
  f  show only events of these names, such as contact.*; empty shows all
  p  pause showing, and go on; events are recorded and answered meanwhile
  c  copy a curl command that repeats the last event
  o  ADDRESS
  q  quit, as Ctrl-C does";
const ADDRESS: &str = "show the address of the inspector, to be opened in a browser";
const NO_ADDRESS: &str =
    "nothing here: it shows the address of the inspector of `listen --inspect`";

/// The state of the session at the terminal.
pub(super) struct Live {
    printer: Arc<Printer>,
    terminal: Terminal,
    runtime: Handle,
    typed: mpsc::Receiver<Typed>,
    replays: Replays,
    desk: Desk,
    prompt: Option<Prompt>,
    filter: Filter,
    hold: Option<Hold>,
    last: Option<i64>,
    last_accepted: Option<i64>,
    drawn: Instant,
    is_stale: bool,
}

/// What happens next.
pub(super) enum Turn {
    Told(Told),
    Typed(Typed),
    Replayed(Replayed),
    Draw,
}

/// What is left to do after a key.
pub(super) enum Then {
    Nothing,
    /// Show what was held; so many are too many.
    Show(u64, VecDeque<Told>),
    End,
}

/// Whether somebody sits at this terminal. A command after `--` writes to it as it likes, so nothing
/// is pinned then.
pub(super) fn is_wanted(context: &Context, args: &ListenArgs) -> bool {
    context.can_ask() && context.printer.is_interactive() && args.command.is_empty()
}

impl Live {
    /// Takes up the keys, for as long as the keyboard lives. Needs a running runtime.
    pub(super) fn begin(printer: &Arc<Printer>, desk: Desk) -> Option<(Keyboard, Self)> {
        let (sender, typed) = mpsc::channel(QUEUE);
        // Without keys a listener is a listener all the same.
        let keyboard = Keyboard::new(printer, sender).ok()?;
        let live = Self {
            printer: Arc::clone(printer),
            terminal: keyboard.terminal(),
            runtime: Handle::current(),
            typed,
            replays: Replays::new(),
            desk,
            prompt: None,
            filter: Filter::default(),
            hold: None,
            last: None,
            last_accepted: None,
            drawn: Instant::now(),
            is_stale: true,
        };
        Some((keyboard, live))
    }

    /// Waits, on a thread outside the runtime; `None` when nothing more will be told.
    pub(super) fn next(&mut self, waiting: &mut mpsc::Receiver<Told>) -> Option<Turn> {
        let (is_stale, due) = (self.is_stale, self.drawn + PACE);
        let (typed, replays) = (&mut self.typed, &mut self.replays);
        self.runtime.block_on(async {
            tokio::select! {
                told = waiting.recv() => told.map(Turn::Told),
                Some(typed) = typed.recv() => Some(Turn::Typed(typed)),
                Some(replayed) = replays.ended() => Some(Turn::Replayed(replayed)),
                () = sleep_until(due), if is_stale => Some(Turn::Draw),
            }
        })
    }

    /// Hands back what is to be shown now.
    pub(super) fn admit(&mut self, told: Told) -> Option<Told> {
        if !self.filter.wants(&told) {
            return None;
        }
        match &mut self.hold {
            None => Some(told),
            Some(hold) => {
                hold.keep(told);
                None
            }
        }
    }

    /// Whether nothing is shown now.
    pub(super) fn is_paused(&self) -> bool {
        self.hold.is_some()
    }

    /// Remembers what is on the screen, for the keys that mean it.
    pub(super) fn has_shown(&mut self, shown: &Shown) {
        if let Ok(recorded) = &shown.recorded {
            self.last = Some(recorded.number);
            if shown.verification.verdict.is_accepted() {
                self.last_accepted = Some(recorded.number);
            }
        }
    }

    /// Says that the counts have changed: they are shown soon.
    pub(super) fn fall_behind(&mut self) {
        self.is_stale = true;
    }

    /// Draws the line at the lower end.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) fn draw(&mut self, session: &Session) -> Result<(), Error> {
        self.is_stale = false;
        self.drawn = Instant::now();
        if !self.terminal.is_ours() {
            self.printer.unpin();
            return Ok(());
        }
        if let Some(prompt) = &self.prompt {
            return status::ask(" show only:", prompt.text(), &self.printer);
        }
        let status = Status {
            held: self.hold.as_ref().map(Hold::count),
            events: session.events(),
            rejected: session.rejected(),
            failed: session.failed(),
            filter: self.filter.text(),
        };
        status.pin(&self.printer)
    }

    /// Does what was typed.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) fn press(&mut self, typed: Typed) -> Result<Then, Error> {
        for key in typed.keys {
            if let Some(prompt) = &mut self.prompt {
                match prompt.press(key) {
                    Answer::Open => {}
                    Answer::Left => self.prompt = None,
                    Answer::Given(filter) => {
                        self.prompt = None;
                        self.filter = filter;
                        self.filter.tell(&self.printer);
                    }
                }
                continue;
            }
            // What is in a clipboard was meant for another window.
            if typed.is_pasted {
                continue;
            }
            match self.command(key)? {
                Then::Nothing => {}
                then => return Ok(then),
            }
        }
        Ok(Then::Nothing)
    }

    fn command(&mut self, key: Key) -> Result<Then, Error> {
        match key {
            Key::Char('r') => self.replay(),
            Key::Char('d') => self.with_last(|desk, number| desk.details(number))?,
            Key::Char('c') => self.with_last(|desk, number| desk.copy(number))?,
            Key::Char('o') => self.desk.inspector(),
            Key::Char('f') => self.prompt = Some(Prompt::new(&self.filter)),
            Key::Char('p') => return Ok(self.pause()),
            Key::Char('?' | 'h') => {
                let o = if self.desk.inspector.is_some() { ADDRESS } else { NO_ADDRESS };
                self.printer.story(&HELP.replace("ADDRESS", o));
            }
            Key::Char('q') => return Ok(Then::End),
            // An empty line, to tell what comes from what was there.
            Key::Enter => self.printer.story(""),
            _ => {}
        }
        Ok(Then::Nothing)
    }

    fn with_last(&self, act: impl FnOnce(&Desk, i64) -> Result<(), Error>) -> Result<(), Error> {
        if let Some(number) = self.last {
            return act(&self.desk, number);
        }
        self.printer.story("no event is on the screen yet");
        Ok(())
    }

    fn replay(&mut self) {
        let Some(number) = self.last_accepted else {
            self.printer.story("no accepted event is on the screen yet");
            return;
        };
        if let Err(why) = self.desk.replay(number, &mut self.replays) {
            self.printer.story(&why);
        }
    }

    fn pause(&mut self) -> Then {
        if let Some(hold) = self.hold.take() {
            let (too_many, kept) = hold.release();
            return Then::Show(too_many, kept);
        }
        self.hold = Some(Hold::default());
        Then::Nothing
    }
}
