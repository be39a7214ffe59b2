//! Secrets that are set and not in use: one of them may have been used by mistake.

use super::key;
use super::secret;
use super::settings::{Origin, Settings};
use crate::contract::explain::{OtherKey, Whose};
use crate::contract::secret::Secret;

/// The profile without a section: the top of the file.
const DEFAULT: &str = "default";

/// Every secret that is set here and not `used`, the nearest first, and the API key. What cannot be
/// read is left out, and no program is run.
#[must_use]
pub fn secrets(settings: &Settings, used: &[Secret]) -> Vec<OtherKey> {
    let mut found: Vec<OtherKey> = Vec::new();
    let mut add = |whose, name: String, texts: &[String]| {
        for text in texts {
            let Ok(setting) = secret::read(&secret::SIGNING, text, &Origin::Default) else {
                continue;
            };
            let known = used.contains(&setting.value)
                || found.iter().any(|other| other.secret == setting.value);
            if !known {
                found.push(OtherKey { whose, name: name.clone(), secret: setting.value });
            }
        }
    };
    // The variable comes before the file; a flag comes before both.
    if let Some(setting) = settings.values(&key::SECRET) {
        add(Whose::Overridden, setting.origin.to_string(), &setting.value);
    }
    if let Some(file) = settings.file() {
        let here = settings.profile();
        if let Some((texts, _)) = file.values(here, &key::SECRET) {
            add(Whose::Overridden, file.path().display().to_string(), &texts);
        }
        let others = std::iter::once(DEFAULT).chain(file.profiles());
        for name in others.filter(|name| *name != here) {
            if let Some((texts, _)) = file.values(name, &key::SECRET) {
                add(Whose::Profile, name.to_owned(), &texts);
            }
        }
        for name in std::iter::once(here).chain(file.profiles()) {
            if let Some((texts, _)) = file.values(name, &key::API_KEY) {
                add(Whose::ApiKey, String::new(), &texts);
            }
        }
    }
    if let Some(setting) = settings.values(&key::API_KEY) {
        add(Whose::ApiKey, String::new(), &setting.value);
    }
    found
}
