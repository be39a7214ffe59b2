//! The environment, captured once, and the places where files go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use crate::error::Error;

/// The variables this program reads, and the user's base directories.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    directories: Option<Directories>,
}

#[derive(Clone, Debug)]
struct Directories {
    config: PathBuf,
    data: PathBuf,
}

impl Environment {
    /// Looks at the process's environment. A variable that is not UTF-8 is read as if it were,
    /// with replacement characters, so that it fails where it is used and not here.
    #[must_use]
    pub fn capture() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| {
                name.starts_with("LEADLEX_")
                    || ["EDITOR", "VISUAL", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"]
                        .contains(&name.as_str())
            })
            .map(|(name, value)| (name, value.to_string_lossy().into_owned()))
            .collect();
        let directories = choose_base_strategy().ok().map(|base| Directories {
            config: base.config_dir().join("leadlex-hooks"),
            data: base.data_dir().join("leadlex-hooks"),
        });
        Self { variables, directories }
    }

    /// The value of a variable; an empty one counts as set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The names of the variables that are meant for this program, whether or not it knows them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().map(String::as_str).filter(|name| name.starts_with("LEADLEX_"))
    }

    /// The value of a variable that means nothing when empty.
    #[must_use]
    pub fn get_nonempty(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// `$XDG_CONFIG_HOME/leadlex-hooks/config.toml`, or what the system has in its place.
    ///
    /// # Errors
    /// When the system tells no home directory.
    pub fn default_config(&self) -> Result<PathBuf, Error> {
        Ok(self.directories("--config FILE")?.config.join("config.toml"))
    }

    /// `$XDG_DATA_HOME/leadlex-hooks/<profile>.db`.
    ///
    /// # Errors
    /// When the system tells no home directory.
    pub fn default_store(&self, profile: &str) -> Result<PathBuf, Error> {
        Ok(self.directories("--store FILE")?.data.join(Path::new(&format!("{profile}.db"))))
    }

    fn directories(&self, flag: &str) -> Result<&Directories, Error> {
        self.directories.as_ref().ok_or_else(|| {
            Error::usage("there is no home directory to keep files in")
                .hint(format!("set HOME, or name the file with `{flag}`"))
        })
    }
}
