//! What every command is handed: the printer, and the settings when it asks for them.

use std::cell::{OnceCell, RefCell};
use std::future::Future;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use crate::config::environment::Environment;
use crate::config::secret;
use crate::config::settings::{self, Choice, Settings};
use crate::contract::secret::Secret;
use crate::contract::signature::Signer;
use crate::error::{Error, Outcome};
use crate::output::printer::Printer;
use crate::store::{Reader, Store, StoreError, open_reader};

/// Settings are loaded on first use, so that help, completions and `config path` work with a broken
/// configuration.
#[derive(Debug)]
pub struct Context {
    /// The one door to the terminal.
    pub printer: Arc<Printer>,
    environment: Environment,
    choice: Choice,
    secrets: Vec<String>,
    no_input: bool,
    settings: OnceCell<Settings>,
    warned: RefCell<Vec<&'static str>>,
}

impl Context {
    /// Puts together what was typed and exported.
    #[must_use]
    pub fn new(
        printer: Arc<Printer>,
        environment: Environment,
        choice: Choice,
        secrets: Vec<String>,
        no_input: bool,
    ) -> Self {
        let (settings, warned) = (OnceCell::new(), RefCell::default());
        Self { printer, environment, choice, secrets, no_input, settings, warned }
    }

    /// The settings in use.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn settings(&self) -> Result<&Settings, Error> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let settings = Settings::load(self.environment.clone(), &self.choice)?;
        Ok(self.settings.get_or_init(|| settings))
    }

    /// The settings as they are now: others may have changed the file.
    ///
    /// # Errors
    /// As [`Context::settings`].
    pub fn settings_anew(&self) -> Result<Settings, Error> {
        Settings::load(self.environment.clone(), &self.choice)
    }

    /// The same for a command that goes on although the configuration file cannot be used.
    #[must_use]
    pub fn without_file(&self) -> Self {
        let settings = Settings::without_file(self.environment.clone(), &self.choice);
        Self {
            printer: Arc::clone(&self.printer),
            environment: self.environment.clone(),
            choice: self.choice.clone(),
            secrets: self.secrets.clone(),
            no_input: self.no_input,
            settings: OnceCell::from(settings),
            warned: self.warned.clone(),
        }
    }

    /// Warns, unless it was said already.
    pub fn warn_once(&self, text: &'static str) {
        if !self.warned.borrow().contains(&text) {
            self.warned.borrow_mut().push(text);
            self.printer.warn(text);
        }
    }

    /// Says what is waited for where a person would have to type it.
    pub fn tell_of_stdin(&self, what: &str, source: &str) {
        if source == "-" && io::stdin().is_terminal() {
            self.printer.story(&format!("reading {what} from this terminal; Ctrl-D ends it"));
        }
    }

    /// The path of the configuration file, whatever is in it.
    ///
    /// # Errors
    /// When nothing says where it would be.
    pub fn config_path(&self) -> Result<PathBuf, Error> {
        settings::config_path(&self.environment, &self.choice)
    }

    /// The profile that was asked for, whether or not the configuration knows it.
    ///
    /// # Errors
    /// A name that could not be a file name.
    pub fn profile_name(&self) -> Result<String, Error> {
        settings::profile_name(&self.environment, &self.choice)
    }

    /// The environment as it was at start.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Whether `--store` was given.
    #[must_use]
    pub fn names_store(&self) -> bool {
        self.choice.store.is_some()
    }

    /// What was given with `--secret`.
    #[must_use]
    pub fn secret_flags(&self) -> &[String] {
        &self.secrets
    }

    /// Whether somebody can be asked.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        !self.no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// The secrets to verify with; the first one signs. May be none.
    ///
    /// # Errors
    /// An empty secret, or a source that cannot be read (exit 2).
    pub async fn signers(&self) -> Result<Vec<Signer>, Error> {
        Ok(self.secrets().await?.iter().map(Signer::new).collect())
    }

    /// The secrets themselves, for the one who hands them on.
    ///
    /// # Errors
    /// As [`Context::signers`].
    pub async fn secrets(&self) -> Result<Vec<Secret>, Error> {
        if self.secrets.iter().any(|flag| secret::is_literal(flag)) {
            self.printer.warn(
                "other users of this machine can see `--secret` in the process list; \
                 set LEADLEX_WEBHOOK_SECRET or use `--secret @FILE`",
            );
        }
        let secrets = secret::resolve(self.settings()?, &self.secrets).await?;
        Ok(secrets.into_iter().map(|setting| setting.value).collect())
    }

    /// The secret to sign with.
    ///
    /// # Errors
    /// As [`Context::signers`], and when there is none (exit 2).
    pub async fn signer(&self) -> Result<Signer, Error> {
        self.signers().await?.into_iter().next().ok_or_else(no_secret)
    }

    /// The event log, made when it is not there.
    ///
    /// # Errors
    /// A store that cannot be used (exit 5).
    pub fn store(&self) -> Result<Store, Error> {
        Store::open(&self.settings()?.store_path()?.value).map_err(Error::from)
    }

    /// The event log, for a command that leaves nothing in it to be done by others: see
    /// [`Store::open_unowed`].
    ///
    /// # Errors
    /// As [`Context::store`].
    pub fn unowed_store(&self) -> Result<Store, Error> {
        Store::open_unowed(&self.settings()?.store_path()?.value).map_err(Error::from)
    }

    /// The event log as it is, to look at.
    ///
    /// # Errors
    /// A store that cannot be used (exit 5), or that is not there yet (exit 2).
    pub fn reader(&self) -> Result<Reader, Error> {
        open_reader(&self.settings()?.store_path()?.value).map_err(Error::from)
    }

    /// The event log, if there is one yet.
    ///
    /// # Errors
    /// A store that cannot be used (exit 5).
    pub fn reader_if_any(&self) -> Result<Option<Reader>, Error> {
        match open_reader(&self.settings()?.store_path()?.value) {
            Err(StoreError::Absent { .. }) => Ok(None),
            opened => Ok(Some(opened?)),
        }
    }
}

/// Nobody said which secret to use.
#[must_use]
pub fn no_secret() -> Error {
    Error::usage("no signing secret is set")
        .hint("export LEADLEX_WEBHOOK_SECRET=…, or use `--secret @FILE`")
        .hint("`leadlex-hooks config secret new` makes one for local work and keeps it")
}

/// Runs a command that waits on the network, on this thread.
///
/// # Errors
/// Those of the command.
pub fn block_on(work: impl Future<Output = Outcome>) -> Outcome {
    wait_on(Builder::new_current_thread().enable_all().build(), work)
}

/// Runs a command that serves, on all cores.
///
/// # Errors
/// Those of the command.
pub fn block_on_all_cores(work: impl Future<Output = Outcome>) -> Outcome {
    wait_on(Builder::new_multi_thread().enable_all().build(), work)
}

fn wait_on(runtime: io::Result<Runtime>, work: impl Future<Output = Outcome>) -> Outcome {
    let runtime =
        runtime.map_err(|error| Error::store("cannot start the runtime").because(error))?;
    let outcome = runtime.block_on(work);
    // A thread that waits for a name or for stdin does not hold up the end.
    runtime.shutdown_background();
    outcome
}

/// Reads `FILE` or `-` byte for byte.
///
/// # Errors
/// Names the argument and the file (exit 2).
pub fn read_input(what: &str, source: &str) -> Result<Vec<u8>, Error> {
    let failed = |error| Error::usage(format!("cannot read {what} from `{source}`")).because(error);
    if source == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        return Ok(bytes);
    }
    std::fs::read(source).map_err(failed)
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let hint = match &error {
            StoreError::Absent { .. } => Some(
                "`leadlex-hooks listen` or `leadlex-hooks send` makes it; `--store FILE` names another",
            ),
            StoreError::NotADatabase { .. } => {
                Some("nothing was changed; name another file with `--store FILE`")
            }
            StoreError::Newer { .. } => {
                Some("nothing was changed; use the newer leadlex-hooks that made it")
            }
            StoreError::Full { .. } => {
                Some("make room on that disk, or name another with `--store FILE`")
            }
            StoreError::Busy { .. } => {
                Some("another program holds the file; try again when it is done")
            }
            StoreError::ReadOnly { .. } | StoreError::Unwritable { .. } => {
                Some("name a file that can be written with `--store FILE`")
            }
            _ => None,
        };
        let made = match error {
            StoreError::Absent { .. } => Self::usage(error.to_string()),
            _ => Self::store(error.to_string()),
        };
        match hint {
            Some(hint) => made.hint(hint),
            None => made,
        }
    }
}
