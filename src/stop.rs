//! The wish to end, handed to everything that runs for long.

use std::time::Duration;

use tokio::sync::watch;

/// Why the end was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The work is done.
    Finished,
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

/// What is wished for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    cause: Option<Cause>,
    insisted: bool,
}

/// The side that ends things.
#[derive(Clone, Debug)]
pub struct StopSwitch(watch::Sender<Wish>);

/// The side that is asked to end.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<Wish>);

/// A switch and what it stops.
#[must_use]
pub fn pair() -> (StopSwitch, Stop) {
    let (sender, receiver) = watch::channel(Wish::default());
    (StopSwitch(sender), Stop(receiver))
}

/// A stop that Ctrl-C and SIGTERM ask for, and insist on when they come again. Needs a running
/// runtime.
#[must_use]
pub fn on_signal() -> (StopSwitch, Stop) {
    let (switch, stop) = pair();
    let signalled = switch.clone();
    // Heard from here on, not only when the task first runs: whoever is told that we are ready may
    // ask us to end at once.
    let mut signals = Signals::new();
    tokio::spawn(async move {
        signalled.stop(signals.next().await);
        signals.next().await;
        signalled.insist();
    });
    (switch, stop)
}

impl StopSwitch {
    /// Asks everything that holds the other side to end; the first cause stays.
    pub fn stop(&self, cause: Cause) {
        self.0.send_if_modified(|wish| {
            let first = wish.cause.is_none();
            wish.cause.get_or_insert(cause);
            first
        });
    }

    /// Asks that nothing be waited for any more, not even for what is under way.
    fn insist(&self) {
        self.0.send_modify(|wish| wish.insisted = true);
    }
}

impl Stop {
    /// Why the end was asked for, if it was.
    #[must_use]
    pub fn cause(&self) -> Option<Cause> {
        self.0.borrow().cause
    }

    /// Whether the end was asked for twice.
    #[must_use]
    pub fn is_insisted_on(&self) -> bool {
        self.0.borrow().insisted
    }

    /// Waits until the end is asked for; a switch that is gone counts as finished.
    pub async fn requested(&mut self) -> Cause {
        let wish = self.0.wait_for(|wish| wish.cause.is_some()).await;
        wish.ok().and_then(|wish| wish.cause).unwrap_or(Cause::Finished)
    }

    /// Waits for a call that may make something, and when the end is asked for, a while longer: so that
    /// what it made is known.
    ///
    /// # Errors
    /// Why the end was asked for, where no answer came within that while, or it was insisted on.
    pub async fn wait_for<T>(
        &mut self,
        call: impl Future<Output = T>,
        a_while: Duration,
    ) -> Result<T, Cause> {
        let mut call = std::pin::pin!(call);
        let cause = tokio::select! {
            made = &mut call => return Ok(made),
            cause = self.requested() => cause,
        };
        tokio::select! {
            made = &mut call => Ok(made),
            () = tokio::time::sleep(a_while) => Err(cause),
            () = self.insisted() => Err(cause),
        }
    }

    /// Waits until the end is asked for a second time: whoever still waits for an answer that is
    /// under way gives up.
    pub async fn insisted(&mut self) {
        if self.0.wait_for(|wish| wish.insisted).await.is_err() {
            // Nobody is left who could insist.
            std::future::pending().await
        }
    }
}

/// The signals that ask for the end, heard one after the other.
struct Signals {
    #[cfg(unix)]
    heard: Option<(tokio::signal::unix::Signal, tokio::signal::unix::Signal)>,
    /// The terminal is closed; not where that is to be survived (`nohup`).
    #[cfg(unix)]
    hangup: Option<tokio::signal::unix::Signal>,
}

impl Signals {
    #[cfg(unix)]
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        // Heard and passed over: a file that reaches a limit on its size is an error of the store,
        // and not our end.
        let oversized = SignalKind::from_raw(rustix::process::Signal::XFSZ.as_raw());
        let _ = signal(oversized);
        let interrupt = signal(SignalKind::interrupt()).ok();
        let hangup = if ends_on_hangup() { signal(SignalKind::hangup()).ok() } else { None };
        Self { heard: interrupt.zip(signal(SignalKind::terminate()).ok()), hangup }
    }

    #[cfg(unix)]
    async fn next(&mut self) -> Cause {
        // Without a handler a signal keeps its default action.
        let Some((interrupt, terminate)) = &mut self.heard else {
            return std::future::pending().await;
        };
        let hangup = async {
            match &mut self.hangup {
                Some(hangup) => hangup.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupt.recv() => Cause::Interrupt,
            _ = terminate.recv() => Cause::Terminate,
            _ = hangup => Cause::Terminate,
        }
    }

    #[cfg(not(unix))]
    fn new() -> Self {
        Self {}
    }

    #[cfg(not(unix))]
    async fn next(&mut self) -> Cause {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Cause::Interrupt,
            Err(_) => std::future::pending().await,
        }
    }
}

/// Whether a closed terminal is to end us: not where whoever started us has SIGHUP ignored. That can be
/// read on Linux only; elsewhere the signal keeps its default action, which ends us at once.
#[cfg(unix)]
fn ends_on_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let bit = 1 << (rustix::process::Signal::HUP.as_raw() - 1);
    mask.is_some_and(|mask| mask & bit == 0)
}
