//! Every setting there is, as one table: its name in the file, its flag and its variable.

/// What a setting's value looks like in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A number or a string of digits.
    Number,
    /// A string, or a list of strings.
    Secrets,
    /// A list of strings: a program and its arguments.
    Command,
}

/// One setting.
#[derive(Debug)]
pub struct Key {
    /// Its name in the file and in `config set`.
    pub name: &'static str,
    /// Its flag.
    pub flag: Option<&'static str>,
    /// Its environment variable.
    pub variable: Option<&'static str>,
    /// What its value looks like.
    pub shape: Shape,
    /// What it is for.
    pub about: &'static str,
}

const fn key(
    name: &'static str,
    flag: Option<&'static str>,
    variable: Option<&'static str>,
    shape: Shape,
    about: &'static str,
) -> Key {
    Key { name, flag, variable, shape, about }
}

/// The signing secret.
pub const SECRET: Key = key(
    "secret",
    Some("--secret"),
    Some("LEADLEX_WEBHOOK_SECRET"),
    Shape::Secrets,
    "signing secret, `@FILE`, or a list of them while rotating (the first one signs)",
);
/// The program that prints the signing secret.
pub const SECRET_COMMAND: Key = key(
    "secret_command",
    None,
    None,
    Shape::Command,
    "program and arguments that print the signing secret (10 s at most)",
);
/// The key of LeadLex's REST API.
pub const API_KEY: Key = key(
    "api_key",
    Some("--api-key"),
    Some("LEADLEX_API_KEY"),
    Shape::Text,
    "key of LeadLex's REST API (`wbk_…`), or `@FILE`",
);
/// The program that prints the API key.
pub const API_KEY_COMMAND: Key = key(
    "api_key_command",
    None,
    None,
    Shape::Command,
    "program and arguments that print the API key (10 s at most)",
);
/// Where the REST API is.
pub const API_URL: Key = key(
    "api_url",
    Some("--api-url"),
    Some("LEADLEX_API_URL"),
    Shape::Text,
    "where LeadLex's REST API is",
);
/// The workspace of the API key.
pub const WORKSPACE_ID: Key = key(
    "workspace_id",
    Some("--workspace-id"),
    None,
    Shape::Text,
    "workspace that the API key belongs to",
);
/// The endpoint of `send` and `replay`.
pub const TO: Key = key("to", Some("--to"), None, Shape::Text, "endpoint of `send` and `replay`");
/// The endpoint behind `listen`.
pub const FORWARD_TO: Key =
    key("forward_to", Some("--forward-to"), None, Shape::Text, "where `listen` forwards to");
/// The address `listen` binds.
pub const HOST: Key = key("host", Some("--host"), None, Shape::Text, "address that `listen` binds");
/// The port `listen` binds.
pub const PORT: Key = key("port", Some("--port"), None, Shape::Number, "port that `listen` binds");
/// The event log.
pub const STORE: Key = key(
    "store",
    Some("--store"),
    Some("LEADLEX_HOOKS_STORE"),
    Shape::Text,
    "file that holds the events and deliveries",
);
/// Certificates to trust beside the system's.
pub const CACERT: Key =
    key("cacert", Some("--cacert"), None, Shape::Text, "PEM file of certificates to trust as well");
/// The proxy for everything but loopback.
pub const PROXY: Key =
    key("proxy", Some("--proxy"), None, Shape::Text, "HTTP proxy for everything but loopback");

/// All settings, in the order in which they are shown.
pub const ALL: [&Key; 13] = [
    &SECRET,
    &SECRET_COMMAND,
    &API_KEY,
    &API_KEY_COMMAND,
    &API_URL,
    &WORKSPACE_ID,
    &TO,
    &FORWARD_TO,
    &HOST,
    &PORT,
    &STORE,
    &CACERT,
    &PROXY,
];

impl Key {
    /// Whether its value is shown by its fingerprint only.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.name == SECRET.name || self.name == API_KEY.name
    }
}

/// The setting of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    ALL.into_iter().find(|key| key.name == name)
}

/// The nearest name to a misspelt one.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    ALL.into_iter()
        .map(|key| (strsim::jaro_winkler(name, key.name), key.name))
        .filter(|(score, _)| *score > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
