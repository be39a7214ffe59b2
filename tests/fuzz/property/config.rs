//! The configuration file: the first byte chooses a setting, the rest is the text.

use std::path::Path;

use leadlex_hooks::config::file::ConfigFile;
use leadlex_hooks::config::key::{ALL, Key, Shape};
use leadlex_hooks::config::write::{Change, edit};

/// A file that is read is written as it was; a change changes one setting, and its result is read.
pub fn hold(data: &[u8]) {
    let Some((choice, text)) = data.split_first() else {
        return;
    };
    let Ok(text) = str::from_utf8(text) else {
        return;
    };
    let key = ALL[usize::from(*choice) % ALL.len()];
    let file = match read(text) {
        Ok(file) => file,
        Err(error) => {
            assert!(error.to_string().contains("config.toml"), "{error}");
            return;
        }
    };
    let mut profiles: Vec<String> = file.profiles().into_iter().map(str::to_owned).collect();
    profiles.extend(["default".to_owned(), "new".to_owned()]);
    for profile in &profiles {
        changed(&file, profile, key);
    }
    // The parser leaves a byte order mark out, and writes every line break as one byte.
    let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let written = file.into_document().to_string();
    assert_eq!(without_final_break(&written), without_final_break(&plain));
}

/// The writer ends the last line where the text does not.
fn without_final_break(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}

fn read(text: &str) -> Result<ConfigFile, leadlex_hooks::error::Error> {
    ConfigFile::parse(Path::new("config.toml"), text)
}

fn changed(file: &ConfigFile, profile: &str, key: &'static Key) {
    let value = if key.shape == Shape::Number { "4000" } else { "a \"new\" value" };
    let mut document = file.clone().into_document();
    let change = Change { key, values: vec![value.to_owned()] };
    edit(&mut document, profile, &[change]).expect("a value of the right kind");
    let text = document.to_string();
    let after = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let values = |file: &ConfigFile, key| file.values(profile, key).map(|(values, _)| values);
    assert_eq!(values(&after, key), Some(vec![value.to_owned()]), "{text}");
    for other in ALL.into_iter().filter(|other| other.name != key.name) {
        assert_eq!(values(&after, other), values(file, other), "{}\n{text}", other.name);
    }

    edit(&mut document, profile, &[Change { key, values: Vec::new() }]).expect("nothing to refuse");
    assert!(read(&document.to_string()).is_ok());
}
