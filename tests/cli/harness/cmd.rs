//! One run of the binary from start to end.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use super::wait::PATIENCE;

/// A command line with its environment, which holds only what is put into it.
#[derive(Clone, Debug)]
pub(crate) struct Cmd {
    program: PathBuf,
    folder: PathBuf,
    args: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    stdin: Option<Vec<u8>>,
    patience: Duration,
}

/// What a run left.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// Bytes of stdout.
    pub(crate) stdout: Vec<u8>,
    /// Text of stderr.
    pub(crate) stderr: String,
    /// The exit code; a shell's number (128 + signal) when a signal ended it.
    pub(crate) code: i32,
}

impl Cmd {
    pub(super) fn new(program: impl Into<PathBuf>, folder: &Path) -> Self {
        Self {
            program: program.into(),
            folder: folder.to_owned(),
            args: Vec::new(),
            environment: Vec::new(),
            stdin: None,
            patience: PATIENCE,
        }
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// Adds one argument.
    pub(crate) fn arg(self, arg: impl AsRef<OsStr>) -> Self {
        self.args([arg])
    }

    /// Sets a variable; the last value counts.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// Removes a variable.
    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.environment.retain(|(known, _)| known != name);
        self
    }

    /// The same under a shell, as a person starts it. When it has ended, the shell says whether the
    /// terminal is as it was; asked after the shell's own end, the kernel has reset it.
    #[cfg(unix)]
    pub(crate) fn under_shell(mut self) -> Self {
        const SCRIPT: &str = r#"trap : INT TERM
            "$0" "$@"
            code=$?
            case "$(stty -a)" in
                *-echo\ * | *-icanon* | *-isig*) echo "terminal: spoilt" ;;
                *) echo "terminal: as it was" ;;
            esac
            exit $code"#;
        let program = std::mem::replace(&mut self.program, "sh".into());
        self.args.splice(0..0, ["-c".into(), SCRIPT.into(), program.into()]);
        self
    }

    /// The same under limits that a shell sets first: `ulimit -n 64`.
    #[cfg(unix)]
    pub(crate) fn limited(mut self, limits: &str) -> Self {
        let program = std::mem::replace(&mut self.program, "sh".into());
        let script = format!(r#"{limits} && exec "$0" "$@""#);
        self.args.splice(0..0, ["-c".into(), script.into(), program.into()]);
        self
    }

    /// The same as a terminal starts it: SIGHUP is not ignored, whoever runs the tests.
    #[cfg(target_os = "linux")]
    pub(crate) fn hearing_hangups(mut self) -> Self {
        let program = std::mem::replace(&mut self.program, "env".into());
        self.args.splice(0..0, ["--default-signal=HUP".into(), program.into()]);
        self
    }

    /// What it reads from stdin; without this, stdin is empty.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(bytes.into());
        self
    }

    /// How long it may run.
    pub(crate) fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// When it does not end in time; it is killed then.
    #[track_caller]
    pub(crate) fn run(self) -> Output {
        let mut child = self.spawn();
        let stdout = drain(child.stdout.take().expect("stdout is piped"));
        let stderr = drain(child.stderr.take().expect("stderr is piped"));
        let deadline = Instant::now() + self.patience;
        let ended = loop {
            match child.try_wait().expect("a child") {
                Some(status) => break Some(status),
                None if Instant::now() > deadline => break None,
                None => sleep(Duration::from_millis(1)),
            }
        };
        if ended.is_none() {
            let _ = child.kill();
        }
        let status = child.wait().expect("a child");
        let output = Output::new(&collect(stdout), &collect(stderr), status);
        assert!(ended.is_some(), "still running after {:?}: {self}\n{output}", self.patience);
        output
    }

    /// Runs it to its end with a stdout that is not ours to read.
    #[track_caller]
    pub(crate) fn run_into(self, stdout: impl Into<Stdio>) -> Output {
        let mut child = self.spawn_into(stdout);
        let stderr = drain(child.stderr.take().expect("stderr is piped"));
        let deadline = Instant::now() + self.patience;
        while child.try_wait().expect("a child").is_none() {
            if Instant::now() > deadline {
                let _ = child.kill();
                panic!("still running after {:?}: {self}", self.patience);
            }
            sleep(Duration::from_millis(1));
        }
        let status = child.wait().expect("a child");
        Output::new(b"", &collect(stderr), status)
    }

    /// Starts it with a stdout that is not ours to read, and stderr piped.
    pub(crate) fn spawn_into(&self, stdout: impl Into<Stdio>) -> Child {
        let mut command = self.to_command();
        command.stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
        command.spawn().expect("the binary starts")
    }

    /// Starts it with stdout and stderr piped.
    pub(super) fn spawn(&self) -> Child {
        let mut child = self
            .to_command()
            .stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        if let (Some(bytes), Some(mut pipe)) = (self.stdin.clone(), child.stdin.take()) {
            // It may end without reading all of it.
            thread::spawn(move || pipe.write_all(&bytes));
        }
        child
    }

    fn to_command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).env_clear().current_dir(&self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The same for a pseudo-terminal.
    pub(super) fn to_pty_command(&self) -> portable_pty::CommandBuilder {
        let mut command = portable_pty::CommandBuilder::new(&self.program);
        command.args(&self.args);
        command.env_clear();
        command.cwd(&self.folder);
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command
    }
}

impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let args: Vec<_> = self.args.iter().map(|arg| arg.to_string_lossy()).collect();
        write!(f, "leadlex-hooks {}", args.join(" "))
    }
}

impl Output {
    pub(super) fn new(stdout: &[u8], stderr: &[u8], status: ExitStatus) -> Self {
        let stderr = String::from_utf8_lossy(stderr).into_owned();
        Self { stdout: stdout.to_owned(), stderr, code: code(status) }
    }

    /// stdout as text.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// stdout as NDJSON.
    ///
    /// # Panics
    /// At a line that is no JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let parse = |line: &str| serde_json::from_str(line).ok();
        self.stdout()
            .lines()
            .map(|line| parse(line).unwrap_or_else(|| panic!("no JSON: {line}\n{self}")))
            .collect()
    }

    /// Goes on when it ended with this code.
    ///
    /// # Panics
    /// With all that it printed, when it ended otherwise.
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "not the expected exit code\n{self}");
        self
    }
}

impl fmt::Display for Output {
    /// All three together, as snapshots hold them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, stderr, .. } = self;
        write!(f, "exit {code}\n--- stdout\n{}--- stderr\n{stderr}", self.stdout())
    }
}

/// The number a shell shows.
fn code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}

fn drain(mut pipe: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

fn collect(thread: JoinHandle<Vec<u8>>) -> Vec<u8> {
    thread.join().expect("a reader of a pipe")
}
