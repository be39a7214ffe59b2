//! The layers, and which one wins.

use std::fmt;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::file::{ConfigFile, Section};
use super::key::{self, Key};
use crate::error::Error;

/// Where `listen` binds unless told otherwise: on this machine only.
const DEFAULT_HOST: &str = "127.0.0.1";
/// The same for its port.
const DEFAULT_PORT: u16 = 4000;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag on the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// A section of the configuration file.
    File(PathBuf, String),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Variable(name) => write!(f, "${name}"),
            Self::File(path, section) if section.is_empty() => write!(f, "{}", path.display()),
            Self::File(path, section) => write!(f, "{} [profile.{section}]", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Its origin.
    pub origin: Origin,
}

/// What was typed before or after the subcommand and decides where values are looked up.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--profile`.
    pub profile: Option<String>,
    /// `--store`.
    pub store: Option<PathBuf>,
}

/// Everything known before a command asks for its values.
#[derive(Clone, Debug)]
pub struct Settings {
    environment: Environment,
    file: Option<ConfigFile>,
    profile: String,
    store: Option<PathBuf>,
}

/// The path of the configuration file in use; it need not exist.
///
/// # Errors
/// When nothing says where it would be.
pub fn config_path(environment: &Environment, choice: &Choice) -> Result<PathBuf, Error> {
    match (&choice.config, environment.get_nonempty("LEADLEX_HOOKS_CONFIG")) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(path)) => Ok(PathBuf::from(path)),
        (None, None) => environment.default_config(),
    }
}

/// The profile in use: `--profile`, `LEADLEX_HOOKS_PROFILE`, or `default`.
///
/// # Errors
/// A name that could not be a file name.
pub fn profile_name(environment: &Environment, choice: &Choice) -> Result<String, Error> {
    let name = choice
        .profile
        .as_deref()
        .or_else(|| environment.get_nonempty("LEADLEX_HOOKS_PROFILE"))
        .unwrap_or("default");
    check_profile_name(name)?;
    Ok(name.to_owned())
}

/// A profile's name becomes part of a file's name.
///
/// # Errors
/// A name that could not be (exit 2).
pub fn check_profile_name(name: &str) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Error::usage(format!("`{}` is no profile name", name.escape_debug()))
            .hint("use letters, digits, `-` and `_`"));
    }
    Ok(())
}

impl Settings {
    /// Reads the file that is in use.
    ///
    /// # Errors
    /// A file named by the user that is not there, an unsound file, or a profile it does not know.
    pub fn load(environment: Environment, choice: &Choice) -> Result<Self, Error> {
        let named =
            choice.config.is_some() || environment.get_nonempty("LEADLEX_HOOKS_CONFIG").is_some();
        let file = match config_path(&environment, choice) {
            Ok(path) => {
                let file = ConfigFile::read(&path)?;
                if named && file.is_none() {
                    return Err(Error::usage(format!(
                        "there is no configuration at {}",
                        path.display()
                    ))
                    .hint("`leadlex-hooks config set KEY VALUE --config FILE` makes one"));
                }
                file
            }
            Err(_) => None,
        };
        let profile = profile_name(&environment, choice)?;
        let settings = Self { environment, file, profile, store: choice.store.clone() };
        settings.check_profile()?;
        Ok(settings)
    }

    /// What is left without the file: for whoever goes on although it cannot be used.
    #[must_use]
    pub fn without_file(environment: Environment, choice: &Choice) -> Self {
        let profile = profile_name(&environment, choice).unwrap_or_else(|_| "default".to_owned());
        Self { environment, file: None, profile, store: choice.store.clone() }
    }

    fn check_profile(&self) -> Result<(), Error> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let known = file.profiles();
        if self.profile == "default" || known.contains(&self.profile.as_str()) {
            return Ok(());
        }
        let error =
            Error::usage(format!("no profile `{}` in {}", self.profile, file.path().display()));
        Err(if known.is_empty() {
            error.hint(format!(
                "`leadlex-hooks config set --profile {} to URL` makes it",
                self.profile
            ))
        } else {
            error.hint(format!("known profiles: default, {}", known.join(", ")))
        })
    }

    /// The environment as it was at start.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The profile in use.
    #[must_use]
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The file in use, if there is one.
    pub(super) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    /// All values of a setting below its flag: the variable, the profile, the top of the file.
    #[must_use]
    pub fn values(&self, key: &'static Key) -> Option<Setting<Vec<String>>> {
        if let Some(name) = key.variable
            && let Some(value) = self.environment.get(name)
        {
            return Some(Setting { value: vec![value.to_owned()], origin: Origin::Variable(name) });
        }
        let file = self.file.as_ref()?;
        let (value, section) = file.values(&self.profile, key)?;
        let section = match section {
            Section::Profile => self.profile.clone(),
            Section::Top => String::new(),
        };
        Some(Setting { value, origin: Origin::File(file.path().to_owned(), section) })
    }

    /// Everywhere below its flag where a setting stands, the one that wins first.
    #[must_use]
    pub fn layers(&self, key: &'static Key) -> Vec<Setting<Vec<String>>> {
        let variable = key.variable.and_then(|name| {
            let value = vec![self.environment.get(name)?.to_owned()];
            Some(Setting { value, origin: Origin::Variable(name) })
        });
        let in_file = self.file.iter().flat_map(|file| {
            file.layers(&self.profile, key).into_iter().map(|(value, section)| {
                let section = match section {
                    Section::Profile => self.profile.clone(),
                    Section::Top => String::new(),
                };
                Setting { value, origin: Origin::File(file.path().to_owned(), section) }
            })
        });
        variable.into_iter().chain(in_file).collect()
    }

    /// One value of a setting, its flag first.
    #[must_use]
    pub fn text(&self, key: &'static Key, flag: Option<&str>) -> Option<Setting<String>> {
        if let (Some(value), Some(name)) = (flag, key.flag) {
            return Some(Setting { value: value.to_owned(), origin: Origin::Flag(name) });
        }
        let found = self.values(key)?;
        let value = found.value.into_iter().next()?;
        Some(Setting { value, origin: found.origin })
    }

    /// Whether a file is in use.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Where `listen` binds: address and port, the flags first.
    ///
    /// # Errors
    /// A port that is none (exit 2).
    pub fn listener(&self, host: Option<&str>, port: Option<u16>) -> Result<(String, u16), Error> {
        let host = self.text(&key::HOST, host).map(|setting| setting.value);
        let host = host.unwrap_or_else(|| DEFAULT_HOST.to_owned());
        let flag = port.map(|port| port.to_string());
        let port = match self.text(&key::PORT, flag.as_deref()) {
            Some(setting) => setting.value.parse().map_err(|_| {
                Error::usage(format!(
                    "`port` from {} is no port: {}",
                    setting.origin, setting.value
                ))
            })?,
            None => DEFAULT_PORT,
        };
        Ok((host, port))
    }

    /// Where the event log is.
    ///
    /// # Errors
    /// When nothing says where it would be.
    pub fn store_path(&self) -> Result<Setting<PathBuf>, Error> {
        if let Some(path) = &self.store {
            return Ok(Setting { value: path.clone(), origin: Origin::Flag("--store") });
        }
        match self.text(&key::STORE, None).filter(|setting| !setting.value.is_empty()) {
            Some(setting) => Ok(Setting { value: expand(&setting.value), origin: setting.origin }),
            None => {
                let path = self.environment.default_store(&self.profile)?;
                Ok(Setting { value: path, origin: Origin::Default })
            }
        }
    }
}

/// `~/x` in a file means the home directory, as in a shell.
fn expand(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => Path::new(path).to_owned(),
    }
}
