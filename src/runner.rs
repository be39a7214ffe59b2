//! A program of the user's, run beside the listener: started, waited for, and ended with everything
//! it has started.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use crate::error::Error;

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);
/// Between two looks at what it has left behind.
const GLANCE: Duration = Duration::from_millis(20);

/// What is run, and how.
#[derive(Clone, Debug)]
pub struct Program {
    /// The program and its arguments; no shell is involved.
    pub command: Vec<String>,
    /// Variables it gets beside our own environment.
    pub environment: Vec<(&'static str, String)>,
    /// Where its stdout goes.
    pub stdout: Stdout,
    /// Whether it gets our own variables, which may hold a secret or a key.
    pub secrets: Secrets,
}

/// Whether a program inherits variables that begin with `LEADLEX_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// It does.
    Inherited,
    /// It does not.
    Withheld,
}

/// Where a program's stdout goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdout {
    /// To ours.
    Shared,
    /// To our stderr, where ours is for a script.
    Aside,
    /// To [`Running::lines`], its stderr too.
    Read,
}

/// A program that runs.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
    /// Its process group, which may outlive it.
    #[cfg(unix)]
    group: Option<rustix::process::Pid>,
}

impl Program {
    /// Starts it, in a process group of its own so that it can be ended as a whole.
    ///
    /// # Errors
    /// A program that cannot be started (exit 2).
    pub fn start(&self) -> Result<Running, Error> {
        let (name, arguments) = self
            .command
            .split_first()
            .ok_or_else(|| Error::usage("no command is given after `--`"))?;
        let cannot = |error: io::Error| {
            let hint = match error.kind() {
                io::ErrorKind::NotFound => {
                    "no such program; a shell line needs `sh -c '…'` around it"
                }
                io::ErrorKind::PermissionDenied => "the file cannot be run; is it executable?",
                _ => "run it yourself to see why",
            };
            Error::usage(format!("cannot start `{}`", name.escape_debug()))
                .because(error)
                .hint(hint)
        };
        let stdout = match self.stdout {
            Stdout::Shared => Stdio::inherit(),
            Stdout::Aside => stderr().map_err(cannot)?,
            Stdout::Read => Stdio::piped(),
        };
        let mut command = Command::new(name);
        command
            .args(arguments)
            .envs(self.environment.iter().map(|(name, value)| (*name, value)))
            .stdin(Stdio::null())
            .stdout(stdout)
            .kill_on_drop(true);
        if self.stdout == Stdout::Read {
            command.stderr(Stdio::piped());
        }
        if self.secrets == Secrets::Withheld {
            let ours = std::env::vars_os().map(|(name, _)| name);
            for name in ours.filter(|name| name.to_string_lossy().starts_with("LEADLEX_")) {
                command.env_remove(name);
            }
        }
        #[cfg(unix)]
        command.process_group(0);
        let child = command.spawn().map_err(cannot)?;
        Ok(Running {
            name: name.clone(),
            #[cfg(unix)]
            group: child
                .id()
                .and_then(|id| i32::try_from(id).ok())
                .and_then(rustix::process::Pid::from_raw),
            child,
        })
    }
}

impl Running {
    /// Waits for its end.
    ///
    /// # Errors
    /// An operating system that cannot tell.
    pub async fn ended(&mut self) -> Result<ExitStatus, Error> {
        let lost = |error| Error::no(format!("lost track of `{}`", self.name)).because(error);
        self.child.wait().await.map_err(lost)
    }

    /// What it prints, line by line, where that is [`Stdout::Read`]. It goes on being read when
    /// nobody takes the lines any more: a program must not stand still before a full pipe.
    pub fn lines(&mut self) -> mpsc::Receiver<String> {
        let (sender, receiver) = mpsc::channel(64);
        if let Some(stdout) = self.child.stdout.take() {
            tokio::spawn(hand_on(stdout, sender.clone()));
        }
        if let Some(stderr) = self.child.stderr.take() {
            tokio::spawn(hand_on(stderr, sender));
        }
        receiver
    }

    /// Asks it and everything it has started to end, and kills what does not.
    pub async fn end(&mut self) {
        self.signal(Signal::Ask);
        // A shell often ends before what it has started.
        let gone = tokio::time::timeout(GRACE, async {
            let _ = self.child.wait().await;
            while self.has_descendants() {
                tokio::time::sleep(GLANCE).await;
            }
        });
        if gone.await.is_err() {
            self.signal(Signal::Kill);
            let _ = self.child.kill().await;
        }
    }

    #[cfg(unix)]
    fn has_descendants(&self) -> bool {
        self.group.is_some_and(|group| rustix::process::test_kill_process_group(group).is_ok())
    }

    #[cfg(not(unix))]
    fn has_descendants(&self) -> bool {
        false
    }

    #[cfg(unix)]
    fn signal(&self, signal: Signal) {
        use rustix::process::kill_process_group;
        let signal = match signal {
            Signal::Ask => rustix::process::Signal::TERM,
            Signal::Kill => rustix::process::Signal::KILL,
        };
        if let Some(group) = self.group {
            let _ = kill_process_group(group, signal);
        }
    }

    #[cfg(not(unix))]
    fn signal(&mut self, _signal: Signal) {
        let _ = self.child.start_kill();
    }
}

async fn hand_on(output: impl AsyncRead + Unpin, lines: mpsc::Sender<String>) {
    let mut output = BufReader::new(output).lines();
    while let Ok(Some(line)) = output.next_line().await {
        let _ = lines.send(line).await;
    }
}

#[derive(Clone, Copy)]
enum Signal {
    Ask,
    Kill,
}

#[cfg(unix)]
fn stderr() -> io::Result<Stdio> {
    use std::os::fd::AsFd as _;
    Ok(Stdio::from(io::stderr().as_fd().try_clone_to_owned()?))
}

#[cfg(not(unix))]
fn stderr() -> io::Result<Stdio> {
    Ok(Stdio::inherit())
}
